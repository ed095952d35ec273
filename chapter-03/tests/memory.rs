//! The heap grows in proportion to the bytes received, whatever they claim to be.

use std::{
    any::type_name,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use bytes::{Bytes, BytesMut};
use mini_lust::{
    ByteString,
    protocol::{
        BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError,
        InputProtocol, Message, OutputProtocol, Reason, WireType,
    },
    user::User,
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// One test for all that follows: there is one heap, and nothing else may happen on it.
#[test]
fn memory_is_in_proportion_to_the_message() {
    elements_of_up_to_64_bytes_take_no_more_than_that();
    lists_that_each_claim_the_rest_of_the_message_do_not_get_it_twice();
    a_length_that_cannot_be_is_refused_before_anything_is_reserved();
    a_hash_table_within_bounds_never_grows();
    larger_elements_are_in_proportion_or_refused();
    larger_elements_take_what_the_limit_allows_and_what_growing_takes();
    larger_elements_are_reserved_as_they_come();
    the_limit_is_64_mib_unless_it_is_set();
    strings_and_binaries_share_the_memory_of_the_message();
}

// === Within 64 bytes an element ===

fn elements_of_up_to_64_bytes_take_no_more_than_that() {
    for len in LENGTHS {
        in_proportion::<Vec<Wide<64>>>(&vec![Wide([]); len]);
        in_proportion::<Vec<i8>>(&vec![0_i8; len]);
        in_proportion::<Vec<ByteString>>(&vec![ByteString::new(); len]);
        in_proportion::<Vec<Vec<i8>>>(&vec![Vec::<i8>::new(); len]);
        in_proportion::<Vec<Vec<i8>>>(&vec![vec![0_i8]; len]);

        let numbers = BTreeSet::from_iter(0..len as i32);
        in_proportion::<HashSet<i32>>(&numbers);
        in_proportion::<BTreeSet<i32>>(&numbers);
        let entries = BTreeMap::from_iter((0..len as i32).map(|key| (key, true)));
        in_proportion::<HashMap<i32, bool>>(&entries);
        in_proportion::<BTreeMap<i32, bool>>(&entries);

        // A hash table has four slots at least, and a node of a tree has eleven.
        let sets = vec![BTreeSet::from([0_i8]); len];
        in_proportion::<Vec<HashSet<i8>>>(&sets);
        in_proportion::<Vec<BTreeSet<i8>>>(&sets);
        let maps = vec![BTreeMap::from([(0_i8, 0_i8)]); len];
        in_proportion::<Vec<HashMap<i8, i8>>>(&maps);
        in_proportion::<Vec<BTreeMap<i8, i8>>>(&maps);
    }
}

fn lists_that_each_claim_the_rest_of_the_message_do_not_get_it_twice() {
    for len in LENGTHS {
        for protocol in Protocol::ALL {
            let message = protocol.encode(&Claim {
                levels: 10,
                of: WireType::List,
                len,
                zeros: len,
            });
            let decoded = protocol.decode::<Lists>(&message, 0);
            assert!(decoded.result.is_err());
            assert!(decoded.is_in_proportion(), "{decoded:?}");
        }
    }
}

fn a_length_that_cannot_be_is_refused_before_anything_is_reserved() {
    for protocol in Protocol::ALL {
        let message = protocol.encode(&Claim {
            levels: 1,
            of: WireType::Struct,
            len: i32::MAX as usize,
            zeros: 100,
        });
        for decoded in [
            protocol.decode::<Vec<Wide<64>>>(&message, 0),
            protocol.decode::<Vec<Wide<4096>>>(&message, 64 * MIB),
        ] {
            let reason = decoded.result.clone().unwrap_err().reason().clone();
            assert!(matches!(reason, Reason::Truncated { .. }), "{reason}");
            assert!(decoded.peak < KIB, "{decoded:?}");
        }
    }
}

fn a_hash_table_within_bounds_never_grows() {
    for protocol in Protocol::ALL {
        let numbers = BTreeSet::from_iter(0..1000);
        let decoded = protocol.decode::<HashSet<i32>>(&protocol.encode(&numbers), 0);
        let (reserved, _) = peak(|| HashSet::<i32>::with_capacity(1000));
        assert_eq!(decoded.peak, reserved);
    }
}

// === Over it ===

/// With no memory allowed over 64 bytes an element, this holds for every type there is.
fn larger_elements_are_in_proportion_or_refused() {
    for len in LENGTHS {
        refused_without_memory::<Vec<Wide<65>>>(&vec![Wide([]); len]);
        refused_without_memory::<Vec<Box<Wide<64>>>>(&vec![Wide([]); len]);
        refused_without_memory::<Vec<User>>(&vec![User::default(); len]);

        // Most of this are empty slots.
        let sets = vec![BTreeSet::from([ByteString::new()]); len];
        refused_without_memory::<Vec<HashSet<ByteString>>>(&sets);
        refused_without_memory::<Vec<BTreeSet<ByteString>>>(&sets);
        let maps = vec![BTreeMap::from([(ByteString::new(), 0_i64)]); len];
        refused_without_memory::<Vec<HashMap<ByteString, i64>>>(&maps);
        refused_without_memory::<Vec<BTreeMap<ByteString, i64>>>(&maps);
    }
}

fn larger_elements_take_what_the_limit_allows_and_what_growing_takes() {
    let limit = 4 * MIB;
    let fit = limit / (4096 - 64);
    for protocol in Protocol::ALL {
        let message = protocol.encode(&vec![Wide([]); fit]);
        let decoded = protocol.decode::<Vec<Wide<4096>>>(&message, limit);
        assert_eq!(decoded.result, Ok(()));
        // The list grows as its elements come: to twice of what it needs in the end, at
        // most, with half of that beside it while it moves.
        assert!(decoded.peak <= 3 * (64 * decoded.len + limit), "{decoded:?}");

        let message = protocol.encode(&vec![Wide([]); fit + 1]);
        let decoded = protocol.decode::<Vec<Wide<4096>>>(&message, limit);
        let reason = decoded.result.unwrap_err().reason().clone();
        assert_eq!((reason, decoded.peak < KIB), (Reason::Memory, true));
    }
}

fn larger_elements_are_reserved_as_they_come() {
    for protocol in Protocol::ALL {
        // So many would be within the limit, but the first of them lacks its fields.
        let message = protocol.encode(&Claim {
            levels: 1,
            of: WireType::Struct,
            len: 100_000,
            zeros: 100_000,
        });
        let decoded = protocol.decode::<Vec<User>>(&message, 64 * MIB);
        assert!(decoded.result.is_err());
        assert!(decoded.peak < 64 * KIB, "{decoded:?}");
    }
}

fn the_limit_is_64_mib_unless_it_is_set() {
    let fit = 64 * MIB / (64 * KIB - 64);
    for (len, result) in [(fit, None), (fit + 1, Some(Reason::Memory))] {
        let message = Protocol::Binary.encode(&vec![Wide([]); len]);
        let decoded = Vec::<Wide<{ 64 * KIB }>>::decode(&mut BinaryReader::new(message));
        let reason = decoded.err().map(|error| error.reason().clone());
        assert_eq!(reason, result);
    }
}

// === Strings ===

fn strings_and_binaries_share_the_memory_of_the_message() {
    let user = User {
        name: "x".repeat(MIB).into(),
        picture: Some(vec![0; MIB].into()),
        ..User::default()
    };
    for protocol in Protocol::ALL {
        let message = protocol.encode(&user);
        let (peak, decoded) = peak(|| match protocol {
            Protocol::Binary => User::decode(&mut BinaryReader::new(message.clone())),
            Protocol::Compact => User::decode(&mut CompactReader::new(message.clone())),
        });
        let user = decoded.unwrap();
        assert!(peak < KIB, "{peak}");
        let memory = message.as_ptr_range();
        assert!(memory.contains(&user.name.as_ptr()));
        assert!(memory.contains(&user.picture.unwrap().as_ptr()));
    }
}

// === Measuring ===

/// Messages from a hundred bytes to half a million.
const LENGTHS: [usize; 3] = [100, 3_000, 70_000];

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// How many bytes `work` takes of the heap while it runs.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let result = work();
    (HEAP.peak_usage() - before, result)
}

/// What `sent` encodes to is a `T`, and takes at most 64 bytes of memory for each of its own.
fn in_proportion<T: Message>(sent: &impl Message) {
    for protocol in Protocol::ALL {
        let decoded = protocol.decode::<T>(&protocol.encode(sent), 0);
        let of = type_name::<T>();
        assert_eq!(decoded.result, Ok(()), "{of}");
        assert!(decoded.is_in_proportion(), "{of}: {decoded:?}");
    }
}

/// The same of a `T` that takes more; but it is refused.
fn refused_without_memory<T: Message>(sent: &impl Message) {
    for protocol in Protocol::ALL {
        let decoded = protocol.decode::<T>(&protocol.encode(sent), 0);
        let of = type_name::<T>();
        assert!(decoded.is_in_proportion(), "{of}: {decoded:?}");
        let reason = decoded.result.unwrap_err().reason().clone();
        assert_eq!(reason, Reason::Memory, "{of}");
    }
}

#[derive(Debug)]
struct Decoded {
    /// The length of the message.
    len: usize,
    /// How many bytes of the heap were taken while it was decoded.
    peak: usize,
    result: Result<(), DecodeError>,
}

impl Decoded {
    fn is_in_proportion(&self) -> bool {
        self.peak <= 64 * self.len + 64 * KIB
    }
}

#[derive(Clone, Copy)]
enum Protocol {
    Binary,
    Compact,
}

impl Protocol {
    const ALL: [Self; 2] = [Self::Binary, Self::Compact];

    fn encode(self, value: &impl Message) -> Bytes {
        let mut buffer = BytesMut::new();
        match self {
            Self::Binary => value.encode(&mut BinaryWriter::new(&mut buffer)),
            Self::Compact => value.encode(&mut CompactWriter::new(&mut buffer)),
        }
        buffer.freeze()
    }

    fn decode<T: Message>(self, message: &Bytes, memory_limit: usize) -> Decoded {
        let (peak, result) = peak(|| match self {
            Self::Binary => {
                let reader = BinaryReader::new(message.clone());
                T::decode(&mut reader.memory_limit(memory_limit))
            }
            Self::Compact => {
                let reader = CompactReader::new(message.clone());
                T::decode(&mut reader.memory_limit(memory_limit))
            }
        });
        Decoded { len: message.len(), peak, result: result.map(drop) }
    }
}

// === Values ===

/// A struct whose fields take so much memory and are all missing: on the wire it is one byte.
#[derive(Clone)]
struct Wide<const BYTES: usize>([u8; BYTES]);

/// Lists of lists of lists.
struct Lists(Vec<Lists>);

/// As many lists as there are `levels`, each the first element of the one before. All say
/// that they have `len` elements. Zeros follow.
struct Claim {
    levels: usize,
    of: WireType,
    len: usize,
    zeros: usize,
}

impl<const BYTES: usize> Message for Wide<BYTES> {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.skip(Self::TYPE)?;
        Ok(Self([0; BYTES]))
    }
}

impl Message for Lists {
    const TYPE: WireType = WireType::List;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

impl Message for Claim {
    const TYPE: WireType = WireType::List;

    fn encode(&self, out: &mut impl OutputProtocol) {
        for _ in 0..self.levels {
            out.write_list_begin(self.of, self.len);
        }
        for _ in 0..self.zeros {
            out.write_i8(0);
        }
    }

    fn decode(_: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        unreachable!("nobody believes it")
    }
}
