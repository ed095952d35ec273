//! Decides which callers may call which methods.
//!
//! This needs no layer of ours: tower's `FilterLayer` asks a predicate before each call.
//! [`Access`] is such a predicate.

use std::{collections::HashSet, fmt};

use bytestring::ByteString;
use tower::{BoxError, filter::Predicate};

use crate::rpc::call::Request;

/// Lets through calls of some methods, or of some callers. The others get the reply that there
/// is no such method: callers should not learn about methods that they may not call, and
/// clients do not leave a server for that reply.
///
/// [`Access`] knows methods, not services: with a [`Router`](crate::rpc::router::Router), put it
/// around each service, inside the router.
///
/// # Examples
///
/// ```
/// use mini_lust::layer::Access;
/// use tower::filter::FilterLayer;
///
/// let all_may_read = Access::methods(["getUser", "findUsers"]);
/// let we_may_write = all_may_read.or(|request| request.peer() == Some("127.0.0.1"));
/// let layer = FilterLayer::new(we_may_write);
/// ```
#[derive(Clone)]
pub struct Access<F = fn(&Request) -> bool> {
    methods: HashSet<ByteString>,
    or: F,
}

impl Access {
    /// Lets through calls of these methods, from any caller.
    pub fn methods<M: Into<ByteString>>(methods: impl IntoIterator<Item = M>) -> Self {
        Self { methods: methods.into_iter().map(Into::into).collect(), or: |_| false }
    }

    /// Also lets through calls for which `or` returns true.
    pub fn or<F: Fn(&Request) -> bool>(self, or: F) -> Access<F> {
        Access { methods: self.methods, or }
    }
}

impl<F: Fn(&Request) -> bool> Predicate<Request> for Access<F> {
    type Request = Request;

    fn check(&mut self, request: Request) -> Result<Request, BoxError> {
        match self.methods.contains(request.method()) || (self.or)(&request) {
            true => Ok(request),
            false => Err(request.unknown_method().into()),
        }
    }
}

impl<F> fmt::Debug for Access<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("methods", &self.methods).finish_non_exhaustive()
    }
}
