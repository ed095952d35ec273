//! What a directive selects, and what it says when it selects nothing.

mod fixture;

use fixture::Fixture;

const CODEC: &str = "\
//! Frames.

#![allow(dead_code)]

use std::io;
use std::fmt;

/// A frame.
#[derive(Debug)]
pub struct Frame<T> {
    body: T,
}

// === impl Frame ===

impl<T> Frame<T> {
    /// The head.
    pub fn head(&self) -> u8 {
        1
    }

    pub fn body(&self) -> &T {
        &self.body
    }
}

impl<T> From<io::Error> for Frame<T>
where
    T: Default,
{
    fn from(_: io::Error) -> Self {
        Frame { body: T::default() }
    }
}

impl<T: fmt::Display> fmt::Display for Frame<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.body.fmt(f)
    }
}

macro_rules! frames {
    () => {};
}

mod outer {
    pub mod inner {
        pub fn deep() {}
    }
}
";

/// Chapter 3 has a new file, `src/codec.rs`.
fn with_codec() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("chapter-03/src/codec.rs", CODEC);
    fixture.write("chapter-04/src/codec.rs", CODEC);
    fixture
}

/// The code that a directive shows as new, without its tags.
fn added(html: &str) -> String {
    let rows = html.split("<ins class=\"l\">").skip(1);
    let text: String = rows
        .map(|row| row.split("\n</ins>").next().unwrap().to_owned() + "\n")
        .collect();
    plain(&text)
}

fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

fn shown(items: &str) -> String {
    added(
        &with_codec().html(&format!("{{{{#diff chapter-03/src/codec.rs {items}}}}}\n")),
    )
}

/// Where the header of a listing says that it goes.
fn place(items: &str) -> String {
    let html =
        with_codec().html(&format!("{{{{#diff chapter-03/src/codec.rs {items}}}}}\n"));
    let place = html.split("<span class=\"where\">").nth(1).unwrap();
    plain(place.split("</span>").next().unwrap())
}

#[test]
fn a_listing_says_after_which_item_it_goes() {
    for (items, want) in [
        ("Frame", "new file, after the imports"),
        ("impl Frame", "new file, after struct Frame"),
        ("Frame::body", "new file, in impl Frame<T>, after fn head"),
        ("outer::inner::deep", "new file, in mod outer › mod inner, first"),
    ] {
        assert_eq!(place(items), want, "{items}");
    }
}

#[test]
fn a_type_is_its_declaration_with_docs_and_attributes() {
    let want =
        "/// A frame.\n#[derive(Debug)]\npub struct Frame<T> {\n    body: T,\n}\n";
    assert_eq!(shown("Frame"), want);
    assert_eq!(shown("struct Frame"), want);
}

#[test]
fn an_inherent_impl_is_spelled_without_parameters_or_with() {
    let whole = shown("impl Frame");
    assert!(whole.starts_with("// === impl Frame ===\n\nimpl<T> Frame<T> {"), "{whole}");
    assert!(whole.ends_with("&self.body\n    }\n}\n"), "{whole}");
    assert_eq!(shown("impl Frame<T>"), whole);
    assert_eq!(shown("impl<T> Frame<T>"), whole);
}

#[test]
fn an_impl_of_a_trait_may_leave_out_paths_and_arguments() {
    let want = shown("impl<T> From<io::Error> for Frame<T>");
    assert!(want.starts_with("impl<T> From<io::Error> for Frame<T>\nwhere"), "{want}");
    assert_eq!(shown("impl From<io::Error> for Frame"), want);
    assert_eq!(shown("impl From for Frame"), want);
    assert!(
        shown("impl Display for Frame")
            .starts_with("impl<T: fmt::Display> fmt::Display")
    );
    assert_eq!(shown("impl fmt::Display for Frame"), shown("impl Display for Frame"));
}

#[test]
fn a_method_is_found_by_its_type_or_its_impl() {
    let want = "    /// The head.\n    pub fn head(&self) -> u8 {\n        1\n    }\n";
    assert_eq!(shown("Frame::head"), want);
    assert_eq!(shown("impl Frame::head"), want);
    assert_eq!(shown("head"), want);
    assert_eq!(shown("fn head"), want);
    assert!(shown("impl From<io::Error> for Frame::from").starts_with("    fn from("));
}

#[test]
fn imports_docs_and_macros_have_names() {
    assert_eq!(shown("use"), "use std::io;\nuse std::fmt;\n");
    assert_eq!(shown("docs"), "//! Frames.\n\n#![allow(dead_code)]\n");
    assert_eq!(shown("macro frames"), "macro_rules! frames {\n    () => {};\n}\n");
}

#[test]
fn items_in_nested_modules_are_found() {
    assert_eq!(shown("inner::deep"), "        pub fn deep() {}\n");
    assert_eq!(shown("outer::inner::deep"), shown("deep"));
    assert!(shown("mod outer").ends_with("    }\n}\n"));
}

#[test]
fn several_items_are_shown_together() {
    assert_eq!(
        shown("use, inner::deep"),
        "use std::io;\nuse std::fmt;\n        pub fn deep() {}\n"
    );
}

#[test]
fn the_innermost_directive_shows_a_line_and_the_file_shows_the_rest() {
    let fixture = with_codec();
    let html = fixture.html(
        "{{#diff chapter-03/src/codec.rs impl Frame}}\n\n\
         {{#diff chapter-03/src/codec.rs Frame::head}}\n\n\
         {{#diff chapter-03/src/codec.rs}}\n",
    );
    let figures: Vec<String> = html.split("<figure").skip(1).map(added).collect();
    assert!(figures[0].contains("pub fn body") && !figures[0].contains("pub fn head"));
    assert!(figures[1].contains("pub fn head") && !figures[1].contains("pub fn body"));
    assert!(
        figures[2].contains("use std::io") && !figures[2].contains("pub fn head"),
        "{}",
        figures[2]
    );
    assert!(
        html.contains(
            "<a href=\"page.html#code-2\"><b>fn head</b></a> shown on its own"
        ),
        "{html}"
    );
}

#[test]
fn tables_definitions_and_rules_are_items_too() {
    let fixture = Fixture::new();
    fixture.write("chapter-03/Cargo.toml", "[package]\nname = \"chapter-03\"\n\n# Why.\n[dependencies]\na = \"1\"\n\n[lib]\nname = \"x\"\n");
    fixture.write(
        "chapter-03/idl/user.thrift",
        "namespace rs user\n\n/** One. */\nstruct User {\n  1: i64 id (a = \"}\"),\n}\n\nconst map<string, i32> LIMITS = { 'a': 1 }\ntypedef list<i64> Ids\n",
    );
    fixture.write("chapter-03/src/x.pest", "// A.\na = { \"x\" }\nb = {\n    a\n}\n");
    let shown = |directive: &str| {
        added(&fixture.html(&format!("{{{{#diff chapter-03/{directive}}}}}\n")))
    };
    assert_eq!(
        shown("Cargo.toml [dependencies]"),
        "# Why.\n[dependencies]\na = \"1\"\n"
    );
    assert_eq!(shown("Cargo.toml lib"), "[lib]\nname = \"x\"\n");
    assert_eq!(
        shown("idl/user.thrift User"),
        "/** One. */\nstruct User {\n  1: i64 id (a = \"}\"),\n}\n"
    );
    assert_eq!(
        shown("idl/user.thrift LIMITS, Ids"),
        "const map<string, i32> LIMITS = { 'a': 1 }\ntypedef list<i64> Ids\n"
    );
    assert_eq!(shown("src/x.pest rule b"), "b = {\n    a\n}\n");
}

#[test]
fn a_new_function_comes_with_the_blank_line_after_it() {
    let fixture = Fixture::new();
    for chapter in ["chapter-03", "chapter-04"] {
        let lib = format!("{chapter}/src/lib.rs");
        fixture.edit(&lib, "impl Name {\n", "pub fn first() {}\n\nimpl Name {\n");
    }
    let three = "{{#diff chapter-03/src/lib.rs first}}\n";
    assert_eq!(added(&fixture.html(three)), "pub fn first() {}\n\n");
    fixture.pages(&[("two.md", fixture::ALL_OF_TWO), ("three.md", three)]);
    assert_eq!(fixture.problems(), [""; 0]);
}

#[test]
fn a_directive_that_names_nothing_tells_what_there_is() {
    let error = |text: &str| with_codec().build_error(text);
    assert_eq!(
        error("# A page\n\n{{#diff chapter-03/src/codec.rs Frame::haed}}\n")
            .lines()
            .next()
            .unwrap()
            .split("`,")
            .next()
            .unwrap(),
        "book/en/page.md:3: chapter-03/src/codec.rs has no item `Frame::haed`; did you mean `impl Frame<T>::head"
    );
    assert_eq!(
        error("{{#diff chapter-03/src/lib.rs Name}}\n"),
        "book/en/page.md:1: nothing changed in `Name` of chapter-03/src/lib.rs since chapter-02"
    );
    assert_eq!(
        error("{{#diff chapter-03/src/lib.rs}}\n"),
        "book/en/page.md:1: nothing changed in chapter-03/src/lib.rs since chapter-02"
    );
    assert_eq!(
        error("{{#diff chapter-03/src/codek.rs}}\n"),
        "book/en/page.md:1: no such file: chapter-03/src/codek.rs; did you mean `chapter-03/src/codec.rs`?"
    );
    assert!(
        error("{{#diff chapter-19/src/lib.rs}}\n").contains("there is no chapter-19")
    );
    assert!(
        error("{{#show chapter-03/src/codec.rs Frme}}\n")
            .contains("did you mean `struct Frame`")
    );
    assert!(error("{{#changes chapter-19}}\n").contains("there is no chapter-19"));
}

#[test]
fn a_line_shown_twice_is_an_error() {
    let error = with_codec().build_error(
        "{{#diff chapter-03/src/codec.rs head}}\n\nText.\n\n{{#diff chapter-03/src/codec.rs Frame::head}}\n",
    );
    assert_eq!(
        error,
        "book/en/page.md:5: `Frame::head` of chapter-03/src/codec.rs is shown twice: book/en/page.md:1 shows it too"
    );
    let error = with_codec().build_error(
        "{{#diff chapter-03/src/codec.rs}}\n\n{{#diff chapter-03/src/codec.rs}}\n",
    );
    assert!(
        error.contains("page.md:3: chapter-03/src/codec.rs is shown twice"),
        "{error}"
    );
}

#[test]
fn a_directive_must_be_known_and_stand_alone() {
    let error = |text: &str| with_codec().build_error(text);
    assert!(
        error("{{#dif chapter-03/src/codec.rs}}\n").contains("unknown directive `dif`")
    );
    assert!(
        error("See {{#diff chapter-03/src/codec.rs}}\n").contains("must stand alone")
    );
    assert!(error("{{#diff src/codec.rs}}\n").contains("is no file of a chapter"));
}

#[test]
fn nonsense_is_an_error_with_a_place() {
    let nonsense = [
        "{{#diff }}",
        "{{#diff chapter-03/}}",
        "{{#diff chapter-03/src}}",
        "{{#diff chapter-03/../chapter-04/src/lib.rs}}",
        "{{#diff chapter-03/src/codec.rs ::}}",
        "{{#diff chapter-03/src/codec.rs impl< for >}}",
        "{{#diff chapter-03/src/codec.rs Frame<(}}",
        "{{#diff chapter-03/src/codec.rs é::ü}}",
        "{{#show chapter-03/src}}",
        "{{#changes}}",
        "{{#map of}}",
        "{{#}}",
    ];
    for text in nonsense {
        let error = with_codec().build_error(&format!("# É\n\n> {text}\n"));
        assert!(error.starts_with("book/en/page.md:3: "), "{text}: {error}");
    }
}

#[test]
fn directives_in_code_are_text() {
    let html = with_codec().html("`{{#diff x}}`\n\n```text\n{{#diff y}}\n```\n");
    assert!(
        html.contains("{{#diff x}}") && plain(&html).contains("{{#diff y}}"),
        "{html}"
    );
}

#[test]
fn code_that_does_not_parse_is_told_by_file_and_line() {
    let fixture = with_codec();
    fixture.write("chapter-03/src/codec.rs", "fn ok() {}\n\nfn broken( {}\n");
    let error = fixture.build_error("{{#diff chapter-03/src/codec.rs}}\n");
    assert!(error.starts_with("chapter-03/src/codec.rs:3: "), "{error}");
}

#[test]
fn code_is_escaped() {
    let fixture = Fixture::new();
    fixture.write("chapter-03/src/evil.rs", "/// </span><script>alert(\"&amp;\")</script> {{#include /etc/passwd}}\npub fn f<'a>(x: &'a u8) {}\n");
    let html = fixture
        .html("{{#diff chapter-03/src/evil.rs}}\n\n```text\n<script>x</script>\n```\n");
    assert!(!html.contains("<script>alert") && !html.contains("<script>x"), "{html}");
    let want = "/// </span><script>alert(\"&amp;\")</script> {{#include /etc/passwd}}\npub fn f<'a>(x: &'a u8) {}\n";
    assert_eq!(added(&html), want);
}

#[test]
fn a_diff_in_a_quotation_or_a_list_stays_in_it() {
    let html = with_codec().html(
        "> Before.\n>\n> {{#diff chapter-03/src/codec.rs head}}\n> After.\n\n- A\n\n  ```rust\n  fn x() {\n\n  }\n  ```\n\n  B\n",
    );
    let quotation = html
        .split("<blockquote>")
        .nth(1)
        .unwrap()
        .split("</blockquote>")
        .next()
        .unwrap();
    assert!(
        quotation.contains("The head.") && quotation.contains("After."),
        "{quotation}"
    );
    let list = html.split("<ul>").find(|list| list.contains("<pre")).unwrap();
    let item = list.split("</li>").next().unwrap();
    assert!(
        plain(item).contains("fn x() {\n\n}\n") && plain(item).contains('B'),
        "{item}"
    );
}

#[test]
fn code_is_shown_as_it_is_without_counting() {
    let fixture = with_codec();
    let html = fixture.html("{{#show chapter-04/src/codec.rs Frame::head}}\n");
    let code = html.split("<div class=\"code\"").nth(1).unwrap();
    let code = code.split_once('>').unwrap().1.split("</div>").next().unwrap();
    assert_eq!(plain(code), "/// The head.\npub fn head(&self) -> u8 {\n    1\n}\n");
}

#[test]
fn a_doc_comment_opens_to_the_rest_of_it() {
    let fixture = Fixture::new();
    let docs = "/// A user. Or\n/// | a | b |\n/// |---|---|\npub struct User;\n";
    fixture.write("chapter-03/src/user.rs", &docs.replace("Or\n", "Or\n///\n"));
    fixture.write("chapter-04/src/user.rs", &docs.replace("A user.", "Any user."));
    let html = fixture.html(
        "{{#diff chapter-03/src/user.rs}}\n\n{{#show chapter-04/src/user.rs User}}\n",
    );
    let comments: Vec<&str> = html.split("<details class=\"doc l\"").skip(1).collect();
    assert_eq!(comments.len(), 2, "{html}");
    assert!(
        comments[0].contains("<th>a</th>") && !comments[0].contains("<del"),
        "{html}"
    );
    // New in part: line by line.
    let html = fixture.html("{{#diff chapter-04/src/user.rs}}\n");
    assert!(!html.contains("<details") && html.contains("<del class=\"l\">"), "{html}");
}

#[test]
fn all_changes_are_neither_printed_nor_found() {
    let fixture = with_codec();
    fixture.pages(&[
        ("a.md", "# Apple\n\nPeeled.\n\n## Exercises\n\nQuince.\n"),
        ("b.md", "# Banana\n\n{{#changes chapter-03}}\n"),
        ("c.md", "# Cherry\n\n`\\n 'Stoned'`\n"),
    ]);
    fixture.edit(
        "book/book.toml",
        "unwritten",
        "unsearched = [\"Exercises\"]\nunwritten",
    );
    let dir = book::build::build(&fixture.repo).unwrap().dir;
    let print = std::fs::read_to_string(dir.join("print.html")).unwrap();
    assert!(print.contains("Quince") && print.contains("Cherry"), "{print}");
    assert!(
        !print.contains("Banana\">Banana") && !print.contains("struct Frame"),
        "{print}"
    );
    assert_eq!(print.matches("break-before: page;").count(), 1, "{print}");
    let files = std::fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path());
    let index =
        files.into_iter().find(|path| path.to_string_lossy().contains("searchindex"));
    let index = std::fs::read_to_string(index.unwrap()).unwrap();
    assert!(index.contains("Peeled") && index.contains("\\\\n \\'Stoned"), "{index}");
    assert!(!index.contains("Quince") && !index.contains("Frame"), "{index}");
    assert!(!index.contains("\"q\":") && index.contains("\"p\":"), "{index}");
}

#[test]
fn pages_below_others_keep_their_own_text() {
    let fixture = with_codec();
    fixture.pages(&[("a.md", "# Apple\n"), ("b/c.md", "# Cherry\n")]);
    fixture.write(
        "book/en/SUMMARY.md",
        "# Summary\n\n- [A](a.md)\n  - [C](b/c.md)\n- [Draft]()\n",
    );
    book::build::build(&fixture.repo).unwrap();
    assert!(fixture.read("target/book/a.html").contains(">Apple<"));
    assert!(fixture.read("target/book/b/c.html").contains(">Cherry<"));
}

#[test]
fn the_map_and_the_changes_of_a_chapter_are_made_from_the_code() {
    let fixture = with_codec();
    fixture.write("chapter-03/examples/greet.rs", "fn main() {}\n");
    let html = fixture.html("{{#map}}\n\n{{#changes chapter-03}}\n");
    assert!(
        html.contains(">greetings</td>") && html.contains("<code>greet</code>"),
        "{html}"
    );
    assert!(
        html.contains("chapter-03/src/codec.rs")
            && html.contains("chapter-03/examples/greet.rs")
    );
}
