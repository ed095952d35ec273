//! A time that most calls stay within.

use std::time::Duration;

use tokio::time::Instant;

/// The time that a given share of calls stays within, learned from calls as they are answered.
///
/// It counts calls by how long they took. Each bucket reaches a fifth further than the one
/// before, so the answer may be up to a fifth too long. All counts are halved every half minute,
/// so that older calls count less and less.
#[derive(Debug)]
pub(crate) struct Quantile {
    share: f64,
    counts: [u32; BUCKETS],
    total: u32,
    halved: Instant,
}

impl Quantile {
    /// Creates a quantile that has seen no calls.
    pub(crate) fn new(share: f64) -> Self {
        Self { share, counts: [0; BUCKETS], total: 0, halved: Instant::now() }
    }

    /// Counts a call that took this long.
    pub(crate) fn record(&mut self, time: Duration) {
        self.age();
        let count = &mut self.counts[bucket(time)];
        if let Some(more) = count.checked_add(1)
            && let Some(total) = self.total.checked_add(1)
        {
            *count = more;
            self.total = total;
        }
    }

    /// Returns the time, or `None` until enough calls have been counted.
    pub(crate) fn get(&self) -> Option<Duration> {
        if self.total < ENOUGH {
            return None;
        }
        let share = f64::from(self.total) * self.share;
        let mut sum = 0;
        let last = self.counts.iter().position(|count| {
            sum += count;
            f64::from(sum) >= share
        });
        Some(end(last.unwrap_or(BUCKETS - 1)))
    }

    fn age(&mut self) {
        let now = Instant::now();
        if now.duration_since(self.halved) >= HALF_LIFE {
            self.halved = now;
            self.counts.iter_mut().for_each(|count| *count /= 2);
            self.total = self.counts.iter().sum();
        }
    }
}

/// Returns the bucket that counts a time.
fn bucket(time: Duration) -> usize {
    let steps = (time.as_secs_f64() / SHORTEST.as_secs_f64()).log(STEP).ceil();
    // The conversion saturates.
    (steps as usize).min(BUCKETS - 1)
}

/// Returns the longest time of a bucket.
fn end(bucket: usize) -> Duration {
    SHORTEST.mul_f64((0..bucket).map(|_| STEP).product())
}

/// The factor between the times of a bucket and of the one before.
const STEP: f64 = 1.2;

/// Shorter times count as this one.
const SHORTEST: Duration = Duration::from_micros(100);

/// The last bucket is for times longer than about a minute and a half.
const BUCKETS: usize = 76;

const HALF_LIFE: Duration = Duration::from_secs(30);

/// Of fewer calls, the slowest proves little.
const ENOUGH: u32 = 100;

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    const fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn is_about(time: Duration, expected: Duration) -> bool {
        expected <= time && time <= expected.mul_f64(STEP)
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_unknown_until_enough_calls_are_known() {
        let mut quantile = Quantile::new(0.95);
        for _ in 1..ENOUGH {
            quantile.record(millis(1));
            assert_eq!(quantile.get(), None);
        }
        quantile.record(millis(1));
        assert!(quantile.get().is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_at_most_a_fifth_too_long() {
        for (share, expected) in [(0.1, 100), (0.5, 500), (0.95, 950), (1.0, 1000)] {
            let mut quantile = Quantile::new(share);
            // In a mixed order.
            (0..1000).for_each(|n| quantile.record(millis(n * 619 % 1000 + 1)));
            let time = quantile.get().expect("1,000 calls are enough");
            assert!(is_about(time, millis(expected)), "{share}: {time:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn it_forgets() {
        let mut quantile = Quantile::new(0.95);
        (0..10_000).for_each(|_| quantile.record(millis(500)));
        for _ in 0..10 {
            advance(HALF_LIFE).await;
            quantile.record(millis(5));
            assert!(quantile.get().is_some(), "half of the counts are enough");
            (0..1000).for_each(|_| quantile.record(millis(5)));
        }
        assert!(is_about(quantile.get().expect("calls are known"), millis(5)));
    }

    #[tokio::test(start_paused = true)]
    async fn no_time_is_too_strange() {
        for share in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
            let mut quantile = Quantile::new(share);
            for time in [Duration::ZERO, Duration::MAX, Duration::from_nanos(1)] {
                (0..100).for_each(|_| quantile.record(time));
            }
            let time = quantile.get().expect("calls are known");
            assert!((SHORTEST..=end(BUCKETS - 1)).contains(&time), "{share}: {time:?}");
        }
        assert_eq!(bucket(Duration::ZERO), 0);
        assert_eq!(bucket(Duration::MAX), BUCKETS - 1);
        assert!(end(BUCKETS - 1) > Duration::from_secs(80));
    }

    #[test]
    fn a_time_is_within_its_bucket() {
        for micros in (100..10_000_000).step_by(9973) {
            let time = Duration::from_micros(micros);
            assert!(is_about(end(bucket(time)).mul_f64(1.000001), time), "{time:?}");
        }
    }
}
