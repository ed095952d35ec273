//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! - [`protocol`]: values, and the two wire formats that Thrift peers speak.
//! - [`transport`]: encoded values as messages on a byte stream.
//! - [`rpc`]: calls, and the clients and servers that make and answer them.
//! - [`user`]: a Thrift file, translated to Rust by hand.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// Generated code says `::mini_lust`, even in this crate.
extern crate self as mini_lust;

pub mod error;
pub mod protocol;
pub mod rpc;
pub mod transport;
#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;

#[doc(inline)]
pub use crate::{
    error::{CallError, Error},
    protocol::{ApplicationException, DecodeError, ExceptionType},
    rpc::{
        call::{Request, Response, RpcService},
        client::{Call, Client, Method, Oneway},
        connect::{Connector, Tcp},
        connection::Connection,
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
