//! tarpc, over TCP with bincode.

use std::{
    collections::HashMap,
    net::{SocketAddr, TcpListener},
};

use anyhow::Result;
use bytes::Bytes;
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use tarpc::{
    client, context, serde_transport,
    server::{BaseChannel, Channel},
    tokio_serde::formats::Bincode,
    tokio_util::codec::{Decoder, LengthDelimitedCodec},
};
use tokio::net::TcpStream;

use super::{LABEL, Link, listen, name};
use crate::cell::USERS;

pub struct Tarpc;

#[tarpc::service]
pub trait Service {
    async fn data(data: Bytes) -> Bytes;
    async fn users(users: Group) -> Group;
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub users: Vec<User>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    id: i64,
    name: String,
    role: Role,
    verified: Option<bool>,
    labels: HashMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Role {
    Reader = 1,
    Writer = 2,
}

#[derive(Clone)]
struct Handler;

impl Service for Handler {
    async fn data(self, _: context::Context, data: Bytes) -> Bytes {
        data
    }

    async fn users(self, _: context::Context, users: Group) -> Group {
        users
    }
}

impl super::Echo for Tarpc {
    type Link = ServiceClient;

    async fn serve(listener: TcpListener) -> Result<()> {
        let listener = listen(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let frames = LengthDelimitedCodec::new().framed(stream);
            let transport = serde_transport::new(frames, Bincode::default());
            let calls = BaseChannel::with_defaults(transport).execute(Handler.serve());
            tokio::spawn(calls.for_each(async |call| drop(tokio::spawn(call))));
        }
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<ServiceClient>> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let frames = LengthDelimitedCodec::new().framed(stream);
        let mut config = client::Config::default();
        config.max_in_flight_requests = config.max_in_flight_requests.max(callers);
        let transport = serde_transport::new(frames, Bincode::default());
        Ok(vec![ServiceClient::new(config, transport).spawn(); callers])
    }
}

impl Link for ServiceClient {
    type Users = Group;

    fn users() -> Group {
        group()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        Ok(ServiceClient::data(self, context::current(), data).await?.len())
    }

    async fn group(&mut self, users: Group) -> Result<usize> {
        Ok(ServiceClient::users(self, context::current(), users).await?.users.len())
    }
}

/// The users of a message.
pub fn group() -> Group {
    let user = |id| User {
        id: id as i64,
        name: name(id),
        role: Role::Writer,
        verified: Some(true),
        labels: [(LABEL.0.into(), LABEL.1.into())].into(),
    };
    Group { users: (0..USERS).map(user).collect() }
}
