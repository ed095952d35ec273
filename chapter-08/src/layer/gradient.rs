//! Finds how many concurrent calls a service can carry, by how long they take.
//!
//! As long as calls do not wait for one another, one more does not make them slower. This
//! module compares how long calls take now with how long they take at ebb, and lowers the
//! limit by the ratio: *Gradient2* of Netflix's `concurrency-limits`, with changes after
//! Envoy's adaptive concurrency filter. Gradient2 compares with a long average, which under a
//! lasting load becomes the latency of the overload itself, so that the limit grows without
//! end. Here it is the latency of an ebb, which is made now and then; a quarter more than that
//! is not a sign of a queue; and the limit grows by its root. Envoy lets three calls through
//! at ebb. Half of the limit is low enough, and costs less.

use std::time::Duration;

use tokio::time::Instant;

/// A limit, and the state by which it is found.
#[derive(Debug)]
pub(super) struct Gradient {
    limit: f64,
    min: f64,
    max: f64,
    /// How long a call takes at ebb, in seconds.
    base: Option<f64>,
    window: Window,
    phase: Phase,
    /// When the next ebb is due.
    ebb: Instant,
}

/// The calls that ended in some short time.
#[derive(Debug)]
struct Window {
    begun: Instant,
    calls: u32,
    /// The calls that were given up.
    given_up: u32,
    seconds: f64,
    /// The maximum number of concurrent calls.
    busiest: usize,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Flow,
    /// The limit is halved. Calls from before are still on their way.
    Falling,
    /// The calls of this window have met no others to wait for.
    Ebb,
}

impl Gradient {
    /// Creates a limit of 20, within these bounds.
    pub(super) fn new(min: usize, max: usize, now: Instant) -> Self {
        let (min, max) = (min as f64, max.max(min) as f64);
        Self {
            limit: FIRST.clamp(min, max),
            min,
            max,
            base: None,
            window: Window::new(now),
            phase: Phase::Flow,
            ebb: now + EBBS,
        }
    }

    /// Returns how many calls may be in progress.
    pub(super) fn places(&self) -> usize {
        match self.phase {
            Phase::Flow => self.limit as usize,
            Phase::Falling | Phase::Ebb => ((self.limit / 2.0) as usize).max(1),
        }
    }

    /// Notes a call that has ended after `latency`, one of `in_flight`. Returns how many there
    /// may be from now on, if that changes.
    pub(super) fn note(
        &mut self,
        latency: Duration,
        in_flight: usize,
        now: Instant,
    ) -> Option<usize> {
        self.window.note(latency, in_flight);
        if !self.window.is_over(now) {
            return None;
        }
        let window = std::mem::replace(&mut self.window, Window::new(now));
        let before = self.places();
        self.phase = match self.phase {
            Phase::Flow => {
                self.adapt(&window);
                if now < self.ebb { Phase::Flow } else { Phase::Falling }
            }
            Phase::Falling => Phase::Ebb,
            Phase::Ebb => {
                // What callers have patience for is not what calls take.
                if window.given_up <= window.calls / 2 {
                    self.base = Some(window.latency());
                }
                self.ebb = now + EBBS;
                Phase::Flow
            }
        };
        Some(self.places()).filter(|places| *places != before)
    }

    /// Notes a call that was given up after `latency`, one of `in_flight`. It counts only if it
    /// had already taken longer than calls do at ebb.
    pub(super) fn note_given_up(
        &mut self,
        latency: Duration,
        in_flight: usize,
        now: Instant,
    ) -> Option<usize> {
        let is_slow = self.base.is_some_and(|base| latency.as_secs_f64() > base);
        is_slow.then(|| {
            self.window.given_up = self.window.given_up.saturating_add(1);
            self.note(latency, in_flight, now)
        })?
    }

    fn adapt(&mut self, window: &Window) {
        let latency = window.latency();
        let base = self.base.map_or(latency, |base| base.min(latency));
        self.base = Some(base);
        // A limit that is not used has not been tried: nothing speaks for more.
        if (window.busiest as f64) < self.limit / 2.0 {
            return;
        }
        let gradient = match latency {
            0.0 => 1.0,
            latency => (TOLERANCE * base / latency).clamp(0.5, 1.0),
        };
        let target = self.limit * gradient + self.limit.sqrt();
        self.limit += (target - self.limit) * SMOOTHING;
        self.limit = self.limit.clamp(self.min, self.max);
    }
}

impl Window {
    fn new(begun: Instant) -> Self {
        Self { begun, calls: 0, given_up: 0, seconds: 0.0, busiest: 0 }
    }

    fn note(&mut self, latency: Duration, in_flight: usize) {
        self.calls = self.calls.saturating_add(1);
        self.seconds += latency.as_secs_f64();
        self.busiest = self.busiest.max(in_flight);
    }

    fn is_over(&self, now: Instant) -> bool {
        self.calls >= CALLS && now.duration_since(self.begun) >= WINDOW
    }

    fn latency(&self) -> f64 {
        self.seconds / f64::from(self.calls.max(1))
    }
}

const FIRST: f64 = 20.0;

/// The least length of a window, and its least number of calls.
const WINDOW: Duration = Duration::from_millis(100);
const CALLS: u32 = 10;

/// The time from ebb to ebb.
const EBBS: Duration = Duration::from_secs(10);

/// How much slower than at ebb calls may be, as in Envoy.
const TOLERANCE: f64 = 1.25;

/// How much of the way to a new limit one window goes, as in Gradient2.
const SMOOTHING: f64 = 0.2;

#[cfg(test)]
mod tests {
    use super::*;

    const fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    /// A window of calls that take `latency`. Returns the new number of places, if it changes.
    fn window(
        gradient: &mut Gradient,
        latency: Duration,
        in_flight: usize,
        now: &mut Instant,
    ) -> Option<usize> {
        for _ in 1..CALLS {
            assert_eq!(gradient.note(latency, in_flight, *now), None);
        }
        *now += WINDOW;
        gradient.note(latency, in_flight, *now)
    }

    #[test]
    fn a_limit_grows_by_a_fifth_of_its_root_if_half_of_it_is_used() {
        let mut now = Instant::now();
        let mut gradient = Gradient::new(1, 23, now);
        assert_eq!(gradient.places(), 20);
        let mut calls = |latency, in_flight| {
            window(&mut gradient, millis(latency), in_flight, &mut now)
        };
        assert_eq!((calls(10, 9), calls(10, 9)), (None, None));
        // 20.9, 21.8, 22.7, and 23.7 would be over the maximum.
        assert_eq!((calls(10, 10), calls(10, 20)), (None, Some(21)));
        assert_eq!((calls(12, 20), calls(12, 20)), (Some(22), Some(23)));
        assert_eq!(calls(12, 20), None);
        // By half, and the root of 23: a fifth of the way to 16.3 is 21.7.
        assert_eq!(calls(25, 20), Some(21));
        // The more so, the slower, but by half at most.
        assert_eq!((calls(2500, 20), calls(20, 20)), (Some(20), Some(19)));
    }

    #[test]
    fn a_window_has_enough_calls_and_lasts_long_enough() {
        let begun = Instant::now();
        let mut window = Window::new(begun);
        for number in 1..=CALLS {
            window
                .note(millis(125 * u64::from(number)), number as usize % CALLS as usize);
            assert_eq!(window.is_over(begun + WINDOW), number == CALLS);
        }
        assert!(!window.is_over(begun + WINDOW - millis(1)));
        assert_eq!((window.latency(), window.busiest), (0.6875, 9));
    }

    #[test]
    fn at_ebb_the_limit_is_halved_and_the_latency_learned() {
        let mut now = Instant::now();
        let mut gradient = Gradient::new(1, 20, now);
        now += EBBS;
        for latency in [125, 250] {
            let mut calls = || window(&mut gradient, millis(latency), 5, &mut now);
            assert_eq!((calls(), calls(), calls()), (Some(10), None, Some(20)));
            assert_eq!(gradient.base, Some(millis(latency).as_secs_f64()));
            now += EBBS - WINDOW;
            gradient.window = Window::new(now);
        }
    }

    #[test]
    fn calls_that_are_given_up_count_if_they_were_slow() {
        let mut now = Instant::now();
        let mut gradient = Gradient::new(1, 20, now);
        assert_eq!(gradient.note_given_up(millis(50), 20, now), None);
        assert_eq!(gradient.window.given_up, 0, "nothing is known yet");
        window(&mut gradient, millis(125), 5, &mut now);
        for (latency, given_up) in [(124, 0), (125, 0), (126, 1), (127, 2)] {
            gradient.note_given_up(millis(latency), 20, now);
            assert_eq!(gradient.window.given_up, given_up, "{latency} ms");
        }
    }

    #[test]
    fn what_callers_have_patience_for_is_not_what_calls_take() {
        for (given_up, base) in [(CALLS / 2, 0.25), (CALLS / 2 + 1, 0.125)] {
            let mut now = Instant::now();
            let mut gradient = Gradient::new(1, 20, now);
            window(&mut gradient, millis(125), 5, &mut now);
            gradient.phase = Phase::Ebb;
            gradient.window.given_up = given_up;
            window(&mut gradient, millis(250), 5, &mut now);
            assert_eq!(gradient.base, Some(base), "{given_up} given up");
        }
    }
}
