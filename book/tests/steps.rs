//! A chapter as an exercise: what is blank, what its tests say, and that each page is a step.

mod fixture;

use book::repo::Chapter;
use book::steps::plan::Plan;
use book::steps::start::{Blank, start};
use book::steps::{bodies, hint, progress, proof, record};
use fixture::{ALL_OF_TWO, Fixture};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

const WORDS: &str = "\
//! Words.

/// The words of a text.
pub fn words(text: &str) -> Vec<&str> {
    // Two spaces hold no word.
    let words = text.split(' ').filter(|word| !word.is_empty());
    words.collect()
}

/// How many they are.
pub fn count(text: &str) -> usize {
    words(text).len()
}

/// Their first letters.
pub fn initials(text: &str) -> impl Iterator<Item = char> {
    let words = words(text);
    words.into_iter().filter_map(|word| word.chars().next())
}
";

const TESTS: &str = "\
use chapter_03::words::{count, initials, words};

#[test]
fn spaces_are_no_words() {
    assert_eq!(words(\" a  b\"), [\"a\", \"b\"]);
}

#[test]
fn words_are_counted() {
    assert_eq!(count(\"a b\"), 2);
}

#[test]
fn initials_are_first_letters() {
    assert!(initials(\"ab cd\").eq(['a', 'c']));
}

#[test]
fn nothing_is_asked_of_this_one() {}
";

const PAGES: [(&str, &str); 3] = [
    ("two.md", ALL_OF_TWO),
    (
        "chapter-03.md",
        "# Words\n\n{{#diff chapter-03/src/lib.rs}}\n\nA text is cut at its spaces:\n\n\
         {{#diff chapter-03/src/words.rs words, count, docs}}\n\nThat was all.\n\n{{#steps}}\n",
    ),
    (
        "chapter-03-letters.md",
        "# Letters\n\n{{#diff chapter-03/src/words.rs initials}}\n",
    ),
];

/// Chapter 3 adds `words.rs`, told on two pages.
fn exercise() -> Fixture {
    let fixture = Fixture::new();
    for chapter in ["chapter-02", "chapter-03", "chapter-04"] {
        let manifest = format!("[package]\nname = \"{chapter}\"\nedition = \"2024\"\n");
        fixture.write(&format!("{chapter}/Cargo.toml"), &manifest);
    }
    for chapter in ["chapter-03", "chapter-04"] {
        let lib =
            fixture::LIB_02.replace("use std::fmt;", "pub mod words;\n\nuse std::fmt;");
        fixture.write(&format!("{chapter}/src/lib.rs"), &lib);
        fixture.write(&format!("{chapter}/src/words.rs"), WORDS);
    }
    fixture.write("chapter-03/tests/words.rs", TESTS);
    fixture.pages(&PAGES);
    fixture
}

fn three() -> Chapter {
    Chapter::parse("chapter-03").unwrap()
}

/// The folder of an exercise that has begun.
fn begun(fixture: &Fixture) -> PathBuf {
    start(&fixture.repo, three(), None, &Blank::Chapter).unwrap();
    fixture.root().canonicalize().unwrap().join("mine/chapter-03")
}

fn run(fixture: &Fixture, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_book"))
        .arg("--root")
        .arg(fixture.root())
        .args(arguments)
        .current_dir(fixture.root().join("mine/chapter-03"))
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
        + &String::from_utf8(output.stderr).unwrap()
}

/// Asserts that `text` has these lines, in this order, perhaps with others between them.
#[track_caller]
fn assert_lines(text: &str, lines: &[&str]) {
    let mut rest = text.lines();
    for line in lines {
        assert!(
            rest.any(|other| other.trim() == *line),
            "no line {line:?} in order in\n{text}"
        );
    }
}

#[test]
fn a_skeleton_has_all_but_the_bodies_that_are_new() {
    let fixture = exercise();
    let text = start(&fixture.repo, three(), None, &Blank::Chapter).unwrap();
    assert_lines(
        &text,
        &[
            "2 functions are blank, on 2 of its pages.",
            "read   book/en/chapter-03.md (Words), or http://127.0.0.1:3000/chapter-03.html with `cargo book serve`",
            "write  `words` first: src/words.rs:4",
        ],
    );
    let want = WORDS
        .replace(
            "    // Two spaces hold no word.\n    let words = text.split(' ').filter(|word| !word.is_empty());\n    words.collect()\n",
            "    todo!(\"chapter-03\")\n",
        )
        .replace(
            "    let words = words(text);\n    words.into_iter().filter_map(|word| word.chars().next())\n",
            "    todo!(\"letters\") as std::iter::Empty<_>\n",
        );
    assert_eq!(fixture.read("mine/chapter-03/src/words.rs"), want);
    assert_eq!(
        fixture.read("mine/chapter-03/src/lib.rs"),
        fixture.read("chapter-03/src/lib.rs")
    );
    assert_eq!(fixture.read("mine/chapter-03/tests/words.rs"), TESTS);
}

#[test]
fn nothing_is_overwritten() {
    let fixture = exercise();
    fixture.write("mine/chapter-03/src/words.rs", "// Mine.\n");
    let error = start(&fixture.repo, three(), None, &Blank::Chapter).unwrap_err();
    assert!(error.to_string().contains("name another folder"), "{error}");
    assert_eq!(fixture.read("mine/chapter-03/src/words.rs"), "// Mine.\n");
    assert!(!fixture.exists("mine/chapter-03/Cargo.toml"));
}

#[test]
fn a_page_alone_can_be_blank() {
    let fixture = exercise();
    let dir = fixture.root().join("elsewhere");
    let blank = Blank::Page("letters".to_owned());
    start(&fixture.repo, three(), Some(&dir), &blank).unwrap();
    let words = fixture.read("elsewhere/src/words.rs");
    assert!(words.contains("words.collect()"), "{words}");
    assert!(words.contains("todo!(\"letters\")"), "{words}");
    let blank = Blank::Page("leters".to_owned());
    let error = start(&fixture.repo, three(), None, &blank).unwrap_err();
    assert_eq!(
        error.to_string(),
        "chapter-03 has no page `leters`; it has chapter-03, letters"
    );
}

#[test]
fn from_scratch_is_the_chapter_before_with_the_tests_of_this_one() {
    let fixture = exercise();
    start(&fixture.repo, three(), None, &Blank::Everything).unwrap();
    assert!(!fixture.exists("mine/chapter-03/src/words.rs"));
    assert_eq!(fixture.read("mine/chapter-03/src/lib.rs"), fixture::LIB_02);
    assert_eq!(fixture.read("mine/chapter-03/tests/words.rs"), TESTS);
}

#[test]
fn the_proof_finds_which_page_turns_which_test_green() {
    let fixture = exercise();
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    assert_eq!(proof.problems, []);
    let green = [None, Some(0), Some(1)].map(|page| proof.newly_green(page));
    assert_eq!(green, [1, 2, 1]);
}

#[test]
fn a_page_that_turns_nothing_green_and_a_body_that_no_test_misses_are_problems() {
    let fixture = exercise();
    fixture.edit(
        "chapter-03/tests/words.rs",
        "initials(\"ab cd\").eq(['a', 'c'])",
        "true",
    );
    fixture.edit(
        "chapter-03/src/words.rs",
        "let words = words(text);",
        "let words: Vec<&str> = text.split(' ').collect();",
    );
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    let problems: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "book/en/chapter-03-letters.md:1: asks for functions, but turns no test green",
            "chapter-03/src/words.rs:16: no test notices that `initials` is blank",
        ]
    );
}

#[test]
fn a_page_that_comes_too_early_is_a_problem_that_names_what_it_needs() {
    let fixture = exercise();
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        ("chapter-03.md", "# Letters\n\n{{#diff chapter-03/src/words.rs initials}}\n"),
        (
            "chapter-03-words.md",
            "# Words\n\n{{#diff chapter-03/src/lib.rs}}\n\n{{#diff chapter-03/src/words.rs}}\n",
        ),
    ]);
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    let problems: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "book/en/chapter-03.md:1: asks for functions, but turns no test green; words::initials_are_first_letters needs of later pages: `words` (words)"
        ]
    );
}

/// What a quick look says of the results that are kept.
fn out_of_date(fixture: &Fixture) -> Vec<String> {
    let problems = record::check(&fixture.repo).unwrap();
    let of_three =
        problems.into_iter().filter(|problem| !problem.text.contains("chapter-04"));
    of_three.map(|problem| problem.text).collect()
}

#[test]
fn a_page_is_tested_solved_and_done() {
    let fixture = exercise();
    let blessed = Command::new(env!("CARGO_BIN_EXE_book"))
        .args(["steps", "03", "--bless"])
        .current_dir(fixture.root())
        .output()
        .unwrap();
    assert!(blessed.status.success());
    book::build::build(&fixture.repo).unwrap();
    let html = fixture.read("target/book/chapter-03.html");
    assert!(html.contains("1 function, 5 lines. Then 2 tests turn green:"), "{html}");
    assert_eq!(out_of_date(&fixture), ["asks for functions, but has no `{{#steps}}`"]);
    // A line more in a function, and a test less.
    let written = fixture.read("chapter-03/src/words.rs");
    fixture.write(
        "chapter-03/src/words.rs",
        &written.replace("    words.collect()", "\n    words.collect()"),
    );
    fixture.write(
        "chapter-03/tests/words.rs",
        &TESTS.replace("words_are_counted", "counted"),
    );
    let problems = out_of_date(&fixture);
    assert!(problems[0].contains("does not have the functions"), "{problems:?}");
    assert!(problems[1].contains("no test `words::words_are_counted`"), "{problems:?}");
    fixture.write("chapter-03/src/words.rs", &written);
    fixture.write("chapter-03/tests/words.rs", TESTS);
    begun(&fixture);
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "chapter-03: Words (book/en/chapter-03.md)",
            "1 of 1 functions are still blank:",
            "src/words.rs:4  words",
            "0 of 2 tests are green.",
            "Next: spaces are no words (tests/words.rs:4)",
            "it reached `words` (src/words.rs:5), which is still blank; see book/en/chapter-03.md:7",
        ],
    );
    assert_eq!(
        run(&fixture, &["solve", "words"]),
        "src/words.rs:4: `words` is written\n"
    );
    assert_lines(
        &run(&fixture, &["test", "1"]),
        &[
            "All 1 functions are written.",
            "2 of 2 tests are green.",
            "Done. The next page is letters: Letters (book/en/chapter-03-letters.md)",
        ],
    );
    assert_lines(
        &run(&fixture, &["progress"]),
        &[
            "chapter-03  ████████████████████  1 of 1",
            "letters     ░░░░░░░░░░░░░░░░░░░░  0 of 1",
        ],
    );
    fixture.edit(
        "mine/chapter-03/src/words.rs",
        "words.collect()",
        "words.take(1).collect()",
    );
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "letters: Letters (book/en/chapter-03-letters.md)",
            "0 of 1 tests are green.",
            "2 of 3 earlier tests are red.",
            "First: spaces are no words (tests/words.rs:4)",
        ],
    );
    let error = run(&fixture, &["solve", "words"]);
    assert_eq!(
        error,
        "error: `words` is not blank any more; --force replaces what you wrote\n"
    );
}

#[test]
fn a_page_is_tested_again_when_a_file_is_saved() {
    let fixture = exercise();
    let dir = begun(&fixture);
    let mut watching = Command::new(env!("CARGO_BIN_EXE_book"))
        .arg("--root")
        .arg(fixture.root())
        .args(["test", "--watch"])
        .current_dir(dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(watching.stdout.take().unwrap());
    let mut lines = out.lines().map(Result::unwrap);
    assert!(lines.any(|line| line.ends_with("1 of 4 tests are green.")));
    assert!(lines.any(|line| line.is_empty()));
    fixture.edit(
        "mine/chapter-03/src/words.rs",
        "todo!(\"chapter-03\")",
        "text.split(' ').collect()",
    );
    assert!(lines.any(|line| line.ends_with("2 of 4 tests are green.")));
    watching.kill().unwrap();
    watching.wait().unwrap();
}

#[test]
fn what_does_not_compile_is_not_tested() {
    let fixture = exercise();
    begun(&fixture);
    fixture.edit("mine/chapter-03/src/words.rs", "todo!(\"chapter-03\")", "nothing");
    let text = run(&fixture, &["test"]);
    assert!(text.contains("cannot find value `nothing`"), "{text}");
    assert!(text.contains("Nothing can be tested before it compiles."), "{text}");
}

#[test]
fn hints_tell_more_each_time() {
    let fixture = exercise();
    let dir = begun(&fixture);
    let hint = || hint::hint(&fixture.repo, &dir, None).unwrap();
    assert_eq!(
        hint(),
        "words (src/words.rs), hint 1 of 3\n\n\
         fn words(text: &str) -> Vec<&str>\n\nThe words of a text.\n\n\
         The page says (book/en/chapter-03.md:7):\n\n\
         A text is cut at its spaces:\n\nThat was all.\n\nThe next hint shows its shape.\n"
    );
    assert_lines(
        &hint(),
        &[
            "// Two spaces hold no word.",
            "let words = text.split(…).filter(…);",
            "words.collect()",
        ],
    );
    let all = "let words = text.split(' ').filter(|word| !word.is_empty());";
    assert_lines(&hint(), &[all]);
    assert_lines(&hint(), &[all]);
}

#[test]
fn without_a_folder_there_is_no_progress() {
    let fixture = exercise();
    let text = progress::of(&fixture.repo, fixture.root()).unwrap();
    assert_eq!(
        text,
        "Nothing has been started: `cargo book start 03` starts chapter 3.\n"
    );
}

#[test]
fn functions_are_found_wherever_they_have_a_body() {
    let code = "\
trait Shape {
    fn area(&self) -> f64;
    fn is_empty(&self) -> bool {
        self.area() == 0.0
    }
}
macro_rules! shapes {
    ($($name:ident)*) => { $(impl Shape for $name { fn area(&self) -> f64 { 1.0 } })* }
}
impl<T> From<T> for Square {
    fn from(_: T) -> Self {
        Square
    }
}
const fn one() -> u8 {
    1
}
#[cfg(test)]
mod tests {
    #[test]
    fn works() {}
}
#[tokio::test]
async fn works() {}
";
    let source =
        book::diff::Source::parse(three(), "src/lib.rs", code.to_owned()).unwrap();
    let found = bodies::of(&source);
    let names: Vec<String> = found.iter().map(bodies::Body::name).collect();
    assert_eq!(names, ["Shape::is_empty", "shapes::area", "Square::from", "one"]);
    assert!(found[3].is_const);
}
