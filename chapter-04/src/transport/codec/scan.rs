//! Finding the end of an unframed message.
//!
//! Nothing in the message states its length, so a [`Scanner`] walks through its values. It
//! remembers where it ran out of bytes and goes on from there, so a message costs the same
//! however many reads it comes in. Starting again with each read would cost the square of
//! the length, if the message came byte by byte.

use super::detect;
use crate::{
    protocol::{
        BinaryReader, CompactReader, DecodeError, InputProtocol, MAX_DEPTH, Reason,
        WireType,
    },
    transport::body::Protocol,
};

/// Finds the end of the message that a growing buffer starts with.
#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    /// How many bytes it has passed.
    position: usize,
    /// The open structs and containers, innermost last. Empty before the header.
    open: Vec<Open>,
    /// The least length of the message, by the lengths in it.
    claimed: usize,
}

#[derive(Clone, Copy, Debug)]
enum Open {
    Struct,
    /// A container with this many elements to come. In a map, they are keys and values in
    /// turn; in a list or a set, all are the same.
    Container {
        even: WireType,
        odd: WireType,
        left: usize,
    },
}

impl Scanner {
    /// Returns the length of the message once it is complete, and is then ready for the next.
    /// Takes all bytes of the message that have arrived.
    pub(super) fn scan(&mut self, message: &[u8]) -> Result<Option<usize>, DecodeError> {
        loop {
            let rest = &message[self.position..];
            let stepped = match detect::protocol(message) {
                Protocol::Binary => self.step(&mut BinaryReader::new(rest)),
                Protocol::Compact => self.step(&mut CompactReader::new(rest)),
            };
            match stepped {
                Ok(read) => self.position += read,
                Err(error) => {
                    let offset = self.position + error.offset();
                    return match *error.reason() {
                        Reason::Truncated { needed, .. } => {
                            self.claimed = offset.saturating_add(needed);
                            Ok(None)
                        }
                        ref reason => Err(DecodeError::new(reason.clone(), offset)),
                    };
                }
            }
            if self.open.is_empty() {
                return Ok(Some(std::mem::take(self).position));
            }
        }
    }

    /// Returns the least length of the message after [`scan`](Self::scan) has not found its
    /// end: more bytes than have arrived.
    pub(super) fn claimed(&self) -> usize {
        self.claimed
    }

    /// Passes over the smallest part that is complete in itself, and returns its length. If
    /// not all of it has arrived, nothing changes.
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

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use bytes::BytesMut;

    use super::*;
    use crate::{
        ByteString,
        protocol::{BinaryWriter, CompactWriter, Header, MessageType, OutputProtocol},
    };

    #[test]
    fn a_message_ends_where_it_ends_whatever_follows() {
        for message in messages() {
            let len = message.len();
            for rest in [&b""[..], b"\0", &message] {
                let bytes = [&message[..], rest].concat();
                assert_eq!(Scanner::default().scan(&bytes), Ok(Some(len)));
            }
        }
    }

    /// So each byte is looked at a few times at most, and the cost is linear in the length
    /// of the message, even if it comes byte by byte.
    #[test]
    fn what_is_behind_is_not_walked_again() {
        for message in messages() {
            let len = message.len();
            let mut scanner = Scanner::default();
            let mut message = message;
            for come in 0..len {
                assert_eq!(scanner.scan(&message[..come]), Ok(None));
                let behind = scanner.position;
                assert!(come - behind <= LONGEST, "at {come} it is still at {behind}");
                // A second walk would fail here. The first byte must stay: it determines
                // the protocol.
                message[1.min(behind)..behind].fill(0xff);
            }
            assert_eq!(scanner.scan(&message), Ok(Some(len)));
        }
    }

    /// An element takes at least a byte. A container that claims more elements than bytes
    /// have arrived is not entered, and only its head is looked at again with each read.
    #[test]
    fn a_container_is_entered_when_every_element_has_a_byte() {
        let message = binary(|out| out.write_field(1, &vec![7_i16; 100]));
        let head = message.len() - 1 - 200;
        let mut scanner = Scanner::default();
        let field = b"\x0f\0\x01\x06\0\0\0\x64";
        for elements in 0..100 {
            assert_eq!(scanner.scan(&message[..head + elements]), Ok(None));
            assert_eq!(scanner.position, head - field.len());
        }
        for elements in 100..200 {
            assert_eq!(scanner.scan(&message[..head + elements]), Ok(None));
            assert_eq!(scanner.position, head + elements / 2 * 2);
        }
    }

    #[test]
    fn a_scanner_is_ready_for_the_next_message() {
        let mut scanner = Scanner::default();
        for message in messages() {
            assert_eq!(scanner.scan(&message[..message.len() - 1]), Ok(None));
            assert_eq!(scanner.scan(&message), Ok(Some(message.len())));
        }
    }

    #[test]
    fn an_error_tells_the_place_in_the_message() {
        let message = binary(|out| {
            out.write_field(1, &7_i8);
            out.write_field_begin(WireType::List, 2);
        });
        // An element type that does not exist, instead of the stop.
        let message = [&message[..message.len() - 1], b"\x63\0\0\0\x01"].concat();
        let error = DecodeError::new(Reason::WireType(0x63), message.len());
        assert_eq!(Scanner::default().scan(&message), Err(error));
    }

    /// A value that a reader would refuse is refused before all of it has arrived.
    #[test]
    fn values_are_nested_as_deep_as_a_reader_allows_and_no_deeper() {
        let mut scanner = Scanner::default();
        let deepest = nested(MAX_DEPTH);
        assert_eq!(scanner.scan(&deepest), Ok(Some(deepest.len())));

        let deeper = nested(MAX_DEPTH + 1);
        let begun = deeper.len() - (MAX_DEPTH + 1);
        for len in 0..begun {
            assert_eq!(scanner.scan(&deeper[..len]), Ok(None));
        }
        let error = scanner.scan(&deeper[..begun]).unwrap_err();
        assert_eq!(error.reason(), &Reason::Depth);
    }

    /// The longest incomplete part of [`messages`], in bytes: the head of a field and a
    /// uuid, less one.
    const LONGEST: usize = 3 + 16 - 1;

    /// Messages with every type in every other: in both protocols, and with an old-style
    /// header.
    fn messages() -> [BytesMut; 3] {
        let binary = binary(|out| write_fields(out));
        let mut compact = BytesMut::new();
        write_message(&mut CompactWriter::new(&mut compact), write_fields);
        let body = &binary[4 + 4 + NAME.len() + 4..];
        let old = [b"\0\0\0\x03", NAME.as_bytes(), b"\x01\0\0\0\x01", body].concat();
        [binary, compact, BytesMut::from(&old[..])]
    }

    /// Returns a message of `depth` nested structs.
    fn nested(depth: usize) -> BytesMut {
        binary(|out| {
            for _ in 1..depth {
                out.write_field_begin(WireType::Struct, 1);
                out.write_struct_begin();
            }
            for _ in 1..depth {
                out.write_struct_end();
            }
        })
    }

    fn binary(fields: impl Fn(&mut BinaryWriter<'_>)) -> BytesMut {
        let mut message = BytesMut::new();
        write_message(&mut BinaryWriter::new(&mut message), fields);
        message
    }

    fn write_message<P: OutputProtocol>(out: &mut P, fields: impl Fn(&mut P)) {
        let method = ByteString::from_static(NAME);
        out.write_header(&Header { method, ty: MessageType::Call, sequence_id: 1 });
        out.write_struct_begin();
        fields(out);
        out.write_struct_end();
    }

    fn write_fields(out: &mut impl OutputProtocol) {
        write_plain_fields(out);
        out.write_field_begin(WireType::Struct, 20);
        write_struct(out);
        out.write_field_begin(WireType::List, 21);
        out.write_list_begin(WireType::Struct, 2);
        write_struct(out);
        write_struct(out);
        out.write_list_end();
        out.write_field_begin(WireType::Set, 22);
        out.write_list_begin(WireType::Map, 1);
        out.write_map_begin(WireType::Struct, WireType::List, 2);
        for len in [0, 3] {
            write_struct(out);
            out.write_list_begin(WireType::Bool, len);
            (0..len).for_each(|index| out.write_bool(index == 1));
            out.write_list_end();
        }
        out.write_map_end();
        out.write_list_end();
        write_plain_fields(out);
    }

    fn write_struct(out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        write_plain_fields(out);
        out.write_struct_end();
    }

    fn write_plain_fields(out: &mut impl OutputProtocol) {
        out.write_field(1, &true);
        out.write_field(2, &-8_i8);
        out.write_field(3, &0.5);
        out.write_field(4, &-16_i16);
        out.write_field(5, &i32::MIN);
        out.write_field(6, &i64::MIN);
        out.write_field(7, &ByteString::from_static("text"));
        out.write_field(8, &[16; 16]);
        out.write_field(9, &vec![false, true]);
        out.write_field(10, &HashSet::from([-64_i64]));
        out.write_field(11, &HashMap::from([(1_i16, ByteString::new())]));
        out.write_field(12, &HashMap::<i32, bool>::new());
        out.write_field(13, &false);
    }

    const NAME: &str = "all";
}
