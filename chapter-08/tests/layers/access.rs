use mini_lust::{
    application::ExceptionType, call::Request, error::Error, layer::Access,
};
use tower::{Layer, ServiceExt, filter::FilterLayer, service_fn};

use crate::handler::request;

#[tokio::test]
async fn who_may_not_call_a_method_is_told_that_there_is_none() {
    let mut known = request("put");
    known.set_peer("10.0.0.1".into());
    let mut other = request("put");
    other.set_peer("10.0.0.2".into());
    let calls = [
        (request("get"), true),
        (request("put"), false),
        (request("Get"), false),
        (known, true),
        (other, false),
    ];
    let works = service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
    let access = Access::methods(["get"]).or(|it| it.peer() == Some("10.0.0.1"));
    let service = FilterLayer::new(access).layer(works);
    for (call, may) in calls {
        let name = format!("{} of {:?}", call.method(), call.peer());
        match service.clone().oneshot(call).await.map_err(Error::from) {
            Ok(_) => assert!(may, "{name}"),
            Err(error) => {
                assert!(!may, "{name}");
                assert!(!error.is_failure(), "no endpoint should be left for it");
                let Error::Application(exception) = error else { panic!("{error:?}") };
                assert_eq!(exception.ty, ExceptionType::UNKNOWN_METHOD);
            }
        }
    }
}
