//! Gives a handler the [`Context`] of the call that it answers, so that the calls it makes
//! in turn have the deadline and the persistent metadata of that one.

use std::task::{Context as TaskContext, Poll};

use tokio::task::futures::TaskLocalFuture;
use tower::{Layer, Service};

use crate::{
    call::{Request, Response, RpcService},
    context::Context,
};

/// Makes an [`InContext`] of a service.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContextLayer;

/// A service whose calls run each in the context of its request.
#[derive(Clone, Debug)]
pub struct InContext<S> {
    inner: S,
}

impl ContextLayer {
    /// The layer. Put it around a handler, on a server.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for ContextLayer {
    type Service = InContext<S>;

    fn layer(&self, inner: S) -> InContext<S> {
        InContext { inner }
    }
}

impl<S: RpcService> Service<Request> for InContext<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = TaskLocalFuture<Context, S::Future>;

    fn poll_ready(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let context = Context::of(&request);
        // A service may do a part of its work before it returns a future.
        let answer = context.clone().enter(|| self.inner.call(request));
        context.scope(answer)
    }
}
