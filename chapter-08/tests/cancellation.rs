//! An asynchronous operation may be dropped at any moment, and leaves nothing behind.
//!
//! One harness drops a future after each of its polls, each time it has been woken but not
//! polled, and after each step of the tasks around it. After each drop, as many calls as
//! there are places have to run side by side, each with its own reply, and no task, no
//! handler and no connection may be left over.

#![allow(
    clippy::async_yields_async,
    reason = "the harness itself polls what starting an operation returns"
)]

use std::{
    cell::RefCell,
    collections::VecDeque,
    convert::Infallible,
    future::{pending, poll_fn},
    io, iter,
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::Poll,
    time::Duration,
};

use futures::{FutureExt, future::join_all};
use mini_lust::{
    ByteString, CallError, Channel, Client, Connection, Connector, Error, FrameCodec,
    Framing, Protocol, Request, Response, RpcService, Server,
    cluster::{backoff::Backoff, discover},
    layer::*,
    protocol::metadata::Name,
    rpc::{handshake::Handshake, server::Listener},
    stack,
    user::{
        GetUserArgs, GetUserException, RecordLoginArgs, User, UserId, UserServer,
        UserService,
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    runtime::Handle,
    sync::{Mutex, mpsc},
    task::{JoinHandle, yield_now},
    time::{sleep, timeout},
};
use tower::{
    Layer, Service, ServiceBuilder, ServiceExt,
    layer::{layer_fn, util::Identity},
    service_fn,
    util::BoxCloneSyncService,
};

// === The harness ===

/// When a future is dropped.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Immediately after so many polls.
    Polled(usize),
    /// When it has been polled so often, and has been woken again.
    Woken(usize),
    /// When the tasks around it have had so many turns: some without time, and then one a
    /// millisecond.
    Turns(usize),
}

/// Drops a future at each moment of its life, and calls `check` after each drop. Returns the
/// number of drops.
async fn drop_everywhere<F: Future>(
    mut start: impl AsyncFnMut() -> F,
    mut check: impl AsyncFnMut(Moment),
) -> usize {
    let mut drops = 0;
    for moment_of in [Moment::Polled, Moment::Woken, Moment::Turns] {
        for n in 0.. {
            let moment = moment_of(n);
            let ended = drop_at(moment, start().await).await;
            check(moment).await;
            if ended {
                break;
            }
            drops += 1;
            assert!(n < 10_000, "the operation does not end");
        }
    }
    drops
}

/// Drops a future at a moment, and returns whether it had ended before.
async fn drop_at<F: Future>(moment: Moment, future: F) -> bool {
    let mut future = Box::pin(future);
    let (most, turns) = match moment {
        Moment::Polled(0) => return false,
        Moment::Polled(polls) | Moment::Woken(polls) => (polls, usize::MAX),
        Moment::Turns(turns) => (usize::MAX, turns),
    };
    let mut polls = 0;
    let polled = poll_fn(|cx| {
        if polls == most {
            return Poll::Ready(false);
        }
        polls += 1;
        let poll = future.as_mut().poll(cx).map(|_| true);
        match moment {
            Moment::Polled(_) if poll.is_pending() && polls == most => {
                Poll::Ready(false)
            }
            _ => poll,
        }
    });
    tokio::select! {
        biased;
        ended = polled => ended,
        () = take_turns(turns) => false,
    }
}

async fn take_turns(turns: usize) {
    for turn in 0..turns {
        match turn {
            0..12 => yield_now().await,
            _ => sleep(MILLI).await,
        }
    }
}

const MILLI: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

// === Servers in memory ===

/// What is in progress at the servers of a test.
#[derive(Clone, Default)]
struct Work {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

struct InProgress(Work);

impl Work {
    fn start(&self) -> InProgress {
        let now = self.now.fetch_add(1, Relaxed) + 1;
        self.most.fetch_max(now, Relaxed);
        InProgress(self.clone())
    }
}

impl Drop for InProgress {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Relaxed);
    }
}

/// Takes five milliseconds for each call.
impl UserService for Work {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        let _in_progress = self.start();
        sleep(5 * MILLI).await;
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

    async fn record_login(&self, _: UserId) {
        let _in_progress = self.start();
        sleep(5 * MILLI).await;
    }
}

type Io = DuplexStream;

/// Serves, and returns where connections go.
fn listen<L>(server: Server<L>, work: &Work) -> mpsc::Sender<Io>
where
    L: Layer<UserServer<Work>, Service: RpcService + Clone> + Send + 'static,
{
    let (connections, listener) = mpsc::channel(64);
    tokio::spawn(server.serve(listener, UserServer::new(work.clone()), pending()));
    connections
}

/// Connects, with room for `room` bytes on the way.
async fn connect(
    server: &mpsc::Sender<Io>,
    framing: Framing,
    room: usize,
) -> Connection {
    let (near, far) = duplex(room);
    server.send(far).await.expect("the server listens");
    let (connection, driver) = Connection::new(near, FrameCodec::new(framing));
    tokio::spawn(driver);
    connection
}

/// Makes connections that take some turns and some time.
fn network(
    server: mpsc::Sender<Io>,
) -> impl Service<u32, Response = Io, Error = io::Error, Future: Send> + Clone + Send {
    service_fn(move |_: u32| {
        let server = server.clone();
        async move {
            yield_now().await;
            sleep(2 * MILLI).await;
            let (near, far) = duplex(1024);
            let refused = |_| io::ErrorKind::ConnectionRefused;
            server.send(far).await.map_err(refused)?;
            yield_now().await;
            Ok(near)
        }
        .boxed()
    })
}

// === Calls ===

/// A way to call, and how many calls it carries side by side.
struct Way {
    calls: Client<BoxCloneSyncService<Request, Response, Error>>,
    work: Work,
    places: usize,
}

impl Way {
    fn new<S>(service: S, work: &Work, places: usize) -> Self
    where
        S: RpcService + Clone + Sync,
    {
        // All calls of these tests may be repeated.
        let service = ServiceBuilder::new()
            .map_request(|mut request: Request| {
                request.set_idempotent();
                request
            })
            .map_err(|error: S::Error| Error::from(error.into()))
            .service(service);
        let calls = Client::new(BoxCloneSyncService::new(service), Protocol::Binary);
        Self { calls, work: work.clone(), places }
    }

    /// Makes calls side by side, each of which has to get its own reply.
    fn call_all(&self, ids: Range<i64>) -> JoinHandle<()> {
        let calls = self.calls.clone();
        tokio::spawn(async move {
            let users = ids.map(async |id| {
                let user = calls.call(&GetUserArgs { id }).await;
                assert_eq!(user.expect("a reply").id, id);
            });
            join_all(users).await;
        })
    }

    /// Nothing is in progress, and all places are free, as are those in a queue before them.
    async fn check(&self, moment: Moment) {
        // What a call has started at a server goes on there, and ends.
        sleep(SECOND).await;
        assert_eq!(self.work.now.load(Relaxed), 0, "a handler is left, {moment:?}");
        self.work.most.store(0, Relaxed);
        self.call_all(0..2 * self.places as i64).await.expect("replies");
        let most = self.work.most.load(Relaxed);
        assert!(most >= self.places, "{most} of {} places, {moment:?}", self.places);
        sleep(SECOND).await;
    }

    /// Drops calls with and without a reply at every moment: alone, among as many others as
    /// there are places, and as the last in a full queue.
    async fn survives(self) {
        self.check(Moment::Turns(0)).await;
        let before = tasks();
        for others in [0, self.places as i64, 2 * self.places as i64 - 1] {
            let crowd = RefCell::new(None);
            let start = async || {
                *crowd.borrow_mut() = Some(self.call_all(100..100 + others));
                take_turns(2).await;
                self.calls.clone()
            };
            let check = async |moment| {
                let crowd = crowd.take().expect("it was started");
                crowd.await.expect("the others get their replies");
                self.check(moment).await;
                assert_eq!(tasks(), before, "a task is left, {moment:?}");
            };
            let call = async || {
                let calls = start().await;
                async move {
                    let user = calls.call(&GetUserArgs { id: 7 }).await;
                    assert_eq!(user.expect("a reply").id, 7);
                }
            };
            let cast = async || {
                let calls = start().await;
                async move { calls.cast(&RecordLoginArgs { id: 7 }).await.expect("sent") }
            };
            let drops = drop_everywhere(call, check).await;
            assert!(drops > 10, "{drops} moments show nothing");
            drop_everywhere(cast, check).await;
        }
    }
}

/// A way over one connection to a server.
async fn direct<L, M>(server: L, places: usize, client: M) -> Way
where
    L: Layer<UserServer<Work>, Service: RpcService + Clone> + Send + 'static,
    M: Layer<Connection, Service: RpcService + Clone + Sync>,
{
    let work = Work::default();
    let server = listen(Server::new().layer(server), &work);
    let connection = connect(&server, Framing::TtHeader, 1024).await;
    Way::new(client.layer(connection), &work, places)
}

macro_rules! survive {
    ($($name:ident: $way:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            $way.await.survives().await;
        }
    )*};
}

mod calls_on_a_connection {
    use super::*;

    async fn over(framing: Framing, room: usize) -> Way {
        let work = Work::default();
        let server = listen(Server::new().max_calls(PLACES), &work);
        let connection = connect(&server, framing, room).await;
        Way::new(connection, &work, PLACES)
    }

    survive! {
        framed: over(Framing::Framed, 1024);
        unframed: over(Framing::Unframed, 1024);
        header_transport: over(Framing::TtHeader, 1024);
        // Few bytes fit, so a call is sent in parts.
        narrow: over(Framing::Framed, 16);
    }
}

mod calls_through_layers {
    use super::*;

    survive! {
        // Half of its places are left while it measures.
        adaptive: direct(AdaptiveLimitLayer::new().min(2 * PLACES).max(2 * PLACES), PLACES, NONE);
        limit: direct(LimitLayer::new(PLACES), PLACES, NONE);
        spawn: direct(SpawnLayer::new(), PLACES, NONE);
        servers: direct(stack::server().limit(LimitLayer::new(PLACES)), PLACES, NONE);
        breaker: direct(NONE, PLACES, BreakerLayer::default());
        deadline: direct(NONE, PLACES, DeadlineLayer::new(SECOND));
        fallback: direct(NONE, PLACES, FallbackLayer::new(async |_, error| Err(error)));
        hedge: direct(NONE, PLACES, HedgeLayer::after(3 * MILLI));
        hedge_with_few_places: direct(
            LimitLayer::new(PLACES).queue(4 * PLACES),
            PLACES,
            HedgeLayer::after(2 * MILLI),
        );
        limit_of_a_client: direct(NONE, PLACES, LimitLayer::new(PLACES));
        rate: direct(NONE, PLACES, RateLimitLayer::new(1000.0, 100));
        retry: direct(NONE, PLACES, (RetryLayer::new().backoff(Backoff::new(2 * MILLI, 2 * MILLI)), layer_fn(only_repetitions)));
        trace_and_metrics: direct(
            (TraceLayer::server(), MetricsLayer::server()),
            PLACES,
            (TraceLayer::client(), MetricsLayer::client()),
        );
    }

    /// Fails the first attempt of each call, before it is sent.
    fn only_repetitions(
        connection: Connection,
    ) -> impl RpcService<Error = Error> + Clone + Sync {
        service_fn(move |request: Request| {
            let attempt = Name::Text("RPC_TRANSIT_attempt".into());
            let is_first = request.metadata().get_text(&attempt).is_none();
            let connection = connection.clone();
            async move {
                match is_first {
                    true => Err(Error::Unsent),
                    false => connection.oneshot(request).await,
                }
            }
        })
    }
}

mod calls_through_a_channel {
    use super::*;

    /// A channel to two servers.
    async fn through<L>(layer: L) -> Way
    where
        L: Layer<Channel, Service: RpcService + Clone + Sync>,
    {
        let work = Work::default();
        let server = listen(Server::new().layer(stack::server()), &work);
        let connector = Connector::new(network(server));
        let channel = Channel::builder()
            .queue(PLACES)
            .endpoint_layer(stack::endpoint())
            .layer(layer)
            .build(discover::fixed([0, 1]), connector);
        Way::new(channel, &work, PLACES)
    }

    survive! {
        bare: through(NONE);
        stack: through(stack::client().hedge(HedgeLayer::after(3 * MILLI)));
    }
}

// === Other operations ===

#[tokio::test(start_paused = true)]
async fn connecting_leaves_no_connection() {
    let work = Work::default();
    let connector = Connector::new(network(listen(Server::new(), &work)));
    yield_now().await;
    let before = tasks();
    let connect = async || {
        let connector = connector.clone();
        async move { drop(connector.connect(0).await.expect("a connection")) }
    };
    drop_everywhere(connect, async |moment| {
        sleep(SECOND).await;
        // A connection is a task here, and another at the server.
        assert_eq!(tasks(), before, "{moment:?}");
    })
    .await;
    let way = Way::new(connector.connect(0).await.unwrap(), &work, PLACES);
    way.check(Moment::Turns(0)).await;
}

/// The first call of a channel waits for its connection.
#[tokio::test(start_paused = true)]
async fn a_channel_that_was_not_connected_leaves_nothing() {
    let work = Work::default();
    let server = listen(Server::new(), &work);
    yield_now().await;
    let before = tasks();
    let call = async || {
        let connector = Connector::new(network(server.clone()));
        let channel = Channel::builder().build(discover::fixed([0]), connector);
        async move {
            let user = Client::new(channel, Protocol::Compact);
            assert_eq!(user.call(&GetUserArgs { id: 7 }).await.expect("a reply").id, 7);
        }
    };
    drop_everywhere(call, async |moment| {
        sleep(SECOND).await;
        assert_eq!(tasks(), before, "{moment:?}");
        assert_eq!(work.now.load(Relaxed), 0, "{moment:?}");
    })
    .await;
}

/// Before, while and after it is told to stop.
#[tokio::test(start_paused = true)]
async fn a_server_ends_with_its_connections_and_calls() {
    let before = tasks();
    let work = Work::default();
    let results = RefCell::new(None);
    let serve = async || {
        let (connections, listener) = mpsc::channel(2);
        let clients = [Framing::Framed, Framing::TtHeader].map(|framing| {
            let connections = connections.clone();
            tokio::spawn(async move {
                let (near, far) = duplex(64);
                // The server may have gone already.
                drop(connections.send(far).await);
                let (connection, driver) =
                    Connection::new(near, FrameCodec::new(framing));
                tokio::spawn(driver);
                let users = Client::new(connection, Protocol::Binary);
                let calls = (0..3).map(async |id| {
                    sleep(3 * id as u32 * MILLI).await;
                    (id, timeout(SECOND, users.call(&GetUserArgs { id })).await)
                });
                join_all(calls).await
            })
        });
        *results.borrow_mut() = Some(join_all(clients));
        let server = Server::new().layer(stack::server());
        server.serve(listener, UserServer::new(work.clone()), sleep(6 * MILLI))
    };
    drop_everywhere(serve, async |moment| {
        let clients = results.take().expect("it was started");
        for (id, result) in clients.await.into_iter().flat_map(Result::unwrap) {
            match result.expect("each call ends, and soon") {
                Ok(user) => assert_eq!(user.id, id),
                Err(CallError::Failed(Error::Closed(_) | Error::Unsent)) => {}
                Err(error) => panic!("{error}, {moment:?}"),
            }
        }
        sleep(MILLI).await;
        assert_eq!(work.now.load(Relaxed), 0, "{moment:?}");
        assert_eq!(tasks(), before, "{moment:?}");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_is_not_awaited_loses_no_connection() {
    let (connections, listener) = mpsc::channel(64);
    let shake = async |mut io: Io| {
        let hello = io.read_u8().await?;
        sleep(2 * MILLI).await;
        io.write_u8(hello).await?;
        Ok(io)
    };
    let listener = Mutex::new(Handshake::new(listener, move |io| shake(io).boxed()));
    // The connections by their numbers.
    let clients = RefCell::new(Vec::new());
    let accepted = RefCell::new(Vec::new());
    let accept_one = async || {
        let mut listener = listener.try_lock().expect("nothing else accepts");
        let mut io = listener.accept().await.expect("a connection");
        let number = io.read_u32().await.expect("its number");
        accepted.borrow_mut().push(number);
    };
    let accept = async || {
        let (mut client, io) = duplex(64);
        let number = clients.borrow().len() as u32;
        client.write_u8(7).await.unwrap();
        client.write_u32(number).await.unwrap();
        clients.borrow_mut().push(client);
        connections.send(io).await.unwrap();
        accept_one()
    };
    drop_everywhere(accept, async |moment| {
        while accepted.borrow().len() < clients.borrow().len() {
            let accepted = timeout(SECOND, accept_one()).await;
            assert!(accepted.is_ok(), "a connection is lost, {moment:?}");
        }
    })
    .await;
    let mut accepted = accepted.take();
    accepted.sort();
    assert_eq!(accepted, Vec::from_iter(0..clients.borrow().len() as u32));
}

/// A handle that waits for room may get it, and be dropped before it knows.
#[tokio::test(start_paused = true)]
async fn a_handle_that_waits_for_room_gives_it_back() {
    let (near, _far) = duplex(1024);
    let (connection, _driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let work = Work::default();
    let (channel_endpoints, endpoints) = discover::channel::<u32>();
    let connector = Connector::new(network(listen(Server::new(), &work)));
    let channel = Channel::builder().queue(8).build(endpoints, connector);
    waits_for_room(connection).await;
    waits_for_room(channel).await;
    drop(channel_endpoints);
}

async fn waits_for_room(service: impl RpcService + Clone) {
    let reserve = || {
        let mut handle = service.clone();
        let ready = handle.ready().now_or_never();
        ready.map(|ready| assert!(ready.is_ok())).map(|()| handle)
    };
    let handles: VecDeque<_> = iter::from_fn(reserve).collect();
    let places = handles.len();
    assert!(places > 1);
    let handles = RefCell::new(handles);
    let ready = async || {
        let (handle, freed) = (service.clone(), handles.borrow_mut().pop_front());
        // Room is made when the next has waited for a while.
        let freed = async {
            take_turns(3).await;
            drop(freed)
        };
        async move { drop(tokio::join!(handle.ready_oneshot(), freed)) }
    };
    drop_everywhere(ready, async |moment| {
        yield_now().await;
        handles.borrow_mut().extend(iter::from_fn(reserve));
        assert_eq!(handles.borrow().len(), places, "{moment:?}");
    })
    .await;
}

const PLACES: usize = 4;
const NONE: Identity = Identity::new();
