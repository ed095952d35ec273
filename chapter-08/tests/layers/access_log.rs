use std::{
    collections::HashMap,
    fmt,
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{Body, Error, Protocol, Request, Response, layer::AccessLogLayer};
use tokio::time::{sleep, timeout};
use tower::{Layer, ServiceExt, service_fn};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    subscriber::DefaultGuard,
};
use tracing_subscriber::layer;

use crate::subscriber::listen;

type Fields = HashMap<&'static str, String>;

/// The fields of each line of the log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Fields>>>);

struct Read<'a>(&'a mut Fields);

impl Visit for Read<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl<S: Subscriber> layer::Layer<S> for Log {
    fn on_event(&self, event: &Event<'_>, _: layer::Context<'_, S>) {
        if event.metadata().target() == "mini_lust::access" {
            let mut fields = Fields::new();
            event.record(&mut Read(&mut fields));
            self.0.lock().unwrap().push(fields);
        }
    }
}

impl Log {
    fn keep() -> (Self, DefaultGuard) {
        let log = Self::default();
        let guard = listen(log.clone());
        (log, guard)
    }

    fn only(&self) -> Fields {
        let lines = self.0.lock().unwrap();
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines[0].clone()
    }
}

fn request(method: &str) -> Request {
    let mut request =
        Request::new(method.to_owned(), Body::encode(Protocol::Binary, &7));
    request.set_peer("10.0.0.1".into());
    request
}

#[tokio::test(start_paused = true)]
async fn a_call_is_a_line() {
    let (log, _guard) = Log::keep();
    let service = service_fn(async |_: Request| {
        sleep(Duration::from_millis(250)).await;
        Ok::<_, Error>(Response::new(Body::encode(Protocol::Binary, &7_i64)))
    });
    AccessLogLayer::new().layer(service).oneshot(request("get")).await.unwrap();
    let line = log.only();
    assert_eq!(line["method"], "\"get\"");
    assert_eq!(line["peer"], "\"10.0.0.1\"");
    assert_eq!(line["milliseconds"], "250.0");
    assert_eq!((&*line["bytes_in"], &*line["bytes_out"]), ("4", "8"));
    assert_eq!(line["outcome"], "\"ok\"");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_a_line_and_its_name_is_no_two() {
    let (log, _guard) = Log::keep();
    let never = service_fn(|_| pending::<Result<Response, Error>>());
    let name = "get\n".repeat(1000);
    let call = AccessLogLayer::new().layer(never).oneshot(request(&name));
    timeout(Duration::from_secs(1), call).await.unwrap_err();
    let line = log.only();
    assert_eq!(line["outcome"], "\"cancelled\"");
    assert_eq!(line["method"], format!("{:?}", &name[..100]));
}
