use std::{future::pending, sync::Arc, time::Duration};

use mini_lust::{
    body::{Body, Protocol},
    call::{Request, Response},
    context::Context,
    error::Error,
    layer::SpawnLayer,
};
use tokio::{
    task::yield_now,
    time::{Instant, timeout},
};
use tower::{Layer, ServiceExt, service_fn};

fn request() -> Request {
    Request::new("get", Body::encode(Protocol::Binary, &7))
}

#[tokio::test(start_paused = true)]
async fn the_context_goes_with_the_task() {
    let deadline = Instant::now() + Duration::from_secs(1);
    let service = service_fn(move |request: Request| async move {
        assert_eq!(Context::current().deadline(), Some(deadline));
        Ok::<_, Error>(request.no_reply())
    });
    let call = SpawnLayer::new().layer(service).oneshot(request());
    Context::new().until(deadline).scope(call).await.unwrap();
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
