//! How deep types and values may be inside each other.

use std::sync::Arc;

use super::{
    diagnostic::{Diagnostic, Source},
    pieces::Pieces,
};

/// How many brackets may be open. What reads types and values calls itself for what is
/// inside them, and so does all that comes after it. pest would stop where the stack ends,
/// which is elsewhere on every thread.
const DEEPEST: usize = 64;

/// Refuses a file with more brackets inside each other.
pub(super) fn check(source: &Arc<Source>) -> Result<(), Diagnostic> {
    let mut depth: usize = 0;
    for piece in Pieces::new(&source.text) {
        match source.text.as_bytes()[piece.start] {
            b'<' | b'[' | b'{' | b'(' => depth += 1,
            b'>' | b']' | b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let label = format!("{DEEPEST} brackets are open before this one");
            let error = Diagnostic::new("this is nested too deep", source, piece, label);
            return Err(
                error.help("give what is inside a name, by a typedef or a constant")
            );
        }
    }
    Ok(())
}
