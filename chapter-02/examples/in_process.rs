//! The service implemented and called, all in one process: no bytes yet, and no network.

use std::{collections::HashMap, convert::Infallible, sync::Mutex};

use futures::executor::block_on;
use mini_lust::{
    ByteString,
    user::{Contact, GetUserException, NotFound, Role, User, UserId, UserService},
};

/// A directory in memory.
#[derive(Default)]
struct Directory {
    users: Mutex<HashMap<UserId, User>>,
}

impl UserService for Directory {
    async fn get_user(&self, id: UserId) -> Result<User, GetUserException> {
        let user = self.users.lock().unwrap().get(&id).cloned();
        Ok(user.ok_or(NotFound { id })?)
    }

    async fn find_users(&self, name: ByteString) -> Result<Vec<User>, Infallible> {
        let users = self.users.lock().unwrap();
        Ok(users.values().filter(|user| user.name == name).cloned().collect())
    }

    async fn replace_user(&self, user: User) -> Result<(), Infallible> {
        self.users.lock().unwrap().insert(user.id, user);
        Ok(())
    }

    async fn record_login(&self, id: UserId) {
        println!("user {id} was here");
    }
}

fn main() {
    block_on(call(Directory::default()));
}

/// Knows the trait and nothing of what is behind it.
async fn call(users: impl UserService) {
    let ada = User {
        id: 1,
        name: "Ada".into(),
        role: Role::ADMIN,
        contact: Some(Contact::Email("ada@example.org".into())),
        ..User::default()
    };
    let Ok(()) = users.replace_user(ada).await;

    match users.get_user(1).await {
        Ok(user) => println!("user 1 is {}, {:?}", user.name, user.role),
        Err(exception) => println!("user 1: {exception}"),
    }
    match users.get_user(2).await {
        Ok(user) => println!("user 2 is {}", user.name),
        Err(exception) => println!("user 2: {exception}"),
    }
    let Ok(found) = users.find_users("Ada".into()).await;
    println!("{} user is called Ada", found.len());
    users.record_login(1).await;
}
