//! What a peer speaks, told by its first bytes.
//!
//! | bytes | what they begin |
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

/// The framing of a stream, or `None` if more of its bytes are needed to tell.
pub(super) fn framing(first: &[u8]) -> Result<Option<Framing>, Error> {
    match *first {
        [BINARY | COMPACT, ..] => Ok(Some(Framing::Unframed)),
        // An old-style header begins with the length of a name, and then that name.
        [0, 0, _, _, b'A'..=b'Z' | b'a'..=b'z' | b'_', ..] => {
            Ok(Some(Framing::Unframed))
        }
        [0..0x80, _, _, _, BINARY | COMPACT | 0, ..] => Ok(Some(Framing::Framed)),
        [a, b, c, d, e, ..] => Err(Error::NotThrift([a, b, c, d, e])),
        _ => Ok(None),
    }
}

/// The protocol of a message. That it is one of binary at all, its header will tell.
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
