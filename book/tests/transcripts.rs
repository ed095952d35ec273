//! Transcripts are run, compared and blessed.

mod fixture;

use book::transcript::Options;
use fixture::{ALL_OF_TWO, Fixture, quick};
use std::process::Command;
use std::time::Duration;

/// The page after a blessing, and what a check of it found before.
fn bless(transcript: &str) -> (String, Vec<String>) {
    let fixture = with_page(transcript);
    let problems = fixture.problems();
    let options = Options { bless: true, ..quick() };
    book::check::check(&fixture.repo, &options).unwrap();
    (fixture.read("book/en/page.md"), problems)
}

fn with_page(text: &str) -> Fixture {
    let fixture = Fixture::new();
    fixture.pages(&[("two.md", ALL_OF_TWO), ("page.md", text)]);
    fixture
}

#[test]
fn a_transcript_that_differs_is_a_problem_and_can_be_blessed() {
    let page = "# A\n\n```console\n$ echo one; echo two >&2\none\nthree\n$ true\n```\n\nText.\n";
    let (blessed, problems) = bless(page);
    assert_eq!(
        problems,
        [
            "book/en/page.md:4: `echo one; echo two >&2` prints something else (− the book, + today):\n    one\n  − three\n  + two"
        ]
    );
    assert_eq!(blessed, page.replace("three", "two"));
}

#[test]
fn a_transcript_that_is_true_stays_as_it_is() {
    let page = "```console\n$ echo took 17 ms; echo; echo a; echo b\ntook [..] ms\n\n...\nb\n```\n";
    assert_eq!(bless(page), (page.to_owned(), vec![]));
}

#[test]
fn blessing_keeps_wildcards_that_match() {
    let page = "```console\n$ echo took 17 ms; echo red\ntook [..] ms\ngreen\n```\n";
    assert_eq!(bless(page).0, page.replace("green", "red"));
}

#[test]
fn a_transcript_in_a_quotation_is_blessed_in_it() {
    let page =
        "> Look:\n>\n> ```console\n> $ echo a; echo; echo b\n> x\n> ```\n>\n> Text.\n";
    let want = "> Look:\n>\n> ```console\n> $ echo a; echo; echo b\n> a\n>\n> b\n> ```\n>\n> Text.\n";
    assert_eq!(bless(page).0, want);
}

#[test]
fn a_block_that_is_not_closed_is_blessed_to_its_end() {
    assert_eq!(bless("```console\n$ echo a\nb\n").0, "```console\n$ echo a\na\n");
    assert_eq!(bless("```console\n$ echo a").0, "```console\n$ echo a\na\n");
}

#[test]
fn commands_run_in_the_root_of_the_repository() {
    let page = "```console\n$ ls chapter-02 \\\n    book/en/two.md\nbook/en/two.md\n\nchapter-02:\nCargo.toml\nsrc\n```\n";
    assert_eq!(bless(page), (page.to_owned(), vec![]));
}

#[test]
fn commands_run_in_the_order_of_the_page() {
    let page = "```console\n$ echo first > made\n```\n\n```console\n$ cat made; rm made\nfirst\n```\n";
    assert_eq!(bless(page), (page.to_owned(), vec![]));
    // Of two that are rewritten, each is in its place.
    let page = page.replace("> made", "| tee made");
    let blessed = page.replacen("made\n", "made\nfirst\n", 1).replace("first", "one");
    assert_eq!(bless(&page.replace("echo first", "echo one")).0, blessed);
}

#[test]
fn a_transcript_cannot_be_excused() {
    let problems = with_page("```console,norun\n$ echo\n```\n").problems();
    assert_eq!(
        problems,
        [
            "book/en/page.md:1: `norun`: a transcript is run; what is not belongs in a ```text block"
        ]
    );
}

#[test]
fn a_missing_tool_is_a_visible_skip() {
    let fixture = with_page("```console,needs=no-such-tool\n$ no-such-tool\n```\n");
    let report = book::check::check(&fixture.repo, &quick()).unwrap();
    assert!(report.is_ok(), "{report}");
    let skip = "note: book/en/page.md:1: skipped, needs no-such-tool";
    assert!(report.to_string().contains(skip), "{report}");
}

#[test]
fn transcripts_that_are_left_out_are_a_visible_skip() {
    let fixture = with_page("```console\n$ touch ran\n```\n");
    let options = Options { skip: true, ..quick() };
    let report = book::check::check(&fixture.repo, &options).unwrap();
    assert!(report.is_ok(), "{report}");
    let skip = "note: book:1: transcripts were not run";
    assert!(report.to_string().contains(skip), "{report}");
    assert!(!fixture.root().join("ran").exists());
}

/// Runs a page whose commands open `pipe` for writing and keep it open. Returns the report once
/// all of them are gone, which the end of the pipe tells.
fn run_until_all_are_gone(page: &str, limit: Duration) -> book::check::Report {
    let fixture = with_page(page);
    let pipe = fixture.root().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    let options = Options { limit, ..quick() };
    let report = book::check::check(&fixture.repo, &options).unwrap();
    // Were the commands ended before they opened the pipe, the reader would still wait for a writer.
    let mut both_ends = std::fs::File::options();
    drop(both_ends.read(true).write(true).open(pipe).unwrap());
    reader.join().unwrap();
    report
}

#[test]
fn a_command_leaves_no_process_behind() {
    let page = "```console\n$ exec 3> pipe; sleep 1000 & echo begun\nbegun\n```\n";
    let report = run_until_all_are_gone(page, Duration::from_secs(60));
    assert!(report.is_ok(), "{report}");
}

#[test]
fn a_command_that_takes_too_long_is_ended_with_all_that_it_began() {
    let page = "```console\n$ exec 3> pipe; sleep 1000 & sleep 1000\n```\n";
    let report = run_until_all_are_gone(page, Duration::from_secs(1));
    let want = "took longer than 1 s and was ended";
    assert!(report.problems[0].text.contains(want), "{report}");
}
