// tests/generated/values.thrift, as Rust.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use std::error;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Double, InputProtocol, Message, OutputProtocol, UnknownField, WireType,
};
use ::mini_lust::{
    BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error, Method,
    Protocol, Request, Response, RpcService, Service,
};

pub const YES: bool = true;

pub const NO: bool = false;

pub const SMALLEST_I8: i8 = -128;

pub const SMALLEST_I16: i16 = -32768;

pub const SMALLEST_I32: i32 = -2147483648;

pub const SMALLEST_I64: i64 = -9223372036854775808;

pub const LARGEST_I64: i64 = 9223372036854775807;

pub const HEX: i32 = 255;

pub const PLUS: i32 = 7;

pub const WHOLE: f64 = 6.0;

pub const NEGATIVE: f64 = -2.5;

pub const NEGATIVE_ZERO: f64 = -0.0;

pub const LARGE: f64 = 1e300;

pub const LARGEST: f64 = 1.7976931348623157e308;

pub const SMALL: f64 = 5e-324;

pub const NEARLY_PI: f64 = 3.14;

pub const PI: f64 = 3.141592653589793;

pub const NEARLY_E: f64 = -2.718;

pub const LIGHT: f64 = 299792458.0;

pub const LONG: f64 = 1.2345678901234568e29;

pub const EMPTY: &str = "";

pub const ESCAPED: &str = "a \"quoted\"\tword\r\n\\ and {braces}";

pub const SINGLE: &str = "it's \"quoted\"";

pub const LETTERS: &str = "Āda 🦀 ☃";

pub const BYTES: &[u8] = b"bytes: \xC4\x80\n";

pub const NO_BYTES: &[u8] = b"";

pub const ID: [u8; 16] = [
    0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255,
];

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Color(pub i32);

impl Color {
    pub const RED: Self = Self(1);
    pub const GREEN: Self = Self(2);
    pub const BLUE: Self = Self(4);
    pub const CRIMSON: Self = Self(1);
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

pub type Paint = Color;

pub const BY_NAME: Color = Color::GREEN;

pub const BY_NUMBER: Color = Color::BLUE;

pub const BY_SECOND_NAME: Color = Color::RED;

pub const WITHOUT_NAME: Color = Color(77);

pub const BY_TYPEDEF: Paint = Color::BLUE;

pub const NUMBER_OF_A_COLOR: i32 = 4;

pub static NO_NUMBERS: LazyLock<Vec<i32>> = LazyLock::new(Default::default);

pub static NUMBERS: LazyLock<Vec<i32>> = LazyLock::new(|| Vec::from([1, -2, 3, HEX]));

pub static TABLE: LazyLock<Vec<Vec<ByteString>>> = LazyLock::new(|| Vec::from([
    Vec::from([ByteString::from_static("a"), ByteString::from_static("b")]),
    Vec::new(),
    Vec::from([ByteString::from_static(EMPTY), ByteString::from_static(LETTERS)]),
]));

pub static NO_WORDS: LazyLock<HashSet<ByteString>> = LazyLock::new(Default::default);

pub static WORDS: LazyLock<HashSet<ByteString>> = LazyLock::new(|| HashSet::from([
    ByteString::from_static("a"),
    ByteString::from_static("b"),
]));

pub static MEASURES: LazyLock<HashSet<Double>> = LazyLock::new(|| HashSet::from([
    Double(0.5),
    Double(1.0),
    Double(NEGATIVE),
]));

pub static NO_PRICES: LazyLock<HashMap<ByteString, i32>> = LazyLock::new(
    Default::default,
);

pub static PRICES: LazyLock<HashMap<ByteString, i32>> = LazyLock::new(|| HashMap::from([
    (ByteString::from_static("apple"), 1),
    (ByteString::from_static(LETTERS), 2),
]));

pub static NESTED: LazyLock<HashMap<i32, Vec<HashMap<ByteString, HashSet<i32>>>>> = LazyLock::new(||
HashMap::from([
    (
        1,
        Vec::from([
            HashMap::from([
                (ByteString::from_static("a"), HashSet::from([1, 2])),
                (ByteString::from_static("b"), HashSet::new()),
            ]),
            HashMap::new(),
        ]),
    ),
]));

pub static LENGTHS: LazyLock<Vec<f64>> = LazyLock::new(|| Vec::from([1.5, NEGATIVE]));

pub static ALL_LENGTHS: LazyLock<Vec<HashMap<ByteString, Vec<f64>>>> = LazyLock::new(|| Vec::from([
    HashMap::from([(ByteString::from_static("all"), LENGTHS.clone())]),
]));

pub static SETS: LazyLock<Vec<HashSet<i32>>> = LazyLock::new(|| Vec::from([
    HashSet::from([1]),
    HashSet::new(),
]));

pub static SETS_OF_SETS: LazyLock<HashSet<Vec<BTreeSet<i32>>>> = LazyLock::new(|| HashSet::from([
    SETS.iter().map(|element| element.iter().cloned().collect()).collect(),
]));

pub static SETS_OF_LENGTHS: LazyLock<HashSet<Vec<BTreeMap<ByteString, Vec<Double>>>>> = LazyLock::new(||
HashSet::from([
    ALL_LENGTHS
        .iter()
        .map(|element| {
            element
                .iter()
                .map(|(key, value)| (
                    key.clone(),
                    value.iter().map(|element| Double(*element)).collect(),
                ))
                .collect()
        })
        .collect(),
]));

pub static BY_LIST: LazyLock<HashMap<Vec<Double>, f64>> = LazyLock::new(|| HashMap::from([
    (Vec::from([Double(1.0), Double(2.5)]), 1.0),
    (Vec::new(), 2.5),
    (LENGTHS.iter().map(|element| Double(*element)).collect(), NEGATIVE),
]));

pub static BY_MAP: LazyLock<HashMap<BTreeMap<ByteString, Double>, Color>> = LazyLock::new(||
HashMap::from([
    (BTreeMap::from([(ByteString::from_static("a"), Double(1.0))]), Color::RED),
    (BTreeMap::new(), Color::BLUE),
]));

pub static IDS: LazyLock<Vec<[u8; 16]>> = LazyLock::new(|| Vec::from([
    ID,
    [255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
]));

pub static ALL_BYTES: LazyLock<Vec<Bytes>> = LazyLock::new(|| Vec::from([
    Bytes::from_static(BYTES),
    Bytes::from_static(b"more"),
]));

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub name: Option<ByteString>,
}

impl Message for Point {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.x);
        out.write_field(2, &self.y);
        if let Some(name) = &self.name {
            out.write_field(3, name);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut x = None;
        let mut y = None;
        let mut name = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => x = Some(Message::decode(input)?),
                (2, WireType::Double) => y = Some(Message::decode(input)?),
                (3, WireType::Binary) => name = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let x = x.ok_or_else(|| input.missing("Point", "x"))?;
        let y = y.ok_or_else(|| input.missing("Point", "y"))?;
        Ok(Self { x, y, name })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub points: Vec<Point>,
    pub color: Color,
    pub center: Option<Point>,
    pub side: Option<Side>,
    pub key: Key,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            points: Vec::from([
                Point {
                    x: 0.0,
                    y: 0.0,
                    ..Default::default()
                },
                ORIGIN,
            ]),
            color: Color::RED,
            center: Some(Point {
                x: 1.0,
                y: 2.0,
                name: Some(ByteString::from_static("center")),
            }),
            side: None,
            key: Key {
                weight: Double(1.5),
                words: BTreeSet::from([ByteString::from_static("a")]),
                ..Default::default()
            },
        }
    }
}

impl Message for Shape {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.points);
        out.write_field(2, &self.color);
        if let Some(center) = &self.center {
            out.write_field(3, center);
        }
        if let Some(side) = &self.side {
            out.write_field(4, side);
        }
        out.write_field(5, &self.key);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut points = None;
        let mut color = None;
        let mut center = None;
        let mut side = None;
        let mut key = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::List) => points = Some(Message::decode(input)?),
                (2, WireType::I32) => color = Some(Message::decode(input)?),
                (3, WireType::Struct) => center = Some(Message::decode(input)?),
                (4, WireType::Struct) => side = Some(Message::decode(input)?),
                (5, WireType::Struct) => key = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let points = points
            .unwrap_or_else(|| Vec::from([
                Point {
                    x: 0.0,
                    y: 0.0,
                    ..Default::default()
                },
                ORIGIN,
            ]));
        let color = color.unwrap_or(Color::RED);
        let center = center
            .or(
                Some(Point {
                    x: 1.0,
                    y: 2.0,
                    name: Some(ByteString::from_static("center")),
                }),
            );
        let key = key
            .unwrap_or_else(|| Key {
                weight: Double(1.5),
                words: BTreeSet::from([ByteString::from_static("a")]),
                ..Default::default()
            });
        Ok(Self {
            points,
            color,
            center,
            side,
            key,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Side {
    Number(i32),
    Name(ByteString),
    End(Point),
    Other(Box<Side>),
    Several(Vec<Side>),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Side {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Number(number) => out.write_field(1, number),
            Self::Name(name) => out.write_field(2, name),
            Self::End(end) => out.write_field(3, end),
            Self::Other(other) => out.write_field(4, other),
            Self::Several(several) => out.write_field(5, several),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut side = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if side.is_some() {
                return Err(input.not_one_field("Side"));
            }
            side = match (field.id, field.ty) {
                (1, WireType::I32) => Some(Self::Number(Message::decode(input)?)),
                (2, WireType::Binary) => Some(Self::Name(Message::decode(input)?)),
                (3, WireType::Struct) => Some(Self::End(Message::decode(input)?)),
                (4, WireType::Struct) => Some(Self::Other(Message::decode(input)?)),
                (5, WireType::List) => Some(Self::Several(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        side.ok_or_else(|| input.not_one_field("Side"))
    }
}

/// Is an element of a set.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key {
    pub weight: Double,
    pub words: BTreeSet<ByteString>,
    pub weights: BTreeMap<ByteString, Double>,
}

impl Default for Key {
    fn default() -> Self {
        Self {
            weight: Default::default(),
            words: Default::default(),
            weights: BTreeMap::from([(ByteString::from_static("a"), Double(0.5))]),
        }
    }
}

impl Message for Key {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.weight);
        out.write_field(2, &self.words);
        out.write_field(3, &self.weights);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut weight = None;
        let mut words = None;
        let mut weights = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => weight = Some(Message::decode(input)?),
                (2, WireType::Set) => words = Some(Message::decode(input)?),
                (3, WireType::Map) => weights = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let weight = weight.unwrap_or_default();
        let words = words.unwrap_or_default();
        let weights = weights
            .unwrap_or_else(|| BTreeMap::from([
                (ByteString::from_static("a"), Double(0.5)),
            ]));
        Ok(Self { weight, words, weights })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Empty {}

impl Message for Empty {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        Ok(Self {})
    }
}

pub const ORIGIN: Point = Point {
    x: 0.0,
    y: 0.0,
    name: Some(ByteString::from_static("origin")),
};

pub static NAMELESS: LazyLock<Point> = LazyLock::new(|| Point {
    x: 1.5,
    y: -1.5,
    ..Default::default()
});

pub const NOTHING: Empty = Empty {};

pub static DEFAULT_SHAPE: LazyLock<Shape> = LazyLock::new(Default::default);

pub static SHAPE: LazyLock<Shape> = LazyLock::new(|| Shape {
    color: Color::BLUE,
    side: Some(Side::Other(Box::new(Side::Number(3)))),
    ..Default::default()
});

pub const SIDE: Side = Side::Number(3);

pub const NAMED_SIDE: Side = Side::Name(ByteString::from_static("left"));

pub static END: LazyLock<Side> = LazyLock::new(|| Side::End(ORIGIN));

pub static SEVERAL: LazyLock<Side> = LazyLock::new(|| Side::Several(
    Vec::from([SIDE, Side::Name(ByteString::from_static("right"))]),
));

pub static KEYS: LazyLock<HashSet<Key>> = LazyLock::new(|| HashSet::from([
    Key::default(),
    Key {
        weight: Double(2.0),
        weights: BTreeMap::new(),
        ..Default::default()
    },
]));

pub static SHAPES: LazyLock<HashMap<Key, Shape>> = LazyLock::new(|| HashMap::from([
    (Key::default(), Shape::default()),
    (
        Key {
            weight: Double(3.0),
            ..Default::default()
        },
        SHAPE.clone(),
    ),
]));

pub const SAME_NUMBER: i32 = HEX;

pub const SAME_DOUBLE: f64 = WHOLE;

pub const SAME_TEXT: &str = LETTERS;

pub const SAME_BYTES: &[u8] = BYTES;

pub const SAME_ID: [u8; 16] = ID;

pub const SAME_COLOR: Color = BY_NAME;

pub static SAME_NUMBERS: LazyLock<Vec<i32>> = LazyLock::new(|| NUMBERS.clone());

pub static SAME_POINT: LazyLock<Point> = LazyLock::new(|| ORIGIN);

pub static SAME_SIDE: LazyLock<Side> = LazyLock::new(|| SIDE);

pub static NUMBERS_BY_NAME: LazyLock<HashMap<ByteString, Vec<i32>>> = LazyLock::new(|| HashMap::from([
    (ByteString::from_static("all"), NUMBERS.clone()),
    (ByteString::from_static("none"), NO_NUMBERS.clone()),
]));

pub const WIDER: i64 = 255;

pub const GREETING: &str = shared::GREETING;

pub static LEVELS: LazyLock<Vec<shared::Level>> = LazyLock::new(|| Vec::from([
    shared::Level::LOW,
    shared::USUAL,
    shared::Level(7),
]));

pub static LIMITS: LazyLock<shared::Limits> = LazyLock::new(|| shared::LIMITS.clone());

pub static ALL_LIMITS: LazyLock<Vec<shared::Limits>> = LazyLock::new(|| Vec::from([
    shared::LIMITS.clone(),
    shared::Limits {
        level: shared::Level::HIGH,
        ..Default::default()
    },
]));

#[derive(Clone, Debug, PartialEq)]
pub struct Zeros {
    pub truth: bool,
    pub number: i32,
    pub real: f64,
    pub negative_zero: f64,
    pub text: ByteString,
    pub numbers: Vec<i32>,
    pub distinct: HashSet<i32>,
    pub table: HashMap<i32, i32>,
    pub maybe: Option<i32>,
    pub empty: Empty,
    pub bytes: Bytes,
    pub color: Color,
}

impl Default for Zeros {
    fn default() -> Self {
        Self {
            truth: false,
            number: 0,
            real: 0.0,
            negative_zero: -0.0,
            text: ByteString::from_static(""),
            numbers: Vec::new(),
            distinct: HashSet::new(),
            table: HashMap::new(),
            maybe: Some(0),
            empty: Empty {},
            bytes: Bytes::from_static(b""),
            color: Color(0),
        }
    }
}

impl Message for Zeros {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.truth);
        out.write_field(2, &self.number);
        out.write_field(3, &self.real);
        out.write_field(4, &self.negative_zero);
        out.write_field(5, &self.text);
        out.write_field(6, &self.numbers);
        out.write_field(7, &self.distinct);
        out.write_field(8, &self.table);
        if let Some(maybe) = &self.maybe {
            out.write_field(9, maybe);
        }
        out.write_field(10, &self.empty);
        out.write_field(11, &self.bytes);
        out.write_field(12, &self.color);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut truth = None;
        let mut number = None;
        let mut real = None;
        let mut negative_zero = None;
        let mut text = None;
        let mut numbers = None;
        let mut distinct = None;
        let mut table = None;
        let mut maybe = None;
        let mut empty = None;
        let mut bytes = None;
        let mut color = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Bool) => truth = Some(Message::decode(input)?),
                (2, WireType::I32) => number = Some(Message::decode(input)?),
                (3, WireType::Double) => real = Some(Message::decode(input)?),
                (4, WireType::Double) => negative_zero = Some(Message::decode(input)?),
                (5, WireType::Binary) => text = Some(Message::decode(input)?),
                (6, WireType::List) => numbers = Some(Message::decode(input)?),
                (7, WireType::Set) => distinct = Some(Message::decode(input)?),
                (8, WireType::Map) => table = Some(Message::decode(input)?),
                (9, WireType::I32) => maybe = Some(Message::decode(input)?),
                (10, WireType::Struct) => empty = Some(Message::decode(input)?),
                (11, WireType::Binary) => bytes = Some(Message::decode(input)?),
                (12, WireType::I32) => color = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let truth = truth.unwrap_or_default();
        let number = number.unwrap_or_default();
        let real = real.unwrap_or_default();
        let negative_zero = negative_zero.unwrap_or(-0.0);
        let text = text.unwrap_or_default();
        let numbers = numbers.unwrap_or_default();
        let distinct = distinct.unwrap_or_default();
        let table = table.unwrap_or_default();
        let maybe = maybe.or(Some(0));
        let empty = empty.unwrap_or_default();
        let bytes = bytes.unwrap_or_default();
        let color = color.unwrap_or_default();
        Ok(Self {
            truth,
            number,
            real,
            negative_zero,
            text,
            numbers,
            distinct,
            table,
            maybe,
            empty,
            bytes,
            color,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Defaults {
    pub truth: bool,
    pub tiny: i8,
    pub small: i16,
    pub number: i32,
    pub large: i64,
    pub real: f64,
    pub text: ByteString,
    pub bytes: Bytes,
    pub id: [u8; 16],
    pub numbers: Vec<i32>,
    pub words: HashSet<ByteString>,
    pub table: HashMap<ByteString, f64>,
    pub color: Color,
    pub paint: Paint,
    pub point: Point,
    pub side: Option<Side>,
    pub limits: shared::Limits,
    pub name: ByteString,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            truth: true,
            tiny: -1,
            small: 127,
            number: HEX,
            large: SMALLEST_I64,
            real: 2.5,
            text: ByteString::from_static("text"),
            bytes: Bytes::from_static(BYTES),
            id: ID,
            numbers: NUMBERS.clone(),
            words: HashSet::from([
                ByteString::from_static("a"),
                ByteString::from_static("b"),
            ]),
            table: HashMap::from([(ByteString::from_static("a"), 1.0)]),
            color: Color::GREEN,
            paint: Color(77),
            point: ORIGIN,
            side: Some(SIDE),
            limits: shared::LIMITS.clone(),
            name: ByteString::from_static(LETTERS),
        }
    }
}

impl Message for Defaults {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.truth);
        out.write_field(2, &self.tiny);
        out.write_field(3, &self.small);
        out.write_field(4, &self.number);
        out.write_field(5, &self.large);
        out.write_field(6, &self.real);
        out.write_field(7, &self.text);
        out.write_field(8, &self.bytes);
        out.write_field(9, &self.id);
        out.write_field(10, &self.numbers);
        out.write_field(11, &self.words);
        out.write_field(12, &self.table);
        out.write_field(13, &self.color);
        out.write_field(14, &self.paint);
        out.write_field(15, &self.point);
        if let Some(side) = &self.side {
            out.write_field(16, side);
        }
        out.write_field(17, &self.limits);
        out.write_field(18, &self.name);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut truth = None;
        let mut tiny = None;
        let mut small = None;
        let mut number = None;
        let mut large = None;
        let mut real = None;
        let mut text = None;
        let mut bytes = None;
        let mut id = None;
        let mut numbers = None;
        let mut words = None;
        let mut table = None;
        let mut color = None;
        let mut paint = None;
        let mut point = None;
        let mut side = None;
        let mut limits = None;
        let mut name = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Bool) => truth = Some(Message::decode(input)?),
                (2, WireType::I8) => tiny = Some(Message::decode(input)?),
                (3, WireType::I16) => small = Some(Message::decode(input)?),
                (4, WireType::I32) => number = Some(Message::decode(input)?),
                (5, WireType::I64) => large = Some(Message::decode(input)?),
                (6, WireType::Double) => real = Some(Message::decode(input)?),
                (7, WireType::Binary) => text = Some(Message::decode(input)?),
                (8, WireType::Binary) => bytes = Some(Message::decode(input)?),
                (9, WireType::Uuid) => id = Some(Message::decode(input)?),
                (10, WireType::List) => numbers = Some(Message::decode(input)?),
                (11, WireType::Set) => words = Some(Message::decode(input)?),
                (12, WireType::Map) => table = Some(Message::decode(input)?),
                (13, WireType::I32) => color = Some(Message::decode(input)?),
                (14, WireType::I32) => paint = Some(Message::decode(input)?),
                (15, WireType::Struct) => point = Some(Message::decode(input)?),
                (16, WireType::Struct) => side = Some(Message::decode(input)?),
                (17, WireType::Struct) => limits = Some(Message::decode(input)?),
                (18, WireType::Binary) => name = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let truth = truth.unwrap_or(true);
        let tiny = tiny.unwrap_or(-1);
        let small = small.unwrap_or(127);
        let number = number.unwrap_or(HEX);
        let large = large.unwrap_or(SMALLEST_I64);
        let real = real.unwrap_or(2.5);
        let text = text.unwrap_or(ByteString::from_static("text"));
        let bytes = bytes.unwrap_or(Bytes::from_static(BYTES));
        let id = id.unwrap_or(ID);
        let numbers = numbers.unwrap_or_else(|| NUMBERS.clone());
        let words = words
            .unwrap_or_else(|| HashSet::from([
                ByteString::from_static("a"),
                ByteString::from_static("b"),
            ]));
        let table = table
            .unwrap_or_else(|| HashMap::from([(ByteString::from_static("a"), 1.0)]));
        let color = color.unwrap_or(Color::GREEN);
        let paint = paint.unwrap_or(Color(77));
        let point = point.unwrap_or_else(|| ORIGIN);
        let side = side.or_else(|| Some(SIDE));
        let limits = limits.unwrap_or_else(|| shared::LIMITS.clone());
        let name = name.unwrap_or(ByteString::from_static(LETTERS));
        Ok(Self {
            truth,
            tiny,
            small,
            number,
            large,
            real,
            text,
            bytes,
            id,
            numbers,
            words,
            table,
            color,
            paint,
            point,
            side,
            limits,
            name,
        })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct RequiredDefaults {
    pub number: i32,
    pub text: ByteString,
    pub point: Point,
    pub side: Side,
}

impl Default for RequiredDefaults {
    fn default() -> Self {
        Self {
            number: 7,
            text: ByteString::from_static("text"),
            point: Point {
                x: 1.0,
                y: 2.0,
                ..Default::default()
            },
            side: Side::Number(1),
        }
    }
}

impl Message for RequiredDefaults {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.number);
        out.write_field(2, &self.text);
        out.write_field(3, &self.point);
        out.write_field(4, &self.side);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut number = None;
        let mut text = None;
        let mut point = None;
        let mut side = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => number = Some(Message::decode(input)?),
                (2, WireType::Binary) => text = Some(Message::decode(input)?),
                (3, WireType::Struct) => point = Some(Message::decode(input)?),
                (4, WireType::Struct) => side = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let number = number.ok_or_else(|| input.missing("RequiredDefaults", "number"))?;
        let text = text.ok_or_else(|| input.missing("RequiredDefaults", "text"))?;
        let point = point.ok_or_else(|| input.missing("RequiredDefaults", "point"))?;
        let side = side.ok_or_else(|| input.missing("RequiredDefaults", "side"))?;
        Ok(Self { number, text, point, side })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct OptionalDefaults {
    pub truth: Option<bool>,
    pub number: Option<i32>,
    pub text: Option<ByteString>,
    pub bytes: Option<Bytes>,
    pub id: Option<[u8; 16]>,
    pub numbers: Option<Vec<i32>>,
    pub words: Option<HashSet<ByteString>>,
    pub table: Option<HashMap<ByteString, f64>>,
    pub color: Option<Color>,
    pub point: Option<Point>,
    pub side: Option<Side>,
    pub next: Option<Box<OptionalDefaults>>,
    pub real: Option<f64>,
}

impl Default for OptionalDefaults {
    fn default() -> Self {
        Self {
            truth: Some(true),
            number: Some(7),
            text: Some(ByteString::from_static("text")),
            bytes: Some(Bytes::from_static(b"bytes")),
            id: Some(ID),
            numbers: Some(Vec::from([1, 2])),
            words: Some(HashSet::new()),
            table: Some(HashMap::from([(ByteString::from_static("a"), 1.0)])),
            color: Some(Color::GREEN),
            point: Some(ORIGIN),
            side: Some(Side::Number(1)),
            next: None,
            real: Some(2.718),
        }
    }
}

impl Message for OptionalDefaults {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(truth) = &self.truth {
            out.write_field(1, truth);
        }
        if let Some(number) = &self.number {
            out.write_field(2, number);
        }
        if let Some(text) = &self.text {
            out.write_field(3, text);
        }
        if let Some(bytes) = &self.bytes {
            out.write_field(4, bytes);
        }
        if let Some(id) = &self.id {
            out.write_field(5, id);
        }
        if let Some(numbers) = &self.numbers {
            out.write_field(6, numbers);
        }
        if let Some(words) = &self.words {
            out.write_field(7, words);
        }
        if let Some(table) = &self.table {
            out.write_field(8, table);
        }
        if let Some(color) = &self.color {
            out.write_field(9, color);
        }
        if let Some(point) = &self.point {
            out.write_field(10, point);
        }
        if let Some(side) = &self.side {
            out.write_field(11, side);
        }
        if let Some(next) = &self.next {
            out.write_field(12, next);
        }
        if let Some(real) = &self.real {
            out.write_field(13, real);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut truth = None;
        let mut number = None;
        let mut text = None;
        let mut bytes = None;
        let mut id = None;
        let mut numbers = None;
        let mut words = None;
        let mut table = None;
        let mut color = None;
        let mut point = None;
        let mut side = None;
        let mut next = None;
        let mut real = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Bool) => truth = Some(Message::decode(input)?),
                (2, WireType::I32) => number = Some(Message::decode(input)?),
                (3, WireType::Binary) => text = Some(Message::decode(input)?),
                (4, WireType::Binary) => bytes = Some(Message::decode(input)?),
                (5, WireType::Uuid) => id = Some(Message::decode(input)?),
                (6, WireType::List) => numbers = Some(Message::decode(input)?),
                (7, WireType::Set) => words = Some(Message::decode(input)?),
                (8, WireType::Map) => table = Some(Message::decode(input)?),
                (9, WireType::I32) => color = Some(Message::decode(input)?),
                (10, WireType::Struct) => point = Some(Message::decode(input)?),
                (11, WireType::Struct) => side = Some(Message::decode(input)?),
                (12, WireType::Struct) => next = Some(Message::decode(input)?),
                (13, WireType::Double) => real = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let truth = truth.or(Some(true));
        let number = number.or(Some(7));
        let text = text.or(Some(ByteString::from_static("text")));
        let bytes = bytes.or(Some(Bytes::from_static(b"bytes")));
        let id = id.or(Some(ID));
        let numbers = numbers.or_else(|| Some(Vec::from([1, 2])));
        let words = words.or_else(|| Some(HashSet::new()));
        let table = table
            .or_else(|| Some(HashMap::from([(ByteString::from_static("a"), 1.0)])));
        let color = color.or(Some(Color::GREEN));
        let point = point.or_else(|| Some(ORIGIN));
        let side = side.or(Some(Side::Number(1)));
        let real = real.or(Some(2.718));
        Ok(Self {
            truth,
            number,
            text,
            bytes,
            id,
            numbers,
            words,
            table,
            color,
            point,
            side,
            next,
            real,
        })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Failure {
    pub message: ByteString,
    pub code: i32,
}

impl Default for Failure {
    fn default() -> Self {
        Self {
            message: ByteString::from_static("it failed"),
            code: 500,
        }
    }
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
        out.write_field(1, &self.message);
        out.write_field(2, &self.code);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut message = None;
        let mut code = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => message = Some(Message::decode(input)?),
                (2, WireType::I32) => code = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let message = message.unwrap_or(ByteString::from_static("it failed"));
        let code = code.unwrap_or(500);
        Ok(Self { message, code })
    }
}

pub trait Values: Send + Sync + 'static {
    fn add(
        &self,
        to: i32,
        text: ByteString,
        maybe: Option<i32>,
    ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;
}

/// Answers calls with a [`Values`]. Clones share it.
#[derive(Debug)]
pub struct ValuesServer<T>(Arc<T>);

impl<T: Values> ValuesServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for ValuesServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Values> Service<Request> for ValuesServer<T> {
    type Response = Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Response, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = Arc::clone(&self.0);
        Box::pin(async move {
            match request.method() {
                AddArgs::NAME => {
                    let args: AddArgs = request.body().decode()?;
                    request.reply(service.add(args.to, args.text, args.maybe).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Values`] through `S`.
#[derive(Clone, Debug)]
pub struct ValuesClient<S>(Client<S>);

impl<S: RpcService + Clone> ValuesClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn add(
        &self,
        to: i32,
        text: ByteString,
        maybe: Option<i32>,
    ) -> Result<i32, CallError<Infallible>> {
        self.0.call(&AddArgs { to, text, maybe }).await
    }
}

/// The arguments of [`Values::add`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AddArgs {
    pub to: i32,
    pub text: ByteString,
    pub maybe: Option<i32>,
}

impl Message for AddArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.to);
        out.write_field(2, &self.text);
        if let Some(maybe) = &self.maybe {
            out.write_field(3, maybe);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut to = None;
        let mut text = None;
        let mut maybe = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => to = Some(Message::decode(input)?),
                (2, WireType::Binary) => text = Some(Message::decode(input)?),
                (3, WireType::I32) => maybe = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let to = to.unwrap_or(1);
        let text = text.unwrap_or(ByteString::from_static("text"));
        let maybe = maybe.or(Some(3));
        Ok(Self { to, text, maybe })
    }
}

impl Method for AddArgs {
    const NAME: &'static str = "add";
}

impl Call for AddArgs {
    type Reply = i32;
    type Exception = Infallible;
}

pub mod shared {
    use std::collections::HashSet;
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::{Arc, LazyLock};
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Double, Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, ByteString, Call, CallError, Client, DecodeError, Error, Method,
        Oneway, Protocol, Request, Response, RpcService, Service,
    };

    pub const GREETING: &str = "hello";

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Level(pub i32);

    impl Level {
        pub const LOW: Self = Self(1);
        pub const HIGH: Self = Self(2);
    }

    impl fmt::Debug for Level {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::LOW => f.write_str("LOW"),
                Self::HIGH => f.write_str("HIGH"),
                Self(unknown) => write!(f, "Level({unknown})"),
            }
        }
    }

    impl Message for Level {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Limits {
        pub level: Level,
        pub count: i32,
        pub steps: HashSet<Double>,
    }

    impl Default for Limits {
        fn default() -> Self {
            Self {
                level: USUAL,
                count: 10,
                steps: HashSet::from([Double(0.5)]),
            }
        }
    }

    impl Message for Limits {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.level);
            out.write_field(2, &self.count);
            out.write_field(3, &self.steps);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut level = None;
            let mut count = None;
            let mut steps = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => level = Some(Message::decode(input)?),
                    (2, WireType::I32) => count = Some(Message::decode(input)?),
                    (3, WireType::Set) => steps = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let level = level.unwrap_or(USUAL);
            let count = count.unwrap_or(10);
            let steps = steps.unwrap_or_else(|| HashSet::from([Double(0.5)]));
            Ok(Self { level, count, steps })
        }
    }

    pub const USUAL: Level = Level::LOW;

    pub static LIMITS: LazyLock<Limits> = LazyLock::new(|| Limits {
        count: 20,
        ..Default::default()
    });

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Refused {
        pub reason: ByteString,
    }

    impl fmt::Display for Refused {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Refused {}

    impl Message for Refused {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.reason);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut reason = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Binary) => reason = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let reason = reason.ok_or_else(|| input.missing("Refused", "reason"))?;
            Ok(Self { reason })
        }
    }

    pub trait Base: Send + Sync + 'static {
        /// Comes from `shared.thrift`.
        fn limits(
            &self,
        ) -> impl Future<Output = Result<Limits, CallError<LimitsException>>> + Send;

        fn reset(&self, level: Level) -> impl Future<Output = ()> + Send;
    }

    /// Answers calls with a [`Base`]. Clones share it.
    #[derive(Debug)]
    pub struct BaseServer<T>(Arc<T>);

    impl<T: Base> BaseServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for BaseServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Base> Service<Request> for BaseServer<T> {
        type Response = Response;
        type Error = Error;
        type Future = BoxFuture<'static, Result<Response, Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let service = Arc::clone(&self.0);
            Box::pin(async move {
                match request.method() {
                    LimitsArgs::NAME => {
                        let LimitsArgs {} = request.body().decode()?;
                        request.reply(service.limits().await)
                    }
                    ResetArgs::NAME => {
                        let args: ResetArgs = request.body().decode()?;
                        service.reset(args.level).await;
                        Ok(request.no_reply())
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Base`] through `S`.
    #[derive(Clone, Debug)]
    pub struct BaseClient<S>(Client<S>);

    impl<S: RpcService + Clone> BaseClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        /// Comes from `shared.thrift`.
        pub async fn limits(&self) -> Result<Limits, CallError<LimitsException>> {
            self.0.call(&LimitsArgs {}).await
        }

        pub async fn reset(&self, level: Level) -> Result<(), Error> {
            self.0.cast(&ResetArgs { level }).await
        }
    }

    /// The arguments of [`Base::limits`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct LimitsArgs {}

    impl Message for LimitsArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    impl Method for LimitsArgs {
        const NAME: &'static str = "limits";
    }

    impl Call for LimitsArgs {
        type Reply = Limits;
        type Exception = LimitsException;
    }

    /// The exceptions of [`Base::limits`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum LimitsException {
        Refused(Refused),
    }

    impl From<Refused> for LimitsException {
        fn from(exception: Refused) -> Self {
            Self::Refused(exception)
        }
    }

    impl From<Refused> for CallError<LimitsException> {
        fn from(exception: Refused) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for LimitsException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Refused(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for LimitsException {}

    impl Exception for LimitsException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Refused(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::Refused(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Base::reset`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct ResetArgs {
        pub level: Level,
    }

    impl Message for ResetArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.level);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut level = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => level = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let level = level.unwrap_or_default();
            Ok(Self { level })
        }
    }

    impl Method for ResetArgs {
        const NAME: &'static str = "reset";
    }

    impl Oneway for ResetArgs {}
}
