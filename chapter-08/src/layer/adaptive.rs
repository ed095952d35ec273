//! Finds out how many calls a service can carry, and keeps it from taking on more.
//!
//! Few people know the right number for a [`LimitLayer`](super::LimitLayer), and it is wrong
//! after the next change of the code, the machine, or a service behind. But every server can
//! see how long its calls take: when they take longer than at ebb, they wait for one another.

use std::{
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::Instant;
use tower::{Layer, Service};

use crate::{
    cluster::{
        outcome::Outcome,
        watched::{Watch, Watched},
    },
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

use super::{
    gate::Gate,
    gradient::Gradient,
    limit::{Limit, Queue},
};

/// Makes a [`Limit`] of a service, and sets it by how long the calls take.
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

/// A service inside a [`Limit`]: how long its calls take sets the limit.
#[derive(Clone, Debug)]
pub struct LatencyMeter<S> {
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
    /// Creates a layer with a limit of 20 at first, and always between 4 and 1,000. The queue
    /// is that of a [`LimitLayer`](super::LimitLayer).
    pub fn new() -> Self {
        Self { min: 4, max: 1_000, queue: Queue::default() }
    }

    /// Sets the least limit, of at least 1 call in progress. Half of it applies for a moment
    /// every ten seconds, while the layer measures how long calls take at ebb. Default: 4.
    pub fn min(self, min: usize) -> Self {
        Self { min: min.max(1), ..self }
    }

    /// Sets the greatest limit; if it is less than the minimum, the minimum. Default: 1,000.
    pub fn max(self, max: usize) -> Self {
        Self { max, ..self }
    }

    /// Sets how many calls may wait. Default: as many as may be in progress.
    pub fn queue(mut self, len: usize) -> Self {
        self.queue.len = Some(len);
        self
    }

    /// Sets how long a call may wait. Default: 100 milliseconds.
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
    type Service = Limit<LatencyMeter<S>>;

    fn layer(&self, inner: S) -> Limit<LatencyMeter<S>> {
        let gradient = Gradient::new(self.min, self.max, Instant::now());
        let gate = Gate::new(gradient.places());
        let limit = Adaptive { gate: gate.clone(), gradient: Mutex::new(gradient) };
        Limit::new(LatencyMeter { inner, limit: Arc::new(limit) }, gate, self.queue)
    }
}

// === impl LatencyMeter ===

impl<S: RpcService> Service<Request> for LatencyMeter<S> {
    type Response = Response;
    type Error = Error;
    type Future = Watched<S::Future, TimedCall>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let call = TimedCall { begun: Instant::now(), limit: Arc::clone(&self.limit) };
        Watched::new(Some(call), || self.inner.call(request))
    }
}

impl Adaptive {
    fn note(&self, begun: Instant, note: Note) {
        let (in_flight, now) = (self.gate.taken(), Instant::now());
        let latency = now.duration_since(begun);
        let mut gradient = self.gradient.lock().unwrap_or_else(PoisonError::into_inner);
        let places = note(&mut gradient, latency, in_flight, now);
        // A call that gets a place is woken, but not under a lock of ours.
        drop(gradient);
        if let Some(places) = places {
            self.gate.set_places(places);
        }
    }
}

type Note = fn(&mut Gradient, Duration, usize, Instant) -> Option<usize>;

/// A call in flight, whose latency counts when it ends.
#[derive(Debug)]
pub struct TimedCall {
    begun: Instant,
    limit: Arc<Adaptive>,
}

impl Watch for TimedCall {
    fn end(self, result: Option<&Result<Response, Error>>) {
        match (result, Outcome::of(result)) {
            // The caller has given up, or the call's time is over.
            (None, _) => self.limit.note(self.begun, Gradient::note_given_up),
            (Some(_), Outcome::Success) => self.limit.note(self.begun, Gradient::note),
            // A failure may be fast, and says nothing about how long calls take.
            (Some(_), _) => {}
        }
    }
}
