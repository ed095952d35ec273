//! Draws shares of calls as lines, on a logarithmic scale.

use std::fmt::Write;

use super::{LONGEST, Tail};

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 20.0;
/// The smallest share that is shown is 10 to the power of −this.
const DECADES: f64 = 4.0;
const COLORS: [&str; 4] = ["#d9480f", "#b08800", "#1971c2", "#2f9e44"];

pub fn draw(lines: &[(&str, Tail)]) -> String {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" \
         viewBox=\"0 0 780 380\" role=\"img\" font-size=\"13\" \
         style=\"display:block;width:100%;max-width:780px;margin:1.5em auto\">\n\
         <title>Which share of calls finds so many others before them</title>\n",
    );
    for decade in 0..=DECADES as i32 {
        let y = y(10f64.powi(-decade));
        let label = ["100 %", "10 %", "1 %", "0.1 %", "0.01 %"][decade as usize];
        write!(
            svg,
            "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" stroke=\"currentColor\" \
             opacity=\"0.2\"/>\n<text x=\"{}\" y=\"{}\" text-anchor=\"end\" \
             fill=\"currentColor\">{label}</text>\n",
            LEFT + WIDTH,
            LEFT - 8.0,
            y + 4.0
        )
        .unwrap();
    }
    for least in (0..LONGEST).step_by(2) {
        let (x, y) = (x(least), TOP + HEIGHT + 20.0);
        writeln!(
            svg,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" \
             fill=\"currentColor\">{least}</text>"
        )
        .unwrap();
    }
    writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"currentColor\">calls in the \
         queue that a call joins, or more</text>",
        LEFT + WIDTH / 2.0,
        TOP + HEIGHT + 45.0
    )
    .unwrap();
    for ((name, tail), color) in lines.iter().zip(COLORS) {
        draw_line(&mut svg, name, tail, color);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_line(svg: &mut String, name: &str, tail: &Tail, color: &str) {
    let shown = (0..LONGEST).filter(|least| tail[*least] >= 10f64.powf(-DECADES));
    let shown: Vec<_> = shown.map(|least| (x(least), y(tail[least]))).collect();
    let points: Vec<_> = shown.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let (x, y) = shown.last().copied().unwrap_or((LEFT, TOP));
    write!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2.5\"/>\n\
         <text x=\"{:.1}\" y=\"{:.1}\" fill=\"{color}\">{name}</text>\n",
        points.join(" "),
        x + 6.0,
        y + 4.0
    )
    .unwrap();
}

fn x(least: usize) -> f64 {
    LEFT + WIDTH * least as f64 / (LONGEST - 1) as f64
}

fn y(share: f64) -> f64 {
    TOP - HEIGHT * share.log10() / DECADES
}
