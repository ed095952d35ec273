//! Long values, which are not copied into their messages.
//!
//! A message is written into one buffer. For a name that is right: copying it costs less than
//! giving the kernel one more piece to collect. For a picture it is not.

use std::{collections::VecDeque, io::IoSlice};

use bytes::{Buf, Bytes};

/// The long values of a message, and the place of each in the buffer that has the rest.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    values: Vec<(usize, Bytes)>,
    len: usize,
}

/// A message in pieces, which are sent one after the other.
#[derive(Debug)]
pub(crate) struct Pieces(VecDeque<Bytes>);

impl Shared {
    /// Adds a value, which belongs at `place` in the buffer.
    pub(super) fn push(&mut self, place: usize, value: Bytes) {
        self.len += value.len();
        self.values.push((place, value));
    }

    /// Returns whether all values were short.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the length of all values together, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Returns the message with this `buffer`, which has each value in its place.
    pub(crate) fn pieces(&self, mut buffer: Bytes) -> Pieces {
        let mut pieces = VecDeque::with_capacity(2 * self.values.len() + 1);
        let mut start = 0;
        for (place, value) in &self.values {
            pieces.extend([buffer.split_to(place - start), value.clone()]);
            start = *place;
        }
        pieces.push_back(buffer);
        pieces.retain(Bytes::has_remaining);
        Pieces(pieces)
    }
}

impl Buf for Pieces {
    fn remaining(&self) -> usize {
        self.0.iter().map(Bytes::len).sum()
    }

    fn chunk(&self) -> &[u8] {
        self.0.front().map_or(&[], Bytes::chunk)
    }

    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let filled = slices.iter_mut().zip(&self.0);
        filled.map(|(slice, piece)| *slice = IoSlice::new(piece)).count()
    }

    fn advance(&mut self, mut count: usize) {
        while let Some(first) = self.0.front_mut() {
            let part = count.min(first.len());
            first.advance(part);
            count -= part;
            if first.has_remaining() {
                break;
            }
            self.0.pop_front();
        }
        assert_eq!(count, 0, "there are fewer bytes");
    }
}

/// The least length of a value that is not copied, in bytes.
pub(super) const LONG: usize = 8 * 1024;

#[cfg(test)]
mod tests {
    use bytes::{BufMut, BytesMut};
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::{BinaryWriter, CompactWriter, Message, OutputProtocol};

    /// Short and long values, a long one at either end, and two in a row.
    fn values() -> Vec<Bytes> {
        let lens = [LONG, 3, LONG - 1, LONG, 2 * LONG, 0, LONG];
        lens.iter().map(|len| vec![*len as u8; *len].into()).collect()
    }

    fn pieces() -> Pieces {
        let (mut buffer, mut shared) = (BytesMut::new(), Shared::default());
        let mut writer = BinaryWriter::new(&mut buffer).sharing(&mut shared);
        values().iter().for_each(|value| value.encode(&mut writer));
        shared.pieces(buffer.freeze())
    }

    #[test]
    fn the_pieces_are_what_is_written_when_all_is_copied() {
        let mut copied = BytesMut::new();
        let mut writer = BinaryWriter::new(&mut copied);
        values().iter().for_each(|value| value.encode(&mut writer));
        let mut pieces = pieces();
        assert_eq!(pieces.0.len(), 8);
        assert_eq!(pieces.copy_to_bytes(copied.len()), copied);
        assert!(!pieces.has_remaining());
    }

    #[test]
    fn long_values_are_not_copied() {
        fn places(write: impl FnOnce(&mut BytesMut, &mut Shared, &Bytes)) -> Shared {
            let (mut buffer, mut shared) = (BytesMut::new(), Shared::default());
            let value = Bytes::from(vec![7; LONG]);
            write(&mut buffer, &mut shared, &value);
            assert!(buffer.len() < 8);
            assert_eq!(shared.values[0].1.as_ptr(), value.as_ptr());
            shared
        }
        let binary = places(|buffer, shared, value| {
            value.encode(&mut BinaryWriter::new(buffer).sharing(shared));
        });
        let compact = places(|buffer, shared, value| {
            value.encode(&mut CompactWriter::new(buffer).sharing(shared));
        });
        assert_eq!((binary.len(), compact.len()), (LONG, LONG));
        assert_eq!((binary.values[0].0, compact.values[0].0), (4, 2));
    }

    #[test]
    fn values_that_are_not_copied_count_for_the_limit() {
        let (mut buffer, mut shared) = (BytesMut::new(), Shared::default());
        let writer = BinaryWriter::new(&mut buffer).limit(LONG + 4);
        let mut writer = writer.sharing(&mut shared);
        writer.write_shared(&vec![7; LONG].into());
        assert!(!writer.is_full());
        writer.write_bool(true);
        assert!(writer.is_full());
    }

    proptest! {
        /// A socket takes as much as it likes, from any number of pieces.
        #[test]
        fn any_parts_make_the_whole(steps in prop::collection::vec(1..3 * LONG, 1..100)) {
            let (mut pieces, mut whole) = (pieces(), pieces());
            let whole = whole.copy_to_bytes(whole.remaining());
            let mut parts = BytesMut::new();
            for step in steps.into_iter().cycle() {
                let mut slices = [IoSlice::new(&[]); 3];
                let filled = pieces.chunks_vectored(&mut slices);
                prop_assert_eq!(filled, pieces.0.len().min(3));
                let slices = slices[..filled].iter().flat_map(|slice| slice.to_vec());
                let slices: Vec<u8> = slices.collect();
                prop_assert!(slices.starts_with(pieces.chunk()));
                let step = step.min(slices.len());
                parts.put(&slices[..step]);
                pieces.advance(step);
                if !pieces.has_remaining() {
                    break;
                }
            }
            prop_assert_eq!(parts, whole);
        }
    }
}
