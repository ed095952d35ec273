//! A call, in the form that every service between the caller and the handler sees.
//!
//! Client, connection, server and handler are all a [`Service`] from [`Request`] to
//! [`Response`], and so is everything put between them.

use std::time::Duration;

use bytes::Bytes;
use bytestring::ByteString;
use tokio::time::Instant;
use tower::{BoxError, Service, util::BoxCloneSyncService};

use crate::{
    error::{CallError, Error},
    protocol::{
        ApplicationException, Exception, ExceptionType, Message, metadata::Metadata,
    },
    rpc::tried::Tried,
    transport::body::Body,
};

/// An alias for a [`Service`] that answers Thrift calls, for bounds such as
/// `S: RpcService`.
///
/// Its error may be any that can be boxed, so that layers with errors of their own fit.
///
/// # Examples
///
/// ```
/// # use std::convert::Infallible;
/// use mini_lust::{Body, CallError, Protocol, Request};
/// use tower::{ServiceExt, service_fn};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let service = service_fn(async |request: Request| {
///     let number: i32 = request.body().decode()?;
///     request.reply(Ok::<_, CallError<Infallible>>(2 * number))
/// });
///
/// let request = Request::new("double", Body::encode(Protocol::Binary, &21));
/// let response = service.oneshot(request).await?;
/// assert_eq!(response.body().decode::<Result<i32, Infallible>>()?, Ok(42));
/// # Ok(())
/// # }
/// ```
pub trait RpcService:
    Service<Request, Response = Response, Error: Into<BoxError>, Future: Send>
    + Send
    + 'static
{
}

impl<S> RpcService for S where
    S: Service<Request, Response = Response, Error: Into<BoxError>, Future: Send>
        + Send
        + 'static
{
}

/// Any service, as one type: for a client that is a field of a struct, whatever layers it
/// has. A call through it allocates once more.
///
/// # Examples
///
/// ```
/// use mini_lust::{BoxedService, Channel, Protocol};
/// # use mini_lust::user::UserClient;
///
/// /// What handlers need.
/// #[derive(Clone)]
/// struct State {
///     users: UserClient<BoxedService>,
/// }
///
/// impl State {
///     fn new(channel: Channel) -> Self {
///         Self { users: UserClient::new(BoxedService::new(channel), Protocol::Binary) }
///     }
/// }
/// ```
pub type BoxedService = BoxCloneSyncService<Request, Response, Error>;

/// A call of a method. Clones share the arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    method: ByteString,
    oneway: bool,
    body: Body,
    /// The maximum length of the reply, in bytes.
    reply_limit: usize,
    metadata: Metadata,
    deadline: Option<Instant>,
    at_least: Duration,
    idempotent: bool,
    peer: Option<ByteString>,
    connection: Option<u64>,
    tried: Option<Tried>,
}

impl Request {
    /// Creates a call that gets a reply. The body is the struct of the method's arguments.
    pub fn new(method: impl Into<ByteString>, body: Body) -> Self {
        Self {
            method: method.into(),
            oneway: false,
            body,
            reply_limit: usize::MAX,
            metadata: Metadata::new(),
            deadline: None,
            at_least: Duration::ZERO,
            idempotent: false,
            peer: None,
            connection: None,
            tried: None,
        }
    }

    /// Creates a call without a reply.
    pub fn oneway(method: impl Into<ByteString>, body: Body) -> Self {
        Self { oneway: true, ..Self::new(method, body) }
    }

    /// Returns the name of the method, spelt as in the IDL.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Puts the name of a service before the method's, just as Apache's
    /// `TMultiplexedProtocol` does.
    pub fn set_service(&mut self, service: &str) {
        self.method = format!("{service}:{}", self.method).into();
    }

    /// Takes the service's name off the method's, and returns it if there is one.
    pub fn take_service(&mut self) -> Option<ByteString> {
        let (service, method) = self.method.split_once(':')?;
        let service = self.method.slice_ref(service);
        self.method = self.method.slice_ref(method);
        Some(service)
    }

    /// Returns whether the call gets no reply.
    pub fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// Returns the arguments.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns the metadata that travels with the arguments.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the metadata that travels with the arguments, to be changed.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Returns the deadline, after which no caller waits, or `None` if it is unknown. It
    /// travels in the metadata, as the time that is left.
    ///
    /// Only [`DeadlineLayer`](crate::layer::DeadlineLayer) enforces it. The server of a oneway
    /// call does not get it.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Sets the deadline, unless an earlier one is set.
    pub fn set_deadline(&mut self, deadline: Instant) {
        let earlier = self.deadline.map_or(deadline, |earlier| earlier.min(deadline));
        self.deadline = Some(earlier);
    }

    /// Returns whether making the call twice does no more than making it once. Default:
    /// `false`.
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// Marks the call as idempotent: making it twice does no more than making it once.
    pub fn set_idempotent(&mut self) {
        self.idempotent = true;
    }

    /// Returns the name of the peer, if it is known: on a server the client, below a
    /// [`Channel`](crate::cluster::channel::Channel) the endpoint.
    pub fn peer(&self) -> Option<&str> {
        self.peer.as_deref()
    }

    /// Returns the name of the method, to be shared.
    pub(crate) fn method_name(&self) -> &ByteString {
        &self.method
    }

    /// Returns the name of the peer, to be shared.
    pub(crate) fn peer_name(&self) -> Option<&ByteString> {
        self.peer.as_ref()
    }

    /// Returns the time that the caller gives the call, and each attempt at it, where a
    /// [`DeadlineLayer`](crate::layer::DeadlineLayer) would give less. Default: zero.
    pub fn at_least(&self) -> Duration {
        self.at_least
    }

    /// Sets the time that the call and each attempt at it get at least.
    pub fn set_at_least(&mut self, timeout: Duration) {
        self.at_least = timeout;
    }

    /// Sets the name of the peer.
    pub fn set_peer(&mut self, peer: ByteString) {
        self.peer = Some(peer);
    }

    /// Returns the number of the call's connection, on a server.
    pub fn connection(&self) -> Option<u64> {
        self.connection
    }

    /// Sets the number of the call's connection.
    pub fn set_connection(&mut self, number: u64) {
        self.connection = Some(number);
    }

    /// Starts a list of the endpoints that this call and its clones go to. A channel gives
    /// the next clone to another endpoint, as long as there is one.
    pub fn remember_endpoints(&mut self) {
        self.tried.get_or_insert_default();
    }

    /// Returns the endpoints that the call and its clones have gone to, if they are listed.
    pub(crate) fn tried(&self) -> Option<&Tried> {
        self.tried.as_ref()
    }

    /// Notes that a budget was paid into for this call and its clones, and returns whether
    /// this is the first time.
    pub(crate) fn pay_once(&mut self, budget: usize) -> bool {
        self.tried.get_or_insert_default().add(budget as u64)
    }

    /// Returns the name of the method, the arguments, and the metadata.
    pub fn into_parts(self) -> (ByteString, Body, Metadata) {
        (self.method, self.body, self.metadata)
    }

    /// Lets replies of more than `bytes` be incomplete, because they will be refused.
    pub(crate) fn limit_reply(&mut self, bytes: usize) {
        self.reply_limit = bytes;
    }

    /// Encodes a handler's result in the protocol of the request, up to the limit of replies.
    ///
    /// # Errors
    ///
    /// Returns the handler's error, unless it is a declared exception.
    pub fn reply<T: Message, E: Exception>(
        &self,
        result: Result<T, CallError<E>>,
    ) -> Result<Response, Error> {
        let reply = match result {
            Ok(value) => Ok(value),
            Err(CallError::Exception(exception)) => Err(exception),
            Err(CallError::Failed(error)) => return Err(begun(error)),
        };
        let (limit, protocol) = (self.reply_limit, self.body.protocol());
        Ok(Response::new(Body::encode_within(limit, protocol, &reply)))
    }

    /// Returns the response to a oneway call, and to any call of a oneway method. A server
    /// sends no message for it.
    pub fn no_reply(&self) -> Response {
        Response::new(Body::new(self.body.protocol(), Bytes::new()))
    }

    /// Creates the error for a method that the service does not have. It quotes the start of
    /// the name.
    pub fn unknown_method(&self) -> Error {
        // The name comes from the peer, and is as long as the peer likes.
        let message = format!("no method is called \"{:.100}\"", self.method);
        ApplicationException::new(ExceptionType::UNKNOWN_METHOD, message).into()
    }
}

/// Marks a handler's error if it is that of a call that the handler made. This process works,
/// and the handler has started, even if the call that it made was never started: otherwise the
/// caller would repeat the call, and the handler would do everything twice.
fn begun(error: Error) -> Error {
    if !error.is_of_dependency() {
        return error;
    }
    let exception = ApplicationException::from(error);
    ApplicationException { ty: ExceptionType::DEPENDENCY_FAILED, ..exception }.into()
}

/// The answer to a call: the value, or an exception that the IDL declares. Clones share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    body: Body,
    metadata: Metadata,
}

impl Response {
    /// Creates a response. The body is a `Result` of the return value and the exceptions.
    pub fn new(body: Body) -> Self {
        Self { body, metadata: Metadata::new() }
    }

    /// Returns the encoded result.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns the metadata that travels with the result.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the metadata that travels with the result, to be changed.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// Returns the encoded result and the metadata.
    pub fn into_parts(self) -> (Body, Metadata) {
        (self.body, self.metadata)
    }
}
