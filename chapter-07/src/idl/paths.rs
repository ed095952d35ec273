//! Names in values: of constants, and of the values of enums.

use super::{
    item::{ItemId, ItemKind, Name, Type, ValueKind},
    meant::no_member,
    names::{Found, Space},
    program::Program,
    scalars::{enum_value, is_enum, scalar},
    values::Checker,
};

/// What a path refers to.
enum Meaning {
    Constant(ItemId),
    /// An enum, and the number of one of its values, if it has one of that name.
    Enum(ItemId, Option<i32>),
    Nothing,
    /// It cannot be known, because of an error that has been reported.
    Hidden,
}

/// A value, or why it is not of the expected type; nothing if that has been reported.
type Checked = Result<ValueKind, Option<&'static str>>;

impl Checker<'_> {
    /// The value that a path refers to, as one of type `ty`.
    pub(super) fn path(&mut self, path: Name, ty: &Type) -> Checked {
        let plain = self.program.underlying(ty);
        match (self.meaning(&path), plain) {
            (Meaning::Hidden, _) => Err(None),
            (Meaning::Constant(id), _) => self.constant(id, ty),
            (Meaning::Enum(of, Some(number)), Type::Item(id)) => match of == *id {
                true => Ok(ValueKind::Enum(number)),
                false => Err(Some("this is a value of another type")),
            },
            (Meaning::Enum(_, Some(number)), _) => {
                let number = ValueKind::Integer(number.into());
                scalar(self.program, &number, plain).map_err(Some)
            }
            (Meaning::Enum(id, None), _) => Err(self.no_value(&path, id)),
            (Meaning::Nothing, Type::Item(id)) if is_enum(self.program, *id) => {
                self.value_of_enum(&path, *id)
            }
            (Meaning::Nothing, _) => Err(self.no_constant(&path)),
        }
    }

    fn meaning(&self, path: &str) -> Meaning {
        let find = |space, path| self.names.find(self.program, self.file, space, path);
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

    /// A name after that of a type, which may be a typedef of an enum.
    fn in_type(&self, id: ItemId, name: &str) -> Meaning {
        match self.program.underlying(&Type::Item(id)) {
            Type::Item(id) if is_enum(self.program, *id) => {
                Meaning::Enum(*id, enum_value(self.program, *id, name))
            }
            Type::Named(_) => Meaning::Hidden,
            _ => Meaning::Nothing,
        }
    }

    /// Where a value of an enum is expected, its name alone is enough, or the enum's name
    /// without that of its file.
    fn value_of_enum(&mut self, path: &Name, id: ItemId) -> Checked {
        let name = match path.rsplit_once('.') {
            None => &**path,
            Some((of, name)) if *of == *self.program[id].name => name,
            Some(_) => return Err(self.no_constant(path)),
        };
        match enum_value(self.program, id, name) {
            Some(number) => Ok(ValueKind::Enum(number)),
            None => Err(self.no_value(path, id)),
        }
    }

    /// A constant of the same type is referred to; of another type, its value is copied if
    /// it has no parts.
    fn constant(&self, id: ItemId, ty: &Type) -> Checked {
        let ItemKind::Const(of, _) = &self.program[id].kind else { return Err(None) };
        if same(self.program, of, ty) {
            return Ok(ValueKind::Const(id));
        }
        let (of, ty) = (self.program.underlying(of), self.program.underlying(ty));
        if !is_known(self.program, of) {
            return Err(None);
        }
        let is_scalar = match of {
            // An enum is not a number of another enum.
            Type::Item(id) => is_enum(self.program, *id) && ty.item().is_none(),
            of => of.parts().next().is_none(),
        };
        if !is_scalar {
            return Err(Some("this constant has another type"));
        }
        // What is wrong with the constant itself is reported where it is defined.
        let value = self.literal(id).ok_or(None)?;
        let value = scalar(self.program, &value, of).map_err(|_| None)?;
        scalar(self.program, &value, ty).map_err(Some)
    }

    /// The value of a constant, if need be of those it refers to, each in its own file.
    fn literal(&self, mut id: ItemId) -> Option<ValueKind> {
        for _ in 0..self.program.items.len() {
            let ItemKind::Const(_, value) = &self.program[id].kind else { return None };
            let file = self.program[id].file;
            id = match &value.kind {
                ValueKind::Const(id) => *id,
                ValueKind::Path(path) => {
                    let there = Checker { file, errors: &mut Vec::new(), ..*self };
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

    fn no_constant(&mut self, path: &Name) -> Option<&'static str> {
        let error = self.names.unknown(self.program, self.file, path, "constant");
        self.errors.push(error);
        None
    }

    fn no_value(&mut self, path: &Name, id: ItemId) -> Option<&'static str> {
        let ItemKind::Enum(values) = &self.program[id].kind else { return None };
        let name = path.rsplit_once('.').map_or(&**path, |(_, name)| name);
        let (place, values) =
            ((self.file, &path.span), values.iter().map(|it| &*it.name));
        self.errors.push(no_member(self.program, place, (id, "value", name), values));
        None
    }
}

/// Whether a type is known, and everything it is made of.
fn is_known(program: &Program, ty: &Type) -> bool {
    match program.underlying(ty) {
        Type::Named(_) => false,
        ty => ty.parts().all(|part| is_known(program, part)),
    }
}

/// Whether two types are the same once typedefs are looked through.
fn same(program: &Program, one: &Type, other: &Type) -> bool {
    match (program.underlying(one), program.underlying(other)) {
        (Type::List(one), Type::List(other)) | (Type::Set(one), Type::Set(other)) => {
            same(program, one, other)
        }
        (Type::Map(key, value), Type::Map(other_key, other)) => {
            same(program, key, other_key) && same(program, value, other)
        }
        (one, other) => one == other,
    }
}
