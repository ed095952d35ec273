//! How a stream ends: between two messages, inside one, or in bytes that are no message.

use futures::StreamExt;
use mini_lust::{
    Body, Bytes, Error, FrameCodec, Framing, Protocol, protocol::Reason,
    transport::codec::Frame, user::User,
};
use tokio_test::io::Builder;
use tokio_util::codec::FramedRead;

use crate::{WAYS, encode, frame, receive};

#[tokio::test]
async fn a_stream_may_end_between_messages() {
    assert_eq!(receive([]).await.unwrap(), []);
    for (protocol, framing) in WAYS {
        let frames = [frame(protocol, 1)];
        assert_eq!(receive([&encode(framing, &frames)[..]]).await.unwrap(), frames);
    }
}

#[tokio::test]
async fn a_stream_that_ends_inside_a_message_is_an_error_that_says_so() {
    for (protocol, framing) in WAYS {
        let bytes = encode(framing, &[frame(protocol, 1)]);
        for len in 1..bytes.len() {
            let whole_and_part = [&bytes[..], &bytes[..len]].concat();
            match receive([&whole_and_part[..]]).await.unwrap_err() {
                Error::Io(error) => assert_eq!(
                    error.to_string(),
                    format!("the stream ended {len} bytes into a message")
                ),
                other => panic!("{other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn an_empty_frame_is_no_message() {
    let frame = encode(Framing::Framed, &[frame(Protocol::Binary, 1)]);
    match receive([&frame[..], &[0; 4]]).await.unwrap_err() {
        Error::Decode(error) => {
            let (needed, left) = (4, 0);
            assert_eq!(error.reason(), &Reason::Truncated { needed, left });
        }
        other => panic!("{other:?}"),
    }
}

/// Where the next message begins is unknown, even if there is one.
#[tokio::test]
async fn a_stream_ends_with_an_error() {
    let good = encode(Framing::Framed, &[frame(Protocol::Binary, 1)]);
    for bad in [
        &b"\xff\xff\xff\xff"[..],
        b"\0\0\0\0",
        b"\0\0\0\x05\x80\x01\0\x09\0",
        b"\0\0\0\x04GET ",
    ] {
        let bytes = [&good[..], bad, &good].concat();
        let io = Builder::new().read(&bytes).build();
        let mut frames = FramedRead::new(io, FrameCodec::detect());
        assert!(frames.next().await.unwrap().is_ok());
        assert!(frames.next().await.unwrap().is_err());
        assert!(frames.next().await.is_none());
    }
}

/// The codec reads no further than the header. Who decodes the body finds out, and only
/// that call fails.
#[tokio::test]
async fn a_bad_body_in_a_frame_costs_no_other_message() {
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let good = frame(protocol, 2);
        let bad = Frame {
            body: Body::new(protocol, Bytes::from_static(b"\xff fields")),
            ..frame(protocol, 1)
        };
        let bytes = encode(Framing::Framed, &[bad.clone(), good.clone()]);
        let received = receive([&bytes[..]]).await.unwrap();
        assert!(received[0].body.decode::<User>().is_err());
        assert_eq!(received, [bad, good]);
    }
}

/// Nobody can tell where such a message ends.
#[tokio::test]
async fn a_bad_body_without_a_frame_loses_the_stream() {
    let bad = Frame {
        body: Body::new(Protocol::Binary, Bytes::from_static(b"\xff fields")),
        ..frame(Protocol::Binary, 1)
    };
    let bytes = encode(Framing::Unframed, &[bad]);
    match receive([&bytes[..]]).await.unwrap_err() {
        Error::Decode(error) => assert_eq!(error.reason(), &Reason::WireType(0xff)),
        other => panic!("{other:?}"),
    }
}

/// A reader of the body ignores what follows it, as Apache's libraries do.
#[tokio::test]
async fn bytes_after_the_body_belong_to_its_frame() {
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let plain = frame(protocol, 1);
        let body = [&plain.body.bytes()[..], b"more"].concat();
        let longer = Frame { body: Body::new(protocol, body.into()), ..plain.clone() };
        let next = frame(protocol, 2);
        let bytes = encode(Framing::Framed, &[longer.clone(), next.clone()]);
        let received = receive([&bytes[..]]).await.unwrap();
        assert_eq!(received, [longer, next]);
        assert_eq!(
            received[0].body.decode::<User>().unwrap(),
            plain.body.decode::<User>().unwrap()
        );
    }
}
