//! The layers, each by itself, on paused time.

mod adaptive;
mod handler;
mod limit;
mod readiness;
