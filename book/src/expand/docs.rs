//! A doc comment of more than one sentence: the first one as code, which opens to the rest as
//! text, so that tables and lists of links are read and not deciphered.

use crate::highlight;
use crate::html::{NEWLINE, escape};
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd,
};

/// A doc comment, folded.
pub struct Doc {
    /// How many lines of code it takes.
    pub lines: usize,
    /// Its first sentence, as code.
    pub head: String,
    /// What of the code comes after that.
    pub tail: String,
    /// The same as text; empty if it is but the addresses of links.
    pub text: String,
}

impl Doc {
    /// The doc comment that begins with the first of `lines`, if there is one that says more
    /// than a sentence.
    pub fn at_start(lines: &[&str]) -> Option<Doc> {
        let first = lines.first()?;
        let (start, marker) = ["///", "//!"].iter().find_map(|marker| {
            text_after(first, marker)?;
            Some((first.find(marker)? + marker.len(), *marker))
        })?;
        let texts: Vec<&str> =
            lines.iter().map_while(|line| text_after(line, marker)).collect();
        let text = texts.join("\n");
        let end = first_sentence(&text);
        let (head, rest) = text.split_at(end);
        if rest.trim().is_empty() {
            return None;
        }
        // The code has the marker once a line more than the text.
        let margin = &first[..start];
        let as_code = |text: &str| {
            let lines: Vec<String> = text
                .split('\n')
                .map(|line| match line {
                    "" => margin.to_owned(),
                    line => format!("{margin} {line}"),
                })
                .collect();
            lines.join("\n")
        };
        let (head, whole) = (as_code(head), as_code(&text));
        let tail = whole.strip_prefix(&head).unwrap_or_default().to_owned();
        Some(Doc { lines: texts.len(), head, tail, text: rendered(rest) })
    }

    /// The doc as HTML. `class` and `tag` are those of its first row.
    pub fn html(&self, class: &str) -> String {
        let Doc { head, tail, text, .. } = self;
        let (head, tail) = (escape(head), escape(tail));
        let head = format!("<i class=\"c\">{head}</i>");
        if text.is_empty() {
            return format!(
                "<div class=\"doc {class}\" data-rest=\"{tail}\">{head}{NEWLINE}</div>"
            );
        }
        format!(
            "<details class=\"doc {class}\" data-rest=\"{tail}\"><summary>{head}\
             <span class=\"more\"> ⋯</span>{NEWLINE}</summary><div class=\"text\">{text}</div></details>"
        )
    }
}

/// The text of a line of a doc comment.
fn text_after<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    let text = line.trim_start().strip_prefix(marker)?;
    match text.strip_prefix(' ') {
        Some(text) => Some(text),
        None => text.is_empty().then_some(text),
    }
}

/// Where the first sentence ends: with a full stop, or with its paragraph.
fn first_sentence(text: &str) -> usize {
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut in_code = false;
    for (i, c) in text[..paragraph].char_indices() {
        match c {
            '`' => in_code = !in_code,
            '\n' if text.starts_with('#') => return i,
            '.' | '?' | '!' if !in_code => {
                let (before, after) = (&text[..=i], &text[i + 1..]);
                let goes_on = after.starts_with(|c: char| !c.is_whitespace());
                if !goes_on && !before.ends_with("e.g.") && !before.ends_with("i.e.") {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    paragraph
}

/// Markdown as HTML on one line.
fn rendered(markdown: &str) -> String {
    let parser = Parser::new_with_broken_link_callback(
        markdown,
        Options::ENABLE_TABLES,
        Some(as_name),
    );
    let mut events = Vec::new();
    let mut code: Option<(String, String)> = None;
    let mut is_link = Vec::new();
    for event in parser {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => "rust".to_owned(),
                };
                code = Some((language, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = code.take().unwrap_or_default();
                events.push(Event::Html(code_block(&language, &text).into()));
            }
            Event::Text(text) if code.is_some() => {
                if let Some((_, code)) = &mut code {
                    code.push_str(&text);
                }
            }
            // A heading of the page would be one of the book.
            Event::Start(Tag::Heading { .. }) => {
                events.push(Event::Html("<p><strong>".into()));
            }
            Event::End(TagEnd::Heading(_)) => {
                events.push(Event::Html("</strong></p>".into()));
            }
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                is_link.push(dest_url.starts_with("http"));
                if is_link.last() == Some(&true) {
                    events.push(event);
                }
            }
            Event::End(TagEnd::Link) => {
                if is_link.pop() == Some(true) {
                    events.push(event);
                }
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                events.push(Event::Text(text))
            }
            event => events.push(event),
        }
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html.trim_end().replace('{', "&#123;").replace('\n', NEWLINE)
}

/// A link to an item has no address here; what it is called is enough.
#[allow(clippy::unnecessary_wraps, reason = "the parser wants it so")]
fn as_name(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    Some((CowStr::Borrowed(""), link.reference))
}

/// The language of a code block in a comment: Rust, unless it names another.
fn language(info: &str) -> String {
    let known = ["text", "console", "toml", "thrift", "sh"];
    let named =
        known.into_iter().find(|name| info.split([',', ' ']).any(|word| word == *name));
    named.unwrap_or("rust").to_owned()
}

fn code_block(language: &str, code: &str) -> String {
    // Lines that rustdoc hides.
    let is_shown =
        |line: &&str| language != "rust" || !(*line == "#" || line.starts_with("# "));
    let code: String =
        code.lines().filter(is_shown).map(|line| format!("{line}\n")).collect();
    let lines = highlight::lines(&code, language);
    let html: Vec<String> =
        lines.iter().map(|line| highlight::to_html(line, &[])).collect();
    // It may scroll, which a keyboard has to reach by name.
    let region = "tabindex=\"0\" role=\"group\" aria-label=\"Code in the comment\"";
    format!("<pre {region}>{}</pre>", html.join(NEWLINE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_code_and_the_rest_is_text() {
        let lines = [
            "    /// Reads `a.b. c`, e.g. a",
            "    /// frame. Or fails:",
            "    ///",
            "    /// | x | y |",
            "    /// |---|---|",
            "    /// | [`Error`] | 1 |",
            "    ///",
            "    /// [`Error`]: crate::Error",
            "    fn read() {}",
        ];
        let doc = Doc::at_start(&lines).unwrap();
        assert_eq!(doc.lines, 8);
        assert_eq!(doc.head, "    /// Reads `a.b. c`, e.g. a\n    /// frame.");
        assert_eq!(format!("{}{}", doc.head, doc.tail), lines[..8].join("\n"));
        assert!(doc.text.contains("<td><code>Error</code></td>"), "{}", doc.text);
        assert!(
            !doc.text.contains("crate::") && !doc.text.contains('\n'),
            "{}",
            doc.text
        );
    }

    #[test]
    fn what_is_one_sentence_is_left_alone() {
        assert!(
            Doc::at_start(&["/// A name, of", "/// a user.", "struct Name;"]).is_none()
        );
        assert!(Doc::at_start(&["//// No. Doc."]).is_none());
        assert!(Doc::at_start(&["// No. Doc."]).is_none());
    }

    #[test]
    fn code_and_html_in_a_comment_are_shown_and_not_run() {
        let lines = [
            "//! A. See:",
            "//!",
            "//! ```",
            "//! # use x;",
            "//! f({1});",
            "//! ```",
            "//!",
            "//! <b>",
        ];
        let text = Doc::at_start(&lines).unwrap().text;
        assert!(
            !text.contains("use x") && !text.contains("<b>") && !text.contains('{'),
            "{text}"
        );
        assert!(text.contains("<pre ") && text.contains("&lt;b&gt;"), "{text}");
    }
}
