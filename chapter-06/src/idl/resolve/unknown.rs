//! What to say of a name that stands for nothing, or for something else.

use super::{
    super::{
        ast::{DefinitionKind, Name, Span, StructKind},
        diagnostic::Diagnostic,
        program::ItemId,
    },
    files::Place,
    names::{Found, Names, Space},
};

/// A name that should be a type's.
pub(super) fn ty(names: &Names<'_>, file: usize, name: &Name) -> Diagnostic {
    unknown(names, file, name, Space::Types, "type")
}

/// A name that should be a service's.
pub(super) fn service(names: &Names<'_>, file: usize, name: &Name) -> Diagnostic {
    unknown(names, file, name, Space::Types, "service")
}

/// A name that should be a constant's, or an enum's and its value's.
pub(super) fn value(names: &Names<'_>, file: usize, name: &Name) -> Diagnostic {
    unknown(names, file, name, Space::Constants, "constant")
}

/// A name that should be one of a few, which are the members of an item.
pub(super) fn member<'m>(
    names: &Names<'_>,
    place: Place<'_>,
    (item, what, name): (ItemId, &str, &str),
    members: impl Iterator<Item = &'m str>,
) -> Diagnostic {
    let defined = names.place(item);
    let item = &names.definition(item).name.text;
    let members: Vec<_> = members.map(str::to_owned).collect();
    let help = match names.nearest(name, members.iter().cloned()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if members.is_empty() => format!("`{item}` has none"),
        None => format!("`{item}` has {}", list(&members)),
    };
    place
        .error(format!("`{item}` has no {what} `{name}`"), format!("no such {what}"))
        .and(defined, format!("`{item}` is defined here"))
        .help(help)
}

/// What an item is, in words.
pub(super) fn kind(names: &Names<'_>, item: ItemId) -> &'static str {
    match names.definition(item).kind {
        DefinitionKind::Const(..) => "a constant",
        DefinitionKind::Typedef(_) => "a typedef",
        DefinitionKind::Enum(_) => "an enum",
        DefinitionKind::Struct(StructKind::Struct, _) => "a struct",
        DefinitionKind::Struct(StructKind::Union, _) => "a union",
        DefinitionKind::Struct(StructKind::Exception, _) => "an exception",
        DefinitionKind::Service(_) => "a service",
    }
}

fn unknown(
    names: &Names<'_>,
    file: usize,
    name: &Name,
    space: Space,
    what: &str,
) -> Diagnostic {
    let Name { text, span } = name;
    for space in [Space::Types, Space::Constants] {
        if let Found::Item(other) = names.find(file, space, text) {
            return of_another_kind(names, file, span, other, what);
        }
    }
    let place = names.at(file, span);
    let error = place.error(format!("there is no {what} `{text}`"), "not defined");
    // The path of an enum's value has one more part than the enum's.
    let prefix = text.rsplit_once('.').map(|(prefix, _)| prefix);
    if let Some(prefix) = prefix.filter(|prefix| !names.has_prefix(file, prefix)) {
        let meant = names.nearest(prefix, names.prefixes(file).map(str::to_owned));
        return error.help(match meant {
            Some(meant) => {
                format!("did you mean `{meant}.{}`?", &text[prefix.len() + 1..])
            }
            None => format!("no file called `{prefix}` is included here"),
        });
    }
    match meant(names, file, text, space) {
        Some(meant) => error.help(format!("did you mean `{meant}`?")),
        None => error.help("define it, or include the file that does"),
    }
}

/// The same name in an included file, or else one that is much alike.
fn meant(names: &Names<'_>, file: usize, text: &str, space: Space) -> Option<String> {
    let included = names.prefixes(file).map(|prefix| format!("{prefix}.{text}"));
    let same = included
        .filter(|path| matches!(names.find(file, space, path), Found::Item(_)))
        .next();
    same.or_else(|| names.nearest(text, names.visible(file, space)))
}

fn of_another_kind(
    names: &Names<'_>,
    file: usize,
    span: &Span,
    other: ItemId,
    what: &str,
) -> Diagnostic {
    let name = &names.definition(other).name.text;
    let kind = kind(names, other);
    let error = names.at(file, span).error(
        format!("`{name}` is {kind}, not a {what}"),
        format!("a {what} is expected here"),
    );
    error.and(names.place(other), format!("{kind}, by its definition"))
}

/// Some names, with commas.
fn list(names: &[String]) -> String {
    let shown = names.iter().take(8).map(|name| format!("`{name}`"));
    let mut shown: Vec<_> = shown.collect();
    if names.len() > shown.len() {
        shown.push(format!("{} more", names.len() - shown.len()));
    }
    shown.join(", ")
}
