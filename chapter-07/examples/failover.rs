//! Three servers. One is killed and comes back; calls go on.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use mini_lust::{
    ByteString, CallError, Channel, Connector, Error, Protocol, Server, Tcp,
    cluster::{backoff::Backoff, discover},
    user::{GetUserException, User, UserClient, UserId, UserServer, UserService},
};
use tokio::{net::TcpListener, task::JoinHandle, time::sleep};

/// Answers after a millisecond, and counts.
#[derive(Clone, Default)]
struct Directory(Arc<AtomicU64>);

impl UserService for Directory {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        self.0.fetch_add(1, Relaxed);
        sleep(Duration::from_millis(1)).await;
        Ok(User { id, ..User::default() })
    }

    async fn find_users(
        &self,
        _: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        Ok(Vec::new())
    }

    async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
        Ok(())
    }

    async fn record_login(&self, _: UserId) {}
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let directories = [(); 3].map(|()| Directory::default());
    let mut addresses = Vec::new();
    let mut servers = Vec::new();
    for directory in &directories {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        addresses.push(listener.local_addr()?);
        servers.push(serve(listener, directory));
    }

    let endpoints = discover::fixed(addresses.clone());
    // A server that is back is found within a tenth of a second.
    let backoff = Backoff::new(Duration::from_millis(10), Duration::from_millis(100));
    let channel =
        Channel::builder().backoff(backoff).build(endpoints, Connector::new(Tcp));
    let failed = Arc::new(AtomicU64::new(0));
    for _ in 0..16 {
        let users = UserClient::new(channel.clone(), Protocol::Binary);
        tokio::spawn(call_for_ever(users, Arc::clone(&failed)));
    }

    println!("calls in 200 ms   first  second   third  failed");
    show("three servers", 2, &directories, &failed).await;
    servers[1].abort();
    show("one is killed", 3, &directories, &failed).await;
    servers[1] = restart(addresses[1], &directories[1]).await?;
    show("it is back", 3, &directories, &failed).await;
    Ok(())
}

fn serve(listener: TcpListener, directory: &Directory) -> JoinHandle<()> {
    let server = UserServer::new(directory.clone());
    tokio::spawn(Server::new().serve(listener, server, std::future::pending()))
}

async fn restart(
    address: SocketAddr,
    directory: &Directory,
) -> Result<JoinHandle<()>, Error> {
    Ok(serve(TcpListener::bind(address).await?, directory))
}

async fn call_for_ever(users: UserClient<Channel>, failed: Arc<AtomicU64>) {
    loop {
        if users.get_user(1).await.is_err() {
            failed.fetch_add(1, Relaxed);
        }
    }
}

/// Prints `lines` lines, one every 200 milliseconds.
async fn show(what: &str, lines: u32, directories: &[Directory; 3], failed: &AtomicU64) {
    for _ in 0..lines {
        sleep(Duration::from_millis(200)).await;
        let [first, second, third] =
            directories.each_ref().map(|it| it.0.swap(0, Relaxed));
        let failed = failed.swap(0, Relaxed);
        println!("{what:15} {first:7} {second:7} {third:7} {failed:7}");
    }
}
