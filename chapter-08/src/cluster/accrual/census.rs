//! How many endpoints are out, of how many.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::cluster::backoff::Backoff;

use super::{Accrual, record::Record};

/// The endpoints of a pool, which are judged by the same rules. Clones share it.
#[derive(Clone, Debug)]
pub struct Census(Arc<Mutex<Counts>>);

#[derive(Debug)]
struct Counts {
    rules: Accrual,
    all: usize,
    /// Those that are out, and for how long is first. Who is dropped leaves the list, so
    /// that a record, which knows its census, is not kept by itself.
    out: VecDeque<Arc<Record>>,
}

impl Census {
    /// No endpoints yet, to be judged by `rules`.
    pub fn new(rules: Accrual) -> Self {
        Self(Arc::new(Mutex::new(Counts { rules, all: 0, out: VecDeque::new() })))
    }

    /// How many endpoints are out.
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
