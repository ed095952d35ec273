//! The load: callers that call again as soon as they have their reply, the same for all peers.

use std::{
    net::SocketAddr,
    process,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use cpu_time::ProcessTime;
use futures::{executor::block_on, future::BoxFuture};
use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;

use crate::{
    cell::{Cell, Message, USERS},
    peers::{Echo, Link},
};

/// What the client's process has seen while it measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    pub calls: u64,
    pub seconds: f64,
    /// The processor time of the client, in seconds.
    pub cpu: f64,
    /// The latencies that half of the calls, and 99 of a hundred, did not exceed, in
    /// microseconds.
    pub p50: f64,
    pub p99: f64,
}

/// What all callers write to.
#[derive(Default)]
struct Tally {
    calls: AtomicU64,
    measuring: AtomicBool,
    latencies: Mutex<Vec<Duration>>,
}

/// Of so many calls of a caller, one is timed: reading the clock twice takes longer than what
/// the floor does for a call. Alone, a call is always timed.
const TIMED: usize = 16;

/// Calls for `warm_up`, then calls `begin` and measures for `time`. The callers go on until the
/// process ends.
pub fn measure<E: Echo>(
    runtime: &Runtime,
    address: SocketAddr,
    cell: Cell,
    [warm_up, time]: [Duration; 2],
    begin: impl FnOnce(),
) -> Result<Seen> {
    let tally = Arc::new(Tally::default());
    let links = runtime.block_on(connect::<E>(address, cell))?;
    for link in links {
        let caller = caller(link, cell, tally.clone());
        if E::BLOCKS {
            thread::spawn(|| block_on(caller));
        } else {
            runtime.spawn(caller);
        }
    }
    thread::sleep(warm_up);
    begin();
    tally.measuring.store(true, Relaxed);
    let (begun, cpu) = (Instant::now(), ProcessTime::now());
    let before = tally.calls.load(Relaxed);
    thread::sleep(time);
    let calls = tally.calls.load(Relaxed) - before;
    let (seconds, cpu) = (begun.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
    tally.measuring.store(false, Relaxed);
    let mut latencies = std::mem::take(&mut *tally.latencies.lock().expect("no panic"));
    ensure!(!latencies.is_empty(), "no call was answered");
    latencies.sort_unstable();
    let [p50, p99] = [0.5, 0.99].map(|share| 1e6 * percentile(&latencies, share));
    Ok(Seen { calls, seconds, cpu, p50, p99 })
}

async fn connect<E: Echo>(address: SocketAddr, cell: Cell) -> Result<Vec<E::Link>> {
    let mut links = Vec::new();
    for connection in 0..cell.connections {
        // What does not divide evenly goes to the first ones.
        let callers =
            (cell.in_flight - links.len()).div_ceil(cell.connections - connection);
        links.extend(E::connect(address, callers).await?);
    }
    Ok(links)
}

/// One caller of a cell, forever.
fn caller(link: impl Link, cell: Cell, tally: Arc<Tally>) -> BoxFuture<'static, ()> {
    let every = cell.in_flight.min(TIMED);
    Box::pin(async move {
        let Err(error) = calls(link, cell.message, every, &tally).await;
        eprintln!("a call failed: {error:#}");
        process::exit(1);
    })
}

async fn calls<L: Link>(
    mut link: L,
    message: Message,
    every: usize,
    tally: &Tally,
) -> Result<std::convert::Infallible> {
    let (data, users) = (payload(message), L::users());
    loop {
        for turn in 0..every {
            let timed = (turn == 0).then(Instant::now);
            match message {
                Message::Bytes(len) => ensure!(link.data(data.clone()).await? == len),
                Message::Users => ensure!(link.group(users.clone()).await? == USERS),
            }
            tally.calls.fetch_add(1, Relaxed);
            if let Some(begun) = timed.filter(|_| tally.measuring.load(Relaxed)) {
                tally.latencies.lock().expect("no panic").push(begun.elapsed());
            }
        }
    }
}

fn payload(message: Message) -> bytes::Bytes {
    match message {
        Message::Bytes(len) => vec![7; len].into(),
        Message::Users => bytes::Bytes::new(),
    }
}

/// The latency in seconds that a share of `sorted` did not exceed: the nearest rank.
fn percentile(sorted: &[Duration], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted[rank.clamp(1, sorted.len()) - 1].as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let sorted: Vec<_> = (1..=200).map(Duration::from_secs).collect();
        assert_eq!(percentile(&sorted, 0.5), 100.0);
        assert_eq!(percentile(&sorted, 0.99), 198.0);
        assert_eq!(percentile(&sorted, 1.0), 200.0);
        assert_eq!(percentile(&sorted[..1], 0.99), 1.0);
    }
}
