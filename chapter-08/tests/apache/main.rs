//! Apache's Rust library at the other end of a connection: our client calls a server made
//! with it, and our server is called by a client made with it.
//!
//! It knows the service from no generated code: what the compiler would write is written by
//! hand, with the library's protocols and transports.

use std::{io, net::TcpStream, time::Duration};

use mini_lust::{
    Bytes, Framing, Protocol,
    user::{Contact, Role, User, UserId},
};
use thrift::{
    protocol::{
        TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol,
        TCompactOutputProtocol, TInputProtocol, TOutputProtocol,
    },
    transport::{
        TBufferedReadTransport, TBufferedWriteTransport, TFramedReadTransport,
        TFramedWriteTransport, TReadTransport, TWriteTransport,
    },
};

mod multiplexed;
mod our_client;
mod our_server;
mod values;

/// What Apache's end of a connection speaks.
#[derive(Clone, Copy, Debug)]
struct Wire {
    framing: Framing,
    dialect: Dialect,
}

#[derive(Clone, Copy, Debug)]
enum Dialect {
    Binary,
    /// Binary with headers that have no version; those with one are read too.
    OldBinary,
    Compact,
}

type Input = Box<dyn TInputProtocol + Send>;
type Output = Box<dyn TOutputProtocol + Send>;

impl Wire {
    fn all() -> impl Iterator<Item = Self> {
        let dialects = [Dialect::Binary, Dialect::OldBinary, Dialect::Compact];
        dialects.into_iter().flat_map(|dialect| {
            [Framing::Framed, Framing::Unframed].map(|framing| Self { framing, dialect })
        })
    }

    fn protocol(self) -> Protocol {
        match self.dialect {
            Dialect::Binary | Dialect::OldBinary => Protocol::Binary,
            Dialect::Compact => Protocol::Compact,
        }
    }

    fn open(self, stream: TcpStream) -> io::Result<(Input, Output)> {
        stream.set_nodelay(true)?;
        // Should an answer not come, the test fails and does not hang.
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let writer = stream.try_clone()?;
        Ok(match self.framing {
            Framing::Framed => (
                self.input(TFramedReadTransport::new(stream)),
                self.output(TFramedWriteTransport::new(writer)),
            ),
            Framing::Unframed => (
                self.input(TBufferedReadTransport::new(stream)),
                self.output(TBufferedWriteTransport::new(writer)),
            ),
            Framing::TtHeader => unreachable!("Apache's crate does not know it"),
        })
    }

    fn input(self, transport: impl TReadTransport + Send + 'static) -> Input {
        match self.dialect {
            Dialect::Binary => Box::new(TBinaryInputProtocol::new(transport, true)),
            Dialect::OldBinary => Box::new(TBinaryInputProtocol::new(transport, false)),
            Dialect::Compact => Box::new(TCompactInputProtocol::new(transport)),
        }
    }

    fn output(self, transport: impl TWriteTransport + Send + 'static) -> Output {
        match self.dialect {
            Dialect::Binary => Box::new(TBinaryOutputProtocol::new(transport, true)),
            Dialect::OldBinary => Box::new(TBinaryOutputProtocol::new(transport, false)),
            Dialect::Compact => Box::new(TCompactOutputProtocol::new(transport)),
        }
    }
}

// === What both servers know ===

/// The user that a server finds by this id.
fn user(id: UserId) -> Option<User> {
    match id {
        1 => Some(ada()),
        2 => Some(User { id, name: "Grace".into(), ..User::default() }),
        3 => Some(User {
            id,
            name: "Mary".into(),
            // More than any buffer on the way holds.
            picture: Some(Bytes::from(vec![3; 300_000])),
            ..User::default()
        }),
        _ => None,
    }
}

/// A user with every field.
fn ada() -> User {
    User {
        id: 1,
        name: "Ada Āda 🦀".into(),
        role: Role::ADMIN,
        verified: Some(true),
        contact: Some(Contact::Email("ada@example.org".into())),
        picture: Some(Bytes::from_static(b"\x89PNG\xff\0")),
        nicknames: vec!["Countess".into(), "".into(), "Countess".into()],
        groups: ["poets".into(), "analysts".into()].into(),
        labels: [("born".into(), "1815".into()), ("died".into(), "".into())].into(),
        manager: Some(Box::new(User {
            id: i64::MIN,
            name: "Charles".into(),
            role: Role(77),
            verified: Some(false),
            contact: Some(Contact::Phone(-1)),
            ..User::default()
        })),
    }
}

/// The id over which a server fails, and what it says then.
const BROKEN: UserId = -1;
const FAILURE: &str = "the disk is full";
