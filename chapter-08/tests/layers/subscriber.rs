//! Who listens to the spans and events of a test.

use std::sync::Once;

use tracing::subscriber::{DefaultGuard, set_default, set_global_default};
use tracing_subscriber::{Layer, Registry, layer::SubscriberExt, registry};

/// Lets `layer` listen to this thread.
pub fn listen(layer: impl Layer<Registry> + Send + Sync) -> DefaultGuard {
    // Whether anybody is interested in a span is remembered for all threads. A thread that
    // nobody listens to would say no, for all of them.
    static ALL: Once = Once::new();
    ALL.call_once(|| set_global_default(registry()).expect("it is the only one"));
    set_default(registry().with(layer))
}
