//! What methods throw: for each an enum of its exceptions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::item::{Field, ItemId, Type};

use super::{
    analysis::Traits,
    layout::Method,
    names::{Taken, camel, ident},
    scope::Scope,
    structs::derive,
    values::integer,
};

impl Scope<'_> {
    /// The exceptions of a method, of which it throws one.
    pub(super) fn exceptions(
        &self,
        service: ItemId,
        method: &Method<'_>,
    ) -> TokenStream {
        let throws = &*method.function.throws;
        if throws.is_empty() {
            return TokenStream::new();
        }
        let doc = self.method_doc("exceptions", service, method);
        let name = &*method.names.exception;
        let variants = self.variants(throws);
        let declaration = self.exception_enum(name, throws, &variants);
        let conversions = self.conversions(name, throws, &variants);
        let message = exception_message(name, throws, &variants);
        quote!(#[doc = #doc] #declaration #conversions #message)
    }

    fn exception_enum(
        &self,
        name: &str,
        throws: &[Field],
        variants: &[String],
    ) -> TokenStream {
        let traits = throws.iter().map(|field| self.analysis.of(&field.ty, false));
        let traits = traits.fold(Traits::ALL, Traits::and);
        let derive = derive(Traits { default: false, ..traits });
        let types = throws.iter().map(|field| self.ty(&field.ty, false));
        let (name, variants) = (ident(name), variants.iter().map(|name| ident(name)));
        quote! {
            #derive
            pub enum #name {
                #(#variants(#types),)*
            }
        }
    }

    /// Lets a handler return an exception by `?`, if its type says which one it is.
    fn conversions(
        &self,
        name: &str,
        throws: &[Field],
        variants: &[String],
    ) -> TokenStream {
        let name = ident(name);
        let thrown = throws.iter().zip(variants);
        let thrown = thrown.filter(|(field, _)| self.is_thrown_once(throws, &field.ty));
        let conversions = thrown.map(|(field, variant)| {
            let (ty, variant) = (self.ty(&field.ty, false), ident(variant));
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
        });
        conversions.collect()
    }

    /// Calls each exception by its type, and those of one type by the names of the file.
    fn variants(&self, throws: &[Field]) -> Vec<String> {
        let mut taken = Taken::default();
        let variant = |field: &Field| match field.ty {
            Type::Item(id) if self.is_thrown_once(throws, &field.ty) => {
                taken.give(self.layout.name(id).to_owned())
            }
            _ => taken.give(camel(&field.name)),
        };
        throws.iter().map(variant).collect()
    }

    fn is_thrown_once(&self, throws: &[Field], ty: &Type) -> bool {
        let ty = self.program.underlying(ty);
        throws.iter().filter(|field| self.program.underlying(&field.ty) == ty).count()
            == 1
    }
}

/// How exceptions are shown, written and read.
fn exception_message(name: &str, throws: &[Field], variants: &[String]) -> TokenStream {
    let name = ident(name);
    let variants: Vec<_> = variants.iter().map(|name| ident(name)).collect();
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
                field: Field,
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
