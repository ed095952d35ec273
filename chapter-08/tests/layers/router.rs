//! Which service gets a call.

use mini_lust::{
    Error, Request, Router, RpcService, layer::Access, protocol::metadata::Name,
};
use tower::{Layer, ServiceExt, filter::FilterLayer};

use crate::handler::{Work, request};

/// A service that counts its calls.
fn counting(work: &Work) -> impl RpcService<Error = Error> + Clone + Sync {
    let work = work.clone();
    tower::service_fn(move |request: Request| {
        drop(work.begin());
        std::future::ready(Ok(request.no_reply()))
    })
}

/// A call that names its service as Volo does.
fn beside(service: &'static str) -> Request {
    let mut request = request("get");
    request.metadata_mut().insert_text(Name::Text("isn".into()), service.into());
    request
}

#[tokio::test]
async fn a_service_may_be_named_in_the_metadata() {
    let (users, admin) = (Work::default(), Work::default());
    let router = Router::new().default_service(counting(&users));
    let router = router.service("admin", counting(&admin));
    router.clone().oneshot(beside("admin")).await.unwrap();
    assert_eq!((users.begun(), admin.begun()), (0, 1));
    // A server of one service ignores that name. So does one with a default.
    router.clone().oneshot(beside("nobody")).await.unwrap();
    router.clone().oneshot(request("get")).await.unwrap();
    assert_eq!((users.begun(), admin.begun()), (2, 1));
    // The prefix is part of the method, and has to be right.
    let mut prefixed = beside("admin");
    prefixed.set_service("nobody");
    router.oneshot(prefixed).await.unwrap_err();
    assert_eq!((users.begun(), admin.begun()), (2, 1));
}

#[tokio::test]
async fn access_belongs_around_each_service() {
    let admin = Work::default();
    let guarded = FilterLayer::new(Access::methods(["list"])).layer(counting(&admin));
    let guarded = guarded.map_err(Error::from);
    let router = Router::new().service("admin", guarded);
    let mut prefixed = request("get");
    prefixed.set_service("admin");
    for call in [beside("admin"), prefixed] {
        router.clone().oneshot(call).await.unwrap_err();
    }
    assert_eq!(admin.begun(), 0);
}
