//! A chapter's tests, each run in a process of its own with a time limit: a blank body may hang a
//! test.

use crate::shell::{self, Limit};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// A test, in the program that cargo made of its file.
#[derive(Clone, Debug)]
pub struct Test {
    /// The file of tests, as `connection`; `lib` for those in the sources.
    pub target: String,
    /// The test in it.
    pub name: String,
    /// Where the file is, relative to the folder.
    pub file: String,
    program: PathBuf,
}

/// The result of building a folder.
#[derive(Debug, Default)]
pub struct Built {
    /// The tests in everything that compiles.
    pub tests: Vec<Test>,
    /// The compiler's errors and warnings.
    pub messages: Vec<Message>,
}

/// An error or a warning of the compiler.
#[derive(Debug)]
pub struct Message {
    /// Whether it is a warning only.
    pub is_warning: bool,
    /// Its text, with a terminal's colours.
    pub text: String,
}

/// How a test ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Whether it passed.
    pub outcome: Outcome,
    /// Its output.
    pub printed: String,
    /// How long it took.
    pub took: Duration,
}

/// Whether a test passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// It passed.
    Green,
    /// It failed.
    Red,
    /// It took too long, and was ended.
    Late,
}

/// A test to run.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// Which.
    pub test: &'a Test,
    /// Variables for its environment.
    pub env: Vec<(&'static str, String)>,
    /// How long it may take.
    pub limit: Duration,
}

impl Test {
    /// The test as it is written in lists: `connection::a_call_is_answered`.
    pub fn id(&self) -> String {
        format!("{}::{}", self.target, self.name)
    }

    /// The fact that the test proves, in words: its name says it.
    pub fn fact(&self) -> String {
        self.name.rsplit("::").next().unwrap_or(&self.name).replace('_', " ")
    }
}

/// Checks all code of a folder, or of its library alone, without making programs of it.
pub fn check(dir: &Path, target_dir: &Path, what: &str) -> Result<Vec<Message>> {
    let mut cargo = cargo(dir, "check");
    cargo.arg(what).arg("--target-dir").arg(target_dir);
    Ok(read(cargo, dir)?.messages)
}

/// Compiles the tests of a folder, as many as do.
pub fn build(dir: &Path, target_dir: Option<&Path>) -> Result<Built> {
    build_some(dir, target_dir, None)
}

/// Compiles some files of tests of a folder, or all and the tests in the sources.
pub fn build_some(
    dir: &Path,
    target_dir: Option<&Path>,
    targets: Option<&BTreeSet<String>>,
) -> Result<Built> {
    let mut cargo = cargo(dir, "build");
    cargo.arg("--keep-going");
    match targets {
        None => cargo.arg("--tests"),
        Some(targets) => {
            cargo.args(targets.iter().flat_map(|target| ["--test", target]))
        }
    };
    if let Some(target_dir) = target_dir {
        // This is built once, so notes for the next time would be wasted.
        cargo.arg("--target-dir").arg(target_dir).env("CARGO_INCREMENTAL", "0");
    }
    let mut made = read(cargo, dir)?;
    for (target, file, program) in std::mem::take(&mut made.programs) {
        for name in list(&program, dir)? {
            let (target, file, program) =
                (target.clone(), file.clone(), program.clone());
            made.built.tests.push(Test { target, name, file, program });
        }
    }
    made.built.messages = made.messages;
    Ok(made.built)
}

/// Removes the programs that tests are in: cargo can make them again, and they are large.
pub fn remove(tests: &[Test]) {
    for test in tests {
        // Several tests are in one.
        let _ = std::fs::remove_file(&test.program);
    }
}

/// Runs tests, several at a time. The outcomes are in their order.
pub fn run(runs: &[Run<'_>], dir: &Path) -> Result<Vec<Ended>> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    // A test that hangs uses no processor.
    let places = Arc::new(Semaphore::new(threads * 2));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut running = JoinSet::new();
        for (i, run) in runs.iter().enumerate() {
            let (command, limit) = (command(run, dir), run.limit);
            let places = places.clone();
            running.spawn(async move {
                let _place = places.acquire().await;
                (i, run_one(command, limit).await)
            });
        }
        let mut ended = BTreeMap::new();
        while let Some(joined) = running.join_next().await {
            let (i, one) = joined?;
            ended.insert(i, one?);
        }
        Ok(ended.into_values().collect())
    })
}

/// The panic message of a blank body.
pub const BLANK: &str = "not yet implemented";

/// How long a test may go on after reaching a blank body: it may wait forever.
const PATIENCE: Duration = Duration::from_secs(1);

async fn run_one(command: Command, limit: Duration) -> Result<Ended> {
    let limit = Limit { whole: limit, after: Some((BLANK, PATIENCE)) };
    let begun = Instant::now();
    let ended = shell::run_in_group(command, limit).await?;
    let took = begun.elapsed();
    Ok(match ended {
        shell::Ended::Itself { success: true, printed } => {
            Ended { outcome: Outcome::Green, printed, took }
        }
        shell::Ended::Itself { success: false, printed } => {
            Ended { outcome: Outcome::Red, printed, took }
        }
        shell::Ended::TimedOut(printed) => {
            Ended { outcome: Outcome::Late, printed, took }
        }
        shell::Ended::Interrupted => bail!("interrupted"),
    })
}

fn command(run: &Run<'_>, dir: &Path) -> Command {
    let mut command = Command::new(&run.test.program);
    command
        .args(["--nocapture", "--exact", &run.test.name])
        .current_dir(dir)
        .envs(run.env.iter().map(|(name, value)| (name, value)));
    command
}

fn cargo(dir: &Path, what: &str) -> std::process::Command {
    let mut cargo = std::process::Command::new("cargo");
    // A function behind a feature is a reader's to write like any other.
    cargo
        .args([what, "--all-features"])
        .args(["--message-format", "json-diagnostic-rendered-ansi"])
        .current_dir(dir)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    shell::forget_this_program(|name| {
        cargo.env_remove(name);
    });
    cargo
}

/// A message of cargo's during a build.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Said {
    CompilerArtifact {
        manifest_path: PathBuf,
        target: Target,
        executable: Option<PathBuf>,
    },
    CompilerMessage {
        manifest_path: PathBuf,
        message: Diagnostic,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
    src_path: PathBuf,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    rendered: Option<String>,
}

#[derive(Default)]
struct Made {
    built: Built,
    messages: Vec<Message>,
    programs: Vec<(String, String, PathBuf)>,
}

fn read(mut cargo: std::process::Command, dir: &Path) -> Result<Made> {
    let output = cargo
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .context("cannot run cargo")?;
    let manifest = dir.join("Cargo.toml");
    let mut made = Made::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        match serde_json::from_str(line).unwrap_or(Said::Other) {
            Said::CompilerMessage { manifest_path, message }
                if manifest_path == manifest =>
            {
                let is_warning = message.level == "warning";
                let text = message.rendered.unwrap_or_default();
                // Their sum is said last, without a place.
                if is_warning || message.level == "error" && text.contains("-->") {
                    made.messages.push(Message { is_warning, text });
                }
            }
            Said::CompilerArtifact {
                manifest_path,
                target,
                executable: Some(program),
            } if manifest_path == manifest => {
                let is_lib = target.kind.iter().any(|kind| kind == "lib");
                let name = if is_lib { "lib".to_owned() } else { target.name };
                let file = target.src_path.strip_prefix(dir).unwrap_or(&target.src_path);
                let file = file.to_string_lossy().replace('\\', "/");
                made.programs.push((name, file, program));
            }
            _ => {}
        }
    }
    let has_errors = made.messages.iter().any(|message| !message.is_warning);
    if !output.status.success() && !has_errors {
        bail!("cargo failed in {}", dir.display());
    }
    made.messages.sort_by(|a, b| (a.is_warning, &a.text).cmp(&(b.is_warning, &b.text)));
    made.messages.dedup_by(|a, b| a.text == b.text);
    Ok(made)
}

/// The tests of a program, without those that are ignored.
fn list(program: &Path, dir: &Path) -> Result<Vec<String>> {
    let names = |arguments: &[&str]| -> Result<Vec<String>> {
        let output = std::process::Command::new(program)
            .args(["--list", "--format", "terse"])
            .args(arguments)
            .current_dir(dir)
            .output()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
        Ok(names.map(str::to_owned).collect())
    };
    let ignored = names(&["--ignored"])?;
    let mut all = names(&[])?;
    all.retain(|name| !ignored.contains(name));
    Ok(all)
}
