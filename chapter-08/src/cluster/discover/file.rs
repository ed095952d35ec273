//! The format of a file of endpoints.

use std::{io, net::SocketAddr, num::NonZeroU32};

use super::Weight;

/// Parses a list of endpoints. An error names the line with the first mistake.
pub(super) fn parse(text: &str) -> io::Result<Vec<(SocketAddr, Weight)>> {
    let lines = (1..).zip(text.lines());
    let endpoints = lines.filter_map(|(number, line)| {
        let line = line.split('#').next().unwrap_or_default().trim();
        (!line.is_empty()).then(|| parse_line(line).map_err(|error| at(number, &error)))
    });
    endpoints.collect()
}

fn parse_line(line: &str) -> Result<(SocketAddr, Weight), String> {
    let mut words = line.split_whitespace();
    let address = words.next().unwrap_or_default();
    let address = address.parse().map_err(|_| format!("{address:?} is no address"))?;
    let weight = match words.next() {
        None => Weight::default(),
        Some(weight) => {
            let parsed = weight.parse::<NonZeroU32>();
            Weight(parsed.map_err(|_| format!("{weight:?} is no weight"))?)
        }
    };
    match words.next() {
        None => Ok((address, weight)),
        Some(word) => Err(format!("{word:?} is one word too many")),
    }
}

fn at(line: usize, error: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("line {line}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_address_with_or_without_a_weight() {
        let text = "# ours\n10.0.0.1:9090\n\n[::1]:9090 3 # the big one\r\n";
        let [first, second] = &parse(text).unwrap()[..] else { panic!() };
        assert_eq!(*first, ("10.0.0.1:9090".parse().unwrap(), Weight::default()));
        let weight = Weight(NonZeroU32::new(3).unwrap());
        assert_eq!(*second, ("[::1]:9090".parse().unwrap(), weight));
    }

    #[test]
    fn an_error_names_the_line() {
        for (text, error) in [
            ("10.0.0.1:1\nlocalhost:1", "line 2: \"localhost:1\" is no address"),
            ("10.0.0.1:1 0", "line 1: \"0\" is no weight"),
            ("10.0.0.1:1 1 2", "line 1: \"2\" is one word too many"),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), error);
        }
    }
}
