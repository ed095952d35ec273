//! Endpoints that fail are taken out, and come back.

use std::{
    future::Ready,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::FutureExt;
use mini_lust::{
    ApplicationException, Error, ExceptionType, Request, Response,
    cluster::{
        accrual::{Accrual, Ejectable, Group},
        backoff::Backoff,
        load::Load,
    },
};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep, timeout},
};
use tokio_test::{assert_pending, assert_ready, task};
use tower::{Service, ServiceExt, service_fn};

use crate::{millis, mock, seconds, seeded};

/// Takes the answer of a call.
type Answer = oneshot::Sender<Result<(), Error>>;

/// An endpoint that a test answers for.
struct Endpoint {
    judged: Box<dyn Calls>,
    answers: Arc<Mutex<Vec<Answer>>>,
    load: Load,
}

/// What can be called, whatever its type is.
trait Calls {
    fn is_ready(&mut self) -> bool;
    fn ready(&mut self) -> futures::future::BoxFuture<'_, ()>;
    fn call(&mut self, request: Request) -> futures::future::BoxFuture<'static, ()>;
}

impl<S> Calls for S
where
    S: Service<Request, Response = Response, Error = Error, Future: Send + 'static>
        + Send,
{
    fn is_ready(&mut self) -> bool {
        ServiceExt::ready(self).now_or_never().is_some()
    }

    fn ready(&mut self) -> futures::future::BoxFuture<'_, ()> {
        ServiceExt::ready(self).map(drop).boxed()
    }

    fn call(&mut self, request: Request) -> futures::future::BoxFuture<'static, ()> {
        Service::call(self, request).map(drop).boxed()
    }
}

/// Out after three failures in a row, for up to ten seconds at first.
fn rules() -> Accrual {
    let backoff = Backoff::new(seconds(10), seconds(1000)).with_rng(seeded());
    Accrual::new().consecutive(3).max_share(1.0).backoff(backoff)
}

fn failure() -> Error {
    ApplicationException::new(ExceptionType::INTERNAL_ERROR, "broken").into()
}

impl Endpoint {
    fn new(group: &Group) -> Self {
        let answers = Arc::new(Mutex::new(Vec::new()));
        let senders = Arc::clone(&answers);
        let inner = service_fn(move |request: Request| {
            let (answer, answered) = oneshot::channel();
            senders.lock().unwrap().push(answer);
            async move {
                let answer: Result<(), Error> = answered.await.unwrap();
                answer.map(|()| request.no_reply())
            }
        });
        let load = Load::new(seconds(10));
        let judged = Box::new(Ejectable::new("one".into(), inner, load.clone(), group));
        Self { judged, answers, load }
    }

    fn is_ready(&mut self) -> bool {
        self.judged.is_ready()
    }

    /// Begins a call, which is under way until it is answered or dropped.
    fn begin(&mut self) -> (futures::future::BoxFuture<'static, ()>, Answer) {
        let call = self.judged.call(mock::request("get"));
        (call, self.answers.lock().unwrap().pop().unwrap())
    }

    async fn call(&mut self, result: Result<(), Error>) {
        assert!(self.is_ready());
        let (call, answer) = self.begin();
        answer.send(result).unwrap();
        call.await;
    }

    async fn fail(&mut self, times: usize) {
        for _ in 0..times {
            self.call(Err(failure())).await;
        }
    }

    /// Waits until it is ready, and says how long that was.
    async fn time_until_ready(&mut self) -> Duration {
        let begun = Instant::now();
        self.judged.ready().await;
        begun.elapsed()
    }
}

#[tokio::test(start_paused = true)]
async fn failures_in_a_row_take_an_endpoint_out_and_a_probe_brings_it_back() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    endpoint.fail(2).await;
    endpoint.call(Ok(())).await;
    endpoint.fail(3).await;
    assert!(!endpoint.is_ready());
    assert_eq!(group.out(), 1);

    let out = endpoint.time_until_ready().await;
    assert!((seconds(5)..=seconds(10) + millis(1)).contains(&out), "{out:?}");
    assert_eq!(group.out(), 1);
    endpoint.call(Ok(())).await;
    assert!(endpoint.is_ready());
    assert_eq!(group.out(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_low_success_rate_takes_an_endpoint_out() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    let mut calls = 0;
    while endpoint.is_ready() {
        endpoint.call(Ok(())).await;
        endpoint.fail(2).await;
        calls += 3;
    }
    println!("out after {calls} calls, two of three of which failed");
    assert!((30..=100).contains(&calls), "{calls}");
}

#[tokio::test(start_paused = true)]
async fn the_time_counts_from_the_failure_and_not_from_when_somebody_looks() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    endpoint.fail(3).await;
    sleep(seconds(10)).await;
    assert!(endpoint.is_ready());
}

#[tokio::test(start_paused = true)]
async fn only_one_probe_is_under_way() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    let (probe, answer) = endpoint.begin();
    let mut ready = task::spawn(endpoint.judged.ready());
    assert_pending!(ready.poll());

    answer.send(Ok(())).unwrap();
    probe.await;
    assert!(ready.is_woken());
    assert_ready!(ready.poll());
}

#[tokio::test(start_paused = true)]
async fn after_a_probe_that_failed_or_waited_in_vain_the_endpoint_is_out_for_longer() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    endpoint.fail(1).await;
    let out = endpoint.time_until_ready().await;
    assert!((seconds(10)..=seconds(20) + millis(1)).contains(&out), "{out:?}");

    let (probe, _answer) = endpoint.begin();
    sleep(seconds(1)).await;
    drop(probe);
    let out = endpoint.time_until_ready().await;
    assert!((seconds(20)..=seconds(40) + millis(1)).contains(&out), "{out:?}");
}

/// Nobody gives up the probe.
#[tokio::test(start_paused = true)]
async fn a_probe_that_hangs_has_failed_after_a_second() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    let (_probe, _answer) = endpoint.begin();
    let day = seconds(24 * 60 * 60);
    let out = timeout(day, endpoint.time_until_ready()).await.expect("out after a day");
    println!("due again after {out:?}");
    assert!((seconds(11)..=seconds(21) + millis(2)).contains(&out), "{out:?}");
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_to_a_probe_is_one() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    let (probe, answer) = endpoint.begin();
    let mut ready = task::spawn(endpoint.judged.ready());
    assert_pending!(ready.poll());
    sleep(seconds(3)).await;
    assert_pending!(ready.poll());
    answer.send(Ok(())).unwrap();
    probe.await;
    assert!(ready.is_woken());
    assert_ready!(ready.poll());
    assert_eq!(group.out(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_finds_out_nothing_is_due_again() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    endpoint.call(Err(Error::TooLarge { len: 2, limit: 1 })).await;
    endpoint.call(Err(Error::Unsent)).await;
    let (impatient, _answer) = endpoint.begin();
    assert!(!endpoint.is_ready());
    drop(impatient);
    assert!(endpoint.is_ready());
    assert_eq!(group.out(), 1);
    endpoint.call(Err(Error::Closed("it was lost".into()))).await;
    assert!(!endpoint.is_ready());
}

#[tokio::test(start_paused = true)]
async fn who_gives_up_after_a_fair_time_counts_and_who_is_impatient_does_not() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    for _ in 0..1000 {
        let (_call, _answer) = endpoint.begin();
        sleep(millis(999)).await;
    }
    assert!(endpoint.is_ready());
    for _ in 0..3 {
        assert!(endpoint.is_ready());
        let (_call, _answer) = endpoint.begin();
        sleep(seconds(1)).await;
    }
    assert!(!endpoint.is_ready());
}

#[tokio::test(start_paused = true)]
async fn on_probation_one_failure_is_enough_until_it_has_proved_itself() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    for _ in 0..2 {
        endpoint.fail(3).await;
        endpoint.judged.ready().await;
        endpoint.call(Ok(())).await;
        endpoint.fail(1).await;
        assert!(!endpoint.is_ready());
        endpoint.judged.ready().await;

        for _ in 0..50 {
            endpoint.call(Ok(())).await;
        }
        endpoint.fail(2).await;
        assert!(endpoint.is_ready());
        endpoint.call(Ok(())).await;
    }
    endpoint.fail(3).await;
    let out = endpoint.time_until_ready().await;
    assert!(out <= seconds(10) + millis(1), "{out:?}");
}

#[tokio::test(start_paused = true)]
async fn what_calls_from_before_it_was_out_find_is_of_no_interest() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    let (early, answer) = endpoint.begin();
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    let (_probe, _answer) = endpoint.begin();
    answer.send(Ok(())).unwrap();
    early.await;
    assert!(!endpoint.is_ready());
    assert_eq!(group.out(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_speak_of_the_endpoint_does_not_count() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    let errors: [fn() -> Error; 4] = [
        || Error::Unsent,
        || Error::TooLarge { len: 2, limit: 1 },
        || Error::Closed(Arc::new(std::io::Error::other("it was lost").into())),
        || ApplicationException::new(ExceptionType::UNKNOWN_METHOD, "what?").into(),
    ];
    for error in errors {
        for _ in 0..100 {
            endpoint.call(Err(error())).await;
        }
    }
    assert!(endpoint.is_ready());
}

#[tokio::test(start_paused = true)]
async fn what_nobody_answers_is_no_probe() {
    let group = Group::new(rules());
    let mut endpoint = Endpoint::new(&group);
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    let body = mock::request("get").body().clone();
    let oneway = endpoint.judged.call(Request::oneway("record", body));
    endpoint.answers.lock().unwrap().pop().unwrap().send(Ok(())).unwrap();
    oneway.await;
    assert_eq!(group.out(), 1);
    endpoint.call(Ok(())).await;
    assert_eq!(group.out(), 0);
}

#[tokio::test(start_paused = true)]
async fn never_more_than_a_share_is_out() {
    let group = Group::new(rules().max_share(0.5));
    let mut endpoints: Vec<_> = (0..5).map(|_| Endpoint::new(&group)).collect();
    for endpoint in &mut endpoints {
        endpoint.fail(3).await;
    }
    let ready: Vec<_> = endpoints.iter_mut().map(Endpoint::is_ready).collect();
    assert_eq!(ready, [false, false, true, true, true]);
    assert_eq!(group.out(), 2);
}

#[tokio::test(start_paused = true)]
async fn when_those_that_are_well_go_some_of_those_that_are_out_come_back() {
    let group = Group::new(rules().max_share(0.5));
    let mut endpoints: Vec<_> = (0..4).map(|_| Endpoint::new(&group)).collect();
    endpoints[0].fail(3).await;
    endpoints[1].fail(3).await;
    let well = endpoints.split_off(2);
    let mut first = task::spawn(endpoints[0].judged.ready());
    assert_pending!(first.poll());

    drop(well);
    assert!(first.is_woken());
    drop(first);
    // Who was out for longer is first.
    let ready: Vec<_> = endpoints.iter_mut().map(Endpoint::is_ready).collect();
    assert_eq!(ready, [true, false]);
    assert_eq!(group.out(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_that_came_back_early_and_is_out_again_waits_for_the_longer_time() {
    let group = Group::new(rules().max_share(0.5));
    let (mut endpoint, other) = (Endpoint::new(&group), Endpoint::new(&group));
    let (late, answer) = endpoint.begin();
    endpoint.fail(3).await;
    assert!(!endpoint.is_ready());
    drop(other);
    let _others = [(); 2].map(|()| Endpoint::new(&group));
    answer.send(Err(failure())).unwrap();
    late.await;
    let out = endpoint.time_until_ready().await;
    assert!((seconds(10)..=seconds(20) + millis(1)).contains(&out), "{out:?}");
}

#[tokio::test(start_paused = true)]
async fn one_that_goes_makes_room_for_another_to_be_out() {
    let group = Group::new(rules().max_share(0.4));
    let mut endpoints: Vec<_> = (0..5).map(|_| Endpoint::new(&group)).collect();
    endpoints[0].fail(3).await;
    let (late, answer) = endpoints[1].begin();
    endpoints[1].fail(3).await;
    assert_eq!(group.out(), 2);
    drop(endpoints.drain(..2));
    answer.send(Err(failure())).unwrap();
    late.await;
    assert_eq!(group.out(), 0);
    endpoints[0].fail(3).await;
    assert_eq!(group.out(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_its_load_was_is_forgotten_when_a_probe_is_due() {
    let mut endpoint = Endpoint::new(&Group::new(rules()));
    let load = endpoint.load.clone();
    let slow = service_fn(|_: Request| -> Ready<Result<Response, Error>> {
        std::future::ready(Err(failure()))
    });
    let mut measured = mini_lust::cluster::load::Measured::new(slow, load.clone());
    Service::call(&mut measured, mock::request("get")).await.unwrap_err();
    assert_eq!(load.peak_ewma(Default::default()), 1.0);
    endpoint.fail(3).await;
    endpoint.judged.ready().await;
    assert_eq!(load.peak_ewma(Default::default()), 0.0);
}
