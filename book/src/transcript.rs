//! Transcripts: `console` blocks, whose commands are run, and whose output must be what the
//! book prints. `[..]` stands for anything within a line, a line `...` for any lines.

use crate::page::{CodeBlock, Page};
use crate::problem::Problem;
use crate::shell::{self, Outcome};
use anyhow::{Result, bail};
use snapbox::Data;
use snapbox::filter::NormalizeToExpected;
use std::path::Path;
use std::time::Duration;

/// How to run transcripts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether transcripts are left out, which is said.
    pub skip: bool,
    /// Whether pages are rewritten to show what the commands print now.
    pub bless: bool,
    /// The longest that one command may take.
    pub limit: Duration,
    /// Whether each page is announced on the terminal before its commands run.
    pub announce: bool,
}

/// What came of the transcripts of a page.
#[derive(Debug, Default)]
pub struct Report {
    /// How many were run.
    pub count: usize,
    /// Commands that print something else.
    pub problems: Vec<Problem>,
    /// Blocks that need a tool that this machine has not.
    pub skipped: Vec<Problem>,
    /// The page with what the commands print now, if it differs.
    pub blessed: Option<String>,
}

/// A command, and what the book says it prints.
#[derive(Debug, PartialEq)]
struct Step {
    /// The line of the block on which it stands, counted from 0.
    line: usize,
    command: String,
    printed: String,
}

/// What a block looks like when it is run.
#[derive(Debug, Default)]
struct Today {
    /// The block as it should be.
    code: String,
    /// Commands that print something else than the book says.
    differences: Vec<Problem>,
    /// What no rewriting of the page would mend.
    problems: Vec<Problem>,
}

/// Runs the transcripts of a page, in `dir`.
pub fn run(page: &Page, dir: &Path, options: &Options) -> Result<Report> {
    let mut report = Report::default();
    let mut text = page.text.clone();
    let is_console = |block: &&CodeBlock| language(&block.info) == "console";
    if options.announce && page.blocks.iter().any(|block| is_console(&block)) {
        eprintln!("running the transcripts of {}", page.file);
    }
    let mut rewritten = Vec::new();
    // In the order of the page: a command may need the files that one before it has made.
    for block in page.blocks.iter().filter(is_console) {
        match need(&block.info) {
            Err(attribute) => {
                report.problems.push(block.place.problem(format!(
                    "`{attribute}`: a transcript is run; what is not belongs in a ```text block"
                )));
                continue;
            }
            Ok(Some(tool)) if !is_installed(tool) => {
                report
                    .skipped
                    .push(block.place.problem(format!("skipped, needs {tool}")));
                continue;
            }
            Ok(_) => {}
        }
        let today = run_block(block, dir, options)?;
        report.count += 1;
        report.problems.extend(today.problems);
        if !options.bless {
            report.problems.extend(today.differences);
        } else if today.code != block.code {
            rewritten.push((block, today.code));
        }
    }
    // From the last to the first, so that what is rewritten does not move what is still to come.
    for (block, code) in rewritten.into_iter().rev() {
        let body = body(&text, block);
        text.replace_range(body, &indented(&code, &block.indent));
    }
    report.blessed = (text != page.text).then_some(text);
    report.problems.sort();
    Ok(report)
}

fn run_block(block: &CodeBlock, dir: &Path, options: &Options) -> Result<Today> {
    let mut today = Today::default();
    for step in steps(&block.code) {
        let command = &step.command;
        let mut place = block.place.clone();
        place.line += 1 + step.line;
        let printed = match shell::run(command, dir, options.limit)? {
            Outcome::Interrupted => bail!("interrupted"),
            Outcome::Printed(printed) => with_wildcards(&printed, &step.printed),
            Outcome::TimedOut(printed) => {
                let seconds = options.limit.as_secs();
                today.problems.push(place.problem(format!(
                    "`{command}` took longer than {seconds} s and was ended; it had printed:\n{printed}"
                )));
                step.printed.clone()
            }
        };
        if printed != step.printed {
            let difference = difference(&step.printed, &printed);
            today.differences.push(place.problem(format!(
                "`{command}` prints something else (− the book, + today):\n{difference}"
            )));
        }
        today.code.push_str(&format!("$ {command}\n{printed}"));
    }
    if today.code.is_empty() {
        let message = "no command: its line begins with `$ `";
        today.problems.push(block.place.problem(message));
        today.code.clone_from(&block.code);
    }
    Ok(today)
}

/// The commands of a block. One that ends with a backslash goes on on the next line.
fn steps(code: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut continues = false;
    for (line, text) in code.split_inclusive('\n').enumerate() {
        if continues && let Some(step) = steps.last_mut() {
            step.command = format!("{}\n{}", step.command, text.trim_end());
        } else if let Some(command) = text.strip_prefix("$ ") {
            steps.push(Step {
                line,
                command: command.trim_end().to_owned(),
                printed: String::new(),
            });
            continues = true;
        } else if let Some(step) = steps.last_mut() {
            step.printed.push_str(text);
        }
        continues = continues && text.trim_end().ends_with('\\');
    }
    steps
}

/// `printed`, with wildcards where `expected` has ones that match.
fn with_wildcards(printed: &str, expected: &str) -> String {
    let mut printed: String =
        printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    if expected.is_empty() && printed.trim().is_empty() {
        printed.clear();
    }
    let normalized = NormalizeToExpected::new()
        .redact()
        .normalize(Data::text(printed), &Data::text(expected.to_owned()));
    normalized.to_string()
}

/// The lines of two outputs that differ, as a diff shows them.
fn difference(expected: &str, printed: &str) -> String {
    use crate::diff::{Tag, compare};
    let (old, new): (Vec<_>, Vec<_>) =
        (expected.lines().collect(), printed.lines().collect());
    let lines = compare(expected, printed);
    let lines = lines.iter().map(|line| match line.tag {
        Tag::Same => format!("    {}\n", new[line.number]),
        Tag::Old => format!("  − {}\n", old[line.number]),
        Tag::New => format!("  + {}\n", new[line.number]),
    });
    lines.collect::<String>().trim_end().to_owned()
}

/// The bytes of `text` between the fences of a block, of which the last may be missing.
fn body(text: &str, block: &CodeBlock) -> std::ops::Range<usize> {
    let fenced = &text[block.range.clone()];
    let start = fenced.find('\n').map_or(fenced.len(), |newline| newline + 1);
    let last = fenced.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
    let is_closed = last >= start
        && fenced[last..].trim_start_matches([' ', '>']).starts_with(['`', '~']);
    let end = if is_closed { last } else { fenced.len() };
    block.range.start + start..block.range.start + end
}

fn indented(code: &str, indent: &str) -> String {
    let lines =
        code.lines().map(|line| format!("{indent}{line}").trim_end().to_owned() + "\n");
    lines.collect()
}

fn language(info: &str) -> &str {
    info.split(',').next().unwrap_or("").trim()
}

/// The tool that a block says it needs, as in `console,needs=tshark`.
fn need(info: &str) -> Result<Option<&str>, &str> {
    let mut need = None;
    for attribute in info.split(',').skip(1) {
        match attribute.trim().strip_prefix("needs=") {
            Some(tool) => need = Some(tool),
            None => return Err(attribute.trim()),
        }
    }
    Ok(need)
}

fn is_installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(tool).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_commands_and_what_each_prints() {
        let steps = steps("$ one \\\n  more\na\nb\n$ two\n");
        let step = |line, command: &str, printed: &str| Step {
            line,
            command: command.to_owned(),
            printed: printed.to_owned(),
        };
        assert_eq!(steps, [step(0, "one \\\n  more", "a\nb\n"), step(4, "two", "")]);
    }

    #[test]
    fn brackets_with_dots_match_anything_in_a_line() {
        let book = "took [..] ms\ndone\n";
        assert_eq!(with_wildcards("took 17 ms\ndone\n", book), book);
        assert_ne!(with_wildcards("took 17 s\ndone\n", book), book);
    }

    #[test]
    fn three_dots_match_any_lines() {
        let book = "...\nlast\n";
        assert_eq!(with_wildcards("a\nb\nlast\n", book), book);
        assert_eq!(with_wildcards("last\n", book), book);
    }

    #[test]
    fn wildcards_that_still_match_survive_a_blessing() {
        let book = "took [..] ms\nred\n";
        assert_eq!(with_wildcards("took 9 ms\ngreen\n", book), "took [..] ms\ngreen\n");
    }
}
