//! The functions of a file, and blank bodies for them.

use crate::diff::Source;
use crate::items::Label;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ReturnType, Signature, Type};

/// A function with a body.
#[derive(Clone, Debug)]
pub struct Body {
    /// The items around the function and, as the last, itself.
    pub path: Vec<Arc<Label>>,
    /// Its path as text, unique in its file.
    pub key: String,
    /// The bytes of its signature and body.
    pub whole: Range<usize>,
    /// The bytes of its body, with the braces.
    pub braces: Range<usize>,
    /// The lines of its body, counted from 0.
    pub lines: Range<usize>,
    /// Its body without comments and layout.
    pub tokens: String,
    /// An expression of its return type that panics with `todo!()`; none if there is no such
    /// expression.
    pub value: Option<String>,
    /// Whether the compiler may run it.
    pub is_const: bool,
}

/// All functions of a file but its tests.
pub fn of(source: &Source) -> Vec<Body> {
    let Ok(file) = syn::parse_file(&source.text) else {
        return Vec::new();
    };
    let mut found = Functions { source, bodies: Vec::new() };
    found.visit_file(&file);
    let mut bodies = found.bodies;
    number_alike(&mut bodies);
    proc_macro2::extra::invalidate_current_thread_spans();
    bodies
}

impl Body {
    /// The function as a reader may name it: `FrameCodec::encode`.
    pub fn name(&self) -> String {
        let mut names: Vec<&str> = self.path.iter().map(|label| label.short()).collect();
        names.dedup();
        names.join("::")
    }

    /// Whether a reader has still to write it.
    pub fn is_blank(&self) -> bool {
        self.tokens.contains("todo !")
    }

    /// Whether there is nothing in it to find out: a line or none.
    pub fn is_trivial(&self, source: &Source) -> bool {
        let code = |line: &usize| {
            let text = source.line(*line).trim();
            !text.is_empty() && !text.starts_with("//")
        };
        self.lines.clone().filter(code).count() <= 3
    }
}

/// Makes keys unique where functions have the same path, as in two impls for `#[cfg]`s.
fn number_alike(bodies: &mut [Body]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for body in bodies {
        let count = counts.entry(body.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            body.key.push_str(&format!(" ({count})"));
        }
    }
}

struct Functions<'a> {
    source: &'a Source,
    bodies: Vec<Body>,
}

impl Functions<'_> {
    fn add(
        &mut self,
        signature: &Signature,
        block: &syn::Block,
        attributes: &[Attribute],
    ) {
        if attributes.iter().any(is_of_tests) {
            return;
        }
        let span = signature.span();
        let path = self.path(span);
        let whole = span.byte_range().start..block.span().byte_range().end;
        let value = match &signature.output {
            ReturnType::Default => Some("todo!()".to_owned()),
            ReturnType::Type(_, ty) => value(ty),
        };
        let is_const = signature.constness.is_some();
        let tokens = block.to_token_stream().to_string();
        self.push(path, whole, block.brace_token.span.join(), tokens, value, is_const);
    }

    /// The functions that a macro makes: they are tokens, not items.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut name = None;
        let mut after_fn = false;
        for tree in tokens {
            match tree {
                TokenTree::Ident(i) if i == "fn" => (after_fn, name) = (true, None),
                TokenTree::Ident(i) if after_fn => (after_fn, name) = (false, Some(i)),
                TokenTree::Punct(p) if p.as_char() == ';' => name = None,
                TokenTree::Group(g) if g.delimiter() == Delimiter::Brace => {
                    let Some(name) = name.take() else {
                        self.tokens(g.stream());
                        continue;
                    };
                    let mut path = self.path(name.span());
                    path.push(Arc::new(Label::named("fn", &name.to_string())));
                    let whole =
                        name.span().byte_range().start..g.span().byte_range().end;
                    let value = Some("todo!()".to_owned());
                    self.push(path, whole, g.span(), g.to_string(), value, false);
                }
                TokenTree::Group(g) if name.is_none() => self.tokens(g.stream()),
                _ => after_fn = false,
            }
        }
    }

    fn path(&self, at: proc_macro2::Span) -> Vec<Arc<Label>> {
        self.source.outline.path(at.start().line.saturating_sub(1)).to_vec()
    }

    fn push(
        &mut self,
        path: Vec<Arc<Label>>,
        whole: Range<usize>,
        braces: proc_macro2::Span,
        tokens: String,
        value: Option<String>,
        is_const: bool,
    ) {
        let shown: Vec<&str> = path.iter().map(|label| label.shown()).collect();
        self.bodies.push(Body {
            key: shown.join("::"),
            whole,
            braces: braces.byte_range(),
            lines: braces.start().line.saturating_sub(1)..braces.end().line,
            path,
            tokens,
            value,
            is_const,
        });
    }
}

impl<'a> Visit<'a> for Functions<'_> {
    fn visit_item_fn(&mut self, f: &'a syn::ItemFn) {
        self.add(&f.sig, &f.block, &f.attrs);
    }

    fn visit_impl_item_fn(&mut self, f: &'a syn::ImplItemFn) {
        self.add(&f.sig, &f.block, &f.attrs);
    }

    fn visit_trait_item_fn(&mut self, f: &'a syn::TraitItemFn) {
        if let Some(block) = &f.default {
            self.add(&f.sig, block, &f.attrs);
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !item.attrs.iter().any(is_of_tests) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'a syn::ItemImpl) {
        if !item.attrs.iter().any(is_of_tests) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_item_macro(&mut self, item: &'a syn::ItemMacro) {
        if item.ident.is_some() {
            self.tokens(item.mac.tokens.clone());
        }
    }
}

/// Whether an attribute is `#[test]`, `#[tokio::test]` or `#[cfg(test)]`.
fn is_of_tests(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|last| last.ident == "test")
        || attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
}

/// `todo!()` as a value of a type. A panic is of no opaque type by itself, but can be coerced to
/// one that is.
fn value(ty: &Type) -> Option<String> {
    let text = ty.to_token_stream().to_string();
    let known = [
        ("Future", "std::future::Pending<_>"),
        ("Iterator", "std::iter::Empty<_>"),
        ("Stream", "futures::stream::Pending<_>"),
        ("Discover", "futures::stream::Pending<_>"),
        ("DerefMut", "Box<_>"),
    ];
    match ty {
        _ if !text.contains("impl ") => Some("todo!()".to_owned()),
        Type::ImplTrait(_) => {
            let (_, of) = known.iter().find(|(name, _)| text.contains(name))?;
            Some(format!("todo!() as {of}"))
        }
        Type::Tuple(tuple) => {
            let parts: Option<Vec<String>> = tuple.elems.iter().map(value).collect();
            Some(format!("({})", parts?.join(", ")))
        }
        _ => None,
    }
}
