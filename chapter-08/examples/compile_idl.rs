//! Compiles IDL files to a Rust file, for a program without a build script.
//!
//! `cargo run -p chapter-08 --example compile_idl -- -I idl/vendor -o src/api.rs idl/api.thrift`

use std::{fs, path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum};
use mini_lust::{codegen::Options, idl::program::Program};

/// Compiles IDL files to Rust.
#[derive(Parser)]
pub struct Arguments {
    /// The IDL files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A folder to search for included files; may be given several times
    #[arg(short = 'I', value_name = "FOLDER")]
    include_paths: Vec<PathBuf>,
    /// The file to write, instead of the terminal
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// An option of the generator; may be given several times
    #[arg(long = "with", value_name = "OPTION")]
    choices: Vec<Choice>,
}

/// The options that have no arguments.
#[derive(Clone, Copy, ValueEnum)]
enum Choice {
    OrderedMaps,
    StdStrings,
    StdBytes,
    EnumConversions,
    ServiceDescriptors,
    DefaultMethods,
    ObjectSafeServices,
}

fn main() -> ExitCode {
    compile(&Arguments::parse())
}

pub fn compile(arguments: &Arguments) -> ExitCode {
    let program = match Program::load(&arguments.files, &arguments.include_paths) {
        Ok(program) => program,
        Err(diagnostics) => {
            diagnostics.iter().for_each(|diagnostic| eprintln!("{diagnostic}\n"));
            return ExitCode::FAILURE;
        }
    };
    program.warnings.iter().for_each(|warning| eprintln!("{warning}\n"));
    let options = arguments.choices.iter().fold(Options::new(), Choice::add_to);
    let code = options.rust(&program);
    let Some(path) = &arguments.output else {
        print!("{code}");
        return ExitCode::SUCCESS;
    };
    match fs::write(path, code) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write {}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

impl Choice {
    fn add_to(options: Options, choice: &Self) -> Options {
        match choice {
            Self::OrderedMaps => options.ordered_maps(),
            Self::StdStrings => options.std_strings(),
            Self::StdBytes => options.std_bytes(),
            Self::EnumConversions => options.enum_conversions(),
            Self::ServiceDescriptors => options.service_descriptors(),
            Self::DefaultMethods => options.default_methods(),
            Self::ObjectSafeServices => options.object_safe_services(),
        }
    }
}
