//! A client and a server in one process, and a thousand concurrent calls on one connection.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use futures::future::join_all;
use mini_lust::{
    ByteString, CallError, Connector, Error, Protocol, Server, Tcp,
    user::{
        GetUserException, NotFound, User, UserClient, UserId, UserServer, UserService,
    },
};
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

/// A directory in memory.
#[derive(Default)]
struct Directory {
    users: Mutex<BTreeMap<UserId, User>>,
    logins: AtomicUsize,
}

impl UserService for Directory {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        // Calls do not wait for one another: later ones may be answered first.
        sleep(Duration::from_millis(10)).await;
        let user = self.users.lock().unwrap().get(&id).cloned();
        Ok(user.ok_or(NotFound { id })?)
    }

    async fn find_users(
        &self,
        name: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        let users = self.users.lock().unwrap();
        Ok(users.values().filter(|user| user.name == name).cloned().collect())
    }

    async fn replace_user(&self, user: User) -> Result<(), CallError<Infallible>> {
        self.users.lock().unwrap().insert(user.id, user);
        Ok(())
    }

    async fn record_login(&self, _: UserId) {
        self.logins.fetch_add(1, Relaxed);
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let directory = Arc::new(Directory::default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(Server::new().max_calls(1000).serve(
        listener,
        UserServer::from_arc(Arc::clone(&directory)),
        async { drop(stopped.await) },
    ));

    let connection = Connector::new(Tcp).connect(address).await?;
    let users = UserClient::new(connection, Protocol::Compact);

    let added = join_all((1..=900).map(|id| {
        let name = ByteString::from(if id % 2 == 0 { "Ada" } else { "Grace" });
        users.replace_user(User { id, name, ..User::default() })
    }));
    println!("{} users added", added.await.iter().filter(|added| added.is_ok()).count());

    let answers = join_all((1..=1000).map(|id| users.get_user(id))).await;
    let (mut found, mut missing) = (0, 0);
    for (id, answer) in (1..).zip(answers) {
        match answer {
            Ok(user) if user.id == id => found += 1,
            Err(CallError::Exception(GetUserException::NotFound(_))) => missing += 1,
            other => println!("call {id} was answered with {other:?}"),
        }
    }
    println!("1000 calls at once: {found} users, {missing} exceptions");

    users.record_login(1).await?;
    match users.find_users("Ada".into()).await {
        Ok(ada) => println!("{} users are called Ada", ada.len()),
        Err(error) => println!("no answer: {error}"),
    }

    drop(users);
    drop(stop);
    server.await.expect("the server does not panic");
    println!("stopped after {} login", directory.logins.load(Relaxed));
    Ok(())
}
