//! The shop over HTTP, with what a dashboard, a load balancer and Kubernetes ask for.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Result;
use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use mini_lust::{BoxedService, CallError, Protocol};
use serde::Deserialize;
use tokio::{net::TcpListener, time::sleep};

use crate::{
    services::channel,
    shop::{OrdersClient, PlaceException},
    town::Town,
};

/// What the front's handlers need.
#[derive(Clone)]
struct Front {
    orders: OrdersClient<BoxedService>,
    is_ready: Arc<AtomicBool>,
    metrics: PrometheusHandle,
}

#[derive(Deserialize)]
struct Order {
    product: i64,
    count: i32,
}

/// Serves until Ctrl-C. Then it says that it is not ready, and serves for as long as load
/// balancers may need to hear that.
pub async fn serve(address: SocketAddr, notice: Duration, town: &Town) -> Result<()> {
    // Before any layer is made: what has no recorder is not counted.
    let metrics = PrometheusBuilder::new().install_recorder()?;
    let orders =
        OrdersClient::new(channel(town.directory(), "orders")?, Protocol::Compact);
    let is_ready = Arc::new(AtomicBool::new(true));
    let front = Front { orders, is_ready: Arc::clone(&is_ready), metrics };
    let router = Router::new()
        .route("/orders", post(place))
        .route("/live", get(async || "live\n"))
        .route("/ready", get(ready))
        .route(
            "/metrics",
            get(async |State(front): State<Front>| front.metrics.render()),
        )
        .with_state(front);
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    println!("curl -X POST 'http://{address}/orders?product=7&count=3'");
    println!("curl http://{address}/ready; curl http://{address}/metrics");
    let stop = async move {
        drop(tokio::signal::ctrl_c().await);
        is_ready.store(false, Ordering::Relaxed);
        sleep(notice).await;
    };
    Ok(axum::serve(listener, router).with_graceful_shutdown(stop).await?)
}

async fn place(
    State(front): State<Front>,
    Query(order): Query<Order>,
) -> Result<String, (StatusCode, String)> {
    let placed = front.orders.place(order.product, order.count).await;
    placed.map(|cents| format!("{cents} cents\n")).map_err(|error| {
        let status = match &error {
            CallError::Exception(PlaceException::Unknown(_)) => StatusCode::NOT_FOUND,
            CallError::Exception(PlaceException::SoldOut(_)) => StatusCode::CONFLICT,
            CallError::Failed(_) => StatusCode::BAD_GATEWAY,
        };
        (status, format!("{error}\n"))
    })
}

async fn ready(State(front): State<Front>) -> (StatusCode, &'static str) {
    match front.is_ready.load(Ordering::Relaxed) {
        true => (StatusCode::OK, "ready\n"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "stopping\n"),
    }
}
