//! Calls, and the clients, connections and servers that carry them.
//!
//! A [`Client`](client::Client) turns typed arguments into a [`Request`](call::Request), which a
//! [`Connection`](connection::Connection) carries to a [`Server`](server::Server) among many
//! others. Each of them is a [`tower::Service`] or uses one, so anything can be put between them.

mod arrival;
pub mod call;
pub mod client;
pub mod connect;
pub mod connection;
pub mod descriptor;
pub(crate) mod entrance;
mod reader;
pub mod server;
mod writer;
