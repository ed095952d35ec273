//! Messages on a stream, in every framing.

use bytes::BytesMut;
use mini_lust::{
    Body, FrameCodec, Framing, Protocol,
    protocol::{Header, MessageType},
    transport::codec::Frame,
};
use tokio_util::codec::{Decoder, Encoder};

use crate::engine::fuzz;

#[test]
fn streams() {
    fuzz(seeds(), &[], 10_000, |bytes| {
        let (frames, end) = receive(FrameCodec::detect(), bytes, bytes.len());
        for len in [1, 7] {
            let in_parts = receive(FrameCodec::detect(), bytes, len);
            assert_eq!(in_parts, (frames.clone(), end.clone()), "in parts of {len}");
        }
        for frame in &frames {
            comes_back(frame);
        }
        (frames.len(), end.map(|error| error.split(',').next().map(str::len)))
    });
}

/// With a limit, messages are skipped too.
#[test]
fn streams_with_a_limit() {
    fuzz(seeds(), &[], 10_000, |bytes| {
        let codec = || FrameCodec::detect().max_frame_len(40);
        let (frames, end) = receive(codec(), bytes, bytes.len());
        let (in_parts, end_in_parts) = receive(codec(), bytes, 3);
        assert_eq!(in_parts, frames);
        // An error may be found sooner, with fewer bytes to tell of.
        assert_eq!(end_in_parts.is_some(), end.is_some());
        let skipped = frames.iter().filter(|frame| frame.excess.is_some()).count();
        (frames.len(), skipped, end.is_some())
    });
}

/// Decodes what comes in parts of `len` bytes; returns the messages, and the error, if any.
fn receive(
    mut codec: FrameCodec,
    bytes: &[u8],
    len: usize,
) -> (Vec<Frame>, Option<String>) {
    let (mut frames, mut buffer) = (Vec::new(), BytesMut::new());
    let mut parts = bytes.chunks(len.max(1));
    loop {
        let part = parts.next();
        buffer.extend_from_slice(part.unwrap_or_default());
        loop {
            let decoded = match part {
                Some(_) => codec.decode(&mut buffer),
                None => codec.decode_eof(&mut buffer),
            };
            match decoded {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) if part.is_some() => break,
                Ok(None) => return (frames, None),
                Err(error) => return (frames, Some(error.to_string())),
            }
        }
        // A claim does not make the buffer grow.
        assert!(buffer.capacity() <= 2 * bytes.len() + 256 * 1024);
    }
}

/// A message that was read can be written, and is the same again.
fn comes_back(frame: &Frame) {
    let framed = Framing::Framed;
    let mut buffer = BytesMut::new();
    FrameCodec::new(framed).encode(frame.clone(), &mut buffer).expect("it is short");
    let again = FrameCodec::new(framed).decode(&mut buffer).expect("a message");
    let again = again.expect("a whole message");
    assert_eq!((&again.header, &again.body), (&frame.header, &frame.body));
}

fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![
        b"GET / HTTP/1.1\r\n\r\n".to_vec(),
        // An old-style header, with a frame and without.
        b"\0\0\0\x03get\x01\0\0\0\x07\0".to_vec(),
        b"\0\0\0\x0d\0\0\0\x03get\x01\0\0\0\x07\0".to_vec(),
        // The header transport, with a name, a number and a token.
        b"\0\0\0\x3c\x10\0\0\0\0\0\0\x07\0\x08\0\0\x01\0\x01\0\x03key\0\x04text\x10\0\x01\0\x01\0\x01x\
          \x11\0\x02ab\0\0\0\0\0\x80\x01\0\x01\0\0\0\x03get\0\0\0\x07\0"
            .to_vec(),
    ];
    for protocol in [Protocol::Binary, Protocol::Compact] {
        for framing in [Framing::Framed, Framing::Unframed] {
            let mut bytes = BytesMut::new();
            for sequence_id in [1, -1] {
                let ty = MessageType::Call;
                let header = Header { method: "get".into(), ty, sequence_id };
                let text = "a".repeat(20).into_bytes();
                let body = Body::new(protocol, text.into());
                let frame = Frame::new(header, body);
                FrameCodec::new(framing).encode(frame, &mut bytes).expect("it is short");
            }
            seeds.push(bytes.to_vec());
        }
    }
    seeds
}
