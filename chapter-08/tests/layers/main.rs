//! The layers, each by itself, on paused time.

mod handler;
mod limit;
mod readiness;
