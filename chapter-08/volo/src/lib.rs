//! Volo's end of a connection: the one method `getUser` of `user.thrift`, as its generated
//! code would have it, and a client and a server for it.
//!
//! Volo speaks here what it speaks unless told otherwise: `TTHeader<Framed<Binary>>`.

use pilota::thrift::{
    Message, ProtocolExceptionKind, TAsyncInputProtocol, TFieldIdentifier,
    TInputProtocol, TLengthProtocol, TLengthProtocolExt, TMessageIdentifier,
    TOutputProtocol, TOutputProtocolExt, TStructIdentifier, TType, ThriftException,
    new_protocol_exception,
};
use volo::{FastStr, net::incoming::DefaultIncoming, service::Service};
use volo_thrift::{
    ClientError, EntryMessage, ServerError,
    client::ClientBuilder,
    context::{ClientContext, ServerContext},
};

/// The arguments of `getUser`.
#[derive(Clone, Debug, PartialEq)]
pub struct GetUser {
    pub id: i64,
}

/// What `getUser` answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    User(User),
    NotFound(NotFound),
}

/// A user with no more than what is required.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    pub id: i64,
    pub name: FastStr,
}

/// The exception that `getUser` throws.
#[derive(Clone, Debug, PartialEq)]
pub struct NotFound {
    pub id: i64,
}

/// How a client calls: `Volo` knows two kinds of connections.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Calls {
    OneByOne,
    Multiplexed,
}

impl Calls {
    pub const ALL: [Self; 2] = [Self::OneByOne, Self::Multiplexed];
}

/// Volo's client.
pub struct Client<S>(volo_thrift::Client<S>);

/// Makes a client. What `configure` does to it is the test's.
pub fn client(
    address: std::net::SocketAddr,
    calls: Calls,
    timeout: Option<std::time::Duration>,
) -> Client<
    impl Service<ClientContext, GetUser, Response = Option<Answer>, Error = ClientError>
    + Send
    + Sync,
> {
    ClientBuilder::<_, _, _, GetUser, Answer, _, _, _>::new("users", Plain)
        .caller_name("volo")
        .address(address)
        .rpc_timeout(timeout)
        .multiplex(calls == Calls::Multiplexed)
        .build()
}

impl<S> Client<S>
where
    S: Service<ClientContext, GetUser, Response = Option<Answer>, Error = ClientError>
        + Send
        + Sync
        + 'static,
{
    /// Calls `method` with the arguments of `getUser`.
    pub async fn call(&self, method: &str, id: i64) -> Result<Answer, ClientError> {
        let mut cx = self.0.make_cx(method, false);
        let answer = Service::call(&self.0, &mut cx, GetUser { id }).await?;
        Ok(answer.expect("the call was not oneway"))
    }
}

struct Plain;

impl<S> volo::client::MkClient<volo_thrift::Client<S>> for Plain {
    type Target = Client<S>;

    fn mk_client(&self, client: volo_thrift::Client<S>) -> Client<S> {
        Client(client)
    }
}

/// Serves for ever what connects to `listener`.
pub async fn serve<S>(listener: tokio::net::TcpListener, calls: Calls, service: S)
where
    S: Service<ServerContext, GetUser, Response = Answer, Error = ServerError>
        + Send
        + Sync
        + 'static,
{
    volo_thrift::server::Server::new(service)
        .multiplex(calls == Calls::Multiplexed)
        .run(DefaultIncoming::from(listener))
        .await
        .expect("the listener works");
}

// === What Volo's generator would write ===

impl EntryMessage for GetUser {
    fn encode<T: TOutputProtocol>(&self, out: &mut T) -> Result<(), ThriftException> {
        write_id("GetUserArgs", self.id, out)
    }

    fn decode<T: TInputProtocol>(
        input: &mut T,
        _: &TMessageIdentifier,
    ) -> Result<Self, ThriftException> {
        Ok(Self { id: read_id(input)? })
    }

    async fn decode_async<T: TAsyncInputProtocol>(
        _: &mut T,
        _: &TMessageIdentifier,
    ) -> Result<Self, ThriftException> {
        Err(unframed())
    }

    fn size<T: TLengthProtocol>(&self, protocol: &mut T) -> usize {
        id_len("GetUserArgs", self.id, protocol)
    }
}

impl EntryMessage for Answer {
    fn encode<T: TOutputProtocol>(&self, out: &mut T) -> Result<(), ThriftException> {
        out.write_struct_begin(&TStructIdentifier { name: "GetUserResult" })?;
        match self {
            Self::User(user) => out.write_struct_field(0, user, TType::Struct)?,
            Self::NotFound(exception) => {
                out.write_struct_field(1, exception, TType::Struct)?;
            }
        }
        out.write_field_stop()?;
        out.write_struct_end()
    }

    fn decode<T: TInputProtocol>(
        input: &mut T,
        _: &TMessageIdentifier,
    ) -> Result<Self, ThriftException> {
        let mut answer = None;
        read_fields(input, |input, field| {
            answer = Some(match field.id {
                Some(0) => Self::User(User::decode(input)?),
                Some(1) => Self::NotFound(NotFound::decode(input)?),
                _ => return Ok(false),
            });
            Ok(true)
        })?;
        answer.ok_or_else(missing)
    }

    async fn decode_async<T: TAsyncInputProtocol>(
        _: &mut T,
        _: &TMessageIdentifier,
    ) -> Result<Self, ThriftException> {
        Err(unframed())
    }

    fn size<T: TLengthProtocol>(&self, protocol: &mut T) -> usize {
        protocol.struct_begin_len(&TStructIdentifier { name: "GetUserResult" })
            + match self {
                Self::User(user) => protocol.message_len(Some(0), user),
                Self::NotFound(exception) => protocol.message_len(Some(1), exception),
            }
            + protocol.field_stop_len()
            + protocol.struct_end_len()
    }
}

impl Message for User {
    fn encode<T: TOutputProtocol>(&self, out: &mut T) -> Result<(), ThriftException> {
        out.write_struct_begin(&TStructIdentifier { name: "User" })?;
        out.write_i64_field(1, self.id)?;
        out.write_faststr_field(2, self.name.clone())?;
        out.write_field_stop()?;
        out.write_struct_end()
    }

    fn decode<T: TInputProtocol>(input: &mut T) -> Result<Self, ThriftException> {
        let (mut id, mut name) = (None, None);
        read_fields(input, |input, field| {
            match field.id {
                Some(1) => id = Some(input.read_i64()?),
                Some(2) => name = Some(input.read_faststr()?),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        match (id, name) {
            (Some(id), Some(name)) => Ok(Self { id, name }),
            _ => Err(missing()),
        }
    }

    async fn decode_async<T: TAsyncInputProtocol>(
        _: &mut T,
    ) -> Result<Self, ThriftException> {
        Err(unframed())
    }

    fn size<T: TLengthProtocol>(&self, protocol: &mut T) -> usize {
        protocol.struct_begin_len(&TStructIdentifier { name: "User" })
            + protocol.i64_field_len(Some(1), self.id)
            + protocol.faststr_field_len(Some(2), &self.name)
            + protocol.field_stop_len()
            + protocol.struct_end_len()
    }
}

impl Message for NotFound {
    fn encode<T: TOutputProtocol>(&self, out: &mut T) -> Result<(), ThriftException> {
        write_id("NotFound", self.id, out)
    }

    fn decode<T: TInputProtocol>(input: &mut T) -> Result<Self, ThriftException> {
        Ok(Self { id: read_id(input)? })
    }

    async fn decode_async<T: TAsyncInputProtocol>(
        _: &mut T,
    ) -> Result<Self, ThriftException> {
        Err(unframed())
    }

    fn size<T: TLengthProtocol>(&self, protocol: &mut T) -> usize {
        id_len("NotFound", self.id, protocol)
    }
}

fn write_id<T: TOutputProtocol>(
    name: &'static str,
    id: i64,
    out: &mut T,
) -> Result<(), ThriftException> {
    out.write_struct_begin(&TStructIdentifier { name })?;
    out.write_i64_field(1, id)?;
    out.write_field_stop()?;
    out.write_struct_end()
}

fn read_id<T: TInputProtocol>(input: &mut T) -> Result<i64, ThriftException> {
    let mut id = None;
    read_fields(input, |input, field| {
        if field.id != Some(1) {
            return Ok(false);
        }
        id = Some(input.read_i64()?);
        Ok(true)
    })?;
    id.ok_or_else(missing)
}

fn id_len<T: TLengthProtocol>(name: &'static str, id: i64, protocol: &mut T) -> usize {
    protocol.struct_begin_len(&TStructIdentifier { name })
        + protocol.i64_field_len(Some(1), id)
        + protocol.field_stop_len()
        + protocol.struct_end_len()
}

/// Gives each field to `read`, which returns whether it has read it.
fn read_fields<T: TInputProtocol>(
    input: &mut T,
    mut read: impl FnMut(&mut T, &TFieldIdentifier) -> Result<bool, ThriftException>,
) -> Result<(), ThriftException> {
    input.read_struct_begin()?;
    loop {
        let field = input.read_field_begin()?;
        if field.field_type == TType::Stop {
            break;
        }
        if !read(input, &field)? {
            input.skip(field.field_type)?;
        }
        input.read_field_end()?;
    }
    input.read_struct_end()
}

fn missing() -> ThriftException {
    let text = "a field is missing";
    new_protocol_exception(ProtocolExceptionKind::InvalidData, text)
}

/// Volo reads so what has no length before it, which is not the case here.
fn unframed() -> ThriftException {
    let text = "unframed messages are not for this test";
    new_protocol_exception(ProtocolExceptionKind::NotImplemented, text)
}
