//! Mini Lust, a Thrift RPC framework built one layer a chapter.
//!
//! This is its beginning: [`user`], a Thrift file translated to Rust by hand.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

// Generated code says `::mini_lust`, even in this crate.
extern crate self as mini_lust;

#[allow(missing_docs, reason = "as well documented as its IDL file")]
pub mod user;

#[doc(no_inline)]
pub use bytes::Bytes;
#[doc(no_inline)]
pub use bytestring::ByteString;
