// tests/generated/wire.thrift, as Rust.

use std::fmt;

use ::mini_lust::error::DecodeError;
use ::mini_lust::message::Message;
use ::mini_lust::protocol::{InputProtocol, OutputProtocol, WireType};
use ::mini_lust::{ByteString, Bytes};

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Color(pub i32);

impl Color {
    pub const RED: Self = Self(1);
    pub const GREEN: Self = Self(-2);
    pub const BLUE: Self = Self(2147483647);
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::RED => f.write_str("RED"),
            Self::GREEN => f.write_str("GREEN"),
            Self::BLUE => f.write_str("BLUE"),
            Self(unknown) => write!(f, "Color({unknown})"),
        }
    }
}

impl Message for Color {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scalars {
    pub yes: bool,
    pub no: bool,
    pub tiny: i8,
    pub small: i16,
    pub medium: i32,
    pub large: i64,
    pub real: f64,
    pub text: ByteString,
    pub bytes: Bytes,
    pub color: Color,
}

impl Message for Scalars {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.yes);
        out.write_field(2, &self.no);
        out.write_field(3, &self.tiny);
        out.write_field(4, &self.small);
        out.write_field(5, &self.medium);
        out.write_field(6, &self.large);
        out.write_field(7, &self.real);
        out.write_field(8, &self.text);
        out.write_field(9, &self.bytes);
        out.write_field(10, &self.color);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut yes = None;
        let mut no = None;
        let mut tiny = None;
        let mut small = None;
        let mut medium = None;
        let mut large = None;
        let mut real = None;
        let mut text = None;
        let mut bytes = None;
        let mut color = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Bool) => yes = Some(Message::decode(input)?),
                (2, WireType::Bool) => no = Some(Message::decode(input)?),
                (3, WireType::I8) => tiny = Some(Message::decode(input)?),
                (4, WireType::I16) => small = Some(Message::decode(input)?),
                (5, WireType::I32) => medium = Some(Message::decode(input)?),
                (6, WireType::I64) => large = Some(Message::decode(input)?),
                (7, WireType::Double) => real = Some(Message::decode(input)?),
                (8, WireType::Binary) => text = Some(Message::decode(input)?),
                (9, WireType::Binary) => bytes = Some(Message::decode(input)?),
                (10, WireType::I32) => color = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let yes = yes.ok_or_else(|| input.missing("Scalars", "yes"))?;
        let no = no.ok_or_else(|| input.missing("Scalars", "no"))?;
        let tiny = tiny.ok_or_else(|| input.missing("Scalars", "tiny"))?;
        let small = small.ok_or_else(|| input.missing("Scalars", "small"))?;
        let medium = medium.ok_or_else(|| input.missing("Scalars", "medium"))?;
        let large = large.ok_or_else(|| input.missing("Scalars", "large"))?;
        let real = real.ok_or_else(|| input.missing("Scalars", "real"))?;
        let text = text.ok_or_else(|| input.missing("Scalars", "text"))?;
        let bytes = bytes.ok_or_else(|| input.missing("Scalars", "bytes"))?;
        let color = color.ok_or_else(|| input.missing("Scalars", "color"))?;
        Ok(Self {
            yes,
            no,
            tiny,
            small,
            medium,
            large,
            real,
            text,
            bytes,
            color,
        })
    }
}
