//! The layers that most programs should have, in the right order.
//!
//! A layer sees what is inside it, and layers outside see the layer. So the order is not a
//! matter of taste. The tables list the layers from the outside in.
//!
//! [`server`] is for a handler:
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`TraceLayer`] | | the log lines of all other layers belong to the call's span |
//! | [`MetricsLayer`] | | counts what the client gets, whichever layer answers |
//! | [`CatchPanicLayer`] | | layers outside see an error instead of a dropped call |
//! | [`DeadlineLayer`] | the client's | a late call takes no place |
//! | [`LimitLayer`] | 1,024 calls; as many wait for 100 ms | no call starts without a place |
//! | [`ContextLayer`] | | is for the handler alone |
//!
//! [`client`] is for a [`Channel`](crate::cluster::channel::Channel):
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`TraceLayer`] | | one span per call, however many attempts it takes |
//! | [`MetricsLayer`] | | counts what the caller gets |
//! | [`DeadlineLayer`] | 5 s | sets the deadline of all attempts; the layers inside obey it |
//! | [`RetryLayer`] | 3 attempts | a failed attempt is over when the next starts |
//! | [`HedgeLayer`] | none | the two attempts of a hedge are one for the retries |
//! | [`DeadlineLayer`] | 2 s | bounds one attempt |
//!
//! The pauses before the second and third attempt last up to 10 and 20 ms. The budget of retries
//! is a tenth of the calls, and 10 per second.
//!
//! [`endpoint`] is for each connection of the channel:
//!
//! | layer | default | why here |
//! |---|---|---|
//! | [`MetricsLayer`] | | counts attempts, and knows their endpoint |
//!
//! Other layers are the program's to add:
//!
//! - an [access log](crate::layer::AccessLogLayer) where the metrics are,
//! - a [fallback](crate::layer::fallback), with a [breaker](crate::layer::breaker) inside it,
//!   around all of a client's layers,
//! - [access control](crate::layer::access) outside a server's limit.
//!
//! # Without layers
//!
//! These bounds hold in any case:
//!
//! | bound on | default | set by |
//! |---|---|---|
//! | a message | 16 MiB | [`Server::max_frame_len`], [`FrameCodec::max_frame_len`] |
//! | connections of a server | 10,000 | [`Server::max_connections`] |
//! | concurrent calls on one connection | 128 | [`Server::max_calls`] |
//! | bytes that wait on all connections | 256 MiB | [`Server::max_buffered`] |
//! | an idle connection | 15 minutes | [`Server::idle_timeout`] |
//! | a message that arrives | 30 s | [`Server::message_timeout`], [`Connector::message_timeout`] |
//! | replies that are not read | 30 s | [`Server::write_timeout`] |
//! | calls in flight when a server stops | 30 s | [`Server::drain_timeout`] |
//! | a handshake | 10 s | [`Handshake::timeout`] |
//! | concurrent handshakes | 1,024 | [`Handshake::max`] |
//! | connections to an endpoint | 1 | [`ChannelBuilder::connections`] |
//! | connecting | 1 s | [`ChannelBuilder::connect_timeout`] |
//! | the pause before connecting again | 10 ms to 10 s | [`ChannelBuilder::backoff`] |
//! | a connection's silence while calls wait on it | 5 s | [`ChannelBuilder::max_silence`] |
//! | calls that wait for an endpoint | 128 | [`ChannelBuilder::queue`] |
//! | their wait while there is none | 1 s | [`ChannelBuilder::fail_fast`] |
//! | an endpoint's failures | 5 in a row, or half of about 50 | [`Accrual`] |
//! | its time before giving up on it is a failure | 1 s | [`Accrual::fair_time`] |
//! | silence before keep-alive, if used | 15 s | [`TcpOptions::keep_alive`] |
//! | unacknowledged bytes, if used | 30 s | [`TcpOptions::user_timeout`] |
//!
//! [`Server::max_frame_len`]: crate::rpc::server::Server::max_frame_len
//! [`Server::max_connections`]: crate::rpc::server::Server::max_connections
//! [`Server::max_calls`]: crate::rpc::server::Server::max_calls
//! [`Server::max_buffered`]: crate::rpc::server::Server::max_buffered
//! [`Server::idle_timeout`]: crate::rpc::server::Server::idle_timeout
//! [`Server::message_timeout`]: crate::rpc::server::Server::message_timeout
//! [`Server::write_timeout`]: crate::rpc::server::Server::write_timeout
//! [`Server::drain_timeout`]: crate::rpc::server::Server::drain_timeout
//! [`Connector::message_timeout`]: crate::rpc::connect::Connector::message_timeout
//! [`FrameCodec::max_frame_len`]: crate::transport::codec::FrameCodec::max_frame_len
//! [`Handshake::timeout`]: crate::rpc::handshake::Handshake::timeout
//! [`Handshake::max`]: crate::rpc::handshake::Handshake::max
//! [`ChannelBuilder::connections`]: crate::cluster::channel::ChannelBuilder::connections
//! [`ChannelBuilder::connect_timeout`]: crate::cluster::channel::ChannelBuilder::connect_timeout
//! [`ChannelBuilder::backoff`]: crate::cluster::channel::ChannelBuilder::backoff
//! [`ChannelBuilder::max_silence`]: crate::cluster::channel::ChannelBuilder::max_silence
//! [`ChannelBuilder::queue`]: crate::cluster::channel::ChannelBuilder::queue
//! [`ChannelBuilder::fail_fast`]: crate::cluster::channel::ChannelBuilder::fail_fast
//! [`Accrual`]: crate::cluster::accrual::Accrual
//! [`Accrual::fair_time`]: crate::cluster::accrual::Accrual::fair_time
//! [`TcpOptions::keep_alive`]: crate::rpc::socket::TcpOptions::keep_alive
//! [`TcpOptions::user_timeout`]: crate::rpc::socket::TcpOptions::user_timeout
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
//! // Only the header transport carries deadlines and traces to the server.
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

/// Returns the layers of a server, for [`Server::layer`](crate::rpc::server::Server::layer).
pub fn server() -> ServerStack {
    ServerStack {
        trace: Some(TraceLayer::server()),
        metrics: Some(MetricsLayer::server()),
        limit: LimitLayer::new(1024),
    }
}

/// The layer that [`server`] returns.
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

    /// Sets the limit on calls in progress and on waiting calls, for all connections together.
    /// Default: 1,024 of each.
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

/// Returns the layers of a client, for
/// [`ChannelBuilder::layer`](crate::cluster::channel::ChannelBuilder::layer).
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

/// The layer that [`client`] returns.
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

    /// Sets how long a call may take, including all attempts. Default: 5 seconds.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { total: DeadlineLayer::new(timeout).unwatched(), ..self }
    }

    /// Sets how long an attempt may take. Default: 2 seconds.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        Self { attempt: DeadlineLayer::new(timeout), ..self }
    }

    /// Sets when a call is made again. Default: [`RetryLayer::new`].
    pub fn retry(self, retry: RetryLayer) -> Self {
        Self { retry, ..self }
    }

    /// Sets when a slow call is made a second time. Default: never.
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

/// Returns the layer for each connection of a client, for
/// [`ChannelBuilder::endpoint_layer`](crate::cluster::channel::ChannelBuilder::endpoint_layer).
pub fn endpoint() -> MetricsLayer {
    MetricsLayer::attempts()
}
