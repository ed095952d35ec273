//! Whatever the bytes are: no panic, no value that does not come back, and no more work than
//! the bytes are worth.
//!
//! Each test is a target, and runs on some thousands of inputs, always the same. A longer run,
//! with other inputs:
//!
//! ```text
//! FUZZ_SECONDS=600 FUZZ_SEED=1 cargo test --release -p chapter-06 --test fuzz
//! ```

mod engine;
#[cfg(feature = "codegen")]
mod idl;
mod stream;
mod wire;
