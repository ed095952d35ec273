//! What can be put around a call, on either side: each a [`tower::Layer`].

pub mod context;
pub mod deadline;
pub mod hedge;
pub mod retry;

pub use context::ContextLayer;
pub use deadline::DeadlineLayer;
pub use hedge::HedgeLayer;
pub use retry::RetryLayer;
