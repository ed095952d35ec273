//! Servers that are killed, replaced and stopped while they are called, and an etcd that is
//! away.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use chapter_08_etcd::{Registration, Registry};
use mini_lust::{
    ByteString, CallError, Channel, Connector, Context, FrameCodec, Framing, Protocol,
    Server, Tcp, stack,
    user::{GetUserException, User, UserClient, UserId, UserServer, UserService},
};
use tokio::{
    net::{TcpListener, TcpSocket},
    sync::oneshot,
    task::{JoinHandle, JoinSet},
    time::{interval, sleep},
};

use crate::{TTL, etcd};

struct Users;

impl UserService for Users {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        sleep(Duration::from_millis(5)).await;
        Ok(User { id, ..User::default() })
    }

    async fn find_users(
        &self,
        _: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        Ok(vec![])
    }

    async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
        Ok(())
    }

    async fn record_login(&self, _: UserId) {}
}

/// A server that has entered itself.
struct Replica {
    address: SocketAddr,
    registration: Registration,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Replica {
    async fn start(registry: &Registry, address: SocketAddr) -> Self {
        let listener = listen(address);
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = Server::new().layer(stack::server());
        let served =
            tokio::spawn(server.serve(listener, UserServer::new(Users), async {
                drop(stopped.await);
            }));
        let registration = registry.register("users", address, 10, TTL).await.unwrap();
        Self { address, registration, stop, served }
    }

    /// As if its process was killed: its connections break, its entry stays.
    fn kill(self) -> SocketAddr {
        self.served.abort();
        self.address
    }

    /// The order that loses no call: leave the registry, then say so on each connection and
    /// answer what is in flight, then end.
    async fn stop(self) -> SocketAddr {
        self.registration.leave().await.unwrap();
        self.stop.send(()).unwrap();
        self.served.await.unwrap();
        self.address
    }
}

/// The address may have been used a moment ago.
fn listen(address: SocketAddr) -> TcpListener {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.bind(address).unwrap();
    socket.listen(128).unwrap()
}

fn any() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

/// Calls until `done` is, a call each millisecond. Returns how many were made and failed.
async fn calls_during(
    registry: &Registry,
    context: Context,
    done: impl Future<Output = ()>,
) -> (usize, usize) {
    let connector = Connector::new(Tcp).codec(FrameCodec::new(Framing::TtHeader));
    let channel = Channel::builder()
        .layer(stack::client())
        .endpoint_layer(stack::endpoint())
        .build(registry.discover("users"), connector);
    let users = UserClient::new(channel, Protocol::Compact);
    let (mut calls, mut clock) = (JoinSet::new(), interval(Duration::from_millis(1)));
    tokio::pin!(done);
    loop {
        tokio::select! {
            () = &mut done => break,
            _ = clock.tick() => {
                let users = users.clone();
                let call = async move { users.get_user(1).await };
                calls.spawn(context.clone().scope(call));
            }
        }
    }
    let results = calls.join_all().await;
    let failures = results.iter().filter_map(|result| result.as_ref().err());
    failures.clone().take(3).for_each(|error| println!("{error:?}"));
    (results.len(), failures.count())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_idempotent_call_fails_while_replicas_are_killed() {
    let Some(etcd) = etcd::start("no_idempotent_call…").await else { return };
    let registry = etcd.registry();
    let mut replicas = start_three(&registry).await;
    let kills = async {
        sleep(Duration::from_millis(300)).await;
        for _ in 0..4 {
            let address = replicas.remove(0).kill();
            sleep(Duration::from_millis(500)).await;
            replicas.push(Replica::start(&registry, address).await);
            sleep(Duration::from_millis(200)).await;
        }
    };
    let context = Context::new().idempotent();
    let (made, failed) = calls_during(&registry, context, kills).await;
    println!("four are killed: {failed} of {made} idempotent calls fail");
    assert!(made > 1000 && failed == 0, "{failed} of {made}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_fails_in_a_rolling_restart() {
    let Some(etcd) = etcd::start("no_call_fails…").await else { return };
    let registry = etcd.registry();
    let mut replicas = start_three(&registry).await;
    let restarts = async {
        sleep(Duration::from_millis(300)).await;
        for _ in 0..6 {
            let address = replicas.remove(0).stop().await;
            replicas.push(Replica::start(&registry, address).await);
            sleep(Duration::from_millis(200)).await;
        }
    };
    let (made, failed) = calls_during(&registry, Context::new(), restarts).await;
    println!("six are restarted: {failed} of {made} calls fail");
    assert!(made > 1000 && failed == 0, "{failed} of {made}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_fails_while_etcd_is_away() {
    let Some(mut etcd) = etcd::start("no_call_fails_while…").await else { return };
    let registry = etcd.registry();
    let replicas = start_three(&registry).await;
    let away = async {
        sleep(Duration::from_millis(300)).await;
        etcd.stop();
        // Longer than the entries live.
        sleep(Duration::from_secs(5)).await;
        etcd.start().await;
        sleep(Duration::from_secs(1)).await;
    };
    let (made, failed) = calls_during(&registry, Context::new(), away).await;
    println!("etcd is away for 5 s: {failed} of {made} calls fail");
    assert!(made > 5000 && failed == 0, "{failed} of {made}");
    drop(replicas);
}

async fn start_three(registry: &Registry) -> Vec<Replica> {
    let mut replicas = Vec::new();
    for _ in 0..3 {
        replicas.push(Replica::start(registry, any()).await);
    }
    replicas
}
