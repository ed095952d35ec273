use std::{
    future::pending,
    sync::{Arc, Barrier},
    time::Duration,
};

use mini_lust::{
    Body, Context, Error, Protocol, Request, Response, Server, layer::SpawnLayer,
};
use tokio::{
    task::yield_now,
    time::{Instant, timeout},
    try_join,
};
use tower::{Layer, ServiceExt, service_fn};
use tracing::{Instrument, Span, info_span};
use tracing_subscriber::layer;

use crate::{network, subscriber::listen};

fn request() -> Request {
    Request::new("get", Body::encode(Protocol::Binary, &7))
}

#[tokio::test(start_paused = true)]
async fn the_context_goes_with_the_task() {
    let deadline = Instant::now() + Duration::from_secs(1);
    let service = service_fn(move |_: Request| async move {
        assert_eq!(Context::current().deadline(), Some(deadline));
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let call = SpawnLayer::new().layer(service).oneshot(request());
    Context::new().until(deadline).scope(call).await.unwrap();
}

#[tokio::test]
async fn the_span_goes_with_the_task() {
    let _listening = listen(layer::Identity::new());
    let span = info_span!("caller");
    let id = span.id().expect("somebody listens");
    let service = service_fn(move |_: Request| {
        let id = id.clone();
        async move {
            assert_eq!(Span::current().id(), Some(id));
            Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
        }
    });
    SpawnLayer::new().layer(service).oneshot(request()).instrument(span).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_calls_of_one_connection_compute_at_once() {
    let meeting = Arc::new(Barrier::new(2));
    let handler = service_fn(move |_: Request| {
        let meeting = Arc::clone(&meeting);
        async move {
            // It keeps the thread, as one that computes does. Alone it would never end.
            meeting.wait();
            Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
        }
    });
    let server = Server::new().layer(SpawnLayer::new());
    let connection = network::serve(server, handler).await;
    let call = || connection.clone().oneshot(request());
    try_join!(call(), call()).unwrap();
}

#[tokio::test]
async fn a_panic_is_an_error() {
    let service =
        service_fn(async |_: Request| -> Result<Response, Error> { panic!("broken") });
    let error = SpawnLayer::new().layer(service).oneshot(request()).await.unwrap_err();
    assert!(matches!(error, Error::Application(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_ends_its_task() {
    let alive = Arc::new(());
    let held = Arc::clone(&alive);
    let service = service_fn(move |_: Request| {
        let held = Arc::clone(&held);
        async move {
            let _held = held;
            pending::<Result<Response, Error>>().await
        }
    });
    let call = SpawnLayer::new().layer(service).oneshot(request());
    timeout(Duration::from_secs(1), call).await.unwrap_err();
    yield_now().await;
    assert_eq!(Arc::strong_count(&alive), 1);
}
