//! A shop of three services: what to take along as a base for one's own.
//!
//! `cargo run -- run` starts everything on one machine: two or three processes of each service,
//! found through files, with TLS between them, and an HTTP front with metrics and health checks.
//! `cargo run -- try all` breaks it under load and prints which calls failed.

#![forbid(unsafe_code)]

pub mod front;
pub mod replica;
pub mod services;
pub mod telemetry;
pub mod town;
pub mod trial;

/// Generated from `idl/shop.thrift`.
#[allow(missing_docs)]
pub mod shop {
    include!(concat!(env!("OUT_DIR"), "/shop.rs"));
}
