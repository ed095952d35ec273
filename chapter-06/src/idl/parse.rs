//! From the text of a file to its tree.
//!
//! pest matches the text with the grammar and returns a tree of pairs, each a rule and the
//! text it matched. What stands here gives them meaning, a function for each rule.

use std::sync::Arc;

use pest::{
    Parser,
    error::{ErrorVariant, InputLocation},
    iterators::Pair,
};

use super::{
    ast::{
        Annotation, Definition, DefinitionKind, Document, EnumValue, Field, Function,
        Integer, Name, Namespace, Requiredness, Service, Span, StructKind, Type,
        TypeKind, Value, ValueKind,
    },
    diagnostic::{Diagnostic, Source},
    docs, nesting,
};

#[derive(pest_derive::Parser)]
#[grammar = "idl/thrift.pest"]
struct Grammar;

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
    /// The comments `/** … */` and where each ends, the first one first.
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
                    let literal = find(&pair, Rule::literal);
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
            _ => name_of(&module),
        };
        Namespace { scope: name_of(&scope), name }
    }

    fn definition(&mut self, pair: Pair<'_, Rule>) -> Option<Definition> {
        let doc = self.doc(&pair);
        let name = self.name(&find(&pair, Rule::name));
        let annotations = self.annotations(&pair);
        let kind = match pair.as_rule() {
            Rule::constant => {
                let ty = self.ty(find(&pair, Rule::ty));
                DefinitionKind::Const(ty, self.value(find(&pair, Rule::value)))
            }
            Rule::typedef => DefinitionKind::Typedef(self.ty(find(&pair, Rule::ty))),
            Rule::enumeration => {
                let values = all(&pair, Rule::enum_value);
                DefinitionKind::Enum(values.map(|pair| self.enum_value(pair)).collect())
            }
            Rule::senum => {
                let error = self.error("senum is not supported", &name.span, "");
                let help = "Apache Thrift has removed it: use an enum, or a string";
                self.diagnostics.push(error.help(help));
                return None;
            }
            Rule::structure => {
                let kind = match find(&pair, Rule::struct_kind).as_str() {
                    "struct" => StructKind::Struct,
                    "union" => StructKind::Union,
                    _ => StructKind::Exception,
                };
                DefinitionKind::Struct(kind, self.fields(&find(&pair, Rule::fields)))
            }
            rule => {
                debug_assert_eq!(rule, Rule::service);
                let extends = all(&pair, Rule::extends).next();
                let functions = all(&pair, Rule::function);
                DefinitionKind::Service(Service {
                    extends: extends.map(|pair| name_of(&find(&pair, Rule::path))),
                    functions: functions.map(|pair| self.function(pair)).collect(),
                })
            }
        };
        Some(Definition { doc, name, kind, annotations })
    }
}

impl Builder<'_> {
    fn enum_value(&mut self, pair: Pair<'_, Rule>) -> EnumValue {
        EnumValue {
            doc: self.doc(&pair),
            name: self.name(&find(&pair, Rule::name)),
            number: all(&pair, Rule::integer).next().and_then(|pair| self.integer(pair)),
            annotations: self.annotations(&pair),
        }
    }

    fn fields(&mut self, pair: &Pair<'_, Rule>) -> Vec<Field> {
        all(pair, Rule::field).map(|pair| self.field(pair)).collect()
    }

    fn field(&mut self, pair: Pair<'_, Rule>) -> Field {
        let id = all(&pair, Rule::field_id).next();
        let id = id.and_then(|pair| self.integer(find(&pair, Rule::integer)));
        let requiredness = match all(&pair, Rule::requiredness).next() {
            None => Requiredness::Default,
            Some(pair) if pair.as_str() == "required" => Requiredness::Required,
            Some(_) => Requiredness::Optional,
        };
        Field {
            doc: self.doc(&pair),
            id,
            requiredness,
            ty: self.ty(find(&pair, Rule::ty)),
            name: self.name(&find(&pair, Rule::name)),
            default: all(&pair, Rule::value).next().map(|pair| self.value(pair)),
            annotations: self.annotations(&pair),
        }
    }

    fn function(&mut self, pair: Pair<'_, Rule>) -> Function {
        let throws = all(&pair, Rule::throws).next();
        Function {
            doc: self.doc(&pair),
            oneway: all(&pair, Rule::kw_oneway).next().is_some(),
            returns: all(&pair, Rule::ty).next().map(|pair| self.ty(pair)),
            name: self.name(&find(&pair, Rule::name)),
            arguments: self.fields(&find(&pair, Rule::arguments)),
            throws: throws.map(|pair| self.fields(&pair)).unwrap_or_default(),
            annotations: self.annotations(&pair),
        }
    }

    fn ty(&mut self, pair: Pair<'_, Rule>) -> Type {
        let annotations = self.annotations(&pair);
        let inner = pair.into_inner().next().expect("a type is of some kind");
        let span = span(&inner);
        let rule = inner.as_rule();
        let word = inner.as_str();
        let mut elements = all(&inner, Rule::ty).map(|pair| Box::new(self.ty(pair)));
        let mut next = || elements.next().expect("a container has elements");
        let kind = match (rule, word) {
            (Rule::list, _) => TypeKind::List(next()),
            (Rule::set, _) => TypeKind::Set(next()),
            (Rule::map, _) => TypeKind::Map(next(), next()),
            (Rule::base, "bool") => TypeKind::Bool,
            (Rule::base, "byte" | "i8") => TypeKind::I8,
            (Rule::base, "i16") => TypeKind::I16,
            (Rule::base, "i32") => TypeKind::I32,
            (Rule::base, "i64") => TypeKind::I64,
            (Rule::base, "double") => TypeKind::Double,
            (Rule::base, "binary") => TypeKind::Binary,
            (Rule::base, "uuid") => TypeKind::Uuid,
            // `slist` is what `string` was called before.
            (Rule::base, _) => TypeKind::String,
            (_, _) => TypeKind::Named(self.name(&inner).text),
        };
        Type { kind, span, annotations }
    }

    fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let span = span(&pair);
        let inner = pair.into_inner().next().expect("a value is of some kind");
        let kind = match inner.as_rule() {
            Rule::integer => ValueKind::Integer(
                self.integer(inner).map_or(0, |integer| integer.value),
            ),
            // The grammar lets through nothing but what Rust reads.
            Rule::double => {
                ValueKind::Double(inner.as_str().parse().unwrap_or_default())
            }
            Rule::literal => ValueKind::Literal(self.literal(inner).text),
            Rule::array => ValueKind::List(
                inner.into_inner().map(|pair| self.value(pair)).collect(),
            ),
            Rule::object => {
                let mut values: Vec<_> =
                    inner.into_inner().map(|pair| self.value(pair)).collect();
                let mut values = values.drain(..);
                ValueKind::Map(
                    std::iter::from_fn(|| values.next().zip(values.next())).collect(),
                )
            }
            _ => ValueKind::Path(inner.as_str().to_owned()),
        };
        Value { kind, span }
    }

    fn annotations(&mut self, pair: &Pair<'_, Rule>) -> Vec<Annotation> {
        let Some(pair) = all(pair, Rule::annotations).next() else {
            return Vec::new();
        };
        let annotation = |pair: Pair<'_, Rule>| Annotation {
            key: name_of(&find(&pair, Rule::path)),
            value: all(&pair, Rule::literal).next().map(|pair| self.literal(pair).text),
        };
        pair.into_inner().map(annotation).collect()
    }

    /// What something is called, which cannot be a word of the language.
    fn name(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = name_of(pair);
        if RESERVED.contains(&&*name.text) {
            let message = format!("`{}` is a word of the language", name.text);
            let error = self.error(&message, &name.span, "expected a name");
            self.diagnostics.push(error.help("choose another name"));
        }
        name
    }

    /// A number, unless it has too many digits.
    fn integer(&mut self, pair: Pair<'_, Rule>) -> Option<Integer> {
        let (text, span) = (pair.as_str(), span(&pair));
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

/// The pairs of this rule right inside `pair`.
fn all<'i>(pair: &Pair<'i, Rule>, rule: Rule) -> impl Iterator<Item = Pair<'i, Rule>> {
    pair.clone().into_inner().filter(move |inner| inner.as_rule() == rule)
}

/// The pair of this rule right inside `pair`, which the grammar says is there.
fn find<'i>(pair: &Pair<'i, Rule>, rule: Rule) -> Pair<'i, Rule> {
    all(pair, rule).next().expect("the grammar demands it")
}

/// The place of a pair, without the space before what it might have ended with.
fn span(pair: &Pair<'_, Rule>) -> Span {
    let start = pair.as_span().start();
    start..start + pair.as_str().trim_end().len()
}

fn name_of(pair: &Pair<'_, Rule>) -> Name {
    Name { text: pair.as_str().to_owned(), span: span(pair) }
}

/// Says what the grammar expected, in words.
fn syntax_error(source: &Arc<Source>, error: &pest::error::Error<Rule>) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) => at,
        InputLocation::Span((start, _)) => start,
    };
    let found = match source.text[at..].chars().next() {
        None => "the end of the file".to_owned(),
        Some(_) => format!("`{}`", word_at(&source.text, at)),
    };
    let end = at + word_at(&source.text, at).len();
    let mut expected: Vec<&str> = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => {
            positives.iter().filter_map(|rule| in_words(*rule)).collect()
        }
        ErrorVariant::CustomError { message } => vec![message],
    };
    expected.sort_unstable();
    expected.dedup();
    let label = match expected.as_slice() {
        [] => "this does not belong here".to_owned(),
        [one] => format!("expected {one}"),
        [others @ .., last] => format!("expected {} or {last}", others.join(", ")),
    };
    Diagnostic::new(format!("unexpected {found}"), source, at..end, label)
}

/// The word, or else the character, that begins at `at`.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let is_letter = |char: char| char.is_alphanumeric() || char == '_';
    let word = rest.find(|char| !is_letter(char)).unwrap_or(rest.len());
    let char = rest.chars().next().map_or(0, char::len_utf8);
    &rest[..word.max(char)]
}

/// What a rule is called in a message; nothing for what may always be left out.
fn in_words(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::annotations
        | Rule::cpp_type
        | Rule::kw_cpp_type
        | Rule::reference
        | Rule::xsd
        | Rule::kw_xsd_all
        | Rule::kw_xsd_attrs
        | Rule::kw_xsd_nillable
        | Rule::kw_xsd_optional
        | Rule::kw_cpp_include
        | Rule::cpp_include => return None,
        Rule::EOI => "the end of the file",
        Rule::include | Rule::kw_include => "`include`",
        Rule::namespace | Rule::kw_namespace => "`namespace`",
        Rule::constant | Rule::kw_const => "`const`",
        Rule::typedef | Rule::kw_typedef => "`typedef`",
        Rule::enumeration | Rule::kw_enum => "`enum`",
        Rule::senum | Rule::kw_senum => return None,
        Rule::structure | Rule::struct_kind | Rule::kw_struct => "`struct`",
        Rule::kw_union => "`union`",
        Rule::kw_exception => "`exception`",
        Rule::service | Rule::kw_service => "`service`",
        Rule::extends | Rule::kw_extends => "`extends`",
        Rule::throws | Rule::kw_throws => "`throws`",
        Rule::kw_void => "`void`",
        Rule::kw_oneway => "`oneway`",
        Rule::requiredness | Rule::kw_required | Rule::kw_optional => {
            "`required` or `optional`"
        }
        Rule::ty | Rule::base | Rule::map | Rule::list | Rule::set => "a type",
        Rule::kw_map | Rule::kw_list | Rule::kw_set => "a type",
        Rule::field => "a field",
        Rule::field_id => "a field id",
        Rule::fields => "`{`",
        Rule::arguments => "`(`",
        Rule::function => "a method",
        Rule::enum_value => "a name",
        Rule::name | Rule::path | Rule::scope | Rule::scope_name => "a name",
        Rule::value | Rule::double | Rule::array | Rule::object => "a value",
        Rule::integer => "a number",
        Rule::literal => "a string in quotes",
        Rule::annotation => "an annotation",
        _ => return None,
    })
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
