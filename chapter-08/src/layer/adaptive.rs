//! Finds out how many calls a service can carry, and keeps it from taking on more.
//!
//! The right number for a [`LimitLayer`](super::LimitLayer) is known to few, and wrong after
//! the next change of the code, of the machine, or of a service behind. What everybody can
//! see is how long calls take: when they take longer than at ebb, they wait for one another.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use pin_project_lite::pin_project;
use tokio::time::Instant;
use tower::{BoxError, Layer, Service};

use crate::{
    call::{Request, Response, RpcService},
    error::Error,
    outcome::Outcome,
};

use super::{
    gate::Gate,
    gradient::Gradient,
    limit::{Limit, Queue},
};

/// Makes a [`Limit`] of a service, which is found by how long its calls take.
///
/// # Examples
///
/// ```
/// use mini_lust::layer::AdaptiveLimitLayer;
///
/// let limit = AdaptiveLimitLayer::new().min(8).max(256);
/// ```
#[derive(Clone, Debug)]
pub struct AdaptiveLimitLayer {
    min: usize,
    max: usize,
    queue: Queue,
}

/// A service whose calls set the limit of the gate before it.
#[derive(Clone, Debug)]
pub struct Timed<S> {
    inner: S,
    limit: Arc<Adaptive>,
}

#[derive(Debug)]
struct Adaptive {
    gate: Gate,
    gradient: Mutex<Gradient>,
}

// === impl AdaptiveLimitLayer ===

impl AdaptiveLimitLayer {
    /// The limit is between 4 and 1,000, and 20 at first. The queue is that of a
    /// [`LimitLayer`](super::LimitLayer).
    pub fn new() -> Self {
        Self { min: 4, max: 1_000, queue: Queue::default() }
    }

    /// Sets how many calls may always be in progress, 1 at least.
    pub fn min(self, min: usize) -> Self {
        Self { min: min.max(1), ..self }
    }

    /// Sets how many calls may ever be in progress. If that is less than the minimum, the
    /// minimum counts.
    pub fn max(self, max: usize) -> Self {
        Self { max, ..self }
    }

    /// Sets how many calls may wait; as many as may be in progress, unless set.
    pub fn queue(mut self, len: usize) -> Self {
        self.queue.len = Some(len);
        self
    }

    /// Sets how long a call may wait; 100 milliseconds unless set.
    pub fn queue_timeout(mut self, timeout: Duration) -> Self {
        self.queue.timeout = timeout;
        self
    }
}

impl Default for AdaptiveLimitLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Layer<S> for AdaptiveLimitLayer {
    type Service = Limit<Timed<S>>;

    fn layer(&self, inner: S) -> Limit<Timed<S>> {
        let gradient = Gradient::new(self.min, self.max, Instant::now());
        let gate = Gate::new(gradient.places());
        let limit = Adaptive { gate: gate.clone(), gradient: Mutex::new(gradient) };
        Limit::new(Timed { inner, limit: Arc::new(limit) }, gate, self.queue)
    }
}

// === impl Timed ===

impl<S: RpcService> Service<Request> for Timed<S> {
    type Response = Response;
    type Error = Error;
    type Future = TimedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let begun = Instant::now();
        let inner = self.inner.call(request);
        TimedFuture { inner, begun, limit: Arc::clone(&self.limit) }
    }
}

impl Adaptive {
    fn note(&self, latency: Duration, now: Instant) {
        let in_flight = self.gate.taken();
        let mut gradient = self.gradient.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = gradient.note(latency, in_flight, now) {
            self.gate.set_places(places);
        }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct TimedFuture<F> {
        #[pin]
        inner: F,
        begun: Instant,
        limit: Arc<Adaptive>,
    }
}

impl<F, E> Future for TimedFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        // A failure may be fast, and says nothing about how long calls take.
        if Outcome::of(&result) == Outcome::Success {
            let now = Instant::now();
            this.limit.note(now.duration_since(*this.begun), now);
        }
        Poll::Ready(result)
    }
}
