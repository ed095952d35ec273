//! What a collector of OpenTelemetry gets from all processes.

mod running;

use std::collections::HashMap;

use axum::{Router, body::Bytes, routing::post};
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest,
    common::v1::any_value::Value,
    trace::v1::{ResourceSpans, Span, span::SpanKind},
};
use prost::Message;
use running::Shop;
use tokio::{net::TcpListener, sync::mpsc};

/// Starts a collector. Returns its address and what it collects: spans, and whose they are.
async fn collector() -> (String, mpsc::UnboundedReceiver<(String, Span)>) {
    let (sender, spans) = mpsc::unbounded_channel();
    let collect = async move |body: Bytes| {
        let export = ExportTraceServiceRequest::decode(body).unwrap();
        for of_process in export.resource_spans {
            let service = service(&of_process);
            for span in of_process.scope_spans.into_iter().flat_map(|it| it.spans) {
                sender.send((service.clone(), span)).unwrap();
            }
        }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/v1/traces", post(collect));
    tokio::spawn(async { axum::serve(listener, router).await });
    (address, spans)
}

fn service(spans: &ResourceSpans) -> String {
    let mut attributes = spans.resource.iter().flat_map(|it| &it.attributes);
    let name = attributes.find(|it| it.key == "service.name").unwrap();
    let value = name.value.as_ref().and_then(|it| it.value.as_ref());
    let Some(Value::StringValue(name)) = value else { panic!("{value:?}") };
    name.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_has_one_trace_from_four_processes_when_they_have_ended() {
    let (collector, mut collected) = collector().await;
    let variables = [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", &*collector),
        // Between two exports: an hour, so that all spans are the last ones.
        ("OTEL_BSP_SCHEDULE_DELAY", "3600000"),
    ];
    let shop = Shop::start(0, &variables).await;
    let response = shop.request("POST /orders?product=7&count=3").await;
    assert!(response.ends_with("2100 cents\n"), "{response}");
    shop.ctrl_c();
    assert!(shop.ended().await.success());

    let mut spans = Vec::new();
    while let Ok(span) = collected.try_recv() {
        spans.push(span);
    }
    assert_eq!(spans.len(), 6, "{spans:#?}");
    let trace = &spans[0].1.trace_id;
    assert!(spans.iter().all(|(_, span)| span.trace_id == *trace), "{spans:#?}");
    let place = |(service, span): &(String, Span)| {
        let kind = if span.kind() == SpanKind::Client { "client" } else { "server" };
        (span.span_id.clone(), format!("{kind} of {service}"))
    };
    let places: HashMap<_, _> = spans.iter().map(place).collect();
    let mut hops: Vec<_> = spans
        .iter()
        .map(|(_, span)| {
            let parent = places.get(&span.parent_span_id).map_or("nothing", |it| it);
            format!("{} in {parent}", places[&span.span_id])
        })
        .collect();
    hops.sort();
    assert_eq!(
        hops,
        [
            "client of front in nothing",
            "client of orders in server of orders",
            "client of orders in server of orders",
            "server of catalog in client of orders",
            "server of orders in client of front",
            "server of stock in client of orders",
        ]
    );
}
