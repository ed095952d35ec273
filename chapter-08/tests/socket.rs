//! Which options sockets have.

use std::time::Duration;

use mini_lust::{Listener, rpc::socket::TcpOptions};
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// A connection whose two ends have `options`.
async fn connection(options: TcpOptions) -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut listener = options.clone().listen(listener);
    let (client, server) = tokio::join!(options.oneshot(address), listener.accept());
    (client.unwrap(), server.unwrap())
}

#[tokio::test]
async fn both_ends_ask_whether_the_other_is_there() {
    let (client, server) = connection(TcpOptions::new()).await;
    for stream in [&client, &server] {
        assert!(SockRef::from(stream).keepalive().unwrap());
        assert!(stream.nodelay().unwrap());
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn times_are_those_that_were_set() {
    let second = Duration::from_secs(1);
    for (options, silence, timeout) in [
        (TcpOptions::new(), 15 * second, 30 * second),
        (TcpOptions::new().keep_alive(60 * second), 60 * second, 30 * second),
        (TcpOptions::new().user_timeout(5 * second), 15 * second, 5 * second),
        // What the system would refuse.
        (TcpOptions::new().keep_alive(Duration::ZERO), second, 30 * second),
        (TcpOptions::new().keep_alive(Duration::MAX), 32_767 * second, 30 * second),
    ] {
        let (client, server) = connection(options).await;
        for stream in [&client, &server] {
            let socket = SockRef::from(stream);
            assert_eq!(socket.tcp_keepalive_time().unwrap(), silence);
            let third = (silence / 3).max(second).as_secs();
            assert_eq!(socket.tcp_keepalive_interval().unwrap().as_secs(), third);
            assert_eq!(socket.tcp_keepalive_retries().unwrap(), 3);
            assert_eq!(socket.tcp_user_timeout().unwrap(), Some(timeout));
        }
    }
}
