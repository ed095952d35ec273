//! Structs and exceptions, and the structs of a method's arguments.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::idl::item::{Field, ItemId, Requiredness, StructKind};

use super::{
    analysis::Traits,
    docs::doc,
    names::{ident, local},
    scope::Scope,
    values::{integer, is_zero},
};

/// Something with fields: a struct, an exception, or the arguments of a method.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// The item, or `None` for the arguments of a method.
    pub(super) id: Option<ItemId>,
    pub(super) name: &'a str,
    pub(super) fields: &'a [Field],
    /// The names of the fields, in the same order.
    pub(super) names: &'a [String],
}

impl<'a> Record<'a> {
    fn named_fields(self) -> impl Iterator<Item = (&'a Field, &'a String)> {
        self.fields.iter().zip(self.names)
    }
}

impl Scope<'_> {
    /// Returns a struct, a union or an exception.
    pub(super) fn structure(
        &self,
        id: ItemId,
        kind: StructKind,
        fields: &[Field],
    ) -> TokenStream {
        let (name, names) = (self.layout.name(id), self.layout.members(id));
        let record = Record { id: Some(id), name, fields, names };
        match kind {
            StructKind::Struct => self.record(record, None),
            StructKind::Union => self.union(id, fields),
            StructKind::Exception => self.record(record, Some(error(&ident(name)))),
        }
    }

    /// Returns a struct, and the code that writes and reads it. An exception is also an error.
    pub(super) fn record(
        &self,
        record: Record,
        error: Option<TokenStream>,
    ) -> TokenStream {
        let declaration = self.declaration(record);
        let default = self.default(record);
        let message = self.message(record);
        quote!(#declaration #default #error #message)
    }

    fn declaration(&self, record: Record) -> TokenStream {
        let name = ident(record.name);
        let mut traits = self.analysis.of_fields(record.id, record.fields);
        traits.default &= !self.has_values(record);
        let derive = derive(traits);
        let fields = record.named_fields().map(|(field, name)| {
            let (doc, name) = (doc(field.doc.as_deref()), ident(name));
            let ty = self.field_ty(record.id, field);
            quote!(#doc pub #name: #ty,)
        });
        let unknown_fields = quote! {
            /// Fields that only a newer version of the IDL knows. They are written again as
            /// they came.
            pub unknown_fields: Vec<UnknownField>,
        };
        let unknown_fields = self.if_kept(record, unknown_fields);
        quote! {
            #derive
            pub struct #name {
                #(#fields)*
                #unknown_fields
            }
        }
    }

    /// Returns the default value of a struct, if the file gives one other than the type's.
    fn default(&self, record: Record) -> Option<TokenStream> {
        let traits = self.analysis.of_fields(record.id, record.fields);
        let id = record.id.filter(|_| traits.default && self.has_values(record))?;
        let name = ident(record.name);
        let fields = record.named_fields().map(|(field, name)| {
            let (name, value) = (ident(name), self.field_default(id, field));
            quote!(#name: #value,)
        });
        let unknown_fields = self.if_kept(record, quote!(unknown_fields: Vec::new(),));
        Some(quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self {
                        #(#fields)*
                        #unknown_fields
                    }
                }
            }
        })
    }

    /// Returns whether the default value of some field differs from its type's. Arguments have
    /// no `Default`, so theirs do not count.
    fn has_values(&self, record: Record) -> bool {
        let has_value = |field: &Field| match &field.default {
            None => false,
            Some(value) => self.analysis.is_option(record.id, field) || !is_zero(value),
        };
        record.id.is_some() && record.fields.iter().any(has_value)
    }

    /// Returns `code` if the struct keeps its unknown fields.
    fn if_kept(&self, record: Record, code: TokenStream) -> Option<TokenStream> {
        let id = record.id?;
        self.item(id).keeps_unknown_fields.then_some(code)
    }

    fn message(&self, record: Record) -> TokenStream {
        let name = ident(record.name);
        let writes = record.named_fields();
        let writes = writes.map(|(field, name)| self.write(record, field, name));
        let locals: Vec<_> = record.names.iter().map(|name| local(name)).collect();
        let reads = self.reads(record);
        let settled = record.named_fields();
        let settled = settled.map(|(field, name)| self.settle(record, field, name));
        let fields = record.names.iter().map(|name| match (ident(name), local(name)) {
            (name, local) if name == local => quote!(#name),
            (name, local) => quote!(#name: #local),
        });
        let fields = fields.chain(self.if_kept(record, quote!(unknown_fields)));
        let unknown_fields =
            self.if_kept(record, quote!(let mut unknown_fields = Vec::new();));
        let write_unknown_fields = quote! {
            for field in &self.unknown_fields {
                field.encode(out);
            }
        };
        let write_unknown_fields = self.if_kept(record, write_unknown_fields);
        quote! {
            impl Message for #name {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    #(#writes)*
                    #write_unknown_fields
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    #(let mut #locals = None;)*
                    #unknown_fields
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        #reads
                    }
                    input.read_struct_end();
                    #(#settled)*
                    Ok(Self { #(#fields),* })
                }
            }
        }
    }

    fn write(&self, record: Record, field: &Field, name: &str) -> TokenStream {
        let (id, variable, name) = (integer(field.id.into()), local(name), ident(name));
        match self.analysis.is_option(record.id, field) {
            false => quote!(out.write_field(#id, &self.#name);),
            true => quote! {
                if let Some(#variable) = &self.#name {
                    out.write_field(#id, #variable);
                }
            },
        }
    }

    fn reads(&self, record: Record) -> TokenStream {
        let keep = quote!(UnknownField::decode_into(&mut unknown_fields, field, input)?);
        let unknown =
            self.if_kept(record, keep).unwrap_or(quote!(input.skip(field.ty)?));
        if record.fields.is_empty() {
            return quote!(#unknown;);
        }
        let arms = record.named_fields().map(|(field, name)| {
            let (id, ty) = (integer(field.id.into()), self.wire_type(&field.ty));
            let name = local(name);
            quote!((#id, WireType::#ty) => #name = Some(Message::decode(input)?),)
        });
        quote! {
            match (field.id, field.ty) {
                #(#arms)*
                _ => #unknown,
            }
        }
    }

    /// Returns the value of a field once all fields have been read, even if it was absent.
    fn settle(&self, record: Record, field: &Field, name: &str) -> TokenStream {
        let is_option = self.analysis.is_option(record.id, field);
        let has_default = self.analysis.of(&field.ty, false).default;
        let variable = local(name);
        let value = match &field.default {
            given
                if field.requiredness == Requiredness::Required
                    || given.is_none() && !is_option && !has_default =>
            {
                let (record, field) = (record.name, &field.name.text);
                quote!(#variable.ok_or_else(|| input.missing(#record, #field))?)
            }
            None if is_option => return TokenStream::new(),
            Some(value) if is_option || !is_zero(value) => {
                let is_const = self.is_const(&field.ty, value)
                    && !self.analysis.is_boxed(record.id, &field.ty);
                let value = self.field_value(record.id, field, value);
                let method =
                    format_ident!("{}", if is_option { "or" } else { "unwrap_or" });
                let lazy = format_ident!("{method}_else");
                match is_const {
                    true => quote!(#variable.#method(#value)),
                    false => quote!(#variable.#lazy(|| #value)),
                }
            }
            _ => quote!(#variable.unwrap_or_default()),
        };
        quote!(let #variable = #value;)
    }
}

/// Returns the code that makes an exception an error.
fn error(name: &Ident) -> TokenStream {
    quote! {
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self:?}")
            }
        }

        impl error::Error for #name {}
    }
}

/// Returns the derived traits of a type, in alphabetical order.
pub(super) fn derive(traits: Traits) -> TokenStream {
    let default = traits.default.then(|| quote!(Default,));
    let eq = traits.eq.then(|| quote!(Eq,));
    let hash = traits.key.then(|| quote!(Hash, Ord,));
    let partial_ord = traits.key.then(|| quote!(PartialOrd));
    quote!(#[derive(Clone, Debug, #default #eq #hash PartialEq, #partial_ord)])
}
