//! The book shows every changed line of the chapters, and each once.

mod fixture;

use fixture::{ALL_OF_TWO, Fixture};

const GREET: &str = "
/// Says hello.
pub fn greet(name: &Name) -> String {
    format!(\"Hello, {name}\")
}
";

/// Chapter 3 adds `greet`, which chapter 4 keeps.
fn with_greet() -> Fixture {
    let fixture = Fixture::new();
    for chapter in ["chapter-03", "chapter-04"] {
        let lib = fixture.read(&format!("{chapter}/src/lib.rs"));
        fixture.write(&format!("{chapter}/src/lib.rs"), &(lib + GREET));
    }
    fixture
}

#[test]
fn a_book_that_shows_everything_is_right() {
    let fixture = with_greet();
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        ("three.md", "{{#diff chapter-03/src/lib.rs greet}}\n"),
    ]);
    let report = book::check::check(&fixture.repo, &fixture::quick()).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(
        report.summary,
        [
            "chapter-02: 22 changed lines, all in the book; 0 transcripts; 0 links",
            "chapter-03: 5 changed lines, all in the book; 0 transcripts; 0 links",
            "chapter-04: 0 changed lines, all in the book",
        ]
    );
}

#[test]
fn the_chapters_own_name_is_no_change() {
    assert_eq!(Fixture::new().problems(), [""; 0]);
}

#[test]
fn a_line_that_is_not_shown_is_a_problem() {
    let fixture = with_greet();
    fixture.edit(
        "chapter-03/src/lib.rs",
        "impl Name {\n",
        "impl Name {\n    const A: u8 = 1;\n\n",
    );
    fixture.edit(
        "chapter-04/src/lib.rs",
        "impl Name {\n",
        "impl Name {\n    const A: u8 = 1;\n\n",
    );
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        ("three.md", "{{#diff chapter-03/src/lib.rs greet}}\n"),
    ]);
    assert_eq!(
        fixture.problems(),
        [
            "chapter-03/src/lib.rs:15: +2 lines are not in the book (`impl Name::const A`)"
        ]
    );
}

#[test]
fn a_chapter_without_a_page_must_be_listed_as_unwritten() {
    let fixture = with_greet();
    let problems = fixture.problems();
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].contains("no page shows any code of chapter-03"),
        "{problems:?}"
    );
    fixture.unwritten(&["chapter-03"]);
    assert_eq!(fixture.problems(), [""; 0]);
    let report = book::check::check(&fixture.repo, &fixture::quick()).unwrap();
    assert_eq!(report.summary[1], "chapter-03: not written yet");
}

#[test]
fn an_unwritten_chapter_must_exist_and_have_no_directive() {
    let fixture = Fixture::new();
    fixture.unwritten(&["chapter-02", "chapter-09"]);
    assert_eq!(
        fixture.problems(),
        [
            "book/book.toml:11: `chapter-02` is listed as unwritten, but a page shows code of it",
            "book/book.toml:11: `chapter-09` is listed as unwritten, but there is no such chapter",
        ]
    );
}

#[test]
fn tests_and_comparisons_need_not_be_shown() {
    let fixture = Fixture::new();
    fixture.write("chapter-03/fuzz/main.rs", "fn main() {}\n");
    fixture.write("chapter-03/versus/src/main.rs", "fn main() {}\n");
    fixture.write("chapter-03/tests/it.rs", "#[test]\nfn works() {}\n");
    fixture.write("chapter-03/hello/tests/it.rs", "#[test]\nfn works() {}\n");
    fixture.write("chapter-03/Cargo.lock", "version = 4\n");
    fixture.write("chapter-03/target/debug/x", "x\n");
    assert_eq!(fixture.problems(), [""; 0]);
}

#[test]
fn a_module_of_tests_need_not_be_shown_and_is_not() {
    let fixture = with_greet();
    let tests = "\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn works() {}\n}\n";
    for chapter in ["chapter-03", "chapter-04"] {
        let lib = fixture.read(&format!("{chapter}/src/lib.rs"));
        fixture.write(&format!("{chapter}/src/lib.rs"), &(lib + tests));
    }
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        ("three.md", "{{#diff chapter-03/src/lib.rs}}\n"),
    ]);
    assert_eq!(fixture.problems(), [""; 0]);
    let html = fixture.read("target/book/three.html");
    assert!(html.contains("greet"), "{html}");
    assert!(!html.contains("works"), "{html}");
}

#[test]
fn a_deleted_file_is_one_line() {
    let fixture = Fixture::new();
    fixture.write("chapter-02/examples/in_process.rs", "fn main() {\n    run()\n}\n");
    let two = format!("{ALL_OF_TWO}\n{{{{#diff chapter-02/examples/in_process.rs}}}}\n");
    fixture.pages(&[("two.md", &two), ("three.md", "# Three\n")]);
    assert!(fixture.problems()[0].contains("no page shows any code of chapter-03"));

    fixture.pages(&[
        ("two.md", &two),
        ("three.md", "{{#diff chapter-03/examples/in_process.rs}}\n"),
    ]);
    assert_eq!(fixture.problems(), [""; 0]);
    let html = fixture.read("target/book/three.html");
    assert!(html.contains("deleted, 3 lines"), "{html}");
    assert!(!html.contains("run()"), "{html}");
}

#[test]
fn a_deleted_file_that_nobody_tells_of_is_a_problem() {
    let fixture = with_greet();
    fixture.write("chapter-02/examples/in_process.rs", "fn main() {}\n");
    let two = format!("{ALL_OF_TWO}\n{{{{#diff chapter-02/examples/in_process.rs}}}}\n");
    fixture
        .pages(&[("two.md", &two), ("three.md", "{{#diff chapter-03/src/lib.rs}}\n")]);
    assert_eq!(
        fixture.problems(),
        ["chapter-03/examples/in_process.rs:1: deleted, and the book does not say so"]
    );
}

#[test]
fn the_map_in_the_readme_is_kept_up_to_date() {
    let fixture = Fixture::new();
    let readme = |table: &str| {
        format!(
            "# Title\n\n<!-- map: `cargo book check --bless` writes it -->\n{table}<!-- end of map -->\n\nMore.\n"
        )
    };
    fixture.write("README.md", &readme("| old |\n"));
    assert_eq!(
        fixture.problems(),
        [
            "README.md:3: the map of chapters is not today's: `cargo book check --bless` writes it"
        ]
    );
    book::readme::check(&fixture.repo, true).unwrap();
    assert_eq!(fixture.problems(), [""; 0]);
    let text = fixture.read("README.md");
    assert!(text.contains("| [chapter-03](chapter-03) |"), "{text}");
    assert!(text.ends_with("<!-- end of map -->\n\nMore.\n"), "{text}");
}
