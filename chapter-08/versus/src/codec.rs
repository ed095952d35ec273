//! Encoding and decoding alone: 16 users, in memory, in one process.

use std::{
    fs,
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use bytes::{Bytes, BytesMut};
use clap::Args;
use cpu_time::ProcessTime;
use mini_lust::{Body, Protocol};
use pilota::thrift::{Message as _, binary::TBinaryProtocol, compact};
use prost::Message as _;
use thrift::protocol::{
    TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol,
    TCompactOutputProtocol, TSerializable,
};

use crate::{
    figures::median,
    peers::{apache, ours, tarpc, tonic, volo},
    quiet, roles,
    table::{grouped, markdown, row, short},
};

#[derive(Args)]
pub struct Run {
    /// How often everything is measured
    #[arg(long, default_value_t = 25)]
    rounds: usize,
    /// A round is left out if others used more of the machine, in processors
    #[arg(long, default_value_t = 0.1)]
    quiet: f64,
    /// The folder for the table
    #[arg(long, default_value = "results")]
    out: PathBuf,
}

/// A format, as one crate writes and reads it.
struct Codec {
    name: &'static str,
    /// What the ratios compare.
    kind: Kind,
    /// The bytes of the users.
    encoded: Bytes,
    encode: Box<dyn Fn() -> Bytes>,
    /// Decodes and drops, if it can.
    decode: Option<Box<dyn Fn(&Bytes)>>,
    /// Nanoseconds, of all rounds.
    times: [Vec<f64>; 2],
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Binary,
    Compact,
    Other,
}

/// How long each is measured in a round.
const TIME: Duration = Duration::from_millis(20);

pub fn measure(Run { rounds, quiet, out }: Run) -> Result<()> {
    roles::pin(0)?;
    let mut codecs = codecs();
    let mut left_out = 0;
    while codecs[0].times[0].len() < rounds {
        let (begun, computed, own) =
            (Instant::now(), quiet::computed()?, ProcessTime::now());
        let times: Vec<_> = codecs.iter().map(Codec::round).collect();
        let (computed, own) =
            (quiet::computed()? - computed, own.elapsed().as_secs_f64());
        if quiet::others(computed, own, begun.elapsed().as_secs_f64()) > quiet {
            left_out += 1;
            ensure!(left_out < 4 * rounds, "the machine is never quiet");
            continue;
        }
        for (codec, [encode, decode]) in codecs.iter_mut().zip(times) {
            codec.times[0].extend(encode);
            codec.times[1].extend(decode);
        }
        codecs.rotate_left(1);
    }
    eprintln!("{left_out} rounds were left out because others used the machine");
    let table = table(&codecs);
    println!("{table}");
    fs::create_dir_all(&out)?;
    fs::write(out.join("codec.md"), table)?;
    Ok(())
}

impl Codec {
    fn new<T: PartialEq + 'static>(
        name: &'static str,
        kind: Kind,
        users: fn() -> T,
        encode: impl Fn(&T) -> Bytes + 'static,
        decode: impl Fn(&Bytes) -> T + 'static,
    ) -> Self {
        let codec = Self::writer(name, kind, users, encode);
        let decoded = decode(&codec.encoded);
        assert!(decoded == users(), "{name} does not read what it wrote");
        let decode = move |bytes: &Bytes| drop(black_box(decode(black_box(bytes))));
        Self { decode: Some(Box::new(decode)), ..codec }
    }

    /// One that does not decode.
    fn writer<T: 'static>(
        name: &'static str,
        kind: Kind,
        users: fn() -> T,
        encode: impl Fn(&T) -> Bytes + 'static,
    ) -> Self {
        let users = users();
        Self {
            name,
            kind,
            encoded: encode(&users),
            encode: Box::new(move || encode(black_box(&users))),
            decode: None,
            times: Default::default(),
        }
    }

    /// The nanoseconds of encoding and of decoding.
    fn round(&self) -> [Option<f64>; 2] {
        let decode = self.decode.as_ref();
        [
            Some(time(|| drop(black_box((self.encode)())))),
            decode.map(|decode| time(|| decode(&self.encoded))),
        ]
    }
}

/// The nanoseconds that `work` takes, after as much time for the caches.
fn time(work: impl Fn()) -> f64 {
    let [_, nanoseconds] = [(); 2].map(|()| {
        let (begun, mut turns) = (Instant::now(), 0);
        while begun.elapsed() < TIME {
            (0..64).for_each(|_| work());
            turns += 64;
        }
        begun.elapsed().as_nanos() as f64 / f64::from(turns)
    });
    nanoseconds
}

fn codecs() -> Vec<Codec> {
    let ours = |name, kind, protocol| {
        Codec::new(
            name,
            kind,
            ours::group,
            move |users| Body::encode(protocol, users).into_bytes(),
            move |bytes| Body::new(protocol, bytes.clone()).decode().expect("our bytes"),
        )
    };
    vec![
        ours("ours, binary", Kind::Binary, Protocol::Binary),
        Codec::new(
            "pilota, binary",
            Kind::Binary,
            volo::group,
            pilota_binary,
            |bytes| {
                let mut bytes = bytes.clone();
                let input = &mut TBinaryProtocol::new(&mut bytes, true);
                volo::Group::decode(input).expect("pilota's bytes")
            },
        ),
        Codec::new(
            "Apache, binary",
            Kind::Binary,
            apache::group,
            |users| {
                let mut out = Vec::with_capacity(512);
                users
                    .write_to_out_protocol(&mut TBinaryOutputProtocol::new(
                        &mut out, true,
                    ))
                    .expect("memory takes all");
                out.into()
            },
            |bytes| {
                let input = &mut TBinaryInputProtocol::new(&bytes[..], true);
                apache::Group::read_from_in_protocol(input).expect("Apache's bytes")
            },
        ),
        ours("ours, compact", Kind::Compact, Protocol::Compact),
        // pilota 0.13.1 panics when it reads a struct with a bool: `read_bool` leaves the field
        // pending, and `read_struct_end` asserts that none is.
        Codec::writer("pilota, compact", Kind::Compact, volo::group, pilota_compact),
        Codec::new(
            "Apache, compact",
            Kind::Compact,
            apache::group,
            |users| {
                let mut out = Vec::with_capacity(512);
                users
                    .write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut out))
                    .expect("memory takes all");
                out.into()
            },
            |bytes| {
                let input = &mut TCompactInputProtocol::new(&bytes[..]);
                apache::Group::read_from_in_protocol(input).expect("Apache's bytes")
            },
        ),
        Codec::new(
            "prost, protobuf",
            Kind::Other,
            tonic::group,
            |users| users.encode_to_vec().into(),
            |bytes| tonic::Group::decode(bytes.clone()).expect("prost's bytes"),
        ),
        Codec::new(
            "serde, bincode",
            Kind::Other,
            tarpc::group,
            |users| bincode::serialize(users).expect("memory takes all").into(),
            |bytes| bincode::deserialize(bytes).expect("bincode's bytes"),
        ),
    ]
}

/// As Volo does it: the length first, then the bytes.
fn pilota_binary(users: &volo::Group) -> Bytes {
    let len = users.size(&mut TBinaryProtocol::new((), true));
    let mut out = BytesMut::with_capacity(len);
    users.encode(&mut TBinaryProtocol::new(&mut out, true)).expect("memory takes all");
    out.freeze()
}

fn pilota_compact(users: &volo::Group) -> Bytes {
    let len = users.size(&mut compact::TCompactOutputProtocol::new((), true));
    let mut out = BytesMut::with_capacity(len);
    let protocol = &mut compact::TCompactOutputProtocol::new(&mut out, true);
    users.encode(protocol).expect("memory takes all");
    out.freeze()
}

/// What every codec takes, and ours ÷ that.
fn table(codecs: &[Codec]) -> String {
    let mut codecs: Vec<_> = codecs.iter().collect();
    codecs.sort_by_key(|codec| (codec.kind as u8, !codec.name.starts_with("ours")));
    let times = |codec: &Codec| codec.times.clone().map(median);
    let whole = |time: Option<f64>| {
        time.map_or("–".to_owned(), |time| grouped(time.round() as usize))
    };
    let ratio = |ours: Option<f64>, this: Option<f64>| {
        ours.zip(this).map_or("–".to_owned(), |(ours, this)| short(ours / this))
    };
    let mut table = markdown([
        "16 users",
        "bytes",
        "encode ns",
        "decode ns",
        "encode: ours ÷ this",
        "decode: ours ÷ this",
    ]);
    for codec in &codecs {
        // Formats of others are compared with our binary.
        let same =
            |other: &&&Codec| codec.kind == Kind::Other || other.kind == codec.kind;
        let ours = codecs.iter().find(same).expect("ours is first in each kind");
        let ([encode, decode], [our_encode, our_decode]) = (times(codec), times(ours));
        table += &row([
            codec.name.to_owned(),
            grouped(codec.encoded.len()),
            whole(encode),
            whole(decode),
            ratio(our_encode, encode),
            ratio(our_decode, decode),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::Message;

    #[test]
    fn the_thrift_codecs_write_the_same_bytes_and_the_floor_as_many() {
        let codecs = codecs();
        for kind in [Kind::Binary, Kind::Compact] {
            let mut same = codecs.iter().filter(|codec| codec.kind == kind);
            let ours = same.next().unwrap();
            for other in same {
                assert!(
                    ours.encoded == other.encoded,
                    "{} and {}",
                    ours.name,
                    other.name
                );
            }
        }
        assert_eq!(codecs[0].encoded.len(), Message::Users.len());
    }
}
