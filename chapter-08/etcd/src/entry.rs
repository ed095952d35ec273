//! Kitex' format of an entry: <https://github.com/kitex-contrib/registry-etcd>.

use std::{collections::BTreeMap, net::SocketAddr, num::NonZeroU32};

use mini_lust::cluster::discover::Weight;
use serde::{Deserialize, Serialize};

/// The value of an entry.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Entry {
    network: String,
    address: String,
    #[serde(default)]
    weight: i64,
    #[serde(default)]
    tags: Option<BTreeMap<String, String>>,
}

const TEN: NonZeroU32 = NonZeroU32::new(10).expect("it is not zero");

/// What all keys of a service begin with.
pub(crate) fn prefix(service: &str) -> String {
    format!("kitex/registry-etcd/{service}/")
}

pub(crate) fn key(service: &str, address: SocketAddr) -> String {
    format!("{}{address}", prefix(service))
}

impl Entry {
    pub(crate) fn new(address: SocketAddr, weight: u32) -> Self {
        let weight = weight.into();
        let (network, tags) = ("tcp".to_owned(), Some(BTreeMap::new()));
        Self { network, address: address.to_string(), weight, tags }
    }

    /// Returns the endpoint that an entry's value describes, or what is wrong with it. A
    /// weight that is not positive counts as 10, as in Kitex.
    pub(crate) fn parse(value: &[u8]) -> Result<(SocketAddr, Weight), String> {
        let entry: Self =
            serde_json::from_slice(value).map_err(|error| error.to_string())?;
        if entry.network != "tcp" {
            return Err(format!("the network {:?} is not \"tcp\"", entry.network));
        }
        let address = entry.address.parse();
        let address =
            address.map_err(|_| format!("{:?} is not an address", entry.address))?;
        let weight = u32::try_from(entry.weight.max(0)).unwrap_or(u32::MAX);
        Ok((address, Weight(NonZeroU32::new(weight).unwrap_or(TEN))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_written_as_kitex_writes_it() {
        let entry = Entry::new("10.0.0.1:9090".parse().unwrap(), 10);
        // The names and the order of the fields are those of `instanceInfo` in registry-etcd.
        let kitex =
            r#"{"network":"tcp","address":"10.0.0.1:9090","weight":10,"tags":{}}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), kitex);
    }

    #[test]
    fn a_weight_and_tags_may_be_missing() {
        for rest in [
            "",
            r#","weight":-1"#,
            r#","weight":0,"tags":null"#,
            r#","weight":10,"tags":{"zone":"a"}"#,
        ] {
            let value = format!(r#"{{"network":"tcp","address":"[::1]:1"{rest}}}"#);
            let endpoint = Entry::parse(value.as_bytes());
            assert_eq!(endpoint, Ok(("[::1]:1".parse().unwrap(), Weight(TEN))));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (value, error) in [
            ("", "EOF while parsing a value at line 1 column 0"),
            (r#"{"network":"tcp","address":"users"}"#, "\"users\" is not an address"),
            (
                r#"{"network":"unix","address":"/a"}"#,
                "the network \"unix\" is not \"tcp\"",
            ),
        ] {
            assert_eq!(Entry::parse(value.as_bytes()).unwrap_err(), error);
        }
    }
}
