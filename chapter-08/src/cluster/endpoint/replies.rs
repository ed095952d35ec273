//! What the calls on a connection find out about it.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{cluster::watched::Watch, error::Error, rpc::call::Response};

/// The replies that have come on one connection. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Replies(Arc<Mutex<History>>);

#[derive(Debug)]
struct History {
    connected: Instant,
    has_replied: bool,
    /// How many calls wait.
    waiting: u32,
    /// For how long calls had waited at the time `at`, since the last reply.
    silence: Duration,
    at: Instant,
}

/// A call that waits for its reply.
#[derive(Debug)]
pub struct Waiting(Replies);

// === impl Replies ===

impl Replies {
    /// Those of a connection that has just been made.
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

    /// A call begins.
    pub(super) fn wait(&self) -> Waiting {
        let mut history = self.lock();
        history.advance();
        history.waiting += 1;
        Waiting(self.clone())
    }

    /// Whether the connection was good for something before it was lost: it brought a reply,
    /// or it was not asked for any, and lasted.
    pub(super) fn prove_it_good(&self) -> bool {
        let mut history = self.lock();
        let is_silent = history.advance() > Duration::ZERO;
        history.has_replied || (!is_silent && history.connected.elapsed() >= PROVEN)
    }

    /// For how long calls have waited, one or many at a time, since the last reply.
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
        // Whatever it says, it has come.
        if let Some(Ok(_) | Err(Error::Application(_) | Error::Decode(_))) = result {
            history.has_replied = true;
            history.silence = Duration::ZERO;
        }
    }
}

/// How long a connection has to last that is not asked for replies.
const PROVEN: Duration = Duration::from_secs(1);
