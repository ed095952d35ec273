//! Why bytes could not be decoded, and where.

use super::WireType;

/// Bytes that could not be decoded: why, and where.
///
/// In a box, since every method of a protocol returns one: most calls succeed, and their
/// results should be small.
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
    /// The bytes end before the value does. More of them may complete it.
    #[error("{needed} more bytes are needed, {left} are left")]
    Truncated {
        /// How many bytes the rest of the value takes, at least.
        needed: usize,
        /// How many there are.
        left: usize,
    },
    /// A length that no message can have: negative, or of more than 31 bits.
    #[error("{0} is no length")]
    Length(i64),
    /// A type code that Thrift does not define.
    #[error("{0} is no type of a value")]
    WireType(u8),
    /// A message type that Thrift does not define.
    #[error("{0} is no type of a message")]
    MessageType(u8),
    /// A message that starts with a version this crate does not know.
    #[error("{0:#x} is no version of this protocol")]
    Version(u32),
    /// A number of more bits than its type has.
    #[error("a varint is out of the range of its type")]
    Varint,
    /// Neither true nor false.
    #[error("{0} is no bool")]
    Bool(u8),
    /// A `string` that is not valid UTF-8.
    #[error("a string is not UTF-8")]
    Utf8,
    /// Structs, lists, sets and maps inside one another, more than
    /// [`MAX_DEPTH`](super::MAX_DEPTH) deep.
    #[error("values are nested too deeply")]
    Depth,
    /// The value would take more memory than one message may.
    #[error("the value takes too much memory")]
    Memory,
    /// A container whose elements are not what the IDL says.
    #[error("elements should be {expected:?}, but are {found:?}")]
    Element {
        /// What the IDL says.
        expected: WireType,
        /// What the message says.
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
    /// An error met at the byte `offset` of a message.
    pub fn new(reason: Reason, offset: usize) -> Self {
        Self(Box::new(Inner { reason, offset }))
    }

    /// Why the bytes could not be decoded.
    pub fn reason(&self) -> &Reason {
        &self.0.reason
    }

    /// Where, in bytes from the start of what was decoded.
    pub fn offset(&self) -> usize {
        self.0.offset
    }
}
