//! Constants where they are used. Inside a key, a value may have another type in Rust than the
//! constant that it refers to.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::item::{ItemId, ItemKind, Type};

use super::{scope::Scope, types::Form};

impl Scope<'_> {
    /// Returns the value of a constant, as an owned value of type `ty`.
    pub(super) fn constant(&self, id: ItemId, ty: &Type, in_key: bool) -> TokenStream {
        let path = self.path(id);
        let ItemKind::Const(of, value) = &self.item(id).kind else { return path };
        let is_same = self.is_same((of, false), (ty, in_key));
        match self.program.underlying(of) {
            Type::String => quote!(ByteString::from_static(#path)),
            Type::Binary => quote!(Bytes::from_static(#path)),
            Type::Double if !is_same && self.form((ty, in_key)).1 => {
                quote!(Double(#path))
            }
            Type::Double if !is_same => quote!(#path.0),
            _ if !is_same => self.converted(&path, (of, false), (ty, in_key)),
            _ if self.is_const(of, value) => path,
            _ => quote!(#path.clone()),
        }
    }

    /// Returns whether a type has the same form in both places.
    fn is_same(&self, from: Form<'_>, to: Form<'_>) -> bool {
        match (self.form(from), self.form(to)) {
            ((Type::Double | Type::Set(_), from), (_, to)) => from == to,
            ((Type::List(from), from_key), (Type::List(to), to_key)) => {
                self.is_same((from, from_key), (to, to_key))
            }
            ((Type::Map(_, from), from_key), (Type::Map(_, to), to_key)) => {
                from_key == to_key && self.is_same((from, from_key), (to, to_key))
            }
            _ => true,
        }
    }

    /// Converts the value at `place` from one form to the other. Writing the constant out again
    /// would be as short, but constants that each name another one twice would soon fill the
    /// memory.
    fn converted(&self, place: &TokenStream, from: Form, to: Form) -> TokenStream {
        if self.is_same(from, to) {
            return quote!(#place.clone());
        }
        match (self.form(from), self.form(to)) {
            (_, (Type::Double, true)) => quote!(Double(*#place)),
            (_, (Type::Double, false)) => quote!(#place.0),
            ((Type::List(from), from_key), (Type::List(to), to_key)) => {
                let element = quote!(element);
                let element = self.converted(&element, (from, from_key), (to, to_key));
                quote!(#place.iter().map(|element| #element).collect())
            }
            ((Type::Map(_, from), from_key), (Type::Map(_, to), to_key)) => {
                let value = quote!(value);
                let value = self.converted(&value, (from, from_key), (to, to_key));
                quote!(#place.iter().map(|(key, value)| (key.clone(), #value)).collect())
            }
            _ => quote!(#place.iter().cloned().collect()),
        }
    }
}
