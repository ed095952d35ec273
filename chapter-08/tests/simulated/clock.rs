//! A clock that jumps. For a process that was stopped, or a machine that slept, hours pass in one
//! step: all times are over, though nothing has happened.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{Framing, Protocol, cluster::random::Random};
use tokio::{
    io::{DuplexStream, duplex},
    runtime::{Builder, Handle},
    sync::mpsc,
    time::{Instant, advance, sleep},
};
use tower::{service_fn, util::rng::Rng};

use crate::{
    SECOND,
    client::Client,
    ledger::Ledger,
    server::{Switch, serve_on},
    trouble::Registry,
    world::{SERVERS, Settings, checked},
};

/// Runs clients and servers in memory, checks them, and returns the log, in which the jumps take
/// no time.
pub fn run(seed: u64, settings: Settings) -> Vec<String> {
    let builder = &mut Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().expect("a runtime");
    let _entered = runtime.enter();
    let (begun, jumped) = (Instant::now(), Arc::new(Mutex::new(Duration::ZERO)));
    let skipped = Arc::clone(&jumped);
    let ledger =
        Ledger::new(move || begun.elapsed() - *skipped.lock().expect("no panic"));
    checked(ledger.clone(), || {
        runtime.block_on(simulate(seed, settings, &ledger, &jumped));
    })
}

async fn simulate(
    seed: u64,
    settings: Settings,
    ledger: &Ledger,
    jumped: &Mutex<Duration>,
) {
    let mut random = Random::seeded(seed);
    let switch = Switch::default();
    let mut servers: Vec<mpsc::Sender<DuplexStream>> = Vec::new();
    for name in SERVERS {
        let (connections, listener) = mpsc::channel(1);
        servers.push(connections);
        tokio::spawn(serve_on(
            listener,
            name.into(),
            ledger.clone(),
            seed,
            switch.clone(),
        ));
    }
    let addresses = (0..SERVERS.len() as u16).map(|it| SocketAddr::from(([0; 4], it)));
    let client = Client {
        name: "client",
        framing: Framing::TtHeader,
        protocol: Protocol::Binary,
        ledger: ledger.clone(),
        registry: Registry::new(addresses.collect()),
        settings,
    };
    let connect = service_fn(move |address: SocketAddr| {
        let server = servers[usize::from(address.port())].clone();
        async move {
            let (near, far) = duplex(4096);
            server.send(far).await.map_err(std::io::Error::other)?;
            Ok(near)
        }
    });
    let calls = client.run(connect, random.fork());
    let jumps = async {
        while ledger.now() < settings.time {
            let calm = settings.calm.as_millis() as u64;
            sleep(Duration::from_millis(random.next_range(0..2 * calm))).await;
            let jump = JUMPS[random.next_range(0..JUMPS.len() as u64) as usize];
            ledger.note(format!("a jump of {jump:?}"));
            *jumped.lock().expect("no panic") += jump;
            advance(jump).await;
        }
    };
    let (result, ()) = tokio::join!(calls, jumps);
    result.expect("the client does not fail");
    switch.stop.cancel();
    sleep(10 * SECOND).await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0, "tasks stay");
}

/// From the time of an attempt to that of a certificate.
const JUMPS: [Duration; 6] = [
    Duration::from_millis(700),
    Duration::from_secs(3),
    Duration::from_secs(61),
    Duration::from_secs(3 * 60 * 60),
    Duration::from_secs(24 * 60 * 60),
    Duration::from_secs(400 * 24 * 60 * 60),
];
