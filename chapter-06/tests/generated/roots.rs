// tests/generated/modules/right.thrift, tests/generated/modules/nowhere.thrift, as Rust.

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
    }
}
