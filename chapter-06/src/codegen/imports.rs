//! The imports of generated code.
//!
//! The generator writes `Message` where it means `::mini_lust::protocol::Message`. Once the
//! code of a module is complete, its tokens show which names it has to import. A name that
//! the IDL file itself defines is not imported but written with its path.

use std::{
    collections::{HashMap, HashSet},
    iter,
};

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::names::{self, Taken};

/// A module, and the names that may be imported from it.
type Names = (&'static str, &'static str);

/// The names that can be imported, in the order of the lines.
const IMPORTED: [Names; 11] = [
    ("std::collections", "BTreeMap BTreeSet HashMap HashSet"),
    ("std::convert", "Infallible"),
    ("std", "error"),
    ("std", "fmt"),
    ("std::future", "Future"),
    ("std::str", "FromStr"),
    ("std::sync", "Arc LazyLock"),
    ("std::task", "Context Poll"),
    (
        "::mini_lust::protocol",
        "Double Exception FieldHeader InputProtocol Message OutputProtocol UnknownField \
         UnknownValue \
         WireType",
    ),
    ("::mini_lust::rpc::descriptor", "MethodDescriptor ServiceDescriptor"),
    (
        "::mini_lust",
        "ApplicationException BoxFuture ByteString Bytes Call CallError Client DecodeError \
         Error ExceptionType Method Oneway Protocol Request Response RpcService Service",
    ),
];

/// The names that Rust imports by itself.
const PRELUDE: [Names; 11] = [
    ("std::boxed", "Box"),
    ("std::clone", "Clone"),
    ("std::convert", "From TryFrom"),
    ("std::default", "Default"),
    ("std::marker", "Send Sized Sync"),
    ("std::option::Option", "None Some"),
    ("std::option", "Option"),
    ("std::result::Result", "Err Ok"),
    ("std::result", "Result"),
    ("std::string", "String"),
    ("std::vec", "Vec"),
];

/// The type parameters in generated code.
const PARAMETERS: [&str; 2] = ["S", "T"];

/// Resolves the names in the parts of a module that has the names `taken`, and adds a part with
/// the imports before them.
pub(super) fn resolve(
    parts: impl Iterator<Item = TokenStream>,
    taken: &Taken,
) -> Vec<TokenStream> {
    let lines = IMPORTED.iter().chain(&PRELUDE);
    let names =
        lines.flat_map(|(module, names)| names.split(' ').map(move |it| (it, *module)));
    let mut imports = Imports { taken, modules: names.collect(), used: HashSet::new() };
    let parts: Vec<_> = parts.map(|part| imports.tokens(part)).collect();
    let lines = IMPORTED.iter().map(|line| imports.line(line)).collect();
    iter::once(lines).chain(parts).collect()
}

struct Imports<'a> {
    taken: &'a Taken,
    /// The module of each name that can be imported.
    modules: HashMap<&'static str, &'static str>,
    /// The names to import.
    used: HashSet<&'static str>,
}

impl Imports<'_> {
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        let mut settled = Vec::new();
        let mut before = [String::new(), String::new()];
        for token in tokens {
            let mut shown = String::new();
            match token {
                TokenTree::Group(group) if before[1] != "#" => {
                    let (delimiter, inside) = (group.delimiter(), group.stream());
                    // While the group has them, too, the tokens would be copied.
                    drop(group);
                    settled.push(Group::new(delimiter, self.tokens(inside)).into());
                }
                TokenTree::Ident(ident) => {
                    shown = ident.to_string();
                    self.name(ident, &shown, is_member(&before), &mut settled);
                }
                token => {
                    if let TokenTree::Punct(punct) = &token {
                        shown.push(punct.as_char());
                    }
                    settled.push(token);
                }
            }
            before.rotate_left(1);
            before[1] = shown;
        }
        settled.into_iter().collect()
    }

    /// Adds a name, as it is to be written, to the tokens before it.
    fn name(
        &mut self,
        ident: Ident,
        name: &str,
        is_member: bool,
        settled: &mut Vec<TokenTree>,
    ) {
        if let Some(plain) = names::plain(name) {
            return settled.push(plain.into());
        }
        // A constant of the trait `Method`, which need not be named anywhere.
        if is_member && name == "NAME" {
            self.used.insert("Method");
        }
        let is_taken = !is_member && self.taken.contains(name);
        match self.modules.get_key_value(name).filter(|_| !is_member) {
            Some((_, module)) if is_taken => {
                let path: TokenStream = parse(module.trim_start_matches("::"));
                settled.extend(quote!(::#path::#ident));
            }
            None if is_taken && PARAMETERS.contains(&name) => {
                let free = self.taken.clone().give(name.to_owned());
                settled.push(format_ident!("{free}").into());
            }
            Some((name, _)) => {
                self.used.insert(name);
                settled.push(ident.into());
            }
            None => settled.push(ident.into()),
        }
    }

    fn line(&self, (module, names): &Names) -> TokenStream {
        let path: TokenStream = parse(module);
        let names = names.split(' ').filter(|name| self.used.contains(name));
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
