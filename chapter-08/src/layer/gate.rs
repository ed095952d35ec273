//! A gate with a number of places behind it, and a queue before it.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

/// Lets in as many as there are places. Clones are the same gate.
#[derive(Clone, Debug)]
pub(super) struct Gate(Arc<Mutex<State>>);

/// Nobody waits while there is a free place: whoever gives one back passes it on.
#[derive(Debug)]
struct State {
    places: usize,
    taken: usize,
    /// Who waits, by ticket. Who is let in is taken off the list.
    queue: BTreeMap<u64, Waker>,
    next_ticket: u64,
}

/// What happens to whoever comes.
#[derive(Debug)]
pub(super) enum Entry {
    /// There was a free place.
    Inside(Place),
    Queued(Ticket),
    /// The queue is full, too.
    Full,
}

/// A place that is taken until this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    gate: Gate,
}

/// A turn in the queue, until this is dropped, and then a [`Place`].
#[derive(Debug)]
pub(super) struct Ticket {
    number: u64,
    /// None once the place was handed out.
    gate: Option<Gate>,
}

// === impl Gate ===

impl Gate {
    pub(super) fn new(places: usize) -> Self {
        let queue = BTreeMap::new();
        Self(Arc::new(Mutex::new(State { places, taken: 0, queue, next_ticket: 0 })))
    }

    /// Takes a place, or a ticket if fewer than `longest` wait; if that is none, fewer than
    /// there are places.
    pub(super) fn enter(&self, longest: Option<usize>) -> Entry {
        let mut state = self.lock();
        if state.taken < state.places {
            state.taken += 1;
            Entry::Inside(Place { gate: self.clone() })
        } else if state.queue.len() < longest.unwrap_or(state.places) {
            Entry::Queued(Ticket { number: state.queue_up(), gate: Some(self.clone()) })
        } else {
            Entry::Full
        }
    }

    fn give_back(&self) {
        let next = self.lock().pass_on();
        if let Some(next) = next {
            next.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl State ===

impl State {
    fn queue_up(&mut self) -> u64 {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.queue.insert(ticket, Waker::noop().clone());
        ticket
    }

    /// A place is given back: to whoever is first.
    fn pass_on(&mut self) -> Option<Waker> {
        let first = self.queue.pop_first();
        if first.is_none() {
            self.taken -= 1;
        }
        first.map(|(_, waker)| waker)
    }
}

// === impl Place ===

impl Drop for Place {
    fn drop(&mut self) {
        self.gate.give_back();
    }
}

// === impl Ticket ===

impl Future for Ticket {
    type Output = Place;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Place> {
        let number = self.number;
        let Some(gate) = &self.gate else { return Poll::Pending };
        if let Some(waker) = gate.lock().queue.get_mut(&number) {
            waker.clone_from(cx.waker());
            return Poll::Pending;
        }
        match self.gate.take() {
            Some(gate) => Poll::Ready(Place { gate }),
            None => Poll::Pending,
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let Some(gate) = &self.gate else { return };
        let left = gate.lock().queue.remove(&self.number);
        if left.is_none() {
            // It was let in, and did not come to know.
            gate.give_back();
        }
    }
}
