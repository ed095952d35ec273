//! Keeps a service from taking on more calls than it can carry.
//!
//! Beyond some number, more concurrent calls do not mean more replies per second: each only
//! takes longer, until all take longer than their callers wait. So a few calls wait in front
//! of the service, for a moment, and the others are refused immediately, so that they can go
//! elsewhere.
//!
//! This is for servers. A server clones its service for each call, and waits until that clone
//! is ready. With [`ConcurrencyLimit`] alone, all of these clones wait, in a queue without an
//! end. With tower's `LoadShed` around it, no clone waits, and a burst of two calls is shed
//! where a millisecond would have been enough. tower's parts are made for a client that owns
//! its service, and reads no more input until it is ready:
//! `ServiceBuilder::new().concurrency_limit(8)`.
//!
//! [`ConcurrencyLimit`]: https://docs.rs/tower/0.5/tower/limit/struct.ConcurrencyLimit.html

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};
use tower::{Layer, Service, util::Oneshot};

use crate::{
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

use super::gate::{Entry, Gate, Place, Ticket};

/// Makes a [`Limit`] of a service.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::layer::LimitLayer;
///
/// // 64 concurrent calls; 64 more may wait for 100 milliseconds each.
/// let limit = LimitLayer::new(64);
/// // No call waits.
/// let strict = LimitLayer::new(64).queue(0);
/// ```
#[derive(Clone, Debug)]
pub struct LimitLayer {
    max: usize,
    queue: Queue,
}

/// A service with a limit of calls in progress. Clones share the limit.
#[derive(Clone, Debug)]
pub struct Limit<S> {
    inner: S,
    gate: Gate,
    queue: Queue,
}

/// How many calls may wait, and how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Queue {
    /// If none, as many as there are places.
    pub(super) len: Option<usize>,
    pub(super) timeout: Duration,
}

// === impl LimitLayer ===

impl LimitLayer {
    /// Creates a layer that lets `max` calls be in progress, and at least 1. Each service that
    /// the layer makes has a limit of its own.
    pub fn new(max: usize) -> Self {
        Self { max: max.max(1), queue: Queue::default() }
    }

    /// Sets how many calls may wait. Default: as many as may be in progress. Then the last in
    /// the queue waits for about as long as a call takes, so that every call that is not
    /// refused is answered in about twice the usual time.
    pub fn queue(mut self, len: usize) -> Self {
        self.queue.len = Some(len);
        self
    }

    /// Sets how long a call may wait. Default: 100 milliseconds, long enough for a burst to
    /// pass, and short enough that a caller with a timeout of a second can still try another
    /// server.
    pub fn queue_timeout(mut self, timeout: Duration) -> Self {
        self.queue.timeout = timeout;
        self
    }
}

impl<S> Layer<S> for LimitLayer {
    type Service = Limit<S>;

    fn layer(&self, inner: S) -> Limit<S> {
        Limit::new(inner, Gate::new(self.max), self.queue)
    }
}

// === impl Limit ===

impl<S> Limit<S> {
    pub(super) fn new(inner: S, gate: Gate, queue: Queue) -> Self {
        Self { inner, gate, queue }
    }
}

impl<S: RpcService + Clone> Service<Request> for Limit<S> {
    type Response = Response;
    type Error = Error;
    type Future = LimitFuture<S>;

    /// Always ready. A place that a clone holds while it is ready, but not called, would be
    /// wasted; and a call that waits here could not look at its deadline.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> LimitFuture<S> {
        let inner = self.inner.clone();
        let state = match self.gate.enter(request.connection(), self.queue.len) {
            Entry::Inside(place) => State::started(inner, request, place),
            Entry::Queued(ticket) => State::Queued {
                ticket,
                give_up: sleep_until(self.queue.give_up(&request)),
                call: Some((inner, request)),
            },
            Entry::Full => State::Rejected,
        };
        LimitFuture { state }
    }
}

// === impl Queue ===

impl Queue {
    fn give_up(&self, request: &Request) -> Instant {
        // No caller waits for a year.
        let longest = self.timeout.min(Duration::from_secs(365 * 24 * 60 * 60));
        let timeout = Instant::now() + longest;
        request.deadline().map_or(timeout, |deadline| deadline.min(timeout))
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self { len: None, timeout: Duration::from_millis(100) }
    }
}

// === impl LimitFuture ===

pin_project! {
    /// The future of the reply to a call of a [`Limit`]. Dropping the future gives its place
    /// back, or leaves the queue.
    #[derive(Debug)]
    pub struct LimitFuture<S: RpcService> {
        #[pin]
        state: State<S>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = Projected]
    enum State<S: RpcService> {
        Queued {
            ticket: Ticket,
            #[pin]
            give_up: Sleep,
            call: Option<(S, Request)>,
        },
        Started {
            // Dropped before the place: the next call should find that this one has ended.
            #[pin]
            inner: Oneshot<S, Request>,
            place: Place,
        },
        Rejected,
        /// The call has given up, or was answered.
        Ended,
    }
}

impl<S: RpcService> State<S> {
    fn started(inner: S, request: Request, place: Place) -> Self {
        Self::Started { inner: Oneshot::new(inner, request), place }
    }
}

impl<S: RpcService> Future for LimitFuture<S> {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            let (next, result) = match state.as_mut().project() {
                Projected::Queued { ticket, give_up, call } => {
                    if let Poll::Ready(place) = Pin::new(ticket).poll(cx)
                        && let Some((inner, request)) = call.take()
                    {
                        if is_late(&request) {
                            (State::Ended, Some(Err(Error::DeadlineExceeded)))
                        } else {
                            (State::started(inner, request, place), None)
                        }
                    } else {
                        ready!(give_up.poll(cx));
                        let late = call.take().is_some_and(|(_, call)| is_late(&call));
                        (State::Ended, Some(Err(gave_up(late))))
                    }
                }
                Projected::Started { inner, .. } => {
                    let result = ready!(inner.poll(cx));
                    let result = result.map_err(|error| error.into().into());
                    (State::Ended, Some(result))
                }
                Projected::Rejected => (State::Ended, Some(Err(Error::Overloaded))),
                Projected::Ended => return Poll::Pending,
            };
            // Gives the place back, or leaves the queue, now rather than when dropped.
            state.set(next);
            if let Some(result) = result {
                return Poll::Ready(result);
            }
        }
    }
}

fn is_late(request: &Request) -> bool {
    request.deadline().is_some_and(|deadline| deadline <= Instant::now())
}

fn gave_up(late: bool) -> Error {
    if late { Error::DeadlineExceeded } else { Error::Overloaded }
}
