// tests/options/shop.thrift, as Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::error;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Exception, FieldHeader, InputProtocol, Message, OutputProtocol, UnknownField,
    UnknownValue, WireType,
};
use ::mini_lust::rpc::descriptor::{MethodDescriptor, ServiceDescriptor};
use ::mini_lust::{
    BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Oneway, Protocol,
    Request, Response, RpcService, Service,
};

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
#[serde(into = "std::string::String", try_from = "std::string::String")]
pub struct State(pub i32);

impl State {
    pub const NEW: Self = Self(0);
    pub const PAID: Self = Self(5);
    pub const REFUNDED: Self = Self(-1);
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NEW => f.write_str("NEW"),
            Self::PAID => f.write_str("PAID"),
            Self::REFUNDED => f.write_str("REFUNDED"),
            Self(unknown) => write!(f, "State({unknown})"),
        }
    }
}

impl Message for State {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(0) => f.write_str("NEW"),
            Self(5) => f.write_str("PAID"),
            Self(-1) => f.write_str("refunded"),
            Self(unknown) => write!(f, "{unknown}"),
        }
    }
}

impl ::std::str::FromStr for State {
    type Err = UnknownValue;

    fn from_str(name: &str) -> Result<Self, UnknownValue> {
        match name {
            "NEW" => Ok(Self(0)),
            "PAID" => Ok(Self(5)),
            "refunded" => Ok(Self(-1)),
            _ => name.parse().map(Self).map_err(|_| UnknownValue::new("State", name)),
        }
    }
}

impl From<State> for ::std::string::String {
    fn from(value: State) -> Self {
        value.to_string()
    }
}

impl ::std::convert::TryFrom<::std::string::String> for State {
    type Error = UnknownValue;

    fn try_from(name: ::std::string::String) -> Result<Self, UnknownValue> {
        name.parse()
    }
}

impl ::std::convert::TryFrom<i32> for State {
    type Error = UnknownValue;

    fn try_from(number: i32) -> Result<Self, UnknownValue> {
        match number {
            0 => Ok(Self(number)),
            5 => Ok(Self(number)),
            -1 => Ok(Self(number)),
            _ => Err(UnknownValue::new("State", number)),
        }
    }
}

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
#[serde(into = "std::string::String", try_from = "std::string::String")]
pub struct Nothing(pub i32);

impl fmt::Debug for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nothing({})", self.0)
    }
}

impl Message for Nothing {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

impl fmt::Display for Nothing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(unknown) => write!(f, "{unknown}"),
        }
    }
}

impl ::std::str::FromStr for Nothing {
    type Err = UnknownValue;

    fn from_str(name: &str) -> Result<Self, UnknownValue> {
        match name {
            _ => name.parse().map(Self).map_err(|_| UnknownValue::new("Nothing", name)),
        }
    }
}

impl From<Nothing> for ::std::string::String {
    fn from(value: Nothing) -> Self {
        value.to_string()
    }
}

impl ::std::convert::TryFrom<::std::string::String> for Nothing {
    type Error = UnknownValue;

    fn try_from(name: ::std::string::String) -> Result<Self, UnknownValue> {
        name.parse()
    }
}

impl ::std::convert::TryFrom<i32> for Nothing {
    type Error = UnknownValue;

    fn try_from(number: i32) -> Result<Self, UnknownValue> {
        match number {
            _ => Err(UnknownValue::new("Nothing", number)),
        }
    }
}

pub const GREETING: &str = "Welcome";

pub const SHOP: &str = crate::common::HOUSE;

pub const LOGO: &[u8] = b"#";

pub static EMPTY: LazyLock<Order> = LazyLock::new(|| Order {
    id: ::std::string::String::from(GREETING),
    state: State::PAID,
    ..Default::default()
});

#[derive(Clone, Debug, Eq, PartialEq)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct Order {
    #[serde(rename = "number")]
    pub id: ::std::string::String,
    pub prices: BTreeMap<::std::string::String, crate::common::Money>,
    pub tags: BTreeSet<::std::string::String>,
    pub logo: Vec<u8>,
    pub state: State,
    pub payment: Option<Payment>,
    pub shop: ::std::string::String,
    pub labels: Option<BTreeMap<BTreeSet<::std::string::String>, Vec<Vec<u8>>>>,
    pub nothing: Nothing,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            id: Default::default(),
            prices: Default::default(),
            tags: BTreeSet::from([::std::string::String::from("new")]),
            logo: Vec::from(LOGO),
            state: Default::default(),
            payment: None,
            shop: ::std::string::String::from(SHOP),
            labels: Some(
                BTreeMap::from([
                    (
                        BTreeSet::from([::std::string::String::from("a")]),
                        Vec::from([Vec::from(LOGO), Vec::from(b"b")]),
                    ),
                ]),
            ),
            nothing: Default::default(),
        }
    }
}

impl Message for Order {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.prices);
        out.write_field(3, &self.tags);
        out.write_field(4, &self.logo);
        out.write_field(5, &self.state);
        if let Some(payment) = &self.payment {
            out.write_field(6, payment);
        }
        out.write_field(7, &self.shop);
        if let Some(labels) = &self.labels {
            out.write_field(8, labels);
        }
        out.write_field(9, &self.nothing);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut prices = None;
        let mut tags = None;
        let mut logo = None;
        let mut state = None;
        let mut payment = None;
        let mut shop = None;
        let mut labels = None;
        let mut nothing = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => id = Some(Message::decode(input)?),
                (2, WireType::Map) => prices = Some(Message::decode(input)?),
                (3, WireType::Set) => tags = Some(Message::decode(input)?),
                (4, WireType::Binary) => logo = Some(Message::decode(input)?),
                (5, WireType::I32) => state = Some(Message::decode(input)?),
                (6, WireType::Struct) => payment = Some(Message::decode(input)?),
                (7, WireType::Binary) => shop = Some(Message::decode(input)?),
                (8, WireType::Map) => labels = Some(Message::decode(input)?),
                (9, WireType::I32) => nothing = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.ok_or_else(|| input.missing("Order", "id"))?;
        let prices = prices.unwrap_or_default();
        let tags = tags
            .unwrap_or_else(|| BTreeSet::from([::std::string::String::from("new")]));
        let logo = logo.unwrap_or_else(|| Vec::from(LOGO));
        let state = state.unwrap_or_default();
        let shop = shop.unwrap_or_else(|| ::std::string::String::from(SHOP));
        let labels = labels
            .or_else(|| Some(
                BTreeMap::from([
                    (
                        BTreeSet::from([::std::string::String::from("a")]),
                        Vec::from([Vec::from(LOGO), Vec::from(b"b")]),
                    ),
                ]),
            ));
        let nothing = nothing.unwrap_or_default();
        Ok(Self {
            id,
            prices,
            tags,
            logo,
            state,
            payment,
            shop,
            labels,
            nothing,
        })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub enum Payment {
    Card(::std::string::String),
    Cash(crate::common::Money),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    #[serde(skip)]
    Unknown(UnknownField),
}

impl Message for Payment {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Card(card) => out.write_field(1, card),
            Self::Cash(cash) => out.write_field(2, cash),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut payment = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if payment.is_some() {
                return Err(input.not_one_field("Payment"));
            }
            payment = match (field.id, field.ty) {
                (1, WireType::Binary) => Some(Self::Card(Message::decode(input)?)),
                (2, WireType::Struct) => Some(Self::Cash(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        payment.ok_or_else(|| input.not_one_field("Payment"))
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct Refused {
    pub reason: ::std::string::String,
}

impl Default for Refused {
    fn default() -> Self {
        Self {
            reason: ::std::string::String::from("no reason"),
        }
    }
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
        let reason = reason.unwrap_or_else(|| ::std::string::String::from("no reason"));
        Ok(Self { reason })
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct String {
    pub text: ::std::string::String,
}

impl Message for String {
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

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
pub struct FromStr {
    pub text: String,
    pub from: TryFrom,
}

impl Message for FromStr {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.text);
        out.write_field(2, &self.from);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut text = None;
        let mut from = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => text = Some(Message::decode(input)?),
                (2, WireType::I32) => from = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let text = text.unwrap_or_default();
        let from = from.unwrap_or_default();
        Ok(Self { text, from })
    }
}

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[derive(serde::Deserialize, serde::Serialize)]
#[serde(into = "std::string::String", try_from = "std::string::String")]
pub struct TryFrom(pub i32);

impl TryFrom {
    pub const A: Self = Self(0);
}

impl fmt::Debug for TryFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::A => f.write_str("A"),
            Self(unknown) => write!(f, "TryFrom({unknown})"),
        }
    }
}

impl Message for TryFrom {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

impl fmt::Display for TryFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(0) => f.write_str("A"),
            Self(unknown) => write!(f, "{unknown}"),
        }
    }
}

impl ::std::str::FromStr for TryFrom {
    type Err = UnknownValue;

    fn from_str(name: &str) -> Result<Self, UnknownValue> {
        match name {
            "A" => Ok(Self(0)),
            _ => name.parse().map(Self).map_err(|_| UnknownValue::new("TryFrom", name)),
        }
    }
}

impl From<TryFrom> for ::std::string::String {
    fn from(value: TryFrom) -> Self {
        value.to_string()
    }
}

impl ::std::convert::TryFrom<::std::string::String> for TryFrom {
    type Error = UnknownValue;

    fn try_from(name: ::std::string::String) -> Result<Self, UnknownValue> {
        name.parse()
    }
}

impl ::std::convert::TryFrom<i32> for TryFrom {
    type Error = UnknownValue;

    fn try_from(number: i32) -> Result<Self, UnknownValue> {
        match number {
            0 => Ok(Self(number)),
            _ => Err(UnknownValue::new("TryFrom", number)),
        }
    }
}

pub trait Shop: crate::common::Base {
    fn get(
        &self,
        id: ::std::string::String,
        currency: crate::common::Currency,
    ) -> impl Future<Output = Result<Order, CallError<GetException>>> + Send;

    fn note(&self, text: ::std::string::String) -> impl Future<Output = ()> + Send;
}

/// Answers calls with a [`Shop`]. Clones share it.
#[derive(Debug)]
pub struct ShopServer<T>(Arc<T>);

impl<T: Shop> ShopServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for ShopServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Shop> Service<Request> for ShopServer<T> {
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
                crate::common::OpenArgs::NAME => {
                    let crate::common::OpenArgs {} = request.body().decode()?;
                    request.reply(service.open().await)
                }
                GetArgs::NAME => {
                    let args: GetArgs = request.body().decode()?;
                    request.reply(service.get(args.id, args.currency).await)
                }
                NoteArgs::NAME => {
                    let args: NoteArgs = request.body().decode()?;
                    service.note(args.text).await;
                    Ok(request.no_reply())
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Shop`] through `S`.
#[derive(Clone, Debug)]
pub struct ShopClient<S>(Client<S>);

impl<S: RpcService + Clone> ShopClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn open(&self) -> Result<bool, CallError<crate::common::OpenException>> {
        self.0.call(&crate::common::OpenArgs {}).await
    }

    pub async fn get(
        &self,
        id: ::std::string::String,
        currency: crate::common::Currency,
    ) -> Result<Order, CallError<GetException>> {
        self.0.call(&GetArgs { id, currency }).await
    }

    pub async fn note(&self, text: ::std::string::String) -> Result<(), Error> {
        self.0.cast(&NoteArgs { text }).await
    }
}

/// What the IDL file says of [`Shop`].
pub const SHOP_DESCRIPTOR: ServiceDescriptor = ServiceDescriptor {
    name: "Shop",
    extends: Some(&crate::common::BASE_DESCRIPTOR),
    methods: &[
        MethodDescriptor {
            name: "get",
            oneway: false,
            annotations: &[("cost", "3"), ("cached", "1")],
        },
        MethodDescriptor {
            name: "note",
            oneway: true,
            annotations: &[],
        },
    ],
    annotations: &[("owner", "shop \"a\"")],
};

/// The arguments of [`Shop::get`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetArgs {
    pub id: ::std::string::String,
    pub currency: crate::common::Currency,
}

impl Message for GetArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.currency);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut currency = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => id = Some(Message::decode(input)?),
                (2, WireType::I32) => currency = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        let currency = currency.unwrap_or_default();
        Ok(Self { id, currency })
    }
}

impl Method for GetArgs {
    const NAME: &'static str = "get";
}

impl Call for GetArgs {
    type Reply = Order;
    type Exception = GetException;
}

/// The exceptions of [`Shop::get`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GetException {
    Refused(Refused),
    Closed(crate::common::Closed),
}

impl From<Refused> for GetException {
    fn from(exception: Refused) -> Self {
        Self::Refused(exception)
    }
}

impl From<Refused> for CallError<GetException> {
    fn from(exception: Refused) -> Self {
        Self::Exception(exception.into())
    }
}

impl From<crate::common::Closed> for GetException {
    fn from(exception: crate::common::Closed) -> Self {
        Self::Closed(exception)
    }
}

impl From<crate::common::Closed> for CallError<GetException> {
    fn from(exception: crate::common::Closed) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for GetException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(exception) => exception.fmt(f),
            Self::Closed(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for GetException {}

impl Exception for GetException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Refused(exception) => out.write_field(1, exception),
            Self::Closed(exception) => out.write_field(2, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Refused(Message::decode(input)?))),
            (2, WireType::Struct) => Ok(Some(Self::Closed(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Shop::note`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NoteArgs {
    pub text: ::std::string::String,
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
