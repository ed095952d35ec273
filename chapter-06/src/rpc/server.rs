//! Answering calls, on every connection that a listener accepts.

use std::{
    collections::VecDeque,
    future::poll_fn,
    io, mem,
    num::NonZero,
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::{Arc, LazyLock, Mutex, PoisonError},
    task::{Context, Poll, ready},
    thread::available_parallelism,
    time::Duration,
};

use bytestring::ByteString;
use futures::{
    FutureExt, Stream, StreamExt,
    future::BoxFuture,
    stream::{self, FuturesUnordered, Peekable},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::{Handle, RuntimeFlavor},
    sync::{Semaphore, mpsc},
    task::{JoinSet, block_in_place, coop},
    time::{Sleep, sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::{
    error::Error,
    protocol::{ApplicationException, ExceptionType, Header, MessageType},
    rpc::{
        call::{Request, RpcService},
        connection::ByteStream,
        reader::FrameReader,
        writer::FrameWriter,
    },
    transport::{
        body::{Body, Protocol},
        codec::{Frame, FrameCodec},
    },
};

/// Serves a handler, which is any [`RpcService`]: usually the generated server of an IDL
/// service.
///
/// It speaks both protocols and both framings, depending on each client's first bytes.
///
/// The calls of one connection are concurrent, but not parallel: while one waits, others go
/// on, but they share a task. A handler that computes for long should spawn that work. A
/// handler ends with its connection, so it should also spawn work that must not be left half
/// done.
///
/// # Examples
///
/// ```no_run
/// use mini_lust::Server;
/// # use mini_lust::user;
/// use user::{UserServer, UserService};
/// use tokio::net::TcpListener;
///
/// # async fn example(users: impl UserService) -> std::io::Result<()> {
/// let listener = TcpListener::bind("127.0.0.1:9090").await?;
/// let ctrl_c = async { println!("stopped by {:?}", tokio::signal::ctrl_c().await) };
/// Server::new().serve(listener, UserServer::new(users), ctrl_c).await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Server {
    codec: FrameCodec,
    max_connections: usize,
    max_calls: usize,
    drain_timeout: Duration,
}

/// A source of connections.
pub trait Listener: Send {
    /// A connection, for example over TCP, a Unix socket, or memory.
    type Io: ByteStream;

    /// Waits for the next connection.
    ///
    /// # Errors
    ///
    /// Returns an error if a connection failed, or none can be accepted now. The server tries
    /// again.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future must not lose a connection.
    fn accept(&mut self) -> impl Future<Output = io::Result<Self::Io>> + Send;
}

// === impl Server ===

impl Server {
    /// Creates a server with the default limits, which the methods below document.
    pub fn new() -> Self {
        Self {
            codec: FrameCodec::detect(),
            max_connections: 10_000,
            max_calls: 128,
            drain_timeout: Duration::from_secs(30),
        }
    }

    /// Sets the maximum length of a message, in bytes, in both directions. Default: 16 MiB.
    /// Longer calls fail, and those over eight times the limit end their connection.
    pub fn max_frame_len(self, bytes: usize) -> Self {
        Self { codec: self.codec.max_frame_len(bytes), ..self }
    }

    /// Sets the maximum number of open connections. Default: 10,000. More wait in the
    /// listener.
    pub fn max_connections(self, max_connections: usize) -> Self {
        Self { max_connections, ..self }
    }

    /// Sets the maximum number of calls in progress per connection, counting replies that
    /// wait for the client to read. Default: 128. More calls wait in the socket. With 1,
    /// replies come in the order of the calls, otherwise in the order in which calls finish.
    ///
    /// # Panics
    ///
    /// Panics if `max_calls` is 0.
    pub fn max_calls(self, max_calls: usize) -> Self {
        assert_ne!(max_calls, 0, "a connection without calls is of no use");
        Self { max_calls, ..self }
    }

    /// Sets how long calls may go on when no more come, because the server is stopping or the
    /// client has closed its side. Default: 30 seconds. After a reset, calls end immediately.
    pub fn drain_timeout(self, drain_timeout: Duration) -> Self {
        Self { drain_timeout, ..self }
    }

    /// Serves until `stop` is ready. Then accepts no more connections, answers the calls that
    /// have arrived, and returns. Calls that take longer than the drain timeout are
    /// cancelled.
    ///
    /// # Panics
    ///
    /// Panics outside a tokio runtime, because connections become tasks.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes all connections immediately.
    pub async fn serve<L, S>(
        self,
        listener: L,
        service: S,
        stop: impl Future<Output = ()>,
    ) where
        L: Listener,
        S: RpcService + Clone,
    {
        let mut connections = JoinSet::new();
        let stopping = CancellationToken::new();
        tokio::select! {
            biased;
            () = stop => {}
            () = self.accept(listener, service, &mut connections, &stopping) => {}
        }
        stopping.cancel();
        let drained = async { while connections.join_next().await.is_some() {} };
        if timeout(self.drain_timeout, drained).await.is_err() {
            tracing::warn!(
                left = connections.len(),
                "connections did not drain in time"
            );
        }
    }

    /// Accepts connections and serves each in a task of its own, forever.
    async fn accept<L, S>(
        &self,
        mut listener: L,
        service: S,
        connections: &mut JoinSet<()>,
        stopping: &CancellationToken,
    ) where
        L: Listener,
        S: RpcService + Clone,
    {
        let limit =
            Arc::new(Semaphore::new(self.max_connections.min(Semaphore::MAX_PERMITS)));
        while let Ok(permit) = Arc::clone(&limit).acquire_owned().await {
            let io = accept(&mut listener).await;
            // The set keeps finished tasks until they are joined.
            while connections.try_join_next().is_some() {}
            let server = self.clone();
            let (service, stopping) = (service.clone(), stopping.clone());
            connections.spawn(async move {
                if let Err(error) = server.serve_connection(io, service, stopping).await
                {
                    tracing::debug!(%error, "a connection failed");
                }
                drop(permit);
            });
        }
    }

    /// Answers the calls of one connection.
    async fn serve_connection<IO, S>(
        self,
        io: IO,
        service: S,
        stopping: CancellationToken,
    ) -> Result<(), Error>
    where
        IO: AsyncRead + AsyncWrite,
        S: RpcService + Clone,
    {
        let (read, mut write) = tokio::io::split(io);
        let mut calls = FrameReader::new(read, self.codec);
        let first = tokio::select! {
            biased;
            first = calls.next() => first,
            () = stopping.cancelled() => return Ok(write.shutdown().await?),
        };
        // The first call has shown the framing, and replies have the same.
        let codec = calls.codec().clone();
        let calls = stream::iter(first).chain(calls);
        let answers = Mutex::new(Answers {
            calls: until_idle(calls, stopping).peekable(),
            service,
            codec: codec.clone(),
            waiting: FuturesUnordered::new(),
            replies: VecDeque::new(),
            max_calls: self.max_calls,
            drain_timeout: self.drain_timeout,
            started: 0,
            end: None,
            result: Ok(()),
        });
        let answers = || answers.lock().unwrap_or_else(PoisonError::into_inner);
        let frames = stream::poll_fn(|cx| answers().poll_next(cx));
        let mut write = pin!(FrameWriter::new(write, codec).write_all(frames));
        poll_fn(|cx| match write.as_mut().poll(cx) {
            Poll::Pending => answers().poll_meanwhile(cx).map(Ok),
            written => written,
        })
        .await?;
        mem::replace(&mut answers().result, Ok(()))
    }
}

impl Default for Server {
    fn default() -> Self {
        Self::new()
    }
}

/// Waits for the next connection, past all errors.
async fn accept<L: Listener>(listener: &mut L) -> L::Io {
    let mut delay = Duration::from_millis(5);
    loop {
        match listener.accept().await {
            Ok(io) => return io,
            Err(error) => tracing::warn!(%error, "cannot accept a connection"),
        }
        // Most errors are a lack of memory or file descriptors. They would come back
        // immediately, until some connection has closed.
        sleep(delay).await;
        delay = (2 * delay).min(Duration::from_secs(1));
    }
}

/// Returns the items of `stream`, until none is ready after `stopping` is cancelled.
fn until_idle<T: Stream + Unpin>(
    mut stream: T,
    stopping: CancellationToken,
) -> impl Stream<Item = T::Item> + Unpin {
    let mut stopped = Box::pin(stopping.cancelled_owned());
    stream::poll_fn(move |cx| match stream.poll_next_unpin(cx) {
        // A task that is out of budget does not get items that have arrived.
        Poll::Pending if coop::has_budget_remaining() => {
            stopped.poll_unpin(cx).map(|()| None)
        }
        poll => poll,
    })
}

// === impl Answers ===

/// The answers to the calls of one connection, in the order in which the calls finish.
struct Answers<C: Stream, S> {
    calls: Peekable<C>,
    service: S,
    codec: FrameCodec,
    waiting: FuturesUnordered<BoxFuture<'static, Option<Frame>>>,
    /// Replies that the writer has no room for.
    replies: VecDeque<Frame>,
    max_calls: usize,
    drain_timeout: Duration,
    /// How many calls have been started, wrapping around.
    started: u8,
    /// How long the calls in progress may go on, once no more come.
    end: Option<Pin<Box<Sleep>>>,
    /// Why no more come.
    result: Result<(), Error>,
}

impl<C, S> Answers<C, S>
where
    C: Stream<Item = Result<Frame, Error>> + Unpin,
    S: RpcService + Clone,
{
    /// Returns the next answer, for the writer, or `None` after the last.
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Frame>> {
        match self.replies.pop_front() {
            Some(reply) => Poll::Ready(Some(reply)),
            None => self.poll_answer(cx),
        }
    }

    /// Lets handlers go on while the client does not read, and keeps their replies. Ready
    /// when there is no client left to answer.
    fn poll_meanwhile(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while let Poll::Ready(Some(reply)) = self.poll_answer(cx) {
            self.replies.push_back(reply);
            // The writer may have asked in vain a moment ago.
            cx.waker().wake_by_ref();
        }
        match &mut self.end {
            Some(end) => end.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }

    fn poll_answer(&mut self, cx: &mut Context<'_>) -> Poll<Option<Frame>> {
        pin!(self.next()).poll(cx)
    }

    /// Returns the next answer, or `None` after the last.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses nothing.
    async fn next(&mut self) -> Option<Frame> {
        loop {
            let room = self.waiting.len() + self.replies.len() < self.max_calls;
            // A call without room stays where it is. An end or a reset behind it is not
            // seen then.
            let call =
                poll_fn(|cx| match ready!(Pin::new(&mut self.calls).poll_peek(cx)) {
                    Some(Ok(_)) if !room => Poll::Pending,
                    _ => self.calls.poll_next_unpin(cx),
                });
            let answer = tokio::select! {
                biased;
                Some(answer) = self.waiting.next() => answer,
                call = call, if self.end.is_none() => match call.transpose() {
                    Ok(Some(call)) => self.start(call),
                    end => {
                        self.end(end.map(drop));
                        None
                    }
                },
                else => return None,
            };
            if let Some(frame) = answer {
                return Some(self.checked(frame));
            }
        }
    }

    /// Takes no more calls. The earlier ones still get answers, if the client can read them:
    /// it may have closed its side, or sent bytes that are not a message.
    fn end(&mut self, result: Result<(), Error>) {
        let patience = match &result {
            Err(Error::Io(error)) if is_reset(error) => Duration::ZERO,
            _ => self.drain_timeout,
        };
        self.end = Some(Box::pin(sleep(patience)));
        self.result = result;
    }

    /// Answers a call on the spot if it need not wait, which is true of most. Otherwise the
    /// call joins the others that wait.
    fn start(&mut self, call: Frame) -> Option<Frame> {
        // A read may bring hundreds of calls, but takes one unit of the task's budget. Calls
        // take some too, so that a flood of them leaves other connections their turn.
        self.started = self.started.wrapping_add(1);
        if self.started.is_multiple_of(CALLS_PER_UNIT) {
            let _ = coop::consume_budget().now_or_never();
        }
        let is_long = call.body.len() >= LONG;
        let mut answer: BoxFuture<_> =
            Box::pin(answer(self.service.clone(), call, self.codec.limit()));
        if is_long {
            answer = Box::pin(aside(answer));
        }
        match answer.as_mut().now_or_never() {
            Some(answer) => answer,
            None => {
                self.waiting.push(answer);
                None
            }
        }
    }

    /// Replaces a reply that is over the limit, and so would end the connection, by an
    /// exception.
    fn checked(&self, reply: Frame) -> Frame {
        match self.codec.check_len(&reply.header.method, &reply.body) {
            Ok(()) => reply,
            Err(error) => exception(reply.header, reply.body.protocol(), error.into()),
        }
    }
}

/// Answers a long call without holding up the other tasks of its thread, if the runtime has
/// more than one thread. Half of the processors are left to those tasks.
async fn aside<F: Future + Unpin>(mut answer: F) -> F::Output {
    let mut place = PLACES.acquire().await.ok();
    poll_fn(|cx| {
        let mut answer = || answer.poll_unpin(cx);
        let poll = match Handle::current().runtime_flavor() {
            RuntimeFlavor::MultiThread => block_in_place(answer),
            _ => answer(),
        };
        // The call is decoded now, and may wait for long.
        place = None;
        poll
    })
    .await
}

/// Limits how many long calls are decoded at the same time.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, NonZero::get);
    Semaphore::new(processors.div_ceil(2))
});

/// Answers one call with a frame, or with nothing if it is oneway.
async fn answer<S: RpcService>(service: S, call: Frame, limit: usize) -> Option<Frame> {
    let Frame { header, body, excess, .. } = call;
    let (protocol, len) = (body.protocol(), body.len());
    if let Some(excess) = excess {
        let error = Error::from(excess).into();
        let is_answered = header.ty != MessageType::Oneway;
        return is_answered.then(|| exception(header, protocol, error));
    }
    let mut request = match header.ty {
        MessageType::Call => Request::new(header.method.clone(), body),
        MessageType::Oneway => Request::oneway(header.method.clone(), body),
        ty @ (MessageType::Reply | MessageType::Exception) => {
            let message = format!("a message of type {ty:?} is no call");
            let ty = ExceptionType::INVALID_MESSAGE_TYPE;
            let error = ApplicationException::new(ty, message);
            return Some(exception(header, protocol, error));
        }
    };
    request.limit_reply(limit);
    let answered = AssertUnwindSafe(service.oneshot(request)).catch_unwind().await;
    if header.ty == MessageType::Oneway {
        return None;
    }
    let error = match answered {
        // The client may expect a reply of the method. The handler knows that it has none.
        Ok(Ok(response)) if response.body().is_empty() => return None,
        Ok(Ok(response)) => {
            let header = Header { ty: MessageType::Reply, ..header };
            let body = response.into_body();
            // A short part of a long call would keep the memory of all of it.
            let body = if body.len() < len / 2 { body.copied() } else { body };
            return Some(Frame::new(header, body));
        }
        Ok(Err(error)) => Error::from(error.into()).into(),
        Err(_) => {
            let message = ByteString::from_static("the handler panicked");
            ApplicationException::new(ExceptionType::INTERNAL_ERROR, message)
        }
    };
    Some(exception(header, protocol, error))
}

/// Makes the exception for the call with this header, or instead of the reply with it.
fn exception(header: Header, protocol: Protocol, error: ApplicationException) -> Frame {
    // A name that leaves no room for the exception is not the name of a method.
    let method = match header.method.len() {
        0..=LONGEST_NAME => header.method,
        _ => ByteString::new(),
    };
    let header = Header { method, ty: MessageType::Exception, ..header };
    Frame::new(header, Body::encode(protocol, &error))
}

/// Returns whether the client cannot read any more either.
fn is_reset(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset)
}

/// The length of arguments, in bytes, whose decoding should not hold up other tasks.
const LONG: usize = 256 * 1024;

/// How many calls take a unit of their task's budget, which is 128. If each call took one,
/// the cost of the turns could be measured.
const CALLS_PER_UNIT: u8 = 8;

/// The longest name that an exception repeats, in bytes.
const LONGEST_NAME: usize = 256;

// === impl Listener ===

/// TCP, with Nagle's algorithm off.
impl Listener for TcpListener {
    type Io = TcpStream;

    async fn accept(&mut self) -> io::Result<TcpStream> {
        let (stream, _) = TcpListener::accept(self).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

#[cfg(unix)]
impl Listener for tokio::net::UnixListener {
    type Io = tokio::net::UnixStream;

    async fn accept(&mut self) -> io::Result<tokio::net::UnixStream> {
        Ok(tokio::net::UnixListener::accept(self).await?.0)
    }
}

/// Connections that the application makes itself, in memory for instance. After the last
/// sender is gone, no more come, which is not an error.
impl<IO: ByteStream> Listener for mpsc::Receiver<IO> {
    type Io = IO;

    async fn accept(&mut self) -> io::Result<IO> {
        match self.recv().await {
            Some(io) => Ok(io),
            None => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use bytes::Bytes;
    use futures::FutureExt;
    use tower::service_fn;

    use super::*;
    use crate::rpc::call::{Request, Response};

    /// The client may never read the reply, and only its length is counted.
    #[test]
    fn a_short_reply_does_not_keep_the_memory_of_a_long_call() {
        for (kept, is_shared) in [(1024 * 1024, true), (64 * 1024, false)] {
            let memory = Arc::new(vec![7; 1024 * 1024]);
            let args = Bytes::from_owner(Memory(Arc::clone(&memory)));
            let header =
                Header { method: "cut".into(), ty: MessageType::Call, sequence_id: 1 };
            let call = Frame::new(header, Body::new(Protocol::Binary, args));
            let cut = service_fn(move |request: Request| {
                let kept = request.body().bytes().slice(..kept);
                let body = Body::encode(Protocol::Binary, &kept);
                ready(Ok::<_, Error>(Response::new(body)))
            });
            let reply = answer(cut, call, usize::MAX).now_or_never().flatten();
            assert_eq!(Arc::strong_count(&memory) == 2, is_shared, "{kept}");
            assert_eq!(reply.map(|reply| reply.body.len()), Some(4 + kept));
        }
    }

    struct Memory(Arc<Vec<u8>>);

    impl AsRef<[u8]> for Memory {
        fn as_ref(&self) -> &[u8] {
            &self.0
        }
    }
}
