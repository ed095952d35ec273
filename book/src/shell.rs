//! Runs a command of a transcript as its reader would, and leaves nothing of it behind.

use anyhow::{Context, Result};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::time::Instant;

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

/// How a process ended.
pub enum Ended {
    /// By itself.
    Itself { success: bool, printed: String },
    /// It took too long, and was ended. What it had printed.
    TimedOut(String),
    /// The user pressed Ctrl-C.
    Interrupted,
}

/// How long a process may take.
pub struct Limit<'a> {
    /// In all.
    pub whole: Duration,
    /// After it has printed some text.
    pub after: Option<(&'a str, Duration)>,
}

impl Limit<'_> {
    /// A limit that does not depend on what is printed.
    pub fn of(whole: Duration) -> Limit<'static> {
        Limit { whole, after: None }
    }
}

/// Runs `command` with bash in `dir`, for no longer than `limit`.
pub fn run(command: &str, dir: &Path, limit: Duration) -> Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut bash = Command::new("bash");
    bash.arg("-c").arg(command).current_dir(dir);
    let ended = runtime
        .block_on(run_in_group(bash, Limit::of(limit)))
        .context("cannot run bash")?;
    Ok(match ended {
        Ended::Itself { printed, .. } => Outcome::Printed(printed),
        Ended::TimedOut(printed) => Outcome::TimedOut(printed),
        Ended::Interrupted => Outcome::Interrupted,
    })
}

/// Runs a command in a process group of its own, for no longer than `limit` allows.
pub async fn run_in_group(mut command: Command, limit: Limit<'_>) -> Result<Ended> {
    // A file, not a pipe: a process left behind would hold a pipe open.
    let output = tempfile::NamedTempFile::new()?;
    let printing = output.reopen()?;
    command
        .stdin(Stdio::null())
        .stdout(printing.try_clone()?)
        .stderr(printing)
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .env("TERM", "dumb")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RUST_BACKTRACE")
        .env_remove("RUST_LOG")
        .kill_on_drop(true);
    forget_this_program(|name| {
        command.env_remove(name);
    });
    #[cfg(unix)]
    command.process_group(0);
    let mut child = command.spawn()?;
    let group = child.id();
    let status = tokio::select! {
        ended = child.wait() => Some(ended?),
        ended = limit.over(output.path()) => ended.map(|()| None)?,
        _ = tokio::signal::ctrl_c() => {
            end(&mut child, group).await?;
            return Ok(Ended::Interrupted);
        }
    };
    end(&mut child, group).await?;
    let printed = read(output.path())?;
    Ok(match status {
        Some(status) => Ended::Itself { success: status.success(), printed },
        None => Ended::TimedOut(printed),
    })
}

impl Limit<'_> {
    /// Waits until a process that prints to `output` has taken too long.
    async fn over(&self, output: &Path) -> Result<()> {
        let Some((text, after)) = self.after else {
            tokio::time::sleep(self.whole).await;
            return Ok(());
        };
        let end = Instant::now() + self.whole;
        while Instant::now() < end && !read(output)?.contains(text) {
            tokio::time::sleep(GLANCE).await;
        }
        tokio::time::sleep(after.min(end - Instant::now())).await;
        Ok(())
    }
}

/// How often we look at what a process has printed.
const GLANCE: Duration = Duration::from_millis(200);

/// All that was printed so far.
fn read(output: &Path) -> Result<String> {
    let printed = std::fs::read(output)?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}

/// Calls `forget` for each variable in which cargo tells this program of itself.
pub fn forget_this_program(mut forget: impl FnMut(&str)) {
    for (name, _) in std::env::vars_os() {
        let Some(name) = name.to_str() else { continue };
        if OF_THIS_PROGRAM.iter().any(|prefix| name.starts_with(prefix)) {
            forget(name);
        }
    }
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
