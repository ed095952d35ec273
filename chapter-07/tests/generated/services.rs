// tests/generated/services.thrift, as Rust.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Double, Exception, FieldHeader, InputProtocol, Message, OutputProtocol, UnknownField,
    WireType,
};
use ::mini_lust::{
    BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error, Method,
    Oneway, Protocol, Request, Response, RpcService, Service,
};

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Item {
    pub id: i64,
    pub name: ByteString,
}

impl Message for Item {
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
        let id = id.ok_or_else(|| input.missing("Item", "id"))?;
        let name = name.unwrap_or_default();
        Ok(Self { id, name })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Selector {
    Id(i64),
    Name(ByteString),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Selector {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Id(id) => out.write_field(1, id),
            Self::Name(name) => out.write_field(2, name),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut selector = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if selector.is_some() {
                return Err(input.not_one_field("Selector"));
            }
            selector = match (field.id, field.ty) {
                (1, WireType::I64) => Some(Self::Id(Message::decode(input)?)),
                (2, WireType::Binary) => Some(Self::Name(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        selector.ok_or_else(|| input.not_one_field("Selector"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NotFound {
    pub id: i64,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for NotFound {}

impl Message for NotFound {
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
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        Ok(Self { id })
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Busy {
    pub seconds: f64,
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Busy {}

impl Message for Busy {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.seconds);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut seconds = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => seconds = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let seconds = seconds.unwrap_or_default();
        Ok(Self { seconds })
    }
}

/// Much larger than the others.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Detailed {
    pub what: ByteString,
    pub why: ByteString,
    pub r#where: ByteString,
    pub how: ByteString,
    pub when: ByteString,
    pub who: ByteString,
    pub rest: Vec<ByteString>,
    pub item: Item,
}

impl fmt::Display for Detailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Detailed {}

impl Message for Detailed {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.what);
        out.write_field(2, &self.why);
        out.write_field(3, &self.r#where);
        out.write_field(4, &self.how);
        out.write_field(5, &self.when);
        out.write_field(6, &self.who);
        out.write_field(7, &self.rest);
        out.write_field(8, &self.item);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut what = None;
        let mut why = None;
        let mut r#where = None;
        let mut how = None;
        let mut when = None;
        let mut who = None;
        let mut rest = None;
        let mut item = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => what = Some(Message::decode(input)?),
                (2, WireType::Binary) => why = Some(Message::decode(input)?),
                (3, WireType::Binary) => r#where = Some(Message::decode(input)?),
                (4, WireType::Binary) => how = Some(Message::decode(input)?),
                (5, WireType::Binary) => when = Some(Message::decode(input)?),
                (6, WireType::Binary) => who = Some(Message::decode(input)?),
                (7, WireType::List) => rest = Some(Message::decode(input)?),
                (8, WireType::Struct) => item = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let what = what.unwrap_or_default();
        let why = why.unwrap_or_default();
        let r#where = r#where.unwrap_or_default();
        let how = how.unwrap_or_default();
        let when = when.unwrap_or_default();
        let who = who.unwrap_or_default();
        let rest = rest.unwrap_or_default();
        let item = item.unwrap_or_default();
        Ok(Self {
            what,
            why,
            r#where,
            how,
            when,
            who,
            rest,
            item,
        })
    }
}

/// A variant is much larger than the others.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Answer {
    Item(Item),
    Detailed(Detailed),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Answer {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Item(item) => out.write_field(1, item),
            Self::Detailed(detailed) => out.write_field(2, detailed),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut answer = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if answer.is_some() {
                return Err(input.not_one_field("Answer"));
            }
            answer = match (field.id, field.ty) {
                (1, WireType::Struct) => Some(Self::Item(Message::decode(input)?)),
                (2, WireType::Struct) => Some(Self::Detailed(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        answer.ok_or_else(|| input.not_one_field("Answer"))
    }
}

pub type Missing = NotFound;

pub trait Empty: Send + Sync + 'static {}

/// Answers calls with a [`Empty`]. Clones share it.
#[derive(Debug)]
pub struct EmptyServer<T>(Arc<T>);

impl<T: Empty> EmptyServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for EmptyServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Empty> Service<Request> for EmptyServer<T> {
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

/// Calls a [`Empty`] through `S`.
#[derive(Clone, Debug)]
pub struct EmptyClient<S>(Client<S>);

impl<S: RpcService + Clone> EmptyClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }
}

/// Has what `shared.Base` has, and no more.
pub trait Same: shared::Base {}

/// Answers calls with a [`Same`]. Clones share it.
#[derive(Debug)]
pub struct SameServer<T>(Arc<T>);

impl<T: Same> SameServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for SameServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Same> Service<Request> for SameServer<T> {
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
                shared::LimitsArgs::NAME => {
                    let shared::LimitsArgs {} = request.body().decode()?;
                    request.reply(service.limits().await)
                }
                shared::ResetArgs::NAME => {
                    let args: shared::ResetArgs = request.body().decode()?;
                    service.reset(args.level).await;
                    Ok(request.no_reply())
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Same`] through `S`.
#[derive(Clone, Debug)]
pub struct SameClient<S>(Client<S>);

impl<S: RpcService + Clone> SameClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// Comes from `shared.thrift`.
    pub async fn limits(
        &self,
    ) -> Result<shared::Limits, CallError<shared::LimitsException>> {
        self.0.call(&shared::LimitsArgs {}).await
    }

    pub async fn reset(&self, level: shared::Level) -> Result<(), Error> {
        self.0.cast(&shared::ResetArgs { level }).await
    }
}

/// Methods of every shape.
pub trait Store: shared::Base {
    fn nothing(&self) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    fn answer(
        &self,
    ) -> impl Future<Output = Result<Answer, CallError<AnswerException>>> + Send;

    /// Throws what it throws by the type.
    fn get(
        &self,
        selector: Selector,
    ) -> impl Future<Output = Result<Item, CallError<GetException>>> + Send;

    /// One type for two exceptions.
    fn r#move(
        &self,
        from: i64,
        to: i64,
    ) -> impl Future<Output = Result<(), CallError<MoveException>>> + Send;

    /// Of the same type again, by another name.
    fn swap(&self) -> impl Future<Output = Result<(), CallError<SwapException>>> + Send;

    fn touch(&self, id: i64) -> impl Future<Output = ()> + Send;

    fn wake(&self) -> impl Future<Output = ()> + Send;

    fn all(
        &self,
        limit: Option<i32>,
        sorted: bool,
        from: i32,
    ) -> impl Future<Output = Result<Vec<Item>, CallError<Infallible>>> + Send;

    fn six(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    fn seven(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    fn log(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
        h: i32,
    ) -> impl Future<Output = ()> + Send;

    fn nested(
        &self,
        nested: HashMap<
            ByteString,
            HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
        >,
    ) -> impl Future<
        Output = Result<
            HashMap<
                ByteString,
                HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
            >,
            CallError<Infallible>,
        >,
    > + Send;

    fn selectors(
        &self,
        one: Selector,
        maybe: Option<Selector>,
        all: Vec<Selector>,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
}

/// Answers calls with a [`Store`]. Clones share it.
#[derive(Debug)]
pub struct StoreServer<T>(Arc<T>);

impl<T: Store> StoreServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for StoreServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Store> Service<Request> for StoreServer<T> {
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
                shared::LimitsArgs::NAME => {
                    let shared::LimitsArgs {} = request.body().decode()?;
                    request.reply(service.limits().await)
                }
                shared::ResetArgs::NAME => {
                    let args: shared::ResetArgs = request.body().decode()?;
                    service.reset(args.level).await;
                    Ok(request.no_reply())
                }
                NothingArgs::NAME => {
                    let NothingArgs {} = request.body().decode()?;
                    request.reply(service.nothing().await)
                }
                AnswerArgs::NAME => {
                    let AnswerArgs {} = request.body().decode()?;
                    request.reply(service.answer().await)
                }
                GetArgs::NAME => {
                    let args: GetArgs = request.body().decode()?;
                    request.reply(service.get(args.selector).await)
                }
                MoveArgs::NAME => {
                    let args: MoveArgs = request.body().decode()?;
                    request.reply(service.r#move(args.from, args.to).await)
                }
                SwapArgs::NAME => {
                    let SwapArgs {} = request.body().decode()?;
                    request.reply(service.swap().await)
                }
                TouchArgs::NAME => {
                    let args: TouchArgs = request.body().decode()?;
                    service.touch(args.id).await;
                    Ok(request.no_reply())
                }
                WakeArgs::NAME => {
                    let WakeArgs {} = request.body().decode()?;
                    service.wake().await;
                    Ok(request.no_reply())
                }
                AllArgs::NAME => {
                    let args: AllArgs = request.body().decode()?;
                    request.reply(service.all(args.limit, args.sorted, args.from).await)
                }
                SixArgs::NAME => {
                    let args: SixArgs = request.body().decode()?;
                    request
                        .reply(
                            service
                                .six(args.a, args.b, args.c, args.d, args.e, args.f)
                                .await,
                        )
                }
                SevenArgs::NAME => {
                    let args: SevenArgs = request.body().decode()?;
                    request
                        .reply(
                            service
                                .seven(
                                    args.a,
                                    args.b,
                                    args.c,
                                    args.d,
                                    args.e,
                                    args.f,
                                    args.g,
                                )
                                .await,
                        )
                }
                LogArgs::NAME => {
                    let args: LogArgs = request.body().decode()?;
                    service
                        .log(
                            args.a,
                            args.b,
                            args.c,
                            args.d,
                            args.e,
                            args.f,
                            args.g,
                            args.h,
                        )
                        .await;
                    Ok(request.no_reply())
                }
                NestedArgs::NAME => {
                    let args: NestedArgs = request.body().decode()?;
                    request.reply(service.nested(args.nested).await)
                }
                SelectorsArgs::NAME => {
                    let args: SelectorsArgs = request.body().decode()?;
                    request
                        .reply(service.selectors(args.one, args.maybe, args.all).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Store`] through `S`.
#[derive(Clone, Debug)]
pub struct StoreClient<S>(Client<S>);

impl<S: RpcService + Clone> StoreClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// Comes from `shared.thrift`.
    pub async fn limits(
        &self,
    ) -> Result<shared::Limits, CallError<shared::LimitsException>> {
        self.0.call(&shared::LimitsArgs {}).await
    }

    pub async fn reset(&self, level: shared::Level) -> Result<(), Error> {
        self.0.cast(&shared::ResetArgs { level }).await
    }

    pub async fn nothing(&self) -> Result<(), CallError<Infallible>> {
        self.0.call(&NothingArgs {}).await
    }

    pub async fn answer(&self) -> Result<Answer, CallError<AnswerException>> {
        self.0.call(&AnswerArgs {}).await
    }

    /// Throws what it throws by the type.
    pub async fn get(
        &self,
        selector: Selector,
    ) -> Result<Item, CallError<GetException>> {
        self.0.call(&GetArgs { selector }).await
    }

    /// One type for two exceptions.
    pub async fn r#move(
        &self,
        from: i64,
        to: i64,
    ) -> Result<(), CallError<MoveException>> {
        self.0.call(&MoveArgs { from, to }).await
    }

    /// Of the same type again, by another name.
    pub async fn swap(&self) -> Result<(), CallError<SwapException>> {
        self.0.call(&SwapArgs {}).await
    }

    pub async fn touch(&self, id: i64) -> Result<(), Error> {
        self.0.cast(&TouchArgs { id }).await
    }

    pub async fn wake(&self) -> Result<(), Error> {
        self.0.cast(&WakeArgs {}).await
    }

    pub async fn all(
        &self,
        limit: Option<i32>,
        sorted: bool,
        from: i32,
    ) -> Result<Vec<Item>, CallError<Infallible>> {
        self.0.call(&AllArgs { limit, sorted, from }).await
    }

    pub async fn six(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SixArgs { a, b, c, d, e, f }).await
    }

    pub async fn seven(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SevenArgs { a, b, c, d, e, f, g }).await
    }

    pub async fn log(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
        h: i32,
    ) -> Result<(), Error> {
        self.0.cast(&LogArgs { a, b, c, d, e, f, g, h }).await
    }

    pub async fn nested(
        &self,
        nested: HashMap<
            ByteString,
            HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
        >,
    ) -> Result<
        HashMap<ByteString, HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>>,
        CallError<Infallible>,
    > {
        self.0.call(&NestedArgs { nested }).await
    }

    pub async fn selectors(
        &self,
        one: Selector,
        maybe: Option<Selector>,
        all: Vec<Selector>,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SelectorsArgs { one, maybe, all }).await
    }
}

/// The arguments of [`Store::nothing`].
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

impl Call for NothingArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`Store::answer`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AnswerArgs {}

impl Message for AnswerArgs {
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

impl Method for AnswerArgs {
    const NAME: &'static str = "answer";
}

impl Call for AnswerArgs {
    type Reply = Answer;
    type Exception = AnswerException;
}

/// The exceptions of [`Store::answer`].
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerException {
    Detailed(Detailed),
    Busy(Busy),
}

impl From<Detailed> for AnswerException {
    fn from(exception: Detailed) -> Self {
        Self::Detailed(exception)
    }
}

impl From<Detailed> for CallError<AnswerException> {
    fn from(exception: Detailed) -> Self {
        Self::Exception(exception.into())
    }
}

impl From<Busy> for AnswerException {
    fn from(exception: Busy) -> Self {
        Self::Busy(exception)
    }
}

impl From<Busy> for CallError<AnswerException> {
    fn from(exception: Busy) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for AnswerException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Detailed(exception) => exception.fmt(f),
            Self::Busy(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for AnswerException {}

impl Exception for AnswerException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Detailed(exception) => out.write_field(1, exception),
            Self::Busy(exception) => out.write_field(2, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Detailed(Message::decode(input)?))),
            (2, WireType::Struct) => Ok(Some(Self::Busy(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Store::get`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetArgs {
    pub selector: Selector,
}

impl Message for GetArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.selector);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut selector = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => selector = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let selector = selector.ok_or_else(|| input.missing("GetArgs", "selector"))?;
        Ok(Self { selector })
    }
}

impl Method for GetArgs {
    const NAME: &'static str = "get";
}

impl Call for GetArgs {
    type Reply = Item;
    type Exception = GetException;
}

/// The exceptions of [`Store::get`].
#[derive(Clone, Debug, PartialEq)]
pub enum GetException {
    NotFound(NotFound),
    Busy(Busy),
}

impl From<NotFound> for GetException {
    fn from(exception: NotFound) -> Self {
        Self::NotFound(exception)
    }
}

impl From<NotFound> for CallError<GetException> {
    fn from(exception: NotFound) -> Self {
        Self::Exception(exception.into())
    }
}

impl From<Busy> for GetException {
    fn from(exception: Busy) -> Self {
        Self::Busy(exception)
    }
}

impl From<Busy> for CallError<GetException> {
    fn from(exception: Busy) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for GetException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(exception) => exception.fmt(f),
            Self::Busy(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for GetException {}

impl Exception for GetException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::NotFound(exception) => out.write_field(1, exception),
            Self::Busy(exception) => out.write_field(2, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::NotFound(Message::decode(input)?))),
            (2, WireType::Struct) => Ok(Some(Self::Busy(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Store::move`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MoveArgs {
    pub from: i64,
    pub to: i64,
}

impl Message for MoveArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.from);
        out.write_field(2, &self.to);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut from = None;
        let mut to = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => from = Some(Message::decode(input)?),
                (2, WireType::I64) => to = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let from = from.unwrap_or_default();
        let to = to.unwrap_or_default();
        Ok(Self { from, to })
    }
}

impl Method for MoveArgs {
    const NAME: &'static str = "move";
}

impl Call for MoveArgs {
    type Reply = ();
    type Exception = MoveException;
}

/// The exceptions of [`Store::move`].
#[derive(Clone, Debug, PartialEq)]
pub enum MoveException {
    NoSource(NotFound),
    NoTarget(NotFound),
    Busy(Busy),
}

impl From<Busy> for MoveException {
    fn from(exception: Busy) -> Self {
        Self::Busy(exception)
    }
}

impl From<Busy> for CallError<MoveException> {
    fn from(exception: Busy) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for MoveException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSource(exception) => exception.fmt(f),
            Self::NoTarget(exception) => exception.fmt(f),
            Self::Busy(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for MoveException {}

impl Exception for MoveException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::NoSource(exception) => out.write_field(1, exception),
            Self::NoTarget(exception) => out.write_field(2, exception),
            Self::Busy(exception) => out.write_field(3, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::NoSource(Message::decode(input)?))),
            (2, WireType::Struct) => Ok(Some(Self::NoTarget(Message::decode(input)?))),
            (3, WireType::Struct) => Ok(Some(Self::Busy(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Store::swap`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SwapArgs {}

impl Message for SwapArgs {
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

impl Method for SwapArgs {
    const NAME: &'static str = "swap";
}

impl Call for SwapArgs {
    type Reply = ();
    type Exception = SwapException;
}

/// The exceptions of [`Store::swap`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SwapException {
    First(NotFound),
    Second(Missing),
    Refused(shared::Refused),
}

impl From<shared::Refused> for SwapException {
    fn from(exception: shared::Refused) -> Self {
        Self::Refused(exception)
    }
}

impl From<shared::Refused> for CallError<SwapException> {
    fn from(exception: shared::Refused) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for SwapException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First(exception) => exception.fmt(f),
            Self::Second(exception) => exception.fmt(f),
            Self::Refused(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for SwapException {}

impl Exception for SwapException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::First(exception) => out.write_field(2, exception),
            Self::Second(exception) => out.write_field(1, exception),
            Self::Refused(exception) => out.write_field(7, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (2, WireType::Struct) => Ok(Some(Self::First(Message::decode(input)?))),
            (1, WireType::Struct) => Ok(Some(Self::Second(Message::decode(input)?))),
            (7, WireType::Struct) => Ok(Some(Self::Refused(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`Store::touch`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TouchArgs {
    pub id: i64,
}

impl Message for TouchArgs {
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
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        Ok(Self { id })
    }
}

impl Method for TouchArgs {
    const NAME: &'static str = "touch";
}

impl Oneway for TouchArgs {}

/// The arguments of [`Store::wake`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WakeArgs {}

impl Message for WakeArgs {
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

impl Method for WakeArgs {
    const NAME: &'static str = "wake";
}

impl Oneway for WakeArgs {}

/// The arguments of [`Store::all`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AllArgs {
    pub limit: Option<i32>,
    pub sorted: bool,
    pub from: i32,
}

impl Message for AllArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(limit) = &self.limit {
            out.write_field(1, limit);
        }
        out.write_field(2, &self.sorted);
        out.write_field(3, &self.from);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut limit = None;
        let mut sorted = None;
        let mut from = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => limit = Some(Message::decode(input)?),
                (2, WireType::Bool) => sorted = Some(Message::decode(input)?),
                (3, WireType::I32) => from = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let sorted = sorted.ok_or_else(|| input.missing("AllArgs", "sorted"))?;
        let from = from.unwrap_or(5);
        Ok(Self { limit, sorted, from })
    }
}

impl Method for AllArgs {
    const NAME: &'static str = "all";
}

impl Call for AllArgs {
    type Reply = Vec<Item>;
    type Exception = Infallible;
}

/// The arguments of [`Store::six`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SixArgs {
    pub a: i32,
    pub b: i32,
    pub c: i32,
    pub d: i32,
    pub e: i32,
    pub f: i32,
}

impl Message for SixArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.a);
        out.write_field(2, &self.b);
        out.write_field(3, &self.c);
        out.write_field(4, &self.d);
        out.write_field(5, &self.e);
        out.write_field(6, &self.f);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut a = None;
        let mut b = None;
        let mut c = None;
        let mut d = None;
        let mut e = None;
        let mut f = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => a = Some(Message::decode(input)?),
                (2, WireType::I32) => b = Some(Message::decode(input)?),
                (3, WireType::I32) => c = Some(Message::decode(input)?),
                (4, WireType::I32) => d = Some(Message::decode(input)?),
                (5, WireType::I32) => e = Some(Message::decode(input)?),
                (6, WireType::I32) => f = Some(Message::decode(input)?),
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
        Ok(Self { a, b, c, d, e, f })
    }
}

impl Method for SixArgs {
    const NAME: &'static str = "six";
}

impl Call for SixArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`Store::seven`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SevenArgs {
    pub a: i32,
    pub b: i32,
    pub c: i32,
    pub d: i32,
    pub e: i32,
    pub f: i32,
    pub g: i32,
}

impl Message for SevenArgs {
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
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => a = Some(Message::decode(input)?),
                (2, WireType::I32) => b = Some(Message::decode(input)?),
                (3, WireType::I32) => c = Some(Message::decode(input)?),
                (4, WireType::I32) => d = Some(Message::decode(input)?),
                (5, WireType::I32) => e = Some(Message::decode(input)?),
                (6, WireType::I32) => f = Some(Message::decode(input)?),
                (7, WireType::I32) => g = Some(Message::decode(input)?),
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
        Ok(Self { a, b, c, d, e, f, g })
    }
}

impl Method for SevenArgs {
    const NAME: &'static str = "seven";
}

impl Call for SevenArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`Store::log`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LogArgs {
    pub a: i32,
    pub b: i32,
    pub c: i32,
    pub d: i32,
    pub e: i32,
    pub f: i32,
    pub g: i32,
    pub h: i32,
}

impl Message for LogArgs {
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
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => a = Some(Message::decode(input)?),
                (2, WireType::I32) => b = Some(Message::decode(input)?),
                (3, WireType::I32) => c = Some(Message::decode(input)?),
                (4, WireType::I32) => d = Some(Message::decode(input)?),
                (5, WireType::I32) => e = Some(Message::decode(input)?),
                (6, WireType::I32) => f = Some(Message::decode(input)?),
                (7, WireType::I32) => g = Some(Message::decode(input)?),
                (8, WireType::I32) => h = Some(Message::decode(input)?),
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
        Ok(Self { a, b, c, d, e, f, g, h })
    }
}

impl Method for LogArgs {
    const NAME: &'static str = "log";
}

impl Oneway for LogArgs {}

/// The arguments of [`Store::nested`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct NestedArgs {
    pub nested: HashMap<
        ByteString,
        HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
    >,
}

impl Message for NestedArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.nested);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut nested = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Map) => nested = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let nested = nested.unwrap_or_default();
        Ok(Self { nested })
    }
}

impl Method for NestedArgs {
    const NAME: &'static str = "nested";
}

impl Call for NestedArgs {
    type Reply = HashMap<
        ByteString,
        HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
    >;
    type Exception = Infallible;
}

/// The arguments of [`Store::selectors`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SelectorsArgs {
    pub one: Selector,
    pub maybe: Option<Selector>,
    pub all: Vec<Selector>,
}

impl Message for SelectorsArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.one);
        if let Some(maybe) = &self.maybe {
            out.write_field(2, maybe);
        }
        out.write_field(3, &self.all);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut one = None;
        let mut maybe = None;
        let mut all = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => one = Some(Message::decode(input)?),
                (2, WireType::Struct) => maybe = Some(Message::decode(input)?),
                (3, WireType::List) => all = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let one = one.ok_or_else(|| input.missing("SelectorsArgs", "one"))?;
        let all = all.unwrap_or_default();
        Ok(Self { one, maybe, all })
    }
}

impl Method for SelectorsArgs {
    const NAME: &'static str = "selectors";
}

impl Call for SelectorsArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// Two levels above is `shared.Base`.
pub trait Warehouse: Store {
    fn open(&self) -> impl Future<Output = Result<bool, CallError<Infallible>>> + Send;

    fn tiny(&self) -> impl Future<Output = Result<i8, CallError<Infallible>>> + Send;

    fn short(&self) -> impl Future<Output = Result<i16, CallError<Infallible>>> + Send;

    fn count(
        &self,
        item: Item,
    ) -> impl Future<Output = Result<i32, CallError<Infallible>>> + Send;

    fn total(&self) -> impl Future<Output = Result<i64, CallError<Infallible>>> + Send;

    fn weight(&self) -> impl Future<Output = Result<f64, CallError<Infallible>>> + Send;

    fn name(
        &self,
    ) -> impl Future<Output = Result<ByteString, CallError<Infallible>>> + Send;

    fn raw(&self) -> impl Future<Output = Result<Bytes, CallError<Infallible>>> + Send;

    fn key(
        &self,
    ) -> impl Future<Output = Result<[u8; 16], CallError<Infallible>>> + Send;

    fn ids(
        &self,
    ) -> impl Future<Output = Result<HashSet<i64>, CallError<Infallible>>> + Send;

    fn by_name(
        &self,
    ) -> impl Future<
        Output = Result<HashMap<ByteString, Vec<Item>>, CallError<Infallible>>,
    > + Send;

    fn selector(
        &self,
    ) -> impl Future<Output = Result<Selector, CallError<Infallible>>> + Send;

    fn level(
        &self,
    ) -> impl Future<Output = Result<shared::Level, CallError<Infallible>>> + Send;

    fn last_exception(
        &self,
    ) -> impl Future<Output = Result<NotFound, CallError<Infallible>>> + Send;

    fn everything(
        &self,
    ) -> impl Future<
        Output = Result<
            HashMap<i64, HashMap<ByteString, HashSet<Vec<Double>>>>,
            CallError<EverythingException>,
        >,
    > + Send;
}

/// Answers calls with a [`Warehouse`]. Clones share it.
#[derive(Debug)]
pub struct WarehouseServer<T>(Arc<T>);

impl<T: Warehouse> WarehouseServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for WarehouseServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Warehouse> Service<Request> for WarehouseServer<T> {
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
                shared::LimitsArgs::NAME => {
                    let shared::LimitsArgs {} = request.body().decode()?;
                    request.reply(service.limits().await)
                }
                shared::ResetArgs::NAME => {
                    let args: shared::ResetArgs = request.body().decode()?;
                    service.reset(args.level).await;
                    Ok(request.no_reply())
                }
                NothingArgs::NAME => {
                    let NothingArgs {} = request.body().decode()?;
                    request.reply(service.nothing().await)
                }
                AnswerArgs::NAME => {
                    let AnswerArgs {} = request.body().decode()?;
                    request.reply(service.answer().await)
                }
                GetArgs::NAME => {
                    let args: GetArgs = request.body().decode()?;
                    request.reply(service.get(args.selector).await)
                }
                MoveArgs::NAME => {
                    let args: MoveArgs = request.body().decode()?;
                    request.reply(service.r#move(args.from, args.to).await)
                }
                SwapArgs::NAME => {
                    let SwapArgs {} = request.body().decode()?;
                    request.reply(service.swap().await)
                }
                TouchArgs::NAME => {
                    let args: TouchArgs = request.body().decode()?;
                    service.touch(args.id).await;
                    Ok(request.no_reply())
                }
                WakeArgs::NAME => {
                    let WakeArgs {} = request.body().decode()?;
                    service.wake().await;
                    Ok(request.no_reply())
                }
                AllArgs::NAME => {
                    let args: AllArgs = request.body().decode()?;
                    request.reply(service.all(args.limit, args.sorted, args.from).await)
                }
                SixArgs::NAME => {
                    let args: SixArgs = request.body().decode()?;
                    request
                        .reply(
                            service
                                .six(args.a, args.b, args.c, args.d, args.e, args.f)
                                .await,
                        )
                }
                SevenArgs::NAME => {
                    let args: SevenArgs = request.body().decode()?;
                    request
                        .reply(
                            service
                                .seven(
                                    args.a,
                                    args.b,
                                    args.c,
                                    args.d,
                                    args.e,
                                    args.f,
                                    args.g,
                                )
                                .await,
                        )
                }
                LogArgs::NAME => {
                    let args: LogArgs = request.body().decode()?;
                    service
                        .log(
                            args.a,
                            args.b,
                            args.c,
                            args.d,
                            args.e,
                            args.f,
                            args.g,
                            args.h,
                        )
                        .await;
                    Ok(request.no_reply())
                }
                NestedArgs::NAME => {
                    let args: NestedArgs = request.body().decode()?;
                    request.reply(service.nested(args.nested).await)
                }
                SelectorsArgs::NAME => {
                    let args: SelectorsArgs = request.body().decode()?;
                    request
                        .reply(service.selectors(args.one, args.maybe, args.all).await)
                }
                OpenArgs::NAME => {
                    let OpenArgs {} = request.body().decode()?;
                    request.reply(service.open().await)
                }
                TinyArgs::NAME => {
                    let TinyArgs {} = request.body().decode()?;
                    request.reply(service.tiny().await)
                }
                ShortArgs::NAME => {
                    let ShortArgs {} = request.body().decode()?;
                    request.reply(service.short().await)
                }
                CountArgs::NAME => {
                    let args: CountArgs = request.body().decode()?;
                    request.reply(service.count(args.item).await)
                }
                TotalArgs::NAME => {
                    let TotalArgs {} = request.body().decode()?;
                    request.reply(service.total().await)
                }
                WeightArgs::NAME => {
                    let WeightArgs {} = request.body().decode()?;
                    request.reply(service.weight().await)
                }
                NameArgs::NAME => {
                    let NameArgs {} = request.body().decode()?;
                    request.reply(service.name().await)
                }
                RawArgs::NAME => {
                    let RawArgs {} = request.body().decode()?;
                    request.reply(service.raw().await)
                }
                KeyArgs::NAME => {
                    let KeyArgs {} = request.body().decode()?;
                    request.reply(service.key().await)
                }
                IdsArgs::NAME => {
                    let IdsArgs {} = request.body().decode()?;
                    request.reply(service.ids().await)
                }
                ByNameArgs::NAME => {
                    let ByNameArgs {} = request.body().decode()?;
                    request.reply(service.by_name().await)
                }
                SelectorArgs::NAME => {
                    let SelectorArgs {} = request.body().decode()?;
                    request.reply(service.selector().await)
                }
                LevelArgs::NAME => {
                    let LevelArgs {} = request.body().decode()?;
                    request.reply(service.level().await)
                }
                LastExceptionArgs::NAME => {
                    let LastExceptionArgs {} = request.body().decode()?;
                    request.reply(service.last_exception().await)
                }
                EverythingArgs::NAME => {
                    let EverythingArgs {} = request.body().decode()?;
                    request.reply(service.everything().await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Warehouse`] through `S`.
#[derive(Clone, Debug)]
pub struct WarehouseClient<S>(Client<S>);

impl<S: RpcService + Clone> WarehouseClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// Comes from `shared.thrift`.
    pub async fn limits(
        &self,
    ) -> Result<shared::Limits, CallError<shared::LimitsException>> {
        self.0.call(&shared::LimitsArgs {}).await
    }

    pub async fn reset(&self, level: shared::Level) -> Result<(), Error> {
        self.0.cast(&shared::ResetArgs { level }).await
    }

    pub async fn nothing(&self) -> Result<(), CallError<Infallible>> {
        self.0.call(&NothingArgs {}).await
    }

    pub async fn answer(&self) -> Result<Answer, CallError<AnswerException>> {
        self.0.call(&AnswerArgs {}).await
    }

    /// Throws what it throws by the type.
    pub async fn get(
        &self,
        selector: Selector,
    ) -> Result<Item, CallError<GetException>> {
        self.0.call(&GetArgs { selector }).await
    }

    /// One type for two exceptions.
    pub async fn r#move(
        &self,
        from: i64,
        to: i64,
    ) -> Result<(), CallError<MoveException>> {
        self.0.call(&MoveArgs { from, to }).await
    }

    /// Of the same type again, by another name.
    pub async fn swap(&self) -> Result<(), CallError<SwapException>> {
        self.0.call(&SwapArgs {}).await
    }

    pub async fn touch(&self, id: i64) -> Result<(), Error> {
        self.0.cast(&TouchArgs { id }).await
    }

    pub async fn wake(&self) -> Result<(), Error> {
        self.0.cast(&WakeArgs {}).await
    }

    pub async fn all(
        &self,
        limit: Option<i32>,
        sorted: bool,
        from: i32,
    ) -> Result<Vec<Item>, CallError<Infallible>> {
        self.0.call(&AllArgs { limit, sorted, from }).await
    }

    pub async fn six(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SixArgs { a, b, c, d, e, f }).await
    }

    pub async fn seven(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SevenArgs { a, b, c, d, e, f, g }).await
    }

    pub async fn log(
        &self,
        a: i32,
        b: i32,
        c: i32,
        d: i32,
        e: i32,
        f: i32,
        g: i32,
        h: i32,
    ) -> Result<(), Error> {
        self.0.cast(&LogArgs { a, b, c, d, e, f, g, h }).await
    }

    pub async fn nested(
        &self,
        nested: HashMap<
            ByteString,
            HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>,
        >,
    ) -> Result<
        HashMap<ByteString, HashMap<ByteString, HashMap<ByteString, Vec<Vec<Item>>>>>,
        CallError<Infallible>,
    > {
        self.0.call(&NestedArgs { nested }).await
    }

    pub async fn selectors(
        &self,
        one: Selector,
        maybe: Option<Selector>,
        all: Vec<Selector>,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&SelectorsArgs { one, maybe, all }).await
    }

    pub async fn open(&self) -> Result<bool, CallError<Infallible>> {
        self.0.call(&OpenArgs {}).await
    }

    pub async fn tiny(&self) -> Result<i8, CallError<Infallible>> {
        self.0.call(&TinyArgs {}).await
    }

    pub async fn short(&self) -> Result<i16, CallError<Infallible>> {
        self.0.call(&ShortArgs {}).await
    }

    pub async fn count(&self, item: Item) -> Result<i32, CallError<Infallible>> {
        self.0.call(&CountArgs { item }).await
    }

    pub async fn total(&self) -> Result<i64, CallError<Infallible>> {
        self.0.call(&TotalArgs {}).await
    }

    pub async fn weight(&self) -> Result<f64, CallError<Infallible>> {
        self.0.call(&WeightArgs {}).await
    }

    pub async fn name(&self) -> Result<ByteString, CallError<Infallible>> {
        self.0.call(&NameArgs {}).await
    }

    pub async fn raw(&self) -> Result<Bytes, CallError<Infallible>> {
        self.0.call(&RawArgs {}).await
    }

    pub async fn key(&self) -> Result<[u8; 16], CallError<Infallible>> {
        self.0.call(&KeyArgs {}).await
    }

    pub async fn ids(&self) -> Result<HashSet<i64>, CallError<Infallible>> {
        self.0.call(&IdsArgs {}).await
    }

    pub async fn by_name(
        &self,
    ) -> Result<HashMap<ByteString, Vec<Item>>, CallError<Infallible>> {
        self.0.call(&ByNameArgs {}).await
    }

    pub async fn selector(&self) -> Result<Selector, CallError<Infallible>> {
        self.0.call(&SelectorArgs {}).await
    }

    pub async fn level(&self) -> Result<shared::Level, CallError<Infallible>> {
        self.0.call(&LevelArgs {}).await
    }

    pub async fn last_exception(&self) -> Result<NotFound, CallError<Infallible>> {
        self.0.call(&LastExceptionArgs {}).await
    }

    pub async fn everything(
        &self,
    ) -> Result<
        HashMap<i64, HashMap<ByteString, HashSet<Vec<Double>>>>,
        CallError<EverythingException>,
    > {
        self.0.call(&EverythingArgs {}).await
    }
}

/// The arguments of [`Warehouse::open`].
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
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::tiny`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TinyArgs {}

impl Message for TinyArgs {
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

impl Method for TinyArgs {
    const NAME: &'static str = "tiny";
}

impl Call for TinyArgs {
    type Reply = i8;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::short`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ShortArgs {}

impl Message for ShortArgs {
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

impl Method for ShortArgs {
    const NAME: &'static str = "short";
}

impl Call for ShortArgs {
    type Reply = i16;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::count`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CountArgs {
    pub item: Item,
}

impl Message for CountArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.item);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut item = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => item = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let item = item.unwrap_or_default();
        Ok(Self { item })
    }
}

impl Method for CountArgs {
    const NAME: &'static str = "count";
}

impl Call for CountArgs {
    type Reply = i32;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::total`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TotalArgs {}

impl Message for TotalArgs {
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

impl Method for TotalArgs {
    const NAME: &'static str = "total";
}

impl Call for TotalArgs {
    type Reply = i64;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::weight`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WeightArgs {}

impl Message for WeightArgs {
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

impl Method for WeightArgs {
    const NAME: &'static str = "weight";
}

impl Call for WeightArgs {
    type Reply = f64;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::name`].
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

/// The arguments of [`Warehouse::raw`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RawArgs {}

impl Message for RawArgs {
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

impl Method for RawArgs {
    const NAME: &'static str = "raw";
}

impl Call for RawArgs {
    type Reply = Bytes;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::key`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyArgs {}

impl Message for KeyArgs {
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

impl Method for KeyArgs {
    const NAME: &'static str = "key";
}

impl Call for KeyArgs {
    type Reply = [u8; 16];
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::ids`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IdsArgs {}

impl Message for IdsArgs {
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

impl Method for IdsArgs {
    const NAME: &'static str = "ids";
}

impl Call for IdsArgs {
    type Reply = HashSet<i64>;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::by_name`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ByNameArgs {}

impl Message for ByNameArgs {
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

impl Method for ByNameArgs {
    const NAME: &'static str = "by_name";
}

impl Call for ByNameArgs {
    type Reply = HashMap<ByteString, Vec<Item>>;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::selector`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SelectorArgs {}

impl Message for SelectorArgs {
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

impl Method for SelectorArgs {
    const NAME: &'static str = "selector";
}

impl Call for SelectorArgs {
    type Reply = Selector;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::level`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LevelArgs {}

impl Message for LevelArgs {
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

impl Method for LevelArgs {
    const NAME: &'static str = "level";
}

impl Call for LevelArgs {
    type Reply = shared::Level;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::last_exception`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct LastExceptionArgs {}

impl Message for LastExceptionArgs {
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

impl Method for LastExceptionArgs {
    const NAME: &'static str = "last_exception";
}

impl Call for LastExceptionArgs {
    type Reply = NotFound;
    type Exception = Infallible;
}

/// The arguments of [`Warehouse::everything`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EverythingArgs {}

impl Message for EverythingArgs {
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

impl Method for EverythingArgs {
    const NAME: &'static str = "everything";
}

impl Call for EverythingArgs {
    type Reply = HashMap<i64, HashMap<ByteString, HashSet<Vec<Double>>>>;
    type Exception = EverythingException;
}

/// The exceptions of [`Warehouse::everything`].
#[derive(Clone, Debug, PartialEq)]
pub enum EverythingException {
    Busy(Busy),
}

impl From<Busy> for EverythingException {
    fn from(exception: Busy) -> Self {
        Self::Busy(exception)
    }
}

impl From<Busy> for CallError<EverythingException> {
    fn from(exception: Busy) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for EverythingException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for EverythingException {}

impl Exception for EverythingException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Busy(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Busy(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
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
