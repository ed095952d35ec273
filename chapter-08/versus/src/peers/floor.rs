//! The least that any of them has to do: bytes behind their length, there and back. There are
//! no names, numbers, types, limits or timeouts; replies come in the order of the calls.

use std::{
    collections::VecDeque,
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
};

use anyhow::{Result, bail};
use bytes::{Buf, BufMut, Bytes, BytesMut};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{Notify, oneshot},
    task::yield_now,
};

use super::{Echo, Link, listen};
use crate::cell::Message;

pub struct Floor;

#[derive(Clone)]
pub struct Caller(Arc<Shared>);

/// What the callers of a connection put there for its two tasks.
#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    queued: Notify,
}

#[derive(Default)]
struct Queue {
    out: BytesMut,
    waiting: VecDeque<oneshot::Sender<Bytes>>,
}

/// How much is read at a time.
const BUFFER: usize = 256 * 1024;

impl Echo for Floor {
    type Link = Caller;

    async fn serve(listener: TcpListener) -> Result<()> {
        let listener = listen(listener)?;
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(echo(stream));
        }
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<Caller>> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (reader, writer) = stream.into_split();
        let shared = Arc::new(Shared::default());
        tokio::spawn(write(writer, shared.clone()));
        tokio::spawn(read(reader, shared.clone()));
        Ok(vec![Caller(shared); callers])
    }
}

/// Sends back every frame that has come as a whole, all together.
async fn echo(mut stream: TcpStream) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut input = BytesMut::with_capacity(BUFFER);
    loop {
        if stream.read_buf(&mut input).await? == 0 {
            return Ok(());
        }
        let whole = whole_frames(&input);
        if whole > 0 {
            stream.write_all(&input[..whole]).await?;
            input.advance(whole);
        }
        input.reserve(BUFFER);
    }
}

/// The length of all frames that `input` has as a whole.
fn whole_frames(input: &[u8]) -> usize {
    let mut end = 0;
    while let Some(len) = frame_len(&input[end..]) {
        end += len;
    }
    end
}

/// The length of the frame at the start of `input`, if all of it is there.
fn frame_len(input: &[u8]) -> Option<usize> {
    let len = 4 + u32::from_be_bytes(*input.first_chunk()?) as usize;
    (input.len() >= len).then_some(len)
}

/// Writes what has been queued, after all callers that can have queued a call.
async fn write(mut writer: OwnedWriteHalf, shared: Arc<Shared>) -> Result<()> {
    loop {
        shared.queued.notified().await;
        yield_now().await;
        let out = std::mem::take(&mut shared.queue.lock().expect("no panic").out);
        writer.write_all(&out).await?;
    }
}

async fn read(mut reader: OwnedReadHalf, shared: Arc<Shared>) -> Result<()> {
    let mut input = BytesMut::with_capacity(BUFFER);
    while reader.read_buf(&mut input).await? > 0 {
        let mut queue = shared.queue.lock().expect("no panic");
        while let Some(len) = frame_len(&input) {
            let mut frame = input.split_to(len);
            frame.advance(4);
            if let Some(caller) = queue.waiting.pop_front() {
                drop(caller.send(frame.freeze()));
            }
        }
        drop(queue);
        input.reserve(BUFFER);
    }
    Ok(())
}

impl Caller {
    async fn call(&self, data: &[u8]) -> Result<usize> {
        let (sender, reply) = oneshot::channel();
        {
            let mut queue = self.0.queue.lock().expect("no panic");
            queue.out.put_u32(u32::try_from(data.len())?);
            queue.out.put_slice(data);
            queue.waiting.push_back(sender);
        }
        self.0.queued.notify_one();
        Ok(reply.await?.len())
    }
}

impl Link for Caller {
    /// As many bytes as our binary protocol has for the users.
    type Users = Bytes;

    fn users() -> Bytes {
        vec![7; Message::Users.len()].into()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        self.call(&data).await
    }

    async fn group(&mut self, users: Bytes) -> Result<usize> {
        match self.call(&users).await? {
            len if len == users.len() => Ok(crate::cell::USERS),
            len => bail!("{len} bytes came back"),
        }
    }
}
