//! The way into a queue of limited length, which a service waits for in `poll_ready`.
//!
//! tokio-util's `PollSender` is one, too, but allocates whenever it is cloned.

use std::{
    mem,
    task::{Context, Poll, ready},
};

use tokio::sync::mpsc::{OwnedPermit, Sender, error::SendError};
use tokio_util::sync::ReusableBoxFuture;

use crate::error::Error;

/// A handle to a queue, with a place there for its next item.
#[derive(Debug)]
pub(crate) struct Entrance<T> {
    queue: Sender<T>,
    place: Place<T>,
}

#[derive(Debug)]
enum Place<T> {
    None,
    /// The queue was full.
    Awaited(ReusableBoxFuture<'static, Result<OwnedPermit<T>, SendError<()>>>),
    Reserved(OwnedPermit<T>),
}

impl<T: Send + 'static> Entrance<T> {
    pub(crate) fn new(queue: Sender<T>) -> Self {
        Self { queue, place: Place::None }
    }

    /// Waits for a place, which the handle then holds until it is taken.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Unsent`] if the queue is closed.
    pub(crate) fn poll_ready(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Error>> {
        // A reserved place outlives the receiver.
        if self.queue.is_closed() {
            return Poll::Ready(Err(Error::Unsent));
        }
        loop {
            self.place = match &mut self.place {
                Place::Reserved(_) => return Poll::Ready(Ok(())),
                Place::Awaited(place) => {
                    Place::Reserved(ready!(place.poll(cx)).map_err(|_| Error::Unsent)?)
                }
                // Only a handle that has to wait needs an allocation.
                Place::None => match self.queue.clone().try_reserve_owned() {
                    Ok(place) => Place::Reserved(place),
                    Err(full) => {
                        let place = full.into_inner().reserve_owned();
                        Place::Awaited(ReusableBoxFuture::new(place))
                    }
                },
            };
        }
    }

    /// Takes the place.
    ///
    /// # Panics
    ///
    /// Panics if the handle is not ready.
    pub(crate) fn take(&mut self) -> OwnedPermit<T> {
        match mem::replace(&mut self.place, Place::None) {
            Place::Reserved(place) => place,
            _ => panic!("a call needs `poll_ready` before it"),
        }
    }
}

/// Creates a handle without a place: each has to reserve its own.
impl<T> Clone for Entrance<T> {
    fn clone(&self) -> Self {
        Self { queue: self.queue.clone(), place: Place::None }
    }
}
