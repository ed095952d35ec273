//! How a `build.rs` has IDL files compiled.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::idl::{diagnostic::Diagnostic, program::Program};

/// Compiles an IDL file, and writes `OUT_DIR/name.rs` for `path/name.thrift`.
///
/// What is wrong with the file is printed, and `main` has to return that it failed.
///
/// # Examples
///
/// A whole `build.rs`:
///
/// ```no_run
/// use std::process::ExitCode;
///
/// fn main() -> ExitCode {
///     mini_lust::codegen::compile("idl/user.thrift")
/// }
/// ```
///
/// And where the module is wanted:
///
/// ```ignore
/// mod user {
///     include!(concat!(env!("OUT_DIR"), "/user.rs"));
/// }
/// ```
#[must_use = "`main` has to return it"]
pub fn compile(file: impl Into<PathBuf>) -> ExitCode {
    Builder::new().compile([file])
}

/// Compiles IDL files, for a `build.rs` that needs more than [`compile`].
///
/// # Examples
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use mini_lust::codegen::Builder;
///
/// fn main() -> ExitCode {
///     Builder::new()
///         .include_path("idl/vendor")
///         .output("api.rs")
///         .compile(["idl/user.thrift", "idl/group.thrift"])
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    include_paths: Vec<PathBuf>,
    output: Option<PathBuf>,
    unformatted: bool,
}

impl Builder {
    /// Compiles with no include paths, to a file that is called as the first IDL file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a folder in which included files are looked for, after the folder of the file
    /// that includes them.
    pub fn include_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.include_paths.push(path.into());
        self
    }

    /// Writes to this file, relative to `OUT_DIR`.
    pub fn output(self, path: impl Into<PathBuf>) -> Self {
        Self { output: Some(path.into()), ..self }
    }

    /// Leaves the Rust file as it comes, which takes a quarter of the time. People who want
    /// to read it are better off with it formatted.
    pub fn unformatted(self) -> Self {
        Self { unformatted: true, ..self }
    }

    /// Compiles `files`, and those that they include, to one Rust file.
    ///
    /// The namespace of `files` is the module that includes the Rust file. Every other
    /// namespace is a module in it, and so are all of them if `files` have several.
    ///
    /// Cargo will run the build script again if one of the files that were read changes.
    #[must_use = "`main` has to return it"]
    pub fn compile<F: Into<PathBuf>>(
        &self,
        files: impl IntoIterator<Item = F>,
    ) -> ExitCode {
        let files: Vec<_> = files.into_iter().map(F::into).collect();
        match self.try_compile(&files) {
            Ok(program) => {
                for file in &program.files {
                    println!("cargo::rerun-if-changed={}", file.path.display());
                }
                ExitCode::SUCCESS
            }
            Err(diagnostics) => {
                // Cargo shows what a script that fails has printed, so nothing else is.
                diagnostics.iter().for_each(|diagnostic| eprintln!("{diagnostic}\n"));
                ExitCode::FAILURE
            }
        }
    }

    fn try_compile(&self, files: &[PathBuf]) -> Result<Program, Vec<Diagnostic>> {
        let output = self.output_for(files).map_err(|diagnostic| vec![diagnostic])?;
        let program = Program::load(files, &self.include_paths)?;
        let code = match self.unformatted {
            true => super::tokens(&program).to_string(),
            false => super::rust(&program),
        };
        fs::write(&output, code).map_err(|error| {
            let message = format!("cannot write {}: {error}", output.display());
            vec![Diagnostic::without_place(message)]
        })?;
        Ok(program)
    }

    fn output_for(&self, files: &[PathBuf]) -> Result<PathBuf, Diagnostic> {
        let Some(first) = files.first() else {
            return Err(Diagnostic::without_place("there is no file to compile"));
        };
        let Some(folder) = env::var_os("OUT_DIR") else {
            let error = Diagnostic::without_place("OUT_DIR is not set");
            return Err(error.help("it is set for build scripts, which cargo runs"));
        };
        let stem = first.file_stem().map(Path::new).unwrap_or(Path::new("thrift"));
        let name = self.output.clone().unwrap_or_else(|| stem.with_extension("rs"));
        Ok(Path::new(&folder).join(name))
    }
}
