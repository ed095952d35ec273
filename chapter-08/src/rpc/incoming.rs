//! The call that a handler answers, beyond its arguments.

use std::{
    fmt::Display,
    sync::{Arc, Mutex, PoisonError},
};

use bytestring::ByteString;
use tokio::time::Instant;

use crate::{
    error::Error,
    protocol::{
        ApplicationException,
        metadata::{Key, Metadata},
    },
    rpc::{
        call::{Request, Response},
        context::Context,
    },
};

/// The call that a handler answers. Clones share the metadata of the reply.
///
/// There is one within a [`ContextLayer`](crate::layer::ContextLayer), which is part of
/// [`stack::server`](crate::stack::server).
///
/// # Examples
///
/// ```
/// # use mini_lust::{Body, Client, Context, Error, Metadata, Protocol, Request};
/// # use mini_lust::{layer::ContextLayer, protocol::metadata::Key, user::{GetUserArgs, GetUserException, User}};
/// # use tower::{Layer, service_fn};
/// use mini_lust::Incoming;
///
/// const TENANT: Key<String> = Key::text("RPC_TRANSIT_tenant");
/// const SHARD: Key<u32> = Key::text("RPC_BACKWARD_shard");
///
/// async fn handle() -> User {
///     let call = Incoming::current().expect("a handler runs within a ContextLayer");
///     assert_eq!(call.metadata().get(TENANT).as_deref(), Some("acme"));
///     call.insert(SHARD, 7);
///     User::default()
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let server = ContextLayer::new().layer(service_fn(async |request: Request| {
/// #     request.reply::<_, GetUserException>(Ok(handle().await))
/// # }));
/// # let users = Client::new(server, Protocol::Binary);
/// # let args = GetUserArgs { id: 1 };
/// // The caller:
/// let context = Context::current().with(TENANT, "acme".to_owned());
/// let (user, reply) = context.scope_with_reply(users.call(&args)).await;
/// assert_eq!(reply.get(SHARD), Some(7));
/// # user?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Incoming(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    method: ByteString,
    peer: Option<ByteString>,
    deadline: Option<Instant>,
    metadata: Metadata,
    reply: Mutex<Metadata>,
}

impl Incoming {
    pub(crate) fn new(request: &Request) -> Self {
        Self(Arc::new(Parts {
            method: request.method_name().clone(),
            peer: request.peer_name().cloned(),
            deadline: request.deadline(),
            metadata: request.metadata().clone(),
            reply: Mutex::default(),
        }))
    }

    /// Returns the call that is answered here, or `None` outside a handler.
    pub fn current() -> Option<Self> {
        Context::with_current(|context| context.incoming().cloned()).flatten()
    }

    /// Returns the name of the method, as the IDL spells it.
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// Returns the address of the client, if the listener knows it.
    pub fn peer(&self) -> Option<&str> {
        self.0.peer.as_deref()
    }

    /// Returns the deadline, after which the caller no longer waits, or `None` if unknown.
    pub fn deadline(&self) -> Option<Instant> {
        self.0.deadline
    }

    /// Returns everything that came with the call, including what goes no further than this
    /// server.
    pub fn metadata(&self) -> &Metadata {
        &self.0.metadata
    }

    /// Adds an entry to the metadata of the reply, replacing the one with the same name. The
    /// reply carries it whether the method returns, throws or fails, if the framing has room
    /// for metadata. Kitex and Volo expect the name to begin with
    /// [`BACKWARD`](crate::protocol::metadata::BACKWARD).
    pub fn insert<T: Display>(&self, key: Key<T>, value: T) {
        self.reply().insert(key, value);
    }

    /// Adds the entries of the handler to its answer.
    pub(crate) fn finish(
        &self,
        answer: Result<Response, Error>,
    ) -> Result<Response, Error> {
        let reply = self.reply();
        if reply.is_empty() {
            return answer;
        }
        match answer {
            Ok(mut response) => {
                response.metadata_mut().fill(&reply);
                Ok(response)
            }
            Err(error) => {
                let mut exception = ApplicationException::from(error);
                exception.metadata.fill(&reply);
                Err(exception.into())
            }
        }
    }

    fn reply(&self) -> std::sync::MutexGuard<'_, Metadata> {
        self.0.reply.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
