//! What to say about a name that refers to nothing: what it may have been meant to be.

use super::{
    diagnostic::{Diagnostic, Span},
    item::{ItemId, ItemKind, Name},
    names::{Found, Names, Space},
    program::Program,
};

impl Names {
    /// The error for a name that is not the name of a `what`: a type, a service or a
    /// constant.
    pub(super) fn unknown(
        &self,
        program: &Program,
        file: usize,
        name: &Name,
        what: &str,
    ) -> Diagnostic {
        let Name { text, span } = name;
        for space in [Space::Types, Space::Constants] {
            if let Found::Item(other) = self.find(program, file, space, text) {
                let kind = program[other].kind.in_words();
                let message = format!("`{text}` is {kind}, not a {what}");
                let label = format!("a {what} is expected here");
                let error = program.error(file, span, message, label);
                return program.with_item(
                    error,
                    other,
                    format!("{kind}, by its definition"),
                );
            }
        }
        let message = format!("there is no {what} `{text}`");
        let error = program.error(file, span, message, "not defined");
        let meant = meant(text, visible(program, file, what));
        error.help(match (meant, text.split_once('.')) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some((file, name))) => {
                format!("include a file `{file}.thrift`, if `{name}` is in it")
            }
            (None, None) => "define it, or include the file that does".to_owned(),
        })
    }
}

/// The error for a name that is not the name of a `what` of an item: a field or a value.
pub(super) fn no_member<'m>(
    program: &Program,
    (file, span): (usize, &Span),
    (id, what, name): (ItemId, &str, &str),
    members: impl Iterator<Item = &'m str>,
) -> Diagnostic {
    let of = &program[id].name.text;
    let message = format!("`{of}` has no {what} `{name}`");
    let error = program.error(file, span, message, format!("no such {what}"));
    let error = program.with_item(error, id, format!("`{of}` is defined here"));
    let members: Vec<_> = members.map(str::to_owned).collect();
    let all = format!("`{of}` has `{}`", members.join("`, `"));
    error.help(match meant(name, members) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => all,
    })
}

/// All that a file could name where a `what` is expected, in the form it would write.
fn visible(program: &Program, file: usize, what: &str) -> Vec<String> {
    let includes = program.files[file].includes.iter();
    let includes = includes.filter_map(|it| Some((it.file?, format!("{}.", it.prefix))));
    let mut visible = Vec::new();
    for (file, prefix) in includes.chain([(file, String::new())]) {
        for item in program.items.iter().filter(|item| item.file == file) {
            let name = &item.name.text;
            match (&item.kind, what) {
                (ItemKind::Enum(values), "constant") => visible.extend(
                    values
                        .iter()
                        .map(|value| format!("{prefix}{name}.{}", value.name.text)),
                ),
                (ItemKind::Const(..), "constant")
                | (ItemKind::Service(_), "service") => {
                    visible.push(format!("{prefix}{name}"));
                }
                (ItemKind::Const(..) | ItemKind::Service(_), _) => {}
                (_, "type") => visible.push(format!("{prefix}{name}")),
                _ => {}
            }
        }
    }
    if what == "type" {
        let own = "binary bool byte double i16 i32 i64 i8 list map set string uuid";
        visible.extend(own.split(' ').map(str::to_owned));
    }
    visible
}

/// The candidate that resembles `word` so much that it was probably meant. Only as many of
/// its last names count as `word` has.
fn meant(word: &str, candidates: Vec<String>) -> Option<String> {
    let (dots, most) = (word.matches('.').count(), word.chars().count() / 3);
    let changes = |candidate: &str| {
        let start = candidate.rmatch_indices('.').nth(dots).map_or(0, |(at, _)| at + 1);
        let part = candidate[start..].to_lowercase();
        strsim::damerau_levenshtein(&part, &word.to_lowercase())
    };
    let candidates = candidates.into_iter().map(|it| (changes(&it), it));
    let near = candidates.filter(|(changes, _)| *changes <= most);
    near.min().map(|(_, candidate)| candidate)
}
