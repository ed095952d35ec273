//! What to say of a name that stands for nothing, or for something else.

use crate::idl::{
    ast::{DefinitionKind, Name, Span, StructKind},
    diagnostic::Diagnostic,
    program::ItemId,
};

use super::{
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
    error.help(match text.rsplit_once('.') {
        Some((left, right)) if !names.has_prefix(file, left) => {
            unknown_left(names, file, (left, right), space)
        }
        _ => match names
            .nearest(text, names.visible(file, space).chain(base_types(what)))
        {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "define it, or include the file that does".to_owned(),
        },
    })
}

/// The types of the language, where a type is expected.
fn base_types(what: &str) -> impl Iterator<Item = String> {
    let names = [
        "binary", "bool", "byte", "double", "i16", "i32", "i64", "i8", "string", "uuid",
    ];
    names.map(str::to_owned).into_iter().filter(move |_| what == "type")
}

/// What to do about a name whose part to the left of the dot is no included file, nor, where
/// a constant is expected, an enum.
fn unknown_left(
    names: &Names<'_>,
    file: usize,
    (left, right): (&str, &str),
    space: Space,
) -> String {
    let files = names.prefixes(file).map(str::to_owned);
    let meant = match space {
        Space::Types => names.nearest(left, files),
        Space::Constants => {
            names.nearest(left, files.chain(names.visible(file, Space::Types)))
        }
    };
    match meant {
        Some(meant) => format!("did you mean `{meant}.{right}`?"),
        None => format!("include a file `{left}.thrift`, if `{right}` is in it"),
    }
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
    let error = error.and(names.place(other), format!("{kind}, by its definition"));
    error.help(format!("write the name of a {what}"))
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
