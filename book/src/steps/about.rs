//! What a page says about one function.

/// A paragraph of a page.
#[derive(Debug, PartialEq)]
struct Paragraph {
    /// Its first line, counted from 1.
    line: usize,
    /// The heading above it, by its line.
    section: usize,
    text: String,
}

/// A function, as a page may name it.
pub struct Named<'a> {
    /// With its type: `FrameCodec::encode`.
    pub name: &'a str,
    /// Whether no other function of the chapter is called the same, whatever its type.
    pub is_alone: bool,
    /// The line of the directive that shows it, counted from 1.
    pub line: usize,
}

/// The most paragraphs that are worth quoting.
const MOST: usize = 2;

/// The paragraphs that name a function, those nearest to its listing, or else the ones around the
/// listing, in its section or before that.
pub fn of(page: &str, function: &Named<'_>) -> String {
    let paragraphs = paragraphs(page);
    let section = |line: usize| {
        let headings = page.lines().take(line).enumerate();
        headings.filter(|(_, text)| text.starts_with('#')).map(|(i, _)| i + 1).last()
    };
    let here = section(function.line).unwrap_or(0);
    let distance = |paragraph: &&Paragraph| paragraph.line.abs_diff(function.line);
    let mut naming: Vec<&Paragraph> = paragraphs
        .iter()
        .filter(|paragraph| names(paragraph, function, paragraph.section == here))
        .collect();
    naming.sort_by_key(distance);
    naming.truncate(MOST);
    if naming.is_empty() {
        let is_here = |paragraph: &&Paragraph| paragraph.section == here;
        let mut nearby = paragraphs.iter().filter(is_here);
        let before = nearby.clone().rfind(|paragraph| paragraph.line < function.line);
        let after = nearby.find(|paragraph| paragraph.line > function.line);
        naming.extend(before.into_iter().chain(after));
    }
    if naming.is_empty() {
        // A section that is only listings: what comes before it leads to them.
        let before = paragraphs.iter().rfind(|paragraph| paragraph.line < function.line);
        naming.extend(before.or(paragraphs.first()));
    }
    naming.sort_by_key(|paragraph| paragraph.line);
    let texts: Vec<&str> =
        naming.iter().map(|paragraph| paragraph.text.as_str()).collect();
    texts.join("\n\n")
}

/// Whether a paragraph has the function in a code span. Elsewhere than in the section of the
/// listing, a name that several functions have must be given in full.
fn names(paragraph: &Paragraph, function: &Named<'_>, is_here: bool) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let last = function.name.rsplit("::").next().unwrap_or(function.name);
    paragraph.text.split('`').skip(1).step_by(2).any(|code| {
        code.contains(function.name) && function.name.contains("::")
            || (is_here || function.is_alone)
                && code.split(|c| !is_word(c)).any(|word| word == last)
    })
}

/// The paragraphs of a page before its exercises, without headings, listings and transcripts.
fn paragraphs(page: &str) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    let (mut section, mut is_code, mut is_new) = (0, false, true);
    for (line, text) in (1..).zip(page.lines()) {
        let is_fence = text.trim_start_matches(['>', ' ']).starts_with("```");
        is_code ^= is_fence;
        if is_code
            || is_fence
            || text.is_empty()
            || text.starts_with(['#', '{', '<', '|'])
        {
            is_new = true;
            if text.starts_with("## Exercises") {
                break;
            }
            if text.starts_with('#') && !is_code {
                section = line;
            }
            continue;
        }
        match all.last_mut() {
            Some(last) if !is_new => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            _ => all.push(Paragraph { line, section, text: text.to_owned() }),
        }
        is_new = false;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# Codes

Before.

```console
$ run
```

{{#diff codes.rs}}

`put` writes it.

## Reading

A `Reader` is one.

{{#diff reading.rs}}

`Reader::get` reads, and
`len` counts.

## Exercises

What is `code`?
";

    fn about(name: &str, is_alone: bool, line: usize) -> String {
        of(PAGE, &Named { name, is_alone, line })
    }

    #[test]
    fn what_names_a_function_is_quoted_even_if_it_begins_with_it() {
        assert_eq!(about("put", true, 9), "`put` writes it.");
        assert_eq!(about("put", true, 17), "`put` writes it.");
        assert_eq!(about("len", false, 17), "`Reader::get` reads, and\n`len` counts.");
        assert_eq!(
            about("Reader::get", false, 9),
            "`Reader::get` reads, and\n`len` counts."
        );
    }

    #[test]
    fn in_a_section_without_words_the_words_before_it_are_quoted() {
        let page = "# Codes\n\nBefore.\n\n## Listing\n\n{{#diff codes.rs}}\n\n## After\n\nAfter.\n";
        let named = Named { name: "code", is_alone: true, line: 7 };
        assert_eq!(of(page, &named), "Before.");
    }

    #[test]
    fn a_function_that_is_not_named_is_told_around_its_listing() {
        assert_eq!(about("code", true, 9), "Before.\n\n`put` writes it.");
        // Another `put` may be meant.
        assert_eq!(
            about("Reader::put", false, 17),
            "A `Reader` is one.\n\n`Reader::get` reads, and\n`len` counts."
        );
    }
}
