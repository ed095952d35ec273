//! What a server does about clients that are silent, or slow, or do not read.

use std::{future::pending, time::Duration};

use bytes::BytesMut;
use mini_lust::{
    Body, Bytes, Error, FrameCodec, Framing, Protocol, Request, Response, Server,
    protocol::{Header, MessageType},
    transport::codec::Frame,
};
use tokio::{
    io::{
        AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufStream, DuplexStream,
        duplex, split,
    },
    sync::mpsc,
    time::{Instant, advance, sleep},
};
use tokio_util::codec::Encoder;
use tower::service_fn;

const SECOND: Duration = Duration::from_secs(1);

/// A connection to a server whose handler takes as many seconds as a call has bytes of
/// arguments.
async fn connect() -> DuplexStream {
    connect_through(|io| io).await
}

/// The same, with something between the server and the connection.
async fn connect_through<IO>(wrap: impl FnOnce(DuplexStream) -> IO) -> DuplexStream
where
    IO: AsyncRead + AsyncWrite + Send + 'static,
{
    let handler = service_fn(async |request: Request| {
        let seconds = request.body().len();
        sleep(SECOND * u32::try_from(seconds).unwrap()).await;
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let server = Server::new()
        .idle_timeout(60 * SECOND)
        .message_timeout(5 * SECOND)
        .write_timeout(10 * SECOND);
    let (connections, listener) = mpsc::channel(1);
    tokio::spawn(server.serve(listener, handler, pending()));
    let (client, io) = duplex(1024);
    let sent = connections.send(wrap(io)).await;
    assert!(sent.is_ok(), "the server listens");
    client
}

fn call(seconds: usize) -> BytesMut {
    let header = Header { method: "wait".into(), ty: MessageType::Call, sequence_id: 1 };
    let body = Body::new(Protocol::Binary, Bytes::from(vec![0; seconds]));
    let mut bytes = BytesMut::new();
    let mut codec = FrameCodec::new(Framing::Framed);
    codec.encode(Frame::new(header, body), &mut bytes).unwrap();
    bytes
}

/// Waits for the end of the connection, and says how long that took.
async fn closed(client: &mut DuplexStream) -> Duration {
    let begun = Instant::now();
    while client.read_buf(&mut BytesMut::new()).await.unwrap() > 0 {}
    begun.elapsed()
}

#[tokio::test(start_paused = true)]
async fn who_never_says_anything_is_left() {
    assert_eq!(closed(&mut connect().await).await, 60 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn who_calls_no_more_is_left() {
    let mut client = connect().await;
    client.write_all(&call(1)).await.unwrap();
    // It is the answer that the time begins with, not the call.
    assert_eq!(closed(&mut client).await, 61 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn who_waits_for_an_answer_is_not_left() {
    let mut client = connect().await;
    client.write_all(&call(200)).await.unwrap();
    assert_eq!(closed(&mut client).await, 260 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn each_call_begins_the_time_anew() {
    let mut client = connect().await;
    for _ in 0..5 {
        client.write_all(&call(0)).await.unwrap();
        sleep(59 * SECOND).await;
    }
    assert_eq!(closed(&mut client).await, SECOND);
}

/// As after `SIGSTOP`: time passes, and no task runs.
#[tokio::test(start_paused = true)]
async fn a_time_in_which_nobody_looked_does_not_begin_the_limit_anew() {
    let mut client = connect().await;
    client.write_all(&call(0)[..5]).await.unwrap();
    sleep(4 * SECOND).await;
    advance(30 * SECOND).await;
    client.write_all(&call(0)[5..6]).await.unwrap();
    assert!(closed(&mut client).await <= SECOND);
}

#[tokio::test(start_paused = true)]
async fn what_came_while_nobody_looked_was_in_time() {
    let mut client = connect().await;
    client.write_all(&call(0)[..5]).await.unwrap();
    sleep(4 * SECOND).await;
    client.write_all(&call(0)[5..]).await.unwrap();
    advance(30 * SECOND).await;
    assert_ne!(client.read_buf(&mut BytesMut::new()).await.unwrap(), 0);
}

/// Each byte comes soon enough after the one before.
#[tokio::test(start_paused = true)]
async fn a_message_that_comes_byte_by_byte_is_too_slow() {
    for calls_before in [0, 1] {
        let mut client = connect().await;
        for _ in 0..calls_before {
            client.write_all(&call(0)).await.unwrap();
        }
        sleep(30 * SECOND).await;
        let begun = Instant::now();
        for byte in call(0) {
            if client.write_all(&[byte]).await.is_err() {
                break;
            }
            sleep(SECOND * 9 / 10).await;
        }
        // The first that comes after five seconds finds a server that has gone.
        assert_eq!(begun.elapsed(), SECOND * 54 / 10, "after {calls_before} calls");
    }
}

/// The connection holds a kilobyte; the rest of the replies wait.
#[tokio::test(start_paused = true)]
async fn who_does_not_read_is_left() {
    let mut client = connect().await;
    let begun = Instant::now();
    let error = loop {
        if let Err(error) = client.write_all(&call(0)).await {
            break error;
        }
    };
    assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
    assert_eq!(begun.elapsed(), 10 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn who_does_not_read_is_left_though_the_io_has_a_buffer() {
    let mut client = connect_through(BufStream::new).await;
    // The answers are more than the connection takes, and less than the buffer.
    for _ in 0..100 {
        client.write_all(&call(0)).await.unwrap();
    }
    sleep(60 * SECOND).await;
    client.write_all(&call(0)).await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn who_reads_slowly_is_served() {
    let mut client = connect().await;
    let (mut read, mut write) = tokio::io::split(&mut client);
    let calls = async {
        for _ in 0..300 {
            write.write_all(&call(0)).await.unwrap();
        }
    };
    let reads = async {
        let mut replies = BytesMut::new();
        while replies.len() < 300 * (call(0).len()) {
            sleep(9 * SECOND).await;
            assert_ne!(read.read_buf(&mut replies).await.unwrap(), 0);
        }
    };
    tokio::join!(calls, reads);
}

#[tokio::test(start_paused = true)]
async fn while_the_server_does_not_read_no_message_is_too_slow() {
    const LONG: usize = 50_000;
    let handler = service_fn(async |request: Request| {
        sleep(2 * SECOND).await;
        let body = Body::new(request.body().protocol(), Bytes::from(vec![0; LONG]));
        Ok::<_, Error>(Response::new(body))
    });
    let server = Server::new().message_timeout(30 * SECOND);
    let (connections, listener) = mpsc::channel(1);
    tokio::spawn(server.serve(listener, handler, pending()));
    let (client, io) = duplex(1024);
    connections.send(io).await.unwrap();
    let (mut read, mut write) = split(client);
    let writer = tokio::spawn(async move {
        write.write_all(&call(1)).await.unwrap();
        // The second call takes five seconds, and all the time that it is not read.
        for part in call(2 * LONG).chunks(LONG / 5) {
            write.write_all(part).await.unwrap();
            sleep(SECOND / 2).await;
        }
        write
    });
    // The first answer takes 50 seconds.
    let mut left = 2 * LONG;
    while left > 0 {
        sleep(SECOND).await;
        let len = read.read(&mut [0; 1024]).await.unwrap();
        assert_ne!(len, 0, "the connection is closed");
        left = left.saturating_sub(len);
    }
    writer.await.unwrap();
}
