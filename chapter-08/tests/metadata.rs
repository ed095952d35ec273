//! What travels beside a call: entries by name, parsed when they are asked for.

use mini_lust::{
    Metadata,
    protocol::metadata::{Key, Name},
};

const ATTEMPT: Key<u32> = Key::text("attempt");
const TRACE: Key<String> = Key::text("RPC_PERSIST_TRACE");
const TIME_LEFT: Key<u64> = Key::number(12);

#[test]
fn what_is_inserted_is_found_by_its_key() {
    let mut metadata = Metadata::new();
    metadata.insert(ATTEMPT, 2);
    metadata.insert(TIME_LEFT, 1500);
    assert_eq!(metadata.get(ATTEMPT), Some(2));
    assert_eq!(metadata.get(TIME_LEFT), Some(1500));
    assert_eq!(metadata.get(TRACE), None);
}

#[test]
fn a_name_is_no_number() {
    let mut metadata = Metadata::new();
    metadata.insert(Key::text("12"), 1);
    metadata.insert(Key::number(12), 2);
    assert_eq!(metadata.get(Key::<u32>::text("12")), Some(1));
    assert_eq!(metadata.get(Key::<u32>::number(12)), Some(2));
}

#[test]
fn an_entry_is_text_whatever_its_type() {
    let mut metadata = Metadata::new();
    metadata.insert(ATTEMPT, 2);
    assert_eq!(metadata.get_text(&ATTEMPT.into()).unwrap(), "2");
    metadata.insert_text(ATTEMPT.into(), "3".into());
    assert_eq!(metadata.get(ATTEMPT), Some(3));
}

#[test]
fn a_text_that_is_no_value_of_the_type_is_none() {
    let mut metadata = Metadata::new();
    for text in ["", "-1", "2 ", "4294967296", "two"] {
        metadata.insert_text(ATTEMPT.into(), text.into());
        assert_eq!(metadata.get(ATTEMPT), None, "{text:?}");
        assert_eq!(metadata.get(Key::<String>::text("attempt")).unwrap(), text);
    }
}

#[test]
fn what_is_inserted_replaces_what_had_its_name() {
    let mut metadata = Metadata::new();
    for attempt in [1, 2, 3] {
        metadata.insert(ATTEMPT, attempt);
    }
    assert_eq!(metadata.get(ATTEMPT), Some(3));
    assert_eq!(metadata.iter().count(), 1);
    metadata.remove(ATTEMPT);
    assert!(metadata.is_empty());
}

#[test]
fn persistent_is_what_the_prefix_says() {
    let mut metadata = Metadata::new();
    metadata.insert(TRACE, "abc".to_owned());
    metadata.insert(Key::text("RPC_PERSIST_"), "no name after it, but persistent");
    metadata.insert(Key::text("RPC_TRANSIT_TRACE"), "for one server");
    metadata.insert(Key::text("RPC_BACKWARD_TRACE"), "for the client");
    metadata.insert(Key::text("rpc_persist_trace"), "case counts");
    metadata.insert(Key::text("X_RPC_PERSIST_TRACE"), "not at the beginning");
    metadata.insert(TIME_LEFT, 1500);

    let persistent = metadata.persistent();
    let names: Vec<_> = persistent.iter().map(|(name, _)| name.clone()).collect();
    let text = |name: &'static str| Name::Text(name.into());
    assert_eq!(names, [text("RPC_PERSIST_TRACE"), text("RPC_PERSIST_")]);
    assert_eq!(persistent.get(TRACE).unwrap(), "abc");
}

#[test]
fn to_fill_adds_what_is_missing_and_keeps_what_is_there() {
    let mut metadata = Metadata::new();
    metadata.insert(ATTEMPT, 2);
    let mut more = Metadata::new();
    more.insert(ATTEMPT, 1);
    more.insert(TIME_LEFT, 1500);
    metadata.fill(&more);
    assert_eq!(metadata.get(ATTEMPT), Some(2));
    assert_eq!(metadata.get(TIME_LEFT), Some(1500));
    assert_eq!(metadata.iter().count(), 2);
}
