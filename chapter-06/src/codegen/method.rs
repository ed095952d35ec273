//! Methods: for each a struct of its arguments, which also names the method, and an enum of
//! its exceptions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::item::ItemId;

use super::{
    layout::{Method, field_names},
    names::ident,
    scope::Scope,
    structs::Record,
};

impl Scope<'_> {
    /// The arguments of a method, which stand for it too, and its exceptions.
    pub(super) fn method(&self, service: ItemId, method: Method<'_>) -> TokenStream {
        let fields = &method.function.arguments;
        let (names, name) = (&field_names(fields), &*method.names.args);
        let doc = self.method_doc("arguments", service, &method);
        let args = self.record(Record { id: None, name, fields, names });
        let name = ident(name);
        let thrift_name = &method.function.name.text;
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

    pub(super) fn method_doc(
        &self,
        what: &str,
        service: ItemId,
        method: &Method<'_>,
    ) -> String {
        let (service, method) = (self.layout.name(service), &method.names.method);
        format!(" The {what} of [`{service}::{method}`].")
    }
}
