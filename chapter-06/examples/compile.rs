//! Prints the Rust code of an IDL file, or says what is wrong with it.
//!
//! `cargo run -p chapter-06 --example compile chapter-06/idl/user.thrift`

use std::{env, path::PathBuf, process::ExitCode};

use mini_lust::{codegen, idl::program::Program};

fn main() -> ExitCode {
    let files: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        eprintln!("usage: compile FILE…");
        return ExitCode::FAILURE;
    }
    match Program::load(&files, &[]) {
        Ok(program) => {
            program.warnings.iter().for_each(|warning| eprintln!("{warning}\n"));
            print!("{}", codegen::rust(&program));
            ExitCode::SUCCESS
        }
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| eprintln!("{diagnostic}\n"));
            ExitCode::FAILURE
        }
    }
}
