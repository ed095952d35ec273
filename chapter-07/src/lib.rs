//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! - [`message`]: what a Thrift value is, and how values are made of one another.
//! - [`protocol`]: what a wire format is, and the two that Thrift peers speak.
//! - [`body`]: an encoded value, which the layers above move without looking into it.
//! - [`codec`]: messages on a byte stream.
//! - [`call`]: a call and its reply, as clients, servers and all between them see it.
//! - [`client`], [`connection`], [`connect`]: typed calls, many at once on one connection.
//! - [`server`]: answers them.
//! - [`discover`], [`endpoint`]: servers that come and go, and connections that come back.
//! - [`balance`], [`load`], [`accrual`]: which of many endpoints gets a call, and which none.
//! - [`watched`]: a call whose end something hears.
//! - [`channel`]: a name that can be called, as if it were one server.
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
pub mod call;
pub mod channel;
pub mod client;
pub mod codec;
#[cfg(feature = "codegen")]
pub mod codegen;
pub mod connect;
pub mod connection;
pub mod discover;
pub mod double;
pub mod endpoint;
pub mod error;
#[cfg(feature = "codegen")]
pub mod idl;
pub mod load;
pub mod message;
mod outcome;
pub mod protocol;
pub mod random;
pub mod server;
#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;
pub mod watched;
mod writer;

pub use bytes::Bytes;
pub use bytestring::ByteString;
pub use futures::future::BoxFuture;
pub use tower::Service;
