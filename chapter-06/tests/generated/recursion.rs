// tests/generated/recursion.thrift, as Rust.

use std::collections::{BTreeMap, BTreeSet};
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
    BoxFuture, ByteString, Call, CallError, Client, DecodeError, Error, Method, Protocol,
    Request, Response, RpcService, Service,
};

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

/// Without a word about it a field is optional if it has to be.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Plain {
    pub next: Option<Box<Plain>>,
    pub children: Vec<Plain>,
    pub by_name: BTreeMap<ByteString, Plain>,
    pub distinct: BTreeSet<Plain>,
}

impl Message for Plain {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(next) = &self.next {
            out.write_field(1, next);
        }
        out.write_field(2, &self.children);
        out.write_field(3, &self.by_name);
        out.write_field(4, &self.distinct);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut next = None;
        let mut children = None;
        let mut by_name = None;
        let mut distinct = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => next = Some(Message::decode(input)?),
                (2, WireType::List) => children = Some(Message::decode(input)?),
                (3, WireType::Map) => by_name = Some(Message::decode(input)?),
                (4, WireType::Set) => distinct = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let children = children.unwrap_or_default();
        let by_name = by_name.unwrap_or_default();
        let distinct = distinct.unwrap_or_default();
        Ok(Self {
            next,
            children,
            by_name,
            distinct,
        })
    }
}

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
pub struct Aliased {
    pub alias: Option<Box<Alias>>,
    pub aliases: Aliases,
}

impl Message for Aliased {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(alias) = &self.alias {
            out.write_field(1, alias);
        }
        out.write_field(2, &self.aliases);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut alias = None;
        let mut aliases = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => alias = Some(Message::decode(input)?),
                (2, WireType::List) => aliases = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let aliases = aliases.unwrap_or_default();
        Ok(Self { alias, aliases })
    }
}

pub type Alias = Aliased;

pub type Aliases = Vec<Alias>;

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

/// Has a half that has a whole only if there is one.
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

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Chain {
    pub cause: Option<Box<Chain>>,
    pub message: ByteString,
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Chain {}

impl Message for Chain {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(cause) = &self.cause {
            out.write_field(1, cause);
        }
        out.write_field(2, &self.message);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut cause = None;
        let mut message = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => cause = Some(Message::decode(input)?),
                (2, WireType::Binary) => message = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let message = message.unwrap_or_default();
        Ok(Self { cause, message })
    }
}

pub trait Recursive: Send + Sync + 'static {
    fn simplify(
        &self,
        expression: Expression,
    ) -> impl Future<Output = Result<Expression, CallError<SimplifyException>>> + Send;
}

/// Answers calls with a [`Recursive`]. Clones share it.
#[derive(Debug)]
pub struct RecursiveServer<T>(Arc<T>);

impl<T: Recursive> RecursiveServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for RecursiveServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Recursive> Service<Request> for RecursiveServer<T> {
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
                SimplifyArgs::NAME => {
                    let args: SimplifyArgs = request.body().decode()?;
                    request.reply(service.simplify(args.expression).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Recursive`] through `S`.
#[derive(Clone, Debug)]
pub struct RecursiveClient<S>(Client<S>);

impl<S: RpcService + Clone> RecursiveClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn simplify(
        &self,
        expression: Expression,
    ) -> Result<Expression, CallError<SimplifyException>> {
        self.0.call(&SimplifyArgs { expression }).await
    }
}

/// The arguments of [`Recursive::simplify`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SimplifyArgs {
    pub expression: Expression,
}

impl Message for SimplifyArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.expression);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut expression = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => expression = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let expression = expression
            .ok_or_else(|| input.missing("SimplifyArgs", "expression"))?;
        Ok(Self { expression })
    }
}

impl Method for SimplifyArgs {
    const NAME: &'static str = "simplify";
}

impl Call for SimplifyArgs {
    type Reply = Expression;
    type Exception = SimplifyException;
}

/// The exceptions of [`Recursive::simplify`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SimplifyException {
    Chain(Chain),
}

impl From<Chain> for SimplifyException {
    fn from(exception: Chain) -> Self {
        Self::Chain(exception)
    }
}

impl From<Chain> for CallError<SimplifyException> {
    fn from(exception: Chain) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for SimplifyException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chain(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for SimplifyException {}

impl Exception for SimplifyException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Chain(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Chain(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}
