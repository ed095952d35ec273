//! The commands as they are typed.

mod fixture;

use fixture::Fixture;
use std::process::{Command, Output};

fn run(fixture: &Fixture, arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_book"))
        .args(arguments)
        .current_dir(fixture.root())
        .output()
        .unwrap();
    let text = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    (status.code(), text)
}

#[test]
fn build_tells_where_the_book_is() {
    let fixture = Fixture::new();
    let (code, text) = run(&fixture, &["build"]);
    assert_eq!(
        (code, text.as_str()),
        (Some(0), "The book is in target/book/index.html\n")
    );
    assert!(fixture.exists("target/book/index.html"));
}

#[test]
fn check_fails_with_the_problems_first() {
    let fixture = Fixture::new();
    fixture.pages(&[("two.md", "{{#diff chapter-02/src/lib.rs}}\n\n[x](y.md)\n")]);
    let (code, text) = run(&fixture, &["check"]);
    assert_eq!(code, Some(1));
    let want = "error: book/en/two.md:3: broken link `y.md`: the book has no y.md\n\
        error: chapter-02/Cargo.toml:1: +3 lines are not in the book (`[package]`)\n\
        chapter-02: 22 changed lines, 3 of them not in the book; 0 transcripts; 1 link\n";
    assert!(text.starts_with(want), "{text}");
}

#[test]
fn carry_fails_with_a_conflict_and_says_how_to_go_on() {
    let fixture = Fixture::new();
    fixture.edit("chapter-03/src/lib.rs", "to_owned", "into");
    fixture.commit();
    fixture.edit("chapter-02/src/lib.rs", "to_owned", "to_string");
    let (code, text) = run(&fixture, &["carry"]);
    assert_eq!(code, Some(1));
    assert!(text.contains("run `cargo book carry` again"), "{text}");
}

#[test]
fn diff_shows_what_a_chapter_changed() {
    let fixture = Fixture::new();
    fixture.edit("chapter-03/src/lib.rs", "name.to_owned()", "name.into()");
    fixture.write("chapter-03/tests/it.rs", "fn a() {}\n");
    let (code, text) = run(&fixture, &["diff", "03", "--stat"]);
    assert_eq!(code, Some(0));
    assert_eq!(text, "src/lib.rs   +1 −1\ntests/it.rs  +1 new\n2 files, +2 −1\n");
    let (_, text) = run(&fixture, &["diff", "3"]);
    let hunk = "@@ 14 @@ impl Name › fn new\n impl Name {\n     /// A name.\n     \
        pub fn new(name: &str) -> Name {\n-        Name(name.to_owned())\n+        Name(name.into())\n     }\n }\n";
    assert!(text.contains(hunk), "{text}");
}

/// `script`, of util-linux, gives a program a terminal.
#[test]
#[cfg(target_os = "linux")]
fn diff_pages_and_colours_in_a_terminal() {
    let fixture = Fixture::new();
    fixture.edit("chapter-03/src/lib.rs", "name.to_owned()", "name.into()");
    let diff = format!("{} diff 3", env!("CARGO_BIN_EXE_book"));
    let run = |pager: &str, no_color: Option<&str>| {
        let mut script = Command::new("script");
        script.args(["-qec", &diff, "/dev/null"]).current_dir(fixture.root());
        script
            .env("PAGER", pager)
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .env_remove("CI");
        script.envs(no_color.map(|value| ("NO_COLOR", value)));
        String::from_utf8(script.output().unwrap().stdout).unwrap()
    };
    let text = run("sed s/^/paged:/", None);
    assert!(
        text.contains("paged:\u{1b}[32m+        Name(name.into())\u{1b}[0m"),
        "{text:?}"
    );
    let text = run("sed s/^/paged:/", Some("1"));
    assert!(text.contains("paged:+        Name(name.into())"), "{text:?}");
    // A pager that its user closes at once.
    assert_eq!(run("true", None), "");
}

#[test]
fn diff_finds_renamed_files() {
    let fixture = Fixture::new();
    fixture.remove("chapter-03/src/lib.rs");
    fixture
        .write("chapter-03/src/name.rs", &fixture::LIB_02.replace("Greetings", "Names"));
    let (_, text) = run(&fixture, &["diff", "3", "--stat"]);
    assert!(
        text.starts_with("src/lib.rs → src/name.rs  +1 −1 renamed\n1 file,"),
        "{text}"
    );
}

#[test]
fn an_unknown_chapter_is_an_error() {
    let (code, text) = run(&Fixture::new(), &["diff", "17"]);
    assert_eq!((code, text.as_str()), (Some(1), "error: there is no chapter-17\n"));
}
