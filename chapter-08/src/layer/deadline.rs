//! Ends calls whose callers no longer wait.
//!
//! A call that is late is dropped on every server that it has reached, with all that its
//! handlers do. One that arrives late is never started.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::future::Either;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};
use tower::{Layer, Service, util::Oneshot};

use crate::{
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Deadline`] of a service.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::layer::DeadlineLayer;
///
/// // For a client: half a second, unless the call has less.
/// let at_most = DeadlineLayer::new(Duration::from_millis(500));
/// // For a server: the client's deadline, if it has one.
/// let as_told = DeadlineLayer::as_told();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DeadlineLayer {
    timeout: Option<Duration>,
    is_watched: bool,
}

/// A service whose calls end at their deadlines.
#[derive(Debug)]
pub struct Deadline<S> {
    inner: S,
    /// Whether `inner` is ready for a call.
    is_ready: bool,
    layer: DeadlineLayer,
}

impl DeadlineLayer {
    /// Sets the deadline of each call to `timeout` from now, unless it has an earlier one or
    /// its caller gives it [more time](crate::Context::at_least).
    pub fn new(timeout: Duration) -> Self {
        Self { timeout: Some(timeout), is_watched: true }
    }

    /// Keeps the deadline of each call, if it has one.
    pub fn as_told() -> Self {
        Self { timeout: None, is_watched: true }
    }

    /// Leaves calls that have started to a layer inside, which saves a second timer for each
    /// call.
    pub fn unwatched(self) -> Self {
        Self { is_watched: false, ..self }
    }
}

impl<S> Layer<S> for DeadlineLayer {
    type Service = Deadline<S>;

    fn layer(&self, inner: S) -> Deadline<S> {
        Deadline { inner, is_ready: false, layer: *self }
    }
}

/// Clones the service without its readiness.
impl<S: Clone> Clone for Deadline<S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), is_ready: false, layer: self.layer }
    }
}

impl<S: RpcService + Clone> Service<Request> for Deadline<S> {
    type Response = Response;
    type Error = Error;
    type Future = DeadlineFuture<S>;

    /// Never returns `Pending`. Calls mostly take too long because `inner` is not ready, but only
    /// the call brings its deadline. So the call itself waits.
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        if let Poll::Ready(ready) = self.inner.poll_ready(cx) {
            ready.map_err(|error| Error::from(error.into()))?;
            self.is_ready = true;
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> DeadlineFuture<S> {
        let now = Instant::now();
        let timeout = self.layer.timeout.map(|timeout| timeout.max(request.at_least()));
        if let Some(deadline) = timeout.and_then(|timeout| now.checked_add(timeout)) {
            request.set_deadline(deadline);
        }
        let deadline = request.deadline();
        let late = deadline.is_some_and(|deadline| deadline <= now);
        let is_ready = mem::take(&mut self.is_ready);
        if late {
            drop(self.take_inner());
            return DeadlineFuture { inner: None, deadline: None, timer: None };
        }
        let inner = if is_ready {
            Either::Left(self.inner.call(request))
        } else {
            Either::Right(Box::pin(Oneshot::new(self.take_inner(), request)))
        };
        let deadline = deadline.filter(|_| self.layer.is_watched);
        DeadlineFuture { inner: Some(inner), deadline, timer: None }
    }
}

impl<S: Clone> Deadline<S> {
    /// Takes the service that was polled, and leaves a clone. The service may hold a place,
    /// or wait for one, and would keep it from the call if it stayed.
    fn take_inner(&mut self) -> S {
        let clone = self.inner.clone();
        mem::replace(&mut self.inner, clone)
    }
}

pin_project! {
    /// The future of the reply to a call of a [`Deadline`], or of
    /// [`Error::DeadlineExceeded`].
    pub struct DeadlineFuture<S: RpcService> {
        #[pin]
        inner: Option<Either<S::Future, Pin<Box<Oneshot<S, Request>>>>>,
        deadline: Option<Instant>,
        // A call that is answered at once needs none.
        timer: Option<Pin<Box<Sleep>>>,
    }
}

impl<S: RpcService> Future for DeadlineFuture<S> {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let Some(inner) = this.inner.as_mut().as_pin_mut() else {
            return Poll::Ready(Err(Error::DeadlineExceeded));
        };
        if let Poll::Ready(result) = inner.poll(cx) {
            return Poll::Ready(result.map_err(|error| error.into().into()));
        }
        let Some(deadline) = *this.deadline else { return Poll::Pending };
        let timer = this.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        ready!(timer.as_mut().poll(cx));
        // The call ends now, not when this future is dropped.
        this.inner.set(None);
        Poll::Ready(Err(Error::DeadlineExceeded))
    }
}
