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
