//! Several services on one port, on either side.

use std::{
    convert::Infallible,
    future::pending,
    net::{SocketAddr, TcpListener, TcpStream},
};

use mini_lust::{
    CallError, Connector, Error, ExceptionType, FrameCodec, Request, Router, Server,
    Tcp,
    layer::MultiplexLayer,
    user::{User, UserClient},
};
use thrift::{
    protocol::{
        TInputProtocol, TMessageIdentifier, TMessageType, TMultiplexedOutputProtocol,
        TOutputProtocol, TType,
    },
    server::{TMultiplexedProcessor, TProcessor},
};
use tokio::task::spawn_blocking;
use tower::{Layer, service_fn};

use crate::{
    Wire,
    values::{
        read_only_field, read_struct, read_user, write_field, write_id, write_struct,
        write_user,
    },
};

/// A service that finds a user of this name whatever it is asked.
fn named(
    name: &'static str,
) -> impl mini_lust::RpcService<Future: 'static> + Clone + Sync {
    service_fn(move |request: Request| async move {
        assert_eq!(request.method(), "getUser");
        let user = User { name: name.into(), ..User::default() };
        request.reply::<_, Infallible>(Ok(user))
    })
}

#[tokio::test]
async fn apache_calls_the_service_that_it_names() {
    let router = Router::new()
        .service("poets", named("Ada"))
        .service("admirals", named("Grace"))
        .default_service(named("Nobody"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(Server::new().serve(listener, router, pending()));
    for wire in Wire::all() {
        let names = spawn_blocking(move || {
            let services = [Some("poets"), Some("admirals"), None];
            services.map(|service| apache_asks(address, wire, service).expect("a user"))
        });
        assert_eq!(
            names.await.expect("no panic"),
            ["Ada", "Grace", "Nobody"],
            "{wire:?}"
        );
    }
}

/// Calls `getUser` of a service with Apache's library.
fn apache_asks(
    address: SocketAddr,
    wire: Wire,
    service: Option<&str>,
) -> thrift::Result<String> {
    let (mut input, output) = wire.open(TcpStream::connect(address)?)?;
    let mut output: Box<dyn TOutputProtocol> = match service {
        Some(service) => Box::new(TMultiplexedOutputProtocol::new(service, output)),
        None => output,
    };
    let call = TMessageIdentifier::new("getUser", TMessageType::Call, 1);
    output.write_message_begin(&call)?;
    write_id(&mut *output, 7)?;
    output.write_message_end()?;
    output.flush()?;
    let reply = input.read_message_begin()?;
    // Apache's generated clients compare it with what they asked for.
    assert_eq!(reply.name, "getUser");
    let mut user = User::default();
    read_struct(&mut *input, |input, _, _| {
        user = read_user(input)?;
        Ok(())
    })?;
    input.read_message_end()?;
    Ok(user.name.to_string())
}

#[tokio::test]
async fn a_service_that_there_is_not_is_told() {
    let router = Router::new().service("poets", named("Ada"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(Server::new().serve(listener, router, pending()));
    let connection = Connector::new(Tcp).connect(address).await.expect("it listens");
    let painters = MultiplexLayer::new("painters").layer(connection.clone());
    let expected = [
        (
            UserClient::new(painters, Default::default()).get_user(1).await,
            "no service is called \"painters\"",
        ),
        (
            UserClient::new(connection, Default::default()).get_user(1).await,
            "no method is called \"getUser\"",
        ),
    ];
    for (answer, message) in expected {
        let Err(CallError::Failed(Error::Application(exception))) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(exception.ty, ExceptionType::UNKNOWN_METHOD);
        assert_eq!(exception.message, message);
    }
}

/// A service of Apache's that finds a user of this name.
struct Named(&'static str);

impl TProcessor for Named {
    fn process(
        &self,
        input: &mut dyn TInputProtocol,
        output: &mut dyn TOutputProtocol,
    ) -> thrift::Result<()> {
        let call = input.read_message_begin()?;
        assert_eq!(call.name, "getUser");
        let id = read_only_field(input, |input| input.read_i64())?;
        input.read_message_end()?;
        let user = User { id, name: self.0.into(), ..User::default() };
        let message_type = TMessageType::Reply;
        output.write_message_begin(&TMessageIdentifier { message_type, ..call })?;
        write_struct(output, |out| {
            write_field(out, TType::Struct, 0, |out| write_user(out, &user))
        })?;
        output.write_message_end()?;
        output.flush()
    }
}

#[tokio::test]
async fn apache_is_called_by_the_name_of_a_service() {
    for wire in Wire::all() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        let server = spawn_blocking(move || -> thrift::Result<()> {
            let mut processor = TMultiplexedProcessor::new();
            processor.register("poets", Box::new(Named("Ada")), false)?;
            processor.register("admirals", Box::new(Named("Grace")), false)?;
            let (mut input, mut output) = wire.open(listener.accept()?.0)?;
            processor.process(&mut *input, &mut *output)?;
            processor.process(&mut *input, &mut *output)
        });
        let connector = Connector::new(Tcp).codec(FrameCodec::new(wire.framing));
        let connection = connector.connect(address).await.expect("the server listens");
        for (service, name) in [("poets", "Ada"), ("admirals", "Grace")] {
            let connection = MultiplexLayer::new(service).layer(connection.clone());
            let user = UserClient::new(connection, wire.protocol()).get_user(7).await;
            assert_eq!(user.expect("a user").name, name, "{wire:?}");
        }
        server.await.expect("no panic").expect("two calls");
    }
}
