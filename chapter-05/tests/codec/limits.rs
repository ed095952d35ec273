//! How long a message may be. A length from a peer is a claim, and costs nothing before its
//! bytes have come.

use bytes::{BufMut, Bytes, BytesMut};
use futures::{SinkExt, StreamExt};
use mini_lust::{
    Body, Error, FrameCodec, Framing, Protocol,
    protocol::Reason,
    transport::codec::{Excess, Frame},
};
use tokio_util::codec::{Decoder, Encoder, Framed, FramedRead};

use crate::{WAYS, encode, frame};

#[test]
fn a_message_at_the_limit_is_read_and_a_longer_one_is_not() {
    for (protocol, framing) in WAYS {
        let frame = frame(protocol, 1);
        let bytes = encode(framing, std::slice::from_ref(&frame));
        let len = message_len(framing, &bytes);

        let mut codec = FrameCodec::detect().max_frame_len(len);
        assert_eq!(codec.decode(&mut bytes.clone()).unwrap(), Some(frame));

        let limit = len - 1;
        let mut codec = FrameCodec::detect().max_frame_len(limit);
        let decoded = codec.decode(&mut bytes.clone());
        match framing {
            Framing::Framed => {
                let excess = decoded.unwrap().unwrap().excess;
                assert_eq!(excess, Some(Excess { len, limit }));
            }
            Framing::Unframed => assert_too_large(decoded, len, limit),
        }
    }
}

/// By its first bytes, the second message could be a frame: a length, and a zero.
#[test]
fn an_unframed_message_over_the_limit_ends_the_stream_even_if_it_looks_like_a_frame() {
    let short = b"\x82\x21\x07\0\0";
    // An old-style header with a name of zeros, and a string of 100 bytes.
    let head = b"\x01\0\0\0\x07\x0b\0\x01\0\0\0\x64";
    let long = [&b"\0\0\0\x12"[..], &[0; 18], head, &[0; 100]].concat();
    let mut bytes = BytesMut::from(&[&short[..], &long].concat()[..]);
    let mut codec = FrameCodec::detect().max_frame_len(40);
    assert!(codec.decode(&mut bytes).unwrap().is_some());
    let error = codec.decode(&mut bytes).unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 40, .. }), "{error}");
}

/// Whose call it is, its header tells. What follows is the next message.
#[tokio::test]
async fn a_frame_over_the_limit_is_skipped() {
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let long = Frame::new(
            frame(protocol, 1).header,
            Body::new(protocol, vec![0; 700].into()),
        );
        let frames = [long.clone(), frame(protocol, 2), long, frame(protocol, 3)];
        let bytes = encode(Framing::Framed, &frames);
        for read in [1, 7, 304, 1_000, bytes.len()] {
            let mut io = tokio_test::io::Builder::new();
            for part in bytes.chunks(read) {
                io.read(part);
            }
            let codec = FrameCodec::detect().max_frame_len(300);
            let received: Vec<_> = FramedRead::new(io.build(), codec)
                .map(|frame| frame.unwrap())
                .map(|frame| (frame.header.sequence_id, frame.excess.is_some()))
                .collect()
                .await;
            assert_eq!(received, [(1, true), (2, false), (1, true), (3, false)]);
        }
    }
}

#[test]
fn a_frame_of_many_times_the_limit_is_refused_by_its_length() {
    let mut codec = FrameCodec::new(Framing::Framed).max_frame_len(100);
    assert!(matches!(codec.decode(&mut b"\0\0\x03\x20\x80"[..].into()), Ok(None)));
    assert_too_large(codec.decode(&mut b"\0\0\x03\x21\x80"[..].into()), 801, 100);
}

/// Its length is not known, but that it is too long is.
#[test]
fn an_unframed_message_is_refused_when_more_than_the_limit_has_come() {
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let bytes = encode(Framing::Unframed, &[frame(protocol, 1)]);
        for limit in 1..bytes.len() {
            let mut codec = FrameCodec::new(Framing::Unframed).max_frame_len(limit);
            let mut received = BytesMut::new();
            let error = bytes[..=limit].iter().find_map(|&byte| {
                received.put_u8(byte);
                codec.decode(&mut received).err()
            });
            match error {
                Some(Error::TooLarge { len, .. }) => {
                    assert!(limit < len && len <= bytes.len(), "{len} for {limit}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

/// A length inside a message is a claim, as that of a frame is.
#[test]
fn an_unframed_message_that_claims_more_than_the_limit_is_refused_at_once() {
    const HEADER: &[u8] = b"\x80\x01\0\x01\0\0\0\x01m\0\0\0\x01";
    let max = i32::MAX as usize;
    for (what, bytes, claimed) in [
        ("a name", b"\x80\x01\0\x01\x7f\xff\xff\xff".to_vec(), 8 + max),
        ("an old name", b"\0\0\x7f\xffn".to_vec(), 4 + 0x7fff),
        ("a string", [HEADER, b"\x0b\0\x01\x7f\xff\xff\xff"].concat(), 20 + max),
        ("a list", [HEADER, b"\x0f\0\x01\x03\x7f\xff\xff\xff"].concat(), 21 + max),
        ("a map", [HEADER, b"\x0d\0\x01\x03\x03\0\0\x7f\xff"].concat(), 22 + 0xfffe),
        ("compact", b"\x82\x21\x01\x01m\x18\xff\xff\x03".to_vec(), 9 + 0xffff),
    ] {
        let mut codec = FrameCodec::detect().max_frame_len(10_000);
        let mut received = BytesMut::from(&bytes[..bytes.len() - 1]);
        assert!(
            codec.decode(&mut received).is_ok_and(|frame| frame.is_none()),
            "{what}"
        );
        received.put_u8(*bytes.last().unwrap());
        assert_too_large(codec.decode(&mut received), claimed, 10_000);
    }
}

#[test]
fn the_room_of_a_long_message_goes_with_it() {
    let bytes = Bytes::from(vec![0; 1024 * 1024]);
    let body = Body::new(Protocol::Binary, bytes);
    let long = Frame { body, ..frame(Protocol::Binary, 1) };
    let mut received = encode(Framing::Framed, &[long]);
    let decoded = FrameCodec::detect().decode(&mut received).unwrap().unwrap();
    assert_eq!(decoded.body.len(), 1024 * 1024);
    drop(decoded);
    // With that much room to reclaim, it would be reclaimed.
    assert!(!received.try_reclaim(64 * 1024), "it was kept");
}

#[test]
fn a_message_at_the_limit_is_written_and_a_longer_one_is_not() {
    for framing in [Framing::Framed, Framing::Unframed] {
        let frame = frame(Protocol::Binary, 1);
        let bytes = encode(framing, std::slice::from_ref(&frame));
        let len = message_len(framing, &bytes);

        let mut codec = FrameCodec::new(framing).max_frame_len(len);
        let mut written = BytesMut::new();
        codec.encode(frame.clone(), &mut written).unwrap();
        assert_eq!(written, bytes);

        let mut codec = FrameCodec::new(framing).max_frame_len(len - 1);
        assert_too_large(codec.encode(frame, &mut written), len, len - 1);
        assert_eq!(written, bytes, "nothing of a refused message is written");
    }
}

/// Before a message is written, its header is counted as the binary protocol would write
/// it. In compact it takes less, so some messages are refused that would just fit.
#[test]
fn a_compact_header_is_counted_as_a_binary_one() {
    let frame = frame(Protocol::Compact, 1);
    let counted = 12 + frame.header.method.len() + frame.body.len();
    let takes = encode(Framing::Unframed, std::slice::from_ref(&frame)).len();
    assert!(takes < counted);

    let mut written = BytesMut::new();
    let mut codec = FrameCodec::new(Framing::Unframed).max_frame_len(counted);
    assert!(codec.encode(frame.clone(), &mut written).is_ok());
    let mut codec = FrameCodec::new(Framing::Unframed).max_frame_len(counted - 1);
    assert_too_large(codec.encode(frame, &mut written), counted, counted - 1);
}

#[tokio::test]
async fn a_sink_goes_on_after_a_message_that_it_has_refused() {
    for (protocol, framing) in WAYS {
        let (near, far) = tokio::io::duplex(1024);
        let mut sink = Framed::new(near, FrameCodec::new(framing).max_frame_len(500));
        let long = Body::new(protocol, vec![0; 500].into());
        let long = Frame { body: long, ..frame(protocol, 1) };

        sink.send(frame(protocol, 2)).await.unwrap();
        assert!(matches!(sink.send(long).await, Err(Error::TooLarge { .. })));
        sink.send(frame(protocol, 3)).await.unwrap();
        drop(sink);

        let stream = Framed::new(far, FrameCodec::detect());
        let received: Vec<_> = stream.map(Result::unwrap).collect().await;
        assert_eq!(received, [frame(protocol, 2), frame(protocol, 3)]);
    }
}

#[test]
fn the_limit_is_16_mib_unless_set() {
    let mut codec = FrameCodec::new(Framing::Framed);
    assert!(matches!(codec.decode(&mut b"\x08\0\0\0\x80"[..].into()), Ok(None)));
    let limit = 16 * 1024 * 1024;
    let too_long = codec.decode(&mut b"\x08\0\0\x01\x80"[..].into());
    assert_too_large(too_long, 8 * limit + 1, limit);

    let body = Body::new(Protocol::Binary, vec![0; limit].into());
    let frame = Frame { body, ..frame(Protocol::Binary, 1) };
    let len = 12 + frame.header.method.len() + limit;
    assert_too_large(codec.encode(frame, &mut BytesMut::new()), len, limit);
}

/// Others take it for a signed number.
#[test]
fn no_limit_is_over_31_bits() {
    let limit = i32::MAX as usize;
    let mut codec = FrameCodec::new(Framing::Framed).max_frame_len(usize::MAX);
    assert!(matches!(codec.decode(&mut b"\x7f\xff\xff\xff\x80"[..].into()), Ok(None)));
    assert_too_large(codec.decode(&mut b"\x80\0\0\0\x80"[..].into()), limit + 1, limit);
}

#[test]
fn room_is_made_for_what_has_come_not_for_what_is_claimed() {
    let mut codec = FrameCodec::detect().max_frame_len(i32::MAX as usize);
    let mut buffer = BytesMut::from(&b"\x7f\xff\xff\xff\x80"[..]);
    while buffer.len() < 1024 * 1024 {
        assert!(matches!(codec.decode(&mut buffer), Ok(None)));
        let most = 128 * 1024 + 4 * buffer.len();
        assert!(buffer.capacity() <= most, "{} for {}", buffer.capacity(), buffer.len());
        buffer.put_bytes(0, 10_000);
    }
}

/// The length of the first message, without what frames it.
fn message_len(framing: Framing, bytes: &[u8]) -> usize {
    match framing {
        Framing::Framed => bytes.len() - 4,
        Framing::Unframed => bytes.len(),
    }
}

fn assert_too_large<T: std::fmt::Debug>(
    result: Result<T, Error>,
    expected_len: usize,
    expected_limit: usize,
) {
    match result {
        Err(Error::TooLarge { len, limit }) => {
            assert_eq!((len, limit), (expected_len, expected_limit));
        }
        other => panic!("{other:?}"),
    }
}

/// The end of an unframed message is looked for without a stack.
#[test]
fn a_million_levels_without_a_frame_are_refused() {
    let deep = [
        [b"\x80\x01\0\x01\0\0\0\x01f\0\0\0\x01".as_slice(), b"\x0c\0\x01"],
        [b"\x82\x21\x01\x01f", b"\x1c"],
    ];
    for [header, level] in deep {
        let message = [header, &level.repeat(1_000_000)].concat();
        let decode = move || {
            FrameCodec::detect().decode(&mut BytesMut::from(&*message)).map(drop)
        };
        let thread = std::thread::Builder::new().stack_size(256 * 1024);
        let refused = thread.spawn(decode).expect("a thread").join().expect("no panic");
        let Err(Error::Decode(error)) = refused else { panic!("{refused:?}") };
        assert_eq!(error.reason(), &Reason::Depth);
    }
}
