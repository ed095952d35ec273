//! Parsing: from the text of a file to its items.
//!
//! pest matches the text with the grammar and returns a tree of pairs: a rule and the text that
//! it matched. The functions here translate the tree, one function per rule.

mod fields;
mod pairs;
mod types;
mod words;

use std::{collections::HashMap, fmt::Display, hash::Hash, sync::Arc};

use pest::{Parser as _, iterators::Pair};

use super::{
    diagnostic::{Diagnostic, Source, Span},
    grammar::{Grammar, Rule, syntax_error},
    item::{Item, ItemKind, Name, StructKind},
    text,
};
use pairs::Children;

/// The contents of a single file. Its names have not been looked up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The paths of the included files: `include "shared.thrift"`.
    pub includes: Vec<Name>,
    /// The language and the module of each `namespace rs user`.
    pub namespaces: Vec<(Name, Name)>,
    /// The definitions, in the order of the file.
    pub items: Vec<Item>,
}

impl Document {
    /// Parses the text of a file.
    ///
    /// A bad name or number is reported, and parsing goes on. Text that the grammar does not match
    /// at all gives a single error and no document.
    pub fn parse(source: &Arc<Source>) -> (Option<Self>, Vec<Diagnostic>) {
        let matched = text::check_depth(source).and_then(|()| {
            Grammar::parse(Rule::document, &source.text)
                .map_err(|error| syntax_error(source, &error))
        });
        let root = match matched {
            Ok(mut pairs) => pairs.next().expect("a match has one document"),
            Err(error) => return (None, vec![error]),
        };
        let docs = text::docs(&source.text).into_iter().collect();
        let mut parser = Parser { source, docs, errors: Vec::new() };
        (Some(parser.document(root)), parser.errors)
    }
}

/// A translator of pairs to items, which collects errors on the way.
struct Parser<'a> {
    source: &'a Arc<Source>,
    /// The documentation comments, by the start of the text after each.
    docs: HashMap<usize, Span>,
    errors: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn document(&mut self, pair: Pair<'_, Rule>) -> Document {
        let mut document = Document::default();
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::include => {
                    let literal = Children::of(pair).the(Rule::literal);
                    document.includes.push(self.literal(literal));
                }
                Rule::namespace => document.namespaces.push(self.namespace(pair)),
                // Only C++ needs it.
                Rule::cpp_include | Rule::EOI => {}
                _ => document.items.push(self.item(pair)),
            }
        }
        document
    }

    fn namespace(&mut self, pair: Pair<'_, Rule>) -> (Name, Name) {
        let mut children = Children::of(pair);
        let scope = self.word(&children.the(Rule::scope));
        let name = match children.maybe(Rule::literal) {
            Some(literal) => self.literal(literal),
            None => self.word(&children.the(Rule::scope_name)),
        };
        (scope, name)
    }

    fn item(&mut self, pair: Pair<'_, Rule>) -> Item {
        let (doc, rule) = (self.doc(&pair), pair.as_rule());
        let mut children = Children::of(pair);
        let (name, kind) = match rule {
            Rule::constant => {
                let (ty, name) = self.ty_and_name(&mut children);
                (name, ItemKind::Const(ty, self.value(children.the(Rule::value))))
            }
            Rule::typedef => {
                let (ty, name) = self.ty_and_name(&mut children);
                (name, ItemKind::Typedef(ty))
            }
            Rule::enumeration => {
                let name = self.name(&children.the(Rule::name));
                (name, ItemKind::Enum(self.enum_values(children.all(Rule::enum_value))))
            }
            Rule::structure => {
                let kind = struct_kind(children.the(Rule::struct_kind).as_str());
                let name = self.name(&children.the(Rule::name));
                let fields = self.fields(children.the(Rule::fields), "fields");
                (name, ItemKind::Struct(kind, fields))
            }
            _ => {
                let name = self.name(&children.the(Rule::name));
                (name, ItemKind::Service(self.service(&mut children)))
            }
        };
        let annotations = children.maybe(Rule::annotations);
        let keeps_unknown_fields = self.is_set(annotations, "keep_unknown_fields");
        Item { file: 0, doc, name, kind, keeps_unknown_fields }
    }

    /// Returns whether `annotations` set `key`: by itself, to "true" or to "1".
    fn is_set(&mut self, annotations: Option<Pair<'_, Rule>>, key: &str) -> bool {
        annotations.into_iter().flat_map(Pair::into_inner).any(|annotation| {
            let mut children = Children::of(annotation);
            let is_key = children.the(Rule::path).as_str() == key;
            let value =
                children.maybe(Rule::literal).map(|pair| self.literal(pair).text);
            is_key && matches!(value.as_deref(), None | Some("true" | "1"))
        })
    }

    /// Returns the documentation comment right before `pair`.
    fn doc(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        let doc = self.docs.get(&pair.as_span().start())?;
        Some(text::doc_text(&self.source.text[doc.clone()]))
    }

    /// Reports keys that occur twice.
    fn distinct<'k, K: Display + Eq + Hash>(
        &mut self,
        what: &str,
        keys: impl Iterator<Item = (K, &'k Span)>,
    ) {
        let mut known: HashMap<K, &Span> = HashMap::new();
        for (key, span) in keys {
            let message = format!("two {what} {key}");
            if let Some(before) = known.insert(key, span) {
                let error = self.error(&message, span, "again here");
                let error = error.also(self.source, before.clone(), "before here");
                self.errors.push(error.help("change one of them"));
            }
        }
    }

    fn distinct_names<'n>(&mut self, what: &str, names: impl Iterator<Item = &'n Name>) {
        let names = names.map(|name| (format!("`{}`", name.text), &name.span));
        self.distinct(&format!("{what} are called"), names);
    }

    fn error(&self, message: &str, span: &Span, label: &str) -> Diagnostic {
        Diagnostic::new(message, self.source, span.clone(), label)
    }
}

fn struct_kind(word: &str) -> StructKind {
    match word {
        "struct" => StructKind::Struct,
        "union" => StructKind::Union,
        _ => StructKind::Exception,
    }
}
