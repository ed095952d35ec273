//! No layer calls a service that has not said that it is ready.
//!
//! A clone of a service that is ready is not, and a call takes the readiness away.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    task::{Context, Poll},
    time::Duration,
};

use futures::future::join_all;
use mini_lust::{Request, Response, RpcService, layer::*, stack};
use tower::{Layer, Service, ServiceExt};

use crate::handler::request;

/// A service that panics if it is called without having said that it is ready.
#[derive(Debug, Default)]
struct Strict {
    is_ready: bool,
    /// Was asked once, and has not said so.
    was_asked: bool,
}

/// Each clone has to be asked itself.
impl Clone for Strict {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Service<Request> for Strict {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        if self.was_asked {
            self.is_ready = true;
            return Poll::Ready(Ok(()));
        }
        self.was_asked = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    fn call(&mut self, request: Request) -> Self::Future {
        assert!(self.is_ready, "called, but was not ready");
        *self = Self::default();
        ready(Ok(request.no_reply()))
    }
}

/// Calls in the ways that a service may be called.
async fn keeps_the_contract<L>(layer: L)
where
    L: Layer<Strict, Service: RpcService + Clone>,
{
    let mut service = layer.layer(Strict::default());
    // One after the other.
    for _ in 0..3 {
        let ready = service.ready().await.map_err(Into::into).unwrap();
        ready.call(request("get")).await.map_err(Into::into).unwrap();
    }
    // On a clone of one that is ready.
    service.ready().await.map_err(Into::into).unwrap();
    let clone = service.clone();
    clone.oneshot(request("get")).await.map_err(Into::into).unwrap();
    service.call(request("get")).await.map_err(Into::into).unwrap();
    // At once, and with the service gone before the answers come.
    let calls: Vec<_> =
        (0..4).map(|_| service.clone().oneshot(request("get"))).collect();
    drop(service);
    for result in join_all(calls).await {
        result.map_err(Into::into).unwrap();
    }
}

macro_rules! keep_the_contract {
    ($($name:ident: $layer:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            keeps_the_contract($layer).await;
        }
    )*};
}

keep_the_contract! {
    access: tower::filter::FilterLayer::new(Access::methods(["get"]));
    access_log: AccessLogLayer::new();
    adaptive: AdaptiveLimitLayer::new();
    breaker: BreakerLayer::default();
    catch_panic: CatchPanicLayer::new();
    context: ContextLayer::new();
    deadline: DeadlineLayer::as_told();
    hedge: HedgeLayer::after(Duration::from_secs(1));
    fallback: FallbackLayer::new(async |_, error| Err(error));
    limit: LimitLayer::new(2);
    metrics: MetricsLayer::attempts();
    multiplex: MultiplexLayer::new("users");
    rate: RateLimitLayer::new(1000.0, 100);
    retry: RetryLayer::new();
    spawn: SpawnLayer::new();
    stack_of_clients: stack::client().hedge(HedgeLayer::at_quantile(0.95));
    stack_of_servers: stack::server();
    trace_of_clients: TraceLayer::client();
    trace_of_servers: TraceLayer::server();
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "was not ready")]
async fn a_layer_that_breaks_the_contract_is_found_out() {
    let careless = tower::layer::layer_fn(|inner: Strict| {
        tower::service_fn(move |request| inner.clone().call(request))
    });
    keeps_the_contract(careless).await;
}
