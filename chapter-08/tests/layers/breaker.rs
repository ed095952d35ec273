use std::{
    future::{pending, ready},
    sync::{
        Arc,
        atomic::{
            AtomicBool, AtomicU32,
            Ordering::{Relaxed, SeqCst},
        },
    },
    time::Duration,
};

use mini_lust::{
    ApplicationException, Error, ExceptionType, Request, Response, RpcService,
    cluster::{accrual::Accrual, backoff::Backoff},
    layer::{BreakerLayer, DeadlineLayer},
};
use tokio::time::{Instant, advance, sleep};
use tower::{Layer, ServiceExt, service_fn};

use crate::handler::request;

const SECOND: Duration = Duration::from_secs(1);

/// A service of which `get` fails as long as one says so, and everything else works.
#[derive(Clone, Default)]
struct Fragile {
    fails: Arc<AtomicBool>,
    calls: Arc<AtomicU32>,
}

impl Fragile {
    /// It is broken by three failures in a row, for a second at most at first.
    fn with_breaker(
        &self,
    ) -> impl RpcService<Error = Error, Future: 'static> + Clone + use<> {
        let this = self.clone();
        let service = service_fn(move |request: Request| {
            this.calls.fetch_add(1, Relaxed);
            let fails = request.method() == "get" && this.fails.load(SeqCst);
            async move {
                sleep(Duration::from_millis(1)).await;
                let failed =
                    ApplicationException::new(ExceptionType::INTERNAL_ERROR, "");
                if fails { Err(Error::from(failed)) } else { Ok(request.no_reply()) }
            }
        });
        let backoff = Backoff::new(SECOND, 60 * SECOND);
        let rules = Accrual::new().consecutive(3).success_rate(0.0).backoff(backoff);
        BreakerLayer::new(rules).layer(service)
    }

    fn calls(&self) -> u32 {
        self.calls.swap(0, Relaxed)
    }
}

fn is_broken(result: Result<Response, Error>) -> bool {
    matches!(result, Err(Error::Broken))
}

#[tokio::test(start_paused = true)]
async fn after_too_many_failures_calls_fail_at_once() {
    let fragile = Fragile::default();
    fragile.fails.store(true, SeqCst);
    let service = fragile.with_breaker();
    for _ in 0..3 {
        assert!(!is_broken(service.clone().oneshot(request("get")).await));
    }
    for _ in 0..1000 {
        assert!(is_broken(service.clone().oneshot(request("get")).await));
    }
    let calls = fragile.calls();
    assert_eq!(calls, 3);
    println!("{calls} of 1003 calls reach the service");
}

#[tokio::test(start_paused = true)]
async fn other_methods_go_on() {
    let fragile = Fragile::default();
    fragile.fails.store(true, SeqCst);
    let service = fragile.with_breaker();
    for _ in 0..10 {
        service.clone().oneshot(request("get")).await.unwrap_err();
        service.clone().oneshot(request("put")).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn one_call_finds_out_whether_it_works_again() {
    let fragile = Fragile::default();
    fragile.fails.store(true, SeqCst);
    let service = fragile.with_breaker();
    for _ in 0..3 {
        service.clone().oneshot(request("get")).await.unwrap_err();
    }
    fragile.calls();

    advance(SECOND).await;
    let probe = tokio::spawn(service.clone().oneshot(request("get")));
    tokio::task::yield_now().await;
    assert!(is_broken(service.clone().oneshot(request("get")).await));
    assert!(!is_broken(probe.await.unwrap()));
    assert!(is_broken(service.clone().oneshot(request("get")).await));
    assert_eq!(fragile.calls(), 1);

    fragile.fails.store(false, SeqCst);
    advance(2 * SECOND).await;
    for _ in 0..10 {
        service.clone().oneshot(request("get")).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_whose_caller_gives_up_finds_out_nothing() {
    let fragile = Fragile::default();
    fragile.fails.store(true, SeqCst);
    let service = fragile.with_breaker();
    for _ in 0..3 {
        service.clone().oneshot(request("get")).await.unwrap_err();
    }
    advance(SECOND).await;
    let probe = tokio::spawn(service.clone().oneshot(request("get")));
    tokio::task::yield_now().await;
    probe.abort();
    drop(probe.await);
    // The next one does.
    assert!(!is_broken(service.clone().oneshot(request("get")).await));
    assert!(is_broken(service.clone().oneshot(request("get")).await));
}

async fn is_broken_after_three(
    service: impl RpcService<Future: 'static> + Clone,
) -> bool {
    let rules = Accrual::new().consecutive(3);
    let service = BreakerLayer::new(rules).layer(service);
    for _ in 0..3 {
        assert!(!is_broken(service.clone().oneshot(request("get")).await));
    }
    is_broken(service.oneshot(request("get")).await)
}

#[tokio::test(start_paused = true)]
async fn a_service_that_hangs_is_broken() {
    let hangs = service_fn(|_: Request| pending::<Result<Response, Error>>());
    assert!(is_broken_after_three(DeadlineLayer::new(SECOND).layer(hangs)).await);
}

#[tokio::test(start_paused = true)]
async fn a_service_whose_dependency_fails_is_broken_and_one_without_the_method_is_not() {
    let is_broken_by = async |ty| {
        is_broken_after_three(service_fn(move |_: Request| {
            let failed = ApplicationException::new(ty, "");
            ready(Err::<Response, _>(Error::from(failed)))
        }))
        .await
    };
    assert!(is_broken_by(ExceptionType::DEPENDENCY_FAILED).await);
    assert!(!is_broken_by(ExceptionType::UNKNOWN_METHOD).await);
}

#[tokio::test]
async fn a_service_without_endpoints_is_broken() {
    let nobody =
        || ready(Err::<Response, _>(Error::Unavailable { limit: SECOND, source: None }));
    assert!(is_broken_after_three(service_fn(move |_: Request| nobody())).await);
}

/// What has no bound in length is not kept, but is judged all the same.
#[tokio::test(start_paused = true)]
async fn long_names_are_judged_together() {
    let fails = service_fn(|_: Request| {
        let failed = ApplicationException::new(ExceptionType::INTERNAL_ERROR, "");
        ready(Err::<Response, _>(Error::from(failed)))
    });
    let service = BreakerLayer::new(Accrual::new().consecutive(3)).layer(fails);
    let is_broken = async |name: &str| {
        let error = service.clone().oneshot(request(name)).await.unwrap_err();
        matches!(error, Error::Broken)
    };
    let [one, other] = ["a", "b"].map(|letter| letter.repeat(300));
    for _ in 0..3 {
        assert!(!is_broken(&one).await);
    }
    assert!(is_broken(&other).await);
    assert!(!is_broken("get").await);
}

/// There is no deadline inside, and the caller of the probe waits for ever.
#[tokio::test(start_paused = true)]
async fn a_probe_that_hangs_has_failed_after_a_second() {
    let calls = Arc::new(AtomicU32::new(0));
    let service = service_fn(move |request: Request| {
        let number = calls.fetch_add(1, Relaxed);
        async move {
            match number {
                0..3 => {
                    Err(ApplicationException::new(ExceptionType::INTERNAL_ERROR, ""))?
                }
                3 => pending().await,
                _ => Ok::<_, Error>(request.no_reply()),
            }
        }
    });
    let backoff = Backoff::new(SECOND, 60 * SECOND);
    let service =
        BreakerLayer::new(Accrual::new().consecutive(3).backoff(backoff)).layer(service);
    for _ in 0..3 {
        service.clone().oneshot(request("get")).await.unwrap_err();
    }
    advance(SECOND).await;
    let _probe = tokio::spawn(service.clone().oneshot(request("get")));
    tokio::task::yield_now().await;
    let begun = Instant::now();
    while is_broken(service.clone().oneshot(request("get")).await) {
        assert!(begun.elapsed() < 4 * SECOND, "still open");
        sleep(SECOND / 10).await;
    }
    println!("closed again after {:?}", begun.elapsed());
}
