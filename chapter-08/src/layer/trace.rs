//! Tells which call led to which, across all servers that take part.
//!
//! The log of one server says what it did, and not for whom. So each call carries the
//! [`TraceContext`] of its caller, and on both sides a `tracing` span says which trace it is
//! a part of. A subscriber collects the spans: for a log, or for OpenTelemetry.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;
use tower::{BoxError, Layer, Service};
use tracing::{Instrument, Span, field::Empty, instrument::Instrumented};

use crate::{
    cluster::outcome,
    error::Error,
    layer::traceparent::{TRACE_PARENT, TraceContext},
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Trace`] of a service.
///
/// On a server it belongs outside of a [`ContextLayer`](crate::layer::ContextLayer), which
/// lets the calls that the handler makes carry the trace on. On a client it belongs around
/// the channel, for a span a call, or around its endpoints, for a span an attempt; or both.
/// Endpoints are called by the task of their channel: the span of an attempt has a parent by
/// its ids, and none for `tracing`.
///
/// The spans are `rpc.client` and `rpc.server`, of level `INFO`. Their fields are
/// `otel.kind`, `rpc.system`, `rpc.method` (of which the peer chooses, 100 letters at most),
/// `peer` if it is known, `trace_id`, `span_id`, `parent_id` and `sampled` unless the trace
/// begins here, and once the call has ended its `outcome`: `ok`, or what went wrong, or
/// `cancelled`. `sampled` is what the caller says; whether to heed it is the subscriber's
/// business.
///
/// Without a subscriber there are no spans, but the trace travels on all the same.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::{ContextLayer, TraceLayer}};
///
/// let server = Server::new().layer(TraceLayer::server()).layer(ContextLayer::new());
/// # drop(server);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TraceLayer {
    side: Side,
}

/// A service whose calls have spans.
#[derive(Clone, Debug)]
pub struct Trace<S> {
    inner: S,
    side: Side,
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Client,
    Server,
}

impl TraceLayer {
    /// The layer for a client.
    pub fn client() -> Self {
        Self { side: Side::Client }
    }

    /// The layer for a server.
    pub fn server() -> Self {
        Self { side: Side::Server }
    }
}

impl<S> Layer<S> for TraceLayer {
    type Service = Trace<S>;

    fn layer(&self, inner: S) -> Trace<S> {
        Trace { inner, side: self.side }
    }
}

impl<S: RpcService> Service<Request> for Trace<S> {
    type Response = Response;
    type Error = Error;
    type Future = TraceFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let parent = request.metadata().get(TRACE_PARENT);
        let mut context = parent.map_or_else(TraceContext::new, |parent| parent.child());
        let span = self.side.span(&request, &context, parent.as_ref());
        if parent.is_none() {
            context.sampled = !span.is_disabled();
        }
        // To the callee, or to the calls of the handler, this is the parent.
        request.metadata_mut().insert(TRACE_PARENT, context);
        let call = Call((!span.is_disabled()).then(|| span.clone()));
        // A service may do a part of its work before it returns a future.
        let answer = span.in_scope(|| self.inner.call(request));
        TraceFuture { call, inner: answer.instrument(span) }
    }
}

impl Side {
    fn span(
        self,
        request: &Request,
        context: &TraceContext,
        parent: Option<&TraceContext>,
    ) -> Span {
        // The name of a span is a part of the program, so there is a macro for each.
        let span = match self {
            Self::Client => tracing::info_span!(
                "rpc.client",
                otel.kind = "client",
                rpc.system = "thrift",
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
                rpc.method = Empty,
                peer = Empty,
                trace_id = Empty,
                span_id = Empty,
                parent_id = Empty,
                sampled = Empty,
                outcome = Empty,
            ),
        };
        if !span.is_disabled() {
            // The name may be the peer's, and as long as the peer likes.
            span.record("rpc.method", format!("{:.100}", request.method()));
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
        span
    }
}

/// A call under way, if anybody is interested. Unless it ends, it is cancelled.
#[derive(Debug)]
struct Call(Option<Span>);

impl Call {
    fn end(&mut self, outcome: &'static str) {
        if let Some(span) = self.0.take() {
            span.record("outcome", outcome);
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.end(outcome::CANCELLED);
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct TraceFuture<F> {
        call: Call,
        #[pin]
        inner: Instrumented<F>,
    }
}

impl<F, E> Future for TraceFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        this.call.end(outcome::name(&result));
        Poll::Ready(result)
    }
}
