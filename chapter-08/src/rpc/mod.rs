//! Calls, and the clients, connections and servers that carry them.
//!
//! A [`Client`](client::Client) turns typed arguments into a [`Request`](call::Request), which a
//! [`Connection`](connection::Connection) carries to a [`Server`](server::Server) among many
//! others. Each of them is a [`tower::Service`] or uses one, so anything can be put between them.

mod arrival;
mod backlog;
pub mod call;
pub mod client;
pub mod connect;
pub mod connection;
pub mod context;
pub mod descriptor;
pub(crate) mod entrance;
pub mod handshake;
pub mod incoming;
mod patience;
mod reader;
pub(crate) mod repetition;
pub mod router;
pub mod server;
pub mod socket;
mod time_left;
#[cfg(feature = "tls")]
pub mod tls;
pub(crate) mod tried;
mod writer;
