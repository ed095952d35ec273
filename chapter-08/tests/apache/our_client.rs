//! Our client calls a server made with Apache's library.

use std::net::{SocketAddr, TcpListener};

use futures::future::join_all;
use mini_lust::{
    Body, CallError, Connection, Connector, Error, ExceptionType, FrameCodec, Protocol,
    Request, Tcp,
    user::{GetUserArgs, GetUserException, NotFound, User, UserClient, UserId},
};
use thrift::{
    ApplicationError, ApplicationErrorKind,
    protocol::{
        TInputProtocol, TMessageIdentifier, TMessageType, TOutputProtocol, TType,
    },
};
use tokio::task::spawn_blocking;
use tower::ServiceExt;

use crate::{
    BROKEN, FAILURE, Wire, ada, user,
    values::{
        read_only_field, read_user, write_field, write_id, write_struct, write_user,
        write_users,
    },
};

#[tokio::test]
async fn a_value_with_every_field_comes_from_apache() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        assert_eq!(users.get_user(1).await.unwrap(), ada());
    })
    .await;
}

#[tokio::test]
async fn a_value_with_every_field_goes_to_apache_and_void_comes_back() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        users.replace_user(ada()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_value_longer_than_all_buffers_goes_and_comes() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        let mary = users.get_user(3).await.unwrap();
        assert_eq!(Some(&mary), user(3).as_ref());
        users.replace_user(mary).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_list_comes_from_apache() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        assert_eq!(users.find_users(ada().name).await.unwrap(), [ada(), ada()]);
        assert_eq!(users.find_users("nobody".into()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_declared_exception_comes_from_apache() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        match users.get_user(404).await {
            Err(CallError::Exception(GetUserException::NotFound(NotFound { id }))) => {
                assert_eq!(id, 404);
            }
            other => panic!("{other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_arrives_and_is_not_answered() {
    let logins = on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        users.record_login(7).await.unwrap();
        users.record_login(8).await.unwrap();
        // Had they been answered, this would have the answer of the first.
        assert_eq!(users.get_user(1).await.unwrap(), ada());
    })
    .await;
    assert_eq!(logins, [7, 8].repeat(Wire::all().count()));
}

#[tokio::test]
async fn a_method_that_apache_does_not_know_fails_and_the_next_call_does_not() {
    on_each_wire(async |connection, protocol| {
        let body = Body::encode(protocol, &GetUserArgs { id: 1 });
        let request = Request::new("forgetUser", body);
        match connection.clone().oneshot(request).await {
            Err(Error::Application(exception)) => {
                assert_eq!(exception.ty, ExceptionType::UNKNOWN_METHOD);
                assert_eq!(exception.message, "unknown method forgetUser");
            }
            other => panic!("{other:?}"),
        }
        let users = UserClient::new(connection, protocol);
        assert_eq!(users.get_user(1).await.unwrap(), ada());
    })
    .await;
}

#[tokio::test]
async fn a_failure_of_apaches_server_fails_the_call_and_not_the_next() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        match users.get_user(BROKEN).await {
            Err(CallError::Failed(Error::Application(exception))) => {
                assert_eq!(exception.ty, ExceptionType::INTERNAL_ERROR);
                assert_eq!(exception.message, FAILURE);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(users.get_user(1).await.unwrap(), ada());
    })
    .await;
}

#[tokio::test]
async fn an_apache_server_that_hangs_up_fails_the_call() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        match users.find_users(HANG_UP.into()).await {
            Err(CallError::Failed(Error::Closed(_))) => {}
            other => panic!("{other:?}"),
        }
    })
    .await;
}

/// It answers them one after another.
#[tokio::test]
async fn apache_may_be_called_many_times_at_once() {
    on_each_wire(async |connection, protocol| {
        let users = UserClient::new(connection, protocol);
        let answers = join_all((0..200).map(|id| users.get_user(id % 3))).await;
        for (id, answer) in (0..).zip(answers) {
            assert_eq!(answer.ok(), user(id % 3), "call {id}");
        }
    })
    .await;
}

/// Runs `test` on a connection to a server of Apache for each [`Wire`], and returns the
/// logins that these servers have seen.
async fn on_each_wire(test: impl AsyncFn(Connection, Protocol)) -> Vec<UserId> {
    let mut logins = Vec::new();
    for wire in Wire::all() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let server = spawn_blocking(move || serve(&listener, wire));
        test(connect(address, wire).await, wire.protocol()).await;
        // The connection is closed: otherwise the server would wait for another call.
        let seen = server.await.expect("the server does not panic");
        logins.extend(seen.expect("the connection ends between two calls"));
    }
    logins
}

async fn connect(address: SocketAddr, wire: Wire) -> Connection {
    let connector = Connector::new(Tcp).codec(FrameCodec::new(wire.framing));
    connector.connect(address).await.expect("the server listens")
}

// === Apache's server ===

/// The name that makes the server end the connection without an answer.
const HANG_UP: &str = "nobody at all";

/// Serves one connection until the client closes it, and returns the logins.
fn serve(listener: &TcpListener, wire: Wire) -> thrift::Result<Vec<UserId>> {
    let (stream, _) = listener.accept()?;
    let (mut input, mut output) = wire.open(stream)?;
    let mut logins = Vec::new();
    loop {
        let call = match input.read_message_begin() {
            Ok(call) => call,
            Err(thrift::Error::Transport(error))
                if error.kind == thrift::TransportErrorKind::EndOfFile =>
            {
                return Ok(logins);
            }
            Err(error) => return Err(error),
        };
        match &*call.name {
            "getUser" => {
                let id = read_args(&mut *input, |input| input.read_i64())?;
                get_user(&mut *output, &call, id)?;
            }
            "findUsers" => {
                let name = read_args(&mut *input, |input| input.read_string())?;
                if name == HANG_UP {
                    return Ok(logins);
                }
                let found =
                    if name == *ada().name { vec![ada(), ada()] } else { vec![] };
                reply(&mut *output, &call, |out| {
                    write_field(out, TType::List, 0, |out| write_users(out, &found))
                })?;
            }
            "replaceUser" => {
                let replacement = read_args(&mut *input, read_user)?;
                replace_user(&mut *output, &call, &replacement)?;
            }
            "recordLogin" => {
                logins.push(read_args(&mut *input, |input| input.read_i64())?);
            }
            unknown => {
                input.skip(TType::Struct)?;
                input.read_message_end()?;
                let message = format!("unknown method {unknown}");
                fail(&mut *output, &call, ApplicationErrorKind::UnknownMethod, message)?;
            }
        }
    }
}

fn get_user(
    out: &mut dyn TOutputProtocol,
    call: &TMessageIdentifier,
    id: UserId,
) -> thrift::Result<()> {
    if id == BROKEN {
        return fail(out, call, ApplicationErrorKind::InternalError, FAILURE.to_owned());
    }
    reply(out, call, |out| match user(id) {
        Some(user) => write_field(out, TType::Struct, 0, |out| write_user(out, &user)),
        None => write_field(out, TType::Struct, 1, |out| write_id(out, id)),
    })
}

fn replace_user(
    out: &mut dyn TOutputProtocol,
    call: &TMessageIdentifier,
    replacement: &User,
) -> thrift::Result<()> {
    if user(replacement.id).as_ref() == Some(replacement) {
        reply(out, call, |_| Ok(()))
    } else {
        let message = format!("{replacement:?} arrived");
        fail(out, call, ApplicationErrorKind::InternalError, message)
    }
}

fn read_args<T>(
    input: &mut dyn TInputProtocol,
    read: impl FnMut(&mut dyn TInputProtocol) -> thrift::Result<T>,
) -> thrift::Result<T> {
    let value = read_only_field(input, read)?;
    input.read_message_end()?;
    Ok(value)
}

fn reply(
    out: &mut dyn TOutputProtocol,
    call: &TMessageIdentifier,
    fields: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
) -> thrift::Result<()> {
    let message_type = TMessageType::Reply;
    out.write_message_begin(&TMessageIdentifier { message_type, ..call.clone() })?;
    write_struct(out, fields)?;
    out.write_message_end()?;
    out.flush()
}

fn fail(
    out: &mut dyn TOutputProtocol,
    call: &TMessageIdentifier,
    kind: ApplicationErrorKind,
    message: String,
) -> thrift::Result<()> {
    let message_type = TMessageType::Exception;
    out.write_message_begin(&TMessageIdentifier { message_type, ..call.clone() })?;
    let error = ApplicationError::new(kind, message);
    thrift::Error::write_application_error_to_out_protocol(&error, out)?;
    out.write_message_end()?;
    out.flush()
}
