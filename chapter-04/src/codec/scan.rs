//! Where an unframed message ends.
//!
//! Nothing says how long it is: one has to walk through its values. A [`Scanner`] remembers
//! where it ran out of bytes and goes on from there, so that a message costs the same
//! however many reads it comes in. To begin anew with each read would cost the square of
//! its length if it came byte by byte.

use super::detect;
use crate::{
    body::Protocol,
    error::{DecodeError, Reason},
    protocol::{BinaryReader, CompactReader, InputProtocol, MAX_DEPTH, WireType},
};

/// Finds the end of the message that a growing buffer starts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    /// How many bytes are behind it.
    position: usize,
    /// What it is inside of, innermost last. Empty before the header.
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
enum Open {
    Struct,
    /// A container with this many elements to come. Those of a map are keys and values in
    /// turn, of a list or a set they are all the same.
    Container {
        even: WireType,
        odd: WireType,
        left: usize,
    },
}

impl Scanner {
    /// Looks at what has come of the message so far, all of it. Returns its length once it
    /// is complete, and is then ready for the next.
    pub(super) fn scan(&mut self, message: &[u8]) -> Result<Option<usize>, DecodeError> {
        loop {
            let rest = &message[self.position..];
            let stepped = match detect::protocol(message) {
                Protocol::Binary => self.step(&mut BinaryReader::new(rest)),
                Protocol::Compact => self.step(&mut CompactReader::new(rest)),
            };
            match stepped {
                Ok(read) => self.position += read,
                Err(error) if matches!(error.reason(), Reason::Truncated { .. }) => {
                    return Ok(None);
                }
                Err(error) => {
                    let offset = self.position + error.offset();
                    return Err(DecodeError::new(error.reason().clone(), offset));
                }
            }
            if self.open.is_empty() {
                return Ok(Some(std::mem::take(self).position));
            }
        }
    }

    /// Passes over the smallest part that can be told for itself, and returns its length.
    /// If that part is not complete, nothing has changed.
    fn step(&mut self, input: &mut impl InputProtocol) -> Result<usize, DecodeError> {
        match self.open.last().copied() {
            None => {
                input.read_header()?;
                self.open.push(Open::Struct);
            }
            Some(Open::Struct) => match input.read_field_begin()? {
                Some(field) => self.value(field.ty, input)?,
                None => drop(self.open.pop()),
            },
            Some(Open::Container { left: 0, .. }) => drop(self.open.pop()),
            Some(Open::Container { even, odd, left }) => {
                let ty = if left % 2 == 0 { even } else { odd };
                let index = self.open.len() - 1;
                self.value(ty, input)?;
                self.open[index] = Open::Container { even, odd, left: left - 1 };
            }
        }
        Ok(input.offset())
    }

    /// Passes over a value, or into it if it has parts.
    fn value(
        &mut self,
        ty: WireType,
        input: &mut impl InputProtocol,
    ) -> Result<(), DecodeError> {
        let open = match ty {
            WireType::Struct => Open::Struct,
            WireType::Set | WireType::List => {
                let (element, left) = input.read_list_begin()?;
                Open::Container { even: element, odd: element, left }
            }
            WireType::Map => {
                let (key, value, len) = input.read_map_begin()?;
                Open::Container { even: key, odd: value, left: 2 * len }
            }
            _ => return input.skip(ty),
        };
        if self.open.len() == MAX_DEPTH {
            return Err(input.error(Reason::Depth));
        }
        self.open.push(open);
        Ok(())
    }
}
