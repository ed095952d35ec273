//! A limit: who is let in, who waits, and who is sent away.

use std::time::Duration;

use futures::{FutureExt, executor::block_on, future::join_all};
use mini_lust::{
    CallError, Client, Connection, Error, ExceptionType, FrameCodec, Framing, Protocol,
    RpcService, Server,
    layer::{AdaptiveLimitLayer, LimitLayer},
    user::GetUserArgs,
};
use tokio::{
    io::duplex,
    sync::mpsc,
    time::{Instant, advance, sleep},
};
use tokio_test::{assert_pending, assert_ready, task};
use tower::{Layer, ServiceBuilder, ServiceExt};

use crate::handler::{Work, answers, request};

const TIME: Duration = Duration::from_millis(10);

fn limited(layer: LimitLayer, work: &Work) -> impl RpcService<Error = Error> + Clone {
    layer.layer(work.handler(TIME))
}

/// Calls as a server does: each on a clone of its own.
async fn call(service: &(impl RpcService<Error = Error> + Clone)) -> Result<(), Error> {
    service.clone().oneshot(request("get")).await.map(drop)
}

fn is_overloaded(result: &Result<(), Error>) -> bool {
    matches!(result, Err(Error::Overloaded))
}

#[tokio::test(start_paused = true)]
async fn clones_share_the_limit() {
    let work = Work::default();
    let service = limited(LimitLayer::new(3).queue(100), &work);
    let results = join_all((0..10).map(|_| call(&service))).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(work.most(), 3);
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_are_let_in_in_order() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1).queue(10), &work);
    let begun = Instant::now();
    let calls = (0..5).map(|_| call(&service).map(|_| begun.elapsed()));
    let times = join_all(calls).await;
    assert_eq!(times, [1, 2, 3, 4, 5].map(|turn| TIME * turn));
}

/// A call on a connection.
async fn call_on(
    connection: u64,
    service: &(impl RpcService<Error = Error> + Clone),
) -> Result<(), Error> {
    let mut request = request("get");
    request.set_connection(connection);
    service.clone().oneshot(request).await.map(drop)
}

#[tokio::test(start_paused = true)]
async fn connections_are_let_in_in_turn() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1).queue(10), &work);
    let begun = Instant::now();
    let calls = [1, 1, 1, 1, 2, 2, 3]
        .map(|connection| call_on(connection, &service).map(|_| begun.elapsed()));
    let times = join_all(calls).await;
    assert_eq!(times, [1, 2, 5, 7, 3, 6, 4].map(|turn| TIME * turn));
}

#[tokio::test(start_paused = true)]
async fn who_floods_the_limit_takes_nothing_from_the_others() {
    let work = Work::default();
    let service = limited(LimitLayer::new(64), &work);
    let flood = async |connection| {
        loop {
            if call_on(connection, &service).await.is_err() {
                sleep(TIME / 10).await;
            }
        }
    };
    let polite = async {
        let mut refused = 0;
        for _ in 0..30 {
            let calls = (0..10).map(|_| call_on(3, &service));
            refused +=
                join_all(calls).await.iter().filter(|result| result.is_err()).count();
        }
        refused
    };
    let floods = join_all((0..256).map(|call| flood(call % 2)));
    tokio::select! {
        biased;
        _ = floods => {}
        refused = polite => assert_eq!(refused, 0, "of 300"),
    }
}

#[tokio::test(start_paused = true)]
async fn as_many_wait_as_may_work_and_the_others_are_rejected_at_once() {
    let work = Work::default();
    let service = limited(LimitLayer::new(3), &work);
    let begun = Instant::now();
    let calls = (0..10).map(|_| call(&service).map(|result| (result, begun.elapsed())));
    let results = join_all(calls).await;
    assert!(results[..6].iter().all(|(result, _)| result.is_ok()));
    assert!(results[6..].iter().all(|(result, _)| is_overloaded(result)));
    assert!(results[6..].iter().all(|(_, time)| time.is_zero()));
}

#[tokio::test(start_paused = true)]
async fn who_waits_too_long_is_rejected_and_never_begun() {
    let work = Work::default();
    let layer = LimitLayer::new(1).queue_timeout(TIME / 2);
    let service = limited(layer, &work);
    let begun = Instant::now();
    let (first, second) = tokio::join!(
        call(&service),
        call(&service).map(|result| (result, begun.elapsed())),
    );
    assert!(first.is_ok());
    assert!(is_overloaded(&second.0));
    assert_eq!(second.1, TIME / 2);
    assert_eq!(work.begun(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_adaptive_limit_bounds_the_wait_too() {
    let work = Work::default();
    let layer = AdaptiveLimitLayer::new().min(1).max(1).queue_timeout(TIME / 2);
    let service = layer.layer(work.handler(TIME));
    let begun = Instant::now();
    let (first, second) = tokio::join!(
        call(&service),
        call(&service).map(|result| (result, begun.elapsed())),
    );
    assert!(first.is_ok());
    assert!(is_overloaded(&second.0));
    assert_eq!(second.1, TIME / 2);
}

#[tokio::test(start_paused = true)]
async fn who_is_late_leaves_the_queue() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1), &work);
    let mut hurried = request("get");
    hurried.set_deadline(Instant::now() + TIME / 2);
    let (_, late) = tokio::join!(call(&service), service.clone().oneshot(hurried));
    assert!(matches!(late, Err(Error::DeadlineExceeded)));
    assert_eq!(work.begun(), 1);
}

#[tokio::test(start_paused = true)]
async fn whose_caller_is_gone_leaves_the_queue() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1).queue(1), &work);
    let mut first = Box::pin(call(&service));
    let mut second = Box::pin(call(&service));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    assert!(is_overloaded(&call(&service).await));
    drop(second);
    let (first, third) = tokio::join!(first, call(&service));
    assert!(first.is_ok() && third.is_ok());
    assert_eq!(work.begun(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_gives_its_place_to_the_next() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1), &work);
    let mut first = Box::pin(call(&service));
    let mut second = Box::pin(call(&service));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    drop(first);
    assert_eq!(work.now(), 0);
    assert!(second.await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_place_given_to_somebody_who_is_gone_is_passed_on() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1).queue(2), &work);
    let mut calls = [(); 3].map(|()| Box::pin(call(&service)));
    for call in &mut calls {
        assert!(call.now_or_never().is_none());
    }
    let [first, second, third] = calls;
    drop(first);
    // It has the place, and was not polled since.
    drop(second);
    assert!(third.await.is_ok());
    assert_eq!(work.begun(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_nobody_drops_has_given_its_place_back() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1).queue(0), &work);
    let mut answered = Box::pin(service.clone().oneshot(request("get")));
    assert!((&mut answered).await.is_ok());
    assert!(call(&service).await.is_ok());
}

/// There is no timer outside of tokio: to make one would panic.
#[test]
fn a_call_that_finds_a_place_needs_no_timer() {
    let service = LimitLayer::new(1).layer(answers(|request| Ok(request.no_reply())));
    assert!(block_on(service.oneshot(request("get"))).is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_greatest_limits_do_not_overflow() {
    let work = Work::default();
    for layer in [LimitLayer::new(usize::MAX), LimitLayer::new(1).queue(usize::MAX)] {
        assert!(call(&limited(layer, &work)).await.is_ok());
    }
    let adaptive = AdaptiveLimitLayer::new().min(usize::MAX).max(usize::MAX);
    assert!(call(&adaptive.layer(work.handler(TIME))).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_longest_times_do_not_overflow() {
    let work = Work::default();
    let service = limited(LimitLayer::new(0).queue_timeout(Duration::MAX), &work);
    let (first, second) = tokio::join!(call(&service), call(&service));
    assert!(first.is_ok() && second.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_server_says_that_the_call_was_shed_and_may_be_made_again() {
    let work = Work::default();
    let (ours, theirs) = duplex(4096);
    let (connections, listener) = mpsc::channel(1);
    connections.send(theirs).await.unwrap();
    let server = Server::new().layer(LimitLayer::new(1).queue(0));
    tokio::spawn(server.serve(listener, work.handler(TIME), std::future::pending()));
    let codec = FrameCodec::new(Framing::Framed);
    let (connection, driver) = Connection::new(ours, codec);
    tokio::spawn(driver);
    let client = Client::new(connection, Protocol::Binary);
    let args = GetUserArgs { id: 1 };
    let (_, second) = tokio::join!(client.call(&args), async {
        sleep(TIME / 2).await;
        client.call(&args).await
    });
    let Err(CallError::Failed(error)) = second else { panic!("{second:?}") };
    assert!(error.is_unsent());
    assert!(matches!(error, Error::Application(exception)
        if exception.ty == ExceptionType::LOADSHEDDING));
}

mod pitfalls {
    use super::*;

    /// Calls as a server does.
    async fn served<S>(service: S, calls: usize) -> Vec<(bool, Duration)>
    where
        S: RpcService + Clone,
    {
        let begun = Instant::now();
        let calls = (0..calls).map(|_| {
            let answer = service.clone().oneshot(request("get"));
            answer.map(|result| (result.is_ok(), begun.elapsed()))
        });
        join_all(calls).await
    }

    #[tokio::test(start_paused = true)]
    async fn towers_limit_queues_without_end() {
        let work = Work::default();
        let theirs = ServiceBuilder::new().concurrency_limit(1);
        let answers = served(theirs.service(work.handler(TIME)), 1_000).await;
        // The last waits for ten seconds, if its caller still does.
        assert_eq!(answers.last(), Some(&(true, TIME * 1_000)));
        println!("tower's: 1000 of 1000 answered, the last after {:?}", TIME * 1_000);

        let ours = LimitLayer::new(1).queue(1_000).layer(work.handler(TIME));
        let answers = served(ours, 1_000).await;
        let slowest = answers.iter().map(|(_, time)| *time).max().unwrap_or_default();
        assert!(slowest <= Duration::from_millis(100) + TIME);
        let answered = answers.iter().filter(|(is_answered, _)| *is_answered).count();
        println!("ours: {answered} of 1000 answered, the others told by {slowest:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn towers_load_shed_sheds_what_could_wait_for_a_moment() {
        let work = Work::default();
        let theirs = ServiceBuilder::new().load_shed().concurrency_limit(1);
        let answers = served(theirs.service(work.handler(TIME)), 2).await;
        assert_eq!(answers, [(true, TIME), (false, Duration::ZERO)]);

        let ours = LimitLayer::new(1).layer(work.handler(TIME));
        assert_eq!(served(ours, 2).await, [(true, TIME), (true, TIME * 2)]);
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_let_in_too_late_does_not_begin() {
    let work = Work::default();
    let service = limited(LimitLayer::new(1), &work);
    let mut first = task::spawn(service.clone().oneshot(request("get")));
    assert_pending!(first.poll());
    let mut late = request("get");
    late.set_deadline(Instant::now() + TIME / 2);
    let mut second = task::spawn(service.oneshot(late));
    assert_pending!(second.poll());
    // The place is free, and the time over, when somebody looks.
    advance(2 * TIME).await;
    assert_ready!(first.poll()).unwrap();
    let error = assert_ready!(second.poll()).unwrap_err();
    assert!(matches!(error, Error::DeadlineExceeded), "{error:?}");
    assert_eq!(work.begun(), 1);
}
