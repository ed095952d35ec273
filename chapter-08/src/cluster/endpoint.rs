//! An endpoint that is there forever, though its connections come and go.

use std::{
    io, mem,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytestring::ByteString;
use tokio::time::{Sleep, Timeout, sleep, timeout};
use tower::Service;

use crate::{
    cluster::{backoff::Backoff, discover::Address, watched::Watched},
    error::Error,
    rpc::call::{Request, Response, RpcService},
};

mod replies;

use replies::Replies;
pub use replies::Waiting;

/// A service that connects to an address when first polled, and again whenever the connection
/// is lost.
///
/// An endpoint is ready while it is connected, and otherwise pending: it never fails. So a
/// balancer with several endpoints uses the others in the meantime.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Body, Error, Protocol, Request};
/// use std::{future::ready, io, time::Duration};
///
/// use mini_lust::cluster::{backoff::Backoff, endpoint::Endpoint};
/// use tower::{Service, ServiceExt, service_fn};
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), Error> {
/// # let connection =
/// #     service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
/// # let request = Request::new("get", Body::encode(Protocol::Binary, &7));
/// // The first attempt fails, the second does not.
/// let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
/// let mut attempts = [Err(refused), Ok(connection)].into_iter();
/// let connect = service_fn(move |_| ready(attempts.next().unwrap()));
///
/// let [pause, second] = [10, 1000].map(Duration::from_millis);
/// let backoff = Backoff::new(pause, second);
/// let mut endpoint = Endpoint::new("10.0.0.1:9090", connect, second, backoff);
/// assert!(endpoint.ready().await?.call(request).await.is_ok());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Endpoint<A, C: Service<A>> {
    address: A,
    /// The address, as text for layers and logs.
    name: ByteString,
    connect: C,
    connect_timeout: Duration,
    max_silence: Duration,
    backoff: Backoff,
    /// Whether the last attempt to connect failed, which has then been logged.
    is_gone: bool,
    reason: Reason,
    state: State<C::Future, C::Response>,
}

/// Why the last attempt to connect failed, of all endpoints that share this.
#[derive(Clone, Debug, Default)]
pub(super) struct Reason(Arc<Mutex<Option<Arc<Error>>>>);

#[derive(Debug)]
enum State<F, S> {
    Idle,
    Connecting(Pin<Box<Timeout<F>>>),
    Connected { connection: S, replies: Replies, blocked: Option<Pin<Box<Sleep>>> },
    Waiting(Pin<Box<Sleep>>),
}

impl<A, C> Endpoint<A, C>
where
    A: Address,
    C: Service<A>,
{
    /// Creates an endpoint that connects to `address` through `connect`, within
    /// `connect_timeout`. After a failure it waits for as long as `backoff` says.
    pub fn new(
        address: A,
        connect: C,
        connect_timeout: Duration,
        backoff: Backoff,
    ) -> Self {
        let name = format!("{address:?}").into();
        Self {
            address,
            name,
            connect,
            connect_timeout,
            max_silence: MAX_SILENCE,
            backoff,
            is_gone: false,
            reason: Reason::default(),
            state: State::Idle,
        }
    }

    /// Sets how long calls may wait on a connection that brings no reply, or does not take them.
    /// Default: 5 seconds. After that, the next call gets a new connection. The others go on
    /// waiting on the old one, so a server that is only slow loses nothing.
    pub fn max_silence(self, max_silence: Duration) -> Self {
        Self { max_silence, ..self }
    }

    pub(super) fn share_reason(self, reason: Reason) -> Self {
        Self { reason, ..self }
    }
}

impl<A, C> Service<Request> for Endpoint<A, C>
where
    A: Address,
    C: Service<A, Response: RpcService, Error: Into<Error>>,
{
    type Response = Response;
    type Error = Error;
    type Future = Watched<<C::Response as Service<Request>>::Future, Waiting>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        loop {
            self.state = match &mut self.state {
                State::Idle => match ready!(self.connect.poll_ready(cx)) {
                    Ok(()) => {
                        let connecting = self.connect.call(self.address.clone());
                        let connecting = timeout(self.connect_timeout, connecting);
                        State::Connecting(Box::pin(connecting))
                    }
                    // A failure for good looks like one that will pass.
                    Err(error) => self.failed(error.into()),
                },
                State::Connecting(connecting) => {
                    match ready!(connecting.as_mut().poll(cx)) {
                        Ok(Ok(connection)) => {
                            self.connected();
                            let replies = Replies::new();
                            State::Connected { connection, replies, blocked: None }
                        }
                        Ok(Err(error)) => self.failed(error.into()),
                        Err(elapsed) => self.failed(Error::Layer(elapsed.into())),
                    }
                }
                State::Connected { connection, replies, blocked } => {
                    let silent = || {
                        Error::Io(io::Error::new(
                            io::ErrorKind::TimedOut,
                            "no replies came",
                        ))
                    };
                    let lost = match connection.poll_ready(cx) {
                        _ if replies.silence() >= self.max_silence => silent(),
                        Poll::Ready(Ok(())) => {
                            *blocked = None;
                            return Poll::Ready(Ok(()));
                        }
                        Poll::Ready(Err(error)) => error.into().into(),
                        // Its queue is full, so the peer does not read either.
                        Poll::Pending => {
                            let limit = || Box::pin(sleep(self.max_silence));
                            let blocked = blocked.get_or_insert_with(limit);
                            ready!(blocked.as_mut().poll(cx));
                            silent()
                        }
                    };
                    // A connection that was no good must not shorten the wait.
                    if replies.prove_it_good() {
                        self.backoff.reset();
                    }
                    self.wait(&lost)
                }
                State::Waiting(delay) => {
                    ready!(delay.as_mut().poll(cx));
                    State::Idle
                }
            };
        }
    }

    /// # Panics
    ///
    /// Panics if the endpoint is not ready.
    fn call(&mut self, mut request: Request) -> Self::Future {
        let State::Connected { connection, replies, .. } = &mut self.state else {
            panic!("a call needs `poll_ready` before it");
        };
        request.set_peer(self.name.clone());
        // A call without a reply proves nothing.
        let waiting = (!request.is_oneway()).then(|| replies.wait());
        Watched::new(waiting, || connection.call(request))
    }
}

impl<A: Address, C: Service<A>> Endpoint<A, C> {
    fn connected(&mut self) {
        if mem::take(&mut self.is_gone) {
            tracing::warn!(address = ?self.address, "connected again");
        }
        self.reason.set(None);
    }

    /// Warns the operator once, however many attempts fail.
    fn failed(&mut self, error: Error) -> State<C::Future, C::Response> {
        if !mem::replace(&mut self.is_gone, true) {
            tracing::warn!(address = ?self.address, %error, "cannot be connected to");
        }
        let state = self.wait(&error);
        self.reason.set(Some(Arc::new(error)));
        state
    }

    fn wait(&mut self, error: &Error) -> State<C::Future, C::Response> {
        let delay = self.backoff.next_delay();
        tracing::debug!(address = ?self.address, %error, ?delay, "not connected");
        State::Waiting(Box::pin(sleep(delay)))
    }
}

impl Reason {
    pub(super) fn get(&self) -> Option<Arc<Error>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, reason: Option<Arc<Error>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }
}

/// The default of [`Endpoint::max_silence`].
pub(super) const MAX_SILENCE: Duration = Duration::from_secs(5);
