use mini_lust::{Error, Request, Response, layer::FallbackLayer};
use tower::{Layer, ServiceExt, service_fn};

use crate::handler::request;

/// Answers each call, with its name in the metadata.
async fn named(request: Request, error: Error) -> Result<Response, Error> {
    let mut response = request.no_reply();
    let text = format!("{}: {error}", request.method());
    response.metadata_mut().insert(KEY, text);
    Ok(response)
}

const KEY: mini_lust::protocol::metadata::Key<String> =
    mini_lust::protocol::metadata::Key::text("why");

#[tokio::test]
async fn a_call_that_fails_is_answered_in_another_way() {
    let fails = service_fn(async |_: Request| Err::<Response, _>(Error::Unsent));
    let service = FallbackLayer::new(named).layer(fails);
    let response = service.oneshot(request("get")).await.unwrap();
    let why = response.metadata().get(KEY);
    assert_eq!(
        why.as_deref(),
        Some("get: the connection closed before the call was sent")
    );
}

#[tokio::test]
async fn a_call_that_succeeds_is_left_alone() {
    let works = service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
    let service = FallbackLayer::new(named).layer(works);
    let response = service.oneshot(request("get")).await.unwrap();
    assert!(response.metadata().is_empty());
}

#[tokio::test]
async fn if_there_is_no_other_answer_either_the_call_fails() {
    let fails = service_fn(async |_: Request| Err::<Response, _>(Error::Unsent));
    let service = FallbackLayer::new(async |_, _| Err(Error::Overloaded)).layer(fails);
    let error = service.oneshot(request("get")).await.unwrap_err();
    assert!(matches!(error, Error::Overloaded), "{error:?}");
}
