//! What can be put around a call, on either side: each a [`tower::Layer`].

pub mod context;
pub mod deadline;
mod gate;
pub mod limit;

pub use context::ContextLayer;
pub use deadline::DeadlineLayer;
pub use limit::LimitLayer;
