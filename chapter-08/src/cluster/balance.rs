//! Load balancing: which of many endpoints gets a call.

use std::{
    task::{Context, Poll, ready},
    time::Duration,
};

use tower::{Service, ready_cache::ReadyCache};

use crate::{
    cluster::{
        discover::{Address, Weight},
        load::{Load, Measured, PendingCall},
        watched::Watched,
    },
    rpc::call::{Request, RpcService},
};

mod hash;
mod p2c;
mod round_robin;
mod weights;

pub use hash::ConsistentHash;
pub use p2c::{LeastPending, PeakEwma};
pub use round_robin::RoundRobin;
use weights::Weights;

/// Chooses an endpoint for each call.
///
/// # Examples
///
/// This policy always chooses the first ready endpoint:
///
/// ```
/// use mini_lust::{Request, cluster::balance::{Policy, Ready}};
///
/// struct First;
///
/// impl<A> Policy<A> for First {
///     fn pick(&mut self, _: &Request, _: &Ready<'_, A>) -> usize {
///         0
///     }
/// }
/// ```
pub trait Policy<A>: Send + 'static {
    /// Takes in a new endpoint, or a new weight of a known one.
    fn insert(&mut self, _address: &A, _weight: Weight) {}

    /// Forgets an endpoint that has gone.
    fn remove(&mut self, _address: &A) {}

    /// Returns the number of a ready endpoint. At least one is ready.
    fn pick(&mut self, request: &Request, ready: &Ready<'_, A>) -> usize;
}

/// The ready endpoints, numbered from 0. The numbers change with each call.
pub struct Ready<'a, A> {
    candidates: &'a dyn Candidates<A>,
}

/// One of the ready endpoints.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a, A> {
    /// The address. Several connections to one endpoint have the same.
    pub address: &'a A,
    /// The share of calls that it should get, relative to the others.
    pub weight: Weight,
    /// What its calls have shown.
    pub load: &'a Load,
}

impl<A> Ready<'_, A> {
    /// Returns the number of ready endpoints, at least 1.
    #[allow(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        self.candidates.len()
    }

    /// Returns the endpoint with this number, or `None` if there are fewer.
    pub fn get(&self, index: usize) -> Option<Candidate<'_, A>> {
        self.candidates.get(index)
    }

    /// Returns the greatest weight of all endpoints, ready or not.
    pub fn heaviest(&self) -> Weight {
        self.candidates.heaviest()
    }

    /// Returns the number of the endpoint at `address`, or `None` if it is not ready. Of several
    /// connections, it is the one with the fewest waiting calls.
    pub fn index_of(&self, address: &A) -> Option<usize> {
        self.candidates.index_of(address)
    }
}

/// What [`Ready`] needs to know, whatever the endpoints are.
trait Candidates<A> {
    fn len(&self) -> usize;
    fn get(&self, index: usize) -> Option<Candidate<'_, A>>;
    fn heaviest(&self) -> Weight;
    fn index_of(&self, address: &A) -> Option<usize>;
}

/// Endpoints, each a service of type `S`, and the policy that chooses between them.
pub(crate) struct Balance<A: Address, S, P> {
    members: Members<A, S>,
    policy: P,
    /// The number of the endpoint last asked whether it is still ready.
    asked: usize,
}

/// The endpoints, ready or not.
struct Members<A: Address, S> {
    services: ReadyCache<Key<A>, Measured<S>, Request>,
    weights: Weights<A>,
    connections: usize,
    decay: Duration,
}

/// One of several connections to an address.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Key<A> {
    address: A,
    connection: usize,
}

impl<A: Address, S: RpcService, P: Policy<A>> Balance<A, S, P> {
    /// Creates a balancer without endpoints. Each will have `connections` connections, and its
    /// behaviour counts for about `decay`.
    pub(crate) fn new(policy: P, connections: usize, decay: Duration) -> Self {
        let services = ReadyCache::default();
        let weights = Weights::new();
        let members = Members { services, weights, connections, decay };
        Self { members, policy, asked: 0 }
    }

    /// Adds an endpoint, and `make`s its connections. A known one gets the new weight, and keeps
    /// its ready connections.
    pub(crate) fn insert(
        &mut self,
        address: A,
        weight: Weight,
        mut make: impl FnMut(&A, &Load) -> S,
    ) {
        let before = self.members.weights.insert(address.clone(), weight);
        if before != Some(weight) {
            self.policy.insert(&address, weight);
        }
        for key in self.members.keys(&address) {
            if self.members.services.get_ready(&key).is_none() {
                let load = Load::new(self.members.decay);
                let service = Measured::new(make(&address, &load), load);
                self.members.services.push(key, service);
            }
        }
    }

    /// Removes an endpoint. Its calls go on.
    pub(crate) fn remove(&mut self, address: &A) {
        if self.members.weights.remove(address).is_some() {
            self.policy.remove(address);
            for key in self.members.keys(address) {
                self.members.services.evict(&key);
            }
        }
    }

    /// Lets endpoints become ready. Ready when at least one is.
    pub(crate) fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        // One that fails for good is dropped. None of ours does.
        while let Poll::Ready(Err(failed)) = self.members.services.poll_pending(cx) {
            tracing::warn!(%failed, "an endpoint failed");
        }
        match self.members.services.ready_len() {
            0 => Poll::Pending,
            _ => Poll::Ready(()),
        }
    }

    /// Calls an endpoint, once one is ready. It stays among the ready ones, and is asked before
    /// its next call whether it still is.
    pub(crate) fn poll_call(
        &mut self,
        cx: &mut Context<'_>,
        request: &Request,
    ) -> Poll<Watched<S::Future, PendingCall>> {
        self.ask_next(cx);
        loop {
            ready!(self.poll_ready(cx));
            let index = self.pick(request);
            // It was ready when last asked, which may be long ago.
            let services = &mut self.members.services;
            if let Ok(true) = services.check_ready_index(cx, index)
                && let Some((key, service)) = services.get_ready_index_mut(index)
            {
                if let Some(tried) = request.tried() {
                    tried.insert(&key.address);
                }
                return Poll::Ready(service.call(request.clone()));
            }
        }
    }

    /// Picks a ready endpoint, if possible one that has not had this call before.
    fn pick(&mut self, request: &Request) -> usize {
        let ready = Ready { candidates: &self.members };
        let mut index = self.policy.pick(request, &ready) % ready.len();
        let Some(tried) = request.tried() else { return index };
        let is_fresh = |index: usize| {
            ready.get(index).is_some_and(|candidate| !tried.contains(candidate.address))
        };
        // A policy that draws may draw another. Any other policy is overruled below.
        for _ in 0..DRAWS {
            if is_fresh(index) {
                return index;
            }
            index = self.policy.pick(request, &ready) % ready.len();
        }
        let all = (0..ready.len()).map(|step| (index + step) % ready.len());
        all.clone().find(|&index| is_fresh(index)).unwrap_or(index)
    }

    /// Asks the next of the ready endpoints, in turn, whether it still is. An endpoint whose
    /// connection has died may have failed calls, so that no policy picks it: unless asked, it
    /// would not connect again before its failures are forgotten.
    fn ask_next(&mut self, cx: &mut Context<'_>) {
        let services = &mut self.members.services;
        // If there is only one, it is picked, and asked then.
        if services.ready_len() > 1 {
            self.asked = self.asked.wrapping_add(1) % services.ready_len();
            drop(services.check_ready_index(cx, self.asked));
        }
    }
}

impl<A: Address, S> Members<A, S> {
    fn keys(&self, address: &A) -> impl Iterator<Item = Key<A>> + use<A, S> {
        let address = address.clone();
        let connections = 0..self.connections;
        connections.map(move |connection| Key { address: address.clone(), connection })
    }
}

impl<A: Address, S: RpcService> Candidates<A> for Members<A, S> {
    fn len(&self) -> usize {
        self.services.ready_len()
    }

    fn get(&self, index: usize) -> Option<Candidate<'_, A>> {
        let (Key { address, .. }, service) = self.services.get_ready_index(index)?;
        let weight = self.weights.get(address).unwrap_or_default();
        Some(Candidate { address, weight, load: service.load() })
    }

    fn heaviest(&self) -> Weight {
        self.weights.heaviest()
    }

    fn index_of(&self, address: &A) -> Option<usize> {
        let ready = self.keys(address).filter_map(|key| self.services.get_ready(&key));
        let idlest = ready.min_by_key(|(_, _, service)| service.load().pending());
        idlest.map(|(index, _, _)| index)
    }
}

/// How often a policy is asked for an endpoint that a call has not gone to before.
const DRAWS: usize = 3;

#[cfg(test)]
mod tests {
    use futures::task::noop_waker_ref;
    use tower::service_fn;

    use super::*;
    use crate::error::Error;

    /// One half gets ready before it goes, the other does not.
    #[tokio::test]
    async fn endpoints_that_come_and_go_leave_nothing() {
        let mut cx = Context::from_waker(noop_waker_ref());
        let make = |_: &u32, _: &Load| {
            service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()))
        };
        let mut balance = Balance::new(RoundRobin::new(), 2, Duration::from_secs(1));
        for address in 0..1000 {
            balance.insert(address, Weight::default(), make);
            if address % 2 == 0 {
                assert!(balance.poll_ready(&mut cx).is_ready());
            }
        }
        assert_eq!(balance.members.services.len(), 2000);
        (0..1000).for_each(|address| balance.remove(&address));
        assert!(balance.poll_ready(&mut cx).is_pending());
        assert!(balance.members.services.is_empty());
        assert!(
            (0..1000).all(|address| balance.members.weights.get(&address).is_none())
        );
    }
}
