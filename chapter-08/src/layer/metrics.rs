//! Counts calls, how they end, and how long they take.
//!
//! Rate, errors, duration: dashboards show these first, and alarms are made of them. The
//! numbers go to the recorder of the crate `metrics` that the program has installed, for
//! example for Prometheus.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
    task::{Context, Poll},
};

use metrics::{
    Counter, Gauge, Histogram, Unit, counter, describe_counter, describe_gauge,
    describe_histogram, gauge, histogram,
};
use tokio::time::Instant;
use tower::{Layer, Service};

use crate::{
    cluster::{
        outcome,
        watched::{Watch, Watched},
    },
    error::Error,
    protocol::ExceptionType,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Metrics`] of a service. Clones of the layer count together.
///
/// | name | kind | labels |
/// |---|---|---|
/// | `rpc_server_calls_total` | counter | `method`, `outcome` |
/// | `rpc_server_call_duration_seconds` | histogram | `method` |
/// | `rpc_server_calls_in_progress` | gauge | |
///
/// A client's calls are `rpc_client_call…`, and each attempt at one is `rpc_client_attempt…`,
/// with a label `peer`, too. All have a label `service` if [it is set](Self::service): several
/// services may have a method of one name.
///
/// The outcome is `ok`, or what went wrong, or `cancelled` if the call was dropped before it
/// ended. **An exception that the IDL declares is `ok`**: only code that decodes a reply can
/// distinguish it from a value, and layers do not.
///
/// Each label takes memory forever, here and in the collector, and a client may call methods
/// of any name. So on a server a method gets its own label when its handler first answers;
/// until then, and if the handler does not know it, the label is `unknown`. After 256 peers,
/// and 256 methods of each, all others are `other`, and so are names of more than 256 bytes.
///
/// Install the recorder before you make the layer: it counts nothing without one.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::MetricsLayer};
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
    /// Creates the layer for a handler.
    pub fn server() -> Self {
        Self::new(&SERVER, None)
    }

    /// Creates the layer for a client, around its [`Channel`](crate::cluster::channel::Channel).
    pub fn client() -> Self {
        Self::new(&CLIENT, None)
    }

    /// Creates the layer for the
    /// [endpoints](crate::cluster::channel::ChannelBuilder::endpoint_layer) of a channel.
    pub fn attempts() -> Self {
        Self::new(&ATTEMPTS, None)
    }

    /// Sets the name of the service, for a label of all metrics. Default: no such label.
    pub fn service(self, name: impl Into<String>) -> Self {
        Self::new(self.table.names, Some(name.into()))
    }

    fn new(names: &'static Names, service: Option<String>) -> Self {
        describe_counter!(names.calls, Unit::Count, "Calls that have ended.");
        describe_histogram!(names.duration, Unit::Seconds, "How long calls took.");
        describe_gauge!(names.in_progress, Unit::Count, "Calls that have not ended.");
        let service: Labels =
            service.map(|name| ("service", name)).into_iter().collect();
        let (in_progress, peers) = Default::default();
        Self { table: Arc::new(Table { names, service, in_progress, peers }) }
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
    type Future = Watched<S::Future, CountedCall>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let call = CountedCall::begin(&self.table, &request);
        Watched::new(Some(call), || self.inner.call(request))
    }
}

/// A call in flight, which is counted when it ends.
#[derive(Debug)]
pub struct CountedCall {
    place: Place,
    begun: Instant,
}

/// Where a call is counted.
#[derive(Debug)]
enum Place {
    Known(Arc<Series>),
    /// Nowhere so far.
    New {
        table: Arc<Table>,
        peer: Box<str>,
        method: Box<str>,
    },
}

impl CountedCall {
    fn begin(table: &Arc<Table>, request: &Request) -> Self {
        // There may be any number of clients.
        let peer = if table.names.has_peer { request.peer() } else { None };
        let peer = peer.unwrap_or_default();
        let method = request.method();
        let new = || {
            let table = Arc::clone(table);
            Place::New { table, peer: peer.into(), method: method.into() }
        };
        let place = table.find(peer, method).map_or_else(new, Place::Known);
        table.in_progress().increment(1);
        Self { place, begun: Instant::now() }
    }
}

impl Watch for CountedCall {
    fn end(self, result: Option<&Result<Response, Error>>) {
        let (outcome, begun) = (outcome::name(result), self.begun);
        let series = match self.place {
            Place::Known(series) => series,
            Place::New { table, peer, method } => {
                // The methods that a client calls are those of its program.
                let is_known =
                    !table.names.is_server || result.is_some_and(is_from_handler);
                let method = if is_known { &method } else { UNKNOWN };
                table.find_or_insert(&peer, method)
            }
        };
        series.end(outcome, begun.elapsed().as_secs_f64());
    }
}

/// Returns whether a handler that knows the method has answered. Layers refuse calls of any
/// name.
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

/// The names of the metrics.
#[derive(Debug)]
struct Names {
    calls: &'static str,
    duration: &'static str,
    in_progress: &'static str,
    is_server: bool,
    /// Whether there is a label for the peer.
    has_peer: bool,
}

const SERVER: Names = Names {
    calls: "rpc_server_calls_total",
    duration: "rpc_server_call_duration_seconds",
    in_progress: "rpc_server_calls_in_progress",
    is_server: true,
    has_peer: false,
};

const CLIENT: Names = Names {
    calls: "rpc_client_calls_total",
    duration: "rpc_client_call_duration_seconds",
    in_progress: "rpc_client_calls_in_progress",
    is_server: false,
    has_peer: false,
};

const ATTEMPTS: Names = Names {
    calls: "rpc_client_attempts_total",
    duration: "rpc_client_attempt_duration_seconds",
    in_progress: "rpc_client_attempts_in_progress",
    is_server: false,
    has_peer: true,
};

impl Names {
    fn counter(&self, labels: &Labels, outcome: &'static str) -> Counter {
        let mut labels = labels.clone();
        labels.push(("outcome", outcome.to_owned()));
        counter!(self.calls, &labels)
    }
}

type Labels = Vec<(&'static str, String)>;

/// All series. Finding one takes a lookup, but no allocation.
#[derive(Debug)]
struct Table {
    names: &'static Names,
    /// What all series have in common.
    service: Labels,
    /// Made for the first call: the name of the service may be set after the table is made.
    in_progress: OnceLock<Gauge>,
    peers: RwLock<HashMap<Box<str>, Methods>>,
}

type Methods = HashMap<Box<str>, Arc<Series>>;

impl Table {
    fn in_progress(&self) -> &Gauge {
        self.in_progress.get_or_init(|| gauge!(self.names.in_progress, &self.service))
    }

    fn find(&self, peer: &str, method: &str) -> Option<Arc<Series>> {
        let peers = self.peers.read().unwrap_or_else(PoisonError::into_inner);
        peers.get(peer)?.get(method).cloned()
    }

    fn find_or_insert(&self, peer: &str, method: &str) -> Arc<Series> {
        let mut peers = self.peers.write().unwrap_or_else(PoisonError::into_inner);
        let peer = or_other(&peers, peer);
        let methods = peers.entry(peer.into()).or_default();
        let method = or_other(methods, method);
        let new = || Arc::new(Series::new(self, peer, method));
        Arc::clone(methods.entry(method.into()).or_insert_with(new))
    }

    fn labels(&self, peer: &str, method: &str) -> Labels {
        let mut labels = self.service.clone();
        labels.push(("method", method.to_owned()));
        if self.names.has_peer {
            labels.push(("peer", peer.to_owned()));
        }
        labels
    }
}

/// Returns the name if it has a label or there is room for one, or else [`OTHER`].
fn or_other<'a, T>(labels: &HashMap<Box<str>, T>, name: &'a str) -> &'a str {
    let has_room = labels.len() < MAX_LABELS && name.len() <= LONGEST_NAME;
    let fits = has_room || labels.contains_key(name);
    if fits { name } else { OTHER }
}

/// The calls of one method, to one peer.
struct Series {
    names: &'static Names,
    labels: Labels,
    /// The gauge of all series.
    in_progress: Gauge,
    duration: Histogram,
    /// The calls that were answered, which are most.
    ok: Counter,
    /// The other calls, by outcome.
    failed: Mutex<HashMap<&'static str, Counter>>,
}

impl Series {
    fn new(table: &Table, peer: &str, method: &str) -> Self {
        let (names, in_progress) = (table.names, table.in_progress().clone());
        let labels = table.labels(peer, method);
        let duration = histogram!(names.duration, &labels);
        let ok = names.counter(&labels, outcome::OK);
        Self { names, labels, in_progress, duration, ok, failed: Mutex::default() }
    }

    fn end(&self, outcome: &'static str, seconds: f64) {
        self.in_progress.decrement(1);
        self.duration.record(seconds);
        if outcome == outcome::OK {
            self.ok.increment(1);
            return;
        }
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = || self.names.counter(&self.labels, outcome);
        failed.entry(outcome).or_insert_with(counter).increment(1);
    }
}

impl std::fmt::Debug for Series {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Series").field("labels", &self.labels).finish_non_exhaustive()
    }
}

/// The number of methods, and of peers, with labels of their own.
const MAX_LABELS: usize = 256;

/// The greatest length of a name with a label, in bytes.
const LONGEST_NAME: usize = 256;

/// The label of methods that no handler has answered.
const UNKNOWN: &str = "unknown";

/// The label of names beyond the limits.
const OTHER: &str = "other";
