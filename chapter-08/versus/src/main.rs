//! Mini Lust, its peers and the floor under all of them, measured side by side: see README.md.

use std::{fs, net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Result, ensure};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    cell::Cell,
    figures::{Figures, Line},
    peers::Peer,
};

mod cell;
mod chart;
mod codec;
mod figures;
mod load;
mod peers;
mod quiet;
mod roles;
mod table;

#[derive(Parser)]
#[command(about, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Run,
}

/// Measures calls, and prints the tables.
#[derive(Args)]
struct Run {
    /// Who is measured; may be repeated. Default: all
    #[arg(long)]
    peer: Vec<Peer>,
    /// What is measured, such as 64B/128, 64KiB/16, users/1, or 64B/2000x2000 for as many
    /// connections; may be repeated. Default: the cells of the tables
    #[arg(long)]
    cell: Vec<Cell>,
    /// In each round, every peer is measured once in every cell
    #[arg(long, default_value_t = 6)]
    rounds: usize,
    /// How long each is measured in a round
    #[arg(long, default_value = "1", value_parser = seconds)]
    seconds: Duration,
    /// How long each is called before that
    #[arg(long, default_value = "0.3", value_parser = seconds)]
    warm_up: Duration,
    /// A round is repeated if others used more of the machine, in processors
    #[arg(long, default_value_t = 0.1)]
    quiet: f64,
    /// Adds to the rounds that are in the folder already
    #[arg(long)]
    append: bool,
    #[command(flatten)]
    out: Out,
}

#[derive(Args)]
struct Out {
    /// The folder for the figures, the tables and the charts
    #[arg(long, default_value = "results")]
    out: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Prints the tables again, from the figures in the folder
    Table(Out),
    /// Measures encoding and decoding alone
    Codec(codec::Run),
    /// The server's process of a round
    #[command(hide = true)]
    Serve { peer: Peer },
    /// The client's process of a round
    #[command(hide = true)]
    Call {
        peer: Peer,
        cell: Cell,
        address: SocketAddr,
        #[arg(value_parser = seconds)]
        warm_up: Duration,
        #[arg(value_parser = seconds)]
        time: Duration,
    },
}

fn main() -> Result<()> {
    let Cli { command, run } = Cli::parse();
    match command {
        None => measure(run),
        Some(Command::Table(Out { out })) => {
            print(&Figures::read(&figures(&out))?, &out)
        }
        Some(Command::Codec(run)) => codec::measure(run),
        Some(Command::Serve { peer }) => roles::serve(peer),
        Some(Command::Call { peer, cell, address, warm_up, time }) => {
            roles::call(peer, cell, address, [warm_up, time])
        }
    }
}

fn seconds(text: &str) -> Result<Duration> {
    Ok(Duration::try_from_secs_f64(text.parse()?)?)
}

fn figures(out: &std::path::Path) -> PathBuf {
    out.join("rounds.csv")
}

/// How often a round is measured until it is quiet.
const TRIES: usize = 4;

fn measure(run: Run) -> Result<()> {
    let Run { rounds, seconds, warm_up, quiet, append, out: Out { out }, .. } = run;
    let cells = if run.cell.is_empty() { Cell::all() } else { run.cell };
    let mut peers = run.peer;
    if peers.is_empty() {
        peers = Peer::value_variants().to_vec();
    }
    fs::create_dir_all(&out)?;
    let path = figures(&out);
    if !append && path.exists() {
        fs::remove_file(&path)?;
    }
    let mut figures = Figures::read(&path)?;
    let (mut repeated, mut left_out) = (0, 0);
    for round in 1..=rounds {
        for &cell in &cells {
            for &peer in peers.iter().filter(|peer| peer.can(cell)) {
                let mut tries = 0;
                let line = loop {
                    tries += 1;
                    match roles::round(peer, cell, [warm_up, seconds]) {
                        Ok(measured) => {
                            let line = Line::new(cell, peer, measured);
                            eprintln!("round {round} of {rounds}, {cell}: {line}");
                            if line.others <= quiet {
                                break Some(line);
                            }
                        }
                        Err(error) => {
                            let title = peer.title();
                            eprintln!(
                                "round {round} of {rounds}, {cell}: {title} failed: {error:#}"
                            );
                        }
                    }
                    if tries == TRIES {
                        break None;
                    }
                };
                repeated += tries - 1;
                match line {
                    Some(line) => figures.append(&path, line)?,
                    None => left_out += 1,
                }
            }
            // Whatever changes slowly should not always meet the same peer.
            peers.rotate_left(1);
        }
    }
    print(&figures, &out)?;
    eprintln!(
        "{repeated} measurements were repeated: others used the machine, or they failed"
    );
    ensure!(
        left_out == 0,
        "{left_out} measurements are left out: never quiet, or always failed"
    );
    Ok(())
}

/// Writes the tables and the charts into the folder, and the tables here, too.
fn print(figures: &Figures, out: &std::path::Path) -> Result<()> {
    for (name, table) in table::all(figures)? {
        println!("{table}");
        fs::write(out.join(name), table)?;
    }
    for (name, chart) in chart::all(figures)? {
        fs::write(out.join(name), chart)?;
    }
    Ok(())
}
