//! What a handler sees of its call, and a caller of the reply.

use std::{convert::Infallible, future::ready, time::Duration};

use mini_lust::{
    ApplicationException, ByteString, CallError, Client, Connection, Connector, Context,
    Error, ExceptionType, FrameCodec, Framing, Incoming, Protocol, Request, RpcService,
    Server, Service, Tcp,
    layer::{ContextLayer, DeadlineLayer},
    protocol::metadata::Key,
    rpc::socket::TcpOptions,
    user::{FindUsersArgs, GetUserArgs, GetUserException, User},
};
use tokio::{io::duplex, net::TcpListener, sync::mpsc, time::Instant};
use tower::{Layer, ServiceExt, service_fn};

const TENANT: Key<String> = Key::text("RPC_TRANSIT_tenant");
const SHARD: Key<u32> = Key::text("RPC_BACKWARD_shard");

/// A client of `handler`, on a connection of the header transport.
async fn client_of<S>(handler: S) -> Client<Connection>
where
    S: RpcService + Clone + Sync + Service<Request, Future: 'static>,
{
    let (near, far) = duplex(64 * 1024);
    let (connections, listener) = mpsc::channel(1);
    connections.send(far).await.unwrap();
    let handler = ContextLayer::new().layer(handler);
    tokio::spawn(Server::new().serve(listener, handler, std::future::pending()));
    let (connection, driver) = Connection::new(near, FrameCodec::new(Framing::TtHeader));
    tokio::spawn(driver);
    Client::new(connection, Protocol::Compact)
}

#[tokio::test]
async fn a_handler_sees_its_call_and_a_caller_the_reply() {
    let users = client_of(service_fn(async |request: Request| {
        let call = Incoming::current().unwrap();
        assert_eq!(call.method(), "getUser");
        assert_eq!(call.peer(), request.peer());
        assert_eq!(call.deadline(), request.deadline());
        assert!(call.deadline().is_some());
        assert_eq!(call.metadata().get(TENANT).as_deref(), Some("acme"));
        // What goes one hop goes no further.
        assert_eq!(Context::current().metadata().get(TENANT), None);
        call.insert(SHARD, 6);
        call.insert(SHARD, 7);
        request.reply::<_, GetUserException>(Ok(User::default()))
    }))
    .await;
    let context = Context::new().timeout(Duration::from_secs(1));
    let context = context.with(TENANT, "acme".to_owned());
    let call = async || users.call(&GetUserArgs { id: 1 }).await;
    let (user, reply) = context.scope_with_reply(call()).await;
    assert_eq!(user.unwrap(), User::default());
    assert_eq!(reply.get(SHARD), Some(7));
    assert!(Incoming::current().is_none());
}

#[tokio::test]
async fn a_handler_sees_the_address_of_its_client() {
    let handler = ContextLayer::new().layer(service_fn(async |request: Request| {
        assert_eq!(Incoming::current().unwrap().peer(), Some("127.0.0.1"));
        request.reply::<_, GetUserException>(Ok(User::default()))
    }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = TcpOptions::new().listen(listener);
    tokio::spawn(Server::new().serve(listener, handler, std::future::pending()));
    let connection = Connector::new(Tcp).connect(address).await.unwrap();
    let users = Client::new(connection, Protocol::Binary);
    users.call(&GetUserArgs { id: 1 }).await.unwrap();
}

/// Limits give each connection its share, so they have to tell them apart.
#[tokio::test]
async fn each_connection_of_a_server_has_a_number_of_its_own() {
    let (numbers, mut seen) = mpsc::unbounded_channel();
    let handler = service_fn(move |request: Request| {
        numbers.send(request.connection()).unwrap();
        ready(request.reply::<_, GetUserException>(Ok(User::default())))
    });
    let (connections, listener) = mpsc::channel(1);
    tokio::spawn(Server::new().serve(listener, handler, std::future::pending()));
    for _ in 0..2 {
        let (near, far) = duplex(1024);
        connections.send(far).await.unwrap();
        let (connection, driver) =
            Connection::new(near, FrameCodec::new(Framing::Framed));
        tokio::spawn(driver);
        let users = Client::new(connection, Protocol::Binary);
        for _ in 0..2 {
            users.call(&GetUserArgs { id: 1 }).await.unwrap();
        }
    }
    let mut next = || seen.try_recv().unwrap().expect("a number");
    let [first, again, second, again_second] = [(); 4].map(|()| next());
    assert_eq!((first, second), (again, again_second));
    assert_ne!(first, second);
}

#[tokio::test]
async fn an_exception_has_metadata_whether_it_is_declared_or_not() {
    let users = client_of(service_fn(async |request: Request| {
        Incoming::current().unwrap().insert(SHARD, 7);
        let GetUserArgs { id } = request.body().decode()?;
        let not_found = CallError::Exception(mini_lust::user::NotFound { id }.into());
        let failed = CallError::Failed(request.unknown_method());
        let error = if id == 1 { not_found } else { failed };
        request.reply::<User, GetUserException>(Err(error))
    }))
    .await;
    let call = async |id| users.call(&GetUserArgs { id }).await;
    let (result, reply) = Context::new().scope_with_reply(call(1)).await;
    assert!(matches!(result, Err(CallError::Exception(_))), "{result:?}");
    assert_eq!(reply.get(SHARD), Some(7));
    match Context::new().scope_with_reply(call(2)).await.0 {
        Err(CallError::Failed(Error::Application(exception))) => {
            assert_eq!(exception.ty, ExceptionType::UNKNOWN_METHOD);
            assert_eq!(exception.metadata.get(SHARD), Some(7));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn of_several_replies_the_last_is_kept_and_none_of_another_scope() {
    let users = client_of(service_fn(async |request: Request| {
        let FindUsersArgs { name } = request.body().decode()?;
        Incoming::current().unwrap().insert(SHARD, name.len() as u32);
        request.reply::<Vec<User>, Infallible>(Ok(vec![]))
    }))
    .await;
    let call = async |name: &'static str| {
        users
            .call(&FindUsersArgs { name: ByteString::from_static(name) })
            .await
            .unwrap();
    };
    let inner = async || Context::current().scope_with_reply(call("four")).await.1;
    let both = async {
        call("two").await;
        call("three").await;
        inner().await
    };
    let (inner, outer) = Context::new().scope_with_reply(both).await;
    assert_eq!((inner.get(SHARD), outer.get(SHARD)), (Some(4), Some(5)));
}

#[tokio::test(start_paused = true)]
async fn a_caller_gives_a_call_more_time_than_layers_do() {
    let slow = service_fn(async |request: Request| {
        tokio::time::sleep(Duration::from_secs(9)).await;
        request.reply::<_, GetUserException>(Ok(User::default()))
    });
    let attempt = DeadlineLayer::new(Duration::from_secs(2)).layer(slow);
    let service = DeadlineLayer::new(Duration::from_secs(5)).layer(attempt);
    let users = Client::new(service.map_err(Error::from), Protocol::Binary);
    let took = async |context: Context| {
        let begun = Instant::now();
        let result = context.scope(users.call(&GetUserArgs { id: 1 })).await;
        (result.is_ok(), begun.elapsed().as_secs())
    };
    let ten = Context::new().at_least(Duration::from_secs(10));
    assert_eq!(took(Context::new()).await, (false, 2));
    assert_eq!(took(ten.clone()).await, (true, 9));
    // Who waits only for so long does not wait longer.
    assert_eq!(took(ten.timeout(Duration::from_secs(3))).await, (false, 3));
    let one = Context::new().at_least(Duration::from_secs(1));
    assert_eq!(took(one).await, (false, 2));
}

/// The layers' own entries come back as well, but not over those of the handler's answer.
#[tokio::test]
async fn an_entry_of_the_answer_itself_stays() {
    let service = ContextLayer::new().layer(service_fn(async |_: Request| {
        Incoming::current().unwrap().insert(SHARD, 7);
        let ty = ExceptionType::INTERNAL_ERROR;
        let mut exception = ApplicationException::new(ty, "broken");
        exception.metadata.insert(SHARD, 8);
        Err::<mini_lust::Response, _>(Error::from(exception))
    }));
    let request = Request::new("get", mini_lust::Body::encode(Protocol::Binary, &7));
    match service.oneshot(request).await {
        Err(Error::Application(exception)) => {
            assert_eq!(exception.metadata.get(SHARD), Some(8));
        }
        other => panic!("{other:?}"),
    }
}
