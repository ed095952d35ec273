//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! - [`protocol`]: values, and the two wire formats that Thrift peers speak.
//! - [`user`]: a Thrift file, translated to Rust by hand.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// Generated code says `::mini_lust`, even in this crate.
extern crate self as mini_lust;

pub mod protocol;
#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;

#[doc(inline)]
pub use crate::protocol::DecodeError;
#[doc(no_inline)]
pub use bytes::Bytes;
#[doc(no_inline)]
pub use bytestring::ByteString;
