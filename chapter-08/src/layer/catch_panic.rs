//! Turns a panic into an error, so that the layers around can see it.
//!
//! A server survives a handler that panics without this: it catches a panic outside all
//! layers, and answers the client in the same way. But the panic has then passed through the
//! layers, and those that count or log calls saw one that was dropped, not one that failed.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;
use tower::{BoxError, Layer, Service};

use crate::{
    error::Error,
    protocol::{ApplicationException, ExceptionType},
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`CatchPanic`] of a service. Put it inside the layers that should see a panic as
/// an error.
///
/// The panic's text is logged, but not sent: it may not be meant for the client.
///
/// # Examples
///
/// ```
/// use mini_lust::{Server, layer::{CatchPanicLayer, TraceLayer}};
///
/// let server = Server::new().layer(TraceLayer::server()).layer(CatchPanicLayer::new());
/// # drop(server);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct CatchPanicLayer;

/// A service whose calls fail instead of panicking.
#[derive(Clone, Debug)]
pub struct CatchPanic<S> {
    inner: S,
}

impl CatchPanicLayer {
    /// Creates the layer.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for CatchPanicLayer {
    type Service = CatchPanic<S>;

    fn layer(&self, inner: S) -> CatchPanic<S> {
        CatchPanic { inner }
    }
}

impl<S: RpcService> Service<Request> for CatchPanic<S> {
    type Response = Response;
    type Error = Error;
    type Future = CatchPanicFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // A service may do a part of its work before it returns a future.
        match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
            Ok(inner) => CatchPanicFuture { inner: Some(inner), panic: None },
            Err(panic) => {
                CatchPanicFuture { inner: None, panic: Some(panicked(&*panic)) }
            }
        }
    }
}

pin_project! {
    /// The future of the reply to a call of a [`CatchPanic`].
    #[derive(Debug)]
    pub struct CatchPanicFuture<F> {
        #[pin]
        inner: Option<F>,
        panic: Option<Error>,
    }
}

impl<F, E> Future for CatchPanicFuture<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Some(error) = this.panic.take() {
            return Poll::Ready(Err(error));
        }
        let Some(inner) = this.inner.as_pin_mut() else { return Poll::Pending };
        Poll::Ready(match catch_unwind(AssertUnwindSafe(|| inner.poll(cx))) {
            Ok(poll) => ready!(poll).map_err(|error| error.into().into()),
            Err(panic) => Err(panicked(&*panic)),
        })
    }
}

/// Logs the text of a panic, and returns an error without it.
pub(super) fn panicked(panic: &(dyn Any + Send)) -> Error {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("no text"), "a handler panicked");
    let ty = ExceptionType::INTERNAL_ERROR;
    ApplicationException::new(ty, "the handler panicked").into()
}
