// tests/generated/docs.thrift, as Rust.

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

/// A comment of several lines,
/// with a star at each.
///
/// And a second paragraph.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Lines {
    /// One line.
    pub one: i32,
    /// Several
    /// lines.
    pub several: i32,
    pub none: i32,
}

impl Message for Lines {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.one);
        out.write_field(2, &self.several);
        out.write_field(3, &self.none);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut one = None;
        let mut several = None;
        let mut none = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => one = Some(Message::decode(input)?),
                (2, WireType::I32) => several = Some(Message::decode(input)?),
                (3, WireType::I32) => none = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let one = one.unwrap_or_default();
        let several = several.unwrap_or_default();
        let none = none.unwrap_or_default();
        Ok(Self { one, several, none })
    }
}

/// Without a star:
/// indented, as list\<string> and map\<i32, list\<Lines>> are,
/// more indented,
/// and with a tab.
pub type Names = Vec<ByteString>;

/// Links \[to nothing], \[to](nowhere), \[Lines], \[`Names`], \[x]: y and footnotes\[^1].
/// Addresses: http://example.org/a?b=c&d, https://example.org/(x). And \<http://example.org>.
/// Tags: \<b>bold\</b>, \<br/>, \<!-- comment -->, a \< b, 1 \<2, \<script>.
/// Code: `Vec<u8>`, `a[0]`, a ` alone, ``two``.
/// Words: *star*, _low_, \escaped\, #hash, {braces}, "quotes", 100% & more; |pipe|.
pub const MARKDOWN: i32 = 1;

/// A list:
/// - of one thing
/// that goes on
/// - of another
/// which goes on
///
/// 1. first
/// 2. second
///
/// # A heading
///
/// > A quotation
///
/// ```text
/// let this = not(compiled);
/// ```
///
/// ```text
/// neither(this)
/// ```
///
/// indented(code);
///
/// ----
/// | a | b |
/// |---|---|
/// | 1 | 2 |
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Blocks(pub i32);

impl Blocks {
    /// 5 - 3.
    pub const TWO: Self = Self(2);
    /// Is not the end of a comment: *\/
    pub const THREE: Self = Self(3);
}

impl fmt::Debug for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TWO => f.write_str("TWO"),
            Self::THREE => f.write_str("THREE"),
            Self(unknown) => write!(f, "Blocks({unknown})"),
        }
    }
}

impl Message for Blocks {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

/// ```text
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Fence {
    /// Ends in a backslash \
    A(i32),
    /// "quoted" and r#"raw"#
    B(i32),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Fence {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::A(a) => out.write_field(1, a),
            Self::B(b) => out.write_field(2, b),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut fence = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if fence.is_some() {
                return Err(input.not_one_field("Fence"));
            }
            fence = match (field.id, field.ty) {
                (1, WireType::I32) => Some(Self::A(Message::decode(input)?)),
                (2, WireType::I32) => Some(Self::B(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        fence.ok_or_else(|| input.not_one_field("Fence"))
    }
}

/// @param, {@link Lines}, $math$, \u202e, ends with a star *
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Javadoc {
    /// 日本語、Ā, 🦀.
    pub message: ByteString,
}

impl fmt::Display for Javadoc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Javadoc {}

impl Message for Javadoc {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.message);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut message = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => message = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let message = message.unwrap_or_default();
        Ok(Self { message })
    }
}

/// The service.
pub trait Commented: Send + Sync + 'static {
    /// Does nothing.
    /// @param id the id, an i32
    /// @return nothing
    fn nothing(
        &self,
        id: i32,
    ) -> impl Future<Output = Result<(), CallError<NothingException>>> + Send;
}

/// Answers calls with a [`Commented`]. Clones share it.
#[derive(Debug)]
pub struct CommentedServer<T>(Arc<T>);

impl<T: Commented> CommentedServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for CommentedServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Commented> Service<Request> for CommentedServer<T> {
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
                NothingArgs::NAME => {
                    let args: NothingArgs = request.body().decode()?;
                    request.reply(service.nothing(args.id).await)
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Commented`] through `S`.
#[derive(Clone, Debug)]
pub struct CommentedClient<S>(Client<S>);

impl<S: RpcService + Clone> CommentedClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// Does nothing.
    /// @param id the id, an i32
    /// @return nothing
    pub async fn nothing(&self, id: i32) -> Result<(), CallError<NothingException>> {
        self.0.call(&NothingArgs { id }).await
    }
}

/// The arguments of [`Commented::nothing`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NothingArgs {
    /// Of an argument.
    pub id: i32,
}

impl Message for NothingArgs {
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
                (1, WireType::I32) => id = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.unwrap_or_default();
        Ok(Self { id })
    }
}

impl Method for NothingArgs {
    const NAME: &'static str = "nothing";
}

impl Call for NothingArgs {
    type Reply = ();
    type Exception = NothingException;
}

/// The exceptions of [`Commented::nothing`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NothingException {
    Javadoc(Javadoc),
}

impl From<Javadoc> for NothingException {
    fn from(exception: Javadoc) -> Self {
        Self::Javadoc(exception)
    }
}

impl From<Javadoc> for CallError<NothingException> {
    fn from(exception: Javadoc) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for NothingException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Javadoc(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for NothingException {}

impl Exception for NothingException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::Javadoc(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::Javadoc(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}
