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
}

/// A call that waits for its reply.
#[derive(Debug)]
pub struct Waiting(Replies);

// === impl Replies ===

impl Replies {
    /// Those of a connection that has just been made.
    pub(super) fn new() -> Self {
        let history = History { connected: Instant::now(), has_replied: false };
        Self(Arc::new(Mutex::new(history)))
    }

    /// A call begins.
    pub(super) fn wait(&self) -> Waiting {
        Waiting(self.clone())
    }

    /// Whether the connection was good for something before it was lost: it brought a reply,
    /// or at least it lasted.
    pub(super) fn prove_it_good(&self) -> bool {
        let history = self.lock();
        history.has_replied || history.connected.elapsed() >= PROVEN
    }

    fn lock(&self) -> MutexGuard<'_, History> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl Waiting ===

impl Watch for Waiting {
    fn end(self, result: Option<&Result<Response, Error>>) {
        // Whatever it says, it has come.
        if let Some(Ok(_) | Err(Error::Application(_) | Error::Decode(_))) = result {
            self.0.lock().has_replied = true;
        }
    }
}

/// How long a connection has to last that brings no reply.
const PROVEN: Duration = Duration::from_secs(1);
