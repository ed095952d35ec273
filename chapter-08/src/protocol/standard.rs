//! Types of the standard library that generated code has on request.

use thiserror::Error;

use super::{DecodeError, InputProtocol, Message, OutputProtocol, WireType};

/// `string`, copied out of its message.
impl Message for String {
    const TYPE: WireType = WireType::Binary;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_string(self);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Ok(Self::from(&*input.read_string()?))
    }
}

/// `binary`, copied out of its message.
impl Message for Vec<u8> {
    const TYPE: WireType = WireType::Binary;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_bytes(self);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Ok(input.read_bytes()?.into())
    }
}

/// The error for a name or a number that is not a value of an enum.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("`{value}` is not a value of `{name}`")]
pub struct UnknownValue {
    name: &'static str,
    value: String,
}

impl UnknownValue {
    /// Creates the error for a `value` that is not one of the enum `name`.
    pub fn new(name: &'static str, value: impl ToString) -> Self {
        Self { name, value: value.to_string() }
    }
}
