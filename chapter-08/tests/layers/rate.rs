use std::time::Duration;

use mini_lust::{Error, Request, Response, layer::RateLimitLayer};
use tokio::time::advance;
use tower::{Layer, Service, ServiceExt, service_fn};

use crate::handler::request;

/// How many of so many calls at once are let through.
async fn admitted<S>(service: &S, calls: usize) -> usize
where
    S: Service<Request, Response = Response, Error = Error> + Clone,
{
    let mut admitted = 0;
    for _ in 0..calls {
        match service.clone().oneshot(request("get")).await {
            Ok(_) => admitted += 1,
            Err(Error::Overloaded) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    admitted
}

fn limited(
    per_second: f64,
    burst: u32,
) -> impl Service<Request, Response = Response, Error = Error> + Clone {
    let answer = async |request: Request| Ok::<_, Error>(request.no_reply());
    RateLimitLayer::new(per_second, burst).layer(service_fn(answer))
}

#[tokio::test(start_paused = true)]
async fn a_burst_is_let_through_and_then_the_rate() {
    let service = limited(10.0, 5);
    assert_eq!(admitted(&service, 20).await, 5);
    for _ in 0..30 {
        advance(Duration::from_millis(100)).await;
        assert_eq!(admitted(&service, 3).await, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_nobody_used_is_a_burst_again_and_no_more() {
    let service = limited(10.0, 5);
    assert_eq!(admitted(&service, 20).await, 5);
    advance(Duration::from_millis(299)).await;
    assert_eq!(admitted(&service, 20).await, 2);
    advance(Duration::from_secs(3600)).await;
    assert_eq!(admitted(&service, 20).await, 5);
}

/// With windows of a second, 20 would pass between 0.9 and 1.1 seconds.
#[tokio::test(start_paused = true)]
async fn no_second_has_more_than_the_rate_and_a_burst() {
    let service = limited(10.0, 1);
    let mut passed = Vec::new();
    for tenth in 0..100 {
        let calls = if tenth % 10 < 8 { 0 } else { 10 };
        passed.push(admitted(&service, calls).await);
        advance(Duration::from_millis(100)).await;
    }
    for second in passed.windows(10) {
        assert!(second.iter().sum::<usize>() <= 11, "{second:?}");
    }
    assert!(passed.iter().sum::<usize>() >= 20);
}

#[tokio::test(start_paused = true)]
async fn a_rate_that_is_none_lets_one_burst_through_at_most() {
    for rate in [0.0, -1.0, f64::NAN, f64::MIN_POSITIVE] {
        let service = limited(rate, 0);
        assert_eq!(admitted(&service, 5).await, 1, "{rate}");
        advance(Duration::from_secs(24 * 3600)).await;
        assert_eq!(admitted(&service, 5).await, 0, "{rate}");
    }
}
