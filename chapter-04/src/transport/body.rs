//! Encoded values, as everything between the two ends of a call sees them.
//!
//! Who calls encodes, who is called decodes. What lies between moves a [`Body`] and never
//! looks into it, so it needs no type parameter for what is inside, copies it at no cost,
//! and cannot fail over its contents.

use bytes::{Bytes, BytesMut};

use crate::protocol::{
    BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError, Message,
};

/// An encoded value, and the protocol it is encoded in. Clones share the bytes.
///
/// # Examples
///
/// ```
/// use mini_lust::{Body, Protocol};
/// # use mini_lust::user;
/// use user::NotFound;
///
/// let body = Body::encode(Protocol::Compact, &NotFound { id: 1 });
/// assert_eq!(body.bytes().len(), 3);
/// assert_eq!(body.decode::<NotFound>()?, NotFound { id: 1 });
/// # Ok::<(), mini_lust::protocol::DecodeError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Body {
    protocol: Protocol,
    bytes: Bytes,
}

/// The protocols that a connection can speak.
///
/// Values are open to any [`OutputProtocol`](crate::protocol::OutputProtocol); connections
/// are not, since peers must recognize what they are sent.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Protocol {
    /// [`BinaryWriter`] and [`BinaryReader`]: what every Thrift library speaks.
    #[default]
    Binary,
    /// [`CompactWriter`] and [`CompactReader`]: a third to a half of the bytes.
    Compact,
}

impl Body {
    /// Encodes `value`.
    pub fn encode(protocol: Protocol, value: &impl Message) -> Self {
        Self::encode_within(usize::MAX, protocol, value)
    }

    /// Encodes `value`, which is to be refused if it takes more than `limit` bytes: what is
    /// written beyond them is not all of it.
    pub fn encode_within(
        limit: usize,
        protocol: Protocol,
        value: &impl Message,
    ) -> Self {
        let mut bytes = BytesMut::with_capacity(USUAL);
        match protocol {
            Protocol::Binary => {
                value.encode(&mut BinaryWriter::new(&mut bytes).limit(limit));
            }
            Protocol::Compact => {
                value.encode(&mut CompactWriter::new(&mut bytes).limit(limit));
            }
        }
        Self::new(protocol, bytes.freeze())
    }

    /// Takes `bytes` as they are.
    pub fn new(protocol: Protocol, bytes: Bytes) -> Self {
        Self { protocol, bytes }
    }

    /// Decodes the value. Strings and binaries in it share the memory of the body.
    ///
    /// # Errors
    ///
    /// If the bytes are no such value.
    pub fn decode<T: Message>(&self) -> Result<T, DecodeError> {
        let bytes = self.bytes.clone();
        match self.protocol {
            Protocol::Binary => T::decode(&mut BinaryReader::new(bytes)),
            Protocol::Compact => T::decode(&mut CompactReader::new(bytes)),
        }
    }

    /// The protocol that the value is encoded in.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// The encoded value.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The encoded value, without its protocol.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }
}

/// The room to begin with, in bytes. Most bodies fit; a larger one grows.
const USUAL: usize = 512;
