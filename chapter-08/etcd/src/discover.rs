//! Finding the servers of a service.

use std::{collections::BTreeMap, mem, net::SocketAddr, sync::Arc, time::Duration};

use futures::{Stream, StreamExt, stream};
use mini_lust::cluster::discover::{Change, Known, Weight};
use reqwest::Response;
use serde::Deserialize;
use serde_json::json;
use tokio::time::sleep;

use crate::{
    entry::{self, Entry},
    gateway::{Error, Gateway, KeyValue, encoded, number},
    register::chain,
};

/// The pause after etcd could not be asked.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest answer to a watch that is read, in bytes.
const LONGEST: usize = 64 << 20;

type Endpoint = (SocketAddr, Weight);

/// The changes that are found, a batch at a time.
pub(crate) fn discover(
    gateway: Arc<Gateway>,
    service: &str,
) -> impl Stream<Item = Change<SocketAddr>> + Send + use<> {
    let search = Search {
        gateway,
        prefix: entry::prefix(service),
        entries: BTreeMap::new(),
        known: Known::default(),
        watch: None,
    };
    stream::unfold(search, |mut search| async {
        let changes = search.next().await;
        Some((stream::iter(changes), search))
    })
    .flatten()
}

struct Search {
    gateway: Arc<Gateway>,
    prefix: String,
    /// What etcd has, by keys.
    entries: BTreeMap<String, Endpoint>,
    /// What the channel was told.
    known: Known<SocketAddr>,
    watch: Option<Watch>,
}

/// The answers to a watch, a line each.
struct Watch {
    response: Response,
    /// What has come of the next line.
    begun: Vec<u8>,
}

impl Search {
    /// Waits for changes. Whatever goes wrong, it begins again with a list of all entries, so
    /// that none is missed.
    async fn next(&mut self) -> Vec<Change<SocketAddr>> {
        loop {
            let result = match self.watch.take() {
                None => self.list().await,
                Some(watch) => self.follow(watch).await,
            };
            match result {
                Ok(changes) => return changes,
                Err(error) => {
                    let service = &self.prefix;
                    tracing::warn!(
                        service,
                        error,
                        "cannot ask etcd; the last endpoints stay"
                    );
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// Asks for all entries, and for what happens from then on.
    async fn list(&mut self) -> Result<Vec<Change<SocketAddr>>, String> {
        #[derive(Deserialize)]
        struct Answer {
            header: Header,
            #[serde(default)]
            kvs: Vec<KeyValue>,
        }
        #[derive(Deserialize)]
        struct Header {
            #[serde(deserialize_with = "number")]
            revision: i64,
        }
        let text = |error: Error| chain(&error);
        let range =
            json!({ "key": encoded(&self.prefix), "range_end": encoded(&self.end()) });
        let answer: Answer =
            self.gateway.ask("/v3/kv/range", &range).await.map_err(text)?;
        let mut watch = range;
        watch["start_revision"] = json!(answer.header.revision + 1);
        let watch = json!({ "create_request": watch });
        let response = self.gateway.watch(&watch).await.map_err(text)?;
        self.watch = Some(Watch { response, begun: Vec::new() });

        self.entries.clear();
        answer.kvs.into_iter().for_each(|entry| {
            self.insert(entry);
        });
        Ok(self.update())
    }

    /// Waits for the next answer to the watch.
    async fn follow(
        &mut self,
        mut watch: Watch,
    ) -> Result<Vec<Change<SocketAddr>>, String> {
        #[derive(Deserialize)]
        struct Answer {
            result: Events,
        }
        #[derive(Default, Deserialize)]
        struct Events {
            #[serde(default)]
            canceled: bool,
            #[serde(default)]
            events: Vec<Event>,
        }
        #[derive(Deserialize)]
        struct Event {
            #[serde(default, rename = "type")]
            ty: Option<String>,
            kv: KeyValue,
        }
        let line = watch.line().await?;
        let Answer { result } = serde_json::from_slice(&line)
            .map_err(|error| format!("{error} in {}", String::from_utf8_lossy(&line)))?;
        if result.canceled {
            // The revision is compacted away. A list has a newer one.
            return self.list().await;
        }
        self.watch = Some(watch);
        let mut entered = Vec::new();
        for event in result.events {
            match event.ty.as_deref() {
                Some("DELETE") => {
                    self.entries.remove(&event.kv.key);
                }
                _ => entered.extend(self.insert(event.kv)),
            }
        }
        let mut changes = self.update();
        // A server that enters itself again is another process at the same address.
        entered.retain(|(address, _)| !changes.iter().any(|it| is_of(it, address)));
        changes.extend(
            entered.into_iter().map(|(address, weight)| Change::Insert(address, weight)),
        );
        Ok(changes)
    }

    fn insert(&mut self, KeyValue { key, value }: KeyValue) -> Option<Endpoint> {
        match Entry::parse(&value) {
            Ok(endpoint) => {
                self.entries.insert(key, endpoint);
                Some(endpoint)
            }
            Err(error) => {
                tracing::warn!(key, error, "an entry in etcd makes no sense");
                self.entries.remove(&key);
                None
            }
        }
    }

    fn update(&mut self) -> Vec<Change<SocketAddr>> {
        self.known.update(self.entries.values().copied().collect())
    }

    /// The first key behind those of the service.
    fn end(&self) -> String {
        let mut end = self.prefix.clone();
        end.pop();
        // The character after '/'.
        end + "0"
    }
}

impl Watch {
    async fn line(&mut self) -> Result<Vec<u8>, String> {
        loop {
            if let Some(end) = self.begun.iter().position(|byte| *byte == b'\n') {
                let rest = self.begun.split_off(end + 1);
                return Ok(mem::replace(&mut self.begun, rest));
            }
            if self.begun.len() > LONGEST {
                return Err(format!("an answer to the watch has over {LONGEST} bytes"));
            }
            match self.response.chunk().await {
                Ok(Some(chunk)) => self.begun.extend_from_slice(&chunk),
                Ok(None) => return Err("the watch has ended".to_owned()),
                Err(error) => return Err(chain(&error)),
            }
        }
    }
}

fn is_of(change: &Change<SocketAddr>, address: &SocketAddr) -> bool {
    match change {
        Change::Insert(it, _) | Change::Remove(it) => it == address,
    }
}
