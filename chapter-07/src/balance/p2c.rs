//! The power of two choices: of two endpoints, drawn at random, the better one.
//!
//! To compare all would send the calls of all clients to the one that was best a moment
//! ago. To compare none would send calls to the worst, too. Two are enough: see Mitzenmacher,
//! *The Power of Two Choices in Randomized Load Balancing* (2001).

use tower::util::rng::{HasherRng, Rng};

use crate::call::Request;

use super::{Candidate, Policy, Ready};

/// Of two endpoints, the one with fewer calls that wait, in proportion to its weight.
#[derive(Clone, Debug, Default)]
pub struct LeastPending<R = HasherRng>(R);

/// Of two endpoints, the one on which the next call will wait for the shorter time, by its
/// [peak EWMA](crate::load::Load::peak_ewma), in proportion to its weight.
#[derive(Clone, Debug, Default)]
pub struct PeakEwma<R = HasherRng>(R);

impl LeastPending {
    /// Draws by a random number generator of its own.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<R> LeastPending<R> {
    /// Draws by `rng`.
    pub fn with_rng(rng: R) -> Self {
        Self(rng)
    }
}

impl PeakEwma {
    /// Draws by a random number generator of its own.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<R> PeakEwma<R> {
    /// Draws by `rng`.
    pub fn with_rng(rng: R) -> Self {
        Self(rng)
    }
}

impl<A, R: Rng + Send + 'static> Policy<A> for LeastPending<R> {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        better_of_two(&mut self.0, ready, |candidate| {
            f64::from(candidate.load.pending().saturating_add(1))
        })
    }
}

impl<A, R: Rng + Send + 'static> Policy<A> for PeakEwma<R> {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        better_of_two(&mut self.0, ready, |candidate| candidate.load.peak_ewma())
    }
}

fn better_of_two<A>(
    rng: &mut impl Rng,
    ready: &Ready<'_, A>,
    cost: impl Fn(&Candidate<'_, A>) -> f64,
) -> usize {
    let cost = |index| {
        let candidate = ready.get(index)?;
        Some(cost(&candidate) / f64::from(candidate.weight))
    };
    let (first, second) = two(rng, ready.len());
    match (cost(first), cost(second)) {
        (Some(cost), Some(other)) if other < cost => second,
        _ => first,
    }
}

/// Two different numbers below `len`, or twice the only one.
fn two(rng: &mut impl Rng, len: usize) -> (usize, usize) {
    let first = below(rng, len);
    match len {
        1 => (first, first),
        _ => (first, (first + 1 + below(rng, len - 1)) % len),
    }
}

/// A number below `len`, each as likely as the others but for one part in 2⁶⁴ / `len`.
fn below(rng: &mut impl Rng, len: usize) -> usize {
    let wide = u128::from(rng.next_u64()) * len as u128;
    (wide >> 64) as usize
}
