// idl/user.thrift, as Rust.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::error;
use std::fmt;
use std::future::Future;

use ::mini_lust::{ByteString, Bytes};

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

/// A way to reach a user.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Contact {
    Email(ByteString),
    Phone(i64),
    /// A field that only a newer version of the IDL knows, by its id. Its value is lost.
    Unknown(i16),
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

/// The directory of users.
pub trait UserService: Send + Sync + 'static {
    /// The user with this id.
    fn get_user(
        &self,
        id: UserId,
    ) -> impl Future<Output = Result<User, GetUserException>> + Send;

    /// Every user of this name.
    fn find_users(
        &self,
        name: ByteString,
    ) -> impl Future<Output = Result<Vec<User>, Infallible>> + Send;

    /// Adds a user, or replaces the one with the same id.
    fn replace_user(
        &self,
        user: User,
    ) -> impl Future<Output = Result<(), Infallible>> + Send;

    /// Notes that a user was here. Nobody waits for the answer: there is none.
    fn record_login(&self, id: UserId) -> impl Future<Output = ()> + Send;
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

impl fmt::Display for GetUserException {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(exception) => exception.fmt(f),
        }
    }
}

impl error::Error for GetUserException {}
