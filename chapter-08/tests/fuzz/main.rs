//! Whatever the bytes are: no panic, no value that does not come back, and no more work than
//! the bytes are worth.
//!
//! Each test is a target, and runs on some thousands of inputs, always the same. A longer run,
//! with other inputs:
//!
//! ```text
//! FUZZ_SECONDS=600 FUZZ_SEED=1 cargo test --release -p chapter-08 --test fuzz
//! ```
//!
//! The package in `fuzz/` gives the same targets to libFuzzer, which sees what code they reach.

mod corpus;
#[cfg(feature = "codegen")]
mod effort;
mod engine;
mod header;
#[cfg(feature = "codegen")]
mod idl;
mod server;
mod stream;
mod wire;
