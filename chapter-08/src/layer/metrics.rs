//! Counts calls, how they end, and how long they take.
//!
//! That is what a dashboard shows first of a service, and what alarms are made of: rate,
//! errors, duration. The numbers go to whatever recorder of the crate `metrics` the program
//! has installed, for Prometheus for instance.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use metrics::{
    Counter, Gauge, Histogram, Unit, counter, describe_counter, describe_gauge,
    describe_histogram, gauge, histogram,
};
use pin_project_lite::pin_project;
use tokio::time::Instant;
use tower::{BoxError, Layer, Service};

use crate::{
    application::ExceptionType,
    call::{Request, Response, RpcService},
    error::Error,
    outcome,
};

/// Makes a [`Metrics`] of a service. What clones of it make counts together.
///
/// | name | kind | labels |
/// |---|---|---|
/// | `rpc_client_calls_total` | counter | `method`, `peer`, `outcome` |
/// | `rpc_client_call_duration_seconds` | histogram | `method`, `peer` |
/// | `rpc_client_calls_in_progress` | gauge | |
///
/// On a server it is `rpc_server_…`, and there is no `peer`.
///
/// The outcome is `ok`, or what went wrong, or `cancelled` if the call was dropped before it
/// ended. **An exception that the IDL declares is `ok`**: only who decodes an answer can
/// tell it from a value, and no layer does.
///
/// Each label that there ever was takes memory for ever, here and in what collects them, and
/// a client may call methods of any name. So on a server a method gets a label of its own
/// when its handler first answers; until then, and if the handler does not know it, it is
/// `unknown`. After 256 methods or peers, all others are `other`.
///
/// Around the endpoints of a channel it counts attempts at calls. Around the channel itself
/// it counts calls, and the peer is empty.
///
/// Install the recorder before you make the layer: what has no recorder is not counted.
///
/// # Examples
///
/// ```
/// use mini_lust::{layer::MetricsLayer, server::Server};
///
/// let server = Server::new().layer(MetricsLayer::server());
/// # drop(server);
/// ```
#[derive(Clone, Debug)]
pub struct MetricsLayer {
    table: Arc<Table>,
}

/// A service whose calls are counted.
#[derive(Clone, Debug)]
pub struct Metrics<S> {
    inner: S,
    table: Arc<Table>,
}

impl MetricsLayer {
    /// The layer for a client.
    pub fn client() -> Self {
        Self::new(Side::Client)
    }

    /// The layer for a server.
    pub fn server() -> Self {
        Self::new(Side::Server)
    }

    fn new(side: Side) -> Self {
        let names = side.names();
        describe_counter!(names.calls, Unit::Count, "Calls that have ended.");
        describe_histogram!(names.duration, Unit::Seconds, "How long calls took.");
        describe_gauge!(names.in_progress, Unit::Count, "Calls that have not ended.");
        let in_progress = gauge!(names.in_progress);
        Self { table: Arc::new(Table { side, in_progress, peers: Mutex::default() }) }
    }
}

impl<S> Layer<S> for MetricsLayer {
    type Service = Metrics<S>;

    fn layer(&self, inner: S) -> Metrics<S> {
        Metrics { inner, table: Arc::clone(&self.table) }
    }
}

impl<S: RpcService> Service<Request> for Metrics<S> {
    type Response = Response;
    type Error = Error;
    type Future = MetricsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let call = Call::begin(Arc::clone(&self.table), &request);
        MetricsFuture { call: Some(call), inner: self.inner.call(request) }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct MetricsFuture<F> {
        call: Option<Call>,
        #[pin]
        inner: F,
    }
}

impl<F, E> Future for MetricsFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        if let Some(call) = this.call.take() {
            call.end(&result);
        }
        Poll::Ready(result)
    }
}

/// A call under way. It ends when this is dropped.
#[derive(Debug)]
struct Call {
    table: Arc<Table>,
    series: Place,
    begun: Instant,
    outcome: &'static str,
    /// Whether the method is one, as far as the answer tells.
    known: bool,
}

/// Where a call is counted.
#[derive(Debug)]
enum Place {
    Known(Arc<Series>),
    /// Nowhere so far.
    New {
        peer: Box<str>,
        method: Box<str>,
    },
}

impl Call {
    fn begin(table: Arc<Table>, request: &Request) -> Self {
        let peer = match table.side {
            Side::Client => request.peer().unwrap_or_default(),
            // Of clients there may be any number.
            Side::Server => "",
        };
        let method = request.method();
        let series = table.find(peer, method).map_or_else(
            || Place::New { peer: peer.into(), method: method.into() },
            Place::Known,
        );
        table.in_progress.increment(1);
        // The methods that a client calls are those of its program.
        let known = matches!(table.side, Side::Client);
        let begun = Instant::now();
        Self { table, series, begun, outcome: outcome::CANCELLED, known }
    }

    fn end(mut self, result: &Result<Response, Error>) {
        self.outcome = outcome::name(result);
        self.known |= is_from_handler(result);
    }
}

/// Whether a handler has answered that has such a method. Layers reject calls of any name.
fn is_from_handler(result: &Result<Response, Error>) -> bool {
    match result {
        Ok(_) | Err(Error::Decode(_)) => true,
        Err(Error::Application(exception)) => !matches!(
            exception.ty,
            ExceptionType::UNKNOWN_METHOD
                | ExceptionType::LOADSHEDDING
                | ExceptionType::TIMEOUT
        ),
        Err(_) => false,
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.table.in_progress.decrement(1);
        let series = match &self.series {
            Place::Known(series) => Arc::clone(series),
            Place::New { peer, method } => {
                let method = if self.known { method } else { UNKNOWN };
                self.table.find_or_insert(peer, method)
            }
        };
        series.end(self.outcome, self.begun.elapsed().as_secs_f64());
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Client,
    Server,
}

struct Names {
    calls: &'static str,
    duration: &'static str,
    in_progress: &'static str,
}

impl Side {
    fn names(self) -> Names {
        match self {
            Self::Client => Names {
                calls: "rpc_client_calls_total",
                duration: "rpc_client_call_duration_seconds",
                in_progress: "rpc_client_calls_in_progress",
            },
            Self::Server => Names {
                calls: "rpc_server_calls_total",
                duration: "rpc_server_call_duration_seconds",
                in_progress: "rpc_server_calls_in_progress",
            },
        }
    }

    fn labels(self, peer: &str, method: &str) -> Labels {
        let mut labels = vec![("method", method.to_owned())];
        if let Self::Client = self {
            labels.push(("peer", peer.to_owned()));
        }
        labels
    }
}

type Labels = Vec<(&'static str, String)>;

/// All that is counted. To find a place in it takes a look, and no allocation.
#[derive(Debug)]
struct Table {
    side: Side,
    in_progress: Gauge,
    peers: Mutex<HashMap<Box<str>, Methods>>,
}

type Methods = HashMap<Box<str>, Arc<Series>>;

impl Table {
    fn find(&self, peer: &str, method: &str) -> Option<Arc<Series>> {
        self.lock().get(peer)?.get(method).cloned()
    }

    fn find_or_insert(&self, peer: &str, method: &str) -> Arc<Series> {
        let mut peers = self.lock();
        let peer = or_other(&peers, peer);
        let methods = peers.entry(peer.into()).or_default();
        let method = or_other(methods, method);
        let new = || Arc::new(Series::new(self.side, peer, method));
        Arc::clone(methods.entry(method.into()).or_insert_with(new))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Box<str>, Methods>> {
        self.peers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name, if it has a label or there is room for one.
fn or_other<'a, T>(labels: &HashMap<Box<str>, T>, name: &'a str) -> &'a str {
    let fits = labels.len() < MAX_LABELS || labels.contains_key(name);
    if fits { name } else { OTHER }
}

/// The calls of one method, to one peer.
struct Series {
    side: Side,
    labels: Labels,
    duration: Histogram,
    /// By outcomes.
    calls: Mutex<HashMap<&'static str, Counter>>,
}

impl Series {
    fn new(side: Side, peer: &str, method: &str) -> Self {
        let labels = side.labels(peer, method);
        let duration = histogram!(side.names().duration, &labels);
        Self { side, labels, duration, calls: Mutex::default() }
    }

    fn end(&self, outcome: &'static str, seconds: f64) {
        self.duration.record(seconds);
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = calls.entry(outcome).or_insert_with(|| {
            let mut labels = self.labels.clone();
            labels.push(("outcome", outcome.to_owned()));
            counter!(self.side.names().calls, &labels)
        });
        counter.increment(1);
    }
}

impl std::fmt::Debug for Series {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Series").field("labels", &self.labels).finish_non_exhaustive()
    }
}

/// How many methods, and how many peers, have labels of their own.
const MAX_LABELS: usize = 256;

/// The method of calls to methods that there are not.
const UNKNOWN: &str = "unknown";

/// What is beyond the limit.
const OTHER: &str = "other";
