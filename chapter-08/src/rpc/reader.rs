//! The loop that reads, on both sides of a connection.
//!
//! Most connections are idle most of the time, so a reader that waits has no buffer. Long
//! messages are the exception: asking for their memory again and again costs more than reading
//! them.

use std::{
    io,
    mem::MaybeUninit,
    pin::{Pin, pin},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::BytesMut;
use futures::Stream;
use tokio::{
    io::{AsyncRead, AsyncReadExt, ReadBuf},
    time::{Sleep, sleep},
};
use tokio_util::codec::Decoder;

use crate::{
    error::Error,
    rpc::arrival::{Arrival, MESSAGE_TIMEOUT},
    transport::codec::{Frame, FrameCodec},
};

/// Frames as they arrive from `io`.
pub(crate) struct FrameReader<IO> {
    io: IO,
    codec: FrameCodec,
    buffer: BytesMut,
    /// How many bytes to make room for: more than [`SHORT`] if the last frame was long.
    room: usize,
    /// How long an empty buffer keeps its room.
    kept: Option<Pin<Box<Sleep>>>,
    arrival: Arrival,
    /// Whether the buffer may contain a whole frame.
    has_more: bool,
    /// Whether the stream has ended or failed.
    has_ended: bool,
}

impl<IO> FrameReader<IO> {
    pub(crate) fn new(io: IO, codec: FrameCodec) -> Self {
        Self {
            io,
            codec,
            buffer: BytesMut::new(),
            room: SHORT,
            kept: None,
            arrival: Arrival::new(MESSAGE_TIMEOUT),
            has_more: false,
            has_ended: false,
        }
    }

    /// Sets how long a message may take to arrive. Default: 30 seconds.
    pub(crate) fn message_timeout(self, timeout: Duration) -> Self {
        Self { arrival: Arrival::new(timeout), ..self }
    }

    pub(crate) fn codec(&self) -> &FrameCodec {
        &self.codec
    }

    pub(crate) fn io_mut(&mut self) -> &mut IO {
        &mut self.io
    }

    /// Returns the number of bytes that have arrived but are not in a frame yet.
    pub(crate) fn read_len(&self) -> usize {
        self.buffer.len()
    }

    /// Returns the next frame in the buffer. A part of one is an error at the end.
    fn decode(&mut self) -> Result<Option<Frame>, Error> {
        let before = self.buffer.len();
        let frame = match self.has_ended {
            false => self.codec.decode(&mut self.buffer),
            true => self.codec.decode_eof(&mut self.buffer),
        }?;
        if frame.is_some() {
            self.arrival.end();
            // The next frame may be as long.
            self.room = match before.saturating_sub(self.buffer.len()) {
                ..SHORT => SHORT,
                len => SHORT + len.min(MOST),
            };
        }
        Ok(frame)
    }

    /// Gives back the room of an empty buffer, after a long frame not immediately.
    fn rest(&mut self, cx: &mut Context<'_>) {
        if !self.buffer.is_empty() {
            return;
        }
        if self.room > SHORT {
            let kept = self.kept.get_or_insert_with(|| Box::pin(sleep(KEPT)));
            if kept.as_mut().poll(cx).is_pending() {
                return;
            }
        }
        self.room = SHORT;
        self.kept = None;
        self.buffer = BytesMut::new();
    }

    /// Is ready when a message has begun and does not end in time.
    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        if self.buffer.is_empty() && !self.codec.is_skipping() {
            self.arrival.end();
            return Poll::Pending;
        }
        let late = ready!(self.arrival.poll_late(cx));
        self.has_ended = true;
        Poll::Ready(late.into())
    }
}

impl<IO: AsyncRead + Unpin> FrameReader<IO> {
    /// Reads once. Returns the number of bytes, which is 0 at the end of the stream.
    fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let len = self.buffer.len();
        if len == 0 && self.room == SHORT {
            // The stack costs nothing while nothing comes.
            let mut room = [MaybeUninit::uninit(); SHORT];
            let mut read = ReadBuf::uninit(&mut room);
            ready!(Pin::new(&mut self.io).poll_read(cx, &mut read))?;
            self.buffer.extend_from_slice(read.filled());
            return Poll::Ready(Ok(read.filled().len()));
        }
        // For the rest of a long frame, the codec has made room.
        if len < SHORT || len == self.buffer.capacity() {
            self.buffer.reserve(if len == 0 { self.room } else { SHORT });
        }
        pin!(self.io.read_buf(&mut self.buffer)).poll(cx)
    }
}

impl<IO: AsyncRead + Unpin> Stream for FrameReader<IO> {
    type Item = Result<Frame, Error>;

    fn poll_next(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if this.has_more {
                let frame = this.decode().transpose();
                this.has_more = matches!(frame, Some(Ok(_)));
                this.has_ended |= matches!(frame, Some(Err(_)));
                if frame.is_some() {
                    return Poll::Ready(frame);
                }
            }
            if this.has_ended {
                return Poll::Ready(None);
            }
            let Poll::Ready(read) = this.poll_read(cx) else {
                this.rest(cx);
                return this.poll_late(cx).map(|late| Some(Err(late)));
            };
            this.has_ended = !matches!(read, Ok(1..));
            this.has_more = read.is_ok();
            if let Err(error) = read {
                return Poll::Ready(Some(Err(error.into())));
            }
        }
    }
}

/// How many bytes are read together while frames are short.
const SHORT: usize = 8 * 1024;

/// How many more are read together after a long frame, at most.
const MOST: usize = 64 * 1024;

/// How long the room of a long frame is kept for the next.
const KEPT: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures::StreamExt;
    use tokio::{
        io::{AsyncWriteExt, DuplexStream, duplex},
        time::{Instant, advance},
    };
    use tokio_test::{assert_pending, assert_ready, task::spawn};
    use tokio_util::codec::Encoder;

    use super::*;
    use crate::{
        protocol::{Header, MessageType},
        transport::{
            body::{Body, Protocol},
            codec::Framing,
        },
    };

    /// A call whose body is of length `len`, as bytes.
    fn call(len: usize) -> Bytes {
        let header =
            Header { method: "get".into(), ty: MessageType::Call, sequence_id: 1 };
        let body = Body::new(Protocol::Binary, vec![0; len].into());
        let mut bytes = BytesMut::new();
        let mut codec = FrameCodec::new(Framing::Framed);
        codec.encode(Frame::new(header, body), &mut bytes).unwrap();
        bytes.freeze()
    }

    fn reader() -> (FrameReader<DuplexStream>, DuplexStream) {
        let (near, far) = duplex(1024 * 1024);
        (FrameReader::new(near, FrameCodec::new(Framing::Framed)), far)
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_waits_has_no_buffer() {
        let (reader, mut far) = reader();
        let mut reader = spawn(reader);
        far.write_all(&call(100)).await.unwrap();
        assert!(assert_ready!(reader.poll_next()).unwrap().is_ok());
        assert_pending!(reader.poll_next());
        assert_eq!(reader.buffer.capacity(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn the_room_of_a_long_frame_is_kept_for_a_second() {
        let (reader, mut far) = reader();
        let mut reader = spawn(reader);
        far.write_all(&call(60_000)).await.unwrap();
        assert!(assert_ready!(reader.poll_next()).unwrap().is_ok());
        assert_pending!(reader.poll_next());
        let room = reader.buffer.capacity();
        assert!((60_000..140_000).contains(&room), "{room}");

        advance(KEPT).await;

        assert!(reader.is_woken());
        assert_pending!(reader.poll_next());
        assert_eq!(reader.buffer.capacity(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_has_a_limited_time_after_its_first_byte() {
        let (mut reader, mut far) = reader();
        advance(10 * MESSAGE_TIMEOUT).await;
        let begun = Instant::now();
        tokio::spawn(async move {
            for byte in call(1000) {
                // Nobody may read them any more.
                let _ = far.write_all(&[byte]).await;
                sleep(Duration::from_millis(900)).await;
            }
        });
        let late = reader.next().await.unwrap().unwrap_err();
        assert!(
            matches!(&late, Error::Io(late) if late.kind() == io::ErrorKind::TimedOut)
        );
        assert_eq!(begun.elapsed(), MESSAGE_TIMEOUT);
        assert!(reader.next().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_that_is_skipped_has_a_limited_time_too() {
        let (near, mut far) = duplex(1024 * 1024);
        let codec = FrameCodec::new(Framing::Framed).max_frame_len(1000);
        let mut reader = FrameReader::new(near, codec);
        far.write_all(&call(5000)[..2000]).await.unwrap();
        assert!(reader.next().await.unwrap().unwrap().excess.is_some());
        let begun = Instant::now();
        assert!(reader.next().await.unwrap().is_err());
        assert_eq!(begun.elapsed(), MESSAGE_TIMEOUT);
    }

    #[tokio::test(start_paused = true)]
    async fn each_message_begins_the_time_anew() {
        let (mut reader, mut far) = reader();
        tokio::spawn(async move {
            for half in [call(10), call(10), call(10)].concat().chunks(25) {
                far.write_all(half).await.unwrap();
                sleep(MESSAGE_TIMEOUT * 2 / 3).await;
            }
        });
        for _ in 0..3 {
            assert!(reader.next().await.unwrap().is_ok());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn frames_may_come_in_pieces_of_any_length() {
        let frames = [call(10), call(100_000), call(0), call(9000)].concat();
        for len in [1000, 8192, 70_000] {
            let (mut reader, mut far) = reader();
            let pieces = frames.clone();
            tokio::spawn(async move {
                for piece in pieces.chunks(len) {
                    far.write_all(piece).await.unwrap();
                    tokio::task::yield_now().await;
                }
            });
            for expected in [10, 100_000, 0, 9000] {
                let frame = reader.next().await.unwrap().unwrap();
                assert_eq!(frame.body.len(), expected);
            }
            assert!(reader.next().await.is_none());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_length_alone_gets_no_room() {
        let (reader, mut far) = reader();
        let mut reader = spawn(reader);
        far.write_all(&call(10_000_000)[..20_000]).await.unwrap();
        assert_pending!(reader.poll_next());
        assert!(reader.buffer.capacity() < 200_000, "{}", reader.buffer.capacity());
    }
}
