//! The weights of all endpoints.

use std::collections::{BTreeMap, HashMap};

use crate::cluster::discover::{Address, Weight};

/// All endpoints, ready or not, and their weights.
#[derive(Debug)]
pub(super) struct Weights<A> {
    by_address: HashMap<A, Weight>,
    /// How many endpoints have each weight, so that the greatest is known when one goes.
    counts: BTreeMap<Weight, usize>,
}

impl<A: Address> Weights<A> {
    pub(super) fn new() -> Self {
        Self { by_address: HashMap::new(), counts: BTreeMap::new() }
    }

    pub(super) fn get(&self, address: &A) -> Option<Weight> {
        self.by_address.get(address).copied()
    }

    pub(super) fn heaviest(&self) -> Weight {
        self.counts.keys().next_back().copied().unwrap_or_default()
    }

    /// Sets a weight, and returns the previous one.
    pub(super) fn insert(&mut self, address: A, weight: Weight) -> Option<Weight> {
        *self.counts.entry(weight).or_default() += 1;
        let before = self.by_address.insert(address, weight);
        self.forget(before)
    }

    /// Removes an endpoint, and returns its weight.
    pub(super) fn remove(&mut self, address: &A) -> Option<Weight> {
        let before = self.by_address.remove(address);
        self.forget(before)
    }

    fn forget(&mut self, before: Option<Weight>) -> Option<Weight> {
        let count = self.counts.get_mut(&before?)?;
        *count -= 1;
        if *count == 0 {
            self.counts.remove(&before?);
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    #[test]
    fn the_heaviest_is_known_as_weights_change_and_endpoints_go() {
        let weight = |weight| Weight(NonZeroU32::new(weight).unwrap());
        let mut weights = Weights::new();
        assert_eq!(weights.heaviest(), weight(1));
        for (address, number) in [("a", 5), ("b", 3), ("c", 5)] {
            assert_eq!(weights.insert(address, weight(number)), None);
        }
        assert_eq!(weights.insert("a", weight(1)), Some(weight(5)));
        assert_eq!(weights.heaviest(), weight(5));
        assert_eq!(weights.remove(&"c"), Some(weight(5)));
        assert_eq!(weights.heaviest(), weight(3));
        assert_eq!(weights.remove(&"c"), None);
    }
}
