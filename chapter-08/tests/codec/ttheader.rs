//! The header transport: metadata goes with a message, and heads are no better than the peer
//! that sends them.

use std::collections::HashMap;

use bytes::{BufMut, BytesMut};
use futures::{FutureExt, SinkExt, StreamExt, future::pending};
use mini_lust::{
    ApplicationException, Body, Connection, Error, ExceptionType, FrameCodec, Framing,
    Metadata, Protocol, Request, Response, Server,
    protocol::{
        Header, MessageType, Reason,
        metadata::{Key, Name},
    },
    transport::codec::{Excess, Frame},
    user::{GetUserArgs, GetUserException, User},
};
use proptest::{collection::hash_map, prelude::*, test_runner::RngSeed};
use tokio::{io::duplex, sync::mpsc};
use tokio_util::codec::{Decoder, Encoder, Framed};
use tower::{Service, ServiceExt, service_fn};

use crate::{encode, frame, receive};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];

const TRACE: Key<String> = Key::text("RPC_PERSIST_TRACE");
const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_ATTEMPT");
const LOAD: Key<String> = Key::text("RPC_BACKWARD_LOAD");
const FROM: Key<String> = Key::number(3);
const TO_METHOD: Key<String> = Key::number(9);
const TIME_LEFT: Key<u64> = Key::number(12);

// === What Volo writes ===

/// The message has a length of its own there, after the head.
#[test]
fn a_call_of_volo_is_read() {
    let frame = decode(&volo("call")).unwrap();
    let (method, ty, sequence_id) = ("getUser".into(), MessageType::Call, 7);
    assert_eq!(frame.header, Header { method, ty, sequence_id });
    assert_eq!(frame.body.decode::<GetUserArgs>().unwrap(), GetUserArgs { id: 1 });
    let metadata = &frame.metadata;
    assert_eq!(metadata.get(TRACE).as_deref(), Some("abc"));
    assert_eq!(metadata.get(ATTEMPT), Some(2));
    assert_eq!(metadata.get(FROM).as_deref(), Some("volo"));
    assert_eq!(metadata.get(TO_METHOD).as_deref(), Some("getUser"));
    assert_eq!(metadata.get(TIME_LEFT), Some(1500));
}

#[test]
fn a_reply_of_volo_is_read() {
    let frame = decode(&volo("reply")).unwrap();
    let (method, ty, sequence_id) = ("getUser".into(), MessageType::Reply, 7);
    assert_eq!(frame.header, Header { method, ty, sequence_id });
    assert_eq!(frame.metadata.get(LOAD).as_deref(), Some("half"));
    let result: Result<User, GetUserException> = frame.body.decode().unwrap();
    assert_eq!(result.unwrap(), User { id: 1, name: "Ada".into(), ..User::default() });
}

/// The order of the entries and the length inside are all that may differ: the reply has no
/// such length, and its entries are in the order in which we write.
#[test]
fn a_reply_of_volo_is_written_again_as_it_was() {
    let bytes = volo("reply");
    let frame = decode(&bytes).unwrap();
    assert_eq!(encode(Framing::TtHeader, &[frame])[..], bytes);
}

// === What arrives ===

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        rng_seed: RngSeed::Fixed(0),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_metadata_comes_back(entries in hash_map(names(), ".{0,40}", 0..20)) {
        for protocol in PROTOCOLS {
            let mut sent = frame(protocol, -1);
            for (name, text) in &entries {
                sent.metadata.insert_text(name.clone(), text.as_str().into());
            }
            let bytes = encode(Framing::TtHeader, std::slice::from_ref(&sent));
            let received = decode(&bytes).unwrap();
            prop_assert_eq!(&received.header, &sent.header);
            prop_assert_eq!(&received.body, &sent.body);
            let texts = received.metadata.iter();
            let texts = texts.map(|(name, text)| (name.clone(), text.to_string()));
            prop_assert_eq!(texts.collect::<HashMap<_, _>>(), entries.clone());
        }
    }
}

fn names() -> impl Strategy<Value = Name> {
    prop_oneof![
        ".{0,20}".prop_map(|name| Name::Text(name.into())),
        any::<u16>().prop_map(Name::Number),
    ]
}

#[tokio::test]
async fn a_head_may_arrive_byte_by_byte_and_with_others() {
    for protocol in PROTOCOLS {
        let frames =
            [with_metadata(protocol, 1), frame(protocol, 2), frame(protocol, 3)];
        let bytes = encode(Framing::TtHeader, &frames);
        assert_eq!(receive(bytes.chunks(1)).await.unwrap(), frames);
        assert_eq!(receive([&bytes[..]]).await.unwrap(), frames);
    }
}

#[test]
fn five_bytes_tell_the_header_transport() {
    let bytes = volo("call");
    let mut codec = FrameCodec::detect();
    assert!(matches!(codec.decode(&mut bytes[..4].into()), Ok(None)));
    assert_eq!(codec.framing(), None);
    assert!(matches!(codec.decode(&mut bytes[..5].into()), Ok(None)));
    assert_eq!(codec.framing(), Some(Framing::TtHeader));
}

/// Only some of the frames of Volo have it, and each tells.
#[test]
fn a_message_may_have_a_length_of_its_own_or_not() {
    for protocol in PROTOCOLS {
        let expected = frame(protocol, 1);
        let message = encode(Framing::Unframed, std::slice::from_ref(&expected));
        let framed = encode(Framing::Framed, std::slice::from_ref(&expected));
        assert_eq!(decode(&assemble(&[], &message)).unwrap(), expected);
        assert_eq!(decode(&assemble(&[], &framed)).unwrap(), expected);
    }
}

#[test]
fn a_token_is_skipped_and_what_follows_is_read() {
    let blocks = [b"\x11\0\x06secret", &b"\x10\0\x01\0\x0c\0\x0250"[..]].concat();
    let frame = decode(&assemble(&blocks, &message())).unwrap();
    assert_eq!(frame.metadata.get(TIME_LEFT), Some(50));
    assert_eq!(frame.metadata.iter().count(), 1);
}

#[test]
fn padding_may_stand_between_blocks() {
    let blocks = b"\0\0\x10\0\x01\0\x0c\0\x0250\0\0\0\x01\0\x01\0\x01a\0\x01b\0";
    let metadata = decode(&assemble(blocks, &message())).unwrap().metadata;
    assert_eq!(metadata.get(TIME_LEFT), Some(50));
    assert_eq!(metadata.get(Key::<char>::text("a")), Some('b'));
}

#[test]
fn entries_that_are_no_text_are_left_out_and_the_others_are_not() {
    let texts = b"\x01\0\x03\0\x01a\0\x01\xff\0\x01\xff\0\x01b\0\x01c\0\x01d";
    let numbers = b"\x10\0\x02\0\x07\0\x01\xff\0\x0c\0\x0250";
    let blocks = [&texts[..], numbers].concat();
    let frame = decode(&assemble(&blocks, &message())).unwrap();
    assert_eq!(frame.metadata.get(Key::<char>::text("c")), Some('d'));
    assert_eq!(frame.metadata.get(TIME_LEFT), Some(50));
    assert_eq!(frame.metadata.iter().count(), 2);
}

#[test]
fn of_two_entries_with_one_name_the_later_counts() {
    let blocks = b"\x10\0\x02\0\x0c\0\x0250\0\x0c\0\x0260";
    let mut metadata = decode(&assemble(blocks, &message())).unwrap().metadata;
    assert_eq!(metadata.get(TIME_LEFT), Some(60));

    let mut filled = Metadata::new();
    filled.fill(&metadata);
    assert_eq!(filled.get(TIME_LEFT), Some(60), "wherever they go");
    metadata.insert(TIME_LEFT, 70);
    assert_eq!(metadata.get(TIME_LEFT), Some(70));
    metadata.remove(TIME_LEFT);
    assert!(metadata.is_empty());
}

// === What no peer should send ===

#[test]
fn an_unknown_block_is_an_error() {
    let error = refusal(&assemble(b"\x02", &message()));
    assert_eq!(error, Reason::Block(2));
}

#[test]
fn a_transformed_message_is_refused() {
    let mut bytes = assemble(&[], &message());
    bytes[15] = 1;
    assert_eq!(refusal(&bytes), Reason::Transform);
}

#[test]
fn after_a_frame_with_a_head_one_without_is_an_error() {
    let mut codec = FrameCodec::detect();
    let mut bytes = encode(Framing::TtHeader, &[frame(Protocol::Binary, 1)]);
    bytes.unsplit(encode(Framing::Framed, &[frame(Protocol::Binary, 2)]));
    assert!(matches!(codec.decode(&mut bytes), Ok(Some(_))));
    match codec.decode(&mut bytes) {
        Err(Error::Decode(error)) => assert_eq!(error.reason(), &Reason::NoHeader),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_breaks_off_in_a_head_is_truncated() {
    let bytes = volo("call");
    let message = bytes.len() - 0x1f - 4;
    for len in 5..bytes.len() {
        let mut cut = bytes[..len].to_vec();
        cut[..4].copy_from_slice(&(len as u32 - 4).to_be_bytes());
        let reason = refusal(&cut);
        if len < message {
            assert!(matches!(reason, Reason::Truncated { .. }), "{len}: {reason}");
        }
    }
}

/// The texts are as long as before, but there is less head.
#[test]
fn a_text_does_not_go_on_beyond_its_head() {
    let mut bytes = volo("call");
    for words in 1..0x19 {
        bytes[12..14].copy_from_slice(&(words as u16).to_be_bytes());
        assert!(decode(&bytes).is_err(), "{words}");
    }
}

/// An error, no frame yet, or another frame: what it must not do is to panic.
#[test]
fn no_changed_byte_of_a_head_makes_the_codec_panic() {
    for bytes in [volo("call"), volo("reply")] {
        for at in 0..bytes.len() {
            for byte in 0..=u8::MAX {
                let mut changed = BytesMut::from(&bytes[..]);
                changed[at] = byte;
                let before = changed.len();
                if let Ok(Some(_)) = FrameCodec::detect().decode(&mut changed) {
                    assert!(changed.len() < before, "a frame takes its bytes along");
                }
            }
        }
    }
}

#[test]
fn every_part_of_a_frame_waits_for_the_rest() {
    let bytes = volo("call");
    for len in 0..bytes.len() {
        assert!(matches!(
            FrameCodec::detect().decode(&mut bytes[..len].into()),
            Ok(None)
        ));
        let end = FrameCodec::detect().decode_eof(&mut bytes[..len].into());
        assert_eq!(end.is_err(), len > 0);
    }
}

// === What does not fit ===

#[tokio::test]
async fn a_call_with_too_much_metadata_is_refused_and_the_next_is_not() {
    let mut connection = connect();
    for (metadata, len, limit) in
        [(texts(1, 65_536), 65_536, 65_535), (texts(4, 65_535), 262_178, 262_150)]
    {
        let mut request = Request::new("echo", Body::new(Protocol::Binary, "\0".into()));
        *request.metadata_mut() = metadata;
        match connection.ready().await.unwrap().call(request).await {
            Err(Error::TooLarge { len: l, limit: most }) => {
                assert_eq!((l, most), (len, limit));
            }
            other => panic!("{other:?}"),
        }
    }
    for metadata in [texts(1, 65_535), texts(3, 65_535)] {
        let mut request = Request::new("echo", Body::new(Protocol::Binary, "\0".into()));
        *request.metadata_mut() = metadata.clone();
        let response = connection.ready().await.unwrap().call(request).await.unwrap();
        assert!(*response.metadata() == metadata, "it comes back");
    }
}

#[tokio::test]
async fn a_reply_with_too_much_metadata_becomes_an_exception() {
    for method in ["long reply", "long exception"] {
        let connection = connect();
        let request = Request::new(method, Body::new(Protocol::Binary, "\0".into()));
        match connection.clone().oneshot(request).await {
            Err(Error::Application(exception)) => {
                assert_eq!(exception.ty, ExceptionType::PROTOCOL_ERROR);
                assert!(exception.metadata.is_empty());
            }
            other => panic!("{other:?}"),
        }
        let request = Request::new("echo", Body::new(Protocol::Binary, "\0".into()));
        connection.oneshot(request).await.unwrap();
    }
}

/// Kitex matches a reply by the id in its head, Thrift's libraries by that in its message.
#[tokio::test]
async fn a_reply_repeats_the_id_of_the_head_and_that_of_the_message() {
    let (near, far) = duplex(64 * 1024);
    let (connections, listener) = mpsc::channel(1);
    connections.try_send(far).expect("there is room");
    let handler = service_fn(async |request: Request| match request.method() {
        "fail" => Err(request.unknown_method()),
        _ => Ok(Response::new(request.body().clone())),
    });
    let server = Server::new().max_frame_len(500);
    tokio::spawn(server.serve(listener, handler, pending()));

    let mut frames = Framed::new(near, FrameCodec::new(Framing::TtHeader));
    for (method, len) in [("echo", 1), ("fail", 1), ("echo", 1_000)] {
        let header =
            Header { method: method.into(), ty: MessageType::Call, sequence_id: 9 };
        let body = Body::new(Protocol::Binary, vec![0; len].into());
        let call = Frame { head_id: Some(7), ..Frame::new(header, body) };
        frames.send(call).await.unwrap();
        let reply = frames.next().await.unwrap().unwrap();
        assert_eq!((reply.head_id, reply.header.sequence_id), (Some(7), 9));
    }
}

#[test]
fn the_head_counts_for_the_limit_of_a_message() {
    let frame = with_metadata(Protocol::Binary, 1);
    let bytes = encode(Framing::TtHeader, std::slice::from_ref(&frame));
    let len = bytes.len() - 4;
    for (limit, fits) in [(len, true), (len - 1, false)] {
        let codec = FrameCodec::new(Framing::TtHeader).max_frame_len(limit);
        let decoded = codec.clone().decode(&mut bytes.clone()).unwrap().unwrap();
        assert_eq!(decoded.excess.is_none(), fits);
        let mut written = BytesMut::new();
        let encoded = codec.clone().encode(frame.clone(), &mut written);
        assert_eq!((encoded.is_ok(), written.is_empty()), (fits, !fits));
    }
}

#[test]
fn a_frame_over_the_limit_is_skipped_if_its_message_has_a_length_of_its_own_too() {
    let long = Frame {
        body: Body::new(Protocol::Binary, vec![0; 1_000].into()),
        ..with_metadata(Protocol::Binary, 1)
    };
    let head = encode(Framing::TtHeader, std::slice::from_ref(&long));
    let message = encode(Framing::Framed, std::slice::from_ref(&long));
    let head = &head[4..head.len() - (message.len() - 4)];
    let len = (head.len() + message.len()) as u32;
    let bytes = [&len.to_be_bytes()[..], head, &message].concat();

    let mut codec = FrameCodec::detect().max_frame_len(500);
    let decoded = codec.decode(&mut bytes[..].into()).unwrap().unwrap();
    assert_eq!((decoded.header, decoded.metadata), (long.header, long.metadata));
    let len = bytes.len() - 4;
    assert_eq!(decoded.excess, Some(Excess { len, limit: 500 }));
}

/// A connection to a server that answers with the metadata it was sent, or with too much.
fn connect() -> Connection {
    let (near, far) = duplex(64 * 1024);
    let (connections, listener) = mpsc::channel(1);
    connections.try_send(far).expect("there is room");
    let handler = service_fn(async |request: Request| {
        let mut exception = ApplicationException::new(ExceptionType::UNKNOWN, "failed");
        exception.metadata = texts(1, 65_536);
        let metadata = match request.method() {
            "echo" => request.metadata().clone(),
            "long reply" => texts(1, 65_536),
            _ => return Err(Error::from(exception)),
        };
        let mut response = Response::new(request.body().clone());
        *response.metadata_mut() = metadata;
        Ok(response)
    });
    tokio::spawn(Server::new().serve(listener, handler, pending()));
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::TtHeader));
    tokio::spawn(driver.map(drop));
    connection
}

fn texts(count: usize, len: usize) -> Metadata {
    let mut metadata = Metadata::new();
    for name in 0..count {
        let name = Name::Text(name.to_string().into());
        metadata.insert_text(name, "x".repeat(len).into());
    }
    metadata
}

// === Frames ===

fn with_metadata(protocol: Protocol, sequence_id: i32) -> Frame {
    let mut frame = frame(protocol, sequence_id);
    frame.metadata.insert(TRACE, "abc".to_owned());
    frame.metadata.insert(ATTEMPT, 2);
    frame.metadata.insert(TIME_LEFT, 1500);
    frame
}

fn message() -> BytesMut {
    encode(Framing::Unframed, &[frame(Protocol::Binary, 1)])
}

/// A frame of a head with these blocks, and padding, and a message.
fn assemble(blocks: &[u8], message: &[u8]) -> Vec<u8> {
    let words = (2 + blocks.len()).div_ceil(4);
    let mut bytes = Vec::new();
    bytes.put_u32((10 + 4 * words + message.len()) as u32);
    bytes.put_slice(b"\x10\0\0\0\0\0\0\x01");
    bytes.put_u16(words as u16);
    bytes.put_slice(b"\0\0");
    bytes.put_slice(blocks);
    bytes.resize(14 + 4 * words, 0);
    bytes.put_slice(message);
    bytes
}

/// The older transport of a similar name. These are the first bytes of a call by Apache's
/// library for Python 0.25, `THeaderProtocol`.
#[test]
fn theader_is_refused_by_its_name() {
    let error = FrameCodec::detect().decode(&mut b"\0\0\0\x2d\x0f\xff"[..].into());
    assert_eq!(
        error.unwrap_err().to_string(),
        "the peer speaks fbthrift's THeader, which is not understood here, it begins with \
         \"\\x00\\x00\\x00-\\x0f\""
    );
}

/// The frame of this name that Volo has written.
fn volo(name: &str) -> Vec<u8> {
    let mut lines = include_str!("ttheader.hex").lines();
    let hex = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let hex = hex.expect("the file has this frame").as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("hex") as u8;
    hex.chunks(2).map(|pair| 16 * digit(pair[0]) + digit(pair[1])).collect()
}

fn decode(bytes: &[u8]) -> Result<Frame, Error> {
    let mut bytes = BytesMut::from(bytes);
    let frame = FrameCodec::detect().decode(&mut bytes)?;
    assert!(bytes.is_empty(), "all is read");
    Ok(frame.expect("the frame is complete"))
}

fn refusal(bytes: &[u8]) -> Reason {
    match decode(bytes) {
        Err(Error::Decode(error)) => error.reason().clone(),
        other => panic!("{other:?}"),
    }
}
