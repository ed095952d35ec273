//! A client calls A, which calls B, which calls C, which fails: how many calls does C get?
//!
//! All are servers in memory, and the metadata is on the wire between them.

use std::{
    convert::Infallible,
    future::{pending, ready},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use mini_lust::{
    ApplicationException, ByteString, CallError, Connection, Context, Error,
    ExceptionType, FrameCodec, Framing, Protocol, Request, Response, RpcService, Server,
    layer::{ContextLayer, RetryLayer, budget::Budget},
    protocol::metadata::Key,
    user::{GetUserException, User, UserClient, UserId, UserServer, UserService},
};
use tokio::{io::duplex, sync::mpsc, time::interval};
use tower::{Layer, ServiceExt, service_fn, util::BoxCloneSyncService};

/// Answers each `get_user` by a function.
struct Handler<F>(F);

type Answer = Result<User, CallError<GetUserException>>;

impl<F> UserService for Handler<F>
where
    F: Fn(UserId) -> BoxFuture<'static, Answer> + Send + Sync + 'static,
{
    async fn get_user(&self, id: UserId) -> Answer {
        self.0(id).await
    }

    async fn find_users(
        &self,
        _: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        Ok(Vec::new())
    }

    async fn replace_user(&self, _: User) -> Result<(), CallError<Infallible>> {
        Ok(())
    }

    async fn record_login(&self, _: UserId) {}
}

/// C: it counts its calls, and fails all of them.
async fn failing(
    count: &Arc<AtomicU32>,
    error: impl Fn() -> Error + Send + Sync + 'static,
) -> Connection {
    let count = Arc::clone(count);
    let answer = move |_| {
        count.fetch_add(1, Ordering::Relaxed);
        ready(Err(error().into())).boxed()
    };
    serve(UserServer::new(Handler(answer))).await
}

/// A or B: its answer is what its next tier's is, but if that is an error, one of its own:
/// neither the error nor its metadata is passed on.
async fn tier<S: RpcService + Clone + Sync>(next: UserClient<S>) -> Connection {
    let answer = move |id| {
        let next = next.clone();
        let call = async move { next.get_user(id).await.map_err(|_| broken().into()) };
        Context::current().idempotent().scope(call).boxed()
    };
    serve(UserServer::new(Handler(answer))).await
}

fn broken() -> Error {
    ApplicationException::new(ExceptionType::INTERNAL_ERROR, "broken").into()
}

/// A connection to a server that runs `service` from now on.
async fn serve<S: RpcService + Clone + Sync>(service: S) -> Connection {
    let (near, far) = duplex(64 * 1024);
    let (listener, connections) = mpsc::channel(1);
    let server = Server::new().layer(ContextLayer::new());
    tokio::spawn(server.serve(connections, service, pending()));
    listener.send(far).await.expect("the server listens");
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::TtHeader));
    tokio::spawn(async move {
        drop(driver.await);
        drop(listener);
    });
    connection
}

/// How many calls C gets for each that the client makes, with `layer` at each tier that
/// calls.
async fn load_on_c<L, S>(calls: u32, layer: impl Fn() -> L) -> f64
where
    L: Layer<Connection, Service = S>,
    S: RpcService + Clone + Sync,
{
    let count = Arc::new(AtomicU32::new(0));
    let c = failing(&count, broken).await;
    let to_c = UserClient::new(layer().layer(c), Protocol::Binary);
    let b = tier(to_c).await;
    let to_b = UserClient::new(layer().layer(b), Protocol::Binary);
    let a = tier(to_b).await;
    let to_a = UserClient::new(layer().layer(a), Protocol::Binary);

    let mut rate = interval(Duration::from_millis(10));
    let mut answers = Vec::new();
    for id in 0..calls {
        rate.tick().await;
        let client = to_a.clone();
        let call = async move { client.get_user(id.into()).await };
        answers.push(Context::new().idempotent().spawn(call));
    }
    for answer in answers {
        answer.await.expect("no call panics").expect_err("all calls fail");
    }
    f64::from(count.load(Ordering::Relaxed)) / f64::from(calls)
}

/// What many a program does: three attempts, whatever the error, whoever else does it too.
struct Naive;

impl Layer<Connection> for Naive {
    type Service = BoxCloneSyncService<Request, Response, Error>;

    fn layer(&self, inner: Connection) -> Self::Service {
        BoxCloneSyncService::new(service_fn(move |request: Request| {
            let inner = inner.clone();
            async move {
                let mut result = inner.clone().oneshot(request.clone()).await;
                for _ in 1..3 {
                    if result.is_err() {
                        result = inner.clone().oneshot(request.clone()).await;
                    }
                }
                result
            }
        }))
    }
}

#[tokio::test(start_paused = true)]
async fn naive_retries_at_three_tiers_make_27_calls_of_one() {
    let load = load_on_c(100, || Naive).await;
    println!("{load} calls of one");
    assert_eq!(load, 27.0);
}

#[tokio::test(start_paused = true)]
async fn at_three_tiers_retries_add_a_fifth_at_most_to_the_load() {
    let layer = || RetryLayer::new().budget(Budget::new(1, 0.1));
    let load = load_on_c(1000, layer).await;
    println!("{load} calls of one");
    assert!(1.0 < load && load <= 1.2, "{load} calls of one");
}

/// The markers alone, without what a budget does.
#[tokio::test(start_paused = true)]
async fn only_the_tier_next_to_the_failure_repeats() {
    let layer = || RetryLayer::new().budget(Budget::new(1000, 1.0));
    let load = load_on_c(1000, layer).await;
    println!("{load} calls of one");
    assert_eq!(load, 3.0);
}

#[tokio::test(start_paused = true)]
async fn who_is_called_again_does_not_call_again() {
    const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");
    let count = Arc::new(AtomicU32::new(0));
    let c = failing(&count, broken).await;
    let to_c = UserClient::new(RetryLayer::new().layer(c), Protocol::Binary);
    let b = tier(to_c).await;
    let to_b = UserClient::new(b, Protocol::Binary);
    for (attempt, calls) in [(1, 3), (2, 1), (7, 1)] {
        let call = Context::new().with(ATTEMPT, attempt).scope(to_b.get_user(1));
        call.await.expect_err("all calls fail");
        assert_eq!(count.swap(0, Ordering::Relaxed), calls, "{attempt}");
    }
}

#[tokio::test(start_paused = true)]
async fn nor_does_who_is_called_for_a_call_that_was_made_again() {
    const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_attempt");
    let count = Arc::new(AtomicU32::new(0));
    let c = failing(&count, broken).await;
    let b = tier(UserClient::new(RetryLayer::new().layer(c), Protocol::Binary)).await;
    let a = tier(UserClient::new(b, Protocol::Binary)).await;
    let to_a = UserClient::new(a, Protocol::Binary);
    let call = Context::new().with(ATTEMPT, 2).scope(to_a.get_user(1));
    call.await.expect_err("all calls fail");
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn who_has_given_up_says_so_and_who_could_not_repeat_does_not() {
    const GIVEN_UP: Key<bool> = Key::text("RPC_BACKWARD_given-up");
    let given_up = async |layer: RetryLayer, safe: bool| {
        let c = failing(&Arc::default(), broken).await;
        let to_c = layer.layer(c);
        let b = service_fn(move |mut request: Request| {
            if safe {
                request.set_idempotent();
            }
            to_c.clone().oneshot(request).map_err(|_| broken())
        });
        let to_b = UserClient::new(serve(b).await, Protocol::Binary);
        match to_b.get_user(1).await {
            Err(CallError::Failed(Error::Application(error))) => {
                error.metadata.get(GIVEN_UP)
            }
            other => panic!("{other:?}"),
        }
    };
    let layer = RetryLayer::new;
    assert_eq!(given_up(layer(), true).await, Some(true));
    assert_eq!(given_up(layer().budget(Budget::new(0, 0.0)), true).await, Some(true));
    assert_eq!(given_up(layer(), false).await, None);
    assert_eq!(
        given_up(layer().attempts(1), true).await,
        None,
        "it leaves that to others"
    );
}

/// That C has not begun with a call says nothing of B, which has: its caller must not take
/// it as safe to call B again.
#[tokio::test(start_paused = true)]
async fn a_handler_that_was_turned_away_has_itself_begun() {
    let turned_away: [fn() -> Error; 3] = [
        || Error::Overloaded,
        || Error::Unsent,
        || ApplicationException::new(ExceptionType::LOADSHEDDING, "busy").into(),
    ];
    for error in turned_away {
        let count = Arc::new(AtomicU32::new(0));
        let b = failing(&count, error).await;
        let to_b = UserClient::new(RetryLayer::new().layer(b), Protocol::Binary);
        // It is not idempotent.
        to_b.get_user(1).await.expect_err("all calls fail");
        assert_eq!(count.load(Ordering::Relaxed), 1, "{}", error());
    }
}
