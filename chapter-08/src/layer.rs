//! What can be put around a call, on either side: each a [`tower::Layer`].

pub mod context;
pub mod deadline;
pub mod retry;

pub use context::ContextLayer;
pub use deadline::DeadlineLayer;
pub use retry::RetryLayer;
