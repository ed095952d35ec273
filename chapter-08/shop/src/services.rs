//! What the services do, and how they find each other.

use std::{path::Path, time::Duration};

use anyhow::Result;
use mini_lust::{
    BoxedService, CallError, Channel, Connector, FrameCodec, Framing, Protocol,
    cluster::discover, layer::TraceLayer, rpc::tls::Tls, stack,
};
use tokio::time::sleep;

use crate::{
    shop::{
        CatalogClient, CatalogService, FindException, OrdersService, PlaceException,
        Product, ProductId, QuoteException, ReserveException, StockClient, StockService,
        Unknown,
    },
    telemetry,
    town::{self, NAME},
};

/// The service behind `name`, with all that a client should have.
pub fn channel(directory: &Path, name: &str) -> Result<BoxedService> {
    let tls = Tls::new(town::client_config(directory)?, NAME.try_into()?);
    let connector = Connector::new(tls).codec(FrameCodec::new(Framing::TtHeader));
    let trace = TraceLayer::client().ids(telemetry::own_ids);
    let channel = Channel::builder()
        .layer(stack::client().trace(Some(trace)).service(name))
        .endpoint_layer(stack::endpoint().service(name))
        .build(
            discover::file(directory.join(name), Duration::from_millis(50)),
            connector,
        );
    Ok(BoxedService::new(channel))
}

/// A catalog of a hundred products.
pub struct Catalog;

impl CatalogService for Catalog {
    async fn find(&self, id: ProductId) -> Result<Product, CallError<FindException>> {
        sleep(Duration::from_millis(1)).await;
        match i32::try_from(id) {
            Ok(number @ 1..=100) => {
                let name = format!("Pen no. {number}").into();
                Ok(Product { id, name, cents: 100 * number })
            }
            _ => Err(Unknown { id })?,
        }
    }
}

/// A stock that never ends.
pub struct Stock;

impl StockService for Stock {
    async fn reserve(
        &self,
        _: ProductId,
        _: i32,
    ) -> Result<(), CallError<ReserveException>> {
        sleep(Duration::from_millis(1)).await;
        Ok(())
    }
}

/// Orders, which need both others.
pub struct Orders {
    catalog: CatalogClient<BoxedService>,
    stock: StockClient<BoxedService>,
}

impl Orders {
    pub fn new(catalog: BoxedService, stock: BoxedService) -> Self {
        Self {
            catalog: CatalogClient::new(catalog, Protocol::Compact),
            stock: StockClient::new(stock, Protocol::Compact),
        }
    }
}

impl OrdersService for Orders {
    async fn place(
        &self,
        id: ProductId,
        count: i32,
    ) -> Result<i64, CallError<PlaceException>> {
        let product = match self.catalog.find(id).await {
            Err(CallError::Exception(FindException::Unknown(unknown))) => Err(unknown)?,
            Err(CallError::Failed(error)) => return Err(CallError::Failed(error)),
            Ok(product) => product,
        };
        match self.stock.reserve(id, count).await {
            Err(CallError::Exception(ReserveException::SoldOut(sold_out))) => {
                Err(sold_out)?
            }
            Err(CallError::Failed(error)) => Err(CallError::Failed(error)),
            Ok(()) => Ok(i64::from(product.cents) * i64::from(count)),
        }
    }

    async fn quote(
        &self,
        id: ProductId,
        count: i32,
    ) -> Result<i64, CallError<QuoteException>> {
        match self.catalog.find(id).await {
            Err(CallError::Exception(FindException::Unknown(unknown))) => Err(unknown)?,
            Err(CallError::Failed(error)) => Err(CallError::Failed(error)),
            Ok(product) => Ok(i64::from(product.cents) * i64::from(count)),
        }
    }
}
