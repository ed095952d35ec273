//! Constants that stand for their values.

use crate::idl::{
    program::{ItemId, ItemKind, Type, Value},
    resolve::{
        files::Place,
        refused,
        scalars::{Given, Refused, scalar},
        types::{is_known, same, underlying},
    },
};

use super::Evaluator;

impl Evaluator<'_, '_> {
    pub(super) fn reference(
        &mut self,
        place: Place<'_>,
        id: ItemId,
        ty: &Type,
    ) -> Option<Value> {
        let ItemKind::Const(of, _) = &self.program[id].kind else { return None };
        // What is not known, of the type or the constant, has been told.
        let value = self.constants.get(&id)?;
        if !is_known(self.program, of) || !is_known(self.program, ty) {
            return None;
        }
        if same(self.program, of, ty) {
            return Some(Value::Const(id));
        }
        let mut copies = self.copies;
        let copied = self.copy(value, of, ty, &mut copies);
        self.copies = copies;
        let copied = copied.and_then(|value| {
            let equal = self.equality.has_equal(&value, ty);
            if equal { Err(Refused::Equal) } else { Ok(value) }
        });
        match copied {
            Ok(value) => Some(value),
            Err(why) => {
                let error =
                    refused::reference(self.names, self.program, place, (id, ty), why);
                self.diagnostics.push(error);
                None
            }
        }
    }

    /// The value of a constant as one of another type. It goes as deep as the type at most:
    /// what is of the same type is cloned, and a struct is never of another.
    fn copy(
        &self,
        value: &Value,
        of: &Type,
        ty: &Type,
        copies: &mut usize,
    ) -> Result<Value, Refused> {
        if same(self.program, of, ty) {
            *copies = copies.checked_sub(size(value)).ok_or(Refused::TooLarge)?;
            return Ok(value.clone());
        }
        *copies = copies.checked_sub(1).ok_or(Refused::TooLarge)?;
        let of = underlying(self.program, of).ok_or(Refused::Type)?;
        let ty = underlying(self.program, ty).ok_or(Refused::Type)?;
        match (self.plain(value), of, ty) {
            (
                Value::List(values),
                Type::List(of) | Type::Set(of),
                Type::List(ty) | Type::Set(ty),
            ) => {
                let values = values.iter().map(|value| self.copy(value, of, ty, copies));
                values.collect::<Result<_, _>>().map(Value::List)
            }
            (Value::Map(pairs), Type::Map(of_key, of), Type::Map(key_ty, ty)) => {
                let pairs = pairs.iter().map(|(key, value)| {
                    let key = self.copy(key, of_key, key_ty, copies)?;
                    Ok((key, self.copy(value, of, ty, copies)?))
                });
                pairs.collect::<Result<_, _>>().map(Value::Map)
            }
            (value, of, ty) => {
                let given = given(value, of).ok_or(Refused::Type)?;
                scalar(self.program, given, ty)
            }
        }
    }

    /// The value itself, if it is that of a constant.
    fn plain<'v>(&'v self, mut value: &'v Value) -> &'v Value {
        while let Value::Const(id) = value
            && let Some(constant) = self.constants.get(id)
        {
            value = constant;
        }
        value
    }
}

/// A value of a type, if it has no parts. One of `uuid` is no value of any other type.
fn given<'v>(value: &'v Value, of: &Type) -> Option<Given<'v>> {
    Some(match (value, of) {
        (Value::Bool(value), _) => Given::Integer((*value).into()),
        (Value::Integer(value), _) => Given::Integer(*value),
        (Value::Double(value), _) => Given::Double(*value),
        (Value::Text(text), _) => Given::Text(text),
        (Value::Enum(number), Type::Item(of)) => Given::Enum(*of, *number),
        _ => return None,
    })
}

/// How many values there are in a value, with itself.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::List(values) => values.iter().map(size).sum(),
        Value::Map(pairs) => {
            pairs.iter().map(|(key, value)| size(key) + size(value)).sum()
        }
        Value::Struct(fields) => fields.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    }
}
