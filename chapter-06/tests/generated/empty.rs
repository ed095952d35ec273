// tests/generated/empty.thrift, as Rust.

use std::collections::HashSet;
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
    BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol, Request,
    Response, RpcService, Service,
};

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

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Never {
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Never {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut never = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if never.is_some() {
                return Err(input.not_one_field("Never"));
            }
            never = match (field.id, field.ty) {
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        never.ok_or_else(|| input.not_one_field("Never"))
    }
}

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

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Holder {
    pub nothing: Nothing,
    pub never: Never,
    pub maybe: Option<Never>,
    pub failed: Option<Failed>,
    pub nevers: HashSet<Never>,
}

impl Message for Holder {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.nothing);
        out.write_field(2, &self.never);
        if let Some(maybe) = &self.maybe {
            out.write_field(3, maybe);
        }
        if let Some(failed) = &self.failed {
            out.write_field(4, failed);
        }
        out.write_field(5, &self.nevers);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut nothing = None;
        let mut never = None;
        let mut maybe = None;
        let mut failed = None;
        let mut nevers = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => nothing = Some(Message::decode(input)?),
                (2, WireType::Struct) => never = Some(Message::decode(input)?),
                (3, WireType::Struct) => maybe = Some(Message::decode(input)?),
                (4, WireType::Struct) => failed = Some(Message::decode(input)?),
                (5, WireType::Set) => nevers = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let nothing = nothing.unwrap_or_default();
        let never = never.ok_or_else(|| input.missing("Holder", "never"))?;
        let nevers = nevers.unwrap_or_default();
        Ok(Self {
            nothing,
            never,
            maybe,
            failed,
            nevers,
        })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Only {
    Nothing(Nothing),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Only {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Nothing(nothing) => out.write_field(1, nothing),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut only = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if only.is_some() {
                return Err(input.not_one_field("Only"));
            }
            only = match (field.id, field.ty) {
                (1, WireType::Struct) => Some(Self::Nothing(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        only.ok_or_else(|| input.not_one_field("Only"))
    }
}

pub trait Silent: Send + Sync + 'static {}

/// Answers calls with a [`Silent`]. Clones share it.
#[derive(Debug)]
pub struct SilentServer<T>(Arc<T>);

impl<T: Silent> SilentServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for SilentServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Silent> Service<Request> for SilentServer<T> {
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

/// Calls a [`Silent`] through `S`.
#[derive(Clone, Debug)]
pub struct SilentClient<S>(Client<S>);

impl<S: RpcService + Clone> SilentClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }
}

pub trait Loud: Send + Sync + 'static {
    fn shout(
        &self,
        nothing: Nothing,
        never: Never,
    ) -> impl Future<Output = Result<Nothing, CallError<ShoutException>>> + Send;
}

/// Answers calls with a [`Loud`]. Clones share it.
#[derive(Debug)]
pub struct LoudServer<T>(Arc<T>);

impl<T: Loud> LoudServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for LoudServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Loud> Service<Request> for LoudServer<T> {
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
                ShoutArgs::NAME => {
                    let args: ShoutArgs = request.body().decode()?;
                    request.reply(service.shout(args.nothing, args.never).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Loud`] through `S`.
#[derive(Clone, Debug)]
pub struct LoudClient<S>(Client<S>);

impl<S: RpcService + Clone> LoudClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn shout(
        &self,
        nothing: Nothing,
        never: Never,
    ) -> Result<Nothing, CallError<ShoutException>> {
        self.0.call(&ShoutArgs { nothing, never }).await
    }
}

/// The arguments of [`Loud::shout`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShoutArgs {
    pub nothing: Nothing,
    pub never: Never,
}

impl Message for ShoutArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.nothing);
        out.write_field(2, &self.never);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut nothing = None;
        let mut never = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => nothing = Some(Message::decode(input)?),
                (2, WireType::Struct) => never = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let nothing = nothing.unwrap_or_default();
        let never = never.ok_or_else(|| input.missing("ShoutArgs", "never"))?;
        Ok(Self { nothing, never })
    }
}

impl Method for ShoutArgs {
    const NAME: &'static str = "shout";
}

impl Call for ShoutArgs {
    type Reply = Nothing;
    type Exception = ShoutException;
}

/// The exceptions of [`Loud::shout`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ShoutException {
    Failed(Failed),
}

impl From<Failed> for ShoutException {
    fn from(exception: Failed) -> Self {
        Self::Failed(exception)
    }
}

impl From<Failed> for CallError<ShoutException> {
    fn from(exception: Failed) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for ShoutException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for ShoutException {}

impl Exception for ShoutException {
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
