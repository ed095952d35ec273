//! Items of Rust, with the lines that `syn` says they span.

use super::{Label, Node, Unparsed};
use proc_macro2::Span;
use std::ops::RangeInclusive;
use syn::spanned::Spanned;
use syn::token::Brace;
use syn::{ImplItem, Item, Path, TraitItem, Type};

/// The items of a file, the module's documentation as the first of them.
pub fn nodes(code: &str) -> Result<Vec<Node>, Unparsed> {
    let file = syn::parse_file(code).map_err(|error| Unparsed {
        line: error.span().start().line,
        message: error.to_string(),
    })?;
    let docs = file.attrs.last().map(|last| Node {
        label: Label::bare("module docs").or("docs"),
        lines: 0..=lines(last.span()).end().to_owned(),
        body: None,
    });
    let nodes = docs.into_iter().chain(file.items.iter().map(item)).collect();
    // Spans are only numbers, into a table that would grow with each file.
    proc_macro2::extra::invalidate_current_thread_spans();
    Ok(nodes)
}

fn item(item: &Item) -> Node {
    let mut body = None;
    let label = match item {
        Item::Const(i) => Label::named("const", &i.ident.to_string()),
        Item::Enum(i) => Label::named("enum", &i.ident.to_string()),
        Item::ExternCrate(i) => Label::named("extern crate", &i.ident.to_string()),
        Item::Fn(i) => Label::named("fn", &i.sig.ident.to_string()),
        Item::Impl(i) => {
            body = Some(inside(&i.brace_token, i.items.iter().map(impl_item)));
            let of = i.trait_.as_ref().map(|(path, _)| path_spellings(path));
            Label::of_impl(of.as_deref(), &type_spellings(&i.self_ty))
        }
        Item::Macro(i) => match &i.ident {
            Some(name) => Label::named("macro", &name.to_string())
                .or(&format!("{name}!"))
                .or(&format!("macro_rules! {name}")),
            None => invocation(&i.mac),
        },
        Item::Mod(i) => {
            let label = Label::named("mod", &i.ident.to_string());
            match &i.content {
                Some((braces, items)) => {
                    body = Some(inside(braces, items.iter().map(self::item)));
                    label
                }
                None => label.or("mod"),
            }
        }
        Item::Static(i) => Label::named("static", &i.ident.to_string()),
        Item::Struct(i) => Label::named("struct", &i.ident.to_string()),
        Item::Trait(i) => {
            body = Some(inside(&i.brace_token, i.items.iter().map(trait_item)));
            Label::named("trait", &i.ident.to_string())
        }
        Item::TraitAlias(i) => Label::named("trait", &i.ident.to_string()),
        Item::Type(i) => Label::named("type", &i.ident.to_string()),
        Item::Union(i) => Label::named("union", &i.ident.to_string()),
        Item::Use(_) => Label::bare("use"),
        _ => Label::bare("item"),
    };
    Node { label, lines: lines(item.span()), body }
}

fn impl_item(item: &ImplItem) -> Node {
    let label = match item {
        ImplItem::Const(i) => Label::named("const", &i.ident.to_string()),
        ImplItem::Fn(i) => Label::named("fn", &i.sig.ident.to_string()),
        ImplItem::Type(i) => Label::named("type", &i.ident.to_string()),
        ImplItem::Macro(i) => invocation(&i.mac),
        _ => Label::bare("item"),
    };
    leaf(label, item.span())
}

fn trait_item(item: &TraitItem) -> Node {
    let label = match item {
        TraitItem::Const(i) => Label::named("const", &i.ident.to_string()),
        TraitItem::Fn(i) => Label::named("fn", &i.sig.ident.to_string()),
        TraitItem::Type(i) => Label::named("type", &i.ident.to_string()),
        TraitItem::Macro(i) => invocation(&i.mac),
        _ => Label::bare("item"),
    };
    leaf(label, item.span())
}

fn leaf(label: Label, span: Span) -> Node {
    Node { label, lines: lines(span), body: None }
}

fn inside(braces: &Brace, nodes: impl Iterator<Item = Node>) -> (usize, Vec<Node>) {
    (braces.span.open().end().line, nodes.collect())
}

/// The lines of a span, counted from 0; `syn` counts from 1.
fn lines(span: Span) -> RangeInclusive<usize> {
    span.start().line.saturating_sub(1)..=span.end().line.saturating_sub(1)
}

fn invocation(mac: &syn::Macro) -> Label {
    let name = mac.path.segments.last().map(|s| s.ident.to_string());
    Label::bare(&format!("{}!", name.unwrap_or_default()))
}

/// `fmt::Display` is also `Display`, and `From<io::Error>` also `From`.
fn path_spellings(path: &Path) -> Vec<String> {
    let last = path.segments.last();
    let source = path.span().source_text();
    let with_arguments = last.and_then(|last| last.span().source_text());
    let name = last.map(|last| last.ident.to_string());
    let mut spellings: Vec<String> =
        [source, with_arguments, name].into_iter().flatten().collect();
    spellings.dedup();
    spellings
}

fn type_spellings(ty: &Type) -> Vec<String> {
    match ty {
        Type::Path(ty) if ty.qself.is_none() => path_spellings(&ty.path),
        _ => ty.span().source_text().into_iter().collect(),
    }
}
