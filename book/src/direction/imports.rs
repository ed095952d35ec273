//! The paths in a file that lead into its own crate: in `use`, in code, in macros, but not in
//! tests.

use crate::diff::ParseError;
use crate::problem::Place;
use crate::repo::Chapter;
use proc_macro2::{TokenStream, TokenTree};
use std::iter::Peekable;
use syn::visit::{self, Visit};
use syn::{Attribute, File, ItemUse, UseTree};

/// A path, and where it is.
#[derive(Clone, Debug)]
pub struct Import {
    /// The file in its chapter.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The path from the crate's root, as `crate::rpc::Client`.
    pub path: String,
}

/// All paths of a file that lead into its own crate, which others know as `library`.
pub fn of(
    chapter: Chapter,
    file: &str,
    text: &str,
    library: &str,
) -> Result<Vec<Import>, ParseError> {
    let parsed = parse(chapter, file, text)?;
    let module = module(file);
    let mut found = Paths { file, library, module, imports: Vec::new() };
    found.visit_file(&parsed);
    let imports = found.imports;
    proc_macro2::extra::invalidate_current_thread_spans();
    Ok(imports)
}

/// The names that a file re-exports, with their paths.
pub fn exports(
    chapter: Chapter,
    file: &str,
    text: &str,
) -> Result<Vec<(String, String)>, ParseError> {
    let parsed = parse(chapter, file, text)?;
    let mut exports = Vec::new();
    for item in &parsed.items {
        if let syn::Item::Use(item) = item
            && !matches!(item.vis, syn::Visibility::Inherited)
        {
            leaves(&item.tree, &mut Vec::new(), &mut |path, name| {
                let path: Vec<String> = path.iter().map(ToString::to_string).collect();
                exports.push((name.to_string(), path.join("::")));
            });
        }
    }
    Ok(exports)
}

fn parse(chapter: Chapter, file: &str, text: &str) -> Result<File, ParseError> {
    syn::parse_file(text).map_err(|error| {
        let place = Place::new(format!("{chapter}/{file}"), error.span().start().line);
        ParseError(place.problem(error.to_string()))
    })
}

/// The module that a file is: `src/rpc/client.rs` is `rpc::client`, `src/rpc/mod.rs` is `rpc`.
fn module(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let is_module = |part: &&str| !matches!(*part, "mod" | "lib" | "main");
    path.split('/').filter(is_module).map(str::to_owned).collect()
}

struct Paths<'a> {
    file: &'a str,
    library: &'a str,
    module: Vec<String>,
    imports: Vec<Import>,
}

impl Paths<'_> {
    fn add(&mut self, path: &[syn::Ident]) {
        let Some(first) = path.first() else {
            return;
        };
        let names: Vec<String> = path.iter().map(ToString::to_string).collect();
        if let Some(path) = self.absolute(&names) {
            let (file, line) = (self.file.to_owned(), first.span().start().line);
            self.imports.push(Import { file, line, path });
        }
    }

    /// The path from the crate's root; none if it leads elsewhere, or only to the root.
    fn absolute(&self, path: &[String]) -> Option<String> {
        let ups = path.iter().take_while(|name| *name == "super").count();
        let (around, rest) = match path.first()?.as_str() {
            "super" => {
                (&self.module[..self.module.len().checked_sub(ups)?], &path[ups..])
            }
            "crate" => (&[][..], &path[1..]),
            first if first == self.library => (&[][..], &path[1..]),
            _ => return None,
        };
        let names = around.iter().chain(rest).map(String::as_str);
        let names: Vec<&str> = names.filter(|name| *name != "self").collect();
        (!names.is_empty()).then(|| format!("crate::{}", names.join("::")))
    }

    /// The paths in a macro's definition or arguments.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first];
                    while let Some(next) = segment(&mut tokens) {
                        path.push(next);
                    }
                    self.add(&path);
                }
                _ => {}
            }
        }
    }
}

/// The name after `::`, if `::` comes next.
fn segment(
    tokens: &mut Peekable<impl Iterator<Item = TokenTree> + Clone>,
) -> Option<syn::Ident> {
    let mut ahead = tokens.clone();
    let is_colon =
        |token| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    let found = is_colon(ahead.next()) && is_colon(ahead.next());
    match ahead.next() {
        Some(TokenTree::Ident(name)) if found => {
            *tokens = ahead;
            Some(name)
        }
        _ => None,
    }
}

impl<'a> Visit<'a> for Paths<'_> {
    fn visit_item(&mut self, item: &'a syn::Item) {
        let attributes = match item {
            syn::Item::Fn(i) => &i.attrs,
            syn::Item::Impl(i) => &i.attrs,
            syn::Item::Mod(i) => &i.attrs,
            syn::Item::Use(i) => &i.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !attributes.iter().any(is_cfg_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        leaves(&item.tree, &mut Vec::new(), &mut |path, _| self.add(path));
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let names: Vec<syn::Ident> =
            path.segments.iter().map(|segment| segment.ident.clone()).collect();
        self.add(&names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'a syn::Macro) {
        visit::visit_macro(self, mac);
        self.tokens(mac.tokens.clone());
    }
}

/// Calls `leaf` for each path of a `use`, with the name that it gets.
fn leaves(
    tree: &UseTree,
    around: &mut Vec<syn::Ident>,
    leaf: &mut impl FnMut(&[syn::Ident], &syn::Ident),
) {
    match tree {
        UseTree::Path(path) => {
            around.push(path.ident.clone());
            leaves(&path.tree, around, leaf);
            around.pop();
        }
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| leaves(tree, around, leaf));
        }
        UseTree::Glob(_) => {
            if let Some(last) = around.last() {
                leaf(around, last);
            }
        }
        UseTree::Name(name) => {
            around.push(name.ident.clone());
            leaf(around, &name.ident);
            around.pop();
        }
        UseTree::Rename(name) => {
            around.push(name.ident.clone());
            leaf(around, &name.rename);
            around.pop();
        }
    }
}

/// Whether an attribute is `#[cfg(test)]`.
fn is_cfg_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
}
