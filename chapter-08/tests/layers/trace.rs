use std::{
    collections::HashMap,
    convert::Infallible,
    fmt,
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{
    Body, ByteString, CallError, Connection, Context as CallContext, Error, FrameCodec,
    Framing, Protocol, Request, Response, RpcService, Server,
    layer::{
        ContextLayer, TraceLayer,
        traceparent::{TRACE_PARENT, TRACE_STATE, TraceContext},
    },
    protocol::metadata::Name,
    user::{
        GetUserException, NotFound, User, UserClient, UserId, UserServer, UserService,
    },
};
use tokio::{io::duplex, sync::mpsc, time::timeout};
use tower::{Layer, ServiceExt, service_fn};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::{DefaultGuard, NoSubscriber},
};
use tracing_subscriber::layer;

use crate::subscriber::listen;

/// Answers itself, or asks another server.
struct Handler<S>(Option<UserClient<S>>);

impl<S: RpcService + Clone + Sync> UserService for Handler<S> {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        match &self.0 {
            Some(users) => users.get_user(id).await,
            None if id == 0 => Err(NotFound::default().into()),
            None => Ok(User { id, ..User::default() }),
        }
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

/// A client of a server in memory that serves `handler`.
async fn client_of(
    handler: impl UserService,
) -> UserClient<impl RpcService + Clone + Sync> {
    let (near, far) = duplex(64 * 1024);
    let (listener, connections) = mpsc::channel(1);
    listener.send(far).await.unwrap();
    let server = Server::new().layer(TraceLayer::server()).layer(ContextLayer::new());
    tokio::spawn(server.serve(connections, UserServer::new(handler), pending()));
    let codec = FrameCodec::new(Framing::TtHeader);
    let (connection, driver) = Connection::new(near, codec);
    tokio::spawn(driver);
    let service = TraceLayer::client().layer(connection);
    UserClient::new(service, Protocol::Binary)
}

type Fields = HashMap<&'static str, String>;

/// Keeps the spans, each by its name and its fields.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Span>>>);

type Span = (Id, &'static str, Fields);

struct Read<'a>(&'a mut Fields);

impl Visit for Read<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl<S: Subscriber> layer::Layer<S> for Spans {
    fn on_new_span(&self, span: &Attributes<'_>, id: &Id, _: layer::Context<'_, S>) {
        if span.metadata().name().starts_with("rpc.") {
            let mut fields = Fields::new();
            span.record(&mut Read(&mut fields));
            self.0.lock().unwrap().push((id.clone(), span.metadata().name(), fields));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: layer::Context<'_, S>) {
        // Ids are given out again: the last is meant.
        let mut spans = self.0.lock().unwrap();
        if let Some((_, _, fields)) = spans.iter_mut().rfind(|(it, ..)| it == id) {
            values.record(&mut Read(fields));
        }
    }
}

impl Spans {
    fn collect() -> (Self, DefaultGuard) {
        let spans = Self::default();
        let guard = listen(spans.clone());
        (spans, guard)
    }

    fn names(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().iter().map(|(_, name, _)| *name).collect()
    }

    fn field(&self, name: &'static str) -> Vec<Option<String>> {
        let spans = self.0.lock().unwrap();
        spans.iter().map(|(_, _, fields)| fields.get(name).cloned()).collect()
    }
}

#[tokio::test(start_paused = true)]
async fn over_two_hops_all_spans_are_of_one_trace() {
    let (spans, _guard) = Spans::collect();
    let back = client_of(Handler(None::<UserClient<Connection>>)).await;
    let front = client_of(Handler(Some(back))).await;
    front.get_user(7).await.unwrap();

    let names = ["rpc.client", "rpc.server", "rpc.client", "rpc.server"];
    assert_eq!(spans.names(), names);
    let traces = spans.field("trace_id");
    assert!(traces.iter().all(|id| id.is_some() && *id == traces[0]), "{traces:?}");
    println!("{} spans, and one trace", traces.len());
    let (ids, parents) = (spans.field("span_id"), spans.field("parent_id"));
    assert_eq!(parents[0], None);
    assert_eq!(parents[1..], ids[..3]);
    let outcomes = spans.field("outcome");
    assert!(outcomes.iter().all(|it| it.as_deref() == Some("ok")), "{outcomes:?}");
    assert_eq!(spans.field("otel.kind")[3].as_deref(), Some("server"));
    assert_eq!(spans.field("rpc.method")[3].as_deref(), Some("getUser"));
}

/// What the service below sees of a call with the metadata `text`.
async fn seen(layer: TraceLayer, text: Option<&'static str>) -> TraceContext {
    let echo = service_fn(async |request: Request| {
        let mut response = request.no_reply();
        *response.metadata_mut() = request.metadata().clone();
        Ok::<_, Error>(response)
    });
    let mut request = Request::new("get", Body::encode(Protocol::Binary, &7));
    if let Some(text) = text {
        request.metadata_mut().insert_text(Name::from(TRACE_PARENT), text.into());
    }
    let response = layer.layer(echo).oneshot(request).await.unwrap();
    response.metadata().get(TRACE_PARENT).unwrap()
}

/// The standard demands both: vendors keep there what they need to find their own spans.
#[tokio::test]
async fn a_trace_state_travels_with_its_trace_and_with_no_other() {
    let asks_on = service_fn(async |request: Request| {
        let next = service_fn(async |request: Request| {
            let mut response = request.no_reply();
            *response.metadata_mut() = request.metadata().clone();
            Ok::<_, Error>(response)
        });
        let body = request.body().clone();
        let mut call = Request::new("next", body);
        call.metadata_mut().fill(CallContext::current().metadata());
        TraceLayer::client().layer(next).oneshot(call).await
    });
    let server = TraceLayer::server().layer(ContextLayer::new().layer(asks_on));
    let state = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";
    for (parent, passed_on) in [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", Some(state.into())),
        ("00-4bf92f-00f067-01", None),
    ] {
        let mut request = Request::new("get", Body::encode(Protocol::Binary, &7));
        let metadata = request.metadata_mut();
        metadata.insert_text(Name::from(TRACE_PARENT), parent.into());
        metadata.insert_text(Name::from(TRACE_STATE), state.into());
        let response = server.clone().oneshot(request).await.unwrap();
        assert_eq!(response.metadata().get(TRACE_STATE), passed_on, "{parent}");
    }
}

#[tokio::test]
async fn the_trace_travels_though_nobody_collects_spans() {
    let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let parent: TraceContext = text.parse().unwrap();
    for layer in [TraceLayer::client(), TraceLayer::server()] {
        let child = seen(layer, Some(text)).await;
        assert_eq!((child.trace_id, child.sampled), (parent.trace_id, true));
        assert_ne!(child.span_id, parent.span_id);
    }
}

#[tokio::test]
async fn a_trace_that_nobody_collects_begins_unsampled() {
    // Other tests have subscribers, in other threads: so this thread says that it has none.
    let nobody = tracing::subscriber::set_default(NoSubscriber::new());
    assert!(!seen(TraceLayer::client(), None).await.sampled);
    drop(nobody);
    let (_spans, _guard) = Spans::collect();
    assert!(seen(TraceLayer::client(), None).await.sampled);
}

#[tokio::test]
async fn a_parent_that_is_none_begins_a_new_trace() {
    let child = seen(TraceLayer::server(), Some("00-4bf92f-00f067-01")).await;
    assert_ne!(child.trace_id, 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_cancelled() {
    let (spans, _guard) = Spans::collect();
    let never = service_fn(|_| pending::<Result<Response, Error>>());
    let request = Request::new("get", Body::encode(Protocol::Binary, &7));
    let call = TraceLayer::client().layer(never).oneshot(request);
    timeout(Duration::from_secs(1), call).await.unwrap_err();
    assert_eq!(spans.field("outcome"), [Some("cancelled".to_owned())]);
}

#[test]
fn a_context_has_the_trace_of_its_call() {
    let mut request = Request::new("get", Body::encode(Protocol::Binary, &7));
    let context = TraceContext::new();
    request.metadata_mut().insert(TRACE_PARENT, context);
    assert_eq!(CallContext::of(&request).metadata().get(TRACE_PARENT), Some(context));
}

#[tokio::test]
async fn spans_name_the_service() {
    let (spans, _guard) = Spans::collect();
    let handler =
        service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
    let client = TraceLayer::client().service("users").layer(handler);
    let request = Request::new("get", Body::encode(Protocol::Binary, &7));
    client.oneshot(request).await.unwrap();
    assert_eq!(spans.field("rpc.service"), [Some("users".to_owned())]);
}

/// OpenTelemetry's subscriber draws ids of its own.
#[tokio::test]
async fn the_ids_of_a_subscriber_are_passed_on() {
    let (spans, _guard) = Spans::collect();
    let handler = service_fn(async |request: Request| {
        let passed_on: TraceContext = request.metadata().get(TRACE_PARENT).unwrap();
        assert_eq!((passed_on.trace_id, passed_on.span_id), (1, 3));
        Ok::<_, Error>(request.no_reply())
    });
    let layer = TraceLayer::server().ids(|span, parent| {
        assert!(!span.is_disabled());
        Some(TraceContext { span_id: parent?.span_id + 1, ..*parent? })
    });
    let mut request = Request::new("get", Body::encode(Protocol::Binary, &7));
    let parent = TraceContext { trace_id: 1, span_id: 2, sampled: true };
    request.metadata_mut().insert(TRACE_PARENT, parent);
    layer.layer(handler).oneshot(request).await.unwrap();
    assert_eq!(spans.field("span_id"), [Some(format!("{:016x}", 3))]);
    assert_eq!(spans.field("parent_id"), [Some(format!("{:016x}", 2))]);
}
