//! Futures that report how calls end.
//!
//! Code that measures, judges or logs calls has to know when each ends, and how. A future may
//! be dropped at any time, which is an end, too.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;
use tower::BoxError;

use crate::{error::Error, rpc::call::Response};

/// Code that hears how a call ends.
pub trait Watch {
    /// Hears the call's result, or `None` if the call was dropped without one. Called once.
    fn end(self, result: Option<&Result<Response, Error>>);
}

pin_project! {
    /// The future of the reply to a call whose end a [`Watch`] hears.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future::{Pending, pending};
    ///
    /// use mini_lust::{Error, Response, cluster::watched::{Watch, Watched}};
    ///
    /// struct Print;
    ///
    /// impl Watch for Print {
    ///     fn end(self, result: Option<&Result<Response, Error>>) {
    ///         println!("ended with {result:?}");
    ///     }
    /// }
    ///
    /// // The caller gives up.
    /// let call: Watched<Pending<Result<Response, Error>>, Print> =
    ///     Watched::new(Some(Print), pending);
    /// drop(call); // ended with None
    /// ```
    #[derive(Debug)]
    pub struct Watched<F, W: Watch> {
        #[pin]
        reply: F,
        guard: Guard<W>,
    }
}

/// Lets the watch hear the end once, at the latest when dropped.
#[derive(Debug)]
struct Guard<W: Watch>(Option<W>);

// === impl Watched ===

impl<F, W: Watch> Watched<F, W> {
    /// Makes a call, and lets `watch`, if any, hear its end.
    pub fn new(watch: Option<W>, call: impl FnOnce() -> F) -> Self {
        // First, because the call may panic.
        let guard = Guard(watch);
        Self { reply: call(), guard }
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
        this.guard.end(Some(&result));
        Poll::Ready(result)
    }
}

// === impl Guard ===

impl<W: Watch> Guard<W> {
    fn end(&mut self, result: Option<&Result<Response, Error>>) {
        if let Some(watch) = self.0.take() {
            watch.end(result);
        }
    }
}

impl<W: Watch> Drop for Guard<W> {
    fn drop(&mut self) {
        self.end(None);
    }
}
