//! Types, in Rust and on the wire.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::idl::item::{Field, ItemId, ItemKind, Type};

use super::scope::Scope;

/// A type, and whether it has its form inside a key.
pub(super) type Form<'a> = (&'a Type, bool);

impl Scope<'_> {
    /// Returns a type, inside or outside a key.
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

    /// Returns the type of a field of `owner`, or of an argument, which has no owner.
    pub(super) fn field_ty(&self, owner: Option<ItemId>, field: &Field) -> TokenStream {
        let ty = self.value_ty(owner, field);
        match self.analysis.is_option(owner, field) {
            true => quote!(Option<#ty>),
            false => ty,
        }
    }

    /// Returns the type of a field's value when present.
    pub(super) fn value_ty(&self, owner: Option<ItemId>, field: &Field) -> TokenStream {
        let ty =
            self.ty(&field.ty, owner.is_some_and(|owner| self.analysis.is_key(owner)));
        match self.analysis.is_boxed(owner, &field.ty) {
            true => quote!(Box<#ty>),
            false => ty,
        }
    }

    /// Looks through typedefs, some of which are part of a key themselves.
    pub(super) fn form<'t>(&'t self, (mut ty, mut in_key): Form<'t>) -> Form<'t> {
        while let Type::Item(id) = ty
            && let ItemKind::Typedef(aliased) = &self.item(*id).kind
        {
            (ty, in_key) = (aliased, self.analysis.is_key(*id));
        }
        (ty, in_key)
    }

    /// Returns the variant of `WireType` that announces a type.
    pub(super) fn wire_type(&self, ty: &Type) -> Ident {
        match self.program.underlying(ty) {
            Type::String | Type::Binary => format_ident!("Binary"),
            Type::List(_) => format_ident!("List"),
            Type::Set(_) => format_ident!("Set"),
            Type::Map(..) => format_ident!("Map"),
            Type::Item(id) => match self.item(*id).kind {
                ItemKind::Enum(_) => format_ident!("I32"),
                _ => format_ident!("Struct"),
            },
            // All others have the same name in both.
            plain => format_ident!("{}", format!("{plain:?}")),
        }
    }
}

/// Returns the type of sets. A key needs an order, which hash tables lack.
pub(super) fn set_type(in_key: bool) -> TokenStream {
    if in_key { quote!(BTreeSet) } else { quote!(HashSet) }
}

/// Returns the type of maps, for the same reason.
pub(super) fn map_type(in_key: bool) -> TokenStream {
    if in_key { quote!(BTreeMap) } else { quote!(HashMap) }
}
