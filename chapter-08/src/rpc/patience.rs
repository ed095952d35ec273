//! Limits on how long a peer may be silent.
//!
//! A connection takes memory and a file descriptor, however little its peer sends. Who opens
//! many and sends a byte of a message now and then should not have them for ever.

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
use tokio_util::codec::FramedRead;

use crate::{
    error::Error,
    transport::codec::{Frame, FrameCodec},
};

/// A time that begins anew with each thing that happens.
pub(crate) struct Patience {
    timeout: Duration,
    /// When the last thing happened.
    since: Instant,
    sleep: Pin<Box<Sleep>>,
}

/// Messages as they arrive, each in a limited time after its first byte.
pub(crate) struct Arriving<R> {
    calls: FramedRead<R, FrameCodec>,
    patience: Patience,
    /// Whether a part of a message has come.
    begun: bool,
}

// === impl Patience ===

impl Patience {
    pub(crate) fn new(timeout: Duration) -> Self {
        Self { timeout, since: Instant::now(), sleep: Box::pin(sleep(timeout)) }
    }

    /// Begins anew. To look at the clock is all that it costs: the timer is told when it
    /// has gone off.
    pub(crate) fn renew(&mut self) {
        self.since = Instant::now();
    }

    /// Whether the time has been over for a while, and nobody has asked.
    pub(crate) fn was_missed(&self) -> bool {
        self.since.elapsed() > self.timeout.saturating_add(Duration::from_secs(1))
    }

    /// Ready when the time is over.
    pub(crate) fn poll_over(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            ready!(self.sleep.as_mut().poll(cx));
            let left = self.timeout.saturating_sub(self.since.elapsed());
            if left.is_zero() {
                return Poll::Ready(());
            }
            self.sleep.set(sleep(left));
        }
    }
}

// === impl Arriving ===

impl<R> Arriving<R> {
    pub(crate) fn new(calls: FramedRead<R, FrameCodec>, timeout: Duration) -> Self {
        Self { calls, patience: Patience::new(timeout), begun: false }
    }

    pub(crate) fn codec(&self) -> &FrameCodec {
        self.calls.decoder()
    }
}

impl<R: AsyncRead + Unpin> Stream for Arriving<R> {
    type Item = Result<Frame, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(call) = self.calls.poll_next_unpin(cx) {
            self.begun = false;
            return Poll::Ready(call);
        }
        if self.calls.read_buffer().is_empty() {
            return Poll::Pending;
        }
        if !self.begun || self.patience.was_missed() {
            self.begun = true;
            self.patience.renew();
        }
        ready!(self.patience.poll_over(cx));
        let late = io::Error::new(io::ErrorKind::TimedOut, "a message came too slowly");
        Poll::Ready(Some(Err(late.into())))
    }
}
