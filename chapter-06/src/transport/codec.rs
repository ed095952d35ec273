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
        InputProtocol, OutputProtocol,
    },
    transport::body::{Body, Protocol},
};

mod detect;
mod scan;

use scan::Scanner;

/// A message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Frame {
    /// Which call the message belongs to.
    pub header: Header,
    /// The arguments or the result, in the protocol of the whole message.
    pub body: Body,
    /// Set if the message was over the limit. Its body is then lost.
    pub excess: Option<Excess>,
}

/// How long a message is that is over the limit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Excess {
    /// How many bytes the message has.
    pub len: usize,
    /// How many it may have.
    pub limit: usize,
}

/// How messages are told apart on a stream. Apache Thrift calls it the transport.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Framing {
    /// By a length before each, of four bytes: `TFramedTransport`.
    Framed,
    /// By nothing but their own structure: `TBufferedTransport`, or none.
    Unframed,
}

/// Turns [`Frame`]s into bytes and back.
///
/// It writes each frame in the protocol of its body. What it reads may be in any protocol
/// that [`Protocol`] knows, and with old-style headers too.
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
    /// `None` until the peer's first bytes tell.
    framing: Option<Framing>,
    max_frame_len: usize,
    scanner: Scanner,
    /// How many bytes to come are the rest of a message over the limit.
    skipped: usize,
}

impl FrameCodec {
    /// Speaks first, and in this framing.
    pub fn new(framing: Framing) -> Self {
        Self { framing: Some(framing), ..Self::detect() }
    }

    /// Listens first, and takes up the framing of the peer. What it is made to write before
    /// the peer has spoken is framed.
    pub fn detect() -> Self {
        Self {
            framing: None,
            max_frame_len: MAX_FRAME_LEN,
            scanner: Scanner::default(),
            skipped: 0,
        }
    }

    /// Sets how many bytes a message may have, header included; 16 MiB unless set. Longer
    /// ones are refused in both directions.
    ///
    /// A frame of up to eight times as many is read as its header and an [`Excess`], and
    /// skipped. A longer one ends the stream, as an unframed message over the limit does.
    ///
    /// Thrift has no longer messages than `i32::MAX` bytes, and neither has this codec.
    pub fn max_frame_len(self, bytes: usize) -> Self {
        Self { max_frame_len: bytes.min(i32::MAX as usize), ..self }
    }

    /// How messages are told apart, or `None` if no byte of the peer has told yet.
    pub fn framing(&self) -> Option<Framing> {
        self.framing
    }

    /// How many bytes a message may have.
    pub(crate) fn limit(&self) -> usize {
        self.max_frame_len
    }

    /// Refuses a message that is over the limit, counting its header as the binary
    /// protocol writes it.
    pub(crate) fn check_len(&self, method: &str, body: &Body) -> Result<(), Error> {
        let len = BINARY_HEADER_LEN + method.len() + body.bytes().len();
        let limit = self.max_frame_len;
        if len > limit { Err(Error::TooLarge { len, limit }) } else { Ok(()) }
    }

    /// Writes what precedes the body of a frame, and returns the body.
    pub(crate) fn encode_head(
        &self,
        frame: Frame,
        dst: &mut BytesMut,
    ) -> Result<Bytes, Error> {
        let Frame { header, body, .. } = frame;
        self.check_len(&header.method, &body)?;
        let start = dst.len();
        if self.framing != Some(Framing::Unframed) {
            dst.put_u32(0);
        }
        let message = dst.len();
        match body.protocol() {
            Protocol::Binary => BinaryWriter::new(dst).write_header(&header),
            Protocol::Compact => CompactWriter::new(dst).write_header(&header),
        }
        // Only now the length is known; its place was kept.
        let len = dst.len() - message + body.bytes().len();
        let mut prefix = &mut dst[start..message];
        if prefix.has_remaining_mut() {
            prefix.put_u32(len as u32);
        }
        Ok(body.into_bytes())
    }

    /// Whether the message of `len` bytes that `src` begins with is over the limit. If it
    /// cannot be skipped either, that is an error.
    fn excess(&self, len: usize, src: &[u8]) -> Result<Option<Excess>, Error> {
        let limit = self.max_frame_len;
        if len <= limit {
            return Ok(None);
        }
        let most = limit.saturating_mul(SKIPPED).min(i32::MAX as usize);
        match detect::framing(src)? {
            Some(framing) if framing == Framing::Unframed || len > most => {
                Err(Error::TooLarge { len, limit })
            }
            // If it is not Thrift at all, its fifth byte will tell.
            _ => Ok(Some(Excess { len, limit })),
        }
    }

    /// The length of the first message and of what stands before it, once they are known.
    fn measure(&mut self, src: &[u8]) -> Result<Option<(usize, usize)>, Error> {
        let framing = match self.framing {
            Some(framing) => framing,
            None => match detect::framing(src)? {
                Some(framing) => *self.framing.insert(framing),
                None => return Ok(None),
            },
        };
        match framing {
            Framing::Framed => Ok(src.first_chunk().map(|prefix| {
                let len = u32::from_be_bytes(*prefix);
                (PREFIX, usize::try_from(len).unwrap_or(usize::MAX))
            })),
            Framing::Unframed => {
                let whole = self.scanner.scan(src)?;
                // It need not be all there to be over the limit.
                let over = Some(self.scanner.claimed())
                    .filter(|claimed| *claimed > self.max_frame_len);
                Ok(whole.or(over).map(|len| (0, len)))
            }
        }
    }
}

/// That one message was too long says nothing of others.
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
    /// If the message is over the limit. Nothing of it has then been written.
    fn encode(&mut self, frame: Frame, dst: &mut BytesMut) -> Result<(), Error> {
        let body = self.encode_head(frame, dst)?;
        dst.put(body);
        Ok(())
    }
}

impl Decoder for FrameCodec {
    type Item = Frame;
    type Error = Error;

    /// # Errors
    ///
    /// If the bytes are no message, or one over the limit. The stream is then lost: what
    /// follows cannot be trusted to be a message.
    fn decode(&mut self, src: &mut BytesMut) -> Result<Option<Frame>, Error> {
        let rest = self.skipped.min(src.len());
        src.advance(rest);
        self.skipped -= rest;
        let Some((prefix, len)) = self.measure(src)? else {
            return Ok(None);
        };
        let excess = self.excess(len, src)?;
        // Of a message that is too long, its header is within the limit.
        let kept = len.min(self.max_frame_len);
        let missing = (prefix + kept).saturating_sub(src.len());
        if missing > 0 {
            // The length is only a claim: room grows with what has come.
            src.reserve(missing.min(src.len().max(RESERVE)));
            return Ok(None);
        }
        src.advance(prefix);
        let message = src.split_to(kept).freeze();
        self.skipped = len - kept;
        // A reader that waits for the next message should not keep the room of a long one.
        if kept > RESERVE && src.is_empty() {
            *src = BytesMut::with_capacity(USUAL);
        }
        Ok(Some(Frame { excess, ..Frame::parse(message)? }))
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
    /// A message.
    pub fn new(header: Header, body: Body) -> Self {
        Self { header, body, excess: None }
    }

    /// Reads the header; the body is what is left of `message`.
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

/// The bytes of the length before a framed message.
const PREFIX: usize = 4;

/// The bytes of a header in the binary protocol, besides the method's name. In compact it
/// has no more.
const BINARY_HEADER_LEN: usize = 12;

/// How many times the limit a frame may be long to be skipped.
const SKIPPED: usize = 8;

const MAX_FRAME_LEN: usize = 16 * 1024 * 1024;

/// How many bytes to make room for on the word of a length alone.
const RESERVE: usize = 64 * 1024;

/// How many bytes a reader has room for at first.
const USUAL: usize = 8 * 1024;
