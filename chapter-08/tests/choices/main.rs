//! How long the queues are that calls join, by the ways to choose: a simulation, and its
//! plot `choices.svg`. `BLESS=1 cargo test -p chapter-08 --test choices` draws it again.

mod plot;

use std::{
    env, fs,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures::future::BoxFuture;
use mini_lust::{
    Body, Bytes, Channel, Error, Protocol, Request, Response, Service,
    cluster::{
        balance::{LeastPending, Policy, Ready, RoundRobin},
        discover,
        random::Random,
    },
};
use tokio::time::{Instant, sleep, sleep_until};
use tower::{ServiceExt, service_fn, util::rng::Rng};

const SERVERS: u32 = 50;
const CALLS: usize = 50_000;
/// Which share of what the servers can do is asked of them.
const LOAD: f64 = 0.9;
/// How long a call takes on average, in seconds, once it is its turn.
const SERVICE: f64 = 1.0;
/// The longest queue that is shown.
const LONGEST: usize = 20;

/// Of the calls, which share found so many others before them, or more.
type Tail = [f64; LONGEST];

/// A server that does one call after the other.
struct Server {
    free: Instant,
    waiting: Arc<AtomicU32>,
    random: Random,
    /// How many calls found so many others before them.
    found: Arc<Mutex<[u32; LONGEST]>>,
}

impl Service<Request> for Server {
    type Response = Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Response, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let before = self.waiting.fetch_add(1, Relaxed) as usize;
        self.found.lock().unwrap()[before.min(LONGEST - 1)] += 1;
        self.free =
            self.free.max(Instant::now()) + exponential(&mut self.random, SERVICE);
        let (free, waiting) = (self.free, Arc::clone(&self.waiting));
        Box::pin(async move {
            sleep_until(free).await;
            waiting.fetch_sub(1, Relaxed);
            Ok(request.no_reply())
        })
    }
}

/// Any endpoint.
struct Any(Random);

impl<A> Policy<A> for Any {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        (self.0.next_f64() * ready.len() as f64) as usize
    }
}

/// Of all endpoints the one with the fewest calls.
struct LeastOfAll;

impl<A> Policy<A> for LeastOfAll {
    fn pick(&mut self, _: &Request, ready: &Ready<'_, A>) -> usize {
        let pending = |index: &usize| ready.get(*index).map(|it| it.load.pending());
        (0..ready.len()).min_by_key(pending).unwrap_or_default()
    }
}

/// Sends calls at random times, and tells what they found.
async fn simulate(policy: impl Policy<u32>) -> Tail {
    let found = Arc::new(Mutex::new([0; LONGEST]));
    let servers = Arc::clone(&found);
    let connect = service_fn(move |number: u32| {
        let server = Server {
            free: Instant::now(),
            waiting: Arc::default(),
            random: Random::seeded(number.into()),
            found: Arc::clone(&servers),
        };
        async { Ok::<_, Error>(server) }
    });
    let endpoints = discover::fixed(0..SERVERS);
    // A server that takes long for one call is not replaced.
    let builder = Channel::builder().policy(policy).max_silence(Duration::MAX);
    let channel = builder.build(endpoints, connect);
    let mut random = Random::seeded(1000);
    for _ in 0..CALLS {
        let pause = exponential(&mut random, SERVICE / LOAD / f64::from(SERVERS));
        sleep(pause).await;
        let request = Request::new("call", Body::new(Protocol::Binary, Bytes::new()));
        tokio::spawn(channel.clone().oneshot(request));
    }
    let found = *found.lock().unwrap();
    std::array::from_fn(|least| {
        let calls: u32 = found[least..].iter().sum();
        f64::from(calls) / CALLS as f64
    })
}

/// A time of an exponential distribution.
fn exponential(random: &mut Random, mean: f64) -> Duration {
    Duration::from_secs_f64(-mean * (1.0 - random.next_f64()).ln())
}

#[tokio::test(start_paused = true)]
async fn two_choices_are_nearly_as_good_as_all_and_one_is_not() {
    let any = simulate(Any(Random::seeded(1))).await;
    let in_turn = simulate(RoundRobin::new()).await;
    let two = simulate(LeastPending::with_rng(Random::seeded(1))).await;
    let all = simulate(LeastOfAll).await;

    // A queue that calls join at random is k long or longer in a share of LOADᵏ; the shorter
    // of two in a share of LOAD to the power of 2ᵏ⁺¹ - 2. (Mitzenmacher, 2001)
    for (least, power, share) in [(2, 2, any[2]), (6, 6, any[6]), (2, 6, two[2])] {
        let expected = LOAD.powi(power);
        assert!(
            (share / expected - 1.0).abs() < 0.2,
            "{least}: {share}, not {expected}"
        );
    }
    assert!(any[8] > 0.3 && in_turn[8] > 0.05, "{} {}", any[8], in_turn[8]);
    assert!(two[8] < 0.001 && all[8] < 0.001, "{} {}", two[8], all[8]);

    let drawn = plot::draw(&[
        ("any", any),
        ("each in its turn", in_turn),
        ("the better of two", two),
        ("the best of all", all),
    ]);
    let path = "tests/choices/choices.svg";
    if env::var_os("BLESS").is_some() {
        fs::write(path, &drawn).unwrap();
    }
    assert!(fs::read_to_string(path).unwrap() == drawn, "choices.svg is out of date");
}
