//! The names that generated code takes from elsewhere.
//!
//! The generator writes `Message` where it means `::mini_lust::protocol::Message`. Which
//! names a module has to import is seen from its tokens when they are complete. A name that
//! the IDL file uses for something of its own is not imported, but written with its path.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use proc_macro2::{Group, Ident, Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::names::{self, Taken};

/// Modules, and the names that may be taken from each. Of one without names the module
/// itself is taken.
const IMPORTED: &[(&str, &[&str])] = &[
    ("std::collections", &["BTreeMap", "BTreeSet", "HashMap", "HashSet"]),
    ("std::convert", &["Infallible"]),
    ("std::error", &[]),
    ("std::fmt", &[]),
    ("std::future", &["Future"]),
    ("std::sync", &["Arc", "LazyLock"]),
    ("std::task", &["Context", "Poll"]),
    (
        "::mini_lust::protocol",
        &[
            "Double",
            "Exception",
            "FieldHeader",
            "InputProtocol",
            "Message",
            "OutputProtocol",
            "WireType",
        ],
    ),
    (
        "::mini_lust",
        &[
            "BoxFuture",
            "ByteString",
            "Bytes",
            "Call",
            "CallError",
            "Client",
            "DecodeError",
            "Error",
            "Method",
            "Oneway",
            "Protocol",
            "Request",
            "Response",
            "RpcService",
            "Service",
        ],
    ),
];

/// The same for names that need no import.
const PRELUDE: &[(&str, &[&str])] = &[
    ("std::boxed", &["Box"]),
    ("std::clone", &["Clone"]),
    ("std::convert", &["From"]),
    ("std::default", &["Default"]),
    ("std::marker", &["Send", "Sync"]),
    ("std::option::Option", &["None", "Some"]),
    ("std::option", &["Option"]),
    ("std::result::Result", &["Err", "Ok"]),
    ("std::result", &["Result"]),
    ("std::vec", &["Vec"]),
];

/// The type parameters that the generator writes.
const PARAMETERS: [&str; 2] = ["S", "T"];

/// The modules of both tables, and whether their names have to be imported.
static MODULES: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let names = |table: &'static [(&'static str, &'static [&'static str])], import| {
        table.iter().flat_map(move |(module, names)| {
            let itself = names.is_empty().then(|| module.rsplit("::").next()).flatten();
            names
                .iter()
                .copied()
                .chain(itself)
                .map(move |name| (name, (*module, import)))
        })
    };
    names(IMPORTED, true).chain(names(PRELUDE, false)).collect()
});

/// What a module imports, as far as is known.
#[derive(Debug)]
pub(super) struct Imports<'a> {
    /// The names that the module has already.
    taken: &'a Taken,
    used: BTreeSet<&'static str>,
}

impl<'a> Imports<'a> {
    pub(super) fn new(taken: &'a Taken) -> Self {
        Self { taken, used: BTreeSet::new() }
    }

    /// Notes the names in `tokens` that have to be imported, and takes the mark off those
    /// that are of the IDL file.
    pub(super) fn resolve(&mut self, tokens: TokenStream) -> TokenStream {
        let mut resolved = Vec::new();
        let mut before = Before::Other;
        for token in tokens {
            let next = before.then(&token);
            match token {
                TokenTree::Group(group) if before != Before::Attribute => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // `inner` shares its tokens with `group`. Alone, they are moved, not
                    // copied.
                    drop(group);
                    resolved.push(Group::new(delimiter, self.resolve(inner)).into());
                }
                TokenTree::Ident(ident) => {
                    self.resolve_ident(ident, before == Before::Member, &mut resolved);
                }
                token => resolved.push(token),
            }
            before = next;
        }
        resolved.into_iter().collect()
    }

    /// What the module has to import, a line for each module that it is from.
    pub(super) fn lines(&self) -> TokenStream {
        let line = |(module, names): &(&'static str, &[&'static str])| {
            let path: TokenStream = segments(module);
            let names: Vec<_> = match names {
                [] => {
                    return self.used.contains(last(module)).then(|| quote!(use #path;));
                }
                names => names.iter().filter(|name| self.used.contains(*name)).collect(),
            };
            let idents = names.iter().map(|name| self.imported(name));
            match names.len() {
                0 => None,
                1 => Some(quote!(use #path #(::#idents)*;)),
                _ => Some(quote!(use #path::{#(#idents),*};)),
            }
        };
        IMPORTED.iter().filter_map(line).collect()
    }

    /// A name in a line of imports; none if the module has it already, for a trait is of
    /// use without one.
    fn imported(&self, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        if self.taken.contains(name) { quote!(#ident as _) } else { quote!(#ident) }
    }

    fn resolve_ident(
        &mut self,
        ident: Ident,
        member: bool,
        resolved: &mut Vec<TokenTree>,
    ) {
        let name = ident.to_string();
        if let Some(plain) = names::plain(&name) {
            return resolved.push(plain.into());
        }
        // `NAME` is found only where `Method` is imported, and no token says `Method`.
        if name == "NAME" && member {
            self.used.insert("Method");
        }
        let taken = |name| !member && self.taken.contains(name);
        match MODULES.get_key_value(&*name) {
            Some((name, (module, _))) if taken(name) => {
                resolved.extend(absolute(module, name));
            }
            Some((name, (_, true))) if !member => {
                self.used.insert(name);
                resolved.push(ident.into());
            }
            None if PARAMETERS.contains(&&*name) && taken(&name) => {
                let name = self.taken.clone().give(name);
                resolved.push(format_ident!("{name}").into());
            }
            _ => resolved.push(ident.into()),
        }
    }
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Before {
    /// `#`
    Attribute,
    /// The first half of `::`
    Colon,
    /// The first half of `..`
    Dot,
    /// `::`, `.`, `fn` or `type`: what follows is no name of the module.
    Member,
    Other,
}

impl Before {
    /// What stands before the token after `token`.
    fn then(self, token: &TokenTree) -> Self {
        match token {
            TokenTree::Ident(ident) if ident == "fn" || ident == "type" => Self::Member,
            TokenTree::Punct(punct) => match (punct.as_char(), punct.spacing()) {
                ('#', _) => Self::Attribute,
                (':', Spacing::Joint) => Self::Colon,
                (':', Spacing::Alone) if self == Self::Colon => Self::Member,
                ('.', Spacing::Joint) => Self::Dot,
                ('.', Spacing::Alone) if self != Self::Dot => Self::Member,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}

/// A name with the whole path of where it is from.
fn absolute(module: &str, name: &str) -> TokenStream {
    let path = segments(module.trim_start_matches("::"));
    match last(module) == name {
        true => quote!(::#path),
        false => {
            let name = format_ident!("{name}");
            quote!(::#path::#name)
        }
    }
}

fn last(module: &str) -> &str {
    module.rsplit("::").next().unwrap_or(module)
}

/// A path as tokens.
fn segments(path: &str) -> TokenStream {
    let relative = path.strip_prefix("::");
    let root = relative.map(|_| quote!(::));
    let segments =
        relative.unwrap_or(path).split("::").map(|name| format_ident!("{name}"));
    quote!(#root #(#segments)::*)
}
