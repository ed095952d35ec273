//! Client and server together, over whatever carries bytes.

mod directory;

use directory::{Directory, MISSING, WAITS};
use futures::future::{join_all, pending};
use mini_lust::{
    CallError, Connection, Connector, FrameCodec, Framing, Listener, Protocol, Server,
    Tcp,
    user::{GetUserException, NotFound, User, UserClient, UserServer},
};
use tokio::{
    io::{DuplexStream, duplex},
    net::TcpListener,
    sync::mpsc,
};

const PROTOCOLS: [Protocol; 2] = [Protocol::Binary, Protocol::Compact];
const FRAMINGS: [Framing; 2] = [Framing::Framed, Framing::Unframed];

fn serve(listener: impl Listener + 'static, directory: Directory) {
    tokio::spawn(Server::new().serve(listener, UserServer::new(directory), pending()));
}

/// A client of a server in memory.
fn connect(directory: Directory, framing: Framing) -> Connection {
    let (near, far) = duplex(1024);
    let (sender, listener) = mpsc::channel::<DuplexStream>(1);
    serve(listener, directory);
    sender.try_send(far).expect("there is room");
    let (connection, driver) = Connection::new(near, FrameCodec::new(framing));
    tokio::spawn(driver);
    connection
}

/// Every kind of method, and many calls at once.
async fn exercise(
    users: UserClient<Connection>,
    seen: &mut mpsc::UnboundedReceiver<i64>,
) {
    let all = join_all((1..=300).map(|id| users.get_user(id))).await;
    for (id, user) in (1..).zip(all) {
        assert_eq!(user.unwrap().id, id);
        assert!(seen.recv().await.is_some());
    }

    let error = users.get_user(MISSING).await.unwrap_err();
    let CallError::Exception(exception) = error else { panic!("{error}") };
    assert_eq!(exception, GetUserException::NotFound(NotFound { id: MISSING }));
    assert_eq!(seen.recv().await, Some(MISSING));

    let found = users.find_users("Ada".into()).await.unwrap();
    assert_eq!(found, vec![User { name: "Ada".into(), ..User::default() }; 3]);

    users.replace_user(User { id: 7, ..User::default() }).await.unwrap();
    assert_eq!(seen.recv().await, Some(7));

    users.record_login(8).await.unwrap();
    assert_eq!(seen.recv().await, Some(8));
}

#[tokio::test]
async fn every_protocol_and_framing_carries_every_kind_of_call_many_at_once() {
    for protocol in PROTOCOLS {
        for framing in FRAMINGS {
            let (directory, mut seen, _) = Directory::new();
            let connection = connect(directory, framing);
            exercise(UserClient::new(connection, protocol), &mut seen).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tcp_carries_calls() {
    let (directory, mut seen, _) = Directory::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    serve(listener, directory);
    let connection = Connector::new(Tcp).connect(address).await.unwrap();
    exercise(UserClient::new(connection, Protocol::Binary), &mut seen).await;
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unix_sockets_carry_calls() {
    use mini_lust::rpc::connect::Unix;
    use tokio::net::UnixListener;

    let (directory, mut seen, _) = Directory::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("users");
    serve(UnixListener::bind(&path).unwrap(), directory);
    let connection = Connector::new(Unix).connect(path).await.unwrap();
    exercise(UserClient::new(connection, Protocol::Compact), &mut seen).await;
}

#[tokio::test]
async fn a_quick_call_overtakes_a_slow_one() {
    let (directory, mut seen, gate) = Directory::new();
    let users = UserClient::new(connect(directory, Framing::Framed), Protocol::Binary);
    let slow = tokio::spawn({
        let users = users.clone();
        async move { users.get_user(WAITS).await }
    });
    assert_eq!(seen.recv().await, Some(WAITS));

    assert_eq!(users.get_user(1).await.unwrap().id, 1);

    assert!(!slow.is_finished());
    gate.add_permits(1);
    assert_eq!(slow.await.unwrap().unwrap().id, WAITS);
}

#[tokio::test]
async fn clones_of_a_client_share_the_connection() {
    let (directory, _, _) = Directory::new();
    let users = UserClient::new(connect(directory, Framing::Framed), Protocol::Binary);
    let calls = (1..=50).map(|id| {
        let users = users.clone();
        tokio::spawn(async move { users.get_user(id).await })
    });
    for (id, user) in (1..).zip(join_all(calls).await) {
        assert_eq!(user.unwrap().unwrap().id, id);
    }
}
