//! The client of most programs: many servers, called as if they were one.
//!
//! Behind a [`Channel`], one task discovers the servers of a name, and keeps connections to each.
//! Every call gets one of those that are ready. Failing servers are avoided until they work
//! again.

use std::{
    convert::Infallible,
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Context, Poll, Waker},
    time::Duration,
};

use futures::{
    FutureExt, StreamExt,
    future::{BoxFuture, lazy},
    stream::Fuse,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, error::Elapsed, timeout},
};
use tower::{
    Layer, Service, ServiceExt,
    layer::util::{Identity, Stack},
};

use crate::{
    cluster::{
        accrual::{Accrual, Ejectable, Group},
        backoff::Backoff,
        balance::{Balance, PeakEwma, Policy},
        discover::{Address, Change, Discover},
        endpoint::{self, Endpoint, Reason},
        load::Load,
    },
    error::Error,
    rpc::{
        call::{Request, Response, RpcService},
        entrance::Entrance,
    },
};

/// A client of all servers of a name. Clones share its connections.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Request, Server, user::{GetUserException, User}};
/// use std::time::Duration;
///
/// use mini_lust::{Channel, Connector, Protocol, Tcp, cluster::discover};
/// # use mini_lust::user;
/// use user::UserClient;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// # let address = listener.local_addr()?;
/// # let ada = tower::service_fn(async |request: Request| {
/// #     let user = User { name: "Ada".into(), ..User::default() };
/// #     request.reply::<_, GetUserException>(Ok(user))
/// # });
/// # tokio::spawn(Server::new().serve(listener, ada, std::future::pending()));
/// let endpoints = discover::dns("users.internal".into(), 9090, Duration::from_secs(10));
/// # let endpoints = discover::fixed([address]);
/// let channel = Channel::builder().build(endpoints, Connector::new(Tcp));
/// let users = UserClient::new(channel, Protocol::Binary);
/// assert_eq!(users.get_user(1).await?.name, "Ada");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Channel {
    calls: Entrance<Call>,
    pool: Weak<dyn TryCall>,
}

/// What a caller sees of the endpoints.
trait TryCall: Send + Sync {
    /// Calls an endpoint, or returns `None` if none is ready, or if other calls wait for one.
    fn try_call(&self, request: &Request) -> Option<Answer>;
}

/// A call in the queue.
struct Call {
    request: Request,
    /// Takes the future of the reply, once an endpoint has been called.
    picked: oneshot::Sender<Result<Answer, Error>>,
}

/// The caller's side of a call in the queue.
struct Queued(oneshot::Receiver<Result<Answer, Error>>);

type Answer = BoxFuture<'static, Result<Response, Error>>;

impl Channel {
    /// Returns a builder of channels. Its methods document their defaults.
    pub fn builder() -> ChannelBuilder<PeakEwma> {
        ChannelBuilder {
            policy: PeakEwma::new(),
            accrual: Accrual::new(),
            connections: 1,
            connect_timeout: Duration::from_secs(1),
            max_silence: endpoint::MAX_SILENCE,
            backoff: Backoff::new(Duration::from_millis(10), Duration::from_secs(10)),
            decay: Duration::from_secs(10),
            fail_fast: Duration::from_secs(1),
            queue: 128,
            layer: Identity::new(),
            endpoint_layer: Identity::new(),
        }
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").finish_non_exhaustive()
    }
}

impl Service<Request> for Channel {
    type Response = Response;
    type Error = Error;
    type Future = Answer;

    /// Waits for room in the queue. A handle that is ready, or waits to be, occupies a place
    /// there until it calls or is dropped.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Unsent`] if the runtime has dropped the channel's task.
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.calls.poll_ready(cx)
    }

    /// # Panics
    ///
    /// Panics if the channel is not ready.
    fn call(&mut self, request: Request) -> Answer {
        let place = self.calls.take();
        let pool = self.pool.upgrade();
        let (calls, first) = match pool.and_then(|pool| pool.try_call(&request)) {
            Some(answer) => (place.release(), answer.left_future()),
            None => {
                let (call, answer) = Call::new(request.clone());
                (place.send(call), answer.wait().right_future())
            }
        };
        Box::pin(async move {
            match first.await {
                // In a box of its own, because few calls need room for it.
                Err(Error::Unsent) => Box::pin(make_again(calls, request)).await,
                result => result,
            }
        })
    }
}

/// Makes a call again that no server has seen, because its connection closed first.
async fn make_again(
    calls: mpsc::Sender<Call>,
    request: Request,
) -> Result<Response, Error> {
    for _ in 0..RETRIES {
        let (call, answer) = Call::new(request.clone());
        calls.send(call).await.map_err(|_| Error::Unsent)?;
        let result = answer.wait().await;
        let Err(Error::Unsent) = result else { return result };
    }
    Err(Error::Unsent)
}

/// How often an unsent call is made again.
const RETRIES: usize = 3;

/// Builds a [`Channel`].
#[derive(Clone, Debug)]
#[must_use = "`build` makes the channel"]
pub struct ChannelBuilder<P, L = Identity, E = Identity> {
    policy: P,
    accrual: Accrual,
    connections: usize,
    connect_timeout: Duration,
    max_silence: Duration,
    backoff: Backoff,
    decay: Duration,
    fail_fast: Duration,
    queue: usize,
    layer: L,
    endpoint_layer: E,
}

impl<P, L, E> ChannelBuilder<P, L, E> {
    /// Sets the policy that chooses the endpoint for a call. Default: [`PeakEwma`].
    pub fn policy<Q>(self, policy: Q) -> ChannelBuilder<Q, L, E> {
        self.map(|_, layer, endpoint_layer| (policy, layer, endpoint_layer))
    }

    /// Adds a layer around the channel, inside those added before: a call passes the first
    /// layer first. A layer here sees each call once.
    ///
    /// [`stack::client`](crate::stack::client) has what most clients need, and
    /// [`stack::endpoint`](crate::stack::endpoint) is its counterpart for the endpoints.
    pub fn layer<M>(self, layer: M) -> ChannelBuilder<P, Stack<M, L>, E> {
        self.map(|policy, outer, endpoint_layer| {
            (policy, Stack::new(layer, outer), endpoint_layer)
        })
    }

    /// Adds a layer around each connection to an endpoint, inside those added before. A layer
    /// here sees each attempt at a call, and its [peer](Request::peer).
    pub fn endpoint_layer<M>(self, layer: M) -> ChannelBuilder<P, L, Stack<M, E>> {
        self.map(|policy, around, outer| (policy, around, Stack::new(layer, outer)))
    }

    fn map<Q, M, F>(
        self,
        f: impl FnOnce(P, L, E) -> (Q, M, F),
    ) -> ChannelBuilder<Q, M, F> {
        let (policy, layer, endpoint_layer) =
            f(self.policy, self.layer, self.endpoint_layer);
        ChannelBuilder {
            policy,
            layer,
            endpoint_layer,
            accrual: self.accrual,
            connections: self.connections,
            connect_timeout: self.connect_timeout,
            max_silence: self.max_silence,
            backoff: self.backoff,
            decay: self.decay,
            fail_fast: self.fail_fast,
            queue: self.queue,
        }
    }

    /// Sets when a failing endpoint is taken out, and for how long. Default: [`Accrual::new`].
    pub fn accrual(self, accrual: Accrual) -> Self {
        Self { accrual, ..self }
    }

    /// Sets the number of connections to each endpoint. Default and minimum: 1.
    pub fn connections(self, connections: usize) -> Self {
        Self { connections, ..self }
    }

    /// Sets the time limit for connecting. Default: 1 second.
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        Self { connect_timeout, ..self }
    }

    /// Sets [how long calls may wait](Endpoint::max_silence) on a connection that brings no
    /// reply, before the next call gets a new one. Default: 5 seconds.
    pub fn max_silence(self, max_silence: Duration) -> Self {
        Self { max_silence, ..self }
    }

    /// Sets the delays between attempts to connect. Default: 10 milliseconds at first, doubling
    /// up to 10 seconds.
    pub fn backoff(self, backoff: Backoff) -> Self {
        Self { backoff, ..self }
    }

    /// Sets for about how long an endpoint's latency and failures count. Default: 10 seconds.
    pub fn decay(self, decay: Duration) -> Self {
        Self { decay, ..self }
    }

    /// Sets how long calls wait while no endpoint is ready. Default: 1 second. After that, the
    /// waiting calls fail with [`Error::Unavailable`], and so do all others, immediately, until
    /// an endpoint is ready.
    pub fn fail_fast(self, fail_fast: Duration) -> Self {
        Self { fail_fast, ..self }
    }

    /// Sets how many calls may wait for an endpoint. Default: 128. Further callers wait for the
    /// channel to become ready.
    ///
    /// # Panics
    ///
    /// [`build`](Self::build) panics if `queue` is 0.
    pub fn queue(self, queue: usize) -> Self {
        Self { queue, ..self }
    }

    /// Builds a channel to the endpoints that `discover` announces. `connect` connects to each:
    /// usually a [`Connector`](crate::rpc::connect::Connector).
    ///
    /// # Panics
    ///
    /// Panics outside a tokio runtime, because it spawns the task that keeps the endpoints.
    pub fn build<A, C>(self, discover: impl Discover<A>, connect: C) -> L::Service
    where
        A: Address,
        P: Policy<A>,
        C: Service<A, Response: RpcService, Error: Into<Error>, Future: Send>
            + Clone
            + Send
            + 'static,
        C::Future: 'static,
        L: Layer<Channel>,
        E: Layer<C::Response, Service: RpcService> + Clone + Send + 'static,
    {
        let (sender, calls) = mpsc::channel(self.queue);
        let Self { connect_timeout, max_silence, mut backoff, endpoint_layer, .. } =
            self;
        let group = Group::new(self.accrual);
        let reason = Reason::default();
        let reasons = reason.clone();
        let make = move |address: &A, load: &Load| {
            let old = load.clone();
            let layer = endpoint_layer.clone();
            let connect = connect.clone().map_response(move |connection| {
                // The process may be another one than before.
                old.forget();
                layer.layer(connection)
            });
            let backoff = backoff.fork();
            let endpoint =
                Endpoint::new(address.clone(), connect, connect_timeout, backoff)
                    .max_silence(max_silence)
                    .share_reason(reasons.clone());
            Ejectable::new(format!("{address:?}"), endpoint, load.clone(), &group)
        };
        let pool = Arc::new(Mutex::new(Pool {
            discover: Box::pin(discover.fuse()),
            balance: Balance::new(self.policy, self.connections.max(1), self.decay),
            make,
            unready_since: None,
            idle: None,
        }));
        let channel =
            Channel { calls: Entrance::new(sender), pool: Arc::downgrade(&pool) as _ };
        let keeper = Keeper { pool, fail_fast: self.fail_fast, reason };
        tokio::spawn(keeper.run(calls));
        self.layer.layer(channel)
    }
}

/// The endpoints, and what is known of them.
struct Pool<A: Address, D, S, P, M> {
    discover: Pin<Box<Fuse<D>>>,
    balance: Balance<A, S, P>,
    make: M,
    /// Since when no endpoint has been ready, if none is.
    unready_since: Option<Instant>,
    /// The waker of the keeper's task, while no call waits for an endpoint.
    idle: Option<Waker>,
}

/// The task that keeps the endpoints, and gives them to the calls that have to wait.
struct Keeper<T> {
    pool: Arc<Mutex<T>>,
    fail_fast: Duration,
    /// Why connecting failed, for the error of a call.
    reason: Reason,
}

impl<A, D, S, P, M> Keeper<Pool<A, D, S, P, M>>
where
    A: Address,
    D: Discover<A>,
    S: RpcService,
    P: Policy<A>,
    M: FnMut(&A, &Load) -> S,
{
    /// Runs until all handles are gone, and all calls that may have to be made again.
    async fn run(self, mut calls: mpsc::Receiver<Call>) {
        while let Some(mut call) = self.next(&mut calls).await {
            match self.pick(&mut call).await {
                // The caller may have gone.
                Ok(Some(answer)) => drop(call.picked.send(Ok(answer))),
                Ok(None) => {}
                Err(Elapsed { .. }) => {
                    tracing::debug!("no endpoint is ready, a call fails");
                    let (limit, source) = (self.fail_fast, self.reason.get());
                    let error = Error::Unavailable { limit, source };
                    drop(call.picked.send(Err(error)));
                }
            }
        }
    }

    /// Waits for the next call. Meanwhile endpoints come and go.
    async fn next(&self, calls: &mut mpsc::Receiver<Call>) -> Option<Call> {
        tokio::select! {
            biased;
            call = calls.recv() => call,
            never = poll_fn(|cx| self.pool().poll_idle(cx)) => match never {},
        }
    }

    /// Calls an endpoint, or returns `None` if the caller has given up.
    async fn pick(&self, call: &mut Call) -> Result<Option<Answer>, Elapsed> {
        // First, because a call waits for endpoints that have just been announced.
        let since = lazy(|cx| self.pool().discover(cx)).await;
        let waited = since.map_or(Duration::ZERO, |since| since.elapsed());
        let left = self.fail_fast.saturating_sub(waited);
        let Call { request, picked } = call;
        let answer = async {
            tokio::select! {
                biased;
                () = picked.closed() => None,
                answer = poll_fn(|cx| self.pool().poll_call(cx, request)) => Some(answer),
            }
        };
        timeout(left, answer).await
    }

    fn pool(&self) -> MutexGuard<'_, Pool<A, D, S, P, M>> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<A, D, S, P, M> Pool<A, D, S, P, M>
where
    A: Address,
    D: Discover<A>,
    S: RpcService,
    P: Policy<A>,
    M: FnMut(&A, &Load) -> S,
{
    /// Calls an endpoint, once one is ready.
    fn poll_call(&mut self, cx: &mut Context<'_>, request: &Request) -> Poll<Answer> {
        self.discover(cx);
        let answer = self.balance.poll_call(cx, request);
        self.note(answer.is_ready());
        answer.map(|answer| Box::pin(answer) as Answer)
    }

    /// Keeps the endpoints going. Never ready, because that does not end.
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<Infallible> {
        self.discover(cx);
        let ready = self.balance.poll_ready(cx);
        self.note(ready.is_ready());
        self.idle = Some(cx.waker().clone());
        Poll::Pending
    }

    fn note(&mut self, is_ready: bool) {
        self.unready_since = match self.unready_since {
            Some(since) if is_ready => {
                tracing::debug!(after = ?since.elapsed(), "an endpoint is ready again");
                None
            }
            None if !is_ready => Some(Instant::now()),
            since => since,
        };
    }

    /// Takes in discovery's changes. Returns since when no endpoint has been ready, if none is.
    fn discover(&mut self, cx: &mut Context<'_>) -> Option<Instant> {
        while let Poll::Ready(Some(change)) = self.discover.poll_next_unpin(cx) {
            tracing::debug!(?change, "discovered");
            match change {
                Change::Insert(address, weight) => {
                    self.unready_since = None;
                    self.balance.insert(address, weight, &mut self.make);
                }
                Change::Remove(address) => self.balance.remove(&address),
            }
        }
        self.unready_since
    }
}

impl<A, D, S, P, M> TryCall for Mutex<Pool<A, D, S, P, M>>
where
    A: Address,
    D: Discover<A>,
    S: RpcService,
    P: Policy<A>,
    M: FnMut(&A, &Load) -> S + Send,
{
    fn try_call(&self, request: &Request) -> Option<Answer> {
        // Whoever has the lock may be the one that makes this call.
        let mut pool = self.try_lock().ok()?;
        // What is not ready yet wakes the keeper, which outlives this call.
        let waker = pool.idle.take()?;
        let mut cx = Context::from_waker(&waker);
        let Poll::Ready(answer) = pool.poll_call(&mut cx, request) else { return None };
        pool.idle = Some(waker);
        Some(answer)
    }
}

impl Call {
    fn new(request: Request) -> (Self, Queued) {
        let (picked, queued) = oneshot::channel();
        (Self { request, picked }, Queued(queued))
    }
}

impl Queued {
    /// Waits for an endpoint, and then for its reply.
    async fn wait(self) -> Result<Response, Error> {
        self.0.await.unwrap_or(Err(Error::Unsent))?.await
    }
}
