//! Handlers to put layers around, and calls for them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::Bytes;
use mini_lust::{Body, Error, Protocol, Request, Response, RpcService};
use tokio::time::sleep;
use tower::service_fn;

/// What a handler has to do. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Work {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
    begun: Arc<AtomicUsize>,
}

impl Work {
    /// A handler that takes `time` for each call.
    pub fn handler(&self, time: Duration) -> impl RpcService<Error = Error> + Clone {
        let work = self.clone();
        service_fn(move |request: Request| {
            let under_way = work.begin();
            async move {
                sleep(time).await;
                drop(under_way);
                Ok(request.no_reply())
            }
        })
    }

    /// How many calls were begun.
    pub fn begun(&self) -> usize {
        self.begun.load(Relaxed)
    }

    /// How many calls were under way at once, at most.
    pub fn most(&self) -> usize {
        self.most.load(Relaxed)
    }

    /// How many calls are under way.
    pub fn now(&self) -> usize {
        self.now.load(Relaxed)
    }

    /// Looks at what is under way from now on.
    pub fn forget_most(&self) {
        self.most.store(self.now(), Relaxed);
    }

    /// A call is under way until this is dropped.
    pub fn begin(&self) -> UnderWay {
        self.begun.fetch_add(1, Relaxed);
        let now = self.now.fetch_add(1, Relaxed) + 1;
        self.most.fetch_max(now, Relaxed);
        UnderWay(self.clone())
    }
}

/// A call under way.
pub struct UnderWay(Work);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Relaxed);
    }
}

/// A call of `method`.
pub fn request(method: &str) -> Request {
    Request::new(method, Body::new(Protocol::Binary, Bytes::new()))
}

/// A handler that answers at once what `answer` says.
pub fn answers(
    answer: impl Fn(&Request) -> Result<Response, Error> + Clone + Send + 'static,
) -> impl RpcService<Error = Error> + Clone {
    service_fn(move |request| std::future::ready(answer(&request)))
}
