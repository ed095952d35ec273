//! Servers in memory, which come and go as a test says. All of it is on paused time.

use std::{
    collections::HashMap,
    convert::Infallible,
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use futures::future::BoxFuture;
use mini_lust::{
    ApplicationException, ByteString, CallError, ExceptionType, Server,
    user::{GetUserException, User, UserId, UserServer, UserService},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex},
    sync::{mpsc, oneshot},
    task::JoinHandle,
    time::{Instant, sleep},
};
use tower::Service;

/// A network. Clones share it. It connects to servers by their numbers.
#[derive(Clone)]
pub struct World(Arc<Mutex<State>>);

struct State {
    hosts: HashMap<u32, Host>,
    log: Vec<Event>,
    begun: Instant,
    /// Each connection has a clone.
    open: Arc<()>,
}

/// What a server does, and how often it was called.
#[derive(Default)]
struct Host {
    /// To the server, while it is up.
    listener: Option<mpsc::Sender<DuplexStream>>,
    behaviour: Behaviour,
    calls: u64,
    /// Each call that is not answered has a clone.
    in_flight: Arc<()>,
    stop: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// When it was since the beginning, at which server, and what happened.
pub type Event = (Duration, u32, &'static str);

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
        self.world.note(self.number, "called");
        let (behaviour, _in_flight) = self.world.host(self.number, |host| {
            host.calls += 1;
            (host.behaviour, Arc::clone(&host.in_flight))
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
        let world = Self(Arc::new(Mutex::new(State {
            hosts: HashMap::new(),
            log: Vec::new(),
            begun: Instant::now(),
            open: Arc::new(()),
        })));
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

    /// How many calls a server has not answered yet.
    pub fn in_flight(&self, number: u32) -> usize {
        self.host(number, |host| Arc::strong_count(&host.in_flight) - 1)
    }

    /// How many connections are open, to all servers.
    pub fn connections(&self) -> usize {
        Arc::strong_count(&self.0.lock().unwrap().open) - 1
    }

    /// All that has happened.
    pub fn log(&self) -> Vec<Event> {
        self.0.lock().unwrap().log.clone()
    }

    /// When something happened at a server, for the first time since `since`.
    pub fn first(&self, number: u32, event: &str, since: Instant) -> Option<Duration> {
        let state = self.0.lock().unwrap();
        let since = since - state.begun;
        let matches = |(at, host, what): &&Event| {
            *at >= since && *host == number && *what == event
        };
        state.log.iter().find(matches).map(|(at, ..)| *at - since)
    }

    fn note(&self, number: u32, event: &'static str) {
        let mut state = self.0.lock().unwrap();
        let at = state.begun.elapsed();
        state.log.push((at, number, event));
    }

    fn host<T>(&self, number: u32, change: impl FnOnce(&mut Host) -> T) -> T {
        change(self.0.lock().unwrap().hosts.entry(number).or_default())
    }
}

/// Connects, or is refused at once.
impl Service<u32> for World {
    type Response = Wire;
    type Error = io::Error;
    type Future = BoxFuture<'static, io::Result<Wire>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, number: u32) -> Self::Future {
        let world = self.clone();
        Box::pin(async move {
            let refused = || {
                world.note(number, "refused");
                io::Error::from(io::ErrorKind::ConnectionRefused)
            };
            let listener = world.host(number, |host| host.listener.clone());
            let (near, far) = duplex(64 * 1024);
            listener.ok_or_else(refused)?.send(far).await.map_err(|_| refused())?;
            world.note(number, "connected");
            let open = Arc::clone(&world.0.lock().unwrap().open);
            Ok(Wire { io: near, _open: open })
        })
    }
}

/// The client's end of a connection.
pub struct Wire {
    io: DuplexStream,
    _open: Arc<()>,
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}
