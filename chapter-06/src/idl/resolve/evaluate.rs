//! What a value in a file is, as a value of a type.

use std::collections::HashMap;

use super::{
    super::{
        ast::{
            self, Definition, DefinitionKind, Name, Requiredness, Span, StructKind,
            ValueKind,
        },
        diagnostic::Diagnostic,
        program::{Field, ItemId, ItemKind, Program, Type, Value},
    },
    equality::Equality,
    files::Place,
    names::{Found, Names, Space},
    refused,
    scalars::{Given, Refused, scalar},
    types::{same, underlying},
    unknown,
};

/// Works out values.
pub(super) struct Evaluator<'a, 'n> {
    names: &'a Names<'n>,
    program: &'a Program,
    /// The names inside items: of fields, or of an enum's values, by their index.
    members: HashMap<(ItemId, &'a str), usize>,
    /// The constants that are known.
    constants: HashMap<ItemId, Value>,
    equality: Equality<'a>,
    /// How many more values may be copied from constants of other types.
    copies: usize,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// What a path stands for, where a value is expected.
pub(super) enum Meaning {
    Constant(ItemId),
    /// An enum, and the index of one of its values.
    EnumValue(ItemId, usize),
    /// An enum, which has no such value.
    NoValue(ItemId),
    Nothing,
    /// What is in a file that could not be read, which has been told.
    Hidden,
}

/// How many values are copied from constants of other types. Copies of copies of copies
/// could be more than the memory holds.
const MAX_COPIES: usize = 100_000;

impl<'a, 'n> Evaluator<'a, 'n> {
    pub fn new(
        names: &'a Names<'n>,
        program: &'a Program,
        diagnostics: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self {
            names,
            program,
            members: members(program),
            constants: HashMap::new(),
            equality: Equality::new(program),
            copies: MAX_COPIES,
            diagnostics,
        }
    }

    /// Works out a constant, all those that it refers to being known.
    pub fn constant(&mut self, id: ItemId) {
        let DefinitionKind::Const(_, value) = &self.names.definition(id).kind else {
            return;
        };
        let ItemKind::Const(ty, _) = &self.program[id].kind else { return };
        if let Some(value) = self.value(self.names.file(id), value, ty) {
            self.equality.constant(id, &value, ty);
            self.constants.insert(id, value);
        }
    }

    /// All constants that were worked out.
    pub fn into_constants(self) -> HashMap<ItemId, Value> {
        self.constants
    }

    /// What `value` in a file is as a value of `ty`; nothing if it is none, which is told.
    pub fn value(
        &mut self,
        file: usize,
        value: &ast::Value,
        ty: &Type,
    ) -> Option<Value> {
        let place = self.names.at(file, &value.span);
        let given = match &value.kind {
            ValueKind::Integer(value) => Given::Integer(*value),
            ValueKind::Double(value) => Given::Double(*value),
            ValueKind::Literal(text) => Given::Text(text),
            ValueKind::Path(path) => match &**path {
                "true" => Given::Integer(1),
                "false" => Given::Integer(0),
                _ => return self.path(file, path, &value.span, ty),
            },
            ValueKind::List(elements) => return self.list(file, place, elements, ty),
            ValueKind::Map(pairs) => return self.map(file, place, pairs, ty),
        };
        self.scalar(place, given, ty)
    }

    /// What a path stands for.
    pub fn meaning(&self, file: usize, path: &str) -> Meaning {
        let constant = self.names.find(file, Space::Constants, path);
        match (constant, self.enum_value(file, path)) {
            (Found::Item(id), _) => Meaning::Constant(id),
            (_, Some(meaning)) => meaning,
            (Found::Hidden, None) => Meaning::Hidden,
            (Found::Nothing, None) => Meaning::Nothing,
        }
    }

    fn enum_value(&self, file: usize, path: &str) -> Option<Meaning> {
        let (path, value) = path.rsplit_once('.')?;
        let id = match self.names.find(file, Space::Types, path) {
            Found::Item(id) => id,
            Found::Hidden => return Some(Meaning::Hidden),
            Found::Nothing => return None,
        };
        // An enum may be named by a typedef.
        let ty = Type::Item(id);
        let Some(Type::Item(id)) = underlying(self.program, &ty) else { return None };
        let ItemKind::Enum(_) = self.program[*id].kind else { return None };
        Some(match self.members.get(&(*id, value)) {
            Some(index) => Meaning::EnumValue(*id, *index),
            None => Meaning::NoValue(*id),
        })
    }
}

// === Values without parts ===

impl Evaluator<'_, '_> {
    fn scalar(
        &mut self,
        place: Place<'_>,
        given: Given<'_>,
        ty: &Type,
    ) -> Option<Value> {
        let plain = underlying(self.program, ty)?;
        match scalar(self.program, given, plain) {
            Ok(value) => Some(value),
            Err(why) => {
                self.refuse(place, &refused::given(self.program, given), ty, why)
            }
        }
    }

    fn path(
        &mut self,
        file: usize,
        path: &str,
        span: &Span,
        ty: &Type,
    ) -> Option<Value> {
        let place = self.names.at(file, span);
        match self.meaning(file, path) {
            Meaning::Constant(id) => self.reference(place, id, ty),
            Meaning::EnumValue(id, index) => {
                self.scalar(place, Given::Enum(id, number(self.program, id, index)), ty)
            }
            Meaning::NoValue(id) => self.no_value(place, id, path),
            Meaning::Hidden => None,
            Meaning::Nothing => self.bare(file, path, span, ty),
        }
    }

    /// The name of an enum's value alone, where one is expected.
    fn bare(
        &mut self,
        file: usize,
        path: &str,
        span: &Span,
        ty: &Type,
    ) -> Option<Value> {
        let plain = underlying(self.program, ty)?;
        let place = self.names.at(file, span);
        if let Type::Item(id) = plain
            && let ItemKind::Enum(_) = self.program[*id].kind
        {
            return match self.members.get(&(*id, path)) {
                Some(index) => Some(Value::Enum(number(self.program, *id, *index))),
                None => self.no_value(place, *id, path),
            };
        }
        let name = Name { text: path.to_owned(), span: span.clone() };
        self.diagnostics.push(unknown::value(self.names, file, &name));
        None
    }

    fn no_value(&mut self, place: Place<'_>, id: ItemId, path: &str) -> Option<Value> {
        let value = path.rsplit_once('.').map_or(path, |(_, value)| value);
        let ItemKind::Enum(values) = &self.program[id].kind else { return None };
        let values = values.iter().map(|value| &*value.name);
        let error = unknown::member(self.names, place, (id, "value", value), values);
        self.diagnostics.push(error);
        None
    }

    fn refuse(
        &mut self,
        place: Place<'_>,
        found: &str,
        ty: &Type,
        why: Refused,
    ) -> Option<Value> {
        self.diagnostics.push(refused::error(self.program, place, found, ty, why));
        None
    }
}

// === Values with parts ===

impl Evaluator<'_, '_> {
    fn list(
        &mut self,
        file: usize,
        place: Place<'_>,
        elements: &[ast::Value],
        ty: &Type,
    ) -> Option<Value> {
        match underlying(self.program, ty)? {
            Type::List(element) => {
                self.elements(file, elements, element).map(Value::List)
            }
            Type::Set(element) => {
                let values = self.elements(file, elements, element)?;
                let spans = elements.iter().map(|element| &element.span);
                self.distinct(file, values.iter().zip(spans), element, "elements")?;
                Some(Value::List(values))
            }
            // Apache's compiler takes either pair of brackets if nothing is inside.
            Type::Map(..) if elements.is_empty() => Some(Value::Map(Vec::new())),
            _ => self.refuse(place, "a list", ty, Refused::Type),
        }
    }

    fn map(
        &mut self,
        file: usize,
        place: Place<'_>,
        pairs: &[(ast::Value, ast::Value)],
        ty: &Type,
    ) -> Option<Value> {
        match underlying(self.program, ty)? {
            Type::Map(key, value) => {
                let values = pairs.iter().map(|(written, of_key)| {
                    let key = self.value(file, written, key);
                    key.zip(self.value(file, of_key, value))
                });
                let values = all(values)?;
                let keys = values.iter().map(|(key, _)| key);
                let spans = pairs.iter().map(|(key, _)| &key.span);
                self.distinct(file, keys.zip(spans), key, "keys")?;
                Some(Value::Map(values))
            }
            Type::List(_) | Type::Set(_) if pairs.is_empty() => {
                Some(Value::List(Vec::new()))
            }
            Type::Item(id) if structure(self.program, *id).is_some() => {
                self.structure(file, place, pairs, *id)
            }
            _ => self.refuse(place, "a map", ty, Refused::Type),
        }
    }

    fn elements(
        &mut self,
        file: usize,
        elements: &[ast::Value],
        ty: &Type,
    ) -> Option<Vec<Value>> {
        all(elements.iter().map(|element| self.value(file, element, ty)))
    }

    /// Tells of values that are equal; `what` they are.
    fn distinct<'v>(
        &mut self,
        file: usize,
        values: impl Iterator<Item = (&'v Value, &'v Span)>,
        ty: &Type,
        what: &str,
    ) -> Option<()> {
        let mut known = HashMap::new();
        let mut distinct = Some(());
        for (value, span) in values {
            if let Some(before) = known.insert(self.equality.number(value, ty), span) {
                let message = format!("two {what} are equal");
                let error = self.names.at(file, span).error(message, "again here");
                let error = error.and(self.names.at(file, before), "before here");
                self.diagnostics.push(error.help("remove one of them"));
                distinct = None;
            }
        }
        distinct
    }
}

// === Structs ===

impl Evaluator<'_, '_> {
    fn structure(
        &mut self,
        file: usize,
        place: Place<'_>,
        pairs: &[(ast::Value, ast::Value)],
        id: ItemId,
    ) -> Option<Value> {
        let (kind, fields) = structure(self.program, id)?;
        let mut set = all(pairs.iter().map(|(name, value)| {
            let index = self.field(file, name, id, fields)?;
            Some((index, self.value(file, value, &fields[index].ty)?, &name.span))
        }))?;
        set.sort_by_key(|(index, ..)| *index);
        for pair in set.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let message = format!("the field `{}` is set twice", fields[pair[0].0].name);
            let error = self.names.at(file, pair[1].2).error(message, "again here");
            let error = error.and(self.names.at(file, pair[0].2), "before here");
            self.diagnostics.push(error.help("remove one of them"));
        }
        let set: Vec<_> =
            set.into_iter().map(|(index, value, _)| (index, value)).collect();
        let wrong = match kind {
            StructKind::Union => refused::union(self.names, place, id, set.len()),
            StructKind::Struct | StructKind::Exception => refused::missing(
                self.names,
                place,
                id,
                &missing(self.names.definition(id), &set),
            ),
        };
        if let Some(error) = wrong {
            self.diagnostics.push(error);
            return None;
        }
        Some(Value::Struct(set))
    }

    /// The index of the field that is named.
    fn field(
        &mut self,
        file: usize,
        name: &ast::Value,
        id: ItemId,
        fields: &[Field],
    ) -> Option<usize> {
        let place = self.names.at(file, &name.span);
        let ValueKind::Literal(text) = &name.kind else {
            self.diagnostics.push(refused::field_name(place));
            return None;
        };
        let index = self.members.get(&(id, &**text)).copied();
        if index.is_none() {
            let fields = fields.iter().map(|field| &*field.name);
            let error = unknown::member(self.names, place, (id, "field", text), fields);
            self.diagnostics.push(error);
        }
        index
    }
}

// === References to constants ===

impl Evaluator<'_, '_> {
    fn reference(&mut self, place: Place<'_>, id: ItemId, ty: &Type) -> Option<Value> {
        let ItemKind::Const(of, _) = &self.program[id].kind else { return None };
        underlying(self.program, ty)?;
        // Of one that is wrong that has been told.
        let value = self.constants.get(&id)?;
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

    /// The value of a constant as one of another type.
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
        let (Some(of), Some(ty)) =
            (underlying(self.program, of), underlying(self.program, ty))
        else {
            return Err(Refused::Type);
        };
        let given = match (self.plain(value), of) {
            (Value::Bool(value), _) => Given::Integer((*value).into()),
            (Value::Integer(value), _) => Given::Integer(*value),
            (Value::Double(value), _) => Given::Double(*value),
            (Value::Text(text), _) => Given::Text(text),
            (Value::Enum(number), Type::Item(of)) => Given::Enum(*of, *number),
            (Value::List(values), Type::List(of) | Type::Set(of)) => {
                let (Type::List(ty) | Type::Set(ty)) = ty else {
                    return Err(Refused::Type);
                };
                let values = values.iter().map(|value| self.copy(value, of, ty, copies));
                return values.collect::<Result<_, _>>().map(Value::List);
            }
            (Value::Map(pairs), Type::Map(of_key, of)) => {
                let Type::Map(key_ty, ty) = ty else { return Err(Refused::Type) };
                let pairs = pairs.iter().map(|(key, value)| {
                    let key = self.copy(key, of_key, key_ty, copies)?;
                    Ok((key, self.copy(value, of, ty, copies)?))
                });
                return pairs.collect::<Result<_, _>>().map(Value::Map);
            }
            _ => return Err(Refused::Type),
        };
        scalar(self.program, given, ty)
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

/// The fields of something that has some.
fn structure(program: &Program, id: ItemId) -> Option<(StructKind, &[Field])> {
    match &program[id].kind {
        ItemKind::Struct(kind, fields) => Some((*kind, fields)),
        _ => None,
    }
}

/// The names inside all items. Of several with one name the first counts.
fn members(program: &Program) -> HashMap<(ItemId, &str), usize> {
    let mut members = HashMap::new();
    for (id, item) in program.items.iter().enumerate() {
        let names: Vec<_> = match &item.kind {
            ItemKind::Enum(values) => values.iter().map(|value| &*value.name).collect(),
            ItemKind::Struct(_, fields) => {
                fields.iter().map(|field| &*field.name).collect()
            }
            _ => continue,
        };
        for (index, name) in names.into_iter().enumerate() {
            members.entry((ItemId(id), name)).or_insert(index);
        }
    }
    members
}

/// The number of an enum's value.
fn number(program: &Program, id: ItemId, index: usize) -> i32 {
    match &program[id].kind {
        ItemKind::Enum(values) => values[index].number,
        _ => 0,
    }
}

/// The fields of a struct that must be set, and are not.
fn missing<'d>(definition: &'d Definition, set: &[(usize, Value)]) -> Vec<&'d str> {
    let DefinitionKind::Struct(_, fields) = &definition.kind else { return Vec::new() };
    let is_set =
        |index: usize| set.binary_search_by_key(&index, |(index, _)| *index).is_ok();
    let must_be_set = |field: &ast::Field| {
        field.requiredness == Requiredness::Required && field.default.is_none()
    };
    let unset = fields.iter().enumerate().filter(|(index, _)| !is_set(*index));
    let unset = unset.filter(|(_, field)| must_be_set(field));
    unset.map(|(_, field)| &*field.name.text).collect()
}

/// All values, or none if one of them is wrong; each of them is looked at.
fn all<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let values: Vec<_> = values.collect();
    values.into_iter().collect()
}
