//! Small pieces of HTML, all on one line: Markdown would end a block of HTML at a blank line,
//! and a quotation or a list would indent the lines after the first.

/// The newline that ends a line of code.
pub const NEWLINE: &str = "&#10;";

/// `text` as it may stand in HTML, in Markdown and before mdBook's own directives.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '{' => out.push_str("&#123;"),
            '\n' => out.push_str(NEWLINE),
            c => out.push(c),
        }
    }
    out
}

/// Where a file of a chapter can be read.
pub fn source_link(chapter: impl std::fmt::Display, path: &str) -> String {
    escape(&format!("{SOURCES}/{chapter}/{path}"))
}

/// Where the repository's files can be read.
pub const SOURCES: &str = "https://github.com/mini-lust/mini-lust/blob/main";
