//! What can go wrong.

use std::io;

use crate::protocol::DecodeError;

/// Why a message could not be sent or received.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The stream failed, or ended inside a message.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A message could not be decoded.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A message, ours or the peer's, is longer than
    /// [`FrameCodec::max_frame_len`](crate::transport::codec::FrameCodec::max_frame_len) allows.
    #[error("a message of {len} bytes is over the limit of {limit}")]
    TooLarge {
        /// The length of the message, in bytes, or a lower bound.
        len: usize,
        /// The maximum length, in bytes.
        limit: usize,
    },
    /// The peer's first bytes are not the start of a Thrift message.
    #[error("the peer does not speak Thrift, it begins with \"{}\"", .0.escape_ascii())]
    NotThrift([u8; 5]),
}
