//! Types, as Rust has them and as the wire has them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::idl::item::{Field, ItemId, ItemKind, Type};

use super::scope::Scope;

impl Scope<'_> {
    /// A type, outside or inside of a key.
    pub(super) fn ty(&self, ty: &Type, in_key: bool) -> TokenStream {
        match ty {
            Type::Bool => quote!(bool),
            Type::I8 => quote!(i8),
            Type::I16 => quote!(i16),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::Double if in_key => quote!(Double),
            Type::Double => quote!(f64),
            Type::String => quote!(ByteString),
            Type::Binary => quote!(Bytes),
            Type::Uuid => quote!([u8; 16]),
            Type::List(element) => {
                let element = self.ty(element, in_key);
                quote!(Vec<#element>)
            }
            Type::Set(element) => {
                let (set, element) = (set_type(in_key), self.ty(element, true));
                quote!(#set<#element>)
            }
            Type::Map(key, value) => {
                let (key, value) = (self.ty(key, true), self.ty(value, in_key));
                let map = map_type(in_key);
                quote!(#map<#key, #value>)
            }
            Type::Item(id) => self.path(*id),
            Type::Named(name) => unreachable!("`{}` is not resolved", name.text),
        }
    }

    /// The type of a field of `owner`, or of an argument, which has none.
    pub(super) fn field_type(
        &self,
        owner: Option<ItemId>,
        field: &Field,
    ) -> TokenStream {
        let in_key = owner.is_some_and(|owner| self.analysis.is_key(owner));
        let ty = self.ty(&field.ty, in_key);
        let ty = match self.analysis.is_boxed(owner, &field.ty) {
            true => quote!(Box<#ty>),
            false => ty,
        };
        match self.analysis.is_option(owner, field) {
            true => quote!(Option<#ty>),
            false => ty,
        }
    }

    /// The variant of `WireType` by which a type is announced.
    pub(super) fn wire_type(&self, ty: &Type) -> Ident {
        let name = match self.program.underlying(ty) {
            Type::Bool => "Bool",
            Type::I8 => "I8",
            Type::I16 => "I16",
            Type::I32 => "I32",
            Type::I64 => "I64",
            Type::Double => "Double",
            Type::String | Type::Binary => "Binary",
            Type::Uuid => "Uuid",
            Type::List(_) => "List",
            Type::Set(_) => "Set",
            Type::Map(..) => "Map",
            Type::Item(id) => match self.item(*id).kind {
                ItemKind::Enum(_) => "I32",
                _ => "Struct",
            },
            Type::Named(name) => unreachable!("`{}` is not resolved", name.text),
        };
        format_ident!("{name}")
    }
}

/// A key needs an order, which hash tables don't have.
pub(super) fn set_type(in_key: bool) -> TokenStream {
    if in_key { quote!(BTreeSet) } else { quote!(HashSet) }
}

/// The same for maps.
pub(super) fn map_type(in_key: bool) -> TokenStream {
    if in_key { quote!(BTreeMap) } else { quote!(HashMap) }
}
