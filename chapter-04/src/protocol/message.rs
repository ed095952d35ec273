//! Thrift values, and the ways to build them from one another.
//!
//! A type that implements [`Message`] can be written in any protocol and read back. The
//! implementations for the types of an IDL file are generated. Those here are for the IDL
//! language itself: numbers, strings, containers, and the reply of a method.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    convert::Infallible,
    hash::{BuildHasher, Hash},
};

use bytes::Bytes;
use bytestring::ByteString;

use super::{DecodeError, FieldHeader, InputProtocol, OutputProtocol, WireType};

/// A Thrift value.
///
/// # Examples
///
/// This is what the generator writes for `struct Point { 1: required i32 x, 2: optional
/// string name }`:
///
/// ```
/// use mini_lust::{
///     ByteString,
///     protocol::{DecodeError, InputProtocol, Message, OutputProtocol, WireType},
/// };
///
/// pub struct Point {
///     pub x: i32,
///     pub name: Option<ByteString>,
/// }
///
/// impl Message for Point {
///     const TYPE: WireType = WireType::Struct;
///
///     fn encode(&self, out: &mut impl OutputProtocol) {
///         out.write_struct_begin();
///         out.write_field(1, &self.x);
///         if let Some(name) = &self.name {
///             out.write_field(2, name);
///         }
///         out.write_struct_end();
///     }
///
///     fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
///         let mut x = None;
///         let mut name = None;
///         input.read_struct_begin()?;
///         while let Some(field) = input.read_field_begin()? {
///             match (field.id, field.ty) {
///                 (1, WireType::I32) => x = Some(Message::decode(input)?),
///                 (2, WireType::Binary) => name = Some(Message::decode(input)?),
///                 _ => input.skip(field.ty)?,
///             }
///         }
///         input.read_struct_end();
///         let x = x.ok_or_else(|| input.missing("Point", "x"))?;
///         Ok(Self { x, name })
///     }
/// }
/// ```
pub trait Message: Sized {
    /// The type of the value in the head of a field or a container.
    const TYPE: WireType;

    /// Writes the value.
    fn encode(&self, out: &mut impl OutputProtocol);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not such a value: see
    /// [`Reason`](crate::protocol::Reason).
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError>;
}

/// The exceptions that the IDL declares for one method, each a field of its reply.
pub trait Exception: Sized {
    /// Writes the exception as a field.
    fn encode_field(&self, out: &mut impl OutputProtocol);

    /// Reads the exception in `field`. If the method declares no such exception, returns
    /// `None` and reads nothing.
    ///
    /// # Errors
    ///
    /// Returns an error if the value of the field is not that exception.
    fn decode_field(
        field: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError>;
}

/// Implements [`Message`] for types that a protocol writes and reads with one method each.
macro_rules! impl_message {
    ($($type:ty: $wire_type:ident, $write:ident, $read:ident;)*) => {$(
        impl Message for $type {
            const TYPE: WireType = WireType::$wire_type;

            #[inline]
            fn encode(&self, out: &mut impl OutputProtocol) {
                out.$write(*self);
            }

            #[inline]
            fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
                input.$read()
            }
        }
    )*};
}

impl_message! {
    bool: Bool, write_bool, read_bool;
    i8: I8, write_i8, read_i8;
    i16: I16, write_i16, read_i16;
    i32: I32, write_i32, read_i32;
    i64: I64, write_i64, read_i64;
    f64: Double, write_double, read_double;
}

/// `uuid`
impl Message for [u8; 16] {
    const TYPE: WireType = WireType::Uuid;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_uuid(self);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_uuid()
    }
}

/// `binary`. A decoded one shares the memory of its message, and keeps all of it: to store
/// it for long, [copy](Bytes::copy_from_slice) it.
impl Message for Bytes {
    const TYPE: WireType = WireType::Binary;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_shared(self);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_bytes()
    }
}

/// `string`. A decoded one shares the memory of its message, and keeps all of it: to store
/// it for long, copy it, for example with `ByteString::from(name.as_ref() as &str)`.
impl Message for ByteString {
    const TYPE: WireType = WireType::Binary;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_shared(self.as_bytes());
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_string()
    }
}

/// A value on the heap, which a struct that contains itself needs.
impl<T: Message> Message for Box<T> {
    const TYPE: WireType = T::TYPE;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        T::encode(self, out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        // If this is an element, its pointer is already accounted for as one.
        input.account(size_of::<T>(), 0)?;
        T::decode(input).map(Self::new)
    }
}

/// `list`
impl<T: Message> Message for Vec<T> {
    const TYPE: WireType = WireType::List;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        encode_list(self.iter(), out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let len = input.read_list_of::<T>()?;
        let room = input.account(len.saturating_mul(size_of::<T>()), len)?;
        let mut list = Self::with_capacity(len.min(room / size_of::<T>().max(1)));
        for _ in 0..len {
            if list.len() == list.capacity() {
                list.reserve_exact(len - list.len());
            }
            list.push(T::decode(input)?);
        }
        input.read_list_end();
        Ok(list)
    }
}

/// `set`. Only one of several equal elements is kept.
impl<T: Message + Eq + Hash, S: BuildHasher + Default> Message for HashSet<T, S> {
    const TYPE: WireType = WireType::Set;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        encode_list(self.iter(), out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let len = input.read_list_of::<T>()?;
        let room = input.account(hash_table_size::<T>(len), len)?;
        let capacity = len.min(room / (size_of::<T>() + 1));
        let mut set = Self::with_capacity_and_hasher(capacity, S::default());
        for read in 0..len {
            if read == set.capacity() {
                set.reserve(len - set.len());
            }
            set.insert(T::decode(input)?);
        }
        input.read_list_end();
        Ok(set)
    }
}

/// A `set` that is part of a key, and so must have an order.
impl<T: Message + Ord> Message for BTreeSet<T> {
    const TYPE: WireType = WireType::Set;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        encode_list(self.iter(), out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let len = input.read_list_of::<T>()?;
        input.account(tree_size::<T>(len), len)?;
        let mut set = Self::new();
        for _ in 0..len {
            set.insert(T::decode(input)?);
        }
        input.read_list_end();
        Ok(set)
    }
}

/// `map`. If keys are equal, the last one's value is kept.
impl<K, V, S> Message for HashMap<K, V, S>
where
    K: Message + Eq + Hash,
    V: Message,
    S: BuildHasher + Default,
{
    const TYPE: WireType = WireType::Map;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        encode_map(self.iter(), out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let len = input.read_map_of::<K, V>()?;
        let room =
            input.account(hash_table_size::<(K, V)>(len), len.saturating_mul(2))?;
        let capacity = len.min(room / (size_of::<(K, V)>() + 1));
        let mut map = Self::with_capacity_and_hasher(capacity, S::default());
        for read in 0..len {
            if read == map.capacity() {
                map.reserve(len - map.len());
            }
            map.insert(K::decode(input)?, V::decode(input)?);
        }
        input.read_map_end();
        Ok(map)
    }
}

/// A `map` that is part of a key, and so must have an order.
impl<K: Message + Ord, V: Message> Message for BTreeMap<K, V> {
    const TYPE: WireType = WireType::Map;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        encode_map(self.iter(), out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let len = input.read_map_of::<K, V>()?;
        input.account(tree_size::<(K, V)>(len), len.saturating_mul(2))?;
        let mut map = Self::new();
        for _ in 0..len {
            map.insert(K::decode(input)?, V::decode(input)?);
        }
        input.read_map_end();
        Ok(map)
    }
}

/// `void`: a value of no bytes, which never has a head.
impl Message for () {
    const TYPE: WireType = WireType::Void;

    #[inline]
    fn encode(&self, _: &mut impl OutputProtocol) {}

    #[inline]
    fn decode(_: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Ok(())
    }
}

/// The reply of a method: a struct with one field, either 0 for the return value or the
/// field of an exception. A successful `void` method's reply is empty.
impl<T: Message, E: Exception> Message for Result<T, E> {
    const TYPE: WireType = WireType::Struct;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Ok(_) if T::TYPE == WireType::Void => {}
            Ok(value) => out.write_field(0, value),
            Err(exception) => exception.encode_field(out),
        }
        out.write_struct_end();
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut reply = None;
        let mut has_thrown = false;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            has_thrown |= field.id != 0;
            if field.id == 0 && field.ty == T::TYPE {
                reply = Some(Ok(T::decode(input)?));
            } else if let Some(exception) = E::decode_field(field, input)? {
                reply = Some(Err(exception));
            } else {
                input.skip(field.ty)?;
            }
        }
        input.read_struct_end();
        match reply {
            Some(reply) => Ok(reply),
            None if T::TYPE == WireType::Void && !has_thrown => T::decode(input).map(Ok),
            None => Err(input.missing("reply", "success")),
        }
    }
}

/// A method that declares no exceptions.
impl Exception for Infallible {
    fn encode_field(&self, _: &mut impl OutputProtocol) {
        match *self {}
    }

    #[inline]
    fn decode_field(
        _: FieldHeader,
        _: &mut impl InputProtocol,
    ) -> Result<Option<Self>, DecodeError> {
        Ok(None)
    }
}

#[inline]
fn encode_list<'a, T: Message + 'a>(
    elements: impl ExactSizeIterator<Item = &'a T>,
    out: &mut impl OutputProtocol,
) {
    out.write_list_begin(T::TYPE, elements.len());
    for element in elements {
        if out.is_full() {
            break;
        }
        element.encode(out);
    }
    out.write_list_end();
}

#[inline]
fn encode_map<'a, K: Message + 'a, V: Message + 'a>(
    entries: impl ExactSizeIterator<Item = (&'a K, &'a V)>,
    out: &mut impl OutputProtocol,
) {
    out.write_map_begin(K::TYPE, V::TYPE, entries.len());
    for (key, value) in entries {
        if out.is_full() {
            break;
        }
        key.encode(out);
        value.encode(out);
    }
    out.write_map_end();
}

/// Returns how many bytes a hash table of `len` entries takes. The standard library's has
/// four slots, or more: a power of two of which at most 7/8 are used. Each slot takes one
/// byte more than its entry, and the table another 16.
#[inline]
fn hash_table_size<T>(len: usize) -> usize {
    let slots = match len {
        0 => return 0,
        1..=3 => 4,
        _ => len.saturating_mul(8).div_ceil(7).next_power_of_two(),
    };
    slots.saturating_mul(size_of::<T>() + 1).saturating_add(16)
}

/// Returns how many bytes a tree of `len` entries takes. The standard library's nodes have
/// eleven slots, of which all but the root use five or more, and at most 32 bytes of
/// pointers each.
#[inline]
fn tree_size<T>(len: usize) -> usize {
    match len {
        0 => 0,
        _ => len.div_ceil(5).saturating_mul(11 * size_of::<T>() + 32),
    }
}
