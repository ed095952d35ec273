//! Messages on a byte stream: in both protocols and both framings, however the bytes arrive,
//! and whatever they are.

use bytes::BytesMut;
use futures::TryStreamExt;
use mini_lust::{
    Body, Error, FrameCodec, Framing, Protocol,
    protocol::{Header, MessageType},
    transport::codec::Frame,
    user::{Contact, User},
};
use tokio_test::io::Builder;
use tokio_util::codec::{Encoder, FramedRead};

mod apache;
mod arrival;
mod detection;
mod ends;
mod limits;
mod ttheader;

/// Every way to send a message.
const WAYS: [(Protocol, Framing); 4] = [
    (Protocol::Binary, Framing::Framed),
    (Protocol::Binary, Framing::Unframed),
    (Protocol::Compact, Framing::Framed),
    (Protocol::Compact, Framing::Unframed),
];

/// A message with strings, containers and structs inside one another.
fn frame(protocol: Protocol, sequence_id: i32) -> Frame {
    let manager = User { id: 2, name: "Grace".into(), ..User::default() };
    let user = User {
        id: 1,
        name: "Ada".into(),
        verified: Some(true),
        contact: Some(Contact::Phone(42)),
        nicknames: vec!["Countess".into(), "".into()],
        labels: [("born".into(), "1815".into())].into(),
        manager: Some(Box::new(manager)),
        ..User::default()
    };
    let ty = MessageType::Call;
    let header = Header { method: "replaceUser".into(), ty, sequence_id };
    Frame::new(header, Body::encode(protocol, &user))
}

fn encode(framing: Framing, frames: &[Frame]) -> BytesMut {
    let mut codec = FrameCodec::new(framing);
    let mut bytes = BytesMut::new();
    for frame in frames {
        codec.encode(frame.clone(), &mut bytes).expect("it is not over the limit");
    }
    bytes
}

/// What a reader that is told nothing receives when each of `reads` is one read.
async fn receive<'a>(
    reads: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<Frame>, Error> {
    let mut io = Builder::new();
    for read in reads {
        io.read(read);
    }
    FramedRead::new(io.build(), FrameCodec::detect()).try_collect().await
}
