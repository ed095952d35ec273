//! How many reads it takes to receive what was sent together.

mod directory;

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

use directory::Directory;
use futures::future::{join_all, pending};
use mini_lust::{
    Connection, FrameCodec, Framing, Protocol, Server,
    user::{UserClient, UserServer},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex},
    sync::mpsc,
};

/// Counts the reads that brought something.
struct Counted {
    io: DuplexStream,
    reads: Arc<AtomicUsize>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let poll = Pin::new(&mut self.io).poll_read(cx, buffer);
        if poll.is_ready() {
            self.reads.fetch_add(1, Relaxed);
        }
        poll
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

fn counted(io: DuplexStream) -> (Counted, Arc<AtomicUsize>) {
    let reads = Arc::default();
    (Counted { io, reads: Arc::clone(&reads) }, reads)
}

// On the runtime that has a slot for the task woken last, and in a task, so that the one
// worker makes all the calls. Without the yield of the writer, each has a write of its own.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn calls_made_together_arrive_together_and_so_do_their_replies() {
    tokio::spawn(count_reads()).await.unwrap();
}

async fn count_reads() {
    let (near, far) = duplex(64 * 1024);
    let (near, replies) = counted(near);
    let (far, calls) = counted(far);
    let (sender, listener) = mpsc::channel(1);
    assert!(sender.try_send(far).is_ok());
    let (directory, _, _) = Directory::new();
    tokio::spawn(Server::new().serve(listener, UserServer::new(directory), pending()));
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    tokio::spawn(driver);
    let users = UserClient::new(connection, Protocol::Binary);

    let together = (1..=100).map(|id| {
        let users = users.clone();
        tokio::spawn(async move { users.get_user(id).await })
    });
    for answer in join_all(together).await {
        answer.unwrap().unwrap();
    }

    let (calls, replies) = (calls.load(Relaxed), replies.load(Relaxed));
    println!("100 calls arrived in {calls} reads, their replies in {replies}");
    assert!(calls <= 5, "100 calls arrived in {calls} reads");
    assert!(replies <= 5, "100 replies arrived in {replies} reads");
}
