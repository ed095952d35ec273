//! The reply to a call that a layer may refuse.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;
use tower::BoxError;

use crate::{error::Error, rpc::call::Response};

pin_project! {
    /// The future of the reply to a call, or of the error with which a layer refused it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use mini_lust::{Body, Protocol, Request};
    /// use mini_lust::{Error, layer::RateLimitLayer};
    /// use tower::{Layer, Service, ServiceExt};
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Error> {
    /// # let handler = tower::service_fn(async |request: Request| {
    /// #     Ok::<_, Error>(request.no_reply())
    /// # });
    /// # let request = Request::new("get", Body::encode(Protocol::Binary, &7));
    /// let mut limited = RateLimitLayer::new(1.0, 1).layer(handler);
    /// let admitted = limited.ready().await?.call(request.clone());
    /// let refused = limited.ready().await?.call(request);
    /// assert!(admitted.await.is_ok());
    /// assert!(matches!(refused.await, Err(Error::Overloaded)));
    /// # Ok(())
    /// # }
    /// ```
    #[derive(Debug)]
    pub struct MaybeRefused<F> {
        // None if the call was refused.
        #[pin]
        answer: Option<F>,
        // Why it was refused, until this is ready.
        error: Option<Error>,
    }
}

impl<F> MaybeRefused<F> {
    pub(super) fn admitted(answer: F) -> Self {
        Self { answer: Some(answer), error: None }
    }

    pub(super) fn refused(error: Error) -> Self {
        Self { answer: None, error: Some(error) }
    }
}

impl<F, E> Future for MaybeRefused<F>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    /// # Panics
    ///
    /// Panics if it is polled again after it was ready with an error of the layer.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        match this.answer.as_pin_mut() {
            Some(answer) => answer.poll(cx).map_err(|error| error.into().into()),
            None => {
                Poll::Ready(Err(this.error.take().expect("it was not ready before")))
            }
        }
    }
}
