//! A server that greets, and a client that asks it to.

use mini_lust::{ByteString, CallError, Connector, Error, Protocol, Server, Tcp};
use tokio::{net::TcpListener, sync::oneshot};

use hello::{HelloClient, HelloException, HelloServer, HelloService, Nobody};

/// What `build.rs` made of `idl/hello.thrift`.
mod hello {
    include!(concat!(env!("OUT_DIR"), "/hello.rs"));
}

struct Polite;

impl HelloService for Polite {
    async fn hello(
        &self,
        name: ByteString,
    ) -> Result<ByteString, CallError<HelloException>> {
        match name.trim() {
            "" => Err(Nobody { name })?,
            name => Ok(format!("Hello, {name}!").into()),
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let server = Server::new()
        .serve(listener, HelloServer::new(Polite), async { drop(stopped.await) });
    let server = tokio::spawn(server);

    let connection = Connector::new(Tcp).connect(address).await?;
    let client = HelloClient::new(connection, Protocol::Binary);
    for name in ["Ada", " "] {
        match client.hello(name.into()).await {
            Ok(greeting) => println!("{greeting}"),
            Err(error) => println!("{error}"),
        }
    }

    drop((client, stop));
    server.await.expect("the server does not panic");
    Ok(())
}
