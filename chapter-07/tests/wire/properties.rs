//! What holds for any value, and for any bytes at all.

use bytes::Buf;
use mini_lust::{
    ByteString, Bytes,
    protocol::{
        BinaryReader, CompactReader, FieldHeader, Header, Message, MessageType, Reason,
        WireType,
    },
    user::{Contact, GetUserException, Role, User},
};
use proptest::{
    collection::{hash_map, hash_set, vec},
    option,
    prelude::*,
    sample::{Index, select},
    test_runner::RngSeed,
};

use crate::{
    Protocol,
    value::{Fields, Head, Kept, Meaning, Value},
};

// === Values ===

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn every_user_comes_back(user in users()) {
        for protocol in Protocol::ALL {
            let read = protocol.decode(protocol.encode(&user));
            prop_assert_eq!(read.as_ref(), Ok(&user));
        }
    }

    #[test]
    fn every_header_comes_back(header in headers()) {
        for protocol in Protocol::ALL {
            let read = protocol.decode(protocol.encode(&header));
            prop_assert_eq!(read.as_ref(), Ok(&header));
        }
    }

    #[test]
    fn we_read_every_user_that_apache_writes(user in users()) {
        for protocol in Protocol::ALL {
            let read = protocol.decode(protocol.apache_encode(&user.meaning()));
            prop_assert_eq!(read.as_ref(), Ok(&user));
        }
    }

    #[test]
    fn apache_writes_every_user_as_we_do(user in users()) {
        for protocol in Protocol::ALL {
            let written = protocol.apache_encode(&user.meaning());
            prop_assert_eq!(protocol.encode(&user), written);
        }
    }

    #[test]
    fn each_reads_every_value_that_the_other_writes(fields in structs()) {
        let value = fields.meaning();
        for protocol in Protocol::ALL {
            let read = protocol.decode(protocol.apache_encode(&value));
            prop_assert_eq!(read.as_ref(), Ok(&fields));
            let read = protocol.apache_decode(value.ty(), &protocol.encode(&fields));
            prop_assert_eq!(read.unwrap(), value.clone());
        }
    }

    #[test]
    fn every_value_is_skipped_to_its_end(fields in structs()) {
        for protocol in Protocol::ALL {
            let message = [&protocol.encode(&fields), b"end".as_slice()].concat();
            let rest = protocol.skip(WireType::Struct, message.into()).unwrap();
            prop_assert_eq!(&*rest, b"end");
        }
    }

    #[test]
    fn every_value_is_kept_from_any_protocol_to_any(fields in structs()) {
        for from in Protocol::ALL {
            let kept: Kept = from.decode(from.encode(&fields)).unwrap();
            for to in Protocol::ALL {
                let read = to.decode(to.encode(&kept));
                prop_assert_eq!(read.as_ref(), Ok(&fields));
            }
        }
    }

    #[test]
    fn a_message_in_two_pieces_is_read_as_in_one(user in users(), cut in any::<Index>()) {
        for protocol in Protocol::ALL {
            let message = protocol.encode(&user);
            let (start, end) = message.split_at(cut.index(message.len()));
            let pieces = start.chain(end);
            let read = match protocol {
                Protocol::Binary => User::decode(&mut BinaryReader::new(pieces)),
                Protocol::Compact => User::decode(&mut CompactReader::new(pieces)),
            };
            prop_assert_eq!(read.as_ref(), Ok(&user));
        }
    }

    #[test]
    fn a_message_cut_anywhere_is_truncated(user in users(), cut in any::<Index>()) {
        for protocol in Protocol::ALL {
            let message = protocol.encode(&user);
            let start = message.slice(..cut.index(message.len()));
            let error = protocol.decode::<User>(start.clone()).unwrap_err();
            prop_assert!(matches!(error.reason(), Reason::Truncated { .. }), "{}", error);
            prop_assert!(protocol.skip(WireType::Struct, start).is_err());
        }
    }
}

// === Bytes ===

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn no_bytes_make_decoding_panic(bytes in vec(any::<u8>(), 0..200)) {
        read_as_everything(bytes.into());
    }

    /// Bytes that are often type codes, short lengths and stops get further.
    #[test]
    fn no_likely_bytes_make_decoding_panic(bytes in vec(0..=16_u8, 0..200)) {
        read_as_everything(bytes.into());
    }

    #[test]
    fn no_changed_byte_makes_decoding_panic(
        user in users(),
        changes in vec(any::<(Index, u8)>(), 1..4),
    ) {
        for protocol in Protocol::ALL {
            let mut message = protocol.encode(&user).to_vec();
            for (index, byte) in &changes {
                *index.get_mut(&mut message) = *byte;
            }
            read_as_everything(message.into());
        }
    }
}

/// Whether it is a value or an error does not matter: that is what other tests are for.
fn read_as_everything(bytes: Bytes) {
    fn read_as<T: Message>(bytes: &Bytes) {
        for protocol in Protocol::ALL {
            if let Ok((_, rest)) = protocol.decode_first::<T>(bytes.clone()) {
                assert!(bytes.ends_with(&rest));
            }
        }
    }

    read_as::<User>(&bytes);
    read_as::<Vec<User>>(&bytes);
    read_as::<Result<Contact, GetUserException>>(&bytes);
    read_as::<Fields>(&bytes);
    read_as::<Head>(&bytes);
    for ty in Value::TYPES {
        for protocol in Protocol::ALL {
            let skipped = protocol.skip(ty, bytes.clone());
            if let Ok(rest) = &skipped {
                assert!(bytes.ends_with(rest));
            }
            let kept = protocol.keep(FieldHeader { ty, id: 1 }, bytes.clone());
            if let Ok((field, _)) = &kept {
                for protocol in Protocol::ALL {
                    protocol.encode(&Kept(vec![field.clone()]));
                }
            }
            assert_eq!(kept.map(|(_, rest)| rest), skipped);
        }
    }
}

// === Strategies ===

/// The same values in every run: a failure can be repeated, and no file has to note it.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(0),
        ..ProptestConfig::default()
    }
}

fn users() -> impl Strategy<Value = User> {
    user_with_manager(Just(None).boxed()).prop_recursive(3, 3, 1, |user| {
        let manager = user.prop_map(Box::new).prop_map(Some);
        user_with_manager(manager.boxed())
    })
}

fn user_with_manager(
    manager: BoxedStrategy<Option<Box<User>>>,
) -> impl Strategy<Value = User> {
    let plain = (any::<i64>(), strings(), any::<i32>(), any::<Option<bool>>());
    let optional = (option::of(contacts()), option::of(binaries()), manager);
    let containers = (
        vec(strings(), 0..20),
        hash_set(strings(), 0..20),
        hash_map(strings(), strings(), 0..20),
    );
    (plain, optional, containers).prop_map(|(plain, optional, containers)| {
        let (id, name, role, verified) = plain;
        let (contact, picture, manager) = optional;
        let (nicknames, groups, labels) = containers;
        User {
            id,
            name,
            role: Role(role),
            verified,
            contact,
            picture,
            nicknames,
            groups,
            labels,
            manager,
        }
    })
}

fn contacts() -> impl Strategy<Value = Contact> {
    prop_oneof![
        strings().prop_map(Contact::Email),
        any::<i64>().prop_map(Contact::Phone),
        select(SCALARS)
            .prop_flat_map(|ty| values(ty, 0))
            .prop_map(|value| Contact::Unknown(value.unknown(3))),
    ]
}

fn headers() -> impl Strategy<Value = Head> {
    use MessageType::{Call, Exception, Oneway, Reply};

    let types = select(vec![Call, Reply, Exception, Oneway]);
    (strings(), types, any::<i32>())
        .prop_map(|(method, ty, sequence_id)| Head(Header { method, ty, sequence_id }))
}

/// Structs of any fields, a few levels deep.
fn structs() -> impl Strategy<Value = Fields> {
    fields_of(select(Value::TYPES.as_slice()).prop_flat_map(|ty| values(ty, 3)))
}

/// Apache's library subtracts field ids without a check, and panics where they are further
/// apart than an `i16` tells. Ours are not: see the golden bytes.
fn fields_of(values: impl Strategy<Value = Value>) -> impl Strategy<Value = Fields> {
    let ids = prop_oneof![1..20_i16, -16_000..16_000_i16];
    vec((ids, values), 0..8).prop_map(Fields)
}

/// Values of one type, with at most `depth` containers inside one another.
fn values(ty: WireType, depth: u32) -> BoxedStrategy<Value> {
    use WireType::{
        Binary, Bool, Double, I8, I16, I32, I64, List, Map, Set, Struct, Uuid,
    };

    let types = match depth {
        0 => select(SCALARS),
        _ => select(Value::TYPES.as_slice()),
    };
    let depth = depth.saturating_sub(1);
    match ty {
        WireType::Void => unreachable!("no value has it"),
        Bool => any::<bool>().prop_map(Value::Bool).boxed(),
        I8 => any::<i8>().prop_map(Value::I8).boxed(),
        I16 => any::<i16>().prop_map(Value::I16).boxed(),
        I32 => any::<i32>().prop_map(Value::I32).boxed(),
        I64 => any::<i64>().prop_map(Value::I64).boxed(),
        // No NaN: it is not equal to itself.
        Double => any::<f64>().prop_map(Value::Double).boxed(),
        Binary => binaries().prop_map(Value::Binary).boxed(),
        Uuid => any::<[u8; 16]>().prop_map(Value::Uuid).boxed(),
        Struct => {
            let values = types.prop_flat_map(move |ty| values(ty, depth));
            fields_of(values).prop_map(Value::Struct).boxed()
        }
        // None is empty, as compact would not tell its types.
        Map => (types.clone(), types)
            .prop_flat_map(move |(key, value)| {
                vec((values(key, depth), values(value, depth)), 1..5)
                    .prop_map(move |entries| Value::Map(key, value, entries))
            })
            .boxed(),
        Set => types
            .prop_flat_map(move |ty| {
                vec(values(ty, depth), 0..20).prop_map(move |set| Value::Set(ty, set))
            })
            .boxed(),
        List => types
            .prop_flat_map(move |ty| {
                vec(values(ty, depth), 0..20).prop_map(move |list| Value::List(ty, list))
            })
            .boxed(),
    }
}

/// The types of values that hold no others.
const SCALARS: &[WireType] = &[
    WireType::Bool,
    WireType::I8,
    WireType::I16,
    WireType::I32,
    WireType::I64,
    WireType::Double,
    WireType::Binary,
    WireType::Uuid,
];

fn strings() -> impl Strategy<Value = ByteString> {
    ".{0,20}".prop_map(ByteString::from)
}

fn binaries() -> impl Strategy<Value = Bytes> {
    vec(any::<u8>(), 0..20).prop_map(Bytes::from)
}
