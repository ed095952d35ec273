//! Typedefs: each leads to a type that is not a typedef, and is not too large.

use super::{
    diagnostic::{Diagnostic, Errors},
    item::{Item, ItemId, ItemKind, Type},
    links::{Circle, Link, Links},
    program::Program,
};

/// The number of types that a typedef may consist of. Typedefs that each name the one before
/// twice would soon describe a type larger than the memory. This also limits the recursion of
/// functions that walk along a type.
const MAX_PARTS: usize = 256;

const CIRCLE: Circle = Circle {
    message: "a typedef leads back to itself",
    verb: "is made of",
    help: "name a type that is none of these",
};

/// Reports typedefs that lead back to themselves, or are too large, and makes their types
/// unknown: after this, looking through typedefs ends.
pub(super) fn check(program: &mut Program, errors: &mut Errors) {
    let links = Links::new(program, |item| match &item.kind {
        ItemKind::Typedef(ty) => {
            let link = |to| Link { to, span: item.name.span.clone(), fatal: true };
            ty.items().into_iter().map(link).collect()
        }
        _ => Vec::new(),
    });
    let (mut sizes, mut unknown) = (vec![1; program.items.len()], Vec::new());
    for (group, error) in links.groups(&CIRCLE) {
        if error.is_some() {
            errors.extend(error);
            unknown.extend(group);
            continue;
        }
        let [index] = group[..] else { continue };
        let item = &program.items[index];
        let ItemKind::Typedef(ty) = &item.kind else { continue };
        sizes[index] = size(ty, &sizes);
        if sizes[index] > MAX_PARTS {
            // If it contains one that is too large, that has been reported.
            let is_first = sizes[index] != usize::MAX;
            errors.extend(is_first.then(|| too_large(program, item)));
            unknown.push(index);
            sizes[index] = usize::MAX;
        }
    }
    for index in unknown {
        let name = program.items[index].name.clone();
        program.items[index].kind = ItemKind::Typedef(Type::Named(name));
    }
}

/// Returns the number of types in a type, itself included, given the sizes of its items.
fn size(ty: &Type, sizes: &[usize]) -> usize {
    match ty {
        Type::Item(ItemId(index)) => sizes[*index],
        ty => ty.parts().fold(1, |sum, part| sum.saturating_add(size(part, sizes))),
    }
}

fn too_large(program: &Program, item: &Item) -> Diagnostic {
    let message = format!("the type `{}` is too large", item.name.text);
    let label =
        format!("made of more than {MAX_PARTS} types, all typedefs looked through");
    let error = program.error(item.file, &item.name.span, message, label);
    error.help("make a struct of some of it")
}
