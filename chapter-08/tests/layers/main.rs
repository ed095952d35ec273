//! What each layer does, alone and with others.

mod access_log;
mod catch_panic;
mod deadline;
#[cfg(feature = "metrics")]
mod metrics;
mod network;
mod spawn;
mod trace;
