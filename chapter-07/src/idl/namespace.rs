//! The module that the items of a file belong to.

use std::sync::Arc;

use super::{
    diagnostic::{Diagnostic, Errors, Source},
    item::Name,
};

/// Returns the segments of a file's module: of the last `namespace rs`, or else of the last
/// `namespace *`, or else the name of the file.
pub(super) fn namespace(
    source: &Arc<Source>,
    namespaces: &[(Name, Name)],
    errors: &mut Errors,
) -> Vec<String> {
    let of = |language: &str| {
        let mut namespaces = namespaces.iter();
        namespaces.rfind(|(of, _)| of.text == language).map(|(_, name)| name)
    };
    let Some(name) = of("rs").or_else(|| of("*")) else {
        return vec![stem(source)];
    };
    if !name.split('.').all(is_identifier) {
        let message = format!("`{}` is not the name of a module", name.text);
        let label = "some part of this is not a word in Rust";
        let error = Diagnostic::new(message, source, name.span.clone(), label);
        errors.push(error.help("write words of letters, digits and `_`, with dots"));
    }
    name.split('.').map(str::to_owned).collect()
}

/// Returns the name of a file without its extension, as an identifier.
fn stem(source: &Source) -> String {
    let stem = source.path.file_stem().unwrap_or_default().to_string_lossy();
    let letter = |char: char| if char.is_ascii_alphanumeric() { char } else { '_' };
    let name: String = stem.chars().map(letter).collect();
    if is_identifier(&name) { name } else { format!("_{name}") }
}

fn is_identifier(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}
