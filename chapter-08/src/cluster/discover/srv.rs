//! Endpoints from the SRV records of DNS, which have ports and weights.

use std::{
    fmt::Display,
    io,
    net::SocketAddr,
    num::NonZeroU32,
    time::{Duration, Instant},
};

use futures::future::try_join_all;
use hickory_resolver::{
    TokioResolver,
    net::NetError,
    proto::rr::{RData, RecordType, rdata::SRV},
};

use super::{Discover, Weight, expiring};

/// Returns a source that asks DNS for the SRV records of `name`, and again when they expire.
///
/// A record has a host, a port and a weight; a weight of 0 counts as 1. Of records with several
/// priorities, only those with the lowest number are used. A host that does not exist is left
/// out. After any other failure, the endpoints of the last answer stay.
///
/// # Examples
///
/// The pods behind a headless service of Kubernetes, whose port is called `thrift`:
///
/// ```no_run
/// use hickory_resolver::TokioResolver;
/// use mini_lust::cluster::discover;
///
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// // As /etc/resolv.conf says.
/// let resolver = TokioResolver::builder_tokio()?.build()?;
/// let users = discover::srv("_thrift._tcp.users.default.svc.cluster.local.", resolver);
/// # drop(users);
/// # Ok(())
/// # }
/// ```
pub fn srv(
    name: impl Into<String>,
    resolver: TokioResolver,
) -> impl Discover<SocketAddr> {
    let name = name.into();
    expiring(move || {
        let (name, resolver) = (name.clone(), resolver.clone());
        async move { look_up(&name, &resolver).await }
    })
}

/// Returns the endpoints, and for how long all that they come from is valid.
async fn look_up(
    name: &str,
    resolver: &TokioResolver,
) -> io::Result<(Vec<(SocketAddr, Weight)>, Duration)> {
    let lookup = resolver.lookup(name, RecordType::SRV).await;
    let lookup = lookup.map_err(|error| failed(name, error))?;
    let records = lookup.answers().iter().filter_map(|record| match &record.data {
        // A root as the host means that there is none.
        RData::SRV(srv) if !srv.target.is_root() => Some(srv),
        _ => None,
    });
    let lowest = records.clone().map(|srv| srv.priority).min();
    let used = records.filter(|srv| Some(srv.priority) == lowest);
    let hosts = try_join_all(used.map(|srv| look_up_host(srv, resolver))).await?;

    let ends = hosts.iter().flatten().map(|(_, end)| *end);
    let end = ends.fold(lookup.valid_until(), Instant::min);
    let endpoints = hosts.into_iter().flatten().flat_map(|(endpoints, _)| endpoints);
    Ok((endpoints.collect(), end.saturating_duration_since(Instant::now())))
}

/// Returns the endpoints of a record and the end of their time, if its host exists.
async fn look_up_host(
    srv: &SRV,
    resolver: &TokioResolver,
) -> io::Result<Option<(Vec<(SocketAddr, Weight)>, Instant)>> {
    let weight = NonZeroU32::new(srv.weight.into()).map_or(Weight::default(), Weight);
    match resolver.lookup_ip(srv.target.clone()).await {
        Err(error) if error.is_no_records_found() => Ok(None),
        Err(error) => Err(failed(&srv.target, error)),
        Ok(addresses) => {
            let endpoint = |address| (SocketAddr::new(address, srv.port), weight);
            let endpoints = addresses.iter().map(endpoint).collect();
            Ok(Some((endpoints, addresses.valid_until())))
        }
    }
}

fn failed(name: impl Display, error: NetError) -> io::Error {
    io::Error::other(format!("{name}: {error}"))
}
