//! From tokens to text.
//!
//! prettyplease prints Rust as rustfmt does, but for the blank lines between items: tokens
//! have none. So a mark is put where one belongs, and replaced in the text.

use proc_macro2::TokenStream;
use syn::{File, ImplItem, Item, TraitItem, parse_quote};

/// Prints `tokens`, which are those of a module.
///
/// # Panics
///
/// If they are not Rust, which is the generator's fault.
pub(super) fn format(tokens: TokenStream) -> String {
    let mut file: File = syn::parse2(tokens).expect("the generator writes Rust");
    file.items = spread_items(file.items);
    let text = prettyplease::unparse(&file);
    let lines = text.lines().map(|line| match line.trim_start() {
        BLANK => "",
        _ => line,
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What prettyplease makes of the mark.
const BLANK: &str = "blank_line! {}";

fn spread_items(items: Vec<Item>) -> Vec<Item> {
    let apart = |above: &Item, below: &Item| match (above, below) {
        (Item::Use(above), Item::Use(below)) => {
            above.leading_colon.is_some() != below.leading_colon.is_some()
        }
        _ => true,
    };
    let items = items.into_iter().map(spread_inside).collect();
    spread(items, apart, || parse_quote!(blank_line! {}))
}

fn spread_inside(item: Item) -> Item {
    match item {
        Item::Mod(mut module) => {
            module.content =
                module.content.map(|(brace, items)| (brace, spread_items(items)));
            Item::Mod(module)
        }
        Item::Impl(mut block) => {
            block.items = spread_methods(block.items);
            Item::Impl(block)
        }
        Item::Trait(mut block) => {
            block.items = spread(
                block.items,
                |_: &TraitItem, _| true,
                || parse_quote!(blank_line! {}),
            );
            Item::Trait(block)
        }
        item => item,
    }
}

fn spread_methods(items: Vec<ImplItem>) -> Vec<ImplItem> {
    let apart = |above: &ImplItem, below: &ImplItem| {
        matches!(above, ImplItem::Fn(_)) || matches!(below, ImplItem::Fn(_))
    };
    spread(items, apart, || parse_quote!(blank_line! {}))
}

/// Puts a mark between two items that are to be apart.
fn spread<T>(
    items: Vec<T>,
    apart: impl Fn(&T, &T) -> bool,
    mark: impl Fn() -> T,
) -> Vec<T> {
    let mut spread: Vec<T> = Vec::with_capacity(2 * items.len());
    for item in items {
        if spread.last().is_some_and(|above| apart(above, &item)) {
            spread.push(mark());
        }
        spread.push(item);
    }
    spread
}
