//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! # A server and a client
//!
//! What a program serves and calls is written in Thrift's IDL, of which a build script makes
//! Rust: see `codegen`. Here it is [`user`], made of `idl/user.thrift`.
//!
//! ```
//! # use std::convert::Infallible;
//! # use mini_lust::{ByteString, error::CallError};
//! use mini_lust::{
//!     body::Protocol,
//!     connect::{Connector, Tcp},
//!     server::Server,
//!     stack,
//!     user::{
//!         GetUserException, NotFound, User, UserClient, UserId, UserServer, UserService,
//!     },
//! };
//! use tokio::net::TcpListener;
//!
//! struct Users;
//!
//! impl UserService for Users {
//!     async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
//!         match id {
//!             1 => Ok(User { id, name: "Ada".into(), ..User::default() }),
//!             _ => Err(NotFound { id })?,
//!         }
//!     }
//! #   async fn find_users(&self, _: ByteString) -> Result<Vec<User>, CallError<Infallible>> {
//! #       Ok(vec![])
//! #   }
//! #   async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
//! #       Ok(())
//! #   }
//! #   async fn record_login(&self, _: UserId) {}
//!     // … and the other methods of the service.
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = TcpListener::bind("127.0.0.1:0").await?;
//! let address = listener.local_addr()?;
//! let server = Server::new().layer(stack::server());
//! tokio::spawn(server.serve(listener, UserServer::new(Users), std::future::pending()));
//!
//! let connection = Connector::new(Tcp).connect(address).await?;
//! let users = UserClient::new(connection, Protocol::Binary);
//! assert_eq!(users.get_user(1).await?.name, "Ada");
//! # Ok(())
//! # }
//! ```
//!
//! In production the client is a [`Channel`](channel::Channel) to many servers, and has
//! layers, too: [`stack`] lists what is recommended, with all defaults.
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `codegen` | on | the compiler of IDL files, for build scripts: modules `idl` and `codegen` |
//!
//! A program needs the compiler only as a build dependency, and takes the crate itself with
//! `default-features = false`.
//!
//! # The modules
//!
//! From the wire up:
//!
//! - [`message`]: what a Thrift value is, and how values are made of one another.
//! - [`protocol`]: what a wire format is, and the two that Thrift peers speak.
//! - [`body`]: an encoded value, which the layers above move without looking into it.
//! - [`codec`]: messages on a byte stream.
//! - [`call`]: a call and its reply, as clients, servers and all between them see it.
//! - [`client`], [`connection`], [`connect`]: typed calls, many at once on one connection.
//! - [`server`]: answers them; [`handshake`]: what TLS needs before;
//!   [`socket`]: peers that vanish.
//! - [`router`]: several services on one port.
//! - [`discover`], [`endpoint`]: servers that come and go, and connections that come back.
//! - [`balance`], [`load`], [`accrual`]: which of many endpoints gets a call, and which none.
//! - [`watched`]: a call whose end something hears.
//! - [`channel`]: a name that can be called, as if it were one server.
//! - [`layer`]: what can be put around a call, and [`stack`]: what should be around most.
//! - [`metadata`], [`context`], [`trace`]: what travels with a call beside its arguments.
//! - [`budget`]: how many calls may be made more than once.
//! - `idl`, `codegen`: read Thrift files, and write Rust for them (with the feature
//!   `codegen`, which is on by default).
//! - [`double`]: a number as a key of a map.
//! - [`user`]: a Thrift file, translated to Rust by hand; the generator writes the same.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// Generated code says `::mini_lust`, wherever it stands: here too.
extern crate self as mini_lust;

pub mod accrual;
pub mod application;
pub mod backoff;
pub mod balance;
pub mod body;
pub mod budget;
pub mod call;
pub mod channel;
pub mod client;
pub mod codec;
#[cfg(feature = "codegen")]
pub mod codegen;
pub mod connect;
pub mod connection;
pub mod context;
mod deadline;
pub mod discover;
pub mod double;
pub mod endpoint;
pub mod error;
pub mod handshake;
#[cfg(feature = "codegen")]
pub mod idl;
pub mod layer;
pub mod load;
pub mod message;
pub mod metadata;
mod outcome;
mod patience;
pub mod protocol;
mod quantile;
pub mod random;
mod repetition;
pub mod router;
pub mod server;
pub mod socket;
pub mod stack;
pub mod trace;
mod tried;
#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;
pub mod watched;
mod writer;

pub use bytes::Bytes;
pub use bytestring::ByteString;
pub use futures::future::BoxFuture;
pub use tower::Service;
