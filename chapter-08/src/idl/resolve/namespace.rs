//! The modules that files go into, where no two things may have one name.

use std::collections::{HashMap, hash_map::Entry};

use crate::idl::{
    diagnostic::Diagnostic,
    program::{File, ItemId},
};

use super::{
    files::{Loaded, Place},
    names::{Names, Space},
};

/// The files with their modules, in which nothing is defined twice.
pub(super) fn resolve(
    files: &[Loaded],
    names: &Names<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let resolved = files.iter().map(|file| File {
        path: file.source.path.clone(),
        namespace: of(file, diagnostics),
    });
    let resolved: Vec<_> = resolved.collect();
    check(names, &resolved, diagnostics);
    resolved
}

/// The module of a file, by its last line `namespace rs` or else `namespace *`, or its name.
fn of(file: &Loaded, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let said = |scope: &str| {
        let document = file.document.as_ref()?;
        document.namespaces.iter().rfind(|namespace| namespace.scope.text == scope)
    };
    let Some(namespace) = said("rs").or_else(|| said("*")) else {
        return vec![from_name(file)];
    };
    let name = &namespace.name;
    if !name.text.split('.').all(is_identifier) {
        let place = Place { source: &file.source, span: &name.span };
        let message = format!("`{}` is not the name of a module", name.text);
        let error = place.error(message, "some of this is no word of Rust");
        diagnostics
            .push(error.help("write words of letters, digits and `_`, with dots"));
    }
    name.text.split('.').map(str::to_owned).collect()
}

/// Tells of things of one name that would come into one module.
fn check(names: &Names<'_>, files: &[File], diagnostics: &mut Vec<Diagnostic>) {
    let mut known = HashMap::new();
    for (id, file, definition) in names.items() {
        let name = &*definition.name.text;
        match known.entry((&files[file].namespace, Space::of(definition), name)) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(first) => {
                diagnostics.push(clash(names, *first.get(), id, first.key().0));
            }
        }
    }
}

fn clash(names: &Names<'_>, first: ItemId, id: ItemId, module: &[String]) -> Diagnostic {
    let name = &names.definition(id).name.text;
    let (message, help) = if names.file(first) == names.file(id) {
        (format!("`{name}` is defined twice"), "rename one of them".to_owned())
    } else {
        (
            format!("`{name}` is defined in two files of one module"),
            format!(
                "the module of both files is `{}`: give one of them another, \
                 by `namespace rs`",
                module.join(".")
            ),
        )
    };
    let error = names.place(id).error(message, "defined again here");
    error.and(names.place(first), "first defined here").help(help)
}

/// The name of a file, with `_` for what the name of a module cannot have.
fn from_name(file: &Loaded) -> String {
    let stem = file.source.path.file_stem().unwrap_or_default().to_string_lossy();
    let letter = |char: char| if char.is_ascii_alphanumeric() { char } else { '_' };
    let name: String = stem.chars().map(letter).collect();
    if is_identifier(&name) { name } else { format!("_{name}") }
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}
