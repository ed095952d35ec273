//! A chapter as an exercise: what is blank, what its tests say, and that each page is a step.

#[path = "../fixture/mod.rs"]
mod fixture;
mod hints;
mod proof;
mod starting;
mod trying;

use book::repo::Chapter;
use book::steps::start::{Blank, start};
use fixture::{ALL_OF_TWO, Fixture};
use std::path::PathBuf;
use std::process::Command;

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

/// Says which functions of its pages each test needs.
fn record(fixture: &Fixture, pages: &[&str], tests: &[(&str, &str)]) {
    let mut text = String::new();
    for name in pages {
        text.push_str(&format!(
            "[[pages]]\nname = \"{name}\"\nlines = 0\nfunctions = []\n"
        ));
    }
    text.push_str("[tests]\n");
    for (test, needs) in tests {
        text.push_str(&format!("\"words::{test}\" = {{ {needs} }}\n"));
    }
    fixture.write("book/steps/chapter-03.toml", &text);
}

fn run(fixture: &Fixture, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_book"))
        .arg("--root")
        .arg(fixture.root())
        .args(arguments)
        .current_dir(fixture.root().join("mine/chapter-03"))
        // Cargo takes chapters of several fixtures in one folder for the same.
        .env_remove("CARGO_TARGET_DIR")
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
