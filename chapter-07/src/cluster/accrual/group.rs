//! A group of endpoints that may not all be out.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::cluster::backoff::Backoff;

use super::{Accrual, record::Record};

/// Endpoints judged by the same rules. Only a share of them may be out. Clones are the same
/// group.
#[derive(Clone, Debug)]
pub struct Group(Arc<Mutex<Counts>>);

#[derive(Debug)]
struct Counts {
    rules: Accrual,
    all: usize,
    /// Those that are out, longest first. A dropped endpoint leaves the list, so that a record,
    /// which knows its group, does not keep itself alive.
    out: VecDeque<Arc<Record>>,
}

impl Group {
    /// Creates an empty group whose endpoints are judged by `rules`.
    pub fn new(rules: Accrual) -> Self {
        Self(Arc::new(Mutex::new(Counts { rules, all: 0, out: VecDeque::new() })))
    }

    /// Returns how many endpoints are out.
    pub fn out(&self) -> usize {
        self.lock().out.len()
    }

    /// Adds an endpoint. Returns the rules and its own back-off.
    pub(super) fn join(&self) -> (Accrual, Backoff) {
        let mut counts = self.lock();
        counts.all += 1;
        (counts.rules.clone(), counts.rules.backoff.fork())
    }

    /// Takes an endpoint out and returns true, unless too many are out.
    pub(super) fn take_out(&self, record: &Arc<Record>) -> bool {
        let mut counts = self.lock();
        let may_go = counts.out.len() < counts.most();
        if may_go {
            counts.out.push_back(Arc::clone(record));
        }
        may_go
    }

    pub(super) fn take_in(&self, record: &Arc<Record>) {
        self.lock().out.retain(|out| !Arc::ptr_eq(out, record));
    }

    /// Removes an endpoint. If too many of the remaining ones are now out, some come back early.
    pub(super) fn leave(&self, record: &Arc<Record>) {
        self.take_in(record);
        let back = self.lock().one_less();
        for record in back {
            record.come_back();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Counts one endpoint less, and returns those that it brings back.
    fn one_less(&mut self) -> Vec<Arc<Record>> {
        self.all -= 1;
        let too_many = self.out.len().saturating_sub(self.most());
        self.out.drain(..too_many).collect()
    }

    /// Returns how many may be out.
    fn most(&self) -> usize {
        (self.all as f64 * self.rules.max_share) as usize
    }
}
