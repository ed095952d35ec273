//! Breaking the shop under load.

use std::{collections::BTreeMap, path::Path, time::Duration};

use anyhow::Result;
use clap::ValueEnum;
use mini_lust::{BoxedService, CallError, Error, Protocol};
use rustix::process::Signal;
use tokio::{
    task::JoinSet,
    time::{Instant, interval, sleep},
};

use crate::{replica::Kind, services::channel, shop::OrdersClient, town::Town};

/// What happens to the shop.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Trial {
    /// Each process is killed and replaced.
    Killed,
    /// Each process is asked to stop, and replaced.
    Rolling,
    /// One process of each service is stopped for a second, and goes on.
    Paused,
    /// The registry says nonsense for three seconds.
    RegistryDown,
    /// All of these, one after the other.
    All,
}

/// How the calls of a trial ended.
#[derive(Debug, Default)]
pub struct Outcome {
    pub calls: usize,
    /// How many failed, by kinds.
    pub failed: BTreeMap<&'static str, usize>,
    /// In milliseconds, in order.
    pub times: Vec<f64>,
}

/// Tries, and prints a table.
pub async fn run(program: &Path, trial: Trial) -> Result<()> {
    println!("                          calls  failed  50 % ms  99 % ms");
    let all = [Trial::Killed, Trial::Rolling, Trial::Paused, Trial::RegistryDown];
    for one in all.into_iter().filter(|it| trial == Trial::All || *it == trial) {
        let (quotes, orders) = try_one(program, one).await?;
        for (what, outcome) in [("quotes", quotes), ("orders", orders)] {
            println!("{:14} {what:9} {outcome}", format!("{one:?}"));
        }
    }
    Ok(())
}

/// Makes a quote, which may be repeated, and an order, which may not, every two milliseconds
/// each, while the trial lasts.
pub async fn try_one(program: &Path, trial: Trial) -> Result<(Outcome, Outcome)> {
    let mut town = Town::start(program).await?;
    let service = channel(town.directory(), Kind::Orders.name())?;
    let orders = OrdersClient::new(service, Protocol::Compact);
    // Until all are connected.
    for _ in 0..20 {
        let _ = orders.quote(1, 1).await;
    }
    let [mut quotes, mut placed] = [(); 2].map(|()| JoinSet::new());
    let mut clock = interval(Duration::from_millis(2));
    let trouble = break_town(&mut town, trial);
    tokio::pin!(trouble);
    loop {
        tokio::select! {
            done = &mut trouble => break done?,
            _ = clock.tick() => {
                quotes.spawn(quote(orders.clone()));
                placed.spawn(place(orders.clone()));
            }
        }
    }
    let ended =
        |all: Vec<Ended>| all.into_iter().fold(Outcome::default(), Outcome::with);
    Ok((ended(quotes.join_all().await), ended(placed.join_all().await)))
}

async fn break_town(town: &mut Town, trial: Trial) -> Result<()> {
    let pause = Duration::from_millis(300);
    sleep(pause).await;
    match trial {
        Trial::Killed => {
            for _ in 0..town.len() {
                town.kill_oldest().await?;
                sleep(pause).await;
                let killed = town.withdraw()?;
                town.add(killed.kind).await?;
            }
        }
        Trial::Rolling => {
            for _ in 0..town.len() {
                let old = town.withdraw()?;
                old.signal(Signal::TERM)?;
                let kind = old.kind;
                old.ended().await?;
                town.add(kind).await?;
                sleep(pause).await;
            }
        }
        Trial::Paused => {
            for _ in Kind::ALL {
                town.oldest().signal(Signal::STOP)?;
                sleep(Duration::from_secs(1)).await;
                town.oldest().signal(Signal::CONT)?;
                sleep(pause).await;
                // Another service's turn.
                for _ in 0..3 {
                    town.rotate();
                }
            }
        }
        Trial::RegistryDown => {
            Kind::ALL.into_iter().try_for_each(|kind| town.garble(kind))?;
            sleep(Duration::from_secs(3)).await;
            Kind::ALL.into_iter().try_for_each(|kind| town.announce(kind))?;
        }
        Trial::All => {}
    }
    sleep(pause).await;
    Ok(())
}

// === Calls ===

type Ended = (Duration, Option<&'static str>);

async fn quote(orders: OrdersClient<BoxedService>) -> Ended {
    let begun = Instant::now();
    let result = orders.quote(7, 3).await;
    (begun.elapsed(), result.err().map(kind))
}

async fn place(orders: OrdersClient<BoxedService>) -> Ended {
    let begun = Instant::now();
    let result = orders.place(7, 3).await;
    (begun.elapsed(), result.err().map(kind))
}

fn kind<E>(error: CallError<E>) -> &'static str {
    match error {
        CallError::Exception(_) => "declared",
        CallError::Failed(Error::Closed(_)) => "closed",
        CallError::Failed(Error::DeadlineExceeded) => "late",
        CallError::Failed(Error::Application(_)) => "dependency",
        CallError::Failed(Error::Unavailable { .. }) => "unavailable",
        CallError::Failed(_) => "other",
    }
}

impl Outcome {
    fn with(mut self, (time, failure): Ended) -> Self {
        self.calls += 1;
        if let Some(kind) = failure {
            *self.failed.entry(kind).or_default() += 1;
        }
        let time = time.as_secs_f64() * 1000.0;
        let at = self.times.partition_point(|it| *it < time);
        self.times.insert(at, time);
        self
    }

    /// How many failed.
    pub fn failures(&self) -> usize {
        self.failed.values().sum()
    }

    /// The time within which this share of the calls ended, in milliseconds.
    fn quantile(&self, share: f64) -> f64 {
        let last = self.times.len().saturating_sub(1);
        self.times.get((last as f64 * share) as usize).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (calls, failures) = (self.calls, self.failures());
        let (half, most) = (self.quantile(0.5), self.quantile(0.99));
        write!(f, "{calls:6} {failures:7} {half:8.1} {most:8.1}")?;
        for (kind, count) in &self.failed {
            write!(f, "  {kind}: {count}")?;
        }
        Ok(())
    }
}
