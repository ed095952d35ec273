//! What the end of a call says about the endpoint.

use crate::{error::Error, rpc::call::Response};

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
            Some(Ok(_) | Err(Error::Application(_))) => Self::Success,
            None => Self::GivenUp,
            Some(Err(_)) => Self::Unknown,
        }
    }
}
