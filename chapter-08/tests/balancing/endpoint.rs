//! An endpoint whose connections come and go.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{
    Address, Body, Connector, Error, Protocol, Request,
    cluster::{backoff::Backoff, endpoint::Endpoint},
    user::GetUserArgs,
};
use tokio::{
    runtime::Handle,
    time::{Instant, sleep, timeout},
};
use tokio_test::{assert_pending, assert_ready_ok, task};
use tower::{Service, ServiceExt, service_fn};

use crate::{
    discover::Warnings,
    millis,
    mock::{self, Log},
    seconds, seeded,
    world::World,
};

/// Waits for 100 milliseconds at first, and for a second at most.
fn endpoint<A: Address, C: Service<A>>(address: A, connect: C) -> Endpoint<A, C> {
    let backoff = Backoff::new(millis(100), seconds(1)).with_rng(seeded());
    Endpoint::new(address, connect, seconds(1), backoff)
}

#[tokio::test(start_paused = true)]
async fn nothing_is_connected_before_somebody_asks() {
    let world = World::of(1, millis(1));
    let mut endpoint = endpoint(0, Connector::new(world.clone()));
    sleep(seconds(1)).await;
    assert_eq!(world.connections(), 0);
    endpoint.ready().await.unwrap();
    assert_eq!(world.connections(), 1);
}

#[tokio::test(start_paused = true)]
async fn attempts_become_rarer_until_one_succeeds() {
    let (attempts, begun) = (Arc::new(Mutex::new(Vec::new())), Instant::now());
    let times = Arc::clone(&attempts);
    let connect = mock::connector(async |_, request: Request| Ok(request.no_reply()));
    let connect = service_fn(move |address| {
        let mut times = times.lock().unwrap();
        times.push(begun.elapsed());
        let is_refused = times.len() < 6;
        let connected = connect.clone().oneshot(address);
        async move {
            match is_refused {
                true => {
                    Err(Error::from(io::Error::from(io::ErrorKind::ConnectionRefused)))
                }
                false => connected.await,
            }
        }
    });
    endpoint(0, connect).ready().await.unwrap();

    let attempts = attempts.lock().unwrap();
    assert_eq!(attempts[0], Duration::ZERO);
    let delays: Vec<_> = attempts.windows(2).map(|two| two[1] - two[0]).collect();
    println!("{delays:?}");
    for (delay, due) in delays.iter().zip([100, 200, 400, 800, 1000].map(millis)) {
        assert!(due / 2 <= *delay && *delay <= due + millis(1), "{delay:?} of {due:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_given_up() {
    let log = Log::default();
    let attempts = log.clone();
    let connect = service_fn(move |address| {
        attempts.note(address);
        std::future::pending::<Result<mini_lust::Connection, Error>>()
    });
    let mut endpoint = endpoint(0, connect);
    timeout(millis(2500), endpoint.ready()).await.err().unwrap();
    assert_eq!(log.calls().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_replaced() {
    let world = World::of(1, millis(1));
    let mut endpoint = endpoint(0, Connector::new(world.clone()));
    endpoint.ready().await.unwrap();
    world.kill(0);
    sleep(millis(1)).await;

    // That it is not ready does not mean that it has failed.
    let mut ready = task::spawn(());
    assert_pending!(ready.enter(|cx, _| endpoint.poll_ready(cx)));
    world.start(0);
    sleep(millis(101)).await;
    assert!(ready.is_woken());
    assert_ready_ok!(ready.enter(|cx, _| endpoint.poll_ready(cx)));
}

/// How long after a connection was lost that lasted for `lasted` the next is made, when
/// it was preceded by four others that were lost at once.
async fn delay_after(lasted: Duration) -> Duration {
    let world = World::of(1, millis(1));
    let mut endpoint = endpoint(0, Connector::new(world.clone()));
    let mut delay = Duration::ZERO;
    for lasted in [Duration::ZERO, Duration::ZERO, Duration::ZERO, lasted, lasted] {
        let begun = Instant::now();
        endpoint.ready().await.unwrap();
        delay = begun.elapsed();
        sleep(lasted).await;
        world.kill(0);
        sleep(millis(1)).await;
        world.start(0);
    }
    delay
}

#[tokio::test(start_paused = true)]
async fn only_a_connection_that_lasts_makes_the_next_attempt_prompt_again() {
    let (short, long) = (delay_after(millis(900)).await, delay_after(seconds(2)).await);
    println!("{short:?} after a short connection, {long:?} after a long one");
    assert!(short >= millis(400), "{short:?}");
    assert!(long <= millis(101), "{long:?}");
}

#[tokio::test(start_paused = true)]
async fn dropped_while_it_connects_it_leaves_nothing() {
    let world = World::of(1, millis(1));
    let connector = Connector::new(world.clone());
    let connect = service_fn(move |address| {
        let connector = connector.clone();
        async move {
            let connection = connector.connect(address).await;
            sleep(millis(500)).await;
            connection
        }
    });
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    let mut endpoint = endpoint(0, connect);
    timeout(millis(100), endpoint.ready()).await.err().unwrap();
    assert_eq!(world.connections(), 1);
    drop(endpoint);
    sleep(millis(1)).await;
    assert_eq!((world.connections(), tasks()), (0, before));
}

/// Good calls for 15 seconds on a server that closes its connection every 200 milliseconds.
#[tokio::test(start_paused = true)]
async fn a_connection_that_has_brought_a_reply_is_replaced_without_delay() {
    let world = World::of(1, millis(1));
    let mut endpoint = endpoint(0, Connector::new(world.clone()));
    let begun = Instant::now();
    let mut longest = Duration::ZERO;
    while begun.elapsed() < seconds(15) {
        let lost = Instant::now();
        endpoint.ready().await.unwrap();
        longest = longest.max(lost.elapsed());
        let get_user = Body::encode(Protocol::Binary, &GetUserArgs { id: 1 });
        endpoint.call(Request::new("getUser", get_user)).await.unwrap();
        sleep(millis(200)).await;
        world.kill(0);
        sleep(millis(1)).await;
        world.start(0);
    }
    println!("the longest gap took {longest:?}");
    assert!(longest <= millis(101), "{longest:?}");
}

#[tokio::test(start_paused = true)]
async fn an_operator_is_warned_once_when_it_goes_and_once_when_it_comes_back() {
    Warnings::install();
    let world = World::of(1, millis(1));
    let mut endpoint = endpoint(0, Connector::new(world.clone()));
    for _ in 0..2 {
        endpoint.ready().await.unwrap();
        world.kill(0);
        sleep(millis(1)).await;
        timeout(seconds(60), endpoint.ready()).await.err().unwrap();
        world.start(0);
        endpoint.ready().await.unwrap();
        let warned = Warnings::take();
        let [gone, back] = &warned[..] else { panic!("{warned:?}") };
        assert!(gone.contains("connection refused"), "{gone}");
        assert!(back.contains("connected again"), "{back}");
    }
}
