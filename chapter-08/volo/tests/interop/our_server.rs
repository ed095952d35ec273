//! A client of Volo calls our server.

use std::{
    cell::RefCell,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use chapter_08_volo::{Answer, Calls, NotFound, User, client};
use metainfo::{Backward, Forward, METAINFO, MetaInfo};
use mini_lust::{
    ApplicationException, CallError, Error, ExceptionType, Metadata, Request, Response,
    Server, protocol::metadata::Key, user,
};
use tokio::{net::TcpListener, sync::mpsc, time::Instant};
use tower::service_fn;
use volo_thrift::ClientError;

use crate::{BROKEN, MISSING};

#[tokio::test]
async fn values_and_declared_exceptions_go_to_volo() {
    for calls in Calls::ALL {
        let (address, _) = start().await;
        let users = client(address, calls, None);
        for id in [1, 2] {
            let answer = users.call("getUser", id).await.unwrap();
            assert_eq!(answer, Answer::User(User { id, name: "Ada".into() }));
        }
        let answer = users.call("getUser", MISSING).await.unwrap();
        assert_eq!(answer, Answer::NotFound(NotFound { id: MISSING }));
    }
}

#[tokio::test]
async fn a_failure_goes_to_volo_and_the_next_call_is_answered() {
    for calls in Calls::ALL {
        let (address, _) = start().await;
        let users = client(address, calls, None);
        for (method, id, kind) in [("getUser", BROKEN, 6), ("forgetUser", 1, 1)] {
            match users.call(method, id).await {
                Err(ClientError::Application(exception)) => {
                    assert_eq!(exception.kind().as_i32(), kind);
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(users.call("getUser", 1).await.is_ok());
    }
}

#[tokio::test]
async fn metadata_and_the_deadline_of_volo_arrive() {
    for calls in Calls::ALL {
        let (address, mut seen) = start().await;
        let timeout = Duration::from_secs(60);
        let users = client(address, calls, Some(timeout));
        let begin = Instant::now();
        let mut info = MetaInfo::new();
        info.set_persistent("TRACE", "abc");
        info.set_transient("ATTEMPT", "2");
        let call = users.call("getUser", 1);
        METAINFO.scope(RefCell::new(info), call).await.unwrap();

        let (metadata, deadline) = seen.recv().await.unwrap();
        let get = |name| metadata.get(Key::<String>::text(name));
        assert_eq!(get("RPC_PERSIST_TRACE").as_deref(), Some("abc"));
        assert_eq!(get("RPC_TRANSIT_ATTEMPT").as_deref(), Some("2"));
        let caller = metadata.get(Key::<String>::number(3));
        assert_eq!(caller.as_deref(), Some("volo"));
        let left = deadline.unwrap() - timeout;
        assert!(left >= begin && left <= Instant::now());
    }
}

#[tokio::test]
async fn metadata_goes_back_to_volo() {
    for calls in Calls::ALL {
        let (address, _) = start().await;
        let users = client(address, calls, None);
        let load = METAINFO
            .scope(RefCell::new(MetaInfo::new()), async {
                users.call("getUser", 1).await.unwrap();
                METAINFO.with(|info| info.borrow().get_backward_downstream("LOAD"))
            })
            .await;
        assert_eq!(load.as_deref(), Some("half"));
    }
}

#[tokio::test]
async fn many_calls_at_once_are_answered_each_by_its_own() {
    for calls in Calls::ALL {
        let (address, _) = start().await;
        let users = std::sync::Arc::new(client(address, calls, None));
        let tasks = (1..=50).map(|id| {
            let users = users.clone();
            tokio::spawn(async move {
                let answer = users.call("getUser", id).await.unwrap();
                assert_eq!(answer, Answer::User(User { id, name: "Ada".into() }));
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
    }
}

type Seen = (Metadata, Option<Instant>);

/// Our server, and what it sees of calls.
async fn start() -> (SocketAddr, mpsc::UnboundedReceiver<Seen>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (seen, receiver) = mpsc::unbounded_channel();
    let handler = service_fn(move |request: Request| {
        drop(seen.send((request.metadata().clone(), request.deadline())));
        std::future::ready(get_user(&request))
    });
    tokio::spawn(Server::new().serve(listener, handler, std::future::pending()));
    (address, receiver)
}

fn get_user(request: &Request) -> Result<Response, Error> {
    if request.method() != "getUser" {
        return Err(request.unknown_method());
    }
    let user::GetUserArgs { id } = request.body().decode()?;
    let result = match id {
        MISSING => Err(CallError::Exception(user::NotFound { id }.into())),
        BROKEN => {
            let ty = ExceptionType::INTERNAL_ERROR;
            Err(ApplicationException::new(ty, "broken").into())
        }
        _ => Ok(user::User { id, name: "Ada".into(), ..user::User::default() }),
    };
    let mut response = request.reply::<user::User, user::GetUserException>(result)?;
    response.metadata_mut().insert(Key::text("RPC_BACKWARD_LOAD"), "half");
    Ok(response)
}
