//! Decoders inside decoders.
//!
//! Ours finds messages in a stream of bytes. But the bytes may come in packets, and those in
//! packets of another kind: HTTP in TCP, TCP in IP, IP in Ethernet. Each layer has a decoder.
//! How do they nest, when a message may span several packets? The inner decoder answers
//! that it needs more bytes, but the packet it was given is already gone from the stream.
//! So its bytes must stay somewhere until the next packet comes: the question is where.

use bytes::{Bytes, BytesMut};
use futures::TryStreamExt;
use mini_lust::{
    Body, Error, FrameCodec, Framing, Protocol,
    protocol::{Header, MessageType},
    transport::codec::Frame,
};
use tokio_test::io::Builder;
use tokio_util::codec::{Decoder, Encoder, FramedRead, LengthDelimitedCodec};

// === One buffer ===

/// Decodes with `inner` what `outer` finds, where it finds it: in the one buffer that there
/// is.
struct OneBuffer<Outer, Inner> {
    outer: Outer,
    inner: Inner,
}

impl<Outer, Inner> Decoder for OneBuffer<Outer, Inner>
where
    Outer: Decoder<Item = BytesMut>,
    Inner: Decoder<Error: From<Outer::Error>>,
{
    type Item = Inner::Item;
    type Error = Inner::Error;

    fn decode(
        &mut self,
        src: &mut BytesMut,
    ) -> Result<Option<Inner::Item>, Self::Error> {
        match self.outer.decode(src)? {
            // If `inner` needs more, or less, what it leaves is dropped with the packet.
            Some(mut packet) => self.inner.decode(&mut packet),
            None => Ok(None),
        }
    }
}

/// So it is with our own codec: a frame is a packet, and its decoder parses the message in
/// place.
#[tokio::test]
async fn one_buffer_is_enough_when_every_packet_holds_one_whole_message() {
    let stream =
        [message(1), message(2)].map(|message| packets(&message, message.len()));
    let received = receive(one_buffer(), &stream.concat()).await;
    assert_eq!(received.unwrap(), [frame(1), frame(2)]);
}

#[tokio::test]
async fn one_buffer_loses_a_message_that_spans_packets() {
    let message = message(1);
    let stream = packets(&message, message.len() - 1);
    let received = receive(one_buffer(), &stream).await;
    assert_eq!(received.unwrap(), [], "and nobody is told");
}

#[tokio::test]
async fn one_buffer_loses_all_but_the_first_message_of_a_packet() {
    let stream = [message(1), message(2)].concat();
    let received = receive(one_buffer(), &packets(&stream, stream.len())).await;
    assert_eq!(received.unwrap(), [frame(1)]);
}

fn one_buffer() -> OneBuffer<LengthDelimitedCodec, FrameCodec> {
    OneBuffer { outer: packet_codec(), inner: FrameCodec::new(Framing::Framed) }
}

// === A buffer for each layer ===

/// Decodes with `inner` the bytes that `outer` finds in its packets, wherever one packet
/// ends and the next begins.
///
/// A packet is consumed when it is complete, whatever `inner` makes of it: its bytes are now
/// at home in `stream`, the stream that the packets carry. So each decoder has what the
/// contract of [`Decoder`] promises it: a buffer that only it takes bytes from.
#[derive(Debug)]
struct Layered<Outer, Inner> {
    outer: Outer,
    inner: Inner,
    stream: BytesMut,
}

impl<Outer, Inner> Layered<Outer, Inner> {
    fn new(outer: Outer, inner: Inner) -> Self {
        Self { outer, inner, stream: BytesMut::new() }
    }
}

impl<Outer, Inner> Layered<Outer, Inner>
where
    Outer: Decoder<Item = BytesMut>,
    Inner: Decoder<Error: From<Outer::Error>>,
{
    /// The next item that can be had with the packets that `next_packet` finds.
    fn next_item(
        &mut self,
        mut next_packet: impl FnMut(&mut Outer) -> Result<Option<BytesMut>, Outer::Error>,
    ) -> Result<Option<Inner::Item>, Inner::Error> {
        loop {
            // First what is there: one packet may hold many items.
            if let Some(item) = self.inner.decode(&mut self.stream)? {
                return Ok(Some(item));
            }
            // One item may span many packets, so that one packet more is no promise.
            match next_packet(&mut self.outer)? {
                Some(packet) => self.stream.extend_from_slice(&packet),
                None => return Ok(None),
            }
        }
    }
}

impl<Outer, Inner> Decoder for Layered<Outer, Inner>
where
    Outer: Decoder<Item = BytesMut>,
    Inner: Decoder<Error: From<Outer::Error>>,
{
    type Item = Inner::Item;
    type Error = Inner::Error;

    fn decode(
        &mut self,
        src: &mut BytesMut,
    ) -> Result<Option<Inner::Item>, Self::Error> {
        self.next_item(|outer| outer.decode(src))
    }

    /// The end of the packets is the end of what they carry. Only `inner` knows whether
    /// that is inside an item.
    fn decode_eof(
        &mut self,
        src: &mut BytesMut,
    ) -> Result<Option<Inner::Item>, Self::Error> {
        match self.next_item(|outer| outer.decode_eof(src))? {
            Some(item) => Ok(Some(item)),
            None => self.inner.decode_eof(&mut self.stream),
        }
    }
}

#[tokio::test]
async fn a_message_may_span_packets_of_any_size() {
    let stream = [message(1), message(2), message(3)].concat();
    for size in 1..=stream.len() {
        let received = receive(layered(), &packets(&stream, size)).await;
        assert_eq!(received.unwrap(), [1, 2, 3].map(frame), "packets of {size} bytes");
    }
}

#[tokio::test]
async fn the_packets_may_come_byte_by_byte() {
    let packets = packets(&message(1), 5);
    let mut io = Builder::new();
    for byte in packets.chunks(1) {
        io.read(byte);
    }
    let frames = FramedRead::new(io.build(), layered());
    let frames: Vec<_> = frames.try_collect().await.unwrap();
    assert_eq!(frames, [frame(1)]);
}

#[tokio::test]
async fn an_empty_packet_is_not_the_end() {
    let message = message(1);
    let (start, end) = message.split_at(10);
    let stream = [packets(start, 10), packet(b""), packets(end, 10)].concat();
    assert_eq!(receive(layered(), &stream).await.unwrap(), [frame(1)]);
}

/// A pair of layers is a decoder like any other, so it can be a layer itself. How the three
/// are paired makes no difference.
#[tokio::test]
async fn three_layers_are_two_pairs() {
    let stream = [message(1), message(2)].concat();
    for (size, outer_size) in [(1, 1), (3, 7), (7, 3), (100, 5), (5, 100)] {
        let packets = packets(&packets(&stream, size), outer_size);
        let expected = [frame(1), frame(2)];

        let inside = Layered::new(packet_codec(), layered());
        assert_eq!(receive(inside, &packets).await.unwrap(), expected);

        let bytes = Layered::new(packet_codec(), packet_codec());
        let outside = Layered::new(bytes, FrameCodec::detect());
        assert_eq!(receive(outside, &packets).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_stream_that_ends_in_any_layer_is_an_error_of_that_layer() {
    let message = message(1);
    let in_the_message = packets(&message[..20], 9);
    let error = receive(layered(), &in_the_message).await.unwrap_err();
    assert_eq!(error.to_string(), "the stream ended 20 bytes into a message");

    let packets = packets(&message, 9);
    let in_a_packet = &packets[..packets.len() - 1];
    let error = receive(layered(), in_a_packet).await.unwrap_err();
    assert_eq!(error.to_string(), "bytes remaining on stream");
}

fn layered() -> Layered<LengthDelimitedCodec, FrameCodec> {
    Layered::new(packet_codec(), FrameCodec::detect())
}

// === Messages and packets ===

fn frame(sequence_id: i32) -> Frame {
    let header = Header { method: "add".into(), ty: MessageType::Call, sequence_id };
    Frame::new(header, Body::encode(Protocol::Binary, &Bytes::from("some bytes")))
}

fn message(sequence_id: i32) -> BytesMut {
    let mut bytes = BytesMut::new();
    let mut codec = FrameCodec::new(Framing::Framed);
    codec.encode(frame(sequence_id), &mut bytes).expect("it is not long");
    bytes
}

/// Cuts `stream` into packets of `size` bytes; the last may have fewer.
fn packets(stream: &[u8], size: usize) -> BytesMut {
    stream.chunks(size).flat_map(packet).collect()
}

fn packet(bytes: &[u8]) -> BytesMut {
    let mut packet = BytesMut::new();
    let bytes = Bytes::copy_from_slice(bytes);
    packet_codec().encode(bytes, &mut packet).expect("it is not long");
    packet
}

/// Packets with their length in the first two bytes.
fn packet_codec() -> LengthDelimitedCodec {
    LengthDelimitedCodec::builder().length_field_type::<u16>().new_codec()
}

/// Everything that `decoder` finds in a stream.
async fn receive(
    decoder: impl Decoder<Item = Frame, Error = Error> + Unpin,
    stream: &[u8],
) -> Result<Vec<Frame>, Error> {
    FramedRead::new(stream, decoder).try_collect().await
}
