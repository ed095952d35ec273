//! The targets of `tests/fuzz`, run by libFuzzer: an input that reaches new code is changed further.
//!
//! One target at a time, for ten minutes:
//!
//! ```text
//! FUZZ_SECONDS=600 cargo test --release -- --exact wire::users
//! ```
//!
//! The inputs that it found are in `../target/fuzz`, where the next run goes on. One that ends in a
//! panic is a file `crash-*`. As a line of `tests/fuzz/corpus`, it is a test of `cargo test`:
//!
//! ```text
//! xxd -p -c0 ../target/fuzz/wire-users/crash-0123 >> ../tests/fuzz/corpus/wire-users.hex
//! ```

#[path = "../tests/fuzz/corpus.rs"]
mod corpus;
mod engine;
#[path = "../tests/fuzz/header.rs"]
mod header;
#[path = "../tests/fuzz/idl.rs"]
mod idl;
#[path = "../tests/fuzz/server.rs"]
mod server;
#[path = "../tests/fuzz/stream.rs"]
mod stream;
#[path = "../tests/fuzz/wire.rs"]
mod wire;
