//! The load of an endpoint, as far as a client can know it.
//!
//! A client sees when its calls start, when they end, and how. From that it estimates each
//! endpoint's load, and a [policy](crate::cluster::balance::Policy) compares the estimates.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::Instant;
use tower::Service;

use crate::{
    cluster::{
        discover::Weight,
        outcome::Outcome,
        watched::{Watch, Watched},
    },
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// A service whose load is measured.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Body, Error, Protocol, Request};
/// use std::time::Duration;
///
/// use mini_lust::cluster::load::{Load, Measured};
/// use tower::{Service, ServiceExt};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let endpoint =
/// #     tower::service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
/// # let request = Request::new("get", Body::encode(Protocol::Binary, &7));
/// let load = Load::new(Duration::from_secs(10));
/// let mut endpoint = Measured::new(endpoint, load.clone());
/// let answer = endpoint.ready().await?.call(request);
/// assert_eq!(load.pending(), 1);
/// answer.await?;
/// assert_eq!(load.pending(), 0);
/// # Ok(())
/// # }
/// ```
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
    /// Calls without a reply.
    pending: u32,
    /// How long a call takes, in seconds. Zero if unknown.
    latency: f64,
    /// When `latency` last changed.
    at: Instant,
    decay: Duration,
}

/// A call in flight, which is part of the load until it ends.
#[derive(Debug)]
pub struct PendingCall {
    load: Load,
    begun: Instant,
}

// === impl Measured ===

impl<S> Measured<S> {
    /// Creates a service that measures the calls of `inner` in `load`.
    pub fn new(inner: S, load: Load) -> Self {
        Self { inner, load }
    }

    /// Returns the measured load.
    pub fn load(&self) -> &Load {
        &self.load
    }
}

impl<S: RpcService> Service<Request> for Measured<S> {
    type Response = Response;
    type Error = Error;
    type Future = Watched<S::Future, PendingCall>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // A call without a reply would seem to take no time.
        let call = (!request.is_oneway()).then(|| self.load.begin());
        Watched::new(call, || self.inner.call(request))
    }
}

// === impl Load ===

impl Load {
    /// Creates the load of an endpoint about which nothing is known yet. Its latencies count for
    /// about as long as `decay`.
    pub fn new(decay: Duration) -> Self {
        let at = Instant::now();
        Self(Arc::new(Mutex::new(Estimate { pending: 0, latency: 0.0, at, decay })))
    }

    /// Returns how many calls wait for their replies.
    pub fn pending(&self) -> u32 {
        self.lock().pending
    }

    /// Estimates how long the next call will wait, in seconds, for an endpoint that serves
    /// `weight` calls at a time: the *peak EWMA* of answered and failed calls.
    pub fn peak_ewma(&self, weight: Weight) -> f64 {
        let estimate = self.lock();
        let waiting = f64::from(estimate.pending) / f64::from(weight);
        match (estimate.latency, estimate.pending) {
            (latency, 0) => latency * estimate.left(Instant::now()),
            // One that has not answered its first call must not get the next, too.
            (0.0, _) => FAILED + waiting,
            // Silence does not mean that it has become faster.
            (latency, _) => latency * (waiting + 1.0),
        }
    }

    /// Forgets the latency, because the process behind the endpoint may be another one.
    pub fn forget(&self) {
        self.lock().latency = 0.0;
    }

    fn begin(&self) -> PendingCall {
        let mut estimate = self.lock();
        estimate.pending = estimate.pending.saturating_add(1);
        PendingCall { load: self.clone(), begun: Instant::now() }
    }

    fn lock(&self) -> MutexGuard<'_, Estimate> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Estimate {
    /// Takes in a latency. A peak counts immediately. A lower latency moves the estimate, the
    /// more the older the estimate is.
    fn observe(&mut self, latency: f64, now: Instant) {
        let left = self.left(now);
        self.latency = latency.max(self.latency * left + latency * (1.0 - left));
        self.at = now;
    }

    /// Takes in a lower bound: a call was given up after this time, and would have taken longer.
    fn observe_at_least(&mut self, latency: f64, now: Instant) {
        if latency > self.latency {
            self.observe(latency, now);
        }
    }

    /// Returns how much of the estimate is left by `now`, from 1 to 0.
    fn left(&self, now: Instant) -> f64 {
        let age = now.saturating_duration_since(self.at).as_secs_f64();
        (-age / self.decay.as_secs_f64().max(f64::MIN_POSITIVE)).exp()
    }
}

// === impl PendingCall ===

impl Watch for PendingCall {
    fn end(self, result: Option<&Result<Response, Error>>) {
        self.end_as(Outcome::of(result));
    }
}

impl PendingCall {
    fn end_as(self, outcome: Outcome) {
        let now = Instant::now();
        let latency = now.duration_since(self.begun).as_secs_f64();
        let mut estimate = self.load.lock();
        estimate.pending = estimate.pending.saturating_sub(1);
        match outcome {
            Outcome::Success => estimate.observe(latency, now),
            // Failing is quick. It must not look good.
            Outcome::Failure => estimate.observe(latency.max(FAILED), now),
            Outcome::GivenUp | Outcome::Excused | Outcome::Unknown => {
                estimate.observe_at_least(latency, now);
            }
        }
    }
}

/// The least time that a failed call counts as, in seconds.
const FAILED: f64 = 1.0;

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    impl Load {
        fn cost(&self) -> f64 {
            self.peak_ewma(Weight::default())
        }

        async fn call(&self, millis: u64, outcome: Outcome) {
            let call = self.begin();
            sleep(Duration::from_millis(millis)).await;
            call.end_as(outcome);
        }
    }

    #[track_caller]
    fn assert_near(cost: f64, expected: f64) {
        assert!((cost - expected).abs() < 0.001, "{cost}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_peak_is_believed_at_once_and_forgotten_slowly() {
        let load = Load::new(Duration::from_secs(10));
        load.call(10, Outcome::Success).await;
        assert_near(load.cost(), 0.010);
        load.call(500, Outcome::Success).await;
        assert_near(load.cost(), 0.500);
        load.call(10, Outcome::Success).await;
        assert!(load.cost() > 0.490, "{}", load.cost());
        sleep(Duration::from_secs(20)).await;
        assert!(load.cost() < 0.1, "{}", load.cost());
    }

    #[tokio::test(start_paused = true)]
    async fn calls_that_wait_and_calls_that_failed_cost() {
        let load = Load::new(Duration::from_secs(10));
        let first = load.begin();
        assert_eq!((load.pending(), load.cost()), (1, FAILED + 1.0));
        first.end_as(Outcome::Failure);
        assert_eq!((load.pending(), load.cost()), (0, FAILED));
        let _second = load.begin();
        assert_eq!(load.cost(), 2.0 * FAILED);
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_given_up_early_does_not_make_an_endpoint_look_fast() {
        let load = Load::new(Duration::from_secs(1));
        load.call(100, Outcome::Success).await;
        for _ in 0..100 {
            load.call(1, Outcome::GivenUp).await;
        }
        let _pending = load.begin();
        assert_near(load.cost(), 0.200);
        load.call(300, Outcome::GivenUp).await;
        assert_near(load.cost(), 0.600);
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_silent_does_not_become_cheaper() {
        let load = Load::new(Duration::from_secs(1));
        load.call(10, Outcome::Success).await;
        let _silent = load.begin();
        sleep(Duration::from_secs(100)).await;
        assert_near(load.cost(), 0.020);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_memory_the_last_call_is_all_that_counts() {
        let load = Load::new(Duration::ZERO);
        load.call(0, Outcome::Success).await;
        load.call(500, Outcome::Success).await;
        load.call(10, Outcome::Success).await;
        let _pending = load.begin();
        assert_near(load.cost(), 0.020);
    }
}
