//! How fast an IDL file is read: one of structs, enums and services, made up here.
//!
//! `cargo bench -p chapter-06`

use std::{fmt::Write, sync::Arc, time::Instant};

use mini_lust::idl::{Document, diagnostic::Source};

const ROUNDS: usize = 9;

fn main() {
    for structs in [100, 1_000, 10_000] {
        let source =
            Arc::new(Source { path: "made-up.thrift".into(), text: text(structs) });
        let mut rates: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let begin = Instant::now();
                let (document, _) = Document::parse(&source);
                let document = document.expect("it is Thrift");
                assert_eq!(document.items.len(), 3 * structs);
                source.text.len() as f64 / begin.elapsed().as_secs_f64() / 1e6
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        println!("{:8} bytes: {:5.1} MB/s", source.text.len(), rates[ROUNDS / 2]);
    }
}

/// So many structs, enums and services.
fn text(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        write!(
            text,
            "\
/** Record number {i}, as large as most. */
struct Record{i} {{
    1: required i64 identifier
    2: optional string description // what it is
    3: list<map<string, i32>> values
    4: optional Record{i} parent
    5: i32 count = 7
}}

enum Kind{i} {{ FIRST = 1, SECOND, THIRD }}

service Service{i} {{
    Record{i} get(1: i64 identifier, 2: string name) throws (1: Failed failed)
    oneway void note(1: string text)
}}

"
        )
        .expect("a string takes everything");
    }
    text
}
