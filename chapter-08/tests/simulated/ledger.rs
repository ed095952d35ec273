//! What was called, what ran, and how it ended.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

/// The book that clients and servers keep together. Clones share it.
#[derive(Clone)]
pub struct Ledger {
    state: Arc<Mutex<State>>,
    clock: Arc<dyn Fn() -> Duration + Send + Sync>,
}

#[derive(Default)]
struct State {
    calls: BTreeMap<i64, Call>,
    log: Vec<String>,
}

#[derive(Debug)]
struct Call {
    is_idempotent: bool,
    begun: Duration,
    /// How often a handler was called for it.
    ran: usize,
    /// How it ended, each time.
    ends: Vec<&'static str>,
}

impl Ledger {
    pub fn new(clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { state: Arc::default(), clock: Arc::new(clock) }
    }

    pub fn now(&self) -> Duration {
        (self.clock)()
    }

    pub fn note(&self, what: String) {
        let at = self.now();
        self.lock().log.push(format!("{at:?} {what}"));
    }

    /// A call begins; returns its number.
    pub fn begin(&self, is_idempotent: bool) -> i64 {
        let begun = self.now();
        let mut state = self.lock();
        let id = state.calls.len() as i64;
        state.calls.insert(id, Call { is_idempotent, begun, ran: 0, ends: Vec::new() });
        id
    }

    /// A handler is called; returns how often it was before.
    pub fn run(&self, id: i64, server: &str) -> usize {
        self.note(format!("{id} runs at {server}"));
        let mut state = self.lock();
        let call = state.calls.get_mut(&id).expect("somebody has called");
        assert!(call.is_idempotent || call.ran == 0, "{id} runs twice: {call:?}");
        call.ran += 1;
        call.ran - 1
    }

    /// A call has ended, which may take `most`.
    pub fn end(&self, id: i64, how: &'static str, most: Duration) {
        self.note(format!("{id} ends: {how}"));
        let now = self.now();
        let mut state = self.lock();
        let call = state.calls.get_mut(&id).expect("it has begun");
        let took = now.saturating_sub(call.begun);
        assert!(took <= most, "{id} took {took:?}: {call:?}");
        call.ends.push(how);
        assert_eq!(call.ends.len(), 1, "{id} ends twice: {call:?}");
    }

    /// Checks that all calls have ended. Returns how many did how, and how often handlers ran.
    pub fn close(&self) -> (BTreeMap<&'static str, u64>, u64) {
        let state = self.lock();
        let (mut ends, mut ran) = (BTreeMap::new(), 0);
        for (id, call) in &state.calls {
            let [end] = call.ends[..] else { panic!("{id} has not ended: {call:?}") };
            *ends.entry(end).or_default() += 1;
            ran += call.ran as u64;
        }
        (ends, ran)
    }

    pub fn into_log(self) -> Vec<String> {
        std::mem::take(&mut self.lock().log)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no panic while it is locked")
    }
}
