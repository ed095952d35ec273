//! One connection that carries many calls simultaneously.
//!
//! Handles put their calls into a queue. A driver, which owns the socket, numbers the calls
//! and sends them, and hands each reply to the call with its number, in any order.

use std::{
    collections::HashMap,
    future::ready,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use bytestring::ByteString;
use futures::{FutureExt, Stream, StreamExt, stream};
use pin_project_lite::pin_project;
use tokio::{
    io::{self, AsyncRead, AsyncWrite},
    sync::{mpsc, oneshot},
};
use tower::Service;

use crate::{
    error::Error,
    protocol::{ApplicationException, ExceptionType, Header, MessageType},
    rpc::{
        call::{Request, Response},
        entrance::Entrance,
        reader::FrameReader,
        writer::{FrameWriter, Progress, others_first},
    },
    transport::codec::{Frame, FrameCodec},
};

/// A stream of bytes in both directions, such as a TCP connection: an alias for bounds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a stream of bytes",
    note = "a stream of bytes implements tokio's `AsyncRead` and `AsyncWrite`, and is `Send` and \
            `'static`; with TLS, it is what the handshake returns when it is done"
)]
pub trait ByteStream: AsyncRead + AsyncWrite + Send + 'static {}

// The compiler would name one of the bounds instead, and list what else has it.
#[diagnostic::do_not_recommend]
impl<IO: AsyncRead + AsyncWrite + Send + 'static> ByteStream for IO {}

/// A handle to a connection. Clones share the connection, which closes when the last handle
/// is gone and the last call is answered.
///
/// # Examples
///
/// Two concurrent calls, to a server in memory:
///
/// ```
/// # use mini_lust::{CallError, Request, Server};
/// # use mini_lust::user::{GetUserArgs, GetUserException, User};
/// use mini_lust::{Connection, FrameCodec, Framing, Protocol};
/// # use mini_lust::user;
/// use user::UserClient;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (near, far) = tokio::io::duplex(4096);
/// # let users = tower::service_fn(async |request: Request| {
/// #     let GetUserArgs { id } = request.body().decode()?;
/// #     let user = User { id, ..User::default() };
/// #     request.reply(Ok::<_, CallError<GetUserException>>(user))
/// # });
/// # let (connections, listener) = tokio::sync::mpsc::channel(1);
/// # connections.send(far).await?;
/// # tokio::spawn(Server::new().serve(listener, users, std::future::pending()));
/// let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
/// tokio::spawn(driver);
///
/// let users = UserClient::new(connection, Protocol::Binary);
/// let (one, other) = tokio::try_join!(users.get_user(1), users.get_user(2))?;
/// assert_eq!((one.id, other.id), (1, 2));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Connection {
    calls: Entrance<Call>,
    codec: FrameCodec,
}

/// A call in the queue.
#[derive(Debug)]
struct Call {
    request: Request,
    reply: Reply,
}

type Reply = oneshot::Sender<Result<Response, Error>>;

impl Connection {
    /// Creates a connection over any `io`, and the future that drives it: poll it until it
    /// ends, usually in a task of its own.
    ///
    /// The future ends when the last handle is gone or the peer has closed the connection.
    /// If the connection fails, the future and the calls share the error. It fails if a reply
    /// takes more than 30 seconds from its first byte to its last; for the first byte, calls
    /// wait without a limit.
    ///
    /// # Panics
    ///
    /// The future panics in a runtime without timers.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes the connection; its calls fail.
    pub fn new<IO>(
        io: IO,
        codec: FrameCodec,
    ) -> (Self, impl Future<Output = Result<(), Arc<Error>>> + Send)
    where
        IO: ByteStream,
    {
        let (calls, queue) = mpsc::channel(QUEUE);
        let connection = Self { calls: Entrance::new(calls), codec: codec.clone() };
        (connection, drive(io, codec, queue))
    }
}

impl Service<Request> for Connection {
    type Response = Response;
    type Error = Error;
    type Future = ResponseFuture;

    /// Waits for room in the queue. A ready handle holds a place there until it calls or is
    /// dropped.
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.calls.poll_ready(cx)
    }

    /// # Panics
    ///
    /// Panics if the handle is not ready.
    fn call(&mut self, request: Request) -> ResponseFuture {
        let place = self.calls.take();
        let (reply, response) = oneshot::channel();
        let keep_open = match self.codec.check_len(request.method(), request.body()) {
            Ok(()) => place.send(Call { request, reply }),
            // Here, the call fails alone. In the codec, it would end the connection, and all
            // other calls with it.
            Err(error) => {
                drop(reply.send(Err(error)));
                place.release()
            }
        };
        ResponseFuture { response, keep_open }
    }
}

pin_project! {
    /// The future of the reply to a call on a [`Connection`].
    ///
    /// Dropping the future cancels the call: it is never sent, or its reply is ignored. The
    /// connection stays usable.
    #[derive(Debug)]
    pub struct ResponseFuture {
        #[pin]
        response: oneshot::Receiver<Result<Response, Error>>,
        keep_open: mpsc::Sender<Call>,
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        // Calls that were sent are resolved before the queue closes. A call put into it
        // later, by a handle that was ready before, stays there and is never dropped.
        if this.keep_open.is_closed() {
            return Poll::Ready(this.response.try_recv().unwrap_or(Err(Error::Unsent)));
        }
        let reply = ready!(this.response.poll(cx));
        Poll::Ready(reply.unwrap_or(Err(Error::Unsent)))
    }
}

/// Writes queued calls and reads replies, until either ends.
async fn drive<IO>(
    io: IO,
    codec: FrameCodec,
    mut queue: mpsc::Receiver<Call>,
) -> Result<(), Arc<Error>>
where
    IO: AsyncRead + AsyncWrite,
{
    let (read, write) = io::split(io);
    let writer = FrameWriter::new(write, codec.clone());
    let pending = Pending { replies: Mutex::default(), progress: writer.progress() };

    let calls = stream::poll_fn(|cx| queue.poll_recv(cx));
    let frames = calls.filter_map(|call| ready(pending.register(call)));
    let write = writer.write_all(frames);
    let mut read = pin!(pending.resolve_all(FrameReader::new(read, codec)));
    let result = tokio::select! {
        biased;
        result = &mut read => result,
        result = write => {
            // If the peer has gone, its last words may still be there to read.
            drop(read.now_or_never());
            result
        }
    };
    let result = result.map_err(Arc::new);
    pending.close(match &result {
        Ok(()) => aborted("the peer closed it"),
        Err(error) => Arc::clone(error),
    });
    result
}

/// Makes the reason of calls that fail on a connection that has not.
fn aborted(how: &'static str) -> Arc<Error> {
    Arc::new(io::Error::new(io::ErrorKind::ConnectionAborted, how).into())
}

/// The calls that wait for their replies.
#[derive(Debug)]
struct Pending {
    replies: Mutex<Replies>,
    progress: Arc<Progress>,
}

#[derive(Debug, Default)]
struct Replies {
    last_id: i32,
    by_id: HashMap<i32, Numbered>,
}

/// A call that has a number.
#[derive(Debug)]
struct Numbered {
    /// The method that was called.
    method: ByteString,
    /// Where its frame begins, counting all bytes written.
    start: u64,
    reply: Reply,
}

impl Pending {
    /// Returns the frame to send for a call, or `None` if its caller has gone.
    fn register(&self, Call { request, reply }: Call) -> Option<Frame> {
        if reply.is_closed() {
            return None;
        }
        let mut replies = self.lock();
        let sequence_id = replies.last_id.wrapping_add(1);
        replies.last_id = sequence_id;
        let no_reply = request.is_oneway().then(|| request.no_reply());
        let (method, body) = request.into_parts();
        let ty = if let Some(no_reply) = no_reply {
            drop(reply.send(Ok(no_reply)));
            MessageType::Oneway
        } else {
            let call =
                Numbered { method: method.clone(), start: self.progress.fed(), reply };
            replies.insert(sequence_id, call);
            MessageType::Call
        };
        Some(Frame::new(Header { method, ty, sequence_id }, body))
    }

    /// Hands out replies until the peer sends no more.
    async fn resolve_all(
        &self,
        mut replies: impl Stream<Item = Result<Frame, Error>> + Unpin,
    ) -> Result<(), Error> {
        while let Some(frame) = replies.next().await {
            let frame = frame?;
            let is_long = frame.body.len() >= LONG;
            self.resolve(frame);
            // The next reply can have the memory of this one, once its caller has read it.
            if is_long && !self.lock().by_id.is_empty() {
                others_first().await;
            }
        }
        Ok(())
    }

    fn resolve(&self, Frame { header, body, excess, .. }: Frame) {
        let Some(call) = self.lock().by_id.remove(&header.sequence_id) else {
            // The call was cancelled, or there was none.
            tracing::debug!(header.sequence_id, "nobody waits for this reply");
            return;
        };
        if let Some(excess) = excess {
            drop(call.reply.send(Err(excess.into())));
            return;
        }
        let result = match header.ty {
            MessageType::Reply if header.method != call.method => {
                let called = call.method;
                let message =
                    format!("`{:.100}` was answered, not `{called}`", header.method);
                let ty = ExceptionType::WRONG_METHOD_NAME;
                Err(ApplicationException::new(ty, message).into())
            }
            MessageType::Reply => Ok(Response::new(body)),
            MessageType::Exception => match body.decode::<ApplicationException>() {
                Ok(exception) => Err(exception.into()),
                Err(error) => Err(error.into()),
            },
            ty @ (MessageType::Call | MessageType::Oneway) => {
                let message = format!("a message of type {ty:?} answered the call");
                let ty = ExceptionType::INVALID_MESSAGE_TYPE;
                Err(ApplicationException::new(ty, message).into())
            }
        };
        drop(call.reply.send(result));
    }

    /// Fails all calls. The peer cannot have seen a call if no byte of it has left.
    fn close(&self, reason: Arc<Error>) {
        let written = self.progress.written();
        let mut calls: Vec<_> = self.lock().by_id.drain().collect();
        // Callers wake in the order of their calls.
        calls.sort_unstable_by_key(|(id, _)| *id);
        for (_, Numbered { start, reply, .. }) in calls {
            drop(reply.send(Err(match start < written {
                true => Error::Closed(Arc::clone(&reason)),
                false => Error::Unsent,
            })));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Replies> {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fails all calls, so that one that was sent never passes for unsent, however the
/// connection ends.
impl Drop for Pending {
    fn drop(&mut self) {
        self.close(aborted("it was dropped"));
    }
}

impl Replies {
    fn insert(&mut self, sequence_id: i32, call: Numbered) {
        // Before the map grows, it forgets the calls that were cancelled. It has to fill
        // half of it again before it looks the next time.
        if self.by_id.len() == self.by_id.capacity() {
            self.by_id.retain(|_, call| !call.reply.is_closed());
            self.by_id.reserve(self.by_id.len() + 1);
        }
        self.by_id.insert(sequence_id, call);
    }
}

/// From how many bytes on a reply is long.
const LONG: usize = 16 * 1024;

/// How many calls may be in the queue; more wait for room.
const QUEUE: usize = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cancelled_calls_do_not_pile_up() {
        let mut replies = Replies::default();
        let (reply, _receiver) = oneshot::channel();
        let numbered = |reply| Numbered { method: ByteString::new(), start: 0, reply };
        replies.insert(0, numbered(reply));
        for id in 1..100_000 {
            let (reply, _) = oneshot::channel();
            replies.insert(id, numbered(reply));
        }
        assert!(replies.by_id.capacity() < 10, "{}", replies.by_id.capacity());
        assert!(replies.by_id.contains_key(&0), "this one is still waited for");
    }
}
