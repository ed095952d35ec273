//! Values: of constants, and of absent fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::idl::item::{
    EnumValue, Field, ItemId, ItemKind, StructKind, Type, Value, ValueKind,
};

use super::{
    names::ident,
    scope::Scope,
    types::{map_type, set_type},
};

impl Scope<'_> {
    /// Returns an expression for a value of type `ty`, outside or inside a key.
    pub(super) fn value(&self, ty: &Type, in_key: bool, value: &Value) -> TokenStream {
        match (ty, &value.kind) {
            (_, ValueKind::Bool(value)) => quote!(#value),
            (_, ValueKind::Integer(value)) => integer(*value),
            (_, ValueKind::Uuid(bytes)) => {
                let bytes = bytes.map(Literal::u8_unsuffixed);
                quote!([#(#bytes),*])
            }
            (_, ValueKind::Const(id)) => self.constant(*id, ty, in_key),
            (Type::Item(id), _) => self.item_value(*id, value),
            (_, ValueKind::Double(value)) if in_key => {
                let value = double(*value);
                quote!(Double(#value))
            }
            (_, ValueKind::Double(value)) => double(*value),
            (Type::Binary, ValueKind::Text(text)) => {
                let bytes = Literal::byte_string(text.as_bytes());
                quote!(Bytes::from_static(#bytes))
            }
            (_, ValueKind::Text(text)) => quote!(ByteString::from_static(#text)),
            (Type::List(ty), ValueKind::List(values)) => {
                let values = values.iter().map(|value| self.value(ty, in_key, value));
                collection(quote!(Vec), values)
            }
            (Type::Set(ty), ValueKind::List(values)) => {
                let values = values.iter().map(|value| self.value(ty, true, value));
                collection(set_type(in_key), values)
            }
            (Type::Map(key_type, value_type), ValueKind::Map(entries)) => {
                let entries = entries.iter().map(|(key, value)| {
                    let key = self.value(key_type, true, key);
                    let value = self.value(value_type, in_key, value);
                    quote!((#key, #value))
                });
                collection(map_type(in_key), entries)
            }
            // The resolver has checked that every value is of its type.
            _ => quote!(Default::default()),
        }
    }

    /// Returns a value of a type that a file defines.
    fn item_value(&self, id: ItemId, value: &Value) -> TokenStream {
        match (&self.item(id).kind, &value.kind) {
            (ItemKind::Typedef(ty), _) => {
                self.value(ty, self.analysis.is_key(id), value)
            }
            (ItemKind::Enum(values), ValueKind::Enum(number)) => {
                self.enum_value(id, values, *number)
            }
            (ItemKind::Struct(StructKind::Union, fields), ValueKind::Struct(values)) => {
                let (path, names) = (self.path(id), self.layout.members(id));
                let values = values.iter().map(|(index, value)| {
                    let name = ident(&names[*index]);
                    let value = self.present_value(Some(id), &fields[*index], value);
                    quote!(#path::#name(#value))
                });
                quote!(#(#values)*)
            }
            (ItemKind::Struct(_, fields), ValueKind::Struct(values)) => {
                self.struct_value(id, fields, values)
            }
            _ => quote!(Default::default()),
        }
    }

    /// Returns a number of an enum, by its name if it has one.
    fn enum_value(&self, id: ItemId, values: &[EnumValue], number: i32) -> TokenStream {
        let path = self.path(id);
        match values.iter().position(|value| value.number == number) {
            Some(index) => {
                let name = ident(&self.layout.members(id)[index]);
                quote!(#path::#name)
            }
            None => {
                let number = integer(number.into());
                quote!(#path(#number))
            }
        }
    }

    fn struct_value(
        &self,
        id: ItemId,
        fields: &[Field],
        values: &[(usize, Value)],
    ) -> TokenStream {
        let path = self.path(id);
        if values.is_empty() && !fields.is_empty() {
            return quote!(#path::default());
        }
        let has_default = self.analysis.of(&Type::Item(id), false).default;
        let names = self.layout.members(id).iter().map(|name| ident(name));
        let set = fields.iter().zip(names).enumerate().filter_map(|(index, field)| {
            let (field, name) = field;
            let given = values.iter().find(|(set, _)| *set == index);
            let value = match given {
                Some((_, value)) => self.field_value(Some(id), field, value),
                None if has_default => return None,
                None => self.field_default(id, field),
            };
            Some(quote!(#name: #value,))
        });
        let complete = !has_default || values.len() == fields.len();
        let rest = match (complete, self.item(id).keeps_unknown_fields) {
            (false, _) => quote!(..Default::default()),
            (true, true) => quote!(unknown_fields: Vec::new()),
            (true, false) => TokenStream::new(),
        };
        quote!(#path { #(#set)* #rest })
    }

    /// Returns the default value of a field of `owner`.
    pub(super) fn field_default(&self, owner: ItemId, field: &Field) -> TokenStream {
        match &field.default {
            Some(value) => self.field_value(Some(owner), field, value),
            None if self.analysis.is_option(Some(owner), field) => quote!(None),
            None => quote!(Default::default()),
        }
    }

    /// Returns a value for a field of `owner`, in a `Some` or a `Box` if the field has them.
    pub(super) fn field_value(
        &self,
        owner: Option<ItemId>,
        field: &Field,
        value: &Value,
    ) -> TokenStream {
        let value = self.present_value(owner, field, value);
        match self.analysis.is_option(owner, field) {
            true => quote!(Some(#value)),
            false => value,
        }
    }

    /// Returns a value for a field of `owner` that is not an `Option`.
    fn present_value(
        &self,
        owner: Option<ItemId>,
        field: &Field,
        value: &Value,
    ) -> TokenStream {
        let in_key = owner.is_some_and(|owner| self.analysis.is_key(owner));
        let value = self.value(&field.ty, in_key, value);
        match self.analysis.is_boxed(owner, &field.ty) {
            true => quote!(Box::new(#value)),
            false => value,
        }
    }

    /// Returns whether the compiler can make the value, so that it costs nothing.
    pub(super) fn is_const(&self, ty: &Type, value: &Value) -> bool {
        match (self.program.underlying(ty), &value.kind) {
            (Type::List(_) | Type::Set(_) | Type::Map(..), _) => false,
            (Type::Item(id), ValueKind::Const(_)) => {
                matches!(self.item(*id).kind, ItemKind::Enum(_))
            }
            (Type::Item(id), ValueKind::Struct(set)) => match &self.item(*id).kind {
                ItemKind::Struct(kind, fields) => {
                    let is_const = |(index, value): &(usize, Value)| {
                        let ty = &fields[*index].ty;
                        !self.analysis.is_boxed(Some(*id), ty)
                            && self.is_const(ty, value)
                    };
                    (*kind == StructKind::Union || set.len() == fields.len())
                        && set.iter().all(is_const)
                }
                _ => false,
            },
            _ => true,
        }
    }
}

fn collection(
    name: TokenStream,
    values: impl ExactSizeIterator<Item = TokenStream>,
) -> TokenStream {
    match values.len() {
        0 => quote!(#name::new()),
        _ => quote!(#name::from([#(#values),*])),
    }
}

/// Returns whether a value is the default value of its type.
pub(super) fn is_zero(value: &Value) -> bool {
    match &value.kind {
        ValueKind::Bool(value) => !value,
        ValueKind::Integer(value) => *value == 0,
        ValueKind::Double(value) => value.to_bits() == 0,
        ValueKind::Text(text) => text.is_empty(),
        ValueKind::Uuid(bytes) => *bytes == [0; 16],
        ValueKind::Enum(number) => *number == 0,
        ValueKind::List(values) => values.is_empty(),
        ValueKind::Map(entries) => entries.is_empty(),
        ValueKind::Struct(values) => values.is_empty(),
        ValueKind::Const(_) | ValueKind::Path(_) => false,
    }
}

/// Returns an integer. Its sign is a separate token.
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = Literal::u64_unsuffixed(value.unsigned_abs());
    let sign = (value < 0).then(|| quote!(-));
    quote!(#sign #digits)
}

fn double(value: f64) -> TokenStream {
    // With an exponent if it has many zeros.
    let shown = format!("{:?}", value.abs());
    let digits: Literal = shown.parse().unwrap_or(Literal::f64_unsuffixed(0.0));
    let sign = value.is_sign_negative().then(|| quote!(-));
    quote!(#sign #digits)
}
