//! How a call ends: what that says about the endpoint, and its name.

use crate::{error::Error, protocol::ExceptionType, rpc::call::Response};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// It replied: with a value, or that it does not serve such a call.
    Success,
    Failure,
    /// The caller gave up. What that says depends on how long it waited.
    GivenUp,
    /// It did not reply, but its process may not be at fault.
    Excused,
    /// Nothing: the call was never sent.
    Unknown,
}

impl Outcome {
    /// Returns the outcome of a call with this result, or of a dropped one if `None`.
    pub(crate) fn of(result: Option<&Result<Response, Error>>) -> Self {
        match result {
            Some(Err(error)) if error.is_failure() => Self::Failure,
            Some(Err(Error::Application(exception)))
                if exception.ty == ExceptionType::DEPENDENCY_FAILED =>
            {
                Self::Excused
            }
            Some(Ok(_) | Err(Error::Application(_))) => Self::Success,
            Some(Err(Error::DeadlineExceeded)) | None => Self::GivenUp,
            Some(Err(_)) => Self::Unknown,
        }
    }
}

/// Returns the outcome's name for logs and metrics: one of few, whatever a peer sends.
pub(crate) fn name(result: Option<&Result<Response, Error>>) -> &'static str {
    let Some(result) = result else { return "cancelled" };
    match result {
        Ok(_) => OK,
        Err(Error::Application(exception)) => exception_name(exception.ty),
        Err(Error::Io(_)) => "io",
        Err(Error::Decode(_)) => "decode",
        Err(Error::TooLarge { .. }) => "too_large",
        Err(Error::NotThrift(_)) => "not_thrift",
        Err(Error::Unsent) => "unsent",
        Err(Error::Closed(_)) => "closed",
        Err(Error::Unavailable { .. }) => "unavailable",
        Err(Error::Overloaded) => "overloaded",
        Err(Error::DeadlineExceeded) => "deadline_exceeded",
        Err(Error::Broken) => "broken",
        Err(Error::Layer(_)) => "layer",
    }
}

fn exception_name(ty: ExceptionType) -> &'static str {
    match ty {
        ExceptionType::UNKNOWN => "unknown",
        ExceptionType::UNKNOWN_METHOD => "unknown_method",
        ExceptionType::INVALID_MESSAGE_TYPE => "invalid_message_type",
        ExceptionType::WRONG_METHOD_NAME => "wrong_method_name",
        ExceptionType::BAD_SEQUENCE_ID => "bad_sequence_id",
        ExceptionType::MISSING_RESULT => "missing_result",
        ExceptionType::INTERNAL_ERROR => "internal_error",
        ExceptionType::PROTOCOL_ERROR => "protocol_error",
        ExceptionType::INVALID_TRANSFORM => "invalid_transform",
        ExceptionType::INVALID_PROTOCOL => "invalid_protocol",
        ExceptionType::UNSUPPORTED_CLIENT_TYPE => "unsupported_client_type",
        ExceptionType::LOADSHEDDING => "loadshedding",
        ExceptionType::TIMEOUT => "timeout",
        ExceptionType::DEPENDENCY_FAILED => "dependency_failed",
        ExceptionType(_) => "other_exception",
    }
}

/// The name of the outcome of answered calls, even with an exception that the IDL declares.
pub(crate) const OK: &str = "ok";
