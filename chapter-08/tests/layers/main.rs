//! The layers, each around a mock or a server in memory, on paused time.

mod hedge;
mod retry;
mod tiers;
