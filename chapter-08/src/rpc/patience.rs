//! Limits on how long a peer may be silent.
//!
//! A connection takes memory and a file descriptor, however little its peer sends. A peer that
//! opens many, and sends a byte of a message now and then, should not keep them forever.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::{Stream, StreamExt};
use tokio::{
    io::AsyncRead,
    time::{Instant, Sleep, sleep},
};

use crate::{
    error::Error,
    rpc::{backlog::Metered, reader::FrameReader},
    transport::codec::{Frame, FrameCodec},
};

/// A timeout that starts again with each event.
pub(crate) struct Patience {
    timeout: Duration,
    /// When it was polled first after the last event.
    since: Option<Instant>,
    sleep: Pin<Box<Sleep>>,
}

/// A stream of messages, each of which must arrive in a limited time after its first byte.
pub(crate) struct Arriving<R> {
    calls: FrameReader<Metered<R>>,
    timeout: Duration,
    /// The time that is left for a message that has arrived in part.
    left: Option<Duration>,
    /// The time up to this moment is counted.
    counted: Instant,
    tick: Pin<Box<Sleep>>,
}

// === impl Patience ===

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

// === impl Arriving ===

impl<R> Arriving<R> {
    pub(crate) fn new(calls: FrameReader<Metered<R>>, timeout: Duration) -> Self {
        let tick = Box::pin(sleep(timeout.min(TICK)));
        Self { calls, timeout, left: None, counted: Instant::now(), tick }
    }

    pub(crate) fn codec(&self) -> &FrameCodec {
        self.calls.codec()
    }
}

impl<R: AsyncRead + Unpin> Stream for Arriving<R> {
    type Item = Result<Frame, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        let call = self.calls.poll_next_unpin(cx);
        let len = self.calls.read_len();
        self.calls.io_mut().set_len(len);
        if let Poll::Ready(call) = call {
            self.left = None;
            return Poll::Ready(call);
        }
        if len == 0 {
            return Poll::Pending;
        }
        let mut left = match self.left {
            Some(left) => left,
            None => {
                self.counted = Instant::now();
                self.timeout
            }
        };
        while !left.is_zero() {
            self.left = Some(left);
            ready!(self.tick.as_mut().poll(cx));
            // After more than a tick, this task has not looked for bytes that had arrived.
            left = left.saturating_sub(self.counted.elapsed().min(TICK));
            self.counted = Instant::now();
            self.tick.set(sleep(left.min(TICK)));
        }
        let late = io::Error::new(io::ErrorKind::TimedOut, "a message came too slowly");
        Poll::Ready(Some(Err(late.into())))
    }
}

/// The step in which the time for a message is counted.
const TICK: Duration = Duration::from_secs(1);
