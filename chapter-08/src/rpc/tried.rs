//! The endpoints that a call has gone to, and the budgets that it was paid into.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The endpoints that a call and its clones have gone to, and the budgets that they were paid
/// into. Clones share the list.
///
/// It keeps hashes, so that a call need not know the type of an address, and numbers of budgets.
/// If two are equal, an endpoint is passed over that could have been tried, or a budget is not
/// paid into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tried(Arc<Mutex<Vec<u64>>>);

impl Tried {
    pub(crate) fn contains(&self, address: &impl Hash) -> bool {
        // The address may be of a foreign type, whose code must not run under the lock.
        let hash = hash(address);
        self.lock().contains(&hash)
    }

    /// Adds an endpoint.
    pub(crate) fn insert(&self, address: &impl Hash) {
        self.add(hash(address));
    }

    /// Adds an entry, and returns whether it is new.
    pub(crate) fn add(&self, entry: u64) -> bool {
        let mut entries = self.lock();
        let is_new = !entries.contains(&entry);
        if is_new {
            entries.push(entry);
        }
        is_new
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Compares identity: clones are equal, other lists are not.
impl PartialEq for Tried {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn hash(address: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clones_are_equal() {
        let tried = Tried::default();
        assert_eq!(tried, tried.clone());
        assert_ne!(tried, Tried::default());
    }
}
