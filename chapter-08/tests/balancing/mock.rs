//! Endpoints without connections.

use std::{
    future::ready,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use mini_lust::{Body, Error, Protocol, Request, Response};
use tower::{Service, service_fn};

/// The addresses of the endpoints that were called, in order. Clones share them.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u32>>>);

impl Log {
    pub fn note(&self, address: u32) {
        self.0.lock().unwrap().push(address);
    }

    pub fn calls(&self) -> Vec<u32> {
        self.0.lock().unwrap().clone()
    }

    /// What was noted, to begin again.
    pub fn take(&self) -> Vec<u32> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Connects at once to endpoints that `answer`, given their address.
pub fn connector<F>(
    answer: impl Fn(u32, Request) -> F + Clone + Send + 'static,
) -> impl Service<
    u32,
    Response: Service<Request, Response = Response, Error = Error, Future = F> + Send,
    Error = Error,
    Future: Send + 'static,
> + Clone
+ Send
+ 'static
where
    F: Future<Output = Result<Response, Error>> + Send + 'static,
{
    service_fn(move |address| {
        let answer = answer.clone();
        ready(Ok(service_fn(move |request| answer(address, request))))
    })
}

/// A call of `method`.
pub fn request(method: &str) -> Request {
    Request::new(method, Body::new(Protocol::Binary, Bytes::new()))
}
