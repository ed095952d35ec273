//! Round robin: each endpoint in its turn.

use std::collections::{BTreeMap, HashMap};

use crate::{
    cluster::discover::{Address, Weight},
    rpc::call::Request,
};

use super::{Policy, Ready};

/// A policy that gives each endpoint its turn; weight 3 has three turns while weight 1 has one,
/// but not all three in a row. An endpoint that is not ready misses the round.
///
/// This is *earliest deadline first*: an endpoint is due again after 1 / weight of a round.
///
/// Clients with the same endpoints in the same order start with the same one. With many
/// clients, give each another order.
#[derive(Debug)]
pub struct RoundRobin<A> {
    turns: BTreeMap<Turn, A>,
    endpoints: HashMap<A, (Weight, Turn)>,
    /// When the last turn was due.
    now: u128,
    /// How many endpoints have been inserted.
    count: u64,
}

/// When an endpoint is due. Of endpoints due together, the one inserted first is first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Turn {
    due: u128,
    number: u64,
}

impl<A> RoundRobin<A> {
    /// Creates a policy that starts with the endpoint inserted first.
    pub fn new() -> Self {
        let (turns, endpoints) = (BTreeMap::new(), HashMap::new());
        Self { turns, endpoints, now: 0, count: 0 }
    }
}

impl<A> Default for RoundRobin<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Address> RoundRobin<A> {
    fn schedule(&mut self, address: A, weight: Weight, turn: Turn) {
        self.endpoints.insert(address.clone(), (weight, turn));
        self.turns.insert(turn, address);
    }

    /// Takes the next turn, and returns whose it was.
    fn next(&mut self) -> Option<(A, Weight, Turn)> {
        let (turn, address) = self.turns.pop_first()?;
        let (weight, _) = self.endpoints.get(&address)?;
        self.now = turn.due;
        Some((address, *weight, turn))
    }
}

impl<A: Address> Policy<A> for RoundRobin<A> {
    fn insert(&mut self, address: &A, weight: Weight) {
        self.count += 1;
        let mut turn = Turn { due: self.now + share(weight), number: self.count };
        if let Some((_, before)) = self.endpoints.get(address) {
            self.turns.remove(before);
            // A new weight must not delay a turn, because weights may change often.
            turn = turn.min(*before);
        }
        self.schedule(address.clone(), weight, turn);
    }

    fn remove(&mut self, address: &A) {
        if let Some((_, turn)) = self.endpoints.remove(address) {
            self.turns.remove(&turn);
        }
    }

    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        // An endpoint that misses a round is due after all others, or together with the last:
        // before it is asked a third time, all others have been.
        for _ in 0..2 * self.turns.len() {
            let Some((address, weight, turn)) = self.next() else { break };
            let found = ready.index_of(&address);
            let rest = if found.is_some() { share(weight) } else { ROUND };
            self.schedule(address, weight, Turn { due: turn.due + rest, ..turn });
            if let Some(index) = found {
                return index;
            }
        }
        0
    }
}

/// Returns the part of a round after which an endpoint is due again.
fn share(weight: Weight) -> u128 {
    ROUND / u128::from(weight.0.get())
}

/// A round, in parts so small that the greatest weight has many of them. Floating-point
/// numbers would become too coarse with time.
const ROUND: u128 = 1 << 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_that_come_and_go_leave_no_turns() {
        let mut policy = RoundRobin::new();
        for address in 0..1000 {
            policy.insert(&address, Weight::default());
            policy.insert(&address, Weight::default());
        }
        assert_eq!((policy.turns.len(), policy.endpoints.len()), (1000, 1000));
        (0..1000).for_each(|address| policy.remove(&address));
        assert_eq!((policy.turns.len(), policy.endpoints.len()), (0, 0));
    }
}
