//! Our client calls a server of Volo.

use std::{net::Ipv4Addr, time::Duration};

use chapter_08_volo::{Answer, Calls, GetUser, NotFound, User, serve};
use metainfo::{Backward, Forward, METAINFO};
use mini_lust::{
    Body, CallError, Connection, Context, Error, ExceptionType, FrameCodec, Framing,
    Protocol, Request,
    protocol::metadata::Key,
    user::{GetUserArgs, GetUserException, UserClient},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tower::ServiceExt;
use volo::{FastStr, context::Context as _, service::Service};
use volo_thrift::{
    ApplicationException, ApplicationExceptionKind, ServerError, context::ServerContext,
};

use crate::{BROKEN, MISSING};

#[tokio::test]
async fn values_and_declared_exceptions_come_from_volo() {
    for calls in Calls::ALL {
        let (connection, _) = start(calls).await;
        let users = UserClient::new(connection, Protocol::Binary);
        for id in [1, 2] {
            let user = users.get_user(id).await.unwrap();
            assert_eq!((user.id, &*user.name), (id, "Ada"));
        }
        match users.get_user(MISSING).await {
            Err(CallError::Exception(GetUserException::NotFound(exception))) => {
                assert_eq!(exception.id, MISSING);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn what_volo_fails_at_fails_the_call_and_not_the_next() {
    for calls in Calls::ALL {
        let (connection, _) = start(calls).await;
        let users = UserClient::new(connection, Protocol::Binary);
        match users.get_user(BROKEN).await {
            Err(CallError::Failed(Error::Application(exception))) => {
                assert_eq!(exception.ty, ExceptionType::INTERNAL_ERROR);
                assert_eq!(exception.message, "broken");
                // It travels with exceptions too.
                assert_eq!(exception.metadata.get(LOAD).as_deref(), Some("half"));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(users.get_user(1).await.unwrap().name, "Ada");
    }
}

#[tokio::test]
async fn metadata_and_the_deadline_arrive_at_volo() {
    for calls in Calls::ALL {
        let (connection, mut seen) = start(calls).await;
        let users = UserClient::new(connection, Protocol::Binary);
        let context = Context::new()
            .with(Key::text("RPC_PERSIST_TRACE"), "abc")
            .with(Key::text("RPC_TRANSIT_ATTEMPT"), 2)
            .with(Key::number(3), "mini-lust")
            .timeout(Duration::from_secs(60));
        context.scope(users.get_user(1)).await.unwrap();
        let seen = seen.recv().await.unwrap();
        assert_eq!(seen.persistent.as_deref(), Some("abc"));
        assert_eq!(seen.upstream.as_deref(), Some("2"));
        assert_eq!(seen.caller, "mini-lust");
        let timeout = seen.timeout.unwrap();
        assert!((1..=60_000).contains(&timeout.as_millis()), "{timeout:?}");
    }
}

#[tokio::test]
async fn without_a_context_there_is_nothing_for_volo_to_see() {
    for calls in Calls::ALL {
        let (connection, mut seen) = start(calls).await;
        let users = UserClient::new(connection, Protocol::Binary);
        users.get_user(1).await.unwrap();
        let seen = seen.recv().await.unwrap();
        assert_eq!((seen.persistent, seen.upstream, seen.timeout), (None, None, None));
    }
}

#[tokio::test]
async fn metadata_comes_back_from_volo() {
    for calls in Calls::ALL {
        let (connection, _) = start(calls).await;
        let body = Body::encode(Protocol::Binary, &GetUserArgs { id: 1 });
        let response = connection.oneshot(Request::new("getUser", body)).await.unwrap();
        assert_eq!(response.metadata().get(LOAD).as_deref(), Some("half"));
    }
}

#[tokio::test]
async fn many_calls_at_once_are_answered_each_by_its_own() {
    for calls in Calls::ALL {
        let (connection, _) = start(calls).await;
        let tasks = (1..=100).map(|id| {
            let users = UserClient::new(connection.clone(), Protocol::Binary);
            tokio::spawn(async move { (id, users.get_user(id).await.unwrap().id) })
        });
        for task in tasks.collect::<Vec<_>>() {
            let (asked, answered) = task.await.unwrap();
            assert_eq!(asked, answered);
        }
    }
}

const LOAD: Key<String> = Key::text("RPC_BACKWARD_LOAD");

/// What Volo's handler has seen of a call.
struct Seen {
    persistent: Option<FastStr>,
    upstream: Option<FastStr>,
    caller: FastStr,
    timeout: Option<Duration>,
}

/// A connection to a server of Volo.
async fn start(calls: Calls) -> (Connection, mpsc::UnboundedReceiver<Seen>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (seen, receiver) = mpsc::unbounded_channel();
    tokio::spawn(serve(listener, calls, Handler(seen)));
    let stream = TcpStream::connect(address).await.unwrap();
    let codec = FrameCodec::new(Framing::TtHeader);
    let (connection, driver) = Connection::new(stream, codec);
    tokio::spawn(driver);
    (connection, receiver)
}

struct Handler(mpsc::UnboundedSender<Seen>);

impl Service<ServerContext, GetUser> for Handler {
    type Response = Answer;
    type Error = ServerError;

    async fn call(
        &self,
        cx: &mut ServerContext,
        GetUser { id }: GetUser,
    ) -> Result<Answer, ServerError> {
        let seen = METAINFO.with(|info| {
            let mut info = info.borrow_mut();
            info.set_backward_transient("LOAD", "half");
            Seen {
                persistent: info.get_persistent("TRACE"),
                upstream: info.get_upstream("ATTEMPT"),
                caller: cx.rpc_info().caller().service_name(),
                timeout: cx.rpc_info().config().rpc_timeout(),
            }
        });
        drop(self.0.send(seen));
        match id {
            MISSING => Ok(Answer::NotFound(NotFound { id })),
            BROKEN => {
                let kind = ApplicationExceptionKind::INTERNAL_ERROR;
                Err(ApplicationException::new(kind, "broken").into())
            }
            _ => Ok(Answer::User(User { id, name: "Ada".into() })),
        }
    }
}
