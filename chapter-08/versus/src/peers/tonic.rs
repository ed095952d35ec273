//! tonic: gRPC, with prost's messages.

use std::{
    collections::HashMap,
    net::{SocketAddr, TcpListener},
};

use anyhow::Result;
use bytes::Bytes;
use tonic::{
    Request, Response, Status,
    transport::{Channel, Endpoint, Server, server::TcpIncoming},
};

use super::{Echo, LABEL, Link, listen, name};
use crate::cell::USERS;

use generated::{
    echo_client::EchoClient,
    echo_server::{Echo as Service, EchoServer},
};

/// What `build.rs` made with tonic's generator.
mod generated {
    include!(concat!(env!("OUT_DIR"), "/echo.Echo.rs"));
}

pub struct Tonic;

// === What prost's generator would write ===

#[derive(Clone, PartialEq, prost::Message)]
pub struct Data {
    #[prost(bytes = "bytes", tag = "1")]
    data: Bytes,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct Group {
    #[prost(message, repeated, tag = "1")]
    pub users: Vec<User>,
}

#[derive(Clone, PartialEq, prost::Message)]
pub struct User {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(enumeration = "Role", tag = "3")]
    role: i32,
    #[prost(bool, optional, tag = "4")]
    verified: Option<bool>,
    #[prost(map = "string, string", tag = "5")]
    labels: HashMap<String, String>,
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration,
)]
#[repr(i32)]
pub enum Role {
    Unspecified = 0,
    Reader = 1,
    Writer = 2,
}

// === The peer ===

/// HTTP/2's windows. The defaults stop a connection with many messages of 64 KiB.
const STREAM_WINDOW: u32 = 1 << 20;
const CONNECTION_WINDOW: u32 = 16 << 20;

struct Handler;

#[tonic::async_trait]
impl Service for Handler {
    async fn data(&self, request: Request<Data>) -> Result<Response<Data>, Status> {
        Ok(Response::new(request.into_inner()))
    }

    async fn users(&self, request: Request<Group>) -> Result<Response<Group>, Status> {
        Ok(Response::new(request.into_inner()))
    }
}

impl Echo for Tonic {
    type Link = EchoClient<Channel>;

    async fn serve(listener: TcpListener) -> Result<()> {
        let incoming = TcpIncoming::from(listen(listener)?).with_nodelay(Some(true));
        Server::builder()
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .add_service(EchoServer::new(Handler))
            .serve_with_incoming(incoming)
            .await?;
        Ok(())
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<Self::Link>> {
        let channel = Endpoint::from_shared(format!("http://{address}"))?
            .tcp_nodelay(true)
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .connect()
            .await?;
        Ok(vec![EchoClient::new(channel); callers])
    }
}

impl Link for EchoClient<Channel> {
    type Users = Group;

    fn users() -> Group {
        group()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        Ok(EchoClient::data(self, Data { data }).await?.into_inner().data.len())
    }

    async fn group(&mut self, users: Group) -> Result<usize> {
        Ok(EchoClient::users(self, users).await?.into_inner().users.len())
    }
}

/// The users of a message.
pub fn group() -> Group {
    let user = |id| User {
        id: id as i64,
        name: name(id),
        role: Role::Writer.into(),
        verified: Some(true),
        labels: [(LABEL.0.into(), LABEL.1.into())].into(),
    };
    Group { users: (0..USERS).map(user).collect() }
}
