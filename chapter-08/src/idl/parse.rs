//! From the text of a file to its tree.
//!
//! pest matches the text with the grammar and returns a tree of pairs, each a rule and the
//! text it matched. What stands here gives them meaning, a function for each rule.

use std::{iter, sync::Arc};

use pest::{
    Parser,
    iterators::{Pair, Pairs},
};

use super::{
    ast::{
        Annotation, Definition, DefinitionKind, Document, EnumValue, Field, Function,
        Integer, Name, Namespace, Requiredness, Service, Span, StructKind, Type,
        TypeKind, Value, ValueKind,
    },
    diagnostic::{Diagnostic, Source},
    docs, nesting,
    syntax_error::syntax_error,
};

#[derive(pest_derive::Parser)]
#[grammar = "idl/thrift.pest"]
pub(super) struct Grammar;

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Where the text is not Thrift, and all numbers and strings that are none.
    pub fn parse(source: &Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        nesting::check(source).map_err(|error| vec![error])?;
        let root = Grammar::parse(Rule::document, &source.text)
            .map_err(|error| vec![syntax_error(source, &error)])?
            .next()
            .expect("the grammar's first rule is one document");
        let mut builder =
            Builder { source, docs: docs::find(&source.text), diagnostics: Vec::new() };
        let document = builder.document(root);
        if builder.diagnostics.is_empty() {
            Ok(document)
        } else {
            Err(builder.diagnostics)
        }
    }
}

/// Makes the tree, and gathers what is wrong on the way.
struct Builder<'a> {
    source: &'a Arc<Source>,
    /// The comments `/** … */`, each after the place where what follows it begins, the first
    /// one first.
    docs: Vec<(usize, Span)>,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn document(&mut self, pair: Pair<'_, Rule>) -> Document {
        let mut document = Document::default();
        for pair in pair.into_inner() {
            let rule = pair.as_rule();
            match rule {
                Rule::include => {
                    let literal = Children::of(pair).the(Rule::literal);
                    document.includes.push(self.literal(literal));
                }
                Rule::namespace => {
                    let namespace = self.namespace(pair);
                    document.namespaces.push(namespace);
                }
                // For C++ alone.
                Rule::cpp_include | Rule::EOI => {}
                _ => document.definitions.extend(self.definition(pair)),
            }
        }
        document
    }

    fn namespace(&mut self, pair: Pair<'_, Rule>) -> Namespace {
        let mut inner = pair.into_inner().skip(1);
        let mut next = || inner.next().expect("a namespace has a scope and a name");
        let (scope, module) = (next(), next());
        let name = match module.as_rule() {
            Rule::literal => self.literal(module),
            _ => self.plain_name(&module),
        };
        Namespace { scope: self.plain_name(&scope), name }
    }

    fn definition(&mut self, pair: Pair<'_, Rule>) -> Option<Definition> {
        let (doc, rule) = (self.doc(&pair), pair.as_rule());
        let mut children = Children::of(pair);
        let (name, kind) = match rule {
            Rule::constant => {
                let (ty, name) = self.ty_and_name(&mut children);
                (name, DefinitionKind::Const(ty, self.value(children.the(Rule::value))))
            }
            Rule::typedef => {
                let (ty, name) = self.ty_and_name(&mut children);
                (name, DefinitionKind::Typedef(ty))
            }
            Rule::enumeration => {
                let name = self.name(&children.the(Rule::name));
                let values = children.all(Rule::enum_value);
                let values = values.map(|pair| self.enum_value(pair)).collect();
                (name, DefinitionKind::Enum(values))
            }
            Rule::senum => {
                let name = self.name(&children.the(Rule::name));
                let error = self.error("senum is not supported", &name.span, "");
                let help = "Apache Thrift has removed it: use an enum, or a string";
                self.diagnostics.push(error.help(help));
                return None;
            }
            Rule::structure => {
                let kind = match children.the(Rule::struct_kind).as_str() {
                    "struct" => StructKind::Struct,
                    "union" => StructKind::Union,
                    _ => StructKind::Exception,
                };
                let name = self.name(&children.the(Rule::name));
                let fields = self.fields(children.the(Rule::fields));
                (name, DefinitionKind::Struct(kind, fields))
            }
            rule => {
                debug_assert_eq!(rule, Rule::service);
                let name = self.name(&children.the(Rule::name));
                (name, DefinitionKind::Service(self.service(&mut children)))
            }
        };
        Some(Definition {
            doc,
            name,
            kind,
            annotations: self.annotations(&mut children),
        })
    }
}

impl Builder<'_> {
    fn ty_and_name(&mut self, children: &mut Children<'_>) -> (Type, Name) {
        (self.ty(children.the(Rule::ty)), self.name(&children.the(Rule::name)))
    }

    fn enum_value(&mut self, pair: Pair<'_, Rule>) -> EnumValue {
        let doc = self.doc(&pair);
        let mut children = Children::of(pair);
        EnumValue {
            doc,
            name: self.name(&children.the(Rule::name)),
            number: children.maybe(Rule::integer).and_then(|pair| self.integer(&pair)),
            annotations: self.annotations(&mut children),
        }
    }

    fn fields(&mut self, pair: Pair<'_, Rule>) -> Vec<Field> {
        let fields = pair.into_inner().filter(|pair| pair.as_rule() == Rule::field);
        fields.map(|pair| self.field(pair)).collect()
    }

    fn field(&mut self, pair: Pair<'_, Rule>) -> Field {
        let doc = self.doc(&pair);
        let mut children = Children::of(pair);
        Field {
            doc,
            id: children.maybe(Rule::field_id).and_then(|pair| self.field_id(pair)),
            requiredness: requiredness(children.maybe(Rule::requiredness)),
            ty: self.ty(children.the(Rule::ty)),
            // Which may be a word of the language, in Apache's compiler since 0.18.
            name: self.plain_name(&children.the(Rule::name)),
            default: children.maybe(Rule::value).map(|pair| self.value(pair)),
            annotations: self.annotations(&mut children),
        }
    }

    fn field_id(&mut self, pair: Pair<'_, Rule>) -> Option<Integer> {
        self.integer(&Children::of(pair).the(Rule::integer))
    }

    fn service(&mut self, children: &mut Children<'_>) -> Service {
        let extends = children.maybe(Rule::extends);
        let functions = children.all(Rule::function);
        Service {
            extends: extends.map(|pair| self.name(&Children::of(pair).the(Rule::path))),
            functions: functions.map(|pair| self.function(pair)).collect(),
        }
    }

    fn function(&mut self, pair: Pair<'_, Rule>) -> Function {
        let doc = self.doc(&pair);
        let mut children = Children::of(pair);
        Function {
            doc,
            oneway: children.maybe(Rule::kw_oneway).is_some(),
            returns: children.maybe(Rule::ty).map(|pair| self.ty(pair)),
            name: self.name(&children.the(Rule::name)),
            arguments: self.fields(children.the(Rule::arguments)),
            throws: children
                .maybe(Rule::throws)
                .map(|pair| self.fields(pair))
                .unwrap_or_default(),
            annotations: self.annotations(&mut children),
        }
    }

    fn ty(&mut self, pair: Pair<'_, Rule>) -> Type {
        let mut children = Children::of(pair);
        let inner = children.0.next().expect("a type is of some kind");
        let span = span(&inner);
        let kind = match inner.as_rule() {
            Rule::path => self.type_of_one_word(&inner),
            rule => self.container(rule, inner),
        };
        Type { kind, span, annotations: self.annotations(&mut children) }
    }

    fn container(&mut self, rule: Rule, pair: Pair<'_, Rule>) -> TypeKind {
        let mut children = Children::of(pair);
        let mut next = || Box::new(self.ty(children.the(Rule::ty)));
        match rule {
            Rule::list => TypeKind::List(next()),
            Rule::set => TypeKind::Set(next()),
            _ => TypeKind::Map(next(), next()),
        }
    }

    fn type_of_one_word(&mut self, pair: &Pair<'_, Rule>) -> TypeKind {
        match pair.as_str() {
            "bool" => TypeKind::Bool,
            "byte" | "i8" => TypeKind::I8,
            "i16" => TypeKind::I16,
            "i32" => TypeKind::I32,
            "i64" => TypeKind::I64,
            "double" => TypeKind::Double,
            "binary" => TypeKind::Binary,
            "uuid" => TypeKind::Uuid,
            // `slist` is what `string` was called before.
            "string" | "slist" => TypeKind::String,
            _ => TypeKind::Named(self.name(pair).text),
        }
    }

    fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let span = span(&pair);
        let inner = pair.into_inner().next().expect("a value is of some kind");
        let kind = match inner.as_rule() {
            Rule::integer => ValueKind::Integer(
                self.integer(&inner).map_or(0, |integer| integer.value),
            ),
            Rule::double => {
                let value = inner.as_str().parse();
                ValueKind::Double(value.expect("the grammar's doubles are Rust's"))
            }
            Rule::literal => ValueKind::Literal(self.literal(inner).text),
            Rule::array => ValueKind::List(
                inner.into_inner().map(|pair| self.value(pair)).collect(),
            ),
            Rule::object => {
                let mut values = inner.into_inner().map(|pair| self.value(pair));
                ValueKind::Map(
                    iter::from_fn(|| values.next().zip(values.next())).collect(),
                )
            }
            _ => ValueKind::Path(self.plain_name(&inner).text),
        };
        Value { kind, span }
    }

    /// What `children` end with, if at all.
    fn annotations(&mut self, children: &mut Children<'_>) -> Vec<Annotation> {
        let annotations = children.0.find(|pair| pair.as_rule() == Rule::annotations);
        let annotations = annotations.map(Pair::into_inner);
        annotations.into_iter().flatten().map(|pair| self.annotation(pair)).collect()
    }

    fn annotation(&mut self, pair: Pair<'_, Rule>) -> Annotation {
        let mut children = Children::of(pair);
        Annotation {
            key: self.plain_name(&children.the(Rule::path)),
            value: children.maybe(Rule::literal).map(|pair| self.literal(pair).text),
        }
    }

    /// What something is called, which cannot be a word of the language.
    fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.plain_name(pair);
        if RESERVED.contains(&&*name.text) {
            let message = format!("`{}` is a word of the language", name.text);
            let error = self.error(&message, &name.span, "expected a name");
            self.diagnostics.push(error.help("choose another name"));
        }
        name
    }

    /// A word, of letters that Apache's compiler knows.
    fn plain_name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = name_of(pair);
        if !name.text.is_ascii() {
            let label = "not all of a-z, A-Z, 0-9 and _";
            let error =
                self.error("a name has letters of ASCII only", &name.span, label);
            self.diagnostics.push(error);
        }
        name
    }

    /// A number, unless it has too many digits.
    fn integer(&mut self, pair: &Pair<'_, Rule>) -> Option<Integer> {
        let (text, span) = (pair.as_str(), span(pair));
        let digits = text.trim_start_matches(['+', '-']);
        let sign = if text.starts_with('-') { "-" } else { "" };
        let value = match digits.strip_prefix("0x") {
            Some(digits) => i64::from_str_radix(&format!("{sign}{digits}"), 16),
            None => format!("{sign}{digits}").parse(),
        };
        match value {
            Ok(value) => Some(Integer { value, span }),
            Err(_) => {
                let label = "not between -2⁶³ and 2⁶³ - 1";
                let error = self.error("the number is too large", &span, label);
                self.diagnostics.push(error);
                None
            }
        }
    }

    /// What a quoted text stands for, by the escapes that Apache's compiler knows.
    fn literal(&mut self, pair: Pair<'_, Rule>) -> Name {
        let span = span(&pair);
        let quoted = pair.into_inner().next().expect("quotes have something inside");
        let start = quoted.as_span().start();
        let mut text = String::with_capacity(quoted.as_str().len());
        let mut chars = quoted.as_str().char_indices();
        while let Some((at, char)) = chars.next() {
            if char != '\\' {
                text.push(char);
                continue;
            }
            // The grammar has no lone backslash at the end.
            let Some((_, escaped)) = chars.next() else { break };
            match escaped {
                'n' => text.push('\n'),
                'r' => text.push('\r'),
                't' => text.push('\t'),
                '\\' | '"' | '\'' => text.push(escaped),
                _ => {
                    let place = start + at..start + at + 1 + escaped.len_utf8();
                    let error = self.error("there is no such escape", &place, "");
                    let help = "a string may have \\n, \\r, \\t, \\\\, \\\" and \\'";
                    self.diagnostics.push(error.help(help));
                }
            }
        }
        Name { text, span }
    }

    /// The comment `/** … */` right before what `pair` matched.
    fn doc(&self, pair: &Pair<'_, Rule>) -> Option<String> {
        let start = pair.as_span().start();
        let index = self.docs.partition_point(|(next, _)| *next < start);
        let (next, doc) = self.docs.get(index)?;
        (*next == start).then(|| docs::text(&self.source.text[doc.clone()]))
    }

    fn error(&self, message: &str, span: &Span, label: &str) -> Diagnostic {
        Diagnostic::new(message, self.source, span.clone(), label)
    }
}

/// The pairs right inside another, taken in the order in which the grammar has them.
struct Children<'i>(Pairs<'i, Rule>);

impl<'i> Children<'i> {
    fn of(pair: Pair<'i, Rule>) -> Self {
        Self(pair.into_inner())
    }

    /// The next pair, if it is of this rule.
    fn maybe(&mut self, rule: Rule) -> Option<Pair<'i, Rule>> {
        self.0.peek().filter(|pair| pair.as_rule() == rule)?;
        self.0.next()
    }

    /// The next pair of this rule, which the grammar says is there, and none before it.
    fn the(&mut self, rule: Rule) -> Pair<'i, Rule> {
        self.0.find(|pair| pair.as_rule() == rule).expect("the grammar demands it")
    }

    /// The pairs of this rule that come next.
    fn all(&mut self, rule: Rule) -> impl Iterator<Item = Pair<'i, Rule>> {
        iter::from_fn(move || self.maybe(rule))
    }
}

/// What the word says, if there is one.
fn requiredness(word: Option<Pair<'_, Rule>>) -> Requiredness {
    match word.as_ref().map(Pair::as_str) {
        None => Requiredness::Default,
        Some("required") => Requiredness::Required,
        Some(_) => Requiredness::Optional,
    }
}

/// The place of a pair, without the space, but with a comment, before what it might have
/// ended with.
fn span(pair: &Pair<'_, Rule>) -> Span {
    let start = pair.as_span().start();
    start..start + pair.as_str().trim_end().len()
}

fn name_of(pair: &Pair<'_, Rule>) -> Name {
    Name { text: pair.as_str().to_owned(), span: span(pair) }
}

/// The words that Apache's compiler does not take for a name.
const RESERVED: [&str; 30] = [
    "binary",
    "bool",
    "byte",
    "const",
    "cpp_include",
    "double",
    "enum",
    "exception",
    "extends",
    "i16",
    "i32",
    "i64",
    "i8",
    "include",
    "list",
    "map",
    "namespace",
    "oneway",
    "optional",
    "required",
    "service",
    "set",
    "slist",
    "string",
    "struct",
    "throws",
    "typedef",
    "union",
    "uuid",
    "void",
];
