//! Names, numbers and strings.

use pest::iterators::Pair;

use crate::idl::{grammar::Rule, item::Name};

use super::{
    Parser,
    pairs::{name_of, span},
};

impl Parser<'_> {
    /// Reads a name, which cannot be a keyword.
    pub(super) fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.word(pair);
        if RESERVED.split_whitespace().any(|word| word == name.text) {
            let message = format!("`{}` is a word of the language", name.text);
            let error = self.error(&message, &name.span, "expected a name");
            self.errors.push(error.help("choose another name"));
        }
        name
    }

    /// Reads a word, made of the characters that Apache's compiler knows.
    pub(super) fn word(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = name_of(pair);
        if !name.text.is_ascii() {
            let label = "not all of a-z, A-Z, 0-9 and _";
            let message = "a name has letters of ASCII only";
            let error = self.error(message, &name.span, label);
            self.errors.push(error);
        }
        name
    }

    /// Reads an integer, unless it has too many digits.
    pub(super) fn integer(&mut self, pair: &Pair<'_, Rule>) -> Option<i64> {
        let text = pair.as_str();
        let digits = text.trim_start_matches(['+', '-']);
        let sign = if text.starts_with('-') { "-" } else { "" };
        let value = match digits.strip_prefix("0x") {
            Some(digits) => i64::from_str_radix(&format!("{sign}{digits}"), 16),
            None => format!("{sign}{digits}").parse(),
        };
        if value.is_err() {
            let label = "not between -2⁶³ and 2⁶³ - 1";
            let error = self.error("the number is too large", &span(pair), label);
            self.errors.push(error);
        }
        value.ok()
    }

    /// Reads the contents of a quoted string, with the escapes that Apache's compiler knows.
    pub(super) fn literal(&mut self, pair: Pair<'_, Rule>) -> Name {
        let span = span(&pair);
        let quoted = pair.into_inner().next().expect("quotes have something inside");
        let mut text = String::with_capacity(quoted.as_str().len());
        let mut chars = quoted.as_str().char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                '\\' => {
                    // The grammar lets no string end in the middle of an escape.
                    let Some((_, escaped)) = chars.next() else { break };
                    let at = quoted.as_span().start() + at;
                    text.extend(self.escape(escaped, at));
                }
                char => text.push(char),
            }
        }
        Name { text, span }
    }

    fn escape(&mut self, escaped: char, at: usize) -> Option<char> {
        match escaped {
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            '\\' | '"' | '\'' => Some(escaped),
            _ => {
                let place = at..at + 1 + escaped.len_utf8();
                let error = self.error("there is no such escape", &place, "");
                let help = "a string may have \\n, \\r, \\t, \\\\, \\\" and \\'";
                self.errors.push(error.help(help));
                None
            }
        }
    }
}

/// The words that Apache's compiler does not accept as a name.
const RESERVED: &str = "\
    binary bool byte const cpp_include double enum exception extends i16 i32 i64 i8 \
    include list map namespace oneway optional required service set slist string \
    struct throws typedef union uuid void";
