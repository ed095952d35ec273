mod access_log;
mod catch_panic;
#[cfg(feature = "metrics")]
mod metrics;
mod spawn;
mod trace;
