//! Types: resolving their names.

use super::{
    diagnostic::{Diagnostic, Errors},
    item::{Field, ItemKind, Type},
    names::{Found, Names, Space, View},
    program::Program,
};

/// Looks up all names of types. A name that refers to no type stays [`Type::Named`].
pub(super) fn resolve(program: &mut Program, names: &Names, errors: &mut Errors) {
    program.rewrite(names, |view, kind| {
        kind.each_type(&mut |ty, what| errors.extend(view.look_up(ty, what)));
    });
}

impl View<'_> {
    fn look_up(&self, ty: &mut Type, what: &str) -> Option<Diagnostic> {
        let Type::Named(name) = ty else { return None };
        let is_service = |id| matches!(self.program[id].kind, ItemKind::Service(_));
        match self.find(Space::Types, name) {
            Found::Item(id) if is_service(id) == (what == "service") => {
                *ty = Type::Item(id);
                None
            }
            Found::Hidden => None,
            _ => Some(self.unknown(name, what)),
        }
    }
}

impl ItemKind {
    /// Calls `visit` for each type in an item, with the expected kind of type.
    fn each_type(&mut self, visit: &mut impl FnMut(&mut Type, &str)) {
        match self {
            Self::Const(ty, _) | Self::Typedef(ty) => ty.each_part(visit),
            Self::Enum(_) | Self::Struct(..) => {}
            Self::Service(service) => {
                service.extends.iter_mut().for_each(|base| visit(base, "service"));
                let functions = service.functions.iter_mut();
                functions
                    .flat_map(|function| &mut function.returns)
                    .for_each(|ty| ty.each_part(visit));
            }
        }
        self.fields_mut().into_iter().for_each(|field| field.ty.each_part(visit));
    }

    /// Returns the fields of a struct, or the arguments and exceptions of a service's methods.
    pub(super) fn fields_mut(&mut self) -> Vec<&mut Field> {
        match self {
            Self::Struct(_, fields) => fields.iter_mut().collect(),
            Self::Service(service) => {
                let functions = service.functions.iter_mut();
                functions
                    .flat_map(|it| it.arguments.iter_mut().chain(&mut it.throws))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Type {
    fn each_part(&mut self, visit: &mut impl FnMut(&mut Self, &str)) {
        visit(self, "type");
        match self {
            Self::List(element) | Self::Set(element) => element.each_part(visit),
            Self::Map(key, value) => {
                key.each_part(visit);
                value.each_part(visit);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::idl::{files, item::ItemId};

    /// Files, of which the first is asked for, with the names of types looked up in them.
    fn resolved(texts: &[(&str, &str)]) -> (Program, Errors) {
        let folder = tempfile::tempdir().expect("there is room");
        let paths = texts.iter().map(|(name, text)| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("there is room");
            path
        });
        let paths: Vec<_> = paths.collect();
        let mut errors = Vec::new();
        let mut program = files::read(&paths[..1], &[], &mut errors);
        let names = Names::new(&program, &mut errors);
        resolve(&mut program, &names, &mut errors);
        (program, errors)
    }

    #[test]
    fn a_name_becomes_the_item_it_refers_to_wherever_that_is() {
        let (mut program, errors) = resolved(&[
            (
                "user.thrift",
                "include 'ids.thrift' struct S { 1: list<T> t 2: ids.Id i } struct T {}",
            ),
            ("ids.thrift", "typedef i64 Id service Unused {}"),
        ]);
        assert_eq!(errors, []);
        let fields = program.items[0].kind.fields_mut();
        let types: Vec<_> = fields.into_iter().map(|field| field.ty.clone()).collect();
        let (t, id) = (Type::Item(ItemId(1)), Type::Item(ItemId(2)));
        assert_eq!(types, [Type::List(Box::new(t)), id]);
        assert_eq!(program.files[1].namespace, ["ids"]);
    }

    #[test]
    fn files_that_include_each_other_are_an_error() {
        let (program, errors) = resolved(&[
            ("a.thrift", "include 'b.thrift'"),
            ("b.thrift", "include 'a.thrift'"),
        ]);
        assert_eq!(program.files.len(), 2);
        let messages: Vec<_> = errors.iter().map(Diagnostic::message).collect();
        assert_eq!(messages, ["files include each other in a circle"]);
    }

    #[test]
    fn two_items_of_one_name_are_an_error() {
        let (_, errors) = resolved(&[("a.thrift", "struct S {} enum S { A }")]);
        let messages: Vec<_> = errors.iter().map(Diagnostic::message).collect();
        assert_eq!(messages, ["`S` is defined twice"]);
    }
}
