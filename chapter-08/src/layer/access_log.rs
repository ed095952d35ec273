//! Logs each call: its caller, its method, how long it took, and how it ended.

use std::task::{Context, Poll};

use tokio::time::Instant;
use tower::{Layer, Service};

use crate::{
    cluster::{
        outcome,
        watched::{Watch, Watched},
    },
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// Makes an [`AccessLog`] of a service.
///
/// A call is one event of `tracing`, of level `INFO`, with the target `mini_lust::access`, so
/// that a subscriber can write it elsewhere. Its fields are `method` (at most 100 letters of
/// it), `peer` (empty if unknown), `milliseconds`, `bytes_in` and `bytes_out` (the encoded
/// arguments and reply), and `outcome`: `ok`, which includes exceptions that the IDL
/// declares, or what went wrong, or `cancelled`.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::AccessLogLayer};
///
/// let server = Server::new().layer(AccessLogLayer::new());
/// # drop(server);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessLogLayer;

/// A service whose calls are logged.
#[derive(Clone, Debug)]
pub struct AccessLog<S> {
    inner: S,
}

impl AccessLogLayer {
    /// Creates the layer.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for AccessLogLayer {
    type Service = AccessLog<S>;

    fn layer(&self, inner: S) -> AccessLog<S> {
        AccessLog { inner }
    }
}

impl<S: RpcService> Service<Request> for AccessLog<S> {
    type Response = Response;
    type Error = Error;
    type Future = Watched<S::Future, LoggedCall>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let wanted = tracing::enabled!(target: TARGET, tracing::Level::INFO);
        let call = wanted.then(|| LoggedCall::begin(&request));
        Watched::new(call, || self.inner.call(request))
    }
}

/// A call in flight, which is logged when it ends.
#[derive(Debug)]
pub struct LoggedCall {
    method: String,
    peer: String,
    begun: Instant,
    bytes_in: usize,
}

impl LoggedCall {
    fn begin(request: &Request) -> Self {
        Self {
            // The name is the peer's, and as long as the peer likes.
            method: format!("{:.100}", request.method()),
            peer: request.peer().unwrap_or_default().to_owned(),
            begun: Instant::now(),
            bytes_in: request.body().len(),
        }
    }
}

impl Watch for LoggedCall {
    fn end(self, result: Option<&Result<Response, Error>>) {
        let response = result.and_then(|result| result.as_ref().ok());
        tracing::info!(
            target: TARGET,
            // As text, so that a subscriber escapes what ends a line.
            method = self.method.as_str(),
            peer = self.peer.as_str(),
            milliseconds = self.begun.elapsed().as_secs_f64() * 1000.0,
            bytes_in = self.bytes_in,
            bytes_out = response.map_or(0, |response| response.body().len()),
            outcome = outcome::name(result),
        );
    }
}

const TARGET: &str = "mini_lust::access";
