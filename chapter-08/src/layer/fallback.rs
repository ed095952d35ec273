//! Gives calls that failed another answer, known from before or from elsewhere.
//!
//! tower's `or_else` sees only the error. An answer needs the request, too.

use std::task::{Context, Poll};

use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use tower::{Layer, Service};

use crate::{
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

/// Makes a [`Fallback`] of a service.
///
/// # Examples
///
/// ```
/// use std::convert::Infallible;
///
/// use mini_lust::{Error, Request, layer::FallbackLayer};
/// # use mini_lust::user;
/// use user::User;
///
/// // While no server can be asked, everyone is a stranger.
/// let layer = FallbackLayer::new(|request: Request, error: Error| async move {
///     match request.method() {
///         "getUser" => request.reply::<_, Infallible>(Ok(User::default())),
///         _ => Err(error),
///     }
/// });
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FallbackLayer<F> {
    fall_back: F,
}

/// A service with a function that answers calls that fail.
///
/// A declared exception is an answer, not a failure.
#[derive(Clone, Copy, Debug)]
pub struct Fallback<S, F> {
    inner: S,
    fall_back: F,
}

impl<F> FallbackLayer<F> {
    /// Creates a layer that asks `fall_back` for another answer. It gets the call and its
    /// error.
    pub fn new(fall_back: F) -> Self {
        Self { fall_back }
    }
}

impl<S, F: Clone> Layer<S> for FallbackLayer<F> {
    type Service = Fallback<S, F>;

    fn layer(&self, inner: S) -> Fallback<S, F> {
        Fallback { inner, fall_back: self.fall_back.clone() }
    }
}

impl<S, F, Answer> Service<Request> for Fallback<S, F>
where
    S: RpcService<Future: 'static>,
    F: FnMut(Request, Error) -> Answer + Clone + Send + 'static,
    Answer: Future<Output = Result<Response, Error>> + Send + 'static,
{
    type Response = Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Response, Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx).map_err(|error| error.into().into())
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let mut fall_back = self.fall_back.clone();
        let answer = self.inner.call(request.clone());
        let answer = answer.map_err(|error| Error::from(error.into()));
        answer.or_else(move |error| fall_back(request, error)).boxed()
    }
}
