//! Servers that enter themselves into etcd, and clients that find them there.
//!
//! Entries have Kitex' format, so its clients and Volo's find these servers, and these clients
//! find theirs: the key `kitex/registry-etcd/<service>/<address>` has the value
//! `{"network":"tcp","address":"…","weight":10,"tags":{}}`. It belongs to a lease, which the
//! server keeps alive.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use chapter_08_etcd::Registry;
//! use mini_lust::{Channel, Connector, FrameCodec, Framing, Tcp, stack};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let registry = Registry::new(["http://etcd.internal:2379"]);
//!
//! // A server, which leaves before it stops:
//! let address = "10.0.0.1:9090".parse()?;
//! let registration = registry.register("users", address, 10, Duration::from_secs(10)).await?;
//! registration.leave().await?;
//!
//! // A client:
//! let channel = Channel::builder()
//!     .layer(stack::client())
//!     .build(registry.discover("users"), Connector::new(Tcp));
//! # Ok(())
//! # }
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod discover;
mod entry;
mod gateway;
mod register;

use std::{fmt, net::SocketAddr, sync::Arc, time::Duration};

use mini_lust::Discover;

use crate::gateway::Gateway;
pub use crate::{gateway::Error, register::Registration};

/// The members of an etcd cluster. Clones share them.
#[derive(Clone)]
pub struct Registry(Arc<Gateway>);

impl Registry {
    /// Creates a registry from the addresses of etcd's members, such as
    /// `http://etcd.internal:2379`. The next is asked if one does not answer within 3 seconds.
    ///
    /// # Panics
    ///
    /// Panics if there is no address.
    pub fn new(members: impl IntoIterator<Item: Into<String>>) -> Self {
        Self(Arc::new(Gateway::new(members.into_iter().map(Into::into).collect())))
    }

    /// Sets the user to log in as. Default: none, for an etcd that asks for none.
    pub fn user(self, name: &str, password: &str) -> Self {
        Self(Arc::new(self.0.with_user(name, password)))
    }

    /// Enters a server of `service`, and keeps the entry alive until the registration leaves
    /// or is dropped. Then, or if the process ends, it lasts for at most `ttl`, in whole
    /// seconds, at least 1. Kitex' weight is 10 by default.
    ///
    /// # Errors
    ///
    /// Returns an error if etcd cannot be reached or refuses.
    ///
    /// # Panics
    ///
    /// Panics outside a tokio runtime.
    pub async fn register(
        &self,
        service: &str,
        address: SocketAddr,
        weight: u32,
        ttl: Duration,
    ) -> Result<Registration, Error> {
        let entry = entry::Entry::new(address, weight);
        let key = entry::key(service, address);
        Registration::start(Arc::clone(&self.0), key, entry, ttl).await
    }

    /// Returns the servers of `service`, and from then on every change. While etcd is away,
    /// what it said last stays true.
    pub fn discover(&self, service: &str) -> impl Discover<SocketAddr> + use<> {
        discover::discover(Arc::clone(&self.0), service)
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registry").finish_non_exhaustive()
    }
}
