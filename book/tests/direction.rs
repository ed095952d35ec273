//! Imports run from later layers to earlier ones, and in no circle.

mod fixture;

use fixture::Fixture;

/// Chapter 2 has `wire`, 3 adds `frame`, and 4 `call`, `pool` and `error.rs`.
fn layered(files: &[(&str, &str)]) -> Vec<String> {
    let fixture = Fixture::new();
    let layers = [
        ("src/wire/mod.rs", 2),
        ("src/wire/bytes.rs", 2),
        ("src/user.rs", 2),
        ("idl/user.thrift", 2),
        ("src/frame/mod.rs", 3),
        ("src/call/mod.rs", 4),
        ("src/pool/mod.rs", 4),
        ("src/error.rs", 4),
    ];
    for (file, since) in layers {
        for chapter in since..=4 {
            let text =
                files.iter().find(|(name, _)| *name == file).map(|(_, text)| *text);
            fixture.write(&format!("chapter-{chapter:02}/{file}"), text.unwrap_or(""));
        }
    }
    for (file, text) in files.iter().filter(|(name, _)| *name == "src/lib.rs") {
        for chapter in 2..=4 {
            fixture.write(&format!("chapter-{chapter:02}/{file}"), text);
        }
    }
    let manifest = "[package]\nname = \"x\"\n\n[lib]\nname = \"greetings\"\n";
    for chapter in 2..=4 {
        fixture.write(&format!("chapter-{chapter:02}/Cargo.toml"), manifest);
    }
    let problems = book::direction::check(&fixture.repo).unwrap();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_later_layer_may_import_an_earlier_one() {
    let call = "use crate::{frame::Frame, wire::{self, bytes::Bytes}};\n\
        use super::wire::Wire;\nuse crate::error::Error;\n";
    let error = "use crate::frame::Frame;\n";
    assert_eq!(layered(&[("src/call/mod.rs", call), ("src/error.rs", error)]), [""; 0]);
}

#[test]
fn an_earlier_layer_may_not_import_a_later_one() {
    let frame = "use std::fmt;\n\nuse crate::{\n    call::Call,\n    wire::Wire,\n};\n";
    assert_eq!(
        layered(&[("src/frame/mod.rs", frame)]),
        [
            "chapter-04/src/frame/mod.rs:3: `crate::call::Call`: `frame` is of chapter 3 and imports `call`, which came in chapter 4"
        ]
    );
}

#[test]
fn paths_count_wherever_they_are() {
    let bytes = "\
fn a() -> super::super::frame::Frame {
    greetings::frame::new()
}
macro_rules! frame { () => { $crate::frame::new() } }
fn b() {
    assert!(crate::frame::is_new(), \"new\");
}
mod inner {
    pub use super::super::Wire;
    pub use super::super::super::frame::Frame;
}
";
    let problems = layered(&[("src/wire/bytes.rs", bytes)]);
    let lines: Vec<&str> = problems.iter().filter_map(|p| p.split(':').nth(1)).collect();
    assert_eq!(lines, ["1", "2", "4", "6", "10"], "{problems:#?}");
}

#[test]
fn tests_docs_and_examples_may_import_anything() {
    let wire = "\
//! See [`crate::call`].

/// ```
/// use crate::call::Call;
/// ```
pub struct Wire;

#[cfg(test)]
mod tests {
    use crate::call::Call;
}
";
    let lib = "pub mod call;\npub mod wire;\npub use call::Call;\n";
    let user = "use crate::call::Call;\n";
    let files = [("src/wire/mod.rs", wire), ("src/lib.rs", lib), ("src/user.rs", user)];
    assert_eq!(layered(&files), [""; 0]);
}

#[test]
fn a_name_at_the_root_is_of_the_layer_that_it_comes_from() {
    let lib = "pub use bytes::Bytes;\npub use call::{Call, reply::Reply as Answer};\n";
    let wire = "use crate::Bytes;\nuse crate::Answer;\n";
    assert_eq!(
        layered(&[("src/lib.rs", lib), ("src/wire/mod.rs", wire)]),
        [
            "chapter-04/src/wire/mod.rs:2: `crate::Answer`: `wire` is of chapter 2 and imports `call`, which came in chapter 4"
        ]
    );
}

#[test]
fn layers_of_one_chapter_import_one_another_in_no_circle() {
    let files = [
        ("src/call/mod.rs", "use crate::pool::Pool;\n"),
        ("src/pool/mod.rs", "use crate::error::Error;\n\nuse crate::wire::Wire;\n"),
        ("src/error.rs", "\nuse crate::call::Call;\n"),
    ];
    assert_eq!(
        layered(&files),
        [
            "chapter-04/src/call/mod.rs:1: `crate::pool::Pool`: `call` imports `pool`, which imports `error`, which imports `call`",
            "chapter-04/src/error.rs:2: `crate::call::Call`: `error` imports `call`, which imports `pool`, which imports `error`",
            "chapter-04/src/pool/mod.rs:1: `crate::error::Error`: `pool` imports `error`, which imports `call`, which imports `pool`",
        ]
    );
    assert_eq!(layered(&files[..2]), [""; 0]);
}

#[test]
fn what_is_copied_along_is_reported_once_and_with_the_rest_of_the_book() {
    let fixture = Fixture::new();
    for chapter in ["chapter-02", "chapter-03", "chapter-04"] {
        fixture.write(&format!("{chapter}/src/a.rs"), "use crate::b::B;\n");
        fixture.write(&format!("{chapter}/src/b.rs"), "use crate::a::A;\n");
    }
    fixture.pages(&[("two.md", &format!("{}\n{{{{#diff chapter-02/src/a.rs}}}}\n\n{{{{#diff chapter-02/src/b.rs}}}}\n", fixture::ALL_OF_TWO))]);
    assert_eq!(
        fixture.problems(),
        [
            "chapter-02/src/a.rs:1: `crate::b::B`: `a` imports `b`, which imports `a`",
            "chapter-02/src/b.rs:1: `crate::a::A`: `b` imports `a`, which imports `b`",
        ]
    );
}
