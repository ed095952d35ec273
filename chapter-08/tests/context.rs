//! What calls get from the context that they are made in, and what a handler's context has
//! of the call that it answers.

use std::time::Duration;

use mini_lust::{
    Body, CallError, Client, Context, Error, Protocol, Request, Response,
    layer::ContextLayer,
    protocol::metadata::Key,
    user::{GetUserArgs, GetUserException, RecordLoginArgs, User},
};
use tokio::{sync::mpsc, time::Instant};
use tower::{Layer, Service, ServiceExt, service_fn};

const TRACE: Key<String> = Key::text("RPC_PERSIST_TRACE");
const ATTEMPT: Key<u32> = Key::text("RPC_TRANSIT_ATTEMPT");

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn without_a_context_a_call_has_nothing() {
    let request = call().await;
    assert_eq!(request.deadline(), None);
    assert!(request.metadata().is_empty());
    assert!(!request.is_idempotent());
}

#[tokio::test(start_paused = true)]
async fn calls_get_what_their_context_says() {
    let context = Context::new().timeout(SECOND).idempotent().with(ATTEMPT, 2);
    let context = context.with_text(TRACE.into(), "abc".into());
    for request in [context.clone().scope(call()).await, context.scope(cast()).await] {
        assert_eq!(request.deadline(), Some(Instant::now() + SECOND));
        assert_eq!(request.metadata().get(ATTEMPT), Some(2));
        assert_eq!(request.metadata().get(TRACE).as_deref(), Some("abc"));
        assert!(request.is_idempotent());
    }
}

#[tokio::test(start_paused = true)]
async fn the_earlier_deadline_counts() {
    let now = Instant::now();
    for (outer, inner) in [(1, 2), (2, 1)] {
        let context = Context::new().timeout(outer * SECOND).timeout(inner * SECOND);
        assert_eq!(context.deadline(), Some(now + SECOND));
        let mut request = Request::new("ping", Body::new(Protocol::Binary, "\0".into()));
        request.set_deadline(now + outer * SECOND);
        request.set_deadline(now + inner * SECOND);
        assert_eq!(request.deadline(), Some(now + SECOND));
    }
}

#[tokio::test(start_paused = true)]
async fn a_deadline_stays_where_it_is_while_time_goes_on() {
    let begin = Instant::now();
    let request = Context::new().timeout(2 * SECOND).scope(async {
        tokio::time::advance(SECOND).await;
        call().await
    });
    assert_eq!(request.await.deadline(), Some(begin + 2 * SECOND));
}

/// No clock goes so far.
#[tokio::test(start_paused = true)]
async fn a_timeout_without_an_end_is_no_deadline() {
    assert_eq!(Context::new().timeout(Duration::MAX).deadline(), None);
}

#[tokio::test(start_paused = true)]
async fn a_context_within_another_adds_to_it_only_if_it_was_made_of_it() {
    let outer = Context::new().with(ATTEMPT, 1).with(TRACE, "abc".to_owned());
    outer
        .scope(async {
            let inner = Context::current().with(ATTEMPT, 2);
            let request = inner.scope(call()).await;
            assert_eq!(request.metadata().get(ATTEMPT), Some(2));
            assert_eq!(request.metadata().get(TRACE).as_deref(), Some("abc"));

            let request = Context::new().scope(call()).await;
            assert!(request.metadata().is_empty());
            assert_eq!(call().await.metadata().get(ATTEMPT), Some(1), "it is back");
        })
        .await;
}

#[tokio::test(start_paused = true)]
async fn a_task_has_a_context_only_if_it_is_spawned_with_one() {
    Context::new()
        .with(ATTEMPT, 2)
        .scope(async {
            let request = tokio::spawn(call()).await.unwrap();
            assert!(request.metadata().is_empty());
            let request = Context::current().spawn(call()).await.unwrap();
            assert_eq!(request.metadata().get(ATTEMPT), Some(2));
        })
        .await;
}

// === Within a handler ===

#[tokio::test(start_paused = true)]
async fn a_handler_passes_on_the_deadline_and_persistent_metadata_only() {
    let mut request = Request::new("ping", Body::new(Protocol::Binary, "\0".into()));
    let deadline = Instant::now() + SECOND;
    request.set_deadline(deadline);
    request.set_idempotent();
    request.metadata_mut().insert(TRACE, "abc".to_owned());
    request.metadata_mut().insert(ATTEMPT, 2);
    request.metadata_mut().insert(Key::number(12), 1000);

    let seen = handled(request).await;
    assert_eq!(seen.deadline(), Some(deadline));
    assert!(!seen.is_idempotent(), "what the handler calls is another method");
    assert_eq!(seen.metadata().get(TRACE).as_deref(), Some("abc"));
    assert_eq!(seen.metadata().iter().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_handler_does_not_see_the_context_outside() {
    let request = Request::new("ping", Body::new(Protocol::Binary, "\0".into()));
    let seen = Context::new().timeout(SECOND).with(ATTEMPT, 2).scope(handled(request));
    let seen = seen.await;
    assert_eq!((seen.deadline(), seen.metadata().is_empty()), (None, true));
}

/// A service may do its work before it returns a future.
#[tokio::test(start_paused = true)]
async fn the_context_is_there_when_a_handler_is_called_and_when_it_is_polled() {
    let (sender, mut deadlines) = mpsc::unbounded_channel();
    let handler = service_fn(move |request: Request| {
        let sender = sender.clone();
        sender.send(Context::current().deadline()).expect("the test listens");
        async move {
            tokio::task::yield_now().await;
            sender.send(Context::current().deadline()).expect("the test listens");
            Ok::<_, Error>(request.no_reply())
        }
    });
    let mut request = Request::new("ping", Body::new(Protocol::Binary, "\0".into()));
    let deadline = Instant::now() + SECOND;
    request.set_deadline(deadline);
    ContextLayer::new().layer(handler).oneshot(request).await.unwrap();
    assert_eq!(deadlines.recv().await, Some(Some(deadline)));
    assert_eq!(deadlines.recv().await, Some(Some(deadline)));
    assert_eq!(Context::current().deadline(), None, "and not here");
}

/// The call that a handler makes in turn when it is called with `request`.
async fn handled(request: Request) -> Request {
    let (sender, mut seen) = mpsc::unbounded_channel();
    let handler = service_fn(move |request: Request| {
        let sender = sender.clone();
        async move {
            drop(sender.send(call().await));
            Ok::<_, Error>(request.no_reply())
        }
    });
    ContextLayer::new().layer(handler).oneshot(request).await.unwrap();
    seen.recv().await.expect("it was called")
}

// === Calls ===

/// The request that becomes of a call which is made here.
async fn call() -> Request {
    let (service, mut seen) = service();
    let client = Client::new(service, Protocol::Binary);
    let answer: Result<User, CallError<GetUserException>> =
        client.call(&GetUserArgs { id: 1 }).await;
    assert_eq!(answer.unwrap().id, 1);
    seen.recv().await.expect("it was called")
}

async fn cast() -> Request {
    let (service, mut seen) = service();
    let client = Client::new(service, Protocol::Binary);
    client.cast(&RecordLoginArgs { id: 1 }).await.unwrap();
    seen.recv().await.expect("it was called")
}

/// Answers with a user, and tells what it was asked.
fn service() -> (
    impl Service<Request, Response = Response, Error = Error, Future: Send>
    + Clone
    + Send
    + 'static,
    mpsc::UnboundedReceiver<Request>,
) {
    let (sender, seen) = mpsc::unbounded_channel();
    let service = service_fn(move |request: Request| {
        let user = User { id: 1, ..User::default() };
        let response = request.reply::<_, GetUserException>(Ok(user));
        drop(sender.send(request));
        std::future::ready(response)
    });
    (service, seen)
}
