//! What the calls on a connection reveal about it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{cluster::watched::Watch, error::Error, rpc::call::Response};

/// The replies on one connection. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Replies(Arc<Mutex<History>>);

#[derive(Debug)]
struct History {
    connected: Instant,
    has_replied: bool,
    /// The number of waiting calls.
    waiting: u32,
    /// How long calls had waited by `at`, since the last reply.
    silence: Duration,
    at: Instant,
}

/// A call waiting for its reply.
#[derive(Debug)]
pub struct Waiting(Replies);

// === impl Replies ===

impl Replies {
    /// Creates the history of a new connection.
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self(Arc::new(Mutex::new(History {
            connected: now,
            has_replied: false,
            waiting: 0,
            silence: Duration::ZERO,
            at: now,
        })))
    }

    /// Starts a call.
    pub(super) fn wait(&self) -> Waiting {
        let mut history = self.lock();
        // The time with waiting calls runs on.
        if history.waiting == 0 {
            history.advance();
        }
        history.waiting += 1;
        Waiting(self.clone())
    }

    /// Returns whether a lost connection was good for something: it brought a reply, or it lasted
    /// without a waiting call.
    pub(super) fn prove_it_good(&self) -> bool {
        let mut history = self.lock();
        let is_silent = history.advance() > Duration::ZERO;
        history.has_replied || (!is_silent && history.connected.elapsed() >= PROVEN)
    }

    /// Returns how long calls have waited, one or many at a time, since the last reply.
    pub(super) fn silence(&self) -> Duration {
        self.lock().advance()
    }

    fn lock(&self) -> MutexGuard<'_, History> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl History ===

impl History {
    fn advance(&mut self) -> Duration {
        let now = Instant::now();
        if self.waiting > 0 {
            self.silence += now.saturating_duration_since(self.at);
        }
        self.at = now;
        self.silence
    }
}

// === impl Waiting ===

impl Watch for Waiting {
    fn end(self, result: Option<&Result<Response, Error>>) {
        let mut history = self.0.lock();
        history.advance();
        history.waiting -= 1;
        // Any reply counts, whatever it says.
        if let Some(Ok(_) | Err(Error::Application(_) | Error::Decode(_))) = result {
            history.has_replied = true;
            history.silence = Duration::ZERO;
        }
    }
}

/// How long a connection without calls has to last to count as good.
const PROVEN: Duration = Duration::from_secs(1);
