#[cfg(feature = "metrics")]
mod metrics;
mod trace;
