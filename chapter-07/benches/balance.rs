//! The cost of choosing an endpoint, and of keeping an idle one.
//!
//! Endpoints are services that answer immediately, so that nothing else is measured: no sockets,
//! no encoding. `cargo bench -p chapter-07 --bench balance`

use std::{
    future::{Ready, ready},
    task::{Context, Poll},
    time::Instant,
};

use mini_lust::{
    Body, Bytes, Channel, Error, Protocol, Request, Response, Service,
    cluster::{
        balance::{ConsistentHash, LeastPending, PeakEwma, Policy, RoundRobin},
        discover,
    },
};
use peak_alloc::PeakAlloc;
use tower::{ServiceExt, service_fn};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const CALLS: u32 = 20_000;
const ROUNDS: usize = 5;

/// A service that answers immediately.
struct Mock;

impl Service<Request> for Mock {
    type Response = Response;
    type Error = Error;
    type Future = Ready<Result<Response, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        ready(Ok(request.no_reply()))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let before = MEMORY.current_usage();
    let channel = channel(10_000, PeakEwma::new()).await;
    let bytes = MEMORY.current_usage() - before;
    println!("{} bytes for each endpoint of 10,000", bytes / 10_000);
    drop(channel);

    println!("nanoseconds for a call, by the number of endpoints");
    let sizes = [10, 100, 1_000, 10_000];
    println!("{:16}{:>8}{:>8}{:>8}{:>8}", "", sizes[0], sizes[1], sizes[2], sizes[3]);
    show("least pending", sizes, LeastPending::new).await;
    show("peak EWMA", sizes, PeakEwma::new).await;
    show("round robin", sizes, RoundRobin::new).await;
    let key = |request: &Request| request.method().to_owned();
    show("consistent hash", sizes, move || ConsistentHash::new(key)).await;
}

async fn show<P: Policy<u32>>(name: &str, sizes: [u32; 4], policy: impl Fn() -> P) {
    print!("{name:16}");
    for endpoints in sizes {
        let channel = channel(endpoints, policy()).await;
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            for call in 0..CALLS {
                let request = Request::new(format!("{call}"), body());
                channel.clone().oneshot(request).await.expect("an answer");
            }
            times.push(begun.elapsed() / CALLS);
        }
        times.sort();
        print!("{:8}", times[ROUNDS / 2].as_nanos());
    }
    println!();
}

/// Builds a channel whose endpoints are all connected.
async fn channel(endpoints: u32, policy: impl Policy<u32>) -> Channel {
    let connect = service_fn(async |_: u32| Ok::<_, Error>(Mock));
    let channel =
        Channel::builder().policy(policy).build(discover::fixed(0..endpoints), connect);
    channel.clone().oneshot(Request::new("first", body())).await.expect("an answer");
    channel
}

fn body() -> Body {
    Body::new(Protocol::Binary, Bytes::new())
}
