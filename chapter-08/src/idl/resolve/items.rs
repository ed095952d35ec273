//! What is defined: types looked up, numbers given and checked.

use std::collections::HashMap;

use crate::idl::{
    ast::{self, DefinitionKind, Name, Span, TypeKind},
    diagnostic::Diagnostic,
    program::{
        EnumValue, Field, Function, Item, ItemId, ItemKind, Service, Type, Value,
    },
};

use super::{
    names::{Found, Names, Space},
    unknown,
};

/// Stands for a type that nobody knows, which has been told: nobody will see the program.
pub(super) const UNKNOWN: Type = Type::Item(ItemId(usize::MAX));

/// All that is defined, but for the values, which stay what they begin as.
pub(super) fn resolve(
    names: &Names<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Item> {
    names
        .items()
        .map(|(_, file, definition)| {
            Resolver { names, file, diagnostics }.item(definition)
        })
        .collect()
}

/// Resolves the items of one file.
struct Resolver<'a, 'n> {
    names: &'a Names<'n>,
    file: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Resolver<'_, '_> {
    fn item(&mut self, definition: &ast::Definition) -> Item {
        let kind = match &definition.kind {
            DefinitionKind::Const(ty, _) => {
                ItemKind::Const(self.ty(ty), Value::Bool(false))
            }
            DefinitionKind::Typedef(ty) => ItemKind::Typedef(self.ty(ty)),
            DefinitionKind::Enum(values) => ItemKind::Enum(self.enum_values(values)),
            DefinitionKind::Struct(kind, fields) => {
                ItemKind::Struct(*kind, self.fields(fields, "field"))
            }
            DefinitionKind::Service(service) => ItemKind::Service(self.service(service)),
        };
        Item {
            file: self.file,
            doc: definition.doc.clone(),
            name: definition.name.text.clone(),
            kind,
            annotations: definition.annotations.clone(),
        }
    }

    fn enum_values(&mut self, values: &[ast::EnumValue]) -> Vec<EnumValue> {
        let mut by_name = HashMap::new();
        let mut next = 0;
        values
            .iter()
            .map(|value| {
                self.distinct(&mut by_name, &value.name, "value");
                let number = value.number.as_ref().map_or(next, |number| number.value);
                next = number.saturating_add(1);
                EnumValue {
                    doc: value.doc.clone(),
                    name: value.name.text.clone(),
                    number: self.enum_number(value, number),
                }
            })
            .collect()
    }

    fn enum_number(&mut self, value: &ast::EnumValue, number: i64) -> i32 {
        i32::try_from(number).unwrap_or_else(|_| {
            let span = value.number.as_ref().map_or(&value.name.span, |it| &it.span);
            let label = format!("{number} is not between -2³¹ and 2³¹ - 1");
            let error = self.names.at(self.file, span);
            let error = error.error("the number of an enum's value has 32 bits", label);
            self.diagnostics.push(error.help("give it a smaller number"));
            0
        })
    }

    /// The fields of a struct, arguments, or declared exceptions: `what` they are.
    fn fields(&mut self, fields: &[ast::Field], what: &str) -> Vec<Field> {
        let (mut by_name, mut by_id) = (HashMap::new(), HashMap::new());
        let mut implicit = -1;
        fields
            .iter()
            .map(|field| {
                self.distinct(&mut by_name, &field.name, what);
                let id = self.field_id(field, &mut implicit);
                if let Some(id) = id {
                    self.distinct_id(&mut by_id, id, field, what);
                }
                Field {
                    doc: field.doc.clone(),
                    id: id.unwrap_or_default(),
                    requiredness: field.requiredness,
                    ty: self.ty(&field.ty),
                    name: field.name.text.clone(),
                    default: None,
                    annotations: field.annotations.clone(),
                }
            })
            .collect()
    }

    /// The id of a field: the one that it has, if that is positive. Else it is the next
    /// negative one, whatever the file says, as in Apache's compiler.
    fn field_id(&mut self, field: &ast::Field, implicit: &mut i64) -> Option<i16> {
        let (id, span) = match &field.id {
            Some(id) if id.value > 0 => (id.value, &id.span),
            given => {
                let id = *implicit;
                *implicit -= 1;
                (id, given.as_ref().map_or(&field.name.span, |given| &given.span))
            }
        };
        i16::try_from(id)
            .map_err(|_| {
                let label = format!("{id} is not between -32768 and 32767");
                let place = self.names.at(self.file, span);
                let error = place.error("the id of a field has 16 bits", label);
                self.diagnostics.push(error.help("give it an id from 1 to 32767"));
            })
            .ok()
    }

    fn service(&mut self, service: &ast::Service) -> Service {
        let mut by_name = HashMap::new();
        let extends = service.extends.as_ref().and_then(|name| self.extends(name));
        let functions = service.functions.iter().map(|function| {
            self.distinct(&mut by_name, &function.name, "method");
            self.function(function)
        });
        Service { functions: functions.collect(), extends }
    }

    fn extends(&mut self, name: &Name) -> Option<ItemId> {
        match self.names.find(self.file, Space::Types, &name.text) {
            Found::Item(id) if self.names.is_service(id) => Some(id),
            Found::Hidden => None,
            _ => {
                let error = unknown::service(self.names, self.file, name);
                self.diagnostics.push(error);
                None
            }
        }
    }

    fn function(&mut self, function: &ast::Function) -> Function {
        Function {
            doc: function.doc.clone(),
            oneway: function.oneway,
            returns: function.returns.as_ref().map(|ty| self.ty(ty)),
            name: function.name.text.clone(),
            arguments: self.fields(&function.arguments, "argument"),
            throws: self.fields(&function.throws, "exception"),
            annotations: function.annotations.clone(),
        }
    }

    fn ty(&mut self, ty: &ast::Type) -> Type {
        match &ty.kind {
            TypeKind::Bool => Type::Bool,
            TypeKind::I8 => Type::I8,
            TypeKind::I16 => Type::I16,
            TypeKind::I32 => Type::I32,
            TypeKind::I64 => Type::I64,
            TypeKind::Double => Type::Double,
            TypeKind::String => Type::String,
            TypeKind::Binary => Type::Binary,
            TypeKind::Uuid => Type::Uuid,
            TypeKind::List(element) => Type::List(Box::new(self.ty(element))),
            TypeKind::Set(element) => Type::Set(Box::new(self.ty(element))),
            TypeKind::Map(key, value) => {
                Type::Map(Box::new(self.ty(key)), Box::new(self.ty(value)))
            }
            TypeKind::Named(path) => self.named(path, ty),
        }
    }

    fn named(&mut self, path: &str, ty: &ast::Type) -> Type {
        match self.names.find(self.file, Space::Types, path) {
            Found::Item(id) if !self.names.is_service(id) => Type::Item(id),
            Found::Hidden => UNKNOWN,
            _ => {
                let name = Name { text: path.to_owned(), span: ty.span.clone() };
                self.diagnostics.push(unknown::ty(self.names, self.file, &name));
                UNKNOWN
            }
        }
    }

    fn distinct<'s>(
        &mut self,
        known: &mut HashMap<&'s str, &'s Span>,
        name: &'s Name,
        what: &str,
    ) {
        if let Some(before) = known.insert(&name.text, &name.span) {
            let message = format!("two {what}s are called `{}`", name.text);
            let error = self.twice(message, &name.span, before);
            self.diagnostics.push(error.help("rename one of them"));
        }
    }

    fn distinct_id<'s>(
        &mut self,
        known: &mut HashMap<i16, &'s Span>,
        id: i16,
        field: &'s ast::Field,
        what: &str,
    ) {
        let span = field.id.as_ref().map_or(&field.name.span, |id| &id.span);
        if let Some(before) = known.insert(id, span) {
            let message = format!("two {what}s have the id {id}");
            let error = self.twice(message, span, before);
            self.diagnostics.push(error.help("give one of them another id"));
        }
    }

    fn twice(&self, message: String, span: &Span, before: &Span) -> Diagnostic {
        let error = self.names.at(self.file, span).error(message, "again here");
        error.and(self.names.at(self.file, before), "before here")
    }
}
