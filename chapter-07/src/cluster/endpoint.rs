//! An endpoint that is there for ever, though its connections come and go.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

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

/// Connects to an address when it is asked whether it is ready, and again whenever the
/// connection is lost.
///
/// It is ready while it is connected, and else pending: it never fails. So whoever has
/// several goes on with the others in the meantime.
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
    connect: C,
    connect_timeout: Duration,
    backoff: Backoff,
    state: State<C::Future, C::Response>,
}

#[derive(Debug)]
enum State<F, S> {
    Idle,
    Connecting(Pin<Box<Timeout<F>>>),
    Connected { connection: S, replies: Replies },
    Waiting(Pin<Box<Sleep>>),
}

impl<A, C> Endpoint<A, C>
where
    A: Address,
    C: Service<A>,
{
    /// Connects to `address` by `connect`, within `connect_timeout`. After a failure it
    /// waits, as long as `backoff` says.
    pub fn new(
        address: A,
        connect: C,
        connect_timeout: Duration,
        backoff: Backoff,
    ) -> Self {
        Self { address, connect, connect_timeout, backoff, state: State::Idle }
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
                    // One that has failed for good cannot be told from one that has not.
                    Err(error) => self.failed(&error.into()),
                },
                State::Connecting(connecting) => {
                    match ready!(connecting.as_mut().poll(cx)) {
                        Ok(Ok(connection)) => {
                            tracing::debug!(address = ?self.address, "connected");
                            State::Connected { connection, replies: Replies::new() }
                        }
                        Ok(Err(error)) => self.failed(&error.into()),
                        Err(elapsed) => self.failed(&Error::Layer(elapsed.into())),
                    }
                }
                State::Connected { connection, replies } => {
                    match ready!(connection.poll_ready(cx)) {
                        Ok(()) => return Poll::Ready(Ok(())),
                        Err(error) => {
                            // One that was good for nothing may be so again.
                            if replies.prove_it_good() {
                                self.backoff.reset();
                            }
                            self.failed(&error.into().into())
                        }
                    }
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
    /// If it is not ready.
    fn call(&mut self, request: Request) -> Self::Future {
        let State::Connected { connection, replies } = &mut self.state else {
            panic!("a call needs `poll_ready` before it");
        };
        // What nobody answers proves nothing.
        let waiting = (!request.is_oneway()).then(|| replies.wait());
        Watched::new(waiting, || connection.call(request))
    }
}

impl<A: Address, C: Service<A>> Endpoint<A, C> {
    fn failed(&mut self, error: &Error) -> State<C::Future, C::Response> {
        let delay = self.backoff.next_delay();
        tracing::debug!(address = ?self.address, %error, ?delay, "not connected");
        State::Waiting(Box::pin(sleep(delay)))
    }
}
