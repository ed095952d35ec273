//! The calls that a value makes to a protocol, whichever it is: no byte is written.

use mini_lust::{
    ByteString,
    protocol::{Header, Message, OutputProtocol, WireType},
    user::{Contact, NotFound, Role, User},
};

/// Writes each call down as a word.
#[derive(Default)]
struct Recorder(Vec<String>);

impl OutputProtocol for Recorder {
    fn write_header(&mut self, _: &Header) {
        self.0.push("header".into());
    }

    fn write_struct_begin(&mut self) {
        self.0.push("{".into());
    }

    fn write_struct_end(&mut self) {
        self.0.push("}".into());
    }

    fn write_field_begin(&mut self, ty: WireType, id: i16) {
        self.0.push(format!("{id}:{ty:?}"));
    }

    fn write_list_begin(&mut self, element: WireType, len: usize) {
        self.0.push(format!("[{element:?};{len}"));
    }

    fn write_list_end(&mut self) {
        self.0.push("]".into());
    }

    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize) {
        self.0.push(format!("[{key:?}={value:?};{len}"));
    }

    fn write_map_end(&mut self) {
        self.0.push("]".into());
    }

    fn write_bool(&mut self, value: bool) {
        self.0.push(value.to_string());
    }

    fn write_i8(&mut self, value: i8) {
        self.0.push(value.to_string());
    }

    fn write_i16(&mut self, value: i16) {
        self.0.push(value.to_string());
    }

    fn write_i32(&mut self, value: i32) {
        self.0.push(value.to_string());
    }

    fn write_i64(&mut self, value: i64) {
        self.0.push(value.to_string());
    }

    fn write_double(&mut self, value: f64) {
        self.0.push(value.to_string());
    }

    fn write_uuid(&mut self, value: &[u8; 16]) {
        self.0.push(format!("{value:x?}"));
    }

    fn write_bytes(&mut self, value: &[u8]) {
        self.0.push(value.escape_ascii().to_string());
    }
}

fn calls(value: &impl Message) -> String {
    let mut out = Recorder::default();
    value.encode(&mut out);
    out.0.join(" ")
}

#[test]
fn an_enum_is_its_number() {
    assert_eq!(calls(&Role::ADMIN), "5");
}

#[test]
fn a_list_is_its_length_and_its_elements() {
    assert_eq!(calls(&vec![7_i32, -1]), "[I32;2 7 -1 ]");
    assert_eq!(calls(&Vec::<ByteString>::new()), "[Binary;0 ]");
}

#[test]
fn a_map_is_its_length_and_its_keys_and_values_in_turn() {
    let map = std::collections::BTreeMap::from([(1_i8, true), (2, false)]);
    assert_eq!(calls(&map), "[I8=Bool;2 1 true 2 false ]");
}

#[test]
fn a_union_is_a_struct_of_one_field() {
    assert_eq!(calls(&Contact::Phone(-42)), "{ 2:I64 -42 }");
}

#[test]
fn an_exception_is_a_struct() {
    assert_eq!(calls(&NotFound { id: 3 }), "{ 1:I64 3 }");
}

#[test]
fn optional_fields_that_are_none_are_not_mentioned() {
    let user = User { id: 1, name: "Ada".into(), ..User::default() };
    assert_eq!(
        calls(&user),
        "{ 1:I64 1 2:Binary Ada 3:I32 1 7:List [Binary;0 ] 8:Set [Binary;0 ] \
         9:Map [Binary=Binary;0 ] }"
    );
}

#[test]
fn a_user_in_a_user_is_a_struct_in_a_field() {
    let manager = User { id: 2, name: "Bob".into(), ..User::default() };
    let user = User {
        id: 1,
        name: "Ada".into(),
        role: Role::ADMIN,
        verified: Some(true),
        contact: Some(Contact::Email("@".into())),
        picture: Some("\x01".into()),
        nicknames: vec!["Countess".into()],
        manager: Some(Box::new(manager)),
        ..User::default()
    };
    assert_eq!(
        calls(&user),
        "{ 1:I64 1 2:Binary Ada 3:I32 5 4:Bool true 5:Struct { 1:Binary @ } \
         6:Binary \\x01 7:List [Binary;1 Countess ] 8:Set [Binary;0 ] \
         9:Map [Binary=Binary;0 ] 10:Struct { 1:I64 2 2:Binary Bob 3:I32 1 \
         7:List [Binary;0 ] 8:Set [Binary;0 ] 9:Map [Binary=Binary;0 ] } }"
    );
}
