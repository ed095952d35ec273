//! Services: a trait to implement, a server that calls it, and a client.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::item::{Annotation, ItemId, Service};

use super::{
    docs::doc,
    layout::{Method, ServiceLayout},
    names::ident,
    scope::Scope,
};

impl Scope<'_> {
    /// Returns everything made from a service: its trait, its server and its client, and the
    /// arguments and exceptions of each method.
    pub(super) fn service(&self, id: ItemId, service: &Service) -> TokenStream {
        let ServiceLayout { inherited, own, .. } = self.layout.service(id);
        let all: Vec<_> = inherited.iter().chain(own).collect();
        let interface = self.interface(id, service.base(), own);
        let server = self.server(id, &all);
        let client = self.client(id, &all);
        let methods = own.iter().map(|method| self.method(method));
        let descriptor = self.descriptor(id, service).unwrap_or_default();
        [interface, server, client, descriptor].into_iter().chain(methods).collect()
    }

    /// Returns the trait that the author of a server implements.
    fn interface(
        &self,
        id: ItemId,
        base: Option<ItemId>,
        own: &[Method],
    ) -> TokenStream {
        let name = ident(self.layout.name(id));
        let bounds = match base {
            Some(base) => self.path(base),
            None => quote!(Send + Sync + 'static),
        };
        let methods = own.iter().map(|method| {
            let (doc, name) = (doc(method.function.doc.as_deref()), ident(&method.name));
            let (parameters, output) = (self.parameters(method), self.answer(method));
            let future = match self.options.object_safe_services {
                true => quote!(BoxFuture<'_, #output>),
                false => quote!(impl Future<Output = #output> + Send),
            };
            let body = self.default_body(method).unwrap_or_else(|| quote!(;));
            quote! {
                #doc
                fn #name(&self, #(#parameters),*) -> #future #body
            }
        });
        quote! {
            pub trait #name: #bounds {
                #(#methods)*
            }
        }
    }

    /// Returns the body of a method that handlers may leave out, if the options allow it.
    fn default_body(&self, method: &Method<'_>) -> Option<TokenStream> {
        if !self.options.default_methods {
            return None;
        }
        let message = format!("`{}` is not implemented", method.function.name.text);
        let answer = match method.function.oneway {
            true => quote!(),
            false => quote! {
                let ty = ExceptionType::UNKNOWN_METHOD;
                Err(ApplicationException::new(ty, #message).into())
            },
        };
        let future = match self.options.object_safe_services {
            true => quote!(Box::pin(async { #answer })),
            false => quote!(async { #answer }),
        };
        let arguments = method.arguments.iter().map(|name| ident(name));
        Some(quote!({ #(let _ = #arguments;)* #future }))
    }

    /// Returns the service that decodes arguments and calls the trait.
    fn server(&self, id: ItemId, all: &[&Method<'_>]) -> TokenStream {
        let interface_name = self.layout.name(id);
        let interface = ident(interface_name);
        let name = ident(&self.layout.service(id).server);
        let doc =
            format!(" Answers calls with a [`{interface_name}`]. Clones share it.");
        let call = self.dispatch(all);
        let (any_size, one_size) = match self.options.object_safe_services {
            true => (quote!(where T: ?Sized), quote!(where T: Sized)),
            false => (quote!(), quote!()),
        };
        quote! {
            #[doc = #doc]
            #[derive(Debug)]
            pub struct #name<T>(Arc<T>) #any_size;

            impl<T: #interface> #name<T> #any_size {
                pub fn new(service: T) -> Self #one_size {
                    Self::from_arc(Arc::new(service))
                }

                /// Answers calls with a service that the rest of the program shares.
                pub fn from_arc(service: Arc<T>) -> Self {
                    Self(service)
                }
            }

            impl<T> Clone for #name<T> #any_size {
                fn clone(&self) -> Self {
                    Self(Arc::clone(&self.0))
                }
            }

            impl<T: #interface> Service<Request> for #name<T> #any_size {
                type Response = Response;
                type Error = Error;
                type Future = BoxFuture<'static, Result<Response, Error>>;

                fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
                    Poll::Ready(Ok(()))
                }

                fn call(&mut self, request: Request) -> Self::Future {
                    #call
                }
            }
        }
    }

    /// Returns the code that finds the method by its name and calls it.
    fn dispatch(&self, all: &[&Method<'_>]) -> TokenStream {
        if all.is_empty() {
            return quote!(Box::pin(async move { Err(request.unknown_method()) }));
        }
        let arms = all.iter().map(|method| self.dispatch_to(method));
        quote! {
            let service = Arc::clone(&self.0);
            Box::pin(async move {
                match request.method() {
                    #(#arms)*
                    _ => Err(request.unknown_method()),
                }
            })
        }
    }

    fn dispatch_to(&self, method: &Method<'_>) -> TokenStream {
        let args = self.beside(method.service, &method.args);
        let name = ident(&method.name);
        let fields = method.arguments.iter().map(|name| ident(name));
        let decode = match fields.len() {
            0 => quote!(let #args {} = request.body().decode()?;),
            _ => quote!(let args: #args = request.body().decode()?;),
        };
        let call = quote!(service.#name(#(args.#fields),*).await);
        let answer = match method.function.oneway {
            true => quote!(#call; Ok(request.no_reply())),
            false => quote!(request.reply(#call)),
        };
        quote! {
            #args::NAME => {
                #decode
                #answer
            }
        }
    }

    /// Returns the client, which encodes arguments and sends them.
    fn client(&self, id: ItemId, all: &[&Method<'_>]) -> TokenStream {
        let name = ident(&self.layout.service(id).client);
        let doc = format!(" Calls a [`{}`] through `S`.", self.layout.name(id));
        let methods = all.iter().map(|method| self.client_method(method));
        quote! {
            #[doc = #doc]
            #[derive(Clone, Debug)]
            pub struct #name<S>(Client<S>);

            impl<S: RpcService + Clone> #name<S> {
                pub fn new(service: S, protocol: Protocol) -> Self {
                    Self(Client::new(service, protocol))
                }

                #(#methods)*
            }
        }
    }

    fn client_method(&self, method: &Method<'_>) -> TokenStream {
        let (doc, name) = (doc(method.function.doc.as_deref()), ident(&method.name));
        let parameters = self.parameters(method);
        let args = self.beside(method.service, &method.args);
        let fields = method.arguments.iter().map(|name| ident(name));
        let (send, output) = match method.function.oneway {
            true => (quote!(cast), quote!(Result<(), Error>)),
            false => (quote!(call), self.answer(method)),
        };
        quote! {
            #doc
            pub async fn #name(&self, #(#parameters),*) -> #output {
                self.0.#send(&#args { #(#fields),* }).await
            }
        }
    }

    /// Returns the constant that describes the service, if the options ask for it.
    fn descriptor(&self, id: ItemId, service: &Service) -> Option<TokenStream> {
        let constant = |id| self.layout.service(id).descriptor.as_deref();
        let (name, idl_name) = (ident(constant(id)?), &self.item(id).name.text);
        let base =
            service.base().and_then(|base| Some(self.beside(base, constant(base)?)));
        let extends = match base {
            Some(base) => quote!(Some(&#base)),
            None => quote!(None),
        };
        let annotations = annotations(&service.annotations);
        let methods = service.functions.iter().map(|function| {
            let (name, oneway) = (&function.name.text, function.oneway);
            let annotations = self::annotations(&function.annotations);
            quote! {
                MethodDescriptor { name: #name, oneway: #oneway, annotations: #annotations }
            }
        });
        let doc = format!(" What the IDL file says of [`{}`].", self.layout.name(id));
        Some(quote! {
            #[doc = #doc]
            pub const #name: ServiceDescriptor = ServiceDescriptor {
                name: #idl_name,
                extends: #extends,
                methods: &[#(#methods),*],
                annotations: #annotations,
            };
        })
    }

    /// Returns the parameters of a method, in the order of the file.
    fn parameters(&self, method: &Method<'_>) -> Vec<TokenStream> {
        let parameter = |(field, name): (_, &String)| {
            let (name, ty) = (ident(name), self.field_ty(None, field));
            quote!(#name: #ty)
        };
        let arguments = method.function.arguments.iter().zip(&method.arguments);
        arguments.map(parameter).collect()
    }

    /// Returns the output type of a method's future.
    fn answer(&self, method: &Method<'_>) -> TokenStream {
        if method.function.oneway {
            return quote!(());
        }
        let (reply, exception) = (self.reply(method), self.exception(method));
        quote!(Result<#reply, CallError<#exception>>)
    }

    /// Returns the type that a method returns on success.
    pub(super) fn reply(&self, method: &Method<'_>) -> TokenStream {
        match &method.function.returns {
            Some(ty) => self.ty(ty, false),
            None => quote!(()),
        }
    }

    /// Returns the type of a method's exceptions.
    pub(super) fn exception(&self, method: &Method<'_>) -> TokenStream {
        match method.function.throws.as_slice() {
            [] => quote!(Infallible),
            _ => self.beside(method.service, &method.exception),
        }
    }
}

fn annotations(annotations: &[Annotation]) -> TokenStream {
    let pairs = annotations.iter().map(|(key, value)| quote!((#key, #value)));
    quote!(&[#(#pairs),*])
}
