//! What is wrong with a file, shown as the Rust compiler shows it.

use std::{fmt, path::PathBuf, sync::Arc};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::ast::Span;

/// A file that was read.
#[derive(Debug, Eq, PartialEq)]
pub struct Source {
    /// Where it was read from.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
}

/// Something wrong with a file.
///
/// Displayed, it is several lines: what is wrong, the place in the text, and what to do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    message: String,
    labels: Vec<Label>,
    help: Option<String>,
}

/// A place in a file, and what to say of it.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Label {
    source: Arc<Source>,
    span: Span,
    text: String,
    kind: AnnotationKind,
}

impl Diagnostic {
    /// `message` is what is wrong, `span` the place, and `label` what to say of the place.
    pub fn new(
        message: impl Into<String>,
        source: &Arc<Source>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        let label = Label {
            source: Arc::clone(source),
            span,
            text: label.into(),
            kind: AnnotationKind::Primary,
        };
        Self { message: message.into(), labels: vec![label], help: None }
    }

    /// Something wrong that no place in a file shows, as a file that cannot be read.
    pub fn without_place(message: impl Into<String>) -> Self {
        Self { message: message.into(), labels: Vec::new(), help: None }
    }

    /// Shows another place that has to do with it, maybe in another file.
    pub fn also(
        mut self,
        source: &Arc<Source>,
        span: Span,
        label: impl Into<String>,
    ) -> Self {
        self.labels.push(Label {
            source: Arc::clone(source),
            span,
            text: label.into(),
            kind: AnnotationKind::Context,
        });
        self
    }

    /// Says what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file it is about, and where in it, in bytes.
    pub fn place(&self) -> Option<(&Arc<Source>, usize)> {
        self.labels.first().map(|label| (&label.source, label.span.start))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.message));
        // Labels of one file are shown in one piece of its text.
        for labels in self.labels.chunk_by(|a, b| Arc::ptr_eq(&a.source, &b.source)) {
            let Source { path, text } = &*labels[0].source;
            let shown = lines(text, labels);
            let annotations = labels.iter().map(|Label { span, text, kind, .. }| {
                let span = span.start - shown.start..span.end - shown.start;
                kind.span(span).label(text.as_str())
            });
            let snippet = Snippet::source(&text[shown.clone()])
                .line_start(1 + text[..shown.start].matches('\n').count())
                .path(path.display().to_string())
                .annotations(annotations);
            group = group.element(snippet);
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        f.write_str(&Renderer::plain().render(&[group]))
    }
}

impl std::error::Error for Diagnostic {}

/// The lines of a text that labels are in, as the renderer goes through all of the text.
fn lines(text: &str, labels: &[Label]) -> Span {
    let start = labels.iter().map(|label| label.span.start).min().unwrap_or(0);
    let end = labels.iter().map(|label| label.span.end).max().unwrap_or(text.len());
    let before = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let after = text[end..].find('\n').map_or(text.len(), |at| end + at);
    before..after
}
