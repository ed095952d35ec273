//! What a peer speaks is told by its first bytes, and so is that it does not speak Thrift.

use bytes::BytesMut;
use mini_lust::{Error, FrameCodec, Framing, Protocol, protocol::Reason};
use tokio_util::codec::{Decoder, Encoder};

use crate::{
    apache::{Dialect, headers, write},
    encode, frame,
};

/// How many of its first bytes tell that a peer speaks a dialect in a framing, and what they
/// are. The peer is Apache's library.
const SPEECHES: [(Dialect, Framing, &[u8]); 6] = [
    (Dialect::Binary, Framing::Unframed, b"\x80"),
    (Dialect::Compact, Framing::Unframed, b"\x82"),
    (Dialect::Binary, Framing::Framed, b"\0\0\0\x1f\x80"),
    (Dialect::Compact, Framing::Framed, b"\0\0\0\x0e\x82"),
    (Dialect::OldBinary, Framing::Framed, b"\0\0\0\x1c\0"),
    (Dialect::OldBinary, Framing::Unframed, b"\0\0\0\x07g"),
];

#[test]
fn the_first_bytes_tell_the_framing() {
    for (dialect, framing, telling) in SPEECHES {
        let [header, ..] = headers();
        let bytes = write(dialect, framing, &header, 7);
        assert_eq!(bytes[..telling.len()], *telling, "{dialect:?}, {framing:?}");

        let mut codec = FrameCodec::detect();
        for len in 0..telling.len() {
            assert!(matches!(codec.decode(&mut bytes[..len].into()), Ok(None)));
            assert_eq!(codec.framing(), None, "{len} bytes tell nothing");
        }
        assert!(matches!(codec.decode(&mut telling.into()), Ok(None)));
        assert_eq!(codec.framing(), Some(framing));
    }
}

#[test]
fn the_first_byte_of_a_message_tells_the_protocol() {
    for (dialect, framing, _) in SPEECHES {
        let [header, ..] = headers();
        let mut bytes = BytesMut::from(&write(dialect, framing, &header, 7)[..]);
        let frame = FrameCodec::detect().decode(&mut bytes).unwrap().unwrap();
        let expected = match dialect {
            Dialect::Binary | Dialect::OldBinary => Protocol::Binary,
            Dialect::Compact => Protocol::Compact,
        };
        assert_eq!(frame.body.protocol(), expected);
    }
}

#[test]
fn the_framing_of_the_peer_is_taken_up() {
    for framing in [Framing::Framed, Framing::Unframed] {
        let frames = [frame(Protocol::Binary, 1)];
        let bytes = encode(framing, &frames);
        let mut codec = FrameCodec::detect();
        codec.decode(&mut bytes.clone()).unwrap().unwrap();
        let mut answer = BytesMut::new();
        let [frame] = frames;
        codec.encode(frame, &mut answer).unwrap();
        assert_eq!(answer, bytes);
    }
}

#[test]
fn what_is_written_before_the_peer_has_spoken_is_framed() {
    let frames = [frame(Protocol::Compact, 1)];
    let framed = encode(Framing::Framed, &frames);
    let mut bytes = BytesMut::new();
    let [frame] = frames;
    FrameCodec::detect().encode(frame, &mut bytes).unwrap();
    assert_eq!(bytes, framed);
}

/// A peer that expects another protocol waits for an answer. Without an error it would wait
/// for ever, and so would we.
#[test]
fn other_protocols_are_refused_by_their_first_five_bytes() {
    for (what, bytes) in [
        ("HTTP", &b"GET / HTTP/1.1\r\n"[..]),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n"),
        ("a TLS client hello", b"\x16\x03\x01\x00\xee\x01\0\0\xea\x03\x03"),
        ("SSH", b"SSH-2.0-OpenSSH_9.9\r\n"),
        ("Redis", b"*1\r\n$4\r\nPING\r\n"),
        ("PostgreSQL, which asks for TLS", b"\0\0\0\x08\x04\xd2\x16\x2f"),
        ("SMB", b"\0\0\0\x45\xffSMB"),
        ("words", b"hello"),
        ("a name that is none, or a frame of no message", b"\0\0\0\x05)abcd"),
        ("a high bit, but neither protocol", b"\x81\x01\0\x01\0"),
        ("ones", b"\xff\xff\xff\xff\xff"),
    ] {
        let mut codec = FrameCodec::detect();
        assert!(matches!(codec.decode(&mut bytes[..4].into()), Ok(None)), "{what}");
        let error = codec.decode(&mut bytes[..5].into()).unwrap_err();
        let first: [u8; 5] = bytes[..5].try_into().unwrap();
        assert!(matches!(error, Error::NotThrift(five) if five == first), "{what}");
    }
}

#[test]
fn the_error_shows_what_the_peer_said() {
    let error = FrameCodec::detect().decode(&mut b"GET / HTTP/1.1\r\n"[..].into());
    assert_eq!(
        error.unwrap_err().to_string(),
        "the peer does not speak Thrift, it begins with \"GET /\""
    );
}

/// A client does not listen first. What it hears is not Thrift for all that.
#[test]
fn other_protocols_are_recognized_in_answers_too() {
    for (what, bytes) in [
        ("HTTP", &b"HTTP/1.1 400 Bad Request\r\n"[..]),
        ("a TLS alert", b"\x15\x03\x03\0\x02\x02\x46"),
    ] {
        for framing in [Framing::Framed, Framing::Unframed] {
            for limit in [1_000, 16 << 20, 320 << 20] {
                let mut codec = FrameCodec::new(framing).max_frame_len(limit);
                assert!(
                    matches!(codec.decode(&mut bytes[..4].into()), Ok(None)),
                    "{what}"
                );
                let error = codec.decode(&mut bytes[..5].into()).unwrap_err();
                assert!(matches!(error, Error::NotThrift(_)), "{what}, {error}");
            }
        }
    }
}

/// They might begin a message. The next bytes tell that they do not.
#[test]
fn what_only_looks_like_thrift_is_refused_at_once_too() {
    for (what, bytes, expected) in [
        (
            "a TLS client hello of 512 bytes, which looks like a length and an old header",
            &b"\x16\x03\x01\x02\x00"[..],
            "a message of 369295618 bytes is over the limit of 16777216",
        ),
        (
            "zeros",
            b"\0\0\0\0\0",
            "4 more bytes are needed, 0 are left, at byte 0 of the message",
        ),
        (
            "binary of another version",
            b"\x80\x02\0\x01",
            "0x80020001 is no version of this protocol, at byte 4 of the message",
        ),
        (
            "compact of another version",
            b"\x82\x22",
            "0x8222 is no version of this protocol, at byte 2 of the message",
        ),
        (
            "a message type that there is not",
            b"\x80\x01\0\x05",
            "5 is no type of a message, at byte 4 of the message",
        ),
        (
            "a length and text",
            b"\0\0\0\x0c\x80 and so on, ",
            "0x8020616e is no version of this protocol, at byte 4 of the message",
        ),
    ] {
        let error = FrameCodec::detect().decode(&mut bytes.into()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{what}");
    }
}

/// Bytes are a message, or refused, or more than one may have: also those that follow the
/// header of a message.
#[test]
fn no_bytes_make_a_reader_wait_beyond_the_limit() {
    let limit = 1_000;
    let mut random = Random(42);
    let nothing = vec![];
    let beginnings = SPEECHES.map(|(dialect, framing, _)| {
        let [header, ..] = headers();
        let message = write(dialect, framing, &header, 7);
        message[..message.len() - 1].to_vec()
    });
    for beginning in beginnings.iter().chain([&nothing]) {
        for _ in 0..500 {
            let mut codec = FrameCodec::detect().max_frame_len(limit);
            let mut bytes = BytesMut::from(&beginning[..]);
            while let Ok(None) = codec.decode(&mut bytes) {
                assert!(bytes.len() <= PREFIX + limit, "{bytes:?}");
                bytes.extend(random.bytes());
            }
        }
    }
}

#[test]
fn a_text_that_is_not_utf8_is_no_method() {
    let bytes = b"\x80\x01\0\x01\0\0\0\x02\xff\xfe\0\0\0\x01\0";
    match FrameCodec::detect().decode(&mut bytes[..].into()) {
        Err(Error::Decode(error)) => assert_eq!(error.reason(), &Reason::Utf8),
        other => panic!("{other:?}"),
    }
}

/// The length before a frame takes this many bytes.
const PREFIX: usize = 4;

/// Numbers that are the same in every run: xorshift64, from George Marsaglia's paper
/// "Xorshift RNGs".
struct Random(u64);

impl Random {
    fn bytes(&mut self) -> [u8; 8] {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.to_be_bytes()
    }
}
