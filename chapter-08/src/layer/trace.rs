//! Records which call led to which, across all servers of a trace.
//!
//! A server's log says what it did, not for whom. So each call carries the [`TraceContext`] of
//! its caller, and a `tracing` span on each side says which trace it belongs to. A subscriber
//! collects the spans, for a log or for OpenTelemetry.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use tower::{Layer, Service};
use tracing::{Instrument, Span, field::Empty, instrument::Instrumented};

use crate::{
    cluster::{
        outcome,
        watched::{Watch, Watched},
    },
    error::Error,
    layer::traceparent::{TRACE_PARENT, TRACE_STATE, TraceContext},
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Trace`] of a service.
///
/// On a server it belongs outside a [`ContextLayer`](crate::layer::ContextLayer), which
/// passes the trace on to the calls that the handler makes. On a client it belongs around the
/// channel, for a span per call, around its endpoints, for a span per attempt, or around both.
/// The channel's task calls the endpoints, so the span of an attempt has a parent by its ids,
/// but none for `tracing`.
///
/// The spans are `rpc.client` and `rpc.server`, of level `INFO`. Their fields are
/// `otel.kind`, `rpc.system`, `rpc.service` if [it is set](Self::service), `rpc.method` (at most 100 letters of it), `peer` if it is known,
/// `trace_id`, `span_id`, `parent_id` and `sampled` unless the trace starts here, and after
/// the call has ended its `outcome`: `ok`, or what went wrong, or `cancelled`. `sampled` is
/// what the caller says; the subscriber decides whether to heed it.
///
/// Without a subscriber there are no spans, but the trace is passed on all the same.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::{ContextLayer, TraceLayer}};
///
/// let server = Server::new().layer(TraceLayer::server()).layer(ContextLayer::new());
/// # drop(server);
/// ```
#[derive(Clone, Debug)]
pub struct TraceLayer {
    side: Side,
    service: Option<Arc<str>>,
    ids: Option<Ids>,
}

/// Returns the ids that a subscriber has given a span, of which the caller's are the parent's.
pub type Ids = fn(&Span, Option<&TraceContext>) -> Option<TraceContext>;

/// A service whose calls have spans.
#[derive(Clone, Debug)]
pub struct Trace<S> {
    inner: S,
    layer: TraceLayer,
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Client,
    Server,
}

impl TraceLayer {
    /// Creates the layer for a client.
    pub fn client() -> Self {
        Self { side: Side::Client, service: None, ids: None }
    }

    /// Creates the layer for a server.
    pub fn server() -> Self {
        Self { side: Side::Server, service: None, ids: None }
    }

    /// Sets the name of the service, for the field `rpc.service`. Default: none.
    pub fn service(self, name: impl Into<Arc<str>>) -> Self {
        Self { service: Some(name.into()), ..self }
    }

    /// Sets where the ids of a trace come from if the subscriber gives its spans ids of its
    /// own, as OpenTelemetry's does: what is passed on must be those. The function may also
    /// make the caller's span the parent of the new one. Default: none, so that the layer
    /// draws the ids. The example `telemetry` has such a function.
    pub fn ids(self, ids: Ids) -> Self {
        Self { ids: Some(ids), ..self }
    }
}

impl<S> Layer<S> for TraceLayer {
    type Service = Trace<S>;

    fn layer(&self, inner: S) -> Trace<S> {
        Trace { inner, layer: self.clone() }
    }
}

impl<S: RpcService> Service<Request> for Trace<S> {
    type Response = Response;
    type Error = Error;
    type Future = Watched<Instrumented<S::Future>, TracedCall>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let parent = request.metadata().get(TRACE_PARENT);
        let mut context = parent.map_or_else(TraceContext::new, |parent| parent.child());
        let span = self.layer.side.span();
        if parent.is_none() {
            context.sampled = !span.is_disabled();
            // The state of another trace does not belong to this one.
            request.metadata_mut().remove(TRACE_STATE);
        }
        let ids = self.layer.ids.and_then(|ids| ids(&span, parent.as_ref()));
        let context = ids.unwrap_or(context);
        self.layer.describe(&span, &request, &context, parent.as_ref());
        // This is the parent for the callee, or for the calls of the handler.
        request.metadata_mut().insert(TRACE_PARENT, context);
        let call = (!span.is_disabled()).then(|| TracedCall { span: span.clone() });
        Watched::new(call, || {
            // A service may do a part of its work before it returns a future.
            let reply = span.in_scope(|| self.inner.call(request));
            reply.instrument(span)
        })
    }
}

impl Side {
    fn span(self) -> Span {
        // A span's name has to be a constant, so there is a macro for each.
        match self {
            Self::Client => tracing::info_span!(
                "rpc.client",
                otel.kind = "client",
                rpc.system = "thrift",
                rpc.service = Empty,
                rpc.method = Empty,
                peer = Empty,
                trace_id = Empty,
                span_id = Empty,
                parent_id = Empty,
                sampled = Empty,
                outcome = Empty,
            ),
            Self::Server => tracing::info_span!(
                "rpc.server",
                otel.kind = "server",
                rpc.system = "thrift",
                rpc.service = Empty,
                rpc.method = Empty,
                peer = Empty,
                trace_id = Empty,
                span_id = Empty,
                parent_id = Empty,
                sampled = Empty,
                outcome = Empty,
            ),
        }
    }
}

impl TraceLayer {
    /// Records what is known of a call before it is made.
    fn describe(
        &self,
        span: &Span,
        request: &Request,
        context: &TraceContext,
        parent: Option<&TraceContext>,
    ) {
        if span.is_disabled() {
            return;
        }
        // The name may be the peer's, and as long as the peer likes.
        span.record("rpc.method", format!("{:.100}", request.method()));
        if let Some(service) = &self.service {
            span.record("rpc.service", &**service);
        }
        span.record("trace_id", format!("{:032x}", context.trace_id));
        span.record("span_id", format!("{:016x}", context.span_id));
        if let Some(parent) = parent {
            span.record("parent_id", format!("{:016x}", parent.span_id));
            span.record("sampled", parent.sampled);
        }
        if let Some(peer) = request.peer() {
            span.record("peer", peer);
        }
    }
}

/// A call in flight, whose span gets its outcome when it ends.
#[derive(Debug)]
pub struct TracedCall {
    span: Span,
}

impl Watch for TracedCall {
    fn end(self, result: Option<&Result<Response, Error>>) {
        self.span.record("outcome", outcome::name(result));
    }
}
