//! Mini Lust, as a program uses it: generated code, over one connection or through a channel.

use std::{convert::Infallible, future::pending, net::SocketAddr};

use anyhow::Result;
use bytes::Bytes;
use mini_lust::{
    BoxedService, CallError, Channel, Connection, Connector, FrameCodec, Framing,
    Protocol, RpcService, Server, Tcp, cluster::discover, stack,
};
use std::net::TcpListener;

use super::{Echo, LABEL, Link, listen, name};
use crate::cell::USERS;

pub use generated::{Group, Role, User};

#[allow(dead_code, reason = "no peer uses all that a generator writes")]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/echo.rs"));
}

use generated::{EchoClient, EchoServer, EchoService};

/// Without layers: framed, binary, one connection.
pub struct Bare;

/// With the recommended layers on both sides, which need the header transport.
pub struct Stacks;

#[derive(Clone)]
pub struct Caller<S>(EchoClient<S>);

struct Handler;

impl Echo for Bare {
    type Link = Caller<Connection>;

    async fn serve(listener: TcpListener) -> Result<()> {
        let handler = EchoServer::new(Handler);
        Server::new().serve(listen(listener)?, handler, pending()).await;
        Ok(())
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<Self::Link>> {
        let connection = Connector::new(Tcp).connect(address).await?;
        let client = EchoClient::new(connection, Protocol::Binary);
        Ok(vec![Caller(client); callers])
    }
}

impl Echo for Stacks {
    type Link = Caller<BoxedService>;

    async fn serve(listener: TcpListener) -> Result<()> {
        let server = Server::new().layer(stack::server());
        let handler = EchoServer::new(Handler);
        server.serve(listen(listener)?, handler, pending()).await;
        Ok(())
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<Self::Link>> {
        let connector = Connector::new(Tcp).codec(FrameCodec::new(Framing::TtHeader));
        let channel = Channel::builder()
            .layer(stack::client())
            .endpoint_layer(stack::endpoint())
            .build(discover::fixed([address]), connector);
        let client = EchoClient::new(BoxedService::new(channel), Protocol::Binary);
        Ok(vec![Caller(client); callers])
    }
}

impl EchoService for Handler {
    async fn data(&self, data: Bytes) -> Result<Bytes, CallError<Infallible>> {
        Ok(data)
    }

    async fn users(&self, users: Group) -> Result<Group, CallError<Infallible>> {
        Ok(users)
    }
}

impl<S: RpcService + Clone + Sync> Link for Caller<S> {
    type Users = Group;

    fn users() -> Group {
        group()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        Ok(self.0.data(data).await?.len())
    }

    async fn group(&mut self, users: Group) -> Result<usize> {
        Ok(self.0.users(users).await?.users.len())
    }
}

/// The users of a message.
pub fn group() -> Group {
    let user = |id| User {
        id: id as i64,
        name: name(id).into(),
        role: Role::WRITER,
        verified: Some(true),
        labels: [(LABEL.0.into(), LABEL.1.into())].into(),
    };
    Group { users: (0..USERS).map(user).collect() }
}
