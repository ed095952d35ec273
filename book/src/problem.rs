//! What is wrong, and where: the one form in which all checks report.

use std::fmt;

/// A line of a file, by its path from the root of the repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as `book/en/chapter-03.md`.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// Something that has to be mended before the book is right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where to mend it.
    pub place: Place,
    /// What is wrong.
    pub text: String,
}

/// Several problems, as the error that ends a build.
#[derive(Debug)]
pub struct Problems(pub Vec<Problem>);

impl Place {
    /// A line of `file`.
    pub fn new(file: impl Into<String>, line: usize) -> Place {
        Place { file: file.into(), line }
    }

    /// A problem at this place.
    pub fn problem(&self, text: impl Into<String>) -> Problem {
        Problem { place: self.clone(), text: text.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.text)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            let end = if i > 0 { "\n" } else { "" };
            write!(f, "{end}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
