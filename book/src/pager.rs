//! Shows what is long in a pager, as git does: `$PAGER`, or `less`, if the output is a terminal.

use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

/// Has `print` write into a pager, or to standard output where there is none.
///
/// # Errors
///
/// Those of `print`, but for the one of a pager that was closed before the end: its user has seen
/// enough.
pub fn show(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let colour = AutoStream::choice(&io::stdout());
    let printed = match start() {
        Some(mut pager) => {
            let printed = match pager.stdin.take() {
                Some(input) => write(input, colour, print),
                None => Ok(()),
            };
            pager.wait()?;
            printed
        }
        None => write(io::stdout().lock(), colour, print),
    };
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}

/// The pager; none if it cannot be started, or if nobody looks.
fn start() -> Option<Child> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let pager = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager.unwrap_or_else(|| "less".to_owned()));
    // What fits the screen needs no pager; colours are colours.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    command.stdin(Stdio::piped()).spawn().ok()
}

fn write(
    out: impl Write + 'static,
    colour: ColorChoice,
    print: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let out: Box<dyn Write> = Box::new(io::BufWriter::new(out));
    let mut out = AutoStream::new(out, colour);
    print(&mut out)?;
    out.flush()
}
