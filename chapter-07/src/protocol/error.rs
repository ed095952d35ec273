//! Why bytes could not be decoded, and where.

use super::WireType;

/// Why bytes could not be decoded, and where.
///
/// The contents are boxed because every method of a protocol may return an error: most
/// succeed, and their results should be small.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}, at byte {} of the message", .0.reason, .0.offset)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, Debug, Eq, PartialEq)]
struct Inner {
    reason: Reason,
    offset: usize,
}

/// Why bytes could not be decoded.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The bytes end before the value does. More bytes may complete it.
    #[error("{needed} more bytes are needed, {left} are left")]
    Truncated {
        /// How many bytes the rest of the value takes at least.
        needed: usize,
        /// How many bytes are left.
        left: usize,
    },
    /// An impossible length: negative, or of more than 31 bits.
    #[error("{0} is no length")]
    Length(i64),
    /// A type code that Thrift does not define.
    #[error("{0} is no type of a value")]
    WireType(u8),
    /// A message type that Thrift does not define.
    #[error("{0} is no type of a message")]
    MessageType(u8),
    /// A message that starts with an unknown version.
    #[error("{0:#x} is no version of this protocol")]
    Version(u32),
    /// A number with more bits than its type has.
    #[error("a varint is out of the range of its type")]
    Varint,
    /// A bool that is neither true nor false.
    #[error("{0} is no bool")]
    Bool(u8),
    /// A `string` that is not valid UTF-8.
    #[error("a string is not UTF-8")]
    Utf8,
    /// Structs, lists, sets and maps nested more than [`MAX_DEPTH`](super::MAX_DEPTH) deep.
    #[error("values are nested too deeply")]
    Depth,
    /// A value that would take more memory than a message may.
    #[error("the value takes too much memory")]
    Memory,
    /// A container whose elements have another type than the IDL says.
    #[error("elements should be {expected:?}, but are {found:?}")]
    Element {
        /// The type in the IDL.
        expected: WireType,
        /// The type in the message.
        found: WireType,
    },
    /// A struct without one of its `required` fields, or a reply without a result.
    #[error("{0}.{1} is required but missing")]
    Missing(&'static str, &'static str),
    /// A union with no field, or with several.
    #[error("the union {0} should have exactly one field")]
    Union(&'static str),
}

impl DecodeError {
    /// Creates an error at byte `offset` of a message.
    pub fn new(reason: Reason, offset: usize) -> Self {
        Self(Box::new(Inner { reason, offset }))
    }

    /// Returns why the bytes could not be decoded.
    pub fn reason(&self) -> &Reason {
        &self.0.reason
    }

    /// Returns where decoding failed, in bytes from the start of the message.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}
