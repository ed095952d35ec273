//! The power of two choices: the better of two endpoints drawn at random.
//!
//! Comparing all would send the calls of all clients to the one that was best a moment ago.
//! Comparing none would send calls to the worst, too. Two are enough: see Mitzenmacher, *The
//! Power of Two Choices in Randomized Load Balancing* (2001).
//!
//! Endpoints are drawn in proportion to their weights, and waiting calls count in proportion,
//! too: the first distributes calls that do not overlap, the second those that do.

use std::ops::Range;

use tower::util::rng::Rng;

use crate::{cluster::random::Random, rpc::call::Request};

use super::{Candidate, Policy, Ready};

/// A policy that picks the one with fewer waiting calls of two endpoints, relative to weight.
#[derive(Clone, Debug, Default)]
pub struct LeastPending<R = Random>(R);

/// A policy that picks the one of two endpoints where the next call will wait less, by its
/// [peak EWMA](crate::cluster::load::Load::peak_ewma).
#[derive(Clone, Debug, Default)]
pub struct PeakEwma<R = Random>(R);

impl LeastPending {
    /// Creates the policy with its own random number generator.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<R> LeastPending<R> {
    /// Creates the policy with the random number generator `rng`.
    pub fn with_rng(rng: R) -> Self {
        Self(rng)
    }
}

impl PeakEwma {
    /// Creates the policy with its own random number generator.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<R> PeakEwma<R> {
    /// Creates the policy with the random number generator `rng`.
    pub fn with_rng(rng: R) -> Self {
        Self(rng)
    }
}

impl<A, R: Rng + Send + 'static> Policy<A> for LeastPending<R> {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        better_of_two(&mut self.0, ready, |candidate| {
            f64::from(candidate.load.pending()) / f64::from(candidate.weight)
        })
    }
}

impl<A, R: Rng + Send + 'static> Policy<A> for PeakEwma<R> {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        better_of_two(&mut self.0, ready, |candidate| {
            candidate.load.peak_ewma(candidate.weight)
        })
    }
}

fn better_of_two<A>(
    rng: &mut impl Rng,
    ready: &Ready<'_, A>,
    cost: impl Fn(&Candidate<'_, A>) -> f64,
) -> usize {
    let first = draw(rng, ready, 0..ready.len());
    if ready.len() == 1 {
        return first;
    }
    let second = draw(rng, ready, first + 1..first + ready.len()) % ready.len();
    let cost = |index| ready.get(index).map(|candidate| cost(&candidate));
    match (cost(first), cost(second)) {
        (Some(cost), Some(other)) if other < BETTER * cost => second,
        _ => first,
    }
}

/// Draws one of `range`, which may continue from the last endpoint to the first, in proportion
/// to the weights.
fn draw<A>(rng: &mut impl Rng, ready: &Ready<'_, A>, range: Range<usize>) -> usize {
    let heaviest = ready.heaviest().0.get();
    let mut drawn = range.start;
    for _ in 0..DRAWS {
        drawn = range.start + below(rng, range.len());
        let weight = ready.get(drawn % ready.len()).map_or(1, |one| one.weight.0.get());
        // The heaviest is always taken, and one of half its weight every other time.
        if weight == heaviest || below(rng, heaviest as usize) < weight as usize {
            break;
        }
    }
    drawn
}

/// Draws a number below `len`, all equally likely to within one part in 2⁶⁴ / `len`.
fn below(rng: &mut impl Rng, len: usize) -> usize {
    let wide = u128::from(rng.next_u64()) * len as u128;
    (wide >> 64) as usize
}

/// The greatest share of the first cost at which the second is better. Estimates differ by
/// chance and by age, which must not decide before the weights do.
const BETTER: f64 = 0.9;

/// The greatest number of draws. If one endpoint is many times heavier than almost all others,
/// few draws are kept, and it gets less than its share.
const DRAWS: usize = 64;
