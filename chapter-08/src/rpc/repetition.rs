//! How the servers that a call passes agree which of them makes calls again.
//!
//! Three tiers that make a failed call three times each make 27 of one, and the more fail,
//! the more they make. So only the tier next to the failure repeats, which the others are
//! told by two entries of metadata. One goes down: a call that is a repetition says so, and
//! so do all that are made for it; who gets one repeats none. One goes up: when a server has
//! given up on a call that it might have repeated, its own answer, if that is an error, says
//! so, and who gets it does not repeat either. Where the framing has no room for metadata,
//! there is only the [budget](crate::layer::budget) to bound the repetitions.

use crate::{
    error::Error,
    protocol::metadata::{Key, Metadata},
    rpc::{call::Request, incoming::Incoming},
};

/// How many times a call has been made, counting this; a call that does not say it is the
/// first.
const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");

/// That to repeat a call has been given up further down.
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

/// Makes a call say that it is one more attempt.
pub(crate) fn count(request: &mut Request) {
    let before = request.metadata().get(ATTEMPT).unwrap_or(1);
    request.metadata_mut().insert(ATTEMPT, before.saturating_add(1));
}

/// Lets the calls that are made for a repetition say that they are, all the way down: an
/// attempt that timed out leaves no answer that could tell.
pub(crate) fn pass_on(request: &Request, metadata: &mut Metadata) {
    if let Some(attempt) = request.metadata().get(ATTEMPT) {
        metadata.insert(ATTEMPT, attempt);
    }
}

/// Whether who answered so has given up.
pub(crate) fn was_given_up(error: &Error) -> bool {
    match error {
        Error::Application(exception) => {
            exception.metadata.get(GIVEN_UP).unwrap_or_default()
        }
        _ => false,
    }
}
