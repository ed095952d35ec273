//! Files, and what they include.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::idl::{
    ast::{Document, Name, Span},
    diagnostic::{Diagnostic, Source},
    graph,
};

use super::chain;

/// A file that was read.
pub(super) struct Loaded {
    pub source: Arc<Source>,
    /// What it says; `None` if that is not Thrift, which has been told.
    pub document: Option<Document>,
    pub includes: Vec<Include>,
}

/// One of a file's includes.
pub(super) struct Include {
    /// What names from it begin with, before the dot.
    pub prefix: String,
    /// Where the file is named.
    pub span: Span,
    /// Which file it is; `None` if it is not clear which, which has been told.
    pub file: Option<usize>,
}

/// A place in a file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub source: &'a Arc<Source>,
    pub span: &'a Span,
}

/// Reads files and what they include, each once. The first so many are the `roots`.
pub(super) fn read(
    roots: &[PathBuf],
    include_paths: &[PathBuf],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Loaded>, usize) {
    let mut reader =
        Reader { include_paths, files: Vec::new(), known: HashMap::new(), diagnostics };
    roots.iter().for_each(|path| reader.root(path));
    let roots = reader.files.len();
    let mut file = 0;
    while file < reader.files.len() {
        reader.includes(file);
        file += 1;
    }
    let files = reader.files;
    find_cycles(&files, diagnostics);
    (files, roots)
}

struct Reader<'a> {
    include_paths: &'a [PathBuf],
    files: Vec<Loaded>,
    /// The files by their one true path, as a file may be reached in several ways.
    known: HashMap<PathBuf, usize>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn root(&mut self, path: &Path) {
        if let Err(error) = self.file(path) {
            let message = format!("cannot read `{}`: {error}", path.display());
            self.diagnostics.push(Diagnostic::without_place(message));
        }
    }

    fn includes(&mut self, file: usize) {
        let Loaded { source, document: Some(document), .. } = &mut self.files[file]
        else {
            return;
        };
        let source = Arc::clone(source);
        let names = std::mem::take(&mut document.includes);
        let mut prefixes = HashMap::new();
        for name in names {
            let mut include = self.include(&source, name);
            if let Some(included) = include.file {
                let first = prefixes.entry(include.prefix.clone());
                let first = first.or_insert((included, include.span.clone()));
                if first.0 != included {
                    include.file = None;
                    self.diagnostics.push(same_prefix(&source, &include, &first.1));
                }
            }
            self.files[file].includes.push(include);
        }
    }

    fn include(&mut self, source: &Arc<Source>, name: Name) -> Include {
        let Name { text, span } = name;
        let stem = Path::new(&text).file_stem().unwrap_or_default();
        let prefix = stem.to_string_lossy().into_owned();
        let candidates = self.candidates(&source.path, &text);
        let file = match candidates.iter().find(|path| path.is_file()) {
            None => Err(not_found(source, &span, &text, &candidates)),
            Some(path) => self.file(path).map_err(|error| {
                let message = format!("cannot read `{}`", path.display());
                Diagnostic::new(message, source, span.clone(), error.to_string())
            }),
        };
        let file = file.map_err(|error| self.diagnostics.push(error)).ok();
        Include { prefix, span, file }
    }

    /// Where an included file may be: beside the file that includes it, or in one of the
    /// include paths.
    fn candidates(&self, from: &Path, text: &str) -> Vec<PathBuf> {
        let beside = from.parent().unwrap_or(Path::new(""));
        let paths = self.include_paths.iter().map(PathBuf::as_path);
        let mut all: Vec<_> =
            std::iter::once(beside).chain(paths).map(|path| path.join(text)).collect();
        all.dedup();
        all
    }

    /// Reads a file, unless it has been read.
    fn file(&mut self, path: &Path) -> io::Result<usize> {
        let true_path = fs::canonicalize(path)?;
        if let Some(file) = self.known.get(&true_path) {
            return Ok(*file);
        }
        let (source, document) = match source(path, fs::read(path)?) {
            Ok(source) => {
                let document = Document::parse(&source);
                (source, document)
            }
            Err((source, error)) => (source, Err(vec![error])),
        };
        let document = document.map_err(|errors| self.diagnostics.extend(errors)).ok();
        let file = self.files.len();
        self.files.push(Loaded { source, document, includes: Vec::new() });
        self.known.insert(true_path, file);
        Ok(file)
    }
}

/// The text of a file; of one that is not UTF-8, as much as can be shown.
fn source(
    path: &Path,
    bytes: Vec<u8>,
) -> Result<Arc<Source>, (Arc<Source>, Diagnostic)> {
    let path = path.to_path_buf();
    String::from_utf8(bytes)
        .map(|text| Arc::new(Source { path: path.clone(), text }))
        .map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let source = Arc::new(Source { path, text });
            let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
            let message = "the file is not UTF-8";
            let error = Diagnostic::new(message, &source, span, "this is no character");
            (source, error.help("save the file as UTF-8"))
        })
}

fn not_found(
    source: &Arc<Source>,
    span: &Span,
    text: &str,
    candidates: &[PathBuf],
) -> Diagnostic {
    let candidates: Vec<_> =
        candidates.iter().map(|path| format!("`{}`", path.display())).collect();
    Diagnostic::new(
        format!("there is no file `{text}`"),
        source,
        span.clone(),
        format!("looked for {}", candidates.join(", ")),
    )
    .help("correct the path, or add an include path")
}

fn same_prefix(source: &Arc<Source>, include: &Include, first: &Span) -> Diagnostic {
    let prefix = &include.prefix;
    Diagnostic::new(
        format!("two included files are called `{prefix}`"),
        source,
        include.span.clone(),
        format!("`{prefix}.` would begin names of this file"),
    )
    .also(source, first.clone(), "and of this one")
    .help("rename one of the files, so that it is clear which one is meant")
}

fn find_cycles(files: &[Loaded], diagnostics: &mut Vec<Diagnostic>) {
    let included =
        |file: &Loaded| file.includes.iter().filter_map(|to| to.file).collect();
    let edges: Vec<Vec<usize>> = files.iter().map(included).collect();
    for component in graph::components(&edges) {
        let cycle = graph::cycle(&edges, &component, |_, _| true).unwrap_or_default();
        let steps = graph::steps(&cycle).filter_map(|(from, to)| {
            let Loaded { source, includes, .. } = &files[from];
            let include = includes.iter().find(|include| include.file == Some(to))?;
            let label = format!("this includes `{}`", files[to].source.path.display());
            Some((Place { source, span: &include.span }, label))
        });
        let error = chain("files include each other in a circle", steps);
        diagnostics.extend(error.map(|error| {
            error.help("move what they share into a file that includes none of them")
        }));
    }
}
