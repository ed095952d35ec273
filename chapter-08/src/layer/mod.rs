//! Middleware for clients and servers. Each is a [`Layer`] of tower.
//!
//! [`Layer`]: https://docs.rs/tower/0.5/tower/trait.Layer.html
//!
//! # Examples
//!
//! A call that failed is repeated, within a second in all. The layer that is added first is
//! outside the others:
//!
//! ```
//! # use std::{future::ready, sync::{Arc, atomic::{AtomicUsize, Ordering::Relaxed}}};
//! # use mini_lust::{CallError, Error, Request};
//! # use mini_lust::user::{GetUserException, User};
//! use std::time::Duration;
//!
//! use mini_lust::{Protocol, layer::{DeadlineLayer, RetryLayer}};
//! # use mini_lust::user;
//! use user::UserClient;
//! use tower::ServiceBuilder;
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), CallError<GetUserException>> {
//! # let failures = Arc::new(AtomicUsize::new(0));
//! # let connection = tower::service_fn(move |request: Request| {
//! #     let user = User { name: "Ada".into(), ..User::default() };
//! #     ready(match failures.fetch_add(1, Relaxed) {
//! #         0 => Err(Error::Unsent),
//! #         _ => request.reply::<_, GetUserException>(Ok(user)),
//! #     })
//! # });
//! let service = ServiceBuilder::new()
//!     .layer(DeadlineLayer::new(Duration::from_secs(1)))
//!     .layer(RetryLayer::new())
//!     .service(connection);
//! let users = UserClient::new(service, Protocol::Binary);
//! assert_eq!(users.get_user(1).await?.name, "Ada");
//! # Ok(())
//! # }
//! ```

pub mod access;
pub mod access_log;
pub mod adaptive;
pub mod breaker;
pub mod budget;
pub mod catch_panic;
pub mod context;
pub mod deadline;
pub mod fallback;
mod gate;
mod gradient;
pub mod hedge;
pub mod limit;
pub mod maybe_refused;
pub mod metrics;
pub mod multiplex;
mod quantile;
pub mod rate;
pub mod retry;
pub mod spawn;
pub mod trace;
pub mod traceparent;

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
