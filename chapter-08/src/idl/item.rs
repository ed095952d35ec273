//! The parts of a file: definitions, and the types and values in them.
//!
//! The parser records types and values in the form of the text. The resolver then replaces, in
//! place, every [`Type::Named`] and every [`ValueKind::Path`] by its meaning: a loaded
//! [`Program`](super::program::Program) contains neither.
//!
//! # Examples
//!
//! ```
//! use mini_lust::idl::{item::{ItemKind, Type}, program::Program};
//!
//! let program = Program::load(&["idl/user.thrift".into()], &[])
//!     .unwrap_or_else(|errors| panic!("{}", errors[0]));
//! let first = &program.items[0];
//! assert_eq!(first.name.text, "UserId");
//! assert_eq!(first.kind, ItemKind::Typedef(Type::I64));
//! ```

use std::ops::Deref;

use super::diagnostic::Span;

/// A name from the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Name {
    /// The word itself. A quoted one is without quotes, and its escapes are replaced.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The index of an item in a program's [`items`](super::program::Program::items).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ItemId(pub usize);

/// A definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The index of its file in the program.
    pub file: usize,
    /// The documentation comment before it.
    pub doc: Option<String>,
    /// Its name in the file.
    pub name: Name,
    /// What it defines.
    pub kind: ItemKind,
    /// Whether the struct or exception keeps fields that the file does not have, by an
    /// annotation: `(keep_unknown_fields)` or `(keep_unknown_fields = "true")`.
    pub keeps_unknown_fields: bool,
}

/// The content of a definition.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// `const i32 MAX_LABELS = 16`
    Const(Type, Value),
    /// `typedef i64 UserId`
    Typedef(Type),
    /// `enum Role { … }`
    Enum(Vec<EnumValue>),
    /// `struct User { … }`, or a `union` or an `exception`
    Struct(StructKind, Vec<Field>),
    /// `service UserService { … }`
    Service(Service),
}

/// The three kinds of definitions that have fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StructKind {
    /// `struct`
    Struct,
    /// `union`: exactly one of its fields is set.
    Union,
    /// `exception`: a struct that a method can throw.
    Exception,
}

/// A named value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The documentation comment before it.
    pub doc: Option<String>,
    /// Its name in the file.
    pub name: Name,
    /// Its number. Default: one more than the value before, or 0.
    pub number: i32,
}

/// A field of a struct, an argument of a method, or an exception that a method declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The documentation comment before it.
    pub doc: Option<String>,
    /// Its id. A field without a positive id in the file gets the next of −1, −2, ….
    pub id: i16,
    /// Whether the file says `required` or `optional`.
    pub requiredness: Requiredness,
    /// Its type.
    pub ty: Type,
    /// Its name in the file.
    pub name: Name,
    /// Its value if the field is absent.
    pub default: Option<Value>,
}

/// Whether a field must be present.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Requiredness {
    /// The file does not say: always written, but allowed to be absent when read.
    #[default]
    Default,
    /// Always written. Reading fails if it is absent.
    Required,
    /// Written only if it is set.
    Optional,
}

/// A service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The service whose methods this one inherits: a [`Type::Item`].
    pub extends: Option<Type>,
    /// Its own methods.
    pub functions: Vec<Function>,
}

impl Service {
    /// Returns the service whose methods this one inherits.
    pub fn base(&self) -> Option<ItemId> {
        self.extends.as_ref().and_then(Type::item)
    }
}

/// A method of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The documentation comment before it.
    pub doc: Option<String>,
    /// Whether the caller does not wait for a reply.
    pub oneway: bool,
    /// Whether calling it twice has no more effect than calling it once, by an annotation:
    /// `(idempotent = "true")` or `(idempotent)`.
    pub idempotent: bool,
    /// The type it returns; `None` for `void`.
    pub returns: Option<Type>,
    /// Its name in the file, which is also its name in messages.
    pub name: Name,
    /// Its arguments.
    pub arguments: Vec<Field>,
    /// The exceptions it declares. The type of each is an exception.
    pub throws: Vec<Field>,
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "they have the names that the language gives them")]
pub enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    Double,
    String,
    Binary,
    Uuid,
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>, Box<Type>),
    /// A typedef, an enum, a struct, a union or an exception.
    Item(ItemId),
    /// A name that has not been looked up, or refers to nothing.
    Named(Name),
}

impl Type {
    /// Returns the item, if the type is one.
    pub fn item(&self) -> Option<ItemId> {
        match self {
            Self::Item(id) => Some(*id),
            _ => None,
        }
    }

    /// Returns whether it contains a name that refers to nothing.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Named(_)) || self.parts().any(Self::is_unknown)
    }

    /// Returns the types directly inside it.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Self> {
        let (first, second) = match self {
            Self::List(element) | Self::Set(element) => (Some(element), None),
            Self::Map(key, value) => (Some(key), Some(value)),
            _ => (None, None),
        };
        first.into_iter().chain(second).map(|part| &**part)
    }

    /// Returns the items inside it, at any depth.
    pub(crate) fn items(&self) -> Vec<ItemId> {
        let inside = self.parts().flat_map(Self::items);
        self.item().into_iter().chain(inside).collect()
    }
}

/// The value of a constant, or the default value of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value itself.
    pub kind: ValueKind,
    /// Where it is.
    pub span: Span,
}

impl Value {
    /// Returns the values directly inside it.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match &self.kind {
            ValueKind::List(values) => values.iter().collect(),
            ValueKind::Map(pairs) => pairs.iter().flat_map(|(k, v)| [k, v]).collect(),
            ValueKind::Struct(set) => set.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }
}

/// A value, in the form that its type requires.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// Of a `bool`, even if the file says `1`.
    Bool(bool),
    /// Of an integer.
    Integer(i64),
    /// Of a `double`, even if the file says `1`.
    Double(f64),
    /// Of a `string` or a `binary`.
    Text(String),
    /// Of a `uuid`.
    Uuid([u8; 16]),
    /// Of an enum: a number, with or without a name.
    Enum(i32),
    /// Of a list or a set.
    List(Vec<Value>),
    /// Of a map.
    Map(Vec<(Value, Value)>),
    /// Of a struct: the fields that are set, by index.
    Struct(Vec<(usize, Value)>),
    /// The value of a constant of the same type.
    Const(ItemId),
    /// The name of a constant or of an enum's value, not yet looked up.
    Path(String),
}
