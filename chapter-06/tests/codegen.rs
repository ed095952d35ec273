//! The generator: what it writes is what was written by hand, and what is expected.

use std::{env, fs, path::PathBuf};

use mini_lust::{codegen, idl::program::Program};

fn load(files: &[&str], include_paths: &[&str]) -> Program {
    let paths = |paths: &[&str]| -> Vec<_> { paths.iter().map(PathBuf::from).collect() };
    Program::load(&paths(files), &paths(include_paths))
        .unwrap_or_else(|diagnostics| panic!("{}", diagnostics[0]))
}

/// For four chapters `src/user.rs` was written by hand.
#[test]
fn the_generator_writes_user_rs_byte_for_byte() {
    let written = fs::read_to_string("src/user.rs").expect("it is there");
    assert_eq!(codegen::rust(&load(&["idl/user.thrift"], &[])), written);
}

/// Beside the IDL files in `tests/generated` is the Rust that is expected for them, which
/// the test `generated` compiles. With `BLESS=1` in the environment this test writes it.
#[test]
fn the_generator_writes_what_is_expected() {
    let files = [
        "docs",
        "empty",
        "enums",
        "ids",
        "keys",
        "names",
        "recursion",
        "services",
        "values",
        "wire",
    ];
    for name in files {
        let file = format!("tests/generated/{name}.thrift");
        expect(name, &load(&[&file], &[]));
    }
    let file = |name| format!("tests/generated/modules/{name}.thrift");
    let vendor = "tests/generated/modules/vendor";
    expect("modules", &load(&[&file("api")], &[vendor]));
    expect("roots", &load(&[&file("right"), &file("nowhere")], &[]));
}

fn expect(name: &str, program: &Program) {
    let (path, code) = (format!("tests/generated/{name}.rs"), codegen::rust(program));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &code).expect("it can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differs =
        code.lines().zip(expected.lines()).position(|(code, line)| code != line);
    assert!(code == expected, "{path} differs, first after line {differs:?}");
}
