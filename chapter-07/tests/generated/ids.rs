// tests/generated/ids.thrift, as Rust.

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
pub struct Implicit {
    pub first: i32,
    pub second: i32,
    pub third: Option<ByteString>,
}

impl Message for Implicit {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(-1, &self.first);
        out.write_field(-2, &self.second);
        if let Some(third) = &self.third {
            out.write_field(-3, third);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut first = None;
        let mut second = None;
        let mut third = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (-1, WireType::I32) => first = Some(Message::decode(input)?),
                (-2, WireType::I32) => second = Some(Message::decode(input)?),
                (-3, WireType::Binary) => third = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let first = first.unwrap_or_default();
        let second = second.unwrap_or_default();
        Ok(Self { first, second, third })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Mixed {
    pub before: i32,
    pub seven: i32,
    pub between: i32,
    pub three: i32,
    pub last: i32,
}

impl Message for Mixed {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(-1, &self.before);
        out.write_field(7, &self.seven);
        out.write_field(-2, &self.between);
        out.write_field(3, &self.three);
        out.write_field(-3, &self.last);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut before = None;
        let mut seven = None;
        let mut between = None;
        let mut three = None;
        let mut last = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (-1, WireType::I32) => before = Some(Message::decode(input)?),
                (7, WireType::I32) => seven = Some(Message::decode(input)?),
                (-2, WireType::I32) => between = Some(Message::decode(input)?),
                (3, WireType::I32) => three = Some(Message::decode(input)?),
                (-3, WireType::I32) => last = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let before = before.unwrap_or_default();
        let seven = seven.unwrap_or_default();
        let between = between.unwrap_or_default();
        let three = three.unwrap_or_default();
        let last = last.ok_or_else(|| input.missing("Mixed", "last"))?;
        Ok(Self {
            before,
            seven,
            between,
            three,
            last,
        })
    }
}

/// Below 1 there are no ids: these are −1, −2 and −3.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Written {
    pub first: i32,
    pub one: i32,
    pub second: i32,
    pub third: i32,
}

impl Message for Written {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(-1, &self.first);
        out.write_field(1, &self.one);
        out.write_field(-2, &self.second);
        out.write_field(-3, &self.third);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut first = None;
        let mut one = None;
        let mut second = None;
        let mut third = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (-1, WireType::I32) => first = Some(Message::decode(input)?),
                (1, WireType::I32) => one = Some(Message::decode(input)?),
                (-2, WireType::I32) => second = Some(Message::decode(input)?),
                (-3, WireType::I32) => third = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let first = first.unwrap_or_default();
        let one = one.unwrap_or_default();
        let second = second.unwrap_or_default();
        let third = third.unwrap_or_default();
        Ok(Self { first, one, second, third })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Large {
    pub largest: i32,
    pub a_byte: i32,
    pub more_than_a_byte: i32,
    pub hex: i32,
    pub smallest: i32,
}

impl Message for Large {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(32767, &self.largest);
        out.write_field(255, &self.a_byte);
        out.write_field(256, &self.more_than_a_byte);
        out.write_field(4111, &self.hex);
        out.write_field(1, &self.smallest);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut largest = None;
        let mut a_byte = None;
        let mut more_than_a_byte = None;
        let mut hex = None;
        let mut smallest = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (32767, WireType::I32) => largest = Some(Message::decode(input)?),
                (255, WireType::I32) => a_byte = Some(Message::decode(input)?),
                (256, WireType::I32) => more_than_a_byte = Some(Message::decode(input)?),
                (4111, WireType::I32) => hex = Some(Message::decode(input)?),
                (1, WireType::I32) => smallest = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let largest = largest.unwrap_or_default();
        let a_byte = a_byte.unwrap_or_default();
        let more_than_a_byte = more_than_a_byte.unwrap_or_default();
        let hex = hex.unwrap_or_default();
        let smallest = smallest.unwrap_or_default();
        Ok(Self {
            largest,
            a_byte,
            more_than_a_byte,
            hex,
            smallest,
        })
    }
}

/// Further apart than compact protocols count.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Apart {
    pub a: bool,
    pub b: bool,
    pub c: bool,
    pub d: Vec<bool>,
}

impl Message for Apart {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.a);
        out.write_field(16, &self.b);
        out.write_field(32, &self.c);
        out.write_field(1000, &self.d);
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
                (1, WireType::Bool) => a = Some(Message::decode(input)?),
                (16, WireType::Bool) => b = Some(Message::decode(input)?),
                (32, WireType::Bool) => c = Some(Message::decode(input)?),
                (1000, WireType::List) => d = Some(Message::decode(input)?),
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

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Choice {
    First(i32),
    Second(ByteString),
    Third(bool),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Choice {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::First(first) => out.write_field(-1, first),
            Self::Second(second) => out.write_field(300, second),
            Self::Third(third) => out.write_field(-2, third),
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
                (-1, WireType::I32) => Some(Self::First(Message::decode(input)?)),
                (300, WireType::Binary) => Some(Self::Second(Message::decode(input)?)),
                (-2, WireType::Bool) => Some(Self::Third(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        choice.ok_or_else(|| input.not_one_field("Choice"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Failure {
    pub message: ByteString,
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
        out.write_field(-1, &self.message);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut message = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (-1, WireType::Binary) => message = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let message = message.unwrap_or_default();
        Ok(Self { message })
    }
}

pub trait Ids: Send + Sync + 'static {
    fn add(
        &self,
        left: i32,
        right: i32,
    ) -> impl Future<Output = Result<i32, CallError<AddException>>> + Send;

    fn put(
        &self,
        value: i32,
    ) -> impl Future<Output = Result<(), CallError<PutException>>> + Send;
}

/// Answers calls with a [`Ids`]. Clones share it.
#[derive(Debug)]
pub struct IdsServer<T>(Arc<T>);

impl<T: Ids> IdsServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for IdsServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Ids> Service<Request> for IdsServer<T> {
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
                    request.reply(service.add(args.left, args.right).await)
                }
                PutArgs::NAME => {
                    let args: PutArgs = request.body().decode()?;
                    request.reply(service.put(args.value).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Ids`] through `S`.
#[derive(Clone, Debug)]
pub struct IdsClient<S>(Client<S>);

impl<S: RpcService + Clone> IdsClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn add(
        &self,
        left: i32,
        right: i32,
    ) -> Result<i32, CallError<AddException>> {
        self.0.call(&AddArgs { left, right }).await
    }

    pub async fn put(&self, value: i32) -> Result<(), CallError<PutException>> {
        self.0.call(&PutArgs { value }).await
    }
}

/// The arguments of [`Ids::add`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AddArgs {
    pub left: i32,
    pub right: i32,
}

impl Message for AddArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(-1, &self.left);
        out.write_field(-2, &self.right);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut left = None;
        let mut right = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (-1, WireType::I32) => left = Some(Message::decode(input)?),
                (-2, WireType::I32) => right = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let left = left.unwrap_or_default();
        let right = right.unwrap_or_default();
        Ok(Self { left, right })
    }
}

impl Method for AddArgs {
    const NAME: &'static str = "add";
}

impl Call for AddArgs {
    type Reply = i32;
    type Exception = AddException;
}

/// The exceptions of [`Ids::add`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AddException {
    Failure(Failure),
}

impl From<Failure> for AddException {
    fn from(exception: Failure) -> Self {
        Self::Failure(exception)
    }
}

impl From<Failure> for CallError<AddException> {
    fn from(exception: Failure) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for AddException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for AddException {}

impl Exception for AddException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Failure(exception) => out.write_field(-1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (-1, WireType::Struct) => Ok(Some(Self::Failure(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Ids::put`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PutArgs {
    pub value: i32,
}

impl Message for PutArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(300, &self.value);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut value = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (300, WireType::I32) => value = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let value = value.unwrap_or_default();
        Ok(Self { value })
    }
}

impl Method for PutArgs {
    const NAME: &'static str = "put";
}

impl Call for PutArgs {
    type Reply = ();
    type Exception = PutException;
}

/// The exceptions of [`Ids::put`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PutException {
    One(Failure),
    Other(Failure),
}

impl fmt::Display for PutException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(exception) => exception.fmt(f),
            Self::Other(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for PutException {}

impl Exception for PutException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::One(exception) => out.write_field(-1, exception),
            Self::Other(exception) => out.write_field(400, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (-1, WireType::Struct) => Ok(Some(Self::One(Message::decode(input)?))),
            (400, WireType::Struct) => Ok(Some(Self::Other(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}
