//! Endpoints that come and go, are slow, dead, or answer with errors. All of it is in
//! memory and on paused time, and what is drawn is drawn by a seed.

mod accrual;
mod balance;
mod channel;
mod discover;
mod endpoint;
mod leaks;
mod leaving;
mod mock;
mod pitfalls;
mod traffic;
mod world;

use std::time::Duration;

use mini_lust::cluster::random::Random;

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn seeded() -> Random {
    Random::seeded(7)
}
