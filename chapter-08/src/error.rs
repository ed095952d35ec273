//! What goes wrong.

use std::{io, time::Duration};

use bytestring::ByteString;
use tower::BoxError;

use crate::{
    application::{ApplicationException, ExceptionType},
    protocol::WireType,
};

/// Why a call has no value: it failed, or it met an exception `E` that the IDL declares for
/// its method.
///
/// A handler returns either with `?`: [`From`] makes one of an [`Error`], of an
/// [`ApplicationException`], and of each declared exception.
#[derive(Debug, thiserror::Error)]
pub enum CallError<E> {
    /// A declared exception.
    #[error("{0}")]
    Exception(E),
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl<E> From<ApplicationException> for CallError<E> {
    fn from(exception: ApplicationException) -> Self {
        Self::Failed(exception.into())
    }
}

/// Why messages do not come or go, and calls are not answered.
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
    /// [`FrameCodec::max_frame_len`](crate::codec::FrameCodec::max_frame_len) allows.
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
    /// The connection closed before the call was sent. The server has never seen it: to
    /// call again is safe.
    #[error("the connection closed before the call was sent")]
    Unsent,
    /// The connection closed while the call waited for its reply. Whether the server has
    /// seen it is unknown.
    #[error("the connection closed before the reply came: {0}")]
    Closed(ByteString),
    /// No endpoint has been ready for at least so long. The call was not sent: to call again
    /// is safe.
    #[error("no endpoint was ready for {0:?}")]
    Unavailable(Duration),
    /// There is too much to do. Nobody has begun with the call: to call again, elsewhere or
    /// later, is safe.
    #[error("the call was rejected, there is too much to do")]
    Overloaded,
    /// Too many of the last calls failed, so this one was not made. Nobody has seen it, but to
    /// make it again would not help.
    #[error("the call was not made, too many before it failed")]
    Broken,
    /// The time for the call is over. Whether the server has seen it is unknown.
    #[error("the deadline of the call has passed")]
    DeadlineExceeded,
    /// The peer answered that it failed, in a way that the IDL does not declare.
    #[error(transparent)]
    Application(#[from] ApplicationException),
    /// A layer around the connection or the handler failed.
    #[error(transparent)]
    Layer(BoxError),
}

impl Error {
    /// Whether it speaks against the endpoint that it came from, not against the call.
    pub fn is_failure(&self) -> bool {
        match self {
            Self::TooLarge { .. }
            | Self::Unsent
            | Self::Unavailable(_)
            | Self::Overloaded
            | Self::Broken
            | Self::DeadlineExceeded => false,
            // That it knows no such method is no fault of the process that says so.
            Self::Application(exception) => {
                matches!(
                    exception.ty,
                    ExceptionType::UNKNOWN
                        | ExceptionType::INTERNAL_ERROR
                        | ExceptionType::LOADSHEDDING
                        | ExceptionType::TIMEOUT
                )
            }
            _ => true,
        }
    }

    /// Whether no handler has seen the call, so that to make it again is safe, whatever it
    /// does. [`Broken`](Self::Broken) is not among them: to make that call again at once is
    /// safe, and of no use.
    pub fn is_unsent(&self) -> bool {
        match self {
            Self::Unsent | Self::Unavailable(_) | Self::Overloaded => true,
            Self::Application(exception) => exception.ty == ExceptionType::LOADSHEDDING,
            _ => false,
        }
    }
}

/// Finds the [`Error`] again that layers have boxed on its way.
impl From<BoxError> for Error {
    fn from(error: BoxError) -> Self {
        error.downcast().map_or_else(Self::Layer, |error| *error)
    }
}

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
    /// A frame without the head that its peer's frames began with.
    #[error("a frame has no head")]
    NoHeader,
    /// A body that was transformed, to compress it for instance.
    #[error("the body is transformed")]
    Transform,
    /// A part of a head that this crate does not know.
    #[error("{0:#x} is no kind of block in a head")]
    Block(u8),
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
    /// [`MAX_DEPTH`](crate::protocol::MAX_DEPTH) deep.
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
