//! What IDL files mean together: every name is looked up, every number checked.
//!
//! A [`Program`] is never wrong. What can be wrong with files is found out on the way to
//! one, so whoever reads a program has nothing left to check.

use std::{ops::Index, path::PathBuf};

use super::ast::{Annotation, Requiredness, StructKind};

/// Files, and all that they define.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// The files: first those that were asked for, then those that they include.
    pub files: Vec<File>,
    /// How many of the files were asked for.
    pub roots: usize,
    /// What is defined, by the order of the files, and in each by the order of the text.
    pub items: Vec<Item>,
}

/// One of a program's files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct File {
    /// Where it was read from.
    pub path: PathBuf,
    /// The module for its items: what it says for `rs`, or else for `*`, between the dots,
    /// and if it says nothing its own name.
    pub namespace: Vec<String>,
}

/// Which of a program's [items](Program::items).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ItemId(pub usize);

/// A named thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which of the program's files it is in.
    pub file: usize,
    /// The comment before it.
    pub doc: Option<String>,
    /// What the file calls it.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// A constant.
    Const(Type, Value),
    /// Another name for a type.
    Typedef(Type),
    /// Numbers with names. There is at least one way to tell them apart: the name.
    Enum(Vec<EnumValue>),
    /// A struct, a union or an exception.
    Struct(StructKind, Vec<Field>),
    /// A service.
    Service(Service),
}

/// One of the names of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The comment before it.
    pub doc: Option<String>,
    /// The name.
    pub name: String,
    /// Its number: if the file gives none, one more than the one before, or 0.
    pub number: i32,
}

/// A field of a struct, an argument, or a declared exception.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The comment before it.
    pub doc: Option<String>,
    /// Its number: if the file gives none above 0, one of −1, −2, … from the first field on.
    pub id: i16,
    /// Whether it must be there.
    pub requiredness: Requiredness,
    /// Its type.
    pub ty: Type,
    /// What the file calls it.
    pub name: String,
    /// What it is if it is not there.
    pub default: Option<Value>,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// The methods of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The service whose methods it has too.
    pub extends: Option<ItemId>,
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
    /// What the file calls it, and so do callers.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Field>,
    /// What it throws. The type of each is an item that is an exception.
    pub throws: Vec<Field>,
    /// What is said about it in parentheses.
    pub annotations: Vec<Annotation>,
}

/// A type.
#[derive(Clone, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "they are called as in the language")]
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
    /// A typedef, an enum, or something with fields.
    Item(ItemId),
}

/// A value, of a type that is known from where it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of `bool`, though the file may say `0` or `1`.
    Bool(bool),
    /// Of a type of whole numbers, and in its range.
    Integer(i64),
    /// Of `double`: a finite number.
    Double(f64),
    /// Of `string` or `binary`.
    Text(String),
    /// Of `uuid`.
    Uuid([u8; 16]),
    /// Of an enum: a number, which need not have a name.
    Enum(i32),
    /// Of a list, or of a set, where no two elements are equal.
    List(Vec<Value>),
    /// Of a map. No two keys are equal.
    Map(Vec<(Value, Value)>),
    /// Of something with fields: those that are set, by their index. Of a union it is one.
    Struct(Vec<(usize, Value)>),
    /// What a constant of the same type is.
    Const(ItemId),
}

impl Function {
    /// Whether to call it twice does no more than to call it once: it has the annotation
    /// `(idempotent = "true")`, or `(idempotent)`.
    pub fn is_idempotent(&self) -> bool {
        self.annotations.iter().any(|annotation| {
            annotation.key.text == "idempotent"
                && matches!(annotation.value.as_deref(), None | Some("true" | "1"))
        })
    }
}

impl Program {
    /// The type itself, if `ty` is another name for it.
    pub fn underlying<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        while let Type::Item(id) = ty
            && let ItemKind::Typedef(aliased) = &self[*id].kind
        {
            ty = aliased;
        }
        ty
    }
}

impl Index<ItemId> for Program {
    type Output = Item;

    fn index(&self, ItemId(index): ItemId) -> &Item {
        &self.items[index]
    }
}
