//! Encoded values as messages on a byte stream.
//!
//! A [`Body`](body::Body) is an encoded value. Nothing between the two ends of a call looks
//! into it. A [`FrameCodec`](codec::FrameCodec) puts bodies on a stream, each with its
//! header, and finds them there again.

pub mod body;
pub mod codec;
