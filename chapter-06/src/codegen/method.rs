//! Methods: their arguments, and what they throw.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::program::{Field, ItemId, Type};

use super::{
    analysis::Traits,
    layout::field_names,
    lints::{allow_names, allow_sizes},
    names::{Taken, camel, ident},
    scope::Scope,
    service::Method,
    structs::{Record, derive},
    values::integer,
};

impl Scope<'_> {
    /// The arguments of a method, which stand for it too, and its exceptions.
    pub(super) fn method(&self, service: ItemId, method: Method<'_>) -> TokenStream {
        let fields = &method.function.arguments;
        let (names, name) = (&field_names(fields), &*method.names.args);
        let doc = self.method_doc("arguments", service, &method);
        let args = self.record(Record { id: None, name, fields, names });
        let name = ident(name);
        let thrift_name = &method.function.name;
        let kind = match method.function.oneway {
            true => quote!(impl Oneway for #name {}),
            false => {
                let (reply, exception) = (self.reply(&method), self.exception(&method));
                quote! {
                    impl Call for #name {
                        type Reply = #reply;
                        type Exception = #exception;
                    }
                }
            }
        };
        let exceptions = self.exceptions(service, &method);
        quote! {
            #[doc = #doc]
            #args

            impl Method for #name {
                const NAME: &'static str = #thrift_name;
            }

            #kind

            #exceptions
        }
    }

    fn method_doc(&self, what: &str, service: ItemId, method: &Method<'_>) -> String {
        let (service, method) = (self.layout.name(service), &method.names.method);
        format!(" The {what} of [`{service}::{method}`].")
    }

    /// The one exception of several that a method threw.
    fn exceptions(&self, service: ItemId, method: &Method<'_>) -> TokenStream {
        let throws = &method.function.throws;
        if throws.is_empty() {
            return TokenStream::new();
        }
        let doc = self.method_doc("exceptions", service, method);
        let name = ident(&method.names.exception);
        let traits = throws
            .iter()
            .map(|field| self.analysis.of(&field.ty, false))
            .fold(Traits::ALL, Traits::and);
        let derive = derive(Traits { default: false, ..traits });
        let variants = self.variants(throws);
        let same = allow_names(&method.names.exception, &variants);
        let large =
            allow_sizes(throws.iter().map(|field| self.analysis.size(&field.ty)));
        let variants: Vec<_> = variants.iter().map(|name| ident(name)).collect();
        let types: Vec<_> =
            throws.iter().map(|field| self.ty(&field.ty, false)).collect();
        let ids: Vec<_> = throws.iter().map(|field| integer(field.id.into())).collect();
        let from = throws.iter().zip(&variants).zip(&types);
        let from = from.filter(|((field, _), _)| self.is_thrown_once(throws, &field.ty));
        let from = from.map(|((_, variant), ty)| {
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
        quote! {
            #[doc = #doc]
            #derive
            #same
            #large
            pub enum #name {
                #(#variants(#types),)*
            }

            #(#from)*

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
