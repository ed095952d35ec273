//! Takes out endpoints that fail too often, and takes them in when they work again.
//!
//! An open connection says little about the process behind it: that process may answer each
//! call immediately, with an error.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Sleep, sleep_until};
use tower::Service;

use crate::{
    cluster::{
        backoff::{self, Backoff},
        load::Load,
        outcome::Outcome,
        random::Random,
        watched::Watched,
    },
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

mod group;
mod record;

pub use group::Group;
pub use record::Verdict;
use record::{Record, Standing};

/// The rules for taking endpoints out, and for how long.
///
/// # Examples
///
/// A [channel](crate::cluster::channel::ChannelBuilder::accrual) judges its endpoints by these
/// rules. It does this with each:
///
/// ```
/// # use std::time::Duration;
/// # use mini_lust::{
/// #     ApplicationException,
/// #     Body,
/// #     Error,
/// #     ExceptionType,
/// #     Protocol,
/// #     Request,
/// #     Response,
/// #     cluster::load::Load,
/// # };
/// use mini_lust::cluster::accrual::{Accrual, Ejectable, Group};
/// use tower::{Service, ServiceExt};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let broken = tower::service_fn(async |_: Request| -> Result<Response, Error> {
/// #     Err(ApplicationException::new(ExceptionType::INTERNAL_ERROR, "broken").into())
/// # });
/// # let load = Load::new(Duration::from_secs(10));
/// # let request = Request::new("get", Body::encode(Protocol::Binary, &7));
/// let group = Group::new(Accrual::new().consecutive(2).max_share(1.0));
/// let mut endpoint = Ejectable::new("10.0.0.1:9090".to_owned(), broken, load, &group);
/// for _ in 0..2 {
///     endpoint.ready().await?.call(request.clone()).await.unwrap_err();
/// }
/// assert_eq!(group.out(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Accrual {
    consecutive: u32,
    success_rate: f64,
    fair_time: Duration,
    backoff: Backoff,
    max_share: f64,
}

/// An endpoint that can be taken out. While out, it is not ready.
#[derive(Debug)]
pub struct Ejectable<S> {
    inner: S,
    load: Load,
    record: Arc<Record>,
    /// Ends when the endpoint is no longer out, or no longer probed.
    delay: Option<Pin<Box<Sleep>>>,
}

// === impl Accrual ===

impl Accrual {
    /// Creates the default rules. They take an endpoint out after 5 failures in a row, or when
    /// less than half of its last calls, about 50, succeed. The endpoint is out for up to 5
    /// seconds, then for twice as long each time, up to 5 minutes. At most half of all endpoints
    /// are out.
    ///
    /// A lost connection is not a failure here, however many calls it carried, because the
    /// [`Endpoint`](crate::cluster::endpoint::Endpoint) handles it.
    pub fn new() -> Self {
        Self {
            consecutive: 5,
            success_rate: 0.5,
            fair_time: Duration::from_secs(1),
            backoff: Backoff::new(Duration::from_secs(5), Duration::from_secs(300)),
            max_share: 0.5,
        }
    }

    /// Sets the number of failures in a row that take an endpoint out. Default: 5.
    pub fn consecutive(self, consecutive: u32) -> Self {
        Self { consecutive, ..self }
    }

    /// Sets the share of calls that must succeed, from 0 to 1. Default: 0.5.
    pub fn success_rate(self, success_rate: f64) -> Self {
        Self { success_rate, ..self }
    }

    /// Sets the time that an endpoint has for its reply. Default: 1 second. A call abandoned
    /// after this time counts as a failure, and a probe without a reply by then has failed. A
    /// call abandoned earlier does not count, so impatient callers take no endpoint out. Set it
    /// lower if all your calls have shorter deadlines.
    pub fn fair_time(self, fair_time: Duration) -> Self {
        Self { fair_time: fair_time.min(backoff::YEAR), ..self }
    }

    /// Sets how long endpoints are out. Default: up to 5 seconds, then up to 5 minutes.
    pub fn backoff(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Sets the source of randomness for the times that endpoints are out.
    pub fn with_rng(self, random: Random) -> Self {
        Self { backoff: self.backoff.with_rng(random), ..self }
    }

    /// Sets the share of endpoints that may be out at the same time, from 0 to 1. Default: 0.5.
    /// If all fail, the endpoints are not at fault, and the remaining ones would only get the
    /// calls of the others, too.
    pub fn max_share(self, max_share: f64) -> Self {
        Self { max_share, ..self }
    }
}

impl Default for Accrual {
    fn default() -> Self {
        Self::new()
    }
}

// === impl Ejectable ===

impl<S> Ejectable<S> {
    /// Creates a judge of `inner`, one of `group`, with `name` for logs. Before a probe it makes
    /// `load` [forget](Load::forget), or no [policy](crate::cluster::balance::Policy) would try it.
    pub fn new(name: String, inner: S, load: Load, group: &Group) -> Self {
        Self { inner, load, record: Record::new(name, group), delay: None }
    }
}

impl<S: RpcService> Service<Request> for Ejectable<S> {
    type Response = Response;
    type Error = Error;
    type Future = Watched<S::Future, Verdict>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.record.register(cx.waker());
        loop {
            match self.record.standing() {
                Standing::In | Standing::Due => break,
                Standing::Removed => return Poll::Pending,
                Standing::Out { until } | Standing::Probed { until } => {
                    let delay =
                        self.delay.get_or_insert_with(|| Box::pin(sleep_until(until)));
                    ready!(delay.as_mut().poll(cx));
                    self.delay = None;
                    if self.record.end_wait() {
                        self.load.forget();
                    }
                }
            }
        }
        self.delay = None;
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // A call without a reply proves nothing.
        let verdict = (!request.is_oneway()).then(|| self.record.begin(outcome));
        Watched::new(verdict, || self.inner.call(request))
    }
}

impl<S> Drop for Ejectable<S> {
    fn drop(&mut self) {
        self.record.leave();
    }
}

/// Returns what the end of a call says about the endpoint, rather than its connection.
fn outcome(result: Option<&Result<Response, Error>>) -> Outcome {
    match result {
        Some(Err(Error::Closed(_))) => Outcome::Excused,
        result => Outcome::of(result),
    }
}
