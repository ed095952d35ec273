//! Typedefs end somewhere, and not too far away.

use crate::idl::{
    ast::DefinitionKind,
    diagnostic::Diagnostic,
    program::{ItemId, ItemKind, Program, Type},
};

use super::{items::UNKNOWN, links::Links, names::Names};

/// How many parts a type may have with all typedefs looked through. Typedefs of typedefs
/// could make a type of more parts than the memory holds. It also bounds how deep a type is,
/// for all that go down one by recursion.
const MAX_PARTS: usize = 256;

/// Tells of typedefs that lead back to themselves, or are too large, and makes their types
/// unknown: whoever looks through typedefs comes to an end.
pub(super) fn check(
    names: &Names<'_>,
    program: &mut Program,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let links = links(names, program);
    let mut parts = vec![1; program.items.len()];
    for group in links.groups() {
        let label = |from: &str, to: &str| format!("`{from}` is made of `{to}`");
        if let Some(error) = group.circle(names, "a typedef leads back to itself", label)
        {
            diagnostics.push(error.help("name a type that is none of these"));
            group.items().for_each(|id| forget(program, id));
            continue;
        }
        for id in group.items() {
            let ItemKind::Typedef(ty) = &program[id].kind else { continue };
            parts[id.0] = parts_of(ty, &parts);
            if parts[id.0] > MAX_PARTS {
                // If it is made of one that is too large, that has been told.
                let told = parts[id.0] == usize::MAX;
                diagnostics.extend((!told).then(|| too_large(names, id)));
                forget(program, id);
                parts[id.0] = usize::MAX;
            }
        }
    }
}

fn links<'n>(names: &Names<'n>, program: &Program) -> Links<'n> {
    let mut links = Links::new(program.items.len());
    for (id, _, definition) in names.items() {
        if let (DefinitionKind::Typedef(written), ItemKind::Typedef(ty)) =
            (&definition.kind, &program[id].kind)
        {
            for_each_item(ty, &mut |to| {
                if matches!(program[to].kind, ItemKind::Typedef(_)) {
                    links.add(id, to, &written.span);
                }
            });
        }
    }
    links
}

fn for_each_item(ty: &Type, visit: &mut impl FnMut(ItemId)) {
    match ty {
        Type::Item(id) if *ty != UNKNOWN => visit(*id),
        Type::List(element) | Type::Set(element) => for_each_item(element, visit),
        Type::Map(key, value) => {
            for_each_item(key, visit);
            for_each_item(value, visit);
        }
        _ => {}
    }
}

/// How many types a type is made of, itself included.
fn parts_of(ty: &Type, parts: &[usize]) -> usize {
    match ty {
        Type::Item(ItemId(index)) => parts.get(*index).copied().unwrap_or(1),
        Type::List(element) | Type::Set(element) => {
            parts_of(element, parts).saturating_add(1)
        }
        Type::Map(key, value) => {
            parts_of(key, parts).saturating_add(parts_of(value, parts)).saturating_add(1)
        }
        _ => 1,
    }
}

fn forget(program: &mut Program, ItemId(index): ItemId) {
    if let ItemKind::Typedef(ty) = &mut program.items[index].kind {
        *ty = UNKNOWN;
    }
}

fn too_large(names: &Names<'_>, id: ItemId) -> Diagnostic {
    let name = &names.definition(id).name.text;
    let label =
        format!("made of more than {MAX_PARTS} types, all typedefs looked through");
    let error = names.place(id).error(format!("the type `{name}` is too large"), label);
    error.help("make a struct of some of it")
}
