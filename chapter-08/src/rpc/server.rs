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
use tower::{
    Layer, ServiceExt,
    layer::util::{Identity, Stack},
};

use crate::{
    error::Error,
    protocol::{ApplicationException, ExceptionType, Header, MessageType},
    rpc::{
        arrival::MESSAGE_TIMEOUT,
        backlog::{self, Backlog, Held, Metered, Part},
        call::{Request, RpcService},
        connection::ByteStream,
        patience::Patience,
        reader::FrameReader,
        time_left,
        writer::FrameWriter,
    },
    transport::{
        body::{Body, Protocol},
        codec::{Frame, FrameCodec, Framing, ttheader::LEAVING},
    },
};

/// Serves a handler, which is any [`RpcService`]: usually the generated server of an IDL
/// service.
///
/// It speaks both protocols and all framings, depending on each client's first bytes.
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
pub struct Server<L = Identity> {
    codec: FrameCodec,
    max_connections: usize,
    max_calls: usize,
    max_buffered: usize,
    drain_timeout: Duration,
    idle_timeout: Duration,
    message_timeout: Duration,
    write_timeout: Duration,
    layer: L,
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

    /// Returns the name of the peer, for logs and limits: usually an address without its port.
    fn peer(_io: &Self::Io) -> Option<ByteString> {
        None
    }
}

// === impl Server ===

impl Server {
    /// Creates a server with the default limits, which the methods below document.
    pub fn new() -> Self {
        Self {
            codec: FrameCodec::detect(),
            max_connections: 10_000,
            max_calls: 128,
            max_buffered: 256 * 1024 * 1024,
            drain_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(15 * 60),
            message_timeout: MESSAGE_TIMEOUT,
            write_timeout: Duration::from_secs(30),
            layer: Identity::new(),
        }
    }
}

impl<L> Server<L> {
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

    /// Sets the maximum number of bytes that wait on all connections together. Default: 256 MiB.
    /// They are in messages that have arrived in part, calls in progress, and replies that are
    /// not read. Beyond the maximum, the server stops reading from the connections that hold
    /// most, until fewer bytes wait, or a message has taken longer than
    /// [`message_timeout`](Self::message_timeout).
    pub fn max_buffered(self, bytes: usize) -> Self {
        Self { max_buffered: bytes, ..self }
    }

    /// Sets how long calls may go on when no more come, because the server is stopping or the
    /// client has closed its side. Default: 30 seconds. After a reset, calls end immediately.
    pub fn drain_timeout(self, drain_timeout: Duration) -> Self {
        Self { drain_timeout, ..self }
    }

    /// Sets how long a connection may be idle, with no call arriving and none in progress.
    /// Default: 15 minutes. Then it is closed.
    pub fn idle_timeout(self, idle_timeout: Duration) -> Self {
        Self { idle_timeout, ..self }
    }

    /// Sets how long a message may take to arrive, from its first byte to its last. Default: 30
    /// seconds. Then the connection is closed.
    pub fn message_timeout(self, message_timeout: Duration) -> Self {
        Self { message_timeout, ..self }
    }

    /// Sets how long a client may leave waiting replies unread. Default: 30 seconds. Then the
    /// connection is closed.
    pub fn write_timeout(self, write_timeout: Duration) -> Self {
        Self { write_timeout, ..self }
    }

    /// Puts a layer around the handler, inside the layers put there before: a call meets the
    /// first layer first.
    ///
    /// [`stack::server`](crate::stack::server) is a layer with all that most servers need.
    pub fn layer<M>(self, layer: M) -> Server<Stack<M, L>> {
        self.map(|outer| Stack::new(layer, outer))
    }

    fn map<M>(self, layer: impl FnOnce(L) -> M) -> Server<M> {
        Server {
            codec: self.codec,
            max_connections: self.max_connections,
            max_calls: self.max_calls,
            max_buffered: self.max_buffered,
            drain_timeout: self.drain_timeout,
            idle_timeout: self.idle_timeout,
            message_timeout: self.message_timeout,
            write_timeout: self.write_timeout,
            layer: layer(self.layer),
        }
    }

    /// Serves until `stop` is ready. Then accepts no more connections, answers the calls that
    /// have arrived, and returns. Calls that take longer than the drain timeout are
    /// cancelled.
    ///
    /// For clients with a header transport, each reply then says that the server is about to
    /// stop, and their calls are answered for two more seconds, or until they have closed their
    /// connections.
    ///
    /// # Panics
    ///
    /// Panics outside a tokio runtime, because connections become tasks.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes all connections immediately.
    pub async fn serve<I, S>(
        self,
        listener: I,
        handler: S,
        stop: impl Future<Output = ()>,
    ) where
        I: Listener,
        S: RpcService + Clone,
        L: Layer<S, Service: RpcService + Clone>,
    {
        let service = self.layer.layer(handler);
        let bare = self.map(|_| Identity::new());
        bare.run(listener, service, stop).await;
    }
}

impl Server {
    async fn run<I, S>(self, listener: I, service: S, stop: impl Future<Output = ()>)
    where
        I: Listener,
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
    async fn accept<I, S>(
        &self,
        mut listener: I,
        service: S,
        connections: &mut JoinSet<()>,
        stopping: &CancellationToken,
    ) where
        I: Listener,
        S: RpcService + Clone,
    {
        let limit =
            Arc::new(Semaphore::new(self.max_connections.min(Semaphore::MAX_PERMITS)));
        let backlog = Backlog::new(self.max_buffered);
        let mut number = 0;
        while let Ok(permit) = Arc::clone(&limit).acquire_owned().await {
            number += 1;
            let io = accept(&mut listener).await;
            let caller = Caller { peer: I::peer(&io), connection: number };
            let part = Part::new(Arc::clone(&backlog), number);
            // The set keeps finished tasks until they are joined.
            while connections.try_join_next().is_some() {}
            let server = self.clone();
            let (service, stopping) = (service.clone(), stopping.clone());
            connections.spawn(async move {
                if let Err(error) =
                    server.serve_connection(io, caller, part, service, stopping).await
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
        caller: Caller,
        part: Arc<Part>,
        service: S,
        stopping: CancellationToken,
    ) -> Result<(), Error>
    where
        IO: AsyncRead + AsyncWrite,
        S: RpcService + Clone,
    {
        let (read, mut write) = tokio::io::split(io);
        let mut calls = FrameReader::new(Metered::new(read, &part), self.codec)
            .message_timeout(self.message_timeout);
        let first = tokio::select! {
            biased;
            first = poll_fn(|cx| calls.poll_metered(cx)) => Some(first),
            () = stopping.cancelled() => None,
            () = sleep(self.idle_timeout) => None,
        };
        let Some(first) = first else {
            let closed = timeout(self.write_timeout, write.shutdown()).await;
            return Ok(closed.map_err(io::Error::from)??);
        };
        // The first call has shown the framing, and replies have the same.
        let codec = calls.codec().clone();
        let calls = stream::poll_fn(move |cx| calls.poll_metered(cx));
        let calls = stream::iter(first).chain(calls);
        let leaving = stopping.clone().cancelled_owned();
        let stop = match codec.framing() {
            Some(Framing::TtHeader) => {
                let farewell = FAREWELL.min(self.drain_timeout / 2);
                leaving.then(move |()| sleep(farewell)).boxed()
            }
            _ => leaving.boxed(),
        };
        let answers = Mutex::new(Answers {
            calls: until_idle(calls, stop).peekable(),
            stopping,
            service,
            caller,
            part,
            codec: codec.clone(),
            waiting: FuturesUnordered::new(),
            peeked: None,
            written: None,
            replies: VecDeque::new(),
            max_calls: self.max_calls,
            drain_timeout: self.drain_timeout,
            idle: Patience::new(self.idle_timeout),
            started: 0,
            end: None,
            result: Ok(()),
        });
        let answers = || answers.lock().unwrap_or_else(PoisonError::into_inner);
        let frames = stream::poll_fn(|cx| answers().poll_next(cx));
        let writer = FrameWriter::new(write, codec).timeout(self.write_timeout);
        let mut write = pin!(writer.write_all(frames));
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

/// Returns the items of `stream`, until none is ready after `stop` is.
fn until_idle<T: Stream + Unpin>(
    mut stream: T,
    mut stop: impl Future<Output = ()> + Unpin,
) -> impl Stream<Item = T::Item> + Unpin {
    stream::poll_fn(move |cx| match stream.poll_next_unpin(cx) {
        // A task that is out of budget does not get items that have arrived.
        Poll::Pending if coop::has_budget_remaining() => {
            stop.poll_unpin(cx).map(|()| None)
        }
        poll => poll,
    })
}

// === impl Answers ===

/// The client of a connection, as far as it is known.
#[derive(Clone)]
struct Caller {
    peer: Option<ByteString>,
    connection: u64,
}

/// The answers to the calls of one connection, in the order in which the calls finish.
struct Answers<C: Stream, S> {
    calls: Peekable<C>,
    stopping: CancellationToken,
    service: S,
    caller: Caller,
    part: Arc<Part>,
    codec: FrameCodec,
    waiting: FuturesUnordered<BoxFuture<'static, Option<Frame>>>,
    /// The bytes of the next call while there is no room for it.
    peeked: Option<Held>,
    /// The bytes of a long reply that is being written.
    written: Option<Held>,
    /// Replies that the writer has no room for.
    replies: VecDeque<(Frame, Held)>,
    max_calls: usize,
    drain_timeout: Duration,
    /// With a client that neither sends calls nor waits for replies.
    idle: Patience,
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
        // What the writer had before is written when it asks for more.
        self.written = None;
        let reply = match self.replies.pop_front() {
            Some((reply, _)) => Some(reply),
            None => ready!(self.poll_answer(cx)),
        };
        let len = reply.as_ref().map_or(0, |reply| reply.body.len());
        self.written = (len >= backlog::SMALL).then(|| self.part.hold(len));
        Poll::Ready(reply)
    }

    /// Lets handlers go on while the client does not read, and keeps their replies. Ready
    /// when there is no client left to answer.
    fn poll_meanwhile(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        while let Poll::Ready(Some(reply)) = self.poll_answer(cx) {
            let held = self.part.hold(reply.body.len());
            self.replies.push_back((reply, held));
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
            let is_idle = self.waiting.is_empty() && self.replies.is_empty();
            // A call without room stays where it is. An end or a reset behind it is not
            // seen then.
            let call = poll_fn(|cx| match Pin::new(&mut self.calls).poll_peek(cx) {
                Poll::Ready(Some(Ok(call))) if !room => {
                    let len = call.body.len();
                    self.peeked.get_or_insert_with(|| self.part.hold(len));
                    Poll::Pending
                }
                Poll::Ready(_) => {
                    self.peeked = None;
                    self.calls.poll_next_unpin(cx)
                }
                Poll::Pending if is_idle => self.idle.poll_over(cx).map(|()| None),
                Poll::Pending => Poll::Pending,
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
            self.idle.renew();
            if let Some(frame) = answer {
                return Some(self.checked(self.marked(frame)));
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
        let (len, head_id) = (call.body.len(), call.head_id);
        let (service, caller) = (self.service.clone(), self.caller.clone());
        let answer = answer(service, caller, call, self.codec.limit());
        let answer = answer.map(move |it| it.map(|frame| Frame { head_id, ..frame }));
        let mut answer: BoxFuture<_> = Box::pin(answer);
        if len >= LONG {
            answer = Box::pin(aside(answer));
        }
        match answer.as_mut().now_or_never() {
            Some(answer) => answer,
            None => {
                let held = self.part.hold(len);
                self.waiting.push(answer.inspect(move |_| drop(held)).boxed());
                None
            }
        }
    }

    /// Marks a reply if the server is about to stop, so that the client sends no more.
    fn marked(&self, mut reply: Frame) -> Frame {
        let can_tell = self.codec.framing() == Some(Framing::TtHeader);
        if can_tell && self.stopping.is_cancelled() {
            reply.metadata.insert(LEAVING, 1);
        }
        reply
    }

    /// Replaces a reply that is over the limit, and so would end the connection, by an
    /// exception.
    fn checked(&self, reply: Frame) -> Frame {
        let Frame { header, body, metadata, .. } = &reply;
        match self.codec.check_len(&header.method, body, metadata) {
            Ok(()) => reply,
            Err(error) => Frame {
                head_id: reply.head_id,
                ..exception(reply.header, reply.body.protocol(), error.into())
            },
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
async fn answer<S: RpcService>(
    service: S,
    caller: Caller,
    call: Frame,
    limit: usize,
) -> Option<Frame> {
    let Frame { mut header, body, metadata, excess, .. } = call;
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
    // If a call names a service, the reply leaves that name out: Apache's clients rely on it.
    if let Some((_, method)) = header.method.split_once(':') {
        header.method = header.method.slice_ref(method);
    }
    *request.metadata_mut() = metadata;
    time_left::receive(&mut request);
    request.set_connection(caller.connection);
    if let Some(peer) = caller.peer {
        request.set_peer(peer);
    }
    let answered = AssertUnwindSafe(service.oneshot(request)).catch_unwind().await;
    if header.ty == MessageType::Oneway {
        return None;
    }
    let error = match answered {
        // The client may expect a reply of the method. The handler knows that it has none.
        Ok(Ok(response)) if response.body().is_empty() => return None,
        Ok(Ok(response)) => {
            let header = Header { ty: MessageType::Reply, ..header };
            let (body, metadata) = response.into_parts();
            // A short part of a long call would keep the memory of all of it.
            let body = if body.len() < len / 2 { body.copied() } else { body };
            return Some(Frame { metadata, ..Frame::new(header, body) });
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
    let body = Body::encode(protocol, &error);
    Frame { metadata: error.metadata, ..Frame::new(header, body) }
}

/// Returns whether the client cannot read any more either.
fn is_reset(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset)
}

/// How long clients may take to send no more calls after a mark.
const FAREWELL: Duration = Duration::from_secs(2);

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

    fn peer(stream: &TcpStream) -> Option<ByteString> {
        Some(stream.peer_addr().ok()?.ip().to_string().into())
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
            let reply =
                answer(cut, Caller { peer: None, connection: 0 }, call, usize::MAX)
                    .now_or_never()
                    .flatten();
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
