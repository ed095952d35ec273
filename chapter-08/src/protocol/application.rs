//! A peer's report of a failure that the IDL does not declare: Thrift's
//! `TApplicationException`.

use std::fmt;

use bytestring::ByteString;

use super::{
    DecodeError, InputProtocol, Message, OutputProtocol, WireType, metadata::Metadata,
};

/// A failure that the IDL does not declare: the body of a message of type
/// [`Exception`](crate::protocol::MessageType::Exception).
///
/// # Examples
///
/// In a handler for a method that throws nothing:
///
/// ```
/// use std::convert::Infallible;
///
/// use mini_lust::{ApplicationException, CallError, ExceptionType};
///
/// fn save() -> Result<(), CallError<Infallible>> {
///     let ty = ExceptionType::INTERNAL_ERROR;
///     Err(ApplicationException::new(ty, "the disk is full"))?
/// }
///
/// assert_eq!(save().unwrap_err().to_string(), "INTERNAL_ERROR: the disk is full");
/// ```
#[derive(Clone, Debug, Default, thiserror::Error)]
#[error("{ty:?}: {message}")]
pub struct ApplicationException {
    /// A text for people.
    pub message: ByteString,
    /// A kind for programs.
    pub ty: ExceptionType,
    /// The metadata that travels with it.
    pub metadata: Metadata,
    /// Whether a peer has sent it. Then the failure is the peer's, not ours.
    pub(crate) is_received: bool,
}

/// Compares what exceptions say, not where they come from.
impl PartialEq for ApplicationException {
    fn eq(&self, other: &Self) -> bool {
        (&self.message, self.ty, &self.metadata)
            == (&other.message, other.ty, &other.metadata)
    }
}

impl Eq for ApplicationException {}

impl ApplicationException {
    /// Creates an exception that says `message`.
    pub fn new(ty: ExceptionType, message: impl Into<ByteString>) -> Self {
        let message = message.into();
        Self { message, ty, metadata: Metadata::new(), is_received: false }
    }
}

impl Message for ApplicationException {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.message);
        out.write_field(2, &self.ty);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut exception = Self { is_received: true, ..Self::default() };
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => exception.message = Message::decode(input)?,
                (2, WireType::I32) => exception.ty = Message::decode(input)?,
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        Ok(exception)
    }
}

/// The kind of an [`ApplicationException`]: one of Apache Thrift's libraries or of
/// fbthrift's, or any other number that a peer sends.
#[derive(Clone, Copy, Default, Eq, Hash, PartialEq)]
pub struct ExceptionType(pub i32);

impl ExceptionType {
    /// A failure of no other kind.
    pub const UNKNOWN: Self = Self(0);
    /// The service has no method of that name.
    pub const UNKNOWN_METHOD: Self = Self(1);
    /// A message of another type than expected.
    pub const INVALID_MESSAGE_TYPE: Self = Self(2);
    /// A reply of another method than the one called.
    pub const WRONG_METHOD_NAME: Self = Self(3);
    /// A reply to another call than the one made.
    pub const BAD_SEQUENCE_ID: Self = Self(4);
    /// A reply with neither a value nor a declared exception.
    pub const MISSING_RESULT: Self = Self(5);
    /// The server failed.
    pub const INTERNAL_ERROR: Self = Self(6);
    /// The arguments could not be decoded, or a message was over the limit.
    pub const PROTOCOL_ERROR: Self = Self(7);
    /// A transform of the header transport that the peer does not know.
    pub const INVALID_TRANSFORM: Self = Self(8);
    /// A protocol that the peer does not know.
    pub const INVALID_PROTOCOL: Self = Self(9);
    /// A client of a kind that the server refuses.
    pub const UNSUPPORTED_CLIENT_TYPE: Self = Self(10);
    /// The server has too much to do and has not started the call; as in fbthrift.
    pub const LOADSHEDDING: Self = Self(11);
    /// The time for the call is over; as in fbthrift.
    pub const TIMEOUT: Self = Self(12);
    /// A service that the server depends on has failed, not the server itself. The number is
    /// HTTP's status for a bad gateway, and is used by no other Thrift.
    pub const DEPENDENCY_FAILED: Self = Self(502);
}

/// Shows the name, or `ExceptionType(77)` for a number without one.
impl fmt::Debug for ExceptionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::UNKNOWN => "UNKNOWN",
            Self::UNKNOWN_METHOD => "UNKNOWN_METHOD",
            Self::INVALID_MESSAGE_TYPE => "INVALID_MESSAGE_TYPE",
            Self::WRONG_METHOD_NAME => "WRONG_METHOD_NAME",
            Self::BAD_SEQUENCE_ID => "BAD_SEQUENCE_ID",
            Self::MISSING_RESULT => "MISSING_RESULT",
            Self::INTERNAL_ERROR => "INTERNAL_ERROR",
            Self::PROTOCOL_ERROR => "PROTOCOL_ERROR",
            Self::INVALID_TRANSFORM => "INVALID_TRANSFORM",
            Self::INVALID_PROTOCOL => "INVALID_PROTOCOL",
            Self::UNSUPPORTED_CLIENT_TYPE => "UNSUPPORTED_CLIENT_TYPE",
            Self::LOADSHEDDING => "LOADSHEDDING",
            Self::TIMEOUT => "TIMEOUT",
            Self::DEPENDENCY_FAILED => "DEPENDENCY_FAILED",
            Self(unknown) => return write!(f, "ExceptionType({unknown})"),
        })
    }
}

impl Message for ExceptionType {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}
