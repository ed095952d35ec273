//! Compiles IDL files to Rust, or says what is wrong with them.
//!
//! `cargo run -p chapter-06 --example compile -- -I idl/vendor -o api.rs idl/api.thrift`

use std::{fs, path::PathBuf, process::ExitCode};

use clap::Parser;
use mini_lust::{codegen, idl::program::Program};

/// Compiles IDL files to Rust.
#[derive(Parser)]
struct Arguments {
    /// The IDL files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A folder to search for included files; may be given several times
    #[arg(short = 'I', value_name = "FOLDER")]
    include_paths: Vec<PathBuf>,
    /// The file to write, instead of the terminal
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Arguments { files, include_paths, output } = Arguments::parse();
    let program = match Program::load(&files, &include_paths) {
        Ok(program) => program,
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| eprintln!("{diagnostic}\n"));
            return ExitCode::FAILURE;
        }
    };
    program.warnings.iter().for_each(|warning| eprintln!("{warning}\n"));
    let code = codegen::rust(&program);
    let Some(path) = output else {
        print!("{code}");
        return ExitCode::SUCCESS;
    };
    match fs::write(&path, code) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}
