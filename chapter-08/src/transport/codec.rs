//! Messages on a byte stream.
//!
//! A [`Frame`] is one message, header and body. [`FrameCodec`] writes frames into a buffer
//! and finds them in one; with tokio's [`Framed`] around it, a socket becomes a stream and a
//! sink of frames.
//!
//! [`Framed`]: https://docs.rs/tokio-util/0.7/tokio_util/codec/struct.Framed.html

use std::io;

use bytes::{Buf, BufMut, Bytes, BytesMut};
use tokio_util::codec::{Decoder, Encoder};

use crate::{
    error::Error,
    protocol::{
        BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError, Header,
        InputProtocol, OutputProtocol, metadata::Metadata,
    },
    transport::body::{Body, Protocol},
};

mod detect;
mod scan;
pub(crate) mod ttheader;

use scan::Scanner;

/// A message on a stream.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Frame {
    /// The header, which says what the message is and which call it belongs to.
    pub header: Header,
    /// The arguments or the result, in the protocol of the whole message.
    pub body: Body,
    /// The metadata that travels with the body. Only [`Framing::TtHeader`] has room for it.
    pub metadata: Metadata,
    /// The sequence id in the head of a [`Framing::TtHeader`], unless it is that of the
    /// message. A reply repeats both.
    pub head_id: Option<i32>,
    /// How far the message was over the limit, if it was. The body is then lost.
    pub excess: Option<Excess>,
}

/// The length of a message that is over the limit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Excess {
    /// The length of the message, in bytes.
    pub len: usize,
    /// The maximum length, in bytes.
    pub limit: usize,
}

/// The way to separate messages on a stream, which Apache Thrift calls the transport.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Framing {
    /// A length of four bytes before each message: `TFramedTransport`.
    Framed,
    /// Nothing but the structure of the messages: `TBufferedTransport`, or none.
    Unframed,
    /// A length before each message, and then metadata: `TTHeader`, the transport of Kitex
    /// and Volo. Kitex takes only the binary protocol.
    TtHeader,
}

/// Turns [`Frame`]s into bytes and back.
///
/// It writes each frame in the protocol of its body. It reads all protocols that
/// [`Protocol`] knows, and old-style headers too.
///
/// # Examples
///
/// ```
/// use bytes::BytesMut;
/// use mini_lust::{
///     Body,
///     FrameCodec,
///     Framing,
///     Protocol,
///     protocol::{Header, MessageType},
///     transport::codec::Frame,
/// };
/// use tokio_util::codec::{Decoder, Encoder};
///
/// let header = Header { method: "add".into(), ty: MessageType::Call, sequence_id: 1 };
/// let frame = Frame::new(header, Body::encode(Protocol::Compact, &7));
/// let mut buffer = BytesMut::new();
/// FrameCodec::new(Framing::Framed).encode(frame.clone(), &mut buffer)?;
///
/// assert_eq!(FrameCodec::detect().decode(&mut buffer)?, Some(frame));
/// # Ok::<(), mini_lust::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct FrameCodec {
    /// `None` until the peer's first bytes show it.
    framing: Option<Framing>,
    max_frame_len: usize,
    scanner: Scanner,
    /// How many further bytes belong to a message over the limit.
    skipped: usize,
}

impl FrameCodec {
    /// Creates a codec that speaks first, in this framing.
    pub fn new(framing: Framing) -> Self {
        Self { framing: Some(framing), ..Self::detect() }
    }

    /// Creates a codec that listens first, and adopts the peer's framing. Messages written
    /// before the peer has spoken are framed.
    pub fn detect() -> Self {
        Self {
            framing: None,
            max_frame_len: MAX_FRAME_LEN,
            scanner: Scanner::default(),
            skipped: 0,
        }
    }

    /// Sets the maximum length of a message, header included, in bytes. Default: 16 MiB.
    /// Longer messages are refused in both directions.
    ///
    /// A frame of up to eight times the limit is skipped, and read as its header and an
    /// [`Excess`]. A longer one ends the stream, and so does an unframed message over the
    /// limit.
    ///
    /// Thrift's messages have at most `i32::MAX` bytes, so a higher limit has no effect.
    pub fn max_frame_len(self, bytes: usize) -> Self {
        Self { max_frame_len: bytes.min(i32::MAX as usize), ..self }
    }

    /// Returns the framing, or `None` if it depends on a peer that has not spoken yet.
    pub fn framing(&self) -> Option<Framing> {
        self.framing
    }

    /// Returns the maximum length of a message, in bytes.
    pub(crate) fn limit(&self) -> usize {
        self.max_frame_len
    }

    /// Returns whether the next bytes belong to a message that was over the limit.
    pub(crate) fn is_skipping(&self) -> bool {
        self.skipped > 0
    }

    /// Returns an error if a message is over the limit, counting its header as the binary
    /// protocol writes it.
    pub(crate) fn check_len(
        &self,
        method: &str,
        body: &Body,
        metadata: &Metadata,
    ) -> Result<(), Error> {
        let mut len = BINARY_HEADER_LEN + method.len() + body.len();
        if self.framing == Some(Framing::TtHeader) {
            ttheader::check(metadata)?;
            len += ttheader::head_len(metadata);
        }
        let limit = self.max_frame_len;
        if len > limit { Err(Error::TooLarge { len, limit }) } else { Ok(()) }
    }

    /// Writes everything before the body of a frame, and returns the body.
    pub(crate) fn encode_head(
        &self,
        frame: Frame,
        dst: &mut BytesMut,
    ) -> Result<Body, Error> {
        let Frame { header, body, metadata, head_id, .. } = frame;
        self.check_len(&header.method, &body, &metadata)?;
        let start = dst.len();
        if self.framing != Some(Framing::Unframed) {
            dst.put_u32(0);
        }
        let message = dst.len();
        if self.framing == Some(Framing::TtHeader) {
            let id = head_id.unwrap_or(header.sequence_id);
            ttheader::write(dst, id, body.protocol(), &metadata);
        }
        match body.protocol() {
            Protocol::Binary => BinaryWriter::new(dst).write_header(&header),
            Protocol::Compact => CompactWriter::new(dst).write_header(&header),
        }
        // Only now is the length known; its place was kept.
        let len = dst.len() - message + body.len();
        let mut prefix = &mut dst[start..message];
        if prefix.has_remaining_mut() {
            prefix.put_u32(len as u32);
        }
        Ok(body)
    }

    /// Returns by how much the message of `len` bytes at the start of `src` is over the
    /// limit, or an error if it is too long to be skipped.
    fn excess(&self, len: usize, src: &[u8]) -> Result<Option<Excess>, Error> {
        let limit = self.max_frame_len;
        if len <= limit {
            return Ok(None);
        }
        let most = limit.saturating_mul(SKIPPED).min(i32::MAX as usize);
        // A later message of an unframed stream may look like a frame.
        let unframed = self.framing == Some(Framing::Unframed);
        match detect::framing(src)? {
            Some(framing) if unframed || framing == Framing::Unframed || len > most => {
                Err(Error::TooLarge { len, limit })
            }
            // If it is not Thrift at all, its fifth byte will show that.
            _ => Ok(Some(Excess { len, limit })),
        }
    }

    /// Returns the lengths of the first message's prefix and of the message, once known.
    fn measure(&mut self, src: &[u8]) -> Result<Option<(usize, usize)>, Error> {
        let framing = match self.framing {
            Some(framing) => framing,
            None => match detect::framing(src)? {
                Some(framing) => *self.framing.insert(framing),
                None => return Ok(None),
            },
        };
        match framing {
            Framing::Framed | Framing::TtHeader => Ok(src.first_chunk().map(|prefix| {
                let len = u32::from_be_bytes(*prefix);
                (PREFIX, usize::try_from(len).unwrap_or(usize::MAX))
            })),
            Framing::Unframed => {
                let whole = self.scanner.scan(src)?;
                // A message can be over the limit before all of it is there.
                let over = Some(self.scanner.claimed())
                    .filter(|claimed| *claimed > self.max_frame_len);
                Ok(whole.or(over).map(|len| (0, len)))
            }
        }
    }
}

/// Only this message was too long: the error says nothing about others.
impl From<Excess> for Error {
    fn from(Excess { len, limit }: Excess) -> Self {
        Self::TooLarge { len, limit }
    }
}

impl Default for FrameCodec {
    fn default() -> Self {
        Self::detect()
    }
}

impl Encoder<Frame> for FrameCodec {
    type Error = Error;

    /// # Errors
    ///
    /// Returns [`Error::TooLarge`] if the message is over the limit. Nothing is then written.
    fn encode(&mut self, frame: Frame, dst: &mut BytesMut) -> Result<(), Error> {
        let body = self.encode_head(frame, dst)?;
        dst.put(body.into_pieces());
        Ok(())
    }
}

impl Decoder for FrameCodec {
    type Item = Frame;
    type Error = Error;

    /// # Errors
    ///
    /// Returns an error if the bytes are not a message, or one too long to be skipped. The
    /// stream is then lost, because the next bytes may not be a message.
    fn decode(&mut self, src: &mut BytesMut) -> Result<Option<Frame>, Error> {
        let rest = self.skipped.min(src.len());
        src.advance(rest);
        self.skipped -= rest;
        let Some((prefix, len)) = self.measure(src)? else {
            return Ok(None);
        };
        let excess = self.excess(len, src)?;
        // The header of a message that is too long is within the limit.
        let kept = len.min(self.max_frame_len);
        let missing = (prefix + kept).saturating_sub(src.len());
        if missing > 0 {
            // The length is only a claim: room grows with the bytes that have arrived.
            src.reserve(missing.min(src.len().max(RESERVE)));
            return Ok(None);
        }
        src.advance(prefix);
        let mut message = src.split_to(kept).freeze();
        self.skipped = len - kept;
        // A reader that waits for the next message should not keep the room of a long one.
        if kept > KEPT && src.is_empty() {
            *src = BytesMut::with_capacity(USUAL);
        }
        let (head_id, metadata) = match self.framing {
            Some(Framing::TtHeader) => {
                let (id, metadata) = ttheader::read(&mut message, self.skipped)?;
                (Some(id), metadata)
            }
            _ => (None, Metadata::new()),
        };
        let frame = Frame::parse(message)?;
        let head_id = head_id.filter(|id| *id != frame.header.sequence_id);
        Ok(Some(Frame { metadata, head_id, excess, ..frame }))
    }

    fn decode_eof(&mut self, src: &mut BytesMut) -> Result<Option<Frame>, Error> {
        let frame = self.decode(src)?;
        if frame.is_none() && !src.is_empty() {
            let text = format!("the stream ended {} bytes into a message", src.len());
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, text).into());
        }
        Ok(frame)
    }
}

impl Frame {
    /// Creates a message without metadata.
    pub fn new(header: Header, body: Body) -> Self {
        Self { header, body, metadata: Metadata::new(), head_id: None, excess: None }
    }

    /// Reads the header; the rest of `message` is the body.
    fn parse(message: Bytes) -> Result<Self, DecodeError> {
        let protocol = detect::protocol(&message);
        let (header, bytes) = match protocol {
            Protocol::Binary => {
                let mut reader = BinaryReader::new(message);
                (reader.read_header()?, reader.into_rest())
            }
            Protocol::Compact => {
                let mut reader = CompactReader::new(message);
                (reader.read_header()?, reader.into_rest())
            }
        };
        Ok(Self::new(header, Body::new(protocol, bytes)))
    }
}

/// The size of the length before a framed message, in bytes.
const PREFIX: usize = 4;

/// The size of a binary header without the method's name, in bytes. A compact header is not
/// longer.
const BINARY_HEADER_LEN: usize = 12;

/// The longest frame that is skipped, as a multiple of the limit.
const SKIPPED: usize = 8;

const MAX_FRAME_LEN: usize = 16 * 1024 * 1024;

/// How many bytes to make room for when only a length has arrived.
const RESERVE: usize = 64 * 1024;

/// The longest message whose room is kept for the next.
const KEPT: usize = 128 * 1024;

/// The initial room of a reader, in bytes.
const USUAL: usize = 8 * 1024;
