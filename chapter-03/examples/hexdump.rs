//! One user in both protocols, as bytes that say what they mean.
//!
//! The dump is made by a third [`OutputProtocol`]: it hands everything to a real one, and
//! notes how many bytes that wrote.

use mini_lust::{
    protocol::{BinaryWriter, CompactWriter, Header, Message, OutputProtocol, WireType},
    user::{Contact, Role, User},
};

fn main() {
    let user = User {
        id: 1,
        name: "Ada".into(),
        role: Role::ADMIN,
        verified: Some(true),
        contact: Some(Contact::Phone(-42)),
        nicknames: vec!["Countess".into()],
        ..User::default()
    };
    let mut buffer = Default::default();
    dump(&user, "binary", BinaryWriter::new(&mut buffer), |out| out.buffer());
    buffer.clear();
    dump(&user, "compact", CompactWriter::new(&mut buffer), |out| out.buffer());
}

fn dump<P: OutputProtocol>(user: &User, name: &str, out: P, bytes: fn(&P) -> &[u8]) {
    let mut annotator = Annotator { out, bytes, depth: 0, notes: Vec::new() };
    user.encode(&mut annotator);

    let Annotator { out, notes, .. } = annotator;
    let bytes = bytes(&out);
    println!("{name}: {} bytes", bytes.len());
    let mut start = 0;
    let mut unwritten = String::new();
    for Note { end, depth, text } in notes {
        if start == end {
            // Compact puts a bool into the head of its field.
            unwritten = text + ": ";
            continue;
        }
        let mut text = format!("{:1$}{unwritten}{text}", "", 2 * depth);
        unwritten.clear();
        // Eight bytes a line; the note stands beside the first.
        for (line, part) in bytes[start..end].chunks(8).enumerate() {
            let hex: Vec<_> = part.iter().map(|byte| format!("{byte:02x}")).collect();
            let row =
                format!("  {:04x}  {:23}  {text}", start + 8 * line, hex.join(" "));
            println!("{}", row.trim_end());
            text.clear();
        }
        start = end;
    }
}

/// Writes through `out`, and notes what each byte is for.
struct Annotator<P> {
    out: P,
    bytes: fn(&P) -> &[u8],
    depth: usize,
    notes: Vec<Note>,
}

/// What the bytes up to `end` mean.
struct Note {
    end: usize,
    depth: usize,
    text: String,
}

impl<P> Annotator<P> {
    fn note(&mut self, write: impl FnOnce(&mut P), text: impl Into<String>) {
        write(&mut self.out);
        let end = (self.bytes)(&self.out).len();
        self.notes.push(Note { end, depth: self.depth, text: text.into() });
    }
}

impl<P: OutputProtocol> OutputProtocol for Annotator<P> {
    fn write_header(&mut self, header: &Header) {
        self.note(|out| out.write_header(header), format!("{header:?}"));
    }

    fn write_struct_begin(&mut self) {
        self.out.write_struct_begin();
        self.depth += 1;
    }

    fn write_struct_end(&mut self) {
        self.depth -= 1;
        self.note(|out| out.write_struct_end(), "end of struct");
    }

    fn write_field_begin(&mut self, ty: WireType, id: i16) {
        self.note(|out| out.write_field_begin(ty, id), format!("field {id}, {ty:?}"));
    }

    fn write_list_begin(&mut self, element: WireType, len: usize) {
        let text = format!("{len} elements, {element:?}");
        self.note(|out| out.write_list_begin(element, len), text);
    }

    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize) {
        let text = format!("{len} entries, {key:?} to {value:?}");
        self.note(|out| out.write_map_begin(key, value, len), text);
    }

    fn write_bool(&mut self, value: bool) {
        self.note(|out| out.write_bool(value), value.to_string());
    }

    fn write_i8(&mut self, value: i8) {
        self.note(|out| out.write_i8(value), value.to_string());
    }

    fn write_i16(&mut self, value: i16) {
        self.note(|out| out.write_i16(value), value.to_string());
    }

    fn write_i32(&mut self, value: i32) {
        self.note(|out| out.write_i32(value), value.to_string());
    }

    fn write_i64(&mut self, value: i64) {
        self.note(|out| out.write_i64(value), value.to_string());
    }

    fn write_double(&mut self, value: f64) {
        self.note(|out| out.write_double(value), value.to_string());
    }

    fn write_uuid(&mut self, value: &[u8; 16]) {
        self.note(|out| out.write_uuid(value), "a uuid");
    }

    fn write_bytes(&mut self, value: &[u8]) {
        let text =
            format!("{} bytes: {:?}", value.len(), value.escape_ascii().to_string());
        self.note(|out| out.write_bytes(value), text);
    }
}
