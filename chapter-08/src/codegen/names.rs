//! Names in Rust.
//!
//! An IDL file writes its names in any case, and may use keywords of Rust. This module makes all
//! decisions about names.

use std::collections::HashSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// Returns the name of a field, a method, an argument or a module.
pub(super) fn snake(name: &str) -> String {
    valid(name.to_snake_case(), "x")
}

/// Returns the name of a type or a variant.
pub(super) fn camel(name: &str) -> String {
    role(name, "")
}

/// Returns the name of a type with a role for `name`: `GetUserArgs` for `getUser`.
pub(super) fn role(name: &str, role: &str) -> String {
    valid(name.to_upper_camel_case() + role, "X")
}

/// Returns the name of a constant.
pub(super) fn shouty(name: &str) -> String {
    valid(name.to_shouty_snake_case(), "X")
}

/// Returns the name of a type with a role for a service: `UserServer` for `UserService`.
pub(super) fn service_role(service: &str, role: &str) -> String {
    let service = service.to_upper_camel_case();
    let stem = service.strip_suffix("Service").filter(|stem| !stem.is_empty());
    valid(format!("{}{role}", stem.unwrap_or(&service)), "X")
}

/// The keywords that cannot be raw identifiers: there is no `r#self`.
const NEVER_RAW: [&str; 4] = ["Self", "crate", "self", "super"];

/// The name of the field that holds the unknown fields of a struct.
pub(super) const UNKNOWN_FIELDS: &str = "unknown_fields";

/// Returns a name that Rust accepts. One without letters gets `letter`, so that it has a case.
fn valid(name: String, letter: &str) -> String {
    match name.chars().next() {
        _ if !name.contains(char::is_alphabetic) => format!("{letter}{name}"),
        Some('0'..='9') => format!("_{name}"),
        _ if NEVER_RAW.contains(&&*name) => format!("{name}_"),
        _ => name,
    }
}

/// The names in a scope, each assigned to one thing.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(HashSet<String>);

impl Taken {
    pub(super) fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(str::to_owned).collect())
    }

    /// Assigns `name`, or the first of `name_`, `name__`, … that is free.
    pub(super) fn give(&mut self, mut name: String) -> String {
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}

/// Returns a name from the IDL file as a token.
///
/// The token is always raw: `r#name`. So it differs from any name that the generator writes
/// itself, until [`plain`] removes the mark.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new_raw(name, Span::call_site())
}

/// Returns a variable for the field `name`, in a function with other variables.
pub(super) fn local(name: &str) -> Ident {
    match name.trim_end_matches('_') {
        "field" | "input" | "out" => ident(&format!("{name}_")),
        _ => ident(name),
    }
}

/// Returns the name of an [`ident`], raw only if it is a keyword, or `None` for other names.
pub(super) fn plain(ident: &str) -> Option<Ident> {
    let name = ident.strip_prefix("r#")?;
    Some(match syn::parse_str::<Ident>(name) {
        // A keyword since edition 2024.
        Ok(ident) if name != "gen" => ident,
        _ => Ident::new_raw(name, Span::call_site()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_turned_to_the_case_that_rust_has_for_them() {
        for (name, as_snake, as_camel, as_shouty) in [
            ("getUser", "get_user", "GetUser", "GET_USER"),
            ("HTTPServer", "http_server", "HttpServer", "HTTP_SERVER"),
            ("MAX_LABELS", "max_labels", "MaxLabels", "MAX_LABELS"),
            ("field1", "field1", "Field1", "FIELD1"),
            ("o1", "o1", "O1", "O1"),
            ("_1st", "_1st", "_1st", "_1ST"),
            ("__", "x", "X", "X"),
            ("_1", "x1", "X1", "X1"),
            ("type", "type", "Type", "TYPE"),
            ("self", "self_", "Self_", "SELF"),
            ("Self", "self_", "Self_", "SELF"),
        ] {
            assert_eq!(snake(name), as_snake);
            assert_eq!(camel(name), as_camel);
            assert_eq!(shouty(name), as_shouty);
        }
    }

    #[test]
    fn a_service_gives_its_name_to_its_server() {
        assert_eq!(service_role("UserService", "Server"), "UserServer");
        assert_eq!(service_role("Calculator", "Client"), "CalculatorClient");
        assert_eq!(service_role("Service", "Client"), "ServiceClient");
    }

    #[test]
    fn a_name_is_given_out_once() {
        let mut taken = Taken::new(["Unknown"]);
        let names = ["A", "A", "Unknown", "A"].map(|name| taken.give(name.to_owned()));
        assert_eq!(names, ["A", "A_", "Unknown_", "A__"]);
    }

    #[test]
    fn only_keywords_stay_raw() {
        let shown =
            |name| plain(&ident(name).to_string()).map(|ident| ident.to_string());
        assert_eq!(shown("type").as_deref(), Some("r#type"));
        assert_eq!(shown("gen").as_deref(), Some("r#gen"));
        assert_eq!(shown("id").as_deref(), Some("id"));
        assert_eq!(plain("Message"), None);
    }
}
