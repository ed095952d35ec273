//! Who is measured. All of them echo, and all are called through the same two traits.

use std::net::{SocketAddr, TcpListener};

use bytes::Bytes;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::cell::Cell;

pub mod apache;
pub mod floor;
pub mod ours;
pub mod tarpc;
pub mod tonic;
pub mod volo;

/// The columns of the tables.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    ValueEnum,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Peer {
    /// Mini Lust: a generated client on a connection, and a server without layers
    Ours,
    /// Mini Lust: a channel with the recommended layers, and a server with its own
    Stacks,
    /// Volo with a pool: one connection per call in flight
    VoloPool,
    /// Volo with one connection for all calls
    VoloMultiplex,
    Tonic,
    Tarpc,
    /// Apache's crate: a thread and a connection per caller
    Apache,
    /// Bytes behind their length, and nothing else
    Floor,
}

impl Peer {
    /// The heading of the peer's column.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Stacks => "ours, both stacks",
            Self::VoloPool => "Volo, pool",
            Self::VoloMultiplex => "Volo, multiplexed",
            Self::Tonic => "tonic",
            Self::Tarpc => "tarpc",
            Self::Apache => "Apache",
            Self::Floor => "floor",
        }
    }

    /// Whether this is neither ours nor the floor.
    pub fn is_other(self) -> bool {
        !matches!(self, Self::Ours | Self::Stacks | Self::Floor)
    }

    /// Whether one connection carries many calls at a time.
    pub fn multiplexes(self) -> bool {
        !matches!(self, Self::VoloPool | Self::Apache)
    }

    /// Whether the peer can have so many calls in flight. A thread or a connection for each of
    /// thousands is what nobody would run.
    pub fn can(self, cell: Cell) -> bool {
        match self {
            Self::Apache => cell.in_flight <= 128,
            Self::VoloPool => cell.in_flight <= 1024 || cell.connections > 1,
            _ => true,
        }
    }
}

/// A server, and how to connect to it.
pub trait Echo {
    type Link: Link;

    /// Whether a call blocks its thread, so that each caller needs one.
    const BLOCKS: bool = false;

    /// Answers calls forever.
    fn serve(listener: TcpListener) -> impl Future<Output = anyhow::Result<()>>;

    /// Opens what a caller calls through, for `callers` callers.
    fn connect(
        address: SocketAddr,
        callers: usize,
    ) -> impl Future<Output = anyhow::Result<Vec<Self::Link>>>;
}

/// Makes one call at a time.
pub trait Link: Send + 'static {
    /// The users in the peer's own types.
    type Users: Clone + Send + 'static;

    /// Returns the users that are sent.
    fn users() -> Self::Users;

    /// Sends `data`, and returns the length of the reply.
    fn data(
        &mut self,
        data: Bytes,
    ) -> impl Future<Output = anyhow::Result<usize>> + Send;

    /// Sends `users`, and returns the number of users in the reply.
    fn group(
        &mut self,
        users: Self::Users,
    ) -> impl Future<Output = anyhow::Result<usize>> + Send;
}

/// The tokio listener of a standard one.
fn listen(listener: TcpListener) -> std::io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

/// What the users are called, and what is written on them: the same for all peers.
fn name(id: usize) -> String {
    format!("Ada Byron {id:02}")
}

const LABEL: (&str, &str) = ("born", "in 1815");
