// tests/options/counter.thrift, as Rust.

use std::convert::Infallible;
use std::error;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
};
use ::mini_lust::{
    ApplicationException, BoxFuture, ByteString, Call, CallError, Client, DecodeError,
    Error, ExceptionType, Method, Oneway, Protocol, Request, Response, RpcService,
    Service,
};

pub trait Named: Send + Sync + 'static {
    fn name(&self) -> BoxFuture<'_, Result<ByteString, CallError<Infallible>>> {
        Box::pin(async {
            let ty = ExceptionType::UNKNOWN_METHOD;
            Err(ApplicationException::new(ty, "`name` is not implemented").into())
        })
    }
}

/// Answers calls with a [`Named`]. Clones share it.
#[derive(Debug)]
pub struct NamedServer<T>(
    Arc<T>,
)
where
    T: ?Sized;

impl<T: Named> NamedServer<T>
where
    T: ?Sized,
{
    pub fn new(service: T) -> Self
    where
        T: Sized,
    {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for NamedServer<T>
where
    T: ?Sized,
{
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Named> Service<Request> for NamedServer<T>
where
    T: ?Sized,
{
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
                NameArgs::NAME => {
                    let NameArgs {} = request.body().decode()?;
                    request.reply(service.name().await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Named`] through `S`.
#[derive(Clone, Debug)]
pub struct NamedClient<S>(Client<S>);

impl<S: RpcService + Clone> NamedClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn name(&self) -> Result<ByteString, CallError<Infallible>> {
        self.0.call(&NameArgs {}).await
    }
}

/// The arguments of [`Named::name`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NameArgs {}

impl Message for NameArgs {
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

impl Method for NameArgs {
    const NAME: &'static str = "name";
}

impl Call for NameArgs {
    type Reply = ByteString;
    type Exception = Infallible;
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Full {
    pub most: i64,
}

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Full {}

impl Message for Full {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.most);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut most = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => most = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let most = most.unwrap_or_default();
        Ok(Self { most })
    }
}

pub trait Counter: Named {
    /// Returns the new sum.
    fn add(
        &self,
        amount: i64,
        reason: ByteString,
    ) -> BoxFuture<'_, Result<i64, CallError<AddException>>> {
        let _ = amount;
        let _ = reason;
        Box::pin(async {
            let ty = ExceptionType::UNKNOWN_METHOD;
            Err(ApplicationException::new(ty, "`add` is not implemented").into())
        })
    }

    fn reset(&self, to: i64) -> BoxFuture<'_, ()> {
        let _ = to;
        Box::pin(async {})
    }
}

/// Answers calls with a [`Counter`]. Clones share it.
#[derive(Debug)]
pub struct CounterServer<T>(
    Arc<T>,
)
where
    T: ?Sized;

impl<T: Counter> CounterServer<T>
where
    T: ?Sized,
{
    pub fn new(service: T) -> Self
    where
        T: Sized,
    {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for CounterServer<T>
where
    T: ?Sized,
{
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Counter> Service<Request> for CounterServer<T>
where
    T: ?Sized,
{
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
                NameArgs::NAME => {
                    let NameArgs {} = request.body().decode()?;
                    request.reply(service.name().await)
                }
                AddArgs::NAME => {
                    let args: AddArgs = request.body().decode()?;
                    request.reply(service.add(args.amount, args.reason).await)
                }
                ResetArgs::NAME => {
                    let args: ResetArgs = request.body().decode()?;
                    service.reset(args.to).await;
                    Ok(request.no_reply())
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Counter`] through `S`.
#[derive(Clone, Debug)]
pub struct CounterClient<S>(Client<S>);

impl<S: RpcService + Clone> CounterClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn name(&self) -> Result<ByteString, CallError<Infallible>> {
        self.0.call(&NameArgs {}).await
    }

    /// Returns the new sum.
    pub async fn add(
        &self,
        amount: i64,
        reason: ByteString,
    ) -> Result<i64, CallError<AddException>> {
        self.0.call(&AddArgs { amount, reason }).await
    }

    pub async fn reset(&self, to: i64) -> Result<(), Error> {
        self.0.cast(&ResetArgs { to }).await
    }
}

/// The arguments of [`Counter::add`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AddArgs {
    pub amount: i64,
    pub reason: ByteString,
}

impl Message for AddArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.amount);
        out.write_field(2, &self.reason);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut amount = None;
        let mut reason = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => amount = Some(Message::decode(input)?),
                (2, WireType::Binary) => reason = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let amount = amount.unwrap_or_default();
        let reason = reason.unwrap_or_default();
        Ok(Self { amount, reason })
    }
}

impl Method for AddArgs {
    const NAME: &'static str = "add";
}

impl Call for AddArgs {
    type Reply = i64;
    type Exception = AddException;
}

/// The exceptions of [`Counter::add`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum AddException {
    Full(Full),
}

impl From<Full> for AddException {
    fn from(exception: Full) -> Self {
        Self::Full(exception)
    }
}

impl From<Full> for CallError<AddException> {
    fn from(exception: Full) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for AddException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for AddException {}

impl Exception for AddException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Full(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Full(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Counter::reset`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ResetArgs {
    pub to: i64,
}

impl Message for ResetArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.to);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut to = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => to = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let to = to.unwrap_or_default();
        Ok(Self { to })
    }
}

impl Method for ResetArgs {
    const NAME: &'static str = "reset";
}

impl Oneway for ResetArgs {}
