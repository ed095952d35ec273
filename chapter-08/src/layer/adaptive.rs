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
    cluster::outcome::Outcome,
    error::Error,
    rpc::call::{Request, Response, RpcService},
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

    /// Sets how many calls may always be in progress, 1 at least; but for a moment every ten
    /// seconds, in which it is measured how long calls take at ebb, half as many.
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
        let sample = Sample { begun, limit: Arc::clone(&self.limit), is_over: false };
        TimedFuture { inner, sample: Some(sample) }
    }
}

impl Adaptive {
    fn note(&self, begun: Instant, note: Note) {
        let (in_flight, now) = (self.gate.taken(), Instant::now());
        let latency = now.duration_since(begun);
        let mut gradient = self.gradient.lock().unwrap_or_else(PoisonError::into_inner);
        let places = note(&mut gradient, latency, in_flight, now);
        // Who gets a place is woken: not under a lock of ours.
        drop(gradient);
        if let Some(places) = places {
            self.gate.set_places(places);
        }
    }
}

type Note = fn(&mut Gradient, Duration, usize, Instant) -> Option<usize>;

/// How long a call has taken so far.
#[derive(Debug)]
struct Sample {
    begun: Instant,
    limit: Arc<Adaptive>,
    is_over: bool,
}

impl Sample {
    fn end(self) {
        self.limit.note(self.begun, Gradient::note);
        self.forget();
    }

    fn forget(mut self) {
        self.is_over = true;
    }
}

/// The caller has given up, or the call's time is over.
impl Drop for Sample {
    fn drop(&mut self) {
        if !self.is_over {
            self.limit.note(self.begun, Gradient::note_given_up);
        }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct TimedFuture<F> {
        #[pin]
        inner: F,
        sample: Option<Sample>,
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
        if let Some(sample) = this.sample.take() {
            match Outcome::of(&result) {
                Outcome::Success => sample.end(),
                Outcome::Failure | Outcome::Unknown => sample.forget(),
            }
        }
        Poll::Ready(result)
    }
}
