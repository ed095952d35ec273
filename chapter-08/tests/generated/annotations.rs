// tests/generated/annotations.thrift, as Rust.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};

use ::mini_lust::protocol::{InputProtocol, Message, OutputProtocol, WireType};
use ::mini_lust::{
    BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error, Method,
    Protocol, Request, Response, RpcService, Service,
};

pub trait Files: Send + Sync + 'static {
    /// To read twice does no more than to read once.
    fn read(
        &self,
        path: ByteString,
    ) -> impl Future<Output = Result<Bytes, CallError<Infallible>>> + Send;

    /// Without a value it is true, as in Apache's compiler.
    fn remove(
        &self,
        path: ByteString,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    fn append(
        &self,
        path: ByteString,
        bytes: Bytes,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    /// A word that means nothing.
    fn truncate(
        &self,
        path: ByteString,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;
}

/// Answers calls with a [`Files`]. Clones share it.
#[derive(Debug)]
pub struct FilesServer<T>(Arc<T>);

impl<T: Files> FilesServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for FilesServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Files> Service<Request> for FilesServer<T> {
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
                ReadArgs::NAME => {
                    let args: ReadArgs = request.body().decode()?;
                    request.reply(service.read(args.path).await)
                }
                RemoveArgs::NAME => {
                    let args: RemoveArgs = request.body().decode()?;
                    request.reply(service.remove(args.path).await)
                }
                AppendArgs::NAME => {
                    let args: AppendArgs = request.body().decode()?;
                    request.reply(service.append(args.path, args.bytes).await)
                }
                TruncateArgs::NAME => {
                    let args: TruncateArgs = request.body().decode()?;
                    request.reply(service.truncate(args.path).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Files`] through `S`.
#[derive(Clone, Debug)]
pub struct FilesClient<S>(Client<S>);

impl<S: RpcService + Clone> FilesClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// To read twice does no more than to read once.
    pub async fn read(&self, path: ByteString) -> Result<Bytes, CallError<Infallible>> {
        self.0.call(&ReadArgs { path }).await
    }

    /// Without a value it is true, as in Apache's compiler.
    pub async fn remove(&self, path: ByteString) -> Result<(), CallError<Infallible>> {
        self.0.call(&RemoveArgs { path }).await
    }

    pub async fn append(
        &self,
        path: ByteString,
        bytes: Bytes,
    ) -> Result<(), CallError<Infallible>> {
        self.0.call(&AppendArgs { path, bytes }).await
    }

    /// A word that means nothing.
    pub async fn truncate(&self, path: ByteString) -> Result<(), CallError<Infallible>> {
        self.0.call(&TruncateArgs { path }).await
    }
}

/// The arguments of [`Files::read`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ReadArgs {
    pub path: ByteString,
}

impl Message for ReadArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.path);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut path = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => path = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let path = path.unwrap_or_default();
        Ok(Self { path })
    }
}

impl Method for ReadArgs {
    const NAME: &'static str = "read";
    const IDEMPOTENT: bool = true;
}

impl Call for ReadArgs {
    type Reply = Bytes;
    type Exception = Infallible;
}

/// The arguments of [`Files::remove`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RemoveArgs {
    pub path: ByteString,
}

impl Message for RemoveArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.path);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut path = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => path = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let path = path.unwrap_or_default();
        Ok(Self { path })
    }
}

impl Method for RemoveArgs {
    const NAME: &'static str = "remove";
    const IDEMPOTENT: bool = true;
}

impl Call for RemoveArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`Files::append`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AppendArgs {
    pub path: ByteString,
    pub bytes: Bytes,
}

impl Message for AppendArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.path);
        out.write_field(2, &self.bytes);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut path = None;
        let mut bytes = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => path = Some(Message::decode(input)?),
                (2, WireType::Binary) => bytes = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let path = path.unwrap_or_default();
        let bytes = bytes.unwrap_or_default();
        Ok(Self { path, bytes })
    }
}

impl Method for AppendArgs {
    const NAME: &'static str = "append";
}

impl Call for AppendArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`Files::truncate`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TruncateArgs {
    pub path: ByteString,
}

impl Message for TruncateArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.path);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut path = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => path = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let path = path.unwrap_or_default();
        Ok(Self { path })
    }
}

impl Method for TruncateArgs {
    const NAME: &'static str = "truncate";
}

impl Call for TruncateArgs {
    type Reply = ();
    type Exception = Infallible;
}
