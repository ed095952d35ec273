//! IDL files: each is refused with errors that can be printed, or compiled to Rust.

use std::{fs, slice, sync::Arc};

use mini_lust::{
    codegen,
    idl::{Document, diagnostic::Source, program::Program},
};

use crate::engine::fuzz;

#[test]
fn idl_files_are_parsed() {
    fuzz(seeds(), WORDS, 1_000, |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let source = Source { path: "fuzz.thrift".into(), text };
        let (document, errors) = Document::parse(&Arc::new(source));
        let lines = errors.iter().map(|error| error.to_string().lines().count());
        (document.map(|document| document.items.len()), lines.sum::<usize>())
    });
}

/// What the generator writes is parsed as Rust when it is formatted.
#[test]
fn idl_files_are_compiled() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("fuzz.thrift");
    fuzz(seeds(), WORDS, 300, |bytes| {
        fs::write(&path, bytes).expect("there is room");
        match Program::load(slice::from_ref(&path), &["tests/corpus".into()]) {
            Ok(program) => (codegen::rust(&program).lines().count(), String::new()),
            Err(errors) => {
                let kinds = errors.iter().map(|error| {
                    let message = error.to_string();
                    // Without the names that are in it.
                    let parts = message.split('`').step_by(2).take(2);
                    parts.collect::<String>().chars().take(40).collect::<String>()
                });
                (0, kinds.collect())
            }
        }
    });
}

/// The files of the corpus.
fn seeds() -> Vec<Vec<u8>> {
    let files =
        ["tests/corpus", "tests/generated", "idl"].into_iter().flat_map(|folder| {
            fs::read_dir(folder)
                .expect("it is there")
                .map(|file| file.expect("a file").path())
        });
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "thrift")).collect();
    files.sort();
    let files = files.into_iter().map(|path| fs::read(path).expect("it can be read"));
    files.filter(|text| text.len() < 2048).collect()
}

const WORDS: &[&[u8]] = &[
    b"struct S { 1: ",
    b"union U { 1: ",
    b"enum E { A = ",
    b"const ",
    b"typedef ",
    b"service T { void f(",
    b"exception X { 1: ",
    b"include \"fuzz.thrift\" ",
    b"namespace rs ",
    b"list<",
    b"map<string, ",
    b"set<",
    b"i32 ",
    b"string ",
    b"uuid ",
    b"double ",
    b"required ",
    b"optional ",
    b" = {",
    b" = [",
    b"S.A",
    b"-9223372036854775808",
    b"1e308",
    b"self ",
    b"r#type ",
    b"}\n",
    b">",
    b"throws (1: X x)",
    b"oneway ",
    b"(rust.x = \"y\")",
    b"/** doc */",
    b"\"\\u{0}\"",
    "\u{feff}ß".as_bytes(),
];
