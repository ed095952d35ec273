//! What goes wrong.

use std::io;

use crate::protocol::DecodeError;

/// Why messages do not come or go.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The stream failed, or ended inside a message.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A message is not what it should be.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A message, ours or the peer's, is longer than
    /// [`FrameCodec::max_frame_len`](crate::transport::codec::FrameCodec::max_frame_len) allows.
    #[error("a message of {len} bytes is over the limit of {limit}")]
    TooLarge {
        /// How many bytes the message has, at least.
        len: usize,
        /// How many it may have.
        limit: usize,
    },
    /// The peer's first bytes begin no Thrift message.
    #[error("the peer does not speak Thrift, it begins with \"{}\"", .0.escape_ascii())]
    NotThrift([u8; 5]),
}
