//! What a client makes of its calls, and of what it is answered.

use std::time::Duration;

use mini_lust::{
    Body, Bytes, CallError, Error, Protocol, Request, Response,
    user::{GetUserException, NotFound, User, UserClient},
};
use tower::{ServiceBuilder, timeout::error::Elapsed};
use tower_test::{assert_request_eq, mock};

/// A client whose calls the test answers.
fn client()
-> (UserClient<mock::Mock<Request, Response>>, mock::Handle<Request, Response>) {
    let (service, handle) = mock::pair();
    (UserClient::new(service, Protocol::Binary), handle)
}

fn binary(bytes: &'static [u8]) -> Body {
    Body::new(Protocol::Binary, Bytes::from_static(bytes))
}

#[tokio::test]
async fn a_call_is_its_name_and_a_struct_of_its_arguments() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.get_user(7).await });
    let request = Request::new("getUser", binary(b"\x0a\0\x01\0\0\0\0\0\0\0\x07\0"));
    let reply: Result<User, GetUserException> = Ok(User { id: 7, ..User::default() });
    assert_request_eq!(handle, request)
        .send_response(Response::new(Body::encode(Protocol::Binary, &reply)));
    assert_eq!(call.await.unwrap().unwrap().id, 7);
}

#[tokio::test]
async fn a_declared_exception_is_the_error_of_the_call() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.get_user(7).await });
    let (_, reply) = handle.next_request().await.unwrap();
    // Field 1, a struct, in which field 1 is the id.
    let body = binary(b"\x0c\0\x01\x0a\0\x01\0\0\0\0\0\0\0\x07\0\0");
    reply.send_response(Response::new(body));
    let Err(CallError::Exception(exception)) = call.await.unwrap() else { panic!() };
    assert_eq!(exception, GetUserException::NotFound(NotFound { id: 7 }));
}

#[tokio::test]
async fn a_void_reply_is_an_empty_struct() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.replace_user(User::default()).await });
    let (_, reply) = handle.next_request().await.unwrap();
    reply.send_response(Response::new(binary(b"\0")));
    call.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_reply_without_a_value_is_an_error() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.find_users("Ada".into()).await });
    let (_, reply) = handle.next_request().await.unwrap();
    reply.send_response(Response::new(binary(b"\0")));
    let Err(CallError::Failed(Error::Decode(error))) = call.await.unwrap() else {
        panic!()
    };
    assert!(error.to_string().starts_with("reply.success is required"), "{error}");
}

#[tokio::test]
async fn a_oneway_call_says_that_it_is_one() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.record_login(1).await });
    let (request, reply) = handle.next_request().await.unwrap();
    assert!(request.is_oneway());
    reply.send_response(request.no_reply());
    call.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_error_survives_the_layers_that_box_it() {
    let (service, mut handle) = mock::pair::<Request, Response>();
    let boxed = ServiceBuilder::new().timeout(Duration::MAX).service(service);
    let client = UserClient::new(boxed, Protocol::Binary);
    let call = tokio::spawn(async move { client.get_user(7).await });
    let (_, reply) = handle.next_request().await.unwrap();
    reply.send_error(Error::Unsent);
    assert!(matches!(call.await.unwrap(), Err(CallError::Failed(Error::Unsent))));
}

#[tokio::test]
async fn an_error_of_a_layer_is_passed_on() {
    let (client, mut handle) = client();
    let call = tokio::spawn(async move { client.get_user(7).await });
    let (_, reply) = handle.next_request().await.unwrap();
    reply.send_error(Elapsed::new());
    let Err(CallError::Failed(Error::Layer(error))) = call.await.unwrap() else {
        panic!()
    };
    assert!(error.is::<Elapsed>());
}
