//! Messages with metadata.

use std::collections::BTreeMap;

use bytes::BytesMut;
use mini_lust::{Error, FrameCodec, Framing, transport::codec::Frame};
use tokio_util::codec::{Decoder, Encoder};

use crate::engine::fuzz;

#[test]
fn header_transport() {
    fuzz(seeds(), WORDS, 10_000, |bytes| {
        let received = decode(bytes);
        if let Ok(Some(frame)) = &received {
            let mut again = BytesMut::new();
            match FrameCodec::new(Framing::TtHeader).encode(frame.clone(), &mut again) {
                Ok(()) => {
                    let again = decode(&again).unwrap().expect("it was whole");
                    assert_eq!(
                        (&again.header, &again.body),
                        (&frame.header, &frame.body)
                    );
                    assert_eq!(entries(&again), entries(frame));
                }
                // The parts of a head may be longer than what we write.
                Err(error) => {
                    assert!(matches!(error, Error::TooLarge { .. }), "{error}")
                }
            }
            let kept = frame.metadata.persistent();
            return (kept.iter().count(), frame.metadata.iter().count(), None);
        }
        (0, 0, received.err().map(|error| error.to_string().len()))
    });

    /// Names are written before numbers, whatever their order was.
    fn entries(frame: &Frame) -> BTreeMap<String, String> {
        let entries = frame.metadata.iter();
        entries.map(|(name, text)| (format!("{name:?}"), text.to_string())).collect()
    }

    fn decode(bytes: &[u8]) -> Result<Option<Frame>, Error> {
        FrameCodec::new(Framing::TtHeader).decode(&mut BytesMut::from(bytes))
    }
}

/// A head with a name, a number and a token.
pub fn seeds() -> Vec<Vec<u8>> {
    let seed = b"\0\0\0\x3a\x10\0\0\0\0\0\0\x07\0\x08\0\0\x01\0\x01\0\x03key\0\x04text\
                 \x10\0\x01\0\x01\0\x01x\x11\0\x02ab\0\0\0\x80\x01\0\x01\0\0\0\x03get\
                 \0\0\0\x07\0";
    vec![seed.to_vec()]
}

pub const WORDS: &[&[u8]] = &[
    b"\x01\0\x01\0\x0bRPC_PERSIST\0\x01x",
    b"\x01\0\x01\0\x0dRPC_PERSIST_a\0\x01x",
    b"\x01\0\x01\0\x13RPC_TRANSIT_attempt\0\x012",
    b"\x01\0\x01\0\x0btraceparent\0\x3700-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    b"\x01\0\x01\0\x05crrst\0\x011",
    b"\x10\0\x01\0\x06\0\x05users",
    b"\x10\0\x01\0\x03\0\x0410ms",
    b"\x11\0\x02ab",
];
