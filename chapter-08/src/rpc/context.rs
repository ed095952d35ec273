//! The deadline and metadata that all calls of a handler inherit.
//!
//! A handler receives its arguments and nothing else. Whatever it should pass on with the calls
//! that it makes in turn, above all the time that is left, stays with the running future, as the
//! current [`Context`].

use std::{
    fmt::Display,
    mem,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytestring::ByteString;
use tokio::{
    task::{JoinHandle, futures::TaskLocalFuture},
    time::Instant,
};

use crate::{
    protocol::metadata::{Key, Metadata, Name},
    rpc::{
        call::{Request, Response},
        incoming::Incoming,
        repetition,
    },
};

/// The deadline and metadata for each call that a [`Client`](crate::rpc::client::Client) makes
/// within it.
///
/// # Examples
///
/// ```
/// # use mini_lust::{Protocol, Request};
/// # use mini_lust::user::{GetUserException, User, UserClient};
/// use std::time::Duration;
///
/// use mini_lust::Context;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let users = tower::service_fn(async |request: Request| {
/// #     assert!(request.deadline().is_some() && request.is_idempotent());
/// #     request.reply::<_, GetUserException>(Ok(User::default()))
/// # });
/// # let users = UserClient::new(users, Protocol::Binary);
/// let hurried = Context::current().timeout(Duration::from_millis(100)).idempotent();
/// let user = hurried.scope(users.get_user(1)).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Context {
    deadline: Option<Instant>,
    metadata: Metadata,
    idempotent: bool,
    at_least: Duration,
    /// The call that this is the context of, if it is that of one.
    incoming: Option<Incoming>,
    /// Where the metadata of replies goes, if it is wanted.
    replied: Option<Arc<Mutex<Metadata>>>,
}

/// The entry of the metadata in which a trace is passed on:
/// [`traceparent`](crate::layer::traceparent).
pub(crate) const TRACE_PARENT: &str = "RPC_TRANSIT_traceparent";

/// The entry of the metadata for further data of the trace.
pub(crate) const TRACE_STATE: &str = "RPC_TRANSIT_tracestate";

tokio::task_local! {
    static CURRENT: Context;
}

impl Context {
    /// Creates an empty context, whatever the current one contains.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the current context: within a handler, that of the call being answered.
    /// Elsewhere, the context is empty.
    pub fn current() -> Self {
        CURRENT.try_with(Self::clone).unwrap_or_default()
    }

    /// Creates the context for answering `request`, from its deadline, its
    /// [persistent](Metadata::persistent) metadata, and its [trace](crate::layer::traceparent).
    pub fn of(request: &Request) -> Self {
        let mut metadata = request.metadata().persistent();
        for name in [TRACE_PARENT, TRACE_STATE] {
            let name = Name::Text(ByteString::from_static(name));
            if let Some(text) = request.metadata().get_text(&name) {
                metadata.insert_text(name, text.clone());
            }
        }
        repetition::pass_on(request, &mut metadata);
        Self {
            deadline: request.deadline(),
            metadata,
            incoming: Some(Incoming::new(request)),
            ..Self::new()
        }
    }

    /// Sets the deadline to `timeout` from now, unless an earlier one is set.
    pub fn timeout(self, timeout: Duration) -> Self {
        match Instant::now().checked_add(timeout) {
            Some(deadline) => self.until(deadline),
            None => self,
        }
    }

    /// Sets the deadline, unless an earlier one is set.
    pub fn until(self, deadline: Instant) -> Self {
        let deadline = self.deadline.map_or(deadline, |earlier| earlier.min(deadline));
        Self { deadline: Some(deadline), ..self }
    }

    /// Gives calls at least `timeout`, in total and for each attempt, where a
    /// [`DeadlineLayer`](crate::layer::DeadlineLayer) would give them less. The deadline, if
    /// there is one, stays.
    pub fn at_least(self, timeout: Duration) -> Self {
        Self { at_least: self.at_least.max(timeout), ..self }
    }

    /// Marks calls as idempotent: making them twice does no more than making them once.
    pub fn idempotent(self) -> Self {
        Self { idempotent: true, ..self }
    }

    /// Adds an entry to the metadata of calls.
    pub fn with<T: Display>(mut self, key: Key<T>, value: T) -> Self {
        self.metadata.insert(key, value);
        self
    }

    /// Adds a text to the metadata of calls, under a name that is known only at run time.
    pub fn with_text(mut self, name: Name, text: ByteString) -> Self {
        self.metadata.insert_text(name, text);
        self
    }

    /// Returns the deadline of calls, if there is one.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Returns the metadata of calls.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Runs `future` in this context.
    pub fn scope<F: Future>(self, future: F) -> TaskLocalFuture<Self, F> {
        CURRENT.scope(self, future)
    }

    /// Runs `future` in this context, and also returns the metadata of the reply to its call, or
    /// to its last call if it makes several. The metadata of an
    /// [exception](crate::ApplicationException) that is not declared is in the error instead.
    pub async fn scope_with_reply<F: Future>(self, future: F) -> (F::Output, Metadata) {
        let replied = Arc::<Mutex<Metadata>>::default();
        let context = Self { replied: Some(Arc::clone(&replied)), ..self };
        let output = context.scope(future).await;
        let mut metadata = replied.lock().unwrap_or_else(PoisonError::into_inner);
        (output, mem::take(&mut metadata))
    }

    /// Runs `f` in this context.
    pub fn enter<T>(self, f: impl FnOnce() -> T) -> T {
        CURRENT.sync_scope(self, f)
    }

    /// Runs `future` in this context, in a task of its own.
    ///
    /// # Panics
    ///
    /// Panics if called outside a tokio runtime.
    pub fn spawn<F>(self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        tokio::spawn(self.scope(future))
    }

    /// Returns the call that this is the context of, or `None` outside a handler.
    pub(crate) fn incoming(&self) -> Option<&Incoming> {
        self.incoming.as_ref()
    }

    /// Shows `f` the current context, if there is one.
    pub(crate) fn with_current<T>(f: impl FnOnce(&Self) -> T) -> Option<T> {
        CURRENT.try_with(f).ok()
    }

    /// Applies the current context to a call.
    pub(crate) fn apply(request: &mut Request) {
        // Outside any context, this costs a look at a variable of the thread.
        Self::with_current(|context| {
            if let Some(deadline) = context.deadline {
                request.set_deadline(deadline);
            }
            request.metadata_mut().fill(&context.metadata);
            if context.idempotent {
                request.set_idempotent();
            }
            request.set_at_least(context.at_least);
        });
    }

    /// Keeps the metadata of a reply, if the current context wants it.
    pub(crate) fn note(response: &Response) {
        Self::with_current(|context| {
            if let Some(replied) = &context.replied {
                let mut replied = replied.lock().unwrap_or_else(PoisonError::into_inner);
                replied.clone_from(response.metadata());
            }
        });
    }
}
