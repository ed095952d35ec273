//! TLS, by rustls, on both sides of a connection (with the feature `tls`).
//!
//! What a program trusts and how it shows who it is are rustls' own configurations. For mutual
//! TLS the server's has a verifier of clients, and the client's a certificate. A server whose
//! certificate is renewed while it runs has a [`ResolvesServerCert`] that returns the newest:
//! every handshake asks for it.
//!
//! [`ResolvesServerCert`]: tokio_rustls::rustls::server::ResolvesServerCert

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use futures::future::BoxFuture;
use tokio_rustls::{
    Accept, TlsAcceptor, TlsConnector, client, rustls::ClientConfig,
    rustls::ServerConfig, rustls::pki_types::ServerName, server,
};
use tower::{BoxError, Service};

use crate::rpc::{
    connect::Tcp, connection::ByteStream, handshake::Handshake, server::Listener,
};

/// Connects with TLS over what `M` connects. The server must have a certificate for one name,
/// whatever the address: a service's servers usually share it.
///
/// # Examples
///
/// ```no_run
/// use std::sync::Arc;
///
/// use mini_lust::{Connector, rpc::tls::Tls};
/// # use tokio_rustls::rustls::ClientConfig;
///
/// # async fn example(config: Arc<ClientConfig>) -> Result<(), Box<dyn std::error::Error>> {
/// let connector = Connector::new(Tls::new(config, "users.internal".try_into()?));
/// let connection = connector.connect("10.0.0.1:9090").await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Tls<M = Tcp> {
    make: M,
    tls: TlsConnector,
    name: ServerName<'static>,
}

impl Tls {
    /// Creates a connector that trusts what `config` trusts, over [`Tcp`].
    pub fn new(config: impl Into<Arc<ClientConfig>>, name: ServerName<'static>) -> Self {
        Self { make: Tcp, tls: TlsConnector::from(config.into()), name }
    }

    /// Sets what opens the connections below TLS. Default: [`Tcp`].
    pub fn over<M>(self, make: M) -> Tls<M> {
        Tls { make, tls: self.tls, name: self.name }
    }
}

impl<M, Target, IO> Service<Target> for Tls<M>
where
    M: Service<Target, Response = IO, Error: Into<BoxError>, Future: Send + 'static>,
    IO: ByteStream + Unpin,
{
    type Response = client::TlsStream<IO>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.make.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, target: Target) -> Self::Future {
        let connecting = self.make.call(target);
        let (tls, name) = (self.tls.clone(), self.name.clone());
        Box::pin(async move {
            let io = connecting.await.map_err(Into::into)?;
            Ok(tls.connect(name, io).await?)
        })
    }
}

/// What [`listen`] returns.
pub type TlsListener<L, F> = Handshake<L, F, server::TlsStream<<L as Listener>::Io>>;

/// Returns a listener that accepts the connections of `listener` with TLS. A client that does
/// not complete its handshake [in time](Handshake::timeout) is disconnected.
///
/// # Examples
///
/// ```no_run
/// use std::sync::Arc;
///
/// use mini_lust::{Server, rpc::tls};
/// # use mini_lust::user;
/// use user::{UserServer, UserService};
/// use tokio::net::TcpListener;
/// # use tokio_rustls::rustls::ServerConfig;
///
/// # async fn example(users: impl UserService, config: Arc<ServerConfig>) -> std::io::Result<()> {
/// let listener = tls::listen(TcpListener::bind("0.0.0.0:9090").await?, config);
/// Server::new().serve(listener, UserServer::new(users), std::future::pending()).await;
/// # Ok(())
/// # }
/// ```
pub fn listen<L>(
    listener: L,
    config: impl Into<Arc<ServerConfig>>,
) -> TlsListener<L, impl FnMut(L::Io) -> Accept<L::Io> + Send>
where
    L: Listener<Io: Unpin>,
{
    let tls = TlsAcceptor::from(config.into());
    Handshake::new(listener, move |connection| tls.accept(connection))
}
