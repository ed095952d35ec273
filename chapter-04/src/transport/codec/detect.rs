//! Detecting protocol and framing from a peer's first bytes.
//!
//! | first bytes | message |
//! |---|---|
//! | `80 01 …` | binary, unframed |
//! | `82 …` | compact, unframed |
//! | length, `80 01 …` | binary, framed |
//! | length, `82 …` | compact, framed |
//! | length, `00 …` | binary with an old-style header, framed |
//! | `00 00`, rest of a length, a letter … | binary with an old-style header, unframed |
//!
//! Lengths are below 2³¹, so their first byte is below `80`.

use super::Framing;
use crate::{error::Error, transport::body::Protocol};

/// Returns the framing of a stream, or `None` if that takes more bytes.
pub(super) fn framing(first: &[u8]) -> Result<Option<Framing>, Error> {
    match *first {
        [BINARY | COMPACT, ..] => Ok(Some(Framing::Unframed)),
        // An old-style header begins with a name, after its length.
        [0, 0, _, _, b'A'..=b'Z' | b'a'..=b'z' | b'_', ..] => {
            Ok(Some(Framing::Unframed))
        }
        [0..0x80, _, _, _, BINARY | COMPACT | 0, ..] => Ok(Some(Framing::Framed)),
        [a, b, c, d, e, ..] => Err(Error::NotThrift([a, b, c, d, e])),
        _ => Ok(None),
    }
}

/// Returns the protocol of a message, assuming that it is one: reading its header checks.
pub(super) fn protocol(message: &[u8]) -> Protocol {
    match message.first() {
        Some(&COMPACT) => Protocol::Compact,
        _ => Protocol::Binary,
    }
}

/// The first byte of a message in the binary protocol, unless its header is of the old style.
const BINARY: u8 = 0x80;

/// The first byte of a message in the compact protocol.
const COMPACT: u8 = 0x82;
