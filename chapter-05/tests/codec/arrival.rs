//! A stream keeps the order of its bytes, and nothing else: a message may arrive in any
//! number of reads, and a read may bring any number of messages.

use futures::{SinkExt, StreamExt};
use mini_lust::{FrameCodec, Framing, Protocol, transport::codec::Frame};
use tokio_util::codec::Framed;

use crate::{WAYS, encode, frame, receive};

#[tokio::test]
async fn a_message_may_arrive_byte_by_byte() {
    for (protocol, framing) in WAYS {
        let frames = [frame(protocol, 1), frame(protocol, 2)];
        let bytes = encode(framing, &frames);
        assert_eq!(receive(bytes.chunks(1)).await.unwrap(), frames);
    }
}

#[tokio::test]
async fn several_messages_may_arrive_in_one_read() {
    for (protocol, framing) in WAYS {
        let frames = [1, 2, 3].map(|sequence_id| frame(protocol, sequence_id));
        let bytes = encode(framing, &frames);
        assert_eq!(receive([&bytes[..]]).await.unwrap(), frames);
    }
}

#[tokio::test]
async fn messages_may_be_split_anywhere() {
    for (protocol, framing) in WAYS {
        let frames = [frame(protocol, 1), frame(protocol, 2)];
        let bytes = encode(framing, &frames);
        for at in 1..bytes.len() {
            let (first, second) = bytes.split_at(at);
            assert_eq!(receive([first, second]).await.unwrap(), frames, "split at {at}");
        }
    }
}

/// The framing is that of the stream, but the protocol is told by each message.
#[tokio::test]
async fn a_stream_may_carry_both_protocols() {
    for framing in [Framing::Framed, Framing::Unframed] {
        let frames = [
            frame(Protocol::Compact, 1),
            frame(Protocol::Binary, 2),
            frame(Protocol::Compact, 3),
        ];
        let bytes = encode(framing, &frames);
        assert_eq!(receive(bytes.chunks(7)).await.unwrap(), frames);
    }
}

#[tokio::test]
async fn messages_travel_both_ways_on_a_connection() {
    for (protocol, framing) in WAYS {
        // Less room than a message takes, so that writers wait for readers.
        let (near, far) = tokio::io::duplex(16);
        let client = async {
            let mut frames = Framed::new(near, FrameCodec::new(framing));
            let mut answers = Vec::new();
            for sequence_id in 1..=3 {
                frames.send(frame(protocol, sequence_id)).await.unwrap();
                answers.push(frames.next().await.unwrap().unwrap());
            }
            answers
        };
        let server = async {
            let mut frames = Framed::new(far, FrameCodec::detect());
            while let Some(call) = frames.next().await {
                let mut answer: Frame = call.unwrap();
                answer.header.sequence_id *= 10;
                frames.send(answer).await.unwrap();
            }
        };
        let (answers, ()) = tokio::join!(client, server);
        assert_eq!(answers, [10, 20, 30].map(|id| frame(protocol, id)));
    }
}
