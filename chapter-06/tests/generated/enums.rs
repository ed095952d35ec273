// tests/generated/enums.thrift, as Rust.

use std::collections::HashMap;
use std::fmt;

use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
use ::mini_lust::DecodeError;

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Implicit(pub i32);

impl Implicit {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(1);
    pub const SEVEN: Self = Self(7);
    pub const EIGHT: Self = Self(8);
}

impl fmt::Debug for Implicit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ZERO => f.write_str("ZERO"),
            Self::ONE => f.write_str("ONE"),
            Self::SEVEN => f.write_str("SEVEN"),
            Self::EIGHT => f.write_str("EIGHT"),
            Self(unknown) => write!(f, "Implicit({unknown})"),
        }
    }
}

impl Message for Implicit {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

/// Numbers of every kind.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Numbers(pub i32);

impl Numbers {
    pub const SMALLEST: Self = Self(-2147483648);
    pub const NEGATIVE: Self = Self(-1);
    pub const ZERO: Self = Self(0);
    pub const HEX: Self = Self(255);
    /// The largest there is.
    pub const LARGEST: Self = Self(2147483647);
}

impl fmt::Debug for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SMALLEST => f.write_str("SMALLEST"),
            Self::NEGATIVE => f.write_str("NEGATIVE"),
            Self::ZERO => f.write_str("ZERO"),
            Self::HEX => f.write_str("HEX"),
            Self::LARGEST => f.write_str("LARGEST"),
            Self(unknown) => write!(f, "Numbers({unknown})"),
        }
    }
}

impl Message for Numbers {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

/// Two names for a number: it is shown by the first.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Twice(pub i32);

impl Twice {
    pub const GRAY: Self = Self(1);
    pub const GREY: Self = Self(1);
    pub const BLACK: Self = Self(0);
}

impl fmt::Debug for Twice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::GRAY => f.write_str("GRAY"),
            Self::BLACK => f.write_str("BLACK"),
            Self(unknown) => write!(f, "Twice({unknown})"),
        }
    }
}

impl Message for Twice {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Single(pub i32);

impl Single {
    pub const ONLY: Self = Self(1);
}

impl fmt::Debug for Single {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::ONLY => f.write_str("ONLY"),
            Self(unknown) => write!(f, "Single({unknown})"),
        }
    }
}

impl Message for Single {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Empty(pub i32);

impl fmt::Debug for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Empty({})", self.0)
    }
}

impl Message for Empty {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

/// A prefix is part of the name.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Prefixed(pub i32);

impl Prefixed {
    pub const PREFIXED_A: Self = Self(0);
    pub const PREFIXED_B: Self = Self(1);
}

impl fmt::Debug for Prefixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::PREFIXED_A => f.write_str("PREFIXED_A"),
            Self::PREFIXED_B => f.write_str("PREFIXED_B"),
            Self(unknown) => write!(f, "Prefixed({unknown})"),
        }
    }
}

impl Message for Prefixed {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Enums {
    pub implicit: Implicit,
    pub number: Option<Numbers>,
    pub twice: Twice,
    pub table: HashMap<Single, Empty>,
    pub prefixed: Prefixed,
}

impl Default for Enums {
    fn default() -> Self {
        Self {
            implicit: Default::default(),
            number: Some(Numbers::LARGEST),
            twice: Default::default(),
            table: Default::default(),
            prefixed: Prefixed::PREFIXED_B,
        }
    }
}

impl Message for Enums {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.implicit);
        if let Some(number) = &self.number {
            out.write_field(2, number);
        }
        out.write_field(3, &self.twice);
        out.write_field(4, &self.table);
        out.write_field(5, &self.prefixed);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut implicit = None;
        let mut number = None;
        let mut twice = None;
        let mut table = None;
        let mut prefixed = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => implicit = Some(Message::decode(input)?),
                (2, WireType::I32) => number = Some(Message::decode(input)?),
                (3, WireType::I32) => twice = Some(Message::decode(input)?),
                (4, WireType::Map) => table = Some(Message::decode(input)?),
                (5, WireType::I32) => prefixed = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let implicit = implicit.unwrap_or_default();
        let number = number.or(Some(Numbers::LARGEST));
        let twice = twice.ok_or_else(|| input.missing("Enums", "twice"))?;
        let table = table.unwrap_or_default();
        let prefixed = prefixed.unwrap_or(Prefixed::PREFIXED_B);
        Ok(Self {
            implicit,
            number,
            twice,
            table,
            prefixed,
        })
    }
}

pub const NAMELESS: Empty = Empty(3);

pub const GREY: Twice = Twice::GRAY;
