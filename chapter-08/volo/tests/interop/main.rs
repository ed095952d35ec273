//! Volo at the other end of a connection: our client calls its server, and its client ours.

mod golden;
