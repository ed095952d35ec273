//! Volo at the other end of a connection: our client calls its server, and its client ours.

mod golden;
mod our_client;
mod our_server;

/// Whom `getUser` does not find.
const MISSING: i64 = 404;

/// Of whom it fails to say anything.
const BROKEN: i64 = 500;
