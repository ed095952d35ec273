//! Encoded values, which is all that the code between the two ends of a call sees.
//!
//! The caller encodes, and the handler's side decodes. Code in between moves a [`Body`] but
//! never looks into it. So it needs no type parameter for the contents, copies them at no
//! cost, and cannot fail over them.

use std::sync::Arc;

use bytes::{Buf, Bytes, BytesMut};

use crate::protocol::{
    BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError, Message,
    Pieces, Shared,
};

/// An encoded value, and its protocol. Clones share the bytes.
///
/// # Examples
///
/// ```
/// use mini_lust::{Body, Protocol};
/// # use mini_lust::user;
/// use user::NotFound;
///
/// let body = Body::encode(Protocol::Compact, &NotFound { id: 1 });
/// assert_eq!(body.len(), 3);
/// assert_eq!(body.decode::<NotFound>()?, NotFound { id: 1 });
/// # Ok::<(), mini_lust::protocol::DecodeError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Body {
    protocol: Protocol,
    bytes: Bytes,
    /// Long values, which are not in `bytes`.
    shared: Option<Arc<Shared>>,
}

/// The protocols that a connection can speak.
///
/// Values can be written in any [`OutputProtocol`](crate::protocol::OutputProtocol), but
/// connections only know these, because peers must recognize what they receive.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Protocol {
    /// [`BinaryWriter`] and [`BinaryReader`]: the protocol that every Thrift library knows.
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

    /// Encodes `value`, but leaves it incomplete beyond `limit` bytes, because such a body
    /// will be refused.
    pub fn encode_within(
        limit: usize,
        protocol: Protocol,
        value: &impl Message,
    ) -> Self {
        let mut bytes = BytesMut::with_capacity(USUAL);
        let mut shared = Shared::default();
        match protocol {
            Protocol::Binary => {
                let writer = BinaryWriter::new(&mut bytes);
                value.encode(&mut writer.limit(limit).sharing(&mut shared));
            }
            Protocol::Compact => {
                let writer = CompactWriter::new(&mut bytes);
                value.encode(&mut writer.limit(limit).sharing(&mut shared));
            }
        }
        let shared = (!shared.is_empty()).then(|| Arc::new(shared));
        Self { protocol, bytes: bytes.freeze(), shared }
    }

    /// Creates a body of bytes that are already encoded.
    pub fn new(protocol: Protocol, bytes: Bytes) -> Self {
        Self { protocol, bytes, shared: None }
    }

    /// Decodes the value. Strings and binaries in it share the memory of the body.
    ///
    /// # Errors
    ///
    /// Returns [`DecodeError`] if the bytes are not such a value.
    pub fn decode<T: Message>(&self) -> Result<T, DecodeError> {
        let bytes = self.bytes();
        match self.protocol {
            Protocol::Binary => T::decode(&mut BinaryReader::new(bytes)),
            Protocol::Compact => T::decode(&mut CompactReader::new(bytes)),
        }
    }

    /// Returns the protocol that the value is encoded in.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Returns the length of the encoded value, in bytes.
    pub fn len(&self) -> usize {
        self.bytes.len() + self.shared.as_ref().map_or(0, |shared| shared.len())
    }

    /// Returns whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the encoded value, without its protocol.
    pub fn bytes(&self) -> Bytes {
        self.clone().into_bytes()
    }

    /// Returns the encoded value, without its protocol.
    pub fn into_bytes(self) -> Bytes {
        let len = self.len();
        match self.shared {
            Some(_) => self.into_pieces().copy_to_bytes(len),
            None => self.bytes,
        }
    }

    /// Copies the long values, so that the body keeps no other memory than its own.
    pub(crate) fn copied(self) -> Self {
        Self::new(self.protocol, self.into_bytes())
    }

    /// Returns the encoded value in pieces, without copying long values.
    pub(crate) fn into_pieces(self) -> Pieces {
        self.shared.unwrap_or_default().pieces(self.bytes)
    }
}

/// Compares the bytes, wherever they are.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.protocol == other.protocol && self.bytes() == other.bytes()
    }
}

impl Eq for Body {}

/// The initial capacity, in bytes. Most bodies fit; for larger ones it grows.
const USUAL: usize = 512;
