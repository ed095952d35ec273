//! Service discovery: the endpoints behind a name, which come and go.
//!
//! A source of endpoints is a stream of [`Change`]s. It does not fail: while a source cannot
//! be asked, the endpoints that it announced last stay. The stream may end, if nothing will
//! change any more.

use std::{
    collections::{HashMap, HashSet},
    fmt::Debug,
    hash::Hash,
    io, mem,
    net::SocketAddr,
    num::NonZeroU32,
    path::PathBuf,
    time::Duration,
};

use futures::{Stream, StreamExt, stream};
use tokio::{
    net::lookup_host,
    sync::mpsc,
    time::{MissedTickBehavior, interval},
};

mod file;

/// A new endpoint, a new weight of a known one, or the removal of an endpoint.
///
/// A known endpoint may be announced again, because its process was replaced. If it is not
/// ready, it starts over: it connects without delay, and its failures are forgotten.
pub type Change<A> = tower::discover::Change<A, Weight>;

/// The address of an endpoint. Any type that can tell endpoints apart will do.
pub trait Address: Clone + Debug + Eq + Hash + Send + Sync + 'static {}

impl<A: Clone + Debug + Eq + Hash + Send + Sync + 'static> Address for A {}

/// A stream of the changes in the endpoints of a name.
///
/// # Examples
///
/// [`channel`] makes a stream of a registry that reports changes by itself, and [`polled`] of
/// one that has to be asked:
///
/// ```
/// use std::{io, net::SocketAddr, time::Duration};
///
/// use mini_lust::{Discover, cluster::discover::{Weight, polled}};
///
/// /// Asks a registry over HTTP for the endpoints of `service`.
/// async fn ask(service: &str) -> io::Result<Vec<(SocketAddr, Weight)>> {
///     // … a request, and the list in its response …
///     # let _ = service;
///     # Ok(Vec::new())
/// }
///
/// fn registry(service: &'static str) -> impl Discover<SocketAddr> {
///     polled(Duration::from_secs(10), move || ask(service))
/// }
/// ```
pub trait Discover<A: Address>: Stream<Item = Change<A>> + Send + 'static {}

impl<A: Address, D: Stream<Item = Change<A>> + Send + 'static> Discover<A> for D {}

/// The share of calls that an endpoint should get, relative to the others. Default: 1.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Weight(pub NonZeroU32);

impl Default for Weight {
    fn default() -> Self {
        Self(NonZeroU32::MIN)
    }
}

impl From<Weight> for f64 {
    fn from(weight: Weight) -> Self {
        weight.0.get().into()
    }
}

/// Returns a source of endpoints that never change.
pub fn fixed<A: Address>(addresses: impl IntoIterator<Item = A>) -> impl Discover<A> {
    let addresses: Vec<_> = addresses.into_iter().collect();
    stream::iter(addresses).map(|address| Change::Insert(address, Weight::default()))
}

/// Returns a source of endpoints that the application announces through the sender.
///
/// # Examples
///
/// ```
/// use mini_lust::cluster::discover::{Change, Weight, channel};
///
/// let (tell, endpoints) = channel();
/// tell.send(Change::Insert("10.0.0.1:9090", Weight::default()))?;
/// tell.send(Change::Remove("10.0.0.1:9090"))?;
/// # drop(endpoints);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn channel<A: Address>() -> (mpsc::UnboundedSender<Change<A>>, impl Discover<A>) {
    let (tell, mut changes) = mpsc::unbounded_channel();
    (tell, stream::poll_fn(move |cx| changes.poll_recv(cx)))
}

/// Returns a source that asks DNS for the addresses of `host` every `period`.
pub fn dns(host: String, port: u16, period: Duration) -> impl Discover<SocketAddr> {
    polled(period, move || {
        let host = host.clone();
        async move {
            let addresses = lookup_host((&*host, port)).await.map_err(|error| {
                io::Error::new(error.kind(), format!("{host}: {error}"))
            })?;
            Ok(addresses.map(|address| (address, Weight::default())).collect())
        }
    })
}

/// Returns a source that reads addresses from a file every `period`.
///
/// Each line has an address, and a weight if it is not 1: `10.0.0.1:9090 3`. A comment starts
/// with `#`. Replace the file by renaming a new one, so that it is never read half written.
pub fn file(path: impl Into<PathBuf>, period: Duration) -> impl Discover<SocketAddr> {
    let path = path.into();
    polled(period, move || {
        let path = path.clone();
        async move { file::parse(&tokio::fs::read_to_string(path).await?) }
    })
}

/// Returns a source that `ask`s for the endpoints every `period`.
///
/// While the answer is an error, or contains no endpoints, the last good answer holds: usually
/// the registry has failed, not all the endpoints together. If an answer contains an endpoint
/// twice, the first weight counts. `ask` may take any time: if it can hang, give it a time
/// limit.
///
/// # Panics
///
/// Panics outside a tokio runtime, and if `period` is zero. So do [`dns`] and [`file()`].
pub fn polled<A, F>(
    period: Duration,
    ask: impl FnMut() -> F + Send + 'static,
) -> impl Discover<A>
where
    A: Address,
    F: Future<Output = io::Result<Vec<(A, Weight)>>> + Send + 'static,
{
    let mut clock = interval(period);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let state = (clock, ask, Known::default());
    stream::unfold(state, |(mut clock, mut ask, mut known)| async move {
        clock.tick().await;
        let changes = match ask().await {
            Ok(endpoints) => known.update(endpoints),
            Err(error) => {
                tracing::warn!(%error, "cannot discover endpoints; the last ones stay");
                Vec::new()
            }
        };
        Some((stream::iter(changes), (clock, ask, known)))
    })
    .flatten()
}

/// The endpoints that a source has announced. A source that gets lists makes changes of them
/// with it.
///
/// # Examples
///
/// ```
/// use mini_lust::cluster::discover::{Change, Known, Weight};
///
/// let mut known = Known::default();
/// let one = Weight::default();
/// let changes = known.update(vec![("10.0.0.1:9090", one), ("10.0.0.2:9090", one)]);
/// assert_eq!(changes.len(), 2);
/// let changes = known.update(vec![("10.0.0.2:9090", one)]);
/// assert!(matches!(changes[..], [Change::Remove("10.0.0.1:9090")]));
/// // That all have gone at the same time is not believed.
/// assert!(known.update(vec![]).is_empty());
/// ```
#[derive(Debug)]
pub struct Known<A> {
    /// Each once.
    endpoints: Vec<(A, Weight)>,
    /// Whether there was an empty answer since, which was not believed.
    announce_anew: bool,
}

impl<A> Default for Known<A> {
    fn default() -> Self {
        Self { endpoints: Vec::new(), announce_anew: false }
    }
}

impl<A: Address> Known<A> {
    /// Returns what has changed, now that these are the endpoints. Of an endpoint that is
    /// there twice, the first weight counts. An empty list changes nothing, because most often
    /// the registry has failed, not all the endpoints; after one, all are announced again.
    pub fn update(&mut self, mut now: Vec<(A, Weight)>) -> Vec<Change<A>> {
        if now.is_empty() {
            tracing::warn!("there are no endpoints; the last ones stay");
            self.announce_anew = true;
            return Vec::new();
        }
        let mut current = HashSet::new();
        now.retain(|(address, _)| current.insert(address.clone()));
        let before = mem::replace(&mut self.endpoints, now);
        let weights: HashMap<_, _> = before.iter().cloned().collect();

        let all_news = mem::take(&mut self.announce_anew);
        let is_news =
            |(address, weight): &&_| all_news || weights.get(address) != Some(weight);
        let news = self.endpoints.iter().filter(is_news).cloned();
        let gone = before.into_iter().filter(|(address, _)| !current.contains(address));
        // Additions come first, so that there is always an endpoint.
        let news = news.map(|(address, weight)| Change::Insert(address, weight));
        news.chain(gone.map(|(address, _)| Change::Remove(address))).collect()
    }
}
