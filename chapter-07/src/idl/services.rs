//! Services: the exceptions of a method, and inherited methods.

use super::{
    diagnostic::{Diagnostic, Errors},
    item::{Field, Function, Item, ItemKind, Service, StructKind, Type},
    links::{Circle, Link, Links},
    program::Program,
};

const CIRCLE: Circle = Circle {
    message: "services extend each other in a circle",
    verb: "extends",
    help: "remove one `extends`",
};

/// Reports methods that make no sense. A service that extends itself extends nothing from here
/// on.
pub(super) fn check(program: &mut Program, errors: &mut Errors) {
    let links = Links::new(program, |item| match &item.kind {
        ItemKind::Service(service) => {
            let link = |to| Link { to, span: item.name.span.clone(), fatal: true };
            service.base().into_iter().map(link).collect()
        }
        _ => Vec::new(),
    });
    let groups = links.groups(&CIRCLE).into_iter();
    for (group, error) in groups.filter(|(_, error)| error.is_some()) {
        errors.extend(error);
        for index in group {
            if let ItemKind::Service(service) = &mut program.items[index].kind {
                service.extends = None;
            }
        }
    }
    for item in &program.items {
        if let ItemKind::Service(service) = &item.kind {
            program.check_service(item.file, service, errors);
        }
    }
}

impl Program {
    fn check_service(&self, file: usize, service: &Service, errors: &mut Errors) {
        for function in &service.functions {
            errors.extend(self.check_oneway(file, function));
            let throws = function.throws.iter();
            errors.extend(throws.filter_map(|field| self.check_thrown(file, field)));
            let base = self.inherited(service, &function.name);
            errors.extend(base.map(|base| self.inherited_twice(file, function, base)));
        }
    }

    /// Reports a oneway method that returns or throws: it has no reply to carry either.
    fn check_oneway(&self, file: usize, function: &Function) -> Option<Diagnostic> {
        let replies = function.returns.is_some() || !function.throws.is_empty();
        let name = &function.name;
        (function.oneway && replies).then(|| {
            let message = format!("`{}` is oneway and has no reply", name.text);
            let label = "this returns or throws something";
            let error = self.error(file, &name.span, message, label);
            error.help("remove `oneway`, or what is returned and thrown")
        })
    }

    fn check_thrown(&self, file: usize, field: &Field) -> Option<Diagnostic> {
        let is_exception = match self.underlying(&field.ty) {
            Type::Item(id) => {
                matches!(self[*id].kind, ItemKind::Struct(StructKind::Exception, _))
            }
            ty => ty.is_unknown(),
        };
        (!is_exception).then(|| {
            let label = format!("`{}` is not an exception", self.show(&field.ty));
            let message = "only exceptions can be thrown";
            let error = self.error(file, &field.name.span, message, label);
            error.help("define an `exception` for it")
        })
    }

    /// Returns the inherited method of this name, and the service that declares it.
    fn inherited(&self, service: &Service, name: &str) -> Option<(&Item, &Function)> {
        self.bases(service).into_iter().find_map(|(id, base)| {
            let function = base.functions.iter().find(|it| it.name.text == name)?;
            Some((&self[id], function))
        })
    }

    fn inherited_twice(
        &self,
        file: usize,
        function: &Function,
        (base, inherited): (&Item, &Function),
    ) -> Diagnostic {
        let name = &function.name;
        let message = format!(
            "`{}`, which this service extends, has a `{}`",
            base.name.text, name.text
        );
        let error = self.error(file, &name.span, message, "the same name");
        let source = &self.files[base.file].source;
        let error = error.also(source, inherited.name.span.clone(), "its method");
        error.help("give this method another name")
    }
}
