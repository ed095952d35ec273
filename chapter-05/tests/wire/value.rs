//! Values of any Thrift type, as a newer or an older version of an IDL file may send them;
//! and what the types of Rust mean in these terms.

use std::collections::{HashMap, HashSet};

use mini_lust::{
    ByteString, Bytes,
    protocol::{
        BinaryReader, DecodeError, FieldHeader, Header, InputProtocol, Message,
        OutputProtocol, UnknownField, WireType,
    },
    user::{Contact, NotFound, Role, User},
};

use crate::Protocol;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    Double(f64),
    Binary(Bytes),
    Uuid([u8; 16]),
    Struct(Fields),
    Map(WireType, WireType, Vec<(Value, Value)>),
    Set(WireType, Vec<Value>),
    List(WireType, Vec<Value>),
}

/// A struct, as its fields in the order of the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields(pub Vec<(i16, Value)>);

/// A struct of an IDL file that has no field at all, and keeps those that come.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept(pub Vec<UnknownField>);

/// A message header, so that it can be encoded and decoded like everything else.
#[derive(Clone, Debug, PartialEq)]
pub struct Head(pub Header);

/// A type of Rust that stands for a type of Thrift.
pub trait Meaning: Message {
    fn meaning(&self) -> Value;
}

/// What every message that is a user has.
pub fn required_fields() -> Vec<(i16, Value)> {
    vec![(1, Value::I64(1)), (2, Value::string("Ada"))]
}

// === impl Value ===

impl Value {
    pub const TYPES: [WireType; 12] = [
        WireType::Bool,
        WireType::I8,
        WireType::I16,
        WireType::I32,
        WireType::I64,
        WireType::Double,
        WireType::Binary,
        WireType::Uuid,
        WireType::Struct,
        WireType::Map,
        WireType::Set,
        WireType::List,
    ];

    pub fn string(value: &str) -> Self {
        Self::Binary(Bytes::copy_from_slice(value.as_bytes()))
    }

    /// A value of every type, of the containers with something in them.
    pub fn of_every_type() -> [Self; 12] {
        Self::TYPES.map(|ty| match ty {
            WireType::Void => unreachable!("no value has it"),
            WireType::Bool => Self::Bool(true),
            WireType::I8 => Self::I8(-8),
            WireType::I16 => Self::I16(-16),
            WireType::I32 => Self::I32(-32),
            WireType::I64 => Self::I64(-64),
            WireType::Double => Self::Double(0.5),
            WireType::Binary => Self::string("text"),
            WireType::Uuid => Self::Uuid([7; 16]),
            WireType::Struct => {
                Self::Struct(Fields(vec![(1, Self::Bool(false)), (9, Self::I8(3))]))
            }
            WireType::Map => {
                let entry = (Self::Bool(true), Self::List(WireType::I16, vec![]));
                Self::Map(WireType::Bool, WireType::List, vec![entry])
            }
            WireType::Set => Self::Set(WireType::Bool, vec![Self::Bool(false)]),
            WireType::List => {
                let element = Fields(vec![(1, Self::Bool(true))]);
                Self::List(WireType::Struct, vec![Self::Struct(element); 20])
            }
        })
    }

    pub fn ty(&self) -> WireType {
        match self {
            Self::Bool(_) => WireType::Bool,
            Self::I8(_) => WireType::I8,
            Self::I16(_) => WireType::I16,
            Self::I32(_) => WireType::I32,
            Self::I64(_) => WireType::I64,
            Self::Double(_) => WireType::Double,
            Self::Binary(_) => WireType::Binary,
            Self::Uuid(_) => WireType::Uuid,
            Self::Struct(_) => WireType::Struct,
            Self::Map(..) => WireType::Map,
            Self::Set(..) => WireType::Set,
            Self::List(..) => WireType::List,
        }
    }

    /// The value in a field that the IDL file does not have.
    pub fn unknown(&self, id: i16) -> UnknownField {
        let message = Protocol::Binary.apache_encode(self);
        let header = FieldHeader { ty: self.ty(), id };
        let field = UnknownField::decode(header, &mut BinaryReader::new(message));
        field.expect("Apache's library writes a value")
    }

    fn encode(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Bool(value) => out.write_bool(*value),
            Self::I8(value) => out.write_i8(*value),
            Self::I16(value) => out.write_i16(*value),
            Self::I32(value) => out.write_i32(*value),
            Self::I64(value) => out.write_i64(*value),
            Self::Double(value) => out.write_double(*value),
            Self::Binary(value) => out.write_bytes(value),
            Self::Uuid(value) => out.write_uuid(value),
            Self::Struct(fields) => fields.encode(out),
            Self::Map(key, value, entries) => {
                out.write_map_begin(*key, *value, entries.len());
                for (key, value) in entries {
                    key.encode(out);
                    value.encode(out);
                }
                out.write_map_end();
            }
            Self::Set(element, elements) | Self::List(element, elements) => {
                out.write_list_begin(*element, elements.len());
                for element in elements {
                    element.encode(out);
                }
                out.write_list_end();
            }
        }
    }

    fn decode(
        ty: WireType,
        input: &mut impl InputProtocol,
    ) -> Result<Self, DecodeError> {
        Ok(match ty {
            WireType::Void => unreachable!("no value has it"),
            WireType::Bool => Self::Bool(input.read_bool()?),
            WireType::I8 => Self::I8(input.read_i8()?),
            WireType::I16 => Self::I16(input.read_i16()?),
            WireType::I32 => Self::I32(input.read_i32()?),
            WireType::I64 => Self::I64(input.read_i64()?),
            WireType::Double => Self::Double(input.read_double()?),
            WireType::Binary => Self::Binary(input.read_bytes()?),
            WireType::Uuid => Self::Uuid(input.read_uuid()?),
            WireType::Struct => Self::Struct(Fields::decode(input)?),
            WireType::Map => {
                let (key, value, len) = input.read_map_begin()?;
                let mut entries = Vec::new();
                for _ in 0..len {
                    entries
                        .push((Self::decode(key, input)?, Self::decode(value, input)?));
                }
                input.read_map_end();
                Self::Map(key, value, entries)
            }
            WireType::Set => {
                let (element, elements) = Self::decode_elements(input)?;
                Self::Set(element, elements)
            }
            WireType::List => {
                let (element, elements) = Self::decode_elements(input)?;
                Self::List(element, elements)
            }
        })
    }

    fn decode_elements(
        input: &mut impl InputProtocol,
    ) -> Result<(WireType, Vec<Self>), DecodeError> {
        let (element, len) = input.read_list_begin()?;
        let mut elements = Vec::new();
        for _ in 0..len {
            elements.push(Self::decode(element, input)?);
        }
        input.read_list_end();
        Ok((element, elements))
    }
}

// === impl Fields ===

impl Message for Fields {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        for (id, value) in &self.0 {
            out.write_field_begin(value.ty(), *id);
            value.encode(out);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut fields = Vec::new();
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            fields.push((field.id, Value::decode(field.ty, input)?));
        }
        input.read_struct_end();
        Ok(Self(fields))
    }
}

impl Meaning for Fields {
    fn meaning(&self) -> Value {
        Value::Struct(self.clone())
    }
}

// === impl Kept ===

impl Message for Kept {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        for field in &self.0 {
            field.encode(out);
        }
        out.write_struct_end();
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

// === impl Head ===

impl Message for Head {
    const TYPE: WireType = WireType::Void;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_header(&self.0);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_header().map(Self)
    }
}

// === Meanings ===

macro_rules! meaning {
    ($($type:ty: $variant:ident;)*) => {$(
        impl Meaning for $type {
            fn meaning(&self) -> Value {
                Value::$variant(self.clone().into())
            }
        }
    )*};
}

meaning! {
    bool: Bool;
    i8: I8;
    i16: I16;
    i32: I32;
    i64: I64;
    f64: Double;
    [u8; 16]: Uuid;
    Bytes: Binary;
}

impl Meaning for ByteString {
    fn meaning(&self) -> Value {
        Value::string(self)
    }
}

impl<T: Meaning> Meaning for Vec<T>
where
    Self: Message,
{
    fn meaning(&self) -> Value {
        Value::List(T::TYPE, self.iter().map(T::meaning).collect())
    }
}

impl<T: Meaning> Meaning for HashSet<T>
where
    Self: Message,
{
    fn meaning(&self) -> Value {
        Value::Set(T::TYPE, self.iter().map(T::meaning).collect())
    }
}

impl<K: Meaning, V: Meaning> Meaning for HashMap<K, V>
where
    Self: Message,
{
    fn meaning(&self) -> Value {
        let entries = self.iter().map(|(key, value)| (key.meaning(), value.meaning()));
        Value::Map(K::TYPE, V::TYPE, entries.collect())
    }
}

impl Meaning for Role {
    fn meaning(&self) -> Value {
        Value::I32(self.0)
    }
}

impl Meaning for Contact {
    fn meaning(&self) -> Value {
        let field = match self {
            Self::Email(email) => (1, email.meaning()),
            Self::Phone(phone) => (2, phone.meaning()),
            Self::Unknown(field) => {
                let message = Protocol::Binary.encode(&Kept(vec![field.clone()]));
                let value = Protocol::Binary.apache_decode(WireType::Struct, &message);
                return value.expect("Apache's library reads the field");
            }
        };
        Value::Struct(Fields(vec![field]))
    }
}

impl Meaning for User {
    fn meaning(&self) -> Value {
        let fields = [
            Some((1, self.id.meaning())),
            Some((2, self.name.meaning())),
            Some((3, self.role.meaning())),
            self.verified.map(|verified| (4, verified.meaning())),
            self.contact.as_ref().map(|contact| (5, contact.meaning())),
            self.picture.as_ref().map(|picture| (6, picture.meaning())),
            Some((7, self.nicknames.meaning())),
            Some((8, self.groups.meaning())),
            Some((9, self.labels.meaning())),
            self.manager.as_ref().map(|manager| (10, manager.meaning())),
        ];
        Value::Struct(Fields(fields.into_iter().flatten().collect()))
    }
}

impl Meaning for NotFound {
    fn meaning(&self) -> Value {
        Value::Struct(Fields(vec![(1, self.id.meaning())]))
    }
}
