// idl/user.thrift, as Rust.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
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
    BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error, Method,
    Oneway, Protocol, Request, Response, RpcService, Service,
};

/// Names a user for ever: an id is never given out again.
pub type UserId = i64;

/// How many labels a user may carry.
pub const MAX_LABELS: i32 = 16;

/// What a user may do.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Role(pub i32);

impl Role {
    /// May look, and change nothing.
    pub const READER: Self = Self(1);
    pub const WRITER: Self = Self(2);
    /// May do what a writer may, and change roles.
    pub const ADMIN: Self = Self(5);
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::READER => f.write_str("READER"),
            Self::WRITER => f.write_str("WRITER"),
            Self::ADMIN => f.write_str("ADMIN"),
            Self(unknown) => write!(f, "Role({unknown})"),
        }
    }
}

impl Message for Role {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

/// A way to reach a user.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Contact {
    Email(ByteString),
    Phone(i64),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Contact {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Email(email) => out.write_field(1, email),
            Self::Phone(phone) => out.write_field(2, phone),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut contact = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if contact.is_some() {
                return Err(input.not_one_field("Contact"));
            }
            contact = match (field.id, field.ty) {
                (1, WireType::Binary) => Some(Self::Email(Message::decode(input)?)),
                (2, WireType::I64) => Some(Self::Phone(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        contact.ok_or_else(|| input.not_one_field("Contact"))
    }
}

/// A person in the directory.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct User {
    pub id: UserId,
    pub name: ByteString,
    /// What the user may do; who is not told otherwise may look.
    pub role: Role,
    pub verified: Option<bool>,
    pub contact: Option<Contact>,
    pub picture: Option<Bytes>,
    pub nicknames: Vec<ByteString>,
    pub groups: HashSet<ByteString>,
    pub labels: HashMap<ByteString, ByteString>,
    pub manager: Option<Box<User>>,
}

impl Default for User {
    fn default() -> Self {
        Self {
            id: Default::default(),
            name: Default::default(),
            role: Role::READER,
            verified: None,
            contact: None,
            picture: None,
            nicknames: Default::default(),
            groups: Default::default(),
            labels: Default::default(),
            manager: None,
        }
    }
}

impl Message for User {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.id);
        out.write_field(2, &self.name);
        out.write_field(3, &self.role);
        if let Some(verified) = &self.verified {
            out.write_field(4, verified);
        }
        if let Some(contact) = &self.contact {
            out.write_field(5, contact);
        }
        if let Some(picture) = &self.picture {
            out.write_field(6, picture);
        }
        out.write_field(7, &self.nicknames);
        out.write_field(8, &self.groups);
        out.write_field(9, &self.labels);
        if let Some(manager) = &self.manager {
            out.write_field(10, manager);
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut id = None;
        let mut name = None;
        let mut role = None;
        let mut verified = None;
        let mut contact = None;
        let mut picture = None;
        let mut nicknames = None;
        let mut groups = None;
        let mut labels = None;
        let mut manager = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I64) => id = Some(Message::decode(input)?),
                (2, WireType::Binary) => name = Some(Message::decode(input)?),
                (3, WireType::I32) => role = Some(Message::decode(input)?),
                (4, WireType::Bool) => verified = Some(Message::decode(input)?),
                (5, WireType::Struct) => contact = Some(Message::decode(input)?),
                (6, WireType::Binary) => picture = Some(Message::decode(input)?),
                (7, WireType::List) => nicknames = Some(Message::decode(input)?),
                (8, WireType::Set) => groups = Some(Message::decode(input)?),
                (9, WireType::Map) => labels = Some(Message::decode(input)?),
                (10, WireType::Struct) => manager = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let id = id.ok_or_else(|| input.missing("User", "id"))?;
        let name = name.ok_or_else(|| input.missing("User", "name"))?;
        let role = role.unwrap_or(Role::READER);
        let nicknames = nicknames.unwrap_or_default();
        let groups = groups.unwrap_or_default();
        let labels = labels.unwrap_or_default();
        Ok(Self {
            id,
            name,
            role,
            verified,
            contact,
            picture,
            nicknames,
            groups,
            labels,
            manager,
        })
    }
}

/// No user has this id.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct NotFound {
    pub id: UserId,
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
        let id = id.ok_or_else(|| input.missing("NotFound", "id"))?;
        Ok(Self { id })
    }
}

/// The directory of users.
pub trait UserService: Send + Sync + 'static {
    /// The user with this id.
    fn get_user(
        &self,
        id: UserId,
    ) -> impl Future<Output = Result<User, CallError<GetUserException>>> + Send;

    /// Every user of this name.
    fn find_users(
        &self,
        name: ByteString,
    ) -> impl Future<Output = Result<Vec<User>, CallError<Infallible>>> + Send;

    /// Adds a user, or replaces the one with the same id.
    fn replace_user(
        &self,
        user: User,
    ) -> impl Future<Output = Result<(), CallError<Infallible>>> + Send;

    /// Notes that a user was here. Nobody waits for the answer: there is none.
    fn record_login(&self, id: UserId) -> impl Future<Output = ()> + Send;
}

/// Answers calls with a [`UserService`]. Clones share it.
#[derive(Debug)]
pub struct UserServer<T>(Arc<T>);

impl<T: UserService> UserServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for UserServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: UserService> Service<Request> for UserServer<T> {
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
                GetUserArgs::NAME => {
                    let args: GetUserArgs = request.body().decode()?;
                    request.reply(service.get_user(args.id).await)
                }
                FindUsersArgs::NAME => {
                    let args: FindUsersArgs = request.body().decode()?;
                    request.reply(service.find_users(args.name).await)
                }
                ReplaceUserArgs::NAME => {
                    let args: ReplaceUserArgs = request.body().decode()?;
                    request.reply(service.replace_user(args.user).await)
                }
                RecordLoginArgs::NAME => {
                    let args: RecordLoginArgs = request.body().decode()?;
                    service.record_login(args.id).await;
                    Ok(request.no_reply())
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`UserService`] through `S`.
#[derive(Clone, Debug)]
pub struct UserClient<S>(Client<S>);

impl<S: RpcService + Clone> UserClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    /// The user with this id.
    pub async fn get_user(
        &self,
        id: UserId,
    ) -> Result<User, CallError<GetUserException>> {
        self.0.call(&GetUserArgs { id }).await
    }

    /// Every user of this name.
    pub async fn find_users(
        &self,
        name: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        self.0.call(&FindUsersArgs { name }).await
    }

    /// Adds a user, or replaces the one with the same id.
    pub async fn replace_user(&self, user: User) -> Result<(), CallError<Infallible>> {
        self.0.call(&ReplaceUserArgs { user }).await
    }

    /// Notes that a user was here. Nobody waits for the answer: there is none.
    pub async fn record_login(&self, id: UserId) -> Result<(), Error> {
        self.0.cast(&RecordLoginArgs { id }).await
    }
}

/// The arguments of [`UserService::get_user`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct GetUserArgs {
    pub id: UserId,
}

impl Message for GetUserArgs {
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

impl Method for GetUserArgs {
    const NAME: &'static str = "getUser";
}

impl Call for GetUserArgs {
    type Reply = User;
    type Exception = GetUserException;
}

/// The exceptions of [`UserService::get_user`].
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum GetUserException {
    NotFound(NotFound),
}

impl From<NotFound> for GetUserException {
    fn from(exception: NotFound) -> Self {
        Self::NotFound(exception)
    }
}

impl From<NotFound> for CallError<GetUserException> {
    fn from(exception: NotFound) -> Self {
        Self::Exception(exception.into())
    }
}

impl fmt::Display for GetUserException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for GetUserException {}

impl Exception for GetUserException {
    fn encode_field(&self, out: &mut impl OutputProtocol) {
        match self {
            Self::NotFound(exception) => out.write_field(1, exception),
        }
    }

    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        match (field.id, field.ty) {
            (1, WireType::Struct) => Ok(Some(Self::NotFound(Message::decode(input)?))),
            _ => Ok(None),
        }
    }
}

/// The arguments of [`UserService::find_users`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FindUsersArgs {
    pub name: ByteString,
}

impl Message for FindUsersArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.name);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut name = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => name = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let name = name.unwrap_or_default();
        Ok(Self { name })
    }
}

impl Method for FindUsersArgs {
    const NAME: &'static str = "findUsers";
}

impl Call for FindUsersArgs {
    type Reply = Vec<User>;
    type Exception = Infallible;
}

/// The arguments of [`UserService::replace_user`].
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReplaceUserArgs {
    pub user: User,
}

impl Message for ReplaceUserArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.user);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut user = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => user = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let user = user.unwrap_or_default();
        Ok(Self { user })
    }
}

impl Method for ReplaceUserArgs {
    const NAME: &'static str = "replaceUser";
}

impl Call for ReplaceUserArgs {
    type Reply = ();
    type Exception = Infallible;
}

/// The arguments of [`UserService::record_login`].
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecordLoginArgs {
    pub id: UserId,
}

impl Message for RecordLoginArgs {
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

impl Method for RecordLoginArgs {
    const NAME: &'static str = "recordLogin";
}

impl Oneway for RecordLoginArgs {}
