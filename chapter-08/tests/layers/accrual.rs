//! Which answers take an endpoint out.

use std::{
    future::{pending, ready},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use futures::FutureExt;
use mini_lust::{
    ApplicationException, Body, CallError, Connection, Error, ExceptionType, FrameCodec,
    Framing, Protocol, Request, Server,
    cluster::{
        accrual::{Accrual, Ejectable, Group},
        load::Load,
    },
    user::{GetUserException, User, UserClient},
};
use tokio::{io::duplex, sync::mpsc};
use tower::{Service, ServiceExt, service_fn};

use crate::handler::{answers, request};

/// How many answers of these types, in turn, it gives before it is out, if it is before the
/// twentieth.
async fn answers_until_out<const N: usize>(types: [ExceptionType; N]) -> Option<u32> {
    let group = Group::new(Accrual::new().max_share(1.0));
    let turn = Arc::new(AtomicUsize::new(0));
    let service = answers(move |_| {
        let ty = types[turn.fetch_add(1, Relaxed) % N];
        Err(ApplicationException::new(ty, "as arranged").into())
    });
    let load = Load::new(Duration::from_secs(10));
    let mut judged = Ejectable::new("endpoint".into(), service, load, &group);
    for number in 0..20 {
        let Some(ready) = judged.ready().now_or_never() else { return Some(number) };
        ready.unwrap().call(request("get")).await.unwrap_err();
    }
    None
}

#[tokio::test(start_paused = true)]
async fn who_fails_is_taken_out_and_who_is_too_busy_is_not() {
    assert_eq!(answers_until_out([ExceptionType::INTERNAL_ERROR]).await, Some(5));
    // The time that it had was up before it was a fair one.
    assert_eq!(answers_until_out([ExceptionType::TIMEOUT]).await, None);
    assert_eq!(answers_until_out([ExceptionType::LOADSHEDDING]).await, None);
    assert_eq!(answers_until_out([ExceptionType::DEPENDENCY_FAILED]).await, None);
}

#[tokio::test(start_paused = true)]
async fn a_broken_dependency_does_not_excuse_the_failures_around_it() {
    let with = |ty| answers_until_out([ExceptionType::INTERNAL_ERROR, ty]);
    assert_eq!(with(ExceptionType::DEPENDENCY_FAILED).await, Some(9));
    assert_eq!(with(ExceptionType::UNKNOWN_METHOD).await, None);
}

/// What the caller of a handler is told, by way of the wire, that fails with `error`.
async fn told(error: impl Fn() -> Error + Clone + Send + 'static) -> ExceptionType {
    let service = service_fn(move |request: Request| {
        let failed = CallError::<GetUserException>::from(error());
        ready(request.reply(Err::<User, _>(failed)))
    });
    let (near, far) = duplex(4096);
    let (connections, listener) = mpsc::channel(1);
    connections.send(far).await.unwrap();
    tokio::spawn(Server::new().serve(listener, service, pending()));
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::Framed));
    tokio::spawn(driver);
    match UserClient::new(connection, Protocol::Binary).get_user(1).await {
        Err(CallError::Failed(Error::Application(exception))) => exception.ty,
        result => panic!("{result:?}"),
    }
}

/// The same words are a failure of this server, or of one that it has called.
#[tokio::test(start_paused = true)]
async fn a_broken_dependency_does_not_condemn_those_who_call_it() {
    let broken = |ty| ApplicationException::new(ty, "broken");
    let received = |ty| {
        let body = Body::encode(Protocol::Binary, &broken(ty));
        body.decode::<ApplicationException>().unwrap()
    };
    let told_of = async |exception: ApplicationException| {
        told(move || exception.clone().into()).await
    };
    let ty = ExceptionType::INTERNAL_ERROR;
    assert_eq!(told_of(broken(ty)).await, ty);
    assert_eq!(told_of(received(ty)).await, ExceptionType::DEPENDENCY_FAILED);
    // The time was up for both.
    let ty = ExceptionType::TIMEOUT;
    assert_eq!(told_of(received(ty)).await, ty);
    let lost = told(|| Error::Closed(Error::Unsent.into())).await;
    assert_eq!(lost, ExceptionType::DEPENDENCY_FAILED);
}
