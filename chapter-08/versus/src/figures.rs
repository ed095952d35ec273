//! The figures of all rounds, in a file to which runs append, and their medians.

use std::{
    fmt,
    fs::{File, OpenOptions},
    path::Path,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{cell::Cell, peers::Peer, roles::Round};

/// A line of the file: one round of one peer in one cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub cell: String,
    pub peer: Peer,
    pub calls_per_second: f64,
    /// Processor time per call, in microseconds.
    pub client_us: f64,
    pub server_us: f64,
    /// Latencies, in microseconds.
    pub p50_us: f64,
    pub p99_us: f64,
    /// What other processes used, in processors.
    pub others: f64,
}

/// All rounds that were kept.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    lines: Vec<Line>,
}

/// The medians of a peer in a cell, each figure's own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Medians {
    pub rounds: usize,
    pub calls_per_second: f64,
    pub client_us: f64,
    pub server_us: f64,
    pub p50_us: f64,
    pub p99_us: f64,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { peer, calls_per_second, others, .. } = self;
        let title = peer.title();
        write!(f, "{title}: {calls_per_second} calls/s; others used {others} processors")
    }
}

impl Line {
    pub fn new(cell: Cell, peer: Peer, round: Round) -> Self {
        let Round { seen, server_cpu, others } = round;
        let per_call = 1e6 / seen.calls as f64;
        Self {
            cell: cell.to_string(),
            peer,
            calls_per_second: (seen.calls as f64 / seen.seconds).round(),
            client_us: thousandth(seen.cpu * per_call),
            server_us: thousandth(server_cpu * per_call),
            p50_us: thousandth(seen.p50),
            p99_us: thousandth(seen.p99),
            others: thousandth(others),
        }
    }
}

fn thousandth(figure: f64) -> f64 {
    (figure * 1000.0).round() / 1000.0
}

impl Figures {
    /// Reads the file; there are no figures if there is no file.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let mut reader = csv::Reader::from_path(path)?;
        let lines = reader.deserialize().collect::<Result<_, _>>();
        Ok(Self { lines: lines.with_context(|| path.display().to_string())? })
    }

    /// Adds a line, here and to the file.
    pub fn append(&mut self, path: &Path, line: Line) -> Result<()> {
        let file: File = OpenOptions::new().create(true).append(true).open(path)?;
        let header = file.metadata()?.len() == 0;
        let mut writer = csv::WriterBuilder::new().has_headers(header).from_writer(file);
        writer.serialize(&line)?;
        writer.flush()?;
        self.lines.push(line);
        Ok(())
    }

    /// The cells that have figures, in the order in which they were first measured.
    pub fn cells(&self) -> Result<Vec<Cell>> {
        let mut cells = Vec::new();
        for line in &self.lines {
            let cell = line.cell.parse()?;
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        Ok(cells)
    }

    /// The medians of a peer in a cell, if it has been measured there.
    pub fn medians(&self, cell: Cell, peer: Peer) -> Option<Medians> {
        let cell = cell.to_string();
        let lines = || self.lines.iter().filter(|l| l.cell == cell && l.peer == peer);
        let of = |figure: fn(&Line) -> f64| median(lines().map(figure).collect());
        Some(Medians {
            rounds: lines().count(),
            calls_per_second: of(|line| line.calls_per_second)?,
            client_us: of(|line| line.client_us)?,
            server_us: of(|line| line.server_us)?,
            p50_us: of(|line| line.p50_us)?,
            p99_us: of(|line| line.p99_us)?,
        })
    }
}

/// The middle figure, or the mean of the two in the middle.
pub fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    let above = *figures.get(middle)?;
    Some(match figures.len() % 2 {
        0 => (figures[middle - 1] + above) / 2.0,
        _ => above,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Figures {
        /// A line with that rate.
        pub fn add(&mut self, cell: &str, peer: Peer, calls_per_second: f64) {
            self.lines.push(line(cell, peer, calls_per_second));
        }
    }

    fn line(cell: &str, peer: Peer, calls_per_second: f64) -> Line {
        Line {
            cell: cell.into(),
            peer,
            calls_per_second,
            client_us: 1.0,
            server_us: 2.0,
            p50_us: 3.0,
            p99_us: 4.0,
            others: 0.0,
        }
    }

    #[test]
    fn a_median_is_the_middle_figure_or_the_mean_of_two() {
        assert_eq!(median(vec![3.0, 1.0, 100.0]), Some(3.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 100.0]), Some(3.0));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn rounds_of_several_runs_are_put_together() {
        let file =
            std::env::temp_dir().join(format!("versus-{}.csv", std::process::id()));
        for calls_per_second in [10.0, 30.0, 20.0] {
            let mut run = Figures::read(&file).unwrap();
            run.append(&file, line("64B/16", Peer::VoloPool, calls_per_second)).unwrap();
        }
        let figures = Figures::read(&file).unwrap();
        std::fs::remove_file(file).unwrap();
        let cell = "64B/16".parse().unwrap();
        assert_eq!(figures.cells().unwrap(), [cell]);
        let medians = figures.medians(cell, Peer::VoloPool).unwrap();
        assert_eq!((medians.rounds, medians.calls_per_second), (3, 20.0));
        assert_eq!(figures.medians(cell, Peer::Ours), None);
    }
}
