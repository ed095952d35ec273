//! The record of one endpoint, shared with its calls.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Waker,
};

use futures::task::AtomicWaker;
use tokio::time::Instant;

use crate::{
    cluster::{backoff::Backoff, outcome::Outcome, watched::Watch},
    error::Error,
    rpc::call::Response,
};

use super::{Accrual, Group};

/// The record of an endpoint, or of a method that a
/// [`Breaker`](crate::layer::breaker::Breaker) judges.
///
/// Code that holds its lock may take the group's, but never the other way round.
#[derive(Debug)]
pub(crate) struct Record {
    name: String,
    conduct: Mutex<Conduct>,
    /// Wakes the endpoint, which may be waiting for its standing to change.
    waker: AtomicWaker,
    rules: Accrual,
    group: Group,
}

#[derive(Debug)]
struct Conduct {
    standing: Standing,
    /// Failures since the last success.
    failures: u32,
    /// The share of its calls that succeeds; recent ones count more.
    success_rate: f64,
    backoff: Backoff,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Standing {
    In,
    Out {
        until: Instant,
    },
    /// It has been out long enough: the next call is a probe.
    Due,
    /// The probe is in flight, and has failed if it has no reply by then.
    Probed {
        until: Instant,
    },
    /// Discovery has removed it. How its last calls end does not matter.
    Removed,
}

/// A call in flight, whose end says whether the endpoint works.
#[derive(Debug)]
pub struct Verdict {
    record: Arc<Record>,
    /// When the endpoint will have had a fair time to reply.
    fair: Instant,
    is_probe: bool,
    outcome_of: OutcomeOf,
}

/// A function that says what the end of a call means.
type OutcomeOf = fn(Option<&Result<Response, Error>>) -> Outcome;

// === impl Record ===

impl Record {
    pub(crate) fn new(name: String, group: &Group) -> Arc<Self> {
        let (rules, backoff) = group.join();
        let standing = Standing::In;
        let conduct = Conduct { standing, failures: 0, success_rate: 1.0, backoff };
        Arc::new(Self {
            name,
            conduct: Mutex::new(conduct),
            waker: AtomicWaker::new(),
            rules,
            group: group.clone(),
        })
    }

    pub(super) fn register(&self, waker: &Waker) {
        self.waker.register(waker);
    }

    pub(crate) fn standing(&self) -> Standing {
        self.lock().standing
    }

    /// Ends the time that it is out or probed, if that is over. Returns whether a probe is due
    /// now: a probe that hangs has failed.
    pub(crate) fn end_wait(&self) -> bool {
        let mut conduct = self.lock();
        // It may have come back early, and may be out again.
        match conduct.standing {
            Standing::Out { until } if until <= Instant::now() => {
                conduct.standing = Standing::Due;
                true
            }
            Standing::Probed { until } if until <= Instant::now() => {
                self.take_out(&mut conduct);
                false
            }
            _ => false,
        }
    }

    /// Starts a call. If a probe is due, the call is the probe.
    pub(crate) fn begin(self: &Arc<Self>, outcome_of: OutcomeOf) -> Verdict {
        let fair = Instant::now() + self.rules.fair_time;
        let mut conduct = self.lock();
        let is_probe = matches!(conduct.standing, Standing::Due);
        if is_probe {
            conduct.standing = Standing::Probed { until: fair };
        }
        Verdict { record: Arc::clone(self), fair, is_probe, outcome_of }
    }

    /// Comes back without a probe: too many are out.
    pub(super) fn come_back(self: &Arc<Self>) {
        let mut conduct = self.lock();
        if !matches!(conduct.standing, Standing::Removed) {
            self.take_in(&mut conduct);
        }
        self.waker.wake();
    }

    pub(crate) fn leave(self: &Arc<Self>) {
        self.lock().standing = Standing::Removed;
        self.group.leave(self);
    }

    /// Notes how an ordinary call has ended.
    fn note(self: &Arc<Self>, outcome: Outcome) {
        let mut conduct = self.lock();
        // Otherwise the call is from before the endpoint was taken out.
        if matches!(conduct.standing, Standing::In) {
            conduct.note(outcome, &self.rules);
            if outcome == Outcome::Failure
                && conduct.is_bad(&self.rules)
                && self.group.take_out(self)
            {
                self.take_out(&mut conduct);
            }
        }
    }

    /// Judges by the end of a probe that was due before `until`.
    fn judge(self: &Arc<Self>, outcome: Outcome, until: Instant) {
        let mut conduct = self.lock();
        match (conduct.standing, outcome) {
            (Standing::In | Standing::Removed, _) => {}
            // A late reply counts: the probe was made after it was taken out.
            (_, Outcome::Success) => self.take_in(&mut conduct),
            (Standing::Probed { until: it }, _) if it != until => {}
            // It has found out nothing.
            (Standing::Probed { .. }, Outcome::GivenUp | Outcome::Unknown) => {
                conduct.standing = Standing::Due;
            }
            (Standing::Probed { .. }, Outcome::Failure | Outcome::Excused) => {
                self.take_out(&mut conduct);
            }
            _ => {}
        }
        self.waker.wake();
    }

    fn take_out(&self, conduct: &mut Conduct) {
        let delay = conduct.backoff.next_delay();
        tracing::warn!(name = self.name, ?delay, "taken out");
        // From now, not from when a poll finds that it is out.
        conduct.standing = Standing::Out { until: Instant::now() + delay };
    }

    /// Takes the endpoint in on probation: one more failure puts it out again.
    fn take_in(self: &Arc<Self>, conduct: &mut Conduct) {
        tracing::info!(name = self.name, "in again");
        self.group.take_in(self);
        conduct.standing = Standing::In;
        conduct.failures = 0;
        conduct.success_rate = self.rules.success_rate;
    }

    fn lock(&self) -> MutexGuard<'_, Conduct> {
        self.conduct.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl Conduct ===

impl Conduct {
    fn note(&mut self, outcome: Outcome, rules: &Accrual) {
        match outcome {
            Outcome::Success => {
                self.failures = 0;
                self.success_rate += (1.0 - self.success_rate) / CALLS;
                if self.success_rate >= rules.success_rate.midpoint(1.0) {
                    self.backoff.reset();
                }
            }
            Outcome::Failure => {
                self.failures = self.failures.saturating_add(1);
                self.success_rate -= self.success_rate / CALLS;
            }
            Outcome::GivenUp | Outcome::Excused | Outcome::Unknown => {}
        }
    }

    fn is_bad(&self, rules: &Accrual) -> bool {
        self.failures >= rules.consecutive || self.success_rate < rules.success_rate
    }
}

// === impl Verdict ===

impl Watch for Verdict {
    fn end(self, result: Option<&Result<Response, Error>>) {
        let outcome = match (self.outcome_of)(result) {
            Outcome::GivenUp if self.fair <= Instant::now() => Outcome::Failure,
            outcome => outcome,
        };
        match self.is_probe {
            true => self.record.judge(outcome, self.fair),
            false => self.record.note(outcome),
        }
    }
}

/// The number of recent calls, roughly, that the success rate covers.
const CALLS: f64 = 50.0;
