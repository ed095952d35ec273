//! Values: checking that each is of its type.

use std::{collections::HashSet, mem};

use super::{
    diagnostic::{Errors, Span},
    item::{ItemKind, Name, Type, Value, ValueKind},
    names::{Names, View},
    program::Program,
    scalars::{is_enum, scalar},
};

/// Turns every value from its written form into one of its type.
pub(super) fn resolve(program: &mut Program, names: &Names, errors: &mut Errors) {
    program.rewrite(names, |view, kind| {
        let mut checker = Checker { view, errors };
        if let ItemKind::Const(ty, value) = kind {
            checker.check(value, ty);
        }
        for field in kind.fields_mut() {
            field.default.iter_mut().for_each(|value| checker.check(value, &field.ty));
        }
    });
}

/// A checker of the values of a file.
pub(super) struct Checker<'a> {
    pub(super) view: View<'a>,
    pub(super) errors: &'a mut Errors,
}

impl Checker<'_> {
    /// Turns a value into one of type `ty`, or reports that it is not.
    pub(super) fn check(&mut self, value: &mut Value, ty: &Type) {
        let plain = self.view.program.underlying(ty);
        let Value { kind, span } = value;
        let checked = match (&mut *kind, plain) {
            (_, Type::Named(unknown)) => return self.check_names(value, unknown),
            (ValueKind::List(values), Type::List(ty) | Type::Set(ty)) => {
                return values.iter_mut().for_each(|value| self.check(value, ty));
            }
            (ValueKind::Map(pairs), Type::Map(key_ty, ty)) => {
                return self.check_map(pairs, key_ty, ty);
            }
            // Apache's compiler accepts either brackets if they are empty.
            (ValueKind::List(values), Type::Map(..)) if values.is_empty() => {
                Ok(ValueKind::Map(Vec::new()))
            }
            (ValueKind::Map(pairs), Type::List(_) | Type::Set(_))
                if pairs.is_empty() =>
            {
                Ok(ValueKind::List(Vec::new()))
            }
            (ValueKind::Map(pairs), Type::Item(id))
                if !is_enum(self.view.program, *id) =>
            {
                let set = self.fields(*id, mem::take(pairs), span);
                Ok(ValueKind::Struct(set))
            }
            (ValueKind::Path(path), _) => {
                let path = Name { text: path.clone(), span: span.clone() };
                self.path(path, ty)
            }
            (given, _) => scalar(self.view.program, given, plain).map_err(Some),
        };
        match checked {
            Ok(checked) => *kind = checked,
            Err(None) => {}
            Err(Some(label)) => self.wrong_type(span, ty, label),
        }
    }

    fn check_map(&mut self, pairs: &mut [(Value, Value)], key_ty: &Type, ty: &Type) {
        let mut keys = HashSet::new();
        for (key, value) in pairs {
            self.check(key, key_ty);
            self.check(value, ty);
            let is_known = !matches!(key.kind, ValueKind::Path(_));
            let is_scalar = is_known && key.parts().is_empty();
            if is_scalar && !keys.insert(format!("{:?}", key.kind)) {
                let error =
                    self.view.error(&key.span, "two keys are equal", "again here");
                self.errors.push(error.help("remove one of them"));
            }
        }
    }

    /// Checks the names in a value of an unknown type, where nothing else can be checked.
    fn check_names(&mut self, value: &Value, unknown: &Name) {
        value.parts().into_iter().for_each(|part| self.check_names(part, unknown));
        // The values of a type that does not exist do not exist either.
        if let ValueKind::Path(path) = &value.kind
            && path.rsplit_once('.').is_some_and(|(of, _)| of != &**unknown)
        {
            let path = Name { text: path.clone(), span: value.span.clone() };
            drop(self.path(path, &Type::Named(unknown.clone())));
        }
    }

    pub(super) fn wrong_type(&mut self, span: &Span, ty: &Type, label: &str) {
        let message =
            format!("expected a value of type `{}`", self.view.program.show(ty));
        let error = self.view.error(span, message, label);
        let help = how_to_write(self.view.program, self.view.program.underlying(ty));
        self.errors.push(error.help(help));
    }
}

fn how_to_write(program: &Program, ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "write `true` or `false`",
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => "write a whole number",
        Type::Double => "write a number",
        Type::String | Type::Binary => "write a text in quotes",
        Type::Uuid => "write it as `\"00112233-4455-6677-8899-aabbccddeeff\"`",
        Type::List(_) | Type::Set(_) => "write elements in `[` and `]`",
        Type::Map(..) => "write `{key: value, …}`",
        Type::Item(id) if is_enum(program, *id) => "write one of its values",
        Type::Item(_) | Type::Named(_) => "write `{\"field\": value, …}`",
    }
}
