//! What can go wrong.

use std::{io, sync::Arc, time::Duration};

use tower::BoxError;

use crate::protocol::{ApplicationException, DecodeError, ExceptionType};

/// Why a call has no value: it failed, or its method threw an exception `E` that the IDL
/// declares.
///
/// A handler returns either with `?`: [`From`] converts an [`Error`], an
/// [`ApplicationException`] and each declared exception.
///
/// # Examples
///
/// ```
/// use mini_lust::{CallError, Error};
/// # use mini_lust::user;
/// use user::{GetUserException, NotFound};
///
/// fn advice(error: CallError<GetUserException>) -> &'static str {
///     match error {
///         CallError::Exception(GetUserException::NotFound(_)) => "nobody has this id",
///         CallError::Failed(Error::Unsent) => "call again, nothing was sent",
///         CallError::Failed(_) => "the server may have seen it",
///     }
/// }
///
/// assert_eq!(advice(NotFound { id: 7 }.into()), "nobody has this id");
/// ```
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

/// Why a message could not be sent or received, or a call got no reply.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The stream failed, or ended inside a message.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A message could not be decoded.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// A message, ours or the peer's, is longer than
    /// [`FrameCodec::max_frame_len`](crate::transport::codec::FrameCodec::max_frame_len) allows.
    #[error("a message of {len} bytes is over the limit of {limit}")]
    TooLarge {
        /// The length of the message, in bytes, or a lower bound.
        len: usize,
        /// The maximum length, in bytes.
        limit: usize,
    },
    /// The peer's first bytes are not the start of a Thrift message.
    #[error("the peer {}, it begins with \"{}\"", speaks(.0), .0.escape_ascii())]
    NotThrift([u8; 5]),
    /// The connection closed before the call was sent. The server has never seen it, so
    /// calling again is safe.
    #[error("the connection closed before the call was sent")]
    Unsent,
    /// The connection closed while the call waited for its reply. The server may have seen
    /// the call. All calls of the connection share the reason.
    #[error("the connection closed before the reply came: {0}")]
    Closed(#[source] Arc<Self>),
    /// No endpoint was ready for at least this long. The call was not sent, so calling again
    /// is safe.
    #[error("no endpoint was ready for {limit:?}")]
    Unavailable {
        /// How long calls wait for an endpoint.
        limit: Duration,
        /// Why the last attempt to connect failed, if it did.
        source: Option<Arc<Self>>,
    },
    /// There is too much to do. No handler has started on the call, so calling again,
    /// elsewhere or later, is safe.
    #[error("the call was rejected, there is too much to do")]
    Overloaded,
    /// Too many of the last calls failed, so this one was not made. No server has seen it, but
    /// making it again would not help.
    #[error("the call was not made, too many before it failed")]
    Broken,
    /// The time for the call is over. The server may have seen it.
    #[error("the deadline of the call has passed")]
    DeadlineExceeded,
    /// The peer reported a failure that the IDL does not declare.
    #[error(transparent)]
    Application(#[from] ApplicationException),
    /// A layer around the connection or the handler failed.
    #[error(transparent)]
    Layer(BoxError),
}

impl Error {
    /// Returns whether the error counts against the endpoint that it came from, not against
    /// the call.
    pub fn is_failure(&self) -> bool {
        match self {
            Self::TooLarge { .. }
            | Self::Unsent
            | Self::Unavailable { .. }
            | Self::Overloaded
            | Self::Broken
            | Self::DeadlineExceeded => false,
            // A process is not at fault if it does not know a method.
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

    /// Returns whether no handler has seen the call, so that making it again is safe, whatever
    /// it does. [`Broken`](Self::Broken) does not count: making that call again immediately is
    /// safe, but of no use.
    pub fn is_unsent(&self) -> bool {
        match self {
            Self::Unsent | Self::Unavailable { .. } | Self::Overloaded => true,
            Self::Application(exception) => exception.ty == ExceptionType::LOADSHEDDING,
            _ => false,
        }
    }

    /// Returns whether a handler that fails with this error passes on the failure of a call
    /// that it made.
    pub(crate) fn is_of_dependency(&self) -> bool {
        match self {
            Self::Unsent
            | Self::Closed(_)
            | Self::Unavailable { .. }
            | Self::Overloaded
            | Self::Broken => true,
            Self::Application(exception) => match exception.ty {
                ExceptionType::LOADSHEDDING => true,
                ExceptionType::TIMEOUT => false,
                _ => exception.is_received && self.is_failure(),
            },
            _ => false,
        }
    }
}

/// Takes an [`Error`] out of the box that layers have put around it.
impl From<BoxError> for Error {
    fn from(error: BoxError) -> Self {
        error.downcast().map_or_else(Self::Layer, |error| *error)
    }
}

/// Makes the exception that the caller of a failed call gets. A call that could not be sent
/// on is an internal error, because the handler may have done other things before.
impl From<Error> for ApplicationException {
    fn from(error: Error) -> Self {
        let ty = match error {
            Error::Application(exception) => return exception,
            Error::Decode(_) | Error::TooLarge { .. } => ExceptionType::PROTOCOL_ERROR,
            Error::Overloaded => ExceptionType::LOADSHEDDING,
            Error::DeadlineExceeded => ExceptionType::TIMEOUT,
            _ => ExceptionType::INTERNAL_ERROR,
        };
        Self::new(ty, error.to_string())
    }
}

/// Returns what a peer speaks that is not understood, by its first bytes.
fn speaks(first: &[u8; 5]) -> &'static str {
    match first {
        [.., 0x0f] => "speaks fbthrift's THeader, which is not understood here",
        _ => "does not speak Thrift",
    }
}
