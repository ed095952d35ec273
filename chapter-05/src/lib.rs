//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! - [`protocol`]: values, and the two wire formats that Thrift peers speak.
//! - [`transport`]: encoded values as messages on a byte stream.
//! - [`rpc`]: calls, and the clients and servers that make and answer them.
//! - [`user`]: a Thrift file, translated to Rust by hand.
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
