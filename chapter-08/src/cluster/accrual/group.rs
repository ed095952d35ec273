//! The endpoints that may not all be out.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::cluster::backoff::Backoff;

use super::{Accrual, record::Record};

/// Endpoints that are judged by the same rules. Only a share of them may be out. Clones are
/// the same group.
#[derive(Clone, Debug)]
pub struct Group(Arc<Mutex<Counts>>);

#[derive(Debug)]
struct Counts {
    rules: Accrual,
    all: usize,
    /// Those that are out, longest first. An endpoint that is dropped leaves the list, so
    /// that a record, which knows its group, does not keep itself alive.
    out: VecDeque<Arc<Record>>,
}

impl Group {
    /// Creates an empty group, whose endpoints are judged by `rules`.
    pub fn new(rules: Accrual) -> Self {
        Self(Arc::new(Mutex::new(Counts { rules, all: 0, out: VecDeque::new() })))
    }

    /// Returns how many endpoints are out.
    pub fn out(&self) -> usize {
        self.lock().out.len()
    }

    /// One more. It gets the rules, and a back-off of its own.
    pub(super) fn join(&self) -> (Accrual, Backoff) {
        let mut counts = self.lock();
        counts.all += 1;
        (counts.rules.clone(), counts.rules.backoff.fork())
    }

    /// Takes one out, unless too many are.
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

    /// One less. If now too many of those that are left are out, some come back early.
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
    /// Whom one less brings back.
    fn one_less(&mut self) -> Vec<Arc<Record>> {
        self.all -= 1;
        let too_many = self.out.len().saturating_sub(self.most());
        self.out.drain(..too_many).collect()
    }

    /// How many may be out.
    fn most(&self) -> usize {
        (self.all as f64 * self.rules.max_share) as usize
    }
}
