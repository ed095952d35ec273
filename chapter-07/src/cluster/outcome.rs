//! What the end of a call says of the endpoint.

use crate::{error::Error, rpc::call::Response};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// It answered: with a value, or that it cannot answer such a call.
    Success,
    Failure,
    /// The caller gave up. What that says depends on how long it waited.
    GivenUp,
    /// It did not answer, which the process behind it may not be at fault for.
    Excused,
    /// Nothing: the call was never sent.
    Unknown,
}

impl Outcome {
    /// That of a call with this result, or of one that was dropped.
    pub(crate) fn of(result: Option<&Result<Response, Error>>) -> Self {
        match result {
            Some(Err(error)) if error.is_failure() => Self::Failure,
            Some(Ok(_) | Err(Error::Application(_))) => Self::Success,
            None => Self::GivenUp,
            Some(Err(_)) => Self::Unknown,
        }
    }
}
