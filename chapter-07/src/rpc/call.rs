//! A call, in the form that every service between the caller and the handler sees.
//!
//! Client, connection, server and handler are all a [`Service`] from [`Request`] to
//! [`Response`], and so is everything put between them.

use bytes::Bytes;
use bytestring::ByteString;
use tower::{BoxError, Service};

use crate::{
    error::{CallError, Error},
    protocol::{ApplicationException, Exception, ExceptionType, Message},
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

/// A call of a method. Clones share the arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    method: ByteString,
    oneway: bool,
    body: Body,
    /// The maximum length of the reply, in bytes.
    reply_limit: usize,
}

impl Request {
    /// Creates a call that gets a reply. The body is the struct of the method's arguments.
    pub fn new(method: impl Into<ByteString>, body: Body) -> Self {
        Self { method: method.into(), oneway: false, body, reply_limit: usize::MAX }
    }

    /// Creates a call without a reply.
    pub fn oneway(method: impl Into<ByteString>, body: Body) -> Self {
        Self { oneway: true, ..Self::new(method, body) }
    }

    /// Returns the name of the method, spelt as in the IDL.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns whether the call gets no reply.
    pub fn is_oneway(&self) -> bool {
        self.oneway
    }

    /// Returns the arguments.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns the name of the method and the arguments.
    pub fn into_parts(self) -> (ByteString, Body) {
        (self.method, self.body)
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
            Err(CallError::Failed(error)) => return Err(error),
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

/// The answer to a call: the value, or an exception that the IDL declares. Clones share it.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    body: Body,
}

impl Response {
    /// Creates a response. The body is a `Result` of the return value and the exceptions.
    pub fn new(body: Body) -> Self {
        Self { body }
    }

    /// Returns the encoded result.
    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Returns the encoded result.
    pub fn into_body(self) -> Body {
        self.body
    }
}
