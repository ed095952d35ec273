//! Reading files and the files that they include.

use std::{
    collections::HashMap,
    fs, io, iter,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    circles,
    diagnostic::{Diagnostic, Errors, Source},
    item::Name,
    namespace::namespace,
    parse::Document,
    program::{File, Include, Program},
};

/// Reads the files and everything they include, each once.
pub(super) fn read(
    roots: &[PathBuf],
    include_paths: &[PathBuf],
    errors: &mut Errors,
) -> Program {
    let (program, known) = (Program::default(), HashMap::new());
    let mut reader = Reader { include_paths, program, known, named: Vec::new(), errors };
    for path in roots {
        if let Err(error) = reader.file(path) {
            let message = format!("cannot read `{}`: {error}", path.display());
            reader.errors.push(Diagnostic::without_place(message));
        }
    }
    reader.program.roots = reader.program.files.len();
    let mut file = 0;
    while file < reader.program.files.len() {
        reader.includes(file);
        file += 1;
    }
    reader.circles();
    reader.program
}

struct Reader<'a> {
    include_paths: &'a [PathBuf],
    program: Program,
    /// The files read so far, by canonical path, because several paths may lead to one.
    known: HashMap<PathBuf, usize>,
    /// The names of the files that each file includes.
    named: Vec<Vec<Name>>,
    errors: &'a mut Errors,
}

impl Reader<'_> {
    /// Reads a file, unless it has been read.
    fn file(&mut self, path: &Path) -> io::Result<usize> {
        let canonical = fs::canonicalize(path)?;
        if let Some(file) = self.known.get(&canonical) {
            return Ok(*file);
        }
        let text = fs::read_to_string(path)?;
        let source = Arc::new(Source { path: path.to_path_buf(), text });
        let (document, errors) = Document::parse(&source);
        self.errors.extend(errors);
        let broken = document.is_none();
        let document = document.unwrap_or_default();
        let file = self.program.files.len();
        let namespace = namespace(&source, &document.namespaces, self.errors);
        for mut item in document.items {
            item.file = file;
            self.program.items.push(item);
        }
        let includes = Vec::new();
        self.program.files.push(File { source, namespace, includes, broken });
        self.named.push(document.includes);
        self.known.insert(canonical, file);
        Ok(file)
    }

    fn includes(&mut self, file: usize) {
        let source = Arc::clone(&self.program.files[file].source);
        let mut includes: Vec<Include> = Vec::new();
        for name in std::mem::take(&mut self.named[file]) {
            let mut include = self.include(&source, name);
            let same = |other: &&Include| other.prefix == include.prefix;
            if let Some(first) = includes.iter().find(same)
                && first.file != include.file
            {
                self.errors.push(two_of_one_name(&source, first, &include));
                include.file = None;
            }
            includes.push(include);
        }
        self.program.files[file].includes = includes;
    }

    fn include(&mut self, source: &Arc<Source>, Name { text, span }: Name) -> Include {
        let stem = Path::new(&text).file_stem().unwrap_or_default();
        let prefix = stem.to_string_lossy().into_owned();
        let folder = source.path.parent().unwrap_or(Path::new(""));
        let folders =
            iter::once(folder).chain(self.include_paths.iter().map(|it| &**it));
        let candidates: Vec<_> = folders.map(|folder| folder.join(&text)).collect();
        let file = match candidates.iter().find(|path| path.is_file()) {
            Some(path) => self.file(path).map_err(|error| error.to_string()),
            None => {
                let looked =
                    candidates.iter().map(|path| format!("`{}`", path.display()));
                Err(format!(
                    "not found: looked for {}",
                    looked.collect::<Vec<_>>().join(", ")
                ))
            }
        };
        let file = file.map_err(|label| {
            let message = format!("cannot read `{text}`");
            let error = Diagnostic::new(message, source, span.clone(), label);
            self.errors.push(error.help("correct the path, or add an include path"));
        });
        Include { prefix, span, file: file.ok() }
    }

    /// Reports files that include each other.
    fn circles(&mut self) {
        let files = &self.program.files;
        let of = |file: &File| file.includes.iter().filter_map(|it| it.file).collect();
        let edges: Vec<Vec<usize>> = files.iter().map(of).collect();
        for group in circles::groups(&edges) {
            let circle =
                circles::circle(&edges, &group, |_, _| true).unwrap_or_default();
            let steps = circle.into_iter().filter_map(|(from, to)| {
                let mut includes = files[from].includes.iter();
                let include = includes.find(|include| include.file == Some(to))?;
                let label =
                    format!("this includes `{}`", files[to].source.path.display());
                Some((&files[from].source, include.span.clone(), label))
            });
            let message = "files include each other in a circle";
            let help = "move what they share into a file that includes none of them";
            let error = Diagnostic::chain(message, steps);
            self.errors.extend(error.map(|error| error.help(help)));
        }
    }
}

fn two_of_one_name(
    source: &Arc<Source>,
    first: &Include,
    again: &Include,
) -> Diagnostic {
    let prefix = &again.prefix;
    let message = format!("two included files are called `{prefix}`");
    let label = format!("`{prefix}.` would be the prefix of this file");
    let error = Diagnostic::new(message, source, again.span.clone(), label);
    let error = error.also(source, first.span.clone(), "and of this one");
    error.help("rename one of the files")
}
