//! `cargo book`: builds, serves and checks the book, and carries changes through the chapters.

#![forbid(unsafe_code)]

use anyhow::{Context, Result};
use book::repo::{Chapter, Repo};
use book::{build, carry, changes, check, pager, serve, steps, transcript};
use clap::{Parser, Subcommand};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Builds, serves and checks the book, and carries changes through the chapters.
#[derive(Parser)]
#[command(name = "cargo book", bin_name = "cargo book")]
struct Arguments {
    /// The repository, if it is not the one around this folder.
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the book, into target/book.
    Build,
    /// Serves the book, and reloads its pages when they or the chapters change.
    Serve {
        /// 0 takes any free one.
        #[arg(long, short, default_value_t = 3000)]
        port: u16,
        /// The address to listen at.
        #[arg(long, default_value = "127.0.0.1")]
        host: IpAddr,
    },
    /// Checks that the book shows every changed line once, that its transcripts are true, that
    /// its links lead somewhere, and that imports run from later layers to earlier ones.
    Check {
        /// Rewrites the transcripts to what their commands print now, and the map in README.md.
        #[arg(long)]
        bless: bool,
        /// Leaves the transcripts out, which take longest.
        #[arg(long)]
        quick: bool,
        /// The longest that one command of a transcript may take, in seconds.
        #[arg(long, default_value_t = 300, value_name = "SECONDS")]
        limit: u64,
    },
    /// Takes what changed in a chapter since the last commit into all later ones.
    Carry {
        /// Leaves the chapters before this one alone.
        #[arg(long, value_name = "CHAPTER", value_parser = chapter)]
        from: Option<Chapter>,
        /// Carries again what was carried since the last commit.
        #[arg(long)]
        afresh: bool,
    },
    /// Proves that each page of a chapter is a step: the code compiles, and tests turn green.
    Steps {
        /// The chapters, as 04; all of them if none is named.
        #[arg(value_parser = chapter)]
        chapters: Vec<Chapter>,
        /// Writes the results to book/steps/.
        #[arg(long)]
        bless: bool,
    },
    /// Starts a chapter in a folder of your own, with its new bodies left for you to write.
    Start {
        /// The chapter, as 04.
        #[arg(value_parser = chapter)]
        chapter: Chapter,
        /// The folder, which must be new or empty; without one, it is in mine/.
        dir: Option<PathBuf>,
        /// Leaves only this page's functions blank.
        #[arg(long, value_name = "PAGE", conflicts_with = "from_scratch")]
        page: Option<String>,
        /// Gives the code of the chapter before, and this one's tests.
        #[arg(long)]
        from_scratch: bool,
    },
    /// In your folder: lists a page's blank functions and runs its tests.
    Test {
        /// The page, by name or number; the first that is not done if none is named.
        page: Option<String>,
        /// Runs them again whenever a file is saved.
        #[arg(long)]
        watch: bool,
        /// The longest that a test of the page may take while functions are blank, in seconds. Without
        /// blank functions it may take a minute, and an earlier test five, or this if it is longer.
        #[arg(long, default_value_t = 10, value_name = "SECONDS")]
        limit: u64,
        /// Shows lists to their ends: blank functions and red tests.
        #[arg(long)]
        all: bool,
    },
    /// In your folder: helps with a function, a little more each time.
    Hint {
        /// As `encode`, `FrameCodec::encode` or `codec.rs:encode`; the first that is blank if none is
        /// named.
        function: Option<String>,
    },
    /// In your folder: writes a function for you, or a page's.
    Solve {
        /// As `encode`, `FrameCodec::encode` or `codec.rs:encode`; or a page, if no function is called
        /// so.
        #[arg(required_unless_present = "page", conflicts_with = "page")]
        function: Option<String>,
        /// All blank functions of this page.
        #[arg(long, value_name = "PAGE")]
        page: Option<String>,
        /// Replaces what you have written.
        #[arg(long)]
        force: bool,
    },
    /// Shows how far you are.
    Progress,
    /// Shows what a chapter changed, in a pager if it is long.
    Diff {
        /// The chapter, as 04.
        #[arg(value_parser = chapter)]
        chapter: Chapter,
        /// Counts lines instead of showing them.
        #[arg(long)]
        stat: bool,
    },
}

fn main() -> ExitCode {
    // What mdBook warns of.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .with_target(false)
        .without_time()
        .init();
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let repo = match &arguments.root {
        Some(root) => Repo::at(root)?,
        None => Repo::around(&std::env::current_dir()?)?,
    };
    match arguments.command {
        Command::Build => {
            let dir = build::build(&repo)?.dir;
            println!("The book is in {}", shown(&dir.join("index.html")));
        }
        Command::Serve { port, host } => {
            let server = serve::Server::start(&repo, host, port)?;
            println!(
                "The book is at http://{}/ until you press Ctrl-C",
                server.address()?
            );
            server.run()?;
        }
        Command::Check { bless, quick, limit } => {
            let options = transcript::Options {
                skip: quick,
                bless,
                limit: Duration::from_secs(limit),
                announce: true,
            };
            let report = check::check(&repo, &options)?;
            print!("{report}");
            return Ok(exit_code(report.is_ok()));
        }
        Command::Carry { from, afresh } => {
            let report = carry::carry(&repo, carry::Options { from, afresh })?;
            print!("{report}");
            return Ok(exit_code(report.conflicts.is_empty()));
        }
        Command::Steps { chapters, bless } => {
            return Ok(exit_code(steps::report::print(&repo, &chapters, bless)?));
        }
        Command::Start { chapter, dir, page, from_scratch } => {
            let blank = match page {
                Some(page) => steps::start::Blank::Page(page),
                None if from_scratch => steps::start::Blank::Everything,
                None => steps::start::Blank::Chapter,
            };
            print!("{}", steps::start::start(&repo, chapter, dir.as_deref(), &blank)?);
        }
        Command::Test { page, watch, limit, all } => {
            let limit = Duration::from_secs(limit);
            let options = steps::try_page::Options { page, limit, all };
            if watch {
                steps::try_page::watch(&repo, &here()?, &options)?;
            }
            let done = steps::try_page::test(&repo, &here()?, &options)?;
            return Ok(exit_code(done));
        }
        Command::Hint { function } => {
            print!("{}", steps::hint::hint(&repo, &here()?, function.as_deref())?);
        }
        Command::Solve { function, page, force } => {
            let here = here()?;
            let function = function.as_deref().unwrap_or_default();
            let text = match page {
                Some(page) => steps::hint::solve_page(&repo, &here, &page, force)?,
                None => steps::hint::solve(&repo, &here, function, force)?,
            };
            print!("{text}");
        }
        Command::Progress => print!("{}", steps::progress::of(&repo, &here()?)?),
        Command::Diff { chapter, stat } => {
            let known = repo.chapters()?;
            known
                .contains(&chapter)
                .then_some(())
                .with_context(|| format!("there is no {chapter}"))?;
            let changes = changes::of(&repo, chapter)?;
            pager::show(|mut out| changes::print(&changes, !stat, &mut out))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn here() -> Result<PathBuf> {
    std::env::current_dir().context("there is no current folder")
}

fn exit_code(ok: bool) -> ExitCode {
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn chapter(text: &str) -> Result<Chapter, String> {
    Chapter::parse_lenient(text)
        .ok_or_else(|| "want a chapter's number, as 04".to_owned())
}

/// A path from the current folder, where that is shorter.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|dir| dir.canonicalize());
    let path = here.ok().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    path.display().to_string()
}
