//! Values in both protocols.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fmt::Debug,
    mem,
};

use bytes::{Buf, Bytes, BytesMut};
use mini_lust::{
    ByteString,
    protocol::{
        BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError,
        InputProtocol, Message, OutputProtocol, Reason, WireType,
    },
    user::{Contact, GetUserException, NotFound, User},
};

use crate::engine::fuzz;

#[test]
fn users() {
    fuzz(seeds(), &[], INPUTS, decoded::<User>);
}

#[test]
fn replies() {
    fuzz(seeds(), &[], INPUTS, decoded::<Result<User, GetUserException>>);
}

/// Everything inside of everything.
#[test]
fn containers() {
    type Inner = HashMap<i16, Result<HashSet<Vec<bool>>, GetUserException>>;
    fuzz(seeds(), &[], INPUTS, decoded::<BTreeMap<BTreeSet<ByteString>, Vec<Inner>>>);
}

#[test]
fn skipping() {
    fuzz(seeds(), &[], INPUTS, |bytes| {
        TYPES.map(|ty| {
            let [binary, compact] = [Binary::skip, Compact::skip];
            (of(&binary(ty, bytes).0), of(&compact(ty, bytes).0))
        })
    });
}

#[test]
fn headers() {
    fuzz(seeds(), &[], INPUTS, |bytes| {
        let binary = BinaryReader::new(bytes).read_header();
        let compact = CompactReader::new(bytes).read_header();
        for header in [&binary, &compact].into_iter().flatten() {
            let (mut first, mut other) = (BytesMut::new(), BytesMut::new());
            BinaryWriter::new(&mut first).write_header(header);
            CompactWriter::new(&mut other).write_header(header);
            assert_eq!(BinaryReader::new(&*first).read_header().as_ref(), Ok(header));
            assert_eq!(CompactReader::new(&*other).read_header().as_ref(), Ok(header));
        }
        (of(&binary), of(&compact))
    });
}

/// A value that can be read is the same after it has been written, and it can be skipped.
fn decoded<T: Message + Debug + PartialEq>(bytes: &[u8]) -> [Finding; 2] {
    [decoded_in::<Binary, T>(bytes), decoded_in::<Compact, T>(bytes)]
}

fn decoded_in<P: Protocol, T: Message + Debug + PartialEq>(bytes: &[u8]) -> Finding {
    let (value, rest) = P::read::<T>(bytes);
    if let Ok(value) = &value {
        let mut written = BytesMut::new();
        P::write(value, &mut written);
        let (again, none) = P::read::<T>(&written);
        assert_eq!((again.as_ref(), none), (Ok(value), 0), "it comes back");
        assert_eq!(P::skip(T::TYPE, bytes), (Ok(()), rest), "it can be skipped");
    }
    of(&value)
}

/// What is new about a result: where it ended, and why.
type Finding = (usize, Option<mem::Discriminant<Reason>>);

fn of<T>(result: &Result<T, DecodeError>) -> Finding {
    match result {
        Ok(_) => (0, None),
        Err(error) => (error.offset(), Some(mem::discriminant(error.reason()))),
    }
}

// === Protocols ===

trait Protocol {
    /// Reads a value, and says how many bytes are left.
    fn read<T: Message>(bytes: &[u8]) -> (Result<T, DecodeError>, usize);
    fn skip(ty: WireType, bytes: &[u8]) -> (Result<(), DecodeError>, usize);
    fn write(value: &impl Message, buffer: &mut BytesMut);
}

struct Binary;
struct Compact;

macro_rules! protocol {
    ($name:ident, $reader:ident, $writer:ident) => {
        impl Protocol for $name {
            fn read<T: Message>(bytes: &[u8]) -> (Result<T, DecodeError>, usize) {
                let mut reader = $reader::new(Counted::new(bytes));
                (T::decode(&mut reader), reader.into_rest().remaining())
            }

            fn skip(ty: WireType, bytes: &[u8]) -> (Result<(), DecodeError>, usize) {
                let mut reader = $reader::new(Counted::new(bytes));
                (reader.skip(ty), reader.into_rest().remaining())
            }

            fn write(value: &impl Message, buffer: &mut BytesMut) {
                value.encode(&mut $writer::new(buffer));
            }
        }
    };
}

protocol!(Binary, BinaryReader, BinaryWriter);
protocol!(Compact, CompactReader, CompactWriter);

/// Bytes that count how often something is done to them: more than a few times for each is a
/// panic.
struct Counted {
    bytes: Bytes,
    left: Cell<usize>,
}

impl Counted {
    fn new(bytes: &[u8]) -> Self {
        let left = Cell::new(8 * bytes.len() + 64);
        Self { bytes: Bytes::copy_from_slice(bytes), left }
    }

    fn count(&self) {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.expect("too much work for so few bytes"));
    }
}

impl Buf for Counted {
    fn remaining(&self) -> usize {
        self.count();
        self.bytes.remaining()
    }

    fn chunk(&self) -> &[u8] {
        self.count();
        self.bytes.chunk()
    }

    fn advance(&mut self, len: usize) {
        self.count();
        self.bytes.advance(len);
    }

    fn copy_to_bytes(&mut self, len: usize) -> Bytes {
        self.count();
        self.bytes.copy_to_bytes(len)
    }
}

// === Seeds ===

fn seeds() -> Vec<Vec<u8>> {
    let manager = User { id: 2, name: "Grace".into(), ..User::default() };
    let user = User {
        id: 1,
        name: "Ada".into(),
        verified: Some(true),
        contact: Some(Contact::Phone(42)),
        nicknames: vec!["Countess".into(), "".into()],
        labels: [("born".into(), "1815".into())].into(),
        manager: Some(Box::new(manager)),
        ..User::default()
    };
    let inner: Vec<bool> = vec![true, false];
    let set = BTreeSet::from([inner]);
    let containers = BTreeMap::from([(
        BTreeSet::from([ByteString::from("key")]),
        vec![BTreeMap::from([(7_i16, set)])],
    )]);
    let reply: Result<User, GetUserException> = Ok(user.clone());
    let exception: Result<User, _> = Err(GetUserException::from(NotFound { id: 7 }));
    let mut seeds = vec![Vec::new()];
    both(&mut seeds, &user);
    both(&mut seeds, &reply);
    both(&mut seeds, &exception);
    both(&mut seeds, &containers);
    seeds.push(b"\x80\x01\0\x01\0\0\0\x03get\0\0\0\x07".to_vec());
    seeds.push(b"\x82\x21\x07\x03get".to_vec());
    seeds.push(b"\0\0\0\x03get\x01\0\0\0\x07".to_vec());
    seeds
}

fn both(seeds: &mut Vec<Vec<u8>>, value: &impl Message) {
    let (mut binary, mut compact) = (BytesMut::new(), BytesMut::new());
    Binary::write(value, &mut binary);
    Compact::write(value, &mut compact);
    seeds.extend([binary.to_vec(), compact.to_vec()]);
}

const TYPES: [WireType; 5] =
    [WireType::Struct, WireType::Map, WireType::List, WireType::Set, WireType::Binary];

const INPUTS: u64 = 10_000;
