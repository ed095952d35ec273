//! A server that does what it should not. Each call ends with an error that says why, in a
//! time that is known, and the others go on.

use std::{future::ready, io, time::Duration};

use bytes::BytesMut;
use futures::{SinkExt, StreamExt, future::join_all};
use mini_lust::{
    Body, CallError, Channel, Client, Connector, Error, FrameCodec,
    Framing::{self, Framed, TtHeader, Unframed},
    Protocol, RpcService,
    cluster::discover,
    protocol::{Header, MessageType},
    stack,
    transport::codec::Frame,
    user::{GetUserArgs, GetUserException, User},
};
use tokio::{
    io::{AsyncWriteExt, DuplexStream, duplex},
    runtime::Handle,
    time::{Instant, sleep, timeout},
};
use tokio_util::codec::{self, Encoder};
use tower::{Service, service_fn};

use Deed::*;

/// What a server does with the first call on a connection. It answers the others.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Deed {
    Honest,
    NeverAnswers,
    SendsHalf,
    UsesAnotherId,
    NamesAnotherMethod,
    AnswersTwice,
    IsLate,
    SendsGarbage,
    SendsTooMuch,
    ClosesAfterAccepting,
    ClosesAfterTheCall,
    ClosesInsideTheReply,
    Drips,
    ClaimsMuch,
    StopsInsideTooMuch,
}

/// A deed; in which framings; how a call on a connection ends, and the next there; how a call
/// through the stack ends.
type Row = (Deed, &'static [Framing], [&'static str; 2], &'static str);

/// A connection alone limits the time of a reply that has begun. For its first byte, the caller
/// waits until it gives up: the handler may be slow.
const TABLE: &[Row] = &[
    (Honest, ALL, ["answered", "answered"], "answered"),
    (NeverAnswers, ALL, ["waits", "answered"], "DeadlineExceeded"),
    (SendsHalf, ALL, ["Closed", "Unsent"], "DeadlineExceeded"),
    (UsesAnotherId, ALL, ["waits", "answered"], "DeadlineExceeded"),
    (NamesAnotherMethod, ALL, ["WRONG_METHOD_NAME", "answered"], "WRONG_METHOD_NAME"),
    (AnswersTwice, ALL, ["answered", "answered"], "answered"),
    (IsLate, ALL, ["answered", "answered"], "DeadlineExceeded"),
    (SendsGarbage, ALL, ["Closed", "Unsent"], "Closed"),
    // A frame that is too long can be skipped.
    (SendsTooMuch, &[Framed, TtHeader], ["TooLarge", "answered"], "TooLarge"),
    (SendsTooMuch, &[Unframed], ["Closed", "Unsent"], "Closed"),
    (ClosesAfterAccepting, ALL, ["Unsent", "Unsent"], "Unavailable"),
    (ClosesAfterTheCall, ALL, ["Closed", "Unsent"], "Closed"),
    (ClosesInsideTheReply, ALL, ["Closed", "Unsent"], "Closed"),
    (Drips, ALL, ["Closed", "Unsent"], "DeadlineExceeded"),
    (ClaimsMuch, ALL, ["Closed", "Unsent"], "DeadlineExceeded"),
    // The call has failed, but the rest of the reply does not come.
    (StopsInsideTooMuch, &[Framed, TtHeader], ["TooLarge", "Closed"], "TooLarge"),
];

const ALL: &[Framing] = &[Framed, Unframed, TtHeader];

fn rows() -> impl Iterator<Item = (Deed, Framing, [&'static str; 2], &'static str)> {
    TABLE.iter().flat_map(|&(deed, framings, alone, stack)| {
        framings.iter().map(move |&framing| (deed, framing, alone, stack))
    })
}

#[tokio::test(start_paused = true)]
async fn on_a_connection_a_reply_that_has_begun_ends_within_thirty_seconds() {
    for (deed, framing, expected, _) in rows() {
        let connection =
            connector(deed, framing).connect(0).await.expect("a connection");
        let calls = Client::new(connection, Protocol::Binary);
        let mut endings = Vec::new();
        for id in [1, 2] {
            let started = Instant::now();
            let ending = call(&calls, id).await;
            // The first byte comes within a second, or the whole reply within three.
            let is_in_time = started.elapsed() <= 31 * SECOND || ending == "waits";
            assert!(is_in_time, "{deed:?} {framing:?}: {ending}");
            endings.push(ending);
        }
        assert_eq!(endings, expected, "{deed:?} {framing:?}");
        drop(calls);
        nothing_is_left().await;
    }
}

#[tokio::test(start_paused = true)]
async fn through_the_stack_each_call_ends_within_five_seconds() {
    for (deed, framing, _, expected) in rows() {
        let calls = through_the_stack(deed, framing, 1);
        let started = Instant::now();
        assert_eq!(call(&calls, 1).await, expected, "{deed:?} {framing:?}");
        assert!(started.elapsed() <= 5 * SECOND, "{deed:?} {framing:?}");
        drop(calls);
        nothing_is_left().await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_calls_to_another_server_go_on() {
    for (deed, framing, ..) in rows() {
        let calls = through_the_stack(deed, framing, 2);
        let endings = (0..200).map(async |id| {
            sleep(id as u32 * 50 * MILLI).await;
            call(&calls, id).await
        });
        let endings = join_all(endings).await;
        let lost = endings.iter().filter(|ending| **ending != "answered").count();
        assert!(lost <= MOST_LOST, "{deed:?} {framing:?}: {lost} of 200");
        drop(calls);
        nothing_is_left().await;
    }
}

/// Calls servers, of which the first is hostile.
fn through_the_stack(
    deed: Deed,
    framing: Framing,
    servers: u32,
) -> Client<impl RpcService + Clone> {
    let channel = Channel::builder()
        .layer(stack::client())
        .endpoint_layer(stack::endpoint())
        .build(discover::fixed(0..servers), connector(deed, framing));
    Client::new(channel, Protocol::Binary)
}

/// Makes a call, and says how it ends. An answer has to be the right one.
async fn call(calls: &Client<impl RpcService + Clone>, id: i64) -> String {
    let Ok(result) = timeout(HOUR, calls.call(&GetUserArgs { id })).await else {
        return "waits".into();
    };
    match result {
        Ok(user) => {
            assert_eq!(user.id, id);
            "answered".into()
        }
        Err(CallError::Exception(exception)) => panic!("not thrown: {exception:?}"),
        Err(CallError::Failed(error)) => match error {
            Error::Application(exception) => format!("{:?}", exception.ty),
            error => {
                let name = format!("{error:?}");
                name.split([' ', '(']).next().expect("the name of the error").into()
            }
        },
    }
}

/// No task is left, and so no connection.
async fn nothing_is_left() {
    sleep(HOUR).await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
}

// === The server ===

fn connector(
    deed: Deed,
    framing: Framing,
) -> Connector<
    impl Service<u32, Response = DuplexStream, Error = io::Error, Future: Send>
    + Clone
    + Send,
> {
    let make = service_fn(move |number: u32| {
        let (near, far) = duplex(1024);
        let deed = if number == 0 { deed } else { Honest };
        tokio::spawn(serve(far, deed, framing));
        ready(Ok(near))
    });
    Connector::new(make).codec(FrameCodec::new(framing).max_frame_len(LIMIT))
}

async fn serve(io: DuplexStream, deed: Deed, framing: Framing) {
    if deed == ClosesAfterAccepting {
        return;
    }
    let mut frames = codec::Framed::new(io, FrameCodec::new(framing));
    let Some(Ok(call)) = frames.next().await else { return };
    let sequence_id = call.header.sequence_id;
    let right = reply(&call, sequence_id, "getUser", 10);
    let mut bytes = BytesMut::new();
    FrameCodec::new(framing).encode(right.clone(), &mut bytes).expect("it is short");
    let half = &bytes[..bytes.len() / 2];
    let io = frames.get_mut();
    // The client may have gone.
    match deed {
        Honest => drop(frames.send(right).await),
        NeverAnswers | ClosesAfterAccepting => {}
        SendsHalf => drop(io.write_all(half).await),
        UsesAnotherId => {
            drop(frames.send(reply(&call, sequence_id + 1, "getUser", 10)).await);
        }
        NamesAnotherMethod => {
            drop(frames.send(reply(&call, sequence_id, "findUsers", 10)).await);
        }
        AnswersTwice => {
            drop(frames.send(right.clone()).await);
            drop(frames.send(right).await);
        }
        IsLate => {
            sleep(3 * SECOND).await;
            drop(frames.send(right).await);
        }
        SendsGarbage => drop(io.write_all(b"\x7f\0garbage").await),
        SendsTooMuch => {
            drop(frames.send(reply(&call, sequence_id, "getUser", 2 * LIMIT)).await);
        }
        StopsInsideTooMuch => {
            let long = reply(&call, sequence_id, "getUser", 3 * LIMIT);
            let mut bytes = BytesMut::new();
            FrameCodec::new(framing).encode(long, &mut bytes).unwrap();
            drop(io.write_all(&bytes[..2 * LIMIT]).await);
        }
        ClosesAfterTheCall => return,
        ClosesInsideTheReply => return drop(io.write_all(half).await),
        Drips => {
            for byte in &bytes {
                sleep(SECOND).await;
                if io.write_all(&[*byte]).await.is_err() {
                    return;
                }
            }
        }
        ClaimsMuch => {
            // A string of almost the limit, of which a byte comes.
            let long = reply(&call, sequence_id, "getUser", LIMIT / 2);
            let mut bytes = BytesMut::new();
            FrameCodec::new(framing).encode(long, &mut bytes).unwrap();
            drop(io.write_all(&bytes[..80]).await);
        }
    }
    while let Some(Ok(call)) = frames.next().await {
        let honest = reply(&call, call.header.sequence_id, "getUser", 10);
        if frames.send(honest).await.is_err() {
            return;
        }
    }
}

/// A user with the id that was asked for, and a long name.
fn reply(call: &Frame, sequence_id: i32, method: &'static str, len: usize) -> Frame {
    let GetUserArgs { id } = call.body.decode().expect("the client encodes");
    let user = User { id, name: "x".repeat(len).into(), ..User::default() };
    let header = Header { method: method.into(), ty: MessageType::Reply, sequence_id };
    let reply: Result<_, GetUserException> = Ok(user);
    Frame::new(header, Body::encode(Protocol::Binary, &reply))
}

const MILLI: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_secs(3600);

/// How long a reply may be, in bytes.
const LIMIT: usize = 10_000;

/// How many of 200 calls, which are not made again, a hostile server among two may cost. One
/// that closes each connection costs a call each time.
const MOST_LOST: usize = 20;
