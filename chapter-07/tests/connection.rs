//! A connection, and peers that do what they should not.

use std::{
    error::Error as _,
    io,
    pin::pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures::{FutureExt, SinkExt, StreamExt, future::join_all, task::noop_waker_ref};
use mini_lust::{
    ApplicationException, Body, CallError, Connection, Connector, Error, ExceptionType,
    FrameCodec, Framing, Protocol, Request, Response,
    protocol::{Header, Message, MessageType},
    transport::codec::Frame,
    user::{GetUserArgs, GetUserException, User, UserClient},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex},
    task::JoinHandle,
};
use tokio_util::codec::Framed;
use tower::{BoxError, Service, ServiceExt, service_fn};

/// The other end of a connection, in the hands of the test.
struct Peer {
    frames: Framed<DuplexStream, FrameCodec>,
    driver: JoinHandle<Result<(), Arc<Error>>>,
}

fn connect() -> (Connection, Peer) {
    let (near, far) = duplex(1024);
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let frames = Framed::new(far, FrameCodec::detect());
    (connection, Peer { frames, driver: tokio::spawn(driver) })
}

impl Peer {
    async fn receive(&mut self) -> Frame {
        self.frames.next().await.expect("a call").expect("a whole call")
    }

    async fn send(&mut self, sequence_id: i32, ty: MessageType, value: &impl Message) {
        let header = Header { method: "getUser".into(), ty, sequence_id };
        let body = Body::encode(Protocol::Binary, value);
        self.frames.send(Frame::new(header, body)).await.expect("the driver reads");
    }

    /// Answers the next call with the user it asks for.
    async fn answer(&mut self) {
        let call = self.receive().await;
        let GetUserArgs { id } = call.body.decode().unwrap();
        self.send(call.header.sequence_id, MessageType::Reply, &user(id)).await;
    }
}

fn user(id: i64) -> Result<User, GetUserException> {
    Ok(User { id, ..User::default() })
}

fn get_user(id: i64) -> Request {
    Request::new("getUser", Body::encode(Protocol::Binary, &GetUserArgs { id }))
}

async fn call(connection: &Connection, id: i64) -> Result<Response, Error> {
    connection.clone().oneshot(get_user(id)).await
}

/// A call in a task of its own, that will end with `connection`.
fn spawn_call(connection: &Connection, id: i64) -> JoinHandle<Result<Response, Error>> {
    let connection = connection.clone();
    tokio::spawn(async move { call(&connection, id).await })
}

fn id_of(response: Result<Response, Error>) -> i64 {
    let user: Result<User, GetUserException> =
        response.unwrap().body().decode().unwrap();
    user.unwrap().id
}

#[tokio::test]
async fn replies_find_their_calls_in_any_order() {
    let (connection, mut peer) = connect();
    let calls: Vec<_> = (0..10).map(|id| spawn_call(&connection, id)).collect();
    let mut received = Vec::new();
    for _ in 0..10 {
        received.push(peer.receive().await);
    }
    for frame in received.into_iter().rev() {
        let GetUserArgs { id } = frame.body.decode().unwrap();
        peer.send(frame.header.sequence_id, MessageType::Reply, &user(id)).await;
    }
    for (id, call) in (0..).zip(join_all(calls).await) {
        assert_eq!(id_of(call.unwrap()), id);
    }
}

#[tokio::test]
async fn a_call_cancelled_before_it_was_sent_never_is() {
    let (near, far) = duplex(1024);
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let mut frames = Framed::new(far, FrameCodec::detect());

    let mut cancelled = Box::pin(call(&connection, 1));
    let poll = cancelled.as_mut().poll(&mut Context::from_waker(noop_waker_ref()));
    assert!(poll.is_pending(), "it is in the queue now");
    drop(cancelled);
    let other = spawn_call(&connection, 2);
    tokio::spawn(driver);

    let first = frames.next().await.unwrap().unwrap();
    assert_eq!(first.body.decode::<GetUserArgs>().unwrap().id, 2);
    drop(frames);
    assert!(other.await.unwrap().is_err());
}

#[tokio::test]
async fn a_call_cancelled_after_it_was_sent_leaves_the_connection_usable() {
    let (connection, mut peer) = connect();
    let cancelled = spawn_call(&connection, 1);
    let Frame { header, .. } = peer.receive().await;
    cancelled.abort();
    assert!(cancelled.await.unwrap_err().is_cancelled());
    peer.send(header.sequence_id, MessageType::Reply, &user(1)).await;

    let (next, ()) = tokio::join!(call(&connection, 2), peer.answer());
    assert_eq!(id_of(next), 2);
}

#[tokio::test]
async fn a_reply_nobody_waits_for_is_ignored() {
    let (connection, mut peer) = connect();
    for id in 1..=3 {
        let answered = spawn_call(&connection, id);
        let Frame { header, .. } = peer.receive().await;
        // One with a wrong number, the right one, and the right one again.
        peer.send(header.sequence_id + 100, MessageType::Reply, &user(-1)).await;
        peer.send(header.sequence_id, MessageType::Reply, &user(id)).await;
        peer.send(header.sequence_id, MessageType::Reply, &user(-1)).await;
        assert_eq!(id_of(answered.await.unwrap()), id);
    }
}

#[tokio::test]
async fn an_answer_that_is_no_reply_fails_its_call_alone() {
    let (connection, mut peer) = connect();
    for ty in [MessageType::Call, MessageType::Oneway] {
        let answered = spawn_call(&connection, 1);
        let Frame { header, .. } = peer.receive().await;
        peer.send(header.sequence_id, ty, &user(1)).await;
        let Err(Error::Application(exception)) = answered.await.unwrap() else {
            panic!("a {ty:?} is no reply");
        };
        assert_eq!(exception.ty, ExceptionType::INVALID_MESSAGE_TYPE);
    }
    let (next, ()) = tokio::join!(call(&connection, 2), peer.answer());
    assert_eq!(id_of(next), 2);
}

#[tokio::test]
async fn the_reply_of_another_method_fails_its_call_alone() {
    let (connection, mut peer) = connect();
    let find_users = Request::new("findUsers", get_user(1).body().clone());
    let answered = tokio::spawn(connection.clone().oneshot(find_users));
    // A user, of `getUser`.
    peer.answer().await;
    let Err(Error::Application(exception)) = answered.await.unwrap() else {
        panic!("a user is not what `findUsers` returns");
    };
    assert_eq!(exception.ty, ExceptionType::WRONG_METHOD_NAME);
    assert_eq!(exception.message, "`getUser` was answered, not `findUsers`");

    let (next, ()) = tokio::join!(call(&connection, 2), peer.answer());
    assert_eq!(id_of(next), 2);
}

#[tokio::test]
async fn an_exception_of_the_peer_is_an_error_with_its_type_and_text() {
    let (connection, mut peer) = connect();
    let sent = ApplicationException::new(ExceptionType(77), "out of order");
    let failed = spawn_call(&connection, 1);
    let Frame { header, .. } = peer.receive().await;
    peer.send(header.sequence_id, MessageType::Exception, &sent).await;
    let Err(Error::Application(received)) = failed.await.unwrap() else { panic!() };
    assert_eq!(received, sent);
    assert_eq!(received.to_string(), "ExceptionType(77): out of order");
}

#[tokio::test]
async fn a_reply_with_a_body_of_another_type_fails_its_call_alone() {
    let (connection, mut peer) = connect();
    let users = UserClient::new(connection, Protocol::Binary);
    let failing = async {
        let Frame { header, .. } = peer.receive().await;
        // Not a struct whose field 0 is a user.
        peer.send(
            header.sequence_id,
            MessageType::Reply,
            &ApplicationException::default(),
        )
        .await;
    };
    let (failed, ()) = tokio::join!(users.get_user(1), failing);
    let Err(CallError::Failed(Error::Decode(error))) = failed else {
        panic!("{failed:?}")
    };
    assert!(error.to_string().contains("reply.success"), "{error}");

    let (next, ()) = tokio::join!(users.get_user(2), peer.answer());
    assert_eq!(next.unwrap().id, 2);
}

#[tokio::test]
async fn a_peer_that_closes_fails_the_calls_that_wait() {
    let (connection, mut peer) = connect();
    let calls: Vec<_> = (0..3).map(|id| spawn_call(&connection, id)).collect();
    for _ in 0..3 {
        peer.receive().await;
    }
    drop(peer.frames);
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Closed(_)), "{error}");
        assert!(error.to_string().contains("the peer closed it"), "{error}");
    }
    peer.driver.await.unwrap().unwrap();
    let late = call(&connection, 4).await.unwrap_err();
    assert!(matches!(late, Error::Unsent), "{late}");
}

#[tokio::test]
async fn a_peer_that_closes_inside_a_frame_fails_the_call_and_says_so() {
    let (connection, mut peer) = connect();
    let waiting = spawn_call(&connection, 1);
    peer.receive().await;
    let mut io = peer.frames.into_inner();
    io.write_all(b"\0\0\0\x20\x80\x01").await.unwrap();
    drop(io);
    let error = waiting.await.unwrap().unwrap_err();
    assert!(error.to_string().contains("6 bytes into a message"), "{error}");
    assert!(matches!(*peer.driver.await.unwrap().unwrap_err(), Error::Io(_)));
}

#[tokio::test]
async fn garbage_from_the_peer_fails_the_call_and_says_so() {
    let (connection, mut peer) = connect();
    let waiting = spawn_call(&connection, 1);
    peer.receive().await;
    let mut io = peer.frames.into_inner();
    io.write_all(b"\0\0\0\x04oops").await.unwrap();
    let error = waiting.await.unwrap().unwrap_err();
    let Error::Closed(cause) = &error else { panic!("{error}") };
    assert!(matches!(**cause, Error::Decode(_)), "{cause}");
    assert_eq!(error.source().unwrap().to_string(), cause.to_string());
    assert!(Arc::ptr_eq(cause, &peer.driver.await.unwrap().unwrap_err()));
}

#[tokio::test]
async fn an_answer_that_is_not_thrift_says_what_it_is() {
    let (connection, mut peer) = connect();
    let waiting = spawn_call(&connection, 1);
    peer.receive().await;
    let mut io = peer.frames.into_inner();
    io.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    let Err(Error::Closed(cause)) = waiting.await.unwrap() else { panic!() };
    assert!(matches!(*cause, Error::NotThrift(first) if first == *b"HTTP/"), "{cause}");
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_never_answers_is_waited_for_until_the_caller_gives_up() {
    let (connection, mut peer) = connect();
    let call = call(&connection, 1);
    let gave_up = tokio::time::timeout(std::time::Duration::from_secs(3600), call);
    assert!(gave_up.await.is_err());
    peer.receive().await;
}

#[tokio::test]
async fn a_dropped_driver_fails_its_calls() {
    let (connection, mut peer) = connect();
    let sent = spawn_call(&connection, 1);
    peer.receive().await;
    peer.driver.abort();
    let error = sent.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Closed(_)), "it was sent: {error}");
}

#[tokio::test]
async fn a_call_that_was_not_sent_says_so() {
    let (near, _far) = duplex(1024);
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let mut queued = pin!(call(&connection, 1));
    assert!(queued.as_mut().now_or_never().is_none());
    drop(driver);
    let error = queued.await.unwrap_err();
    assert!(matches!(error, Error::Unsent), "{error}");
}

#[tokio::test]
async fn a_call_of_which_no_byte_has_left_was_not_sent() {
    const LEN: usize = 35;
    for (room, sent) in [(0, 0), (1, 1), (LEN, 1), (LEN + 1, 2), (2 * LEN, 2)] {
        let (mut near, far) = duplex(2 * LEN);
        near.write_all(&vec![0; 2 * LEN - room]).await.unwrap();
        let (connection, driver) =
            Connection::new(near, FrameCodec::new(Framing::Framed));
        let mut calls = [1, 2].map(|id| Box::pin(call(&connection, id)));
        for call in &mut calls {
            assert!(call.as_mut().now_or_never().is_none());
        }
        let mut driver = Box::pin(driver);
        for _ in 0..2 {
            assert!(driver.as_mut().now_or_never().is_none());
        }
        drop(far);
        let _ = driver.await;
        let errors = join_all(calls).await.into_iter().map(Result::unwrap_err);
        let closed = errors.filter(|error| matches!(error, Error::Closed(_))).count();
        assert_eq!(closed, sent, "with room for {room} bytes");
    }
}

#[tokio::test]
async fn a_handle_that_was_ready_learns_that_the_connection_has_closed() {
    let (mut connection, peer) = connect();
    connection.ready().await.unwrap();
    let mut ready = connection.clone();
    ready.ready().await.unwrap();
    drop(peer.frames);
    peer.driver.await.unwrap().unwrap();

    let response = ready.call(get_user(1)).now_or_never().expect("no wait for ever");
    assert!(matches!(response, Err(Error::Unsent)), "{response:?}");
    let response = connection.ready().await.map(drop);
    assert!(matches!(response, Err(Error::Unsent)), "{response:?}");
}

/// An answered call must not pass for unsent, even to a task that is out of budget.
#[tokio::test]
async fn an_answer_outlives_its_connection() {
    let (connection, mut peer) = connect();
    let answered = connection.oneshot(get_user(1));
    let mut answered = pin!(answered);
    assert!(answered.as_mut().now_or_never().is_none());
    peer.answer().await;
    drop(peer.frames);
    peer.driver.await.unwrap().unwrap();
    while tokio::task::coop::has_budget_remaining() {
        let _ = tokio::task::coop::consume_budget().now_or_never();
    }
    assert_eq!(id_of(answered.await), 1);
}

#[tokio::test]
async fn the_connection_closes_with_its_last_handle() {
    let (connection, peer) = connect();
    drop(connection.clone());
    assert!(!peer.driver.is_finished());
    drop(connection);
    peer.driver.await.unwrap().unwrap();
    let mut rest = Vec::new();
    peer.frames.into_inner().read_to_end(&mut rest).await.unwrap();
    assert_eq!(rest, []);
}

#[tokio::test]
async fn a_call_in_flight_keeps_the_connection_open() {
    let (mut connection, mut peer) = connect();
    let waiting = connection.ready().await.unwrap().call(get_user(1));
    drop(connection);
    peer.answer().await;
    assert_eq!(id_of(waiting.await), 1);
    peer.driver.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_call_over_the_limit_fails_alone() {
    let (near, far) = duplex(1024);
    let codec = FrameCodec::new(Framing::Framed).max_frame_len(100);
    let (connection, driver) = Connection::new(near, codec);
    let mut frames = Framed::new(far, FrameCodec::detect());
    tokio::spawn(driver);

    let args = User { name: "x".repeat(100).into(), ..User::default() };
    let large = Request::new("replaceUser", Body::encode(Protocol::Binary, &args));
    let error = connection.clone().oneshot(large).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 100, .. }), "{error}");

    let small = spawn_call(&connection, 1);
    assert_eq!(&*frames.next().await.unwrap().unwrap().header.method, "getUser");
    drop(frames);
    assert!(small.await.unwrap().is_err());
}

#[tokio::test]
async fn a_reply_over_the_limit_fails_its_call_alone() {
    let (near, far) = duplex(1024);
    let codec = FrameCodec::new(Framing::Framed).max_frame_len(1_000);
    let (connection, driver) = Connection::new(near, codec);
    let frames = Framed::new(far, FrameCodec::detect());
    let mut peer = Peer { frames, driver: tokio::spawn(driver) };

    let too_long = spawn_call(&connection, 1);
    let Frame { header, .. } = peer.receive().await;
    let neighbours: Vec<_> = (2..12).map(|id| spawn_call(&connection, id)).collect();
    let name = "x".repeat(5_000).into();
    let long: Result<_, GetUserException> = Ok(User { name, ..User::default() });
    peer.send(header.sequence_id, MessageType::Reply, &long).await;
    let error = too_long.await.unwrap().unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 1_000, .. }), "{error}");

    for (id, neighbour) in (2..).zip(neighbours) {
        peer.answer().await;
        assert_eq!(id_of(neighbour.await.unwrap()), id);
    }
}

/// How many calls may be in the queue of a connection.
const QUEUE: usize = 8192;

#[tokio::test]
async fn a_full_queue_is_not_ready() {
    let (near, _far) = duplex(1024);
    let (connection, _driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let mut waiting = Vec::new();
    let ready = loop {
        let mut handle = connection.clone();
        match handle.ready().now_or_never() {
            Some(ready) => waiting.push(ready.unwrap().call(get_user(1))),
            None => break handle,
        }
    };
    assert_eq!(waiting.len(), QUEUE);
    let mut ready = ready;
    let mut cx = Context::from_waker(noop_waker_ref());
    assert!(matches!(ready.poll_ready(&mut cx), Poll::Pending));
}

#[tokio::test]
async fn a_handle_that_waits_for_room_learns_that_the_connection_has_closed() {
    let (near, _far) = duplex(1024);
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    let mut handles: Vec<_> = (0..=QUEUE).map(|_| connection.clone()).collect();
    for handle in &mut handles[..QUEUE] {
        handle.ready().await.unwrap();
    }
    let mut waiting = tokio_test::task::spawn(handles[QUEUE].ready());
    assert!(waiting.poll().is_pending());
    drop(driver);
    assert!(waiting.is_woken());
    let Poll::Ready(Err(Error::Unsent)) = waiting.poll().map_ok(drop) else {
        panic!("there will be no room");
    };
}

#[tokio::test]
#[should_panic(expected = "poll_ready")]
async fn a_clone_of_a_ready_handle_is_not_ready() {
    let (mut connection, _peer) = connect();
    connection.ready().await.unwrap();
    drop(connection.clone().call(get_user(1)));
}

#[tokio::test]
async fn an_address_that_cannot_be_reached_is_an_error_of_the_socket() {
    let refused = service_fn(async |()| {
        let refused = io::Error::from(io::ErrorKind::ConnectionRefused);
        Err::<DuplexStream, BoxError>(refused.into())
    });
    let result = Connector::new(refused).connect(()).await;
    let Err(Error::Io(error)) = result else { panic!("{result:?}") };
    assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
}
