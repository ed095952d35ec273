//! What can be put around a call, on either side: each a [`tower::Layer`].

pub mod adaptive;
pub mod context;
pub mod deadline;
mod gate;
mod gradient;
pub mod limit;

pub use adaptive::AdaptiveLimitLayer;
pub use context::ContextLayer;
pub use deadline::DeadlineLayer;
pub use limit::LimitLayer;
