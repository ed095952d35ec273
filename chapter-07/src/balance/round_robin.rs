//! Each endpoint in its turn.

use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashMap},
};

use crate::{
    call::Request,
    discover::{Address, Weight},
};

use super::{Policy, Ready};

/// Each endpoint in its turn; one of weight 3 has three turns while one of weight 1 has one,
/// and not all three in a row. One that is not ready misses its turn.
///
/// This is *earliest deadline first*: an endpoint is due again after 1 / weight of a round.
#[derive(Debug)]
pub struct RoundRobin<A> {
    turns: BinaryHeap<Turn<A>>,
    weights: HashMap<A, (Weight, u64)>,
    /// When the last turn was due.
    now: f64,
    /// How many endpoints there have been.
    count: u64,
}

#[derive(Debug)]
struct Turn<A> {
    due: f64,
    /// Which endpoint it is for. Of the same address there may have been one before.
    number: u64,
    address: A,
}

impl<A> RoundRobin<A> {
    /// Begins with whoever comes first.
    pub fn new() -> Self {
        let (turns, weights) = (BinaryHeap::new(), HashMap::new());
        Self { turns, weights, now: 0.0, count: 0 }
    }
}

impl<A> Default for RoundRobin<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Address> Policy<A> for RoundRobin<A> {
    fn insert(&mut self, address: &A, weight: Weight) {
        self.count += 1;
        self.weights.insert(address.clone(), (weight, self.count));
        let due = self.now + 1.0 / f64::from(weight);
        self.turns.push(Turn { due, number: self.count, address: address.clone() });
    }

    fn remove(&mut self, address: &A) {
        self.weights.remove(address);
    }

    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        // Each of those that are known is asked once.
        for _ in 0..self.turns.len() {
            let Some(turn) = self.turns.pop() else { break };
            // The endpoint may have gone, or have come again with another weight.
            let known = self.weights.get(&turn.address);
            let Some((weight, _)) = known.filter(|(_, number)| *number == turn.number)
            else {
                continue;
            };
            self.now = turn.due;
            let found = ready.index_of(&turn.address);
            let due = turn.due + 1.0 / f64::from(*weight);
            self.turns.push(Turn { due, ..turn });
            if let Some(index) = found {
                return index;
            }
        }
        0
    }
}

// A heap has its greatest element on top: here the turn that is due first, and of those that
// are due together that of the endpoint which came first.
impl<A> Ord for Turn<A> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.due.total_cmp(&self.due).then(other.number.cmp(&self.number))
    }
}

impl<A> PartialOrd for Turn<A> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<A> PartialEq for Turn<A> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<A> Eq for Turn<A> {}
