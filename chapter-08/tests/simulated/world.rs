//! The simulated network.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use mini_lust::{Framing, Protocol, cluster::random::Random};
use tower::{service_fn, util::rng::Rng};
use turmoil::{Builder, net::TcpStream};

use crate::{
    SECOND,
    client::Client,
    ledger::Ledger,
    server::{Switch, serve},
    trouble::{Registry, Trouble},
};

pub const SERVERS: [&str; 4] = ["server-0", "server-1", "server-2", "server-3"];
pub const CLIENTS: [&str; 3] = ["client-0", "client-1", "client-2"];

#[derive(Clone, Copy)]
pub struct Settings {
    /// How long there is trouble.
    pub time: Duration,
    /// The step in which time passes between hosts.
    pub tick: Duration,
    /// How many calls a client makes simultaneously.
    pub users: usize,
    /// The average time between a user's calls.
    pub pause: Duration,
    /// The average time between two troubles.
    pub calm: Duration,
    /// The time between a client's questions to the registry.
    pub poll: Duration,
}

impl Settings {
    /// How long it takes until all endpoints are back.
    pub fn afterwards(&self) -> Duration {
        Duration::from_secs(30).max(2 * self.poll)
    }
}

/// Runs the simulation, checks it, and returns its log.
pub fn run(seed: u64, settings: Settings) -> Vec<String> {
    let ledger = Ledger::new(|| turmoil::sim_elapsed().unwrap_or_default());
    checked(ledger.clone(), || simulate(seed, settings, &ledger))
}

/// Runs a simulation, checks what is in the ledger and in the metrics, and returns the log.
pub fn checked(ledger: Ledger, simulate: impl FnOnce()) -> Vec<String> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    metrics::with_local_recorder(&recorder, simulate);
    let (ends, ran) = ledger.close();
    let sums = sums(&snapshotter);
    check(&ends, ran, &sums);
    ledger.note(format!("{ends:?}, {ran} runs, {sums:?}"));
    ledger.into_log()
}

fn simulate(seed: u64, settings: Settings, ledger: &Ledger) {
    let mut random = Random::seeded(seed);
    let mut sim = Builder::new()
        .rng_seed(random.next_u64())
        .simulation_duration(settings.time + 20 * settings.afterwards())
        .tick_duration(settings.tick)
        .max_message_latency(Duration::from_millis(20))
        // When a link is released that has held hundreds of connects, they come together.
        .tcp_capacity(4096)
        // The simulation never gives back the port of a connect that failed.
        .ephemeral_ports(1024..=65_535)
        .build();
    let mut switches = Vec::new();
    let seed = random.next_u64();
    for name in SERVERS {
        let switch = Arc::new(Mutex::new(Switch::default()));
        switches.push(Arc::clone(&switch));
        let ledger = ledger.clone();
        sim.host(name, move || {
            let switch = switch.lock().expect("no panic").clone();
            serve(name, ledger.clone(), seed, switch)
        });
    }
    let address = |name| SocketAddr::new(sim.lookup(name), 9090);
    let addresses: Vec<_> = SERVERS.into_iter().map(address).collect();
    let dead = SocketAddr::new(sim.lookup(SERVERS[0]), 9);
    let registry = Registry::new(addresses.clone());
    let speaks = [
        (Framing::TtHeader, Protocol::Binary),
        (Framing::Framed, Protocol::Compact),
        (Framing::Unframed, Protocol::Binary),
    ];
    for (name, (framing, protocol)) in CLIENTS.into_iter().zip(speaks) {
        let (ledger, registry) = (ledger.clone(), registry.clone());
        let client = Client { name, framing, protocol, ledger, registry, settings };
        let connect = service_fn(|address: SocketAddr| TcpStream::connect(address));
        sim.client(name, client.run(connect, random.fork()));
    }
    let ledger = ledger.clone();
    let next = settings.calm;
    let mut trouble =
        Trouble { random, ledger, registry, addresses, dead, switches, next };
    while sim.elapsed() < settings.time {
        sim.step().expect("no host fails");
        trouble.act(&mut sim, settings);
    }
    trouble.end(&mut sim);
    while !sim.step().expect("no host fails") {}
    // The servers find out that the connections are closed.
    let end = sim.elapsed() + 15 * SECOND;
    while sim.elapsed() < end {
        sim.step().expect("no host fails");
    }
    for number in 0..SERVERS.len() {
        trouble.switch(number).stop.cancel();
    }
    while SERVERS.iter().any(|server| sim.is_host_running(*server)) {
        sim.step().expect("no host fails");
    }
}

/// The sums of all metrics over their labels, except the outcome.
fn sums(snapshotter: &Snapshotter) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for (key, _, _, value) in snapshotter.snapshot().into_vec() {
        let name = key.key().name().trim_start_matches("rpc_").to_owned();
        let outcome = key.key().labels().find(|label| label.key() == "outcome");
        match (value, outcome) {
            (DebugValue::Counter(count), Some(outcome)) => {
                *sums.entry(format!("{name} {}", outcome.value())).or_default() += count;
                *sums.entry(name).or_default() += count;
            }
            (DebugValue::Gauge(value), _) => {
                assert_eq!(value.into_inner(), 0.0, "{name} is back at none");
            }
            _ => {}
        }
    }
    sums
}

/// What is counted in three places is the same.
fn check(ends: &BTreeMap<&'static str, u64>, ran: u64, sums: &BTreeMap<String, u64>) {
    let sum = |name: &str| sums.get(name).copied().unwrap_or(0);
    let end = |name| ends.get(name).copied().unwrap_or(0);
    assert!(end("ok") > 0, "{ends:?}");
    assert_eq!(sum("client_calls_total ok"), end("ok"), "{ends:?} {sums:?}");
    let cancelled = sum("client_calls_total cancelled");
    assert_eq!(sum("client_calls_total") - cancelled, end("ok") + end("failed"));
    // A caller may give up before its call has begun.
    assert!(cancelled <= end("given up"), "{ends:?} {sums:?}");
    assert!(ran <= sum("server_calls_total"), "{ran} {sums:?}");
    assert!(sum("server_calls_total") <= sum("client_attempts_total"), "{sums:?}");
}
