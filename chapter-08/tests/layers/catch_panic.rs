use mini_lust::{
    Body, Error, ExceptionType, Protocol, Request, Response, layer::CatchPanicLayer,
};
use tower::{Layer, Service, ServiceExt, service_fn};

fn request() -> Request {
    Request::new("get", Body::encode(Protocol::Binary, &7))
}

fn is_told_no_more_than_that(result: Result<Response, Error>) {
    let Err(Error::Application(exception)) = result else { panic!("{result:?}") };
    assert_eq!(exception.ty, ExceptionType::INTERNAL_ERROR);
    assert_eq!(exception.message, "the handler panicked");
}

#[tokio::test]
async fn a_panic_is_an_error_that_does_not_tell_its_text() {
    let broken = service_fn(async |_: Request| -> Result<Response, Error> {
        tokio::task::yield_now().await;
        panic!("the password is 1234")
    });
    is_told_no_more_than_that(
        CatchPanicLayer::new().layer(broken).oneshot(request()).await,
    );
}

#[tokio::test]
async fn a_panic_before_there_is_a_future_is_one_too_and_the_service_goes_on() {
    let mut calls = 0;
    let mut service = CatchPanicLayer::new().layer(service_fn(move |it: Request| {
        calls += 1;
        assert_ne!(calls, 1, "the first call panics");
        std::future::ready(Ok::<_, Error>(it.no_reply()))
    }));
    is_told_no_more_than_that(service.ready().await.unwrap().call(request()).await);
    service.ready().await.unwrap().call(request()).await.unwrap();
}
