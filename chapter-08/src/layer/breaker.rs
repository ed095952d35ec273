//! Stops calling a service that fails altogether.
//!
//! A [`Channel`](crate::cluster::channel::Channel) leaves endpoints that fail, but half of them at
//! most: if all fail, it is not they who are at fault. Then each call still takes its time,
//! its place and its share of a server that has enough to do. A breaker fails it at once, so
//! that there can be a [fallback](super::fallback) in time.
//!
//! Methods are judged one by one, since one that is broken says little of the others.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytestring::ByteString;
use pin_project_lite::pin_project;
use tower::{BoxError, Layer, Service};

use crate::{
    cluster::{
        accrual::{
            Accrual, Census,
            record::{Record, Standing, Verdict},
        },
        backoff::Backoff,
        outcome::Outcome,
    },
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Breaker`] of a service.
///
/// # Examples
///
/// ```
/// use mini_lust::{cluster::accrual::Accrual, layer::BreakerLayer};
///
/// let layer = BreakerLayer::new(Accrual::new().consecutive(20).success_rate(0.2));
/// ```
#[derive(Clone, Debug)]
pub struct BreakerLayer {
    rules: Accrual,
}

/// A service whose calls fail with [`Error::Broken`] while too many before them have failed.
/// Now and then one is let through, to find out whether it works again. Clones share what is
/// known.
#[derive(Clone, Debug)]
pub struct Breaker<S> {
    inner: S,
    records: Arc<Records>,
}

/// What is known of each method.
#[derive(Debug)]
struct Records {
    census: Census,
    by_method: Mutex<HashMap<ByteString, Arc<Record>>>,
}

// === impl BreakerLayer ===

impl BreakerLayer {
    /// Judges methods by `rules`, of which [`max_share`](Accrual::max_share) does not count:
    /// all methods may be broken.
    pub fn new(rules: Accrual) -> Self {
        Self { rules: rules.max_share(1.0) }
    }
}

/// Breaks after 20 failures in a row, or when less than a fifth of the last calls, about 50,
/// succeed; for up to 1 second, then for twice as long each time up to 30 seconds.
impl Default for BreakerLayer {
    fn default() -> Self {
        let backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(30));
        Self::new(Accrual::new().consecutive(20).success_rate(0.2).backoff(backoff))
    }
}

impl<S> Layer<S> for BreakerLayer {
    type Service = Breaker<S>;

    fn layer(&self, inner: S) -> Breaker<S> {
        let census = Census::new(self.rules.clone());
        let records = Records { census, by_method: Mutex::default() };
        Breaker { inner, records: Arc::new(records) }
    }
}

// === impl Breaker ===

impl<S: RpcService> Service<Request> for Breaker<S> {
    type Response = Response;
    type Error = Error;
    type Future = BreakerFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let record = self.records.of(&request);
        if !may_pass(&record) {
            // The service inside stays ready, for the next call.
            return BreakerFuture { inner: None, verdict: None };
        }
        let verdict = (!request.is_oneway()).then(|| record.begin());
        BreakerFuture { inner: Some(self.inner.call(request)), verdict }
    }
}

/// Whether a call may pass, as one of many or as the one that finds out.
fn may_pass(record: &Record) -> bool {
    match record.standing() {
        Standing::In | Standing::Due => true,
        Standing::Out { .. } => record.set_due(),
        Standing::Probed | Standing::Gone => false,
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct BreakerFuture<F> {
        // None if the call was not let through.
        #[pin]
        inner: Option<F>,
        verdict: Option<Verdict>,
    }
}

impl<F, E> Future for BreakerFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Some(inner) = this.inner.as_pin_mut() else {
            return Poll::Ready(Err(Error::Broken));
        };
        let result = ready!(inner.poll(cx)).map_err(|error| error.into().into());
        if let Some(verdict) = this.verdict.take() {
            verdict.end(outcome(&result));
        }
        Poll::Ready(result)
    }
}

/// Here it is the service that is judged. That it has no endpoint, or takes too long, is
/// nobody else's fault.
fn outcome(result: &Result<Response, Error>) -> Outcome {
    match result {
        Err(Error::Unavailable(_) | Error::DeadlineExceeded) => Outcome::Failure,
        result => Outcome::of(result),
    }
}

// === impl Records ===

impl Records {
    fn of(&self, request: &Request) -> Arc<Record> {
        let mut records = self.by_method.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = records.get(request.method()) {
            return Arc::clone(record);
        }
        // A proxy calls what its clients ask for. Beyond so many, methods share a record.
        let has_room = records.len() < MOST_METHODS;
        let method = match request.method() {
            method if has_room && method.len() <= LONGEST_NAME => method.into(),
            _ => ByteString::new(),
        };
        let record = records
            .entry(method)
            .or_insert_with_key(|method| Record::new(method.to_string(), &self.census));
        Arc::clone(record)
    }
}

/// The census keeps a list of the records that are out, and each of them keeps the census.
impl Drop for Records {
    fn drop(&mut self) {
        let records = self.by_method.get_mut().unwrap_or_else(PoisonError::into_inner);
        records.values().for_each(Record::leave);
    }
}

/// How many methods are judged one by one.
const MOST_METHODS: usize = 1024;

/// How long their names may be, in bytes.
const LONGEST_NAME: usize = 256;
