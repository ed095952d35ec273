//! Servers and clients in memory, which send each other metadata.

use std::future::pending;

use mini_lust::{Connection, FrameCodec, Framing, RpcService, Server};
use tokio::{io::duplex, sync::mpsc};
use tower::Layer;

/// Serves for ever, and connects to what it serves.
pub async fn serve<L, S>(server: Server<L>, handler: S) -> Connection
where
    S: RpcService + Clone,
    L: Layer<S, Service: RpcService + Clone> + Send + 'static,
{
    let (connections, listener) = mpsc::channel(1);
    tokio::spawn(server.serve(listener, handler, pending()));
    let (client, server) = duplex(64 * 1024);
    connections.send(server).await.expect("the server listens");
    let codec = FrameCodec::new(Framing::TtHeader);
    let (connection, driver) = Connection::new(client, codec);
    tokio::spawn(driver);
    connection
}
