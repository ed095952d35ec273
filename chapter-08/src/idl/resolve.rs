//! From trees to a program.
//!
//! Files are read with all that they include, the names in them are looked up, then the
//! values are worked out. Each step goes on after what is wrong, so that all of it is told.

mod equality;
mod evaluate;
mod files;
mod items;
mod links;
mod names;
mod namespace;
mod nearest;
mod refused;
mod scalars;
mod services;
mod structs;
mod typedefs;
mod types;
mod unknown;
mod values;

use std::{collections::HashMap, path::PathBuf, sync::Arc};

use self::{
    files::{Loaded, Place},
    names::Names,
};
use super::{diagnostic::Diagnostic, program::Program};

impl Program {
    /// Reads files, and the files that they include.
    ///
    /// An included file is looked for beside the file that includes it, then in each of
    /// `include_paths`. However often one is included, it is read once.
    ///
    /// # Errors
    ///
    /// All that is wrong with the files, in the order of the files, and in each by its place.
    ///
    /// # Examples
    ///
    /// ```
    /// use mini_lust::idl::program::Program;
    ///
    /// let program = Program::load(&["idl/user.thrift".into()], &[])
    ///     .unwrap_or_else(|diagnostics| panic!("{}", diagnostics[0]));
    /// assert_eq!(program.files[0].namespace, ["user"]);
    /// assert_eq!(program.items[1].name, "MAX_LABELS");
    /// ```
    pub fn load(
        files: &[PathBuf],
        include_paths: &[PathBuf],
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let (files, roots) = files::read(files, include_paths, &mut diagnostics);
        let names = Names::new(&files);
        let mut program = Self {
            files: namespace::resolve(&files, &names, &mut diagnostics),
            roots,
            items: items::resolve(&names, &mut diagnostics),
        };
        typedefs::check(&names, &mut program, &mut diagnostics);
        services::check(&names, &program, &mut diagnostics);
        structs::check(&names, &program, &mut diagnostics);
        values::resolve(&names, &mut program, &mut diagnostics);
        structs::check_defaults(&names, &program, &mut diagnostics);
        if diagnostics.is_empty() {
            return Ok(program);
        }
        sort(&mut diagnostics, &files);
        Err(diagnostics)
    }
}

impl<'a> Place<'a> {
    fn error(self, message: impl Into<String>, label: impl Into<String>) -> Diagnostic {
        Diagnostic::new(message, self.source, self.span.clone(), label)
    }
}

impl Diagnostic {
    /// Shows another place that has to do with it.
    fn and(self, place: Place<'_>, label: impl Into<String>) -> Self {
        self.also(place.source, place.span.clone(), label)
    }
}

/// An error with several places, one after the other. Of a long chain the first are shown.
fn chain<'a>(
    message: &str,
    steps: impl IntoIterator<Item = (Place<'a>, String)>,
) -> Option<Diagnostic> {
    let mut steps = steps.into_iter().take(LONGEST_SHOWN);
    let (first, label) = steps.next()?;
    let error = first.error(message, label);
    Some(steps.fold(error, |error, (place, label)| error.and(place, label)))
}

/// How many places of a chain are shown.
const LONGEST_SHOWN: usize = 16;

/// Orders what is wrong by file and place; first comes what has none.
fn sort(diagnostics: &mut [Diagnostic], files: &[Loaded]) {
    let order: HashMap<_, _> = files
        .iter()
        .enumerate()
        .map(|(i, file)| (Arc::as_ptr(&file.source), i))
        .collect();
    diagnostics.sort_by_key(|diagnostic| {
        let (source, at) = diagnostic.place()?;
        Some((order.get(&Arc::as_ptr(source)).copied(), at))
    });
}
