//! What waits on all connections of a server together.

use std::{future::pending, iter, time::Duration};

use bytes::{BufMut, BytesMut};
use futures::{FutureExt, future::join_all};
use mini_lust::{
    Body, Bytes, Error, FrameCodec, Framing, Protocol, Request, Server,
    protocol::{Header, MessageType},
    transport::codec::Frame,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    sync::mpsc,
    task::yield_now,
    time::{Instant, sleep, timeout},
};
use tokio_util::codec::Encoder;
use tower::service_fn;

const MIB: usize = 1024 * 1024;
const SECOND: Duration = Duration::from_secs(1);

/// Connections to a server with a bound of 4 MiB, whose handler answers with what it got,
/// and if it is called `wait`, after a minute.
fn connect() -> impl Iterator<Item = DuplexStream> {
    let handler = service_fn(async |request: Request| {
        if request.method() == "wait" {
            sleep(60 * SECOND).await;
        }
        Ok::<_, Error>(mini_lust::Response::new(request.body().clone()))
    });
    let (connections, listener) = mpsc::channel(100);
    tokio::spawn(Server::new().max_buffered(4 * MIB).serve(
        listener,
        handler,
        pending(),
    ));
    iter::from_fn(move || {
        let (client, io) = duplex(16 * 1024);
        connections.try_send(io).unwrap();
        Some(client)
    })
}

fn call(method: &str, len: usize) -> BytesMut {
    let header = Header { method: method.into(), ty: MessageType::Call, sequence_id: 1 };
    let body = Body::new(Protocol::Binary, Bytes::from(vec![0; len]));
    let mut bytes = BytesMut::new();
    let mut codec = FrameCodec::new(Framing::Framed);
    codec.encode(Frame::new(header, body), &mut bytes).unwrap();
    bytes
}

/// Sends `bytes` until the server takes no more, and says how many it took.
async fn stuff(client: &mut DuplexStream, bytes: &[u8]) -> usize {
    let mut taken = 0;
    let mut idle = 0;
    while taken < bytes.len() && idle < 100 {
        match client.write(&bytes[taken..]).now_or_never() {
            Some(len) => (taken, idle) = (taken + len.unwrap(), 0),
            None => idle += 1,
        }
        yield_now().await;
    }
    taken
}

async fn is_answered(client: &mut DuplexStream, len: usize) {
    let (mut read, mut write) = tokio::io::split(client);
    let sent = call("echo", len);
    let mut reply = vec![0; sent.len()];
    let (sent, read) = tokio::join!(write.write_all(&sent), read.read_exact(&mut reply));
    sent.and(read.map(drop)).unwrap();
}

#[tokio::test(start_paused = true)]
async fn messages_in_part_are_bounded_on_all_connections_together() {
    let mut connections = connect();
    let mut polite = connections.next().unwrap();
    is_answered(&mut polite, 10).await;
    // Each claims 16 MiB, and sends a MiB less.
    let mut claim = BytesMut::new();
    claim.put_u32(16 * MIB as u32);
    claim.resize(15 * MIB, 0x80);
    claim[4..8].copy_from_slice(&[0x80, 1, 0, 1]);
    let mut slow: Vec<_> = connections.by_ref().take(20).collect();
    let taken = join_all(slow.iter_mut().map(|client| stuff(client, &claim))).await;
    let taken: usize = taken.into_iter().sum();
    assert!(taken < 2 * 4 * MIB, "took {} MiB", taken / MIB);

    // Who holds little is served, before and after they are closed.
    let begun = Instant::now();
    is_answered(&mut polite, 100_000).await;
    assert_eq!(begun.elapsed(), Duration::ZERO);
    for client in &mut slow {
        let end = timeout(32 * SECOND, client.read(&mut [0])).await;
        assert_eq!(end.expect("the connection is closed").unwrap(), 0);
    }
    is_answered(&mut polite, 2 * MIB).await;
}

#[tokio::test(start_paused = true)]
async fn calls_in_progress_and_replies_that_wait_count_too() {
    for method in ["wait", "echo"] {
        let mut connections = connect();
        let calls = call(method, MIB / 4).repeat(64);
        let mut busy: Vec<_> = connections.by_ref().take(4).collect();
        let taken = join_all(busy.iter_mut().map(|client| stuff(client, &calls))).await;
        let taken: usize = taken.into_iter().sum();
        assert!(taken < 2 * 4 * MIB, "{method}: took {} MiB", taken / MIB);
        is_answered(&mut connections.next().unwrap(), 100_000).await;
    }
}
