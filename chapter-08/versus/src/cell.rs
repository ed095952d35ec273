//! What is measured: which message is echoed, by how many callers, over how many connections.

use std::{fmt, str::FromStr};

use anyhow::{Context, bail};

/// A row of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    pub message: Message,
    /// The callers. Each waits for its reply before it calls again.
    pub in_flight: usize,
    /// How many connections they share. A peer without multiplexing opens one per caller.
    pub connections: usize,
}

/// What a call carries, in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// That many bytes.
    Bytes(usize),
    /// [`USERS`] users, in the types of each peer.
    Users,
}

/// How many users there are in [`Message::Users`].
pub const USERS: usize = 16;

impl Cell {
    /// The cells of a whole run.
    pub fn all() -> Vec<Self> {
        let small =
            [1, 16, 128, 1024, 8192].map(|n| Self::shared(Message::Bytes(64), n));
        let large = [1, 16, 128].map(|n| Self::shared(Message::Bytes(64 << 10), n));
        let users = [1, 16, 128, 1024].map(|n| Self::shared(Message::Users, n));
        let wide =
            Self { message: Message::Bytes(64), in_flight: 2000, connections: 2000 };
        small.into_iter().chain(users).chain(large).chain([wide]).collect()
    }

    fn shared(message: Message, in_flight: usize) -> Self {
        Self { message, in_flight, connections: 1 }
    }
}

impl Message {
    /// The length of the message as the floor echoes it: that of our binary encoding, without
    /// the names and numbers of a call.
    pub fn len(self) -> usize {
        match self {
            Self::Bytes(len) => len,
            Self::Users => 1131,
        }
    }
}

// === As text: 64B/128, 64KiB/16, users/1, 64B/2000x2000 ===

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.message, self.in_flight)?;
        match self.connections {
            1 => Ok(()),
            connections => write!(f, "x{connections}"),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Users => f.write_str("users"),
            Self::Bytes(len) if len >= 1024 && len % 1024 == 0 => {
                write!(f, "{}KiB", len / 1024)
            }
            Self::Bytes(len) => write!(f, "{len}B"),
        }
    }
}

impl FromStr for Cell {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (message, callers) =
            text.split_once('/').context("a cell is written as in 64B/128")?;
        let (in_flight, connections) = callers.split_once('x').unwrap_or((callers, "1"));
        let cell = Self {
            message: message.parse()?,
            in_flight: in_flight.parse()?,
            connections: connections.parse()?,
        };
        if cell.in_flight == 0 || !(1..=cell.in_flight).contains(&cell.connections) {
            bail!("{text} has no caller, or connections that nobody uses");
        }
        Ok(cell)
    }
}

impl FromStr for Message {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        if text == "users" {
            return Ok(Self::Users);
        }
        if let Some(kib) = text.strip_suffix("KiB") {
            return Ok(Self::Bytes(kib.parse::<usize>()? * 1024));
        }
        let bytes =
            text.strip_suffix('B').context("a message is 64B, 64KiB or users")?;
        Ok(Self::Bytes(bytes.parse()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_it_is_written() {
        for cell in Cell::all() {
            assert_eq!(cell.to_string().parse::<Cell>().unwrap(), cell);
        }
    }

    #[test]
    fn a_cell_without_callers_is_refused() {
        for text in ["64B/0", "64B/1x2", "64B", "64/1", "64B/1x0"] {
            assert!(text.parse::<Cell>().is_err(), "{text}");
        }
    }
}
