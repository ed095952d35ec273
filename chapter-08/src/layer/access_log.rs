//! Logs each call: who called what, how long it took, and how it ended.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;
use tokio::time::Instant;
use tower::{BoxError, Layer, Service};

use crate::{
    cluster::outcome,
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// Makes an [`AccessLog`] of a service.
///
/// A call is one event of `tracing`, of level `INFO`, with the target `mini_lust::access`, by
/// which a subscriber can take it elsewhere. Its fields are `method` (100 letters of it at
/// most), `peer` (empty if unknown), `milliseconds`, `bytes_in` and `bytes_out` (the
/// arguments and the answer, encoded), and `outcome`: `ok`, also for an exception that the
/// IDL declares, or what went wrong, or `cancelled`.
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
    /// The layer.
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
    type Future = AccessLogFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let wanted = tracing::enabled!(target: TARGET, tracing::Level::INFO);
        let call = wanted.then(|| Call::begin(&request));
        AccessLogFuture { call, inner: self.inner.call(request) }
    }
}

pin_project! {
    /// The answer to come.
    #[derive(Debug)]
    pub struct AccessLogFuture<F> {
        call: Option<Call>,
        #[pin]
        inner: F,
    }
}

impl<F, E> Future for AccessLogFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.inner.poll(cx)).map_err(|error| error.into().into());
        if let Some(call) = this.call.take() {
            call.end(&result);
        }
        Poll::Ready(result)
    }
}

/// A call under way. It is logged when this is dropped.
#[derive(Debug)]
struct Call {
    method: String,
    peer: String,
    begun: Instant,
    bytes_in: usize,
    bytes_out: usize,
    outcome: &'static str,
}

impl Call {
    fn begin(request: &Request) -> Self {
        Self {
            // The name is the peer's, and as long as the peer likes.
            method: format!("{:.100}", request.method()),
            peer: request.peer().unwrap_or_default().to_owned(),
            begun: Instant::now(),
            bytes_in: request.body().bytes().len(),
            bytes_out: 0,
            outcome: outcome::CANCELLED,
        }
    }

    fn end(mut self, result: &Result<Response, Error>) {
        self.outcome = outcome::name(result);
        if let Ok(response) = result {
            self.bytes_out = response.body().bytes().len();
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        tracing::info!(
            target: TARGET,
            // As text, so that a subscriber escapes what ends a line.
            method = self.method.as_str(),
            peer = self.peer.as_str(),
            milliseconds = self.begun.elapsed().as_secs_f64() * 1000.0,
            bytes_in = self.bytes_in,
            bytes_out = self.bytes_out,
            outcome = self.outcome,
        );
    }
}

const TARGET: &str = "mini_lust::access";
