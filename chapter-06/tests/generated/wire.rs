// tests/generated/wire.thrift, as Rust.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error;
use std::fmt;

use ::mini_lust::protocol::{
    Double, InputProtocol, Message, OutputProtocol, UnknownField, WireType,
};
use ::mini_lust::{ByteString, Bytes, DecodeError};

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

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Containers {
    pub bools: Vec<bool>,
    pub bytes: Vec<i8>,
    pub shorts: Vec<i16>,
    pub longs: Vec<i64>,
    pub reals: Vec<f64>,
    pub binaries: Vec<Bytes>,
    pub texts: HashSet<ByteString>,
    pub colors: HashSet<Color>,
    pub numbers: HashMap<ByteString, i32>,
    pub truths: HashMap<i64, bool>,
    pub nested: Vec<Vec<HashSet<i32>>>,
    pub choices: HashMap<i16, HashMap<ByteString, Vec<Choice>>>,
    pub structs: Vec<Scalars>,
}

impl Message for Containers {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.bools);
        out.write_field(2, &self.bytes);
        out.write_field(3, &self.shorts);
        out.write_field(4, &self.longs);
        out.write_field(5, &self.reals);
        out.write_field(6, &self.binaries);
        out.write_field(7, &self.texts);
        out.write_field(8, &self.colors);
        out.write_field(9, &self.numbers);
        out.write_field(10, &self.truths);
        out.write_field(11, &self.nested);
        out.write_field(12, &self.choices);
        out.write_field(13, &self.structs);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut bools = None;
        let mut bytes = None;
        let mut shorts = None;
        let mut longs = None;
        let mut reals = None;
        let mut binaries = None;
        let mut texts = None;
        let mut colors = None;
        let mut numbers = None;
        let mut truths = None;
        let mut nested = None;
        let mut choices = None;
        let mut structs = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::List) => bools = Some(Message::decode(input)?),
                (2, WireType::List) => bytes = Some(Message::decode(input)?),
                (3, WireType::List) => shorts = Some(Message::decode(input)?),
                (4, WireType::List) => longs = Some(Message::decode(input)?),
                (5, WireType::List) => reals = Some(Message::decode(input)?),
                (6, WireType::List) => binaries = Some(Message::decode(input)?),
                (7, WireType::Set) => texts = Some(Message::decode(input)?),
                (8, WireType::Set) => colors = Some(Message::decode(input)?),
                (9, WireType::Map) => numbers = Some(Message::decode(input)?),
                (10, WireType::Map) => truths = Some(Message::decode(input)?),
                (11, WireType::List) => nested = Some(Message::decode(input)?),
                (12, WireType::Map) => choices = Some(Message::decode(input)?),
                (13, WireType::List) => structs = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let bools = bools.ok_or_else(|| input.missing("Containers", "bools"))?;
        let bytes = bytes.ok_or_else(|| input.missing("Containers", "bytes"))?;
        let shorts = shorts.ok_or_else(|| input.missing("Containers", "shorts"))?;
        let longs = longs.ok_or_else(|| input.missing("Containers", "longs"))?;
        let reals = reals.ok_or_else(|| input.missing("Containers", "reals"))?;
        let binaries = binaries.ok_or_else(|| input.missing("Containers", "binaries"))?;
        let texts = texts.ok_or_else(|| input.missing("Containers", "texts"))?;
        let colors = colors.ok_or_else(|| input.missing("Containers", "colors"))?;
        let numbers = numbers.ok_or_else(|| input.missing("Containers", "numbers"))?;
        let truths = truths.ok_or_else(|| input.missing("Containers", "truths"))?;
        let nested = nested.ok_or_else(|| input.missing("Containers", "nested"))?;
        let choices = choices.ok_or_else(|| input.missing("Containers", "choices"))?;
        let structs = structs.ok_or_else(|| input.missing("Containers", "structs"))?;
        Ok(Self {
            bools,
            bytes,
            shorts,
            longs,
            reals,
            binaries,
            texts,
            colors,
            numbers,
            truths,
            nested,
            choices,
            structs,
        })
    }
}

/// Keys that are made of others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    pub reals: HashSet<Double>,
    pub lists: HashSet<Vec<Double>>,
    pub sets: HashSet<BTreeSet<i32>>,
    pub keys: HashMap<Key, f64>,
    pub lists_of_keys: HashMap<Vec<Key>, HashSet<Color>>,
    pub maps: HashSet<BTreeMap<ByteString, Double>>,
}

impl Message for Keys {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.reals);
        out.write_field(2, &self.lists);
        out.write_field(3, &self.sets);
        out.write_field(4, &self.keys);
        out.write_field(5, &self.lists_of_keys);
        out.write_field(6, &self.maps);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut reals = None;
        let mut lists = None;
        let mut sets = None;
        let mut keys = None;
        let mut lists_of_keys = None;
        let mut maps = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Set) => reals = Some(Message::decode(input)?),
                (2, WireType::Set) => lists = Some(Message::decode(input)?),
                (3, WireType::Set) => sets = Some(Message::decode(input)?),
                (4, WireType::Map) => keys = Some(Message::decode(input)?),
                (5, WireType::Map) => lists_of_keys = Some(Message::decode(input)?),
                (6, WireType::Set) => maps = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let reals = reals.ok_or_else(|| input.missing("Keys", "reals"))?;
        let lists = lists.ok_or_else(|| input.missing("Keys", "lists"))?;
        let sets = sets.ok_or_else(|| input.missing("Keys", "sets"))?;
        let keys = keys.ok_or_else(|| input.missing("Keys", "keys"))?;
        let lists_of_keys = lists_of_keys
            .ok_or_else(|| input.missing("Keys", "lists_of_keys"))?;
        let maps = maps.ok_or_else(|| input.missing("Keys", "maps"))?;
        Ok(Self {
            reals,
            lists,
            sets,
            keys,
            lists_of_keys,
            maps,
        })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key {
    pub weight: Double,
    pub weights: BTreeSet<Double>,
    pub names: BTreeMap<i32, ByteString>,
    pub color: Option<Color>,
}

impl Message for Key {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.weight);
        out.write_field(2, &self.weights);
        out.write_field(3, &self.names);
        if let Some(color) = &self.color {
            out.write_field(4, color);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut weight = None;
        let mut weights = None;
        let mut names = None;
        let mut color = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => weight = Some(Message::decode(input)?),
                (2, WireType::Set) => weights = Some(Message::decode(input)?),
                (3, WireType::Map) => names = Some(Message::decode(input)?),
                (4, WireType::I32) => color = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let weight = weight.ok_or_else(|| input.missing("Key", "weight"))?;
        let weights = weights.ok_or_else(|| input.missing("Key", "weights"))?;
        let names = names.ok_or_else(|| input.missing("Key", "names"))?;
        Ok(Self {
            weight,
            weights,
            names,
            color,
        })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Choice {
    Truth(bool),
    Text(ByteString),
    Choices(Vec<Choice>),
    Tree(Tree),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Choice {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Truth(truth) => out.write_field(1, truth),
            Self::Text(text) => out.write_field(2, text),
            Self::Choices(choices) => out.write_field(3, choices),
            Self::Tree(tree) => out.write_field(300, tree),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut choice = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if choice.is_some() {
                return Err(input.not_one_field("Choice"));
            }
            choice = match (field.id, field.ty) {
                (1, WireType::Bool) => Some(Self::Truth(Message::decode(input)?)),
                (2, WireType::Binary) => Some(Self::Text(Message::decode(input)?)),
                (3, WireType::List) => Some(Self::Choices(Message::decode(input)?)),
                (300, WireType::Struct) => Some(Self::Tree(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        choice.ok_or_else(|| input.not_one_field("Choice"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tree {
    pub left: Option<Box<Tree>>,
    pub right: Option<Box<Tree>>,
    pub value: i32,
}

impl Message for Tree {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(left) = &self.left {
            out.write_field(1, left);
        }
        if let Some(right) = &self.right {
            out.write_field(2, right);
        }
        out.write_field(3, &self.value);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut left = None;
        let mut right = None;
        let mut value = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => left = Some(Message::decode(input)?),
                (2, WireType::Struct) => right = Some(Message::decode(input)?),
                (3, WireType::I32) => value = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let value = value.ok_or_else(|| input.missing("Tree", "value"))?;
        Ok(Self { left, right, value })
    }
}

/// Large, and far apart.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ids {
    pub one: bool,
    pub two: i32,
    pub hundred: bool,
    pub thousand: bool,
    pub largest: ByteString,
}

impl Message for Ids {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.one);
        out.write_field(2, &self.two);
        out.write_field(100, &self.hundred);
        out.write_field(1000, &self.thousand);
        out.write_field(32767, &self.largest);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut one = None;
        let mut two = None;
        let mut hundred = None;
        let mut thousand = None;
        let mut largest = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Bool) => one = Some(Message::decode(input)?),
                (2, WireType::I32) => two = Some(Message::decode(input)?),
                (100, WireType::Bool) => hundred = Some(Message::decode(input)?),
                (1000, WireType::Bool) => thousand = Some(Message::decode(input)?),
                (32767, WireType::Binary) => largest = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let one = one.ok_or_else(|| input.missing("Ids", "one"))?;
        let two = two.ok_or_else(|| input.missing("Ids", "two"))?;
        let hundred = hundred.ok_or_else(|| input.missing("Ids", "hundred"))?;
        let thousand = thousand.ok_or_else(|| input.missing("Ids", "thousand"))?;
        let largest = largest.ok_or_else(|| input.missing("Ids", "largest"))?;
        Ok(Self {
            one,
            two,
            hundred,
            thousand,
            largest,
        })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Presence {
    pub required_field: i32,
    pub optional_field: Option<i32>,
    pub usual: i32,
    pub usual_with_default: i32,
    pub optional_with_default: Option<ByteString>,
    pub required_with_default: i32,
}

impl Default for Presence {
    fn default() -> Self {
        Self {
            required_field: Default::default(),
            optional_field: None,
            usual: Default::default(),
            usual_with_default: 4,
            optional_with_default: Some(ByteString::from_static("five")),
            required_with_default: 6,
        }
    }
}

impl Message for Presence {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.required_field);
        if let Some(optional_field) = &self.optional_field {
            out.write_field(2, optional_field);
        }
        out.write_field(3, &self.usual);
        out.write_field(4, &self.usual_with_default);
        if let Some(optional_with_default) = &self.optional_with_default {
            out.write_field(5, optional_with_default);
        }
        out.write_field(6, &self.required_with_default);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut required_field = None;
        let mut optional_field = None;
        let mut usual = None;
        let mut usual_with_default = None;
        let mut optional_with_default = None;
        let mut required_with_default = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => required_field = Some(Message::decode(input)?),
                (2, WireType::I32) => optional_field = Some(Message::decode(input)?),
                (3, WireType::I32) => usual = Some(Message::decode(input)?),
                (4, WireType::I32) => usual_with_default = Some(Message::decode(input)?),
                (5, WireType::Binary) => {
                    optional_with_default = Some(Message::decode(input)?);
                }
                (6, WireType::I32) => {
                    required_with_default = Some(Message::decode(input)?);
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let required_field = required_field
            .ok_or_else(|| input.missing("Presence", "required_field"))?;
        let usual = usual.unwrap_or_default();
        let usual_with_default = usual_with_default.unwrap_or(4);
        let optional_with_default = optional_with_default
            .or(Some(ByteString::from_static("five")));
        let required_with_default = required_with_default
            .ok_or_else(|| input.missing("Presence", "required_with_default"))?;
        Ok(Self {
            required_field,
            optional_field,
            usual,
            usual_with_default,
            optional_with_default,
            required_with_default,
        })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Failure {
    pub reason: ByteString,
    pub choice: Option<Choice>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Failure {}

impl Message for Failure {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.reason);
        if let Some(choice) = &self.choice {
            out.write_field(2, choice);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut reason = None;
        let mut choice = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => reason = Some(Message::decode(input)?),
                (2, WireType::Struct) => choice = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let reason = reason.unwrap_or_default();
        Ok(Self { reason, choice })
    }
}
