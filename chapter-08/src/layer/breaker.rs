//! Stops calling a service that fails altogether.
//!
//! A [`Channel`](crate::cluster::channel::Channel) leaves endpoints that fail, but at most half of
//! them: if all fail, the endpoints are not at fault. Then each call still takes time, a
//! place, and a share of a busy server. A breaker fails it immediately, which leaves time for
//! a [fallback](super::fallback).
//!
//! Methods are judged one by one, because a broken one says little about the others.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytestring::ByteString;
use tower::{Layer, Service};

use crate::{
    cluster::{
        accrual::{
            Accrual, Group, Verdict,
            record::{Record, Standing},
        },
        backoff::Backoff,
        outcome::Outcome,
        watched::Watched,
    },
    error::Error,
    layer::maybe_refused::MaybeRefused,
    protocol::ExceptionType,
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

/// A service whose calls fail with [`Error::Broken`] after too many others have failed. Now
/// and then it lets one call through, to find out whether the method works again. Clones
/// share what they find out.
#[derive(Clone, Debug)]
pub struct Breaker<S> {
    inner: S,
    records: Arc<Records>,
}

/// What is known about each method.
#[derive(Debug)]
struct Records {
    group: Group,
    by_method: Mutex<HashMap<ByteString, Arc<Record>>>,
}

// === impl BreakerLayer ===

impl BreakerLayer {
    /// Creates a layer that judges methods by `rules`, except for their
    /// [`max_share`](Accrual::max_share): all methods may be broken.
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
        let group = Group::new(self.rules.clone());
        let records = Records { group, by_method: Mutex::default() };
        Breaker { inner, records: Arc::new(records) }
    }
}

// === impl Breaker ===

impl<S: RpcService> Service<Request> for Breaker<S> {
    type Response = Response;
    type Error = Error;
    type Future = MaybeRefused<Watched<S::Future, Verdict>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let record = self.records.of(&request);
        if !may_pass(&record) {
            // The service inside stays ready, for the next call.
            return MaybeRefused::refused(Error::Broken);
        }
        let verdict = (!request.is_oneway()).then(|| record.begin(outcome));
        MaybeRefused::admitted(Watched::new(verdict, || self.inner.call(request)))
    }
}

/// Returns whether a call may pass, as one of many or as the probe.
fn may_pass(record: &Record) -> bool {
    match record.standing() {
        Standing::In | Standing::Due => true,
        Standing::Out { .. } | Standing::Probed { .. } => record.end_wait(),
        Standing::Removed => false,
    }
}

/// Judges the service as a whole: having no endpoint, taking too long, or depending on
/// something that fails is its fault.
fn outcome(result: Option<&Result<Response, Error>>) -> Outcome {
    match result {
        Some(Err(Error::Unavailable { .. } | Error::DeadlineExceeded)) => {
            Outcome::Failure
        }
        Some(Err(Error::Application(exception)))
            if exception.ty == ExceptionType::DEPENDENCY_FAILED =>
        {
            Outcome::Failure
        }
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
        // A proxy calls any method that its clients name. Beyond the limit, they share a record.
        let has_room = records.len() < MOST_METHODS;
        let method = match request.method() {
            method if has_room && method.len() <= LONGEST_NAME => method.into(),
            _ => ByteString::new(),
        };
        let record = records
            .entry(method)
            .or_insert_with_key(|method| Record::new(method.to_string(), &self.group));
        Arc::clone(record)
    }
}

/// Takes the records off the group's list: otherwise these keep each other alive.
impl Drop for Records {
    fn drop(&mut self) {
        let records = self.by_method.get_mut().unwrap_or_else(PoisonError::into_inner);
        records.values().for_each(Record::leave);
    }
}

/// The number of methods that are judged one by one.
const MOST_METHODS: usize = 1024;

/// The greatest length of their names, in bytes.
const LONGEST_NAME: usize = 256;
