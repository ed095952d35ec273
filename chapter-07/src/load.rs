//! What an endpoint costs, as far as a client can know.
//!
//! A client sees when its calls begin, when they end, and how. From that each endpoint's
//! load is estimated, and a [policy](crate::balance::Policy) compares estimates.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use pin_project_lite::pin_project;
use tokio::time::Instant;
use tower::Service;

use crate::{
    call::{Request, Response, RpcService},
    error::Error,
};

/// A service whose load is measured.
#[derive(Clone, Debug)]
pub struct Measured<S> {
    inner: S,
    load: Load,
}

/// The load of one endpoint. Clones share it.
#[derive(Clone, Debug)]
pub struct Load(Arc<Mutex<Estimate>>);

#[derive(Debug)]
struct Estimate {
    /// Calls that are not answered.
    pending: u32,
    /// How long a call takes, in seconds.
    latency: f64,
    /// When `latency` was true.
    at: Instant,
    decay: Duration,
}

impl<S> Measured<S> {
    /// Measures `inner`, of which nothing is known yet. What it does counts for about as
    /// long as `decay`.
    pub fn new(inner: S, decay: Duration) -> Self {
        Self { inner, load: Load::new(decay) }
    }

    /// What was measured.
    pub fn load(&self) -> &Load {
        &self.load
    }
}

impl<S: RpcService> Service<Request> for Measured<S> {
    type Response = Response;
    type Error = Error;
    type Future = MeasuredFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let call = self.load.begin();
        MeasuredFuture { inner: self.inner.call(request), call }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct MeasuredFuture<F> {
        #[pin]
        inner: F,
        call: Call,
    }
}

impl<F, E> Future for MeasuredFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<tower::BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        this.call.failed = result.as_ref().is_err_and(Error::is_failure);
        Poll::Ready(result)
    }
}

impl Load {
    fn new(decay: Duration) -> Self {
        let at = Instant::now();
        Self(Arc::new(Mutex::new(Estimate { pending: 0, latency: 0.0, at, decay })))
    }

    /// How many calls wait for their answers.
    pub fn pending(&self) -> u32 {
        self.lock().pending
    }

    /// For how long the next call will wait, in seconds, if calls wait for one another:
    /// the *peak EWMA*, of calls that were answered and of calls that failed.
    pub fn peak_ewma(&self) -> f64 {
        let estimate = self.lock();
        let latency = estimate.latency * estimate.faded(Instant::now());
        match estimate.pending {
            // Who has not answered a first call shall not get the next, too.
            pending @ 1.. if latency == 0.0 => FAILED + f64::from(pending),
            pending => latency * f64::from(pending.saturating_add(1)),
        }
    }

    fn begin(&self) -> Call {
        let mut estimate = self.lock();
        estimate.pending = estimate.pending.saturating_add(1);
        Call { load: self.clone(), begun: Instant::now(), failed: false }
    }

    fn lock(&self) -> MutexGuard<'_, Estimate> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Estimate {
    /// A peak is believed at once. What is below the estimate moves it, the more the older
    /// the estimate is.
    fn observe(&mut self, latency: f64) {
        let now = Instant::now();
        if latency > self.latency {
            self.latency = latency;
        } else {
            let old = self.faded(now);
            self.latency = self.latency * old + latency * (1.0 - old);
        }
        self.at = now;
    }

    /// How much of the estimate is left after so long, from 1 to 0.
    fn faded(&self, now: Instant) -> f64 {
        let age = now.saturating_duration_since(self.at);
        (-age.as_secs_f64() / self.decay.as_secs_f64()).exp()
    }
}

/// A call under way. It ends when this is dropped, answered or not: who gives up after a
/// second has learned that it takes a second.
#[derive(Debug)]
struct Call {
    load: Load,
    begun: Instant,
    failed: bool,
}

impl Drop for Call {
    fn drop(&mut self) {
        let latency = self.begun.elapsed().as_secs_f64();
        let mut estimate = self.load.lock();
        estimate.pending = estimate.pending.saturating_sub(1);
        // To fail is quick. It must not look good.
        estimate.observe(if self.failed { latency.max(FAILED) } else { latency });
    }
}

/// How long a failed call counts, in seconds.
const FAILED: f64 = 1.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_peak_is_believed_at_once_and_forgotten_slowly() {
        let load = Load::new(Duration::from_secs(10));
        let call = async |millis| {
            let call = load.begin();
            tokio::time::sleep(Duration::from_millis(millis)).await;
            drop(call);
        };
        call(10).await;
        assert!((load.peak_ewma() - 0.010).abs() < 0.001, "{}", load.peak_ewma());
        call(500).await;
        assert!((load.peak_ewma() - 0.500).abs() < 0.001, "{}", load.peak_ewma());
        call(10).await;
        assert!(load.peak_ewma() > 0.490, "{}", load.peak_ewma());
        tokio::time::sleep(Duration::from_secs(20)).await;
        assert!(load.peak_ewma() < 0.1, "{}", load.peak_ewma());
    }

    #[tokio::test(start_paused = true)]
    async fn calls_that_wait_and_calls_that_failed_cost() {
        let load = Load::new(Duration::from_secs(10));
        let mut first = load.begin();
        assert_eq!((load.pending(), load.peak_ewma()), (1, FAILED + 1.0));
        first.failed = true;
        drop(first);
        assert_eq!((load.pending(), load.peak_ewma()), (0, FAILED));
        let _second = load.begin();
        assert_eq!(load.peak_ewma(), 2.0 * FAILED);
    }
}
