//! What a page asks of its reader: its length, and its exercises.

use crate::page::Page;
use crate::problem::Problem;

/// The most words of prose that a page may have.
const MOST_WORDS: usize = 2500;

/// An exercise of a page.
#[derive(Debug, PartialEq)]
pub struct Exercise<'a> {
    /// Its number, as `8.1`.
    pub number: &'a str,
    /// What it asks for: to understand, change, build, measure or predict something.
    pub kind: &'a str,
    /// The task, with the line that says how one sees that it is done.
    pub task: String,
    /// Where it begins in the page.
    at: usize,
    has_check: bool,
    has_answer: bool,
}

/// The exercises of a page, in order.
pub fn exercises(page: &Page) -> Vec<Exercise<'_>> {
    let mut all: Vec<Exercise<'_>> = Vec::new();
    let (mut at, mut is_within, mut is_answer) = (0, false, false);
    for line in page.text.split_inclusive('\n') {
        if let Some((number, kind)) = heading(line) {
            let (has_check, has_answer) = (false, false);
            let task = String::new();
            all.push(Exercise { number, kind, task, at, has_check, has_answer });
            (is_within, is_answer) = (true, false);
        }
        is_within &= !line.starts_with(['#', '{']);
        if let Some(exercise) = all.last_mut().filter(|_| is_within) {
            is_answer |= line.starts_with("<details");
            exercise.has_answer |= is_answer;
            exercise.has_check |= line.starts_with("*Check:*");
            if !is_answer {
                exercise.task.push_str(line);
            }
            is_answer &= !line.starts_with("</details");
        }
        at += line.len();
    }
    all.iter_mut()
        .for_each(|exercise| exercise.task.truncate(exercise.task.trim_end().len()));
    all
}

/// The number and the kind in `**8.1** (build). Write …`.
fn heading(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = line.strip_prefix("**")?.split_once("** (")?;
    let (kind, _) = rest.split_once(')')?;
    let is_number =
        number.contains('.') && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then_some((number, kind))
}

/// Pages that are too long, and exercises that are miscounted or give no way to check oneself.
pub fn check(pages: &[Page]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut last = (0, 0);
    for page in pages {
        let words = words(&page.text);
        if page.file.contains("/chapter-") && words > MOST_WORDS {
            let text = format!("has {words} words of prose, more than {MOST_WORDS}");
            problems.push(page.place(0).problem(text));
        }
        for exercise in exercises(page) {
            let Exercise { number, kind, at, has_check, has_answer, .. } = exercise;
            let mut wrong = |text: String| {
                problems
                    .push(page.place(at).problem(format!("exercise {number} {text}")));
            };
            let (chapter, count) = number.split_once('.').unwrap_or_default();
            let now = (chapter.parse().unwrap_or(0), count.parse().unwrap_or(0));
            let next = if now.0 == last.0 { last.1 + 1 } else { 1 };
            if now.1 != next {
                wrong(format!("comes after {}.{}", last.0, last.1));
            }
            last = now;
            if kind == "build" && !has_check {
                wrong("is to be built, but has no `*Check:*`".to_owned());
            } else if !has_check && !has_answer {
                wrong("has neither an answer nor a `*Check:*`".to_owned());
            }
        }
    }
    problems
}

/// Counts the words of prose: not those of code, tables, directives and addresses of links.
fn words(text: &str) -> usize {
    let mut is_code = false;
    let mut count = 0;
    for line in text.lines() {
        let line = line.trim_start_matches(['>', ' ']);
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        let is_address = line.starts_with('[') && line.contains("]: http");
        if !is_code && !line.starts_with(['|', '{']) && !is_address {
            count += line.split_whitespace().count();
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# A page

Six words, of which two `count`.

```text
none here
```

| nor | here |
|---|---|

## Exercises

**8.1** (build). Write
it.

*Check:* it must be there.

<details><summary>Answer</summary>

There.

</details>

**8.3** (build). Write more.

**8.4** (predict). What?

## References
";

    #[test]
    fn exercises_are_numbered_and_can_be_checked() {
        let page = Page::parse("book/en/chapter-08.md", PAGE);
        let exercises = exercises(&page);
        assert_eq!(
            exercises[0].task,
            "**8.1** (build). Write\nit.\n\n*Check:* it must be there."
        );
        let problems: Vec<String> =
            check(&[page]).iter().map(|problem| problem.to_string()).collect();
        assert_eq!(
            problems,
            [
                "book/en/chapter-08.md:25: exercise 8.3 comes after 8.1",
                "book/en/chapter-08.md:25: exercise 8.3 is to be built, but has no `*Check:*`",
                "book/en/chapter-08.md:27: exercise 8.4 has neither an answer nor a `*Check:*`",
            ]
        );
    }

    #[test]
    fn a_page_has_at_most_so_many_words() {
        assert_eq!(words(PAGE), 32);
        let page = |words| {
            let text = format!("# Long\n\n{}\n", "word ".repeat(words));
            Page::parse("book/en/chapter-08.md", &text)
        };
        assert_eq!(check(&[page(MOST_WORDS - 2)]), []);
        assert_eq!(check(&[page(MOST_WORDS)]).len(), 1);
    }
}
