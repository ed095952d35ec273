//! Compiling IDL files from the command line.

#[allow(dead_code, reason = "`main` is for the example")]
#[path = "../examples/compile_idl.rs"]
mod compile_idl;

use std::{fs, process::ExitCode};

use clap::Parser;
use compile_idl::{Arguments, compile};

/// Runs the example with these arguments, in which `%` is a folder. Returns the Rust code.
fn run(arguments: &[&str]) -> Result<String, ExitCode> {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("vendor")).unwrap();
    let base = "namespace rs base\nstruct Price { 1: required string currency }";
    fs::write(path("vendor/base.thrift"), base).unwrap();
    let api = "include \"base.thrift\"\nstruct Item { 1: required base.Price price }";
    fs::write(path("api.thrift"), api).unwrap();

    let here = folder.path().display().to_string();
    let arguments = arguments.iter().map(|argument| argument.replace('%', &here));
    let arguments = ["compile_idl".to_owned()].into_iter().chain(arguments);
    let code = compile(&Arguments::parse_from(arguments));
    fs::read_to_string(path("api.rs")).map_err(|_| code)
}

#[test]
fn files_are_compiled_to_a_file_with_include_paths_and_options() {
    let code = run(&["-I", "%/vendor", "-o", "%/api.rs", "%/api.thrift"]).unwrap();
    assert!(code.contains("pub struct Item {"), "{code}");
    assert!(code.contains("pub currency: ByteString,"), "{code}");

    let options = ["--with", "std-strings", "-I%/vendor", "-o", "%/api.rs"];
    let code = run(&[&options[..], &["%/api.thrift"]].concat()).unwrap();
    assert!(code.contains("pub currency: String,"), "{code}");
}

#[test]
fn a_file_that_is_not_found_is_a_failure_and_writes_nothing() {
    let code = run(&["-o", "%/api.rs", "%/api.thrift"]).unwrap_err();
    assert_eq!(format!("{code:?}"), format!("{:?}", ExitCode::FAILURE));
}
