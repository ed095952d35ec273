//! One bound on the bytes that wait on all connections of a server together.
//!
//! Each connection has limits of its own, but there may be 10,000 connections. This module
//! bounds the sum of messages that have arrived in part, calls in progress, and replies that
//! are not yet read.

use std::{
    collections::HashMap,
    io,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker, ready},
};

use futures::StreamExt;
use tokio::io::{AsyncRead, ReadBuf};

use crate::{error::Error, rpc::reader::FrameReader, transport::codec::Frame};

/// The bytes that wait on all connections.
#[derive(Debug)]
pub(crate) struct Backlog {
    max: usize,
    bytes: AtomicUsize,
    /// The number of connections that hold any bytes.
    holders: AtomicUsize,
    /// The connections that are not read, by their numbers.
    paused: Mutex<HashMap<u64, Waker>>,
}

/// The bytes that wait on one connection.
#[derive(Debug)]
pub(crate) struct Part {
    backlog: Arc<Backlog>,
    connection: u64,
    bytes: AtomicUsize,
}

/// Some bytes of a connection, which count until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    part: Arc<Part>,
    bytes: usize,
}

/// A reader that waits while the backlog is full and its connection holds more than others.
pub(crate) struct Metered<R> {
    io: R,
    /// Bytes that were read but not yet taken; none if they are fewer than [`SMALL`].
    held: Held,
    len: usize,
}

// === impl Backlog ===

impl Backlog {
    pub(crate) fn new(max: usize) -> Arc<Self> {
        Arc::new(Self {
            max,
            bytes: AtomicUsize::new(0),
            holders: AtomicUsize::new(0),
            paused: Mutex::default(),
        })
    }

    fn paused(&self) -> MutexGuard<'_, HashMap<u64, Waker>> {
        self.paused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

// === impl Part ===

impl Part {
    pub(crate) fn new(backlog: Arc<Backlog>, connection: u64) -> Arc<Self> {
        Arc::new(Self { backlog, connection, bytes: AtomicUsize::new(0) })
    }

    pub(crate) fn hold(self: &Arc<Self>, bytes: usize) -> Held {
        let mut held = Held { part: Arc::clone(self), bytes: 0 };
        held.resize(bytes);
        held
    }

    /// Returns whether the connection may hold more bytes. Past the bound, it may as long as
    /// it holds less than an equal share.
    fn has_room(&self) -> bool {
        let Backlog { max, bytes, holders, .. } = &*self.backlog;
        bytes.load(Relaxed) <= *max
            || self.bytes.load(Relaxed) < max / holders.load(Relaxed).max(1)
    }

    fn poll_room(&self, cx: &mut Context<'_>) -> Poll<()> {
        if self.has_room() {
            return Poll::Ready(());
        }
        self.backlog.paused().insert(self.connection, cx.waker().clone());
        // There may have been room since, before the waker was there to be woken.
        if self.has_room() { Poll::Ready(()) } else { Poll::Pending }
    }

    fn add(&self, bytes: usize) {
        if self.bytes.fetch_add(bytes, Relaxed) == 0 {
            self.backlog.holders.fetch_add(1, Relaxed);
        }
        self.backlog.bytes.fetch_add(bytes, Relaxed);
    }

    fn subtract(&self, bytes: usize) {
        if self.bytes.fetch_sub(bytes, Relaxed) == bytes {
            self.backlog.holders.fetch_sub(1, Relaxed);
        }
        let max = self.backlog.max;
        let before = self.backlog.bytes.fetch_sub(bytes, Relaxed);
        if before > max && before - bytes <= max {
            self.backlog.paused().drain().for_each(|(_, waker)| waker.wake());
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.backlog.paused().remove(&self.connection);
    }
}

// === impl Held ===

impl Held {
    fn resize(&mut self, bytes: usize) {
        if bytes > self.bytes {
            self.part.add(bytes - self.bytes);
        } else if bytes < self.bytes {
            self.part.subtract(self.bytes - bytes);
        }
        self.bytes = bytes;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.resize(0);
    }
}

// === impl Metered ===

impl<R> Metered<R> {
    pub(crate) fn new(io: R, part: &Arc<Part>) -> Self {
        Self { io, held: part.hold(0), len: 0 }
    }

    /// Sets the number of bytes that were read but not yet taken.
    pub(crate) fn set_len(&mut self, len: usize) {
        self.len = len;
        self.held.resize(if len < SMALL { 0 } else { len });
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Metered<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.held.part.poll_room(cx));
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.io).poll_read(cx, buffer))?;
        let len = self.len + buffer.filled().len() - before;
        self.set_len(len);
        Poll::Ready(Ok(()))
    }
}

impl<R: AsyncRead + Unpin> FrameReader<Metered<R>> {
    /// Returns the next frame, and counts the bytes that are not in one yet.
    pub(crate) fn poll_metered(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame, Error>>> {
        let frame = self.poll_next_unpin(cx);
        let len = self.read_len();
        self.io_mut().set_len(len);
        frame
    }
}

/// The size from which the bytes of a buffer count. Most messages are shorter, and all
/// connections count in the same place.
pub(crate) const SMALL: usize = 8 * 1024;
