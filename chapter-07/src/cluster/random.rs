//! Random numbers that a test can repeat.

use std::hash::{BuildHasher, RandomState};

use tower::util::rng::Rng;

/// Random numbers that follow from a seed: *SplitMix64*, of Steele, Lea and Flood (2014).
/// Good enough to distribute calls, but not to keep secrets.
///
/// # Examples
///
/// ```
/// use mini_lust::cluster::random::Random;
/// use tower::util::rng::Rng;
///
/// let (mut one, mut other) = (Random::seeded(7), Random::seeded(7));
/// assert_eq!(one.next_u64(), other.next_u64());
/// assert!((1..7).contains(&one.next_range(1..7)));
/// ```
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Creates a generator with a random seed.
    pub fn new() -> Self {
        // The keys of a hash table are the randomness of the standard library.
        Self(RandomState::new().hash_one(()))
    }

    /// Creates a generator with a given seed: the same seed gives the same numbers.
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a generator of other numbers, seeded by this one.
    pub fn fork(&mut self) -> Self {
        Self(self.next_u64())
    }
}

impl Default for Random {
    fn default() -> Self {
        Self::new()
    }
}

impl Rng for Random {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_reference_implementation() {
        let mut random = Random::seeded(1234567);
        let numbers = [(); 3].map(|()| random.next_u64());
        let reference = [6457827717110365317, 3203168211198807973, 9817491932198370423];
        assert_eq!(numbers, reference);
    }
}
