//! Consistent hashing: calls with the same key go to the same endpoint.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    ops::Bound::{Excluded, Unbounded},
};

use crate::{
    cluster::discover::{Address, Weight},
    rpc::call::Request,
};

use super::{Policy, Ready};

/// A policy that sends calls with the same key to the same endpoint, whose cache may have it.
///
/// Endpoints have points on a ring, and so do keys; a key belongs to the next point. If one of
/// n endpoints comes or goes, about 1/n of the keys move to another, and the rest stay. While
/// an endpoint is not ready, its keys go to the next one. This is *consistent hashing*: Karger
/// and others, 1997. A weight over 100 counts as 100.
pub struct ConsistentHash<A, F> {
    key: F,
    ring: BTreeMap<u64, A>,
    weights: HashMap<A, Weight>,
}

impl<A: Address, F> ConsistentHash<A, F> {
    /// Creates a policy. `key` returns what a call is about: a user's id, for instance.
    pub fn new(key: F) -> Self {
        Self { key, ring: BTreeMap::new(), weights: HashMap::new() }
    }

    fn points(address: &A, weight: Weight) -> impl Iterator<Item = u64> {
        let count = POINTS * weight.0.get().min(MAX_WEIGHT);
        (0..count).map(move |number| hash(&(address, number)))
    }
}

impl<A, F, K> Policy<A> for ConsistentHash<A, F>
where
    A: Address,
    F: Fn(&Request) -> K + Send + 'static,
    K: Hash,
{
    fn insert(&mut self, address: &A, weight: Weight) {
        self.remove(address);
        self.weights.insert(address.clone(), weight);
        for point in Self::points(address, weight) {
            self.ring.entry(point).or_insert_with(|| address.clone());
        }
    }

    fn remove(&mut self, address: &A) {
        let Some(weight) = self.weights.remove(address) else { return };
        for point in Self::points(address, weight) {
            if self.ring.get(&point) == Some(address) {
                self.ring.remove(&point);
            }
        }
    }

    fn pick(&mut self, request: &Request, ready: &Ready<'_, A>) -> usize {
        let at = hash(&(self.key)(request));
        let behind = self.ring.range((Excluded(at), Unbounded));
        // After the last point comes the first.
        let points = behind.chain(self.ring.range(..=at));
        let mut owners = points.map(|(_, address)| address);
        owners.find_map(|address| ready.index_of(address)).unwrap_or(0)
    }
}

/// Hashes like the standard library, but without the random keys of a hash table, so that two
/// clients get the same result. Clients built with different versions of Rust may differ.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The number of points per unit of weight. More points make the shares more equal.
const POINTS: u32 = 100;

/// The greatest weight that counts, because points take memory.
const MAX_WEIGHT: u32 = 100;

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    #[test]
    fn endpoints_that_come_and_go_leave_no_points() {
        let mut policy = ConsistentHash::new(|_: &Request| ());
        for weight in [1, 5, u32::MAX] {
            let weight = Weight(NonZeroU32::new(weight).unwrap());
            (0..10).for_each(|address| policy.insert(&address, weight));
        }
        assert_eq!(policy.ring.len(), 10 * (POINTS * MAX_WEIGHT) as usize);
        (0..10).for_each(|address| policy.remove(&address));
        assert!(policy.ring.is_empty() && policy.weights.is_empty());
    }
}
