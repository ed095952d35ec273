//! Exceptions of methods: an enum for each method that declares any.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::idl::item::{Field, Type};

use super::{
    analysis::Traits,
    layout::Method,
    names::{Taken, camel, ident},
    scope::Scope,
    structs::derive,
    values::integer,
};

impl Scope<'_> {
    /// Returns the enum of a method's exceptions, if it declares any.
    pub(super) fn exceptions(&self, method: &Method<'_>) -> Option<TokenStream> {
        let throws =
            Some(&*method.function.throws).filter(|throws| !throws.is_empty())?;
        let doc = self.method_doc("exceptions", method);
        let (name, variants) = (ident(&method.exception), self.variants(throws));
        let traits = throws.iter().map(|field| self.analysis.of(&field.ty, false));
        let traits = traits.fold(Traits::ALL, Traits::and);
        let derive = derive(Traits { default: false, ..traits });
        let types: Vec<_> =
            throws.iter().map(|field| self.ty(&field.ty, false)).collect();
        let conversions = throws.iter().zip(&types).zip(&variants);
        let conversions = conversions
            .filter(|((field, _), _)| self.is_thrown_once(throws, &field.ty))
            .map(|((_, ty), variant)| conversions_from(ty, &name, variant));
        let message = exception_message(&name, throws, &variants);
        Some(quote! {
            #[doc = #doc]
            #derive
            pub enum #name {
                #(#variants(#types),)*
            }

            #(#conversions)*

            #message
        })
    }

    /// Names each exception after its type, or after itself if several have the same type.
    fn variants(&self, throws: &[Field]) -> Vec<Ident> {
        let mut taken = Taken::default();
        let variant = |field: &Field| match field.ty {
            Type::Item(id) if self.is_thrown_once(throws, &field.ty) => {
                ident(&taken.give(self.layout.name(id).to_owned()))
            }
            _ => ident(&taken.give(camel(&field.name))),
        };
        throws.iter().map(variant).collect()
    }

    fn is_thrown_once(&self, throws: &[Field], ty: &Type) -> bool {
        let ty = self.program.underlying(ty);
        let same = |field: &&Field| self.program.underlying(&field.ty) == ty;
        throws.iter().filter(same).count() == 1
    }
}

/// Lets a handler return an exception with `?`.
fn conversions_from(ty: &TokenStream, name: &Ident, variant: &Ident) -> TokenStream {
    quote! {
        impl From<#ty> for #name {
            fn from(exception: #ty) -> Self {
                Self::#variant(exception)
            }
        }

        impl From<#ty> for CallError<#name> {
            fn from(exception: #ty) -> Self {
                Self::Exception(exception.into())
            }
        }
    }
}

/// Returns the code that shows, writes and reads exceptions.
fn exception_message(name: &Ident, throws: &[Field], variants: &[Ident]) -> TokenStream {
    let ids: Vec<_> = throws.iter().map(|field| integer(field.id.into())).collect();
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(Self::#variants(exception) => exception.fmt(f),)*
                }
            }
        }

        impl error::Error for #name {}

        impl Exception for #name {
            fn encode_field(&self, out: &mut impl OutputProtocol) {
                match self {
                    #(Self::#variants(exception) => out.write_field(#ids, exception),)*
                }
            }

            fn decode_field(
                field: FieldHeader,
                input: &mut impl InputProtocol,
            ) -> Result<Option<Self>, DecodeError> {
                match (field.id, field.ty) {
                    #(
                        (#ids, WireType::Struct) => {
                            Ok(Some(Self::#variants(Message::decode(input)?)))
                        }
                    )*
                    _ => Ok(None),
                }
            }
        }
    }
}
