//! Inputs that `fuzz/` found, which has libFuzzer: each reaches code that the seeds do not.

use std::{fs, thread};

/// Returns the inputs of the test that runs. Each is a line in hexadecimal.
pub fn found() -> Vec<Vec<u8>> {
    let path = format!("tests/fuzz/corpus/{}.hex", test());
    fs::read_to_string(path).unwrap_or_default().lines().map(bytes).collect()
}

/// Returns the name of the test that runs, such as `wire-users`.
pub fn test() -> String {
    thread::current().name().expect("a test has one").replace("::", "-")
}

fn bytes(line: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("hex") as u8;
    line.as_bytes().chunks(2).map(|pair| 16 * digit(pair[0]) + digit(pair[1])).collect()
}
