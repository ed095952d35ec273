// tests/generated/modules/api.thrift, as Rust.

use std::error;
use std::future::Future;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Exception, FieldHeader, InputProtocol, Message, OutputProtocol, WireType,
};
use ::mini_lust::{
    BoxFuture, Call, CallError, Client, DecodeError, Error, Method, Protocol, Request,
    Response, RpcService, Service,
};

#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Point {
    pub base: org::example::base::Point,
    pub left: org::example::r#type::left::Point,
    pub right: org::example::base::right::Point,
    pub same: Other,
    pub vendor: std_::Point,
    pub nowhere: nowhere::Point,
}

impl Message for Point {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.base);
        out.write_field(2, &self.left);
        out.write_field(3, &self.right);
        out.write_field(4, &self.same);
        out.write_field(5, &self.vendor);
        out.write_field(6, &self.nowhere);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut base = None;
        let mut left = None;
        let mut right = None;
        let mut same = None;
        let mut vendor = None;
        let mut nowhere = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => base = Some(Message::decode(input)?),
                (2, WireType::Struct) => left = Some(Message::decode(input)?),
                (3, WireType::Struct) => right = Some(Message::decode(input)?),
                (4, WireType::Struct) => same = Some(Message::decode(input)?),
                (5, WireType::Struct) => vendor = Some(Message::decode(input)?),
                (6, WireType::Struct) => nowhere = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let base = base.unwrap_or_default();
        let left = left.unwrap_or_default();
        let right = right.unwrap_or_default();
        let same = same.unwrap_or_default();
        let vendor = vendor.unwrap_or_default();
        let nowhere = nowhere.unwrap_or_default();
        Ok(Self {
            base,
            left,
            right,
            same,
            vendor,
            nowhere,
        })
    }
}

pub static ORIGIN: LazyLock<org::example::base::Point> = LazyLock::new(|| {
    org::example::base::ORIGIN
});

pub const KIND: org::example::r#type::left::Kind = org::example::r#type::left::Kind::B;

pub trait Api: org::example::r#type::left::Left {
    fn right(
        &self,
        point: org::example::base::right::Point,
    ) -> impl Future<
        Output = Result<org::example::base::right::Point, CallError<RightException>>,
    > + Send;
}

/// Answers calls with a [`Api`]. Clones share it.
#[derive(Debug)]
pub struct ApiServer<T>(Arc<T>);

impl<T: Api> ApiServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for ApiServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Api> Service<Request> for ApiServer<T> {
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
                org::example::base::BaseArgs::NAME => {
                    let args: org::example::base::BaseArgs = request.body().decode()?;
                    request.reply(service.base(args.point).await)
                }
                org::example::r#type::left::LeftArgs::NAME => {
                    let args: org::example::r#type::left::LeftArgs = request
                        .body()
                        .decode()?;
                    request.reply(service.left(args.point).await)
                }
                RightArgs::NAME => {
                    let args: RightArgs = request.body().decode()?;
                    request.reply(service.right(args.point).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Api`] through `S`.
#[derive(Clone, Debug)]
pub struct ApiClient<S>(Client<S>);

impl<S: RpcService + Clone> ApiClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn base(
        &self,
        point: org::example::base::Point,
    ) -> Result<
        org::example::base::Point,
        CallError<org::example::base::BaseException>,
    > {
        self.0
            .call(
                &org::example::base::BaseArgs {
                    point,
                },
            )
            .await
    }

    pub async fn left(
        &self,
        point: org::example::base::Point,
    ) -> Result<
        org::example::r#type::left::Kind,
        CallError<org::example::r#type::left::LeftException>,
    > {
        self.0
            .call(
                &org::example::r#type::left::LeftArgs {
                    point,
                },
            )
            .await
    }

    pub async fn right(
        &self,
        point: org::example::base::right::Point,
    ) -> Result<org::example::base::right::Point, CallError<RightException>> {
        self.0.call(&RightArgs { point }).await
    }
}

/// The arguments of [`Api::right`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RightArgs {
    pub point: org::example::base::right::Point,
}

impl Message for RightArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.point);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut point = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => point = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let point = point.unwrap_or_default();
        Ok(Self { point })
    }
}

impl Method for RightArgs {
    const NAME: &'static str = "right";
}

impl Call for RightArgs {
    type Reply = org::example::base::right::Point;
    type Exception = RightException;
}

/// The exceptions of [`Api::right`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RightException {
    Failure(org::example::base::Failure),
}

impl From<org::example::base::Failure> for RightException {
    fn from(exception: org::example::base::Failure) -> Self {
        Self::Failure(exception)
    }
}

impl From<org::example::base::Failure> for CallError<RightException> {
    fn from(exception: org::example::base::Failure) -> Self {
        Self::Exception(exception.into())
    }
}

impl ::std::fmt::Display for RightException {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        match self {
            Self::Failure(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for RightException {}

impl Exception for RightException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Failure(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Failure(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Other {
    pub base: org::example::base::Point,
}

impl Message for Other {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.base);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut base = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => base = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let base = base.unwrap_or_default();
        Ok(Self { base })
    }
}

pub mod fmt {
    pub mod fmt {
        use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
        use ::mini_lust::{ByteString, DecodeError};

        #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct More {
            pub text: Option<ByteString>,
        }

        impl Message for More {
            const TYPE: WireType = WireType::Struct;

            fn encode(&self, out: &mut impl OutputProtocol) {
                out.write_struct_begin();
                if let Some(text) = &self.text {
                    out.write_field(1, text);
                }
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
                Ok(Self { text })
            }
        }
    }
}

pub mod nowhere {
    use std::collections::HashMap;

    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::{ByteString, DecodeError};

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Point {}

    impl Message for Point {
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

    #[derive(Clone, Debug, Default, Eq, PartialEq)]
    pub struct Nowhere {
        pub points: Option<
            HashMap<
                ByteString,
                HashMap<ByteString, HashMap<ByteString, Vec<Vec<Point>>>>,
            >,
        >,
    }

    impl Message for Nowhere {
        const TYPE: WireType = WireType::Struct;

        fn encode(&self, out: &mut impl OutputProtocol) {
            out.write_struct_begin();
            if let Some(points) = &self.points {
                out.write_field(1, points);
            }
            out.write_struct_end();
        }

        fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
            let mut points = None;
            input.read_struct_begin()?;
            while let Some(field) = input.read_field_begin()? {
                match (field.id, field.ty) {
                    (1, WireType::Map) => points = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            Ok(Self { points })
        }
    }
}

pub mod org {
    pub mod example {
        pub mod base {
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
            pub struct Point {
                pub x: i32,
                pub y: i32,
            }

            impl Message for Point {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    out.write_field(1, &self.x);
                    out.write_field(2, &self.y);
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    let mut x = None;
                    let mut y = None;
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        match (field.id, field.ty) {
                            (1, WireType::I32) => x = Some(Message::decode(input)?),
                            (2, WireType::I32) => y = Some(Message::decode(input)?),
                            _ => input.skip(field.ty)?,
                        }
                    }
                    input.read_struct_end();
                    let x = x.ok_or_else(|| input.missing("Point", "x"))?;
                    let y = y.ok_or_else(|| input.missing("Point", "y"))?;
                    Ok(Self { x, y })
                }
            }

            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct Failure {}

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

            pub const ORIGIN: Point = Point { x: 0, y: 0 };

            pub trait Base: Send + Sync + 'static {
                fn base(
                    &self,
                    point: Point,
                ) -> impl Future<
                    Output = Result<Point, CallError<BaseException>>,
                > + Send;
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

                fn poll_ready(
                    &mut self,
                    _: &mut Context<'_>,
                ) -> Poll<Result<(), Error>> {
                    Poll::Ready(Ok(()))
                }

                fn call(&mut self, request: Request) -> Self::Future {
                    let service = Arc::clone(&self.0);
                    Box::pin(async move {
                        match request.method() {
                            BaseArgs::NAME => {
                                let args: BaseArgs = request.body().decode()?;
                                request.reply(service.base(args.point).await)
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

                pub async fn base(
                    &self,
                    point: Point,
                ) -> Result<Point, CallError<BaseException>> {
                    self.0.call(&BaseArgs { point }).await
                }
            }

            /// The arguments of [`Base::base`].
            #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct BaseArgs {
                pub point: Point,
            }

            impl Message for BaseArgs {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    out.write_field(1, &self.point);
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    let mut point = None;
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        match (field.id, field.ty) {
                            (1, WireType::Struct) => {
                                point = Some(Message::decode(input)?);
                            }
                            _ => input.skip(field.ty)?,
                        }
                    }
                    input.read_struct_end();
                    let point = point.unwrap_or_default();
                    Ok(Self { point })
                }
            }

            impl Method for BaseArgs {
                const NAME: &'static str = "base";
            }

            impl Call for BaseArgs {
                type Reply = Point;
                type Exception = BaseException;
            }

            /// The exceptions of [`Base::base`].
            #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub enum BaseException {
                Failure(Failure),
            }

            impl From<Failure> for BaseException {
                fn from(exception: Failure) -> Self {
                    Self::Failure(exception)
                }
            }

            impl From<Failure> for CallError<BaseException> {
                fn from(exception: Failure) -> Self {
                    Self::Exception(exception.into())
                }
            }

            impl fmt::Display for BaseException {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    match self {
                        Self::Failure(exception) => exception.fmt(f),
                    }
                }
            }

            impl error::Error for BaseException {}

            impl Exception for BaseException {
                fn encode_field(&self, out: &mut impl OutputProtocol) {
                    match self {
                        Self::Failure(exception) => out.write_field(1, exception),
                    }
                }

                fn decode_field(
                    field: FieldHeader,
                    input: &mut impl InputProtocol,
                ) -> Result<Option<Self>, DecodeError> {
                    match (field.id, field.ty) {
                        (1, WireType::Struct) => {
                            Ok(Some(Self::Failure(Message::decode(input)?)))
                        }
                        _ => Ok(None),
                    }
                }
            }

            pub mod right {
                use std::collections::HashSet;

                use ::mini_lust::protocol::{
                    InputProtocol, Message, OutputProtocol, WireType,
                };
                use ::mini_lust::DecodeError;

                #[derive(Clone, Debug, Default, Eq, PartialEq)]
                pub struct Point {
                    pub base: super::Point,
                    pub others: HashSet<super::Point>,
                }

                impl Message for Point {
                    const TYPE: WireType = WireType::Struct;

                    fn encode(&self, out: &mut impl OutputProtocol) {
                        out.write_struct_begin();
                        out.write_field(1, &self.base);
                        out.write_field(2, &self.others);
                        out.write_struct_end();
                    }

                    fn decode(
                        input: &mut impl InputProtocol,
                    ) -> Result<Self, DecodeError> {
                        let mut base = None;
                        let mut others = None;
                        input.read_struct_begin()?;
                        while let Some(field) = input.read_field_begin()? {
                            match (field.id, field.ty) {
                                (1, WireType::Struct) => {
                                    base = Some(Message::decode(input)?);
                                }
                                (2, WireType::Set) => others = Some(Message::decode(input)?),
                                _ => input.skip(field.ty)?,
                            }
                        }
                        input.read_struct_end();
                        let base = base.unwrap_or_default();
                        let others = others.unwrap_or_default();
                        Ok(Self { base, others })
                    }
                }
            }
        }

        pub mod r#type {
            pub mod left {
                use std::error;
                use std::fmt;
                use std::future::Future;
                use std::sync::Arc;
                use std::task::{Context, Poll};

                use ::mini_lust::protocol::{
                    Exception, FieldHeader, InputProtocol, Message, OutputProtocol,
                    WireType,
                };
                use ::mini_lust::{
                    BoxFuture, Call, CallError, Client, DecodeError, Error, Method,
                    Protocol, Request, Response, RpcService, Service,
                };

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

                    fn decode(
                        input: &mut impl InputProtocol,
                    ) -> Result<Self, DecodeError> {
                        Message::decode(input).map(Self)
                    }
                }

                #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct Point {
                    pub base: super::super::base::Point,
                    pub kind: Kind,
                }

                impl Default for Point {
                    fn default() -> Self {
                        Self {
                            base: super::super::base::ORIGIN,
                            kind: Kind::B,
                        }
                    }
                }

                impl Message for Point {
                    const TYPE: WireType = WireType::Struct;

                    fn encode(&self, out: &mut impl OutputProtocol) {
                        out.write_struct_begin();
                        out.write_field(1, &self.base);
                        out.write_field(2, &self.kind);
                        out.write_struct_end();
                    }

                    fn decode(
                        input: &mut impl InputProtocol,
                    ) -> Result<Self, DecodeError> {
                        let mut base = None;
                        let mut kind = None;
                        input.read_struct_begin()?;
                        while let Some(field) = input.read_field_begin()? {
                            match (field.id, field.ty) {
                                (1, WireType::Struct) => {
                                    base = Some(Message::decode(input)?);
                                }
                                (2, WireType::I32) => kind = Some(Message::decode(input)?),
                                _ => input.skip(field.ty)?,
                            }
                        }
                        input.read_struct_end();
                        let base = base.unwrap_or_else(|| super::super::base::ORIGIN);
                        let kind = kind.unwrap_or(Kind::B);
                        Ok(Self { base, kind })
                    }
                }

                pub trait Left: super::super::base::Base {
                    fn left(
                        &self,
                        point: super::super::base::Point,
                    ) -> impl Future<
                        Output = Result<Kind, CallError<LeftException>>,
                    > + Send;
                }

                /// Answers calls with a [`Left`]. Clones share it.
                #[derive(Debug)]
                pub struct LeftServer<T>(Arc<T>);

                impl<T: Left> LeftServer<T> {
                    pub fn new(service: T) -> Self {
                        Self::from_arc(Arc::new(service))
                    }

                    /// Answers calls with a service that the rest of the program shares.
                    pub fn from_arc(service: Arc<T>) -> Self {
                        Self(service)
                    }
                }

                impl<T> Clone for LeftServer<T> {
                    fn clone(&self) -> Self {
                        Self(Arc::clone(&self.0))
                    }
                }

                impl<T: Left> Service<Request> for LeftServer<T> {
                    type Response = Response;
                    type Error = Error;
                    type Future = BoxFuture<'static, Result<Response, Error>>;

                    fn poll_ready(
                        &mut self,
                        _: &mut Context<'_>,
                    ) -> Poll<Result<(), Error>> {
                        Poll::Ready(Ok(()))
                    }

                    fn call(&mut self, request: Request) -> Self::Future {
                        let service = Arc::clone(&self.0);
                        Box::pin(async move {
                            match request.method() {
                                super::super::base::BaseArgs::NAME => {
                                    let args: super::super::base::BaseArgs = request
                                        .body()
                                        .decode()?;
                                    request.reply(service.base(args.point).await)
                                }
                                LeftArgs::NAME => {
                                    let args: LeftArgs = request.body().decode()?;
                                    request.reply(service.left(args.point).await)
                                }
                                _ => Err(request.unknown_method()),
                            }
                        })
                    }
                }

                /// Calls a [`Left`] through `S`.
                #[derive(Clone, Debug)]
                pub struct LeftClient<S>(Client<S>);

                impl<S: RpcService + Clone> LeftClient<S> {
                    pub fn new(service: S, protocol: Protocol) -> Self {
                        Self(Client::new(service, protocol))
                    }

                    pub async fn base(
                        &self,
                        point: super::super::base::Point,
                    ) -> Result<
                        super::super::base::Point,
                        CallError<super::super::base::BaseException>,
                    > {
                        self.0
                            .call(
                                &super::super::base::BaseArgs {
                                    point,
                                },
                            )
                            .await
                    }

                    pub async fn left(
                        &self,
                        point: super::super::base::Point,
                    ) -> Result<Kind, CallError<LeftException>> {
                        self.0.call(&LeftArgs { point }).await
                    }
                }

                /// The arguments of [`Left::left`].
                #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub struct LeftArgs {
                    pub point: super::super::base::Point,
                }

                impl Message for LeftArgs {
                    const TYPE: WireType = WireType::Struct;

                    fn encode(&self, out: &mut impl OutputProtocol) {
                        out.write_struct_begin();
                        out.write_field(1, &self.point);
                        out.write_struct_end();
                    }

                    fn decode(
                        input: &mut impl InputProtocol,
                    ) -> Result<Self, DecodeError> {
                        let mut point = None;
                        input.read_struct_begin()?;
                        while let Some(field) = input.read_field_begin()? {
                            match (field.id, field.ty) {
                                (1, WireType::Struct) => {
                                    point = Some(Message::decode(input)?);
                                }
                                _ => input.skip(field.ty)?,
                            }
                        }
                        input.read_struct_end();
                        let point = point.unwrap_or_default();
                        Ok(Self { point })
                    }
                }

                impl Method for LeftArgs {
                    const NAME: &'static str = "left";
                }

                impl Call for LeftArgs {
                    type Reply = Kind;
                    type Exception = LeftException;
                }

                /// The exceptions of [`Left::left`].
                #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
                pub enum LeftException {
                    Failure(super::super::base::Failure),
                }

                impl From<super::super::base::Failure> for LeftException {
                    fn from(exception: super::super::base::Failure) -> Self {
                        Self::Failure(exception)
                    }
                }

                impl From<super::super::base::Failure> for CallError<LeftException> {
                    fn from(exception: super::super::base::Failure) -> Self {
                        Self::Exception(exception.into())
                    }
                }

                impl fmt::Display for LeftException {
                    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        match self {
                            Self::Failure(exception) => exception.fmt(f),
                        }
                    }
                }

                impl error::Error for LeftException {}

                impl Exception for LeftException {
                    fn encode_field(&self, out: &mut impl OutputProtocol) {
                        match self {
                            Self::Failure(exception) => out.write_field(1, exception),
                        }
                    }

                    fn decode_field(
                        field: FieldHeader,
                        input: &mut impl InputProtocol,
                    ) -> Result<Option<Self>, DecodeError> {
                        match (field.id, field.ty) {
                            (1, WireType::Struct) => {
                                Ok(Some(Self::Failure(Message::decode(input)?)))
                            }
                            _ => Ok(None),
                        }
                    }
                }
            }
        }
    }
}

pub mod std_ {
    use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
    use ::mini_lust::DecodeError;

    #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub struct Point {
        pub more: super::fmt::fmt::More,
    }

    impl Message for Point {
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
                    (1, WireType::Struct) => more = Some(Message::decode(input)?),
                    _ => input.skip(field.ty)?,
                }
            }
            input.read_struct_end();
            let more = more.unwrap_or_default();
            Ok(Self { more })
        }
    }
}
