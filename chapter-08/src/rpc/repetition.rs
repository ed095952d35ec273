//! How the servers that a call passes agree which of them repeats calls.
//!
//! Three tiers that try a failed call three times each turn one call into 27, just when servers
//! are failing. So only the tier next to the failure repeats calls, and two entries of metadata
//! keep the others from it. One goes down: it marks a repetition, and all calls made for one; a
//! server that gets it repeats none. One goes up: if a server has given up repeating, it marks
//! its own answer, if that is an error; a client that gets it does not repeat. Where the framing
//! has no room for metadata, only the [budget](crate::layer::budget) limits repetitions.

use crate::{
    error::Error,
    protocol::metadata::{Key, Metadata},
    rpc::{call::Request, incoming::Incoming},
};

/// The number of the attempt; a call without this entry is the first.
const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");

/// Marks an error after a server further down has given up repeating the call.
const GIVEN_UP: Key<bool> = Key::text("RPC_BACKWARD_given-up");

/// Returns whether the call that is answered here is itself a repetition, so that none is
/// made for it.
pub(crate) fn is_repeated_here() -> bool {
    let attempt = Incoming::current().and_then(|call| call.metadata().get(ATTEMPT));
    attempt.is_some_and(|attempt| attempt > 1)
}

/// Makes the answer given here say that a call made for it is not repeated.
///
/// The entry is with the task, not with the error: a handler may turn an error into another.
pub(crate) fn give_up() {
    if let Some(call) = Incoming::current() {
        call.insert(GIVEN_UP, true);
    }
}

/// Marks a call as one more attempt.
pub(crate) fn count(request: &mut Request) {
    let before = request.metadata().get(ATTEMPT).unwrap_or(1);
    request.metadata_mut().insert(ATTEMPT, before.saturating_add(1));
}

/// Marks the calls made for a repetition, all the way down: an attempt that times out leaves no
/// answer to carry the other mark.
pub(crate) fn pass_on(request: &Request, metadata: &mut Metadata) {
    if let Some(attempt) = request.metadata().get(ATTEMPT) {
        metadata.insert(ATTEMPT, attempt);
    }
}

/// Returns whether the server that answered has given up repeating.
pub(crate) fn was_given_up(error: &Error) -> bool {
    match error {
        Error::Application(exception) => {
            exception.metadata.get(GIVEN_UP).unwrap_or_default()
        }
        _ => false,
    }
}
