//! Traces for OpenTelemetry: its ids instead of the layer's own, so that one trace runs through
//! all services.

use std::env;

use anyhow::Result;
use mini_lust::layer::traceparent::TraceContext;
use opentelemetry::{
    Context,
    trace::{
        SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState,
        TracerProvider,
    },
};
use opentelemetry_otlp::{OTEL_EXPORTER_OTLP_ENDPOINT, SpanExporter};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tokio::task::spawn_blocking;
use tracing::{Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::layer::SubscriberExt;

/// Runs a process, with its spans sent to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`, if the
/// environment names one.
pub async fn exported(
    service: &'static str,
    process: impl Future<Output = Result<()>>,
) -> Result<()> {
    if env::var_os(OTEL_EXPORTER_OTLP_ENDPOINT).is_none() {
        return process.await;
    }
    let provider = SdkTracerProvider::builder()
        .with_resource(Resource::builder().with_service_name(service).build())
        .with_batch_exporter(SpanExporter::builder().with_http().build()?)
        .build();
    tracing::subscriber::set_global_default(subscriber(&provider))?;
    process.await?;
    // Sends the last spans, and blocks until it has.
    Ok(spawn_blocking(move || provider.shutdown()).await??)
}

/// Returns what hands all spans to the provider's exporter.
pub fn subscriber(
    provider: &SdkTracerProvider,
) -> impl Subscriber + Send + Sync + use<> {
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("shop"));
    tracing_subscriber::registry().with(layer)
}

/// For a client: the span is within that of the handler that calls, if one does.
pub fn own_ids(span: &Span, _: Option<&TraceContext>) -> Option<TraceContext> {
    let context = span.context();
    let context = context.span().span_context().clone();
    context.is_valid().then(|| TraceContext {
        trace_id: u128::from_be_bytes(context.trace_id().to_bytes()),
        span_id: u64::from_be_bytes(context.span_id().to_bytes()),
        sampled: context.is_sampled(),
    })
}

/// For a server: the span is within the caller's, which is in another process.
pub fn ids_under_the_caller(
    span: &Span,
    caller: Option<&TraceContext>,
) -> Option<TraceContext> {
    if let Some(caller) = caller {
        let flags = TraceFlags::default().with_sampled(caller.sampled);
        let context = SpanContext::new(
            TraceId::from_bytes(caller.trace_id.to_be_bytes()),
            SpanId::from_bytes(caller.span_id.to_be_bytes()),
            flags,
            true,
            TraceState::default(),
        );
        // It fails where there is no subscriber of OpenTelemetry's, which needs no parent.
        let _ = span.set_parent(Context::new().with_remote_span_context(context));
    }
    own_ids(span, caller)
}
