//! A limit that is found, on a model of a server: workers, and a queue before them.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{
    Error, Request, RpcService,
    layer::{AdaptiveLimitLayer, DeadlineLayer},
};
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, interval, sleep},
};
use tower::{Layer, ServiceExt, service_fn};

use crate::handler::{Work, request};

const TIME: Duration = Duration::from_millis(10);

/// A server with so many workers, each of which takes `TIME` for a call.
fn server(
    workers: &Arc<Semaphore>,
    work: &Work,
) -> impl RpcService<Error = Error> + Clone {
    let workers = Arc::clone(workers);
    let work = work.clone();
    service_fn(move |request: Request| {
        let workers = Arc::clone(&workers);
        let under_way = work.begin();
        async move {
            let worker = workers.acquire().await;
            sleep(TIME).await;
            drop((worker, under_way));
            Ok(request.no_reply())
        }
    })
}

/// Calls come so many a second, for so long. How many were answered, and the longest that
/// took.
async fn load<S>(service: &S, per_second: u32, seconds: u32) -> (usize, Duration)
where
    S: RpcService<Error = Error> + Clone + Sync,
{
    let answered = Arc::new(Mutex::new(Vec::new()));
    let mut clock = interval(Duration::from_secs(1) / per_second);
    let mut calls = JoinSet::new();
    for _ in 0..per_second * seconds {
        clock.tick().await;
        let (service, answered) = (service.clone(), Arc::clone(&answered));
        calls.spawn(async move {
            let begun = Instant::now();
            if service.oneshot(request("get")).await.is_ok() {
                answered.lock().unwrap().push(begun.elapsed());
            }
        });
        while calls.try_join_next().is_some() {}
    }
    while calls.join_next().await.is_some() {}
    let answered = answered.lock().unwrap();
    (answered.len(), answered.iter().max().copied().unwrap_or_default())
}

#[tokio::test(start_paused = true)]
async fn the_limit_settles_near_what_the_server_can_carry_and_follows_it() {
    let work = Work::default();
    let workers = Arc::new(Semaphore::new(20));
    let service = AdaptiveLimitLayer::new().layer(server(&workers, &work));
    // 20 workers of 10 milliseconds answer 2,000 calls a second: this is three times that.
    load(&service, 6_000, 30).await;
    work.forget_most();
    let (answered, slowest) = load(&service, 6_000, 30).await;
    assert!((20..=40).contains(&work.most()), "{}", work.most());
    assert!(slowest <= 5 * TIME, "{slowest:?}");
    assert!(answered >= 2_000 * 30 * 9 / 10, "{answered}");
    let most = work.most();
    println!("20 workers: {most} calls at once, {} answers a second", answered / 30);

    assert_eq!(workers.forget_permits(10), 10);
    load(&service, 6_000, 30).await;
    work.forget_most();
    let (answered, slowest) = load(&service, 6_000, 30).await;
    assert!((10..=22).contains(&work.most()), "{}", work.most());
    assert!(slowest <= 6 * TIME, "{slowest:?}");
    assert!(answered >= 1_000 * 30 * 9 / 10, "{answered}");
    let most = work.most();
    println!("10 workers: {most} calls at once, {} answers a second", answered / 30);
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_is_not_used_does_not_grow() {
    let work = Work::default();
    let workers = Arc::new(Semaphore::new(1_000));
    let service = AdaptiveLimitLayer::new().queue(0).layer(server(&workers, &work));
    load(&service, 100, 60).await;
    // 20 at first: of a burst, no more are let in.
    let burst = (0..200).map(|_| service.clone().oneshot(request("get")));
    futures::future::join_all(burst).await;
    assert_eq!(work.most(), 20);
}

#[tokio::test(start_paused = true)]
async fn the_limit_keeps_within_its_bounds() {
    let work = Work::default();
    let workers = Arc::new(Semaphore::new(1_000));
    let layer = AdaptiveLimitLayer::new().min(2).max(8);
    load(&layer.layer(server(&workers, &work)), 6_000, 20).await;
    assert_eq!(work.most(), 8);
}

/// A call that nobody waits for any more has no latency, but it took longer than it should.
#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_lower_the_limit() {
    let work = Work::default();
    let workers = Arc::new(Semaphore::new(50));
    let service = AdaptiveLimitLayer::new().layer(server(&workers, &work));
    let service = DeadlineLayer::new(3 * TIME).layer(service);
    load(&service, 6_000, 20).await;
    assert!(work.most() >= 30, "{}", work.most());

    // From now on there is nobody to answer.
    assert_eq!(workers.forget_permits(50), 50);
    assert_eq!(load(&service, 6_000, 20).await.0, 0);
    work.forget_most();
    assert_eq!(load(&service, 6_000, 5).await.0, 0);
    assert!(work.most() <= 6, "{}", work.most());
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_no_longer_than_the_queue_allows() {
    let work = Work::default();
    let workers = Arc::new(Semaphore::new(1));
    let layer = AdaptiveLimitLayer::new().min(1).max(1).queue_timeout(TIME / 2);
    let service = layer.layer(server(&workers, &work));
    let call = || service.clone().oneshot(request("get"));
    let begun = Instant::now();
    let second = async { (call().await, begun.elapsed()) };
    let (first, (second, waited)) = tokio::join!(call(), second);
    assert!(first.is_ok());
    assert!(second.is_err());
    assert_eq!(waited, TIME / 2);
}
