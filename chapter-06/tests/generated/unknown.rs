// tests/generated/unknown.thrift, as Rust.

use std::collections::{HashMap, HashSet};
use std::error;
use std::fmt;
use std::sync::LazyLock;

use ::mini_lust::protocol::{
    Double, InputProtocol, Message, OutputProtocol, UnknownField, WireType,
};
use ::mini_lust::{ByteString, Bytes, DecodeError};

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum OldContact {
    Email(ByteString),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for OldContact {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Email(email) => out.write_field(1, email),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut old_contact = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if old_contact.is_some() {
                return Err(input.not_one_field("OldContact"));
            }
            old_contact = match (field.id, field.ty) {
                (1, WireType::Binary) => Some(Self::Email(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        old_contact.ok_or_else(|| input.not_one_field("OldContact"))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum NewContact {
    Email(ByteString),
    Yes(bool),
    Tiny(i8),
    Small(i16),
    Number(i32),
    Large(i64),
    Real(f64),
    Bytes(Bytes),
    Id([u8; 16]),
    Address(NewAddress),
    Table(HashMap<ByteString, Vec<NewContact>>),
    Numbers(HashSet<i64>),
    Bools(Vec<bool>),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for NewContact {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Email(email) => out.write_field(1, email),
            Self::Yes(yes) => out.write_field(2, yes),
            Self::Tiny(tiny) => out.write_field(3, tiny),
            Self::Small(small) => out.write_field(4, small),
            Self::Number(number) => out.write_field(5, number),
            Self::Large(large) => out.write_field(6, large),
            Self::Real(real) => out.write_field(7, real),
            Self::Bytes(bytes) => out.write_field(8, bytes),
            Self::Id(id) => out.write_field(9, id),
            Self::Address(address) => out.write_field(10, address),
            Self::Table(table) => out.write_field(11, table),
            Self::Numbers(numbers) => out.write_field(12, numbers),
            Self::Bools(bools) => out.write_field(13, bools),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut new_contact = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if new_contact.is_some() {
                return Err(input.not_one_field("NewContact"));
            }
            new_contact = match (field.id, field.ty) {
                (1, WireType::Binary) => Some(Self::Email(Message::decode(input)?)),
                (2, WireType::Bool) => Some(Self::Yes(Message::decode(input)?)),
                (3, WireType::I8) => Some(Self::Tiny(Message::decode(input)?)),
                (4, WireType::I16) => Some(Self::Small(Message::decode(input)?)),
                (5, WireType::I32) => Some(Self::Number(Message::decode(input)?)),
                (6, WireType::I64) => Some(Self::Large(Message::decode(input)?)),
                (7, WireType::Double) => Some(Self::Real(Message::decode(input)?)),
                (8, WireType::Binary) => Some(Self::Bytes(Message::decode(input)?)),
                (9, WireType::Uuid) => Some(Self::Id(Message::decode(input)?)),
                (10, WireType::Struct) => Some(Self::Address(Message::decode(input)?)),
                (11, WireType::Map) => Some(Self::Table(Message::decode(input)?)),
                (12, WireType::Set) => Some(Self::Numbers(Message::decode(input)?)),
                (13, WireType::List) => Some(Self::Bools(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        new_contact.ok_or_else(|| input.not_one_field("NewContact"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NewAddress {
    pub street: ByteString,
    pub next: Option<Box<NewAddress>>,
}

impl Message for NewAddress {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.street);
        if let Some(next) = &self.next {
            out.write_field(2, next);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut street = None;
        let mut next = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => street = Some(Message::decode(input)?),
                (2, WireType::Struct) => next = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let street = street.unwrap_or_default();
        Ok(Self { street, next })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OldUser {
    pub id: i64,
    pub name: ByteString,
    /// Has the name of the field that keeps the unknown ones.
    pub unknown_fields_: i32,
    /// Fields that only a newer version of the IDL knows. They are written again as
    /// they came.
    pub unknown_fields: Vec<UnknownField>,
}

impl Default for OldUser {
    fn default() -> Self {
        Self {
            id: Default::default(),
            name: ByteString::from_static("nobody"),
            unknown_fields_: Default::default(),
            unknown_fields: Vec::new(),
        }
    }
}

impl Message for OldUser {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.name);
        out.write_field(3, &self.unknown_fields_);
        for field in &self.unknown_fields {
            field.encode(out);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut name = None;
        let mut unknown_fields_ = None;
        let mut unknown_fields = Vec::new();
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                (2, WireType::Binary) => name = Some(Message::decode(input)?),
                (3, WireType::I32) => unknown_fields_ = Some(Message::decode(input)?),
                _ => UnknownField::decode_into(&mut unknown_fields, field, input)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        let name = name.unwrap_or(ByteString::from_static("nobody"));
        let unknown_fields_ = unknown_fields_.unwrap_or_default();
        Ok(Self {
            id,
            name,
            unknown_fields_,
            unknown_fields,
        })
    }
}

/// What it does not know is gone.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ForgetfulUser {
    pub id: i64,
    pub name: ByteString,
}

impl Message for ForgetfulUser {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.name);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut name = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                (2, WireType::Binary) => name = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        let name = name.unwrap_or_default();
        Ok(Self { id, name })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewUser {
    pub id: i64,
    pub name: Vec<ByteString>,
    pub unknown_fields: i32,
    pub contact: Option<NewContact>,
    pub verified: bool,
}

impl Message for NewUser {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.name);
        out.write_field(3, &self.unknown_fields);
        if let Some(contact) = &self.contact {
            out.write_field(4, contact);
        }
        out.write_field(5, &self.verified);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut name = None;
        let mut unknown_fields = None;
        let mut contact = None;
        let mut verified = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                (2, WireType::List) => name = Some(Message::decode(input)?),
                (3, WireType::I32) => unknown_fields = Some(Message::decode(input)?),
                (4, WireType::Struct) => contact = Some(Message::decode(input)?),
                (5, WireType::Bool) => verified = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        let name = name.unwrap_or_default();
        let unknown_fields = unknown_fields.unwrap_or_default();
        let verified = verified.unwrap_or_default();
        Ok(Self {
            id,
            name,
            unknown_fields,
            contact,
            verified,
        })
    }
}

/// Has nothing of its own.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OldFailure {
    /// Fields that only a newer version of the IDL knows. They are written again as
    /// they came.
    pub unknown_fields: Vec<UnknownField>,
}

impl fmt::Display for OldFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for OldFailure {}

impl Message for OldFailure {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        for field in &self.unknown_fields {
            field.encode(out);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut unknown_fields = Vec::new();
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            UnknownField::decode_into(&mut unknown_fields, field, input)?;
        }
        input.read_struct_end();
        Ok(Self { unknown_fields })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NewFailure {
    pub code: i32,
}

impl fmt::Display for NewFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for NewFailure {}

impl Message for NewFailure {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.code);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut code = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => code = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let code = code.unwrap_or_default();
        Ok(Self { code })
    }
}

/// Part of a key, so it is hashed and ordered.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OldKey {
    pub weight: Option<Double>,
    /// Fields that only a newer version of the IDL knows. They are written again as
    /// they came.
    pub unknown_fields: Vec<UnknownField>,
}

impl Message for OldKey {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(weight) = &self.weight {
            out.write_field(1, weight);
        }
        for field in &self.unknown_fields {
            field.encode(out);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut weight = None;
        let mut unknown_fields = Vec::new();
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => weight = Some(Message::decode(input)?),
                _ => UnknownField::decode_into(&mut unknown_fields, field, input)?,
            }
        }
        input.read_struct_end();
        Ok(Self { weight, unknown_fields })
    }
}

pub static KEYS: LazyLock<HashMap<OldKey, OldUser>> = LazyLock::new(|| HashMap::from([
    (OldKey::default(), OldUser::default()),
    (
        OldKey {
            weight: Some(Double(0.5)),
            unknown_fields: Vec::new(),
        },
        OldUser {
            id: 1,
            name: ByteString::from_static("Ada"),
            unknown_fields_: 2,
            unknown_fields: Vec::new(),
        },
    ),
]));
