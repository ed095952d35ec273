//! Values that contain themselves: making one would never end.

use super::{
    diagnostic::Errors,
    item::{Field, Item, ItemKind, Requiredness, StructKind, Type, Value, ValueKind},
    links::{Circle, Link, Links},
    program::Program,
};

const CIRCLE: Circle = Circle {
    message: "this contains itself",
    verb: "always contains",
    help: "remove a value, or make a field `optional`",
};

/// Reports structs that always contain themselves, then constants and default values that do. A
/// default value includes those of all its fields that are not optional.
pub(super) fn check(program: &Program, errors: &mut Errors) {
    let required = Links::new(program, |item| program.required(item));
    let made = Links::new(program, |item| program.made(item));
    for links in [required, made] {
        let groups = links.groups(&CIRCLE).into_iter();
        errors.extend(groups.filter_map(|(_, error)| error));
    }
}

impl Program {
    /// Returns links to the items that every value of an item contains.
    fn required(&self, item: &Item) -> Vec<Link> {
        let is_required = |field: &&Field| {
            field.requiredness == Requiredness::Required && field.default.is_none()
        };
        let fields = self.fields(item).iter().filter(is_required);
        fields.filter_map(|field| self.in_field(field, true)).collect()
    }

    /// Returns links to the items that the default value of an item, or a constant, contains.
    fn made(&self, item: &Item) -> Vec<Link> {
        let mut links = Vec::new();
        if let ItemKind::Const(ty, value) = &item.kind {
            self.in_value(value, ty, &mut links);
        }
        for field in self.fields(item) {
            match &field.default {
                Some(value) => self.in_value(value, &field.ty, &mut links),
                None if field.requiredness == Requiredness::Optional => {}
                None => links.extend(self.in_field(field, false)),
            }
        }
        links
    }

    /// Returns the fields of a struct or an exception. A union has no default value.
    fn fields<'a>(&self, item: &'a Item) -> &'a [Field] {
        match &item.kind {
            ItemKind::Struct(StructKind::Struct | StructKind::Exception, fields) => {
                fields
            }
            _ => &[],
        }
    }

    fn in_field(&self, field: &Field, fatal: bool) -> Option<Link> {
        let to = self.underlying(&field.ty).item()?;
        Some(Link { to, span: field.name.span.clone(), fatal })
    }

    fn in_value(&self, value: &Value, ty: &Type, links: &mut Vec<Link>) {
        let link = |to| Link { to, span: value.span.clone(), fatal: true };
        match (&value.kind, self.underlying(ty)) {
            (ValueKind::Const(id), _) => links.push(link(*id)),
            (ValueKind::List(values), Type::List(ty) | Type::Set(ty)) => {
                values.iter().for_each(|value| self.in_value(value, ty, links));
            }
            (ValueKind::Map(pairs), Type::Map(key_ty, ty)) => {
                for (key, value) in pairs {
                    self.in_value(key, key_ty, links);
                    self.in_value(value, ty, links);
                }
            }
            (ValueKind::Struct(set), Type::Item(id)) => {
                links.push(link(*id));
                let ItemKind::Struct(_, fields) = &self[*id].kind else { return };
                for (index, value) in set {
                    self.in_value(value, &fields[*index].ty, links);
                }
            }
            _ => {}
        }
    }
}
