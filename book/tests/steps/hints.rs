//! `cargo book hint` and `solve`.

use super::*;
use book::steps::hint;

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
         A text is cut at its spaces:\n\nThat was all.\n\n\
         Next: cargo book hint words    # its shape\n"
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
    let solve = "Next: cargo book solve words    # writes it into your file";
    assert_lines(&hint(), &[all, solve]);
    assert_lines(&hint(), &[all, solve]);
}

#[test]
fn a_hint_quotes_what_the_page_says_of_the_function() {
    let fixture = exercise();
    fixture.edit(
        "book/en/chapter-03.md",
        "That was all.",
        "That was all.\n\n`words` drops what is\nempty.",
    );
    let dir = begun(&fixture);
    let text = hint::hint(&fixture.repo, &dir, None).unwrap();
    assert!(text.contains(":7):\n\n`words` drops what is\nempty.\n\nNext:"), "{text}");
}

/// Two functions that are called `words`, on two pages.
fn namesakes() -> Fixture {
    let fixture = exercise();
    for chapter in ["chapter-03", "chapter-04"] {
        fixture.edit(
            &format!("{chapter}/src/lib.rs"),
            "pub mod",
            "pub mod letters;\npub mod",
        );
        fixture.write(
            &format!("{chapter}/src/letters.rs"),
            "fn words(text: &str) -> usize {\n    let words = text.split('x');\n    words.count()\n}\n",
        );
    }
    fixture.edit(
        "book/en/chapter-03-letters.md",
        "initials}}",
        "initials}}\n\n{{#diff chapter-03/src/letters.rs}}",
    );
    fixture
}

#[test]
fn of_two_functions_of_a_name_that_of_the_current_page_is_meant() {
    let fixture = namesakes();
    let dir = begun(&fixture);
    let solve = |name: &str| hint::solve(&fixture.repo, &dir, name, false);
    let hint = hint::hint(&fixture.repo, &dir, Some("words")).unwrap();
    assert!(hint.starts_with("words (src/words.rs), hint 1"), "{hint}");
    assert!(hint.contains("Next: cargo book hint words:words "), "{hint}");
    assert_eq!(solve("words").unwrap(), "src/words.rs:4: `words` is written\n");
    assert_eq!(solve("words").unwrap(), "src/letters.rs:1: `words` is written\n");
    assert_eq!(
        solve("words").unwrap_err().to_string(),
        "`words` are 2 functions; name one of them:\n    \
         words:words  (page chapter-03, written)\n    letters:words  (page letters, written)"
    );
}

#[test]
fn a_function_can_be_named_with_its_file() {
    let fixture = namesakes();
    let dir = begun(&fixture);
    for name in ["letters:words", "letters.rs:words", "src/letters.rs:words"] {
        let hint = hint::hint(&fixture.repo, &dir, Some(name)).unwrap();
        assert!(hint.starts_with("words (src/letters.rs)"), "{name}: {hint}");
    }
    assert_eq!(
        hint::solve(&fixture.repo, &dir, "letters:words", false).unwrap(),
        "src/letters.rs:1: `words` is written\n"
    );
}

#[test]
fn a_page_is_solved_around_what_the_reader_renamed() {
    let fixture = namesakes();
    let dir = begun(&fixture);
    fixture.edit("mine/chapter-03/src/letters.rs", "fn words", "fn parts");
    assert_eq!(
        hint::solve(&fixture.repo, &dir, "letters", false).unwrap(),
        "src/words.rs:14: `initials` is written\n\
         not written: src/letters.rs has no `words`, or does not parse; \
         `cargo book hint letters:words` shows it\n"
    );
}

#[test]
fn in_a_folder_for_one_page_its_function_is_meant() {
    let fixture = namesakes();
    let blank = Blank::Page("letters".to_owned());
    start(&fixture.repo, three(), None, &blank).unwrap();
    let dir = fixture.root().canonicalize().unwrap().join("mine/chapter-03");
    assert_eq!(
        hint::solve(&fixture.repo, &dir, "words", false).unwrap(),
        "src/letters.rs:1: `words` is written\n"
    );
    let hint = hint::hint(&fixture.repo, &dir, Some("words")).unwrap();
    assert!(hint.starts_with("words (src/letters.rs), hint 1"), "{hint}");
}
