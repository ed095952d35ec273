//! A limit on how long a peer may be silent.
//!
//! A connection takes memory and a file descriptor, even if its peer sends nothing. A peer that
//! opens many should not keep them forever.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep};

/// A timeout that starts again with each event.
pub(crate) struct Patience {
    timeout: Duration,
    /// When it was polled first after the last event.
    since: Option<Instant>,
    sleep: Pin<Box<Sleep>>,
}

impl Patience {
    pub(crate) fn new(timeout: Duration) -> Self {
        Self { timeout, since: None, sleep: Box::pin(sleep(timeout)) }
    }

    /// Starts again when it is polled next. Most events are followed by others at once, so they
    /// do not even look at the clock.
    pub(crate) fn renew(&mut self) {
        self.since = None;
    }

    /// Is ready when the time is over.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let since = *self.since.get_or_insert_with(Instant::now);
        loop {
            // The timer is set again when it has gone off, and not for each event.
            ready!(self.sleep.as_mut().poll(cx));
            let left = self.timeout.saturating_sub(since.elapsed());
            if left.is_zero() {
                return Poll::Ready(());
            }
            self.sleep.set(sleep(left));
        }
    }
}
