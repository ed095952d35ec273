//! Types and values.

use std::iter;

use pest::iterators::Pair;

use crate::idl::{
    grammar::Rule,
    item::{Type, Value, ValueKind},
};

use super::{
    Parser,
    pairs::{Children, span},
};

impl Parser<'_> {
    pub(super) fn ty(&mut self, pair: Pair<'_, Rule>) -> Type {
        let inner = pair.into_inner().next().expect("a type is of some kind");
        let rule = inner.as_rule();
        if rule == Rule::path {
            return self.type_of_one_word(&inner);
        }
        let mut children = Children::of(inner);
        let mut next = || Box::new(self.ty(children.the(Rule::ty)));
        match rule {
            Rule::list => Type::List(next()),
            Rule::set => Type::Set(next()),
            _ => Type::Map(next(), next()),
        }
    }

    fn type_of_one_word(&mut self, pair: &Pair<'_, Rule>) -> Type {
        match pair.as_str() {
            "bool" => Type::Bool,
            "byte" | "i8" => Type::I8,
            "i16" => Type::I16,
            "i32" => Type::I32,
            "i64" => Type::I64,
            "double" => Type::Double,
            "binary" => Type::Binary,
            "uuid" => Type::Uuid,
            // `slist` is an old name of `string`.
            "string" | "slist" => Type::String,
            _ => Type::Named(self.name(pair)),
        }
    }

    pub(super) fn value(&mut self, pair: Pair<'_, Rule>) -> Value {
        let span = span(&pair);
        let inner = pair.into_inner().next().expect("a value is of some kind");
        let kind = match inner.as_rule() {
            Rule::integer => ValueKind::Integer(self.integer(&inner).unwrap_or(0)),
            Rule::double => {
                let value = inner.as_str().parse();
                ValueKind::Double(value.expect("Rust reads every double of the grammar"))
            }
            Rule::literal => ValueKind::Text(self.literal(inner).text),
            Rule::array => {
                let values = inner.into_inner().map(|pair| self.value(pair));
                ValueKind::List(values.collect())
            }
            Rule::object => {
                let mut values = inner.into_inner().map(|pair| self.value(pair));
                let pairs = iter::from_fn(|| values.next().zip(values.next()));
                ValueKind::Map(pairs.collect())
            }
            _ => match inner.as_str() {
                "true" => ValueKind::Bool(true),
                "false" => ValueKind::Bool(false),
                _ => ValueKind::Path(self.word(&inner).text),
            },
        };
        Value { kind, span }
    }
}
