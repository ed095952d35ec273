//! Repeats calls that failed, if that is safe and may help.
//!
//! Repeating a call is safe if no handler has seen it, or if it is idempotent. It may help if
//! the server or the connection caused the error, rather than the call. And it must not hurt:
//! servers that fail are often overloaded, and each repetition is more load. So repetitions
//! come later each time, have a [`Budget`], go to another endpoint, and are made by only one
//! of the servers that a call passes: see [`ContextLayer`](super::ContextLayer).

use std::{
    any::Any,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep};
use tower::{
    BoxError, Layer, Service,
    retry::{Policy, Retry as TowerRetry, future::ResponseFuture},
};

use crate::{
    cluster::backoff::Backoff,
    error::Error,
    layer::budget::Budget,
    protocol::ExceptionType,
    rpc::{
        call::{Request, Response, RpcService},
        repetition,
    },
};

/// Makes a [`Retry`] of a service. The services of a layer share its budget.
///
/// Put it around a [`Channel`](crate::cluster::channel::Channel), inside the layer that ends
/// the whole call and outside one that ends an attempt.
///
/// # Examples
///
/// At most two seconds for a call, and half a second for each attempt:
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::{
///     Channel,
///     Connector,
///     Tcp,
///     cluster::discover,
///     layer::{DeadlineLayer, RetryLayer},
/// };
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let endpoints = discover::dns("users.internal".into(), 9090, Duration::from_secs(10));
/// let channel = Channel::builder()
///     .layer(DeadlineLayer::new(Duration::from_secs(2)))
///     .layer(RetryLayer::new().attempts(2))
///     .layer(DeadlineLayer::new(Duration::from_millis(500)))
///     .build(endpoints, Connector::new(Tcp));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RetryLayer {
    attempts: u32,
    backoff: Arc<Mutex<Backoff>>,
    budget: Budget,
}

/// A service that repeats failed calls.
#[derive(Clone, Debug)]
pub struct Retry<S> {
    inner: TowerRetry<Attempts, S>,
    rules: Arc<Rules>,
}

/// The rules for all calls of a layer.
#[derive(Debug)]
struct Rules {
    attempts: u32,
    /// The origin that the back-off of each call is forked from. A client clones its service
    /// for each call, and clones of a back-off would draw the same numbers.
    backoff: Arc<Mutex<Backoff>>,
    budget: Budget,
}

/// The policy for the failures of one call.
#[derive(Clone, Debug)]
struct Attempts {
    /// How many attempts have been made.
    made: u32,
    /// The waits between attempts; `None` until an attempt fails.
    backoff: Option<Backoff>,
    rules: Arc<Rules>,
}

// === impl RetryLayer ===

impl RetryLayer {
    /// Creates the layer. Its methods document its limits.
    pub fn new() -> Self {
        let backoff = Backoff::new(Duration::from_millis(10), Duration::from_secs(1));
        let backoff = Arc::new(Mutex::new(backoff.full_jitter()));
        Self { attempts: 3, backoff, budget: Budget::default() }
    }

    /// Sets how often a call is made, including the first time. Default: 3.
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// Sets how long to wait before a call is repeated. A call whose deadline is sooner is not
    /// repeated. Default: any part of 10 milliseconds at first, and of twice as long each
    /// time, up to 1 second.
    pub fn backoff(self, backoff: Backoff) -> Self {
        Self { backoff: Arc::new(Mutex::new(backoff)), ..self }
    }

    /// Sets how many calls may be repeated. Default: a tenth, and 10 per second.
    pub fn budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}

impl Default for RetryLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Layer<S> for RetryLayer {
    type Service = Retry<S>;

    fn layer(&self, inner: S) -> Retry<S> {
        let Self { attempts, backoff, budget } = self.clone();
        let rules = Arc::new(Rules { attempts, backoff, budget });
        let attempts = Attempts { made: 1, backoff: None, rules: Arc::clone(&rules) };
        Retry { inner: TowerRetry::new(attempts, inner), rules }
    }
}

// === impl Retry ===

impl<S: RpcService + Clone> Service<Request> for Retry<S> {
    type Response = Response;
    type Error = Error;
    type Future = RetryFuture<S>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, mut request: Request) -> RetryFuture<S> {
        self.rules.budget.deposit(&mut request);
        request.remember_endpoints();
        RetryFuture { inner: self.inner.call(request) }
    }
}

pin_project! {
    /// The future of the last reply to a call that may be repeated.
    pub struct RetryFuture<S: RpcService> {
        #[pin]
        inner: ResponseFuture<Attempts, S, Request>,
    }
}

impl<S: RpcService + Clone> Future for RetryFuture<S> {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().inner.poll(cx).map_err(|error| error.into().into())
    }
}

// === impl Attempts ===

impl<E: Into<BoxError> + 'static> Policy<Request, Response, E> for Attempts {
    type Future = Sleep;

    fn retry(
        &mut self,
        request: &mut Request,
        result: &mut Result<Response, E>,
    ) -> Option<Sleep> {
        let error = unboxed(result.as_ref().err()?)?;
        if repetition::was_given_up(error) {
            repetition::give_up();
            return None;
        }
        if !is_repeatable(request, error) {
            return None;
        }
        let delay = self.next_delay();
        let deadline = request.deadline();
        if deadline.is_some_and(|deadline| deadline <= Instant::now() + delay) {
            return None;
        }
        if !self.is_allowed() {
            // A layer that never repeats calls leaves that to others.
            if self.rules.attempts > 1 {
                repetition::give_up();
            }
            return None;
        }
        self.made += 1;
        repetition::count(request);
        Some(sleep(delay))
    }

    /// Never returns `None`, because tower would not ask `retry` then.
    fn clone_request(&mut self, request: &Request) -> Option<Request> {
        Some(request.clone())
    }
}

impl Attempts {
    fn next_delay(&mut self) -> Duration {
        let origin = &self.rules.backoff;
        let fork = || origin.lock().unwrap_or_else(PoisonError::into_inner).fork();
        self.backoff.get_or_insert_with(fork).next_delay()
    }

    /// Returns whether the limits allow a repetition, and pays for it if so.
    fn is_allowed(&self) -> bool {
        let Rules { attempts, budget, .. } = &*self.rules;
        self.made < *attempts && !repetition::is_repeated_here() && budget.withdraw()
    }
}

/// Returns whether repeating a call that failed is safe and may help.
fn is_repeatable(request: &Request, error: &Error) -> bool {
    let may_help = match error {
        Error::Io(_) | Error::Closed(_) | Error::DeadlineExceeded => true,
        Error::Application(exception) => {
            error.is_failure() || exception.ty == ExceptionType::DEPENDENCY_FAILED
        }
        _ => false,
    };
    let is_safe = request.is_idempotent() && !request.is_oneway();
    error.is_unsent() || (is_safe && may_help)
}

/// Returns our [`Error`], even if a layer has boxed it.
fn unboxed<E: 'static>(error: &E) -> Option<&Error> {
    let error: &dyn Any = error;
    match error.downcast_ref::<BoxError>() {
        Some(boxed) => boxed.downcast_ref(),
        None => error.downcast_ref(),
    }
}
