// tests/corpus/comments.thrift, tests/corpus/const_bool.thrift, tests/corpus/const_doubles.thrift, tests/corpus/const_enum.thrift, tests/corpus/const_exception.thrift, tests/corpus/const_integers.thrift, tests/corpus/const_list.thrift, tests/corpus/const_map.thrift, tests/corpus/const_set.thrift, tests/corpus/const_struct.thrift, tests/corpus/const_texts.thrift, tests/corpus/const_union.thrift, tests/corpus/const_uuid.thrift, tests/corpus/empty.thrift, tests/corpus/enum_names.thrift, tests/corpus/enum_negative.thrift, tests/corpus/enum_plain.thrift, tests/corpus/exception_plain.thrift, tests/corpus/include_again.thrift, tests/corpus/include_shared.thrift, tests/corpus/include_uses.thrift, tests/corpus/names_of_imports.thrift, tests/corpus/names_of_lints.thrift, tests/corpus/names_of_modules.thrift, tests/corpus/names_of_parameters.thrift, tests/corpus/names_of_prelude.thrift, tests/corpus/namespace_rs.thrift, tests/corpus/namespace_star.thrift, tests/corpus/old_words.thrift, tests/corpus/order.thrift, tests/corpus/service_arguments.thrift, tests/corpus/service_docs.thrift, tests/corpus/service_empty.thrift, tests/corpus/service_extends.thrift, tests/corpus/service_keys.thrift, tests/corpus/service_names.thrift, tests/corpus/service_oneway.thrift, tests/corpus/service_returns.thrift, tests/corpus/service_suffix.thrift, tests/corpus/service_throws.thrift, tests/corpus/service_void.thrift, tests/corpus/struct_annotations.thrift, tests/corpus/struct_as_key.thrift, tests/corpus/struct_clashes.thrift, tests/corpus/struct_defaults.thrift, tests/corpus/struct_docs.thrift, tests/corpus/struct_empty.thrift, tests/corpus/struct_ids.thrift, tests/corpus/struct_key_recursive.thrift, tests/corpus/struct_keywords.thrift, tests/corpus/struct_locals.thrift, tests/corpus/struct_mutual.thrift, tests/corpus/struct_nested.thrift, tests/corpus/struct_optional.thrift, tests/corpus/struct_recursive.thrift, tests/corpus/struct_required.thrift, tests/corpus/struct_scalars.thrift, tests/corpus/struct_separators.thrift, tests/corpus/struct_unknown.thrift, tests/corpus/typedef_containers.thrift, tests/corpus/typedef_in_keys.thrift, tests/corpus/typedef_of_struct.thrift, tests/corpus/typedef_simple.thrift, tests/corpus/union_all.thrift, tests/corpus/union_as_key.thrift, tests/corpus/union_names.thrift, tests/corpus/union_plain.thrift, tests/corpus/union_recursive.thrift, as Rust.

pub mod comments {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct A {
        pub a: i32,
    }

    impl Message for A {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }
}

pub mod const_bool {
    pub const YES: bool = true;
    pub const NO: bool = false;
    pub const SAME: bool = YES;
}

pub mod const_doubles {
    pub const WHOLE: f64 = 6.0;
    pub const SMALL: f64 = 5e-324;
    pub const LARGE: f64 = 1.7976931348623157e308;
    pub const NEARLY_PI: f64 = 3.14;
    pub const ZERO: f64 = -0.0;
    pub const SAME: f64 = WHOLE;
}

pub mod const_enum {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Color(pub i32);

    impl Color {
        pub const RED: Self = Self(1);
        pub const GREEN: Self = Self(2);
        pub const CRIMSON: Self = Self(1);
    }

    impl fmt::Debug for Color {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::RED => f.write_str("RED"),
                Self::GREEN => f.write_str("GREEN"),
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

    pub const BY_NAME: Color = Color::GREEN;
    pub const ALONE: Color = Color::RED;
    pub const BY_NUMBER: Color = Color::GREEN;
    pub const WITHOUT_NAME: Color = Color(77);
    pub const NUMBER: i32 = 2;
}

pub mod const_exception {
    use std::error;
    use std::fmt;
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Failed {
        pub why: ByteString,
        pub code: i32,
    }

    impl Default for Failed {
        fn default() -> Self {
            Self {
                why: ByteString::from_static("no reason"),
                code: Default::default(),
            }
        }
    }

    impl fmt::Display for Failed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Failed {}

    impl Message for Failed {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.why);
            out.write_field(2, &self.code);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut why = None;
            let mut code = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Binary) => why = Some(Message::decode(input)?),
                    (2, WireType::I32) => code = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let why = why.unwrap_or(ByteString::from_static("no reason"));
            let code = code.unwrap_or_default();
            Ok(Self { why, code })
        }
    }

    pub static DEFAULT: LazyLock<Failed> = LazyLock::new(Default::default);

    pub static GIVEN: LazyLock<Failed> = LazyLock::new(|| Failed {
        code: 3,
        ..Default::default()
    });
}

pub mod const_integers {
    pub const A: i8 = -128;
    pub const B: i8 = 127;
    pub const C: i16 = -32768;
    pub const D: i32 = -2147483648;
    pub const E: i64 = -9223372036854775808;
    pub const F: i64 = 7;
    pub const WIDER: i64 = -2147483648;
}

pub mod const_list {
    use std::sync::LazyLock;

    use ::mini_lust::ByteString;

    pub static NONE: LazyLock<Vec<i32>> = LazyLock::new(Default::default);

    pub static SOME: LazyLock<Vec<i32>> = LazyLock::new(|| Vec::from([1, -2, ONE]));

    pub static NESTED: LazyLock<Vec<Vec<ByteString>>> = LazyLock::new(|| Vec::from([
        Vec::from([ByteString::from_static("a")]),
        Vec::new(),
    ]));

    pub static SAME: LazyLock<Vec<i32>> = LazyLock::new(|| SOME.clone());

    pub const ONE: i32 = 1;
}

pub mod const_map {
    use std::collections::{BTreeMap, HashMap};
    use std::sync::LazyLock;

    use ::mini_lust::protocol::Double;
    use ::mini_lust::ByteString;

    pub static NONE: LazyLock<HashMap<ByteString, i32>> = LazyLock::new(
        Default::default,
    );

    pub static SOME: LazyLock<HashMap<ByteString, i32>> = LazyLock::new(|| HashMap::from([
        (ByteString::from_static("a"), 1),
        (ByteString::from_static("b"), 2),
    ]));

    pub static DEEP: LazyLock<HashMap<i32, HashMap<ByteString, Vec<i32>>>> = LazyLock::new(||
    HashMap::from([
        (1, HashMap::from([(ByteString::from_static("a"), Vec::from([1]))])),
        (2, HashMap::new()),
    ]));

    pub static DOUBLES: LazyLock<HashMap<Double, f64>> = LazyLock::new(|| HashMap::from([
        (Double(1.0), 2.0),
    ]));

    pub static KEYS: LazyLock<HashMap<BTreeMap<ByteString, Double>, i32>> = LazyLock::new(||
    HashMap::from([
        (PRICES.iter().map(|(key, value)| (key.clone(), Double(*value))).collect(), 1),
    ]));

    pub static PRICES: LazyLock<HashMap<ByteString, f64>> = LazyLock::new(|| HashMap::from([
        (ByteString::from_static("a"), 1.0),
    ]));
}

pub mod const_set {
    use std::collections::HashSet;
    use std::sync::LazyLock;

    use ::mini_lust::protocol::Double;
    use ::mini_lust::ByteString;

    pub static NONE: LazyLock<HashSet<ByteString>> = LazyLock::new(Default::default);

    pub static SOME: LazyLock<HashSet<ByteString>> = LazyLock::new(|| HashSet::from([
        ByteString::from_static("a"),
        ByteString::from_static("b"),
    ]));

    pub static DOUBLES: LazyLock<HashSet<Double>> = LazyLock::new(|| HashSet::from([
        Double(1.0),
        Double(2.5),
    ]));

    pub static LISTS: LazyLock<HashSet<Vec<Double>>> = LazyLock::new(|| HashSet::from([
        LENGTHS.iter().map(|element| Double(*element)).collect(),
        Vec::from([Double(3.0)]),
    ]));

    pub static LENGTHS: LazyLock<Vec<f64>> = LazyLock::new(|| Vec::from([1.5]));
}

pub mod const_struct {
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Point {
        pub x: i32,
        pub y: i32,
        pub name: Option<ByteString>,
    }

    impl Default for Point {
        fn default() -> Self {
            Self {
                x: Default::default(),
                y: 2,
                name: None,
            }
        }
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
                    (1, WireType::I32) => x = Some(Message::decode(input)?),
                    (2, WireType::I32) => y = Some(Message::decode(input)?),
                    (3, WireType::Binary) => name = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let x = x.ok_or_else(|| input.missing("Point", "x"))?;
            let y = y.unwrap_or(2);
            Ok(Self { x, y, name })
        }
    }

    pub static A: LazyLock<Point> = LazyLock::new(|| Point {
        x: 1,
        ..Default::default()
    });

    pub const B: Point = Point {
        x: 1,
        y: 2,
        name: Some(ByteString::from_static("b")),
    };

    pub static SAME: LazyLock<Point> = LazyLock::new(|| B);

    pub static ALL: LazyLock<Vec<Point>> = LazyLock::new(|| Vec::from([
        A.clone(),
        B,
        Point {
            x: 3,
            ..Default::default()
        },
    ]));

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

    pub const NOTHING: Empty = Empty {};
}

pub mod const_texts {
    pub const EMPTY: &str = "";
    pub const QUOTED: &str = "it's \"quoted\" {} \n \\";
    pub const LETTERS: &str = "Āda 🦀";
    pub const MARKS: &str = "a\u{202e}b";
    pub const BYTES: &[u8] = b"\xC4\x80\t";
    pub const SAME: &str = LETTERS;
}

pub mod const_union {
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Side {
        Number(i32),
        Name(ByteString),
        Other(Box<Side>),
        More(Vec<Side>),
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
                Self::Other(other) => out.write_field(3, other),
                Self::More(more) => out.write_field(4, more),
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
                    (3, WireType::Struct) => Some(Self::Other(Message::decode(input)?)),
                    (4, WireType::List) => Some(Self::More(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            side.ok_or_else(|| input.not_one_field("Side"))
        }
    }

    pub const A: Side = Side::Number(1);

    pub static B: LazyLock<Side> = LazyLock::new(|| Side::Other(
        Box::new(Side::Name(ByteString::from_static("b"))),
    ));

    pub static C: LazyLock<Side> = LazyLock::new(|| Side::More(
        Vec::from([A, B.clone()]),
    ));
}

pub mod const_uuid {
    use std::sync::LazyLock;

    pub const ID: [u8; 16] = [
        0, 17, 34, 51, 68, 85, 102, 119, 136, 153, 170, 187, 204, 221, 238, 255,
    ];

    pub const BRACES: [u8; 16] = [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    pub static IDS: LazyLock<Vec<[u8; 16]>> = LazyLock::new(|| Vec::from([ID, BRACES]));
}

pub mod enum_names {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Self_(pub i32);

    impl Self_ {
        pub const SELF: Self = Self(0);
        pub const SELF_: Self = Self(1);
        pub const TYPE: Self = Self(2);
        pub const UNKNOWN: Self = Self(3);
        pub const F: Self = Self(4);
        pub const X1: Self = Self(5);
    }

    impl fmt::Debug for Self_ {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::SELF => f.write_str("SELF"),
                Self::SELF_ => f.write_str("SELF_"),
                Self::TYPE => f.write_str("TYPE"),
                Self::UNKNOWN => f.write_str("UNKNOWN"),
                Self::F => f.write_str("F"),
                Self::X1 => f.write_str("X1"),
                Self(unknown) => write!(f, "Self_({unknown})"),
            }
        }
    }

    impl Message for Self_ {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Type(pub i32);

    impl Type {
        pub const TYPE: Self = Self(0);
        pub const FN: Self = Self(1);
    }

    impl fmt::Debug for Type {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::TYPE => f.write_str("TYPE"),
                Self::FN => f.write_str("FN"),
                Self(unknown) => write!(f, "Type({unknown})"),
            }
        }
    }

    impl Message for Type {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Mixed(pub i32);

    impl Mixed {
        pub const CAMEL_CASE: Self = Self(0);
        pub const SNAKE_CASE: Self = Self(1);
        pub const UPPER: Self = Self(2);
        pub const HTTP2: Self = Self(3);
    }

    impl fmt::Debug for Mixed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::CAMEL_CASE => f.write_str("CAMEL_CASE"),
                Self::SNAKE_CASE => f.write_str("SNAKE_CASE"),
                Self::UPPER => f.write_str("UPPER"),
                Self::HTTP2 => f.write_str("HTTP2"),
                Self(unknown) => write!(f, "Mixed({unknown})"),
            }
        }
    }

    impl Message for Mixed {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }
}

pub mod enum_negative {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Level(pub i32);

    impl Level {
        pub const LOW: Self = Self(-1);
        pub const SAME: Self = Self(-1);
        pub const NONE: Self = Self(0);
        pub const HIGH: Self = Self(2147483647);
    }

    impl fmt::Debug for Level {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::LOW => f.write_str("LOW"),
                Self::NONE => f.write_str("NONE"),
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
}

pub mod enum_plain {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Suit(pub i32);

    impl Suit {
        pub const HEARTS: Self = Self(0);
        pub const SPADES: Self = Self(5);
        pub const CLUBS: Self = Self(6);
    }

    impl fmt::Debug for Suit {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::HEARTS => f.write_str("HEARTS"),
                Self::SPADES => f.write_str("SPADES"),
                Self::CLUBS => f.write_str("CLUBS"),
                Self(unknown) => write!(f, "Suit({unknown})"),
            }
        }
    }

    impl Message for Suit {
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

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct One(pub i32);

    impl One {
        pub const ONE: Self = Self(0);
    }

    impl fmt::Debug for One {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::ONE => f.write_str("ONE"),
                Self(unknown) => write!(f, "One({unknown})"),
            }
        }
    }

    impl Message for One {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }
}

pub mod exception_plain {
    use std::error;
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Failed {
        pub message: ByteString,
        pub code: i32,
    }

    impl Default for Failed {
        fn default() -> Self {
            Self {
                message: Default::default(),
                code: 500,
            }
        }
    }

    impl fmt::Display for Failed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Failed {}

    impl Message for Failed {
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
            let message = message.unwrap_or_default();
            let code = code.unwrap_or(500);
            Ok(Self { message, code })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Empty {}

    impl fmt::Display for Empty {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Empty {}

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

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Caused {
        pub cause: Option<Box<Caused>>,
        pub failed: Failed,
    }

    impl fmt::Display for Caused {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Caused {}

    impl Message for Caused {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(cause) = &self.cause {
                out.write_field(1, cause);
            }
            out.write_field(2, &self.failed);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut cause = None;
            let mut failed = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => cause = Some(Message::decode(input)?),
                    (2, WireType::Struct) => failed = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let failed = failed.unwrap_or_default();
            Ok(Self { cause, failed })
        }
    }
}

pub mod r#fn {
    pub mod r#type {
        pub mod r {
            use ::mini_lust::protocol::{
                InputProtocol, Message, OutputProtocol, WireType,
            };
            use ::mini_lust::DecodeError;

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct A {
                pub a: Option<Box<A>>,
            }

            impl Message for A {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    if let Some(a) = &self.a {
                        out.write_field(1, a);
                    }
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    let mut a = None;
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        match (field.id, field.ty) {
                            (1, WireType::Struct) => a = Some(Message::decode(input)?),
                            _ => input.skip(field.ty)?,
                        }
                    }
                    input.read_struct_end();
                    Ok(Self { a })
                }
            }
        }
    }
}

pub mod include_again {
    use std::collections::HashSet;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Both {
        pub uses: super::include_uses::Uses,
        pub shared: HashSet<super::include_shared::Shared>,
    }

    impl Message for Both {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.uses);
            out.write_field(2, &self.shared);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut uses = None;
            let mut shared = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => uses = Some(Message::decode(input)?),
                    (2, WireType::Set) => shared = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let uses = uses.unwrap_or_default();
            let shared = shared.unwrap_or_default();
            Ok(Self { uses, shared })
        }
    }
}

pub mod include_shared {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Shared {
        pub a: i32,
    }

    impl Message for Shared {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Level(pub i32);

    impl Level {
        pub const LOW: Self = Self(0);
        pub const HIGH: Self = Self(1);
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

    pub const LIMIT: i32 = 3;
    pub const SHARED: Shared = Shared { a: LIMIT };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Refused {
        pub level: Level,
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

    pub trait Base: Send + Sync + 'static {
        fn ping(
            &self,
        ) -> impl Future<Output = Result<(), CallError<PingException>>> + Send;
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
                    PingArgs::NAME => {
                        let PingArgs {} = request.body().decode()?;
                        request.reply(service.ping().await)
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

        pub async fn ping(&self) -> Result<(), CallError<PingException>> {
            self.0.call(&PingArgs {}).await
        }
    }

    /// The arguments of [`Base::ping`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct PingArgs {}

    impl Message for PingArgs {
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

    impl Method for PingArgs {
        const NAME: &'static str = "ping";
    }

    impl Call for PingArgs {
        type Reply = ();
        type Exception = PingException;
    }

    /// The exceptions of [`Base::ping`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum PingException {
        Refused(Refused),
    }

    impl From<Refused> for PingException {
        fn from(exception: Refused) -> Self {
            Self::Refused(exception)
        }
    }

    impl From<Refused> for CallError<PingException> {
        fn from(exception: Refused) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for PingException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Refused(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for PingException {}

    impl Exception for PingException {
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
}

pub mod include_uses {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Uses {
        pub shared: super::include_shared::Shared,
        pub level: super::include_shared::Level,
        pub limit: i32,
    }

    impl Default for Uses {
        fn default() -> Self {
            Self {
                shared: super::include_shared::SHARED,
                level: super::include_shared::Level::HIGH,
                limit: super::include_shared::LIMIT,
            }
        }
    }

    impl Message for Uses {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.shared);
            out.write_field(2, &self.level);
            out.write_field(3, &self.limit);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut shared = None;
            let mut level = None;
            let mut limit = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => shared = Some(Message::decode(input)?),
                    (2, WireType::I32) => level = Some(Message::decode(input)?),
                    (3, WireType::I32) => limit = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let shared = shared.unwrap_or_else(|| super::include_shared::SHARED);
            let level = level.unwrap_or(super::include_shared::Level::HIGH);
            let limit = limit.unwrap_or(super::include_shared::LIMIT);
            Ok(Self { shared, level, limit })
        }
    }

    pub trait More: super::include_shared::Base {
        fn get(
            &self,
        ) -> impl Future<
            Output = Result<super::include_shared::Shared, CallError<GetException>>,
        > + Send;
    }

    /// Answers calls with a [`More`]. Clones share it.
    #[derive(Debug)]
    pub struct MoreServer<T>(Arc<T>);

    impl<T: More> MoreServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for MoreServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: More> Service<Request> for MoreServer<T> {
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
                    super::include_shared::PingArgs::NAME => {
                        let super::include_shared::PingArgs {} = request
                            .body()
                            .decode()?;
                        request.reply(service.ping().await)
                    }
                    GetArgs::NAME => {
                        let GetArgs {} = request.body().decode()?;
                        request.reply(service.get().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`More`] through `S`.
    #[derive(Clone, Debug)]
    pub struct MoreClient<S>(Client<S>);

    impl<S: RpcService + Clone> MoreClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn ping(
            &self,
        ) -> Result<(), CallError<super::include_shared::PingException>> {
            self.0.call(&super::include_shared::PingArgs {}).await
        }

        pub async fn get(
            &self,
        ) -> Result<super::include_shared::Shared, CallError<GetException>> {
            self.0.call(&GetArgs {}).await
        }
    }

    /// The arguments of [`More::get`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct GetArgs {}

    impl Message for GetArgs {
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

    impl Method for GetArgs {
        const NAME: &'static str = "get";
    }

    impl Call for GetArgs {
        type Reply = super::include_shared::Shared;
        type Exception = GetException;
    }

    /// The exceptions of [`More::get`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum GetException {
        Refused(super::include_shared::Refused),
    }

    impl From<super::include_shared::Refused> for GetException {
        fn from(exception: super::include_shared::Refused) -> Self {
            Self::Refused(exception)
        }
    }

    impl From<super::include_shared::Refused> for CallError<GetException> {
        fn from(exception: super::include_shared::Refused) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for GetException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Refused(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for GetException {}

    impl Exception for GetException {
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
}

pub mod names_of_imports {
    use std::error;
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, OutputProtocol};
    use ::mini_lust::{BoxFuture, Method as _, RpcService};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Message {
        pub message: Option<Box<Message>>,
    }

    impl ::mini_lust::protocol::Message for Message {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(message) = &self.message {
                out.write_field(1, message);
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut message = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Struct) => {
                        message = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { message })
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Request {
        pub request: ::std::collections::HashMap<Response, Request>,
    }

    impl ::mini_lust::protocol::Message for Request {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.request);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut request = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Map) => {
                        request = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let request = request.unwrap_or_default();
            Ok(Self { request })
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Response {
        pub response: ::mini_lust::ByteString,
    }

    impl Default for Response {
        fn default() -> Self {
            Self {
                response: ::mini_lust::ByteString::from_static("200"),
            }
        }
    }

    impl ::mini_lust::protocol::Message for Response {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.response);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut response = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Binary) => {
                        response = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let response = response
                .unwrap_or(::mini_lust::ByteString::from_static("200"));
            Ok(Self { response })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Error {}

    impl fmt::Display for Error {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Error {}

    impl ::mini_lust::protocol::Message for Error {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CallError {
        pub error: Option<Exception>,
    }

    impl fmt::Display for CallError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for CallError {}

    impl ::mini_lust::protocol::Message for CallError {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(error) = &self.error {
                out.write_field(1, error);
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut error = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Struct) => {
                        error = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { error })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Exception {}

    impl fmt::Display for Exception {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Exception {}

    impl ::mini_lust::protocol::Message for Exception {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct DecodeError {}

    impl fmt::Display for DecodeError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for DecodeError {}

    impl ::mini_lust::protocol::Message for DecodeError {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct WireType(pub i32);

    impl WireType {
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for WireType {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "WireType({unknown})"),
            }
        }
    }

    impl ::mini_lust::protocol::Message for WireType {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            ::mini_lust::protocol::Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Protocol {
        A(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(::mini_lust::protocol::UnknownField),
    }

    impl ::mini_lust::protocol::Message for Protocol {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::A(a) => out.write_field(1, a),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut protocol = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if protocol.is_some() {
                    return Err(input.not_one_field("Protocol"));
                }
                protocol = match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::I32) => {
                        Some(Self::A(::mini_lust::protocol::Message::decode(input)?))
                    }
                    _ => {
                        Some(
                            Self::Unknown(
                                ::mini_lust::protocol::UnknownField::decode(field, input)?,
                            ),
                        )
                    }
                };
            }
            input.read_struct_end();
            protocol.ok_or_else(|| input.not_one_field("Protocol"))
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Call {}

    impl ::mini_lust::protocol::Message for Call {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Client {}

    impl ::mini_lust::protocol::Message for Client {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Method {}

    impl ::mini_lust::protocol::Message for Method {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Oneway {}

    impl ::mini_lust::protocol::Message for Oneway {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Context {}

    impl ::mini_lust::protocol::Message for Context {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Poll {}

    impl ::mini_lust::protocol::Message for Poll {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Bytes {
        pub bytes: ::mini_lust::Bytes,
    }

    impl Default for Bytes {
        fn default() -> Self {
            Self {
                bytes: ::mini_lust::Bytes::from_static(b"b"),
            }
        }
    }

    impl ::mini_lust::protocol::Message for Bytes {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.bytes);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut bytes = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Binary) => {
                        bytes = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let bytes = bytes.unwrap_or(::mini_lust::Bytes::from_static(b"b"));
            Ok(Self { bytes })
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct ByteString {
        pub string: ::mini_lust::ByteString,
    }

    impl Default for ByteString {
        fn default() -> Self {
            Self {
                string: ::mini_lust::ByteString::from_static("s"),
            }
        }
    }

    impl ::mini_lust::protocol::Message for ByteString {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.string);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut string = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Binary) => {
                        string = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let string = string.unwrap_or(::mini_lust::ByteString::from_static("s"));
            Ok(Self { string })
        }
    }

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct HashMap {
        pub map: ::std::collections::HashMap<::mini_lust::ByteString, i32>,
    }

    impl Default for HashMap {
        fn default() -> Self {
            Self {
                map: ::std::collections::HashMap::from([
                    (::mini_lust::ByteString::from_static("a"), 1),
                ]),
            }
        }
    }

    impl ::mini_lust::protocol::Message for HashMap {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.map);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut map = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Map) => {
                        map = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let map = map
                .unwrap_or_else(|| ::std::collections::HashMap::from([
                    (::mini_lust::ByteString::from_static("a"), 1),
                ]));
            Ok(Self { map })
        }
    }

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct HashSet {
        pub set: ::std::collections::HashSet<::mini_lust::ByteString>,
    }

    impl Default for HashSet {
        fn default() -> Self {
            Self {
                set: ::std::collections::HashSet::from([
                    ::mini_lust::ByteString::from_static("a"),
                ]),
            }
        }
    }

    impl ::mini_lust::protocol::Message for HashSet {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.set);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut set = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Set) => {
                        set = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let set = set
                .unwrap_or_else(|| ::std::collections::HashSet::from([
                    ::mini_lust::ByteString::from_static("a"),
                ]));
            Ok(Self { set })
        }
    }

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct BTreeMap {
        pub map: ::std::collections::HashSet<::std::collections::BTreeMap<i32, i32>>,
    }

    impl Default for BTreeMap {
        fn default() -> Self {
            Self {
                map: ::std::collections::HashSet::from([
                    ::std::collections::BTreeMap::from([(1, 2)]),
                ]),
            }
        }
    }

    impl ::mini_lust::protocol::Message for BTreeMap {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.map);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut map = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Set) => {
                        map = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let map = map
                .unwrap_or_else(|| ::std::collections::HashSet::from([
                    ::std::collections::BTreeMap::from([(1, 2)]),
                ]));
            Ok(Self { map })
        }
    }

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Double {
        pub set: ::std::collections::HashSet<::mini_lust::protocol::Double>,
    }

    impl Default for Double {
        fn default() -> Self {
            Self {
                set: ::std::collections::HashSet::from([
                    ::mini_lust::protocol::Double(1.5),
                ]),
            }
        }
    }

    impl ::mini_lust::protocol::Message for Double {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.set);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut set = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Set) => {
                        set = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let set = set
                .unwrap_or_else(|| ::std::collections::HashSet::from([
                    ::mini_lust::protocol::Double(1.5),
                ]));
            Ok(Self { set })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Arc {}

    impl ::mini_lust::protocol::Message for Arc {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct LazyLock {}

    impl ::mini_lust::protocol::Message for LazyLock {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Future {}

    impl ::mini_lust::protocol::Message for Future {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Infallible {}

    impl ::mini_lust::protocol::Message for Infallible {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FieldHeader {}

    impl ::mini_lust::protocol::Message for FieldHeader {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum UnknownField {
        Field(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(::mini_lust::protocol::UnknownField),
    }

    impl ::mini_lust::protocol::Message for UnknownField {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Field(field_) => out.write_field(1, field_),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut unknown_field = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if unknown_field.is_some() {
                    return Err(input.not_one_field("UnknownField"));
                }
                unknown_field = match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::I32) => {
                        Some(Self::Field(::mini_lust::protocol::Message::decode(input)?))
                    }
                    _ => {
                        Some(
                            Self::Unknown(
                                ::mini_lust::protocol::UnknownField::decode(field, input)?,
                            ),
                        )
                    }
                };
            }
            input.read_struct_end();
            unknown_field.ok_or_else(|| input.not_one_field("UnknownField"))
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Service {}

    impl ::mini_lust::protocol::Message for Service {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    pub static LIST: ::std::sync::LazyLock<Vec<i32>> = ::std::sync::LazyLock::new(|| Vec::from([
        1,
    ]));

    pub trait Uses: Send + Sync + 'static {
        fn a(
            &self,
            request: Request,
        ) -> impl ::std::future::Future<
            Output = Result<Response, ::mini_lust::CallError<AException>>,
        > + Send;

        fn b(&self) -> impl ::std::future::Future<Output = ()> + Send;

        fn c(
            &self,
        ) -> impl ::std::future::Future<
            Output = Result<(), ::mini_lust::CallError<::std::convert::Infallible>>,
        > + Send;
    }

    /// Answers calls with a [`Uses`]. Clones share it.
    #[derive(Debug)]
    pub struct UsesServer<T>(::std::sync::Arc<T>);

    impl<T: Uses> UsesServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(::std::sync::Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: ::std::sync::Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for UsesServer<T> {
        fn clone(&self) -> Self {
            Self(::std::sync::Arc::clone(&self.0))
        }
    }

    impl<T: Uses> ::mini_lust::Service<::mini_lust::Request> for UsesServer<T> {
        type Response = ::mini_lust::Response;
        type Error = ::mini_lust::Error;
        type Future = BoxFuture<
            'static,
            Result<::mini_lust::Response, ::mini_lust::Error>,
        >;

        fn poll_ready(
            &mut self,
            _: &mut ::std::task::Context<'_>,
        ) -> ::std::task::Poll<Result<(), ::mini_lust::Error>> {
            ::std::task::Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
            let service = ::std::sync::Arc::clone(&self.0);
            Box::pin(async move {
                match request.method() {
                    AArgs::NAME => {
                        let args: AArgs = request.body().decode()?;
                        request.reply(service.a(args.request).await)
                    }
                    BArgs::NAME => {
                        let BArgs {} = request.body().decode()?;
                        service.b().await;
                        Ok(request.no_reply())
                    }
                    CArgs::NAME => {
                        let CArgs {} = request.body().decode()?;
                        request.reply(service.c().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Uses`] through `S`.
    #[derive(Clone, Debug)]
    pub struct UsesClient<S>(::mini_lust::Client<S>);

    impl<S: RpcService + Clone> UsesClient<S> {
        pub fn new(service: S, protocol: ::mini_lust::Protocol) -> Self {
            Self(::mini_lust::Client::new(service, protocol))
        }

        pub async fn a(
            &self,
            request: Request,
        ) -> Result<Response, ::mini_lust::CallError<AException>> {
            self.0.call(&AArgs { request }).await
        }

        pub async fn b(&self) -> Result<(), ::mini_lust::Error> {
            self.0.cast(&BArgs {}).await
        }

        pub async fn c(
            &self,
        ) -> Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
            self.0.call(&CArgs {}).await
        }
    }

    /// The arguments of [`Uses::a`].
    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct AArgs {
        pub request: Request,
    }

    impl ::mini_lust::protocol::Message for AArgs {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.request);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            let mut request = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, ::mini_lust::protocol::WireType::Struct) => {
                        request = Some(::mini_lust::protocol::Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let request = request.unwrap_or_default();
            Ok(Self { request })
        }
    }

    impl ::mini_lust::Method for AArgs {
        const NAME: &'static str = "a";
    }

    impl ::mini_lust::Call for AArgs {
        type Reply = Response;
        type Exception = AException;
    }

    /// The exceptions of [`Uses::a`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum AException {
        Error(Error),
    }

    impl From<Error> for AException {
        fn from(exception: Error) -> Self {
            Self::Error(exception)
        }
    }

    impl From<Error> for ::mini_lust::CallError<AException> {
        fn from(exception: Error) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for AException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Error(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for AException {}

    impl ::mini_lust::protocol::Exception for AException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Error(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: ::mini_lust::protocol::FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, ::mini_lust::DecodeError> {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    Ok(Some(Self::Error(::mini_lust::protocol::Message::decode(input)?)))
                }
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Uses::b`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct BArgs {}

    impl ::mini_lust::protocol::Message for BArgs {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    impl ::mini_lust::Method for BArgs {
        const NAME: &'static str = "b";
    }

    impl ::mini_lust::Oneway for BArgs {}

    /// The arguments of [`Uses::c`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CArgs {}

    impl ::mini_lust::protocol::Message for CArgs {
        const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> Result<Self, ::mini_lust::DecodeError> {
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            Ok(Self {})
        }
    }

    impl ::mini_lust::Method for CArgs {
        const NAME: &'static str = "c";
    }

    impl ::mini_lust::Call for CArgs {
        type Reply = ();
        type Exception = ::std::convert::Infallible;
    }
}

pub mod names_of_lints {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, UnknownField,
        WireType,
    };
    use ::mini_lust::{
        BoxFuture, ByteString, Call, CallError, Client, DecodeError, Error, Method,
        Protocol, Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Lints {
        pub foo: i32,
        pub baz: i32,
        pub quux: Option<i32>,
    }

    impl Default for Lints {
        fn default() -> Self {
            Self {
                foo: Default::default(),
                baz: 1,
                quux: None,
            }
        }
    }

    impl Message for Lints {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.foo);
            out.write_field(2, &self.baz);
            if let Some(quux) = &self.quux {
                out.write_field(3, quux);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut foo = None;
            let mut baz = None;
            let mut quux = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => foo = Some(Message::decode(input)?),
                    (2, WireType::I32) => baz = Some(Message::decode(input)?),
                    (3, WireType::I32) => quux = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let foo = foo.unwrap_or_default();
            let baz = baz.unwrap_or(1);
            Ok(Self { foo, baz, quux })
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Words {
        Foo(i32),
        Baz(ByteString),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Words {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Foo(foo) => out.write_field(1, foo),
                Self::Baz(baz) => out.write_field(2, baz),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut words = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if words.is_some() {
                    return Err(input.not_one_field("Words"));
                }
                words = match (field.id, field.ty) {
                    (1, WireType::I32) => Some(Self::Foo(Message::decode(input)?)),
                    (2, WireType::Binary) => Some(Self::Baz(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            words.ok_or_else(|| input.not_one_field("Words"))
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Lint {
        pub quux: i32,
    }

    impl fmt::Display for Lint {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Lint {}

    impl Message for Lint {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.quux);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut quux = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => quux = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let quux = quux.unwrap_or_default();
            Ok(Self { quux })
        }
    }

    pub trait Linter: Send + Sync + 'static {
        fn foo(
            &self,
            foo: i32,
            baz: i32,
            quux: Lints,
        ) -> impl Future<Output = Result<i32, CallError<FooException>>> + Send;
    }

    /// Answers calls with a [`Linter`]. Clones share it.
    #[derive(Debug)]
    pub struct LinterServer<T>(Arc<T>);

    impl<T: Linter> LinterServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for LinterServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Linter> Service<Request> for LinterServer<T> {
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
                    FooArgs::NAME => {
                        let args: FooArgs = request.body().decode()?;
                        request.reply(service.foo(args.foo, args.baz, args.quux).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Linter`] through `S`.
    #[derive(Clone, Debug)]
    pub struct LinterClient<S>(Client<S>);

    impl<S: RpcService + Clone> LinterClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn foo(
            &self,
            foo: i32,
            baz: i32,
            quux: Lints,
        ) -> Result<i32, CallError<FooException>> {
            self.0.call(&FooArgs { foo, baz, quux }).await
        }
    }

    /// The arguments of [`Linter::foo`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FooArgs {
        pub foo: i32,
        pub baz: i32,
        pub quux: Lints,
    }

    impl Message for FooArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.foo);
            out.write_field(2, &self.baz);
            out.write_field(3, &self.quux);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut foo = None;
            let mut baz = None;
            let mut quux = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => foo = Some(Message::decode(input)?),
                    (2, WireType::I32) => baz = Some(Message::decode(input)?),
                    (3, WireType::Struct) => quux = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let foo = foo.unwrap_or_default();
            let baz = baz.unwrap_or_default();
            let quux = quux.unwrap_or_default();
            Ok(Self { foo, baz, quux })
        }
    }

    impl Method for FooArgs {
        const NAME: &'static str = "foo";
    }

    impl Call for FooArgs {
        type Reply = i32;
        type Exception = FooException;
    }

    /// The exceptions of [`Linter::foo`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum FooException {
        Lint(Lint),
    }

    impl From<Lint> for FooException {
        fn from(exception: Lint) -> Self {
            Self::Lint(exception)
        }
    }

    impl From<Lint> for CallError<FooException> {
        fn from(exception: Lint) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for FooException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Lint(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for FooException {}

    impl Exception for FooException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Lint(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::Lint(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }
}

pub mod names_of_parameters {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct S {
        pub a: i32,
    }

    impl Message for S {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct T {
        pub t: Option<Box<T>>,
    }

    impl Message for T {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(t) = &self.t {
                out.write_field(1, t);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut t = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => t = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { t })
        }
    }

    pub trait Uses: Send + Sync + 'static {
        fn s(
            &self,
            t: T,
            s: S,
        ) -> impl Future<Output = Result<S, CallError<Infallible>>> + Send;

        fn t(&self) -> impl Future<Output = Result<T, CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Uses`]. Clones share it.
    #[derive(Debug)]
    pub struct UsesServer<T_>(Arc<T_>);

    impl<T_: Uses> UsesServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for UsesServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: Uses> Service<Request> for UsesServer<T_> {
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
                    SArgs::NAME => {
                        let args: SArgs = request.body().decode()?;
                        request.reply(service.s(args.t, args.s).await)
                    }
                    TArgs::NAME => {
                        let TArgs {} = request.body().decode()?;
                        request.reply(service.t().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Uses`] through `S`.
    #[derive(Clone, Debug)]
    pub struct UsesClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> UsesClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn s(&self, t: T, s: S) -> Result<S, CallError<Infallible>> {
            self.0.call(&SArgs { t, s }).await
        }

        pub async fn t(&self) -> Result<T, CallError<Infallible>> {
            self.0.call(&TArgs {}).await
        }
    }

    /// The arguments of [`Uses::s`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct SArgs {
        pub t: T,
        pub s: S,
    }

    impl Message for SArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.t);
            out.write_field(2, &self.s);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut t = None;
            let mut s = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => t = Some(Message::decode(input)?),
                    (2, WireType::Struct) => s = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let t = t.unwrap_or_default();
            let s = s.unwrap_or_default();
            Ok(Self { t, s })
        }
    }

    impl Method for SArgs {
        const NAME: &'static str = "s";
    }

    impl Call for SArgs {
        type Reply = S;
        type Exception = Infallible;
    }

    /// The arguments of [`Uses::t`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct TArgs {}

    impl Message for TArgs {
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

    impl Method for TArgs {
        const NAME: &'static str = "t";
    }

    impl Call for TArgs {
        type Reply = T;
        type Exception = Infallible;
    }
}

pub mod names_of_prelude {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, UnknownField,
        WireType,
    };
    use ::mini_lust::{
        BoxFuture, ByteString, Call, CallError, Client, DecodeError, Error, Method,
        Protocol, Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Option {
        pub option: ::std::option::Option<::std::boxed::Box<Option>>,
    }

    impl Message for Option {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let ::std::option::Option::Some(option) = &self.option {
                out.write_field(1, option);
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut option = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        option = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self { option })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Result {
        pub result: Option,
    }

    impl Message for Result {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.result);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut result = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        result = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let result = result.ok_or_else(|| input.missing("Result", "result"))?;
            ::std::result::Result::Ok(Self { result })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct String {
        pub string: ByteString,
    }

    impl Message for String {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.string);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut string = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Binary) => {
                        string = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let string = string.unwrap_or_default();
            ::std::result::Result::Ok(Self { string })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Vec {
        pub vec: ::std::vec::Vec<Vec>,
    }

    impl Message for Vec {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.vec);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut vec = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::List) => {
                        vec = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let vec = vec.unwrap_or_default();
            ::std::result::Result::Ok(Self { vec })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Box {
        pub r#box: ::std::option::Option<::std::boxed::Box<Box>>,
    }

    impl Message for Box {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let ::std::option::Option::Some(r#box) = &self.r#box {
                out.write_field(1, r#box);
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut r#box = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        r#box = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self { r#box })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Default {
        pub default: Option,
    }

    impl Message for Default {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.default);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut default = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        default = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let default = default.unwrap_or_default();
            ::std::result::Result::Ok(Self { default })
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Some {
        None(Option),
        Some(::std::boxed::Box<Some>),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Some {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::None(none) => out.write_field(1, none),
                Self::Some(some) => out.write_field(2, some),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut some = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                if some.is_some() {
                    return ::std::result::Result::Err(input.not_one_field("Some"));
                }
                some = match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        ::std::option::Option::Some(Self::None(Message::decode(input)?))
                    }
                    (2, WireType::Struct) => {
                        ::std::option::Option::Some(Self::Some(Message::decode(input)?))
                    }
                    _ => {
                        ::std::option::Option::Some(
                            Self::Unknown(UnknownField::decode(field, input)?),
                        )
                    }
                };
            }
            input.read_struct_end();
            some.ok_or_else(|| input.not_one_field("Some"))
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct None {}

    impl Message for None {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Ok {}

    impl fmt::Display for Ok {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Ok {}

    impl Message for Ok {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Err {
        pub err: ::std::option::Option<::std::boxed::Box<Err>>,
    }

    impl fmt::Display for Err {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Err {}

    impl Message for Err {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let ::std::option::Option::Some(err) = &self.err {
                out.write_field(1, err);
            }
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut err = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        err = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self { err })
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Send(pub i32);

    impl Send {
        pub const SEND: Self = Self(0);
    }

    impl fmt::Debug for Send {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::SEND => f.write_str("SEND"),
                Self(unknown) => write!(f, "Send({unknown})"),
            }
        }
    }

    impl Message for Send {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Sync(pub i32);

    impl Sync {
        pub const SYNC: Self = Self(0);
    }

    impl fmt::Debug for Sync {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::SYNC => f.write_str("SYNC"),
                Self(unknown) => write!(f, "Sync({unknown})"),
            }
        }
    }

    impl Message for Sync {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Clone {}

    impl Message for Clone {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Copy {}

    impl Message for Copy {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct From {}

    impl Message for From {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Debug {}

    impl Message for Debug {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Eq {}

    impl Message for Eq {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Hash {}

    impl Message for Hash {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Ord {}

    impl Message for Ord {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                input.skip(field.ty)?;
            }
            input.read_struct_end();
            ::std::result::Result::Ok(Self {})
        }
    }

    pub trait Uses: ::std::marker::Send + ::std::marker::Sync + 'static {
        fn a(
            &self,
            result: Result,
        ) -> impl Future<
            Output = ::std::result::Result<Option, CallError<AException>>,
        > + ::std::marker::Send;
    }

    /// Answers calls with a [`Uses`]. Clones share it.
    #[derive(Debug)]
    pub struct UsesServer<T>(Arc<T>);

    impl<T: Uses> UsesServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> ::std::clone::Clone for UsesServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Uses> Service<Request> for UsesServer<T> {
        type Response = Response;
        type Error = Error;
        type Future = BoxFuture<'static, ::std::result::Result<Response, Error>>;

        fn poll_ready(
            &mut self,
            _: &mut Context<'_>,
        ) -> Poll<::std::result::Result<(), Error>> {
            Poll::Ready(::std::result::Result::Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let service = Arc::clone(&self.0);
            ::std::boxed::Box::pin(async move {
                match request.method() {
                    AArgs::NAME => {
                        let args: AArgs = request.body().decode()?;
                        request.reply(service.a(args.result).await)
                    }
                    _ => ::std::result::Result::Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Uses`] through `S`.
    #[derive(Clone, Debug)]
    pub struct UsesClient<S>(Client<S>);

    impl<S: RpcService + ::std::clone::Clone> UsesClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn a(
            &self,
            result: Result,
        ) -> ::std::result::Result<Option, CallError<AException>> {
            self.0.call(&AArgs { result }).await
        }
    }

    /// The arguments of [`Uses::a`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs {
        pub result: Result,
    }

    impl Message for AArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.result);
            out.write_struct_end();
        }

        fn decode(
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<Self, DecodeError> {
            let mut result = ::std::option::Option::None;
            input.read_struct_begin()?;
            while let ::std::option::Option::Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => {
                        result = ::std::option::Option::Some(Message::decode(input)?);
                    }
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let result = result.unwrap_or_default();
            ::std::result::Result::Ok(Self { result })
        }
    }

    impl Method for AArgs {
        const NAME: &'static str = "a";
    }

    impl Call for AArgs {
        type Reply = Option;
        type Exception = AException;
    }

    /// The exceptions of [`Uses::a`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum AException {
        Err(Err),
        Ok(Ok),
    }

    impl ::std::convert::From<Err> for AException {
        fn from(exception: Err) -> Self {
            Self::Err(exception)
        }
    }

    impl ::std::convert::From<Err> for CallError<AException> {
        fn from(exception: Err) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl ::std::convert::From<Ok> for AException {
        fn from(exception: Ok) -> Self {
            Self::Ok(exception)
        }
    }

    impl ::std::convert::From<Ok> for CallError<AException> {
        fn from(exception: Ok) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for AException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Err(exception) => exception.fmt(f),
                Self::Ok(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for AException {}

    impl Exception for AException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Err(exception) => out.write_field(1, exception),
                Self::Ok(exception) => out.write_field(2, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> ::std::result::Result<::std::option::Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => {
                    ::std::result::Result::Ok(
                        ::std::option::Option::Some(Self::Err(Message::decode(input)?)),
                    )
                }
                (2, WireType::Struct) => {
                    ::std::result::Result::Ok(
                        ::std::option::Option::Some(Self::Ok(Message::decode(input)?)),
                    )
                }
                _ => ::std::result::Result::Ok(::std::option::Option::None),
            }
        }
    }
}

pub mod old_words {
    use std::collections::HashMap;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    pub type Old = ByteString;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Xsd {
        pub a: i32,
    }

    impl Message for Xsd {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Cpp {
        pub a: Vec<i32>,
        pub b: HashMap<i32, i32>,
        pub next: Option<Box<Cpp>>,
    }

    impl Message for Cpp {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            if let Some(next) = &self.next {
                out.write_field(3, next);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut next = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::List) => a = Some(Message::decode(input)?),
                    (2, WireType::Map) => b = Some(Message::decode(input)?),
                    (3, WireType::Struct) => next = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            Ok(Self { a, b, next })
        }
    }
}

pub mod order {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    pub const KIND: Kind = Kind::B;

    pub trait S: T {
        fn u(
            &self,
            v: V,
        ) -> impl Future<Output = Result<U, CallError<UException>>> + Send;
    }

    /// Answers calls with a [`S`]. Clones share it.
    #[derive(Debug)]
    pub struct SServer<T_>(Arc<T_>);

    impl<T_: S> SServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for SServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: S> Service<Request> for SServer<T_> {
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
                    UArgs::NAME => {
                        let args: UArgs = request.body().decode()?;
                        request.reply(service.u(args.v).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`S`] through `S`.
    #[derive(Clone, Debug)]
    pub struct SClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> SClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn u(&self, v: V) -> Result<U, CallError<UException>> {
            self.0.call(&UArgs { v }).await
        }
    }

    /// The arguments of [`S::u`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct UArgs {
        pub v: V,
    }

    impl Message for UArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.v);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut v = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => v = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let v = v.unwrap_or_default();
            Ok(Self { v })
        }
    }

    impl Method for UArgs {
        const NAME: &'static str = "u";
    }

    impl Call for UArgs {
        type Reply = U;
        type Exception = UException;
    }

    /// The exceptions of [`S::u`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum UException {
        X(X),
    }

    impl From<X> for UException {
        fn from(exception: X) -> Self {
            Self::X(exception)
        }
    }

    impl From<X> for CallError<UException> {
        fn from(exception: X) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for UException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::X(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for UException {}

    impl Exception for UException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::X(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::X(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct U {
        pub v: Option<Box<V>>,
        pub kind: Kind,
    }

    impl Default for U {
        fn default() -> Self {
            Self { v: None, kind: KIND }
        }
    }

    impl Message for U {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(v) = &self.v {
                out.write_field(1, v);
            }
            out.write_field(2, &self.kind);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut v = None;
            let mut kind = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => v = Some(Message::decode(input)?),
                    (2, WireType::I32) => kind = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let kind = kind.unwrap_or(KIND);
            Ok(Self { v, kind })
        }
    }

    pub type V = U;

    pub trait T: Send + Sync + 'static {}

    /// Answers calls with a [`T`]. Clones share it.
    #[derive(Debug)]
    pub struct TServer<T_>(Arc<T_>);

    impl<T_: T> TServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for TServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: T> Service<Request> for TServer<T_> {
        type Response = Response;
        type Error = Error;
        type Future = BoxFuture<'static, Result<Response, Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move { Err(request.unknown_method()) })
        }
    }

    /// Calls a [`T`] through `S`.
    #[derive(Clone, Debug)]
    pub struct TClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> TClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct X {}

    impl fmt::Display for X {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for X {}

    impl Message for X {
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

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Kind(pub i32);

    impl Kind {
        pub const A: Self = Self(0);
        pub const B: Self = Self(1);
    }

    impl fmt::Debug for Kind {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self::B => f.write_str("B"),
                Self(unknown) => write!(f, "Kind({unknown})"),
            }
        }
    }

    impl Message for Kind {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }
}

pub mod service_arguments {
    use std::collections::{HashMap, HashSet};
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error,
        Method, Protocol, Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct S {
        pub a: i32,
    }

    impl Message for S {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    pub trait Many: Send + Sync + 'static {
        fn f(
            &self,
            a: i32,
            b: S,
            c: Option<ByteString>,
            d: Bytes,
            e: i32,
            f: Vec<S>,
            g: i32,
            h: HashSet<Double>,
            i: HashMap<Double, S>,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Many`]. Clones share it.
    #[derive(Debug)]
    pub struct ManyServer<T>(Arc<T>);

    impl<T: Many> ManyServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for ManyServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Many> Service<Request> for ManyServer<T> {
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
                    FArgs::NAME => {
                        let args: FArgs = request.body().decode()?;
                        request
                            .reply(
                                service
                                    .f(
                                        args.a,
                                        args.b,
                                        args.c,
                                        args.d,
                                        args.e,
                                        args.f,
                                        args.g,
                                        args.h,
                                        args.i,
                                    )
                                    .await,
                            )
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Many`] through `S`.
    #[derive(Clone, Debug)]
    pub struct ManyClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> ManyClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn f(
            &self,
            a: i32,
            b: S,
            c: Option<ByteString>,
            d: Bytes,
            e: i32,
            f: Vec<S>,
            g: i32,
            h: HashSet<Double>,
            i: HashMap<Double, S>,
        ) -> Result<(), CallError<Infallible>> {
            self.0.call(&FArgs { a, b, c, d, e, f, g, h, i }).await
        }
    }

    /// The arguments of [`Many::f`].
    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct FArgs {
        pub a: i32,
        pub b: S,
        pub c: Option<ByteString>,
        pub d: Bytes,
        pub e: i32,
        pub f: Vec<S>,
        pub g: i32,
        pub h: HashSet<Double>,
        pub i: HashMap<Double, S>,
    }

    impl Message for FArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            if let Some(c) = &self.c {
                out.write_field(3, c);
            }
            out.write_field(4, &self.d);
            out.write_field(5, &self.e);
            out.write_field(6, &self.f);
            out.write_field(-1, &self.g);
            out.write_field(8, &self.h);
            out.write_field(9, &self.i);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            let mut e = None;
            let mut f = None;
            let mut g = None;
            let mut h = None;
            let mut i = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    (2, WireType::Struct) => b = Some(Message::decode(input)?),
                    (3, WireType::Binary) => c = Some(Message::decode(input)?),
                    (4, WireType::Binary) => d = Some(Message::decode(input)?),
                    (5, WireType::I32) => e = Some(Message::decode(input)?),
                    (6, WireType::List) => f = Some(Message::decode(input)?),
                    (-1, WireType::I32) => g = Some(Message::decode(input)?),
                    (8, WireType::Set) => h = Some(Message::decode(input)?),
                    (9, WireType::Map) => i = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            let d = d.ok_or_else(|| input.missing("FArgs", "d"))?;
            let e = e.unwrap_or(3);
            let f = f.unwrap_or_default();
            let g = g.unwrap_or_default();
            let h = h.unwrap_or_default();
            let i = i.unwrap_or_default();
            Ok(Self { a, b, c, d, e, f, g, h, i })
        }
    }

    impl Method for FArgs {
        const NAME: &'static str = "f";
    }

    impl Call for FArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod service_docs {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    /// A service.
    pub trait Documented: Send + Sync + 'static {
        /// A method.
        /// @param id an \[id]
        fn method(
            &self,
            id: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Documented`]. Clones share it.
    #[derive(Debug)]
    pub struct DocumentedServer<T>(Arc<T>);

    impl<T: Documented> DocumentedServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for DocumentedServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Documented> Service<Request> for DocumentedServer<T> {
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
                    MethodArgs::NAME => {
                        let args: MethodArgs = request.body().decode()?;
                        request.reply(service.method(args.id).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Documented`] through `S`.
    #[derive(Clone, Debug)]
    pub struct DocumentedClient<S>(Client<S>);

    impl<S: RpcService + Clone> DocumentedClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        /// A method.
        /// @param id an \[id]
        pub async fn method(&self, id: i32) -> Result<(), CallError<Infallible>> {
            self.0.call(&MethodArgs { id }).await
        }
    }

    /// The arguments of [`Documented::method`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct MethodArgs {
        /// An argument.
        pub id: i32,
    }

    impl Message for MethodArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.id);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut id = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => id = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let id = id.unwrap_or_default();
            Ok(Self { id })
        }
    }

    impl Method for MethodArgs {
        const NAME: &'static str = "method";
    }

    impl Call for MethodArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod service_empty {
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::{
        BoxFuture, Client, Error, Protocol, Request, Response, RpcService, Service,
    };

    pub trait Nothing: Send + Sync + 'static {}

    /// Answers calls with a [`Nothing`]. Clones share it.
    #[derive(Debug)]
    pub struct NothingServer<T>(Arc<T>);

    impl<T: Nothing> NothingServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for NothingServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Nothing> Service<Request> for NothingServer<T> {
        type Response = Response;
        type Error = Error;
        type Future = BoxFuture<'static, Result<Response, Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move { Err(request.unknown_method()) })
        }
    }

    /// Calls a [`Nothing`] through `S`.
    #[derive(Clone, Debug)]
    pub struct NothingClient<S>(Client<S>);

    impl<S: RpcService + Clone> NothingClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }
    }

    pub trait Still: Nothing {}

    /// Answers calls with a [`Still`]. Clones share it.
    #[derive(Debug)]
    pub struct StillServer<T>(Arc<T>);

    impl<T: Still> StillServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for StillServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Still> Service<Request> for StillServer<T> {
        type Response = Response;
        type Error = Error;
        type Future = BoxFuture<'static, Result<Response, Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move { Err(request.unknown_method()) })
        }
    }

    /// Calls a [`Still`] through `S`.
    #[derive(Clone, Debug)]
    pub struct StillClient<S>(Client<S>);

    impl<S: RpcService + Clone> StillClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }
    }
}

pub mod service_extends {
    use std::convert::Infallible;
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Oneway, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Failed {}

    impl fmt::Display for Failed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for Failed {}

    impl Message for Failed {
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

    pub trait Base: Send + Sync + 'static {
        fn get(
            &self,
            id: i32,
        ) -> impl Future<Output = Result<i32, CallError<GetException>>> + Send;
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
                    GetArgs::NAME => {
                        let args: GetArgs = request.body().decode()?;
                        request.reply(service.get(args.id).await)
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

        pub async fn get(&self, id: i32) -> Result<i32, CallError<GetException>> {
            self.0.call(&GetArgs { id }).await
        }
    }

    /// The arguments of [`Base::get`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct GetArgs {
        pub id: i32,
    }

    impl Message for GetArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.id);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut id = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => id = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let id = id.unwrap_or_default();
            Ok(Self { id })
        }
    }

    impl Method for GetArgs {
        const NAME: &'static str = "get";
    }

    impl Call for GetArgs {
        type Reply = i32;
        type Exception = GetException;
    }

    /// The exceptions of [`Base::get`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum GetException {
        Failed(Failed),
    }

    impl From<Failed> for GetException {
        fn from(exception: Failed) -> Self {
            Self::Failed(exception)
        }
    }

    impl From<Failed> for CallError<GetException> {
        fn from(exception: Failed) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for GetException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Failed(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for GetException {}

    impl Exception for GetException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Failed(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::Failed(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    pub trait Middle: Base {
        fn note(&self) -> impl Future<Output = ()> + Send;
    }

    /// Answers calls with a [`Middle`]. Clones share it.
    #[derive(Debug)]
    pub struct MiddleServer<T>(Arc<T>);

    impl<T: Middle> MiddleServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for MiddleServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Middle> Service<Request> for MiddleServer<T> {
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
                    GetArgs::NAME => {
                        let args: GetArgs = request.body().decode()?;
                        request.reply(service.get(args.id).await)
                    }
                    NoteArgs::NAME => {
                        let NoteArgs {} = request.body().decode()?;
                        service.note().await;
                        Ok(request.no_reply())
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Middle`] through `S`.
    #[derive(Clone, Debug)]
    pub struct MiddleClient<S>(Client<S>);

    impl<S: RpcService + Clone> MiddleClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn get(&self, id: i32) -> Result<i32, CallError<GetException>> {
            self.0.call(&GetArgs { id }).await
        }

        pub async fn note(&self) -> Result<(), Error> {
            self.0.cast(&NoteArgs {}).await
        }
    }

    /// The arguments of [`Middle::note`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct NoteArgs {}

    impl Message for NoteArgs {
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

    impl Method for NoteArgs {
        const NAME: &'static str = "note";
    }

    impl Oneway for NoteArgs {}

    pub trait Top: Middle {
        fn put(
            &self,
            id: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Top`]. Clones share it.
    #[derive(Debug)]
    pub struct TopServer<T>(Arc<T>);

    impl<T: Top> TopServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for TopServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Top> Service<Request> for TopServer<T> {
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
                    GetArgs::NAME => {
                        let args: GetArgs = request.body().decode()?;
                        request.reply(service.get(args.id).await)
                    }
                    NoteArgs::NAME => {
                        let NoteArgs {} = request.body().decode()?;
                        service.note().await;
                        Ok(request.no_reply())
                    }
                    PutArgs::NAME => {
                        let args: PutArgs = request.body().decode()?;
                        request.reply(service.put(args.id).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Top`] through `S`.
    #[derive(Clone, Debug)]
    pub struct TopClient<S>(Client<S>);

    impl<S: RpcService + Clone> TopClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn get(&self, id: i32) -> Result<i32, CallError<GetException>> {
            self.0.call(&GetArgs { id }).await
        }

        pub async fn note(&self) -> Result<(), Error> {
            self.0.cast(&NoteArgs {}).await
        }

        pub async fn put(&self, id: i32) -> Result<(), CallError<Infallible>> {
            self.0.call(&PutArgs { id }).await
        }
    }

    /// The arguments of [`Top::put`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct PutArgs {
        pub id: i32,
    }

    impl Message for PutArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.id);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut id = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => id = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let id = id.unwrap_or_default();
            Ok(Self { id })
        }
    }

    impl Method for PutArgs {
        const NAME: &'static str = "put";
    }

    impl Call for PutArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod service_keys {
    use std::collections::{HashMap, HashSet};
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Card {
        pub value: Double,
    }

    impl Message for Card {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.value);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut value = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Double) => value = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let value = value.unwrap_or_default();
            Ok(Self { value })
        }
    }

    pub trait Table: Send + Sync + 'static {
        fn deal(
            &self,
            cards: HashMap<Card, f64>,
            more: HashSet<Vec<Double>>,
        ) -> impl Future<Output = Result<HashSet<Card>, CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Table`]. Clones share it.
    #[derive(Debug)]
    pub struct TableServer<T>(Arc<T>);

    impl<T: Table> TableServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for TableServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Table> Service<Request> for TableServer<T> {
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
                    DealArgs::NAME => {
                        let args: DealArgs = request.body().decode()?;
                        request.reply(service.deal(args.cards, args.more).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Table`] through `S`.
    #[derive(Clone, Debug)]
    pub struct TableClient<S>(Client<S>);

    impl<S: RpcService + Clone> TableClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn deal(
            &self,
            cards: HashMap<Card, f64>,
            more: HashSet<Vec<Double>>,
        ) -> Result<HashSet<Card>, CallError<Infallible>> {
            self.0.call(&DealArgs { cards, more }).await
        }
    }

    /// The arguments of [`Table::deal`].
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct DealArgs {
        pub cards: HashMap<Card, f64>,
        pub more: HashSet<Vec<Double>>,
    }

    impl Message for DealArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.cards);
            out.write_field(2, &self.more);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut cards = None;
            let mut more = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Map) => cards = Some(Message::decode(input)?),
                    (2, WireType::Set) => more = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let cards = cards.unwrap_or_default();
            let more = more.unwrap_or_default();
            Ok(Self { cards, more })
        }
    }

    impl Method for DealArgs {
        const NAME: &'static str = "deal";
    }

    impl Call for DealArgs {
        type Reply = HashSet<Card>;
        type Exception = Infallible;
    }
}

pub mod service_names {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService,
    };

    pub trait Service: Send + Sync + 'static {
        fn new_(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

        fn clone_(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

        fn drop_(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

        fn as_ref_(
            &self,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn into_(
            &self,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn r#type(
            &self,
            r#type: i32,
            r#fn: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn call(
            &self,
            request: i32,
            args: i32,
            self_: i32,
            service: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn fmt(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn get_user(
            &self,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn get_user_(
            &self,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn x(
            &self,
            x: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn r#async(
            &self,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn len(&self) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

        fn is_empty(
            &self,
        ) -> impl Future<Output = Result<bool, CallError<Infallible>>> + Send;

        fn from_x(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

        fn next(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Service`]. Clones share it.
    #[derive(Debug)]
    pub struct ServiceServer<T>(Arc<T>);

    impl<T: Service> ServiceServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for ServiceServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Service> ::mini_lust::Service<Request> for ServiceServer<T> {
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
                    NewArgs::NAME => {
                        let NewArgs {} = request.body().decode()?;
                        request.reply(service.new_().await)
                    }
                    CloneArgs::NAME => {
                        let CloneArgs {} = request.body().decode()?;
                        request.reply(service.clone_().await)
                    }
                    DropArgs::NAME => {
                        let DropArgs {} = request.body().decode()?;
                        request.reply(service.drop_().await)
                    }
                    AsRefArgs::NAME => {
                        let AsRefArgs {} = request.body().decode()?;
                        request.reply(service.as_ref_().await)
                    }
                    IntoArgs::NAME => {
                        let IntoArgs {} = request.body().decode()?;
                        request.reply(service.into_().await)
                    }
                    TypeArgs::NAME => {
                        let args: TypeArgs = request.body().decode()?;
                        request.reply(service.r#type(args.r#type, args.r#fn).await)
                    }
                    CallArgs::NAME => {
                        let args: CallArgs = request.body().decode()?;
                        request
                            .reply(
                                service
                                    .call(args.request, args.args, args.self_, args.service)
                                    .await,
                            )
                    }
                    FmtArgs::NAME => {
                        let FmtArgs {} = request.body().decode()?;
                        request.reply(service.fmt().await)
                    }
                    GetUserArgs::NAME => {
                        let GetUserArgs {} = request.body().decode()?;
                        request.reply(service.get_user().await)
                    }
                    GetUserArgs_::NAME => {
                        let GetUserArgs_ {} = request.body().decode()?;
                        request.reply(service.get_user_().await)
                    }
                    Args::NAME => {
                        let args: Args = request.body().decode()?;
                        request.reply(service.x(args.x).await)
                    }
                    AsyncArgs::NAME => {
                        let AsyncArgs {} = request.body().decode()?;
                        request.reply(service.r#async().await)
                    }
                    LenArgs::NAME => {
                        let LenArgs {} = request.body().decode()?;
                        request.reply(service.len().await)
                    }
                    IsEmptyArgs::NAME => {
                        let IsEmptyArgs {} = request.body().decode()?;
                        request.reply(service.is_empty().await)
                    }
                    FromXArgs::NAME => {
                        let FromXArgs {} = request.body().decode()?;
                        request.reply(service.from_x().await)
                    }
                    NextArgs::NAME => {
                        let NextArgs {} = request.body().decode()?;
                        request.reply(service.next().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Service`] through `S`.
    #[derive(Clone, Debug)]
    pub struct ServiceClient<S>(Client<S>);

    impl<S: RpcService + Clone> ServiceClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn new_(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&NewArgs {}).await
        }

        pub async fn clone_(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&CloneArgs {}).await
        }

        pub async fn drop_(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&DropArgs {}).await
        }

        pub async fn as_ref_(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&AsRefArgs {}).await
        }

        pub async fn into_(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&IntoArgs {}).await
        }

        pub async fn r#type(
            &self,
            r#type: i32,
            r#fn: i32,
        ) -> Result<(), CallError<Infallible>> {
            self.0.call(&TypeArgs { r#type, r#fn }).await
        }

        pub async fn call(
            &self,
            request: i32,
            args: i32,
            self_: i32,
            service: i32,
        ) -> Result<(), CallError<Infallible>> {
            self.0
                .call(
                    &CallArgs {
                        request,
                        args,
                        self_,
                        service,
                    },
                )
                .await
        }

        pub async fn fmt(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&FmtArgs {}).await
        }

        pub async fn get_user(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&GetUserArgs {}).await
        }

        pub async fn get_user_(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&GetUserArgs_ {}).await
        }

        pub async fn x(&self, x: i32) -> Result<(), CallError<Infallible>> {
            self.0.call(&Args { x }).await
        }

        pub async fn r#async(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&AsyncArgs {}).await
        }

        pub async fn len(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&LenArgs {}).await
        }

        pub async fn is_empty(&self) -> Result<bool, CallError<Infallible>> {
            self.0.call(&IsEmptyArgs {}).await
        }

        pub async fn from_x(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&FromXArgs {}).await
        }

        pub async fn next(&self) -> Result<i32, CallError<Infallible>> {
            self.0.call(&NextArgs {}).await
        }
    }

    /// The arguments of [`Service::new_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct NewArgs {}

    impl Message for NewArgs {
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

    impl Method for NewArgs {
        const NAME: &'static str = "new";
    }

    impl Call for NewArgs {
        type Reply = i32;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::clone_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CloneArgs {}

    impl Message for CloneArgs {
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

    impl Method for CloneArgs {
        const NAME: &'static str = "clone";
    }

    impl Call for CloneArgs {
        type Reply = i32;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::drop_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct DropArgs {}

    impl Message for DropArgs {
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

    impl Method for DropArgs {
        const NAME: &'static str = "drop";
    }

    impl Call for DropArgs {
        type Reply = i32;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::as_ref_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AsRefArgs {}

    impl Message for AsRefArgs {
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

    impl Method for AsRefArgs {
        const NAME: &'static str = "as_ref";
    }

    impl Call for AsRefArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::into_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct IntoArgs {}

    impl Message for IntoArgs {
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

    impl Method for IntoArgs {
        const NAME: &'static str = "into";
    }

    impl Call for IntoArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::type`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct TypeArgs {
        pub r#type: i32,
        pub r#fn: i32,
    }

    impl Message for TypeArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.r#type);
            out.write_field(2, &self.r#fn);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut r#type = None;
            let mut r#fn = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => r#type = Some(Message::decode(input)?),
                    (2, WireType::I32) => r#fn = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let r#type = r#type.unwrap_or_default();
            let r#fn = r#fn.unwrap_or_default();
            Ok(Self { r#type, r#fn })
        }
    }

    impl Method for TypeArgs {
        const NAME: &'static str = "type";
    }

    impl Call for TypeArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::call`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CallArgs {
        pub request: i32,
        pub args: i32,
        pub self_: i32,
        pub service: i32,
    }

    impl Message for CallArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.request);
            out.write_field(2, &self.args);
            out.write_field(3, &self.self_);
            out.write_field(4, &self.service);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut request = None;
            let mut args = None;
            let mut self_ = None;
            let mut service = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => request = Some(Message::decode(input)?),
                    (2, WireType::I32) => args = Some(Message::decode(input)?),
                    (3, WireType::I32) => self_ = Some(Message::decode(input)?),
                    (4, WireType::I32) => service = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let request = request.unwrap_or_default();
            let args = args.unwrap_or_default();
            let self_ = self_.unwrap_or_default();
            let service = service.unwrap_or_default();
            Ok(Self {
                request,
                args,
                self_,
                service,
            })
        }
    }

    impl Method for CallArgs {
        const NAME: &'static str = "call";
    }

    impl Call for CallArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::fmt`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FmtArgs {}

    impl Message for FmtArgs {
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

    impl Method for FmtArgs {
        const NAME: &'static str = "fmt";
    }

    impl Call for FmtArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::get_user`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct GetUserArgs {}

    impl Message for GetUserArgs {
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

    impl Method for GetUserArgs {
        const NAME: &'static str = "getUser";
    }

    impl Call for GetUserArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::get_user_`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct GetUserArgs_ {}

    impl Message for GetUserArgs_ {
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

    impl Method for GetUserArgs_ {
        const NAME: &'static str = "get_user";
    }

    impl Call for GetUserArgs_ {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::x`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Args {
        pub x: i32,
    }

    impl Message for Args {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.x);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut x = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => x = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let x = x.unwrap_or_default();
            Ok(Self { x })
        }
    }

    impl Method for Args {
        const NAME: &'static str = "_";
    }

    impl Call for Args {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::async`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AsyncArgs {}

    impl Message for AsyncArgs {
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

    impl Method for AsyncArgs {
        const NAME: &'static str = "async";
    }

    impl Call for AsyncArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Service::len`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct LenArgs {}

    impl Message for LenArgs {
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

    impl Method for LenArgs {
        const NAME: &'static str = "len";
    }

    impl Call for LenArgs {
        type Reply = i32;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::is_empty`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct IsEmptyArgs {}

    impl Message for IsEmptyArgs {
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

    impl Method for IsEmptyArgs {
        const NAME: &'static str = "is_empty";
    }

    impl Call for IsEmptyArgs {
        type Reply = bool;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::from_x`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FromXArgs {}

    impl Message for FromXArgs {
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

    impl Method for FromXArgs {
        const NAME: &'static str = "from_x";
    }

    impl Call for FromXArgs {
        type Reply = i32;
        type Exception = Infallible;
    }

    /// The arguments of [`Service::next`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct NextArgs {}

    impl Message for NextArgs {
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

    impl Method for NextArgs {
        const NAME: &'static str = "next";
    }

    impl Call for NextArgs {
        type Reply = i32;
        type Exception = Infallible;
    }
}

pub mod service_oneway {
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, ByteString, Client, DecodeError, Error, Method, Oneway, Protocol,
        Request, Response, RpcService, Service,
    };

    pub trait Notes: Send + Sync + 'static {
        fn note(&self, text: ByteString) -> impl Future<Output = ()> + Send;

        fn nothing(&self) -> impl Future<Output = ()> + Send;

        fn old(&self) -> impl Future<Output = ()> + Send;
    }

    /// Answers calls with a [`Notes`]. Clones share it.
    #[derive(Debug)]
    pub struct NotesServer<T>(Arc<T>);

    impl<T: Notes> NotesServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for NotesServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Notes> Service<Request> for NotesServer<T> {
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
                    NoteArgs::NAME => {
                        let args: NoteArgs = request.body().decode()?;
                        service.note(args.text).await;
                        Ok(request.no_reply())
                    }
                    NothingArgs::NAME => {
                        let NothingArgs {} = request.body().decode()?;
                        service.nothing().await;
                        Ok(request.no_reply())
                    }
                    OldArgs::NAME => {
                        let OldArgs {} = request.body().decode()?;
                        service.old().await;
                        Ok(request.no_reply())
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Notes`] through `S`.
    #[derive(Clone, Debug)]
    pub struct NotesClient<S>(Client<S>);

    impl<S: RpcService + Clone> NotesClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn note(&self, text: ByteString) -> Result<(), Error> {
            self.0.cast(&NoteArgs { text }).await
        }

        pub async fn nothing(&self) -> Result<(), Error> {
            self.0.cast(&NothingArgs {}).await
        }

        pub async fn old(&self) -> Result<(), Error> {
            self.0.cast(&OldArgs {}).await
        }
    }

    /// The arguments of [`Notes::note`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct NoteArgs {
        pub text: ByteString,
    }

    impl Message for NoteArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.text);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut text = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Binary) => text = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let text = text.unwrap_or_default();
            Ok(Self { text })
        }
    }

    impl Method for NoteArgs {
        const NAME: &'static str = "note";
    }

    impl Oneway for NoteArgs {}

    /// The arguments of [`Notes::nothing`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct NothingArgs {}

    impl Message for NothingArgs {
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

    impl Method for NothingArgs {
        const NAME: &'static str = "nothing";
    }

    impl Oneway for NothingArgs {}

    /// The arguments of [`Notes::old`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct OldArgs {}

    impl Message for OldArgs {
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

    impl Method for OldArgs {
        const NAME: &'static str = "old";
    }

    impl Oneway for OldArgs {}
}

pub mod service_returns {
    use std::collections::{HashMap, HashSet};
    use std::convert::Infallible;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error,
        Method, Protocol, Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct S {
        pub a: i32,
    }

    impl Message for S {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct E(pub i32);

    impl E {
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for E {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "E({unknown})"),
            }
        }
    }

    impl Message for E {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    pub trait All: Send + Sync + 'static {
        fn a(&self) -> impl Future<Output = Result<bool, CallError<Infallible>>> + Send;

        fn b(&self) -> impl Future<Output = Result<i64, CallError<Infallible>>> + Send;

        fn c(&self) -> impl Future<Output = Result<f64, CallError<Infallible>>> + Send;

        fn d(
            &self,
        ) -> impl Future<Output = Result<ByteString, CallError<Infallible>>> + Send;

        fn e(&self) -> impl Future<Output = Result<Bytes, CallError<Infallible>>> + Send;

        fn f(
            &self,
        ) -> impl Future<Output = Result<Vec<S>, CallError<Infallible>>> + Send;

        fn g(
            &self,
        ) -> impl Future<
            Output = Result<HashSet<ByteString>, CallError<Infallible>>,
        > + Send;

        fn h(
            &self,
        ) -> impl Future<
            Output = Result<HashMap<ByteString, Vec<i32>>, CallError<Infallible>>,
        > + Send;

        fn i(&self) -> impl Future<Output = Result<S, CallError<Infallible>>> + Send;

        fn j(&self) -> impl Future<Output = Result<E, CallError<Infallible>>> + Send;

        fn k(
            &self,
        ) -> impl Future<Output = Result<[u8; 16], CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`All`]. Clones share it.
    #[derive(Debug)]
    pub struct AllServer<T>(Arc<T>);

    impl<T: All> AllServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for AllServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: All> Service<Request> for AllServer<T> {
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
                    AArgs::NAME => {
                        let AArgs {} = request.body().decode()?;
                        request.reply(service.a().await)
                    }
                    BArgs::NAME => {
                        let BArgs {} = request.body().decode()?;
                        request.reply(service.b().await)
                    }
                    CArgs::NAME => {
                        let CArgs {} = request.body().decode()?;
                        request.reply(service.c().await)
                    }
                    DArgs::NAME => {
                        let DArgs {} = request.body().decode()?;
                        request.reply(service.d().await)
                    }
                    EArgs::NAME => {
                        let EArgs {} = request.body().decode()?;
                        request.reply(service.e().await)
                    }
                    FArgs::NAME => {
                        let FArgs {} = request.body().decode()?;
                        request.reply(service.f().await)
                    }
                    GArgs::NAME => {
                        let GArgs {} = request.body().decode()?;
                        request.reply(service.g().await)
                    }
                    HArgs::NAME => {
                        let HArgs {} = request.body().decode()?;
                        request.reply(service.h().await)
                    }
                    IArgs::NAME => {
                        let IArgs {} = request.body().decode()?;
                        request.reply(service.i().await)
                    }
                    JArgs::NAME => {
                        let JArgs {} = request.body().decode()?;
                        request.reply(service.j().await)
                    }
                    KArgs::NAME => {
                        let KArgs {} = request.body().decode()?;
                        request.reply(service.k().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`All`] through `S`.
    #[derive(Clone, Debug)]
    pub struct AllClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> AllClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn a(&self) -> Result<bool, CallError<Infallible>> {
            self.0.call(&AArgs {}).await
        }

        pub async fn b(&self) -> Result<i64, CallError<Infallible>> {
            self.0.call(&BArgs {}).await
        }

        pub async fn c(&self) -> Result<f64, CallError<Infallible>> {
            self.0.call(&CArgs {}).await
        }

        pub async fn d(&self) -> Result<ByteString, CallError<Infallible>> {
            self.0.call(&DArgs {}).await
        }

        pub async fn e(&self) -> Result<Bytes, CallError<Infallible>> {
            self.0.call(&EArgs {}).await
        }

        pub async fn f(&self) -> Result<Vec<S>, CallError<Infallible>> {
            self.0.call(&FArgs {}).await
        }

        pub async fn g(&self) -> Result<HashSet<ByteString>, CallError<Infallible>> {
            self.0.call(&GArgs {}).await
        }

        pub async fn h(
            &self,
        ) -> Result<HashMap<ByteString, Vec<i32>>, CallError<Infallible>> {
            self.0.call(&HArgs {}).await
        }

        pub async fn i(&self) -> Result<S, CallError<Infallible>> {
            self.0.call(&IArgs {}).await
        }

        pub async fn j(&self) -> Result<E, CallError<Infallible>> {
            self.0.call(&JArgs {}).await
        }

        pub async fn k(&self) -> Result<[u8; 16], CallError<Infallible>> {
            self.0.call(&KArgs {}).await
        }
    }

    /// The arguments of [`All::a`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs {}

    impl Message for AArgs {
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

    impl Method for AArgs {
        const NAME: &'static str = "a";
    }

    impl Call for AArgs {
        type Reply = bool;
        type Exception = Infallible;
    }

    /// The arguments of [`All::b`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct BArgs {}

    impl Message for BArgs {
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

    impl Method for BArgs {
        const NAME: &'static str = "b";
    }

    impl Call for BArgs {
        type Reply = i64;
        type Exception = Infallible;
    }

    /// The arguments of [`All::c`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CArgs {}

    impl Message for CArgs {
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

    impl Method for CArgs {
        const NAME: &'static str = "c";
    }

    impl Call for CArgs {
        type Reply = f64;
        type Exception = Infallible;
    }

    /// The arguments of [`All::d`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct DArgs {}

    impl Message for DArgs {
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

    impl Method for DArgs {
        const NAME: &'static str = "d";
    }

    impl Call for DArgs {
        type Reply = ByteString;
        type Exception = Infallible;
    }

    /// The arguments of [`All::e`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct EArgs {}

    impl Message for EArgs {
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

    impl Method for EArgs {
        const NAME: &'static str = "e";
    }

    impl Call for EArgs {
        type Reply = Bytes;
        type Exception = Infallible;
    }

    /// The arguments of [`All::f`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FArgs {}

    impl Message for FArgs {
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

    impl Method for FArgs {
        const NAME: &'static str = "f";
    }

    impl Call for FArgs {
        type Reply = Vec<S>;
        type Exception = Infallible;
    }

    /// The arguments of [`All::g`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct GArgs {}

    impl Message for GArgs {
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

    impl Method for GArgs {
        const NAME: &'static str = "g";
    }

    impl Call for GArgs {
        type Reply = HashSet<ByteString>;
        type Exception = Infallible;
    }

    /// The arguments of [`All::h`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct HArgs {}

    impl Message for HArgs {
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

    impl Method for HArgs {
        const NAME: &'static str = "h";
    }

    impl Call for HArgs {
        type Reply = HashMap<ByteString, Vec<i32>>;
        type Exception = Infallible;
    }

    /// The arguments of [`All::i`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct IArgs {}

    impl Message for IArgs {
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

    impl Method for IArgs {
        const NAME: &'static str = "i";
    }

    impl Call for IArgs {
        type Reply = S;
        type Exception = Infallible;
    }

    /// The arguments of [`All::j`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct JArgs {}

    impl Message for JArgs {
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

    impl Method for JArgs {
        const NAME: &'static str = "j";
    }

    impl Call for JArgs {
        type Reply = E;
        type Exception = Infallible;
    }

    /// The arguments of [`All::k`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct KArgs {}

    impl Message for KArgs {
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

    impl Method for KArgs {
        const NAME: &'static str = "k";
    }

    impl Call for KArgs {
        type Reply = [u8; 16];
        type Exception = Infallible;
    }
}

pub mod service_suffix {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    pub trait UserService: Send + Sync + 'static {
        fn a(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`UserService`]. Clones share it.
    #[derive(Debug)]
    pub struct UserServer_<T_>(Arc<T_>);

    impl<T_: UserService> UserServer_<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for UserServer_<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: UserService> Service<Request> for UserServer_<T_> {
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
                    AArgs_::NAME => {
                        let AArgs_ {} = request.body().decode()?;
                        request.reply(service.a().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`UserService`] through `S`.
    #[derive(Clone, Debug)]
    pub struct UserClient_<S>(Client<S>);

    impl<S: RpcService + Clone> UserClient_<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn a(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&AArgs_ {}).await
        }
    }

    /// The arguments of [`UserService::a`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs_ {}

    impl Message for AArgs_ {
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

    impl Method for AArgs_ {
        const NAME: &'static str = "a";
    }

    impl Call for AArgs_ {
        type Reply = ();
        type Exception = Infallible;
    }

    pub trait Users: Send + Sync + 'static {
        fn a(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Users`]. Clones share it.
    #[derive(Debug)]
    pub struct UsersServer<T_>(Arc<T_>);

    impl<T_: Users> UsersServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for UsersServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: Users> Service<Request> for UsersServer<T_> {
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
                    AArgs__::NAME => {
                        let AArgs__ {} = request.body().decode()?;
                        request.reply(service.a().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Users`] through `S`.
    #[derive(Clone, Debug)]
    pub struct UsersClient<S>(Client<S>);

    impl<S: RpcService + Clone> UsersClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn a(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&AArgs__ {}).await
        }
    }

    /// The arguments of [`Users::a`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs__ {}

    impl Message for AArgs__ {
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

    impl Method for AArgs__ {
        const NAME: &'static str = "a";
    }

    impl Call for AArgs__ {
        type Reply = ();
        type Exception = Infallible;
    }

    pub trait Server: Send + Sync + 'static {
        fn b(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Server`]. Clones share it.
    #[derive(Debug)]
    pub struct ServerServer<T_>(Arc<T_>);

    impl<T_: Server> ServerServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for ServerServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: Server> Service<Request> for ServerServer<T_> {
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
                    BArgs::NAME => {
                        let BArgs {} = request.body().decode()?;
                        request.reply(service.b().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Server`] through `S`.
    #[derive(Clone, Debug)]
    pub struct ServerClient<S>(Client<S>);

    impl<S: RpcService + Clone> ServerClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn b(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&BArgs {}).await
        }
    }

    /// The arguments of [`Server::b`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct BArgs {}

    impl Message for BArgs {
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

    impl Method for BArgs {
        const NAME: &'static str = "b";
    }

    impl Call for BArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    pub trait T: Send + Sync + 'static {
        fn c(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`T`]. Clones share it.
    #[derive(Debug)]
    pub struct TServer<T_>(Arc<T_>);

    impl<T_: T> TServer<T_> {
        pub fn new(service: T_) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T_>) -> Self {
            Self(service)
        }
    }

    impl<T_> Clone for TServer<T_> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T_: T> Service<Request> for TServer<T_> {
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
                    CArgs::NAME => {
                        let CArgs {} = request.body().decode()?;
                        request.reply(service.c().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`T`] through `S`.
    #[derive(Clone, Debug)]
    pub struct TClient<S>(Client<S>);

    impl<S: RpcService + Clone> TClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn c(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&CArgs {}).await
        }
    }

    /// The arguments of [`T::c`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CArgs {}

    impl Message for CArgs {
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

    impl Method for CArgs {
        const NAME: &'static str = "c";
    }

    impl Call for CArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs {}

    impl Message for AArgs {
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

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct UserServer {}

    impl Message for UserServer {
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

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct UserClient {}

    impl Message for UserClient {
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
}

pub mod service_throws {
    use std::error;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{
        Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct A {
        pub a: i32,
    }

    impl fmt::Display for A {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for A {}

    impl Message for A {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct B {}

    impl fmt::Display for B {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{self:?}")
        }
    }

    impl error::Error for B {}

    impl Message for B {
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

    pub type Alias = A;

    pub trait Fails: Send + Sync + 'static {
        fn one(
            &self,
        ) -> impl Future<Output = Result<(), CallError<OneException>>> + Send;

        fn two(
            &self,
        ) -> impl Future<Output = Result<i32, CallError<TwoException>>> + Send;

        fn same(
            &self,
        ) -> impl Future<Output = Result<(), CallError<SameException>>> + Send;

        fn alias(
            &self,
        ) -> impl Future<Output = Result<(), CallError<AliasException>>> + Send;

        fn id(&self) -> impl Future<Output = Result<(), CallError<IdException>>> + Send;
    }

    /// Answers calls with a [`Fails`]. Clones share it.
    #[derive(Debug)]
    pub struct FailsServer<T>(Arc<T>);

    impl<T: Fails> FailsServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for FailsServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Fails> Service<Request> for FailsServer<T> {
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
                    OneArgs::NAME => {
                        let OneArgs {} = request.body().decode()?;
                        request.reply(service.one().await)
                    }
                    TwoArgs::NAME => {
                        let TwoArgs {} = request.body().decode()?;
                        request.reply(service.two().await)
                    }
                    SameArgs::NAME => {
                        let SameArgs {} = request.body().decode()?;
                        request.reply(service.same().await)
                    }
                    AliasArgs::NAME => {
                        let AliasArgs {} = request.body().decode()?;
                        request.reply(service.alias().await)
                    }
                    IdArgs::NAME => {
                        let IdArgs {} = request.body().decode()?;
                        request.reply(service.id().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Fails`] through `S`.
    #[derive(Clone, Debug)]
    pub struct FailsClient<S>(Client<S>);

    impl<S: RpcService + Clone> FailsClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn one(&self) -> Result<(), CallError<OneException>> {
            self.0.call(&OneArgs {}).await
        }

        pub async fn two(&self) -> Result<i32, CallError<TwoException>> {
            self.0.call(&TwoArgs {}).await
        }

        pub async fn same(&self) -> Result<(), CallError<SameException>> {
            self.0.call(&SameArgs {}).await
        }

        pub async fn alias(&self) -> Result<(), CallError<AliasException>> {
            self.0.call(&AliasArgs {}).await
        }

        pub async fn id(&self) -> Result<(), CallError<IdException>> {
            self.0.call(&IdArgs {}).await
        }
    }

    /// The arguments of [`Fails::one`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct OneArgs {}

    impl Message for OneArgs {
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

    impl Method for OneArgs {
        const NAME: &'static str = "one";
    }

    impl Call for OneArgs {
        type Reply = ();
        type Exception = OneException;
    }

    /// The exceptions of [`Fails::one`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum OneException {
        A(A),
    }

    impl From<A> for OneException {
        fn from(exception: A) -> Self {
            Self::A(exception)
        }
    }

    impl From<A> for CallError<OneException> {
        fn from(exception: A) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for OneException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::A(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for OneException {}

    impl Exception for OneException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::A(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::A(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Fails::two`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct TwoArgs {}

    impl Message for TwoArgs {
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

    impl Method for TwoArgs {
        const NAME: &'static str = "two";
    }

    impl Call for TwoArgs {
        type Reply = i32;
        type Exception = TwoException;
    }

    /// The exceptions of [`Fails::two`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum TwoException {
        A(A),
        B(B),
    }

    impl From<A> for TwoException {
        fn from(exception: A) -> Self {
            Self::A(exception)
        }
    }

    impl From<A> for CallError<TwoException> {
        fn from(exception: A) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl From<B> for TwoException {
        fn from(exception: B) -> Self {
            Self::B(exception)
        }
    }

    impl From<B> for CallError<TwoException> {
        fn from(exception: B) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for TwoException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::A(exception) => exception.fmt(f),
                Self::B(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for TwoException {}

    impl Exception for TwoException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::A(exception) => out.write_field(1, exception),
                Self::B(exception) => out.write_field(2, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::A(Message::decode(input)?))),
                (2, WireType::Struct) => Ok(Some(Self::B(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Fails::same`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct SameArgs {}

    impl Message for SameArgs {
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

    impl Method for SameArgs {
        const NAME: &'static str = "same";
    }

    impl Call for SameArgs {
        type Reply = ();
        type Exception = SameException;
    }

    /// The exceptions of [`Fails::same`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum SameException {
        First(A),
        Second(A),
    }

    impl fmt::Display for SameException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::First(exception) => exception.fmt(f),
                Self::Second(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for SameException {}

    impl Exception for SameException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::First(exception) => out.write_field(1, exception),
                Self::Second(exception) => out.write_field(2, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::First(Message::decode(input)?))),
                (2, WireType::Struct) => Ok(Some(Self::Second(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Fails::alias`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AliasArgs {}

    impl Message for AliasArgs {
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

    impl Method for AliasArgs {
        const NAME: &'static str = "alias";
    }

    impl Call for AliasArgs {
        type Reply = ();
        type Exception = AliasException;
    }

    /// The exceptions of [`Fails::alias`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum AliasException {
        Alias(Alias),
    }

    impl From<Alias> for AliasException {
        fn from(exception: Alias) -> Self {
            Self::Alias(exception)
        }
    }

    impl From<Alias> for CallError<AliasException> {
        fn from(exception: Alias) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for AliasException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Alias(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for AliasException {}

    impl Exception for AliasException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::Alias(exception) => out.write_field(1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (1, WireType::Struct) => Ok(Some(Self::Alias(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }

    /// The arguments of [`Fails::id`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct IdArgs {}

    impl Message for IdArgs {
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

    impl Method for IdArgs {
        const NAME: &'static str = "id";
    }

    impl Call for IdArgs {
        type Reply = ();
        type Exception = IdException;
    }

    /// The exceptions of [`Fails::id`].
    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum IdException {
        A(A),
    }

    impl From<A> for IdException {
        fn from(exception: A) -> Self {
            Self::A(exception)
        }
    }

    impl From<A> for CallError<IdException> {
        fn from(exception: A) -> Self {
            Self::Exception(exception.into())
        }
    }

    impl fmt::Display for IdException {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::A(exception) => exception.fmt(f),
            }
        }
    }

    impl error::Error for IdException {}

    impl Exception for IdException {
        fn encode_field(&self, out: &mut impl OutputProtocol) {
            match self {
                Self::A(exception) => out.write_field(-1, exception),
            }
        }

        fn decode_field(
            field: FieldHeader,
            input: &mut impl InputProtocol,
        ) -> Result<Option<Self>, DecodeError> {
            match (field.id, field.ty) {
                (-1, WireType::Struct) => Ok(Some(Self::A(Message::decode(input)?))),
                _ => Ok(None),
            }
        }
    }
}

pub mod service_void {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, ByteString, Call, CallError, Client, DecodeError, Error, Method,
        Protocol, Request, Response, RpcService, Service,
    };

    pub trait Pings: Send + Sync + 'static {
        fn ping(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn say(
            &self,
            text: ByteString,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Pings`]. Clones share it.
    #[derive(Debug)]
    pub struct PingsServer<T>(Arc<T>);

    impl<T: Pings> PingsServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for PingsServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Pings> Service<Request> for PingsServer<T> {
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
                    PingArgs::NAME => {
                        let PingArgs {} = request.body().decode()?;
                        request.reply(service.ping().await)
                    }
                    SayArgs::NAME => {
                        let args: SayArgs = request.body().decode()?;
                        request.reply(service.say(args.text).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Pings`] through `S`.
    #[derive(Clone, Debug)]
    pub struct PingsClient<S>(Client<S>);

    impl<S: RpcService + Clone> PingsClient<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn ping(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&PingArgs {}).await
        }

        pub async fn say(&self, text: ByteString) -> Result<(), CallError<Infallible>> {
            self.0.call(&SayArgs { text }).await
        }
    }

    /// The arguments of [`Pings::ping`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct PingArgs {}

    impl Message for PingArgs {
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

    impl Method for PingArgs {
        const NAME: &'static str = "ping";
    }

    impl Call for PingArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Pings::say`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct SayArgs {
        pub text: ByteString,
    }

    impl Message for SayArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.text);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut text = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Binary) => text = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let text = text.unwrap_or_default();
            Ok(Self { text })
        }
    }

    impl Method for SayArgs {
        const NAME: &'static str = "say";
    }

    impl Call for SayArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod stars {
    pub mod of {
        pub mod many {
            use ::mini_lust::protocol::{
                InputProtocol, Message, OutputProtocol, WireType,
            };
            use ::mini_lust::DecodeError;

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct A {
                pub b: B,
            }

            impl Message for A {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    out.write_field(1, &self.b);
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    let mut b = None;
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        match (field.id, field.ty) {
                            (1, WireType::Struct) => b = Some(Message::decode(input)?),
                            _ => input.skip(field.ty)?,
                        }
                    }
                    input.read_struct_end();
                    let b = b.unwrap_or_default();
                    Ok(Self { b })
                }
            }

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct B {}

            impl Message for B {
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
        }
    }
}

pub mod std_ {
    pub mod fmt {
        pub mod error {
            use std::error;
            use std::fmt;

            use ::mini_lust::protocol::{
                InputProtocol, Message, OutputProtocol, WireType,
            };
            use ::mini_lust::DecodeError;

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Fmt {}

            impl Message for Fmt {
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

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Error {}

            impl Message for Error {
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

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct MiniLust {}

            impl fmt::Display for MiniLust {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{self:?}")
                }
            }

            impl error::Error for MiniLust {}

            impl Message for MiniLust {
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

            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Std(pub i32);

            impl Std {
                pub const A: Self = Self(0);
            }

            impl fmt::Debug for Std {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match *self {
                        Self::A => f.write_str("A"),
                        Self(unknown) => write!(f, "Std({unknown})"),
                    }
                }
            }

            impl Message for Std {
                const TYPE: WireType = WireType::I32;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    self.0.encode(out);
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    Message::decode(input).map(Self)
                }
            }
        }
    }
}

pub mod struct_annotations {
    use std::convert::Infallible;
    use std::fmt;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Marked {
        pub a: i32,
        pub b: Vec<i32>,
    }

    impl Message for Marked {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    (2, WireType::List) => b = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            Ok(Self { a, b })
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct E(pub i32);

    impl E {
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for E {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "E({unknown})"),
            }
        }
    }

    impl Message for E {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    pub type Number = i32;

    pub trait S: Send + Sync + 'static {
        fn f(
            &self,
            a: i32,
        ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`S`]. Clones share it.
    #[derive(Debug)]
    pub struct SServer<T>(Arc<T>);

    impl<T: S> SServer<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for SServer<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: S> Service<Request> for SServer<T> {
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
                    FArgs::NAME => {
                        let args: FArgs = request.body().decode()?;
                        request.reply(service.f(args.a).await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`S`] through `S`.
    #[derive(Clone, Debug)]
    pub struct SClient<S_>(Client<S_>);

    impl<S_: RpcService + Clone> SClient<S_> {
        pub fn new(service: S_, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn f(&self, a: i32) -> Result<(), CallError<Infallible>> {
            self.0.call(&FArgs { a }).await
        }
    }

    /// The arguments of [`S::f`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FArgs {
        pub a: i32,
    }

    impl Message for FArgs {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    impl Method for FArgs {
        const NAME: &'static str = "f";
    }

    impl Call for FArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod struct_as_key {
    use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Key {
        pub weight: Double,
        pub words: BTreeSet<ByteString>,
        pub prices: BTreeMap<ByteString, Double>,
        pub inner: Option<Inner>,
    }

    impl Message for Key {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.weight);
            out.write_field(2, &self.words);
            out.write_field(3, &self.prices);
            if let Some(inner) = &self.inner {
                out.write_field(4, inner);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut weight = None;
            let mut words = None;
            let mut prices = None;
            let mut inner = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Double) => weight = Some(Message::decode(input)?),
                    (2, WireType::Set) => words = Some(Message::decode(input)?),
                    (3, WireType::Map) => prices = Some(Message::decode(input)?),
                    (4, WireType::Struct) => inner = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let weight = weight.unwrap_or_default();
            let words = words.unwrap_or_default();
            let prices = prices.unwrap_or_default();
            Ok(Self {
                weight,
                words,
                prices,
                inner,
            })
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Inner {
        pub more: Vec<Double>,
    }

    impl Default for Inner {
        fn default() -> Self {
            Self {
                more: Vec::from([Double(1.0)]),
            }
        }
    }

    impl Message for Inner {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.more);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut more = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::List) => more = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let more = more.unwrap_or_else(|| Vec::from([Double(1.0)]));
            Ok(Self { more })
        }
    }

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Uses {
        pub keys: HashSet<Key>,
        pub by_key: HashMap<Key, f64>,
    }

    impl Message for Uses {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.keys);
            out.write_field(2, &self.by_key);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut keys = None;
            let mut by_key = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Set) => keys = Some(Message::decode(input)?),
                    (2, WireType::Map) => by_key = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let keys = keys.unwrap_or_default();
            let by_key = by_key.unwrap_or_default();
            Ok(Self { keys, by_key })
        }
    }

    pub static KEYS: LazyLock<HashSet<Key>> = LazyLock::new(|| HashSet::from([
        Key::default(),
        Key {
            weight: Double(2.0),
            ..Default::default()
        },
    ]));
}

pub mod struct_clashes {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Clashes {
        pub foo_bar: i32,
        pub foo_bar_: i32,
        pub foo_bar__: i32,
    }

    impl Message for Clashes {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.foo_bar);
            out.write_field(2, &self.foo_bar_);
            out.write_field(3, &self.foo_bar__);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut foo_bar = None;
            let mut foo_bar_ = None;
            let mut foo_bar__ = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => foo_bar = Some(Message::decode(input)?),
                    (2, WireType::I32) => foo_bar_ = Some(Message::decode(input)?),
                    (3, WireType::I32) => foo_bar__ = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let foo_bar = foo_bar.unwrap_or_default();
            let foo_bar_ = foo_bar_.unwrap_or_default();
            let foo_bar__ = foo_bar__.unwrap_or_default();
            Ok(Self {
                foo_bar,
                foo_bar_,
                foo_bar__,
            })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FooBar {}

    impl Message for FooBar {
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

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct FooBar_ {}

    impl Message for FooBar_ {
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

    pub const FOO_BAR: i32 = 1;
    pub const FOO_BAR_: i32 = 2;
}

pub mod struct_defaults {
    use std::collections::HashSet;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, PartialEq)]
    pub struct All {
        pub a: bool,
        pub b: i32,
        pub c: f64,
        pub d: ByteString,
        pub e: Vec<i32>,
        pub f: Option<i32>,
        pub g: Option<ByteString>,
        pub h: i32,
        pub i: i32,
        pub j: HashSet<ByteString>,
    }

    impl Default for All {
        fn default() -> Self {
            Self {
                a: true,
                b: 7,
                c: 2.5,
                d: ByteString::from_static("d"),
                e: Vec::from([1]),
                f: Some(0),
                g: Some(ByteString::from_static("g")),
                h: 3,
                i: 0,
                j: HashSet::new(),
            }
        }
    }

    impl Message for All {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            out.write_field(3, &self.c);
            out.write_field(4, &self.d);
            out.write_field(5, &self.e);
            if let Some(f) = &self.f {
                out.write_field(6, f);
            }
            if let Some(g) = &self.g {
                out.write_field(7, g);
            }
            out.write_field(8, &self.h);
            out.write_field(9, &self.i);
            out.write_field(10, &self.j);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            let mut e = None;
            let mut f = None;
            let mut g = None;
            let mut h = None;
            let mut i = None;
            let mut j = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Bool) => a = Some(Message::decode(input)?),
                    (2, WireType::I32) => b = Some(Message::decode(input)?),
                    (3, WireType::Double) => c = Some(Message::decode(input)?),
                    (4, WireType::Binary) => d = Some(Message::decode(input)?),
                    (5, WireType::List) => e = Some(Message::decode(input)?),
                    (6, WireType::I32) => f = Some(Message::decode(input)?),
                    (7, WireType::Binary) => g = Some(Message::decode(input)?),
                    (8, WireType::I32) => h = Some(Message::decode(input)?),
                    (9, WireType::I32) => i = Some(Message::decode(input)?),
                    (10, WireType::Set) => j = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or(true);
            let b = b.unwrap_or(7);
            let c = c.unwrap_or(2.5);
            let d = d.unwrap_or(ByteString::from_static("d"));
            let e = e.unwrap_or_else(|| Vec::from([1]));
            let f = f.or(Some(0));
            let g = g.or(Some(ByteString::from_static("g")));
            let h = h.ok_or_else(|| input.missing("All", "h"))?;
            let i = i.unwrap_or_default();
            let j = j.unwrap_or_default();
            Ok(Self {
                a,
                b,
                c,
                d,
                e,
                f,
                g,
                h,
                i,
                j,
            })
        }
    }
}

pub mod struct_docs {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    /// A struct,
    /// with \[links], \<tags> and `code<T>[0]`.
    ///
    /// indented(code)
    ///
    /// ```text
    /// let fence = 1;
    /// ```
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Documented {
        /// A field.
        pub field: i32,
    }

    impl Message for Documented {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.field);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut field_ = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => field_ = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let field_ = field_.unwrap_or_default();
            Ok(Self { field: field_ })
        }
    }

    /// An enum.
    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct E(pub i32);

    impl E {
        /// A value.
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for E {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "E({unknown})"),
            }
        }
    }

    impl Message for E {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    /// A constant.
    pub const C: i32 = 1;
}

pub mod struct_empty {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Nothing {}

    impl Message for Nothing {
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

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Holds {
        pub nothing: Nothing,
        pub maybe: Option<Nothing>,
        pub must: Nothing,
    }

    impl Message for Holds {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.nothing);
            if let Some(maybe) = &self.maybe {
                out.write_field(2, maybe);
            }
            out.write_field(3, &self.must);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut nothing = None;
            let mut maybe = None;
            let mut must = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => nothing = Some(Message::decode(input)?),
                    (2, WireType::Struct) => maybe = Some(Message::decode(input)?),
                    (3, WireType::Struct) => must = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let nothing = nothing.unwrap_or_default();
            let must = must.ok_or_else(|| input.missing("Holds", "must"))?;
            Ok(Self { nothing, maybe, must })
        }
    }
}

pub mod struct_ids {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Implicit {
        pub a: i32,
        pub b: ByteString,
    }

    impl Message for Implicit {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(-1, &self.a);
            out.write_field(-2, &self.b);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (-1, WireType::I32) => a = Some(Message::decode(input)?),
                    (-2, WireType::Binary) => b = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            Ok(Self { a, b })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Negative {
        pub a: i32,
        pub b: i32,
        pub c: i32,
    }

    impl Message for Negative {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(-1, &self.a);
            out.write_field(-2, &self.b);
            out.write_field(3, &self.c);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (-1, WireType::I32) => a = Some(Message::decode(input)?),
                    (-2, WireType::I32) => b = Some(Message::decode(input)?),
                    (3, WireType::I32) => c = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            let c = c.unwrap_or_default();
            Ok(Self { a, b, c })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Large {
        pub a: i32,
        pub b: i32,
    }

    impl Message for Large {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(32767, &self.a);
            out.write_field(1, &self.b);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (32767, WireType::I32) => a = Some(Message::decode(input)?),
                    (1, WireType::I32) => b = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            Ok(Self { a, b })
        }
    }
}

pub mod struct_key_recursive {
    use std::collections::BTreeMap;

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Tree {
        pub left: Option<Box<Tree>>,
        pub children: Vec<Tree>,
        pub weights: BTreeMap<Tree, Double>,
    }

    impl Message for Tree {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(left) = &self.left {
                out.write_field(1, left);
            }
            out.write_field(2, &self.children);
            out.write_field(3, &self.weights);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut left = None;
            let mut children = None;
            let mut weights = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => left = Some(Message::decode(input)?),
                    (2, WireType::List) => children = Some(Message::decode(input)?),
                    (3, WireType::Map) => weights = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let children = children.unwrap_or_default();
            let weights = weights.unwrap_or_default();
            Ok(Self { left, children, weights })
        }
    }
}

pub mod struct_keywords {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Words {
        pub r#type: i32,
        pub r#fn: i32,
        pub r#match: i32,
        pub r#async: i32,
        pub r#gen: i32,
        pub crate_: i32,
        pub self_: i32,
        pub x: i32,
        pub r#try: i32,
        pub r#dyn: Option<i32>,
        pub r#ref: i32,
    }

    impl Message for Words {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.r#type);
            out.write_field(2, &self.r#fn);
            out.write_field(3, &self.r#match);
            out.write_field(4, &self.r#async);
            out.write_field(5, &self.r#gen);
            out.write_field(6, &self.crate_);
            out.write_field(7, &self.self_);
            out.write_field(8, &self.x);
            out.write_field(9, &self.r#try);
            if let Some(r#dyn) = &self.r#dyn {
                out.write_field(10, r#dyn);
            }
            out.write_field(11, &self.r#ref);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut r#type = None;
            let mut r#fn = None;
            let mut r#match = None;
            let mut r#async = None;
            let mut r#gen = None;
            let mut crate_ = None;
            let mut self_ = None;
            let mut x = None;
            let mut r#try = None;
            let mut r#dyn = None;
            let mut r#ref = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => r#type = Some(Message::decode(input)?),
                    (2, WireType::I32) => r#fn = Some(Message::decode(input)?),
                    (3, WireType::I32) => r#match = Some(Message::decode(input)?),
                    (4, WireType::I32) => r#async = Some(Message::decode(input)?),
                    (5, WireType::I32) => r#gen = Some(Message::decode(input)?),
                    (6, WireType::I32) => crate_ = Some(Message::decode(input)?),
                    (7, WireType::I32) => self_ = Some(Message::decode(input)?),
                    (8, WireType::I32) => x = Some(Message::decode(input)?),
                    (9, WireType::I32) => r#try = Some(Message::decode(input)?),
                    (10, WireType::I32) => r#dyn = Some(Message::decode(input)?),
                    (11, WireType::I32) => r#ref = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let r#type = r#type.unwrap_or_default();
            let r#fn = r#fn.unwrap_or_default();
            let r#match = r#match.unwrap_or_default();
            let r#async = r#async.unwrap_or_default();
            let r#gen = r#gen.unwrap_or_default();
            let crate_ = crate_.unwrap_or_default();
            let self_ = self_.unwrap_or_default();
            let x = x.unwrap_or_default();
            let r#try = r#try.unwrap_or_default();
            let r#ref = r#ref.ok_or_else(|| input.missing("Words", "ref"))?;
            Ok(Self {
                r#type,
                r#fn,
                r#match,
                r#async,
                r#gen,
                crate_,
                self_,
                x,
                r#try,
                r#dyn,
                r#ref,
            })
        }
    }
}

pub mod struct_locals {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Locals {
        pub input: i32,
        pub out: Option<i32>,
        pub field: Option<ByteString>,
        pub id: i32,
        pub ty: i32,
        pub f: i32,
        pub input_: i32,
    }

    impl Default for Locals {
        fn default() -> Self {
            Self {
                input: Default::default(),
                out: None,
                field: Some(ByteString::from_static("f")),
                id: Default::default(),
                ty: Default::default(),
                f: Default::default(),
                input_: Default::default(),
            }
        }
    }

    impl Message for Locals {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.input);
            if let Some(out_) = &self.out {
                out.write_field(2, out_);
            }
            if let Some(field_) = &self.field {
                out.write_field(3, field_);
            }
            out.write_field(4, &self.id);
            out.write_field(5, &self.ty);
            out.write_field(6, &self.f);
            out.write_field(7, &self.input_);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut input_ = None;
            let mut out_ = None;
            let mut field_ = None;
            let mut id = None;
            let mut ty = None;
            let mut f = None;
            let mut input__ = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => input_ = Some(Message::decode(input)?),
                    (2, WireType::I32) => out_ = Some(Message::decode(input)?),
                    (3, WireType::Binary) => field_ = Some(Message::decode(input)?),
                    (4, WireType::I32) => id = Some(Message::decode(input)?),
                    (5, WireType::I32) => ty = Some(Message::decode(input)?),
                    (6, WireType::I32) => f = Some(Message::decode(input)?),
                    (7, WireType::I32) => input__ = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let input_ = input_.unwrap_or_default();
            let field_ = field_.or(Some(ByteString::from_static("f")));
            let id = id.unwrap_or_default();
            let ty = ty.unwrap_or_default();
            let f = f.unwrap_or_default();
            let input__ = input__.unwrap_or_default();
            Ok(Self {
                input: input_,
                out: out_,
                field: field_,
                id,
                ty,
                f,
                input_: input__,
            })
        }
    }
}

pub mod struct_mutual {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Even {
        pub odd: Option<Box<Odd>>,
    }

    impl Message for Even {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(odd) = &self.odd {
                out.write_field(1, odd);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut odd = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => odd = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { odd })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Odd {
        pub even: Option<Box<Even>>,
    }

    impl Message for Odd {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(even) = &self.even {
                out.write_field(1, even);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut even = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => even = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { even })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Whole {
        pub half: Box<Half>,
    }

    impl Message for Whole {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.half);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut half = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => half = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let half = half.ok_or_else(|| input.missing("Whole", "half"))?;
            Ok(Self { half })
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Half {
        pub whole: Option<Box<Whole>>,
    }

    impl Message for Half {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(whole) = &self.whole {
                out.write_field(1, whole);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut whole = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => whole = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { whole })
        }
    }
}

pub mod struct_nested {
    use std::collections::{BTreeMap, HashSet};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct A {
        pub b: B,
    }

    impl Message for A {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.b);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut b = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => b = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let b = b.unwrap_or_default();
            Ok(Self { b })
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct B {
        pub c: C,
        pub more: Option<C>,
    }

    impl Message for B {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.c);
            if let Some(more) = &self.more {
                out.write_field(2, more);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut c = None;
            let mut more = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => c = Some(Message::decode(input)?),
                    (2, WireType::Struct) => more = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let c = c.unwrap_or_default();
            Ok(Self { c, more })
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct C {
        pub deep: Vec<HashSet<BTreeMap<ByteString, Vec<i32>>>>,
    }

    impl Message for C {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.deep);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut deep = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::List) => deep = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let deep = deep.unwrap_or_default();
            Ok(Self { deep })
        }
    }
}

pub mod struct_optional {
    use std::collections::{HashMap, HashSet};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{Bytes, DecodeError};

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct All {
        pub a: Option<bool>,
        pub b: Option<f64>,
        pub c: Option<Bytes>,
        pub d: Option<HashSet<i32>>,
        pub e: Option<HashMap<i32, i32>>,
    }

    impl Message for All {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(a) = &self.a {
                out.write_field(1, a);
            }
            if let Some(b) = &self.b {
                out.write_field(2, b);
            }
            if let Some(c) = &self.c {
                out.write_field(3, c);
            }
            if let Some(d) = &self.d {
                out.write_field(4, d);
            }
            if let Some(e) = &self.e {
                out.write_field(5, e);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            let mut e = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Bool) => a = Some(Message::decode(input)?),
                    (2, WireType::Double) => b = Some(Message::decode(input)?),
                    (3, WireType::Binary) => c = Some(Message::decode(input)?),
                    (4, WireType::Set) => d = Some(Message::decode(input)?),
                    (5, WireType::Map) => e = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { a, b, c, d, e })
        }
    }
}

pub mod struct_recursive {
    use std::collections::HashMap;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Node {
        pub next: Option<Box<Node>>,
        pub value: i32,
    }

    impl Message for Node {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(next) = &self.next {
                out.write_field(1, next);
            }
            out.write_field(2, &self.value);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut next = None;
            let mut value = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => next = Some(Message::decode(input)?),
                    (2, WireType::I32) => value = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let value = value.unwrap_or_default();
            Ok(Self { next, value })
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Plain {
        pub next: Option<Box<Plain>>,
        pub children: Vec<Plain>,
        pub names: HashMap<ByteString, Plain>,
    }

    impl Message for Plain {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(next) = &self.next {
                out.write_field(1, next);
            }
            out.write_field(2, &self.children);
            out.write_field(3, &self.names);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut next = None;
            let mut children = None;
            let mut names = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => next = Some(Message::decode(input)?),
                    (2, WireType::List) => children = Some(Message::decode(input)?),
                    (3, WireType::Map) => names = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let children = children.unwrap_or_default();
            let names = names.unwrap_or_default();
            Ok(Self { next, children, names })
        }
    }
}

pub mod struct_required {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct All {
        pub a: bool,
        pub b: f64,
        pub c: ByteString,
        pub d: Vec<i32>,
        pub e: [u8; 16],
    }

    impl Message for All {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            out.write_field(3, &self.c);
            out.write_field(4, &self.d);
            out.write_field(5, &self.e);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            let mut e = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Bool) => a = Some(Message::decode(input)?),
                    (2, WireType::Double) => b = Some(Message::decode(input)?),
                    (3, WireType::Binary) => c = Some(Message::decode(input)?),
                    (4, WireType::List) => d = Some(Message::decode(input)?),
                    (5, WireType::Uuid) => e = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.ok_or_else(|| input.missing("All", "a"))?;
            let b = b.ok_or_else(|| input.missing("All", "b"))?;
            let c = c.ok_or_else(|| input.missing("All", "c"))?;
            let d = d.ok_or_else(|| input.missing("All", "d"))?;
            let e = e.ok_or_else(|| input.missing("All", "e"))?;
            Ok(Self { a, b, c, d, e })
        }
    }
}

pub mod struct_scalars {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, Bytes, DecodeError};

    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct All {
        pub a: bool,
        pub b: i8,
        pub c: i8,
        pub d: i16,
        pub e: i32,
        pub f: i64,
        pub g: f64,
        pub h: ByteString,
        pub i: Bytes,
        pub j: [u8; 16],
    }

    impl Message for All {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            out.write_field(3, &self.c);
            out.write_field(4, &self.d);
            out.write_field(5, &self.e);
            out.write_field(6, &self.f);
            out.write_field(7, &self.g);
            out.write_field(8, &self.h);
            out.write_field(9, &self.i);
            out.write_field(10, &self.j);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            let mut e = None;
            let mut f = None;
            let mut g = None;
            let mut h = None;
            let mut i = None;
            let mut j = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Bool) => a = Some(Message::decode(input)?),
                    (2, WireType::I8) => b = Some(Message::decode(input)?),
                    (3, WireType::I8) => c = Some(Message::decode(input)?),
                    (4, WireType::I16) => d = Some(Message::decode(input)?),
                    (5, WireType::I32) => e = Some(Message::decode(input)?),
                    (6, WireType::I64) => f = Some(Message::decode(input)?),
                    (7, WireType::Double) => g = Some(Message::decode(input)?),
                    (8, WireType::Binary) => h = Some(Message::decode(input)?),
                    (9, WireType::Binary) => i = Some(Message::decode(input)?),
                    (10, WireType::Uuid) => j = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            let c = c.unwrap_or_default();
            let d = d.unwrap_or_default();
            let e = e.unwrap_or_default();
            let f = f.unwrap_or_default();
            let g = g.unwrap_or_default();
            let h = h.unwrap_or_default();
            let i = i.unwrap_or_default();
            let j = j.unwrap_or_default();
            Ok(Self {
                a,
                b,
                c,
                d,
                e,
                f,
                g,
                h,
                i,
                j,
            })
        }
    }
}

pub mod struct_separators {
    use std::convert::Infallible;
    use std::future::Future;
    use std::sync::Arc;
    use std::task::{Context, Poll};

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{
        BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol,
        Request, Response, RpcService, Service,
    };

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Loose {
        pub a: i32,
        pub b: i32,
        pub c: i32,
        pub d: i32,
    }

    impl Message for Loose {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_field(2, &self.b);
            out.write_field(3, &self.c);
            out.write_field(4, &self.d);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            let mut b = None;
            let mut c = None;
            let mut d = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    (2, WireType::I32) => b = Some(Message::decode(input)?),
                    (3, WireType::I32) => c = Some(Message::decode(input)?),
                    (4, WireType::I32) => d = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            let b = b.unwrap_or_default();
            let c = c.unwrap_or_default();
            let d = d.unwrap_or_default();
            Ok(Self { a, b, c, d })
        }
    }

    pub trait Loose2: Send + Sync + 'static {
        fn a(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn b(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

        fn c(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
    }

    /// Answers calls with a [`Loose2`]. Clones share it.
    #[derive(Debug)]
    pub struct Loose2Server<T>(Arc<T>);

    impl<T: Loose2> Loose2Server<T> {
        pub fn new(service: T) -> Self {
            Self::from_arc(Arc::new(service))
        }

        /// Answers calls with a service that the rest of the program shares.
        pub fn from_arc(service: Arc<T>) -> Self {
            Self(service)
        }
    }

    impl<T> Clone for Loose2Server<T> {
        fn clone(&self) -> Self {
            Self(Arc::clone(&self.0))
        }
    }

    impl<T: Loose2> Service<Request> for Loose2Server<T> {
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
                    AArgs::NAME => {
                        let AArgs {} = request.body().decode()?;
                        request.reply(service.a().await)
                    }
                    BArgs::NAME => {
                        let BArgs {} = request.body().decode()?;
                        request.reply(service.b().await)
                    }
                    CArgs::NAME => {
                        let CArgs {} = request.body().decode()?;
                        request.reply(service.c().await)
                    }
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    /// Calls a [`Loose2`] through `S`.
    #[derive(Clone, Debug)]
    pub struct Loose2Client<S>(Client<S>);

    impl<S: RpcService + Clone> Loose2Client<S> {
        pub fn new(service: S, protocol: Protocol) -> Self {
            Self(Client::new(service, protocol))
        }

        pub async fn a(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&AArgs {}).await
        }

        pub async fn b(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&BArgs {}).await
        }

        pub async fn c(&self) -> Result<(), CallError<Infallible>> {
            self.0.call(&CArgs {}).await
        }
    }

    /// The arguments of [`Loose2::a`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct AArgs {}

    impl Message for AArgs {
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

    impl Method for AArgs {
        const NAME: &'static str = "a";
    }

    impl Call for AArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Loose2::b`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct BArgs {}

    impl Message for BArgs {
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

    impl Method for BArgs {
        const NAME: &'static str = "b";
    }

    impl Call for BArgs {
        type Reply = ();
        type Exception = Infallible;
    }

    /// The arguments of [`Loose2::c`].
    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct CArgs {}

    impl Message for CArgs {
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

    impl Method for CArgs {
        const NAME: &'static str = "c";
    }

    impl Call for CArgs {
        type Reply = ();
        type Exception = Infallible;
    }
}

pub mod struct_unknown {
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct StructUnknown {
        pub unknown_fields_: i32,
        pub field: Option<Box<StructUnknown>>,
        /// Fields that only a newer version of the IDL knows. They are written again as
        /// they came.
        pub unknown_fields: Vec<UnknownField>,
    }

    impl Message for StructUnknown {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.unknown_fields_);
            if let Some(field_) = &self.field {
                out.write_field(2, field_);
            }
            for field in &self.unknown_fields {
                field.encode(out);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut unknown_fields_ = None;
            let mut field_ = None;
            let mut unknown_fields = Vec::new();
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => unknown_fields_ = Some(Message::decode(input)?),
                    (2, WireType::Struct) => field_ = Some(Message::decode(input)?),
                    _ => UnknownField::decode_into(&mut unknown_fields, field, input)?,
                }
            }
            input.read_struct_end();
            let unknown_fields_ = unknown_fields_
                .ok_or_else(|| input.missing("StructUnknown", "unknown_fields"))?;
            Ok(Self {
                unknown_fields_,
                field: field_,
                unknown_fields,
            })
        }
    }

    pub static STRUCT_UNKNOWN: LazyLock<StructUnknown> = LazyLock::new(|| StructUnknown {
        unknown_fields_: 1,
        ..Default::default()
    });
}

pub mod typedef_containers {
    use std::collections::{HashMap, HashSet};
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    pub type Ids = Vec<Id>;

    pub type Id = i64;

    pub type Groups = HashMap<ByteString, Ids>;

    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct All {
        pub groups: Groups,
        pub ids: HashSet<Id>,
        pub list: Ids,
    }

    impl Default for All {
        fn default() -> Self {
            Self {
                groups: Default::default(),
                ids: Default::default(),
                list: Vec::from([1, 2]),
            }
        }
    }

    impl Message for All {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.groups);
            out.write_field(2, &self.ids);
            out.write_field(3, &self.list);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut groups = None;
            let mut ids = None;
            let mut list = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Map) => groups = Some(Message::decode(input)?),
                    (2, WireType::Set) => ids = Some(Message::decode(input)?),
                    (3, WireType::List) => list = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let groups = groups.unwrap_or_default();
            let ids = ids.unwrap_or_default();
            let list = list.unwrap_or_else(|| Vec::from([1, 2]));
            Ok(Self { groups, ids, list })
        }
    }

    pub static GROUPS: LazyLock<Groups> = LazyLock::new(|| HashMap::from([
        (ByteString::from_static("a"), Vec::from([1])),
    ]));
}

pub mod typedef_in_keys {
    use std::collections::HashSet;
    use std::sync::LazyLock;

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, WireType,
    };
    use ::mini_lust::DecodeError;

    pub type Weight = Double;

    pub type Weights = Vec<Weight>;

    #[derive(Clone, Debug, PartialEq)]
    pub struct Scale {
        pub keys: HashSet<Weights>,
        pub plain: Weights,
        pub alone: f64,
    }

    impl Default for Scale {
        fn default() -> Self {
            Self {
                keys: Default::default(),
                plain: Vec::from([Double(1.0)]),
                alone: Default::default(),
            }
        }
    }

    impl Message for Scale {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.keys);
            out.write_field(2, &self.plain);
            out.write_field(3, &self.alone);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut keys = None;
            let mut plain = None;
            let mut alone = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Set) => keys = Some(Message::decode(input)?),
                    (2, WireType::List) => plain = Some(Message::decode(input)?),
                    (3, WireType::Double) => alone = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let keys = keys.unwrap_or_default();
            let plain = plain.unwrap_or_else(|| Vec::from([Double(1.0)]));
            let alone = alone.unwrap_or_default();
            Ok(Self { keys, plain, alone })
        }
    }

    pub const W: Weight = Double(2.0);
    pub const D: f64 = W.0;

    pub static L: LazyLock<Vec<f64>> = LazyLock::new(|| {
        ALL.iter().map(|element| element.0).collect()
    });

    pub static ALL: LazyLock<Weights> = LazyLock::new(|| Vec::from([W, Double(3.0)]));
}

pub mod typedef_of_struct {
    use std::fmt;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    pub type Alias = Real;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Real {
        pub next: Option<Box<Alias>>,
        pub more: Vec<Alias>,
    }

    impl Message for Real {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(next) = &self.next {
                out.write_field(1, next);
            }
            out.write_field(2, &self.more);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut next = None;
            let mut more = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => next = Some(Message::decode(input)?),
                    (2, WireType::List) => more = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let more = more.unwrap_or_default();
            Ok(Self { next, more })
        }
    }

    pub type Sort = Kind;

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Kind(pub i32);

    impl Kind {
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for Kind {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "Kind({unknown})"),
            }
        }
    }

    impl Message for Kind {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Uses {
        pub real: Alias,
        pub kind: Sort,
    }

    impl Message for Uses {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.real);
            out.write_field(2, &self.kind);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut real = None;
            let mut kind = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => real = Some(Message::decode(input)?),
                    (2, WireType::I32) => kind = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let real = real.unwrap_or_default();
            let kind = kind.unwrap_or_default();
            Ok(Self { real, kind })
        }
    }
}

pub mod typedef_simple {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    pub type Id = i64;

    pub type UserId = Id;

    pub type Text = ByteString;

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct User {
        pub id: UserId,
        pub name: Text,
    }

    impl Default for User {
        fn default() -> Self {
            Self {
                id: 7,
                name: Default::default(),
            }
        }
    }

    impl Message for User {
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
            let id = id.unwrap_or(7);
            let name = name.unwrap_or_default();
            Ok(Self { id, name })
        }
    }

    pub const FIRST: Id = 1;
}

pub mod union_all {
    use std::collections::{HashMap, HashSet};
    use std::fmt;

    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::{ByteString, Bytes, DecodeError};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct S {
        pub a: i32,
    }

    impl Message for S {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.a);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut a = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::I32) => a = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let a = a.unwrap_or_default();
            Ok(Self { a })
        }
    }

    #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct E(pub i32);

    impl E {
        pub const A: Self = Self(0);
    }

    impl fmt::Debug for E {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {
                Self::A => f.write_str("A"),
                Self(unknown) => write!(f, "E({unknown})"),
            }
        }
    }

    impl Message for E {
        const TYPE: WireType = WireType::I32;

        fn encode(&self, out: &mut impl OutputProtocol) {
            self.0.encode(out);
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            Message::decode(input).map(Self)
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub enum Any {
        A(bool),
        B(i8),
        C(f64),
        D(Bytes),
        E([u8; 16]),
        F(Vec<S>),
        G(HashSet<E>),
        H(HashMap<ByteString, S>),
        I(S),
        J(E),
        K(i32),
        L(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Any {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::A(a) => out.write_field(1, a),
                Self::B(b) => out.write_field(2, b),
                Self::C(c) => out.write_field(3, c),
                Self::D(d) => out.write_field(4, d),
                Self::E(e) => out.write_field(5, e),
                Self::F(f) => out.write_field(6, f),
                Self::G(g) => out.write_field(7, g),
                Self::H(h) => out.write_field(8, h),
                Self::I(i) => out.write_field(9, i),
                Self::J(j) => out.write_field(10, j),
                Self::K(k) => out.write_field(11, k),
                Self::L(l) => out.write_field(12, l),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut any = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if any.is_some() {
                    return Err(input.not_one_field("Any"));
                }
                any = match (field.id, field.ty) {
                    (1, WireType::Bool) => Some(Self::A(Message::decode(input)?)),
                    (2, WireType::I8) => Some(Self::B(Message::decode(input)?)),
                    (3, WireType::Double) => Some(Self::C(Message::decode(input)?)),
                    (4, WireType::Binary) => Some(Self::D(Message::decode(input)?)),
                    (5, WireType::Uuid) => Some(Self::E(Message::decode(input)?)),
                    (6, WireType::List) => Some(Self::F(Message::decode(input)?)),
                    (7, WireType::Set) => Some(Self::G(Message::decode(input)?)),
                    (8, WireType::Map) => Some(Self::H(Message::decode(input)?)),
                    (9, WireType::Struct) => Some(Self::I(Message::decode(input)?)),
                    (10, WireType::I32) => Some(Self::J(Message::decode(input)?)),
                    (11, WireType::I32) => Some(Self::K(Message::decode(input)?)),
                    (12, WireType::I32) => Some(Self::L(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            any.ok_or_else(|| input.not_one_field("Any"))
        }
    }
}

pub mod union_as_key {
    use std::collections::{HashMap, HashSet};

    use ::mini_lust::protocol::{
        Double, InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Choice {
        Weight(Double),
        Choices(Vec<Choice>),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Choice {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Weight(weight) => out.write_field(1, weight),
                Self::Choices(choices) => out.write_field(2, choices),
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
                    (1, WireType::Double) => Some(Self::Weight(Message::decode(input)?)),
                    (2, WireType::List) => Some(Self::Choices(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            choice.ok_or_else(|| input.not_one_field("Choice"))
        }
    }

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Uses {
        pub choices: HashSet<Choice>,
        pub table: HashMap<Choice, Choice>,
    }

    impl Message for Uses {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.choices);
            out.write_field(2, &self.table);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut choices = None;
            let mut table = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Set) => choices = Some(Message::decode(input)?),
                    (2, WireType::Map) => table = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let choices = choices.unwrap_or_default();
            let table = table.unwrap_or_default();
            Ok(Self { choices, table })
        }
    }
}

pub mod union_names {
    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Names {
        Unknown_(i32),
        Self_(i32),
        Self__(i32),
        None(i32),
        Input(i32),
        Out(i32),
        Field(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Names {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Unknown_(unknown) => out.write_field(1, unknown),
                Self::Self_(self_) => out.write_field(2, self_),
                Self::Self__(self_) => out.write_field(3, self_),
                Self::None(none) => out.write_field(4, none),
                Self::Input(input_) => out.write_field(5, input_),
                Self::Out(out_) => out.write_field(6, out_),
                Self::Field(field_) => out.write_field(7, field_),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut names = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if names.is_some() {
                    return Err(input.not_one_field("Names"));
                }
                names = match (field.id, field.ty) {
                    (1, WireType::I32) => Some(Self::Unknown_(Message::decode(input)?)),
                    (2, WireType::I32) => Some(Self::Self_(Message::decode(input)?)),
                    (3, WireType::I32) => Some(Self::Self__(Message::decode(input)?)),
                    (4, WireType::I32) => Some(Self::None(Message::decode(input)?)),
                    (5, WireType::I32) => Some(Self::Input(Message::decode(input)?)),
                    (6, WireType::I32) => Some(Self::Out(Message::decode(input)?)),
                    (7, WireType::I32) => Some(Self::Field(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            names.ok_or_else(|| input.not_one_field("Names"))
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Input {
        Some(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Input {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Some(some) => out.write_field(1, some),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut input_ = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if input_.is_some() {
                    return Err(input.not_one_field("Input"));
                }
                input_ = match (field.id, field.ty) {
                    (1, WireType::I32) => Some(Self::Some(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            input_.ok_or_else(|| input.not_one_field("Input"))
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Field {
        Id(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Field {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Id(id) => out.write_field(1, id),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut field_ = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if field_.is_some() {
                    return Err(input.not_one_field("Field"));
                }
                field_ = match (field.id, field.ty) {
                    (1, WireType::I32) => Some(Self::Id(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            field_.ok_or_else(|| input.not_one_field("Field"))
        }
    }
}

pub mod union_plain {
    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Contact {
        Email(ByteString),
        Phone(i64),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Contact {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Email(email) => out.write_field(1, email),
                Self::Phone(phone) => out.write_field(2, phone),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut contact = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if contact.is_some() {
                    return Err(input.not_one_field("Contact"));
                }
                contact = match (field.id, field.ty) {
                    (1, WireType::Binary) => Some(Self::Email(Message::decode(input)?)),
                    (2, WireType::I64) => Some(Self::Phone(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            contact.ok_or_else(|| input.not_one_field("Contact"))
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Empty {
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Empty {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut empty = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if empty.is_some() {
                    return Err(input.not_one_field("Empty"));
                }
                empty = match (field.id, field.ty) {
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            empty.ok_or_else(|| input.not_one_field("Empty"))
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum One {
        One(i32),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for One {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::One(one) => out.write_field(1, one),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut one = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if one.is_some() {
                    return Err(input.not_one_field("One"));
                }
                one = match (field.id, field.ty) {
                    (1, WireType::I32) => Some(Self::One(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            one.ok_or_else(|| input.not_one_field("One"))
        }
    }
}

pub mod union_recursive {
    use ::mini_lust::protocol::{
        InputProtocol, Message, OutputProtocol, UnknownField, WireType,
    };
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Expression {
        Number(i64),
        Sum(Box<Sum>),
        Negated(Box<Expression>),
        Product(Vec<Expression>),
        /// A field that only a newer version of the IDL knows. It is written again as it came.
        Unknown(UnknownField),
    }

    impl Message for Expression {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            match self {
                Self::Number(number) => out.write_field(1, number),
                Self::Sum(sum) => out.write_field(2, sum),
                Self::Negated(negated) => out.write_field(3, negated),
                Self::Product(product) => out.write_field(4, product),
                Self::Unknown(field) => field.encode(out),
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut expression = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                if expression.is_some() {
                    return Err(input.not_one_field("Expression"));
                }
                expression = match (field.id, field.ty) {
                    (1, WireType::I64) => Some(Self::Number(Message::decode(input)?)),
                    (2, WireType::Struct) => Some(Self::Sum(Message::decode(input)?)),
                    (3, WireType::Struct) => Some(Self::Negated(Message::decode(input)?)),
                    (4, WireType::List) => Some(Self::Product(Message::decode(input)?)),
                    _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
                };
            }
            input.read_struct_end();
            expression.ok_or_else(|| input.not_one_field("Expression"))
        }
    }

    #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Sum {
        pub left: Box<Expression>,
        pub right: Box<Expression>,
    }

    impl Message for Sum {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            out.write_field(1, &self.left);
            out.write_field(2, &self.right);
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut left = None;
            let mut right = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Struct) => left = Some(Message::decode(input)?),
                    (2, WireType::Struct) => right = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let left = left.ok_or_else(|| input.missing("Sum", "left"))?;
            let right = right.ok_or_else(|| input.missing("Sum", "right"))?;
            Ok(Self { left, right })
        }
    }
}
