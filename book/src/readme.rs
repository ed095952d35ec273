//! The table of chapters in `README.md`, which stands between two comments.

use crate::map;
use crate::problem::{Place, Problem};
use crate::repo::Repo;
use anyhow::{Context, Result};

const START: &str = "<!-- map: `cargo book check --bless` writes it -->\n";
const END: &str = "<!-- end of map -->";

/// A problem if `README.md` has a table that is not today's. With `bless`, it is rewritten. A
/// repository without such a file, or a file without the two comments, needs no table.
pub fn check(repo: &Repo, bless: bool) -> Result<Option<Problem>> {
    let path = repo.root().join("README.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let Some((before, rest)) = text.split_once(START) else {
        return Ok(None);
    };
    let place = Place::new("README.md", before.lines().count() + 1);
    let Some((table, after)) = rest.split_once(END) else {
        return Ok(Some(place.problem(format!("the map does not end with `{END}`"))));
    };
    let today = map::markdown(repo)?;
    if table == today {
        return Ok(None);
    }
    if bless {
        let text = [before, START, &today, END, after].concat();
        std::fs::write(&path, text).context("cannot write README.md")?;
        return Ok(None);
    }
    let text =
        "the map of chapters is not today's: `cargo book check --bless` writes it";
    Ok(Some(place.problem(text)))
}
