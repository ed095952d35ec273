use mini_lust::{Error, ExceptionType, layer::Access};
use tower::{Layer, ServiceExt, filter::FilterLayer};

use crate::handler::{answers, request};

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
    let access = Access::methods(["get"]).or(|it| it.peer() == Some("10.0.0.1"));
    let service = FilterLayer::new(access).layer(answers(|it| Ok(it.no_reply())));
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
