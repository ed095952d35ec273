//! A whole server, to which anything may be sent.

use std::{
    convert::Infallible,
    future::pending,
    panic::{set_hook, take_hook},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::Duration,
};

use mini_lust::{CallError, Request, Server, stack};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, duplex},
    runtime::Builder,
    sync::mpsc,
    time::timeout,
};
use tower::service_fn;

use crate::{engine::fuzz, header};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// The connection ends soon after the client has closed its side, and its task does not panic.
#[test]
fn connections_of_a_server() {
    let before = take_hook();
    set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Relaxed);
        before(panic);
    }));
    let seeds = [
        b"\0\0\0\x10\x80\x01\0\x01\0\0\0\x03get\0\0\0\x07\0".to_vec(),
        b"\x80\x01\0\x01\0\0\0\x03get\0\0\0\x07\0".to_vec(),
        b"\x82\x21\x07\x03get\0".to_vec(),
        b"\x82\x81\x07\x03get\0".to_vec(),
    ];
    fuzz(seeds.into_iter().chain(header::seeds()), header::WORDS, 1_000, |bytes| {
        let runtime =
            Builder::new_current_thread().enable_time().start_paused(true).build();
        let replies = runtime.expect("a runtime").block_on(answers_to(bytes));
        assert_eq!(PANICS.load(Relaxed), 0, "a task has panicked");
        // The first bytes of a reply are its length and its header.
        (replies.len(), replies.get(..12).map(<[u8]>::to_vec))
    });
}

async fn answers_to(bytes: &[u8]) -> Vec<u8> {
    let handler = service_fn(async |request: Request| {
        request.reply(Ok::<_, CallError<Infallible>>(7))
    });
    let (connections, listener) = mpsc::channel(1);
    let server = Server::new().layer(stack::server());
    tokio::spawn(server.serve(listener, handler, pending()));
    let (client, io) = duplex(64);
    connections.send(io).await.expect("the server listens");
    let (mut read, mut write) = tokio::io::split(client);
    let mut replies = Vec::new();
    let exchange = async {
        let send = async {
            // The server may have closed the connection.
            drop(write.write_all(bytes).await);
            drop(write.shutdown().await);
        };
        let (_, read) = tokio::join!(send, read.read_to_end(&mut replies));
        read.expect("the end");
    };
    timeout(Duration::from_secs(1), exchange).await.expect("the connection ends");
    replies
}
