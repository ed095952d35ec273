//! The processes of a round: this program again, as a server and as a client, each pinned to a
//! processor of its own.

use std::{
    env,
    io::{BufRead, BufReader, Write, stdin},
    net::{SocketAddr, TcpListener},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio, exit},
    thread::{self, available_parallelism},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use cpu_time::ProcessTime;
use rustix::{
    process::{Resource, getrlimit, setrlimit},
    thread::{CpuSet, sched_setaffinity},
};
use tokio::runtime::{Builder, Runtime};

use crate::{
    cell::Cell,
    load::{self, Seen},
    peers::{Echo, Peer, apache, floor, ours, tarpc, tonic, volo},
    quiet,
};

/// The processors of the two sides. A machine of one has both on it.
const SERVER: usize = 0;
const CLIENT: usize = 1;

/// A measured round of one peer in one cell.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    pub seen: Seen,
    /// The processor time of the server, in seconds.
    pub server_cpu: f64,
    /// What other processes used of the machine, in processors.
    pub others: f64,
}

// === The processes, seen from the harness ===

/// Starts a server and a client, and waits for what they measure.
pub fn round(peer: Peer, cell: Cell, [warm_up, time]: [Duration; 2]) -> Result<Round> {
    let mut server = Process::start(&["serve", &name(peer)])?;
    let address = server.line()?;
    let (cell, [warm_up, time]) = (cell.to_string(), [warm_up, time].map(seconds));
    let mut client =
        Process::start(&["call", &name(peer), &cell, &address, &warm_up, &time])?;
    ensure!(client.line()? == "begin", "the client does not begin");
    let (computed, server_cpu) = (quiet::computed()?, server.cpu()?);
    let seen: Seen = csv_line(&client.line()?)?;
    let (computed, server_cpu) =
        (quiet::computed()? - computed, server.cpu()? - server_cpu);
    let others = quiet::others(computed, seen.cpu + server_cpu, seen.seconds);
    Ok(Round { seen, server_cpu, others })
}

fn name(peer: Peer) -> String {
    clap::ValueEnum::to_possible_value(&peer)
        .expect("no peer is skipped")
        .get_name()
        .into()
}

fn seconds(time: Duration) -> String {
    time.as_secs_f64().to_string()
}

/// This program in a role, which ends with its [`Process`].
struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(role: &[&str]) -> Result<Self> {
        let mut child = Command::new(env::current_exe()?)
            .args(role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().expect("it is piped");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Ok(Self { child, input, output })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.output.read_line(&mut line)? > 0, "a process has ended early");
        Ok(line.trim_end().to_owned())
    }

    /// Asks a server for the processor time that it has used, in seconds.
    fn cpu(&mut self) -> Result<f64> {
        self.input.write_all(b"\n")?;
        Ok(self.line()?.parse()?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

// === The processes themselves ===

/// Does what follows for the type of a peer.
macro_rules! with {
    ($peer:expr, $echo:ident => $do:expr) => {
        match $peer {
            Peer::Ours => {
                type $echo = ours::Bare;
                $do
            }
            Peer::Stacks => {
                type $echo = ours::Stacks;
                $do
            }
            Peer::VoloPool => {
                type $echo = volo::Pool;
                $do
            }
            Peer::VoloMultiplex => {
                type $echo = volo::Multiplex;
                $do
            }
            Peer::Tonic => {
                type $echo = tonic::Tonic;
                $do
            }
            Peer::Tarpc => {
                type $echo = tarpc::Tarpc;
                $do
            }
            Peer::Apache => {
                type $echo = apache::Apache;
                $do
            }
            Peer::Floor => {
                type $echo = floor::Floor;
                $do
            }
        }
    };
}

/// Serves until standard input ends. Writes its address, and for each line that it reads its
/// processor time.
pub fn serve(peer: Peer) -> Result<()> {
    pin(SERVER)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    thread::spawn(|| {
        for _ in stdin().lines() {
            println!("{}", ProcessTime::now().as_duration().as_secs_f64());
        }
        exit(0);
    });
    let runtime = runtime()?;
    with!(peer, E => runtime.block_on(async {
        tokio::spawn(async { E::serve(listener).await }).await?
    }))
}

/// Calls, writes `begin` after the warm-up, and then what it has seen.
pub fn call(
    peer: Peer,
    cell: Cell,
    address: SocketAddr,
    times: [Duration; 2],
) -> Result<()> {
    pin(CLIENT)?;
    let runtime = runtime()?;
    let begin = || println!("begin");
    let seen =
        with!(peer, E => load::measure::<E>(&runtime, address, cell, times, begin))?;
    let mut line = csv::WriterBuilder::new().has_headers(false).from_writer(vec![]);
    line.serialize(seen)?;
    print!("{}", String::from_utf8(line.into_inner()?)?);
    exit(0);
}

fn csv_line(line: &str) -> Result<Seen> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    Ok(reader.deserialize().next().context("the client says nothing")??)
}

/// Before any thread is started: they inherit it.
pub fn pin(processor: usize) -> Result<()> {
    let mut set = CpuSet::new();
    set.set(processor % available_parallelism()?);
    sched_setaffinity(None, &set)?;
    // A file for each connection.
    let mut files = getrlimit(Resource::Nofile);
    files.current = files.maximum;
    setrlimit(Resource::Nofile, files)?;
    Ok(())
}

/// What `#[tokio::main]` makes on a machine with one processor.
fn runtime() -> Result<Runtime> {
    Ok(Builder::new_multi_thread().worker_threads(1).enable_all().build()?)
}
