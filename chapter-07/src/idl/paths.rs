//! Names in values: of constants, and of the values of enums.

use super::{
    item::{ItemId, ItemKind, Name, Type, ValueKind},
    names::{Found, Space, View},
    program::Program,
    scalars::{enum_value, is_enum, scalar},
    values::Checker,
};

/// The meaning of a path.
enum Meaning {
    Constant(ItemId),
    /// An enum, and the number of one of its values, if it has one of that name.
    Enum(ItemId, Option<i32>),
    Nothing,
    /// Unknown, because of an error that has been reported.
    Hidden,
}

/// A value, or why it is not of the expected type, or `None` if that has been reported.
type Checked = Result<ValueKind, Option<&'static str>>;

impl Checker<'_> {
    /// Returns the value that a path refers to, as one of type `ty`.
    pub(super) fn path(&mut self, path: Name, ty: &Type) -> Checked {
        let plain = self.view.program.underlying(ty);
        match (self.view.meaning(&path), plain) {
            (Meaning::Hidden, _) => Err(None),
            (Meaning::Constant(id), _) => self.constant(id, ty),
            (Meaning::Enum(of, Some(number)), Type::Item(id)) => match of == *id {
                true => Ok(ValueKind::Enum(number)),
                false => Err(Some("this is a value of another type")),
            },
            (Meaning::Enum(_, Some(number)), _) => {
                let number = ValueKind::Integer(number.into());
                scalar(self.view.program, &number, plain).map_err(Some)
            }
            (Meaning::Enum(id, None), _) => Err(self.no_value(&path, id)),
            (Meaning::Nothing, Type::Item(id)) if is_enum(self.view.program, *id) => {
                self.value_of_enum(&path, *id)
            }
            (Meaning::Nothing, _) => Err(self.no_constant(&path)),
        }
    }

    /// Returns a value of an expected enum. Its name alone is enough, or the enum's name without
    /// that of its file.
    fn value_of_enum(&mut self, path: &Name, id: ItemId) -> Checked {
        let name = match path.rsplit_once('.') {
            None => &**path,
            Some((of, name)) if *of == *self.view.program[id].name => name,
            Some(_) => return Err(self.no_constant(path)),
        };
        match enum_value(self.view.program, id, name) {
            Some(number) => Ok(ValueKind::Enum(number)),
            None => Err(self.no_value(path, id)),
        }
    }

    /// Returns a reference to a constant of the same type. The value of one of another type is
    /// copied if it has no parts.
    fn constant(&self, id: ItemId, ty: &Type) -> Checked {
        let ItemKind::Const(of, _) = &self.view.program[id].kind else {
            return Err(None);
        };
        let (of, ty) = (self.view.program.expanded(of), self.view.program.expanded(ty));
        if of == ty {
            return Ok(ValueKind::Const(id));
        }
        if of.is_unknown() {
            return Err(None);
        }
        let is_scalar = match &of {
            // An enum is not a number of another enum.
            Type::Item(id) => is_enum(self.view.program, *id) && ty.item().is_none(),
            of => of.parts().next().is_none(),
        };
        if !is_scalar {
            return Err(Some("this constant has another type"));
        }
        // Errors in the constant itself are reported where it is defined.
        let value = self.view.literal(id).ok_or(None)?;
        let value = scalar(self.view.program, &value, &of).map_err(|_| None)?;
        scalar(self.view.program, &value, &ty).map_err(Some)
    }

    fn no_constant(&mut self, path: &Name) -> Option<&'static str> {
        self.errors.push(self.view.unknown(path, "constant"));
        None
    }

    fn no_value(&mut self, path: &Name, id: ItemId) -> Option<&'static str> {
        let ItemKind::Enum(values) = &self.view.program[id].kind else { return None };
        let name = path.rsplit_once('.').map_or(&**path, |(_, name)| name);
        let values = values.iter().map(|value| &value.name);
        self.errors.push(self.view.no_member(&path.span, (id, "value", name), values));
        None
    }
}

impl View<'_> {
    fn meaning(&self, path: &str) -> Meaning {
        let find = |space, path| self.find(space, path);
        let constant = find(Space::Constants, path);
        if let Found::Item(id) = constant {
            return Meaning::Constant(id);
        }
        let of = path.rsplit_once('.').map(|(of, name)| (find(Space::Types, of), name));
        match (constant, of) {
            (_, Some((Found::Item(id), name))) => self.in_type(id, name),
            (Found::Hidden, _) | (_, Some((Found::Hidden, _))) => Meaning::Hidden,
            _ => Meaning::Nothing,
        }
    }

    /// Looks up a name after that of a type, which may be a typedef of an enum.
    fn in_type(&self, id: ItemId, name: &str) -> Meaning {
        match self.program.underlying(&Type::Item(id)) {
            Type::Item(id) if is_enum(self.program, *id) => {
                Meaning::Enum(*id, enum_value(self.program, *id, name))
            }
            Type::Named(_) => Meaning::Hidden,
            _ => Meaning::Nothing,
        }
    }

    /// Returns the value of a constant, or of the one that it refers to, perhaps in another file.
    fn literal(&self, mut id: ItemId) -> Option<ValueKind> {
        for _ in 0..self.program.items.len() {
            let ItemKind::Const(_, value) = &self.program[id].kind else { return None };
            let file = self.program[id].file;
            id = match &value.kind {
                ValueKind::Const(id) => *id,
                ValueKind::Path(path) => {
                    let there = View { file, ..*self };
                    match there.meaning(path) {
                        Meaning::Constant(id) => id,
                        Meaning::Enum(_, number) => return number.map(ValueKind::Enum),
                        _ => return None,
                    }
                }
                value => return Some(value.clone()),
            };
        }
        None
    }
}

impl Program {
    /// Returns a type without typedefs, at any depth.
    fn expanded(&self, ty: &Type) -> Type {
        let inside = |ty| Box::new(self.expanded(ty));
        match self.underlying(ty) {
            Type::List(element) => Type::List(inside(element)),
            Type::Set(element) => Type::Set(inside(element)),
            Type::Map(key, value) => Type::Map(inside(key), inside(value)),
            ty => ty.clone(),
        }
    }
}
