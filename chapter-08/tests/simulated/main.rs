//! Clients and servers in a simulated network, where everything goes wrong that can: each call
//! ends once and in time, nothing runs twice that must not, and nothing is left behind.
//!
//! What happens follows from a seed. Many seeds, or one that failed:
//!
//! ```text
//! SEEDS=0..500 cargo test --release -p chapter-08 --test simulated
//! SEEDS=17..18 cargo test -p chapter-08 --test simulated -- --nocapture
//! ```
//!
//! A day for each seed takes minutes:
//!
//! ```text
//! SEEDS=0..4 cargo test --release -p chapter-08 --test simulated -- --ignored
//! ```

mod client;
mod clock;
mod ledger;
mod server;
mod trouble;
mod world;

use std::{env, ops::Range, thread, time::Duration};

use world::{Settings, run};

const SECOND: Duration = Duration::from_secs(1);

/// A minute in which something goes wrong every second.
const MINUTE: Settings = Settings {
    time: Duration::from_secs(60),
    tick: Duration::from_millis(5),
    users: 6,
    pause: Duration::from_millis(300),
    calm: SECOND,
    poll: SECOND,
};

const SHORT: Settings = Settings { time: Duration::from_secs(10), ..MINUTE };

/// A day in which something goes wrong every minute.
///
/// An endpoint that the registry leaves out and knows again starts with the shortest back-off.
/// A registry that flaps for hours, and is asked every second, makes a client connect more often
/// in a day than the simulation has ports, because it keeps those of connects that failed.
const DAY: Settings = Settings {
    time: Duration::from_secs(24 * 60 * 60),
    tick: Duration::from_millis(20),
    users: 3,
    pause: Duration::from_secs(5),
    calm: Duration::from_secs(60),
    poll: Duration::from_secs(30),
};

#[test]
fn a_minute_of_trouble_costs_no_more_than_it_must() {
    for seed in seeds() {
        with(seed, || {
            let log = run(seed, MINUTE);
            println!("seed {seed}: {}", log.last().expect("a summary"));
        });
    }
}

#[test]
#[ignore = "it takes minutes"]
fn a_day_of_trouble_costs_no_more_than_it_must() {
    for seed in seeds() {
        with(seed, || {
            let log = run(seed, DAY);
            println!("seed {seed}: {}", log.last().expect("a summary"));
        });
    }
}

#[test]
fn a_clock_that_jumps_costs_no_more_than_the_calls_in_progress() {
    for seed in seeds() {
        with(seed, || {
            let log = clock::run(seed, SHORT);
            println!("seed {seed}: {}", log.last().expect("a summary"));
            assert_eq!(clock::run(seed, SHORT), log);
        });
    }
}

#[test]
fn the_same_seed_gives_the_same_log() {
    let seed = seeds().start;
    with(seed, || {
        let (one, other) = (run(seed, SHORT), run(seed, SHORT));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one, other);
        }
        assert_eq!(one.len(), other.len());
    });
}

fn seeds() -> Range<u64> {
    let Ok(seeds) = env::var("SEEDS") else { return 0..2 };
    let (start, end) = seeds.split_once("..").expect("a range such as 0..100");
    start.parse().expect("a number")..end.parse().expect("a number")
}

/// Says what the seed was if `check` panics.
fn with(seed: u64, check: impl FnOnce()) {
    struct Said(u64);
    impl Drop for Said {
        fn drop(&mut self) {
            if thread::panicking() {
                eprintln!("again: SEEDS={}..{}", self.0, self.0 + 1);
            }
        }
    }
    let _said = Said(seed);
    check();
}
