//! A gate with a number of places behind it, which may change, and a queue in front.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::PollSemaphore;

/// Lets in as many calls as there are places, in turn. Clones are the same gate.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    semaphore: Arc<Semaphore>,
    counts: Arc<Mutex<Counts>>,
}

/// What the semaphore cannot tell.
#[derive(Debug)]
struct Counts {
    places: usize,
    /// How many permits exist. After places were taken away, these may be more, until calls
    /// give them back.
    permits: usize,
    /// The calls inside and in the queue.
    calls: usize,
}

/// What happens to a call that arrives.
#[derive(Debug)]
pub(super) enum Entry {
    /// There was a free place.
    Inside(Place),
    Queued(Ticket),
    /// The queue is full, too.
    Full,
}

/// A place inside, or in the queue as long as there is no permit. It is free once this is
/// dropped.
#[derive(Debug)]
pub(super) struct Place {
    gate: Gate,
    permit: Option<OwnedSemaphorePermit>,
}

/// A place in the queue until its turn comes, and then one inside.
#[derive(Debug)]
pub(super) struct Ticket {
    /// None once it was handed out.
    place: Option<Place>,
    turn: PollSemaphore,
}

// === impl Gate ===

impl Gate {
    pub(super) fn new(places: usize) -> Self {
        let places = places.min(Semaphore::MAX_PERMITS);
        let counts = Counts { places, permits: places, calls: 0 };
        Self {
            semaphore: Arc::new(Semaphore::new(places)),
            counts: Arc::new(Mutex::new(counts)),
        }
    }

    /// Takes a place, or a ticket if fewer than `longest` calls wait; by default, fewer than
    /// there are places.
    pub(super) fn enter(&self, longest: Option<usize>) -> Entry {
        let mut counts = self.lock();
        let longest = longest.unwrap_or(counts.places);
        // No call waits while a permit is free. So those that have none are in the queue.
        if counts.calls >= counts.permits.saturating_add(longest) {
            return Entry::Full;
        }
        counts.calls += 1;
        drop(counts);
        let (gate, semaphore) = (self.clone(), Arc::clone(&self.semaphore));
        match Arc::clone(&semaphore).try_acquire_owned() {
            Ok(permit) => Entry::Inside(Place { gate, permit: Some(permit) }),
            Err(_) => Entry::Queued(Ticket {
                place: Some(Place { gate, permit: None }),
                turn: PollSemaphore::new(semaphore),
            }),
        }
    }

    /// Changes how many places there are. Calls inside keep theirs.
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

    /// How many places are taken.
    pub(super) fn taken(&self) -> usize {
        let counts = self.lock();
        counts.calls.min(counts.permits)
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl Place ===

/// The permit goes to the call that is next, unless there are too many permits now.
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
        let permit = ready!(self.turn.poll_acquire(cx));
        let Some(mut place) = self.place.take() else { return Poll::Pending };
        place.permit = permit;
        Poll::Ready(place)
    }
}
