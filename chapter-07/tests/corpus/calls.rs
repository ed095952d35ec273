//! A program that only calls.

use mini_lust::{Error, Protocol, Request};
use tower::service_fn;

use user::UserClient;

#[allow(clippy::all, dead_code, reason = "generated")]
#[path = "../../src/user.rs"]
mod user;

#[tokio::test]
async fn a_program_that_only_calls_is_free_of_warnings() {
    let service =
        service_fn(async |request: Request| Ok::<_, Error>(request.no_reply()));
    let client = UserClient::new(service, Protocol::Binary);
    assert!(client.record_login(1).await.is_ok());
}
