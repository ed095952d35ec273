//! An IDL file as it is written: every name, type and value, with its place in the text.

use std::ops::Range;

/// A place in the text of a file, in bytes.
pub type Span = Range<usize>;

/// A file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// `include "shared.thrift"`
    pub includes: Vec<Name>,
    /// `namespace rs user`
    pub namespaces: Vec<Namespace>,
    /// Everything else, in the order of the file.
    pub definitions: Vec<Definition>,
}

/// A word of the file's author.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Name {
    /// The word, or what its escapes stand for if it is quoted.
    pub text: String,
    /// Where it is.
    pub span: Span,
}

/// The module that the definitions of the file go into, for one language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Namespace {
    /// The language: `rs`, or `*` for all.
    pub scope: Name,
    /// The module, with dots in it.
    pub name: Name,
}

/// A named thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The comment `/** … */` before it.
    pub doc: Option<String>,
    /// What it is called.
    pub name: Name,
    /// What it is.
    pub kind: DefinitionKind,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// What is defined.
#[derive(Clone, Debug, PartialEq)]
pub enum DefinitionKind {
    /// `const i32 MAX_LABELS = 16`
    Const(Type, Value),
    /// `typedef i64 UserId`
    Typedef(Type),
    /// `enum Role { … }`
    Enum(Vec<EnumValue>),
    /// `struct`, `union` and `exception`
    Struct(StructKind, Vec<Field>),
    /// `service UserService { … }`
    Service(Service),
}

/// Which of the three things with fields.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StructKind {
    /// `struct`
    Struct,
    /// `union`, of whose fields one is set
    Union,
    /// `exception`, a struct that can be thrown
    Exception,
}

/// One of the names of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The comment before it.
    pub doc: Option<String>,
    /// The name.
    pub name: Name,
    /// Its number, if the file gives it.
    pub number: Option<Integer>,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// A field of a struct, an argument, or a declared exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The comment before it.
    pub doc: Option<String>,
    /// Its number, if the file gives it.
    pub id: Option<Integer>,
    /// Whether it must be there.
    pub requiredness: Requiredness,
    /// Its type.
    pub ty: Type,
    /// Its name.
    pub name: Name,
    /// What it is if it is not there.
    pub default: Option<Value>,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Requiredness {
    /// The file does not say: written always, and read if it is there.
    #[default]
    Default,
    /// Written always, and an error if it is not there.
    Required,
    /// Written if it is set.
    Optional,
}

/// The methods of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The service whose methods it has too.
    pub extends: Option<Name>,
    /// Its own methods.
    pub functions: Vec<Function>,
}

/// A method.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// The comment before it.
    pub doc: Option<String>,
    /// Whether nobody waits for an answer.
    pub oneway: bool,
    /// What it returns; `None` is `void`.
    pub returns: Option<Type>,
    /// Its name.
    pub name: Name,
    /// Its arguments.
    pub arguments: Vec<Field>,
    /// What it throws.
    pub throws: Vec<Field>,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// A type, where it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// Which one.
    pub kind: TypeKind,
    /// Where it is, without what is said about it.
    pub span: Span,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// The types that the language has, and those that files define.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "they are called as in the language")]
pub enum TypeKind {
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
    /// One that this file defines, or another: `shared.User`.
    Named(String),
}

/// A whole number.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Integer {
    /// The number.
    pub value: i64,
    /// Where it is.
    pub span: Span,
}

/// A value of a constant, or of a field that is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Which one.
    pub kind: ValueKind,
    /// Where it is.
    pub span: Span,
}

/// The ways to write a value.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// `16`
    Integer(i64),
    /// `0.5`
    Double(f64),
    /// `"text"`
    Literal(String),
    /// `Role.READER`, a constant, `true` or `false`
    Path(String),
    /// `[1, 2]`
    List(Vec<Value>),
    /// `{"a": 1}`, which may also be a struct
    Map(Vec<(Value, Value)>),
}

/// Something said in parentheses, as `(deprecated = "since 2")`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Annotation {
    /// What it is about.
    pub key: Name,
    /// What is said, if anything.
    pub value: Option<String>,
}
