//! What can be put around a call, on either side: each a [`tower::Layer`].

pub mod access;
pub mod access_log;
pub mod adaptive;
pub mod admission;
pub mod breaker;
pub mod catch_panic;
pub mod context;
pub mod deadline;
pub mod fallback;
mod gate;
mod gradient;
pub mod hedge;
pub mod limit;
pub mod metrics;
pub mod multiplex;
pub mod rate;
pub mod retry;
pub mod spawn;
pub mod trace;

pub use access::Access;
pub use access_log::AccessLogLayer;
pub use adaptive::AdaptiveLimitLayer;
pub use breaker::BreakerLayer;
pub use catch_panic::CatchPanicLayer;
pub use context::ContextLayer;
pub use deadline::DeadlineLayer;
pub use fallback::FallbackLayer;
pub use hedge::HedgeLayer;
pub use limit::LimitLayer;
pub use metrics::MetricsLayer;
pub use multiplex::MultiplexLayer;
pub use rate::RateLimitLayer;
pub use retry::RetryLayer;
pub use spawn::SpawnLayer;
pub use trace::TraceLayer;
