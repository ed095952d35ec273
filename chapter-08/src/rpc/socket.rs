//! Socket options against peers that vanish.
//!
//! A peer that loses power says nothing. A program that waits for its bytes waits forever. One
//! that writes finds out after a quarter of an hour, in which the system sends the same bytes
//! again and again.

use std::{
    io,
    task::{Context, Poll},
    time::Duration,
};

use bytestring::ByteString;
use futures::future::BoxFuture;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpStream, ToSocketAddrs};
use tower::Service;

use crate::rpc::{connect::Tcp, server::Listener};

/// Options of TCP sockets. They make connections, just as [`Tcp`] does, and listeners.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::{Connector, rpc::socket::TcpOptions};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// # let address = listener.local_addr()?;
/// let options = TcpOptions::new().keep_alive(Duration::from_secs(10));
/// let connection = Connector::new(options).connect(address).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TcpOptions {
    keep_alive: Option<Duration>,
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "others lack it"))]
    user_timeout: Option<Duration>,
}

/// A listener whose connections have [`TcpOptions`].
#[derive(Debug)]
pub struct TcpWithOptions {
    listener: TcpListener,
    options: TcpOptions,
}

impl TcpOptions {
    /// Creates options with a keep-alive after 15 seconds, and on Linux a user timeout of 30
    /// seconds. Either way a vanished peer is noticed after half a minute.
    pub fn new() -> Self {
        Self {
            keep_alive: Some(Duration::from_secs(15)),
            user_timeout: Some(Duration::from_secs(30)),
        }
    }

    /// Sets the silence after which the system asks whether the peer is still there. Default:
    /// 15 seconds. It asks up to three times, each after a third of that time; then reads
    /// fail. On Linux a shorter user timeout ends the connection earlier.
    ///
    /// The system counts whole seconds, from 1 to 32,767.
    pub fn keep_alive(self, silence: Duration) -> Self {
        Self { keep_alive: Some(silence), ..self }
    }

    /// Sets how long sent bytes may be unacknowledged before the connection fails. Default:
    /// 30 seconds. Only Linux has this option: see `TCP_USER_TIMEOUT` in tcp(7).
    pub fn user_timeout(self, timeout: Duration) -> Self {
        Self { user_timeout: Some(timeout), ..self }
    }

    /// Returns a listener whose connections have these options.
    pub fn listen(self, listener: TcpListener) -> TcpWithOptions {
        TcpWithOptions { listener, options: self }
    }

    /// Sets the options of a connection.
    ///
    /// # Errors
    ///
    /// Returns the system's error if it refuses an option.
    pub fn apply(&self, stream: &TcpStream) -> io::Result<()> {
        let socket = SockRef::from(stream);
        if let Some(silence) = self.keep_alive {
            let silence = silence.clamp(Duration::from_secs(1), MOST_SILENCE);
            let third = (silence / 3).max(Duration::from_secs(1));
            let keep_alive = TcpKeepalive::new().with_time(silence).with_interval(third);
            #[cfg(not(any(target_os = "openbsd", target_os = "haiku")))]
            let keep_alive = keep_alive.with_retries(3);
            socket.set_tcp_keepalive(&keep_alive)?;
        }
        #[cfg(target_os = "linux")]
        socket.set_tcp_user_timeout(self.user_timeout)?;
        Ok(())
    }
}

/// The longest silence that Linux takes.
const MOST_SILENCE: Duration = Duration::from_secs(32_767);

impl Default for TcpOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: ToSocketAddrs + Send + 'static> Service<A> for TcpOptions {
    type Response = TcpStream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<TcpStream>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: A) -> Self::Future {
        let (options, connecting) = (self.clone(), Tcp.call(address));
        Box::pin(async move {
            let stream = connecting.await?;
            options.apply(&stream)?;
            Ok(stream)
        })
    }
}

impl Listener for TcpWithOptions {
    type Io = TcpStream;

    async fn accept(&mut self) -> io::Result<TcpStream> {
        let stream = Listener::accept(&mut self.listener).await?;
        self.options.apply(&stream)?;
        Ok(stream)
    }

    fn peer(stream: &TcpStream) -> Option<ByteString> {
        TcpListener::peer(stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rpc::connect::Tcp;

    #[tokio::test]
    async fn both_ends_have_the_options() -> io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let mut options = TcpOptions::new().keep_alive(Duration::from_secs(12));
        let mut listener = options.clone().listen(listener);
        let client = options.call(address);
        let (client, server) = tokio::join!(client, Listener::accept(&mut listener));
        for stream in [client?, server?] {
            let socket = SockRef::from(&stream);
            assert!(socket.keepalive()?);
            assert!(stream.nodelay()?);
            #[cfg(target_os = "linux")]
            {
                assert_eq!(socket.tcp_keepalive_time()?, Duration::from_secs(12));
                assert_eq!(socket.tcp_keepalive_interval()?, Duration::from_secs(4));
                assert_eq!(socket.tcp_keepalive_retries()?, 3);
                let timeout = Some(Duration::from_secs(30));
                assert_eq!(socket.tcp_user_timeout()?, timeout);
            }
        }
        Ok(())
    }

    #[tokio::test]
    async fn without_options_there_is_no_keep_alive() -> io::Result<()> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let stream = Tcp.call(listener.local_addr()?).await?;
        assert!(!SockRef::from(&stream).keepalive()?);
        Ok(())
    }
}
