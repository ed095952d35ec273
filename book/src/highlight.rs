//! Colours code when the book is built.

mod classes;
mod pieces;
mod state;

pub use pieces::{Piece, to_html};

use state::State;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use syntect::parsing::{SyntaxDefinition, SyntaxReference, SyntaxSet};

/// The coloured pieces of each line of a text.
pub type Lines = Arc<Vec<Vec<Piece>>>;

static BUNDLED: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The languages that syntect's bundle does not have.
static OURS: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let sources = [
        include_str!("highlight/thrift.sublime-syntax"),
        include_str!("highlight/toml.sublime-syntax"),
        include_str!("highlight/pest.sublime-syntax"),
    ];
    let mut set = SyntaxSet::new().into_builder();
    for source in sources {
        let syntax = SyntaxDefinition::load_from_str(source, true, None);
        set.add(syntax.expect("our own syntaxes are valid"));
    }
    set.build()
});

/// Colours `code`. The language is a file's extension or a code block's name for it; an unknown
/// one is left plain.
pub fn lines(code: &str, language: &str) -> Lines {
    static DONE: LazyLock<Mutex<HashMap<(String, String), Lines>>> =
        LazyLock::new(Mutex::default);
    let key = (language.to_owned(), code.to_owned());
    let done = |key| DONE.lock().ok()?.get(key).cloned();
    if let Some(lines) = done(&key) {
        return lines;
    }
    let lines = Arc::new(match find(language) {
        Some((set, syntax)) => coloured(code, set, syntax),
        None => plain(code),
    });
    if let Ok(mut done) = DONE.lock() {
        done.insert(key, lines.clone());
    }
    lines
}

/// Colours these texts, each with its language, on all processors, so that [`lines`] has them when
/// it is asked.
pub fn prepare(texts: &[(&str, &str)]) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(texts.len()) {
            scope.spawn(|| {
                while let Some((text, language)) =
                    texts.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    lines(text, language);
                }
            });
        }
    });
}

/// The language of a file, as [`lines`] wants it.
pub fn language_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn find(language: &str) -> Option<(&'static SyntaxSet, &'static SyntaxReference)> {
    let sets: [&'static SyntaxSet; 2] = [&OURS, &BUNDLED];
    sets.into_iter()
        .find_map(|set| Some((set, set.find_syntax_by_token(language)?)))
        .filter(|(_, syntax)| syntax.name != "Plain Text")
}

fn coloured(code: &str, set: &SyntaxSet, syntax: &SyntaxReference) -> Vec<Vec<Piece>> {
    let mut state = State::new(syntax);
    let lines = code.split_inclusive('\n');
    lines.map(|line| state.colour(line, set, syntax)).collect()
}

fn plain(code: &str) -> Vec<Vec<Piece>> {
    let lines = code.split_inclusive('\n');
    lines.map(|line| vec![Piece::plain(line)]).collect()
}
