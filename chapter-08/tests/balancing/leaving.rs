//! Servers that say when they are about to stop, and clients that listen.

use futures::{FutureExt, SinkExt, StreamExt};
use mini_lust::{
    Body, Bytes, Channel, Connection, Connector, Error, FrameCodec, Framing, Metadata,
    Protocol, Request,
    cluster::{accrual::Accrual, backoff::Backoff, balance::PeakEwma, discover},
    protocol::{Header, MessageType, metadata::Key},
    transport::codec::Frame,
};
use tokio::{io::duplex, time::sleep};
use tokio_util::codec::Framed;
use tower::{Service, ServiceExt};

use crate::{
    millis, seconds, seeded,
    traffic::{calls, failed},
    world::World,
};

const LEAVING: Key<u8> = Key::text("crrst");

/// Three servers under load, which are stopped and started again in turns, and not a word
/// to discovery. How many calls are lost?
async fn ten_graceful_stops(framing: Framing) -> usize {
    let round_trip = millis(41);
    let world = World::of(3, round_trip);
    let connector = Connector::new(world.clone()).codec(FrameCodec::new(framing));
    let backoff = Backoff::new(millis(10), seconds(10)).with_rng(seeded());
    let channel = Channel::builder()
        .policy(PeakEwma::with_rng(seeded()))
        .accrual(Accrual::new().with_rng(seeded()))
        .backoff(backoff)
        .build(discover::fixed(0..3), connector);
    let load = tokio::spawn(async move { calls(&channel, 10_000, millis(4)).await });
    for stop in 0..10 {
        sleep(millis(2002)).await;
        world.stop(stop % 3).await;
        world.start(stop % 3);
    }
    let failed = failed(&load.await.unwrap());
    println!("{framing:?}: {failed} calls are lost in ten stops");
    failed
}

#[tokio::test(start_paused = true)]
async fn servers_that_say_that_they_stop_lose_no_call() {
    assert_ne!(ten_graceful_stops(Framing::Framed).await, 0, "without a word");
    assert_eq!(ten_graceful_stops(Framing::TtHeader).await, 0);
}

fn reply(sequence_id: i32, metadata: Metadata) -> Frame {
    let header = Header { method: "get".into(), ty: MessageType::Reply, sequence_id };
    let body = Body::new(Protocol::Binary, Bytes::from_static(&[0]));
    Frame { header, body, metadata, head_id: None, excess: None }
}

#[tokio::test]
async fn a_connection_whose_server_leaves_ends_its_calls_and_takes_no_more() {
    let (near, far) = duplex(4096);
    let codec = FrameCodec::new(Framing::TtHeader);
    let (connection, driver) = Connection::new(near, codec.clone());
    let driver = tokio::spawn(driver);
    let mut peer = Framed::new(far, codec);
    let call = || {
        let request = Request::new("get", Body::new(Protocol::Binary, Bytes::new()));
        let connection = connection.clone();
        tokio::spawn(async move { connection.oneshot(request).await })
    };
    let mut ready = connection.clone();
    ready.ready().await.unwrap();
    let (first, second) = (call(), call());
    peer.next().await.unwrap().unwrap();
    peer.next().await.unwrap().unwrap();

    let mut word = Metadata::new();
    word.insert(LEAVING, 1);
    peer.send(reply(1, word)).await.unwrap();
    assert!(first.await.unwrap().unwrap().metadata().is_empty());
    // Neither a call for which there was a place, nor one that needs one.
    let request = Request::new("get", Body::new(Protocol::Binary, Bytes::new()));
    assert!(matches!(ready.call(request).await, Err(Error::Unsent)));
    assert!(matches!(call().await.unwrap(), Err(Error::Unsent)));
    peer.send(reply(2, Metadata::new())).await.unwrap();
    assert!(second.await.unwrap().is_ok());

    drop((connection, ready));
    driver.await.unwrap().unwrap();
    assert!(peer.next().now_or_never().unwrap().is_none(), "nothing more was sent");
}
