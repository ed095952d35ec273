//! The values of constants, and of fields that are not there.

use crate::idl::{
    ast::{self, Definition, DefinitionKind, Span, ValueKind},
    diagnostic::Diagnostic,
    program::{Field, Function, ItemKind, Program, Value},
};

use super::{
    evaluate::{Evaluator, Meaning},
    links::Links,
    names::Names,
};

/// Works out all values of a program.
pub(super) fn resolve(
    names: &Names<'_>,
    program: &mut Program,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut evaluator = Evaluator::new(names, program, diagnostics);
    constants(names, &mut evaluator);
    let defaults = defaults(names, program, &mut evaluator);
    for (id, value) in evaluator.into_constants() {
        if let ItemKind::Const(_, of_item) = &mut program.items[id.0].kind {
            *of_item = value;
        }
    }
    let fields = program.items.iter_mut().flat_map(|item| fields_mut(&mut item.kind));
    for (field, default) in fields.zip(defaults) {
        field.default = default;
    }
}

/// The constants, each worked out after those that it refers to.
fn constants(names: &Names<'_>, evaluator: &mut Evaluator<'_, '_>) {
    let links = links(names, evaluator);
    for group in links.groups() {
        let label = |from: &str, to: &str| format!("`{from}` refers to `{to}`");
        let message = "constants refer to each other in a circle";
        match group.circle(names, message, label) {
            Some(error) => {
                let help = "give one of them a value that refers to none of the others";
                evaluator.diagnostics.push(error.help(help));
            }
            None => group.items().for_each(|id| evaluator.constant(id)),
        }
    }
}

/// Which constants refer to which others.
fn links<'n>(names: &Names<'n>, evaluator: &Evaluator<'_, '_>) -> Links<'n> {
    let mut links = Links::new(names.items().count());
    for (id, file, definition) in names.items() {
        if let DefinitionKind::Const(_, value) = &definition.kind {
            for_each_path(value, &mut |path, span| {
                if let Meaning::Constant(to) = evaluator.meaning(file, path) {
                    links.add(id, to, span);
                }
            });
        }
    }
    links
}

fn for_each_path<'v>(value: &'v ast::Value, visit: &mut impl FnMut(&'v str, &'v Span)) {
    match &value.kind {
        ValueKind::Path(path) => visit(path, &value.span),
        ValueKind::List(elements) => {
            elements.iter().for_each(|element| for_each_path(element, visit));
        }
        ValueKind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            for_each_path(key, visit);
            for_each_path(value, visit);
        }),
        ValueKind::Integer(_) | ValueKind::Double(_) | ValueKind::Literal(_) => {}
    }
}

/// The defaults of all fields, in order.
fn defaults(
    names: &Names<'_>,
    program: &Program,
    evaluator: &mut Evaluator<'_, '_>,
) -> Vec<Option<Value>> {
    let mut defaults = Vec::new();
    for (id, file, definition) in names.items() {
        for (field, resolved) in
            written_fields(definition).zip(fields(&program[id].kind))
        {
            let default = field.default.as_ref();
            defaults.push(
                default.and_then(|value| evaluator.value(file, value, &resolved.ty)),
            );
        }
    }
    defaults
}

// === The fields of an item: of a struct, and of the methods of a service ===

fn written_fields(definition: &Definition) -> impl Iterator<Item = &ast::Field> {
    let (fields, functions): (&[_], &[ast::Function]) = match &definition.kind {
        DefinitionKind::Struct(_, fields) => (fields, &[]),
        DefinitionKind::Service(service) => (&[], &service.functions),
        _ => (&[], &[]),
    };
    let of_functions =
        functions.iter().flat_map(|it| it.arguments.iter().chain(&it.throws));
    fields.iter().chain(of_functions)
}

fn fields(kind: &ItemKind) -> impl Iterator<Item = &Field> {
    let (fields, functions): (&[_], &[Function]) = match kind {
        ItemKind::Struct(_, fields) => (fields, &[]),
        ItemKind::Service(service) => (&[], &service.functions),
        _ => (&[], &[]),
    };
    let of_functions =
        functions.iter().flat_map(|it| it.arguments.iter().chain(&it.throws));
    fields.iter().chain(of_functions)
}

/// The same, to change them: Rust has no word for both.
fn fields_mut(kind: &mut ItemKind) -> impl Iterator<Item = &mut Field> {
    let (fields, functions): (&mut [_], &mut [Function]) = match kind {
        ItemKind::Struct(_, fields) => (fields, &mut []),
        ItemKind::Service(service) => (&mut [], &mut service.functions),
        _ => (&mut [], &mut []),
    };
    let of_functions = functions
        .iter_mut()
        .flat_map(|it| it.arguments.iter_mut().chain(&mut it.throws));
    fields.iter_mut().chain(of_functions)
}
