//! Typed calls over any [`RpcService`].
//!
//! Each method of an IDL service is a type, the struct of its arguments, which knows the
//! method's name and its reply. [`Client`] turns one into a [`Request`].

use bytestring::ByteString;
use tower::ServiceExt;

use crate::{
    error::{CallError, Error},
    protocol::{Exception, Message},
    rpc::{
        call::{Request, Response, RpcService},
        context::Context,
    },
    transport::body::{Body, Protocol},
};

/// A method of a service, in the form of the struct of its arguments.
pub trait Method: Message {
    /// The method's name, spelt as in the IDL.
    const NAME: &'static str;

    /// Whether calling it twice does no more than calling it once, by the annotation
    /// `(idempotent = "true")` in the IDL. If so, a failed call may be made again.
    const IDEMPOTENT: bool = false;
}

/// A method with a reply.
pub trait Call: Method {
    /// The type of the return value.
    type Reply: Message;
    /// The type of the declared exceptions.
    type Exception: Exception;
}

/// A method without a reply.
pub trait Oneway: Method {}

/// Calls methods through `S`: a connection, or the layers around it. Generated clients
/// contain one.
///
/// # Examples
///
/// The service may be a function, in a test for instance:
///
/// ```
/// use mini_lust::{Client, Protocol, Request};
/// # use mini_lust::user;
/// use user::{GetUserArgs, GetUserException, NotFound, User};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let service = tower::service_fn(async |request: Request| {
///     let GetUserArgs { id } = request.body().decode()?;
///     request.reply::<User, GetUserException>(Err(NotFound { id }.into()))
/// });
///
/// let client = Client::new(service, Protocol::Binary);
/// let error = client.call(&GetUserArgs { id: 7 }).await.unwrap_err();
/// assert_eq!(error.to_string(), "NotFound { id: 7 }");
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Client<S> {
    service: S,
    protocol: Protocol,
}

impl<S> Client<S> {
    /// Creates a client that encodes its calls in `protocol`.
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self { service, protocol }
    }
}

impl<S: RpcService + Clone> Client<S> {
    /// Calls a method and waits for its reply.
    ///
    /// # Errors
    ///
    /// Returns [`CallError::Exception`] if the method throws, and [`CallError::Failed`] if
    /// the call fails.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future cancels the call: it is never sent, or its reply is ignored. The
    /// server may have seen it.
    pub async fn call<M: Call>(
        &self,
        args: &M,
    ) -> Result<M::Reply, CallError<M::Exception>> {
        let body = Body::encode(self.protocol, args);
        let request = Request::new(ByteString::from_static(M::NAME), body);
        let response = self.send::<M>(request).await?;
        let result: Result<_, _> = response.body().decode().map_err(Error::from)?;
        result.map_err(CallError::Exception)
    }

    /// Calls a method without a reply, and returns when the call is about to be sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the call cannot be sent. A call that is sent may still get lost.
    ///
    /// # Cancel safety
    ///
    /// If the future is dropped, the call may or may not be sent.
    pub async fn cast<M: Oneway>(&self, args: &M) -> Result<(), Error> {
        let body = Body::encode(self.protocol, args);
        let request = Request::oneway(ByteString::from_static(M::NAME), body);
        self.send::<M>(request).await.map(drop)
    }

    async fn send<M: Method>(&self, mut request: Request) -> Result<Response, Error> {
        if M::IDEMPOTENT {
            request.set_idempotent();
        }
        Context::apply(&mut request);
        let service = self.service.clone();
        let response = service.oneshot(request).await.map_err(|error| error.into())?;
        Context::note(&response);
        Ok(response)
    }
}
