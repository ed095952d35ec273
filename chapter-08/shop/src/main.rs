//! `shop run`, `shop try`.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::Result;
use chapter_08_shop::{
    front,
    replica::{self, Kind},
    telemetry,
    town::Town,
    trial::{self, Trial},
};
use clap::{Parser, Subcommand};

/// A shop of three services on one machine.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Starts all services and an HTTP front, until Ctrl-C.
    Run {
        /// Where the front listens.
        #[arg(long, default_value = "127.0.0.1:8080")]
        http: SocketAddr,
        /// For how many seconds it says that it is not ready before it stops.
        #[arg(long, default_value_t = 1)]
        notice: u64,
    },
    /// Breaks the shop under load, and prints which calls failed.
    Try {
        /// What to do to it.
        #[arg(value_enum, default_value_t = Trial::All)]
        trial: Trial,
    },
    /// Runs one process of a service, until SIGTERM.
    #[command(hide = true)]
    Replica { kind: Kind, directory: PathBuf },
}

#[tokio::main]
async fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Run { http, notice } => {
            let town = Town::start(&std::env::current_exe()?).await?;
            let notice = Duration::from_secs(notice);
            telemetry::exported("front", front::serve(http, notice, &town)).await?;
            town.stop().await
        }
        Command::Try { trial } => trial::run(&std::env::current_exe()?, trial).await,
        Command::Replica { kind, directory } => {
            telemetry::exported(kind.name(), replica::run(kind, &directory)).await
        }
    }
}
