//! Typed calls over any [`RpcService`].
//!
//! Each method of an IDL service is a type, the struct of its arguments, which knows what
//! the method is called and what it answers. [`Client`] turns one into a [`Request`].

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

/// A method of a service, as the struct of its arguments.
pub trait Method: Message {
    /// Its name, as the IDL spells it.
    const NAME: &'static str;

    /// Whether to call it twice does no more than to call it once, as the annotation
    /// `(idempotent = "true")` says in the IDL. If so, a call that failed may be made again.
    const IDEMPOTENT: bool = false;
}

/// A method that is answered.
pub trait Call: Method {
    /// What it returns.
    type Reply: Message;
    /// What it throws.
    type Exception: Exception;
}

/// A method that is not.
pub trait Oneway: Method {}

/// Calls methods through `S`: a connection, or what one has put around it. Generated
/// clients are made of one.
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
    /// A client that encodes its calls in `protocol`.
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self { service, protocol }
    }
}

impl<S: RpcService + Clone> Client<S> {
    /// Calls a method and waits for its answer.
    ///
    /// # Errors
    ///
    /// If the method throws, or the call fails.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the call is cancelled: it is not sent any more, or its answer is ignored.
    /// The server may have seen it.
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

    /// Calls a method that nobody answers, and returns when the call is about to be sent.
    ///
    /// # Errors
    ///
    /// If the call cannot be sent. That it is sent does not mean that it arrives.
    ///
    /// # Cancel safety
    ///
    /// Dropped, the call may or may not be sent.
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
