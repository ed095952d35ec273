//! Unions: an enum with a variant for each field.

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::item::{Field, ItemId, Type};

use super::{
    docs::doc,
    names::{self, ident, local},
    scope::Scope,
    structs::derive,
    values::integer,
};

impl Scope<'_> {
    pub(super) fn union(&self, id: ItemId, fields: &[Field]) -> TokenStream {
        let (type_name, names) = (self.layout.name(id), self.layout.members(id));
        let name = ident(type_name);
        let derive = derive(self.analysis.of(&Type::Item(id), false));
        let variants = fields.iter().zip(names).map(|(field, name)| {
            let (doc, name) = (doc(field.doc.as_deref()), ident(name));
            // A variant always has its value, even if the file says `optional`.
            let ty = self.value_ty(Some(id), field);
            quote!(#doc #name(#ty),)
        });
        let message = self.union_message(type_name, fields, names);
        quote! {
            #derive
            pub enum #name {
                #(#variants)*
                /// A field that only a newer version of the IDL knows. It is written again as it came.
                Unknown(UnknownField),
            }

            #message
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
                        Self::Unknown(field) => field.encode(out),
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
        let arms = fields.iter().zip(names).map(|(field, name)| {
            let (id, ty) = (integer(field.id.into()), self.wire_type(&field.ty));
            let name = ident(name);
            quote!((#id, WireType::#ty) => Some(Self::#name(Message::decode(input)?)),)
        });
        quote! {
            match (field.id, field.ty) {
                #(#arms)*
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            }
        }
    }
}
