//! What to say of a text that the grammar does not match.
//!
//! pest tells how far it came, and which rules it tried there.

use std::sync::Arc;

use pest::error::{ErrorVariant, InputLocation};

use super::{
    diagnostic::{Diagnostic, Source},
    parse::Rule,
};

/// Says what the grammar expected, in words.
pub(super) fn syntax_error(
    source: &Arc<Source>,
    error: &pest::error::Error<Rule>,
) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) => at,
        InputLocation::Span((start, _)) => start,
    };
    let word = word_at(&source.text, at);
    let place = at..at + word.len();
    if let Some(what) = unterminated(&source.text[at..]) {
        let message = format!("the {what} does not end");
        return Diagnostic::new(message, source, place, "begins here");
    }
    let found = match word {
        "" => "end of the file".to_owned(),
        word => format!("`{word}`"),
    };
    let mut expected: Vec<&str> = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.iter().filter_map(|rule| in_words(*rule)).collect()
        }
        // The stack of this thread is smaller than any that we know of.
        ErrorVariant::CustomError { message } => {
            return Diagnostic::new(message, source, place, "came as far as this");
        }
    };
    expected.sort_unstable();
    expected.dedup();
    let label = match expected.as_slice() {
        [] => "this does not belong here".to_owned(),
        [one] => format!("expected {one}"),
        [others @ .., last] => format!("expected {} or {last}", others.join(", ")),
    };
    let diagnostic =
        Diagnostic::new(format!("unexpected {found}"), source, place, label);
    match help(word, &expected) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What begins here and was not matched, for its end is missing.
fn unterminated(text: &str) -> Option<&'static str> {
    let line = text.lines().next().unwrap_or_default();
    match text.as_bytes() {
        [b'/', b'*', ..] => Some("comment"),
        [quote @ (b'"' | b'\''), ..] if !closes(line, char::from(*quote)) => {
            Some("string")
        }
        _ => None,
    }
}

/// Whether the string that `line` begins with ends on it.
fn closes(line: &str, quote: char) -> bool {
    let mut chars = line.chars().skip(1);
    while let Some(char) = chars.next() {
        match char {
            '\\' => drop(chars.next()),
            char if char == quote => return true,
            _ => {}
        }
    }
    false
}

/// What may have been meant by a word that is out of place.
fn help(word: &str, expected: &[&str]) -> Option<&'static str> {
    Some(match word {
        ":" => "a type comes before its name: `1: string name`",
        "class" => "write `struct`",
        "cpp_namespace" | "csharp_namespace" | "java_package" | "perl_package"
        | "php_namespace" | "py_module" | "ruby_namespace" | "smalltalk_category"
        | "smalltalk_prefix" | "xsd_namespace" => {
            "an old spelling: write `namespace`, the language and the name"
        }
        // Where a field may begin, a number alone does not belong: its colon is missing.
        word if word.parse::<u64>().is_ok() && expected.contains(&"a field") => {
            "a field's id has a colon after it: `1: string name`"
        }
        _ => return None,
    })
}

/// The word, or else the character, that begins at `at`.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let is_letter = |char: char| char.is_alphanumeric() || char == '_';
    let word = rest.find(|char| !is_letter(char)).unwrap_or(rest.len());
    let char = rest.chars().next().map_or(0, char::len_utf8);
    &rest[..word.max(char)]
}

/// What a rule is called in a message; nothing for what may always be left out.
fn in_words(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::annotations
        | Rule::cpp_type
        | Rule::kw_cpp_type
        | Rule::xsd
        | Rule::kw_xsd_all
        | Rule::kw_xsd_attrs
        | Rule::kw_xsd_nillable
        | Rule::kw_xsd_optional
        | Rule::kw_cpp_include
        | Rule::cpp_include => return None,
        Rule::EOI => "the end of the file",
        // At the very beginning pest names the whole.
        Rule::document
        | Rule::structure
        | Rule::service
        | Rule::enumeration
        | Rule::typedef
        | Rule::constant => "a definition",
        Rule::include | Rule::namespace => "a header",
        Rule::extends | Rule::kw_extends => "`extends`",
        Rule::throws | Rule::kw_throws => "`throws`",
        Rule::kw_void => "`void`",
        Rule::kw_oneway => "`oneway`",
        Rule::requiredness => "`required` or `optional`",
        Rule::ty | Rule::map | Rule::list | Rule::set => "a type",
        Rule::kw_map | Rule::kw_list | Rule::kw_set => "a type",
        Rule::field => "a field",
        Rule::field_id => "a field id",
        Rule::fields => "`{`",
        Rule::end => "`}`",
        Rule::end_of_list => "`)`",
        Rule::end_of_type => "`>`",
        Rule::comma => "`,`",
        Rule::equals => "`=`",
        Rule::arguments => "`(`",
        Rule::function => "a method",
        Rule::enum_value => "a name",
        Rule::name | Rule::path | Rule::scope | Rule::scope_name => "a name",
        Rule::value | Rule::double | Rule::array | Rule::object => "a value",
        Rule::integer => "a number",
        Rule::literal => "a string in quotes",
        Rule::annotation => "an annotation",
        _ => return None,
    })
}
