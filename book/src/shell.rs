//! Runs a command of a transcript as its reader would, and leaves nothing of it behind.

use anyhow::{Context, Result};
use std::io::{Read, Seek};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// How a command ended.
pub enum Outcome {
    /// All that it printed, on both channels.
    Printed(String),
    /// It took too long, and was ended. What it had printed.
    TimedOut(String),
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// What cargo tells a program that it runs, of the program; a cargo within would pass it on.
const OF_THIS_PROGRAM: [&str; 4] =
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];

/// Runs `command` with bash in `dir`, for no longer than `limit`.
pub fn run(command: &str, dir: &Path, limit: Duration) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(run_in_group(command, dir, limit))
}

async fn run_in_group(command: &str, dir: &Path, limit: Duration) -> Result<Outcome> {
    // A file, not a pipe: a process left behind would hold a pipe open.
    let mut output = tempfile::tempfile()?;
    let mut bash = Command::new("bash");
    bash.arg("-c")
        .arg(command)
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output.try_clone()?)
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .env("TERM", "dumb")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LOG")
        .kill_on_drop(true);
    for (name, _) in std::env::vars_os() {
        let is_of_this_program =
            |name: &str| OF_THIS_PROGRAM.iter().any(|p| name.starts_with(p));
        if name.to_str().is_some_and(is_of_this_program) {
            bash.env_remove(name);
        }
    }
    #[cfg(unix)]
    bash.process_group(0);
    let mut child = bash.spawn().context("cannot run bash")?;
    let group = child.id();
    let timed_out = tokio::select! {
        ended = child.wait() => { ended?; false }
        () = tokio::time::sleep(limit) => true,
        _ = tokio::signal::ctrl_c() => {
            end(&mut child, group).await?;
            return Ok(Outcome::Interrupted);
        }
    };
    end(&mut child, group).await?;
    let mut printed = Vec::new();
    output.rewind()?;
    output.read_to_end(&mut printed)?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    Ok(match timed_out {
        true => Outcome::TimedOut(printed),
        false => Outcome::Printed(printed),
    })
}

/// Ends the command's process group: bash may have gone and have left others behind.
async fn end(child: &mut Child, group: Option<u32>) -> Result<()> {
    #[cfg(unix)]
    if let Some(group) =
        group.and_then(|id| rustix::process::Pid::from_raw(id.cast_signed()))
    {
        // An error says that there is nobody left, which is what we want.
        let _ =
            rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    let _ = group;
    let _ = child.start_kill();
    child.wait().await?;
    Ok(())
}
