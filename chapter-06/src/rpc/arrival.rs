//! A limit on how long a message may take to arrive.
//!
//! A peer that sends half of one and falls silent, or sends a byte now and then, would keep the
//! other side waiting forever.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep};

/// The time that is left for the message that is arriving.
pub(crate) struct Arrival {
    timeout: Duration,
    /// `None` if no message has begun.
    left: Option<Duration>,
    /// The time up to this moment is counted.
    counted: Instant,
    /// None until a message has come in parts, which few do.
    tick: Option<Pin<Box<Sleep>>>,
}

impl Arrival {
    pub(crate) fn new(timeout: Duration) -> Self {
        Self { timeout, left: None, counted: Instant::now(), tick: None }
    }

    /// No message is arriving.
    pub(crate) fn end(&mut self) {
        self.left = None;
    }

    /// Waits for the rest of a message. Is ready when the time for it is over.
    pub(crate) fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<io::Error> {
        let mut left = self.left.unwrap_or_else(|| {
            self.counted = Instant::now();
            self.timeout
        });
        while !left.is_zero() {
            self.left = Some(left);
            let tick = self.tick.get_or_insert_with(|| Box::pin(sleep(left.min(TICK))));
            ready!(tick.as_mut().poll(cx));
            // After more than a tick, this task has not looked for bytes that had arrived.
            left = left.saturating_sub(self.counted.elapsed().min(TICK));
            self.counted = Instant::now();
            tick.set(sleep(left.min(TICK)));
        }
        let late = "a message came too slowly";
        Poll::Ready(io::Error::new(io::ErrorKind::TimedOut, late))
    }
}

/// The step in which time is counted.
const TICK: Duration = Duration::from_secs(1);

/// How long a message may take from its first byte to its last.
pub(crate) const MESSAGE_TIMEOUT: Duration = Duration::from_secs(30);
