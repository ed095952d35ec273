//! Calls at a steady rate, and how they ended.

use std::time::Duration;

use mini_lust::{CallError, Channel, Error, Protocol, RpcService, user::UserClient};
use tokio::{
    task::JoinSet,
    time::{Instant, interval},
};

/// How one call ended.
pub struct Ended {
    pub begun: Instant,
    pub took: Duration,
    pub error: Option<Error>,
}

/// Makes a call.
pub async fn call<S: RpcService + Clone>(service: S) -> Ended {
    let begun = Instant::now();
    let result = UserClient::new(service, Protocol::Binary).get_user(1).await;
    let error = match result {
        Ok(_) => None,
        Err(CallError::Failed(error)) => Some(error),
        Err(CallError::Exception(exception)) => panic!("{exception}"),
    };
    Ended { begun, took: begun.elapsed(), error }
}

/// Makes so many calls, one every `period`, whether those before are answered or not.
pub async fn calls(channel: &Channel, count: usize, period: Duration) -> Vec<Ended> {
    let mut clock = interval(period);
    let mut calls = JoinSet::new();
    for _ in 0..count {
        clock.tick().await;
        calls.spawn(call(channel.clone()));
    }
    calls.join_all().await
}

/// How many of them failed.
pub fn failed(calls: &[Ended]) -> usize {
    calls.iter().filter(|call| call.error.is_some()).count()
}

/// The time within which such a share of calls has ended.
pub fn percentile(calls: &[Ended], share: f64) -> Duration {
    let mut times: Vec<_> = calls.iter().map(|call| call.took).collect();
    times.sort();
    times[((times.len() - 1) as f64 * share) as usize]
}
