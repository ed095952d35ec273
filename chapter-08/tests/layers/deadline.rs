use std::{
    convert::Infallible,
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

use futures::future::join_all;
use mini_lust::{
    Body, ByteString, Bytes, CallError, Connection, Context, Error, ExceptionType,
    Protocol, Request, Response, Server,
    layer::{ContextLayer, DeadlineLayer},
    protocol::metadata::Name,
    user::{GetUserException, User, UserClient, UserId, UserServer, UserService},
};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep, sleep_until, timeout},
};
use tower::{
    Layer, Service, ServiceBuilder, ServiceExt, service_fn, timeout::TimeoutLayer,
};
use tower_test::mock;

use super::network::serve;

const MS: Duration = Duration::from_millis(1);

fn request() -> Request {
    Request::new("getUser", Body::new(Protocol::Binary, Bytes::from_static(b"\0")))
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_ends_at_its_deadline_and_is_dropped() {
    let dropped = Arc::new(());
    let held = Arc::clone(&dropped);
    let slow = service_fn(move |_: Request| {
        let held = Arc::clone(&held);
        async move {
            sleep(1000 * MS).await;
            drop(held);
            Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
        }
    });
    let begun = Instant::now();
    let answer = DeadlineLayer::new(100 * MS).layer(slow).oneshot(request()).await;
    assert!(matches!(answer, Err(Error::DeadlineExceeded)), "{answer:?}");
    assert_eq!(begun.elapsed(), 100 * MS);
    assert_eq!(Arc::strong_count(&dropped), 1);
}

/// tower's `Timeout` begins when the service is called, which here is never.
#[tokio::test(start_paused = true)]
async fn the_wait_for_a_service_to_be_ready_counts() {
    let (mock, mut handle) = mock::pair::<Request, Response>();
    handle.allow(0);
    let begun = Instant::now();
    let answer = DeadlineLayer::new(100 * MS).layer(mock).oneshot(request()).await;
    assert!(matches!(answer, Err(Error::DeadlineExceeded)), "{answer:?}");
    assert_eq!(begun.elapsed(), 100 * MS);
}

/// So no order of those who set one is wrong.
#[test]
fn a_deadline_is_never_made_later() {
    let early = Instant::now();
    let late = early + MS;
    for deadlines in [[early, late], [late, early]] {
        let mut request = request();
        deadlines.into_iter().for_each(|deadline| request.set_deadline(deadline));
        assert_eq!(request.deadline(), Some(early));
    }
}

#[tokio::test(start_paused = true)]
async fn of_two_deadlines_the_earlier_counts() {
    for (own, at_most) in [(50, 100), (100, 50)] {
        let (mock, _handle) = mock::pair::<Request, Response>();
        let begun = Instant::now();
        let mut request = request();
        request.set_deadline(begun + own * MS);
        let layer = DeadlineLayer::new(at_most * MS);
        layer.layer(mock).oneshot(request).await.unwrap_err();
        assert_eq!(begun.elapsed(), 50 * MS);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_late_is_not_begun() {
    let (mock, mut handle) = mock::pair::<Request, Response>();
    let mut late = request();
    late.set_deadline(Instant::now());
    let answer = DeadlineLayer::as_told().layer(mock).oneshot(late).await;
    assert!(matches!(answer, Err(Error::DeadlineExceeded)), "{answer:?}");
    assert!(handle.next_request().await.is_none(), "nobody was called");
}

#[tokio::test(start_paused = true)]
async fn a_call_without_a_deadline_is_left_alone() {
    let slow = service_fn(async |_: Request| {
        sleep(Duration::from_secs(3600)).await;
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    DeadlineLayer::as_told().layer(slow).oneshot(request()).await.unwrap();
}

/// A service that is not ready puts whoever asks into its queue. If that stayed behind, the
/// call would stand behind it.
#[tokio::test(start_paused = true)]
async fn a_call_on_a_handle_that_is_kept_waits_in_its_own_place() {
    let slow = service_fn(async |_: Request| {
        sleep(60 * MS).await;
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let one = ServiceBuilder::new().concurrency_limit(1).service(slow);
    let mut other = DeadlineLayer::new(1000 * MS).layer(one);
    let mut kept = other.clone();
    let begun = Instant::now();
    let first = tokio::spawn(other.ready().await.unwrap().call(request()));
    kept.ready().await.unwrap().call(request()).await.unwrap();
    assert_eq!(begun.elapsed(), 120 * MS);
    first.await.unwrap().unwrap();

    let mut late = request();
    late.set_deadline(Instant::now());
    kept.ready().await.unwrap().call(late).await.unwrap_err();
    other.ready().await.unwrap().call(request()).await.unwrap();
    assert_eq!(begun.elapsed(), 180 * MS);
}

/// What a server is told is rounded up, to whole milliseconds.
#[tokio::test(start_paused = true)]
async fn the_time_that_is_left_travels() {
    let (deadlines, seen) = (Arc::new(Mutex::new(Vec::new())), Instant::now());
    let noted = Arc::clone(&deadlines);
    let handler = service_fn(move |request: Request| {
        let left = request.deadline().map(|deadline| deadline - seen);
        noted.lock().unwrap().push(left);
        async move { Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into()))) }
    });
    let connection = serve(Server::new(), handler).await;
    let micros = |micros| Some(Duration::from_micros(micros));
    let years = Some(Duration::from_secs(1 << 40));
    for left in [None, micros(0), micros(1), micros(2000), micros(2001), years] {
        let mut request = request();
        if let Some(left) = left {
            request.set_deadline(seen + left);
        }
        connection.clone().oneshot(request).await.unwrap();
    }
    let expected =
        [None, Some(MS), Some(MS), Some(2 * MS), Some(3 * MS), years].to_vec();
    assert_eq!(*deadlines.lock().unwrap(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_server_says_that_the_time_is_over() {
    let never =
        service_fn(async |_: Request| pending::<Result<Response, Error>>().await);
    let server = Server::new().layer(DeadlineLayer::new(100 * MS));
    let connection = serve(server, never).await;
    let answer = connection.oneshot(request()).await;
    let Err(Error::Application(exception)) = answer else { panic!("{answer:?}") };
    assert_eq!(exception.ty, ExceptionType::TIMEOUT);
}

/// A server that takes its time, and then asks another, if there is one behind it.
struct Hop {
    next: Option<UserClient<Connection>>,
    takes: Duration,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    /// How many handlers have begun.
    begun: AtomicU32,
    /// Each handler that is under way has a clone.
    under_way: Arc<()>,
}

impl UserService for Hop {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        let _under_way = Arc::clone(&self.seen.under_way);
        self.seen.begun.fetch_add(1, Relaxed);
        sleep(self.takes).await;
        match &self.next {
            Some(next) => next.get_user(id).await,
            None => pending().await,
        }
    }

    async fn find_users(
        &self,
        _: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        unreachable!("nobody calls it")
    }

    async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
        unreachable!("nobody calls it")
    }

    async fn record_login(&self, _: UserId) {}
}

/// Three servers in a row, of which the last never answers, a client of the first, and what
/// the servers see.
async fn three_hops(takes: Duration) -> (UserClient<Connection>, [Arc<Seen>; 3]) {
    let seen: [Arc<Seen>; 3] = Default::default();
    let mut next = None;
    for seen in seen.iter().rev() {
        let hop = Hop { next, takes, seen: Arc::clone(seen) };
        let server =
            Server::new().layer(DeadlineLayer::as_told()).layer(ContextLayer::new());
        let connection = serve(server, UserServer::new(hop)).await;
        next = Some(UserClient::new(connection, Protocol::Binary));
    }
    (next.expect("there are three"), seen)
}

#[tokio::test(start_paused = true)]
async fn all_servers_that_a_call_has_reached_give_up_when_its_time_is_over() {
    let (users, seen) = three_hops(10 * MS).await;
    let under_way =
        || seen.each_ref().map(|seen| Arc::strong_count(&seen.under_way) - 1);
    let deadline = Instant::now() + 100 * MS;
    let context = Context::new().until(deadline);
    let call = tokio::spawn(async move { context.scope(users.get_user(1)).await });
    sleep_until(deadline - MS).await;
    println!("1 ms before the deadline, handlers under way: {:?}", under_way());
    assert_eq!(under_way(), [1, 1, 1]);
    // Each hop rounds up, by less than a millisecond.
    sleep_until(deadline + 3 * MS).await;
    println!("3 ms after it: {:?}", under_way());
    assert_eq!(under_way(), [0, 0, 0]);
    let answer = call.await.unwrap();
    let Err(CallError::Failed(Error::Application(exception))) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(exception.ty, ExceptionType::TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_would_be_called_late_is_not_called() {
    let (users, seen) = three_hops(60 * MS).await;
    let call = Context::new().timeout(100 * MS).scope(users.get_user(1));
    let answer = call.await;
    assert!(matches!(answer, Err(CallError::Failed(_))), "{answer:?}");
    sleep(Duration::from_secs(60)).await;
    let begun = seen.each_ref().map(|seen| seen.begun.load(Relaxed));
    println!("handlers that began: {begun:?}");
    assert_eq!(begun, [1, 1, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_oneway_call_is_carried_out_however_long_it_takes() {
    let (done, mut told) = mpsc::channel(1);
    let slow = service_fn(move |_: Request| {
        let done = done.clone();
        async move {
            sleep(1000 * MS).await;
            done.send(()).await.expect("the test waits");
            Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
        }
    });
    let server = Server::new().layer(DeadlineLayer::as_told());
    let connection = DeadlineLayer::new(100 * MS).layer(serve(server, slow).await);
    let body = Body::new(Protocol::Binary, Bytes::from_static(b"\0"));
    connection.oneshot(Request::oneway("recordLogin", body)).await.unwrap();
    told.recv().await.expect("it is done");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_has_no_room_for_its_deadline_fails_alone() {
    let handler = service_fn(async |_: Request| {
        sleep(60 * MS).await;
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let connection = serve(Server::new(), handler).await;
    let other = tokio::spawn(connection.clone().oneshot(request()));
    sleep(MS).await;
    // The longest head has 262,150 bytes, of which 35 are not the texts of four entries.
    let mut full = request();
    for number in 0..4 {
        let name = Name::Text(format!("{number}").into());
        let len = if number < 3 { 65_535 } else { 65_510 };
        full.metadata_mut().insert_text(name, "x".repeat(len).into());
    }
    connection.clone().oneshot(full.clone()).await.unwrap();
    full.set_deadline(Instant::now() + 1000 * MS);
    let error = connection.oneshot(full).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error:?}");
    other.await.unwrap().unwrap();
}

// === What happens without ===

/// tower's `Timeout` begins when the service is called. Who waits for that waits longer.
#[tokio::test(start_paused = true)]
async fn towers_timeout_does_not_count_the_wait_for_a_turn() {
    async fn ends<S>(service: S) -> Vec<u128>
    where
        S: Service<Request, Response = Response> + Clone,
        S::Error: std::fmt::Debug,
    {
        let begun = Instant::now();
        let calls = (0..10).map(|_| {
            let service = service.clone();
            async move {
                drop(service.oneshot(request()).await);
                begun.elapsed().as_millis()
            }
        });
        join_all(calls).await
    }
    let slow = service_fn(async |_: Request| {
        sleep(60 * MS).await;
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let one = ServiceBuilder::new().concurrency_limit(1).service(slow);
    let towers = ends(TimeoutLayer::new(100 * MS).layer(one.clone())).await;
    println!("ten callers are done after {towers:?} ms");
    assert_eq!(*towers.last().unwrap(), 600);
    let ours = ends(DeadlineLayer::new(100 * MS).layer(one)).await;
    println!("with a deadline: {ours:?} ms");
    assert_eq!(*ours.last().unwrap(), 100);
}

/// Callers who give up do not tell the server, unless with their calls.
#[tokio::test(start_paused = true)]
async fn callers_who_have_gone_shut_off_a_connection() {
    let handler = service_fn(async |request: Request| {
        if request.method() == "getUser" {
            pending::<()>().await;
        }
        Ok::<_, Error>(Response::new(Body::new(Protocol::Binary, "\0".into())))
    });
    let hour = Duration::from_secs(3600);
    let find = || Request::new("findUsers", Body::new(Protocol::Binary, Bytes::new()));

    let connection = serve(Server::new(), handler).await;
    let mut calls = 0;
    while timeout(hour, connection.clone().oneshot(find())).await.is_ok() {
        drop(timeout(100 * MS, connection.clone().oneshot(request())).await);
        calls += 1;
    }
    println!("after {calls} calls of getUser findUsers is not answered within an hour");
    assert_eq!(calls, 128);

    let server = Server::new().layer(DeadlineLayer::as_told());
    let connection = DeadlineLayer::new(100 * MS).layer(serve(server, handler).await);
    for _ in 0..1000 {
        connection.clone().oneshot(request()).await.unwrap_err();
    }
    connection.oneshot(find()).await.unwrap();
    println!("with deadlines it is, after 1000");
}
