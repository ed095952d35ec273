//! One order is one trace, through all services.

use std::{fs, path::Path};

use chapter_08_shop::{
    replica::{Kind, serve},
    services::channel,
    shop::OrdersClient,
    telemetry, town,
};
use mini_lust::Protocol;
use opentelemetry::trace::{SpanId, SpanKind};
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use tokio::net::TcpListener;

async fn start(kind: Kind, directory: &Path) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    fs::write(directory.join(kind.name()), format!("{address}\n")).unwrap();
    let directory = directory.to_owned();
    tokio::spawn(async move {
        serve(kind, &directory, listener, std::future::pending()).await.unwrap();
    });
}

#[tokio::test]
async fn an_order_is_one_trace_through_three_services() {
    let exporter = InMemorySpanExporter::default();
    let provider =
        SdkTracerProvider::builder().with_simple_exporter(exporter.clone()).build();
    let _guard = tracing::subscriber::set_default(telemetry::subscriber(&provider));

    let directory = tempfile::tempdir().unwrap();
    town::certify(directory.path()).unwrap();
    for kind in Kind::ALL {
        start(kind, directory.path()).await;
    }
    let orders = channel(directory.path(), "orders").unwrap();
    let orders = OrdersClient::new(orders, Protocol::Compact);
    assert_eq!(orders.place(7, 3).await.unwrap(), 2100);

    // A server's span may end a little after its reply.
    let mut spans: Vec<SpanData> = Vec::new();
    while spans.len() < 6 {
        tokio::task::yield_now().await;
        spans = exporter.get_finished_spans().unwrap();
    }
    let traces: Vec<_> = spans.iter().map(|it| it.span_context.trace_id()).collect();
    assert!(traces.iter().all(|trace| *trace == traces[0]), "{traces:?}");

    let service = |span: &SpanData| {
        let is_name = |it: &&opentelemetry::KeyValue| it.key.as_str() == "rpc.service";
        span.attributes.iter().find(is_name).unwrap().value.to_string()
    };
    let parent = |span: &SpanData| {
        let is_parent =
            |it: &&SpanData| it.span_context.span_id() == span.parent_span_id;
        spans.iter().find(is_parent).map(|it| (service(it), it.span_kind.clone()))
    };
    let mut hops: Vec<String> = spans
        .iter()
        .map(|span| match parent(span) {
            None => {
                assert_eq!(span.parent_span_id, SpanId::INVALID);
                format!("client of {}", service(span))
            }
            Some((of, SpanKind::Client)) => {
                assert_eq!(of, service(span));
                format!("server {}, called by its client", service(span))
            }
            Some((of, _)) => {
                format!("client of {}, in the handler of {of}", service(span))
            }
        })
        .collect();
    hops.sort();
    assert_eq!(
        hops,
        [
            "client of catalog, in the handler of orders",
            "client of orders",
            "client of stock, in the handler of orders",
            "server catalog, called by its client",
            "server orders, called by its client",
            "server stock, called by its client",
        ]
    );
}
