//! Whether anything else used the machine during a round: `/proc/stat` tells how long all
//! processes computed, from which the measured ones are subtracted.

use std::fs;

use anyhow::{Context, Result};
use rustix::param::clock_ticks_per_second;

/// The seconds that the processors have spent in processes since the machine started.
///
/// Interrupts are not in it: those of the loopback are part of what is measured.
pub fn computed() -> Result<f64> {
    let stat = fs::read_to_string("/proc/stat").context("/proc/stat: is this Linux?")?;
    let ticks = ticks(&stat).context("/proc/stat has no line of all processors")?;
    Ok(ticks as f64 / clock_ticks_per_second() as f64)
}

/// `user`, `nice`, `system` and `steal` of the first line, in ticks.
fn ticks(stat: &str) -> Option<u64> {
    let numbers = stat.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
    let numbers: Vec<u64> =
        numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let &[user, nice, system, _idle, _iowait, _irq, _softirq, steal, ..] = &numbers[..]
    else {
        return None;
    };
    Some(user + nice + system + steal)
}

/// What others have used, in processors: 1 is one whole processor during all of the time.
/// Ticks are coarse, so that it can be a little below zero.
pub fn others(computed: f64, measured: f64, seconds: f64) -> f64 {
    ((computed - measured) / seconds).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_time_and_interrupts_are_not_counted() {
        let stat = "cpu  100 20 30 99999 500 7 8 4 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
        assert_eq!(ticks(stat), Some(154));
    }

    #[test]
    fn a_line_without_numbers_is_not_taken_for_silence() {
        for stat in
            ["", "cpu0 1 2 3 4 5 6 7 8\n", "cpu  1 2 3\n", "cpu  a b c d e f g h\n"]
        {
            assert_eq!(ticks(stat), None, "{stat:?}");
        }
    }

    #[test]
    fn others_are_what_the_measured_ones_did_not_use() {
        assert_eq!(others(2.0, 1.5, 1.0), 0.5);
        assert_eq!(others(1.49, 1.5, 1.0), 0.0);
    }
}
