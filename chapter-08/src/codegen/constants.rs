//! Constants where they are used. Inside of a key a value may be of another type than the
//! constant that it is.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::program::{ItemId, ItemKind, Type, Value};

use super::scope::Scope;

impl Scope<'_> {
    /// What a constant is, as a value of its own of type `ty`.
    pub(super) fn constant(&self, id: ItemId, ty: &Type, in_key: bool) -> TokenStream {
        let path = self.path(id);
        let ItemKind::Const(of, value) = &self.item(id).kind else {
            return path;
        };
        match self.program.underlying(of) {
            Type::String => quote!(ByteString::from_static(#path)),
            Type::Binary => quote!(Bytes::from_static(#path)),
            Type::Double if !self.is_same((of, false), (ty, in_key)) => {
                self.value(ty, in_key, self.given(value))
            }
            _ if !self.is_same((of, false), (ty, in_key)) => {
                self.converted(&path, (of, false), (ty, in_key))
            }
            _ if self.is_const(of, value) => path,
            _ => quote!(#path.clone()),
        }
    }

    /// What `place` refers to, of a type that is another inside of a key. It is made of the
    /// constant, and not written out again: of constants that each have another twice, a few
    /// would fill the memory.
    fn converted(
        &self,
        place: &TokenStream,
        from: (&Type, bool),
        to: (&Type, bool),
    ) -> TokenStream {
        match (self.aliased(from), self.aliased(to)) {
            _ if self.is_same(from, to) && self.is_copy(from.0) => quote!(*#place),
            _ if self.is_same(from, to) => quote!(#place.clone()),
            (_, (Type::Double, true)) => quote!(Double(*#place)),
            (_, (Type::Double, false)) => quote!(#place.0),
            ((Type::List(from), from_key), (Type::List(to), to_key)) => {
                let element =
                    self.converted(&quote!(element), (from, from_key), (to, to_key));
                quote!(#place.iter().map(|element| #element).collect())
            }
            ((Type::Map(key, from), from_key), (Type::Map(to_key_type, to), to_key)) => {
                let key = self.converted(&quote!(key), (key, true), (to_key_type, true));
                let value =
                    self.converted(&quote!(value), (from, from_key), (to, to_key));
                quote!(#place.iter().map(|(key, value)| (#key, #value)).collect())
            }
            ((Type::Set(element), _), _) if self.is_copy(element) => {
                quote!(#place.iter().copied().collect())
            }
            _ => quote!(#place.iter().cloned().collect()),
        }
    }

    /// Whether a value of this type is copied where it is used.
    fn is_copy(&self, ty: &Type) -> bool {
        match self.program.underlying(ty) {
            Type::String | Type::Binary => false,
            Type::List(_) | Type::Set(_) | Type::Map(..) => false,
            Type::Item(id) => matches!(self.item(*id).kind, ItemKind::Enum(_)),
            _ => true,
        }
    }

    /// The value itself, if it is that of a constant.
    fn given<'v>(&'v self, mut value: &'v Value) -> &'v Value {
        while let Value::Const(id) = value
            && let ItemKind::Const(_, of_constant) = &self.item(*id).kind
        {
            value = of_constant;
        }
        value
    }
}
