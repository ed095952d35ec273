//! Which calls are made a second time, and which answer counts.

use std::{
    future::{pending, ready},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::Bytes;
use futures::{
    FutureExt,
    future::{BoxFuture, join_all},
};
use mini_lust::{
    ApplicationException, Body, Channel, Context, Error, ExceptionType, Protocol,
    Request, Response,
    cluster::{balance::RoundRobin, discover},
    layer::{HedgeLayer, RetryLayer, budget::Budget},
    protocol::metadata::Key,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, advance, sleep, timeout},
};
use tokio_test::{
    assert_pending, assert_ready,
    task::{self, Spawn},
};
use tower::{
    BoxError, Layer, Service, ServiceExt,
    hedge::{self, Hedge},
    service_fn,
    util::BoxCloneService,
};
use tower_test::mock;

type Mock = mock::Mock<Request, Response>;
type Handle = mock::Handle<Request, Response>;

const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");
const DELAY: Duration = Duration::from_millis(50);

fn body() -> Body {
    Body::new(Protocol::Binary, Bytes::new())
}

fn idempotent() -> Request {
    let mut request = Request::new("getUser", body());
    request.set_idempotent();
    request
}

fn answer(text: &'static str) -> Response {
    Response::new(Body::new(Protocol::Binary, Bytes::from_static(text.as_bytes())))
}

fn broken(message: &'static str) -> Error {
    ApplicationException::new(ExceptionType::INTERNAL_ERROR, message).into()
}

/// How often a call is made that is never answered.
async fn attempts(layer: &HedgeLayer, request: Request) -> Vec<(Instant, Request)> {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let mut call = Box::pin(layer.layer(service).oneshot(request));
    let mut attempts = Vec::new();
    let over = sleep(20 * DELAY);
    tokio::pin!(over);
    loop {
        tokio::select! {
            biased;
            () = &mut over => break,
            _ = &mut call => panic!("nobody answers"),
            Some((request, answer)) = handle.next_request() => {
                attempts.push((Instant::now(), request, answer));
            }
        }
    }
    attempts.into_iter().map(|(at, request, _)| (at, request)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_long_is_made_once_more() {
    let attempts = attempts(&HedgeLayer::after(DELAY), idempotent()).await;
    let [(first, _), (second, again)] = &attempts[..] else { panic!("{attempts:?}") };
    // A timer has a resolution of a millisecond.
    let delay = *second - *first;
    assert!(DELAY <= delay && delay <= DELAY + Duration::from_millis(1), "{delay:?}");
    // The server is not to add to that.
    assert_eq!(again.metadata().get(ATTEMPT), Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_idempotent_or_oneway_is_made_once() {
    let layer = HedgeLayer::after(DELAY);
    assert_eq!(attempts(&layer, Request::new("getUser", body())).await.len(), 1);
    let mut oneway = Request::oneway("recordLogin", body());
    oneway.set_idempotent();
    assert_eq!(attempts(&layer, oneway).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_answered_in_time_is_made_once() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let call =
        tokio::spawn(HedgeLayer::after(DELAY).layer(service).oneshot(idempotent()));
    let (_, first) = handle.next_request().await.unwrap();
    first.send_response(answer("first"));
    assert_eq!(call.await.unwrap().unwrap(), answer("first"));
    assert!(handle.next_request().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_error_in_time_is_the_answer() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let begun = Instant::now();
    let call =
        tokio::spawn(HedgeLayer::after(DELAY).layer(service).oneshot(idempotent()));
    let (_, first) = handle.next_request().await.unwrap();
    first.send_error(broken("first"));
    assert_eq!(
        call.await.unwrap().unwrap_err().to_string(),
        broken("first").to_string()
    );
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

/// Gives an attempt its answer, and tells whether it is cancelled.
type Attempt = oneshot::Sender<Result<Response, Error>>;

type Call = BoxFuture<'static, Result<Response, Error>>;

/// A call with two attempts under way.
async fn hedged() -> (Spawn<Call>, Attempt, Attempt) {
    let (calls, mut attempts) = mpsc::unbounded_channel();
    let service = service_fn(move |_: Request| {
        let (attempt, answer) = oneshot::channel();
        calls.send(attempt).expect("the test receives");
        answer.map(|answer| answer.expect("the test answers"))
    });
    // No `oneshot`: it would drop the future as soon as that is ready.
    let mut service = HedgeLayer::after(DELAY).layer(service);
    let call: Call = Box::pin(service.ready().await.unwrap().call(idempotent()));
    let mut call = task::spawn(call);
    assert_pending!(call.poll());
    let first = attempts.recv().await.expect("there is a first attempt");
    advance(DELAY + Duration::from_millis(1)).await;
    assert_pending!(call.poll());
    let second = attempts.recv().await.expect("there is a second attempt");
    (call, first, second)
}

#[tokio::test(start_paused = true)]
async fn the_first_good_answer_counts_and_the_other_attempt_is_cancelled() {
    let (mut call, first, second) = hedged().await;
    second.send(Ok(answer("second"))).unwrap();
    assert_eq!(assert_ready!(call.poll()).unwrap(), answer("second"));
    // While the caller still has the future.
    assert!(first.is_closed());

    let (mut call, first, second) = hedged().await;
    first.send(Ok(answer("first"))).unwrap();
    assert_eq!(assert_ready!(call.poll()).unwrap(), answer("first"));
    assert!(second.is_closed());
}

#[tokio::test(start_paused = true)]
async fn an_error_does_not_win_while_the_other_attempt_is_under_way() {
    let (mut call, first, second) = hedged().await;
    second.send(Err(broken("second"))).unwrap();
    assert_pending!(call.poll());
    first.send(Ok(answer("first"))).unwrap();
    assert_eq!(assert_ready!(call.poll()).unwrap(), answer("first"));

    let (mut call, first, second) = hedged().await;
    first.send(Err(broken("first"))).unwrap();
    assert_pending!(call.poll());
    second.send(Ok(answer("second"))).unwrap();
    assert_eq!(assert_ready!(call.poll()).unwrap(), answer("second"));
}

#[tokio::test(start_paused = true)]
async fn if_both_attempts_fail_the_error_is_that_of_the_first() {
    for second_fails_first in [true, false] {
        let (mut call, first, second) = hedged().await;
        if second_fails_first {
            second.send(Err(broken("second"))).unwrap();
            assert_pending!(call.poll());
            first.send(Err(broken("first"))).unwrap();
        } else {
            first.send(Err(broken("first"))).unwrap();
            assert_pending!(call.poll());
            second.send(Err(broken("second"))).unwrap();
        }
        let error = assert_ready!(call.poll()).unwrap_err();
        assert_eq!(error.to_string(), broken("first").to_string());
    }
}

#[tokio::test(start_paused = true)]
async fn if_one_attempt_was_sent_the_call_was() {
    for second_fails_first in [true, false] {
        let (mut call, first, second) = hedged().await;
        let closed = Err(Error::Closed(std::sync::Arc::new(
            std::io::Error::other("the peer went away").into(),
        )));
        if second_fails_first {
            second.send(closed).unwrap();
            assert_pending!(call.poll());
            first.send(Err(Error::Unsent)).unwrap();
        } else {
            first.send(Err(Error::Unsent)).unwrap();
            assert_pending!(call.poll());
            second.send(closed).unwrap();
        }
        let error = assert_ready!(call.poll()).unwrap_err();
        assert!(matches!(error, Error::Closed(_)), "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_dropped_cancels_both_attempts() {
    let (call, first, second) = hedged().await;
    drop(call);
    assert!(first.is_closed());
    assert!(second.is_closed());
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_are_known_to_take_long() {
    let layer = HedgeLayer::at_quantile(0.95);
    let service = layer.layer(service_fn(async |request: Request| {
        // One of ten is not answered.
        if request.method() == "silent" {
            pending::<()>().await;
        }
        sleep(Duration::from_millis(10)).await;
        Ok::<_, Error>(request.no_reply())
    }));
    for number in 0..200 {
        let method = if number % 10 == 0 { "silent" } else { "getUser" };
        let mut request = Request::new(method, body());
        request.set_idempotent();
        let call = service.clone().oneshot(request);
        let is_answered = timeout(Duration::from_secs(1), call).await.is_ok();
        assert_eq!(is_answered, method == "getUser");
    }
    let attempts = attempts(&layer, idempotent()).await;
    assert_eq!(attempts.len(), 1, "the slowest twentieth takes a second at least");
}

#[tokio::test(start_paused = true)]
async fn the_second_attempt_waits_until_the_service_is_ready() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    handle.allow(1);
    let call =
        tokio::spawn(HedgeLayer::after(DELAY).layer(service).oneshot(idempotent()));
    let (_, _first) = handle.next_request().await.unwrap();
    sleep(2 * DELAY).await;
    assert_pending!(task::spawn(handle.next_request()).poll());
    handle.allow(1);
    let (_, second) = handle.next_request().await.unwrap();
    second.send_response(answer("second"));
    assert_eq!(call.await.unwrap().unwrap(), answer("second"));
}

#[tokio::test(start_paused = true)]
async fn the_second_attempt_goes_to_another_endpoint() {
    let connect = service_fn(|address: u32| {
        ready(Ok::<_, Error>(service_fn(move |_: Request| async move {
            if address == 1 {
                pending::<()>().await;
            }
            Ok::<_, Error>(answer("of the other"))
        })))
    });
    let channel = Channel::builder()
        .policy(RoundRobin::new())
        .layer(HedgeLayer::after(DELAY))
        .build(discover::fixed([1, 2]), connect);
    for _ in 0..10 {
        let result = channel.clone().oneshot(idempotent()).await;
        assert_eq!(result.unwrap(), answer("of the other"));
    }
}

#[tokio::test(start_paused = true)]
async fn calls_for_one_that_is_a_repetition_are_made_once() {
    let mut repetition = idempotent();
    repetition.metadata_mut().insert(ATTEMPT, 2);
    let (layer, context) = (HedgeLayer::after(DELAY), Context::of(&repetition));
    assert_eq!(context.scope(attempts(&layer, idempotent())).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_budget_bounds_the_second_attempts() {
    let layer = HedgeLayer::after(Duration::from_millis(1)).budget(Budget::new(1, 0.1));
    let mut calls = Vec::new();
    for _ in 0..1000 {
        let layer = layer.clone();
        calls.push(async move { attempts(&layer, idempotent()).await.len() });
    }
    let made: usize = futures::future::join_all(calls).await.into_iter().sum();
    println!("{made} attempts at 1000 calls");
    assert_eq!(made, 1000 + 10 + 100);
}

#[tokio::test(start_paused = true)]
async fn retries_and_second_attempts_share_a_budget() {
    let budget = Budget::new(1, 0.0);
    let hedge = HedgeLayer::after(DELAY).budget(budget.clone());
    for _ in 0..4 {
        assert_eq!(attempts(&hedge, idempotent()).await.len(), 2);
    }
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let retry = RetryLayer::new().budget(budget).attempts(100).layer(service);
    let call = tokio::spawn(retry.oneshot(idempotent()));
    let mut made = 0;
    while let Some((_, answer)) = handle.next_request().await {
        made += 1;
        answer.send_error(Error::Unsent);
    }
    call.await.unwrap().unwrap_err();
    assert_eq!(made, 1 + 10 - 4);
}

/// How long a call waits for its second attempt is learned.
#[tokio::test(start_paused = true)]
async fn the_slowest_calls_are_made_twice() {
    let layer = HedgeLayer::at_quantile(0.9);
    let taking = async |time: Duration| {
        let (service, mut handle): (Mock, Handle) = mock::pair();
        let call = tokio::spawn(layer.layer(service).oneshot(idempotent()));
        let (_, first) = handle.next_request().await.unwrap();
        sleep(time).await;
        first.send_response(answer("first"));
        call.await.unwrap().unwrap();
    };
    assert_eq!(attempts(&layer, idempotent()).await.len(), 1, "nothing is known yet");
    for millis in 1..=100 {
        taking(Duration::from_millis(millis)).await;
    }
    let attempts = attempts(&layer, idempotent()).await;
    let [(first, _), (second, _)] = &attempts[..] else { panic!("{attempts:?}") };
    let millis = (*second - *first).as_millis();
    println!("the second attempt is made after {millis} ms");
    assert!((90..=110).contains(&millis), "{millis} ms");
}

#[tokio::test(start_paused = true)]
async fn errors_count_only_if_they_took_long() {
    let layer = HedgeLayer::at_quantile(0.9);
    let taking = async |millis: u64, is_ok: bool, calls: u32| {
        let service = layer.layer(service_fn(move |request: Request| async move {
            sleep(Duration::from_millis(millis)).await;
            if is_ok { Ok(request.no_reply()) } else { Err(broken("as arranged")) }
        }));
        for _ in 0..calls {
            let _ = service.clone().oneshot(idempotent()).await;
        }
    };
    taking(10, true, 100).await;
    taking(0, false, 1000).await;
    let attempts_after_errors = attempts(&layer, idempotent()).await;
    let [(first, _), (second, _)] = &attempts_after_errors[..] else {
        panic!("no second")
    };
    assert!(*second - *first >= Duration::from_millis(10));
    taking(1000, false, 100).await;
    assert_eq!(attempts(&layer, idempotent()).await.len(), 1);
}

/// Why we do not use it.
#[tokio::test(start_paused = true)]
async fn towers_hedge_answers_with_an_early_error() {
    #[derive(Clone)]
    struct Always;

    impl hedge::Policy<Request> for Always {
        fn clone_request(&self, request: &Request) -> Option<Request> {
            Some(request.clone())
        }

        fn can_retry(&self, _: &Request) -> bool {
            true
        }
    }

    let (service, mut handle): (Mock, Handle) = mock::pair();
    let period = Duration::from_secs(60);
    let known = [DELAY.as_millis() as u64; 10];
    let hedge = Hedge::new_with_mock_latencies(service, Always, 10, 0.9, period, &known);
    let call = tokio::spawn(hedge.oneshot(idempotent()));
    let (_, first) = handle.next_request().await.unwrap();
    let (_, second) = handle.next_request().await.unwrap();
    second.send_error(broken("second"));
    let error: BoxError = call.await.unwrap().unwrap_err();
    println!("the caller gets \"{error}\"");
    assert_eq!(error.to_string(), broken("second").to_string());
    // It would have been a good answer.
    first.send_response(answer("first"));
}

/// How many attempts there are for each call, all of which are slow and fail, under layers that
/// share a budget of a fifth.
async fn attempts_per_call(
    layers: impl FnOnce(Budget, BoxedService) -> BoxedService,
) -> f64 {
    let attempts = Arc::new(AtomicU32::new(0));
    let service = service_fn({
        let attempts = Arc::clone(&attempts);
        move |_: Request| {
            attempts.fetch_add(1, Relaxed);
            sleep(2 * DELAY)
                .map(|()| Err::<Response, _>(Error::Closed(Error::Unsent.into())))
        }
    });
    let service = layers(Budget::new(0, 0.2), BoxedService::new(service));
    let calls = (0..1000).map(|_| service.clone().oneshot(idempotent()));
    assert!(join_all(calls).await.iter().all(Result::is_err));
    f64::from(attempts.load(Relaxed)) / 1000.0
}

type BoxedService = BoxCloneService<Request, Response, Error>;

#[tokio::test(start_paused = true)]
async fn a_budget_is_paid_into_once_for_a_call_whichever_layers_share_it() {
    let retry = |budget: &Budget| RetryLayer::new().budget(budget.clone());
    let hedge = |budget: &Budget| HedgeLayer::after(DELAY).budget(budget.clone());
    let ratios = [
        attempts_per_call(|_, service| service).await,
        attempts_per_call(|budget, service| {
            BoxedService::new(retry(&budget).layer(hedge(&budget).layer(service)))
        })
        .await,
        attempts_per_call(|budget, service| {
            let inner = retry(&budget).layer(hedge(&budget).layer(service));
            BoxedService::new(retry(&budget).layer(inner))
        })
        .await,
    ];
    println!("{ratios:?} attempts a call");
    assert!(ratios.iter().all(|ratio| *ratio <= 1.2), "{ratios:?}");
}
