//! What each layer does, alone and with others, in memory and on paused time.

mod access_log;
mod catch_panic;
mod deadline;
mod hedge;
#[cfg(feature = "metrics")]
mod metrics;
mod network;
mod retry;
mod spawn;
mod tiers;
mod trace;
