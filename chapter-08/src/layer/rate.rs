//! Limits how many calls there are in a second.
//!
//! tower's `RateLimit` lets calls wait for their second, in a queue that nobody limits, and
//! cannot be cloned, so that a server cannot use it. It counts in windows: all calls
//! of one may come at its end and those of the next at its beginning, nearly twice the rate.

use std::{
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::Instant;
use tower::{Layer, Service};

use crate::{
    error::Error,
    layer::admission::Admission,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`RateLimit`] of a service.
///
/// # Examples
///
/// ```
/// use mini_lust::layer::RateLimitLayer;
///
/// // A hundred in a second, and twenty at once.
/// let layer = RateLimitLayer::new(100.0, 20);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RateLimitLayer {
    interval: Duration,
    burst: u32,
}

/// A service that takes so many calls in a second, and refuses others with
/// [`Error::Overloaded`]. Clones share the limit.
#[derive(Clone, Debug)]
pub struct RateLimit<S> {
    inner: S,
    schedule: Arc<Schedule>,
}

/// The generic cell rate algorithm, of ATM's specification of traffic management: a bucket
/// of tokens, of which nothing has to be kept but one time.
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
    /// Lets `per_second` calls through in a second, and up to `burst` of them at once, one
    /// at least. A rate of zero or less lets nearly none through: one in thirty years.
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
    type Future = Admission<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.schedule.admits(Instant::now()) {
            true => Admission::admitted(self.inner.call(request)),
            // The service inside stays ready, for the next call.
            false => Admission::refused(Error::Overloaded),
        }
    }
}

// === impl Schedule ===

impl Schedule {
    /// Whether a call may come now. If so, it has.
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

/// Thirty years, in which no clock overflows.
const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 3600);
