//! The one loop that writes, on both sides of a connection.
//!
//! A write is a system call, and at eighty bytes a message most of what a call costs. So
//! frames that are ready together leave together.

use std::{future::poll_fn, mem, pin::pin, task::Poll};

use bytes::{Buf, BufMut, BytesMut};
use futures::{FutureExt, Stream, StreamExt};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::{
    error::Error,
    transport::codec::{Frame, FrameCodec},
};

/// Gathers frames on their way to `io`.
pub(crate) struct FrameWriter<IO> {
    io: IO,
    codec: FrameCodec,
    buffer: BytesMut,
}

impl<IO: AsyncWrite + Unpin> FrameWriter<IO> {
    pub(crate) fn new(io: IO, codec: FrameCodec) -> Self {
        Self { io, codec, buffer: BytesMut::with_capacity(2 * FULL) }
    }

    /// Writes frames until there are no more, then ends the stream.
    pub(crate) async fn write_all(
        mut self,
        frames: impl Stream<Item = Frame>,
    ) -> Result<(), Error> {
        let mut frames = pin!(frames);
        // How many times in a row a frame was alone.
        let mut alone = 0_usize;
        while let Some(frame) = frames.next().await {
            self.feed(frame).await?;
            // Whoever made this frame has put this task at the head of the run queue. At
            // its tail, it finds the frames of all the others that were ready to make one.
            // Where there are no others that is a detour, so it is then made rarely.
            if alone < PATIENCE || alone.is_multiple_of(PATIENCE) {
                others_first().await;
            }
            alone += 1;
            while let Some(Some(frame)) = frames.next().now_or_never() {
                self.feed(frame).await?;
                alone = 0;
            }
            self.io.write_all_buf(&mut self.buffer).await?;
            self.io.flush().await?;
        }
        Ok(self.io.shutdown().await?)
    }

    async fn feed(&mut self, frame: Frame) -> Result<(), Error> {
        let body = self.codec.encode_head(frame, &mut self.buffer)?;
        if body.len() >= FULL {
            // Too long to be worth a copy.
            let mut rest = (&mut self.buffer).chain(body);
            self.io.write_all_buf(&mut rest).await?;
        } else {
            self.buffer.put(body);
            // The peer can start on these while the rest is made.
            if self.buffer.len() >= FULL {
                self.io.write_all_buf(&mut self.buffer).await?;
            }
        }
        Ok(())
    }
}

/// Puts this task behind all that are ready to run.
///
/// A task that wakes itself while it runs goes to the tail of the run queue. Tokio's
/// `yield_now` waits longer, until the runtime has asked the kernel what has arrived: that
/// is for tasks that yield in a loop.
async fn others_first() {
    let mut yielded = false;
    poll_fn(|cx| match mem::replace(&mut yielded, true) {
        true => Poll::Ready(()),
        false => {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
}

/// How many frames in a row have to be alone until the writer no longer looks for others
/// each time, but each such number of times.
const PATIENCE: usize = 64;

/// How many bytes are worth a write of their own.
const FULL: usize = 8 * 1024;
