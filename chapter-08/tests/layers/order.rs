//! What the same layers do in another order.

use std::{future::pending, time::Duration};

use futures::future::join_all;
use mini_lust::{
    Error, Request, Response, RpcService,
    layer::{CatchPanicLayer, DeadlineLayer, LimitLayer, MetricsLayer, RetryLayer},
    stack,
};
use tokio::time::Instant;
use tower::{Layer, ServiceBuilder, ServiceExt, service_fn};

use crate::{
    handler::{Work, request},
    metrics::{outcomes, record},
};

async fn is_silent(_: Request) -> Result<Response, Error> {
    pending().await
}

async fn panics(_: Request) -> Result<Response, Error> {
    panic!("as arranged")
}

/// How long an idempotent call takes.
async fn time_of_a_call(service: impl RpcService) -> Duration {
    let begun = Instant::now();
    let mut request = request("get");
    request.set_idempotent();
    assert!(service.oneshot(request).await.is_err());
    begun.elapsed()
}

#[tokio::test(start_paused = true)]
async fn retries_belong_inside_of_the_deadline() {
    let total = DeadlineLayer::new(Duration::from_secs(5));
    let attempt = DeadlineLayer::new(Duration::from_secs(2));
    let swapped = ServiceBuilder::new().layer(RetryLayer::new()).layer(total);
    let swapped = swapped.layer(attempt).service_fn(is_silent);
    let ours = time_of_a_call(stack::client().layer(service_fn(is_silent))).await;
    let swapped = time_of_a_call(swapped).await;
    println!("\nretries inside of 5 s: {:.1} s", ours.as_secs_f64());
    println!("retries around 5 s: {:.1} s", swapped.as_secs_f64());
    assert_eq!(ours.as_secs(), 5);
    assert_eq!(swapped.as_secs(), 6, "three times the two seconds of an attempt");
}

#[test]
fn panics_belong_inside_of_the_metrics() {
    let ours = record(async || {
        let service = stack::server().layer(service_fn(panics));
        service.oneshot(request("get")).await.unwrap_err();
    });
    let swapped = record(async || {
        let layers = ServiceBuilder::new().layer(CatchPanicLayer::new());
        let service = layers.layer(MetricsLayer::server()).service_fn(panics);
        service.oneshot(request("get")).await.unwrap_err();
    });
    println!("\na panic inside of the metrics: {}", outcomes(&ours));
    println!("a panic outside of the metrics: {}", outcomes(&swapped));
    assert_eq!(outcomes(&ours), "internal_error: 1");
    assert_eq!(outcomes(&swapped), "cancelled: 1");
}

#[test]
fn limits_belong_inside_of_the_metrics() {
    async fn two_calls(service: impl RpcService + Clone) {
        join_all([(); 2].map(|()| service.clone().oneshot(request("get")))).await;
    }
    let work = Work::default();
    let handler = || work.handler(Duration::from_secs(1));
    let limit = LimitLayer::new(1).queue(0);
    let ours = record(async || {
        two_calls(stack::server().limit(limit.clone()).layer(handler())).await;
    });
    let swapped = record(async || {
        let layers = ServiceBuilder::new().layer(limit.clone());
        two_calls(layers.layer(MetricsLayer::server()).service(handler())).await;
    });
    println!("\na limit inside of the metrics: {}", outcomes(&ours));
    println!("a limit outside of the metrics: {}", outcomes(&swapped));
    assert_eq!(outcomes(&ours), "ok: 1, overloaded: 1");
    assert_eq!(outcomes(&swapped), "ok: 1");
}

#[test]
fn a_stack_counts_for_its_service_or_not_at_all() {
    let calls = |metrics: Vec<(String, _)>| {
        let names = metrics.into_iter().map(|(name, _)| name);
        names.filter(|name| name.contains("_call")).collect::<Vec<_>>()
    };
    let named = calls(record(async || {
        let service = stack::server().service("users").layer(service_fn(panics));
        service.oneshot(request("get")).await.unwrap_err();
    }));
    assert_eq!(named.len(), 4, "{named:?}");
    assert!(named.iter().all(|name| name.contains("service=users")), "{named:?}");
    let without = calls(record(async || {
        let stack = stack::client().trace(None).metrics(None).service("users");
        stack.layer(service_fn(is_silent)).oneshot(request("get")).await.unwrap_err();
    }));
    assert_eq!(without, [""; 0]);
}
