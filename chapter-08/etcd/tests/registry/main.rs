//! The registry with a real etcd.

mod etcd;
mod load;

use std::{
    collections::BTreeMap, net::SocketAddr, num::NonZeroU32, pin::Pin, time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use chapter_08_etcd::{Error, Registry};
use futures::{Stream, StreamExt};
use mini_lust::{
    Discover,
    cluster::discover::{Change, Weight},
};
use serde_json::json;
use tokio::time::Instant;

const TTL: Duration = Duration::from_secs(2);

fn address(number: u16) -> SocketAddr {
    SocketAddr::from(([10, 0, 0, 1], number))
}

fn entry(number: u16) -> (String, String) {
    let address = address(number);
    let key = format!("kitex/registry-etcd/users/{address}");
    let value =
        format!(r#"{{"network":"tcp","address":"{address}","weight":10,"tags":{{}}}}"#);
    (key, value)
}

/// What a channel would know.
struct Found {
    changes: Pin<Box<dyn Stream<Item = Change<SocketAddr>> + Send>>,
    endpoints: BTreeMap<SocketAddr, Weight>,
}

impl Found {
    fn new(changes: impl Discover<SocketAddr>) -> Self {
        Self { changes: Box::pin(changes), endpoints: BTreeMap::new() }
    }

    async fn next(&mut self) -> Change<SocketAddr> {
        let change = self.changes.next().await.unwrap();
        match change.clone() {
            Change::Insert(address, weight) => {
                self.endpoints.insert(address, weight);
            }
            Change::Remove(address) => {
                self.endpoints.remove(&address).expect("it was there");
            }
        }
        change
    }

    async fn until(&mut self, numbers: &[u16]) {
        let expected: Vec<_> = numbers.iter().copied().map(address).collect();
        while self.endpoints.keys().copied().ne(expected.iter().copied()) {
            self.next().await;
        }
    }
}

#[tokio::test]
async fn a_server_is_entered_as_kitex_does_and_leaves() {
    let Some(etcd) = etcd::start("a_server_is_entered…").await else { return };
    let registry = etcd.registry();
    let mut found = Found::new(registry.discover("users"));
    let other = registry.register("orders", address(9), 10, TTL).await.unwrap();
    let one = registry.register("users", address(1), 10, TTL).await.unwrap();
    let two = registry.register("users", address(2), 30, TTL).await.unwrap();
    found.until(&[1, 2]).await;
    let weights: Vec<_> = found.endpoints.values().map(|it| it.0.get()).collect();
    assert_eq!(weights, [10, 30]);

    let (key, value) = entry(1);
    let body = json!({ "key": BASE64_STANDARD.encode(&key) });
    let answer = etcd.ask("/v3/kv/range", body).await;
    assert_eq!(answer["kvs"][0]["value"], BASE64_STANDARD.encode(value));
    assert_ne!(answer["kvs"][0]["lease"], "0");

    one.leave().await.unwrap();
    found.until(&[2]).await;
    drop((two, other));
}

#[tokio::test]
async fn an_entry_ends_with_its_lease() {
    let Some(etcd) = etcd::start("an_entry_ends…").await else { return };
    let registry = etcd.registry();
    let kept = registry.register("users", address(1), 10, TTL).await.unwrap();
    let lost = registry.register("users", address(2), 10, TTL).await.unwrap();
    let mut found = Found::new(registry.discover("users"));
    found.until(&[1, 2]).await;
    // As if its process was killed.
    drop(lost);
    found.until(&[1]).await;
    drop(kept);
}

#[tokio::test]
async fn an_entry_that_etcd_has_lost_is_made_again() {
    let Some(etcd) = etcd::start("an_entry_that_etcd…").await else { return };
    let registry = etcd.registry();
    let _stays = registry.register("users", address(1), 10, TTL).await.unwrap();
    let _lost = registry.register("users", address(2), 10, TTL).await.unwrap();
    let mut found = Found::new(registry.discover("users"));
    found.until(&[1, 2]).await;
    let (key, _) = entry(2);
    let range = etcd.ask("/v3/kv/range", json!({ "key": BASE64_STANDARD.encode(&key) }));
    let lease = range.await["kvs"][0]["lease"].clone();
    etcd.ask("/v3/lease/revoke", json!({ "ID": lease })).await;
    found.until(&[1]).await;
    found.until(&[1, 2]).await;
}

#[tokio::test]
async fn endpoints_outlive_etcd_and_changes_are_seen_after_it_is_back() {
    let Some(mut etcd) = etcd::start("endpoints_outlive_etcd…").await else { return };
    for number in [1, 2] {
        let (key, value) = entry(number);
        etcd.put(&key, &value).await;
    }
    let mut found = Found::new(etcd.registry().discover("users"));
    found.until(&[1, 2]).await;
    etcd.stop();
    // While it is away, the revisions that a watch would go on from are compacted away.
    etcd.start().await;
    let (key, value) = entry(3);
    etcd.put(&key, &value).await;
    let revision = etcd.delete(&entry(1).0).await;
    etcd.ask("/v3/kv/compaction", json!({ "revision": revision })).await;
    let mut seen = Vec::new();
    while found.endpoints.keys().copied().ne([address(2), address(3)]) {
        seen.push(found.next().await);
    }
    assert_eq!(seen.len(), 2, "{seen:?}: nothing that is still there is lost");
}

#[tokio::test]
async fn a_server_that_is_entered_again_is_announced_anew() {
    let Some(etcd) = etcd::start("a_server_that_is_entered…").await else { return };
    let (key, value) = entry(1);
    etcd.put(&key, &value).await;
    let mut found = Found::new(etcd.registry().discover("users"));
    found.until(&[1]).await;
    etcd.put(&key, &value).await;
    let change = found.next().await;
    assert!(matches!(change, Change::Insert(it, _) if it == address(1)), "{change:?}");
}

#[tokio::test]
async fn an_entry_that_makes_no_sense_hides_no_other() {
    let Some(etcd) = etcd::start("an_entry_that_makes…").await else { return };
    let mut found = Found::new(etcd.registry().discover("users"));
    for (number, garbled) in (1..).zip(["", "{", r#"{"address":7}"#, "\u{0}\u{ff}"]) {
        etcd.put(&entry(100 + number).0, garbled).await;
        let (key, value) = entry(number);
        etcd.put(&key, &value).await;
    }
    found.until(&[1, 2, 3, 4]).await;
    // One that no longer makes sense is gone.
    etcd.put(&entry(4).0, "garbled").await;
    found.until(&[1, 2, 3]).await;
}

#[tokio::test]
async fn a_thousand_endpoints_are_found_at_the_same_time() {
    let Some(etcd) = etcd::start("a_thousand_endpoints…").await else { return };
    for number in 1..=1000 {
        let (key, value) = entry(number);
        etcd.put(&key, &value).await;
    }
    let begun = Instant::now();
    let mut found = Found::new(etcd.registry().discover("users"));
    found.until(&Vec::from_iter(1..=1000)).await;
    println!("a thousand endpoints are found in {:?}", begun.elapsed());
    let heaviest = NonZeroU32::new(10).map(Weight);
    assert!(found.endpoints.values().all(|weight| Some(*weight) == heaviest));
}

#[tokio::test]
async fn a_wrong_password_is_an_error_that_says_so() {
    let Some(etcd) = etcd::start("a_wrong_password…").await else { return };
    etcd.ask("/v3/auth/user/add", json!({ "name": "root", "password": "right" })).await;
    etcd.ask("/v3/auth/user/grant", json!({ "user": "root", "role": "root" })).await;
    etcd.ask("/v3/auth/enable", json!({})).await;

    let register =
        async |registry: Registry| registry.register("users", address(1), 10, TTL).await;
    for registry in [etcd.registry().user("root", "wrong"), etcd.registry()] {
        match register(registry).await {
            Err(error @ Error::Refused { .. }) => {
                let text = error.to_string();
                assert!(
                    text.contains("authentication failed")
                        || text.contains("user name is empty"),
                    "{text}"
                );
            }
            other => panic!("{other:?}"),
        }
    }
    let registry = etcd.registry().user("root", "right");
    let _entered = register(registry.clone()).await.unwrap();
    Found::new(registry.discover("users")).until(&[1]).await;
}

#[tokio::test]
async fn where_no_member_answers_the_error_names_the_last() {
    let registry = Registry::new(["http://127.0.0.1:1", "http://127.0.0.1:2"]);
    let error = registry.register("users", address(1), 10, TTL).await.unwrap_err();
    assert_eq!(error.to_string(), "cannot ask etcd at http://127.0.0.1:2");
}
