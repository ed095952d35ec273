//! Comments of the IDL file, as Rust has them.
//!
//! To rustdoc a comment is Markdown, with examples that are compiled and links that lead to
//! items. Who wrote the IDL file did not know that. So the text stays what it is, and what
//! Markdown would make of it is prevented, as far as it does harm.

use proc_macro2::TokenStream;
use quote::quote;

/// The lines of a comment, each an attribute, which is printed as `/// …`.
pub(super) fn doc(text: Option<&str>) -> TokenStream {
    let lines = markdown(text.unwrap_or_default()).into_iter().map(|line| {
        let line = if line.is_empty() { line } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    lines.collect()
}

fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut in_fence = false;
    // How far the text of the list's last item is indented.
    let mut indent = 0;
    for line in text.lines() {
        let line: String = line.chars().filter_map(printable).collect();
        let is_fence = line.trim_start().starts_with("```");
        if is_fence {
            // Without a language it would be compiled as Rust, and run.
            lines.push(if in_fence { "```" } else { "```text" }.to_owned());
            in_fence = !in_fence;
        } else if in_fence {
            lines.push(line.trim_end().to_owned());
        } else {
            // Four spaces would make it an example, too.
            let line = line.trim();
            let marker = marker_width(line);
            if line.is_empty() || marker > 0 {
                indent = 0;
            }
            lines.push(format!("{}{}", " ".repeat(indent), escape(line)));
            indent = indent.max(marker);
        }
    }
    if in_fence {
        lines.push("```".to_owned());
    }
    lines
}

/// Leaves out what changes the direction of text, which the compiler forbids.
fn printable(char: char) -> Option<char> {
    match char {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        char if char.is_control() => Some(' '),
        char => Some(char),
    }
}

/// How wide the mark is by which an item of a list begins; 0 if there is none.
fn marker_width(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let is_bullet =
        digits == 0 && ["- ", "* ", "+ "].iter().any(|m| rest.starts_with(m));
    let is_number = digits > 0 && [". ", ") "].iter().any(|m| rest.starts_with(m));
    if is_bullet || is_number { digits + 2 } else { 0 }
}

/// Prevents that parts of a line become links, tags or quotations. What is in backticks is
/// safe from that.
fn escape(line: &str) -> String {
    let quoted = if line.starts_with('>') { "\\" } else { "" };
    // A last backtick without a partner opens nothing.
    let pairs = line.matches('`').count() / 2 * 2;
    let parts = line.splitn(pairs + 1, '`').enumerate().map(|(index, part)| {
        let is_code = index % 2 == 1;
        if is_code { format!("`{part}`") } else { escape_text(part) }
    });
    quoted.to_owned() + &parts.collect::<String>()
}

fn escape_text(text: &str) -> String {
    let words = text.split_inclusive(' ').map(|word| match split_address(word) {
        Some((before, address, after)) => {
            format!("{}<{address}>{}", escape_word(before), escape_word(after))
        }
        None => escape_word(word),
    });
    words.collect()
}

/// An address in a word, and what is around it: the end of a sentence, say.
fn split_address(word: &str) -> Option<(&str, &str, &str)> {
    let start = word.find("http://").or_else(|| word.find("https://"))?;
    let (before, rest) = word.split_at(start);
    let end = rest.find(['<', '>', '"', '`', ' ']).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', ')', '\'']);
    Some((before, address, &rest[address.len()..]))
}

fn escape_word(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(char) = chars.next() {
        let begins_tag = chars
            .peek()
            .is_some_and(|next| next.is_alphabetic() || "/!?".contains(*next));
        if char == '[' || char == '<' && begins_tag {
            escaped.push('\\');
        }
        escaped.push(char);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn what_markdown_would_misread_is_escaped() {
        for (text, expected) in [
            ("Plain, of two\nlines.", "Plain, of two\nlines."),
            ("A map<string, i32> of [users]", "A map\\<string, i32> of \\[users]"),
            ("a < b, `map<a>[0]`, <i>", "a < b, `map<a>[0]`, \\<i>"),
            ("one ` of <b>", "one ` of \\<b>"),
            ("see http://example.org/a.", "see <http://example.org/a>."),
            ("[a](http://b.org/c)", "\\[a](<http://b.org/c>)"),
            ("    indented\n\tcode", "indented\ncode"),
            ("- one\ngoes on\n\nover", "- one\n  goes on\n\nover"),
            ("10. one\ngoes on", "10. one\n    goes on"),
            ("```\nlet x = [1];\n", "```text\nlet x = [1];\n```"),
            ("> said", "\\> said"),
            ("a\u{202e}b\rc", "ab c"),
        ] {
            assert_eq!(markdown(text).join("\n"), expected, "{text}");
        }
    }
}
