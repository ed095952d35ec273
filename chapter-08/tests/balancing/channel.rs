//! A channel to servers that come and go.

use std::{
    future::ready,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use futures::{FutureExt, future::join_all};
use mini_lust::{
    Body, Channel, Connection, Connector, Error, FrameCodec, Framing, Protocol, Request,
    cluster::{
        accrual::Accrual,
        backoff::Backoff,
        balance::{ConsistentHash, LeastPending, PeakEwma, Policy, RoundRobin},
        channel::ChannelBuilder,
        discover::{self, Change, Weight},
    },
    user::GetUserArgs,
};
use tokio::{
    io::duplex,
    time::{Instant, sleep, timeout},
};
use tower::{Service, ServiceExt, service_fn};

use crate::{
    millis,
    mock::{self, Log},
    seconds, seeded,
    traffic::{Ended, call, calls, failed, percentile},
    world::{Behaviour, World},
};

/// Calls are made in milliseconds that four divides. So their answers come in others, and
/// what a test does, in others again: nothing depends on what is first in a millisecond.
const PERIOD: Duration = millis(4);
const ROUND_TRIP: Duration = millis(41);

/// What a channel is unless it is told otherwise, but for its seeds.
fn builder() -> ChannelBuilder<PeakEwma> {
    let backoff = Backoff::new(millis(10), seconds(10)).with_rng(seeded());
    Channel::builder()
        .policy(PeakEwma::with_rng(seeded()))
        .accrual(Accrual::new().with_rng(seeded()))
        .backoff(backoff)
}

fn channel<P: Policy<u32>>(
    world: &World,
    servers: u32,
    builder: ChannelBuilder<P>,
) -> Channel {
    builder.build(discover::fixed(0..servers), Connector::new(world.clone()))
}

/// The calls of each server since they were counted last.
fn counts(world: &World, servers: u32) -> Vec<u64> {
    (0..servers).map(|number| world.calls(number)).collect()
}

#[tokio::test(start_paused = true)]
async fn endpoints_are_connected_before_the_first_call() {
    let world = World::of(3, ROUND_TRIP);
    let _channel = channel(&world, 3, builder());
    sleep(seconds(1)).await;
    assert_eq!(world.connections(), 3);
}

#[tokio::test(start_paused = true)]
async fn calls_are_shared_between_the_endpoints() {
    let world = World::of(3, ROUND_TRIP);
    let channel = channel(&world, 3, builder());

    let answers = join_all((0..300).map(|_| call(channel.clone()))).await;

    assert_eq!(failed(&answers), 0);
    for calls in counts(&world, 3) {
        assert!((80..=120).contains(&calls), "{calls}");
    }
}

/// Three servers under load, one of which dies after a second and returns after three.
async fn a_death(world: &World) -> (Vec<Ended>, usize, Instant, Instant) {
    let channel = channel(world, 3, builder());
    let load = tokio::spawn(async move { calls(&channel, 1500, PERIOD).await });
    sleep(millis(1002)).await;
    let in_flight = world.in_flight(0);
    let killed = Instant::now();
    world.kill(0);
    sleep(seconds(2)).await;
    let returned = Instant::now();
    world.start(0);
    (load.await.unwrap(), in_flight, killed, returned)
}

#[tokio::test(start_paused = true)]
async fn of_three_servers_one_dies_and_only_the_calls_it_had_fail() {
    let world = World::of(3, ROUND_TRIP);
    let (calls, in_flight, killed, _) = a_death(&world).await;

    assert!(in_flight > 0);
    assert_eq!(failed(&calls), in_flight);
    for call in &calls {
        assert!(call.error.is_none() || call.begun <= killed);
        assert!(call.took <= ROUND_TRIP + millis(1), "{:?}", call.took);
    }
}

#[tokio::test(start_paused = true)]
async fn of_three_servers_one_returns_and_gets_its_share_again() {
    let world = World::of(3, ROUND_TRIP);
    let (.., returned) = a_death(&world).await;

    // The time between two attempts to connect, which has grown while it was dead.
    let first = world.first(0, "called", returned).unwrap();
    assert!(first <= seconds(2), "{first:?}");
    let log = world.log();
    let since = |at: &Duration| *at >= millis(3002) + first;
    let calls = log.iter().filter(|(at, _, what)| since(at) && *what == "called");
    let all: Vec<_> = calls.map(|(_, number, _)| *number).collect();
    let share =
        all.iter().filter(|number| **number == 0).count() as f64 / all.len() as f64;
    println!("first call after {first:?}, then {share:.3} of {}", all.len());
    assert!((0.28..=0.38).contains(&share), "{share}");
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_gives_the_same_events() {
    let mut logs = Vec::new();
    for _ in 0..2 {
        let world = World::of(3, ROUND_TRIP);
        a_death(&world).await;
        logs.push(world.log());
    }
    assert!(logs[0].len() > 1500, "{}", logs[0].len());
    for (one, other) in logs[0].iter().zip(&logs[1]) {
        assert_eq!(one, other);
    }
    assert_eq!(logs[0].len(), logs[1].len());
}

#[tokio::test(start_paused = true)]
async fn a_rolling_restart_with_drain_fails_no_call() {
    let world = World::of(3, ROUND_TRIP);
    let (tell, endpoints) = discover::channel();
    let insert = |number| Change::Insert(number, Weight::default());
    (0..3).for_each(|number| tell.send(insert(number)).unwrap());
    let channel = builder().build(endpoints, Connector::new(world.clone()));
    let load = tokio::spawn(async move { calls(&channel, 1000, PERIOD).await });

    for number in 0..3 {
        sleep(millis(502)).await;
        tell.send(Change::Remove(number)).unwrap();
        world.stop(number).await;
        sleep(millis(500)).await;
        world.start(number);
        tell.send(insert(number)).unwrap();
        counts(&world, 3);
    }

    let calls = load.await.unwrap();
    assert_eq!(failed(&calls), 0);
    assert!(percentile(&calls, 1.0) <= ROUND_TRIP + millis(1));
    let counts = counts(&world, 3);
    assert!(counts.iter().all(|calls| *calls > 50), "{counts:?}");
}

/// The share of the calls that one of five servers gets after the first second, while it
/// fails each of them at once.
async fn share_of_a_failing_server<P: Policy<u32>>(builder: ChannelBuilder<P>) -> f64 {
    let world = World::of(5, ROUND_TRIP);
    world.behave(0, Behaviour { fails: true, ..Behaviour::default() });
    let channel = channel(&world, 5, builder);
    calls(&channel, 250, PERIOD).await;
    counts(&world, 5);
    calls(&channel, 1000, PERIOD).await;
    let share = world.calls(0) as f64 / 1000.0;
    println!("the failing server gets {share} of the calls");
    share
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_fails_at_once_does_not_attract_calls() {
    assert!(share_of_a_failing_server(builder()).await < 0.05);
}

#[tokio::test(start_paused = true)]
async fn failures_that_count_as_slow_are_enough_even_if_nobody_is_taken_out() {
    let nobody_out = Accrual::new().max_share(0.0);
    assert!(share_of_a_failing_server(builder().accrual(nobody_out)).await < 0.05);
}

#[tokio::test(start_paused = true)]
async fn to_be_taken_out_is_enough_for_a_policy_that_does_not_look_at_load() {
    assert!(share_of_a_failing_server(builder().policy(RoundRobin::new())).await < 0.05);
}

/// The share of the calls that one of five servers gets, which is ten times slower, and the
/// time within which 99 of 100 calls are answered.
async fn a_slow_server<P: Policy<u32>>(policy: P) -> (f64, Duration) {
    let world = World::of(5, ROUND_TRIP);
    world.behave(0, Behaviour { latency: 10 * ROUND_TRIP, ..Behaviour::default() });
    let channel = channel(&world, 5, builder().policy(policy));
    calls(&channel, 250, PERIOD).await;
    counts(&world, 5);
    let calls = calls(&channel, 1000, PERIOD).await;
    (world.calls(0) as f64 / 1000.0, percentile(&calls, 0.99))
}

#[tokio::test(start_paused = true)]
async fn a_slow_endpoint_gets_few_calls_and_does_not_spoil_the_99th_percentile() {
    let (share, p99) = a_slow_server(PeakEwma::with_rng(seeded())).await;
    let (share_of_turns, p99_of_turns) = a_slow_server(RoundRobin::new()).await;
    println!(
        "peak EWMA: {share}, {p99:?}; round robin: {share_of_turns}, {p99_of_turns:?}"
    );
    assert!(share <= 0.01, "{share}");
    assert!(p99 <= ROUND_TRIP + millis(1), "{p99:?}");
    assert_eq!(share_of_turns, 0.2);
    assert!(p99_of_turns >= 10 * ROUND_TRIP, "{p99_of_turns:?}");
}

#[track_caller]
fn assert_unavailable(call: &Ended, after: Duration) {
    assert!(matches!(call.error, Some(Error::Unavailable { .. })), "{:?}", call.error);
    assert!(call.took <= after + millis(1), "{:?}", call.took);
}

#[tokio::test(start_paused = true)]
async fn when_all_are_gone_calls_fail_within_the_limit_until_one_is_back() {
    let world = World::of(3, ROUND_TRIP);
    let channel = channel(&world, 3, builder().fail_fast(millis(500)));
    assert!(call(channel.clone()).await.error.is_none());

    (0..3).for_each(|number| world.kill(number));
    sleep(millis(1)).await;
    let first = call(channel.clone());
    let second = async {
        sleep(millis(400)).await;
        call(channel.clone()).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_unavailable(&first, millis(500));
    // It is the pool that is waited for, and not each call that waits for so long.
    assert_unavailable(&second, millis(100));
    assert_unavailable(&call(channel.clone()).await, Duration::ZERO);

    world.start(1);
    sleep(seconds(2)).await;
    let calls = calls(&channel, 100, PERIOD).await;
    assert_eq!(failed(&calls), 0);
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_for_an_endpoint_go_out_when_one_comes() {
    let world = World::of(1, ROUND_TRIP);
    let (tell, endpoints) = discover::channel();
    let channel = builder().build(endpoints, Connector::new(world.clone()));
    let waiting = tokio::spawn(join_all((0..300).map({
        let channel = channel.clone();
        move |_| call(channel.clone())
    })));

    sleep(millis(900)).await;
    tell.send(Change::Insert(0, Weight::default())).unwrap();

    assert_eq!(failed(&waiting.await.unwrap()), 0);
    assert_eq!(world.calls(0), 300);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_gives_up_in_the_queue_is_not_served_and_holds_nobody_up() {
    let log = Log::default();
    let calls = log.clone();
    let connect = mock::connector(move |address, request: Request| {
        calls.note(address);
        ready(Ok(request.no_reply()))
    });
    let (tell, endpoints) = discover::channel();
    let channel = builder().fail_fast(seconds(10)).build(endpoints, connect);
    for _ in 0..200 {
        timeout(millis(1), call(channel.clone())).await.err().unwrap();
    }

    tell.send(Change::Insert(0, Weight::default())).unwrap();
    channel.oneshot(mock::request("get")).await.unwrap();

    assert_eq!(log.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_finds_a_ready_endpoint_goes_out_at_once() {
    let log = Log::default();
    let calls = log.clone();
    let connect = mock::connector(move |address, request: Request| {
        calls.note(address);
        ready(Ok(request.no_reply()))
    });
    let mut channel = builder().build(discover::fixed([0]), connect);
    sleep(millis(100)).await;
    channel.ready().await.unwrap();

    let answer = channel.call(mock::request("get"));

    assert_eq!(log.calls().len(), 1, "before any other task could run");
    answer.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn no_call_overtakes_one_that_waits_for_an_endpoint() {
    let log = Log::default();
    let calls = log.clone();
    let connect = mock::connector(move |_, request: Request| {
        calls.note(request.method().parse().unwrap());
        ready(Ok(request.no_reply()))
    });
    let (tell, endpoints) = discover::channel();
    let channel = builder().build(endpoints, connect);
    let call = |method: &'static str| channel.clone().oneshot(mock::request(method));
    let waiting = tokio::spawn(join_all([call("1"), call("2")]));
    sleep(millis(100)).await;

    tell.send(Change::Insert(0, Weight::default())).unwrap();
    call("3").await.unwrap();

    assert_eq!(log.calls(), [1, 2, 3]);
    assert!(waiting.await.unwrap().iter().all(Result::is_ok));
}

/// The one call is made while the channel is busy with the other.
#[tokio::test(start_paused = true)]
async fn an_endpoint_may_call_its_own_channel() {
    let own = Arc::new(OnceLock::<Channel>::new());
    let channel = own.clone();
    let connect = mock::connector(move |_, request: Request| {
        let inner = match request.method() {
            "outer" => channel.get().cloned(),
            _ => None,
        };
        let inner = inner.map(|mut channel| {
            channel.ready().now_or_never().unwrap().unwrap();
            channel.call(mock::request("inner"))
        });
        async move {
            if let Some(inner) = inner {
                inner.await?;
            }
            Ok(request.no_reply())
        }
    });
    let channel = own.get_or_init(|| builder().build(discover::fixed([0]), connect));
    sleep(millis(100)).await;
    assert!(channel.clone().oneshot(mock::request("outer")).await.is_ok());
}

/// A channel to one endpoint, of whose calls the first `unsent` are not sent.
fn channel_that_loses(unsent: usize) -> Channel {
    let log = Log::default();
    let connect = mock::connector(move |address, request: Request| {
        log.note(address);
        let is_lost = log.calls().len() <= unsent;
        ready(if is_lost { Err(Error::Unsent) } else { Ok(request.no_reply()) })
    });
    builder().build(discover::fixed([0]), connect)
}

#[tokio::test(start_paused = true)]
async fn a_call_that_was_never_sent_is_made_again_three_times() {
    let request = mock::request("get");
    let channel = channel_that_loses(3);
    assert!(channel.oneshot(request.clone()).await.is_ok());
    let channel = channel_that_loses(4);
    let result = channel.oneshot(request).await;
    assert!(matches!(result, Err(Error::Unsent)), "{result:?}");
}

#[tokio::test(start_paused = true)]
async fn several_connections_to_an_endpoint_share_its_calls() {
    let log = Log::default();
    let (calls, connections) = (log.clone(), Arc::new(AtomicU32::new(1)));
    let connect = mock::connector(move |connection, request: Request| {
        calls.note(connection);
        sleep(ROUND_TRIP).map(move |()| Ok(request.no_reply()))
    });
    let connect = connect.map_request(move |_| connections.fetch_add(1, Relaxed));
    let builder = builder().connections(4).policy(RoundRobin::new());
    let channel = builder.build(discover::fixed([0]), connect);
    let calls = (0..40).map(|_| channel.clone().oneshot(mock::request("get")));
    assert!(join_all(calls).await.iter().all(Result::is_ok));
    for connection in 1..=4 {
        let calls = log.calls().into_iter().filter(|number| *number == connection);
        assert_eq!(calls.count(), 10);
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_avoided_by_those_who_give_up() {
    let world = World::of(3, ROUND_TRIP);
    let channel = channel(&world, 3, builder());
    calls(&channel, 100, PERIOD).await;
    world.behave(0, Behaviour { silent: true, ..Behaviour::default() });
    counts(&world, 3);

    let mut given_up = 0;
    for _ in 0..300 {
        given_up += timeout(millis(200), call(channel.clone())).await.is_err() as u32;
    }

    println!("{given_up} of 300 calls went to the silent server");
    assert!(given_up <= 3, "{given_up}");
}

#[tokio::test(start_paused = true)]
async fn when_all_have_restarted_while_nobody_called_the_next_calls_succeed() {
    let world = World::of(3, ROUND_TRIP);
    let channel = channel(&world, 3, builder());
    assert_eq!(failed(&calls(&channel, 30, PERIOD).await), 0);
    for number in 0..3 {
        world.kill(number);
        world.start(number);
    }
    sleep(seconds(60)).await;

    let calls = calls(&channel, 30, PERIOD).await;

    assert_eq!(failed(&calls), 0);
    let longest = percentile(&calls, 1.0);
    // The first delay of the back-off, and a round trip.
    assert!(longest <= millis(10) + ROUND_TRIP + millis(2), "{longest:?}");
}

/// Thrift has no message that says "send no more": what is sent while a server finishes what
/// it has read is lost. This is why servers are removed from discovery first.
#[tokio::test(start_paused = true)]
async fn a_server_that_stops_without_a_word_costs_the_calls_of_one_round_trip() {
    let world = World::of(3, ROUND_TRIP);
    let channel = channel(&world, 3, builder());
    let load = tokio::spawn(async move { calls(&channel, 500, PERIOD).await });
    sleep(millis(502)).await;
    world.stop(0).await;

    let calls = load.await.unwrap();
    let in_a_round_trip = ROUND_TRIP.as_millis() / PERIOD.as_millis() + 1;
    println!("{} calls are lost", failed(&calls));
    assert!((1..=in_a_round_trip as usize).contains(&failed(&calls)));
}

/// How a call ends that is made when a server is announced anew, after it was down for long,
/// in the middle of the longest pause between two attempts to connect.
async fn call_after(announcement: &[Change<u32>]) -> Ended {
    let world = World::of(1, ROUND_TRIP);
    let (tell, endpoints) = discover::channel();
    tell.send(Change::Insert(0, Weight::default())).unwrap();
    let connector = Connector::new(world.clone());
    let connect = service_fn(move |number: u32| {
        let connector = connector.clone();
        sleep(millis(5)).then(async move |()| connector.connect(number).await)
    });
    let channel = builder().build(endpoints, connect);
    assert!(call(channel.clone()).await.error.is_none());
    world.kill(0);
    sleep(millis(1)).await;
    assert!(call(channel.clone()).await.error.is_some());
    sleep(seconds(60)).await;

    world.start(0);
    for change in announcement {
        tell.send(change.clone()).unwrap();
    }
    call(channel).await
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_is_announced_anew_starts_anew() {
    let ended = call_after(&[]).await;
    assert!(matches!(ended.error, Some(Error::Unavailable { .. })), "{:?}", ended.error);

    let insert = || Change::Insert(0, Weight::default());
    for announcement in [vec![insert()], vec![Change::Remove(0), insert()]] {
        let ended = call_after(&announcement).await;
        println!("{:?} after {:?}", ended.error, ended.took);
        assert!(ended.error.is_none(), "{:?}", ended.error);
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_is_announced_again_and_again_keeps_its_connection() {
    let world = World::of(1, ROUND_TRIP);
    let (tell, endpoints) = discover::channel();
    let channel = builder().build(endpoints, Connector::new(world.clone()));
    for _ in 0..100 {
        tell.send(Change::Insert(0, Weight::default())).unwrap();
        assert!(call(channel.clone()).await.error.is_none());
    }
    assert_eq!(world.connections(), 1);
}

/// How many of 300 calls fail, one after the other and each with two seconds of time, while
/// one of three servers reads and never answers.
async fn lost_to_a_silent_server<P: Policy<u32>>(policy: P) -> usize {
    let world = World::of(3, ROUND_TRIP);
    world.behave(0, Behaviour { silent: true, ..Behaviour::default() });
    let channel = channel(&world, 3, builder().policy(policy));
    let mut lost = 0;
    for number in 0..300 {
        let body = Body::encode(Protocol::Binary, &GetUserArgs { id: number });
        let call = channel.clone().oneshot(Request::new("getUser", body));
        lost += timeout(seconds(2), call).await.is_err() as usize;
    }
    lost
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_costs_five_calls_and_some_probes_whatever_the_policy() {
    let lost = [
        lost_to_a_silent_server(RoundRobin::new()).await,
        lost_to_a_silent_server(LeastPending::with_rng(seeded())).await,
        lost_to_a_silent_server(PeakEwma::with_rng(seeded())).await,
        lost_to_a_silent_server(ConsistentHash::new(|request: &Request| {
            request.body().decode::<GetUserArgs>().unwrap().id
        }))
        .await,
    ];
    println!("{lost:?} of 300 calls are lost to the silent server");
    assert!(lost.into_iter().all(|lost| lost <= 8), "{lost:?}");
}

/// For how long calls are lost, so many at a time with two seconds each, to an endpoint whose
/// first connection is silent. It reads the calls, or not even that.
async fn lost_to_a_silent_connection(reads: bool, at_once: usize) -> Duration {
    let world = World::of(1, ROUND_TRIP);
    let connector = Connector::new(world.clone());
    let connections = Arc::new(AtomicU32::new(0));
    let connect = service_fn(move |number: u32| {
        let (connector, before) = (connector.clone(), connections.fetch_add(1, Relaxed));
        async move {
            if before > 0 {
                return connector.connect(number).await;
            }
            let (near, mut far) = duplex(64);
            let (connection, driver) =
                Connection::new(near, FrameCodec::new(Framing::Framed));
            tokio::spawn(driver);
            tokio::spawn(async move {
                if reads {
                    tokio::io::copy(&mut far, &mut tokio::io::sink()).await.unwrap();
                }
                std::future::pending::<()>().await
            });
            Ok(connection)
        }
    });
    let channel = builder().build(discover::fixed([0]), connect);
    let begun = Instant::now();
    loop {
        let calls = (0..at_once).map(|_| timeout(seconds(2), call(channel.clone())));
        let calls = join_all(calls).await;
        if calls.iter().all(|call| matches!(call, Ok(Ended { error: None, .. }))) {
            return begun.elapsed();
        }
        sleep(millis(100)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_on_which_calls_wait_in_vain_for_five_seconds_is_replaced() {
    for (reads, at_once) in [(true, 1), (true, 10), (false, 1), (false, 100)] {
        let lost = lost_to_a_silent_connection(reads, at_once);
        let lost = timeout(seconds(50), lost).await.expect("good again");
        println!("good again after {lost:?}");
        assert!(lost <= seconds(8), "{lost:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_finds_no_endpoint_says_why_the_last_could_not_be_connected_to() {
    let world = World::of(1, ROUND_TRIP);
    world.kill(0);
    let ended = call(channel(&world, 1, builder())).await;
    let error: &dyn std::error::Error = &ended.error.unwrap();
    let source = error.source().map(ToString::to_string);
    println!("{error}: {source:?}");
    assert!(source.unwrap().contains("refused"));
}
