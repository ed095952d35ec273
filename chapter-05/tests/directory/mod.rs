//! A service whose answers the tests decide.

use std::{convert::Infallible, sync::Arc};

use mini_lust::{
    ByteString, CallError,
    user::{GetUserException, NotFound, User, UserId, UserService},
};
use tokio::{
    sync::{Semaphore, mpsc},
    task::yield_now,
};

/// Says who asks what, and waits where it is asked to.
pub struct Directory {
    /// The ids of all calls, when they begin.
    pub seen: mpsc::UnboundedSender<UserId>,
    /// A permit lets one call for [`WAITS`] go on.
    pub gate: Arc<Semaphore>,
}

/// Ids of users that do not exist, but do something.
pub const MISSING: UserId = 0;
pub const WAITS: UserId = -1;
pub const PANICS: UserId = -2;
pub const PANICS_LATER: UserId = -3;

impl Directory {
    pub fn new() -> (Self, mpsc::UnboundedReceiver<UserId>, Arc<Semaphore>) {
        let (seen, receiver) = mpsc::unbounded_channel();
        let gate = Arc::new(Semaphore::new(0));
        (Self { seen, gate: Arc::clone(&gate) }, receiver, gate)
    }
}

impl UserService for Directory {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        // The receiver may not care.
        let _ = self.seen.send(id);
        match id {
            MISSING => Err(NotFound { id })?,
            WAITS => self.gate.acquire().await.expect("the gate stays").forget(),
            PANICS => panic!("as asked"),
            PANICS_LATER => {
                yield_now().await;
                panic!("as asked, later")
            }
            _ => {}
        }
        Ok(User { id, name: format!("user {id}").into(), ..User::default() })
    }

    async fn find_users(
        &self,
        name: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        Ok(vec![User { name, ..User::default() }; 3])
    }

    async fn replace_user(&self, user: User) -> Result<(), CallError<Infallible>> {
        let _ = self.seen.send(user.id);
        Ok(())
    }

    async fn record_login(&self, id: UserId) {
        let _ = self.seen.send(id);
    }
}
