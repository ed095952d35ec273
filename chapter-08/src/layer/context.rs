//! Gives a handler the [`Context`] of the call that it answers, so that the calls it makes
//! in turn have the same deadline and persistent metadata.
//!
//! It also keeps the caller from repeating the call after a layer that repeats the calls of
//! the handler has given up: see [`RetryLayer`](super::RetryLayer).

use std::{
    pin::Pin,
    task::{Context as TaskContext, Poll, ready},
};

use pin_project_lite::pin_project;
use tokio::task::futures::TaskLocalFuture;
use tower::{Layer, Service};

use crate::{
    error::Error,
    rpc::{
        call::{Request, Response, RpcService},
        context::Context,
        incoming::Incoming,
    },
};

/// Makes a [`WithContext`] of a service.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Body, Error, Protocol, Request};
/// use mini_lust::{Context, layer::ContextLayer};
/// use tokio::time::Instant;
/// use tower::{Layer, ServiceExt, service_fn};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let handler = ContextLayer::new().layer(service_fn(async |request: Request| {
///     assert_eq!(Context::current().deadline(), request.deadline());
///     Ok::<_, Error>(request.no_reply())
/// }));
///
/// let mut request = Request::new("get", Body::encode(Protocol::Binary, &7));
/// request.set_deadline(Instant::now());
/// handler.oneshot(request).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ContextLayer;

/// A service that runs each call in the context of its request.
#[derive(Clone, Debug)]
pub struct WithContext<S> {
    inner: S,
}

impl ContextLayer {
    /// Creates the layer. Put it around a handler, on a server.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for ContextLayer {
    type Service = WithContext<S>;

    fn layer(&self, inner: S) -> WithContext<S> {
        WithContext { inner }
    }
}

impl<S: RpcService> Service<Request> for WithContext<S> {
    type Response = Response;
    type Error = Error;
    type Future = WithContextFuture<S>;

    fn poll_ready(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> WithContextFuture<S> {
        let context = Context::of(&request);
        let incoming = context.incoming().cloned();
        // A service may do a part of its work before it returns a future.
        let answer = context.clone().enter(|| self.inner.call(request));
        WithContextFuture { inner: context.scope(answer), incoming }
    }
}

pin_project! {
    /// The future of the reply to a call of a [`WithContext`].
    pub struct WithContextFuture<S: RpcService> {
        #[pin]
        inner: TaskLocalFuture<Context, S::Future>,
        incoming: Option<Incoming>,
    }
}

impl<S: RpcService> Future for WithContextFuture<S> {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx));
        let answer = result.map_err(|error| error.into().into());
        Poll::Ready(match this.incoming {
            Some(incoming) => incoming.finish(answer),
            None => answer,
        })
    }
}
