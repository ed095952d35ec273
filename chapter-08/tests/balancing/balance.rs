//! Which endpoint gets a call.

use std::{future::ready, num::NonZeroU32, time::Duration};

use futures::{StreamExt, stream};
use mini_lust::{
    Channel, Error, Request,
    cluster::{
        balance::{ConsistentHash, LeastPending, PeakEwma, Policy, RoundRobin},
        discover::{self, Change, Weight},
    },
};
use tokio::{sync::mpsc::UnboundedSender, time::sleep};
use tower::{BoxError, ServiceExt};

use crate::{
    millis,
    mock::{self, Log},
    seconds, seeded,
};

/// Endpoints that answer after a while, and note that they were called.
struct Pool {
    channel: Channel,
    tell: UnboundedSender<Change<u32>>,
    log: Log,
}

impl Pool {
    fn new(policy: impl Policy<u32>, latency: Duration, weights: &[u32]) -> Self {
        let log = Log::default();
        let notes = log.clone();
        let connect = mock::connector(move |address, request: Request| {
            notes.note(address);
            async move {
                sleep(latency).await;
                Ok(request.no_reply())
            }
        });
        let (tell, endpoints) = discover::channel();
        for (address, weight) in (0..).zip(weights) {
            tell.send(insert(address, *weight)).unwrap();
        }
        let channel = Channel::builder().policy(policy).build(endpoints, connect);
        Self { channel, tell, log }
    }

    /// Makes so many calls, of which so many are not answered at any time, and says how
    /// many each endpoint got.
    async fn calls(&self, count: usize, at_once: usize) -> Vec<usize> {
        let call = |_| self.channel.clone().oneshot(mock::request("get"));
        let calls = stream::iter(0..count).map(call).buffer_unordered(at_once);
        let answers: Vec<_> = calls.collect().await;
        assert!(answers.iter().all(Result::is_ok));
        let mut counts = Vec::new();
        for address in self.log.take() {
            let address = address as usize;
            counts.resize(counts.len().max(address + 1), 0);
            counts[address] += 1;
        }
        counts
    }

    /// Calls each of so many methods once, and says who got the call.
    async fn methods(&self, count: usize) -> Vec<u32> {
        for number in 0..count {
            let request = mock::request(&number.to_string());
            self.channel.clone().oneshot(request).await.unwrap();
        }
        self.log.take()
    }
}

fn weight(weight: u32) -> Weight {
    Weight(NonZeroU32::new(weight).unwrap())
}

fn insert(address: u32, number: u32) -> Change<u32> {
    Change::Insert(address, weight(number))
}

#[track_caller]
fn assert_shares(counts: &[usize], shares: &[f64], tolerance: f64) {
    let all: usize = counts.iter().sum();
    println!("{counts:?} of {all}");
    assert_eq!(counts.len(), shares.len());
    for (count, share) in counts.iter().zip(shares) {
        let found = *count as f64 / all as f64;
        assert!((found / share - 1.0).abs() <= tolerance, "{found:.3}, not {share}");
    }
}

fn by_method() -> ConsistentHash<u32, impl Fn(&Request) -> String + Send + 'static> {
    ConsistentHash::new(|request: &Request| request.method().to_owned())
}

#[tokio::test(start_paused = true)]
async fn of_equal_endpoints_each_gets_its_share_to_within_15_percent() {
    let shares = [0.1; 10];
    let peak_ewma = || PeakEwma::with_rng(seeded());
    let least_pending = || LeastPending::with_rng(seeded());
    for at_once in [1, 50] {
        let pool = Pool::new(peak_ewma(), millis(10), &[1; 10]);
        assert_shares(&pool.calls(3000, at_once).await, &shares, 0.15);
        let pool = Pool::new(least_pending(), millis(10), &[1; 10]);
        assert_shares(&pool.calls(3000, at_once).await, &shares, 0.15);
    }
}

#[tokio::test(start_paused = true)]
async fn of_weighted_endpoints_each_gets_its_share_to_within_15_percent() {
    let (weights, shares) = ([1, 2, 3, 4], [0.1, 0.2, 0.3, 0.4]);
    for at_once in [1, 50] {
        let pool = Pool::new(PeakEwma::with_rng(seeded()), millis(10), &weights);
        assert_shares(&pool.calls(3000, at_once).await, &shares, 0.15);
        let pool = Pool::new(LeastPending::with_rng(seeded()), millis(10), &weights);
        assert_shares(&pool.calls(3000, at_once).await, &shares, 0.15);
    }
}

#[tokio::test(start_paused = true)]
async fn the_greatest_weight_there_is_takes_nearly_all_and_stops_nobody() {
    let pool = Pool::new(PeakEwma::with_rng(seeded()), millis(10), &[u32::MAX, 1]);
    assert!(pool.calls(100, 1).await[0] >= 99);
    let pool = Pool::new(RoundRobin::new(), millis(10), &[u32::MAX, 1]);
    assert!(pool.calls(100, 1).await[0] >= 99);
    let pool = Pool::new(by_method(), millis(10), &[u32::MAX, 1]);
    assert!(pool.calls(100, 1).await[0] >= 90);
}

#[tokio::test(start_paused = true)]
async fn round_robin_is_exact() {
    let pool = Pool::new(RoundRobin::new(), Duration::ZERO, &[1; 4]);
    assert_eq!(pool.methods(8).await, [0, 1, 2, 3, 0, 1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn weighted_round_robin_is_exact_and_interleaved() {
    let pool = Pool::new(RoundRobin::new(), Duration::ZERO, &[3, 1, 2]);
    let round = pool.methods(6).await;
    assert_eq!(pool.methods(6).await, round);
    assert_eq!(
        [0, 1, 2].map(|one| round.iter().filter(|x| **x == one).count()),
        [3, 1, 2]
    );
    assert!(round.windows(3).all(|turns| turns != [0, 0, 0]), "{round:?}");
}

#[tokio::test(start_paused = true)]
async fn weights_that_change_put_off_no_turn() {
    let pool = Pool::new(RoundRobin::new(), Duration::ZERO, &[1; 3]);
    let mut calls = Vec::new();
    for number in 0..300 {
        pool.tell.send(insert(2, 1 + number % 2)).unwrap();
        calls.extend(pool.methods(1).await);
    }
    let turns = calls.iter().filter(|address| **address == 2).count();
    assert!((100..=150).contains(&turns), "{turns}");
}

#[tokio::test(start_paused = true)]
async fn a_new_weight_holds_from_the_next_call_on() {
    let pool = Pool::new(PeakEwma::with_rng(seeded()), millis(10), &[1, 1]);
    assert_shares(&pool.calls(1000, 1).await, &[0.5, 0.5], 0.15);
    pool.tell.send(insert(0, 4)).unwrap();
    assert_shares(&pool.calls(1000, 1).await, &[0.8, 0.2], 0.15);
}

/// Endpoints of which the first never connects, and a weight that makes it due most often.
#[tokio::test(start_paused = true)]
async fn one_that_is_not_ready_misses_its_turns_and_the_others_share_them() {
    let log = Log::default();
    let notes = log.clone();
    let connect = mock::connector(move |address, request: Request| {
        notes.note(address);
        ready(Ok(request.no_reply()))
    });
    let connect = connect.filter(|address| match address {
        0 => Err(BoxError::from(Error::Unsent)),
        _ => Ok(address),
    });
    let (tell, endpoints) = discover::channel();
    for (address, weight) in [(0, 1000), (1, 1), (2, 1), (3, 1)] {
        tell.send(insert(address, weight)).unwrap();
    }
    let channel = Channel::builder().policy(RoundRobin::new()).build(endpoints, connect);
    for _ in 0..9 {
        channel.clone().oneshot(mock::request("get")).await.unwrap();
    }
    assert_eq!(log.calls(), [1, 2, 3, 1, 2, 3, 1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn a_key_stays_with_its_endpoint_and_one_in_n_moves_to_a_new_one() {
    const KEYS: usize = 2000;
    let pool = Pool::new(by_method(), Duration::ZERO, &[1; 10]);
    let before = pool.methods(KEYS).await;
    assert_eq!(pool.methods(KEYS).await, before);

    pool.tell.send(insert(10, 1)).unwrap();
    let after = pool.methods(KEYS).await;
    let moved = before.iter().zip(&after).filter(|(before, after)| before != after);
    let moved: Vec<_> = moved.map(|(_, after)| *after).collect();
    let share = moved.len() as f64 / KEYS as f64;
    println!("{share} of the keys moved");
    assert!((0.06..=0.13).contains(&share), "{share}");
    assert!(moved.iter().all(|address| *address == 10));

    pool.tell.send(Change::Remove(10)).unwrap();
    assert_eq!(pool.methods(KEYS).await, before);
}

#[tokio::test(start_paused = true)]
async fn keys_are_shared_to_within_30_percent_and_by_weight() {
    let pool = Pool::new(by_method(), Duration::ZERO, &[1, 1, 1, 1, 4]);
    let mut counts = vec![0; 5];
    for address in pool.methods(4000).await {
        counts[address as usize] += 1;
    }
    assert_shares(&counts, &[0.125, 0.125, 0.125, 0.125, 0.5], 0.3);
}

#[tokio::test(start_paused = true)]
async fn the_calls_of_a_removed_endpoint_finish() {
    let pool = Pool::new(LeastPending::with_rng(seeded()), seconds(10), &[1]);
    let answer = tokio::spawn(pool.channel.clone().oneshot(mock::request("get")));
    sleep(seconds(1)).await;
    pool.tell.send(Change::Remove(0)).unwrap();
    sleep(seconds(1)).await;
    let refused = pool.channel.clone().oneshot(mock::request("get")).await;
    assert!(matches!(refused, Err(Error::Unavailable { .. })), "{refused:?}");
    assert!(answer.await.unwrap().is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_is_removed_and_added_at_once_is_there() {
    let pool = Pool::new(LeastPending::with_rng(seeded()), millis(10), &[1]);
    for _ in 0..100 {
        pool.tell.send(Change::Remove(0)).unwrap();
        pool.tell.send(insert(0, 1)).unwrap();
        assert_eq!(pool.calls(1, 1).await, [1]);
    }
}
