//! The client of most programs: many servers, called as if they were one.
//!
//! Behind a [`Channel`], one task discovers the servers of a name, keeps connections to each,
//! and chooses one for every call. It avoids failing servers until they work again.

use std::{
    convert::Infallible,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use futures::{
    StreamExt,
    future::{BoxFuture, lazy},
    stream::Fuse,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, error::Elapsed, timeout},
};
use tokio_util::sync::PollSender;
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
    rpc::call::{Request, Response, RpcService},
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
pub struct Channel {
    calls: PollSender<Call>,
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

/// A place belongs to one call of one handle, so a clone has to reserve its own.
impl Clone for Channel {
    fn clone(&self) -> Self {
        Self { calls: self.calls.clone() }
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
        self.calls.poll_reserve(cx).map_err(|_| Error::Unsent)
    }

    /// # Panics
    ///
    /// Panics if the channel is not ready.
    fn call(&mut self, request: Request) -> Answer {
        let (call, answer) = Call::new(request.clone());
        let queued = self.calls.send_item(call).map_err(|_| Error::Unsent);
        let calls = self.calls.get_ref().cloned();
        Box::pin(async move {
            queued?;
            let calls = calls.ok_or(Error::Unsent)?;
            let mut result = answer.wait().await;
            for _ in 0..RETRIES {
                // No server has seen the call: its connection closed first.
                let Err(Error::Unsent) = result else { break };
                let (call, answer) = Call::new(request.clone());
                calls.send(call).await.map_err(|_| Error::Unsent)?;
                result = answer.wait().await;
            }
            result
        })
    }
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
        let keeper = Keeper {
            discover: Box::pin(discover.fuse()),
            balance: Balance::new(self.policy, self.connections.max(1), self.decay),
            make,
            fail_fast: self.fail_fast,
            reason,
            unready_since: None,
        };
        tokio::spawn(keeper.run(calls));
        self.layer.layer(Channel { calls: PollSender::new(sender) })
    }
}

/// The task that keeps the endpoints, and gives them the calls.
struct Keeper<A: Address, D, S, P, M> {
    discover: Pin<Box<Fuse<D>>>,
    balance: Balance<A, S, P>,
    make: M,
    fail_fast: Duration,
    /// Why connecting failed, for the error of a call.
    reason: Reason,
    /// Since when no endpoint has been ready, if none is.
    unready_since: Option<Instant>,
}

impl<A, D, S, P, M> Keeper<A, D, S, P, M>
where
    A: Address,
    D: Discover<A>,
    S: RpcService,
    P: Policy<A>,
    M: FnMut(&A, &Load) -> S,
{
    /// Runs until all handles are gone, and all calls that may have to be made again.
    async fn run(mut self, mut calls: mpsc::Receiver<Call>) {
        while let Some(mut call) = self.next(&mut calls).await {
            match self.pick(&mut call).await {
                Ok(Some(endpoint)) => {
                    let answer = self.balance.call(endpoint, call.request);
                    // The caller may have gone.
                    drop(call.picked.send(Ok(Box::pin(answer))));
                }
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
    async fn next(&mut self, calls: &mut mpsc::Receiver<Call>) -> Option<Call> {
        tokio::select! {
            biased;
            call = calls.recv() => call,
            never = poll_fn(|cx| self.poll_idle(cx)) => match never {},
        }
    }

    /// Picks an endpoint for a call, or returns `None` if the caller has given up.
    async fn pick(&mut self, call: &mut Call) -> Result<Option<usize>, Elapsed> {
        // First, because a call waits for endpoints that have just been announced.
        lazy(|cx| self.discover(cx)).await;
        let waited = self.unready_since.map_or(Duration::ZERO, |since| since.elapsed());
        let left = self.fail_fast.saturating_sub(waited);
        let Call { request, picked } = call;
        let endpoint = async {
            tokio::select! {
                biased;
                () = picked.closed() => None,
                endpoint = poll_fn(|cx| self.poll_pick(cx, request)) => Some(endpoint),
            }
        };
        timeout(left, endpoint).await
    }

    fn poll_pick(&mut self, cx: &mut Context<'_>, request: &Request) -> Poll<usize> {
        self.discover(cx);
        let endpoint = self.balance.poll_pick(cx, request);
        self.note(endpoint.is_ready());
        endpoint
    }

    /// Keeps the endpoints going. Never ready, because that does not end.
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<Infallible> {
        self.discover(cx);
        let ready = self.balance.poll_ready(cx);
        self.note(ready.is_ready());
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

    /// Takes in discovery's changes.
    fn discover(&mut self, cx: &mut Context<'_>) {
        while let Poll::Ready(Some(change)) = self.discover.poll_next_unpin(cx) {
            tracing::debug!(?change, "discovered");
            match change {
                Change::Insert(address, weight) => {
                    // Called endpoints are ready again by now, if they can be.
                    let _ = self.balance.poll_ready(cx);
                    self.unready_since = None;
                    self.balance.insert(address, weight, &mut self.make);
                }
                Change::Remove(address) => self.balance.remove(&address),
            }
        }
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
