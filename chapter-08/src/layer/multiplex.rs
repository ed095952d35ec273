//! Calls one service of several on the same port.

use std::task::{Context, Poll};

use bytestring::ByteString;
use tower::{Layer, Service};

use crate::rpc::call::{Request, Response, RpcService};

/// Makes a [`Multiplex`] of a service.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Body, Error, Protocol, Request};
/// use mini_lust::{Router, layer::MultiplexLayer};
/// use tower::{Layer, ServiceExt, service_fn};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let users = service_fn(async |request: Request| {
///     assert_eq!(request.method(), "getUser");
///     Ok::<_, Error>(request.no_reply())
/// });
/// let router = Router::new().service("users", users);
///
/// let client = MultiplexLayer::new("users").layer(router);
/// let request = Request::new("getUser", Body::encode(Protocol::Binary, &7));
/// client.oneshot(request).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct MultiplexLayer {
    service: ByteString,
}

/// A client whose calls name their service, just as Apache's `TMultiplexedProtocol` does:
/// `users:getUser`. At the other end is a [`Router`](crate::rpc::router::Router), or a
/// `TMultiplexedProcessor`.
#[derive(Clone, Debug)]
pub struct Multiplex<S> {
    inner: S,
    service: ByteString,
}

impl MultiplexLayer {
    /// Creates a layer for calls to the service with this name.
    pub fn new(service: impl Into<ByteString>) -> Self {
        Self { service: service.into() }
    }
}

impl<S> Layer<S> for MultiplexLayer {
    type Service = Multiplex<S>;

    fn layer(&self, inner: S) -> Multiplex<S> {
        Multiplex { inner, service: self.service.clone() }
    }
}

impl<S: RpcService> Service<Request> for Multiplex<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> S::Future {
        request.set_service(&self.service);
        self.inner.call(request)
    }
}
