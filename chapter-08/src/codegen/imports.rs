//! The imports of generated code.
//!
//! The generator writes `Message` where it means `::mini_lust::protocol::Message`. Once the
//! code of a module is complete, its tokens show which names it has to import. A name that
//! the IDL file itself defines is not imported but written with its path.

use std::collections::HashSet;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::names::{self, Taken};

/// A module, and the names that may be imported from it.
type Names = (&'static str, &'static str);

/// The names that can be imported, in the order of the lines.
const IMPORTED: [Names; 9] = [
    ("std::collections", "BTreeMap BTreeSet HashMap HashSet"),
    ("std::convert", "Infallible"),
    ("std", "error"),
    ("std", "fmt"),
    ("std::future", "Future"),
    ("std::sync", "Arc LazyLock"),
    ("std::task", "Context Poll"),
    (
        "::mini_lust::protocol",
        "Double Exception FieldHeader InputProtocol Message OutputProtocol UnknownField \
         WireType",
    ),
    (
        "::mini_lust",
        "BoxFuture ByteString Bytes Call CallError Client DecodeError Error Method Oneway \
         Protocol Request Response RpcService Service",
    ),
];

/// The names that Rust imports by itself.
const PRELUDE: [Names; 10] = [
    ("std::boxed", "Box"),
    ("std::clone", "Clone"),
    ("std::convert", "From"),
    ("std::default", "Default"),
    ("std::marker", "Send Sync"),
    ("std::option::Option", "None Some"),
    ("std::option", "Option"),
    ("std::result::Result", "Err Ok"),
    ("std::result", "Result"),
    ("std::vec", "Vec"),
];

/// The type parameters in generated code.
const PARAMETERS: [&str; 2] = ["S", "T"];

/// Resolves the names in the code of a module that has the names `taken`, and adds the imports
/// before it.
pub(super) fn resolve(code: TokenStream, taken: &Taken) -> TokenStream {
    let mut imports = Imports { taken, used: HashSet::new() };
    let code = imports.tokens(code);
    let lines: TokenStream = IMPORTED.iter().map(|line| imports.line(line)).collect();
    quote!(#lines #code)
}

struct Imports<'a> {
    taken: &'a Taken,
    /// The names to import.
    used: HashSet<String>,
}

impl Imports<'_> {
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        let mut settled = TokenStream::new();
        let mut before = [String::new(), String::new()];
        for token in tokens {
            let mut shown = String::new();
            match token {
                TokenTree::Group(group) if before[1] != "#" => {
                    let inside = self.tokens(group.stream());
                    let group = Group::new(group.delimiter(), inside);
                    settled.extend([TokenTree::from(group)]);
                }
                TokenTree::Ident(ident) => {
                    shown = ident.to_string();
                    settled.extend(self.name(ident, &shown, is_member(&before)));
                }
                token => {
                    if let TokenTree::Punct(punct) = &token {
                        shown.push(punct.as_char());
                    }
                    settled.extend([token]);
                }
            }
            before.rotate_left(1);
            before[1] = shown;
        }
        settled
    }

    fn name(&mut self, ident: Ident, name: &str, is_member: bool) -> TokenStream {
        if let Some(plain) = names::plain(name) {
            return quote!(#plain);
        }
        // A constant of the trait `Method`, which need not be named anywhere.
        if is_member && name == "NAME" {
            self.used.insert("Method".to_owned());
        }
        let is_taken = !is_member && self.taken.contains(name);
        let is_in =
            |(_, names): &&Names| !is_member && names.split(' ').any(|it| it == name);
        match IMPORTED.iter().chain(&PRELUDE).find(is_in) {
            Some((module, _)) if is_taken => {
                let path: TokenStream = parse(module.trim_start_matches("::"));
                quote!(::#path::#ident)
            }
            None if is_taken && PARAMETERS.contains(&name) => {
                let free = format_ident!("{}", self.taken.clone().give(name.to_owned()));
                quote!(#free)
            }
            Some(_) => {
                self.used.insert(name.to_owned());
                quote!(#ident)
            }
            None => quote!(#ident),
        }
    }

    fn line(&self, (module, names): &Names) -> TokenStream {
        let path: TokenStream = parse(module);
        let names = names.split(' ').filter(|name| self.used.contains(*name));
        let names: Vec<_> = names.map(|name| self.imported(name)).collect();
        match names.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(use #path::#name;),
            names => quote!(use #path::{#(#names),*};),
        }
    }

    /// Returns a name as it is imported. If the module has it already, it is a trait that is
    /// imported only for its constant.
    fn imported(&self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if self.taken.contains(name) { quote!(#ident as _) } else { quote!(#ident) }
    }
}

/// Returns whether a name after these two tokens is a member of something: after `::` or `.`, or
/// as the name of a function or an associated type.
fn is_member([first, second]: &[String; 2]) -> bool {
    match (&**first, &**second) {
        (":", ":") | (_, "fn" | "type") => true,
        (first, ".") => first != ".",
        _ => false,
    }
}

fn parse(path: &str) -> TokenStream {
    path.parse().expect("the table has paths")
}
