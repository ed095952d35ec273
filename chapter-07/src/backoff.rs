//! How long to wait before the next try.

use std::time::Duration;

use tower::util::rng::{HasherRng, Rng};

/// Times to wait, each longer than the one before.
///
/// A time is drawn between half of what is due and the whole: of many clients that lost one
/// server at the same moment, not all come back at the same moment.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::backoff::Backoff;
///
/// let mut backoff = Backoff::new(Duration::from_millis(10), Duration::from_secs(1));
/// assert!(backoff.next_delay() <= Duration::from_millis(10));
/// assert!(backoff.next_delay() <= Duration::from_millis(20));
/// ```
#[derive(Clone, Debug)]
pub struct Backoff {
    min: Duration,
    max: Duration,
    /// What is due next.
    next: Duration,
    rng: HasherRng,
}

impl Backoff {
    /// Waits for `min` at first, then for twice as long each time, up to `max`.
    pub fn new(min: Duration, max: Duration) -> Self {
        Self { min, max, next: min, rng: HasherRng::new() }
    }

    /// How long to wait now.
    pub fn next_delay(&mut self) -> Duration {
        let due = self.next;
        self.next = (due * 2).min(self.max);
        due.mul_f64(self.rng.next_f64().mul_add(0.5, 0.5))
    }

    /// Begins again, after a success.
    pub fn reset(&mut self) {
        self.next = self.min;
    }
}

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
}
