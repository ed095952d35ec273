//! Calls per second over one TCP connection between two processes, bare and through the stacks
//! of both sides, for short and long messages, at several numbers of calls in flight.
//!
//! `cargo bench -p chapter-08 --bench calls`. The server is this program again, started with the
//! argument `serve`; each process has a processor of its own, and a runtime with one worker.
//! The rounds of all cells alternate, and medians are reported, because a machine is not equally
//! fast all the time. Processor time and page faults are Linux's own counts.

mod echo;

use std::{
    env, fs,
    future::pending,
    io::{BufRead, BufReader, stdin},
    net::SocketAddr,
    process::{self, Command, Stdio},
    time::Instant,
};

use mini_lust::{
    Channel, Client, Connector, Error, FrameCodec, Framing, Protocol, Server, Tcp,
    cluster::discover, stack,
};
use tokio::{net::TcpListener, task::spawn_blocking};
use tower::util::BoxCloneSyncService;

use echo::{Boxed, Handler, echo};

const ROUNDS: usize = 7;

/// Lengths of the text, calls in flight, and calls in a round.
const CELLS: [(usize, usize, usize); 6] = [
    (64, 1, 5_000),
    (64, 16, 50_000),
    (64, 128, 100_000),
    (65_536, 1, 3_000),
    (65_536, 16, 8_000),
    (65_536, 128, 8_000),
];

/// What was measured of one cell.
#[derive(Default)]
struct Cell {
    rates: Vec<f64>,
    calls: f64,
    client: Usage,
    server: Usage,
}

/// What the system has given to a process.
#[derive(Clone, Copy, Default)]
struct Usage {
    faults: f64,
    seconds: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let is_server = env::args().any(|argument| argument == "serve");
    let cores = core_affinity::get_core_ids().unwrap_or_default();
    if let [first, .., last] = *cores {
        core_affinity::set_for_current(if is_server { last } else { first });
    }
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).enable_all().build()?;
    runtime.block_on(async { if is_server { serve().await } else { measure().await } })
}

// === Server ===

/// Serves bare and with the stack, until the other process has ended.
async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let bare = TcpListener::bind("127.0.0.1:0").await?;
    let stacked = TcpListener::bind("127.0.0.1:0").await?;
    println!("{} {}", bare.local_addr()?, stacked.local_addr()?);
    tokio::spawn(Server::new().serve(bare, Handler, pending()));
    let server = Server::new().layer(stack::server());
    tokio::spawn(server.serve(stacked, Handler, pending()));
    spawn_blocking(|| stdin().read_line(&mut String::new())).await??;
    Ok(())
}

// === Client ===

async fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let mut server = Command::new(env::current_exe()?)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut addresses = String::new();
    BufReader::new(server.stdout.take().ok_or("no output")?)
        .read_line(&mut addresses)?;
    let (bare, stacked) = addresses.trim().split_once(' ').ok_or("no addresses")?;
    let clients = [bare_client(bare.parse()?).await?, stacked_client(stacked.parse()?)];

    let mut cells: [[Cell; CELLS.len()]; 2] = Default::default();
    for _ in 0..ROUNDS {
        for (client, cells) in clients.iter().zip(&mut cells) {
            for (cell, (len, in_flight, calls)) in cells.iter_mut().zip(CELLS) {
                let before = (usage(process::id()), usage(server.id()), Instant::now());
                echo(client, len, in_flight, calls).await;
                cell.rates.push(calls as f64 / before.2.elapsed().as_secs_f64());
                cell.calls += calls as f64;
                cell.client.add_since(before.0, usage(process::id()));
                cell.server.add_since(before.1, usage(server.id()));
            }
        }
    }
    println!("                               µs per call     faults per call");
    println!("         bytes  in flight   calls/s   client   server   client   server");
    for (name, cells) in ["bare", "stacks"].into_iter().zip(cells) {
        for (mut cell, (len, in_flight, _)) in cells.into_iter().zip(CELLS) {
            cell.rates.sort_by(f64::total_cmp);
            let rate = cell.rates[ROUNDS / 2];
            print!("{name:8}{len:6}{in_flight:11}{rate:10.0}");
            let Cell { calls, client, server, .. } = cell;
            print!(
                "{:9.2}{:9.2}",
                1e6 * client.seconds / calls,
                1e6 * server.seconds / calls
            );
            println!("{:9.2}{:9.2}", client.faults / calls, server.faults / calls);
        }
    }
    drop(server.stdin.take());
    server.wait()?;
    Ok(())
}

async fn bare_client(address: SocketAddr) -> Result<Client<Boxed>, Error> {
    let connection = Connector::new(Tcp).connect(address).await?;
    Ok(Client::new(BoxCloneSyncService::new(connection), Protocol::Binary))
}

/// With the header transport, which the deadline and the trace of a call need.
fn stacked_client(address: SocketAddr) -> Client<Boxed> {
    let codec = FrameCodec::new(Framing::TtHeader);
    let channel = Channel::builder()
        .layer(stack::client())
        .endpoint_layer(stack::endpoint())
        .build(discover::fixed([address]), Connector::new(Tcp).codec(codec));
    Client::new(BoxCloneSyncService::new(channel), Protocol::Binary)
}

impl Usage {
    fn add_since(&mut self, before: Self, after: Self) {
        self.faults += after.faults - before.faults;
        self.seconds += after.seconds - before.seconds;
    }
}

/// Reads what a process has taken so far: nothing where there is no `/proc`.
fn usage(process: u32) -> Usage {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The fields after the name, which is in parentheses: proc_pid_stat(5).
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let field = |number: usize| {
        let field = fields.split_whitespace().nth(number - 3);
        field.and_then(|field| field.parse().ok()).unwrap_or(0.0)
    };
    Usage { faults: field(10), seconds: (field(14) + field(15)) / TICKS }
}

/// How many ticks of the processor time are a second.
const TICKS: f64 = 100.0;
