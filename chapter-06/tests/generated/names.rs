// tests/generated/names.thrift, as Rust.

use std::error;
use std::fmt;
use std::sync::LazyLock;

use ::mini_lust::protocol::{FieldHeader, UnknownField};
use ::mini_lust::Method as _;

/// Words of the language, as fields.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Keywords {
    pub r#type: i32,
    pub r#fn: i32,
    pub r#match: i32,
    pub r#async: i32,
    pub r#gen: i32,
    pub crate_: i32,
    pub super_: i32,
    pub self_: i32,
    pub x: i32,
    pub x_: i32,
    pub r#dyn: ::std::option::Option<i32>,
    pub r#move: ::std::option::Option<::mini_lust::ByteString>,
    pub r#ref: i32,
}

impl ::std::default::Default for Keywords {
    fn default() -> Self {
        Self {
            r#type: ::std::default::Default::default(),
            r#fn: ::std::default::Default::default(),
            r#match: ::std::default::Default::default(),
            r#async: ::std::default::Default::default(),
            r#gen: ::std::default::Default::default(),
            crate_: ::std::default::Default::default(),
            super_: ::std::default::Default::default(),
            self_: ::std::default::Default::default(),
            x: ::std::default::Default::default(),
            x_: ::std::default::Default::default(),
            r#dyn: ::std::option::Option::None,
            r#move: ::std::option::Option::Some(
                ::mini_lust::ByteString::from_static("moved"),
            ),
            r#ref: ::std::default::Default::default(),
        }
    }
}

impl ::mini_lust::protocol::Message for Keywords {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.r#type);
        out.write_field(2, &self.r#fn);
        out.write_field(3, &self.r#match);
        out.write_field(4, &self.r#async);
        out.write_field(5, &self.r#gen);
        out.write_field(6, &self.crate_);
        out.write_field(7, &self.super_);
        out.write_field(8, &self.self_);
        out.write_field(9, &self.x);
        out.write_field(10, &self.x_);
        if let ::std::option::Option::Some(r#dyn) = &self.r#dyn {
            out.write_field(11, r#dyn);
        }
        if let ::std::option::Option::Some(r#move) = &self.r#move {
            out.write_field(12, r#move);
        }
        out.write_field(13, &self.r#ref);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut r#type = ::std::option::Option::None;
        let mut r#fn = ::std::option::Option::None;
        let mut r#match = ::std::option::Option::None;
        let mut r#async = ::std::option::Option::None;
        let mut r#gen = ::std::option::Option::None;
        let mut crate_ = ::std::option::Option::None;
        let mut super_ = ::std::option::Option::None;
        let mut self_ = ::std::option::Option::None;
        let mut x = ::std::option::Option::None;
        let mut x_ = ::std::option::Option::None;
        let mut r#dyn = ::std::option::Option::None;
        let mut r#move = ::std::option::Option::None;
        let mut r#ref = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    r#type = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    r#fn = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    r#match = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (4, ::mini_lust::protocol::WireType::I32) => {
                    r#async = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (5, ::mini_lust::protocol::WireType::I32) => {
                    r#gen = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (6, ::mini_lust::protocol::WireType::I32) => {
                    crate_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (7, ::mini_lust::protocol::WireType::I32) => {
                    super_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (8, ::mini_lust::protocol::WireType::I32) => {
                    self_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (9, ::mini_lust::protocol::WireType::I32) => {
                    x = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (10, ::mini_lust::protocol::WireType::I32) => {
                    x_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (11, ::mini_lust::protocol::WireType::I32) => {
                    r#dyn = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (12, ::mini_lust::protocol::WireType::Binary) => {
                    r#move = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (13, ::mini_lust::protocol::WireType::I32) => {
                    r#ref = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
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
        let super_ = super_.unwrap_or_default();
        let self_ = self_.unwrap_or_default();
        let x = x.unwrap_or_default();
        let x_ = x_.unwrap_or_default();
        let r#move = r#move
            .or(
                ::std::option::Option::Some(
                    ::mini_lust::ByteString::from_static("moved"),
                ),
            );
        let r#ref = r#ref.ok_or_else(|| input.missing("Keywords", "ref"))?;
        ::std::result::Result::Ok(Self {
            r#type,
            r#fn,
            r#match,
            r#async,
            r#gen,
            crate_,
            super_,
            self_,
            x,
            x_,
            r#dyn,
            r#move,
            r#ref,
        })
    }
}

/// Names of variables that are generated too, as fields.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Locals {
    pub input: i32,
    pub out: ::std::option::Option<i32>,
    pub field: ::std::option::Option<::mini_lust::ByteString>,
    pub id: i32,
    pub ty: i32,
    pub f: i32,
    pub request: ::std::option::Option<i32>,
    pub service: i32,
    pub args: i32,
    pub unknown: i32,
    pub exception: i32,
    pub input_: i32,
}

impl ::std::default::Default for Locals {
    fn default() -> Self {
        Self {
            input: ::std::default::Default::default(),
            out: ::std::option::Option::None,
            field: ::std::option::Option::Some(
                ::mini_lust::ByteString::from_static("f"),
            ),
            id: ::std::default::Default::default(),
            ty: ::std::default::Default::default(),
            f: ::std::default::Default::default(),
            request: ::std::option::Option::None,
            service: ::std::default::Default::default(),
            args: ::std::default::Default::default(),
            unknown: ::std::default::Default::default(),
            exception: ::std::default::Default::default(),
            input_: ::std::default::Default::default(),
        }
    }
}

impl ::mini_lust::protocol::Message for Locals {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.input);
        if let ::std::option::Option::Some(out_) = &self.out {
            out.write_field(2, out_);
        }
        if let ::std::option::Option::Some(field_) = &self.field {
            out.write_field(3, field_);
        }
        out.write_field(4, &self.id);
        out.write_field(5, &self.ty);
        out.write_field(6, &self.f);
        if let ::std::option::Option::Some(request) = &self.request {
            out.write_field(7, request);
        }
        out.write_field(8, &self.service);
        out.write_field(9, &self.args);
        out.write_field(10, &self.unknown);
        out.write_field(11, &self.exception);
        out.write_field(12, &self.input_);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut input_ = ::std::option::Option::None;
        let mut out_ = ::std::option::Option::None;
        let mut field_ = ::std::option::Option::None;
        let mut id = ::std::option::Option::None;
        let mut ty = ::std::option::Option::None;
        let mut f = ::std::option::Option::None;
        let mut request = ::std::option::Option::None;
        let mut service = ::std::option::Option::None;
        let mut args = ::std::option::Option::None;
        let mut unknown = ::std::option::Option::None;
        let mut exception = ::std::option::Option::None;
        let mut input__ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    input_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    out_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (3, ::mini_lust::protocol::WireType::Binary) => {
                    field_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (4, ::mini_lust::protocol::WireType::I32) => {
                    id = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (5, ::mini_lust::protocol::WireType::I32) => {
                    ty = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (6, ::mini_lust::protocol::WireType::I32) => {
                    f = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (7, ::mini_lust::protocol::WireType::I32) => {
                    request = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (8, ::mini_lust::protocol::WireType::I32) => {
                    service = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (9, ::mini_lust::protocol::WireType::I32) => {
                    args = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (10, ::mini_lust::protocol::WireType::I32) => {
                    unknown = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (11, ::mini_lust::protocol::WireType::I32) => {
                    exception = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (12, ::mini_lust::protocol::WireType::I32) => {
                    input__ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let input_ = input_.unwrap_or_default();
        let field_ = field_
            .or(::std::option::Option::Some(::mini_lust::ByteString::from_static("f")));
        let id = id.unwrap_or_default();
        let ty = ty.unwrap_or_default();
        let f = f.ok_or_else(|| input.missing("Locals", "f"))?;
        let service = service.unwrap_or_default();
        let args = args.unwrap_or_default();
        let unknown = unknown.unwrap_or_default();
        let exception = exception.unwrap_or_default();
        let input__ = input__.unwrap_or_default();
        ::std::result::Result::Ok(Self {
            input: input_,
            out: out_,
            field: field_,
            id,
            ty,
            f,
            request,
            service,
            args,
            unknown,
            exception,
            input_: input__,
        })
    }
}

/// One name in Rust, several in the file.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Clashes {
    pub foo_bar: i32,
    pub foo_bar_: i32,
    pub foo_bar__: i32,
    pub foo_bar___: i32,
}

impl ::mini_lust::protocol::Message for Clashes {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.foo_bar);
        out.write_field(2, &self.foo_bar_);
        out.write_field(3, &self.foo_bar__);
        out.write_field(4, &self.foo_bar___);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut foo_bar = ::std::option::Option::None;
        let mut foo_bar_ = ::std::option::Option::None;
        let mut foo_bar__ = ::std::option::Option::None;
        let mut foo_bar___ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    foo_bar = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    foo_bar_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    foo_bar__ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (4, ::mini_lust::protocol::WireType::I32) => {
                    foo_bar___ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let foo_bar = foo_bar.unwrap_or_default();
        let foo_bar_ = foo_bar_.unwrap_or_default();
        let foo_bar__ = foo_bar__.unwrap_or_default();
        let foo_bar___ = foo_bar___.unwrap_or_default();
        ::std::result::Result::Ok(Self {
            foo_bar,
            foo_bar_,
            foo_bar__,
            foo_bar___,
        })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FooBar {}

impl ::mini_lust::protocol::Message for FooBar {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FooBar_ {}

impl ::mini_lust::protocol::Message for FooBar_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Variants {
    Unknown_(i32),
    Self_(i32),
    Self__(i32),
    FooBar(FooBar),
    FooBar_(FooBar_),
    None(i32),
    Input(i32),
    Out(i32),
    Field(i32),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl ::mini_lust::protocol::Message for Variants {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Unknown_(unknown) => out.write_field(1, unknown),
            Self::Self_(self_) => out.write_field(2, self_),
            Self::Self__(self_) => out.write_field(3, self_),
            Self::FooBar(foo_bar) => out.write_field(4, foo_bar),
            Self::FooBar_(foo_bar) => out.write_field(5, foo_bar),
            Self::None(none) => out.write_field(6, none),
            Self::Input(input_) => out.write_field(7, input_),
            Self::Out(out_) => out.write_field(8, out_),
            Self::Field(field_) => out.write_field(9, field_),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut variants = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            if variants.is_some() {
                return ::std::result::Result::Err(input.not_one_field("Variants"));
            }
            variants = match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Unknown_(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Self_(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Self__(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (4, ::mini_lust::protocol::WireType::Struct) => {
                    ::std::option::Option::Some(
                        Self::FooBar(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (5, ::mini_lust::protocol::WireType::Struct) => {
                    ::std::option::Option::Some(
                        Self::FooBar_(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (6, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::None(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (7, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Input(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (8, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Out(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (9, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Field(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                _ => {
                    ::std::option::Option::Some(
                        Self::Unknown(UnknownField::decode(field, input)?),
                    )
                }
            };
        }
        input.read_struct_end();
        variants.ok_or_else(|| input.not_one_field("Variants"))
    }
}

/// Its variable would be called as a parameter is.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Input {
    Some(i32),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl ::mini_lust::protocol::Message for Input {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Some(some) => out.write_field(1, some),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut input_ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            if input_.is_some() {
                return ::std::result::Result::Err(input.not_one_field("Input"));
            }
            input_ = match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Some(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                _ => {
                    ::std::option::Option::Some(
                        Self::Unknown(UnknownField::decode(field, input)?),
                    )
                }
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

impl ::mini_lust::protocol::Message for Field {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Id(id) => out.write_field(1, id),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut field_ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            if field_.is_some() {
                return ::std::result::Result::Err(input.not_one_field("Field"));
            }
            field_ = match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Id(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                _ => {
                    ::std::option::Option::Some(
                        Self::Unknown(UnknownField::decode(field, input)?),
                    )
                }
            };
        }
        input.read_struct_end();
        field_.ok_or_else(|| input.not_one_field("Field"))
    }
}

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

impl ::mini_lust::protocol::Message for Self_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::I32;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        ::mini_lust::protocol::Message::decode(input).map(Self)
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

impl ::mini_lust::protocol::Message for Type {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::I32;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        ::mini_lust::protocol::Message::decode(input).map(Self)
    }
}

pub const TYPE: i32 = 1;

pub const SELF: i32 = 2;

pub const LAZY_LOCK: i32 = 3;

pub const S: i32 = 4;

pub type Crate = Self_;

pub type Super = ::std::vec::Vec<Crate>;

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Option {
    pub option: ::std::option::Option<::std::boxed::Box<Option>>,
}

impl ::mini_lust::protocol::Message for Option {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(option) = &self.option {
            out.write_field(1, option);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut option = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    option = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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

impl ::mini_lust::protocol::Message for Result {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.result);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut result = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    result = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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
    pub string: ::mini_lust::ByteString,
}

impl ::mini_lust::protocol::Message for String {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.string);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut string = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Binary) => {
                    string = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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

impl ::mini_lust::protocol::Message for Vec {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.vec);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut vec = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::List) => {
                    vec = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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

impl ::mini_lust::protocol::Message for Box {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(r#box) = &self.r#box {
            out.write_field(1, r#box);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut r#box = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    r#box = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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

impl ::mini_lust::protocol::Message for Default {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.default);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut default = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    default = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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

impl ::mini_lust::protocol::Message for Some {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::None(none) => out.write_field(1, none),
            Self::Some(some) => out.write_field(2, some),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut some = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            if some.is_some() {
                return ::std::result::Result::Err(input.not_one_field("Some"));
            }
            some = match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    ::std::option::Option::Some(
                        Self::None(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (2, ::mini_lust::protocol::WireType::Struct) => {
                    ::std::option::Option::Some(
                        Self::Some(::mini_lust::protocol::Message::decode(input)?),
                    )
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

impl ::mini_lust::protocol::Message for None {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
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

impl ::mini_lust::protocol::Message for Ok {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
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

impl ::mini_lust::protocol::Message for Err {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(err) = &self.err {
            out.write_field(1, err);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut err = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    err = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
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
    pub const SYNC: Self = Self(1);
}

impl fmt::Debug for Send {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SEND => f.write_str("SEND"),
            Self::SYNC => f.write_str("SYNC"),
            Self(unknown) => write!(f, "Send({unknown})"),
        }
    }
}

impl ::mini_lust::protocol::Message for Send {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::I32;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        ::mini_lust::protocol::Message::decode(input).map(Self)
    }
}

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Sync(pub i32);

impl Sync {
    pub const SEND: Self = Self(0);
    pub const SYNC: Self = Self(1);
}

impl fmt::Debug for Sync {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::SEND => f.write_str("SEND"),
            Self::SYNC => f.write_str("SYNC"),
            Self(unknown) => write!(f, "Sync({unknown})"),
        }
    }
}

impl ::mini_lust::protocol::Message for Sync {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::I32;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        ::mini_lust::protocol::Message::decode(input).map(Self)
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Clone {
    pub copy: ::std::option::Option<::std::boxed::Box<Copy>>,
}

impl ::mini_lust::protocol::Message for Clone {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(copy) = &self.copy {
            out.write_field(1, copy);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut copy = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    copy = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { copy })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Copy {
    pub clone: ::std::option::Option<::std::boxed::Box<Clone>>,
}

impl ::mini_lust::protocol::Message for Copy {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(clone) = &self.clone {
            out.write_field(1, clone);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut clone = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    clone = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { clone })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct From {
    pub into: f64,
}

impl ::mini_lust::protocol::Message for From {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.into);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut into = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Double) => {
                    into = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let into = into.unwrap_or_default();
        ::std::result::Result::Ok(Self { into })
    }
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Into {
    pub from: ::std::collections::HashSet<::mini_lust::protocol::Double>,
}

impl ::mini_lust::protocol::Message for Into {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.from);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut from = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Set) => {
                    from = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let from = from.unwrap_or_default();
        ::std::result::Result::Ok(Self { from })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Debug {}

impl ::mini_lust::protocol::Message for Debug {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
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

impl ::mini_lust::protocol::Message for Eq {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PartialEq {}

impl ::mini_lust::protocol::Message for PartialEq {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
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

impl ::mini_lust::protocol::Message for Hash {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
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

impl ::mini_lust::protocol::Message for Ord {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PartialOrd {}

impl ::mini_lust::protocol::Message for PartialOrd {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Iterator {}

impl ::mini_lust::protocol::Message for Iterator {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Drop {}

impl ::mini_lust::protocol::Message for Drop {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Fn {}

impl ::mini_lust::protocol::Message for Fn {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Str {}

impl ::mini_lust::protocol::Message for Str {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct U8 {}

impl ::mini_lust::protocol::Message for U8 {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct I32 {}

impl ::mini_lust::protocol::Message for I32 {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Bool {}

impl ::mini_lust::protocol::Message for Bool {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Message {
    pub message: ::std::option::Option<::std::boxed::Box<Message>>,
}

impl ::mini_lust::protocol::Message for Message {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(message) = &self.message {
            out.write_field(1, message);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut message = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    message = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { message })
    }
}

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Request {
    pub request: ::std::collections::HashMap<Response, Request>,
}

impl ::mini_lust::protocol::Message for Request {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.request);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut request = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Map) => {
                    request = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let request = request.unwrap_or_default();
        ::std::result::Result::Ok(Self { request })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Response {
    pub response: ::mini_lust::ByteString,
}

impl ::std::default::Default for Response {
    fn default() -> Self {
        Self {
            response: ::mini_lust::ByteString::from_static("200"),
        }
    }
}

impl ::mini_lust::protocol::Message for Response {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.response);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut response = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Binary) => {
                    response = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let response = response.unwrap_or(::mini_lust::ByteString::from_static("200"));
        ::std::result::Result::Ok(Self { response })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error {
    pub error: ::std::option::Option<CallError>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Error {}

impl ::mini_lust::protocol::Message for Error {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(error) = &self.error {
            out.write_field(1, error);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut error = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    error = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { error })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CallError {
    pub error: ::std::option::Option<Exception>,
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for CallError {}

impl ::mini_lust::protocol::Message for CallError {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(error) = &self.error {
            out.write_field(1, error);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut error = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    error = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { error })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Exception {
    pub error: DecodeError,
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Exception {}

impl ::mini_lust::protocol::Message for Exception {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.error);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut error = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    error = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let error = error.unwrap_or_default();
        ::std::result::Result::Ok(Self { error })
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

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Call {}

impl ::mini_lust::protocol::Message for Call {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Client {}

impl ::mini_lust::protocol::Message for Client {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Method {}

impl ::mini_lust::protocol::Message for Method {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Oneway {}

impl ::mini_lust::protocol::Message for Oneway {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Context {}

impl ::mini_lust::protocol::Message for Context {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Poll {}

impl ::mini_lust::protocol::Message for Poll {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Bytes {
    pub bytes: ::mini_lust::Bytes,
}

impl ::std::default::Default for Bytes {
    fn default() -> Self {
        Self {
            bytes: ::mini_lust::Bytes::from_static(b"bytes"),
        }
    }
}

impl ::mini_lust::protocol::Message for Bytes {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.bytes);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut bytes = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Binary) => {
                    bytes = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let bytes = bytes.unwrap_or(::mini_lust::Bytes::from_static(b"bytes"));
        ::std::result::Result::Ok(Self { bytes })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ByteString {
    pub string: ::mini_lust::ByteString,
}

impl ::std::default::Default for ByteString {
    fn default() -> Self {
        Self {
            string: ::mini_lust::ByteString::from_static("string"),
        }
    }
}

impl ::mini_lust::protocol::Message for ByteString {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.string);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut string = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Binary) => {
                    string = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let string = string.unwrap_or(::mini_lust::ByteString::from_static("string"));
        ::std::result::Result::Ok(Self { string })
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HashMap {
    pub map: ::std::collections::HashMap<::mini_lust::ByteString, i32>,
}

impl ::std::default::Default for HashMap {
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

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.map);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut map = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Map) => {
                    map = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let map = map
            .unwrap_or_else(|| ::std::collections::HashMap::from([
                (::mini_lust::ByteString::from_static("a"), 1),
            ]));
        ::std::result::Result::Ok(Self { map })
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HashSet {
    pub set: ::std::collections::HashSet<::mini_lust::ByteString>,
}

impl ::std::default::Default for HashSet {
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

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.set);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut set = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Set) => {
                    set = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let set = set
            .unwrap_or_else(|| ::std::collections::HashSet::from([
                ::mini_lust::ByteString::from_static("a"),
            ]));
        ::std::result::Result::Ok(Self { set })
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BTreeMap {
    pub map: ::std::collections::HashSet<::std::collections::BTreeMap<i32, i32>>,
}

impl ::std::default::Default for BTreeMap {
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

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.map);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut map = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Set) => {
                    map = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let map = map
            .unwrap_or_else(|| ::std::collections::HashSet::from([
                ::std::collections::BTreeMap::from([(1, 2)]),
            ]));
        ::std::result::Result::Ok(Self { map })
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BTreeSet {
    pub set: ::std::collections::HashSet<::std::collections::BTreeSet<i32>>,
}

impl ::std::default::Default for BTreeSet {
    fn default() -> Self {
        Self {
            set: ::std::collections::HashSet::from([
                ::std::collections::BTreeSet::from([1]),
            ]),
        }
    }
}

impl ::mini_lust::protocol::Message for BTreeSet {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.set);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut set = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Set) => {
                    set = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let set = set
            .unwrap_or_else(|| ::std::collections::HashSet::from([
                ::std::collections::BTreeSet::from([1]),
            ]));
        ::std::result::Result::Ok(Self { set })
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Double {
    pub set: ::std::collections::HashSet<::mini_lust::protocol::Double>,
}

impl ::std::default::Default for Double {
    fn default() -> Self {
        Self {
            set: ::std::collections::HashSet::from([::mini_lust::protocol::Double(1.5)]),
        }
    }
}

impl ::mini_lust::protocol::Message for Double {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.set);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut set = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Set) => {
                    set = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let set = set
            .unwrap_or_else(|| ::std::collections::HashSet::from([
                ::mini_lust::protocol::Double(1.5),
            ]));
        ::std::result::Result::Ok(Self { set })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Arc {}

impl ::mini_lust::protocol::Message for Arc {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Future {}

impl ::mini_lust::protocol::Message for Future {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Infallible {}

impl ::mini_lust::protocol::Message for Infallible {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WireType {}

impl ::mini_lust::protocol::Message for WireType {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct InputProtocol {}

impl ::mini_lust::protocol::Message for InputProtocol {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OutputProtocol {}

impl ::mini_lust::protocol::Message for OutputProtocol {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Protocol {}

impl ::mini_lust::protocol::Message for Protocol {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RpcService {}

impl ::mini_lust::protocol::Message for RpcService {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BoxFuture {}

impl ::mini_lust::protocol::Message for BoxFuture {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Fmt {}

impl ::mini_lust::protocol::Message for Fmt {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Error_ {}

impl ::mini_lust::protocol::Message for Error_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Std {}

impl ::mini_lust::protocol::Message for Std {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MiniLust {}

impl ::mini_lust::protocol::Message for MiniLust {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

pub static MAPS: LazyLock<::std::vec::Vec<HashMap>> = LazyLock::new(|| ::std::vec::Vec::from([
    HashMap::default(),
]));

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct T {
    pub t: ::std::option::Option<::std::boxed::Box<T>>,
}

impl ::mini_lust::protocol::Message for T {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        if let ::std::option::Option::Some(t) = &self.t {
            out.write_field(1, t);
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut t = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    t = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self { t })
    }
}

pub trait Service: ::std::marker::Send + ::std::marker::Sync + 'static {
    fn new_(
        &self,
        service: T,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<T, ::mini_lust::CallError<NewException>>,
    > + ::std::marker::Send;

    fn clone_(
        &self,
        option: Option,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            Option,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn drop_(
        &self,
        result: Result,
        r#type: Type,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            Result,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn as_ref_(
        &self,
        f: i32,
        request: i32,
        args: i32,
        self_: i32,
    ) -> impl ::std::future::Future<Output = ()> + ::std::marker::Send;

    fn into_(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<(), ::mini_lust::CallError<IntoException>>,
    > + ::std::marker::Send;

    fn r#type(
        &self,
        r#type: ::mini_lust::ByteString,
        r#fn: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn call(
        &self,
        call: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn cast(
        &self,
        input: i32,
        out: i32,
        field: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn poll_ready(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn fmt(
        &self,
        fmt: Fmt,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn self_(
        &self,
        self_: Self_,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            ::std::vec::Vec<Self_>,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn get_user(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn get_user_(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn default(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn len(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            i32,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn is_empty(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            bool,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn is_empty_(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            bool,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn to_string(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            ::mini_lust::ByteString,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn from_t(
        &self,
        t: T,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            T,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn into_t(
        &self,
        t: T,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            T,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn next(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            T,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn hash(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            i32,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn add(
        &self,
        other: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            i32,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn cmp(
        &self,
        other: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            i32,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn borrow(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn send(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn wait(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn r#async(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn r#await(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;

    fn x(
        &self,
        x: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;
}

/// Answers calls with a [`Service`]. Clones share it.
#[derive(Debug)]
pub struct ServiceServer<T__>(::std::sync::Arc<T__>);

impl<T__: Service> ServiceServer<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for ServiceServer<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: Service> ::mini_lust::Service<::mini_lust::Request> for ServiceServer<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        let service = ::std::sync::Arc::clone(&self.0);
        ::std::boxed::Box::pin(async move {
            match request.method() {
                NewArgs::NAME => {
                    let args: NewArgs = request.body().decode()?;
                    request.reply(service.new_(args.service).await)
                }
                CloneArgs::NAME => {
                    let args: CloneArgs = request.body().decode()?;
                    request.reply(service.clone_(args.option).await)
                }
                DropArgs::NAME => {
                    let args: DropArgs = request.body().decode()?;
                    request.reply(service.drop_(args.result, args.r#type).await)
                }
                AsRefArgs::NAME => {
                    let args: AsRefArgs = request.body().decode()?;
                    service.as_ref_(args.f, args.request, args.args, args.self_).await;
                    ::std::result::Result::Ok(request.no_reply())
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
                    request.reply(service.call(args.call).await)
                }
                CastArgs::NAME => {
                    let args: CastArgs = request.body().decode()?;
                    request.reply(service.cast(args.input, args.out, args.field).await)
                }
                PollReadyArgs::NAME => {
                    let PollReadyArgs {} = request.body().decode()?;
                    request.reply(service.poll_ready().await)
                }
                FmtArgs::NAME => {
                    let args: FmtArgs = request.body().decode()?;
                    request.reply(service.fmt(args.fmt).await)
                }
                SelfArgs::NAME => {
                    let args: SelfArgs = request.body().decode()?;
                    request.reply(service.self_(args.self_).await)
                }
                GetUserArgs::NAME => {
                    let GetUserArgs {} = request.body().decode()?;
                    request.reply(service.get_user().await)
                }
                GetUserArgs_::NAME => {
                    let GetUserArgs_ {} = request.body().decode()?;
                    request.reply(service.get_user_().await)
                }
                DefaultArgs::NAME => {
                    let DefaultArgs {} = request.body().decode()?;
                    request.reply(service.default().await)
                }
                LenArgs::NAME => {
                    let LenArgs {} = request.body().decode()?;
                    request.reply(service.len().await)
                }
                IsEmptyArgs::NAME => {
                    let IsEmptyArgs {} = request.body().decode()?;
                    request.reply(service.is_empty().await)
                }
                IsEmptyArgs_::NAME => {
                    let IsEmptyArgs_ {} = request.body().decode()?;
                    request.reply(service.is_empty_().await)
                }
                ToStringArgs::NAME => {
                    let ToStringArgs {} = request.body().decode()?;
                    request.reply(service.to_string().await)
                }
                FromTArgs::NAME => {
                    let args: FromTArgs = request.body().decode()?;
                    request.reply(service.from_t(args.t).await)
                }
                IntoTArgs::NAME => {
                    let args: IntoTArgs = request.body().decode()?;
                    request.reply(service.into_t(args.t).await)
                }
                NextArgs::NAME => {
                    let NextArgs {} = request.body().decode()?;
                    request.reply(service.next().await)
                }
                HashArgs::NAME => {
                    let HashArgs {} = request.body().decode()?;
                    request.reply(service.hash().await)
                }
                AddArgs::NAME => {
                    let args: AddArgs = request.body().decode()?;
                    request.reply(service.add(args.other).await)
                }
                CmpArgs::NAME => {
                    let args: CmpArgs = request.body().decode()?;
                    request.reply(service.cmp(args.other).await)
                }
                BorrowArgs::NAME => {
                    let BorrowArgs {} = request.body().decode()?;
                    request.reply(service.borrow().await)
                }
                SendArgs::NAME => {
                    let SendArgs {} = request.body().decode()?;
                    request.reply(service.send().await)
                }
                WaitArgs::NAME => {
                    let WaitArgs {} = request.body().decode()?;
                    request.reply(service.wait().await)
                }
                AsyncArgs::NAME => {
                    let AsyncArgs {} = request.body().decode()?;
                    request.reply(service.r#async().await)
                }
                AwaitArgs::NAME => {
                    let AwaitArgs {} = request.body().decode()?;
                    request.reply(service.r#await().await)
                }
                Args::NAME => {
                    let args: Args = request.body().decode()?;
                    request.reply(service.x(args.x).await)
                }
                _ => ::std::result::Result::Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Service`] through `S`.
#[derive(Clone, Debug)]
pub struct ServiceClient<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> ServiceClient<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }

    pub async fn new_(
        &self,
        service: T,
    ) -> ::std::result::Result<T, ::mini_lust::CallError<NewException>> {
        self.0.call(&NewArgs { service }).await
    }

    pub async fn clone_(
        &self,
        option: Option,
    ) -> ::std::result::Result<
        Option,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&CloneArgs { option }).await
    }

    pub async fn drop_(
        &self,
        result: Result,
        r#type: Type,
    ) -> ::std::result::Result<
        Result,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&DropArgs { result, r#type }).await
    }

    pub async fn as_ref_(
        &self,
        f: i32,
        request: i32,
        args: i32,
        self_: i32,
    ) -> ::std::result::Result<(), ::mini_lust::Error> {
        self.0
            .cast(
                &AsRefArgs {
                    f,
                    request,
                    args,
                    self_,
                },
            )
            .await
    }

    pub async fn into_(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<IntoException>> {
        self.0.call(&IntoArgs {}).await
    }

    pub async fn r#type(
        &self,
        r#type: ::mini_lust::ByteString,
        r#fn: i32,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&TypeArgs { r#type, r#fn }).await
    }

    pub async fn call(
        &self,
        call: i32,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&CallArgs { call }).await
    }

    pub async fn cast(
        &self,
        input: i32,
        out: i32,
        field: i32,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&CastArgs { input, out, field }).await
    }

    pub async fn poll_ready(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&PollReadyArgs {}).await
    }

    pub async fn fmt(
        &self,
        fmt: Fmt,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&FmtArgs { fmt }).await
    }

    pub async fn self_(
        &self,
        self_: Self_,
    ) -> ::std::result::Result<
        ::std::vec::Vec<Self_>,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&SelfArgs { self_ }).await
    }

    pub async fn get_user(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&GetUserArgs {}).await
    }

    pub async fn get_user_(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&GetUserArgs_ {}).await
    }

    pub async fn default(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&DefaultArgs {}).await
    }

    pub async fn len(
        &self,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&LenArgs {}).await
    }

    pub async fn is_empty(
        &self,
    ) -> ::std::result::Result<
        bool,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&IsEmptyArgs {}).await
    }

    pub async fn is_empty_(
        &self,
    ) -> ::std::result::Result<
        bool,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&IsEmptyArgs_ {}).await
    }

    pub async fn to_string(
        &self,
    ) -> ::std::result::Result<
        ::mini_lust::ByteString,
        ::mini_lust::CallError<::std::convert::Infallible>,
    > {
        self.0.call(&ToStringArgs {}).await
    }

    pub async fn from_t(
        &self,
        t: T,
    ) -> ::std::result::Result<T, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&FromTArgs { t }).await
    }

    pub async fn into_t(
        &self,
        t: T,
    ) -> ::std::result::Result<T, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&IntoTArgs { t }).await
    }

    pub async fn next(
        &self,
    ) -> ::std::result::Result<T, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&NextArgs {}).await
    }

    pub async fn hash(
        &self,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&HashArgs {}).await
    }

    pub async fn add(
        &self,
        other: i32,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&AddArgs { other }).await
    }

    pub async fn cmp(
        &self,
        other: i32,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&CmpArgs { other }).await
    }

    pub async fn borrow(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&BorrowArgs {}).await
    }

    pub async fn send(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&SendArgs {}).await
    }

    pub async fn wait(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&WaitArgs {}).await
    }

    pub async fn r#async(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&AsyncArgs {}).await
    }

    pub async fn r#await(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&AwaitArgs {}).await
    }

    pub async fn x(
        &self,
        x: i32,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&Args { x }).await
    }
}

/// The arguments of [`Service::new_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NewArgs {
    pub service: T,
}

impl ::mini_lust::protocol::Message for NewArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.service);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut service = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    service = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let service = service.unwrap_or_default();
        ::std::result::Result::Ok(Self { service })
    }
}

impl ::mini_lust::Method for NewArgs {
    const NAME: &'static str = "new";
}

impl ::mini_lust::Call for NewArgs {
    type Reply = T;
    type Exception = NewException;
}

/// The exceptions of [`Service::new_`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NewException {
    Error(Error),
    Err(Err),
    Ok(Ok),
}

impl ::std::convert::From<Error> for NewException {
    fn from(exception: Error) -> Self {
        Self::Error(exception)
    }
}

impl ::std::convert::From<Error> for ::mini_lust::CallError<NewException> {
    fn from(exception: Error) -> Self {
        Self::Exception(exception.into())
    }
}

impl ::std::convert::From<Err> for NewException {
    fn from(exception: Err) -> Self {
        Self::Err(exception)
    }
}

impl ::std::convert::From<Err> for ::mini_lust::CallError<NewException> {
    fn from(exception: Err) -> Self {
        Self::Exception(exception.into())
    }
}

impl ::std::convert::From<Ok> for NewException {
    fn from(exception: Ok) -> Self {
        Self::Ok(exception)
    }
}

impl ::std::convert::From<Ok> for ::mini_lust::CallError<NewException> {
    fn from(exception: Ok) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for NewException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Error(exception) => exception.fmt(f),
            Self::Err(exception) => exception.fmt(f),
            Self::Ok(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for NewException {}

impl ::mini_lust::protocol::Exception for NewException {
    fn encode_field(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        match self {
            Self::Error(exception) => out.write_field(1, exception),
            Self::Err(exception) => out.write_field(2, exception),
            Self::Ok(exception) => out.write_field(3, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<::std::option::Option<Self>, ::mini_lust::DecodeError> {
        match (field.id, field.ty) {
            (1, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::Error(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            (2, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::Err(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            (3, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::Ok(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            _ => ::std::result::Result::Ok(::std::option::Option::None),
        }
    }
}

/// The arguments of [`Service::clone_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CloneArgs {
    pub option: Option,
}

impl ::mini_lust::protocol::Message for CloneArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.option);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut option = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    option = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let option = option.unwrap_or_default();
        ::std::result::Result::Ok(Self { option })
    }
}

impl ::mini_lust::Method for CloneArgs {
    const NAME: &'static str = "clone";
}

impl ::mini_lust::Call for CloneArgs {
    type Reply = Option;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::drop_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DropArgs {
    pub result: Result,
    pub r#type: Type,
}

impl ::mini_lust::protocol::Message for DropArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.result);
        out.write_field(2, &self.r#type);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut result = ::std::option::Option::None;
        let mut r#type = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    result = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    r#type = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let result = result.unwrap_or_default();
        let r#type = r#type.unwrap_or_default();
        ::std::result::Result::Ok(Self { result, r#type })
    }
}

impl ::mini_lust::Method for DropArgs {
    const NAME: &'static str = "drop";
}

impl ::mini_lust::Call for DropArgs {
    type Reply = Result;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::as_ref_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AsRefArgs {
    pub f: i32,
    pub request: i32,
    pub args: i32,
    pub self_: i32,
}

impl ::mini_lust::protocol::Message for AsRefArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.f);
        out.write_field(2, &self.request);
        out.write_field(3, &self.args);
        out.write_field(4, &self.self_);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut f = ::std::option::Option::None;
        let mut request = ::std::option::Option::None;
        let mut args = ::std::option::Option::None;
        let mut self_ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    f = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    request = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    args = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (4, ::mini_lust::protocol::WireType::I32) => {
                    self_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let f = f.unwrap_or_default();
        let request = request.unwrap_or_default();
        let args = args.unwrap_or_default();
        let self_ = self_.unwrap_or_default();
        ::std::result::Result::Ok(Self { f, request, args, self_ })
    }
}

impl ::mini_lust::Method for AsRefArgs {
    const NAME: &'static str = "as_ref";
}

impl ::mini_lust::Oneway for AsRefArgs {}

/// The arguments of [`Service::into_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IntoArgs {}

impl ::mini_lust::protocol::Message for IntoArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for IntoArgs {
    const NAME: &'static str = "into";
}

impl ::mini_lust::Call for IntoArgs {
    type Reply = ();
    type Exception = IntoException;
}

/// The exceptions of [`Service::into_`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum IntoException {
    Ok(Ok),
}

impl ::std::convert::From<Ok> for IntoException {
    fn from(exception: Ok) -> Self {
        Self::Ok(exception)
    }
}

impl ::std::convert::From<Ok> for ::mini_lust::CallError<IntoException> {
    fn from(exception: Ok) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for IntoException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for IntoException {}

impl ::mini_lust::protocol::Exception for IntoException {
    fn encode_field(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        match self {
            Self::Ok(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<::std::option::Option<Self>, ::mini_lust::DecodeError> {
        match (field.id, field.ty) {
            (1, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::Ok(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            _ => ::std::result::Result::Ok(::std::option::Option::None),
        }
    }
}

/// The arguments of [`Service::type`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TypeArgs {
    pub r#type: ::mini_lust::ByteString,
    pub r#fn: i32,
}

impl ::mini_lust::protocol::Message for TypeArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.r#type);
        out.write_field(2, &self.r#fn);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut r#type = ::std::option::Option::None;
        let mut r#fn = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Binary) => {
                    r#type = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    r#fn = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let r#type = r#type.unwrap_or_default();
        let r#fn = r#fn.unwrap_or_default();
        ::std::result::Result::Ok(Self { r#type, r#fn })
    }
}

impl ::mini_lust::Method for TypeArgs {
    const NAME: &'static str = "type";
}

impl ::mini_lust::Call for TypeArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::call`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CallArgs {
    pub call: i32,
}

impl ::mini_lust::protocol::Message for CallArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.call);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut call = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    call = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let call = call.unwrap_or_default();
        ::std::result::Result::Ok(Self { call })
    }
}

impl ::mini_lust::Method for CallArgs {
    const NAME: &'static str = "call";
}

impl ::mini_lust::Call for CallArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::cast`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CastArgs {
    pub input: i32,
    pub out: i32,
    pub field: i32,
}

impl ::mini_lust::protocol::Message for CastArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.input);
        out.write_field(2, &self.out);
        out.write_field(3, &self.field);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut input_ = ::std::option::Option::None;
        let mut out_ = ::std::option::Option::None;
        let mut field_ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    input_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    out_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    field_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let input_ = input_.unwrap_or_default();
        let out_ = out_.unwrap_or_default();
        let field_ = field_.unwrap_or_default();
        ::std::result::Result::Ok(Self {
            input: input_,
            out: out_,
            field: field_,
        })
    }
}

impl ::mini_lust::Method for CastArgs {
    const NAME: &'static str = "cast";
}

impl ::mini_lust::Call for CastArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::poll_ready`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PollReadyArgs {}

impl ::mini_lust::protocol::Message for PollReadyArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for PollReadyArgs {
    const NAME: &'static str = "poll_ready";
}

impl ::mini_lust::Call for PollReadyArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::fmt`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FmtArgs {
    pub fmt: Fmt,
}

impl ::mini_lust::protocol::Message for FmtArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.fmt);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut fmt = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    fmt = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let fmt = fmt.unwrap_or_default();
        ::std::result::Result::Ok(Self { fmt })
    }
}

impl ::mini_lust::Method for FmtArgs {
    const NAME: &'static str = "fmt";
}

impl ::mini_lust::Call for FmtArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::self_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SelfArgs {
    pub self_: Self_,
}

impl ::mini_lust::protocol::Message for SelfArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.self_);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut self_ = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    self_ = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let self_ = self_.unwrap_or_default();
        ::std::result::Result::Ok(Self { self_ })
    }
}

impl ::mini_lust::Method for SelfArgs {
    const NAME: &'static str = "self";
}

impl ::mini_lust::Call for SelfArgs {
    type Reply = ::std::vec::Vec<Self_>;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::get_user`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetUserArgs {}

impl ::mini_lust::protocol::Message for GetUserArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for GetUserArgs {
    const NAME: &'static str = "getUser";
}

impl ::mini_lust::Call for GetUserArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::get_user_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetUserArgs_ {}

impl ::mini_lust::protocol::Message for GetUserArgs_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for GetUserArgs_ {
    const NAME: &'static str = "get_user";
}

impl ::mini_lust::Call for GetUserArgs_ {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::default`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DefaultArgs {}

impl ::mini_lust::protocol::Message for DefaultArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for DefaultArgs {
    const NAME: &'static str = "default";
}

impl ::mini_lust::Call for DefaultArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::len`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LenArgs {}

impl ::mini_lust::protocol::Message for LenArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for LenArgs {
    const NAME: &'static str = "len";
}

impl ::mini_lust::Call for LenArgs {
    type Reply = i32;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::is_empty`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IsEmptyArgs {}

impl ::mini_lust::protocol::Message for IsEmptyArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for IsEmptyArgs {
    const NAME: &'static str = "is_empty";
}

impl ::mini_lust::Call for IsEmptyArgs {
    type Reply = bool;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::is_empty_`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IsEmptyArgs_ {}

impl ::mini_lust::protocol::Message for IsEmptyArgs_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for IsEmptyArgs_ {
    const NAME: &'static str = "isEmpty";
}

impl ::mini_lust::Call for IsEmptyArgs_ {
    type Reply = bool;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::to_string`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ToStringArgs {}

impl ::mini_lust::protocol::Message for ToStringArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for ToStringArgs {
    const NAME: &'static str = "to_string";
}

impl ::mini_lust::Call for ToStringArgs {
    type Reply = ::mini_lust::ByteString;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::from_t`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FromTArgs {
    pub t: T,
}

impl ::mini_lust::protocol::Message for FromTArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.t);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut t = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    t = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let t = t.unwrap_or_default();
        ::std::result::Result::Ok(Self { t })
    }
}

impl ::mini_lust::Method for FromTArgs {
    const NAME: &'static str = "from_t";
}

impl ::mini_lust::Call for FromTArgs {
    type Reply = T;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::into_t`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IntoTArgs {
    pub t: T,
}

impl ::mini_lust::protocol::Message for IntoTArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.t);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut t = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    t = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let t = t.unwrap_or_default();
        ::std::result::Result::Ok(Self { t })
    }
}

impl ::mini_lust::Method for IntoTArgs {
    const NAME: &'static str = "into_t";
}

impl ::mini_lust::Call for IntoTArgs {
    type Reply = T;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::next`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NextArgs {}

impl ::mini_lust::protocol::Message for NextArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for NextArgs {
    const NAME: &'static str = "next";
}

impl ::mini_lust::Call for NextArgs {
    type Reply = T;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::hash`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct HashArgs {}

impl ::mini_lust::protocol::Message for HashArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for HashArgs {
    const NAME: &'static str = "hash";
}

impl ::mini_lust::Call for HashArgs {
    type Reply = i32;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::add`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AddArgs {
    pub other: i32,
}

impl ::mini_lust::protocol::Message for AddArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.other);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut other = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    other = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let other = other.unwrap_or_default();
        ::std::result::Result::Ok(Self { other })
    }
}

impl ::mini_lust::Method for AddArgs {
    const NAME: &'static str = "add";
}

impl ::mini_lust::Call for AddArgs {
    type Reply = i32;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::cmp`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CmpArgs {
    pub other: i32,
}

impl ::mini_lust::protocol::Message for CmpArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.other);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut other = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    other = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let other = other.unwrap_or_default();
        ::std::result::Result::Ok(Self { other })
    }
}

impl ::mini_lust::Method for CmpArgs {
    const NAME: &'static str = "cmp";
}

impl ::mini_lust::Call for CmpArgs {
    type Reply = i32;
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::borrow`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct BorrowArgs {}

impl ::mini_lust::protocol::Message for BorrowArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for BorrowArgs {
    const NAME: &'static str = "borrow";
}

impl ::mini_lust::Call for BorrowArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::send`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SendArgs {}

impl ::mini_lust::protocol::Message for SendArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for SendArgs {
    const NAME: &'static str = "send";
}

impl ::mini_lust::Call for SendArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::wait`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WaitArgs {}

impl ::mini_lust::protocol::Message for WaitArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for WaitArgs {
    const NAME: &'static str = "wait";
}

impl ::mini_lust::Call for WaitArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::async`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AsyncArgs {}

impl ::mini_lust::protocol::Message for AsyncArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for AsyncArgs {
    const NAME: &'static str = "async";
}

impl ::mini_lust::Call for AsyncArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::await`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AwaitArgs {}

impl ::mini_lust::protocol::Message for AwaitArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for AwaitArgs {
    const NAME: &'static str = "await";
}

impl ::mini_lust::Call for AwaitArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// The arguments of [`Service::x`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Args {
    pub x: i32,
}

impl ::mini_lust::protocol::Message for Args {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.x);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut x = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    x = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let x = x.unwrap_or_default();
        ::std::result::Result::Ok(Self { x })
    }
}

impl ::mini_lust::Method for Args {
    const NAME: &'static str = "_";
}

impl ::mini_lust::Call for Args {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

/// Variants that share a word, or repeat the name of the union.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    Kind(i32),
    KindOfKind(i32),
    UnknownKind(i32),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl ::mini_lust::protocol::Message for Kind {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Kind(kind) => out.write_field(1, kind),
            Self::KindOfKind(kind_of_kind) => out.write_field(2, kind_of_kind),
            Self::UnknownKind(unknown_kind) => out.write_field(3, unknown_kind),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut kind = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            if kind.is_some() {
                return ::std::result::Result::Err(input.not_one_field("Kind"));
            }
            kind = match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::Kind(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (2, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::KindOfKind(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                (3, ::mini_lust::protocol::WireType::I32) => {
                    ::std::option::Option::Some(
                        Self::UnknownKind(::mini_lust::protocol::Message::decode(input)?),
                    )
                }
                _ => {
                    ::std::option::Option::Some(
                        Self::Unknown(UnknownField::decode(field, input)?),
                    )
                }
            };
        }
        input.read_struct_end();
        kind.ok_or_else(|| input.not_one_field("Kind"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FirstError {}

impl fmt::Display for FirstError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for FirstError {}

impl ::mini_lust::protocol::Message for FirstError {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SecondError {}

impl fmt::Display for SecondError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for SecondError {}

impl ::mini_lust::protocol::Message for SecondError {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ThirdError {}

impl fmt::Display for ThirdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for ThirdError {}

impl ::mini_lust::protocol::Message for ThirdError {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

pub trait Errors: ::std::marker::Send + ::std::marker::Sync + 'static {
    fn fail(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<(), ::mini_lust::CallError<FailException>>,
    > + ::std::marker::Send;
}

/// Answers calls with a [`Errors`]. Clones share it.
#[derive(Debug)]
pub struct ErrorsServer<T__>(::std::sync::Arc<T__>);

impl<T__: Errors> ErrorsServer<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for ErrorsServer<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: Errors> ::mini_lust::Service<::mini_lust::Request> for ErrorsServer<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        let service = ::std::sync::Arc::clone(&self.0);
        ::std::boxed::Box::pin(async move {
            match request.method() {
                FailArgs::NAME => {
                    let FailArgs {} = request.body().decode()?;
                    request.reply(service.fail().await)
                }
                _ => ::std::result::Result::Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Errors`] through `S`.
#[derive(Clone, Debug)]
pub struct ErrorsClient<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> ErrorsClient<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }

    pub async fn fail(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<FailException>> {
        self.0.call(&FailArgs {}).await
    }
}

/// The arguments of [`Errors::fail`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FailArgs {}

impl ::mini_lust::protocol::Message for FailArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for FailArgs {
    const NAME: &'static str = "fail";
}

impl ::mini_lust::Call for FailArgs {
    type Reply = ();
    type Exception = FailException;
}

/// The exceptions of [`Errors::fail`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum FailException {
    FirstError(FirstError),
    SecondError(SecondError),
    ThirdError(ThirdError),
}

impl ::std::convert::From<FirstError> for FailException {
    fn from(exception: FirstError) -> Self {
        Self::FirstError(exception)
    }
}

impl ::std::convert::From<FirstError> for ::mini_lust::CallError<FailException> {
    fn from(exception: FirstError) -> Self {
        Self::Exception(exception.into())
    }
}

impl ::std::convert::From<SecondError> for FailException {
    fn from(exception: SecondError) -> Self {
        Self::SecondError(exception)
    }
}

impl ::std::convert::From<SecondError> for ::mini_lust::CallError<FailException> {
    fn from(exception: SecondError) -> Self {
        Self::Exception(exception.into())
    }
}

impl ::std::convert::From<ThirdError> for FailException {
    fn from(exception: ThirdError) -> Self {
        Self::ThirdError(exception)
    }
}

impl ::std::convert::From<ThirdError> for ::mini_lust::CallError<FailException> {
    fn from(exception: ThirdError) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for FailException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FirstError(exception) => exception.fmt(f),
            Self::SecondError(exception) => exception.fmt(f),
            Self::ThirdError(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for FailException {}

impl ::mini_lust::protocol::Exception for FailException {
    fn encode_field(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        match self {
            Self::FirstError(exception) => out.write_field(1, exception),
            Self::SecondError(exception) => out.write_field(2, exception),
            Self::ThirdError(exception) => out.write_field(3, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<::std::option::Option<Self>, ::mini_lust::DecodeError> {
        match (field.id, field.ty) {
            (1, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::FirstError(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            (2, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::SecondError(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            (3, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::ThirdError(::mini_lust::protocol::Message::decode(input)?),
                    ),
                )
            }
            _ => ::std::result::Result::Ok(::std::option::Option::None),
        }
    }
}

/// Called as the struct of a method's arguments would be.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetArgs {}

impl ::mini_lust::protocol::Message for GetArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetException {}

impl fmt::Display for GetException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for GetException {}

impl ::mini_lust::protocol::Message for GetException {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

pub trait Names: ::std::marker::Send + ::std::marker::Sync + 'static {
    fn get(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<(), ::mini_lust::CallError<GetException_>>,
    > + ::std::marker::Send;

    fn get_user(
        &self,
        id: i32,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            i32,
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;
}

/// Answers calls with a [`Names`]. Clones share it.
#[derive(Debug)]
pub struct NamesServer_<T__>(::std::sync::Arc<T__>);

impl<T__: Names> NamesServer_<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for NamesServer_<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: Names> ::mini_lust::Service<::mini_lust::Request> for NamesServer_<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        let service = ::std::sync::Arc::clone(&self.0);
        ::std::boxed::Box::pin(async move {
            match request.method() {
                GetArgs_::NAME => {
                    let GetArgs_ {} = request.body().decode()?;
                    request.reply(service.get().await)
                }
                GetUserArgs__::NAME => {
                    let args: GetUserArgs__ = request.body().decode()?;
                    request.reply(service.get_user(args.id).await)
                }
                _ => ::std::result::Result::Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Names`] through `S`.
#[derive(Clone, Debug)]
pub struct NamesClient_<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> NamesClient_<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }

    pub async fn get(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<GetException_>> {
        self.0.call(&GetArgs_ {}).await
    }

    pub async fn get_user(
        &self,
        id: i32,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&GetUserArgs__ { id }).await
    }
}

/// The arguments of [`Names::get`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetArgs_ {}

impl ::mini_lust::protocol::Message for GetArgs_ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for GetArgs_ {
    const NAME: &'static str = "get";
}

impl ::mini_lust::Call for GetArgs_ {
    type Reply = ();
    type Exception = GetException_;
}

/// The exceptions of [`Names::get`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GetException_ {
    GetException(GetException),
}

impl ::std::convert::From<GetException> for GetException_ {
    fn from(exception: GetException) -> Self {
        Self::GetException(exception)
    }
}

impl ::std::convert::From<GetException> for ::mini_lust::CallError<GetException_> {
    fn from(exception: GetException) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for GetException_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GetException(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for GetException_ {}

impl ::mini_lust::protocol::Exception for GetException_ {
    fn encode_field(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        match self {
            Self::GetException(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<::std::option::Option<Self>, ::mini_lust::DecodeError> {
        match (field.id, field.ty) {
            (1, ::mini_lust::protocol::WireType::Struct) => {
                ::std::result::Result::Ok(
                    ::std::option::Option::Some(
                        Self::GetException(
                            ::mini_lust::protocol::Message::decode(input)?,
                        ),
                    ),
                )
            }
            _ => ::std::result::Result::Ok(::std::option::Option::None),
        }
    }
}

/// The arguments of [`Names::get_user`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetUserArgs__ {
    pub id: i32,
}

impl ::mini_lust::protocol::Message for GetUserArgs__ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut id = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::I32) => {
                    id = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        ::std::result::Result::Ok(Self { id })
    }
}

impl ::mini_lust::Method for GetUserArgs__ {
    const NAME: &'static str = "getUser";
}

impl ::mini_lust::Call for GetUserArgs__ {
    type Reply = i32;
    type Exception = ::std::convert::Infallible;
}

pub trait NamesService: ::std::marker::Send + ::std::marker::Sync + 'static {
    fn get(
        &self,
        get_args: GetArgs,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;
}

/// Answers calls with a [`NamesService`]. Clones share it.
#[derive(Debug)]
pub struct NamesServer__<T__>(::std::sync::Arc<T__>);

impl<T__: NamesService> NamesServer__<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for NamesServer__<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: NamesService> ::mini_lust::Service<::mini_lust::Request>
for NamesServer__<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        let service = ::std::sync::Arc::clone(&self.0);
        ::std::boxed::Box::pin(async move {
            match request.method() {
                GetArgs__::NAME => {
                    let args: GetArgs__ = request.body().decode()?;
                    request.reply(service.get(args.get_args).await)
                }
                _ => ::std::result::Result::Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`NamesService`] through `S`.
#[derive(Clone, Debug)]
pub struct NamesClient__<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> NamesClient__<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }

    pub async fn get(
        &self,
        get_args: GetArgs,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&GetArgs__ { get_args }).await
    }
}

/// The arguments of [`NamesService::get`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetArgs__ {
    pub get_args: GetArgs,
}

impl ::mini_lust::protocol::Message for GetArgs__ {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.get_args);
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        let mut get_args = ::std::option::Option::None;
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, ::mini_lust::protocol::WireType::Struct) => {
                    get_args = ::std::option::Option::Some(
                        ::mini_lust::protocol::Message::decode(input)?,
                    );
                }
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let get_args = get_args.unwrap_or_default();
        ::std::result::Result::Ok(Self { get_args })
    }
}

impl ::mini_lust::Method for GetArgs__ {
    const NAME: &'static str = "get";
}

impl ::mini_lust::Call for GetArgs__ {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NamesServer {}

impl ::mini_lust::protocol::Message for NamesServer {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NamesClient {}

impl ::mini_lust::protocol::Message for NamesClient {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

pub trait Server: ::std::marker::Send + ::std::marker::Sync + 'static {}

/// Answers calls with a [`Server`]. Clones share it.
#[derive(Debug)]
pub struct ServerServer<T__>(::std::sync::Arc<T__>);

impl<T__: Server> ServerServer<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for ServerServer<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: Server> ::mini_lust::Service<::mini_lust::Request> for ServerServer<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        ::std::boxed::Box::pin(async move {
            ::std::result::Result::Err(request.unknown_method())
        })
    }
}

/// Calls a [`Server`] through `S`.
#[derive(Clone, Debug)]
pub struct ServerClient<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> ServerClient<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }
}

pub trait T_: Names {
    fn put(
        &self,
    ) -> impl ::std::future::Future<
        Output = ::std::result::Result<
            (),
            ::mini_lust::CallError<::std::convert::Infallible>,
        >,
    > + ::std::marker::Send;
}

/// Answers calls with a [`T_`]. Clones share it.
#[derive(Debug)]
pub struct TServer<T__>(::std::sync::Arc<T__>);

impl<T__: T_> TServer<T__> {
    pub fn new(service: T__) -> Self {
        Self::from_arc(::std::sync::Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: ::std::sync::Arc<T__>) -> Self {
        Self(service)
    }
}

impl<T__> ::std::clone::Clone for TServer<T__> {
    fn clone(&self) -> Self {
        Self(::std::sync::Arc::clone(&self.0))
    }
}

impl<T__: T_> ::mini_lust::Service<::mini_lust::Request> for TServer<T__> {
    type Response = ::mini_lust::Response;
    type Error = ::mini_lust::Error;
    type Future = ::mini_lust::BoxFuture<
        'static,
        ::std::result::Result<::mini_lust::Response, ::mini_lust::Error>,
    >;

    fn poll_ready(
        &mut self,
        _: &mut ::std::task::Context<'_>,
    ) -> ::std::task::Poll<::std::result::Result<(), ::mini_lust::Error>> {
        ::std::task::Poll::Ready(::std::result::Result::Ok(()))
    }

    fn call(&mut self, request: ::mini_lust::Request) -> Self::Future {
        let service = ::std::sync::Arc::clone(&self.0);
        ::std::boxed::Box::pin(async move {
            match request.method() {
                GetArgs_::NAME => {
                    let GetArgs_ {} = request.body().decode()?;
                    request.reply(service.get().await)
                }
                GetUserArgs__::NAME => {
                    let args: GetUserArgs__ = request.body().decode()?;
                    request.reply(service.get_user(args.id).await)
                }
                PutArgs::NAME => {
                    let PutArgs {} = request.body().decode()?;
                    request.reply(service.put().await)
                }
                _ => ::std::result::Result::Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`T_`] through `S`.
#[derive(Clone, Debug)]
pub struct TClient<S_>(::mini_lust::Client<S_>);

impl<S_: ::mini_lust::RpcService + ::std::clone::Clone> TClient<S_> {
    pub fn new(service: S_, protocol: ::mini_lust::Protocol) -> Self {
        Self(::mini_lust::Client::new(service, protocol))
    }

    pub async fn get(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<GetException_>> {
        self.0.call(&GetArgs_ {}).await
    }

    pub async fn get_user(
        &self,
        id: i32,
    ) -> ::std::result::Result<i32, ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&GetUserArgs__ { id }).await
    }

    pub async fn put(
        &self,
    ) -> ::std::result::Result<(), ::mini_lust::CallError<::std::convert::Infallible>> {
        self.0.call(&PutArgs {}).await
    }
}

/// The arguments of [`T_::put`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PutArgs {}

impl ::mini_lust::protocol::Message for PutArgs {
    const TYPE: ::mini_lust::protocol::WireType = ::mini_lust::protocol::WireType::Struct;

    fn encode(&self, out: &mut impl ::mini_lust::protocol::OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(
        input: &mut impl ::mini_lust::protocol::InputProtocol,
    ) -> ::std::result::Result<Self, ::mini_lust::DecodeError> {
        input.read_struct_begin()?;
        while let ::std::option::Option::Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        ::std::result::Result::Ok(Self {})
    }
}

impl ::mini_lust::Method for PutArgs {
    const NAME: &'static str = "put";
}

impl ::mini_lust::Call for PutArgs {
    type Reply = ();
    type Exception = ::std::convert::Infallible;
}
