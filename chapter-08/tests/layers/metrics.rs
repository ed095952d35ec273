use std::{future::pending, time::Duration};

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use mini_lust::{
    ApplicationException, Body, Error, ExceptionType, Protocol, Request, Response,
    layer::MetricsLayer,
};
use tokio::time::{sleep, timeout};
use tower::{Layer, ServiceExt, service_fn};

/// Runs `test` on paused time, with a recorder of its own.
pub fn record(test: impl AsyncFnOnce()) -> Vec<(String, DebugValue)> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    metrics::with_local_recorder(&recorder, || runtime.block_on(test()));
    values(&snapshotter)
}

/// What was recorded, by names that look as Prometheus writes them.
fn values(snapshotter: &Snapshotter) -> Vec<(String, DebugValue)> {
    let snapshot = snapshotter.snapshot().into_vec().into_iter();
    let values = snapshot.map(|(key, _, _, value)| {
        let (name, labels) = key.key().clone().into_parts();
        let labels = labels.iter().map(|it| format!("{}={}", it.key(), it.value()));
        let mut labels: Vec<_> = labels.collect();
        labels.sort();
        (format!("{}{{{}}}", name.as_str(), labels.join(",")), value)
    });
    values.collect()
}

fn count(values: &[(String, DebugValue)], name: &str) -> u64 {
    match values.iter().find(|(it, _)| it == name) {
        Some((_, DebugValue::Counter(count))) => *count,
        _ => panic!("no {name} in {values:#?}"),
    }
}

/// How many calls ended how.
pub fn outcomes(values: &[(String, DebugValue)]) -> String {
    let outcomes = values.iter().filter_map(|(name, value)| match value {
        DebugValue::Counter(count @ 1..) => {
            let (_, outcome) = name.trim_end_matches('}').split_once("outcome=")?;
            Some(format!("{outcome}: {count}"))
        }
        _ => None,
    });
    let mut outcomes: Vec<_> = outcomes.collect();
    outcomes.sort();
    outcomes.join(", ")
}

fn request(method: impl Into<String>) -> Request {
    Request::new(method.into(), Body::encode(Protocol::Binary, &7))
}

/// Has one method, that works, and one that fails.
async fn answer(request: Request) -> Result<Response, Error> {
    sleep(Duration::from_millis(250)).await;
    match request.method() {
        "get" => Ok(request.no_reply()),
        "fail" => {
            let ty = ExceptionType::INTERNAL_ERROR;
            Err(ApplicationException::new(ty, "broken").into())
        }
        "late" => Err(Error::DeadlineExceeded),
        "never" => pending().await,
        name if name.starts_with("any") => Ok(request.no_reply()),
        _ => Err(request.unknown_method()),
    }
}

#[test]
fn calls_are_counted_by_method_and_outcome_and_timed() {
    let values = record(async || {
        let service = MetricsLayer::server().layer(service_fn(answer));
        for method in ["get", "get", "fail"] {
            drop(service.clone().oneshot(request(method)).await);
        }
    });
    assert_eq!(count(&values, "rpc_server_calls_total{method=get,outcome=ok}"), 2);
    let failed = "rpc_server_calls_total{method=fail,outcome=internal_error}";
    assert_eq!(count(&values, failed), 1);
    let name = "rpc_server_call_duration_seconds{method=get}";
    let durations = values.iter().find(|(it, _)| it == name);
    let both = DebugValue::Histogram(vec![0.25.into(), 0.25.into()]);
    assert_eq!(durations.map(|(_, value)| value), Some(&both));
}

#[test]
fn a_call_that_is_dropped_is_cancelled_and_no_longer_in_progress() {
    let values = record(async || {
        let service = MetricsLayer::attempts().layer(service_fn(answer));
        let mut request = request("never");
        request.set_peer("10.0.0.1".into());
        let call = service.oneshot(request);
        timeout(Duration::from_secs(1), call).await.unwrap_err();
    });
    let cancelled =
        "rpc_client_attempts_total{method=never,outcome=cancelled,peer=10.0.0.1}";
    assert_eq!(count(&values, cancelled), 1);
    let gauge =
        ("rpc_client_attempts_in_progress{}".into(), DebugValue::Gauge(0.0.into()));
    assert!(values.contains(&gauge), "{values:#?}");
}

#[test]
fn a_hostile_client_makes_no_labels() {
    let values = record(async || {
        let service = MetricsLayer::server().layer(service_fn(answer));
        for number in 0..1000 {
            let call = service.clone().oneshot(request(format!("evil{number}")));
            call.await.unwrap_err();
        }
        service.oneshot(request("late")).await.unwrap_err();
    });
    println!("1,001 names make {} series", values.len());
    let unknown = "rpc_server_calls_total{method=unknown,outcome=unknown_method}";
    assert_eq!(count(&values, unknown), 1000);
    let late = "rpc_server_calls_total{method=unknown,outcome=deadline_exceeded}";
    assert_eq!(count(&values, late), 1);
    // And that none is ok, the durations, and the gauge.
    assert_eq!(values.len(), 5);
}

#[test]
fn beyond_the_limit_all_methods_are_one() {
    let values = record(async || {
        let service = MetricsLayer::server().layer(service_fn(answer));
        for number in 0..300 {
            let call = service.clone().oneshot(request(format!("any{number}")));
            call.await.unwrap();
        }
    });
    assert_eq!(count(&values, "rpc_server_calls_total{method=other,outcome=ok}"), 44);
}

#[test]
fn who_has_a_long_name_is_one_of_the_others() {
    let values = record(async || {
        let service = MetricsLayer::client().layer(service_fn(answer));
        service.oneshot(request("any".repeat(100))).await.unwrap();
    });
    assert_eq!(count(&values, "rpc_client_calls_total{method=other,outcome=ok}"), 1);
}

#[test]
fn methods_of_one_name_are_told_apart_by_their_services() {
    let values = record(async || {
        for service in ["users", "orders"] {
            let layer = MetricsLayer::client().service(service);
            drop(layer.layer(service_fn(answer)).oneshot(request("get")).await);
        }
    });
    for service in ["users", "orders"] {
        let name =
            format!("rpc_client_calls_total{{method=get,outcome=ok,service={service}}}");
        assert_eq!(count(&values, &name), 1);
        let name = format!("rpc_client_calls_in_progress{{service={service}}}");
        assert!(values.contains(&(name, DebugValue::Gauge(0.0.into()))), "{values:#?}");
    }
}
