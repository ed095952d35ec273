//! Clients of the simulated network.

use std::{future::ready, io, net::SocketAddr, time::Duration};

use futures::future::join_all;
use mini_lust::{
    Body, Channel, Connector, FrameCodec, Framing, Protocol, Request, RpcService,
    cluster::{
        accrual::Accrual, backoff::Backoff, balance::PeakEwma, discover::polled,
        random::Random,
    },
    layer::{HedgeLayer, RetryLayer},
    stack,
    user::NotFound,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    runtime::Handle,
    time::{sleep, timeout},
};
use tower::{BoxError, Service, ServiceExt, util::rng::Rng};

use crate::{SECOND, ledger::Ledger, trouble::Registry, world::Settings};

/// What a client is, beside its seed.
pub struct Client {
    pub name: &'static str,
    pub framing: Framing,
    pub protocol: Protocol,
    pub ledger: Ledger,
    pub registry: Registry,
    pub settings: Settings,
}

/// Connects to servers.
pub trait Connect:
    Service<
        SocketAddr,
        Response: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        Error = io::Error,
        Future: Send + 'static,
    > + Clone
    + Send
    + 'static
{
}

impl<C> Connect for C where
    C: Service<
            SocketAddr,
            Response: AsyncRead + AsyncWrite + Unpin + Send + 'static,
            Error = io::Error,
            Future: Send + 'static,
        > + Clone
        + Send
        + 'static
{
}

impl Client {
    /// Makes calls until the time is over. Then all is well, and calls succeed again.
    pub async fn run<C>(self, connect: C, mut random: Random) -> turmoil::Result
    where
        C: Connect,
    {
        let baseline = tasks();
        let channel = self.channel(connect, &mut random);
        let users = (0..self.settings.users).map(|_| {
            let (channel, random) = (channel.clone(), random.fork());
            self.user(channel, random)
        });
        join_all(users).await;
        for _ in 0..10 {
            let id = self.ledger.begin(true);
            let mut request = self.request("check", id);
            request.set_idempotent();
            let reply = channel.clone().oneshot(request).await;
            let reply = reply.map_err(Into::<BoxError>::into);
            let end = match reply {
                Ok(reply) if reply.body().decode() == Ok(NotFound { id }) => "ok",
                reply => panic!("{} does not recover: {reply:?}", self.name),
            };
            self.ledger.end(id, end, LONGEST);
        }
        drop(channel);
        // A server in the same process ends the calls that were given up.
        sleep(10 * SECOND).await;
        assert_eq!(tasks(), baseline, "tasks stay at {}", self.name);
        Ok(())
    }

    fn channel<C: Connect>(
        &self,
        connect: C,
        random: &mut Random,
    ) -> impl RpcService + Clone + use<C> {
        let registry = self.registry.clone();
        let endpoints = polled(self.settings.poll, move || ready(registry.ask()));
        let backoff = Backoff::new(Duration::from_millis(10), 10 * SECOND);
        let retry = Backoff::new(Duration::from_millis(10), SECOND).full_jitter();
        let layers = stack::client()
            .trace(None)
            .retry(RetryLayer::new().backoff(retry.with_rng(random.fork())))
            .hedge(HedgeLayer::after(Duration::from_millis(500)));
        Channel::builder()
            .policy(PeakEwma::with_rng(random.fork()))
            .accrual(Accrual::new().with_rng(random.fork()))
            .backoff(backoff.with_rng(random.fork()))
            .layer(layers)
            .endpoint_layer(stack::endpoint())
            .build(
                endpoints,
                Connector::new(connect).codec(FrameCodec::new(self.framing)),
            )
    }

    fn request(&self, method: &'static str, id: i64) -> Request {
        Request::new(method, Body::encode(self.protocol, &NotFound { id }))
    }

    /// Makes one call after the other.
    async fn user(&self, channel: impl RpcService + Clone, mut random: Random) {
        let begun = self.ledger.now();
        // Calls find out which connections have lost something on the way.
        while self.ledger.now() - begun < self.settings.time + self.settings.afterwards()
        {
            let pause = self.settings.pause.as_millis() as u64;
            sleep(Duration::from_millis(random.next_range(0..2 * pause))).await;
            let is_idempotent = random.next_range(0..2) == 0;
            let id = self.ledger.begin(is_idempotent);
            let mut request =
                self.request(if is_idempotent { "get" } else { "add" }, id);
            if is_idempotent {
                request.set_idempotent();
            }
            // Some callers are not patient.
            let patience = match random.next_range(0..20) {
                0 => Duration::from_millis(random.next_range(0..100)),
                _ => 2 * LONGEST,
            };
            let end = match timeout(patience, channel.clone().oneshot(request)).await {
                Err(_) => "given up",
                Ok(Ok(reply)) => {
                    assert_eq!(
                        reply.body().decode(),
                        Ok(NotFound { id }),
                        "a reply is its caller's"
                    );
                    "ok"
                }
                Ok(Err(_)) => "failed",
            };
            self.ledger.end(id, end, LONGEST);
        }
    }
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// How long a call takes at most: its deadline, and the ticks around it.
const LONGEST: Duration = Duration::from_millis(5_100);
