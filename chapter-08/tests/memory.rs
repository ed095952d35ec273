//! The heap grows in proportion to the bytes received, whatever they claim to be.

use std::{
    any::type_name,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    future::pending,
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures::FutureExt;
use mini_lust::{
    ByteString, Error, FrameCodec, Request, Server,
    protocol::{
        BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError,
        InputProtocol, Message, OutputProtocol, Reason, UnknownField, WireType,
    },
    user::{Contact, User},
};
use peak_alloc::PeakAlloc;
use tokio::{
    io::{AsyncWriteExt, duplex},
    sync::mpsc,
    task::yield_now,
    time::sleep,
};
use tokio_util::codec::Decoder;
use tower::service_fn;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// One test for all that follows: there is one heap, and nothing else may happen on it.
#[test]
fn memory_is_in_proportion_to_the_message() {
    elements_of_up_to_64_bytes_take_no_more_than_that();
    lists_that_each_claim_the_rest_of_the_message_do_not_get_it_twice();
    a_length_that_cannot_be_is_refused_before_anything_is_reserved();
    a_hash_table_within_bounds_never_grows();
    larger_elements_are_within_the_limit_or_refused();
    a_frame_of_empty_structs_is_within_the_limit_or_refused();
    unknown_fields_are_in_proportion_and_within_the_limit_or_refused();
    an_unknown_field_of_16_mib_is_kept_within_the_limit();
    larger_elements_are_reserved_as_they_come();
    the_limit_is_64_mib_unless_it_is_set();
    strings_and_binaries_share_the_memory_of_the_message();
    metadata_is_in_proportion_to_the_frame();
    encoding_stops_at_the_limit();
    a_hundred_and_fifty_slow_senders_fill_the_budget_of_a_server_and_no_more();
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
            let decoded = protocol.decode::<Lists>(&message, 64 * MIB);
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
            protocol.decode::<Vec<Wide<64>>>(&message, 64 * MIB),
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
        let decoded = protocol.decode::<HashSet<i32>>(&protocol.encode(&numbers), MIB);
        let (reserved, _) = peak(|| HashSet::<i32>::with_capacity(1000));
        assert_eq!(decoded.peak, reserved);

        // A slot takes 65 bytes, and an eighth of the slots is empty: 74 bytes an entry. That is
        // more than 64, but an entry is two elements.
        let names =
            (0..3584).map(|it| (ByteString::from(it.to_string()), ByteString::new()));
        let message = protocol.encode(&BTreeMap::from_iter(names));
        let decoded = protocol.decode::<HashMap<ByteString, ByteString>>(&message, MIB);
        let (reserved, _) =
            peak(|| HashMap::<ByteString, ByteString>::with_capacity(3584));
        assert_eq!(decoded.peak, reserved);
    }
}

// === Over it ===

/// This holds for every type there is.
fn larger_elements_are_within_the_limit_or_refused() {
    for len in LENGTHS {
        within_the_limit::<Vec<Wide<65>>>(&vec![Wide([]); len]);
        within_the_limit::<Vec<Box<Wide<64>>>>(&vec![Wide([]); len]);
        within_the_limit::<Vec<User>>(&vec![User::default(); len]);
        let strings: Vec<_> =
            (0..len).map(|it| ByteString::from(it.to_string())).collect();
        let names = BTreeSet::from_iter(strings);
        within_the_limit::<HashSet<ByteString>>(&names);

        // Most of this are empty slots.
        let sets = vec![BTreeSet::from([ByteString::new()]); len];
        within_the_limit::<Vec<HashSet<ByteString>>>(&sets);
        within_the_limit::<Vec<BTreeSet<ByteString>>>(&sets);
        let maps = vec![BTreeMap::from([(ByteString::new(), 0_i64)]); len];
        within_the_limit::<Vec<HashMap<ByteString, i64>>>(&maps);
        within_the_limit::<Vec<BTreeMap<ByteString, i64>>>(&maps);
    }
}

/// As many elements as bytes. Small ones take 64 times as many, and of a long frame that is
/// more than the limit.
fn a_frame_of_empty_structs_is_within_the_limit_or_refused() {
    let message = Protocol::Binary.encode(&vec![Wide([]); MIB]);
    let of_48 = |limit| Protocol::Binary.decode::<Vec<Wide<48>>>(&message, limit);
    let of_0 = |limit| Protocol::Binary.decode::<Vec<Wide<0>>>(&message, limit);
    let refused = "refused before anything is reserved";
    for (what, limit, decoded, outcome) in [
        ("48 bytes each", "32 MiB", of_48(32 * MIB), refused),
        ("48 bytes each", "48 MiB", of_48(48 * MIB), "read"),
        // Those of no size count as well.
        ("no bytes", "a byte less than 1 MiB", of_0(MIB - 1), refused),
        ("no bytes", "1 MiB", of_0(MIB), "read"),
    ] {
        let was = match &decoded.result {
            Ok(()) if decoded.peak <= 48 * MIB => "read",
            Err(_) if decoded.peak < KIB => refused,
            _ => "neither",
        };
        assert_eq!(was, outcome, "1 Mi structs of {what}, limit {limit}: {decoded:?}");
    }
}

fn unknown_fields_are_in_proportion_and_within_the_limit_or_refused() {
    for len in LENGTHS {
        unknown_contact(vec![Wide([]); len]);
        unknown_contact(vec![0_i64; len]);
        unknown_contact(vec![HashMap::<i8, i8>::new(); len]);
        unknown_contact(ByteString::from("x".repeat(10 * len)));
        unknown_contact(Unknown { fields: len, value: true });

        within_the_limit::<Vec<Contact>>(&vec![Unknown { fields: 1, value: true }; len]);
        within_the_limit::<Kept>(&Unknown { fields: len, value: true });
        within_the_limit::<Vec<Kept>>(&vec![Unknown { fields: 2, value: 0_i8 }; len]);
    }
}

fn unknown_contact(value: impl Message) {
    let newer = Unknown { fields: 1, value };
    in_proportion::<Contact>(&newer);
    within_the_limit::<Contact>(&newer);
}

/// A newer peer's field, or an attack: it is kept, since in binary it takes no more than the
/// frame, and a third of the limit is left when it is read.
fn an_unknown_field_of_16_mib_is_kept_within_the_limit() {
    let structs = Unknown { fields: 1, value: vec![Wide([]); 16 * MIB] };
    let decoded =
        Protocol::Binary.decode::<Contact>(&Protocol::Binary.encode(&structs), 64 * MIB);
    assert_eq!(decoded.result, Ok(()));
    assert!(decoded.peak <= 48 * MIB + KIB, "{decoded:?}");

    // A number that has one byte in compact has eight in binary.
    let numbers = Unknown { fields: 1, value: vec![0_i64; 4 * MIB] };
    let message = Protocol::Compact.encode(&numbers);
    let decoded = Protocol::Compact.decode::<Contact>(&message, 64 * MIB);
    let reason = decoded.result.clone().unwrap_err().reason().clone();
    assert_eq!(reason, Reason::Memory);
    assert!(decoded.peak <= 64 * MIB, "{decoded:?}");
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
    let fit = 64 * MIB / (64 * KIB);
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

fn metadata_is_in_proportion_to_the_frame() {
    // As many entries as fit, each as short as can be, and one that breaks off.
    for (kind, entry) in [(0x01, &[0; 4][..]), (0x10, &[0, 7, 0, 0])] {
        for entries in [0, 1, 1000, 65_500_u16] {
            for claimed in [entries, u16::MAX] {
                let mut head = vec![0, 0, kind];
                head.extend(claimed.to_be_bytes());
                head.extend(entry.repeat(entries.into()));
                head.resize(head.len().next_multiple_of(4), 0);
                let frame = tt_frame(&head);
                let len = frame.len();
                let (peak, decoded) = peak(|| {
                    FrameCodec::detect().decode(&mut BytesMut::from(&frame[..]))
                });
                assert_eq!(decoded.is_ok(), claimed == entries);
                assert!(peak <= 64 * len + 64 * KIB, "{peak} for {len} bytes");
            }
        }
    }
}

/// A message behind a head of the header transport.
fn tt_frame(head: &[u8]) -> Vec<u8> {
    let message = b"\x80\x01\0\x01\0\0\0\x01m\0\0\0\x01\0";
    let mut frame = vec![0x10, 0, 0, 0, 0, 0, 0, 1];
    frame.extend(((head.len() / 4) as u16).to_be_bytes());
    frame.extend(head);
    frame.extend(message);
    [&(frame.len() as u32).to_be_bytes(), &frame[..]].concat()
}

// === Encoding ===

fn encoding_stops_at_the_limit() {
    let long = vec![ByteString::from("x".repeat(KIB)); 64 * KIB];
    let map = HashMap::from([(1_i8, long.clone())]);
    for protocol in Protocol::ALL {
        let (peak, len) = peak(|| {
            let mut buffer = BytesMut::new();
            match protocol {
                Protocol::Binary => {
                    map.encode(&mut BinaryWriter::new(&mut buffer).limit(MIB));
                }
                Protocol::Compact => {
                    map.encode(&mut CompactWriter::new(&mut buffer).limit(MIB));
                }
            }
            buffer.len()
        });
        assert!(MIB < len && len < MIB + 2 * KIB, "{len} bytes");
        assert!(peak < 4 * MIB, "{peak}");
    }
}

// === A server ===

fn a_hundred_and_fifty_slow_senders_fill_the_budget_of_a_server_and_no_more() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        // All but the last byte of a call of 1 MiB.
        let mut call = (MIB as u32).to_be_bytes().to_vec();
        call.extend(b"\x80\x01\0\x01\0\0\0\x01m\0\0\0\x01");
        call.resize(MIB + 3, 0);
        let (connections, listener) = mpsc::channel(SENDERS);
        let handler =
            service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
        let server = Server::new().max_buffered(16 * MIB);
        tokio::spawn(server.serve(listener, handler, pending()));

        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let mut senders = Vec::new();
        for _ in 0..SENDERS {
            let (sender, io) = duplex(4 * KIB);
            connections.send(io).await.unwrap();
            senders.push((sender, 0));
        }
        let mut idle = 0;
        while idle < 10 {
            idle += 1;
            for (sender, sent) in &mut senders {
                if let Some(len) = sender.write(&call[*sent..]).now_or_never() {
                    (*sent, idle) = (*sent + len.unwrap(), 0);
                }
            }
            yield_now().await;
        }
        let sent: usize = senders.iter().map(|(_, sent)| sent).sum();
        let peak = HEAP.peak_usage() - before;
        println!(
            "{SENDERS} senders: {} KiB sent, {} KiB at most",
            sent / KIB,
            peak / KIB
        );
        assert!(sent >= 15 * MIB, "{sent}");
        // A buffer grows to twice of what is in it, and starts with 64 KiB.
        assert!(peak <= 2 * 16 * MIB + SENDERS * 128 * KIB, "{peak}");

        // They were too slow.
        sleep(Duration::from_secs(40)).await;
        drop(senders);
        yield_now().await;
        let left = HEAP.current_usage().saturating_sub(before);
        assert!(left <= MIB, "{left}");
    });
}

const SENDERS: usize = 150;

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
        let decoded = protocol.decode::<T>(&protocol.encode(sent), 64 * MIB);
        let of = type_name::<T>();
        assert_eq!(decoded.result, Ok(()), "{of}");
        assert!(decoded.is_in_proportion(), "{of}: {decoded:?}");
    }
}

/// The same of a `T` that takes more: no more than the limit, or it is refused.
fn within_the_limit<T: Message>(sent: &impl Message) {
    let of = type_name::<T>();
    for protocol in Protocol::ALL {
        let message = protocol.encode(sent);
        let all = protocol.decode::<T>(&message, usize::MAX);
        assert_eq!(all.result, Ok(()), "{of}");
        for limit in [0, all.peak / 2, all.peak / 4 * 3, all.peak] {
            let decoded = protocol.decode::<T>(&message, limit);
            assert!(decoded.peak <= limit + 64 * KIB, "{of}: {limit}, {decoded:?}");
            if let Err(error) = decoded.result {
                assert_eq!(error.reason(), &Reason::Memory, "{of}");
                assert!(limit <= all.peak, "{of}");
            }
        }
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

/// A struct of so many fields of one value, all of which have an id that nobody knows.
#[derive(Clone)]
struct Unknown<T> {
    fields: usize,
    value: T,
}

/// A struct that keeps all its fields.
struct Kept(#[expect(dead_code, reason = "only its size counts")] Vec<UnknownField>);

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

impl<T: Message> Message for Unknown<T> {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        for _ in 0..self.fields {
            out.write_field(9, &self.value);
        }
        out.write_struct_end();
    }

    fn decode(_: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        unreachable!("it is read as a struct that does not have the field")
    }
}

impl Message for Kept {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, _: &mut impl OutputProtocol) {
        unreachable!("it is only read")
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut fields = Vec::new();
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            UnknownField::decode_into(&mut fields, field, input)?;
        }
        input.read_struct_end();
        Ok(Self(fields))
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
