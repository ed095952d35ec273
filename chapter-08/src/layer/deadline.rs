//! Ends calls that nobody waits for any more.
//!
//! A call that is late is dropped, on each server that it has reached, and so is all that
//! its handlers do; one that is late already is not begun.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};
use tower::{Layer, Service, util::Oneshot};

use crate::{
    call::{Request, Response, RpcService},
    error::Error,
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
/// // For a server: what the client said, if it did.
/// let as_told = DeadlineLayer::as_told();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DeadlineLayer {
    timeout: Option<Duration>,
}

/// A service whose calls end at their deadlines.
#[derive(Clone, Debug)]
pub struct Deadline<S> {
    inner: S,
    timeout: Option<Duration>,
}

impl DeadlineLayer {
    /// A call has to be answered in `timeout` after it comes here, or sooner if it has an
    /// earlier deadline.
    pub fn new(timeout: Duration) -> Self {
        Self { timeout: Some(timeout) }
    }

    /// A call has to be answered by its deadline, if it has one.
    pub fn as_told() -> Self {
        Self { timeout: None }
    }
}

impl<S> Layer<S> for DeadlineLayer {
    type Service = Deadline<S>;

    fn layer(&self, inner: S) -> Deadline<S> {
        Deadline { inner, timeout: self.timeout }
    }
}

impl<S: RpcService + Clone> Service<Request> for Deadline<S> {
    type Response = Response;
    type Error = Error;
    type Future = DeadlineFuture<S>;

    /// Always ready. It is the time in which `inner` becomes ready that is most often too
    /// long, and no deadline is known before the call is: so each call waits for that itself.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request) -> DeadlineFuture<S> {
        let now = Instant::now();
        if let Some(deadline) = self.timeout.and_then(|it| now.checked_add(it)) {
            request.set_deadline(deadline);
        }
        let deadline = request.deadline();
        let late = deadline.is_some_and(|deadline| deadline <= now);
        DeadlineFuture {
            inner: (!late).then(|| Oneshot::new(self.inner.clone(), request)),
            deadline: deadline.map(sleep_until),
        }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct DeadlineFuture<S: RpcService> {
        #[pin]
        inner: Option<Oneshot<S, Request>>,
        #[pin]
        deadline: Option<Sleep>,
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
        let Some(deadline) = this.deadline.as_pin_mut() else { return Poll::Pending };
        ready!(deadline.poll(cx));
        // What is under way ends now, not when somebody drops this.
        this.inner.set(None);
        Poll::Ready(Err(Error::DeadlineExceeded))
    }
}
