//! A program that only serves.

use std::convert::Infallible;

use mini_lust::{Body, ByteString, CallError, Protocol, Request};
use tower::ServiceExt;

use user::{GetUserException, NotFound, User, UserId, UserServer, UserService};

#[allow(clippy::all, dead_code, reason = "generated")]
#[path = "../../src/user.rs"]
mod user;

/// A directory of nobody.
struct Nobody;

impl UserService for Nobody {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        Err(NotFound { id })?
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

#[tokio::test]
async fn a_program_that_only_serves_is_free_of_warnings() {
    // A struct without fields: its end.
    let body = Body::new(Protocol::Binary, [0_u8].as_slice().into());
    let request = Request::new("dropUser", body);
    let error = UserServer::new(Nobody).oneshot(request).await.unwrap_err();
    assert!(error.to_string().contains("dropUser"), "{error}");
}
