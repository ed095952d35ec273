//! A gate with places behind it, whose number may change, and a queue in front.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::ReusableBoxFuture;

/// Lets in as many calls as there are places, from connections in turn. Clones are the same
/// gate.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    semaphore: Arc<Semaphore>,
    counts: Arc<Mutex<Counts>>,
}

/// Counts that the semaphore does not give.
#[derive(Debug)]
struct Counts {
    places: usize,
    /// The permits that exist: more than `places` after these were lowered, until calls give
    /// permits back.
    permits: usize,
    /// The calls inside and in the queue.
    calls: usize,
    /// The calls in the queue, by connection.
    lines: HashMap<Option<u64>, Line>,
}

/// The calls of one connection in the queue. One has the turn, and waits for a permit; the
/// others wait for the turn.
#[derive(Debug)]
struct Line {
    turn: Arc<Semaphore>,
    calls: usize,
}

/// What happens to a call that arrives.
#[derive(Debug)]
pub(super) enum Entry {
    /// The call gets a free place.
    Inside(Place),
    Queued(Ticket),
    /// The queue is full, too.
    Full,
}

/// A place inside, or in the queue as long as it has no permit. Dropping it frees the place.
#[derive(Debug)]
pub(super) struct Place {
    gate: Gate,
    permit: Option<OwnedSemaphorePermit>,
}

/// A place in the queue, which becomes one inside when its turn comes.
#[derive(Debug)]
pub(super) struct Ticket {
    gate: Gate,
    connection: Option<u64>,
    place: ReusableBoxFuture<'static, Place>,
}

// === impl Gate ===

impl Gate {
    pub(super) fn new(places: usize) -> Self {
        let places = places.min(Semaphore::MAX_PERMITS);
        let lines = HashMap::new();
        let counts = Counts { places, permits: places, calls: 0, lines };
        Self {
            semaphore: Arc::new(Semaphore::new(places)),
            counts: Arc::new(Mutex::new(counts)),
        }
    }

    /// Takes a place, or a ticket if fewer than `longest` calls wait. Default: as many as there
    /// are places. In a full queue, each connection still has its share.
    pub(super) fn enter(
        &self,
        connection: Option<u64>,
        longest: Option<usize>,
    ) -> Entry {
        let mut counts = self.lock();
        let longest = longest.unwrap_or(counts.places);
        let semaphore = Arc::clone(&self.semaphore);
        if counts.lines.is_empty()
            && let Ok(permit) = Arc::clone(&semaphore).try_acquire_owned()
        {
            counts.calls += 1;
            return Entry::Inside(Place { gate: self.clone(), permit: Some(permit) });
        }
        // No call waits for long while a permit is free. So calls without one are in the queue.
        let is_full = counts.calls >= counts.permits.saturating_add(longest);
        if is_full && counts.has_its_share(connection, longest) {
            return Entry::Full;
        }
        counts.calls += 1;
        let line = counts.lines.entry(connection).or_default();
        line.calls += 1;
        let turn = Arc::clone(&line.turn);
        let mut place = Place { gate: self.clone(), permit: None };
        let place = ReusableBoxFuture::new(async move {
            let _turn = turn.acquire_owned().await;
            place.permit = semaphore.acquire_owned().await.ok();
            place
        });
        Entry::Queued(Ticket { gate: self.clone(), connection, place })
    }

    /// Sets the number of places. Calls inside keep theirs.
    pub(super) fn set_places(&self, places: usize) {
        let places = places.min(Semaphore::MAX_PERMITS);
        let mut counts = self.lock();
        counts.places = places;
        counts.permits -=
            self.semaphore.forget_permits(counts.permits.saturating_sub(places));
        let missing = places.saturating_sub(counts.permits);
        counts.permits += missing;
        drop(counts);
        self.semaphore.add_permits(missing);
    }

    /// Returns how many places are taken.
    pub(super) fn taken(&self) -> usize {
        let counts = self.lock();
        counts.calls.min(counts.permits)
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl Counts ===

impl Counts {
    /// Returns whether a connection has at least an equal share of the queue.
    fn has_its_share(&self, connection: Option<u64>, longest: usize) -> bool {
        let (lines, calls) = match self.lines.get(&connection) {
            Some(line) => (self.lines.len(), line.calls),
            None => (self.lines.len() + 1, 0),
        };
        calls >= longest / lines
    }
}

// === impl Line ===

impl Default for Line {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), calls: 0 }
    }
}

// === impl Place ===

/// Gives the permit to the next call, unless there are too many permits now.
impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.gate.lock();
        counts.calls -= 1;
        if counts.permits > counts.places
            && let Some(permit) = self.permit.take()
        {
            counts.permits -= 1;
            permit.forget();
        }
    }
}

// === impl Ticket ===

impl Future for Ticket {
    type Output = Place;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Place> {
        self.place.poll(cx)
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut counts = self.gate.lock();
        if let Some(line) = counts.lines.get_mut(&self.connection) {
            line.calls -= 1;
            if line.calls == 0 {
                counts.lines.remove(&self.connection);
            }
        }
    }
}
