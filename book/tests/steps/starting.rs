//! `cargo book start`.

use super::*;

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
fn what_is_to_be_built_in_an_exercise_has_a_test_to_write() {
    let fixture = exercise();
    fixture.edit(
        "book/en/chapter-03.md",
        "That was all.",
        "That was all.\n\n## Exercises\n\n**3.1** (understand). Why?\n\n**3.2** (build). Count\nthem.\n\n\
         *Check:* two.\n\n<details><summary>Answer</summary>\n\n2\n\n</details>\n",
    );
    begun(&fixture);
    let text = fixture.read("mine/chapter-03/tests/exercises.rs");
    let want = "\n// book/en/chapter-03.md:\n// **3.2** (build). Count\n// them.\n//\n// *Check:* two.\n\
        #[test]\n#[ignore = \"exercise 3.2\"]\nfn exercise_3_2() {\n    todo!(\"exercise 3.2\")\n}\n";
    assert!(text.ends_with(want), "{text}");
    assert_eq!(text.matches("#[test]").count(), 1);
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
fn a_folder_has_the_profile_of_the_repository_but_builds_incrementally() {
    let fixture = exercise();
    let profile =
        "[profile.dev]\ndebug = 1\nincremental = false\n\n[profile.dev.package]\n";
    fixture.write("Cargo.toml", profile);
    let dir = begun(&fixture);
    let manifest = std::fs::read_to_string(dir.join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    assert_eq!(manifest["profile"]["dev"].to_string(), "{ debug = 1 }");
}
