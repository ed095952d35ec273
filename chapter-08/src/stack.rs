//! The layers that most programs should have, in the order in which they belong.

use tower::layer::util::Stack;

use crate::layer::{ContextLayer, DeadlineLayer};

/// The layers of a server: see [`Server::layer`](crate::server::Server::layer).
pub fn server() -> Stack<ContextLayer, DeadlineLayer> {
    Stack::new(ContextLayer::new(), DeadlineLayer::as_told())
}
