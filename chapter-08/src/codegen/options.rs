//! What a program may change of the code that is generated for it.

use proc_macro2::TokenStream;
use syn::{Attribute, Path, parse::Parser};

/// Options of the generator. By default, none is set.
///
/// Some of them concern certain items of the IDL files, by a path: the module of the file,
/// the item, and perhaps a field, each after a dot.
///
/// - `.` is everything.
/// - `.shop.Order` is that item with all that is in it, and `.shop` the whole module.
/// - `Order.total`, without a dot before it, is whatever has a path that ends so.
///
/// These are the rules of `prost-build`.
///
/// # Examples
///
/// Types that serde can write and read, with enums by their names:
///
/// ```
/// use mini_lust::codegen::Options;
///
/// let options = Options::new()
///     .type_attribute(".", "#[derive(serde::Serialize, serde::Deserialize)]")
///     .enum_conversions()
///     .enum_attribute(".", r#"#[serde(into = "String", try_from = "String")]"#)
///     .field_attribute("User.email", r#"#[serde(rename = "mail")]"#)
///     .std_strings()
///     .std_bytes();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    type_attributes: Vec<(String, String)>,
    enum_attributes: Vec<(String, String)>,
    field_attributes: Vec<(String, String)>,
    externs: Vec<(String, String)>,
    pub(super) ordered_maps: bool,
    pub(super) std_strings: bool,
    pub(super) std_bytes: bool,
    pub(super) enum_conversions: bool,
    pub(super) service_descriptors: bool,
    pub(super) default_methods: bool,
    pub(super) object_safe_services: bool,
}

impl Options {
    /// Creates options, none of which is set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds attributes to types: to enums, structs, unions and exceptions.
    ///
    /// # Panics
    ///
    /// Panics if `attributes` are not attributes.
    #[track_caller]
    pub fn type_attribute(mut self, path: &str, attributes: &str) -> Self {
        self.type_attributes.push(attributes_at(path, attributes));
        self
    }

    /// Adds attributes to enums only.
    ///
    /// # Panics
    ///
    /// Panics if `attributes` are not attributes.
    #[track_caller]
    pub fn enum_attribute(mut self, path: &str, attributes: &str) -> Self {
        self.enum_attributes.push(attributes_at(path, attributes));
        self
    }

    /// Adds attributes to the fields of structs and exceptions, and to the variants of unions.
    ///
    /// # Panics
    ///
    /// Panics if `attributes` are not attributes.
    #[track_caller]
    pub fn field_attribute(mut self, path: &str, attributes: &str) -> Self {
        self.field_attributes.push(attributes_at(path, attributes));
        self
    }

    /// Generates nothing for the items at `path`, which begins with a dot, but refers to
    /// `rust_path` instead: a module that was generated from the same file, or a type that
    /// has the traits of a generated one. If several paths fit, the longest counts.
    ///
    /// # Panics
    ///
    /// Panics if `path` does not begin with a dot, or if `rust_path` is not a path that begins
    /// with `::` or `crate`.
    ///
    /// # Examples
    ///
    /// ```
    /// use mini_lust::codegen::Options;
    ///
    /// let options = Options::new()
    ///     .extern_path(".common", "::common_types")
    ///     .extern_path(".common.Money", "::money::Money");
    /// ```
    #[track_caller]
    pub fn extern_path(mut self, path: &str, rust_path: &str) -> Self {
        assert!(path.starts_with('.'), "`{path}` does not begin with a dot");
        let is_absolute = ["::", "crate::"].iter().any(|it| rust_path.starts_with(it));
        let is_path = is_absolute && syn::parse_str::<Path>(rust_path).is_ok();
        assert!(is_path, "`{rust_path}` is not a path from `::` or `crate`");
        self.externs.push((path.to_owned(), rust_path.to_owned()));
        self
    }

    /// Generates a `BTreeMap` for every map, and a `BTreeSet` for every set, instead of those
    /// with hashes. They are written in the order of their keys.
    pub fn ordered_maps(self) -> Self {
        Self { ordered_maps: true, ..self }
    }

    /// Generates a `String` for every `string`. Decoding copies it.
    pub fn std_strings(self) -> Self {
        Self { std_strings: true, ..self }
    }

    /// Generates a `Vec<u8>` for every `binary`. Decoding copies it.
    pub fn std_bytes(self) -> Self {
        Self { std_bytes: true, ..self }
    }

    /// Generates conversions for every enum: `Display` and `FromStr`, by the name in the IDL
    /// file, or the number if it has no name; `TryFrom<i32>`, for numbers with a name; and
    /// for serde's `into` and `try_from`, those from and to `String`.
    pub fn enum_conversions(self) -> Self {
        Self { enum_conversions: true, ..self }
    }

    /// Generates a constant for every service, such as `SHOP_DESCRIPTOR` for `Shop`: a
    /// [`ServiceDescriptor`](crate::rpc::descriptor::ServiceDescriptor) with its methods and
    /// annotations. Services that it extends need theirs, too.
    pub fn service_descriptors(self) -> Self {
        Self { service_descriptors: true, ..self }
    }

    /// Generates a body for every method of a service's trait, so that a handler can leave
    /// methods out: their callers get `UNKNOWN_METHOD`. A oneway that is left out does nothing.
    pub fn default_methods(self) -> Self {
        Self { default_methods: true, ..self }
    }

    /// Generates traits of services that can be objects: an `Arc<dyn Shop>` can be kept, and
    /// served by `from_arc`. Their methods return a [`BoxFuture`](crate::BoxFuture), which
    /// handlers have to make. Services that they extend need this, too.
    pub fn object_safe_services(self) -> Self {
        Self { object_safe_services: true, ..self }
    }

    pub(super) fn of_type(&self, path: &str, is_enum: bool) -> TokenStream {
        let of_enums = self.enum_attributes.iter().filter(|_| is_enum);
        matching(self.type_attributes.iter().chain(of_enums), path)
    }

    pub(super) fn of_field(&self, path: &str) -> TokenStream {
        matching(self.field_attributes.iter(), path)
    }

    /// Returns the Rust path for an item, and what is left to add of its own path.
    pub(super) fn external<'a>(&self, path: &'a str) -> Option<(&str, &'a str)> {
        let fits = self.externs.iter().filter(|(pattern, _)| matches(pattern, path));
        let (pattern, rust_path) = fits.max_by_key(|(pattern, _)| pattern.len())?;
        Some((rust_path, path[pattern.len()..].trim_start_matches('.')))
    }
}

#[track_caller]
fn attributes_at(path: &str, attributes: &str) -> (String, String) {
    let parsed = Attribute::parse_outer.parse_str(attributes);
    assert!(parsed.is_ok_and(|it| !it.is_empty()), "`{attributes}` is not an attribute");
    (path.to_owned(), attributes.to_owned())
}

fn matching<'a>(
    attributes: impl Iterator<Item = &'a (String, String)>,
    path: &str,
) -> TokenStream {
    let matching = attributes.filter(|(pattern, _)| matches(pattern, path));
    let parse = |(_, text): &(String, String)| -> TokenStream {
        text.parse().expect("it has been parsed before")
    };
    matching.map(parse).collect()
}

/// Returns whether a pattern fits a path, which begins with a dot.
fn matches(pattern: &str, path: &str) -> bool {
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with('.');
    match pattern.starts_with('.') {
        true => pattern == "." || path.strip_prefix(pattern).is_some_and(is_end),
        false => path.strip_suffix(pattern).is_some_and(|rest| rest.ends_with('.')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_everything_a_beginning_or_an_end() {
        for (pattern, fits) in [
            (".", true),
            (".shop", true),
            (".shop.Order", true),
            (".shop.Order.total", true),
            (".shop.Order.total.x", false),
            (".sho", false),
            (".shop.Ord", false),
            ("Order.total", true),
            ("total", true),
            ("otal", false),
            ("Order", false),
            ("shop.Order.total", true),
            ("", false),
        ] {
            assert_eq!(matches(pattern, ".shop.Order.total"), fits, "{pattern}");
        }
    }

    #[test]
    fn the_longest_path_says_where_an_item_is() {
        let options = Options::new()
            .extern_path(".common.v1.Money", "::money::Money")
            .extern_path(".common", "::common");
        assert_eq!(options.external(".common.v1.Money"), Some(("::money::Money", "")));
        assert_eq!(options.external(".common.v1.User"), Some(("::common", "v1.User")));
        assert_eq!(options.external(".commons.User"), None);
    }

    #[test]
    #[should_panic(expected = "`derive(Eq)` is not an attribute")]
    fn what_is_not_an_attribute_is_refused() {
        drop(Options::new().type_attribute(".", "derive(Eq)"));
    }
}
