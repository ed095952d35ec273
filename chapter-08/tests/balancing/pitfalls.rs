//! What goes wrong with tower's own parts, and next to it the same with ours.

use std::{
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use futures::{Stream, StreamExt, future::join_all, stream};
use mini_lust::{
    Body, Channel, Connector, Error, Method, Protocol, Request,
    cluster::{
        accrual::Accrual,
        balance::PeakEwma,
        discover::{self, Weight},
    },
    user::GetUserArgs,
};
use tokio::{
    task::JoinSet,
    time::{Instant, interval, sleep, timeout},
};
use tower::{
    BoxError, Service, ServiceExt,
    balance::p2c::Balance,
    limit::ConcurrencyLimit,
    load::{CompleteOnResponse, PeakEwma as TowerPeakEwma},
    reconnect::Reconnect,
};

use crate::{
    millis, mock, seconds, seeded,
    traffic::{self, failed},
    world::{Behaviour, World},
};

const PERIOD: Duration = millis(4);
const ROUND_TRIP: Duration = millis(41);

/// An endpoint of tower's parts.
type Endpoint = TowerPeakEwma<Reconnect<Connector<World>, u32>>;

/// What tower's balancer takes as discovery.
type TowerChange = tower::discover::Change<u32, Endpoint>;

fn endpoint(world: &World, number: u32) -> Endpoint {
    let reconnect = Reconnect::new(Connector::new(world.clone()), number);
    // What linkerd takes: a first guess of a round trip, and ten seconds of memory.
    let decay = seconds(10).as_nanos() as f64;
    TowerPeakEwma::new(reconnect, millis(30), decay, CompleteOnResponse::default())
}

fn inserts(world: &World, servers: u32) -> Vec<TowerChange> {
    let insert = |number| TowerChange::Insert(number, endpoint(world, number));
    (0..servers).map(insert).collect()
}

/// A balancer of tower's parts, as far as a test has to know its type.
fn balance<E: Into<BoxError>>(
    changes: impl Stream<Item = Result<TowerChange, E>> + Unpin,
) -> impl Service<Request, Error = BoxError, Future: Send + 'static> {
    Balance::from_rng(changes, seeded())
}

/// Discovery that tells endpoints, and then nothing more.
fn fixed(
    changes: Vec<TowerChange>,
) -> impl Stream<Item = Result<TowerChange, Infallible>> + Unpin {
    stream::iter(changes).map(Ok).chain(stream::pending())
}

/// Makes calls at a steady rate through tower's balancer, and says how many failed.
async fn calls<S>(mut balance: S, count: usize) -> usize
where
    S: Service<Request, Error = BoxError, Future: Send + 'static>,
{
    let mut clock = interval(PERIOD);
    let mut calls = JoinSet::new();
    for _ in 0..count {
        clock.tick().await;
        let call = balance.ready().await.unwrap().call(request());
        calls.spawn(async { call.await.is_err() });
    }
    calls.join_all().await.into_iter().filter(|failed| *failed).count()
}

/// A call that the servers of a [`World`] answer.
fn request() -> Request {
    Request::new(
        GetUserArgs::NAME,
        Body::encode(Protocol::Binary, &GetUserArgs { id: 1 }),
    )
}

fn ours(world: &World, servers: u32) -> Channel {
    Channel::builder()
        .policy(PeakEwma::with_rng(seeded()))
        .accrual(Accrual::new().max_share(0.0))
        .build(discover::fixed(0..servers), Connector::new(world.clone()))
}

#[tokio::test(start_paused = true)]
async fn towers_balancer_waits_for_ever_without_endpoints() {
    let mut balance = balance(fixed(Vec::new()));
    assert!(timeout(seconds(3600), balance.ready()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn ours_says_within_a_second_that_there_are_none() {
    let channel = ours(&World::of(0, ROUND_TRIP), 0);
    let begun = Instant::now();
    let result = channel.oneshot(request()).await;
    assert!(matches!(result, Err(Error::Unavailable { .. })), "{result:?}");
    assert!(begun.elapsed() <= seconds(1) + millis(1), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn towers_balancer_ends_at_the_first_error_of_discovery() {
    let world = World::of(3, ROUND_TRIP);
    let mut changes: Vec<_> = inserts(&world, 3).into_iter().map(Ok).collect();
    changes.push(Err("the name server is dead"));
    let mut balance = balance(stream::iter(changes).chain(stream::pending()));
    let error = balance.ready().await.map(drop).unwrap_err();
    assert!(error.to_string().contains("discover"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn ours_goes_on_with_the_endpoints_it_knows() {
    let world = World::of(3, ROUND_TRIP);
    let mut times = 0;
    let endpoints = discover::polled(millis(100), move || {
        times += 1;
        let known = (0..3).map(|number| (number, Weight::default())).collect();
        let dead = std::io::Error::other("the name server is dead");
        std::future::ready(if times == 1 { Ok(known) } else { Err(dead) })
    });
    let channel = Channel::builder().build(endpoints, Connector::new(world.clone()));
    assert_eq!(failed(&traffic::calls(&channel, 500, PERIOD).await), 0);
}

#[tokio::test(start_paused = true)]
async fn towers_balancer_prefers_the_dead_endpoint_since_refusal_is_fast() {
    let world = World::of(3, ROUND_TRIP);
    world.kill(0);
    let failed = calls(balance(fixed(inserts(&world, 3))), 1000).await;
    println!("{failed} of 1000 calls go to the one of three that is dead");
    assert!(failed > 500, "{failed}");
}

#[tokio::test(start_paused = true)]
async fn ours_does_not_call_an_endpoint_that_is_not_connected() {
    let world = World::of(3, ROUND_TRIP);
    world.kill(0);
    let calls = traffic::calls(&ours(&world, 3), 1000, PERIOD).await;
    assert_eq!(failed(&calls), 0);
}

fn world_with_a_black_hole() -> World {
    let world = World::of(5, ROUND_TRIP);
    world.behave(0, Behaviour { fails: true, ..Behaviour::default() });
    world
}

#[tokio::test(start_paused = true)]
async fn towers_peak_ewma_sends_the_traffic_into_the_black_hole() {
    let world = world_with_a_black_hole();
    let failed = calls(balance(fixed(inserts(&world, 5))), 1250).await;
    println!("{failed} of 1250 calls go to the one of five that fails them at once");
    assert!(failed as f64 / 1250.0 > 0.30, "{failed}");
}

#[tokio::test(start_paused = true)]
async fn our_peak_ewma_does_not() {
    let world = world_with_a_black_hole();
    let calls = traffic::calls(&ours(&world, 5), 1250, PERIOD).await;
    println!("{} of 1250 calls go to the one of five that fails", failed(&calls));
    assert!((failed(&calls) as f64 / 1250.0) < 0.05);
}

/// Two tasks with one service: the second clones the one that the first made ready.
#[tokio::test(start_paused = true)]
async fn a_clone_of_a_ready_service_of_tower_panics_when_called() {
    let inner = tower::service_fn(async |_: Request| Ok::<_, Infallible>(()));
    let mut service = ConcurrencyLimit::new(inner, 1);
    service.ready().await.unwrap();
    let mut clone = service.clone();
    let call = catch_unwind(AssertUnwindSafe(|| drop(clone.call(request()))));
    assert!(call.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_clone_of_our_channel_gets_ready_by_itself_and_takes_no_place_of_another() {
    let connect = mock::connector(async |_, request: Request| {
        sleep(ROUND_TRIP).await;
        Ok(request.no_reply())
    });
    let mut channel = Channel::builder().queue(1).build(discover::fixed([0]), connect);
    channel.ready().await.unwrap();
    // The only place in the queue is reserved.
    assert!(timeout(seconds(1), channel.clone().ready()).await.is_err());

    channel.call(request()).await.unwrap();
    let calls = (0..100).map(|_| channel.clone().oneshot(request()));
    assert!(join_all(calls).await.iter().all(Result::is_ok));
}
