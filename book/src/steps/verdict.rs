//! Why a test is red, in a sentence and with places to look at.

use super::exercise::Exercise;
use super::tests::{BLANK, Ended, Outcome, Test};

/// A panic in a test's output.
#[derive(Debug, PartialEq)]
struct Panic {
    file: String,
    line: usize,
    message: String,
}

/// The most functions that are worth naming.
const MOST: usize = 8;

/// What a test proves, and where it is.
pub fn fact(exercise: &Exercise, test: &Test) -> String {
    format!("{} ({})", test.fact(), place(exercise, test))
}

/// Explains to the reader of a page a test that did not pass, and that needs these blank functions.
pub fn explain(
    exercise: &Exercise,
    page: usize,
    test: &Test,
    ended: &Ended,
    blank: &[String],
) -> String {
    let panics = panics(&ended.printed);
    let is_blank = |panic: &&Panic| panic.message.starts_with(BLANK);
    // An assertion may have failed first because of a blank body in another task.
    let panic = panics.iter().find(is_blank).or(panics.first());
    let fact = fact(exercise, test);
    let why = match (panic, ended.outcome) {
        (Some(panic), _) if is_blank(&panic) => reached(exercise, page, panic),
        (_, Outcome::Late) => format!(
            "it did not end within {} s: it waits for something that does not come, or needs a longer --limit",
            ended.took.as_secs()
        ),
        (Some(Panic { file, line, message }), _) => {
            format!("it failed at {file}:{line}: {message}")
        }
        (None, _) => format!("it failed:\n{}", ended.printed.trim()),
    };
    let needs = match blank.len() {
        // What it reached is all that it needs.
        0 | 1 => String::new(),
        n if n <= MOST => {
            format!(
                "\n    it needs {n} functions that are blank: `{}`",
                blank.join("`, `")
            )
        }
        n => format!("\n    it needs {n} functions that are blank"),
    };
    format!("{fact}\n    {why}{needs}")
}

/// The explanation of a panic in a blank body.
fn reached(exercise: &Exercise, page: usize, panic: &Panic) -> String {
    let Panic { file, line, .. } = panic;
    match exercise.task_at(file, *line) {
        Some(task) => {
            let (name, place) = (task.body.name(), &task.place);
            let whose = match task.page == page {
                true => String::new(),
                false => {
                    format!(" of page `{}`", exercise.plan.pages[task.page].name)
                }
            };
            format!(
                "it reached `{name}` ({file}:{line}){whose}, which is still blank; see {place}"
            )
        }
        None => format!("it reached what is still blank ({file}:{line})"),
    }
}

/// The line on which a test begins.
fn place(exercise: &Exercise, test: &Test) -> String {
    let function = test.name.rsplit("::").next().unwrap_or(&test.name);
    let folder = match test.file.rsplit_once('/') {
        // The tests of a folder, or of the library, may be in any of its files.
        Some((folder, "main.rs" | "lib.rs")) => exercise.dir.join(folder),
        _ => exercise.dir.join(&test.file),
    };
    let found = find(&folder, &format!("fn {function}("));
    match found {
        Some((file, line)) => {
            let file = file.strip_prefix(&exercise.dir).unwrap_or(&file);
            format!("{}:{line}", file.display())
        }
        None => test.file.clone(),
    }
}

/// The first line with this text in a file, or in any of a folder.
fn find(path: &std::path::Path, text: &str) -> Option<(std::path::PathBuf, usize)> {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        return paths.iter().find_map(|path| find(path, text));
    }
    let code = std::fs::read_to_string(path).ok()?;
    let line = code.lines().position(|line| line.contains(text))?;
    Some((path.to_owned(), line + 1))
}

/// The panics in a test's output: `thread 'x' (7) panicked at src/lib.rs:3:5:`, and a message.
fn panics(printed: &str) -> Vec<Panic> {
    let lines: Vec<&str> = printed.lines().collect();
    let panic = |i: usize| {
        let (_, place) = lines[i].split_once(" panicked at ")?;
        let mut parts = place.trim_end_matches(':').rsplitn(3, ':');
        let (_, line, file) = (parts.next()?, parts.next()?, parts.next()?);
        let message = lines[i + 1..].iter().take_while(|line| {
            let is_end = line.is_empty()
                || line.starts_with("note: ")
                || line.contains(" panicked at ");
            !is_end && !line.starts_with("stack backtrace")
        });
        let message: Vec<&str> = message.take(4).copied().collect();
        Some(Panic {
            file: file.to_owned(),
            line: line.parse().ok()?,
            message: message.join("\n      "),
        })
    };
    (0..lines.len()).filter_map(panic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_are_found_with_their_places_and_messages() {
        let printed = "\nrunning 1 test\n\nthread 'a' (7) panicked at src/rpc/call.rs:12:5:\n\
            not yet implemented: call\nnote: run with `RUST_BACKTRACE=1`\n\n\
            thread 'b' panicked at tests/it.rs:3:1:\nassertion failed\n  left: 1\n\n";
        let want = |file: &str, line, message: &str| Panic {
            file: file.to_owned(),
            line,
            message: message.to_owned(),
        };
        assert_eq!(
            panics(printed),
            [
                want("src/rpc/call.rs", 12, "not yet implemented: call"),
                want("tests/it.rs", 3, "assertion failed\n        left: 1"),
            ]
        );
    }
}
