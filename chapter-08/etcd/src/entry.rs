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
    weight: u32,
    #[serde(default)]
    tags: Option<BTreeMap<String, String>>,
}

/// What all keys of a service begin with.
pub(crate) fn prefix(service: &str) -> String {
    format!("kitex/registry-etcd/{service}/")
}

pub(crate) fn key(service: &str, address: SocketAddr) -> String {
    format!("{}{address}", prefix(service))
}

impl Entry {
    pub(crate) fn new(address: SocketAddr, weight: u32) -> Self {
        let (network, tags) = ("tcp".to_owned(), Some(BTreeMap::new()));
        Self { network, address: address.to_string(), weight, tags }
    }

    /// Returns the endpoint that an entry's value stands for, or what is wrong with it. A
    /// weight of 0 is that of a server without one: Kitex' 10.
    pub(crate) fn parse(value: &[u8]) -> Result<(SocketAddr, Weight), String> {
        let entry: Self = serde_json::from_slice(value).map_err(|error| error.to_string())?;
        if entry.network != "tcp" {
            return Err(format!("the network {:?} is not \"tcp\"", entry.network));
        }
        let address = entry.address.parse();
        let address = address.map_err(|_| format!("{:?} is not an address", entry.address))?;
        let weight = NonZeroU32::new(entry.weight).or(NonZeroU32::new(10));
        Ok((address, weight.map_or_else(Weight::default, Weight)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_written_as_kitex_writes_it() {
        let entry = Entry::new("10.0.0.1:9090".parse().unwrap(), 10);
        // Marshalled by github.com/kitex-contrib/registry-etcd 0.2.
        let kitex =
            r#"{"network":"tcp","address":"10.0.0.1:9090","weight":10,"tags":{}}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), kitex);
    }

    #[test]
    fn a_weight_and_tags_may_be_missing() {
        let ten = Weight(NonZeroU32::new(10).unwrap());
        for rest in ["", r#","weight":0,"tags":null"#, r#","weight":10,"tags":{"zone":"a"}"#] {
            let value = format!(r#"{{"network":"tcp","address":"[::1]:1"{rest}}}"#);
            let endpoint = Entry::parse(value.as_bytes());
            assert_eq!(endpoint, Ok(("[::1]:1".parse().unwrap(), ten)));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (value, error) in [
            ("", "EOF while parsing a value at line 1 column 0"),
            (r#"{"network":"tcp","address":"users"}"#, "\"users\" is not an address"),
            (r#"{"network":"unix","address":"/a"}"#, "the network \"unix\" is not \"tcp\""),
        ] {
            assert_eq!(Entry::parse(value.as_bytes()).unwrap_err(), error);
        }
    }
}
