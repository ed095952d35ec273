//! A gate with a number of places behind it, which may be changed, and a queue before it.

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

    /// Changes how many places there are. If more are taken, they are until they are given
    /// back.
    pub(super) fn set_places(&self, places: usize) {
        let mut state = self.lock();
        state.places = places;
        let let_in = state.fill();
        drop(state);
        let_in.into_iter().for_each(Waker::wake);
    }

    /// How many places are taken.
    pub(super) fn taken(&self) -> usize {
        self.lock().taken
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

    /// Lets somebody in as long as there are both, places and people.
    fn fill(&mut self) -> Vec<Waker> {
        let mut let_in = Vec::new();
        while self.taken < self.places
            && let Some((_, waker)) = self.queue.pop_first()
        {
            self.taken += 1;
            let_in.push(waker);
        }
        let_in
    }

    /// A place is given back: to whoever is first, unless there are fewer now.
    fn pass_on(&mut self) -> Option<Waker> {
        if self.taken <= self.places
            && let Some((_, waker)) = self.queue.pop_first()
        {
            return Some(waker);
        }
        self.taken -= 1;
        None
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
