//! A set of numbers that fits on a line: `1-4 6`.

use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeSet;
use std::fmt;

/// A set of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(BTreeSet<usize>);

impl Numbers {
    /// Whether a number is one of them.
    pub fn contains(&self, number: usize) -> bool {
        self.0.contains(&number)
    }

    /// Adds a number.
    pub fn insert(&mut self, number: usize) {
        self.0.insert(number);
    }

    /// Reads what `Display` writes.
    fn parse(text: &str) -> Option<Numbers> {
        let mut numbers = BTreeSet::new();
        for run in text.split_whitespace() {
            let (first, last) = run.split_once('-').unwrap_or((run, run));
            let (first, last): (usize, usize) =
                (first.parse().ok()?, last.parse().ok()?);
            numbers.extend(first..=last);
        }
        Some(Numbers(numbers))
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_first = |number: &&usize| !self.0.contains(&number.wrapping_sub(1));
        for (i, first) in self.0.iter().filter(is_first).enumerate() {
            let last = (*first..).take_while(|number| self.contains(*number)).last();
            let space = if i == 0 { "" } else { " " };
            match last {
                Some(last) if last > *first => write!(f, "{space}{first}-{last}")?,
                _ => write!(f, "{space}{first}")?,
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_wrong =
            || de::Error::custom(format!("`{text}` are no numbers, as `1-4 6`"));
        Numbers::parse(&text).ok_or_else(is_wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_written_by_their_ends() {
        for text in ["", "3", "1-4 6", "2-3 10-12"] {
            assert_eq!(Numbers::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Numbers::parse("4 1 2").unwrap().to_string(), "1-2 4");
        assert_eq!(Numbers::parse("1-x"), None);
    }
}
