//! Everything together: servers and a client with the layers that most programs should have,
//! and faults, one after the other.
//!
//! `cargo run -p chapter-08 --example full_stack`. With `-- stay` it continues to show its
//! metrics in Prometheus' format until it is stopped.

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{Router, routing::get};
use futures::future::join_all;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use mini_lust::{
    ByteString, CallError, Channel, Connector, Context, FrameCodec, Framing, Protocol,
    RpcService, Server, Tcp,
    cluster::discover::{self, Change, Weight},
    layer::{HedgeLayer, LimitLayer},
    stack,
    user::{GetUserException, User, UserClient, UserId, UserServer, UserService},
};
use tokio::{
    net::TcpListener,
    sync::{mpsc::UnboundedSender, watch},
    task::JoinHandle,
    time::sleep,
};
use tracing_subscriber::fmt::format::FmtSpan;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A handler's panic is logged anyway, and here it is expected.
    std::panic::set_hook(Box::new(|_| ()));
    // Before any layer is made: without a recorder, layers do not count.
    let metrics = install_metrics()?;
    let address = show_metrics(metrics.clone()).await?;

    let (endpoints, discovered) = discover::channel();
    let mut servers = Vec::new();
    for _ in 0..3 {
        servers.push(Directory::start(&endpoints).await?);
    }
    let connector = Connector::new(Tcp).codec(FrameCodec::new(Framing::TtHeader));
    let channel = Channel::builder()
        .layer(
            stack::client()
                .timeout(Duration::from_secs(2))
                .attempt_timeout(Duration::from_secs(1))
                .hedge(HedgeLayer::at_quantile(0.95)),
        )
        .endpoint_layer(stack::endpoint())
        .build(discovered, connector);
    let users = UserClient::new(channel, Protocol::Compact);
    let report = Report { users: users.clone(), metrics: metrics.clone() };

    println!("                        calls  failed  median ms  99 % ms  attempts");
    report.calls("all three are well", 24).await;
    servers[0].fault.send_replace(Fault::Slow);
    report.calls("one is slow", 24).await;
    servers[0].fault.send_replace(Fault::Panic);
    report.calls("it panics", 24).await;
    servers[0].task.abort();
    report.calls("it is killed", 24).await;
    endpoints.send(Change::Remove(servers[0].address))?;
    servers[0] = Directory::start(&endpoints).await?;
    report.calls("another takes its place", 24).await;
    report.calls("too many callers", 120).await;

    println!("\nOne call:");
    trace(users.get_user(7)).await?;

    println!("\nOf the metrics:");
    let text = metrics.render();
    let failed = text.lines().filter(|line| {
        line.starts_with("rpc_server_calls_total") && !line.contains("outcome=\"ok\"")
    });
    failed.for_each(|line| println!("{line}"));

    if std::env::args().any(|argument| argument == "stay") {
        println!("\nAll of them: http://{address}/metrics");
        tokio::signal::ctrl_c().await?;
    }
    Ok(())
}

// === Servers ===

/// A server, and the switch for its faults.
struct Directory {
    address: SocketAddr,
    fault: watch::Sender<Fault>,
    task: JoinHandle<()>,
}

#[derive(Clone, Copy)]
enum Fault {
    None,
    /// Takes a quarter of a second.
    Slow,
    Panic,
}

impl Directory {
    /// Starts a server, and lets clients know.
    async fn start(
        endpoints: &UnboundedSender<Change<SocketAddr>>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let (fault, current) = watch::channel(Fault::None);
        let server = Server::new().layer(stack::server().limit(LimitLayer::new(16)));
        let handler = UserServer::new(Users { fault: current });
        let task = tokio::spawn(server.serve(listener, handler, std::future::pending()));
        endpoints.send(Change::Insert(address, Weight::default()))?;
        Ok(Self { address, fault, task })
    }
}

struct Users {
    fault: watch::Receiver<Fault>,
}

impl UserService for Users {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        let fault = *self.fault.borrow();
        match fault {
            Fault::None => sleep(Duration::from_millis(2)).await,
            Fault::Slow => sleep(Duration::from_millis(250)).await,
            Fault::Panic => panic!("as arranged"),
        }
        Ok(User { id, name: "Ada".into(), ..User::default() })
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

// === A client ===

/// Makes calls, and reports how they went.
struct Report<S> {
    users: UserClient<S>,
    metrics: PrometheusHandle,
}

impl<S: RpcService + Clone + Sync> Report<S> {
    /// Makes calls from several callers, each of which waits for one answer after the other.
    async fn calls(&self, what: &str, callers: usize) {
        let before = self.attempts();
        let calls = (0..callers).map(|_| self.hundred_calls());
        let mut calls: Vec<_> = join_all(calls).await.into_iter().flatten().collect();
        calls.sort_by_key(|(took, _)| *took);
        let milliseconds = |share: f64| {
            let (took, _) = calls[(calls.len() as f64 * share) as usize];
            took.as_secs_f64() * 1000.0
        };
        println!(
            "{what:23} {:5} {:7} {:10.1} {:8.1} {:9}",
            calls.len(),
            calls.iter().filter(|(_, failed)| *failed).count(),
            milliseconds(0.5),
            milliseconds(0.99),
            self.attempts() - before,
        );
    }

    async fn hundred_calls(&self) -> Vec<(Duration, bool)> {
        let mut calls = Vec::new();
        for _ in 0..100 {
            let begun = Instant::now();
            // Reading twice does no harm.
            let call = Context::current().idempotent().scope(self.users.get_user(7));
            let failed = call.await.is_err();
            calls.push((begun.elapsed(), failed));
        }
        calls
    }

    /// Returns the number of attempts so far.
    fn attempts(&self) -> u64 {
        let text = self.metrics.render();
        let lines =
            text.lines().filter(|it| it.starts_with("rpc_client_attempts_total"));
        lines.filter_map(|it| it.rsplit(' ').next()?.parse::<u64>().ok()).sum()
    }
}

// === Metrics and spans ===

/// Lets all layers count for Prometheus.
fn install_metrics() -> Result<PrometheusHandle, BuildError> {
    let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0];
    PrometheusBuilder::new().set_buckets(&buckets)?.install_recorder()
}

/// Serves the metrics over HTTP, at the address that it returns.
async fn show_metrics(metrics: PrometheusHandle) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/metrics", get(async move || metrics.render()));
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(address)
}

/// Prints the spans of a call, each when it ends.
async fn trace<T>(call: impl Future<Output = T>) -> T {
    let print = tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_target(false)
        .without_time()
        .finish();
    // Servers run on this thread, too.
    let _guard = tracing::subscriber::set_default(print);
    call.await
}
