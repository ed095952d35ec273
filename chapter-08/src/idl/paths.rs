//! Names in values: of constants, and of the values of enums.

use super::{
    diagnostic::Span,
    item::{ItemId, ItemKind, Name, Type, ValueKind},
    names::{Found, Space, View},
    program::Program,
    scalars::{enum_value, is_enum, scalar},
    values::{Checker, how_to_write},
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
            (Meaning::Constant(id), _) => self.constant(id, ty, &path.span),
            (Meaning::Enum(of, Some(number)), Type::Item(id)) => match of == *id {
                true => Ok(ValueKind::Enum(number)),
                false => Err(self.of_another_type(&path.span, *id, of)),
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

    /// Where a value of an enum is expected, its name alone is enough, or with one of the
    /// names of the enum and of its file.
    fn value_of_enum(&mut self, path: &Name, id: ItemId) -> Checked {
        let item = &self.view.program[id];
        let name = match path.rsplit_once('.') {
            None => &**path,
            Some((of, name))
                if *of == *item.name
                    || self.view.included(of).any(|it| it == Some(item.file)) =>
            {
                name
            }
            Some(_) => return Err(self.no_constant(path)),
        };
        match enum_value(self.view.program, id, name) {
            Some(number) => Ok(ValueKind::Enum(number)),
            None => Err(self.no_value(path, id)),
        }
    }

    /// A constant of the same type is referred to; of another type, its value is copied if
    /// it has no parts.
    fn constant(&mut self, id: ItemId, ty: &Type, span: &Span) -> Checked {
        let ItemKind::Const(of, _) = &self.view.program[id].kind else {
            return Err(None);
        };
        let (of, ty) = (self.view.program.expanded(of), self.view.program.expanded(ty));
        match (&of, &ty) {
            _ if of == ty => return Ok(ValueKind::Const(id)),
            _ if of.is_unknown() => return Err(None),
            // An enum is not a number of another enum.
            (Type::Item(of), Type::Item(ty)) => {
                return Err(self.of_another_type(span, *ty, *of));
            }
            (Type::Item(of), _) if is_enum(self.view.program, *of) => {}
            _ if of.item().is_none() && of.parts().next().is_none() => {}
            _ => return Err(Some("this constant has another type")),
        }
        // What is wrong with the constant itself is reported where it is defined, and a circle
        // of constants once all of them refer to each other.
        let Some(value) = self.literal(id) else { return Ok(ValueKind::Const(id)) };
        let value = scalar(self.view.program, &value, &of).map_err(|_| None)?;
        scalar(self.view.program, &value, &ty).map_err(Some)
    }

    /// Reports a value of the type `of` instead of `ty`, both of which may have the same name.
    fn of_another_type(
        &mut self,
        span: &Span,
        ty: ItemId,
        of: ItemId,
    ) -> Option<&'static str> {
        let name = |id: ItemId| &self.view.program[id].name.text;
        let label = format!("this is a value of another type, `{}`", name(of));
        let message = format!("expected a value of type `{}`", name(ty));
        let error = self.view.error(span, message, label);
        let error = self.view.program.with_item(error, ty, "the expected type");
        let error = self.view.program.with_item(error, of, "the type of this value");
        let help = how_to_write(self.view.program, &Type::Item(ty));
        self.errors.push(error.help(help));
        None
    }

    /// The value of a constant, if need be of those it refers to, each in its own file. It is
    /// remembered for each of them, so that a long chain is followed once.
    fn literal(&mut self, mut id: ItemId) -> Option<ValueKind> {
        let (program, mut passed) = (self.view.program, Vec::new());
        let value = loop {
            if let Some(known) = self.literals.get(&id) {
                break known.clone();
            }
            // Until it is known: a constant in a circle has no value.
            self.literals.insert(id, None);
            passed.push(id);
            let ItemKind::Const(_, value) = &program[id].kind else { break None };
            let there = View { file: program[id].file, ..self.view };
            id = match &value.kind {
                ValueKind::Const(id) => *id,
                ValueKind::Path(path) => match there.meaning(path) {
                    Meaning::Constant(id) => id,
                    Meaning::Enum(_, number) => break number.map(ValueKind::Enum),
                    _ => break None,
                },
                value => break Some(value.clone()),
            };
        };
        passed.into_iter().for_each(|id| drop(self.literals.insert(id, value.clone())));
        value
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
