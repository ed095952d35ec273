//! Services: what they throw, and whose methods they have.

use std::collections::HashMap;

use crate::idl::{
    ast::{self, DefinitionKind, Name, StructKind},
    diagnostic::Diagnostic,
    program::{Field, Function, ItemId, ItemKind, Program, Type},
};

use super::{
    links::Links,
    names::Names,
    types::{name_of, underlying},
};

/// Tells what is wrong with services whose names are all known.
pub(super) fn check(
    names: &Names<'_>,
    program: &Program,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (id, file, definition) in names.items() {
        if let (DefinitionKind::Service(written), ItemKind::Service(service)) =
            (&definition.kind, &program[id].kind)
        {
            for (written, function) in written.functions.iter().zip(&service.functions) {
                diagnostics.extend(oneway(names, file, written));
                diagnostics.extend(throws(names, program, file, (written, function)));
            }
        }
    }
    circles(names, program, diagnostics);
    Inherited { names, known: HashMap::new(), diagnostics }
        .check(&heirs(names, program));
}

/// A oneway method has no answer to put a value or an exception into.
fn oneway(
    names: &Names<'_>,
    file: usize,
    function: &ast::Function,
) -> Option<Diagnostic> {
    if !function.oneway {
        return None;
    }
    let (span, label) = match (&function.returns, function.throws.first()) {
        (Some(ty), _) => (&ty.span, "this would never be returned"),
        (None, Some(field)) => (&field.name.span, "this would never be thrown"),
        (None, None) => return None,
    };
    let message = format!("nobody waits for an answer of `{}`", function.name.text);
    let error = names.at(file, span).error(message, label);
    let error = error.and(names.at(file, &function.name.span), "this is `oneway`");
    Some(error.help("remove it, or `oneway`"))
}

fn throws<'a>(
    names: &'a Names<'_>,
    program: &'a Program,
    file: usize,
    (written, function): (&'a ast::Function, &'a Function),
) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let fields = written.throws.iter().zip(&function.throws);
    fields.filter_map(move |(written, field)| {
        thrown(names, program, file, (written, field))
    })
}

fn thrown(
    names: &Names<'_>,
    program: &Program,
    file: usize,
    (written, field): (&ast::Field, &Field),
) -> Option<Diagnostic> {
    let plain = underlying(program, &field.ty)?;
    let item = match plain {
        Type::Item(id) => match program[*id].kind {
            ItemKind::Struct(StructKind::Exception, _) => return None,
            _ => Some(*id),
        },
        _ => None,
    };
    let label = format!("`{}` is no exception", name_of(program, &field.ty));
    let error =
        names.at(file, &written.ty.span).error("only exceptions are thrown", label);
    let error = match item {
        Some(id) => error.and(names.place(id), "this would have to be an `exception`"),
        None => error,
    };
    Some(error.help("define an `exception` with what is to be told"))
}

fn circles(names: &Names<'_>, program: &Program, diagnostics: &mut Vec<Diagnostic>) {
    let mut links = Links::new(program.items.len());
    for (id, _, definition) in names.items() {
        if let (DefinitionKind::Service(written), Some(to)) =
            (&definition.kind, extends(program, id))
            && let Some(Name { span, .. }) = &written.extends
        {
            links.add(id, to, span);
        }
    }
    let label = |from: &str, to: &str| format!("`{from}` extends `{to}`");
    let message = "services extend each other in a circle";
    for group in links.groups() {
        let error = group.circle(names, message, label);
        diagnostics.extend(error.map(|error| error.help("remove one `extends`")));
    }
}

fn extends(program: &Program, id: ItemId) -> Option<ItemId> {
    match &program[id].kind {
        ItemKind::Service(service) => service.extends,
        _ => None,
    }
}

/// Services by the service that they extend.
fn heirs(names: &Names<'_>, program: &Program) -> HashMap<Option<ItemId>, Vec<ItemId>> {
    let mut heirs: HashMap<_, Vec<_>> = HashMap::new();
    for (id, ..) in names.items().filter(|(id, ..)| names.is_service(*id)) {
        heirs.entry(extends(program, id)).or_default().push(id);
    }
    heirs
}

/// Looks for methods that a service has already by the one that it extends.
struct Inherited<'a, 'n> {
    names: &'a Names<'n>,
    /// The methods of the service that is looked at and of all that it extends.
    known: HashMap<&'n str, (ItemId, &'n Name)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

enum Step {
    Enter(ItemId),
    Leave(ItemId),
}

impl<'n> Inherited<'_, 'n> {
    /// Goes from each service to its heirs. Those in a circle are heirs of nobody that
    /// extends nothing, and never reached.
    fn check(&mut self, heirs: &HashMap<Option<ItemId>, Vec<ItemId>>) {
        let of = |id| heirs.get(&id).into_iter().flatten().map(|id| Step::Enter(*id));
        let mut steps: Vec<_> = of(None).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(id) => {
                    self.enter(id);
                    steps.push(Step::Leave(id));
                    steps.extend(of(Some(id)));
                }
                Step::Leave(id) => self.leave(id),
            }
        }
    }

    fn enter(&mut self, id: ItemId) {
        for name in self.methods(id) {
            match self.known.get(&*name.text) {
                None => {
                    self.known.insert(&name.text, (id, name));
                }
                // Twice in one service has been told.
                Some((service, _)) if *service == id => {}
                Some((service, first)) => {
                    let error = self.inherited(id, name, *service, first);
                    self.diagnostics.push(error);
                }
            }
        }
    }

    fn leave(&mut self, id: ItemId) {
        for name in self.methods(id) {
            if self.known.get(&*name.text).is_some_and(|(service, _)| *service == id) {
                self.known.remove(&*name.text);
            }
        }
    }

    fn methods(&self, id: ItemId) -> impl Iterator<Item = &'n Name> + use<'n> {
        let functions = match &self.names.definition(id).kind {
            DefinitionKind::Service(service) => &*service.functions,
            _ => &[],
        };
        functions.iter().map(|function| &function.name)
    }

    fn inherited(
        &self,
        id: ItemId,
        name: &Name,
        service: ItemId,
        first: &Name,
    ) -> Diagnostic {
        let names = self.names;
        let of = &names.definition(service).name.text;
        let message =
            format!("`{of}`, which this service extends, has a `{}`", name.text);
        let error = names.at(names.file(id), &name.span).error(message, "the same name");
        let error = error.and(names.at(names.file(service), &first.span), "its method");
        error.help("call this method something else")
    }
}
