//! TTHeader, the header transport of Kitex and Volo: metadata between the length of a
//! frame and the message.
//!
//! | bytes | |
//! |---|---|
//! | 4 | length of everything that follows |
//! | 2 | `10 00` |
//! | 2 | flags, which are neither set nor read here |
//! | 4 | sequence id of the head: a reply repeats it here, and the message's in the message |
//! | 2 | length of the rest of the head, in units of four bytes |
//! | 1 | protocol of the message: 0 binary, 2 compact |
//! | 1 | number of transforms, each a byte that follows |
//! | … | blocks: a kind, and its content |
//! | … | padding, zeros |
//! | … | the message, with or without a length of its own before it |
//!
//! A block is `01` and a number of entries, each a name and a text; or `10` and a number of
//! entries, each a number and a text; or `11` and a text, which is a token. All numbers and
//! lengths here have two bytes. See
//! <https://www.cloudwego.io/docs/kitex/reference/transport_protocol_ttheader/>.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use bytestring::ByteString;

use crate::{
    error::Error,
    protocol::{
        DecodeError, Reason,
        metadata::{Key, Metadata, Name},
    },
    transport::body::Protocol,
};

/// Announces, in a reply, that the server is about to close the connection. Kitex and Volo call
/// it "connection ready to reset", and send `1`.
pub(crate) const LEAVING: Key<u8> = Key::text("crrst");

/// Refuses metadata that does not fit into a head.
pub(super) fn check(metadata: &Metadata) -> Result<(), Error> {
    let texts = metadata.iter().flat_map(|(name, text)| match name {
        Name::Text(name) => [name.len(), text.len()],
        Name::Number(_) => [0, text.len()],
    });
    let longest = texts.max().unwrap_or(0);
    // An entry has four bytes at least, so a head that fits has few enough to be counted.
    let checks = [(longest, usize::from(u16::MAX)), (head_len(metadata), MAX_HEAD)];
    match checks.into_iter().find(|(len, limit)| len > limit) {
        Some((len, limit)) => Err(Error::TooLarge { len, limit }),
        None => Ok(()),
    }
}

/// Returns the number of bytes between the length of a frame and its message.
pub(super) fn head_len(metadata: &Metadata) -> usize {
    let mut len = 2;
    let (mut texts, mut numbers) = (0, 0);
    for (name, text) in metadata.iter() {
        match name {
            Name::Text(name) => {
                texts = 3;
                len += 4 + name.len() + text.len();
            }
            Name::Number(_) => {
                numbers = 3;
                len += 4 + text.len();
            }
        }
    }
    FIXED + (len + texts + numbers).next_multiple_of(4)
}

/// Writes the head, which has passed [`check`].
pub(super) fn write(
    dst: &mut BytesMut,
    sequence_id: i32,
    protocol: Protocol,
    metadata: &Metadata,
) {
    let start = dst.len();
    let len = head_len(metadata);
    dst.put_u16(MAGIC);
    dst.put_u16(0);
    dst.put_i32(sequence_id);
    dst.put_u16(((len - FIXED) / 4) as u16);
    dst.put_u8(match protocol {
        Protocol::Binary => 0,
        Protocol::Compact => 2,
    });
    dst.put_u8(0);
    let is_text = |(name, _): &(&Name, _)| matches!(name, Name::Text(_));
    let texts = metadata.iter().filter(is_text).count();
    if texts > 0 {
        dst.put_u8(TEXTS);
        dst.put_u16(texts as u16);
    }
    for (name, text) in metadata.iter() {
        if let Name::Text(name) = name {
            put_text(dst, name);
            put_text(dst, text);
        }
    }
    let numbers = metadata.iter().count() - texts;
    if numbers > 0 {
        dst.put_u8(NUMBERS);
        dst.put_u16(numbers as u16);
    }
    for (name, text) in metadata.iter() {
        if let Name::Number(number) = name {
            dst.put_u16(*number);
            put_text(dst, text);
        }
    }
    dst.resize(start + len, PADDING);
}

fn put_text(dst: &mut BytesMut, text: &ByteString) {
    dst.put_u16(text.len() as u16);
    dst.put_slice(text.as_bytes());
}

/// Takes the head off a frame, without its length, and leaves the message. Returns its
/// sequence id and metadata. At its end, `missing` bytes of the frame are cut off.
pub(super) fn read(
    frame: &mut Bytes,
    missing: usize,
) -> Result<(i32, Metadata), DecodeError> {
    let mut head = Head { len: frame.len(), rest: frame.clone() };
    if head.u16()? != MAGIC {
        return Err(head.error(Reason::NoHeader));
    }
    head.skip(2)?;
    head.need(4)?;
    let sequence_id = head.rest.get_i32();
    let len = 4 * usize::from(head.u16()?);
    let mut blocks = Head { len: head.offset() + len, rest: head.take(len)? };
    blocks.skip(1)?;
    // A transform, compression for instance, cannot be undone here.
    if blocks.u8()? != 0 {
        return Err(blocks.error(Reason::Transform));
    }
    let mut metadata = Metadata::new();
    while blocks.rest.has_remaining() {
        match blocks.u8()? {
            PADDING => {}
            TEXTS => {
                for _ in 0..blocks.u16()? {
                    let (name, text) = (blocks.text()?, blocks.text()?);
                    push(&mut metadata, name.map(Name::Text), text);
                }
            }
            NUMBERS => {
                for _ in 0..blocks.u16()? {
                    let number = blocks.u16()?;
                    let text = blocks.text()?;
                    push(&mut metadata, Some(Name::Number(number)), text);
                }
            }
            TOKEN => drop(blocks.text()?),
            kind => return Err(blocks.error(Reason::Block(kind))),
        }
    }
    *frame = head.rest;
    // Some peers frame the message once more.
    if let Some((len, message)) = frame.split_first_chunk()
        && u32::from_be_bytes(*len) as usize == message.len() + missing
    {
        frame.advance(4);
    }
    Ok((sequence_id, metadata))
}

/// Adds an entry, or ignores it if it is not text. Go's strings can be any bytes, which is not a
/// reason to lose the call.
fn push(metadata: &mut Metadata, name: Option<Name>, text: Option<ByteString>) {
    match (name, text) {
        (Some(name), Some(text)) => metadata.push(name, text),
        _ => tracing::debug!("metadata that is not UTF-8 is ignored"),
    }
}

/// The part of a head that has not been read yet.
struct Head {
    /// The offset of its end, counted from the byte after the frame's length.
    len: usize,
    rest: Bytes,
}

impl Head {
    fn u8(&mut self) -> Result<u8, DecodeError> {
        self.need(1)?;
        Ok(self.rest.get_u8())
    }

    fn u16(&mut self) -> Result<u16, DecodeError> {
        self.need(2)?;
        Ok(self.rest.get_u16())
    }

    fn text(&mut self) -> Result<Option<ByteString>, DecodeError> {
        let len = self.u16()?.into();
        Ok(ByteString::try_from(self.take(len)?).ok())
    }

    fn take(&mut self, len: usize) -> Result<Bytes, DecodeError> {
        self.need(len)?;
        Ok(self.rest.split_to(len))
    }

    fn skip(&mut self, len: usize) -> Result<(), DecodeError> {
        self.need(len)?;
        self.rest.advance(len);
        Ok(())
    }

    fn need(&self, needed: usize) -> Result<(), DecodeError> {
        let left = self.rest.len();
        if needed > left {
            return Err(self.error(Reason::Truncated { needed, left }));
        }
        Ok(())
    }

    fn offset(&self) -> usize {
        self.len - self.rest.len()
    }

    fn error(&self, reason: Reason) -> DecodeError {
        DecodeError::new(reason, self.offset())
    }
}

const MAGIC: u16 = 0x1000;

/// The bytes that every head has, without the length of the frame.
const FIXED: usize = 2 + 2 + 4 + 2;

/// The longest head that the format has room for. Kitex accepts a quarter of it, 64 KiB.
const MAX_HEAD: usize = FIXED + 4 * u16::MAX as usize;

const PADDING: u8 = 0x00;
const TEXTS: u8 = 0x01;
const NUMBERS: u8 = 0x10;
const TOKEN: u8 = 0x11;
