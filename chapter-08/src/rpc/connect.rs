//! Connecting to servers.

use std::{
    io,
    task::{Context, Poll},
    time::Duration,
};

use futures::future::BoxFuture;
use tokio::net::{TcpStream, ToSocketAddrs};
use tower::{BoxError, Service, ServiceExt};

use crate::{
    error::Error,
    rpc::{
        arrival::MESSAGE_TIMEOUT,
        connection::{ByteStream, Connection},
    },
    transport::codec::{FrameCodec, Framing},
};

/// Makes a [`Connection`] to any target that `M` connects to.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Request, Server, user::{GetUserException, User}};
/// use mini_lust::{Connector, Protocol, Tcp};
/// # use mini_lust::user;
/// use user::UserClient;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// # let address = listener.local_addr()?;
/// # let ada = tower::service_fn(async |request: Request| {
/// #     let user = User { name: "Ada".into(), ..User::default() };
/// #     request.reply::<_, GetUserException>(Ok(user))
/// # });
/// # tokio::spawn(Server::new().serve(listener, ada, std::future::pending()));
/// let connection = Connector::new(Tcp).connect(address).await?;
/// let users = UserClient::new(connection, Protocol::Binary);
/// assert_eq!(users.get_user(1).await?.name, "Ada");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Connector<M> {
    make: M,
    codec: FrameCodec,
    message_timeout: Duration,
}

impl<M> Connector<M> {
    /// Creates a connector that connects with `make`.
    pub fn new(make: M) -> Self {
        Self {
            make,
            codec: FrameCodec::new(Framing::Framed),
            message_timeout: MESSAGE_TIMEOUT,
        }
    }

    /// Sets the framing and the maximum length of messages. Default: framed, 16 MiB.
    pub fn codec(self, codec: FrameCodec) -> Self {
        Self { codec, ..self }
    }

    /// Sets how long a reply may take to arrive, from its first byte to its last. Default: 30
    /// seconds. Then the connection is closed, and its calls fail.
    pub fn message_timeout(self, message_timeout: Duration) -> Self {
        Self { message_timeout, ..self }
    }

    /// Connects to `target`.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Io`] if the target cannot be reached.
    ///
    /// # Panics
    ///
    /// Panics if called outside a tokio runtime, because the connection becomes a task.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives up connecting.
    pub async fn connect<Target>(&self, target: Target) -> Result<Connection, Error>
    where
        Self: Service<Target, Response = Connection, Error = Error> + Clone,
    {
        self.clone().oneshot(target).await
    }
}

impl<M, Target> Service<Target> for Connector<M>
where
    M: Service<Target, Response: ByteStream, Error: Into<BoxError>>,
    M::Future: Send + 'static,
{
    type Response = Connection;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Connection, Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.make.poll_ready(cx).map_err(connect_error)
    }

    fn call(&mut self, target: Target) -> Self::Future {
        let connecting = self.make.call(target);
        let codec = self.codec.clone();
        let message_timeout = self.message_timeout;
        Box::pin(async move {
            let io = connecting.await.map_err(connect_error)?;
            let (connection, driver) =
                Connection::with_timeout(io, codec, message_timeout);
            tokio::spawn(async {
                if let Err(error) = driver.await {
                    tracing::debug!(%error, "a connection failed");
                }
            });
            Ok(connection)
        })
    }
}

/// Connects to TCP addresses of any type with [`ToSocketAddrs`]. Nagle's algorithm is off,
/// because it would delay the second of two calls until the first is answered.
///
/// [`ToSocketAddrs`]: https://docs.rs/tokio/1/tokio/net/trait.ToSocketAddrs.html
#[derive(Clone, Copy, Debug, Default)]
pub struct Tcp;

impl<A: ToSocketAddrs + Send + 'static> Service<A> for Tcp {
    type Response = TcpStream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<TcpStream>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: A) -> Self::Future {
        Box::pin(async move {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            Ok(stream)
        })
    }
}

/// Connects to Unix sockets, by their paths.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Unix;

#[cfg(unix)]
impl<P: AsRef<std::path::Path> + Send + 'static> Service<P> for Unix {
    type Response = tokio::net::UnixStream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<tokio::net::UnixStream>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, path: P) -> Self::Future {
        Box::pin(tokio::net::UnixStream::connect(path))
    }
}

/// Takes the socket's error out of the boxes of the layers around `make`.
fn connect_error(error: impl Into<BoxError>) -> Error {
    match error.into().downcast::<io::Error>() {
        Ok(error) => Error::Io(*error),
        Err(error) => error.into(),
    }
}
