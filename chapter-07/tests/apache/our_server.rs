//! A client made with Apache's library calls our server.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    net::{SocketAddr, TcpStream},
};

use futures::future::join_all;
use mini_lust::{
    ApplicationException, ByteString, CallError, ExceptionType, Server,
    user::{GetUserException, NotFound, User, UserId, UserServer, UserService},
};
use thrift::{
    ApplicationError, ApplicationErrorKind,
    protocol::{
        TInputProtocol, TMessageIdentifier, TMessageType, TOutputProtocol, TType,
        verify_expected_message_type, verify_expected_sequence_number,
        verify_expected_service_call,
    },
};
use tokio::{
    net::TcpListener,
    sync::{mpsc, oneshot},
    task::spawn_blocking,
};

use crate::{
    BROKEN, FAILURE, Input, Output, Wire, ada, user,
    values::{
        missing, read_not_found, read_struct, read_user, read_users, write_field,
        write_id, write_struct, write_user,
    },
};

#[tokio::test]
async fn a_value_with_every_field_goes_to_apache() {
    on_each_wire(|client| {
        assert_eq!(client.get_user(1)?, Ok(ada()));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_value_with_every_field_comes_from_apache_and_void_goes_back() {
    on_each_wire(|client| client.replace_user(&ada())).await;
}

#[tokio::test]
async fn a_value_longer_than_all_buffers_comes_and_goes() {
    on_each_wire(|client| {
        let mary = client.get_user(3)?.expect("a user");
        assert_eq!(Some(&mary), user(3).as_ref());
        client.replace_user(&mary)
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_to_apache() {
    on_each_wire(|client| {
        assert_eq!(client.find_users(&ada().name)?, [ada(), ada()]);
        assert_eq!(client.find_users("nobody")?, []);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_declared_exception_goes_to_apache() {
    on_each_wire(|client| {
        assert_eq!(client.get_user(404)?, Err(NotFound { id: 404 }));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_oneway_call_of_apache_arrives_and_is_not_answered() {
    let logins = on_each_wire(|client| {
        client.record_login(7)?;
        client.record_login(7)?;
        // Had they been answered, this would get the answer of the first.
        assert_eq!(client.get_user(1)?, Ok(ada()));
        Ok(())
    })
    .await;
    assert_eq!(logins, [7, 7].repeat(Wire::all().count()));
}

#[tokio::test]
async fn a_method_that_we_do_not_know_fails_and_the_next_call_does_not() {
    on_each_wire(|client| {
        let error = client.call("forgetUser", |out| write_id(out, 1), read_nothing);
        assert_eq!(
            application_error(error),
            ApplicationError::new(
                ApplicationErrorKind::UnknownMethod,
                "no method is called \"forgetUser\""
            )
        );
        assert_eq!(client.get_user(1)?, Ok(ada()));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_failure_of_our_server_fails_the_call_and_not_the_next() {
    on_each_wire(|client| {
        assert_eq!(
            application_error(client.get_user(BROKEN)),
            ApplicationError::new(ApplicationErrorKind::InternalError, FAILURE)
        );
        assert_eq!(client.get_user(1)?, Ok(ada()));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn arguments_that_cannot_be_decoded_fail_the_call_and_not_the_next() {
    on_each_wire(|client| {
        let not_a_user = |out: &mut dyn TOutputProtocol| {
            let empty = |out: &mut dyn TOutputProtocol| write_struct(out, |_| Ok(()));
            write_struct(out, |out| write_field(out, TType::Struct, 1, empty))
        };
        let error =
            application_error(client.call("replaceUser", not_a_user, read_nothing));
        assert_eq!(error.kind, ApplicationErrorKind::ProtocolError);
        assert!(error.message.starts_with("User.id is required"), "{}", error.message);
        assert_eq!(client.get_user(1)?, Ok(ada()));
        Ok(())
    })
    .await;
}

/// A client may count its calls as it likes.
#[tokio::test]
async fn every_sequence_id_comes_back() {
    on_each_wire(|client| {
        for sequence_id in [0, -1, i32::MIN, i32::MAX, 127, 128] {
            client.sequence_id = sequence_id;
            assert_eq!(client.get_user(2)?.ok(), user(2));
        }
        Ok(())
    })
    .await;
}

/// Their answers may come in any order: the sequence id tells which is which.
#[tokio::test]
async fn many_calls_of_apache_may_be_on_their_way() {
    on_each_wire(|client| {
        let calls = 0..300;
        for sequence_id in calls.clone() {
            client.sequence_id = sequence_id;
            let id = UserId::from(sequence_id % 3);
            client.send("getUser", TMessageType::Call, |out| write_id(out, id))?;
        }
        let mut answers = BTreeMap::new();
        for _ in calls.clone() {
            let (header, answer) = client.receive(read_get_user)?;
            answers.insert(header.sequence_number, answer.ok());
        }
        assert!(answers.into_iter().eq(calls.map(|id| (id, user((id % 3).into())))));
        Ok(())
    })
    .await;
}

// === Our server ===

struct Directory {
    logins: mpsc::UnboundedSender<UserId>,
}

impl UserService for Directory {
    async fn get_user(&self, id: UserId) -> Result<User, CallError<GetUserException>> {
        if id == BROKEN {
            let ty = ExceptionType::INTERNAL_ERROR;
            return Err(ApplicationException::new(ty, FAILURE).into());
        }
        Ok(user(id).ok_or(NotFound { id })?)
    }

    async fn find_users(
        &self,
        name: ByteString,
    ) -> Result<Vec<User>, CallError<Infallible>> {
        Ok(if name == ada().name { vec![ada(), ada()] } else { vec![] })
    }

    async fn replace_user(&self, user: User) -> Result<(), CallError<Infallible>> {
        if crate::user(user.id).as_ref() == Some(&user) {
            return Ok(());
        }
        let message = format!("{user:?} arrived");
        Err(ApplicationException::new(ExceptionType::INTERNAL_ERROR, message).into())
    }

    async fn record_login(&self, id: UserId) {
        self.logins.send(id).expect("the test waits for logins");
    }
}

/// Runs `test` with a client of Apache for each [`Wire`], all at once and on one server,
/// and returns the logins that the server has seen.
async fn on_each_wire(
    test: impl Fn(&mut Client) -> thrift::Result<()> + Copy + Send + 'static,
) -> Vec<UserId> {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (logins, mut seen) = mpsc::unbounded_channel();
    let service = UserServer::new(Directory { logins });
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async { drop(stopped.await) };
    let server = tokio::spawn(Server::new().serve(listener, service, stopped));

    let clients = Wire::all()
        .map(|wire| spawn_blocking(move || test(&mut Client::connect(address, wire)?)));
    for (wire, result) in Wire::all().zip(join_all(clients).await) {
        let result = result.expect("no assertion failed");
        assert!(result.is_ok(), "{wire:?}: {result:?}");
    }
    drop(stop);
    server.await.expect("the server does not panic");

    let mut logins = Vec::new();
    while let Some(login) = seen.recv().await {
        logins.push(login);
    }
    logins
}

// === Apache's client ===

struct Client {
    input: Input,
    output: Output,
    /// Of the next call.
    sequence_id: i32,
}

impl Client {
    fn connect(address: SocketAddr, wire: Wire) -> thrift::Result<Self> {
        let (input, output) = wire.open(TcpStream::connect(address)?)?;
        Ok(Self { input, output, sequence_id: 0 })
    }

    fn get_user(&mut self, id: UserId) -> thrift::Result<Result<User, NotFound>> {
        self.call("getUser", |out| write_id(out, id), read_get_user)
    }

    fn find_users(&mut self, name: &str) -> thrift::Result<Vec<User>> {
        let name = |out: &mut dyn TOutputProtocol| out.write_string(name);
        self.call(
            "findUsers",
            |out| write_struct(out, |out| write_field(out, TType::String, 1, name)),
            |input| {
                let mut users = None;
                read_struct(input, |input, id, ty| {
                    match id {
                        0 => users = Some(read_users(input)?),
                        _ => input.skip(ty)?,
                    }
                    Ok(())
                })?;
                users.ok_or_else(|| missing("the result"))
            },
        )
    }

    fn replace_user(&mut self, user: &User) -> thrift::Result<()> {
        let user = |out: &mut dyn TOutputProtocol| write_user(out, user);
        self.call(
            "replaceUser",
            |out| write_struct(out, |out| write_field(out, TType::Struct, 1, user)),
            read_nothing,
        )
    }

    fn record_login(&mut self, id: UserId) -> thrift::Result<()> {
        self.send("recordLogin", TMessageType::OneWay, |out| write_id(out, id))
    }

    fn call<T>(
        &mut self,
        method: &str,
        args: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
        result: impl FnOnce(&mut dyn TInputProtocol) -> thrift::Result<T>,
    ) -> thrift::Result<T> {
        let sequence_id = self.sequence_id;
        self.send(method, TMessageType::Call, args)?;
        let (header, value) = self.receive(result)?;
        verify_expected_sequence_number(sequence_id, header.sequence_number)?;
        verify_expected_service_call(method, &header.name)?;
        Ok(value)
    }

    fn send(
        &mut self,
        method: &str,
        ty: TMessageType,
        args: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
    ) -> thrift::Result<()> {
        let header = TMessageIdentifier::new(method, ty, self.sequence_id);
        self.sequence_id = self.sequence_id.wrapping_add(1);
        self.output.write_message_begin(&header)?;
        args(&mut *self.output)?;
        self.output.write_message_end()?;
        self.output.flush()
    }

    fn receive<T>(
        &mut self,
        result: impl FnOnce(&mut dyn TInputProtocol) -> thrift::Result<T>,
    ) -> thrift::Result<(TMessageIdentifier, T)> {
        let input = &mut *self.input;
        let header = input.read_message_begin()?;
        if header.message_type == TMessageType::Exception {
            let error = thrift::Error::read_application_error_from_in_protocol(input)?;
            input.read_message_end()?;
            return Err(error.into());
        }
        verify_expected_message_type(TMessageType::Reply, header.message_type)?;
        let value = result(input)?;
        input.read_message_end()?;
        Ok((header, value))
    }
}

fn read_get_user(
    input: &mut dyn TInputProtocol,
) -> thrift::Result<Result<User, NotFound>> {
    let mut result = None;
    read_struct(input, |input, id, ty| {
        match id {
            0 => result = Some(Ok(read_user(input)?)),
            1 => result = Some(Err(read_not_found(input)?)),
            _ => input.skip(ty)?,
        }
        Ok(())
    })?;
    result.ok_or_else(|| missing("the result"))
}

fn read_nothing(input: &mut dyn TInputProtocol) -> thrift::Result<()> {
    read_struct(input, |_, id, ty| panic!("field {id} of type {ty} is in a void reply"))
}

fn application_error<T: std::fmt::Debug>(result: thrift::Result<T>) -> ApplicationError {
    match result {
        Err(thrift::Error::Application(error)) => error,
        other => panic!("{other:?}"),
    }
}
