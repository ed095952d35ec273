//! What each layer does, alone and with others, in memory and on paused time.

mod access_log;
mod adaptive;
mod catch_panic;
mod deadline;
mod handler;
mod hedge;
mod limit;
#[cfg(feature = "metrics")]
mod metrics;
mod network;
mod readiness;
mod retry;
mod spawn;
mod tiers;
mod trace;
