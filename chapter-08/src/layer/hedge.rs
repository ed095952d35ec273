//! Makes a call a second time, on another endpoint, if its reply takes unusually long.
//!
//! Usually one server is slow for a moment, not all of them, and the second reply comes soon.
//! The slowest calls become much faster, for the price of a few more calls: Dean and Barroso,
//! *The Tail at Scale* (2013).

use std::{
    ops::DerefMut,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::future::Either;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep};
use tower::{Layer, Service, util::Oneshot};

use crate::{
    cluster::watched::{Watch, Watched},
    error::Error,
    layer::{budget::Budget, quantile::Quantile},
    rpc::{
        call::{Request, Response, RpcService},
        repetition,
    },
};

/// Makes a [`Hedge`] of a service. The services of a layer share its budget, and what it has
/// learned.
///
/// Only idempotent calls are made a second time, and only once more. Put the layer around a
/// [`Channel`](crate::cluster::channel::Channel), inside [`RetryLayer`](super::RetryLayer), so that
/// each attempt may be hedged.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::layer::HedgeLayer;
///
/// // If a call has no reply after 50 milliseconds,
/// let after_50_ms = HedgeLayer::after(Duration::from_millis(50));
/// // or if it takes longer than 95 of 100 calls before it.
/// let slowest = HedgeLayer::at_quantile(0.95);
/// ```
#[derive(Clone, Debug)]
pub struct HedgeLayer {
    delay: Delay,
    budget: Budget,
}

/// A service that makes slow calls a second time.
#[derive(Clone, Debug)]
pub struct Hedge<S> {
    inner: S,
    delay: Delay,
    budget: Budget,
}

/// How long a call may take before it is slow.
#[derive(Clone, Debug)]
enum Delay {
    Fixed(Duration),
    Learned(Arc<Mutex<Quantile>>),
}

// === impl HedgeLayer ===

impl HedgeLayer {
    /// Creates a layer that makes a call a second time if it has no reply after `delay`.
    pub fn after(delay: Duration) -> Self {
        Self { delay: Delay::Fixed(delay), budget: Budget::default() }
    }

    /// Creates a layer that makes a call a second time if it takes longer than this share of
    /// calls, between 0 and 1: 0.95 repeats about every twentieth. The layer learns the time
    /// from the calls of about the last minute, and repeats none until it has seen enough of
    /// them.
    pub fn at_quantile(quantile: f64) -> Self {
        let quantile = Arc::new(Mutex::new(Quantile::new(quantile)));
        Self { delay: Delay::Learned(quantile), budget: Budget::default() }
    }

    /// Sets how many calls may be made a second time. Default: a tenth, and 10 per second.
    pub fn budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}

impl<S> Layer<S> for HedgeLayer {
    type Service = Hedge<S>;

    fn layer(&self, inner: S) -> Hedge<S> {
        Hedge { inner, delay: self.delay.clone(), budget: self.budget.clone() }
    }
}

// === impl Hedge ===

impl<S: RpcService + Clone> Service<Request> for Hedge<S> {
    type Response = Response;
    type Error = Error;
    type Future = HedgeFuture<S>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, mut request: Request) -> HedgeFuture<S> {
        self.budget.deposit(&mut request);
        let is_safe = request.is_idempotent() && !request.is_oneway();
        if !is_safe {
            return HedgeFuture { call: Either::Left(self.inner.call(request)) };
        }
        request.remember_endpoints();
        let hedged = Watched::new(self.delay.clock(), || Hedged {
            first: Some(self.inner.call(request.clone())),
            second: None,
            delay: self.delay.get().map(sleep),
            spare: Some(Spare {
                // Called only if needed, and made ready then.
                service: self.inner.clone(),
                request,
                budget: self.budget.clone(),
            }),
            failed: None,
        });
        HedgeFuture { call: Either::Right(Box::pin(hedged)) }
    }
}

/// The parts of the second attempt.
struct Spare<S> {
    service: S,
    request: Request,
    budget: Budget,
}

impl<S: RpcService> Spare<S> {
    /// Starts the second attempt, if it is allowed.
    fn call(self) -> Option<Oneshot<S, Request>> {
        let Self { service, mut request, budget } = self;
        if repetition::is_repeated_here() || !budget.withdraw() {
            return None;
        }
        repetition::count(&mut request);
        Some(Oneshot::new(service, request))
    }
}

// === impl HedgeFuture ===

pin_project! {
    /// The future of the first reply to a call that may be made twice.
    pub struct HedgeFuture<S: RpcService> {
        // Two attempts are large. In a box, they leave the future of a single one small.
        #[pin]
        call: Either<S::Future, Pin<Box<Watched<Hedged<S>, Clock>>>>,
    }
}

impl<S: RpcService + Clone> Future for HedgeFuture<S> {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().call.as_pin_mut() {
            Either::Left(call) => call.poll(cx).map_err(|error| error.into().into()),
            Either::Right(hedged) => hedged.poll(cx),
        }
    }
}

// === impl Hedged ===

pin_project! {
    /// A call that may be made a second time.
    struct Hedged<S: RpcService> {
        // `None` once it has failed.
        #[pin]
        first: Option<S::Future>,
        // `None` before it starts, and once it has failed.
        #[pin]
        second: Option<Oneshot<S, Request>>,
        // Until the second attempt; `None` if there will be none.
        #[pin]
        delay: Option<Sleep>,
        spare: Option<Spare<S>>,
        // Why an attempt failed: the first, unless that was not sent and the other was.
        failed: Option<Error>,
    }
}

impl<S: RpcService> Hedged<S> {
    /// Polls both attempts, and returns the first reply, or an error once all have failed.
    fn poll_attempts(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Response, Error>> {
        let mut this = self.project();
        if let Some(first) = this.first.as_mut().as_pin_mut()
            && let Poll::Ready(result) = first.poll(cx)
        {
            this.first.set(None);
            match result {
                Ok(response) => return Poll::Ready(Ok(response)),
                Err(error) => {
                    let error = Error::from(error.into());
                    if this.failed.is_none() || !error.is_unsent() {
                        *this.failed = Some(error);
                    }
                }
            }
        }
        if let Some(second) = this.second.as_mut().as_pin_mut()
            && let Poll::Ready(result) = second.poll(cx)
        {
            this.second.set(None);
            match result {
                Ok(response) => return Poll::Ready(Ok(response)),
                Err(error) => {
                    if this.failed.as_ref().is_none_or(Error::is_unsent) {
                        *this.failed = Some(error.into().into());
                    }
                }
            }
        }
        let is_over = this.first.is_none() && this.second.is_none();
        match this.failed.take_if(|_| is_over) {
            Some(error) => Poll::Ready(Err(error)),
            None => Poll::Pending,
        }
    }
}

impl<S: RpcService + Clone> Future for Hedged<S> {
    type Output = Result<Response, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            if let Poll::Ready(result) = self.as_mut().poll_attempts(cx) {
                let mut this = self.project();
                // The other attempt ends now, not when this future is dropped.
                this.first.set(None);
                this.second.set(None);
                return Poll::Ready(result);
            }
            let mut this = self.as_mut().project();
            let Some(delay) = this.delay.as_mut().as_pin_mut() else {
                return Poll::Pending;
            };
            ready!(delay.poll(cx));
            this.delay.set(None);
            this.second.set(this.spare.take().and_then(Spare::call));
        }
    }
}

// === impl Delay ===

/// Measures one call.
struct Clock {
    begun: Instant,
    learned: Arc<Mutex<Quantile>>,
}

impl Delay {
    /// Returns the current delay, if it is known.
    fn get(&self) -> Option<Duration> {
        match self {
            Self::Fixed(delay) => Some(*delay),
            Self::Learned(learned) => lock(learned).get(),
        }
    }

    fn clock(&self) -> Option<Clock> {
        match self {
            Self::Fixed(_) => None,
            Self::Learned(learned) => {
                Some(Clock { begun: Instant::now(), learned: Arc::clone(learned) })
            }
        }
    }
}

/// Records how long the call took. If the second attempt was faster, the first would have taken
/// longer still, but it only matters that it took longer than the quantile. So a call without a
/// reply counts, too, if it took that long. While no quantile is known, calls that were given up
/// count, but errors do not, because they may just be fast.
impl Watch for Clock {
    fn end(self, result: Option<&Result<Response, Error>>) {
        let took = self.begun.elapsed();
        let mut learned = lock(&self.learned);
        let counts = match (result, learned.get()) {
            (Some(Ok(_)), _) => true,
            (_, Some(quantile)) => quantile < took,
            (result, None) => result.is_none(),
        };
        if counts {
            learned.record(took);
        }
    }
}

fn lock(learned: &Mutex<Quantile>) -> impl DerefMut<Target = Quantile> {
    learned.lock().unwrap_or_else(PoisonError::into_inner)
}
