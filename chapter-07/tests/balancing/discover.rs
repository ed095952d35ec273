//! Where endpoints are told.

use std::{
    cell::RefCell, collections::VecDeque, fs, io, net::SocketAddr, num::NonZeroU32,
    path::Path, sync::Once, time::Duration,
};

use futures::StreamExt;
use mini_lust::{
    Discover,
    cluster::discover::{Change, Weight, dns, file, fixed, polled},
};
use tokio::time::{Instant, timeout};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use crate::{millis, seconds};

const PERIOD: Duration = seconds(10);

fn one(address: u32) -> (u32, Weight) {
    (address, Weight::default())
}

fn of_weight(address: u32, weight: u32) -> (u32, Weight) {
    (address, Weight(NonZeroU32::new(weight).unwrap()))
}

/// Tells what a script says, one answer each period, and the last for ever.
fn scripted(
    answers: impl IntoIterator<Item = io::Result<Vec<(u32, Weight)>>>,
) -> impl Discover<u32> + Unpin {
    let mut answers: VecDeque<_> = answers.into_iter().collect();
    Box::pin(polled(PERIOD, move || {
        let answer = answers.pop_front().unwrap_or_else(|| Err(dead()));
        std::future::ready(answer)
    }))
}

fn dead() -> io::Error {
    io::Error::other("the name server is dead")
}

/// What is told in so many periods, as `+1` and `-1`, and `+1*3` with a weight.
async fn told(mut changes: impl Discover<u32> + Unpin, periods: u32) -> String {
    let mut told = Vec::new();
    let end = Instant::now() + periods * PERIOD - millis(1);
    while let Ok(Some(change)) = tokio::time::timeout_at(end, changes.next()).await {
        told.push(match change {
            Change::Insert(address, weight) if weight == Weight::default() => {
                format!("+{address}")
            }
            Change::Insert(address, weight) => format!("+{address}*{}", weight.0),
            Change::Remove(address) => format!("-{address}"),
        });
    }
    told.join(" ")
}

#[tokio::test(start_paused = true)]
async fn fixed_endpoints_are_told_once() {
    assert_eq!(told(fixed([1, 2, 3]), 10).await, "+1 +2 +3");
}

#[tokio::test(start_paused = true)]
async fn only_what_has_changed_is_told_and_who_comes_first() {
    let answers = [
        vec![one(1), one(2)],
        vec![one(1), one(2)],
        vec![one(2), one(3)],
        vec![of_weight(2, 5), one(3)],
    ];
    let changes = scripted(answers.map(Ok));
    assert_eq!(told(changes, 10).await, "+1 +2 +3 -1 +2*5");
}

#[tokio::test(start_paused = true)]
async fn while_the_name_server_is_dead_or_knows_nothing_the_last_answer_holds() {
    let mut answers = vec![Err(dead()), Ok(vec![one(1), one(2)])];
    answers.extend(
        (0..50).map(|number| if number % 2 == 0 { Err(dead()) } else { Ok(vec![]) }),
    );
    answers.push(Ok(vec![one(2)]));
    // It is announced anew, because it may be another process than before.
    assert_eq!(told(scripted(answers), 60).await, "+1 +2 +2 -1");
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_told_twice_counts_once_and_does_not_flap() {
    let answer = || Ok(vec![of_weight(1, 2), of_weight(1, 3), one(1)]);
    assert_eq!(told(scripted([answer(), answer(), answer()]), 10).await, "+1*2");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_never_comes_stops_nothing_but_the_asking() {
    let mut times = 0;
    let changes = polled(PERIOD, move || {
        times += 1;
        let is_first = times == 1;
        async move {
            match is_first {
                true => Ok(vec![one(1)]),
                false => std::future::pending().await,
            }
        }
    });
    assert_eq!(told(Box::pin(changes), 10).await, "+1");
}

/// Writes a file as an operator should: a new one, which takes the place of the old one.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(&new, path).unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_file_that_is_replaced_is_read_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("endpoints");
    replace(&path, "10.0.0.1:1\n10.0.0.2:1 3\n");
    let mut changes = Box::pin(file(&path, PERIOD));
    let [first, second] =
        ["10.0.0.1:1", "10.0.0.2:1"].map(|address| address.parse().unwrap());
    let (_, third) = of_weight(2, 3);
    assert_eq!(inserted(changes.next().await), (first, Weight::default()));
    assert_eq!(inserted(changes.next().await), (second, third));

    replace(&path, "10.0.0.2:1 3\n");
    let removed = changes.next().await;
    assert!(matches!(removed, Some(Change::Remove(address)) if address == first));
}

#[track_caller]
fn inserted(change: Option<Change<SocketAddr>>) -> (SocketAddr, Weight) {
    let Some(Change::Insert(address, weight)) = change else { panic!("{change:?}") };
    (address, weight)
}

#[tokio::test(start_paused = true)]
async fn bad_contents_of_a_file_are_kept_out_with_a_warning_that_names_the_line() {
    Warnings::install();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("endpoints");
    replace(&path, "10.0.0.1:1\n");
    let mut changes = Box::pin(file(&path, PERIOD));
    changes.next().await.unwrap();

    for (text, warning) in [
        ("10.0.0.1:1\n10.0.0.2\n", "line 2: \"10.0.0.2\" is no address"),
        ("10.0.0.1:1 none\n", "line 1: \"none\" is no weight"),
        ("", "there are no endpoints"),
    ] {
        replace(&path, text);
        timeout(2 * PERIOD, changes.next()).await.err().unwrap();
        let warned = Warnings::take();
        assert!(warned.iter().any(|text| text.contains(warning)), "{warned:?}");
    }

    fs::remove_file(&path).unwrap();
    timeout(2 * PERIOD, changes.next()).await.err().unwrap();
    assert!(!Warnings::take().is_empty());
}

/// Keeps the texts of all warnings, of each thread by itself: a test has its own.
pub struct Warnings;

thread_local! {
    static WARNINGS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl Warnings {
    /// For all threads: which events are of interest is remembered for all of them, too.
    pub fn install() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Self).unwrap());
    }

    pub fn take() -> Vec<String> {
        WARNINGS.take()
    }
}

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::WARN
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text::default();
        event.record(&mut text);
        WARNINGS.with_borrow_mut(|warnings| warnings.push(text.0));
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// All fields of an event.
#[derive(Default)]
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{field}={value:?} ");
    }
}

#[tokio::test]
async fn a_name_is_looked_up_in_dns() {
    // The system answers this one itself.
    let mut changes = Box::pin(dns("127.0.0.1".to_owned(), 9090, PERIOD));
    let address = SocketAddr::from(([127, 0, 0, 1], 9090));
    let change = changes.next().await;
    assert!(matches!(change, Some(Change::Insert(found, _)) if found == address));
}

#[tokio::test]
async fn a_name_that_dns_does_not_have_is_in_the_warning() {
    Warnings::install();
    // No name server is asked for an empty label.
    let mut changes = Box::pin(dns("users..internal".to_owned(), 9090, millis(10)));
    let mut warned = Vec::new();
    while warned.is_empty() {
        timeout(millis(20), changes.next()).await.err().unwrap();
        warned = Warnings::take();
    }
    assert!(warned[0].contains("users..internal: "), "{warned:?}");
}
