//! Which calls are made again, when, and how often.

use std::{
    future::ready,
    io, mem,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use mini_lust::{
    ApplicationException, Body, Channel, Error, ExceptionType, Protocol, Request,
    Response,
    cluster::{backoff::Backoff, discover, random::Random},
    layer::{DeadlineLayer, RetryLayer, budget::Budget},
    protocol::{DecodeError, metadata::Key},
    user::{GetUserException, NotFound, User},
};
use tokio::time::Instant;
use tower::{Layer, ServiceExt, service_fn};
use tower_test::mock;

type Mock = mock::Mock<Request, Response>;
type Handle = mock::Handle<Request, Response>;

fn request() -> Request {
    Request::new("getUser", Body::new(Protocol::Binary, Bytes::new()))
}

fn idempotent() -> Request {
    let mut request = request();
    request.set_idempotent();
    request
}

fn application(ty: ExceptionType) -> Error {
    ApplicationException::new(ty, "sorry").into()
}

fn decode() -> Error {
    let decoded: Result<i64, DecodeError> =
        Body::new(Protocol::Binary, Bytes::new()).decode();
    decoded.unwrap_err().into()
}

/// The attempts that are made at a call that always fails like this.
async fn attempts(
    layer: &RetryLayer,
    request: Request,
    error: impl Fn() -> Error,
) -> Vec<(Instant, Request)> {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let mut call = Box::pin(layer.layer(service).oneshot(request));
    let mut attempts = Vec::new();
    loop {
        tokio::select! {
            result = &mut call => {
                let last = result.expect_err("no attempt succeeds");
                assert_eq!(last.to_string(), error().to_string());
                return attempts;
            }
            Some((attempt, answer)) = handle.next_request() => {
                attempts.push((Instant::now(), attempt));
                answer.send_error(error());
            }
        }
    }
}

async fn count(request: Request, error: impl Fn() -> Error) -> usize {
    attempts(&RetryLayer::new(), request, error).await.len()
}

#[tokio::test(start_paused = true)]
async fn a_call_that_no_handler_has_seen_is_made_again() {
    let unsent: [fn() -> Error; 4] = [
        || Error::Unsent,
        || Error::Unavailable { limit: Duration::from_secs(1), source: None },
        || Error::Overloaded,
        || application(ExceptionType::LOADSHEDDING),
    ];
    for error in unsent {
        assert_eq!(count(request(), error).await, 3, "{}", error());
        assert_eq!(count(idempotent(), error).await, 3, "{}", error());
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_a_handler_may_have_seen_is_made_again_only_if_it_is_idempotent() {
    let sent: [fn() -> Error; 6] = [
        || Error::Closed(Arc::new(std::io::Error::other("gone").into())),
        || io::Error::from(io::ErrorKind::ConnectionReset).into(),
        || Error::DeadlineExceeded,
        || application(ExceptionType::UNKNOWN),
        || application(ExceptionType::INTERNAL_ERROR),
        || application(ExceptionType::TIMEOUT),
    ];
    for error in sent {
        assert_eq!(count(request(), error).await, 1, "{}", error());
        assert_eq!(count(idempotent(), error).await, 3, "{}", error());
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_that_is_of_the_call_would_come_again() {
    let of_the_call: [fn() -> Error; 5] = [
        decode,
        || Error::TooLarge { len: 2, limit: 1 },
        || application(ExceptionType::UNKNOWN_METHOD),
        || application(ExceptionType::PROTOCOL_ERROR),
        || Error::Layer("of some layer".into()),
    ];
    for error in of_the_call {
        assert_eq!(count(idempotent(), error).await, 1, "{}", error());
    }
}

#[tokio::test(start_paused = true)]
async fn a_declared_exception_is_an_answer() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let call = tokio::spawn(RetryLayer::new().layer(service).oneshot(idempotent()));
    let (_, answer) = handle.next_request().await.unwrap();
    let reply: Result<User, GetUserException> = Err(NotFound { id: 1 }.into());
    let body = Body::encode(Protocol::Binary, &reply);
    answer.send_response(Response::new(body.clone()));
    assert_eq!(call.await.unwrap().unwrap(), Response::new(body));
}

#[tokio::test(start_paused = true)]
async fn a_oneway_call_is_made_again_only_if_it_was_not_sent() {
    let oneway = || {
        let mut request =
            Request::oneway("recordLogin", Body::new(Protocol::Binary, Bytes::new()));
        request.set_idempotent();
        request
    };
    assert_eq!(count(oneway(), || Error::Unsent).await, 3);
    assert_eq!(
        count(oneway(), || Error::Closed(Arc::new(
            std::io::Error::other("gone").into()
        )))
        .await,
        1
    );
}

#[tokio::test(start_paused = true)]
async fn the_second_attempt_may_be_the_answer() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let call = tokio::spawn(RetryLayer::new().layer(service).oneshot(request()));
    let (_, answer) = handle.next_request().await.unwrap();
    answer.send_error(Error::Unsent);
    let (again, answer) = handle.next_request().await.unwrap();
    answer.send_response(again.no_reply());
    assert_eq!(call.await.unwrap().unwrap(), request().no_reply());
}

#[tokio::test(start_paused = true)]
async fn a_call_is_made_as_often_as_the_layer_says() {
    for most in 1..6 {
        let layer = RetryLayer::new().attempts(most);
        let made = attempts(&layer, request(), || Error::Unsent).await.len();
        assert_eq!(made, most as usize);
    }
}

#[tokio::test(start_paused = true)]
async fn an_attempt_says_which_it_is() {
    const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");
    let attempts = attempts(&RetryLayer::new(), request(), || Error::Unsent).await;
    let said: Vec<_> =
        attempts.iter().map(|(_, request)| request.metadata().get(ATTEMPT)).collect();
    assert_eq!(said, [None, Some(2), Some(3)]);
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_up_to_twice_as_long_each_time() {
    let origin = Backoff::new(Duration::from_millis(10), Duration::from_millis(30));
    let origin = origin.full_jitter().with_rng(Random::seeded(7));
    let layer = RetryLayer::new().attempts(5).backoff(origin);
    let layer = layer.budget(Budget::new(1000, 0.0));
    let mut firsts = Vec::new();
    for _ in 0..100 {
        let attempts = attempts(&layer, request(), || Error::Unsent).await;
        assert_eq!(attempts.len(), 5);
        let delays = attempts.windows(2).map(|pair| pair[1].0 - pair[0].0);
        for (delay, due) in delays.clone().zip([10, 20, 30, 30]) {
            // A timer has a resolution of a millisecond.
            assert!(delay <= Duration::from_millis(due + 1), "{delay:?} of {due} ms");
        }
        firsts.extend(delays.take(1));
    }
    // Not all the same, though each call has its own clone of the service.
    assert!(firsts.iter().any(|delay| *delay < Duration::from_millis(3)));
    assert!(firsts.iter().any(|delay| *delay > Duration::from_millis(8)));
}

#[tokio::test(start_paused = true)]
async fn a_call_is_not_made_again_after_its_deadline() {
    // Half of the time at least: 5 to 10, 10 to 20, 20 to 40 milliseconds.
    let backoff = Backoff::new(Duration::from_millis(10), Duration::from_secs(1));
    let layer = RetryLayer::new().attempts(10).backoff(backoff);
    let begun = Instant::now();
    let deadline = begun + Duration::from_millis(35);
    let mut request = request();
    request.set_deadline(deadline);
    let attempts = attempts(&layer, request, || Error::Unsent).await;
    assert!((3..=4).contains(&attempts.len()), "{}", attempts.len());
    assert!(attempts.iter().all(|(at, _)| *at < deadline));
    // Nor was it waited for what could not be.
    assert_eq!(attempts.last().unwrap().0, Instant::now());
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_took_too_long_is_made_again_while_there_is_time() {
    let begun = Instant::now();
    let (service, mut handle): (Mock, Handle) = mock::pair();
    let attempt = DeadlineLayer::new(Duration::from_millis(100)).layer(service);
    let retry = RetryLayer::new().attempts(100).layer(attempt);
    let whole = DeadlineLayer::new(Duration::from_millis(350)).layer(retry);
    let call = tokio::spawn(whole.oneshot(idempotent()));
    let silent = tokio::spawn(async move {
        let mut attempts = Vec::new();
        while let Some(attempt) = handle.next_request().await {
            attempts.push(attempt);
        }
        attempts.len()
    });
    assert!(matches!(call.await.unwrap(), Err(Error::DeadlineExceeded)));
    assert!(begun.elapsed() <= Duration::from_millis(351));
    assert!((3..=4).contains(&silent.await.unwrap()));
}

#[tokio::test(start_paused = true)]
async fn when_all_calls_fail_the_budget_bounds_the_attempts() {
    let layer = RetryLayer::new().budget(Budget::new(1, 0.1));
    let mut made = 0;
    let begun = Instant::now();
    for _ in 0..1000 {
        made += attempts(&layer, request(), || Error::Unsent).await.len();
    }
    // The budget is over the last 10 seconds: all of this is within.
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(made, 1000 + 10 + 100);
}

#[tokio::test(start_paused = true)]
async fn layers_share_a_budget() {
    let budget = Budget::new(1, 0.0);
    let [one, other] = [(); 2].map(|()| RetryLayer::new().budget(budget.clone()));
    let mut made = 0;
    for layer in [&one, &other].repeat(10) {
        made += attempts(layer, request(), || Error::Unsent).await.len();
    }
    assert_eq!(made, 20 + 10);
}

/// A mock panics if it is called while it is not ready.
#[tokio::test(start_paused = true)]
async fn an_attempt_waits_until_the_service_is_ready() {
    let (service, mut handle): (Mock, Handle) = mock::pair();
    handle.allow(1);
    let call = RetryLayer::new().layer(service).oneshot(request());
    let mut call = tokio_test::task::spawn(call);
    assert!(call.poll().is_pending());
    let (_, answer) = handle.next_request().await.unwrap();
    answer.send_error(Error::Unsent);
    assert!(call.poll().is_pending());
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(call.poll().is_pending());
    assert!(tokio_test::task::spawn(handle.next_request()).poll().is_pending());
    handle.allow(1);
    assert!(call.is_woken() && call.poll().is_pending());
    let (again, answer) = handle.next_request().await.unwrap();
    answer.send_response(again.no_reply());
    assert!(call.poll().is_ready());
}

#[tokio::test(start_paused = true)]
async fn each_attempt_goes_to_another_endpoint() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let connect = service_fn(move |address: u32| {
        let log = Arc::clone(&log);
        ready(Ok::<_, Error>(service_fn(move |_: Request| {
            log.lock().unwrap().push(address);
            ready(Err::<Response, _>(Error::Closed(Arc::new(
                std::io::Error::other("gone").into(),
            ))))
        })))
    });
    let channel = Channel::builder()
        .layer(RetryLayer::new())
        .build(discover::fixed([1, 2, 3]), connect);
    for _ in 0..20 {
        channel.clone().oneshot(idempotent()).await.unwrap_err();
        let mut called = mem::take(&mut *seen.lock().unwrap());
        called.sort_unstable();
        assert_eq!(called, [1, 2, 3]);
    }
}
