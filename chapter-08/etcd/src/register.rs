//! Entering a server.

use std::{sync::Arc, time::Duration};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    sync::watch,
    task::JoinHandle,
    time::{Instant, sleep},
};

use crate::{
    entry::Entry,
    gateway::{Error, Gateway, encoded, number},
};

/// A server's entry, which is kept alive until this leaves or is dropped. If etcd has lost
/// the entry, it is made again.
#[derive(Debug)]
pub struct Registration {
    gateway: Shared,
    /// The lease that the entry belongs to.
    lease: watch::Receiver<i64>,
    keeper: JoinHandle<()>,
}

struct Shared(Arc<Gateway>);

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gateway")
    }
}

impl Registration {
    pub(crate) async fn start(
        gateway: Arc<Gateway>,
        key: String,
        entry: Entry,
        ttl: Duration,
    ) -> Result<Self, Error> {
        let value = serde_json::to_string(&entry).expect("it has nothing but texts");
        let put = json!({ "key": encoded(&key), "value": encoded(&value) });
        let ttl = ttl.as_secs().max(1);
        let first = enter(&gateway, &put, ttl).await?;
        let (tell, lease) = watch::channel(first);
        let keeper = tokio::spawn(keep(Arc::clone(&gateway), put, ttl, tell));
        Ok(Self { gateway: Shared(gateway), lease, keeper })
    }

    /// Removes the entry. Call it before the server stops: clients that hear of it make no
    /// more calls to a server that is about to go.
    ///
    /// # Errors
    ///
    /// Returns an error if etcd cannot be reached. The entry then ends with its lease.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future leaves the entry to its lease, if etcd has not removed it.
    pub async fn leave(self) -> Result<(), Error> {
        self.keeper.abort();
        let body = json!({ "ID": *self.lease.borrow() });
        self.gateway.0.ask::<Value>("/v3/lease/revoke", &body).await.map(drop)
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.keeper.abort();
    }
}

/// Makes the entry under a new lease, which it returns.
async fn enter(gateway: &Gateway, put: &Value, ttl: u64) -> Result<i64, Error> {
    #[derive(Deserialize)]
    struct Lease {
        #[serde(rename = "ID", deserialize_with = "number")]
        id: i64,
    }
    let lease: Lease = gateway.ask("/v3/lease/grant", &json!({ "TTL": ttl })).await?;
    let mut put = put.clone();
    put["lease"] = json!(lease.id);
    gateway.ask::<Value>("/v3/kv/put", &put).await?;
    Ok(lease.id)
}

/// Keeps the entry alive, thrice in its lease's time.
async fn keep(gateway: Arc<Gateway>, put: Value, ttl: u64, lease: watch::Sender<i64>) {
    let third = Duration::from_secs(ttl) / 3;
    loop {
        let begun = Instant::now();
        if let Err(error) = keep_once(&gateway, &put, ttl, &lease).await {
            tracing::warn!(error = %chain(&error), "cannot keep the entry in etcd alive");
        }
        sleep(third.saturating_sub(begun.elapsed())).await;
    }
}

async fn keep_once(
    gateway: &Gateway,
    put: &Value,
    ttl: u64,
    lease: &watch::Sender<i64>,
) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Answer {
        result: Kept,
    }
    #[derive(Deserialize)]
    struct Kept {
        /// Nothing if the lease is over.
        #[serde(rename = "TTL", default)]
        ttl: Option<String>,
    }
    let body = json!({ "ID": *lease.borrow() });
    let kept: Answer = gateway.ask("/v3/lease/keepalive", &body).await?;
    if kept.result.ttl.is_none() {
        lease.send_replace(enter(gateway, put, ttl).await?);
    }
    Ok(())
}

/// An error with all its causes.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
