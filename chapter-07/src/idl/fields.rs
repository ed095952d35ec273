//! Values of structs, unions and exceptions.

use super::{
    diagnostic::Span,
    item::{Field, ItemId, ItemKind, Requiredness, StructKind, Type, Value, ValueKind},
    values::Checker,
};

impl Checker<'_> {
    /// Returns the fields that a map sets, by index. Keys are the names of the fields.
    pub(super) fn fields(
        &mut self,
        id: ItemId,
        pairs: Vec<(Value, Value)>,
        span: &Span,
    ) -> Vec<(usize, Value)> {
        let program = self.view.program;
        let ItemKind::Struct(_, fields) = &program[id].kind else {
            return Vec::new();
        };
        let (mut set, before) = (Vec::new(), self.errors.len());
        for (name, mut value) in pairs {
            let Some(index) = self.field_index(id, fields, &name) else { continue };
            if set.iter().any(|(other, _)| *other == index) {
                let message =
                    format!("the field `{}` is set twice", &*fields[index].name);
                let error = self.view.error(&name.span, message, "again here");
                self.errors.push(error);
            }
            self.check(&mut value, &fields[index].ty);
            set.push((index, value));
        }
        set.sort_by_key(|(index, _)| *index);
        // A field that seems to be missing may be misspelt.
        if self.errors.len() == before {
            self.check_set(id, &set, span);
        }
        set
    }

    fn field_index(
        &mut self,
        id: ItemId,
        fields: &[Field],
        Value { kind, span }: &Value,
    ) -> Option<usize> {
        let ValueKind::Text(name) = kind else {
            self.wrong_type(span, &Type::String, "a field is named by a string");
            return None;
        };
        let index = fields.iter().position(|field| field.name.text == *name);
        if index.is_none() {
            let names = fields.iter().map(|field| &field.name);
            self.errors.push(self.view.no_member(span, (id, "field", name), names));
        }
        index
    }

    /// Reports required fields that are not set, and a union without exactly one set field.
    fn check_set(&mut self, id: ItemId, set: &[(usize, Value)], span: &Span) {
        let ItemKind::Struct(kind, fields) = &self.view.program[id].kind else { return };
        let name = &self.view.program[id].name.text;
        let is_missing = |(index, field): &(usize, &Field)| {
            field.requiredness == Requiredness::Required
                && field.default.is_none()
                && !set.iter().any(|(set, _)| set == index)
        };
        let missing = fields.iter().enumerate().find(is_missing);
        let message = match (kind, missing) {
            (StructKind::Union, _) if set.len() == 1 => return,
            (StructKind::Union, _) => format!("of the union `{name}` one field is set"),
            (_, None) => return,
            (_, Some((_, field))) => {
                format!("the field `{}` of `{name}` is required", field.name.text)
            }
        };
        let error = self.view.error(span, message, "not so here");
        let label = format!("`{name}` is defined here");
        self.errors.push(self.view.program.with_item(error, id, label));
    }
}
