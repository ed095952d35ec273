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
