//! One process of a service.

use std::{path::Path, sync::Arc};

use anyhow::Result;
use clap::ValueEnum;
use mini_lust::{Server, layer::TraceLayer, rpc::tls, stack};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    services::{Catalog, Orders, Stock, channel},
    shop::{CatalogServer, OrdersServer, StockServer},
    telemetry, town,
};

/// Which service.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Kind {
    Catalog,
    Stock,
    Orders,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Catalog, Self::Stock, Self::Orders];

    /// The name of the service in files, spans and metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Stock => "stock",
            Self::Orders => "orders",
        }
    }
}

/// Serves until SIGTERM, then answers what is in flight. Prints its address.
pub async fn run(kind: Kind, directory: &Path) -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut terminate = signal(SignalKind::terminate())?;
    // A terminal sends Ctrl-C to all processes, but the front needs this one until it has stopped.
    let _ignored = signal(SignalKind::interrupt())?;
    println!("{}", listener.local_addr()?);
    serve(kind, directory, listener, async {
        terminate.recv().await;
    })
    .await
}

/// Serves until `stop`.
pub async fn serve(
    kind: Kind,
    directory: &Path,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let listener = tls::listen(listener, Arc::new(town::server_config(directory)?));
    let trace = TraceLayer::server().ids(telemetry::ids_under_the_caller);
    let server =
        Server::new().layer(stack::server().trace(Some(trace)).service(kind.name()));
    match kind {
        Kind::Catalog => server.serve(listener, CatalogServer::new(Catalog), stop).await,
        Kind::Stock => server.serve(listener, StockServer::new(Stock), stop).await,
        Kind::Orders => {
            let catalog = channel(directory, Kind::Catalog.name())?;
            let stock = channel(directory, Kind::Stock.name())?;
            let orders = Orders::new(catalog, stock);
            server.serve(listener, OrdersServer::new(orders), stop).await;
        }
    }
    Ok(())
}
