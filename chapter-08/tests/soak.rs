//! Full speed over TCP, with errors, cancellations, reconnects and rolling restarts: what the
//! process holds does not grow, and a call costs no more processor time.
//!
//! Other programs make calls slow, too. A thread that only sleeps shows how much of it is theirs.
//!
//! An hour of it, with its figures:
//!
//! ```text
//! SOAK_SECONDS=3600 cargo test --release -p chapter-08 --test soak -- --nocapture
//! ```

#![cfg(target_os = "linux")]

use std::{
    env, fs,
    net::SocketAddr,
    panic::resume_unwind,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use cpu_time::ProcessTime;
use mini_lust::{
    ApplicationException, Body, Bytes, Channel, Connector, Discover, Error,
    ExceptionType, FrameCodec, Framing, Protocol, Request, Response, RpcService, Server,
    Tcp,
    cluster::{
        discover::{self, Change, Weight},
        random::Random,
    },
    layer::HedgeLayer,
    stack,
};
use tokio::{
    net::TcpListener,
    runtime::Handle,
    sync::mpsc::UnboundedSender,
    task::JoinSet,
    time::{Instant, sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::{ServiceExt, service_fn, util::rng::Rng};

#[test]
fn what_the_process_holds_does_not_grow() {
    let seconds =
        env::var("SOAK_SECONDS").map_or(10, |it| it.parse().expect("a number"));
    let time = Duration::from_secs(seconds);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(soak(time));
}

async fn soak(time: Duration) {
    let before = Held::now();
    let (stop, latencies) = (CancellationToken::new(), Arc::new(Latencies::default()));
    let lateness = ruler(stop.clone());
    let mut random = Random::seeded(7);
    let (mut servers, mut clients) = (JoinSet::new(), JoinSet::new());
    let speaks =
        [(Framing::TtHeader, Protocol::Binary), (Framing::Framed, Protocol::Compact)];
    let mut tells = Vec::new();
    for (framing, protocol) in speaks {
        let (tell, endpoints) = discover::channel();
        tells.push(tell);
        let channel = channel(endpoints, framing);
        for _ in 0..16 {
            let (channel, latencies) = (channel.clone(), Arc::clone(&latencies));
            let (random, stop) = (random.fork(), stop.clone());
            clients.spawn(call(channel, protocol, latencies, random, stop));
        }
    }
    for _ in 0..3 {
        servers.spawn(restart(tells.clone(), random.fork(), stop.clone()));
    }
    drop(tells);

    let mut rows = Vec::new();
    for _ in 0..10 {
        let row = Row::take(time / 10, &latencies, &lateness).await;
        println!("{row:?}");
        rows.push(row);
    }
    stop.cancel();
    while let Some(client) = clients.join_next().await {
        client.expect("no client panics");
    }
    while let Some(server) = servers.join_next().await {
        server.expect("no server panics");
    }
    // Connections find out that their peers are gone.
    let mut after = Held::now();
    for _ in 0..100 {
        if (after.tasks, after.files) == (before.tasks, before.files) {
            break;
        }
        sleep(Duration::from_millis(100)).await;
        after = Held::now();
    }
    println!("after: {after:?}");

    // The first tenth is for warming up.
    let [_, start, .., end] = &rows[..] else { panic!("ten rows") };
    let (held, holds) = (&start.held, &end.held);
    assert!(holds.memory <= held.memory * 5 / 4 + 16 * MIB, "memory grows");
    assert!(holds.files <= held.files + 50, "open files grow");
    assert!(holds.tasks <= held.tasks + 100, "tasks grow");
    assert!(4 * end.per_second >= start.per_second, "calls take more work");
    assert!(end.p50 <= 5 * start.p50 + Duration::from_millis(100), "calls slow down");
    assert!(end.p99 <= 5 * start.p99 + Duration::from_millis(100), "calls slow down");
    assert_eq!((after.tasks, after.files), (before.tasks, before.files), "all are back");
}

// === Servers ===

/// Serves at one address after the other.
async fn restart(
    tells: Vec<UnboundedSender<Change<SocketAddr>>>,
    mut random: Random,
    stop: CancellationToken,
) {
    while !stop.is_cancelled() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let tell = |change: Change<SocketAddr>| {
            // The clients may have gone.
            tells.iter().for_each(|tell| drop(tell.send(change.clone())));
        };
        tell(Change::Insert(address, Weight::default()));
        let lifetime = Duration::from_millis(random.next_range(1000..4000));
        let stopped = async {
            drop(timeout(lifetime, stop.cancelled()).await);
            tell(Change::Remove(address));
        };
        Server::new()
            .drain_timeout(Duration::from_secs(1))
            .layer(stack::server())
            .serve(listener, service_fn(handle), stopped)
            .await;
    }
}

async fn handle(request: Request) -> Result<Response, Error> {
    match request.method() {
        "fail" => {
            Err(ApplicationException::new(ExceptionType::INTERNAL_ERROR, "failed")
                .into())
        }
        "panic" => resume_unwind(Box::new("a panic")),
        "never" => std::future::pending().await,
        "late" => {
            sleep(Duration::from_millis(20)).await;
            Ok(Response::new(request.body().clone()))
        }
        _ => {
            let bytes: Bytes = request.body().decode()?;
            Ok(Response::new(Body::encode(request.body().protocol(), &bytes)))
        }
    }
}

// === Clients ===

fn channel(
    endpoints: impl Discover<SocketAddr>,
    framing: Framing,
) -> impl RpcService + Clone {
    Channel::builder()
        .layer(stack::client().hedge(HedgeLayer::at_quantile(0.95)))
        .endpoint_layer(stack::endpoint())
        .build(endpoints, Connector::new(Tcp).codec(FrameCodec::new(framing)))
}

async fn call(
    channel: impl RpcService + Clone,
    protocol: Protocol,
    latencies: Arc<Latencies>,
    mut random: Random,
    stop: CancellationToken,
) {
    let payload = Bytes::from(vec![7; MIB]);
    while !stop.is_cancelled() {
        let len = match random.next_range(0..1000) {
            0 => MIB,
            1..100 => random.next_range(0..64 * 1024) as usize,
            _ => random.next_range(0..512) as usize,
        };
        let dice = random.next_range(0..1000);
        let method = match dice {
            0..10 => "fail",
            10..12 => "panic",
            12..20 => "late",
            20..22 => "never",
            _ => "echo",
        };
        let body = Body::encode(protocol, &payload.slice(..len));
        let request = Request::new(method, body);
        let patience = match dice {
            20..100 => Duration::from_micros(random.next_range(0..5000)),
            _ => Duration::from_secs(10),
        };
        let begun = Instant::now();
        let reply = timeout(patience, channel.clone().oneshot(request)).await;
        if let Ok(Ok(reply)) = reply {
            latencies.record(begun.elapsed());
            assert_eq!(reply.body().decode().map(|bytes: Bytes| bytes.len()), Ok(len));
        }
    }
}

// === Figures ===

/// What the process holds.
#[derive(Debug)]
struct Held {
    /// Resident, in bytes.
    memory: usize,
    files: usize,
    tasks: usize,
}

impl Held {
    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").expect("this is Linux");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        let files = fs::read_dir("/proc/self/fd").expect("this is Linux").count();
        let tasks = Handle::current().metrics().num_alive_tasks();
        Self { memory: kib.map_or(0, |kib: usize| kib * 1024), files, tasks }
    }
}

/// What is held after some time, and how the calls in it went.
#[derive(Debug)]
struct Row {
    held: Held,
    p50: Duration,
    p99: Duration,
    #[expect(dead_code, reason = "it is printed")]
    calls: u64,
    /// Calls per second of processor time.
    per_second: u64,
    /// The 99th percentile of the ruler.
    #[expect(dead_code, reason = "it is printed")]
    lateness: Duration,
}

impl Row {
    async fn take(time: Duration, latencies: &Latencies, lateness: &Latencies) -> Self {
        latencies.forget();
        lateness.forget();
        let worked = ProcessTime::now();
        sleep(time).await;
        let worked = worked.elapsed().as_secs_f64();
        let (calls, [p50, p99]) = latencies.quantiles([0.5, 0.99]);
        let (_, [lateness]) = lateness.quantiles([0.99]);
        let per_second = (calls as f64 / worked) as u64;
        Self { held: Held::now(), p50, p99, calls, per_second, lateness }
    }
}

/// Measures by how much a sleep of a millisecond is too long: what the machine adds to any wait.
fn ruler(stop: CancellationToken) -> Arc<Latencies> {
    let lateness = Arc::new(Latencies::default());
    let recorded = Arc::clone(&lateness);
    thread::spawn(move || {
        while !stop.is_cancelled() {
            let begun = Instant::now();
            thread::sleep(Duration::from_millis(1));
            recorded.record(begun.elapsed() - Duration::from_millis(1));
        }
    });
    lateness
}

/// How many waits took how long, in steps of an eighth of a power of two.
struct Latencies([AtomicU64; 8 * 64]);

impl Latencies {
    fn record(&self, took: Duration) {
        let micros = took.as_micros() as u64 + 8;
        let power = micros.ilog2() as usize;
        let eighth = (micros >> (power - 3)) as usize & 7;
        self.0[8 * power + eighth].fetch_add(1, Relaxed);
    }

    fn forget(&self) {
        self.0.iter().for_each(|count| count.store(0, Relaxed));
    }

    fn quantiles<const N: usize>(&self, quantiles: [f64; N]) -> (u64, [Duration; N]) {
        let counts: Vec<_> = self.0.iter().map(|count| count.load(Relaxed)).collect();
        let all: u64 = counts.iter().sum();
        let quantile = |quantile| {
            let mut left = (all as f64 * quantile) as u64;
            let step = counts.iter().position(|count| {
                let is_here = left < *count;
                left = left.saturating_sub(*count);
                is_here
            });
            let (power, eighth) = step.map_or((3, 0), |step| (step / 8, step % 8));
            Duration::from_micros((((8 + eighth) << power) >> 3) as u64 - 8)
        };
        (all, quantiles.map(quantile))
    }
}

impl Default for Latencies {
    fn default() -> Self {
        Self([const { AtomicU64::new(0) }; 8 * 64])
    }
}

const MIB: usize = 1024 * 1024;
