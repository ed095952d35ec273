//! The layers that most programs should have, in the order in which they belong.
//!
//! A layer sees what is inside of it, and is seen by what is outside. So the order is no
//! matter of taste. Each line of these tables stands inside of the one before it.
//!
//! [`server`], around a handler:
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`TraceLayer`] | | all that follows belongs to the call's span |
//! | [`MetricsLayer`] | | counts what the client is told, whoever says it |
//! | [`CatchPanicLayer`] | | those outside see an error, not a call that was dropped |
//! | [`DeadlineLayer`] | as the client says | what is late takes no place |
//! | [`LimitLayer`] | 1,024 calls; as many wait, 100 ms each | what has no place does not begin |
//! | [`ContextLayer`] | | for the handler, and nothing else |
//!
//! [`client`], around a [`Channel`](crate::cluster::channel::Channel):
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`TraceLayer`] | | one span a call, however often it is made |
//! | [`MetricsLayer`] | | counts what the caller gets |
//! | [`DeadlineLayer`] | 5 s | bounds all attempts, and the pauses between them: those inside see to it |
//! | [`RetryLayer`] | 3 attempts, pauses up to 10 ms, then 20 ms; a tenth of the calls and 10 a second | an attempt that failed is over when the next begins |
//! | [`HedgeLayer`] | none | the two attempts of a hedge are one for the retries |
//! | [`DeadlineLayer`] | 2 s | bounds one attempt |
//!
//! [`endpoint`], around each connection of the channel:
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`MetricsLayer`] | | counts attempts, and knows whose they are |
//!
//! What is not here is a matter of the program. An access log goes where the metrics are; a
//! [fallback](crate::layer::fallback), and inside of it a [breaker](crate::layer::breaker),
//! around all of a client's; [access](crate::layer::access) before a server's limit.
//!
//! # Without layers
//!
//! These bounds hold in any case:
//!
//! | of | default | set by |
//! |---|---|---|
//! | a message | 16 MiB | [`Server::max_frame_len`], [`FrameCodec::max_frame_len`] |
//! | connections of a server | 10,000 | [`Server::max_connections`] |
//! | calls at once on one of them | 128 | [`Server::max_calls`] |
//! | a connection without calls | 15 minutes | [`Server::idle_timeout`] |
//! | a message on its way, in or out | 30 s | [`Server::message_timeout`], [`Server::write_timeout`] |
//! | calls under way when a server stops | 30 s | [`Server::drain_timeout`] |
//! | a handshake; how many at once | 10 s; 1,024 | [`Handshake`](crate::rpc::handshake::Handshake) |
//! | connections to an endpoint | 1 | [`ChannelBuilder::connections`] |
//! | to connect; the pause before the next time | 1 s; 10 ms to 10 s | [`ChannelBuilder::connect_timeout`], [`ChannelBuilder::backoff`] |
//! | calls that wait on a connection without a reply | 5 s | [`ChannelBuilder::max_silence`] |
//! | calls that wait for an endpoint | 128 | [`ChannelBuilder::queue`] |
//! | the wait, when there is none | 1 s | [`ChannelBuilder::fail_fast`] |
//! | failures in a row of an endpoint | 5, or half of about 50 | [`Accrual`](crate::cluster::accrual::Accrual) |
//! | how long it has to answer, before giving up on it is a failure | 1 s | [`Accrual::fair_time`](crate::cluster::accrual::Accrual::fair_time) |
//! | silence before keep-alive; bytes without an answer | 15 s; 30 s | [`TcpOptions`](crate::rpc::socket::TcpOptions), if used |
//!
//! [`Server::max_frame_len`]: crate::rpc::server::Server::max_frame_len
//! [`Server::max_connections`]: crate::rpc::server::Server::max_connections
//! [`Server::max_calls`]: crate::rpc::server::Server::max_calls
//! [`Server::idle_timeout`]: crate::rpc::server::Server::idle_timeout
//! [`Server::message_timeout`]: crate::rpc::server::Server::message_timeout
//! [`Server::write_timeout`]: crate::rpc::server::Server::write_timeout
//! [`Server::drain_timeout`]: crate::rpc::server::Server::drain_timeout
//! [`FrameCodec::max_frame_len`]: crate::transport::codec::FrameCodec::max_frame_len
//! [`ChannelBuilder::connections`]: crate::cluster::channel::ChannelBuilder::connections
//! [`ChannelBuilder::connect_timeout`]: crate::cluster::channel::ChannelBuilder::connect_timeout
//! [`ChannelBuilder::backoff`]: crate::cluster::channel::ChannelBuilder::backoff
//! [`ChannelBuilder::max_silence`]: crate::cluster::channel::ChannelBuilder::max_silence
//! [`ChannelBuilder::queue`]: crate::cluster::channel::ChannelBuilder::queue
//! [`ChannelBuilder::fail_fast`]: crate::cluster::channel::ChannelBuilder::fail_fast
//!
//! # Examples
//!
//! ```
//! use std::time::Duration;
//!
//! use mini_lust::{
//!     Channel,
//!     Connector,
//!     FrameCodec,
//!     Framing,
//!     Server,
//!     Tcp,
//!     cluster::discover,
//!     layer::{HedgeLayer, LimitLayer},
//!     stack,
//! };
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let server = Server::new().layer(stack::server().limit(LimitLayer::new(64)));
//!
//! let calls = stack::client()
//!     .timeout(Duration::from_secs(1))
//!     .attempt_timeout(Duration::from_millis(300))
//!     .hedge(HedgeLayer::at_quantile(0.95));
//! let endpoints = discover::dns("users.internal".into(), 9090, Duration::from_secs(10));
//! // Without the header transport the server would not be told of deadlines and traces.
//! let connector = Connector::new(Tcp).codec(FrameCodec::new(Framing::TtHeader));
//! let channel = Channel::builder()
//!     .layer(calls)
//!     .endpoint_layer(stack::endpoint())
//!     .build(endpoints, connector);
//! # drop(server);
//! # }
//! ```

use std::time::Duration;

use tower::{
    Layer, ServiceBuilder,
    util::{Either, option_layer},
};

use crate::{
    layer::{
        CatchPanicLayer, ContextLayer, DeadlineLayer, HedgeLayer, LimitLayer,
        MetricsLayer, RetryLayer, TraceLayer, catch_panic::CatchPanic,
        context::WithContext, deadline::Deadline, hedge::Hedge, limit::Limit,
        metrics::Metrics, retry::Retry, trace::Trace,
    },
    rpc::call::RpcService,
};

/// A service whose calls have spans and are counted, both unless that is not wanted.
type Seen<S> = Either<Trace<Counted<S>>, Counted<S>>;

type Counted<S> = Either<Metrics<S>, S>;

// === Servers ===

/// The layers of a server, for [`Server::layer`](crate::rpc::server::Server::layer).
pub fn server() -> ServerStack {
    ServerStack {
        trace: Some(TraceLayer::server()),
        metrics: Some(MetricsLayer::server()),
        limit: LimitLayer::new(1024),
    }
}

/// What [`server`] makes.
#[derive(Clone, Debug)]
pub struct ServerStack {
    trace: Option<TraceLayer>,
    metrics: Option<MetricsLayer>,
    limit: LimitLayer,
}

impl ServerStack {
    /// Names the service in spans and metrics. Default: no name.
    pub fn service(self, name: &str) -> Self {
        let trace = self.trace.map(|trace| trace.service(name));
        let metrics = self.metrics.map(|metrics| metrics.service(name));
        Self { trace, metrics, ..self }
    }

    /// Sets the layer that records spans, or `None` to do without. Default:
    /// [`TraceLayer::server`].
    pub fn trace(self, trace: Option<TraceLayer>) -> Self {
        Self { trace, ..self }
    }

    /// Sets the layer that counts, or `None` to do without. Default:
    /// [`MetricsLayer::server`].
    pub fn metrics(self, metrics: Option<MetricsLayer>) -> Self {
        Self { metrics, ..self }
    }

    /// Sets how many calls may be in progress, and wait, on all connections together.
    pub fn limit(self, limit: LimitLayer) -> Self {
        Self { limit, ..self }
    }
}

impl<S: RpcService + Clone> Layer<S> for ServerStack {
    type Service = Seen<CatchPanic<Deadline<Limit<WithContext<S>>>>>;

    fn layer(&self, handler: S) -> Self::Service {
        ServiceBuilder::new()
            .layer(option_layer(self.trace.clone()))
            .layer(option_layer(self.metrics.clone()))
            .layer(CatchPanicLayer::new())
            .layer(DeadlineLayer::as_told())
            .layer(&self.limit)
            .layer(ContextLayer::new())
            .service(handler)
    }
}

// === Clients ===

/// The layers of a client, for [`ChannelBuilder::layer`](crate::cluster::channel::ChannelBuilder::layer).
pub fn client() -> ClientStack {
    ClientStack {
        trace: Some(TraceLayer::client()),
        metrics: Some(MetricsLayer::client()),
        total: DeadlineLayer::new(Duration::from_secs(5)).unwatched(),
        retry: RetryLayer::new(),
        hedge: None,
        attempt: DeadlineLayer::new(Duration::from_secs(2)),
    }
}

/// What [`client`] makes.
#[derive(Clone, Debug)]
pub struct ClientStack {
    trace: Option<TraceLayer>,
    metrics: Option<MetricsLayer>,
    total: DeadlineLayer,
    retry: RetryLayer,
    hedge: Option<HedgeLayer>,
    attempt: DeadlineLayer,
}

impl ClientStack {
    /// Names the service that is called in spans and metrics. Default: no name.
    pub fn service(self, name: &str) -> Self {
        let trace = self.trace.map(|trace| trace.service(name));
        let metrics = self.metrics.map(|metrics| metrics.service(name));
        Self { trace, metrics, ..self }
    }

    /// Sets the layer that records spans, or `None` to do without. Default:
    /// [`TraceLayer::client`].
    pub fn trace(self, trace: Option<TraceLayer>) -> Self {
        Self { trace, ..self }
    }

    /// Sets the layer that counts, or `None` to do without. Default:
    /// [`MetricsLayer::client`].
    pub fn metrics(self, metrics: Option<MetricsLayer>) -> Self {
        Self { metrics, ..self }
    }

    /// Sets how long a call may take, with all attempts; 5 seconds unless set.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { total: DeadlineLayer::new(timeout).unwatched(), ..self }
    }

    /// Sets how long an attempt may take; 2 seconds unless set.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        Self { attempt: DeadlineLayer::new(timeout), ..self }
    }

    /// Sets when a call is made again; [`RetryLayer::new`] unless set.
    pub fn retry(self, retry: RetryLayer) -> Self {
        Self { retry, ..self }
    }

    /// Lets calls that take long be made a second time meanwhile; none are unless set.
    pub fn hedge(self, hedge: HedgeLayer) -> Self {
        Self { hedge: Some(hedge), ..self }
    }
}

impl<S: RpcService + Clone> Layer<S> for ClientStack {
    type Service = Seen<Deadline<Retry<Either<Hedge<Deadline<S>>, Deadline<S>>>>>;

    fn layer(&self, channel: S) -> Self::Service {
        ServiceBuilder::new()
            .layer(option_layer(self.trace.clone()))
            .layer(option_layer(self.metrics.clone()))
            .layer(&self.total)
            .layer(&self.retry)
            .layer(option_layer(self.hedge.clone()))
            .layer(&self.attempt)
            .service(channel)
    }
}

/// The layer of each connection of a client, for
/// [`ChannelBuilder::endpoint_layer`](crate::cluster::channel::ChannelBuilder::endpoint_layer).
pub fn endpoint() -> MetricsLayer {
    MetricsLayer::attempts()
}
