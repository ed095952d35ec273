//! Fields, the values of enums, and the methods of services.

use pest::iterators::Pair;

use crate::idl::{
    grammar::Rule,
    item::{EnumValue, Field, Function, Name, Requiredness, Service, Type},
};

use super::{
    Parser,
    pairs::{Children, span},
};

impl Parser<'_> {
    pub(super) fn ty_and_name(&mut self, children: &mut Children<'_>) -> (Type, Name) {
        (self.ty(children.the(Rule::ty)), self.name(&children.the(Rule::name)))
    }

    pub(super) fn enum_values<'i>(
        &mut self,
        pairs: impl Iterator<Item = Pair<'i, Rule>>,
    ) -> Vec<EnumValue> {
        let mut next = 0;
        let values: Vec<_> =
            pairs.map(|pair| self.enum_value(pair, &mut next)).collect();
        self.distinct_names("values", values.iter().map(|value| &value.name));
        values
    }

    fn enum_value(&mut self, pair: Pair<'_, Rule>, next: &mut i64) -> EnumValue {
        let (doc, place) = (self.doc(&pair), span(&pair));
        let mut children = Children::of(pair);
        let name = self.name(&children.the(Rule::name));
        let given = children.maybe(Rule::integer).and_then(|pair| self.integer(&pair));
        let number = given.unwrap_or(*next);
        *next = number.saturating_add(1);
        let number = i32::try_from(number).unwrap_or_else(|_| {
            let message = "the number of an enum's value has 32 bits";
            let label = format!("{number} is not between -2³¹ and 2³¹ - 1");
            let error = self.error(message, &place, &label);
            self.errors.push(error.help("give it a smaller number"));
            0
        });
        EnumValue { doc, name, number }
    }

    /// Reads the fields of a struct, the arguments of a method, or its exceptions.
    pub(super) fn fields(&mut self, pair: Pair<'_, Rule>, what: &str) -> Vec<Field> {
        let mut implicit = -1;
        let pairs = pair.into_inner().filter(|pair| pair.as_rule() == Rule::field);
        let fields: Vec<_> = pairs.map(|pair| self.field(pair, &mut implicit)).collect();
        self.distinct_names(what, fields.iter().map(|field| &field.name));
        let ids = fields.iter().map(|field| (field.id, &field.name.span));
        self.distinct(&format!("{what} have the id"), ids);
        fields
    }

    fn field(&mut self, pair: Pair<'_, Rule>, implicit: &mut i64) -> Field {
        let doc = self.doc(&pair);
        let mut children = Children::of(pair);
        Field {
            doc,
            id: self.field_id(children.maybe(Rule::field_id), implicit),
            requiredness: requiredness(children.maybe(Rule::requiredness)),
            ty: self.ty(children.the(Rule::ty)),
            // Apache's compiler accepts even keywords since version 0.18.
            name: self.word(&children.the(Rule::name)),
            default: children.maybe(Rule::value).map(|pair| self.value(pair)),
        }
    }

    /// Returns the id in the file if it is positive, otherwise the next of −1, −2, …, like
    /// Apache's compiler.
    fn field_id(&mut self, pair: Option<Pair<'_, Rule>>, implicit: &mut i64) -> i16 {
        let integer = pair.map(|pair| Children::of(pair).the(Rule::integer));
        let given = integer.as_ref().and_then(|pair| self.integer(pair));
        let Some(id) = given.filter(|id| *id > 0) else {
            *implicit -= 1;
            return i16::try_from(*implicit + 1).unwrap_or(i16::MIN);
        };
        i16::try_from(id).unwrap_or_else(|_| {
            let place = integer.as_ref().map_or(0..0, span);
            let label = format!("{id} is not between 1 and 32767");
            let error = self.error("the id of a field has 16 bits", &place, &label);
            self.errors.push(error.help("give it a smaller id"));
            0
        })
    }

    pub(super) fn service(&mut self, children: &mut Children<'_>) -> Service {
        let extends = children.maybe(Rule::extends);
        let base = extends.map(|pair| self.name(&Children::of(pair).the(Rule::path)));
        let functions = children.all(Rule::function);
        let functions: Vec<_> = functions.map(|pair| self.function(pair)).collect();
        self.distinct_names("methods", functions.iter().map(|it| &it.name));
        Service { extends: base.map(Type::Named), functions }
    }

    fn function(&mut self, pair: Pair<'_, Rule>) -> Function {
        let doc = self.doc(&pair);
        let mut children = Children::of(pair);
        Function {
            doc,
            oneway: children.maybe(Rule::kw_oneway).is_some(),
            returns: children.maybe(Rule::ty).map(|pair| self.ty(pair)),
            name: self.name(&children.the(Rule::name)),
            arguments: self.fields(children.the(Rule::arguments), "arguments"),
            throws: children
                .maybe(Rule::throws)
                .map(|pair| self.fields(pair, "exceptions"))
                .unwrap_or_default(),
            idempotent: self.is_set(children.maybe(Rule::annotations), "idempotent"),
        }
    }
}

fn requiredness(pair: Option<Pair<'_, Rule>>) -> Requiredness {
    match pair.as_ref().map(Pair::as_str) {
        None => Requiredness::Default,
        Some("required") => Requiredness::Required,
        Some(_) => Requiredness::Optional,
    }
}
