//! How a deadline travels: as the time that is left, since clocks differ.

use std::time::Duration;

use tokio::time::Instant;

use crate::{protocol::metadata::Key, rpc::call::Request};

/// How many milliseconds are left for a call, as Kitex and Volo send it. Zero means no limit.
const TIME_LEFT: Key<u64> = Key::number(12);

/// Writes how much time is left into the metadata, unless the call is oneway. Runs at the last
/// moment before the call leaves.
pub(crate) fn send(request: &mut Request) {
    if let Some(deadline) = request.deadline().filter(|_| !request.is_oneway()) {
        let left = deadline.saturating_duration_since(Instant::now()).as_micros();
        // Rounded up: a server must not find a call late that its client still waits for.
        let left = u64::try_from(left.div_ceil(1000)).unwrap_or(u64::MAX);
        request.metadata_mut().insert(TIME_LEFT, left.max(1));
    }
}

/// Sets the deadline from the time that the client has left. A oneway call gets none, whatever
/// its client sends: no caller waits for it.
pub(crate) fn receive(request: &mut Request) {
    if request.is_oneway() {
        return;
    }
    let left = request.metadata().get(TIME_LEFT).filter(|left| *left > 0);
    let deadline = left.map(Duration::from_millis);
    // A moment that the clock cannot express is not a deadline.
    if let Some(deadline) = deadline.and_then(|left| Instant::now().checked_add(left)) {
        request.set_deadline(deadline);
    }
}
