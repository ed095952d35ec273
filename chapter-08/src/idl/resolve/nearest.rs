//! The name that was probably meant.

/// The candidate that is so much like `word` that it was probably meant. If `word` has no dot
/// in it, the part of a candidate before the dot does not count.
pub(super) fn nearest(
    word: &str,
    candidates: impl Iterator<Item = String>,
) -> Option<String> {
    let most = word.chars().count() / 3;
    let changes = |candidate: &str| {
        let part = match candidate.rsplit_once('.') {
            Some((_, name)) if !word.contains('.') => name,
            _ => candidate,
        };
        if part.eq_ignore_ascii_case(word) { Some(0) } else { changes(word, part, most) }
    };
    candidates
        .filter_map(|candidate| Some((changes(&candidate)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out, replaced, or swapped with the next to make
/// one word of the other, unless it is more than `most`.
fn changes(one: &str, other: &str, most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let (one, other): (Vec<_>, Vec<_>) =
        (one.chars().collect(), other.chars().collect());
    // Row i, column j: what it takes to make the first j letters of the one of the first i
    // of the other. Only three rows are looked at again.
    let mut rows = [vec![0; one.len() + 1], (0..=one.len()).collect(), Vec::new()];
    for i in 1..=other.len() {
        let mut row = vec![i];
        for j in 1..=one.len() {
            let replace = rows[1][j - 1] + usize::from(one[j - 1] != other[i - 1]);
            let mut least = replace.min(rows[1][j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1
                && j > 1
                && one[j - 1] == other[i - 2]
                && one[j - 2] == other[i - 1];
            if swapped {
                least = least.min(rows[0][j - 2] + 1);
            }
            row.push(least);
        }
        rows[2] = row;
        rows.rotate_left(1);
    }
    rows[1].last().copied().filter(|changes| *changes <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_is_much_alike_was_meant() {
        let names =
            || ["User", "UserId", "READER", "a.WRITER"].map(str::to_owned).into_iter();
        for (word, expected) in [
            ("Usre", Some("User")),
            ("user", Some("User")),
            ("UserID", Some("UserId")),
            ("READR", Some("READER")),
            ("WRITTER", Some("a.WRITER")),
            ("a.WRITTER", Some("a.WRITER")),
            ("b.WRITTER", Some("a.WRITER")),
            ("Us", None),
            ("Uncle", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names()).as_deref(), expected, "{word}");
        }
    }
}
