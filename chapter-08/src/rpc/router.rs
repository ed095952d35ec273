//! Several services on one port.
//!
//! To call one service of several, a client puts its name before the method's, as in
//! `users:getUser`. That is how Apache's `TMultiplexedProtocol` does it, and our
//! [`MultiplexLayer`](crate::layer::MultiplexLayer). Volo puts the name into the metadata.

use std::{
    collections::HashMap,
    sync::Arc,
    task::{Context, Poll},
};

use bytestring::ByteString;
use futures::future::{Either, Ready, ready};
use tower::{
    BoxError, Service, ServiceExt,
    util::{BoxCloneSyncService, Oneshot},
};

use crate::{
    error::Error,
    protocol::{ApplicationException, ExceptionType, metadata::Name},
    rpc::call::{Request, Response, RpcService},
};

/// A service that gives each call to the service that it names. Clones share the services.
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
/// let users = service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
/// let orders = service_fn(async |request: Request| Err(request.unknown_method()));
/// let router = Router::new().service("users", users).service("orders", orders);
///
/// # let request = Request::new("get", Body::encode(Protocol::Binary, &7));
/// let client = MultiplexLayer::new("users").layer(router.clone());
/// assert!(client.oneshot(request.clone()).await.is_ok());
/// let client = MultiplexLayer::new("orders").layer(router);
/// assert!(client.oneshot(request).await.is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Router {
    services: Arc<HashMap<ByteString, Routed>>,
    default: Option<Routed>,
}

type Routed = BoxCloneSyncService<Request, Response, Error>;

impl Router {
    /// Creates a router without services, which refuses every call.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a service, or replaces the one with this name.
    pub fn service<S>(mut self, name: impl Into<ByteString>, service: S) -> Self
    where
        S: RpcService<Future: 'static> + Clone + Sync,
    {
        Arc::make_mut(&mut self.services).insert(name.into(), routed(service));
        self
    }

    /// Sets the service that gets calls without a service's name. Default: none, so that these
    /// are refused.
    pub fn default_service<S>(self, service: S) -> Self
    where
        S: RpcService<Future: 'static> + Clone + Sync,
    {
        Self { default: Some(routed(service)), ..self }
    }

    /// Returns the service that a call names, and the call without that name.
    fn route(&self, mut request: Request) -> Result<(Routed, Request), Error> {
        let service = match request.take_service() {
            Some(name) => self.services.get(&name).ok_or_else(|| unknown(&name))?,
            None => {
                let named = request.metadata().get_text(&SERVICE);
                let service = named.and_then(|name| self.services.get(name));
                let service = service.or(self.default.as_ref());
                service.ok_or_else(|| request.unknown_method())?
            }
        };
        Ok((service.clone(), request))
    }
}

impl Service<Request> for Router {
    type Response = Response;
    type Error = Error;
    type Future = Either<Oneshot<Routed, Request>, Ready<Result<Response, Error>>>;

    /// Always ready, because only the call names its service.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.route(request) {
            Ok((service, request)) => Either::Left(service.oneshot(request)),
            Err(error) => Either::Right(ready(Err(error))),
        }
    }
}

fn routed<S>(service: S) -> Routed
where
    S: RpcService<Future: 'static> + Clone + Sync,
{
    BoxCloneSyncService::new(service.map_err(|error| {
        let error: BoxError = error.into();
        Error::from(error)
    }))
}

fn unknown(service: &str) -> Error {
    // The name is the peer's, and as long as the peer likes.
    let message = format!("no service is called \"{service:.100}\"");
    ApplicationException::new(ExceptionType::UNKNOWN_METHOD, message).into()
}

/// The entry of the metadata in which Volo names the service.
static SERVICE: Name = Name::Text(ByteString::from_static("isn"));
