//! Takes an endpoint out that fails too often, and lets it come back when it works again.
//!
//! A connection that stands says little about the process behind it: it may answer each
//! call at once, with an error.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::task::AtomicWaker;
use pin_project_lite::pin_project;
use tokio::time::{Sleep, sleep};
use tower::{BoxError, Service};

use crate::{
    backoff::Backoff,
    call::{Request, Response, RpcService},
    error::Error,
};

/// When an endpoint is taken out, and for how long.
#[derive(Clone, Debug)]
pub struct Accrual {
    consecutive: u32,
    success_rate: f64,
    backoff: Backoff,
    max_share: f64,
}

impl Accrual {
    /// Takes an endpoint out after 5 failures in a row, or when less than half of its last
    /// calls, about 50, succeed. It is out for 5 seconds, then for twice as long each time
    /// up to 5 minutes. At most half of all endpoints are out.
    pub fn new() -> Self {
        Self {
            consecutive: 5,
            success_rate: 0.5,
            backoff: Backoff::new(Duration::from_secs(5), Duration::from_secs(300)),
            max_share: 0.5,
        }
    }

    /// Sets how many failures in a row are too many.
    pub fn consecutive(self, consecutive: u32) -> Self {
        Self { consecutive, ..self }
    }

    /// Sets which share of calls has to succeed, from 0 to 1.
    pub fn success_rate(self, success_rate: f64) -> Self {
        Self { success_rate, ..self }
    }

    /// Sets how long an endpoint is out.
    pub fn backoff(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Sets which share of endpoints may be out at once, from 0 to 1. If all fail, it is
    /// not they who are at fault, and those that are left would only get the calls of the
    /// others, too.
    pub fn max_share(self, max_share: f64) -> Self {
        Self { max_share, ..self }
    }

    /// What a success rate is that shows an endpoint to be well again.
    fn good_rate(&self) -> f64 {
        self.success_rate.midpoint(1.0)
    }
}

impl Default for Accrual {
    fn default() -> Self {
        Self::new()
    }
}

/// How many endpoints of a pool there are, and how many of them are out. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Census(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    all: AtomicUsize,
    out: AtomicUsize,
}

impl Census {
    /// How many endpoints are out.
    pub fn out(&self) -> usize {
        self.0.out.load(Relaxed)
    }

    /// Takes one out, unless too many are.
    fn take_out(&self, max_share: f64) -> bool {
        let most = (self.0.all.load(Relaxed) as f64 * max_share) as usize;
        let one_more = |out: usize| (out < most).then_some(out + 1);
        self.0.out.fetch_update(Relaxed, Relaxed, one_more).is_ok()
    }
}

/// An endpoint that is not ready while it is out.
#[derive(Debug)]
pub struct Judged<S> {
    inner: S,
    record: Arc<Record>,
    backoff: Backoff,
    /// Until when it is out.
    out: Option<Pin<Box<Sleep>>>,
}

/// What is known of an endpoint, to it and to its calls.
#[derive(Debug)]
struct Record {
    standing: Mutex<Standing>,
    /// Of the endpoint, while it waits for the outcome of a probe.
    waker: AtomicWaker,
    rules: Accrual,
    census: Census,
}

#[derive(Debug)]
enum Standing {
    In {
        /// Failures since the last success.
        failures: u32,
        /// Which share of its calls succeeds; late ones count more.
        success_rate: f64,
    },
    Out,
    /// It has been out for long enough: the next call is a probe.
    Due,
    /// The probe is under way.
    Probed,
    /// It was removed. What its last calls find out is of no interest.
    Gone,
}

impl Standing {
    const GOOD: Self = Self::In { failures: 0, success_rate: 1.0 };
}

impl<S> Judged<S> {
    /// Judges `inner` by `rules`, as one of those that `census` counts.
    pub fn new(inner: S, rules: Accrual, census: Census) -> Self {
        census.0.all.fetch_add(1, Relaxed);
        let backoff = rules.backoff.clone();
        let record = Record {
            standing: Mutex::new(Standing::GOOD),
            waker: AtomicWaker::new(),
            rules,
            census,
        };
        Self { inner, record: Arc::new(record), backoff, out: None }
    }
}

impl<S: RpcService> Service<Request> for Judged<S> {
    type Response = Response;
    type Error = Error;
    type Future = JudgedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.record.waker.register(cx.waker());
        loop {
            let standing = self.record.lock();
            match *standing {
                Standing::In { success_rate, .. } => {
                    if success_rate > self.record.rules.good_rate() {
                        self.backoff.reset();
                    }
                    break;
                }
                Standing::Due => break,
                Standing::Probed | Standing::Gone => return Poll::Pending,
                Standing::Out => {}
            }
            drop(standing);
            let delay = self
                .out
                .get_or_insert_with(|| Box::pin(sleep(self.backoff.next_delay())));
            ready!(delay.as_mut().poll(cx));
            self.out = None;
            *self.record.lock() = Standing::Due;
        }
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let verdict = self.record.begin();
        JudgedFuture { inner: self.inner.call(request), verdict }
    }
}

/// One that has gone is not out any more.
impl<S> Drop for Judged<S> {
    fn drop(&mut self) {
        let counts = &self.record.census.0;
        counts.all.fetch_sub(1, Relaxed);
        let mut standing = self.record.lock();
        if !matches!(*standing, Standing::In { .. }) {
            counts.out.fetch_sub(1, Relaxed);
        }
        *standing = Standing::Gone;
    }
}

impl Record {
    fn begin(self: &Arc<Self>) -> Verdict {
        let mut standing = self.lock();
        let is_probe = matches!(*standing, Standing::Due);
        if is_probe {
            *standing = Standing::Probed;
        }
        Verdict { record: Arc::clone(self), is_probe, outcome: Outcome::Unknown }
    }

    /// Takes note of the outcome of a call.
    fn judge(&self, is_probe: bool, outcome: Outcome) {
        let mut standing = self.lock();
        match (&mut *standing, outcome) {
            (Standing::In { failures, success_rate }, Outcome::Success) => {
                *failures = 0;
                *success_rate += (1.0 - *success_rate) / CALLS;
            }
            (Standing::In { failures, success_rate }, Outcome::Failure) => {
                *failures += 1;
                *success_rate -= *success_rate / CALLS;
                let is_bad = *failures >= self.rules.consecutive
                    || *success_rate < self.rules.success_rate;
                if is_bad && self.census.take_out(self.rules.max_share) {
                    *standing = Standing::Out;
                }
            }
            (Standing::Probed, outcome) if is_probe => {
                *standing = match outcome {
                    Outcome::Success => {
                        self.census.0.out.fetch_sub(1, Relaxed);
                        // On probation: it has to show that it can do it again.
                        Standing::In {
                            failures: 0,
                            success_rate: self.rules.success_rate,
                        }
                    }
                    Outcome::Failure => Standing::Out,
                    Outcome::Unknown => Standing::Due,
                };
                self.waker.wake();
            }
            // A call from before it was taken out.
            _ => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Outcome {
    Success,
    Failure,
    /// The caller gave up, or the call was never sent.
    Unknown,
}

/// About how many calls the success rate is of.
const CALLS: f64 = 50.0;

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct JudgedFuture<F> {
        #[pin]
        inner: F,
        verdict: Verdict,
    }
}

impl<F, E> Future for JudgedFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        this.verdict.outcome = match &result {
            Ok(_) => Outcome::Success,
            Err(error) if error.is_failure() => Outcome::Failure,
            Err(Error::Unsent) => Outcome::Unknown,
            Err(_) => Outcome::Success,
        };
        Poll::Ready(result)
    }
}

/// The outcome of a call, which is known when this is dropped.
#[derive(Debug)]
struct Verdict {
    record: Arc<Record>,
    is_probe: bool,
    outcome: Outcome,
}

impl Drop for Verdict {
    fn drop(&mut self) {
        self.record.judge(self.is_probe, self.outcome);
    }
}
