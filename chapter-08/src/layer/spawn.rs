//! Runs each call in a task of its own.
//!
//! The calls of one connection share a task. While a handler computes, all others of its
//! connection wait, although other threads may be idle.

use std::{
    mem,
    pin::Pin,
    task::{Context as TaskContext, Poll, ready},
};

use tokio::task::{JoinError, JoinHandle};
use tower::{Layer, Service};
use tracing::Instrument;

use super::catch_panic::panicked;
use crate::{
    error::Error,
    rpc::{
        call::{Request, Response, RpcService},
        context::Context,
    },
};

/// Makes a [`Spawn`] of a service.
///
/// The current [`Context`] and the current span go with the call. A panic becomes an error,
/// just as with [`CatchPanicLayer`](crate::layer::CatchPanicLayer). Dropping the future
/// cancels the call where it next waits. Until then it continues, even if a limit outside has
/// given its place to another call.
///
/// A task is not free: handlers that only wait need none.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::SpawnLayer};
///
/// let server = Server::new().layer(SpawnLayer::new());
/// # drop(server);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SpawnLayer;

/// A service whose calls are tasks.
#[derive(Clone, Debug)]
pub struct Spawn<S> {
    inner: S,
}

impl SpawnLayer {
    /// Creates the layer.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for SpawnLayer {
    type Service = Spawn<S>;

    fn layer(&self, inner: S) -> Spawn<S> {
        Spawn { inner }
    }
}

impl<S: RpcService + Clone> Service<Request> for Spawn<S> {
    type Response = Response;
    type Error = Error;
    type Future = SpawnFuture;

    fn poll_ready(&mut self, cx: &mut TaskContext<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    /// # Panics
    ///
    /// Panics outside a tokio runtime.
    fn call(&mut self, request: Request) -> SpawnFuture {
        // The ready service goes to the task, and its clone, which is not ready, stays.
        let clone = self.inner.clone();
        let mut ready = mem::replace(&mut self.inner, clone);
        let answer =
            async move { ready.call(request).await.map_err(|it| it.into().into()) };
        SpawnFuture { task: Context::current().spawn(answer.in_current_span()) }
    }
}

/// The future of the reply to a call that is a task.
#[derive(Debug)]
pub struct SpawnFuture {
    task: JoinHandle<Result<Response, Error>>,
}

impl Future for SpawnFuture {
    type Output = Result<Response, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let joined = ready!(Pin::new(&mut self.task).poll(cx));
        Poll::Ready(joined.unwrap_or_else(|error| Err(failed(error))))
    }
}

impl Drop for SpawnFuture {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn failed(error: JoinError) -> Error {
    match error.try_into_panic() {
        Ok(panic) => panicked(&*panic),
        // The runtime is shutting down.
        Err(error) => Error::Layer(error.into()),
    }
}
