//! The tables, in Markdown.

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    cell::{Cell, Message},
    figures::{Figures, Medians},
    peers::Peer,
};

/// All tables, with the names of their files.
pub fn all(figures: &Figures) -> Result<Vec<(&'static str, String)>> {
    let calls = of_peers(figures, "calls/s", |m| thousands(m.calls_per_second))?;
    let cpu =
        of_peers(figures, "µs of processor time per call, client + server", |m| {
            format!("{} + {}", short(m.client_us), short(m.server_us))
        })?;
    let latency = of_peers(figures, "µs, median / 99 of 100", |m| {
        format!("{} / {}", short(m.p50_us), short(m.p99_us))
    })?;
    Ok(vec![
        ("calls.md", calls),
        ("ratios.md", ratios(figures)?),
        ("cpu.md", cpu),
        ("latency.md", latency),
        ("about.md", about(figures)?),
    ])
}

/// A row per cell, a column per peer.
fn of_peers(
    figures: &Figures,
    unit: &str,
    show: impl Fn(Medians) -> String,
) -> Result<String> {
    let cells = figures.cells()?;
    let peers: Vec<Peer> = Peer::value_variants()
        .iter()
        .copied()
        .filter(|&peer| cells.iter().any(|&cell| figures.medians(cell, peer).is_some()))
        .collect();
    let mut table = markdown([unit].into_iter().chain(peers.iter().map(|p| p.title())));
    for cell in cells {
        let figure =
            |peer: &Peer| figures.medians(cell, *peer).map_or("–".into(), &show);
        table += &row(std::iter::once(title(cell)).chain(peers.iter().map(figure)));
    }
    Ok(table)
}

/// How ours compares. What is not as fast as the other is bold.
fn ratios(figures: &Figures) -> Result<String> {
    let heads = [
        "calls/s",
        "ours ÷ best peer",
        "",
        "ours ÷ best that multiplexes",
        "ours ÷ Volo's best",
        "both stacks ÷ best peer",
        "both stacks ÷ ours",
        "ours ÷ floor",
    ];
    let mut table = markdown(heads);
    for cell in figures.cells()? {
        let rate = |peer: Peer| Some(figures.medians(cell, peer)?.calls_per_second);
        let best = |among: fn(&Peer) -> bool| {
            let peers = Peer::value_variants().iter().copied().filter(among);
            let rates = peers.filter_map(|peer| Some((rate(peer)?, peer)));
            rates.max_by(|(a, _), (b, _)| a.total_cmp(b))
        };
        let peer = best(|peer| peer.is_other());
        let multiplexed = best(|peer| peer.is_other() && peer.multiplexes());
        let volo = best(|peer| matches!(peer, Peer::VoloPool | Peer::VoloMultiplex));
        let peer_rate = peer.map(|(rate, _)| rate);
        let (ours, stacks) = (rate(Peer::Ours), rate(Peer::Stacks));
        table += &row([
            title(cell),
            contest(ours, peer_rate),
            peer.map_or("–", |(_, peer)| peer.title()).to_owned(),
            contest(ours, multiplexed.map(|(rate, _)| rate)),
            contest(ours, volo.map(|(rate, _)| rate)),
            contest(stacks, peer_rate),
            ratio(stacks, ours).map_or("–".into(), short),
            ratio(ours, rate(Peer::Floor)).map_or("–".into(), short),
        ]);
    }
    Ok(table)
}

fn ratio(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    Some(one? / other?)
}

/// A ratio, bold if it is lost.
fn contest(one: Option<f64>, other: Option<f64>) -> String {
    match ratio(one, other) {
        None => "–".into(),
        Some(ratio) if ratio < 1.0 => format!("**{}**", short(ratio)),
        Some(ratio) => short(ratio),
    }
}

/// What was measured, in a sentence.
fn about(figures: &Figures) -> Result<String> {
    let mut rounds = Vec::new();
    for cell in figures.cells()? {
        let medians =
            Peer::value_variants().iter().filter_map(|&p| figures.medians(cell, p));
        rounds.extend(medians.map(|medians| medians.rounds));
    }
    let rounds = match (rounds.iter().min(), rounds.iter().max()) {
        (Some(least), Some(most)) if least == most => most.to_string(),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        _ => "no".into(),
    };
    let versions: Vec<String> =
        ["volo-thrift", "pilota", "tonic", "prost", "tarpc", "thrift"]
            .into_iter()
            .filter_map(|name| Some(format!("{name} {}", version(name)?)))
            .collect();
    Ok(format!("Medians of {rounds} rounds; {}.\n", versions.join(", ")))
}

/// The version that was built, which the lock file knows.
fn version(name: &str) -> Option<&'static str> {
    let (_, package) = include_str!("../Cargo.lock")
        .split_once(&format!("name = \"{name}\"\nversion = \""))?;
    package.split('"').next()
}

// === How figures are written ===

/// The name of a row.
pub fn title(cell: Cell) -> String {
    let Cell { message, in_flight, connections } = cell;
    let message = match message {
        Message::Users => "16 users".into(),
        Message::Bytes(len) if len >= 1024 => format!("{} KiB", len / 1024),
        Message::Bytes(len) => format!("{len} B"),
    };
    match connections {
        1 => format!("{message}, {}", grouped(in_flight)),
        _ => format!("{message}, {} connections", grouped(connections)),
    }
}

/// Calls per second, in thousands.
pub fn thousands(rate: f64) -> String {
    match rate / 1000.0 {
        rate if rate < 99.95 => format!("{rate:.1} k"),
        rate => format!("{} k", grouped(rate.round() as usize)),
    }
}

/// Three digits, or all before the point.
pub fn short(figure: f64) -> String {
    match figure {
        figure if figure < 9.995 => format!("{figure:.2}"),
        figure if figure < 99.95 => format!("{figure:.1}"),
        figure => grouped(figure.round() as usize),
    }
}

/// 1,024.
pub fn grouped(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

/// The head of a table, whose figures are on the right.
pub fn markdown<'a>(heads: impl IntoIterator<Item = &'a str>) -> String {
    let heads: Vec<String> = heads.into_iter().map(str::to_owned).collect();
    let rule = format!("|---|{}\n", "--:|".repeat(heads.len() - 1));
    row(heads) + &rule
}

pub fn row(fields: impl IntoIterator<Item = String>) -> String {
    let fields: Vec<String> = fields.into_iter().collect();
    format!("| {} |\n", fields.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits() {
        let written =
            [0.386, 9.994, 9.996, 16.57, 99.96, 1011.4, 2_648_000.0].map(short);
        assert_eq!(
            written,
            ["0.39", "9.99", "10.0", "16.6", "100", "1,011", "2,648,000"]
        );
        let rates = [950.0, 16_570.0, 99_960.0, 2_648_000.0].map(thousands);
        assert_eq!(rates, ["0.9 k", "16.6 k", "100 k", "2,648 k"]);
    }

    #[test]
    fn a_lost_cell_is_bold_and_one_without_a_peer_is_a_dash() {
        assert_eq!(contest(Some(1.0), Some(2.0)), "**0.50**");
        assert_eq!(contest(Some(2.0), Some(1.0)), "2.00");
        assert_eq!(contest(Some(2.0), None), "–");
    }

    #[test]
    fn a_peer_that_was_not_measured_in_a_cell_has_a_dash_there() {
        let mut figures = Figures::default();
        figures.add("64B/1", Peer::Ours, 2000.0);
        figures.add("64B/1", Peer::Apache, 4000.0);
        figures.add("64B/8192", Peer::Ours, 1000.0);
        let tables = all(&figures).unwrap();
        assert_eq!(
            tables[0].1,
            "| calls/s | ours | Apache |\n\
             |---|--:|--:|\n\
             | 64 B, 1 | 2.0 k | 4.0 k |\n\
             | 64 B, 8,192 | 1.0 k | – |\n"
        );
        let ratios: Vec<_> = tables[1].1.lines().skip(2).collect();
        assert_eq!(ratios[0], "| 64 B, 1 | **0.50** | Apache | – | – | – | – | – |");
        assert_eq!(ratios[1], "| 64 B, 8,192 | – | – | – | – | – | – | – |");
    }

    #[test]
    fn the_versions_are_those_that_were_built() {
        assert_eq!(version("volo-thrift"), Some("0.12.7"));
    }
}
