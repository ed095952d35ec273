//! Volo, with its generated code: a pool of connections, or one that multiplexes.

use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use anyhow::{Result, anyhow};
use bytes::Bytes;
use volo::net::incoming::DefaultIncoming;
use volo_thrift::{ServerError, codec::default::DefaultMakeCodec, transport::pool};

use super::{Echo, LABEL, Link, listen, name};
use crate::cell::USERS;

use generated::{
    EchoService, EchoServiceClient, EchoServiceClientBuilder, EchoServiceServer,
};

pub use generated::{Group, Role, User};

/// What `build.rs` made with Volo's generator.
mod code {
    include!(concat!(env!("OUT_DIR"), "/volo_gen.rs"));
}
use code::volo_gen::echo as generated;

/// One connection per call in flight, which goes back to a pool.
pub struct Pool;

/// One connection for all calls.
pub struct Multiplex;

struct Handler;

impl Echo for Pool {
    type Link = EchoServiceClient;

    async fn serve(listener: TcpListener) -> Result<()> {
        serve(listener, false).await
    }

    async fn connect(
        address: SocketAddr,
        callers: usize,
    ) -> Result<Vec<EchoServiceClient>> {
        Ok(connect(address, callers, false))
    }
}

impl Echo for Multiplex {
    type Link = EchoServiceClient;

    async fn serve(listener: TcpListener) -> Result<()> {
        serve(listener, true).await
    }

    async fn connect(
        address: SocketAddr,
        callers: usize,
    ) -> Result<Vec<EchoServiceClient>> {
        Ok(connect(address, callers, true))
    }
}

async fn serve(listener: TcpListener, multiplex: bool) -> Result<()> {
    EchoServiceServer::new(Handler)
        .make_codec(DefaultMakeCodec::framed())
        .multiplex(multiplex)
        .run(DefaultIncoming::from(listen(listener)?))
        .await
        .map_err(|error| anyhow!(error))
}

fn connect(
    address: SocketAddr,
    callers: usize,
    multiplex: bool,
) -> Vec<EchoServiceClient> {
    let client = EchoServiceClientBuilder::new("echo")
        .address(address)
        .make_codec(DefaultMakeCodec::framed())
        // No connection should be closed because the pool is full.
        .pool_config(pool::Config::new(callers, Duration::from_secs(60)))
        .multiplex(multiplex)
        .build();
    vec![client; callers]
}

impl EchoService for Handler {
    async fn data(&self, data: Bytes) -> Result<Bytes, ServerError> {
        Ok(data)
    }

    async fn users(&self, users: Group) -> Result<Group, ServerError> {
        Ok(users)
    }
}

impl Link for EchoServiceClient {
    type Users = Group;

    fn users() -> Group {
        group()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        Ok(EchoServiceClient::data(self, data).await?.len())
    }

    async fn group(&mut self, users: Group) -> Result<usize> {
        Ok(EchoServiceClient::users(self, users).await?.users.len())
    }
}

/// The users of a message.
pub fn group() -> Group {
    let user = |id| User {
        id: id as i64,
        name: name(id).into(),
        role: Role::WRITER,
        verified: Some(true),
        labels: [(LABEL.0.into(), LABEL.1.into())].into_iter().collect(),
    };
    Group { users: (0..USERS).map(user).collect() }
}
