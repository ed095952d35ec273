//! Eight times as much of anything takes about eight times as long, not 64 times: IDL files of
//! every shape, and streams that come byte by byte.
//!
//! What counts is the time of the thread's own work, so a busy machine does not matter.

use std::{fmt::Write, fs, slice, time::Duration};

use bytes::BytesMut;
use cpu_time::ThreadTime;
use mini_lust::{
    Body, FrameCodec, Framing, Protocol, codegen,
    idl::program::Program,
    protocol::{Header, MessageType},
    transport::codec::Frame,
    user::User,
};
use tokio_util::codec::{Decoder, Encoder};

#[test]
fn idl_files_of_every_shape_take_time_in_proportion() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("long.thrift");
    for (name, shape) in SHAPES {
        in_proportion(name, |times| {
            fs::write(&path, shape(times * LINES)).expect("there is room");
            let started = ThreadTime::now();
            // A shape that has no meaning is refused, which takes time as well.
            let loaded = Program::load(slice::from_ref(&path), &[]);
            let is_compiled = loaded.map(|program| codegen::rust(&program)).is_ok();
            assert_eq!(is_compiled, !name.starts_with("wrong"), "{name}");
            started.elapsed()
        });
    }
}

#[test]
fn streams_take_time_in_proportion() {
    for protocol in [Protocol::Binary, Protocol::Compact] {
        for framing in [Framing::Framed, Framing::Unframed, Framing::TtHeader] {
            for (name, body) in BODIES {
                in_proportion(&format!("{name}, {protocol:?}, {framing:?}"), |times| {
                    let bytes =
                        stream(framing, protocol, body(protocol, times * FIELDS));
                    let started = ThreadTime::now();
                    let (mut codec, mut buffer) =
                        (FrameCodec::detect(), BytesMut::new());
                    let mut frames = 0;
                    for byte in bytes.chunks(1) {
                        buffer.extend_from_slice(byte);
                        let frame = codec.decode(&mut buffer).expect("a message");
                        frames += usize::from(frame.is_some());
                    }
                    assert_eq!(frames, 1, "{name}");
                    started.elapsed()
                });
            }
        }
    }
}

/// Runs `work` on so much and on eight times as much. The best of three counts.
fn in_proportion(name: &str, work: impl Fn(usize) -> Duration) {
    let best = |times| (0..3).map(|_| work(times)).min().expect("three");
    let (some, more) = (best(1), best(8));
    let ratio = more.as_secs_f64() / some.as_secs_f64();
    eprintln!("{name}: {some:.1?}, {more:.1?}: {ratio:.1}");
    assert!(ratio < 24.0, "{name}: {some:?}, but {more:?} for eight times as much");
}

// === Shapes ===

type Shape = (&'static str, fn(usize) -> String);

const SHAPES: &[Shape] = &[
    ("structs", |n| lines(n, |it| format!("struct S{it} {{ 1: i32 a }}"))),
    ("fields", |n| {
        format!(
            "struct S {{ {} }}",
            lines(n, |it| format!("{it}: i32 a{it}", it = it + 1))
        )
    }),
    ("values of an enum", |n| {
        format!("enum E {{ {} }}", lines(n, |it| format!("A{it}")))
    }),
    ("methods", |n| {
        format!("service S {{ {} }}", lines(n, |it| format!("void f{it}()")))
    }),
    ("arguments", |n| {
        format!(
            "service S {{ void f({}) }}",
            lines(n, |it| format!("{it}: i32 a{it}", it = it + 1))
        )
    }),
    // With methods, the code itself is long: a service repeats those that it inherits. A line of
    // 300 services, each with one method, is 12 KB of IDL and 13.5 MB of Rust.
    ("services in a line", |n| {
        let parents = lines(n, |it| format!("service S{} extends S{it} {{}}", it + 1));
        format!("service S0 {{}} {parents}")
    }),
    ("names for names", |n| {
        let names = lines(n, |it| format!("typedef T{it} T{}", it + 1));
        format!("typedef i32 T0 {names} struct S {{ 1: T{n} a }}")
    }),
    ("structs in structs", |n| {
        lines(n, |it| match it {
            0 => "struct S0 {}".into(),
            _ => format!("struct S{it} {{ 1: S{} a }}", it - 1),
        })
    }),
    ("a circle of structs", |n| {
        lines(n, |it| format!("struct S{it} {{ 1: optional S{} a }}", (it + 1) % n))
    }),
    ("constants", |n| lines(n, |it| format!("const i32 A{it} = {it}"))),
    ("constants of constants", |n| {
        let names = lines(n, |it| format!("const i32 A{} = A{it}", it + 1));
        format!("const i32 A0 = 1 {names}")
    }),
    ("a list", |n| {
        format!("const list<i32> A = [{}]", lines(n, |it| format!("{it}, ")))
    }),
    ("a map", |n| {
        format!(
            "const map<i32, string> A = {{ {} }}",
            lines(n, |it| format!("{it}: \"a\", "))
        )
    }),
    ("a set", |n| {
        format!("const set<string> A = [{}]", lines(n, |it| format!("\"{it}\", ")))
    }),
    ("comments", |n| lines(n, |_| "/** a */ // b".into())),
    ("a document", |n| {
        format!("/** {} */ struct S {{}}", lines(n, |_| "a `b` <c>".into()))
    }),
    ("a string", |n| format!("const string A = \"{}\"", "a\\n".repeat(10 * n))),
    ("annotations", |n| {
        format!("struct S {{}} ({})", lines(n, |it| format!("a{it} = \"b\"")))
    }),
    ("wrong fields", |n| format!("struct S {{ {} }}", lines(n, |_| "1: i32 a".into()))),
    ("wrong types", |n| {
        format!(
            "struct S {{ {} }}",
            lines(n, |it| format!("{it}: T{it} a{it}", it = it + 1))
        )
    }),
    ("wrong names", |n| lines(n, |_| "struct S {}".into())),
    ("wrong brackets", |n| format!("const i32 A = {}", "[".repeat(n))),
];

fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).fold(String::new(), |mut text, it| {
        writeln!(text, "{}", line(it)).expect("a string takes all");
        text
    })
}

// === Streams ===

type Fields = (&'static str, fn(Protocol, usize) -> Vec<u8>);

/// Bodies of different structure.
const BODIES: &[Fields] = &[
    ("fields", |protocol, n| match protocol {
        Protocol::Binary => [&b"\x03\0\x01\x07".repeat(n)[..], b"\0"].concat(),
        Protocol::Compact => [&b"\x13\x07".repeat(n)[..], b"\0"].concat(),
    }),
    ("one string", |protocol, n| {
        let user = User { name: "x".repeat(n).into(), ..User::default() };
        Body::encode(protocol, &user).bytes().to_vec()
    }),
];

fn stream(framing: Framing, protocol: Protocol, body: Vec<u8>) -> BytesMut {
    let header = Header { method: "m".into(), ty: MessageType::Call, sequence_id: 1 };
    let frame = Frame::new(header, Body::new(protocol, body.into()));
    let mut bytes = BytesMut::new();
    FrameCodec::new(framing).encode(frame, &mut bytes).expect("it is short");
    bytes
}

/// How much there is of anything.
const LINES: usize = 50;

/// How many fields a body has.
const FIELDS: usize = 1000;
