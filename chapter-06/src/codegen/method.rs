//! Methods: each has a struct of its arguments, which also names the method, and an enum of its
//! exceptions.

use proc_macro2::TokenStream;
use quote::quote;

use super::{layout::Method, names::ident, scope::Scope, structs::Record};

impl Scope<'_> {
    /// Returns the struct of a method's arguments, which also identifies the method, and the enum
    /// of its exceptions.
    pub(super) fn method(&self, method: &Method<'_>) -> TokenStream {
        let fields = &method.function.arguments;
        let (names, name) = (&*method.arguments, &*method.args);
        let doc = self.method_doc("arguments", method);
        let args = self.record(Record { id: None, name, fields, names }, None);
        let name = ident(name);
        let thrift_name = &method.function.name.text;
        let kind = match method.function.oneway {
            true => quote!(impl Oneway for #name {}),
            false => {
                let (reply, exception) = (self.reply(method), self.exception(method));
                quote! {
                    impl Call for #name {
                        type Reply = #reply;
                        type Exception = #exception;
                    }
                }
            }
        };
        let exceptions = self.exceptions(method);
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

    pub(super) fn method_doc(&self, what: &str, method: &Method<'_>) -> String {
        let (service, method) = (self.layout.name(method.service), &method.name);
        format!(" The {what} of [`{service}::{method}`].")
    }
}
