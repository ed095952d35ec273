//! Structs, unions and exceptions.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::idl::item::{Field, ItemId, Requiredness, StructKind, Type};

use super::{
    analysis::Traits,
    docs::doc,
    names::{self, ident, local},
    scope::Scope,
    values::{integer, is_zero},
};

/// Something with fields: a struct, an exception, or the arguments of a method.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    /// The item, unless it is the arguments of a method.
    pub(super) id: Option<ItemId>,
    pub(super) name: &'a str,
    pub(super) fields: &'a [Field],
    /// What the fields are called, in the same order.
    pub(super) names: &'a [String],
}

impl Scope<'_> {
    /// A struct, a union or an exception.
    pub(super) fn structure(
        &self,
        id: ItemId,
        kind: StructKind,
        fields: &[Field],
    ) -> TokenStream {
        let (name, names) = (self.layout.name(id), self.layout.members(id));
        let record = Record { id: Some(id), name, fields, names };
        match kind {
            StructKind::Struct => self.record(record),
            StructKind::Union => self.union(id, fields),
            StructKind::Exception => {
                let (declaration, message) = self.record_parts(record);
                let error = error(&ident(name));
                [declaration, error, message].into_iter().collect()
            }
        }
    }

    /// A struct, and how it is written and read.
    pub(super) fn record(&self, record: Record<'_>) -> TokenStream {
        let (declaration, message) = self.record_parts(record);
        [declaration, message].into_iter().collect()
    }

    fn record_parts(&self, record: Record<'_>) -> (TokenStream, TokenStream) {
        let declaration = self.declaration(record);
        let default = self.default(record);
        ([declaration, default].into_iter().collect(), self.message(record))
    }

    fn declaration(&self, record: Record<'_>) -> TokenStream {
        let name = ident(record.name);
        let mut traits = self.analysis.of_fields(record.id, record.fields);
        traits.default &= !self.has_values(record);
        let derive = derive(traits);
        let fields = record.fields.iter().zip(record.names).map(|(field, name)| {
            let (doc, name) = (doc(field.doc.as_deref()), ident(name));
            let ty = self.field_type(record.id, field);
            quote!(#doc pub #name: #ty,)
        });
        quote! {
            #derive
            pub struct #name {
                #(#fields)*
            }
        }
    }

    /// What a struct is by default, if the file gives a value other than the type's.
    fn default(&self, record: Record<'_>) -> TokenStream {
        let traits = self.analysis.of_fields(record.id, record.fields);
        let (Some(id), true, true) =
            (record.id, traits.default, self.has_values(record))
        else {
            return TokenStream::new();
        };
        let name = ident(record.name);
        let fields = record.fields.iter().zip(record.names).map(|(field, name)| {
            let (name, value) = (ident(name), self.field_default(id, field));
            quote!(#name: #value,)
        });
        let fields: TokenStream = fields.collect();
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self {
                        #fields
                    }
                }
            }
        }
    }

    /// Whether some field's default differs from its type's. Arguments have no `Default`, so
    /// theirs do not count.
    fn has_values(&self, record: Record<'_>) -> bool {
        let has_value = |field: &Field| match &field.default {
            None => false,
            Some(value) => self.analysis.is_option(record.id, field) || !is_zero(value),
        };
        record.id.is_some() && record.fields.iter().any(has_value)
    }

    fn message(&self, record: Record<'_>) -> TokenStream {
        let name = ident(record.name);
        let writes = record.fields.iter().zip(record.names);
        let writes = writes.map(|(field, name)| self.write(record, field, name));
        let (locals, reads) = (self.locals(record), self.reads(record));
        let settled = record.fields.iter().zip(record.names);
        let settled = settled.map(|(field, name)| self.settle(record, field, name));
        let settled: TokenStream = settled.collect();
        let fields = record.names.iter().map(|name| match (ident(name), local(name)) {
            (name, local) if name == local => quote!(#name),
            (name, local) => quote!(#name: #local),
        });
        quote! {
            impl Message for #name {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    #(#writes)*
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    #locals
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        #reads
                    }
                    input.read_struct_end();
                    #settled
                    Ok(Self { #(#fields),* })
                }
            }
        }
    }

    fn write(&self, record: Record<'_>, field: &Field, name: &str) -> TokenStream {
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

    /// A variable for each field, for as long as it is not known.
    fn locals(&self, record: Record<'_>) -> TokenStream {
        let locals = record.names.iter().map(|name| local(name));
        quote!(#(let mut #locals = None;)*)
    }

    fn reads(&self, record: Record<'_>) -> TokenStream {
        if record.fields.is_empty() {
            return quote!(input.skip(field.ty)?;);
        }
        let arms = record.fields.iter().zip(record.names).map(|(field, name)| {
            let (id, ty) = (integer(field.id.into()), self.wire_type(&field.ty));
            let name = local(name);
            quote!((#id, WireType::#ty) => #name = Some(Message::decode(input)?),)
        });
        quote! {
            match (field.id, field.ty) {
                #(#arms)*
                _ => input.skip(field.ty)?,
            }
        }
    }

    /// What becomes of a field that was not there.
    fn settle(&self, record: Record<'_>, field: &Field, name: &str) -> TokenStream {
        let is_option = self.analysis.is_option(record.id, field);
        let variable = local(name);
        let required = field.requiredness == Requiredness::Required
            || field.default.is_none()
                && !is_option
                && !self.analysis.of(&field.ty, false).default;
        let value = match &field.default {
            _ if required => {
                let (record, field) = (record.name, &field.name.text);
                quote!(#variable.ok_or_else(|| input.missing(#record, #field))?)
            }
            None if is_option => return TokenStream::new(),
            None => quote!(#variable.unwrap_or_default()),
            Some(value) if !is_option && is_zero(value) => {
                quote!(#variable.unwrap_or_default())
            }
            Some(value) => {
                let is_boxed = self.analysis.is_boxed(record.id, &field.ty);
                let is_plain = !is_boxed && self.is_plain(&field.ty, value);
                let value = self.field_value(record.id, field, value);
                match (is_option, is_plain) {
                    (true, true) => quote!(#variable.or(#value)),
                    (true, false) => quote!(#variable.or_else(|| #value)),
                    (false, true) => quote!(#variable.unwrap_or(#value)),
                    (false, false) => quote!(#variable.unwrap_or_else(|| #value)),
                }
            }
        };
        quote!(let #variable = #value;)
    }
}

// === Unions ===

impl Scope<'_> {
    fn union(&self, id: ItemId, fields: &[Field]) -> TokenStream {
        let type_name = self.layout.name(id);
        let name = ident(type_name);
        let names = self.layout.members(id);
        let derive = derive(self.analysis.of(&Type::Item(id), false));
        let variants = fields.iter().zip(names).map(|(field, name)| {
            let (doc, name) = (doc(field.doc.as_deref()), ident(name));
            let ty = self.variant_type(id, field);
            quote!(#doc #name(#ty),)
        });
        let message = self.union_message(type_name, fields, names);
        quote! {
            #derive
            pub enum #name {
                #(#variants)*
                /// A field that only a newer version of the IDL knows, by its id. Its value is lost.
                Unknown(i16),
            }

            #message
        }
    }

    /// The type of a variant, which is there if the variant is, whatever the file says.
    fn variant_type(&self, owner: ItemId, field: &Field) -> TokenStream {
        let ty = self.ty(&field.ty, self.analysis.is_key(owner));
        match self.analysis.is_boxed(Some(owner), &field.ty) {
            true => quote!(Box<#ty>),
            false => ty,
        }
    }

    fn union_message(
        &self,
        type_name: &str,
        fields: &[Field],
        names: &[String],
    ) -> TokenStream {
        let (name, variable) = (ident(type_name), local(&names::snake(type_name)));
        let writes = fields.iter().zip(names).map(|(field, name)| {
            let (id, value) = (integer(field.id.into()), local(&names::snake(name)));
            let name = ident(name);
            quote!(Self::#name(#value) => out.write_field(#id, #value),)
        });
        let read = self.union_read(fields, names);
        quote! {
            impl Message for #name {
                const TYPE: WireType = WireType::Struct;

                fn encode(&self, out: &mut impl OutputProtocol) {
                    out.write_struct_begin();
                    match self {
                        #(#writes)*
                        Self::Unknown(_) => {}
                    }
                    out.write_struct_end();
                }

                fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                    let mut #variable = None;
                    input.read_struct_begin()?;
                    while let Some(field) = input.read_field_begin()? {
                        if #variable.is_some() {
                            return Err(input.not_one_field(#type_name));
                        }
                        #variable = #read;
                    }
                    input.read_struct_end();
                    #variable.ok_or_else(|| input.not_one_field(#type_name))
                }
            }
        }
    }

    fn union_read(&self, fields: &[Field], names: &[String]) -> TokenStream {
        if fields.is_empty() {
            return quote!({
                input.skip(field.ty)?;
                Some(Self::Unknown(field.id))
            });
        }
        let arms = fields.iter().zip(names).map(|(field, name)| {
            let (id, ty) = (integer(field.id.into()), self.wire_type(&field.ty));
            let name = ident(name);
            quote!((#id, WireType::#ty) => Some(Self::#name(Message::decode(input)?)),)
        });
        quote! {
            match (field.id, field.ty) {
                #(#arms)*
                (id, ty) => {
                    input.skip(ty)?;
                    Some(Self::Unknown(id))
                }
            }
        }
    }
}

/// Makes an error of an exception.
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

/// The traits of a type, in the order of the alphabet.
pub(super) fn derive(traits: Traits) -> TokenStream {
    let default = traits.default.then(|| quote!(Default,));
    let eq = traits.eq.then(|| quote!(Eq,));
    let hash = traits.key.then(|| quote!(Hash, Ord,));
    let partial_ord = traits.key.then(|| quote!(PartialOrd));
    quote!(#[derive(Clone, Debug, #default #eq #hash PartialEq, #partial_ord)])
}
