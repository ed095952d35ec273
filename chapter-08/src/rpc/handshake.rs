//! A listener for connections that need a handshake before they carry calls, such as TLS.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytestring::ByteString;
use futures::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use pin_project_lite::pin_project;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::timeout,
};

use crate::rpc::{connection::ByteStream, server::Listener};

/// A listener that accepts the connections of `L` and makes many handshakes concurrently: a
/// slow one does not keep the others waiting.
///
/// # Examples
///
/// With `acceptor`, a `tokio_rustls::TlsAcceptor`:
///
/// ```no_run
/// use mini_lust::{Server, rpc::handshake::Handshake};
/// # use mini_lust::user;
/// use user::{UserServer, UserService};
/// use tokio::net::TcpListener;
/// # use tokio_rustls::TlsAcceptor;
///
/// # async fn example(users: impl UserService, acceptor: TlsAcceptor) -> std::io::Result<()> {
/// let listener = TcpListener::bind("0.0.0.0:9090").await?;
/// let listener = Handshake::new(listener, move |stream| acceptor.accept(stream));
/// Server::new().serve(listener, UserServer::new(users), std::future::pending()).await;
/// # Ok(())
/// # }
/// ```
pub struct Handshake<L, F, IO> {
    listener: L,
    shake: F,
    timeout: Duration,
    max: usize,
    under_way: FuturesUnordered<BoxFuture<'static, io::Result<WithPeer<IO>>>>,
}

pin_project! {
    /// A connection after its handshake, which knows its peer's name.
    #[derive(Debug)]
    pub struct WithPeer<IO> {
        #[pin]
        io: IO,
        peer: Option<ByteString>,
    }
}

// === impl Handshake ===

impl<L, F, IO> Handshake<L, F, IO> {
    /// Creates a listener that calls `shake` with each connection that `listener` accepts.
    pub fn new(listener: L, shake: F) -> Self {
        Self {
            listener,
            shake,
            timeout: Duration::from_secs(10),
            max: 1024,
            under_way: FuturesUnordered::new(),
        }
    }

    /// Sets how long a handshake may take. Default: 10 seconds.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Sets the maximum number of concurrent handshakes, at least 1. Default: 1,024. Further
    /// connections wait in the listener. Handshakes do not count as connections of the server,
    /// and make no progress while it has as many connections as it may.
    pub fn max(self, max: usize) -> Self {
        Self { max: max.max(1), ..self }
    }
}

impl<L, F, Shaking, IO> Listener for Handshake<L, F, IO>
where
    L: Listener,
    F: FnMut(L::Io) -> Shaking + Send,
    Shaking: Future<Output = io::Result<IO>> + Send + 'static,
    IO: ByteStream,
{
    type Io = WithPeer<IO>;

    async fn accept(&mut self) -> io::Result<WithPeer<IO>> {
        loop {
            tokio::select! {
                Some(shaken) = self.under_way.next() => match shaken {
                    Ok(connection) => return Ok(connection),
                    // That is the peer's mistake, not a reason to accept fewer connections.
                    Err(error) => tracing::debug!(%error, "a handshake failed"),
                },
                accepted = self.listener.accept(), if self.under_way.len() < self.max => {
                    let connection = accepted?;
                    let peer = L::peer(&connection);
                    let shaken = timeout(self.timeout, (self.shake)(connection));
                    self.under_way.push(Box::pin(async move {
                        Ok(WithPeer { io: shaken.await??, peer })
                    }));
                }
            }
        }
    }

    fn peer(connection: &WithPeer<IO>) -> Option<ByteString> {
        connection.peer.clone()
    }
}

// === impl WithPeer ===

impl<IO> WithPeer<IO> {
    /// Returns the connection itself.
    pub fn get_ref(&self) -> &IO {
        &self.io
    }
}

impl<IO: AsyncRead> AsyncRead for WithPeer<IO> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.project().io.poll_read(cx, buf)
    }
}

impl<IO: AsyncWrite> AsyncWrite for WithPeer<IO> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.project().io.poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.project().io.poll_flush(cx)
    }

    fn poll_shutdown(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        self.project().io.poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.project().io.poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}
