//! Colours line by line, and each line once: a line that has been met before in the same state,
//! as most of a chapter's have in the chapter before, is looked up. Parsing is what takes time.

use super::{Piece, classes, pieces};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

/// Where a parser is between two lines.
#[derive(Clone, PartialEq)]
pub struct State {
    parser: ParseState,
    scopes: ScopeStack,
}

/// A line that was coloured.
struct Met {
    before: State,
    pieces: Vec<Piece>,
    after: State,
}

/// The lines that were coloured, by the name of the syntax and the line.
type AllMet = HashMap<(String, String), Vec<Met>>;

static MET: LazyLock<Mutex<AllMet>> = LazyLock::new(Mutex::default);

impl State {
    /// The state before the first line.
    pub fn new(syntax: &SyntaxReference) -> State {
        State { parser: ParseState::new(syntax), scopes: ScopeStack::new() }
    }

    /// Colours the next line.
    pub fn colour(
        &mut self,
        line: &str,
        set: &SyntaxSet,
        syntax: &SyntaxReference,
    ) -> Vec<Piece> {
        let key = (syntax.name.clone(), line.to_owned());
        if let Some((pieces, after)) = self.look_up(&key) {
            *self = after;
            return pieces;
        }
        let before = self.clone();
        let pieces = self.parse(line, set).unwrap_or_else(|| vec![Piece::plain(line)]);
        if let Ok(mut met) = MET.lock() {
            met.entry(key).or_default().push(Met {
                before,
                pieces: pieces.clone(),
                after: self.clone(),
            });
        }
        pieces
    }

    fn look_up(&self, key: &(String, String)) -> Option<(Vec<Piece>, State)> {
        let met = MET.lock().ok()?;
        let same = met.get(key)?.iter().find(|met| met.before == *self)?;
        Some((same.pieces.clone(), same.after.clone()))
    }

    fn parse(&mut self, line: &str, set: &SyntaxSet) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (end, change) in self.parser.parse_line(line, set).ok()? {
            pieces::push(&mut pieces, classes::of(&self.scopes), line.get(start..end)?);
            self.scopes.apply(&change).ok()?;
            start = end;
        }
        pieces::push(&mut pieces, classes::of(&self.scopes), line.get(start..)?);
        Some(pieces)
    }
}
