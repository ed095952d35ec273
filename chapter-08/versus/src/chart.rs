//! The charts: bars in the colours of the page that they are in, light or dark, and narrow
//! enough for a phone.

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    cell::{Cell, Message},
    figures::Figures,
    peers::Peer,
    table::{thousands, title},
};

const WIDTH: f64 = 360.0;
/// Where bars begin, and how long the longest is; the rest is for the figures.
const LEFT: f64 = 116.0;
const LENGTH: f64 = 176.0;
const BAR: f64 = 16.0;
const HEAD: f64 = 30.0;

/// A chart for each message, with the names of their files.
pub fn all(figures: &Figures) -> Result<Vec<(String, String)>> {
    let cells = figures.cells()?;
    let shared = |message| {
        let of_message = |cell: &Cell| cell.message == message && cell.connections == 1;
        cells.iter().copied().filter(of_message).collect::<Vec<_>>()
    };
    let charts = [
        ("64-bytes", "64 bytes", Message::Bytes(64)),
        ("64-kib", "64 KiB", Message::Bytes(64 << 10)),
        ("16-users", "16 users", Message::Users),
    ];
    Ok(charts
        .into_iter()
        .filter(|(.., message)| !shared(*message).is_empty())
        .map(|(name, what, message)| {
            (format!("{name}.svg"), chart(name, what, figures, &shared(message)))
        })
        .collect())
}

/// A group of bars for each cell, with a scale of its own.
fn chart(name: &str, what: &str, figures: &Figures, cells: &[Cell]) -> String {
    let mut groups = String::new();
    let mut told = Vec::new();
    let mut y = 0.0;
    for &cell in cells {
        let rate =
            |peer: &Peer| Some((*peer, figures.medians(cell, *peer)?.calls_per_second));
        let rates: Vec<_> = Peer::value_variants().iter().filter_map(rate).collect();
        let most = rates.iter().map(|(_, rate)| *rate).fold(1.0, f64::max);
        groups += &text(0.0, y + 20.0, "font-weight=\"600\"", &heading(cell));
        y += HEAD;
        for &(peer, rate) in &rates {
            groups += &bar(y, peer, rate, LENGTH * rate / most);
            y += BAR;
        }
        y += 8.0;
        let rates: Vec<_> = rates
            .iter()
            .map(|(p, rate)| format!("{} {}", p.title(), thousands(*rate)))
            .collect();
        told.push(format!("{}: {}.", title(cell), rates.join(", ")));
    }
    format!(
        "<svg class=\"picture\" viewBox=\"0 0 {WIDTH} {y}\" role=\"img\" \
         aria-labelledby=\"{name}-title {name}-desc\" xmlns=\"http://www.w3.org/2000/svg\" \
         style=\"display:block;width:100%;max-width:520px;margin:1.5em auto;\
         color:var(--fg,#777)\" font-size=\"12\" fill=\"currentColor\">\n\
         <title id=\"{name}-title\">Calls per second, {what}</title>\n\
         <desc id=\"{name}-desc\">{}</desc>\n{groups}</svg>\n",
        told.join(" ")
    )
}

fn heading(cell: Cell) -> String {
    match cell.in_flight {
        1 => "1 call in flight".into(),
        _ => title(cell)
            .split_once(", ")
            .map_or(String::new(), |(_, n)| format!("{n} in flight")),
    }
}

/// Ours is coloured, the floor is an outline.
fn bar(y: f64, peer: Peer, rate: f64, length: f64) -> String {
    let style = match peer {
        Peer::Ours => "style=\"fill:var(--links,#4183c4)\"",
        Peer::Stacks => "style=\"fill:var(--links,#4183c4)\" fill-opacity=\".55\"",
        Peer::Floor => {
            "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"3 2\""
        }
        _ => "fill-opacity=\".4\"",
    };
    let base = y + 12.0;
    text(LEFT - 6.0, base, "text-anchor=\"end\"", peer.title())
        + &format!(
            "<rect x=\"{LEFT}\" y=\"{}\" width=\"{:.1}\" height=\"11\" rx=\"2\" {style}/>",
            y + 2.5,
            length.max(1.0)
        )
        + &text(LEFT + length + 5.0, base, "", &thousands(rate))
}

fn text(x: f64, y: f64, style: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y}\" {style}>{text}</text>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_the_rates_and_charts_exist_for_what_was_measured() {
        let mut figures = Figures::default();
        figures.add("64B/16", Peer::Ours, 1000.0);
        figures.add("64B/16", Peer::Floor, 4000.0);
        let charts = all(&figures).unwrap();
        let [(name, chart)] = &charts[..] else { panic!("{charts:?}") };
        assert_eq!(name, "64-bytes.svg");
        assert!(chart.contains(&format!("width=\"{:.1}\"", LENGTH)), "{chart}");
        assert!(chart.contains(&format!("width=\"{:.1}\"", LENGTH / 4.0)), "{chart}");
        assert!(chart.contains("64 B, 16: ours 1.0 k, floor 4.0 k."), "{chart}");
    }
}
