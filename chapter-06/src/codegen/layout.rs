//! The layout of the code: the module of each item, and its name there.

use std::collections::{BTreeMap, HashMap};

use proc_macro2::TokenStream;
use quote::quote;

use crate::idl::{
    circles::groups,
    item::{Field, Function, Item, ItemId, ItemKind, Service, StructKind},
    program::Program,
};

use super::names::{self, Taken, UNKNOWN_FIELDS, ident};

/// The modules of a program, and the names in them.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The module of the requested files, with all others inside it.
    pub(super) root: Module,
    /// The path of each item's module.
    paths: Vec<Vec<String>>,
    /// The name of each item.
    names: Vec<String>,
    /// The names of the fields or variants of each.
    members: Vec<Vec<String>>,
    services: HashMap<ItemId, ServiceLayout<'a>>,
}

/// The contents of a module.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) items: Vec<ItemId>,
    pub(super) children: BTreeMap<String, Module>,
    /// The names of all items, and of everything made from services.
    pub(super) taken: Taken,
}

/// The names of everything made from a service.
#[derive(Clone, Debug, Default)]
pub(super) struct ServiceLayout<'a> {
    pub(super) server: String,
    pub(super) client: String,
    /// The methods it inherits, those of the furthest base first.
    pub(super) inherited: Vec<Method<'a>>,
    /// The methods it declares.
    pub(super) own: Vec<Method<'a>>,
}

/// A method, and the names of everything made from it.
#[derive(Clone, Debug)]
pub(super) struct Method<'a> {
    /// The service that declares it.
    pub(super) service: ItemId,
    pub(super) function: &'a Function,
    pub(super) name: String,
    /// The struct of its arguments.
    pub(super) args: String,
    /// The names of the arguments, in order.
    pub(super) arguments: Vec<String>,
    /// The enum of its exceptions.
    pub(super) exception: String,
}

impl<'a> Layout<'a> {
    pub(super) fn new(program: &'a Program) -> Self {
        let paths = paths(program);
        let mut root = Module::default();
        for (index, path) in paths.iter().enumerate() {
            root.at(path).items.push(ItemId(index));
        }
        let names = vec![String::new(); paths.len()];
        let members = program.items.iter().map(members).collect();
        let mut layout = Self { root, paths, names, members, services: HashMap::new() };
        layout.name_items(program);
        layout.name_services(program);
        layout
    }

    /// Returns the name of an item.
    pub(super) fn name(&self, id: ItemId) -> &str {
        &self.names[id.0]
    }

    /// Returns the names of the fields, variants or numbers of an item, in order.
    pub(super) fn members(&self, id: ItemId) -> &[String] {
        &self.members[id.0]
    }

    /// Returns the names of everything made from a service.
    pub(super) fn service(&self, id: ItemId) -> &ServiceLayout<'a> {
        &self.services[&id]
    }

    /// Returns the path from `module` to something called `name` in the module of an item.
    pub(super) fn path(&self, module: &[String], id: ItemId, name: &str) -> TokenStream {
        let target = &self.paths[id.0];
        let common = module.iter().zip(target).take_while(|(a, b)| a == b).count();
        let up = module[common..].iter().map(|_| quote!(super::));
        let down = target[common..].iter().map(|name| ident(name));
        let name = ident(name);
        quote!(#(#up)* #(#down::)* #name)
    }

    fn name_items(&mut self, program: &Program) {
        for (index, item) in program.items.iter().enumerate() {
            let name = match item.kind {
                ItemKind::Const(..) => names::shouty(&item.name),
                _ => names::camel(&item.name),
            };
            // A variable cannot have the name of a tuple struct (E0530), which an enum becomes.
            // That concerns names that are the same in both cases, like `_1st`.
            let name = if names::snake(&name) == name { name + "_" } else { name };
            let module = self.root.at(&self.paths[index]);
            self.names[index] = module.taken.give(name);
        }
    }

    /// Names everything made from each service, after the service that it extends.
    fn name_services(&mut self, program: &'a Program) {
        let base = |item: &Item| match &item.kind {
            ItemKind::Service(service) => service.base().map(|base| base.0),
            _ => None,
        };
        let bases = program.items.iter().map(|item| base(item).into_iter().collect());
        let edges: Vec<_> = bases.collect();
        for id in groups(&edges).into_iter().flatten().map(ItemId) {
            if let ItemKind::Service(service) = &program[id].kind {
                let layout = self.service_layout(id, &program[id].name, service);
                self.services.insert(id, layout);
            }
        }
    }

    fn service_layout(
        &mut self,
        id: ItemId,
        name: &str,
        service: &'a Service,
    ) -> ServiceLayout<'a> {
        let base = service.base().and_then(|base| self.services.get(&base));
        let inherited = base.map(|base| [&base.inherited[..], &base.own].concat());
        let inherited = inherited.unwrap_or_default();
        let inherited_names = inherited.iter().map(|method| &*method.name);
        let mut methods = Taken::new(NOT_A_METHOD.into_iter().chain(inherited_names));
        let taken = &mut self.root.at(&self.paths[id.0]).taken;
        let server = taken.give(names::service_role(name, "Server"));
        let client = taken.give(names::service_role(name, "Client"));
        let own = service.functions.iter().map(|function| Method {
            service: id,
            function,
            name: methods.give(names::snake(&function.name)),
            args: taken.give(names::role(&function.name, "Args")),
            arguments: field_names(&function.arguments, None),
            exception: taken.give(names::role(&function.name, "Exception")),
        });
        let own = own.collect();
        ServiceLayout { server, client, inherited, own }
    }
}

/// The methods that every server, client or `Arc` has.
const NOT_A_METHOD: [&str; 7] =
    ["as_ref", "clone", "drop", "into", "new", "to_owned", "try_into"];

impl Module {
    /// Returns the module at `path` in this one.
    fn at(&mut self, path: &[String]) -> &mut Self {
        let Some((first, rest)) = path.split_first() else {
            return self;
        };
        if !self.children.contains_key(first) {
            self.children.insert(first.clone(), Self::default());
            self.taken.give(first.clone());
        }
        self.children.entry(first.clone()).or_default().at(rest)
    }
}

/// Returns the names of the members of an item.
fn members(item: &Item) -> Vec<String> {
    match &item.kind {
        ItemKind::Enum(values) => {
            let mut taken = Taken::default();
            values.iter().map(|value| taken.give(names::shouty(&value.name))).collect()
        }
        ItemKind::Struct(StructKind::Union, fields) => {
            let mut taken = Taken::new(["Unknown"]);
            fields.iter().map(|field| taken.give(names::camel(&field.name))).collect()
        }
        ItemKind::Struct(_, fields) => {
            let unknown = item.keeps_unknown_fields.then_some(UNKNOWN_FIELDS);
            field_names(fields, unknown)
        }
        _ => Vec::new(),
    }
}

/// Returns the names of fields or arguments, none of which is one of the names `taken`.
fn field_names<'a>(
    fields: &[Field],
    taken: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let mut taken = Taken::new(taken);
    fields.iter().map(|field| taken.give(names::snake(&field.name))).collect()
}

/// Returns the path of each item's module. If all requested files have the same namespace, it is
/// the root.
fn paths(program: &Program) -> Vec<Vec<String>> {
    let roots = &program.files[..program.roots.min(program.files.len())];
    let root = match roots {
        [first, rest @ ..] if rest.iter().all(|f| f.namespace == first.namespace) => {
            Some(&first.namespace)
        }
        _ => None,
    };
    let of_file = |namespace: &Vec<String>| match Some(namespace) == root {
        true => Vec::new(),
        false => namespace.iter().map(|name| module(name)).collect(),
    };
    let files: Vec<_> =
        program.files.iter().map(|file| of_file(&file.namespace)).collect();
    program.items.iter().map(|item| files[item.file].clone()).collect()
}

/// Returns the name of a module. One called `std` would hide the library.
fn module(name: &str) -> String {
    match names::snake(name) {
        name if name == "std" => "std_".to_owned(),
        name => name,
    }
}
