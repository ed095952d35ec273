//! The loop that writes, on both sides of a connection.
//!
//! A write is a system call, and with messages of eighty bytes most of the cost of a call.
//! So frames that are ready together leave together.

use std::{
    future::poll_fn,
    io, mem,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::Poll,
};

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
    progress: Arc<Progress>,
}

/// The numbers of bytes that a writer was fed, and that it has written.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    fed: AtomicU64,
    written: AtomicU64,
}

impl<IO: AsyncWrite + Unpin> FrameWriter<IO> {
    pub(crate) fn new(io: IO, codec: FrameCodec) -> Self {
        let buffer = BytesMut::new();
        Self { io, codec, buffer, progress: Arc::default() }
    }

    pub(crate) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
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
            self.buffer.reserve(2 * FULL);
            self.feed(frame).await?;
            // The maker of this frame has put this task at the head of the run queue. At the
            // tail, it finds the frames of all others that were ready to make one. Without
            // others, that is a detour, so it is then made rarely.
            if alone < PATIENCE || alone.is_multiple_of(PATIENCE) {
                others_first().await;
            }
            alone += 1;
            for _ in 1..BATCH {
                let Some(Some(frame)) = frames.next().now_or_never() else { break };
                self.feed(frame).await?;
                alone = 0;
            }
            write(&mut self.io, &mut self.buffer, &self.progress).await?;
            self.io.flush().await?;
            // A writer that waits needs no room.
            self.buffer = BytesMut::new();
        }
        Ok(self.io.shutdown().await?)
    }

    /// Adds a frame to the buffer, and writes if that is worth a write.
    async fn feed(&mut self, frame: Frame) -> Result<(), Error> {
        let body = self.codec.encode_head(frame, &mut self.buffer)?;
        if body.len() >= FULL {
            // The body is too long to be worth a copy.
            let mut rest = (&mut self.buffer).chain(body.into_pieces());
            write(&mut self.io, &mut rest, &self.progress).await?;
        } else {
            self.buffer.put(body.into_bytes());
            // The peer can start on these frames while the rest is made.
            if self.buffer.len() >= FULL {
                write(&mut self.io, &mut self.buffer, &self.progress).await?;
            }
        }
        let fed = self.progress.written() + self.buffer.len() as u64;
        self.progress.fed.store(fed, Relaxed);
        Ok(())
    }
}

impl Progress {
    /// Returns where the next frame begins.
    pub(crate) fn fed(&self) -> u64 {
        self.fed.load(Relaxed)
    }

    /// Returns how many bytes have left.
    pub(crate) fn written(&self) -> u64 {
        self.written.load(Relaxed)
    }
}

/// Writes all of `bytes`, and counts those that have left.
async fn write(
    io: &mut (impl AsyncWrite + Unpin),
    bytes: &mut impl Buf,
    progress: &Progress,
) -> io::Result<()> {
    while bytes.has_remaining() {
        match io.write_buf(bytes).await? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            len => progress.written.fetch_add(len as u64, Relaxed),
        };
    }
    Ok(())
}

/// Puts this task behind all others that are ready to run.
///
/// A task that wakes itself while it runs goes to the tail of the run queue. Tokio's
/// `yield_now`, made for tasks that yield in a loop, waits longer: until the runtime has
/// asked the kernel what has arrived.
pub(crate) async fn others_first() {
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

/// After how many lone frames in a row the writer looks for others only once in as many
/// times.
const PATIENCE: usize = 64;

/// How many frames are written together, at most. With more, this side and its peer would take
/// turns: one would make frames while the other has none.
const BATCH: usize = 64;

/// How many bytes are worth a separate write.
const FULL: usize = 8 * 1024;
