//! A server, and clients that do what they should not.

mod directory;

use std::{
    collections::VecDeque,
    convert::Infallible,
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use directory::{Directory, MISSING, PANICS, PANICS_LATER, WAITS};
use futures::{
    FutureExt, SinkExt, StreamExt,
    future::{pending, ready},
};
use mini_lust::{
    ApplicationException, Body, ByteString, Bytes, CallError, Error, ExceptionType,
    FrameCodec, Framing, Listener, Protocol, Request, Response, Server,
    protocol::{Header, Message, MessageType},
    transport::codec::Frame,
    user::{FindUsersArgs, GetUserArgs, GetUserException, User, UserServer},
};
use tokio::{
    io::{
        AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, DuplexStream, ReadBuf,
        duplex,
    },
    sync::{Semaphore, mpsc, oneshot},
    task::{JoinHandle, yield_now},
    time::{Instant, timeout},
};
use tokio_util::codec::{Encoder, Framed};
use tower::service_fn;

/// A server in memory, and what the test needs to play with it.
struct Running {
    connections: mpsc::Sender<DuplexStream>,
    seen: mpsc::UnboundedReceiver<i64>,
    gate: Arc<Semaphore>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

fn start(server: Server) -> Running {
    let (directory, seen, gate) = Directory::new();
    let (connections, listener) = mpsc::channel(16);
    let (stop, stopped) = oneshot::channel();
    let told = async {
        if stopped.await.is_err() {
            pending().await
        }
    };
    let server = server.serve(listener, UserServer::new(directory), told);
    Running { connections, seen, gate, stop, server: tokio::spawn(server) }
}

impl Running {
    fn connect(&self) -> Peer {
        let (near, far) = duplex(64 * 1024);
        self.connections.try_send(far).expect("there is room");
        Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) }
    }
}

/// A client, in the hands of the test.
struct Peer {
    frames: Framed<DuplexStream, FrameCodec>,
}

impl Peer {
    async fn send(&mut self, sequence_id: i32, method: &str, args: &impl Message) {
        let body = Body::encode(Protocol::Binary, args);
        self.send_frame(MessageType::Call, sequence_id, method, body).await;
    }

    async fn send_frame(&mut self, ty: MessageType, id: i32, method: &str, body: Body) {
        let header = Header { method: method.into(), ty, sequence_id: id };
        self.frames.send(Frame::new(header, body)).await.expect("the server reads");
    }

    async fn get_user(&mut self, sequence_id: i32, id: i64) {
        self.send(sequence_id, "getUser", &GetUserArgs { id }).await;
    }

    async fn receive(&mut self) -> Option<Frame> {
        self.frames.next().await.map(|frame| frame.expect("a whole reply"))
    }

    /// The id of the user in the next reply, and the number of the call it answers.
    async fn user(&mut self) -> (i32, i64) {
        let Frame { header, body, .. } = self.receive().await.expect("a reply");
        assert_eq!(header.ty, MessageType::Reply);
        let user: Result<User, GetUserException> = body.decode().unwrap();
        (header.sequence_id, user.unwrap().id)
    }

    /// The exception in the next reply, and the number of the call it answers.
    async fn exception(&mut self) -> (i32, ApplicationException) {
        let Frame { header, body, .. } = self.receive().await.expect("a reply");
        assert_eq!(header.ty, MessageType::Exception);
        (header.sequence_id, body.decode().unwrap())
    }

    /// One call that is answered: the connection is alive.
    async fn is_served(&mut self) {
        self.get_user(4711, 5).await;
        assert_eq!(self.user().await, (4711, 5));
    }
}

#[tokio::test]
async fn an_unknown_method_is_an_exception_and_the_connection_lives_on() {
    let mut peer = start(Server::new()).connect();
    peer.send(1, "dropUser", &GetUserArgs { id: 1 }).await;
    let (sequence_id, exception) = peer.exception().await;
    assert_eq!((sequence_id, exception.ty), (1, ExceptionType::UNKNOWN_METHOD));
    assert!(exception.message.contains("dropUser"), "{exception}");
    peer.is_served().await;
}

#[tokio::test]
async fn a_handler_that_panics_costs_its_own_call() {
    let running = start(Server::new());
    let mut peer = running.connect();
    for (sequence_id, id) in [(1, PANICS), (2, PANICS_LATER)] {
        peer.get_user(sequence_id, id).await;
        let (answered, exception) = peer.exception().await;
        assert_eq!(
            (answered, exception.ty),
            (sequence_id, ExceptionType::INTERNAL_ERROR)
        );
    }
    peer.is_served().await;
}

#[tokio::test]
async fn a_malformed_body_fails_its_own_call() {
    let mut peer = start(Server::new()).connect();
    let body = Body::new(Protocol::Binary, Bytes::from_static(b"\x0a\0\x01\0\0"));
    peer.send_frame(MessageType::Call, 1, "getUser", body).await;
    let (sequence_id, exception) = peer.exception().await;
    assert_eq!((sequence_id, exception.ty), (1, ExceptionType::PROTOCOL_ERROR));
    assert!(exception.message.contains("at byte 3"), "{exception}");
    peer.is_served().await;
}

#[tokio::test]
async fn a_message_that_is_no_call_is_refused_and_the_connection_lives_on() {
    let mut peer = start(Server::new()).connect();
    for (id, ty) in [(1, MessageType::Reply), (2, MessageType::Exception)] {
        let body = Body::encode(Protocol::Binary, &GetUserArgs { id: 1 });
        peer.send_frame(ty, id, "getUser", body).await;
        let (answered, exception) = peer.exception().await;
        assert_eq!((answered, exception.ty), (id, ExceptionType::INVALID_MESSAGE_TYPE));
    }
    peer.is_served().await;
}

#[tokio::test]
async fn a_oneway_call_is_never_answered() {
    let mut running = start(Server::new());
    let mut peer = running.connect();
    for (id, method, args) in
        [(1, "recordLogin", 9), (2, "getUser", PANICS), (3, "none", 0)]
    {
        let body = Body::encode(Protocol::Binary, &GetUserArgs { id: args });
        peer.send_frame(MessageType::Oneway, id, method, body).await;
    }
    assert_eq!(running.seen.recv().await, Some(9));
    peer.is_served().await;
}

/// A client whose IDL file is older calls what the server's declares `oneway`. An unframed
/// stream is spoilt by a message that is none.
#[tokio::test]
async fn a_call_of_a_oneway_method_is_not_answered_either() {
    for framing in [Framing::Framed, Framing::Unframed] {
        let mut running = start(Server::new());
        let mut peer = running.connect();
        *peer.frames.codec_mut() = FrameCodec::new(framing);
        peer.send(1, "recordLogin", &GetUserArgs { id: 9 }).await;
        assert_eq!(running.seen.recv().await, Some(9));
        peer.is_served().await;
    }
}

#[tokio::test]
async fn calls_before_garbage_are_answered() {
    let running = start(Server::new());
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    peer.get_user(2, 2).await;
    peer.frames.get_mut().write_all(b"\0\0\0\x04oops").await.unwrap();
    assert_eq!(peer.user().await, (2, 2));
    running.gate.add_permits(1);
    assert_eq!(peer.user().await, (1, WAITS));
    assert_eq!(peer.receive().await, None, "the stream is lost");
}

#[tokio::test]
async fn a_client_that_has_said_all_still_hears_the_answers() {
    let running = start(Server::new());
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    peer.frames.get_mut().shutdown().await.unwrap();
    running.gate.add_permits(1);
    assert_eq!(peer.user().await, (1, WAITS));
    assert_eq!(peer.receive().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_has_said_all_is_not_answered_for_ever() {
    let mut peer = start(Server::new()).connect();
    peer.get_user(1, WAITS).await;
    peer.frames.get_mut().shutdown().await.unwrap();
    let begin = Instant::now();
    assert_eq!(peer.receive().await, None);
    assert_eq!(begin.elapsed().as_secs(), 30);
}

/// Says when it is dropped, and whether by a panic.
struct Guard(mpsc::UnboundedSender<bool>);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.send(std::thread::panicking());
    }
}

#[tokio::test(start_paused = true)]
async fn handlers_end_with_a_connection_that_is_reset() {
    let (io, mut client) = tokio_test::io::Builder::new().build_with_handle();
    let (ended, mut running) = mpsc::unbounded_channel();
    let service = service_fn(move |_| {
        let guard = Guard(ended.clone());
        async move {
            let _guard = guard;
            pending::<Result<Response, Error>>().await
        }
    });
    let (connections, listener) = mpsc::channel(1);
    connections.try_send(io).unwrap();
    tokio::spawn(Server::new().max_calls(1).serve(listener, service, pending()));

    client.read(&encoded(1));
    client.read_error(io::ErrorKind::ConnectionReset.into());
    let ended = timeout(Duration::from_secs(1), running.recv()).await;
    assert_eq!(ended, Ok(Some(false)), "the handler is gone, and not by a panic");
}

#[tokio::test]
async fn a_reply_over_the_limit_fails_its_own_call() {
    let mut peer = start(Server::new().max_frame_len(200)).connect();
    let name = "x".repeat(100).into();
    peer.send(1, "findUsers", &FindUsersArgs { name }).await;
    let (sequence_id, exception) = peer.exception().await;
    assert_eq!((sequence_id, exception.ty), (1, ExceptionType::PROTOCOL_ERROR));
    assert!(exception.message.contains("over the limit of 200"), "{exception}");
    peer.is_served().await;
}

/// It is not encoded only to be measured: of a list that is a hundred times too long, a
/// hundredth is.
#[tokio::test]
async fn a_reply_is_encoded_up_to_the_limit() {
    let (near, far) = duplex(64 * 1024);
    let (connections, listener) = mpsc::channel(1);
    connections.try_send(far).expect("there is room");
    let (lens, mut encoded) = mpsc::unbounded_channel();
    let service = service_fn(move |request: Request| {
        let names = vec![ByteString::from_static("name"); 100_000];
        let response = request.reply(Ok::<_, CallError<Infallible>>(names));
        let _ = lens.send(response.as_ref().unwrap().body().len());
        ready(response)
    });
    let server = Server::new().max_frame_len(8_000);
    tokio::spawn(server.serve(listener, service, pending()));
    let mut peer = Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) };
    peer.get_user(1, 1).await;
    assert_eq!(peer.exception().await.1.ty, ExceptionType::PROTOCOL_ERROR);
    let len = encoded.recv().await.unwrap();
    assert!(8_000 < len && len < 8_020, "{len} bytes");
}

/// To decode a long call takes long. Here it takes until another call is answered, on the
/// only thread that there is for tasks.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_long_call_keeps_no_other_connection_waiting() {
    let (connections, listener) = mpsc::channel(2);
    let (answered, others) = std::sync::mpsc::channel();
    let others = Arc::new(Mutex::new(others));
    let service = service_fn(move |request: Request| {
        let (answered, others) = (answered.clone(), others.clone());
        async move {
            match request.method() {
                "long" => {
                    let others = others.lock().unwrap();
                    others.recv_timeout(Duration::from_secs(60)).unwrap();
                }
                _ => answered.send(()).unwrap(),
            }
            Ok::<_, Error>(Response::new(request.body().clone()))
        }
    });
    tokio::spawn(Server::new().serve(listener, service, pending()));
    let connect = async || {
        let (near, far) = duplex(64 * 1024);
        connections.send(far).await.unwrap();
        Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) }
    };
    let (mut long, mut other) = (connect().await, connect().await);
    let body = Body::new(Protocol::Binary, vec![0; 1 << 20].into());
    long.send_frame(MessageType::Call, 1, "long", body).await;
    other.get_user(2, 2).await;
    assert_eq!(other.receive().await.unwrap().header.ty, MessageType::Reply);
    assert_eq!(long.receive().await.unwrap().header.ty, MessageType::Reply);
}

#[tokio::test]
async fn a_name_of_any_length_fails_its_own_call_and_is_not_sent_back() {
    let mut peer = start(Server::new()).connect();
    peer.send(1, &"\u{1}".repeat(1 << 20), &()).await;
    let (sequence_id, exception) = peer.exception().await;
    assert_eq!((sequence_id, exception.ty), (1, ExceptionType::UNKNOWN_METHOD));
    assert!(exception.message.len() < 200, "{} bytes", exception.message.len());

    let mut peer = start(Server::new().max_frame_len(1000)).connect();
    peer.send(2, &"x".repeat(980), &()).await;
    assert_eq!(peer.exception().await.0, 2);
    peer.is_served().await;
}

#[tokio::test]
async fn a_call_over_the_limit_fails_alone() {
    let running = start(Server::new().max_frame_len(200));
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    let args = FindUsersArgs { name: "x".repeat(1_000).into() };
    peer.send(2, "findUsers", &args).await;
    let (sequence_id, exception) = peer.exception().await;
    assert_eq!((sequence_id, exception.ty), (2, ExceptionType::PROTOCOL_ERROR));
    assert!(exception.message.contains("over the limit of 200"), "{exception}");

    let body = Body::encode(Protocol::Binary, &args);
    peer.send_frame(MessageType::Oneway, 3, "recordLogin", body).await;
    running.gate.add_permits(1);
    assert_eq!(peer.user().await, (1, WAITS), "a neighbour of both");
    peer.is_served().await;
}

#[tokio::test]
async fn a_call_of_many_times_the_limit_ends_its_connection_and_no_other() {
    let running = start(Server::new().max_frame_len(200));
    let (mut peer, mut other) = (running.connect(), running.connect());
    let name = "x".repeat(1_600).into();
    peer.send(1, "findUsers", &FindUsersArgs { name }).await;
    assert_eq!(peer.receive().await, None);
    other.is_served().await;
}

#[tokio::test]
async fn each_client_is_answered_in_its_own_protocol_and_framing() {
    let running = start(Server::new());
    for protocol in [Protocol::Binary, Protocol::Compact] {
        for framing in [Framing::Framed, Framing::Unframed] {
            let mut peer = running.connect();
            *peer.frames.codec_mut() = FrameCodec::new(framing);
            let body = Body::encode(protocol, &GetUserArgs { id: 6 });
            peer.send_frame(MessageType::Call, 1, "getUser", body).await;
            let frame = peer.receive().await.unwrap();
            assert_eq!(frame.body.protocol(), protocol);
            let user: Result<User, GetUserException> = frame.body.decode().unwrap();
            assert_eq!(user.unwrap().id, 6);
        }
    }
}

#[tokio::test]
async fn sequence_ids_come_back_as_they_were_sent() {
    let mut peer = start(Server::new()).connect();
    for sequence_id in [0, -1, i32::MIN, i32::MAX] {
        peer.get_user(sequence_id, 1).await;
        assert_eq!(peer.user().await, (sequence_id, 1));
    }
}

#[tokio::test]
async fn no_more_calls_of_a_connection_are_in_progress_than_the_limit() {
    let mut running = start(Server::new().max_calls(2));
    let mut peer = running.connect();
    for sequence_id in 1..=3 {
        peer.get_user(sequence_id, WAITS).await;
    }
    let mut other = running.connect();
    other.is_served().await;

    let begun = std::iter::from_fn(|| running.seen.try_recv().ok());
    assert_eq!(begun.collect::<Vec<_>>(), [WAITS, WAITS, 5], "the third call waits");
    running.gate.add_permits(1);
    assert_eq!(running.seen.recv().await, Some(WAITS));
    running.gate.add_permits(2);
    for _ in 0..3 {
        assert_eq!(peer.user().await.1, WAITS);
    }
}

#[tokio::test]
async fn a_flood_of_calls_leaves_others_their_turn() {
    let Running { connections, mut seen, .. } = start(Server::new());
    let (near, far) = duplex(1 << 20);
    connections.try_send(far).unwrap();
    let mut peer = Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) };
    peer.frames.set_backpressure_boundary(usize::MAX);
    for sequence_id in 0..10_000 {
        let ty = MessageType::Oneway;
        let header = Header { method: "recordLogin".into(), ty, sequence_id };
        let body = Body::encode(Protocol::Binary, &GetUserArgs { id: 1 });
        peer.frames.feed(Frame::new(header, body)).await.unwrap();
    }
    peer.frames.flush().await.unwrap();
    let other = tokio::spawn(async move {
        let (mut begun, mut most) = (0, 0);
        while begun < 10_000 {
            yield_now().await;
            let at_once = std::iter::from_fn(|| seen.try_recv().ok()).count();
            begun += at_once;
            most = most.max(at_once);
        }
        most
    });
    let most = other.await.unwrap();
    assert!(most <= 2048, "{most} calls in one turn");
}

#[tokio::test]
async fn with_a_limit_of_one_replies_come_in_the_order_of_the_calls() {
    let running = start(Server::new().max_calls(1));
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    peer.get_user(2, 2).await;
    running.gate.add_permits(1);
    assert_eq!(peer.user().await, (1, WAITS));
    assert_eq!(peer.user().await, (2, 2));
}

#[tokio::test]
async fn no_more_connections_are_served_than_the_limit() {
    let mut running = start(Server::new().max_connections(1));
    let mut first = running.connect();
    first.is_served().await;
    let mut second = running.connect();
    second.get_user(1, 2).await;
    first.is_served().await;
    assert!(second.receive().now_or_never().is_none(), "it waits");
    drop(first);
    assert_eq!(second.user().await, (1, 2));
    running.seen.close();
}

#[tokio::test]
async fn a_server_can_do_without_limits() {
    let server = Server::new()
        .max_frame_len(usize::MAX)
        .max_connections(usize::MAX)
        .max_calls(usize::MAX)
        .drain_timeout(Duration::MAX);
    let running = start(server);
    running.connect().is_served().await;
    running.stop.send(()).unwrap();
    running.server.await.unwrap();
}

#[tokio::test]
async fn a_stopping_server_answers_what_has_arrived() {
    let mut running = start(Server::new());
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    assert_eq!(running.seen.recv().await, Some(WAITS));
    // These two lie in the socket while the server is told to stop.
    peer.get_user(2, 2).await;
    peer.get_user(3, MISSING).await;
    running.stop.send(()).unwrap();
    assert_eq!(peer.user().await, (2, 2));
    assert_eq!(peer.receive().await.unwrap().header.sequence_id, 3);

    assert!(!running.server.is_finished(), "a call is in progress");
    running.gate.add_permits(1);
    assert_eq!(peer.user().await, (1, WAITS));
    assert_eq!(peer.receive().await, None);
    running.server.await.unwrap();
}

#[tokio::test]
async fn a_stopping_server_answers_the_first_call_of_a_connection() {
    // Enough times to tell a rule from a chance.
    for _ in 0..32 {
        let running = start(Server::new());
        let mut peer = running.connect();
        // The connection is accepted, and waits for its first call.
        yield_now().await;
        yield_now().await;
        running.stop.send(()).unwrap();
        peer.is_served().await;
        running.server.await.unwrap();
    }
}

/// The handlers use up the budget of the connection's task, so that it cannot read.
#[tokio::test]
async fn a_stopping_server_does_not_take_a_lack_of_budget_for_silence() {
    let gates = [Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0))];
    let [first, second] = gates.clone();
    let patient = service_fn(move |request: Request| {
        let [first, second] = gates.clone();
        async move {
            for gate in [first, second] {
                gate.acquire().await.expect("the gate stays").forget();
            }
            request.reply(Ok::<_, CallError<Infallible>>(()))
        }
    });
    let (connections, listener) = mpsc::channel(1);
    let (stop, stopped) = oneshot::channel();
    let stopped = stopped.map(|told| told.expect("told to stop"));
    tokio::spawn(Server::new().max_calls(1000).serve(listener, patient, stopped));
    let (near, far) = duplex(64 * 1024);
    connections.try_send(far).unwrap();
    let mut peer = Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) };
    for sequence_id in 0..200 {
        peer.send(sequence_id, "wait", &()).await;
    }
    for _ in 0..10 {
        yield_now().await;
    }

    stop.send(()).unwrap();
    peer.send(200, "wait", &()).await;
    first.add_permits(201);
    yield_now().await;
    second.add_permits(201);
    for _ in 0..201 {
        assert!(peer.receive().await.is_some(), "a call was lost");
    }
}

#[tokio::test]
async fn a_stopping_server_leaves_idle_connections_and_takes_no_more() {
    let running = start(Server::new());
    let mut idle = running.connect();
    idle.is_served().await;
    let mut silent = running.connect();
    running.stop.send(()).unwrap();
    running.server.await.unwrap();
    assert_eq!(idle.receive().await, None);
    assert_eq!(silent.receive().await, None);
    assert!(running.connections.is_closed());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_outlasts_the_drain_timeout_is_cancelled() {
    let drain = Duration::from_secs(10);
    let mut running = start(Server::new().drain_timeout(drain));
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    assert_eq!(running.seen.recv().await, Some(WAITS));
    let begin = Instant::now();
    running.stop.send(()).unwrap();
    running.server.await.unwrap();
    assert_eq!(begin.elapsed().as_secs(), 10);
    assert_eq!(peer.receive().await, None);
}

#[tokio::test]
async fn a_dropped_server_closes_its_connections() {
    let mut running = start(Server::new());
    let mut peer = running.connect();
    peer.get_user(1, WAITS).await;
    assert_eq!(running.seen.recv().await, Some(WAITS));
    running.server.abort();
    assert_eq!(peer.receive().await, None);
}

/// Tells when it is shut down, which for TLS is more than to be dropped.
struct Polite {
    io: DuplexStream,
    farewell: Option<oneshot::Sender<()>>,
}

impl AsyncRead for Polite {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Polite {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        self.farewell.take().map(|farewell| farewell.send(()));
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_stopping_server_takes_its_leave_of_a_client_that_has_said_nothing() {
    let (_near, io) = duplex(1024);
    let (farewell, left) = oneshot::channel();
    let (connections, listener) = mpsc::channel(1);
    assert!(connections.try_send(Polite { io, farewell: Some(farewell) }).is_ok());
    let (directory, _, _) = Directory::new();
    let stop = async {
        yield_now().await;
        yield_now().await;
    };
    Server::new().serve(listener, UserServer::new(directory), stop).await;
    left.await.expect("it was shut down");
}

/// Fails as it is told, then hands out one connection.
struct Failing {
    errors: VecDeque<io::ErrorKind>,
    connection: Option<DuplexStream>,
    tries: Arc<Mutex<Vec<Instant>>>,
}

impl Listener for Failing {
    type Io = DuplexStream;

    async fn accept(&mut self) -> io::Result<DuplexStream> {
        self.tries.lock().unwrap().push(Instant::now());
        if let Some(error) = self.errors.pop_front() {
            return Err(error.into());
        }
        match self.connection.take() {
            Some(connection) => Ok(connection),
            None => pending().await,
        }
    }
}

#[tokio::test(start_paused = true)]
async fn errors_of_the_listener_are_survived_and_waited_out() {
    let (near, far) = duplex(1024);
    let tries = Arc::default();
    let listener = Failing {
        errors: [io::ErrorKind::ConnectionAborted; 12].into(),
        connection: Some(far),
        tries: Arc::clone(&tries),
    };
    let (directory, _, _) = Directory::new();
    tokio::spawn(Server::new().serve(listener, UserServer::new(directory), pending()));
    let mut peer = Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) };
    peer.is_served().await;

    let tries = tries.lock().unwrap();
    let waits: Vec<_> =
        tries.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect();
    assert_eq!(waits[..12], [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000, 1000]);
}

/// A call of `getUser`, as bytes.
fn encoded(id: i64) -> bytes::BytesMut {
    let header =
        Header { method: "getUser".into(), ty: MessageType::Call, sequence_id: 1 };
    let body = Body::encode(Protocol::Binary, &GetUserArgs { id });
    let mut call = bytes::BytesMut::new();
    FrameCodec::new(Framing::Framed)
        .encode(Frame::new(header, body), &mut call)
        .unwrap();
    call
}

#[tokio::test]
async fn a_client_that_reads_nothing_stops_being_read() {
    let mut running = start(Server::new());
    let (mut near, far) = duplex(4096);
    running.connections.try_send(far).unwrap();
    let call = encoded(1);
    // Writes calls until the server takes no more, however long one waits.
    let mut stuffed = Box::pin(async {
        loop {
            near.write_all(&call).await.unwrap();
        }
    });
    let mut idle = 0;
    while idle < 100 {
        assert!(stuffed.as_mut().now_or_never().is_none());
        idle = if running.seen.try_recv().is_ok() { 0 } else { idle + 1 };
        while running.seen.try_recv().is_ok() {}
        yield_now().await;
    }
    drop(stuffed);
    // It takes up again when its replies are read.
    let read_on = async {
        let mut replies = [0; 4096];
        while near.read(&mut replies).await.unwrap() > 0 {}
    };
    tokio::select! {
        seen = running.seen.recv() => assert_eq!(seen, Some(1)),
        () = read_on => panic!("the server closed the connection"),
    }
}

#[tokio::test(start_paused = true)]
async fn handlers_go_on_while_the_client_does_not_read() {
    let gate = Arc::new(Semaphore::new(0));
    let (started, mut starts) = mpsc::unbounded_channel();
    let (ended, mut ends) = mpsc::unbounded_channel();
    let wait = Arc::clone(&gate);
    let service = service_fn(move |request: Request| {
        let (gate, started, ended) = (Arc::clone(&wait), started.clone(), ended.clone());
        async move {
            let GetUserArgs { id } = request.body().decode()?;
            started.send(id).unwrap();
            if id > 1 {
                gate.acquire().await.unwrap().forget();
            }
            ended.send(id).unwrap();
            let name = "x".repeat(10_000).into();
            let user = User { id, name, ..User::default() };
            request.reply(Ok::<_, CallError<GetUserException>>(user))
        }
    });
    let (connections, listener) = mpsc::channel(1);
    let (near, far) = duplex(4096);
    connections.try_send(far).unwrap();
    tokio::spawn(Server::new().max_calls(4).serve(listener, service, pending()));
    let mut peer = Peer { frames: Framed::new(near, FrameCodec::new(Framing::Framed)) };
    for id in 1..=9 {
        peer.get_user(1, id).await;
    }
    let next = async |ids: &mut mpsc::UnboundedReceiver<i64>| {
        timeout(Duration::from_secs(1), ids.recv()).await.ok().flatten()
    };

    // The reply to the first is half written. Four are in progress, and end.
    for id in 1..=5 {
        assert_eq!(next(&mut starts).await, Some(id));
    }
    gate.add_permits(9);
    for id in 1..=5 {
        assert_eq!(next(&mut ends).await, Some(id));
    }
    // Their replies wait where they were in progress, so there is room for no more.
    assert_eq!(next(&mut starts).await, None);
    for id in 1..=9 {
        assert_eq!(peer.user().await, (1, id));
    }
}
