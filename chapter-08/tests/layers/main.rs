//! What each layer does, alone and with others, in memory and on paused time.

mod access;
mod access_log;
mod accrual;
mod adaptive;
mod breaker;
mod catch_panic;
mod deadline;
mod error;
mod fallback;
mod handler;
mod hedge;
mod limit;
mod metrics;
mod network;
mod order;
mod rate;
mod readiness;
mod retry;
mod router;
mod spawn;
mod subscriber;
mod tiers;
mod trace;
