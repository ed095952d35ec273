//! Constants, typedefs and enums.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::idl::item::{EnumValue, ItemId, Type, Value, ValueKind};

use super::{
    docs::doc,
    names::ident,
    scope::Scope,
    values::{integer, is_zero},
};

impl Scope<'_> {
    /// Returns a constant, made by the compiler if possible, otherwise on first use.
    pub(super) fn const_item(
        &self,
        id: ItemId,
        ty: &Type,
        value: &Value,
    ) -> TokenStream {
        let name = ident(self.layout.name(id));
        if let Some((ty, literal)) = self.borrowed(ty, value) {
            return quote!(pub const #name: #ty = #literal;);
        }
        let rust_type = self.ty(ty, false);
        let expression = self.value(ty, false, value);
        if self.is_const(ty, value) {
            return quote!(pub const #name: #rust_type = #expression;);
        }
        let make = match is_zero(value) {
            true => quote!(Default::default),
            false => quote!(|| #expression),
        };
        quote!(pub static #name: LazyLock<#rust_type> = LazyLock::new(#make);)
    }

    /// Returns the type and value of a text, as a constant that works everywhere.
    fn borrowed(&self, ty: &Type, value: &Value) -> Option<(TokenStream, TokenStream)> {
        let is_text = match self.program.underlying(ty) {
            Type::String => true,
            Type::Binary => false,
            _ => return None,
        };
        let ty = if is_text { quote!(&str) } else { quote!(&[u8]) };
        let literal = match &value.kind {
            ValueKind::Const(id) => self.path(*id),
            ValueKind::Text(text) if is_text => quote!(#text),
            ValueKind::Text(text) => {
                let bytes = Literal::byte_string(text.as_bytes());
                quote!(#bytes)
            }
            _ => return None,
        };
        Some((ty, literal))
    }

    /// Returns another name for a type.
    pub(super) fn typedef(&self, id: ItemId, ty: &Type) -> TokenStream {
        let name = ident(self.layout.name(id));
        let ty = self.ty(ty, self.analysis.is_key(id));
        quote!(pub type #name = #ty;)
    }

    /// Returns an enum: a number with names for some of its values.
    pub(super) fn enumeration(&self, id: ItemId, values: &[EnumValue]) -> TokenStream {
        let type_name = self.layout.name(id);
        let name = ident(type_name);
        let names = self.layout.members(id);
        let constants = constants(&name, values, names);
        let shown = show(type_name, values, names);
        quote! {
            #[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct #name(pub i32);

            #constants

            impl fmt::Debug for #name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    #shown
                }
            }

            impl Message for #name {
                const TYPE: WireType = WireType::I32;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    self.0.encode(out);
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    Message::decode(input).map(Self)
                }
            }
        }
    }
}

/// Returns the constants for the numbers that have names.
fn constants(name: &Ident, values: &[EnumValue], names: &[String]) -> TokenStream {
    if values.is_empty() {
        return TokenStream::new();
    }
    let constants = values.iter().zip(names).map(|(value, name)| {
        let (doc, name) = (doc(value.doc.as_deref()), ident(name));
        let number = integer(value.number.into());
        quote!(#doc pub const #name: Self = Self(#number);)
    });
    quote! {
        impl #name {
            #(#constants)*
        }
    }
}

/// Returns the code that shows a number by its name, the first if it has several.
fn show(type_name: &str, values: &[EnumValue], names: &[String]) -> TokenStream {
    if values.is_empty() {
        let shown = format!("{type_name}({{}})");
        return quote!(write!(f, #shown, self.0));
    }
    let mut seen = HashSet::new();
    let arms = values.iter().zip(names).filter(|(value, _)| seen.insert(value.number));
    let arms = arms.map(|(_, shown)| {
        let name = ident(shown);
        quote!(Self::#name => f.write_str(#shown),)
    });
    let unknown = format!("{type_name}({{unknown}})");
    quote! {
        match *self {
            #(#arms)*
            Self(unknown) => write!(f, #unknown),
        }
    }
}
