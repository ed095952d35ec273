//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! # A server and a client
//!
//! A program's calls are described in Thrift's IDL. Its build script compiles that to Rust:
//!
//! ```
//! # #[cfg(feature = "codegen")]
//! fn main() -> std::process::ExitCode {
//!     # return std::process::ExitCode::SUCCESS;
//!     mini_lust::codegen::compile("idl/user.thrift")
//! }
//! # #[cfg(not(feature = "codegen"))]
//! # fn main() {}
//! ```
//!
//! The program includes the result, here as its module `user`:
//!
//! ```text
//! mod user {
//!     include!(concat!(env!("OUT_DIR"), "/user.rs"));
//! }
//! ```
//!
//! Without a build script, the example `compile_idl` writes a file, which can be checked in:
//!
//! ```text
//! cargo run -p chapter-08 --example compile_idl -- -I idl/vendor -o src/user.rs idl/user.thrift
//! ```
//!
//! The program implements the service, serves it, and calls it:
//!
//! ```
//! # use std::convert::Infallible;
//! # use mini_lust::{ByteString, CallError};
//! use mini_lust::{Connector, Protocol, Server, Tcp, stack};
//! # use mini_lust::user;
//! use user::{
//!     GetUserException, NotFound, User, UserClient, UserId, UserServer, UserService,
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
//! In production the client is a [`Channel`] to many servers, and has
//! layers, too: [`stack`] lists what is recommended, with all defaults.
//!
//! # Tests without a network
//!
//! To a client, a server in memory is as good as a connection. A test can call a fake:
//!
//! ```
//! # use std::{convert::Infallible, sync::{Arc, Mutex}};
//! # use mini_lust::{ByteString, CallError, Protocol};
//! # use mini_lust::user;
//! # use user::{GetUserException, NotFound, User, UserClient, UserId, UserServer, UserService};
//! #[derive(Default)]
//! struct Fake {
//!     logins: Mutex<Vec<UserId>>,
//! }
//!
//! impl UserService for Fake {
//!     async fn record_login(&self, id: UserId) {
//!         self.logins.lock().unwrap().push(id);
//!     }
//! #   async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
//! #       Err(NotFound { id })?
//! #   }
//! #   async fn find_users(&self, _: ByteString) -> Result<Vec<User>, CallError<Infallible>> {
//! #       Ok(vec![])
//! #   }
//! #   async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
//! #       Ok(())
//! #   }
//!     // … and the other methods of the service.
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = Arc::new(Fake::default());
//! let server = UserServer::from_arc(Arc::clone(&fake));
//! let users = UserClient::new(server, Protocol::Binary);
//! users.record_login(7).await?;
//! assert_eq!(*fake.logins.lock().unwrap(), [7]);
//! # Ok(())
//! # }
//! ```
//!
//! # Names
//!
//! Most programs need these, which are all at the root of the crate:
//!
//! | | |
//! |---|---|
//! | [`Server`] | answers calls on every connection that a [`Listener`] accepts |
//! | [`Channel`] | makes calls to the many servers behind a name, which [`Discover`] finds |
//! | [`Connector`], [`Tcp`] | open one [`Connection`], which carries many calls at a time |
//! | [`Protocol`], [`Framing`] | how values are encoded, and how messages are framed |
//! | [`CallError`], [`Error`] | why a call has no value |
//! | [`Context`], [`Metadata`] | what travels with a call besides its arguments |
//! | [`Incoming`] | the call that a handler answers, beyond its arguments |
//! | [`Request`], [`Response`], [`RpcService`] | a call as middleware sees it |
//! | [`Router`] | several services on one port |
//! | [`stack`] | the recommended middleware in order, with all defaults |
//!
//! # Modules
//!
//! A module is a layer, and builds on those before it:
//!
//! - [`protocol`]: values, and the two wire formats that Thrift peers speak.
//! - [`transport`]: encoded values as messages on a byte stream.
//! - [`rpc`]: calls, and the clients and servers that make and answer them.
//! - `idl`, `codegen`: the compiler of IDL files (with the feature `codegen`).
//! - [`cluster`]: many servers that can be called as if they were one.
//! - [`layer`]: middleware; [`stack`]: which of it most programs should have.
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `codegen` | on | the compiler of IDL files, for build scripts: modules `idl` and `codegen` |
//! | `srv` | off | [`cluster`]`::discover::srv`: endpoints from the SRV records of DNS, by hickory |
//! | `tls` | off | module [`rpc`]`::tls`: connections with TLS, by rustls |
//!
//! A program needs the compiler only as a build dependency, and takes the crate itself with
//! `default-features = false`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// Generated code says `::mini_lust`, even in this crate.
extern crate self as mini_lust;

pub mod cluster;
#[cfg(feature = "codegen")]
pub mod codegen;
pub mod error;
#[cfg(feature = "codegen")]
pub mod idl;
pub mod layer;
pub mod protocol;
pub mod rpc;
pub mod stack;
pub mod transport;
#[cfg(feature = "example")]
#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;

#[doc(inline)]
pub use crate::{
    cluster::{
        channel::Channel,
        discover::{Address, Discover},
    },
    error::{CallError, Error},
    protocol::{ApplicationException, DecodeError, ExceptionType, metadata::Metadata},
    rpc::{
        call::{BoxedService, Request, Response, RpcService},
        client::{Call, Client, Method, Oneway},
        connect::{Connector, Tcp},
        connection::Connection,
        context::Context,
        incoming::Incoming,
        router::Router,
        server::{Listener, Server},
    },
    transport::{
        body::{Body, Protocol},
        codec::{FrameCodec, Framing},
    },
};
#[doc(no_inline)]
pub use bytes::Bytes;
#[doc(no_inline)]
pub use bytestring::ByteString;
#[doc(no_inline)]
pub use futures::future::BoxFuture;
#[doc(no_inline)]
pub use tower::Service;
