//! Suggestions for names that refer to nothing.

use super::{
    diagnostic::{Diagnostic, Span},
    item::{ItemId, ItemKind, Name},
    names::{Found, Space, View},
};

impl View<'_> {
    /// Returns the error for a name that is not the name of a `what`: a type, a service or a
    /// constant.
    pub(super) fn unknown(&self, Name { text, span }: &Name, what: &str) -> Diagnostic {
        for space in [Space::Types, Space::Constants] {
            if let Found::Item(other) = self.find(space, text) {
                let kind = self.program[other].kind.in_words();
                let message = format!("`{text}` is {kind}, not a {what}");
                let error =
                    self.error(span, message, format!("a {what} is expected here"));
                let label = format!("{kind}, by its definition");
                return self.program.with_item(error, other, label);
            }
        }
        let message = format!("there is no {what} `{text}`");
        let error = self.error(span, message, "not defined");
        error.help(match (meant(text, self.visible(what)), text.split_once('.')) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, Some((file, name))) => {
                format!("include a file `{file}.thrift`, if `{name}` is in it")
            }
            (None, None) => "define it, or include the file that does".to_owned(),
        })
    }

    /// Returns the error for a name that is not the name of a `what` of an item: a field or value.
    pub(super) fn no_member<'m>(
        &self,
        span: &Span,
        (id, what, name): (ItemId, &str, &str),
        members: impl Iterator<Item = &'m Name>,
    ) -> Diagnostic {
        let of = &self.program[id].name.text;
        let message = format!("`{of}` has no {what} `{name}`");
        let error = self.error(span, message, format!("no such {what}"));
        let error = self.program.with_item(error, id, format!("`{of}` is defined here"));
        let members: Vec<_> = members.map(|member| member.text.clone()).collect();
        let all = format!("`{of}` has `{}`", members.join("`, `"));
        let meant = meant(name, members).map(|meant| format!("did you mean `{meant}`?"));
        error.help(meant.unwrap_or(all))
    }

    /// Returns every name that the file could write where a `what` is expected.
    fn visible(&self, what: &str) -> Vec<String> {
        let includes = self.program.files[self.file].includes.iter();
        let includes =
            includes.filter_map(|it| Some((it.file?, format!("{}.", it.prefix))));
        let mut visible = Vec::new();
        for (file, prefix) in includes.chain([(self.file, String::new())]) {
            for item in self.program.items.iter().filter(|item| item.file == file) {
                let name = format!("{prefix}{}", item.name.text);
                match (&item.kind, what) {
                    (ItemKind::Enum(values), "constant") => {
                        let values = values.iter().map(|value| &value.name.text);
                        visible.extend(values.map(|value| format!("{name}.{value}")));
                    }
                    (ItemKind::Const(..), "constant")
                    | (ItemKind::Service(_), "service") => visible.push(name),
                    (ItemKind::Const(..) | ItemKind::Service(_), _) => {}
                    (_, "type") => visible.push(name),
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
}

/// Returns the candidate that most resembles `word`, if it was probably meant. Only as many of
/// its last names count as `word` has.
fn meant(word: &str, candidates: Vec<String>) -> Option<String> {
    let (dots, most) = (word.matches('.').count(), word.len() / 3);
    let word = word.to_lowercase();
    let changes = |candidate: String| {
        let start = candidate.rmatch_indices('.').nth(dots).map_or(0, |(at, _)| at + 1);
        let part = candidate[start..].to_lowercase();
        // Comparing takes time, and there may be thousands.
        let is_near = part.len().abs_diff(word.len()) <= most;
        let changes = is_near.then(|| strsim::osa_distance(&part, &word))?;
        (changes <= most).then_some((changes, candidate))
    };
    candidates.into_iter().filter_map(changes).min().map(|(_, candidate)| candidate)
}
