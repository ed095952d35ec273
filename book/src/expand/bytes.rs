//! The bytes of a dump, each with what it is for, and with a link to the function that wrote it.
//!
//! A dump is what chapter 3's `hexdump` prints: a line `binary: 85 bytes`, then lines with an
//! offset, bytes and a note. The example asks the real encoder, so the notes are true. What the
//! bytes of one note are follows from the two formats.

use crate::html::{SOURCES, escape};
use crate::repo::Repo;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One dump after the other, line by line.
pub struct Dump<'a> {
    repo: &'a Repo,
    /// The chapter whose example printed it.
    chapter: String,
    format: Option<Format>,
    /// The ids of the fields around the next value, by depth.
    path: Vec<i16>,
    /// The type of the next value.
    ty: String,
    /// What is left of the note whose bytes go on in the next line.
    rest: Vec<String>,
    /// What the bytes of the last note have in common.
    shared: String,
    /// Where the functions of a writer are, by file.
    lines: HashMap<String, String>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Format {
    Binary,
    Compact,
}

static HEADING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(binary|compact): \d+ bytes$").expect("it is valid"));

static ROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(  [0-9a-f]{4}  )([0-9a-f]{2}(?: [0-9a-f]{2})*)( *)(.*)$")
        .expect("it is valid")
});

impl<'a> Dump<'a> {
    /// Begins a transcript with this command.
    pub fn new(repo: &'a Repo, command: &str) -> Self {
        let chapter =
            command.split_whitespace().find(|word| word.starts_with("chapter-"));
        Self {
            repo,
            chapter: chapter.unwrap_or_default().to_owned(),
            format: None,
            path: Vec::new(),
            ty: String::new(),
            rest: Vec::new(),
            shared: String::new(),
            lines: HashMap::new(),
        }
    }

    /// Returns a line as HTML if it belongs to a dump.
    pub fn line(&mut self, line: &str) -> Option<String> {
        if let Some(heading) = HEADING.captures(line) {
            let is_binary = &heading[1] == "binary";
            self.format = Some(if is_binary { Format::Binary } else { Format::Compact });
            self.path.clear();
        }
        let format = self.format?;
        let row = ROW.captures(line)?;
        let bytes: Vec<u8> = row[2]
            .split(' ')
            .map(|byte| u8::from_str_radix(byte, 16).expect("it is hexadecimal"))
            .collect();
        let note = &row[4];
        if !note.is_empty() {
            // The notes of a struct's fields are further right by two than that of its end.
            let depth = (row[3].len() + 3 * bytes.len()).saturating_sub(26) / 2;
            self.enter(format, depth, note, &bytes);
        }
        let bytes: String = bytes
            .iter()
            .enumerate()
            .map(|(i, byte)| {
                let meaning = match self.rest.is_empty() {
                    true => String::new(),
                    false => self.rest.remove(0),
                };
                let space = if i == 0 { "" } else { " " };
                format!(
                    "{space}<b class=\"byte\" title=\"{}\">{byte:02x}</b>",
                    escape(&meaning)
                )
            })
            .collect();
        let (shared, before, after) = (&self.shared, &row[1], &row[3]);
        Some(format!(
            "{before}<span class=\"bytes\" {shared}>{bytes}</span>{after}{}",
            escape(note)
        ))
    }

    /// Takes a note, whose first bytes are given.
    fn enter(&mut self, format: Format, depth: usize, note: &str, first: &[u8]) {
        let (function, bytes) = match Note::parse(note) {
            Note::Field { id, ty, value } => {
                let before =
                    self.path.get(depth.saturating_sub(1)).copied().unwrap_or(0);
                self.path.truncate(depth.saturating_sub(1));
                self.path.push(id);
                self.ty = ty.to_owned();
                match (format, value) {
                    (Format::Binary, _) => ("write_field_begin", binary_field(id, ty)),
                    (_, None) => ("write_field_begin", compact_field(before, id, ty)),
                    (_, Some(value)) => {
                        let mut bytes = compact_field(before, id, ty);
                        bytes[0] += &format!(": a bool's type is its value, {value}");
                        ("write_bool", bytes)
                    }
                }
            }
            Note::Elements { len, ty } => {
                self.ty = ty.to_owned();
                ("write_list_begin", elements(format, len, ty, first))
            }
            Note::Entries { len } => ("write_map_begin", entries(format, len)),
            Note::End => {
                self.path.truncate(depth);
                let bytes = vec!["0 instead of a type: no field follows".to_owned()];
                ("write_struct_end", bytes)
            }
            Note::Bytes { len } => {
                self.ty = "Binary".to_owned();
                ("write_bytes", content(format, len, first))
            }
            Note::Value(value) => (self.writer(), value_bytes(format, &self.ty, value)),
        };
        let is_whole = bytes.len() == 1 && first.len() > 1;
        self.rest = match is_whole {
            // A number's bytes mean something together.
            true => vec![bytes[0].clone(); first.len()],
            false => bytes,
        };
        let fields =
            self.path.iter().map(|id| format!("field {id}")).collect::<Vec<_>>();
        let place = fields.join(" › ");
        self.shared = format!(
            "data-in=\"{}\" data-is=\"{}\" data-by=\"{function}\" data-at=\"{}\"",
            escape(&place),
            escape(note),
            escape(&self.place_of(format, function))
        );
    }

    fn writer(&self) -> &'static str {
        match &*self.ty {
            "Bool" => "write_bool",
            "I8" => "write_i8",
            "I16" => "write_i16",
            "I32" => "write_i32",
            "Double" => "write_double",
            "Uuid" => "write_uuid",
            _ => "write_i64",
        }
    }

    /// Where a function of the format's writer can be read; nowhere if it is not found.
    fn place_of(&mut self, format: Format, function: &str) -> String {
        let name = match format {
            Format::Binary => "binary",
            Format::Compact => "compact",
        };
        let file = format!("{}/src/protocol/{name}.rs", self.chapter);
        let text = self.lines.entry(file.clone()).or_insert_with(|| {
            std::fs::read_to_string(self.repo.root().join(&file)).unwrap_or_default()
        });
        let is_function = |line: &str| line.contains(&format!("fn {function}("));
        match text.lines().position(is_function) {
            Some(line) => format!("{SOURCES}/{file}#L{}", line + 1),
            None => String::new(),
        }
    }
}

/// What `hexdump` says of some bytes.
enum Note<'a> {
    Field { id: i16, ty: &'a str, value: Option<&'a str> },
    Elements { len: usize, ty: &'a str },
    Entries { len: usize },
    Bytes { len: usize },
    End,
    Value(&'a str),
}

impl<'a> Note<'a> {
    fn parse(note: &'a str) -> Self {
        Self::of_field(note).or_else(|| Self::of_many(note)).unwrap_or(match note {
            "end of struct" => Self::End,
            value => Self::Value(value),
        })
    }

    fn of_field(note: &'a str) -> Option<Self> {
        let (id, ty) = note.strip_prefix("field ")?.split_once(", ")?;
        let (ty, value) = match ty.split_once(": ") {
            Some((ty, value)) => (ty, Some(value)),
            None => (ty, None),
        };
        Some(Self::Field { id: id.parse().ok()?, ty, value })
    }

    fn of_many(note: &'a str) -> Option<Self> {
        let (len, what) = note.split_once(' ')?;
        let len = len.parse().ok()?;
        let (what, rest) = what.split_once([',', ':'])?;
        Some(match what {
            "elements" => Self::Elements { len, ty: rest.trim() },
            "entries" => Self::Entries { len },
            "bytes" => Self::Bytes { len },
            _ => return None,
        })
    }
}

// === What each byte is ===

fn repeated(text: &str, len: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(text.to_owned(), len)
}

fn binary_field(id: i16, ty: &str) -> Vec<String> {
    let ty = format!("the type's code: {ty}");
    let id = format!("the field's id, {id}, in two bytes");
    std::iter::once(ty).chain(repeated(&id, 2)).collect()
}

fn compact_field(before: i16, id: i16, ty: &str) -> Vec<String> {
    let step = id - before;
    let text = match step {
        1..=15 => {
            format!("high half: {step} more than the last id, {before}; low half: {ty}")
        }
        _ => format!("high half: 0, so the id follows; low half: {ty}"),
    };
    let id = format!("the field's id, {id}, as a zigzag varint");
    std::iter::once(text).chain(repeated(&id, 3)).collect()
}

fn elements(format: Format, len: usize, ty: &str, first: &[u8]) -> Vec<String> {
    let count = format!("the number of elements, {len}");
    match format {
        Format::Binary => {
            let ty = format!("the elements' type: {ty}");
            std::iter::once(ty).chain(repeated(&count, 4)).collect()
        }
        Format::Compact if first[0] >> 4 < 15 => {
            vec![format!("high half: {count}; low half: their type, {ty}")]
        }
        Format::Compact => {
            let head = format!("high half: 15, so the number follows; low half: {ty}");
            std::iter::once(head).chain(repeated(&count, first.len())).collect()
        }
    }
}

fn entries(format: Format, len: usize) -> Vec<String> {
    let count = format!("the number of entries, {len}");
    match format {
        Format::Binary => {
            let types = ["the keys' type".to_owned(), "the values' type".to_owned()];
            types.into_iter().chain(repeated(&count, 4)).collect()
        }
        Format::Compact if len == 0 => vec![format!("{count}; then no types follow")],
        Format::Compact => {
            let types = "high half: the keys' type; low half: the values'".to_owned();
            vec![count, types]
        }
    }
}

fn content(format: Format, len: usize, first: &[u8]) -> Vec<String> {
    let head = match format {
        Format::Binary => 4,
        Format::Compact => first
            .iter()
            .position(|byte| byte & 0x80 == 0)
            .map_or(first.len(), |it| it + 1),
    };
    let how = match format {
        Format::Binary => "in four bytes",
        Format::Compact => "as a varint",
    };
    let length = format!("the length, {len}, {how}");
    let content = (1..=len).map(|number| format!("byte {number} of {len}"));
    repeated(&length, head).chain(content).collect()
}

fn value_bytes(format: Format, ty: &str, value: &str) -> Vec<String> {
    let number = value.parse::<i64>().ok();
    let is_short = matches!(ty, "Bool" | "I8" | "Double" | "Uuid");
    vec![match number {
        Some(number) if format == Format::Compact && !is_short => {
            let zigzag = (number << 1) ^ (number >> 63);
            format!(
                "{value}: zigzag makes {} of it, as a varint",
                zigzag.cast_unsigned()
            )
        }
        _ => format!("the value {value}, most significant byte first"),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// What is said of each byte of each line that has some.
    fn titles(dump: &str) -> Vec<Vec<String>> {
        let repo = Repo::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let mut lines = Dump::new(&repo, "cargo run -q -p chapter-03 --example hexdump");
        let title = Regex::new("title=\"([^\"]*)\"").unwrap();
        let titles = |html: String| {
            title.captures_iter(&html).map(|it| it[1].to_owned()).collect()
        };
        dump.lines().filter_map(|line| lines.line(line)).map(titles).collect()
    }

    fn row(hex: &str, depth: usize, note: &str) -> String {
        format!("  0000  {hex:23}  {:1$}{note}\n", "", 2 * depth)
    }

    #[test]
    fn binary_has_heads_of_three_bytes_and_lengths_of_four() {
        let dump = "binary: 85 bytes\n".to_owned()
            + &row("0b 00 02", 1, "field 2, Binary")
            + &row("00 00 00 03 41 64 61", 1, "3 bytes: \"Ada\"")
            + &row("08 00 03", 1, "field 3, I32")
            + &row("00 00 00 05", 1, "5");
        let titles = titles(&dump);
        let id = "the field's id, 2, in two bytes";
        assert_eq!(titles[0], ["the type's code: Binary", id, id]);
        assert_eq!(titles[1][3], "the length, 3, in four bytes");
        assert_eq!(titles[1][4..], ["byte 1 of 3", "byte 2 of 3", "byte 3 of 3"]);
        assert_eq!(titles[3], ["the value 5, most significant byte first"; 4]);
    }

    #[test]
    fn compact_counts_ids_in_each_struct_for_itself() {
        let dump = "compact: 30 bytes\n".to_owned()
            + &row("16", 1, "field 1, I64")
            + &row("02", 1, "1")
            + &row("11", 1, "field 4, Bool: true")
            + &row("1c", 1, "field 5, Struct")
            + &row("26", 2, "field 2, I64")
            + &row("53", 2, "-42")
            + &row("00", 1, "end of struct")
            + &row("29", 1, "field 7, List");
        let titles = titles(&dump);
        assert_eq!(titles[0], ["high half: 1 more than the last id, 0; low half: I64"]);
        assert_eq!(titles[1], ["1: zigzag makes 2 of it, as a varint"]);
        assert!(titles[2][0].ends_with("type is its value, true"), "{titles:?}");
        assert_eq!(titles[4], ["high half: 2 more than the last id, 0; low half: I64"]);
        assert_eq!(titles[5], ["-42: zigzag makes 83 of it, as a varint"]);
        assert_eq!(titles[7], ["high half: 2 more than the last id, 5; low half: List"]);
    }

    #[test]
    fn a_string_of_two_lines_goes_on() {
        let dump = "compact: 9 bytes\n".to_owned()
            + &row("08 43 6f 75 6e 74 65 73", 1, "8 bytes: \"Countess\"")
            + &row("73", 0, "");
        assert_eq!(titles(&dump.replace(" \n", "\n"))[1], ["byte 8 of 8"]);
    }
}
