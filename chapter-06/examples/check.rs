//! Reads the IDL files that it is given, and says what is wrong with them.
//!
//! `cargo run -p chapter-06 --example check chapter-06/idl/user.thrift`

use std::{env, fs, process::ExitCode, sync::Arc};

use mini_lust::idl::{ast::Document, diagnostic::Source};

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in env::args_os().skip(1) {
        let shown = path.to_string_lossy().into_owned();
        match fs::read_to_string(&path) {
            Ok(text) => {
                let source = Arc::new(Source { path: path.into(), text });
                match Document::parse(&source) {
                    Ok(document) => {
                        println!("{shown}: {} definitions", document.definitions.len());
                    }
                    Err(diagnostics) => {
                        code = ExitCode::FAILURE;
                        diagnostics.iter().for_each(|wrong| eprintln!("{wrong}\n"));
                    }
                }
            }
            Err(error) => {
                code = ExitCode::FAILURE;
                eprintln!("{shown}: {error}");
            }
        }
    }
    code
}
