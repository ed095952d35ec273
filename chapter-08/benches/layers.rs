//! The cost of layers: calls per second and processor time per call, without layers, with each,
//! and with those that most programs should have.
//!
//! `cargo bench -p chapter-08 --bench layers`. Client and server are one process, so its processor time is that
//! of both sides. The rounds of all subjects alternate, and medians are reported, because a
//! machine is not equally fast all the time. With `-- record`, metrics are recorded for
//! Prometheus; otherwise neither metrics nor spans are recorded.

mod echo;

use std::{
    future::pending,
    time::{Duration, Instant},
};

use cpu_time::ProcessTime;
use metrics_exporter_prometheus::PrometheusBuilder;
use mini_lust::{
    Client, Connection, Connector, Error, FrameCodec, Framing, Protocol, RpcService,
    Server, Tcp, layer::*, stack,
};
use tokio::{net::TcpListener, time::sleep};
use tower::{Layer, layer::util::Identity, util::BoxCloneSyncService};

use echo::{Boxed, Handler, echo};

const ROUNDS: usize = 9;
const PAYLOAD: usize = 64;

/// A client and a server, with layers around the calls.
struct Subject {
    name: &'static str,
    client: Client<Boxed>,
    /// Calls per second and microseconds per call, of each round, at each number of calls in
    /// flight.
    rounds: [Vec<(f64, f64)>; 2],
}

const IN_FLIGHT: [(usize, usize); 2] = [(1, 10_000), (128, 200_000)];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "record") {
        let recorder = PrometheusBuilder::new().install_recorder()?;
        // Scraping empties the recorder's memory, just as in a real server.
        tokio::spawn(async move {
            loop {
                sleep(Duration::from_secs(1)).await;
                drop(recorder.render());
            }
        });
    }
    let none = Identity::new;
    let mut subjects = vec![
        subject("none", Framing::Framed, none(), none()).await?,
        subject("header transport", Framing::TtHeader, none(), none()).await?,
        subject("trace", Framing::TtHeader, TraceLayer::client(), TraceLayer::server())
            .await?,
        subject("metrics", Framing::Framed, none(), MetricsLayer::server()).await?,
        subject("access log", Framing::Framed, none(), AccessLogLayer::new()).await?,
        subject("catch panic", Framing::Framed, none(), CatchPanicLayer::new()).await?,
        subject("deadline", Framing::TtHeader, deadline(), DeadlineLayer::as_told())
            .await?,
        subject("context", Framing::Framed, none(), ContextLayer::new()).await?,
        subject("limit", Framing::Framed, none(), LimitLayer::new(1024)).await?,
        subject("adaptive limit", Framing::Framed, none(), AdaptiveLimitLayer::new())
            .await?,
        subject("rate limit", Framing::Framed, none(), RateLimitLayer::new(1e9, 1000))
            .await?,
        subject("spawn", Framing::Framed, none(), SpawnLayer::new()).await?,
        subject("retry", Framing::Framed, RetryLayer::new(), none()).await?,
        subject("hedge", Framing::Framed, hedge(), none()).await?,
        subject("breaker", Framing::Framed, BreakerLayer::default(), none()).await?,
        subject("stack::server", Framing::TtHeader, none(), stack::server()).await?,
        subject("stack::client", Framing::TtHeader, stack::client(), none()).await?,
        subject("both stacks", Framing::TtHeader, stack::client(), stack::server())
            .await?,
    ];
    for _ in 0..ROUNDS {
        for subject in &mut subjects {
            for (round, (in_flight, calls)) in subject.rounds.iter_mut().zip(IN_FLIGHT) {
                let (begun, cpu) = (Instant::now(), ProcessTime::now());
                echo(&subject.client, PAYLOAD, in_flight, calls).await;
                let calls = calls as f64;
                round.push((
                    calls / begun.elapsed().as_secs_f64(),
                    1e6 * cpu.elapsed().as_secs_f64() / calls,
                ));
            }
        }
    }
    println!("                      1 in flight         128 in flight");
    println!("                    calls/s   µs/call   calls/s   µs/call");
    for Subject { name, rounds, .. } in subjects {
        let [(one, one_cpu), (many, many_cpu)] = rounds.map(median);
        println!("{name:18}{one:9.0}{one_cpu:10.2}{many:10.0}{many_cpu:10.2}");
    }
    Ok(())
}

fn median(rounds: Vec<(f64, f64)>) -> (f64, f64) {
    let (mut rates, mut times): (Vec<_>, Vec<_>) = rounds.into_iter().unzip();
    rates.sort_by(f64::total_cmp);
    times.sort_by(f64::total_cmp);
    (rates[rates.len() / 2], times[times.len() / 2])
}

fn hedge() -> HedgeLayer {
    HedgeLayer::after(Duration::from_secs(1))
}

fn deadline() -> DeadlineLayer {
    DeadlineLayer::new(Duration::from_secs(1))
}

async fn subject<C, S>(
    name: &'static str,
    framing: Framing,
    client: C,
    server: S,
) -> Result<Subject, Error>
where
    C: Layer<
            Connection,
            Service: RpcService<Error = Error, Future: 'static> + Clone + Sync,
        >,
    S: Layer<Handler, Service: RpcService + Clone> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let server = Server::new().layer(server);
    tokio::spawn(server.serve(listener, Handler, pending()));
    let connector = Connector::new(Tcp).codec(FrameCodec::new(framing));
    let service = client.layer(connector.connect(address).await?);
    let client = Client::new(BoxCloneSyncService::new(service), Protocol::Binary);
    Ok(Subject { name, client, rounds: Default::default() })
}
