//! A change goes from one chapter into all later ones.

mod fixture;

use book::carry::{Options, carry};
use fixture::Fixture;

const LIBS: [&str; 3] =
    ["chapter-02/src/lib.rs", "chapter-03/src/lib.rs", "chapter-04/src/lib.rs"];

fn committed() -> Fixture {
    let fixture = Fixture::new();
    fixture.commit();
    fixture
}

/// What carrying did, and where it stopped.
fn run(fixture: &Fixture) -> (Vec<String>, Vec<String>) {
    let report = carry(&fixture.repo, Options::default()).unwrap();
    let conflicts = report.conflicts.iter().map(ToString::to_string);
    (report.done.clone(), conflicts.collect())
}

#[test]
fn nothing_changed_is_nothing_carried() {
    assert_eq!(run(&committed()), (vec![], vec![]));
}

#[test]
fn a_change_goes_through_all_later_chapters_beside_their_own() {
    let fixture = Fixture::new();
    fixture.edit(LIBS[2], "use std::fmt;", "use std::error;\nuse std::fmt;");
    fixture.commit();
    fixture.edit(LIBS[0], "name.to_owned()", "name.into()");
    let (done, conflicts) = run(&fixture);
    assert_eq!(
        done,
        ["chapter-03/src/lib.rs: carried", "chapter-04/src/lib.rs: merged"]
    );
    assert_eq!(conflicts, [""; 0]);
    assert_eq!(fixture.read(LIBS[1]), fixture.read(LIBS[0]));
    let last = fixture.read(LIBS[2]);
    assert!(last.contains("name.into()") && last.contains("use std::error;"), "{last}");
    assert_eq!(run(&fixture), (vec![], vec![]), "a second time there is nothing to do");
}

#[test]
fn a_change_can_be_carried_on_from_a_later_chapter() {
    let fixture = committed();
    fixture.edit(LIBS[0], "to_owned", "into");
    fixture.edit(LIBS[1], "Who is", "The one who is");
    let from = fixture.repo.chapters().unwrap().get(1).copied();
    let options = Options { from, afresh: false };
    let report = carry(&fixture.repo, options).unwrap();
    assert_eq!(report.done, ["chapter-04/src/lib.rs: carried"]);
    assert!(!fixture.read(LIBS[1]).contains("into"));
}

#[test]
fn a_chapter_that_is_all_new_has_no_changes_to_carry() {
    let fixture = Fixture::new();
    fixture.commit();
    fixture.write("chapter-05/Cargo.toml", "[package]\n");
    fixture.write("chapter-06/Cargo.toml", "[package]\nname = \"chapter-06\"\n");
    let (done, conflicts) = run(&fixture);
    assert_eq!(done, ["chapter-05: not committed yet, so nothing tells what changed"]);
    assert_eq!(conflicts, [""; 0]);
}

#[test]
fn chapters_keep_their_names() {
    let fixture = committed();
    fixture.edit(
        "chapter-02/Cargo.toml",
        "name = \"chapter-02\"\n",
        "name = \"chapter-02\"\nedition = \"2024\"\n",
    );
    fixture.edit(LIBS[0], "//! Greetings.", "//! Greetings: `cargo run -p chapter-02`.");
    let (done, conflicts) = run(&fixture);
    assert_eq!((done.len(), conflicts.len()), (4, 0));
    assert!(fixture.read("chapter-04/Cargo.toml").contains("\"chapter-04\"\nedition"));
    assert!(fixture.read(LIBS[2]).contains("-p chapter-04`"));
}

#[test]
fn new_deleted_and_renamed_files_are_carried() {
    let fixture = Fixture::new();
    let long = |name: &str| format!("//! {name}\n\n{}", fixture::LIB_02);
    for chapter in ["chapter-02", "chapter-03", "chapter-04"] {
        fixture.write(&format!("{chapter}/src/gone.rs"), "fn gone() {}\n");
        fixture.write(&format!("{chapter}/tests/old.rs"), &long(chapter));
    }
    fixture.commit();
    fixture.write("chapter-02/tests/new.rs", "fn main() { \"chapter-02\"; }\n");
    fixture.remove("chapter-02/src/gone.rs");
    fixture.remove("chapter-02/tests/old.rs");
    fixture.write(
        "chapter-02/tests/moved.rs",
        &long("chapter-02").replace("to_owned", "into"),
    );
    let (done, conflicts) = run(&fixture);
    assert_eq!(conflicts, [""; 0]);
    assert_eq!(
        done[done.len() / 2..],
        [
            "chapter-04/src/gone.rs: deleted",
            "chapter-04/tests/moved.rs: renamed from tests/old.rs",
            "chapter-04/tests/moved.rs: carried",
            "chapter-04/tests/new.rs: new",
        ]
    );
    assert!(
        !fixture.exists("chapter-04/src/gone.rs")
            && !fixture.exists("chapter-04/tests/old.rs")
    );
    assert!(fixture.read("chapter-04/tests/moved.rs").contains("into"));
    assert!(fixture.read("chapter-04/tests/moved.rs").starts_with("//! chapter-04"));
    assert_eq!(
        fixture.read("chapter-04/tests/new.rs"),
        "fn main() { \"chapter-04\"; }\n"
    );
    assert_eq!(run(&fixture), (vec![], vec![]));
}

#[test]
fn a_file_that_a_later_chapter_dropped_stays_dropped() {
    let fixture = Fixture::new();
    fixture.write("chapter-02/examples/in_process.rs", "fn main() {}\n");
    fixture.commit();
    fixture.write("chapter-02/examples/in_process.rs", "fn main() { run() }\n");
    let (done, conflicts) = run(&fixture);
    assert_eq!(
        done,
        [
            "chapter-03/examples/in_process.rs: chapter-03 no longer has it, so the change in chapter-02 ends here"
        ]
    );
    assert_eq!(conflicts, [""; 0]);
    assert!(!fixture.exists("chapter-03/examples/in_process.rs"));
}

/// Chapter 3 wrote its own version of the line that chapter 2 now changes.
fn with_conflict() -> Fixture {
    let fixture = Fixture::new();
    for lib in &LIBS[1..] {
        fixture.edit(lib, "name.to_owned()", "name.trim().to_owned()");
    }
    fixture.commit();
    fixture.edit(LIBS[0], "name.to_owned()", "name.into()");
    fixture
}

#[test]
fn a_conflict_stops_with_markers_and_goes_on_when_resolved() {
    let fixture = with_conflict();
    let (_, conflicts) = run(&fixture);
    assert_eq!(conflicts, ["chapter-03/src/lib.rs:17: a conflict"]);
    let marked = fixture.read(LIBS[1]);
    assert!(marked.contains("<<<<<<< chapter-03\n        Name(name.trim().to_owned())\n=======\n        Name(name.into())\n>>>>>>> chapter-02\n"), "{marked}");
    assert!(!fixture.read(LIBS[2]).contains("into"), "it stops before chapter 4");

    let (done, conflicts) = run(&fixture);
    assert_eq!(done, [""; 0]);
    assert_eq!(
        conflicts,
        ["chapter-03/src/lib.rs:17: this conflict is not resolved yet"]
    );

    fixture.write(
        LIBS[1],
        &fixture::LIB_02.replace("name.to_owned()", "name.trim().into()"),
    );
    let (done, conflicts) = run(&fixture);
    assert_eq!(done, ["chapter-04/src/lib.rs: carried"]);
    assert_eq!(conflicts, [""; 0]);
    assert!(fixture.read(LIBS[2]).contains("name.trim().into()"));
    assert_eq!(run(&fixture), (vec![], vec![]));
}

#[test]
fn a_conflict_may_be_resolved_by_keeping_what_there_was() {
    let fixture = with_conflict();
    let before = fixture.read(LIBS[1]);
    run(&fixture);
    fixture.write(LIBS[1], &before);
    assert_eq!(run(&fixture), (vec![], vec![]));

    let options = Options { from: None, afresh: true };
    assert_eq!(
        carry(&fixture.repo, options).unwrap().conflicts.len(),
        1,
        "unless asked again"
    );
}

#[test]
fn a_second_change_is_carried_on_top_of_a_resolved_conflict() {
    let fixture = with_conflict();
    run(&fixture);
    fixture.write(
        LIBS[1],
        &fixture::LIB_02.replace("name.to_owned()", "name.trim().into()"),
    );
    run(&fixture);
    fixture.edit(LIBS[0], "Who is", "The one who is");
    let (done, conflicts) = run(&fixture);
    assert_eq!(
        done,
        ["chapter-03/src/lib.rs: merged", "chapter-04/src/lib.rs: carried"]
    );
    assert_eq!(conflicts, [""; 0]);
    let last = fixture.read(LIBS[2]);
    assert!(
        last.contains("name.trim().into()") && last.contains("The one who is"),
        "{last}"
    );
}

#[test]
fn a_deleted_file_that_a_later_chapter_changed_is_left_to_its_author() {
    let fixture = Fixture::new();
    fixture.write("chapter-02/src/a.rs", "fn a() {}\n");
    fixture.write("chapter-03/src/a.rs", "fn a() { b() }\n");
    fixture.commit();
    fixture.remove("chapter-02/src/a.rs");
    let (_, conflicts) = run(&fixture);
    assert_eq!(
        conflicts,
        [
            "chapter-03/src/a.rs:1: deleted in chapter-02, but chapter-03 changed it: delete it, or keep it"
        ]
    );
    assert_eq!(run(&fixture), (vec![], vec![]), "kept");
}
