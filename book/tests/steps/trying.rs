//! `cargo book test` and `progress`.

use super::*;
use book::steps::{progress, record};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

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
            "chapter-03  ████████████████████  1 of 1 functions, 2 of 2 tests",
            "letters     ░░░░░░░░░░░░░░░░░░░░  0 of 1 functions, 0 of 1 tests",
            "all                               1 of 2 functions, 2 of 3 tests when last run",
        ],
    );
    fixture.edit(
        "mine/chapter-03/src/words.rs",
        "words.collect()",
        "words.take(1).collect()",
    );
    // What is red is not left behind, unless one names another page.
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "chapter-03: Words (book/en/chapter-03.md)",
            "All 1 functions are written.",
            "0 of 2 tests are green.",
            "Next: spaces are no words (tests/words.rs:4)",
            "`cargo book test letters` goes on all the same.",
            "Building chapter-03 and the tests of letters …",
            "Running letters: 1 test …",
            "Building the other tests …",
            "Running what should be green already: 3 tests …",
        ],
    );
    // Now it is known that the first page is worked on, so its tests are the first.
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "chapter-03: Words (book/en/chapter-03.md)",
            "0 of 2 tests are green.",
            "Running chapter-03: 2 tests …",
            "Running what should be green already: 2 tests …",
        ],
    );
    assert_lines(
        &run(&fixture, &["test", "letters"]),
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
fn the_red_test_that_needs_least_is_explained_and_the_others_are_counted() {
    let fixture = exercise();
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        (
            "chapter-03.md",
            "# Words\n\n{{#diff chapter-03/src/lib.rs}}\n\n{{#diff chapter-03/src/words.rs}}\n",
        ),
    ]);
    let needs = [
        ("initials_are_first_letters", "chapter-03 = \"1-2\""),
        ("spaces_are_no_words", "chapter-03 = \"1\""),
        ("words_are_counted", "chapter-03 = \"1\""),
    ];
    record(&fixture, &["chapter-03"], &needs);
    begun(&fixture);
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "Next: spaces are no words (tests/words.rs:4)",
            "… and 2 more are red; `--all` lists them",
        ],
    );
    assert_lines(
        &run(&fixture, &["test", "--all"]),
        &[
            "Next: spaces are no words (tests/words.rs:4)",
            "Red: words are counted (tests/words.rs:9), needs 1 blank function",
            "Red: initials are first letters (tests/words.rs:14), needs 2 blank functions",
        ],
    );
    run(&fixture, &["solve", "words"]);
    run(&fixture, &["solve", "initials"]);
    // This one needs nothing that is blank, so it is nearest.
    fixture.edit(
        "mine/chapter-03/src/words.rs",
        "word.chars().next()",
        "word.chars().last()",
    );
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "2 of 3 tests are green.",
            "Next: initials are first letters (tests/words.rs:14)",
        ],
    );
}

#[test]
fn a_page_whose_tests_need_other_pages_says_which() {
    let fixture = exercise();
    let needs = [("initials_are_first_letters", "chapter-03 = \"1\", letters = \"1\"")];
    record(&fixture, &["chapter-03", "letters"], &needs);
    begun(&fixture);
    assert_eq!(
        run(&fixture, &["solve", "letters"]),
        "src/words.rs:14: `initials` is written\n"
    );
    assert_eq!(run(&fixture, &["solve", "letters"]), "letters: nothing is blank\n");
    assert_lines(
        &run(&fixture, &["test", "letters"]),
        &[
            "All 1 functions are written.",
            "0 of 1 tests are green.",
            "it reached `words` (src/words.rs:5) of page `chapter-03`, which is still blank; see book/en/chapter-03.md:7",
            "1 of the red tests needs blank functions of other pages: chapter-03. `cargo book solve --page chapter-03` writes those of one.",
        ],
    );
    run(&fixture, &["solve", "--page", "chapter-03"]);
    assert_lines(
        &run(&fixture, &["test", "letters"]),
        &["1 of 1 tests are green.", "Done, and with it chapter-03."],
    );
}

#[test]
fn green_tests_do_not_hide_that_functions_are_blank() {
    let fixture = exercise();
    let needs = [
        ("nothing_is_asked_of_this_one", "chapter-03 = \"1\""),
        ("initials_are_first_letters", "chapter-03 = \"1\", letters = \"1\""),
    ];
    record(&fixture, &["chapter-03", "letters"], &needs);
    begun(&fixture);
    let text = run(&fixture, &["test"]);
    assert_lines(
        &text,
        &[
            "1 of 1 functions are still blank:",
            "1 of 1 tests are green.",
            "That is not all: 1 of this page's functions is blank, and these tests do not notice; tests of later pages do: letters.",
        ],
    );
    assert!(!text.contains("Done"), "{text}");
}

#[test]
fn a_test_of_ones_own_is_shown_as_such() {
    let fixture = exercise();
    let needs = [
        ("spaces_are_no_words", "chapter-03 = \"1\""),
        ("words_are_counted", "chapter-03 = \"1\""),
        ("initials_are_first_letters", "chapter-03 = \"1\", letters = \"1\""),
        ("nothing_is_asked_of_this_one", ""),
    ];
    record(&fixture, &["chapter-03", "letters"], &needs);
    begun(&fixture);
    run(&fixture, &["solve", "words"]);
    fixture.write(
        "mine/chapter-03/tests/mine.rs",
        "#[test]\nfn one_is_two() {\n    assert_eq!(1, 2);\n}\n",
    );
    assert_lines(
        &run(&fixture, &["test", "1"]),
        &[
            "2 of 2 tests are green.",
            "0 of 1 tests of your own are green.",
            "First: one is two (tests/mine.rs:2)",
            "Done. The next page is letters: Letters (book/en/chapter-03-letters.md)",
        ],
    );
}

#[test]
fn tests_that_cannot_be_run_are_counted() {
    let fixture = exercise();
    let manifest = fixture.read("chapter-03/Cargo.toml")
        + "[features]\nmore = []\n[[test]]\nname = \"more\"\nrequired-features = [\"more\"]\n";
    fixture.write("chapter-03/Cargo.toml", &manifest);
    fixture.write("chapter-03/tests/more.rs", "#[test]\nfn more() {}\n");
    let needs = [
        ("spaces_are_no_words", "chapter-03 = \"1\""),
        ("words_are_counted", "chapter-03 = \"1\""),
    ];
    record(&fixture, &["chapter-03", "letters"], &needs);
    begun(&fixture);
    fixture.write("mine/chapter-03/tests/mine.rs", "#[test]\nfn works() {}\n");
    fixture.edit("mine/chapter-03/tests/words.rs", "count(\"a b\")", "counts");
    assert_lines(
        &run(&fixture, &["test"]),
        &[
            "2 tests of this page do not compile yet.",
            "1 of 1 tests of your own are green.",
        ],
    );
    fixture.write("mine/chapter-03/tests/words.rs", "");
    assert_lines(
        &run(&fixture, &["test"]),
        &["2 tests of this page are not in this folder."],
    );
}

#[test]
fn a_long_list_says_how_to_see_all_of_it() {
    let fixture = exercise();
    let function = |n: usize| format!("fn f{n}() {{\n    f{n}();\n    f{n}();\n}}\n");
    let many: String = (0..14).map(function).collect();
    fixture.write("chapter-03/src/words.rs", &(WORDS.to_owned() + &many));
    fixture.edit("book/en/chapter-03-letters.md", " initials", "");
    begun(&fixture);
    let text = run(&fixture, &["test", "letters"]);
    assert_lines(
        &text,
        &["15 of 15 functions are still blank:", "… and 3 more; `--all` lists them"],
    );
    assert!(!text.contains("  f13\n"), "{text}");
    let text = run(&fixture, &["test", "letters", "--all"]);
    assert!(text.contains("  f13\n"), "{text}");
}

#[test]
fn a_folder_says_that_its_chapter_has_changed() {
    let fixture = exercise();
    begun(&fixture);
    let text = run(&fixture, &["test"]);
    assert!(!text.contains("has changed"), "{text}");
    fixture.edit("chapter-03/tests/words.rs", "\"a b\"", "\"b a\"");
    fixture.write("chapter-03/tests/more.rs", "");
    let text = run(&fixture, &["test"]);
    let today = fixture.root().canonicalize().unwrap().join("mine/chapter-03-today");
    let start = format!("cargo book start 03 '{}'", today.display());
    assert_lines(
        &text,
        &[
            "chapter-03 has changed since this folder was started, in 2 files:",
            "tests/more.rs",
            "tests/words.rs",
            &start,
            "chapter-03: Words (book/en/chapter-03.md)",
        ],
    );
    assert_eq!(fixture.read("mine/chapter-03/tests/words.rs"), TESTS);
    fixture.edit("mine/chapter-03/.book.toml", "[origin]", "[other]");
    assert_lines(
        &run(&fixture, &["test"]),
        &["This folder does not say which state of chapter-03 it was started from."],
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
        .env_remove("CARGO_TARGET_DIR")
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
fn without_a_folder_there_is_no_progress() {
    let fixture = exercise();
    let text = progress::of(&fixture.repo, fixture.root()).unwrap();
    assert_eq!(
        text,
        "Nothing has been started: `cargo book start 03` starts chapter 3.\n"
    );
}
