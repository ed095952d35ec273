//! A call, as every service between the caller and the handler sees it.
//!
//! Client, connection, server and handler are all a [`Service`] from [`Request`] to
//! [`Response`]; so is whatever one puts between them.

use bytes::Bytes;
use bytestring::ByteString;
use tower::{BoxError, Service};

use crate::{
    error::{CallError, Error},
    protocol::{ApplicationException, Exception, ExceptionType, Message},
    transport::body::Body,
};

/// Another name for a [`Service`] that answers Thrift calls: write `S: RpcService` where
/// such a service is expected.
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

/// A call of a method. Clones share the arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    method: ByteString,
    oneway: bool,
    body: Body,
    /// How many bytes the reply may have.
    reply_limit: usize,
}

impl Request {
    /// A call that is answered. The body is the struct of the method's arguments.
    pub fn new(method: impl Into<ByteString>, body: Body) -> Self {
        Self { method: method.into(), oneway: false, body, reply_limit: usize::MAX }
    }

    /// A call that nobody answers.
    pub fn oneway(method: impl Into<ByteString>, body: Body) -> Self {
        Self { oneway: true, ..Self::new(method, body) }
    }

    /// The name of the method, as the IDL spells it.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Whether nobody answers.
    pub fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// The arguments.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The name of the method and the arguments.
    pub fn into_parts(self) -> (ByteString, Body) {
        (self.method, self.body)
    }

    /// Replies of more than `bytes` will be refused, so they need not be complete.
    pub(crate) fn limit_reply(&mut self, bytes: usize) {
        self.reply_limit = bytes;
    }

    /// The answer of a handler, in the protocol of the request.
    ///
    /// # Errors
    ///
    /// If the handler failed with other than a declared exception.
    pub fn reply<T: Message, E: Exception>(
        &self,
        result: Result<T, CallError<E>>,
    ) -> Result<Response, Error> {
        let reply = match result {
            Ok(value) => Ok(value),
            Err(CallError::Exception(exception)) => Err(exception),
            Err(CallError::Failed(error)) => return Err(error),
        };
        let (limit, protocol) = (self.reply_limit, self.body.protocol());
        Ok(Response::new(Body::encode_within(limit, protocol, &reply)))
    }

    /// What a service returns for a oneway call. Nobody reads it.
    pub fn no_reply(&self) -> Response {
        Response::new(Body::new(self.body.protocol(), Bytes::new()))
    }

    /// The error for a method that the service does not have.
    pub fn unknown_method(&self) -> Error {
        // The name is the peer's, and as long as the peer likes.
        let message = format!("no method is called \"{:.100}\"", self.method);
        ApplicationException::new(ExceptionType::UNKNOWN_METHOD, message).into()
    }
}

/// The answer to a call: the value, or an exception that the IDL declares. Clones share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    body: Body,
}

impl Response {
    /// An answer. The body is a `Result` of what the method returns and what it throws.
    pub fn new(body: Body) -> Self {
        Self { body }
    }

    /// The encoded result.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// The encoded result.
    pub fn into_body(self) -> Body {
        self.body
    }
}
