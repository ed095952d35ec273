//! The reply to a call, and what hears how the call ends.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;
use tower::BoxError;

use crate::{call::Response, error::Error};

/// Hears how a call ends.
pub trait Watch {
    /// The call has ended with `result`, or with none if its caller has given up.
    fn end(self, result: Option<&Result<Response, Error>>);
}

pin_project! {
    /// The future of a reply. Its end, also that of being dropped, is heard by a [`Watch`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::{Pending, pending};
    ///
    /// use mini_lust::{
    ///     call::Response,
    ///     error::Error,
    ///     watched::{Watch, Watched},
    /// };
    ///
    /// struct Print;
    ///
    /// impl Watch for Print {
    ///     fn end(self, result: Option<&Result<Response, Error>>) {
    ///         println!("ended with {result:?}");
    ///     }
    /// }
    ///
    /// // A call that takes too long for its caller.
    /// let call: Watched<Pending<Result<Response, Error>>, Print> =
    ///     Watched::new(Some(Print), pending);
    /// drop(call); // ended with None
    /// ```
    #[derive(Debug)]
    pub struct Watched<F, W: Watch> {
        #[pin]
        reply: F,
        ear: Ear<W>,
    }
}

/// A watch that has not heard the end.
#[derive(Debug)]
struct Ear<W: Watch>(Option<W>);

// === impl Watched ===

impl<F, W: Watch> Watched<F, W> {
    /// Makes a call, watched by `watch` if there is one.
    pub fn new(watch: Option<W>, call: impl FnOnce() -> F) -> Self {
        // In its place before the call, which may panic.
        let ear = Ear(watch);
        Self { reply: call(), ear }
    }
}

impl<F, E, W: Watch> Future for Watched<F, W>
where
    F: Future<Output = Result<Response, E>>,
    E: Into<BoxError>,
{
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let result = ready!(this.reply.poll(cx)).map_err(|error| error.into().into());
        this.ear.hear(Some(&result));
        Poll::Ready(result)
    }
}

// === impl Ear ===

impl<W: Watch> Ear<W> {
    fn hear(&mut self, result: Option<&Result<Response, Error>>) {
        if let Some(watch) = self.0.take() {
            watch.end(result);
        }
    }
}

impl<W: Watch> Drop for Ear<W> {
    fn drop(&mut self) {
        self.hear(None);
    }
}
