// tests/options/common.thrift, as Rust.

use std::error;
use std::fmt;
use std::future::Future;
use std::str::FromStr;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Exception, FieldHeader, InputProtocol, Message, OutputProtocol, UnknownValue,
    WireType,
};
use ::mini_lust::rpc::descriptor::{MethodDescriptor, ServiceDescriptor};
use ::mini_lust::{
    BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol, Request,
    Response, RpcService, Service,
};

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
#[serde(into = "std::string::String", try_from = "std::string::String")]
pub struct Currency(pub i32);

impl Currency {
    pub const EUR: Self = Self(1);
    pub const USD: Self = Self(2);
    pub const EURO: Self = Self(1);
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::EUR => f.write_str("EUR"),
            Self::USD => f.write_str("USD"),
            Self(unknown) => write!(f, "Currency({unknown})"),
        }
    }
}

impl Message for Currency {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(1) => f.write_str("EUR"),
            Self(2) => f.write_str("usd"),
            Self(unknown) => write!(f, "{unknown}"),
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownValue;

    fn from_str(name: &str) -> Result<Self, UnknownValue> {
        match name {
            "EUR" => Ok(Self(1)),
            "usd" => Ok(Self(2)),
            "EURO" => Ok(Self(1)),
            _ => name.parse().map(Self).map_err(|_| UnknownValue::new("Currency", name)),
        }
    }
}

impl From<Currency> for String {
    fn from(value: Currency) -> Self {
        value.to_string()
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownValue;

    fn try_from(name: String) -> Result<Self, UnknownValue> {
        name.parse()
    }
}

impl TryFrom<i32> for Currency {
    type Error = UnknownValue;

    fn try_from(number: i32) -> Result<Self, UnknownValue> {
        match number {
            1 => Ok(Self(number)),
            2 => Ok(Self(number)),
            _ => Err(UnknownValue::new("Currency", number)),
        }
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct Money {
    pub cents: i64,
    pub currency: Currency,
}

impl Default for Money {
    fn default() -> Self {
        Self {
            cents: Default::default(),
            currency: Currency::EUR,
        }
    }
}

impl Message for Money {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.cents);
        out.write_field(2, &self.currency);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut cents = None;
        let mut currency = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => cents = Some(Message::decode(input)?),
                (2, WireType::I32) => currency = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let cents = cents.ok_or_else(|| input.missing("Money", "cents"))?;
        let currency = currency.unwrap_or(Currency::EUR);
        Ok(Self { cents, currency })
    }
}

pub const HOUSE: &str = "Mini Lust";

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct Closed {
    pub until: String,
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Closed {}

impl Message for Closed {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.until);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut until = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => until = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let until = until.unwrap_or_default();
        Ok(Self { until })
    }
}

pub trait Base: Send + Sync + 'static {
    fn open(
        &self,
    ) -> impl Future<Output = Result<bool, CallError<OpenException>>> + Send;
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
                OpenArgs::NAME => {
                    let OpenArgs {} = request.body().decode()?;
                    request.reply(service.open().await)
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

    pub async fn open(&self) -> Result<bool, CallError<OpenException>> {
        self.0.call(&OpenArgs {}).await
    }
}

/// What the IDL file says of [`Base`].
pub const BASE_DESCRIPTOR: ServiceDescriptor = ServiceDescriptor {
    name: "Base",
    extends: None,
    methods: &[
        MethodDescriptor {
            name: "open",
            oneway: false,
            annotations: &[],
        },
    ],
    annotations: &[],
};

/// The arguments of [`Base::open`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OpenArgs {}

impl Message for OpenArgs {
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

impl Method for OpenArgs {
    const NAME: &'static str = "open";
}

impl Call for OpenArgs {
    type Reply = bool;
    type Exception = OpenException;
}

/// The exceptions of [`Base::open`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum OpenException {
    Closed(Closed),
}

impl From<Closed> for OpenException {
    fn from(exception: Closed) -> Self {
        Self::Closed(exception)
    }
}

impl From<Closed> for CallError<OpenException> {
    fn from(exception: Closed) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for OpenException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for OpenException {}

impl Exception for OpenException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Closed(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Closed(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}
