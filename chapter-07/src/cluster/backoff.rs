//! Back-off: how long to wait before the next try.

use std::time::Duration;

use tower::util::rng::Rng;

use crate::cluster::random::Random;

/// Delays that double, with jitter.
///
/// Each delay is drawn between half of what is due and the whole, so that many clients that
/// lost one server at the same moment do not all come back at the same moment.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::cluster::backoff::Backoff;
///
/// let mut backoff = Backoff::new(Duration::from_millis(10), Duration::from_secs(1));
/// assert!(backoff.next_delay() <= Duration::from_millis(10));
/// assert!(backoff.next_delay() <= Duration::from_millis(20));
/// ```
#[derive(Clone, Debug)]
pub struct Backoff {
    min: Duration,
    max: Duration,
    /// The next delay, before jitter.
    next: Duration,
    random: Random,
}

impl Backoff {
    /// Creates a back-off that starts with `min` and doubles each time, up to `max`, and never
    /// exceeds a year.
    pub fn new(min: Duration, max: Duration) -> Self {
        let max = max.min(YEAR);
        let min = min.min(max);
        Self { min, max, next: min, random: Random::new() }
    }

    /// Sets the source of randomness.
    pub fn with_rng(self, random: Random) -> Self {
        Self { random, ..self }
    }

    /// Returns a fresh back-off with the same settings. It draws other delays; a clone would draw
    /// the same, and come back together with the original.
    pub fn fork(&mut self) -> Self {
        Self { next: self.min, random: self.random.fork(), ..*self }
    }

    /// Returns how long to wait now.
    pub fn next_delay(&mut self) -> Duration {
        let due = self.next;
        self.next = (due * 2).min(self.max);
        due.mul_f64(self.random.next_f64().mul_add(0.5, 0.5))
    }

    /// Starts over with the shortest delay, after a success.
    pub fn reset(&mut self) {
        self.next = self.min;
    }
}

/// The longest delay. Longer ones could overflow when added to others.
pub(super) const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest_and_begin_again() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(3));
        for due in [1, 2, 3, 3] {
            let due = Duration::from_secs(due);
            let delay = backoff.next_delay();
            assert!(due / 2 <= delay && delay <= due, "{delay:?} of {due:?}");
        }
        backoff.reset();
        assert!(backoff.next_delay() <= Duration::from_secs(1));
    }

    #[test]
    fn the_same_seed_draws_the_same_and_a_fork_something_else() {
        let draw = |backoff: &mut Backoff| [(); 5].map(|()| backoff.next_delay());
        let backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let mut backoff = backoff.with_rng(Random::seeded(7));
        let (mut same, mut fork) = (backoff.clone(), backoff.clone().fork());
        let delays = draw(&mut backoff);
        assert_eq!(draw(&mut same), delays);
        assert_ne!(draw(&mut fork), delays);
    }

    #[test]
    fn the_longest_delay_there_is_does_not_overflow() {
        let mut backoff = Backoff::new(Duration::MAX, Duration::MAX);
        for _ in 0..3 {
            assert!(backoff.next_delay() <= YEAR);
        }
    }
}
