//! Limits how many calls there are per second.
//!
//! tower's `RateLimit` lets calls wait for their second, in a queue without a limit, and
//! cannot be cloned, so that a server cannot use it. It counts in windows: all calls of one
//! may come at its end and those of the next at its start, which is nearly twice the rate.
//! The crate `governor` has the algorithm of this module, which takes ten lines, and fourteen
//! more crates.

use std::{
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::Instant;
use tower::{Layer, Service};

use crate::{
    error::Error,
    layer::maybe_refused::MaybeRefused,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`RateLimit`] of a service.
///
/// # Examples
///
/// ```
/// use mini_lust::layer::RateLimitLayer;
///
/// // A hundred per second, of which twenty may come together.
/// let layer = RateLimitLayer::new(100.0, 20);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RateLimitLayer {
    interval: Duration,
    burst: u32,
}

/// A service that refuses calls beyond its rate with [`Error::Overloaded`]. Clones share the
/// limit.
#[derive(Clone, Debug)]
pub struct RateLimit<S> {
    inner: S,
    schedule: Arc<Schedule>,
}

/// The generic cell rate algorithm of ATM's specification of traffic management: a bucket of
/// tokens, whose state is a single time.
#[derive(Debug)]
struct Schedule {
    /// The time between two calls that come evenly.
    interval: Duration,
    /// How much earlier than evenly a call may come.
    tolerance: Duration,
    /// When the next call should come, if calls came evenly.
    next: Mutex<Instant>,
}

// === impl RateLimitLayer ===

impl RateLimitLayer {
    /// Creates a layer that lets `per_second` calls through per second, and up to `burst`, at
    /// least 1, of them together. A rate of zero or less lets one call through in thirty years.
    pub fn new(per_second: f64, burst: u32) -> Self {
        let interval = Duration::try_from_secs_f64(1.0 / per_second);
        let interval = interval.unwrap_or(NEVER).min(NEVER);
        Self { interval, burst: burst.max(1) }
    }
}

impl<S> Layer<S> for RateLimitLayer {
    type Service = RateLimit<S>;

    fn layer(&self, inner: S) -> RateLimit<S> {
        let schedule = Schedule {
            interval: self.interval,
            tolerance: self.interval.saturating_mul(self.burst - 1).min(NEVER),
            next: Mutex::new(Instant::now()),
        };
        RateLimit { inner, schedule: Arc::new(schedule) }
    }
}

// === impl RateLimit ===

impl<S: RpcService> Service<Request> for RateLimit<S> {
    type Response = Response;
    type Error = Error;
    type Future = MaybeRefused<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.schedule.admits(Instant::now()) {
            true => MaybeRefused::admitted(self.inner.call(request)),
            // The service inside stays ready, for the next call.
            false => MaybeRefused::refused(Error::Overloaded),
        }
    }
}

// === impl Schedule ===

impl Schedule {
    /// Returns whether a call may come now, and counts it if so.
    fn admits(&self, now: Instant) -> bool {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let early = next.saturating_duration_since(now);
        let admits = early <= self.tolerance;
        if admits {
            *next = (*next).max(now) + self.interval;
        }
        admits
    }
}

/// Thirty years, a time that overflows no clock.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 3600);
