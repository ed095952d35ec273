//! Entries that travel with a call or its answer: how much time is left, which service it is
//! for, which trace it belongs to.
//!
//! Layers on both sides read and write it; handlers need not know of it. It travels in the
//! head of a message of the
//! [header transport](crate::transport::codec::Framing::TtHeader); the other framings have no
//! room for it.

use std::{fmt::Display, marker::PhantomData, str::FromStr};

use bytestring::ByteString;

/// Entries of text, each with a name or a number. Clones copy the list and share the texts.
///
/// # Examples
///
/// ```
/// use mini_lust::{Metadata, protocol::metadata::Key};
///
/// const ATTEMPT: Key<u32> = Key::text("attempt");
///
/// let mut metadata = Metadata::new();
/// metadata.insert(ATTEMPT, 2);
/// assert_eq!(metadata.get(ATTEMPT), Some(2));
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Metadata(Vec<(Name, ByteString)>);

/// The name of an entry.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Name {
    /// A text, which applications use. So do Kitex and Volo for entries without a number.
    Text(ByteString),
    /// A number, which Kitex and Volo use for entries that every call has.
    Number(u16),
}

/// The name of an entry, and the type that its text is parsed as.
#[derive(Debug)]
pub struct Key<T> {
    name: KeyName,
    value: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy, Debug)]
enum KeyName {
    Text(&'static str),
    Number(u16),
}

// === impl Metadata ===

impl Metadata {
    /// Creates metadata without entries.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns the value of an entry, or `None` if there is none or its text is not a `T`.
    pub fn get<T: FromStr>(&self, key: Key<T>) -> Option<T> {
        self.find(|name| key.is(name))?.parse().ok()
    }

    /// Sets an entry, and replaces any with this name.
    pub fn insert<T: Display>(&mut self, key: Key<T>, value: T) {
        self.insert_text(key.into(), value.to_string().into());
    }

    /// Removes an entry.
    pub fn remove<T>(&mut self, key: Key<T>) {
        self.0.retain(|(name, _)| !key.is(name));
    }

    /// Returns the text of an entry.
    pub fn get_text(&self, name: &Name) -> Option<&ByteString> {
        self.find(|it| it == name)
    }

    /// Sets the text of an entry, and replaces any with this name.
    pub fn insert_text(&mut self, name: Name, text: ByteString) {
        // A peer may have sent several.
        self.0.retain(|(it, _)| *it != name);
        self.0.push((name, text));
    }

    /// Returns all entries. If a peer sent two with one name, the later counts.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &ByteString)> {
        self.0.iter().map(|(name, text)| (name, text))
    }

    /// Returns whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the entries that a server passes on with each call that it makes in turn. Their
    /// names begin with [`PERSISTENT`].
    pub fn persistent(&self) -> Self {
        let entries = self.0.iter().filter(|(name, _)| match name {
            Name::Text(name) => name.starts_with(PERSISTENT),
            Name::Number(_) => false,
        });
        Self(entries.cloned().collect())
    }

    /// Adds the entries of `more` whose names are not there yet.
    pub fn fill(&mut self, more: &Self) {
        // Only entries that were there before are compared. If a peer sent `more`, it may be
        // long, and the later of two of its entries has to stay the later.
        let own = self.0.len();
        for (name, text) in more.iter() {
            if !self.0[..own].iter().any(|(it, _)| it == name) {
                self.push(name.clone(), text.clone());
            }
        }
    }

    /// Adds an entry as a peer sent it. Of two with one name the later counts.
    pub(crate) fn push(&mut self, name: Name, text: ByteString) {
        self.0.push((name, text));
    }

    fn find(&self, is: impl Fn(&Name) -> bool) -> Option<&ByteString> {
        self.0.iter().rev().find(|(name, _)| is(name)).map(|(_, text)| text)
    }
}

/// The prefix of entries that travel on from call to call, as in Kitex and Volo.
pub const PERSISTENT: &str = "RPC_PERSIST_";

/// The prefix of entries for the called server alone, as in Kitex and Volo.
pub const TRANSIENT: &str = "RPC_TRANSIT_";

/// The prefix of entries that travel with answers, as in Kitex and Volo.
pub const BACKWARD: &str = "RPC_BACKWARD_";

// === impl Key ===

impl<T> Key<T> {
    /// Creates the key of an entry with a text for a name.
    pub const fn text(name: &'static str) -> Self {
        Self { name: KeyName::Text(name), value: PhantomData }
    }

    /// Creates the key of an entry with a number. Kitex uses those up to 28, and may use more.
    pub const fn number(number: u16) -> Self {
        Self { name: KeyName::Number(number), value: PhantomData }
    }

    fn is(&self, name: &Name) -> bool {
        match (self.name, name) {
            (KeyName::Text(key), Name::Text(name)) => key == &**name,
            (KeyName::Number(key), Name::Number(name)) => key == *name,
            _ => false,
        }
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> From<Key<T>> for Name {
    fn from(key: Key<T>) -> Self {
        match key.name {
            KeyName::Text(name) => Self::Text(ByteString::from_static(name)),
            KeyName::Number(number) => Self::Number(number),
        }
    }
}
