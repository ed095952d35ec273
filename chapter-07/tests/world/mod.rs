//! Servers in memory, which come and go as a test says. All of it is on paused time.

use std::{
    collections::HashMap,
    convert::Infallible,
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::future::BoxFuture;
use mini_lust::{
    ByteString,
    application::{ApplicationException, ExceptionType},
    error::CallError,
    server::Server,
    user::{GetUserException, User, UserId, UserServer, UserService},
};
use tokio::{
    io::{DuplexStream, duplex},
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::sleep,
};
use tower::Service;

/// A network. Clones share it. It connects to servers by their numbers.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<HashMap<u32, Host>>>);

/// What a server does, and how often it was called.
#[derive(Default)]
struct Host {
    /// To the server, while it is up.
    listener: Option<mpsc::Sender<DuplexStream>>,
    behaviour: Behaviour,
    calls: u64,
    stop: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// How a server answers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Behaviour {
    /// After so long.
    pub latency: Duration,
    /// With an exception.
    pub fails: bool,
    /// Not at all.
    pub silent: bool,
}

struct Handler {
    world: World,
    number: u32,
}

impl UserService for Handler {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        let behaviour = self.world.host(self.number, |host| {
            host.calls += 1;
            host.behaviour
        });
        sleep(behaviour.latency).await;
        if behaviour.silent {
            std::future::pending::<()>().await;
        }
        if behaviour.fails {
            let error =
                ApplicationException::new(ExceptionType::INTERNAL_ERROR, "broken");
            return Err(error.into());
        }
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

impl World {
    /// A world with servers of the numbers 0, 1, …, each of which answers after `latency`.
    pub fn of(servers: u32, latency: Duration) -> Self {
        let world = Self::default();
        for number in 0..servers {
            world.behave(number, Behaviour { latency, ..Behaviour::default() });
            world.start(number);
        }
        world
    }

    /// Says how a server is to answer from now on.
    pub fn behave(&self, number: u32, behaviour: Behaviour) {
        self.host(number, |host| host.behaviour = behaviour);
    }

    /// Starts a server.
    pub fn start(&self, number: u32) {
        let (listener, connections) = mpsc::channel(16);
        let (stop, stopped) = oneshot::channel();
        let handler = Handler { world: self.clone(), number };
        let stopped = async { drop(stopped.await) };
        let server = Server::new().serve(connections, UserServer::new(handler), stopped);
        let server = tokio::spawn(server);
        self.host(number, |host| {
            host.listener = Some(listener);
            host.stop = Some((stop, server));
        });
    }

    /// Kills a server: its connections close at once, and it can't be connected to.
    pub fn kill(&self, number: u32) {
        let stop = self.host(number, |host| {
            host.listener = None;
            host.stop.take()
        });
        if let Some((_, server)) = stop {
            server.abort();
        }
    }

    /// Stops a server gracefully, and waits until it has stopped.
    pub async fn stop(&self, number: u32) {
        let stop = self.host(number, |host| {
            host.listener = None;
            host.stop.take()
        });
        if let Some((stop, server)) = stop {
            drop(stop);
            server.await.expect("the server does not panic");
        }
    }

    /// How often a server was called since this was asked the last time.
    pub fn calls(&self, number: u32) -> u64 {
        self.host(number, |host| std::mem::take(&mut host.calls))
    }

    fn host<T>(&self, number: u32, change: impl FnOnce(&mut Host) -> T) -> T {
        change(self.0.lock().unwrap().entry(number).or_default())
    }
}

/// Connects, or is refused at once.
impl Service<u32> for World {
    type Response = DuplexStream;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<DuplexStream>>;

    fn poll_ready(
        &mut self,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, number: u32) -> Self::Future {
        let listener = self.host(number, |host| host.listener.clone());
        Box::pin(async move {
            let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
            let (near, far) = duplex(64 * 1024);
            listener.ok_or_else(refused)?.send(far).await.map_err(|_| refused())?;
            Ok(near)
        })
    }
}
