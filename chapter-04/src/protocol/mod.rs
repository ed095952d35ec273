//! Wire formats, which Thrift calls protocols.
//!
//! A type that implements [`OutputProtocol`] writes any Thrift value in one wire format; a
//! type that implements [`InputProtocol`] reads it back. Neither knows any struct of an IDL
//! file: a [`Message`] decides what to write.
//!
//! # Examples
//!
//! A number in two formats:
//!
//! ```
//! use bytes::BytesMut;
//! use mini_lust::protocol::{BinaryWriter, CompactReader, CompactWriter, Message};
//!
//! let (mut binary, mut compact) = (BytesMut::new(), BytesMut::new());
//! 300_i32.encode(&mut BinaryWriter::new(&mut binary));
//! 300_i32.encode(&mut CompactWriter::new(&mut compact));
//! assert_eq!(binary[..], [0, 0, 1, 44]);
//! assert_eq!(compact[..], [0xd8, 4]);
//!
//! let mut reader = CompactReader::new(compact.freeze());
//! assert_eq!(i32::decode(&mut reader)?, 300);
//! # Ok::<(), mini_lust::protocol::DecodeError>(())
//! ```

use bytes::Bytes;
use bytestring::ByteString;

mod binary;
mod compact;
mod cursor;
mod error;
pub mod message;
mod shared;
mod unknown;

pub use binary::{BinaryReader, BinaryWriter};
pub use compact::{CompactReader, CompactWriter};
pub use error::{DecodeError, Reason};
pub use message::{Exception, Message};
pub(crate) use shared::{Pieces, Shared};
pub use unknown::UnknownField;

/// Writes Thrift values in one wire format.
///
/// Writing cannot fail, because it only fills a buffer. The sender of a message checks once
/// whether it is too large.
pub trait OutputProtocol {
    /// Writes the header of a message, which precedes its body.
    fn write_header(&mut self, header: &Header);

    /// Begins a struct, a union or an exception. Fields follow, then
    /// [`write_struct_end`](Self::write_struct_end).
    fn write_struct_begin(&mut self);

    /// Ends a struct.
    fn write_struct_end(&mut self);

    /// Begins a field; its value follows.
    fn write_field_begin(&mut self, ty: WireType, id: i16);

    /// Begins a list or a set of `len` elements; they follow.
    fn write_list_begin(&mut self, element: WireType, len: usize);

    /// Ends a list or a set.
    fn write_list_end(&mut self) {}

    /// Begins a map of `len` entries; they follow as key, value, key, value.
    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize);

    /// Ends a map.
    fn write_map_end(&mut self) {}

    /// Returns whether the message is over its limit. The rest of it need not be written,
    /// because the message will be refused.
    fn is_full(&self) -> bool {
        false
    }

    /// Writes a `bool`.
    fn write_bool(&mut self, value: bool);

    /// Writes an `i8`, which IDL files also call `byte`.
    fn write_i8(&mut self, value: i8);

    /// Writes an `i16`.
    fn write_i16(&mut self, value: i16);

    /// Writes an `i32` or the number of an enum.
    fn write_i32(&mut self, value: i32);

    /// Writes an `i64`.
    fn write_i64(&mut self, value: i64);

    /// Writes a `double`.
    fn write_double(&mut self, value: f64);

    /// Writes a `uuid`.
    fn write_uuid(&mut self, value: &[u8; 16]);

    /// Writes a `binary`.
    fn write_bytes(&mut self, value: &[u8]);

    /// Writes a `binary` or a `string` whose memory can be shared. Default: copies it.
    #[inline]
    fn write_shared(&mut self, value: &Bytes) {
        self.write_bytes(value);
    }

    /// Writes a `string`.
    #[inline]
    fn write_string(&mut self, value: &str) {
        self.write_bytes(value.as_bytes());
    }

    /// Writes a field with its value.
    #[inline]
    fn write_field<T: Message>(&mut self, id: i16, value: &T)
    where
        Self: Sized,
    {
        self.write_field_begin(T::TYPE, id);
        value.encode(self);
    }
}

/// Reads Thrift values in one wire format.
///
/// The bytes are untrusted. An implementation checks every length against the rest of the
/// message, and gives up on values nested deeper than [`MAX_DEPTH`].
///
/// # Errors
///
/// All methods return an error if the bytes are not what they should read. After an error
/// the position is unspecified: the message is lost.
pub trait InputProtocol {
    /// Reads the header of a message, which precedes its body.
    fn read_header(&mut self) -> Result<Header, DecodeError>;

    /// Begins a struct, a union or an exception.
    fn read_struct_begin(&mut self) -> Result<(), DecodeError>;

    /// Ends a struct, after [`read_field_begin`](Self::read_field_begin) returned `None`.
    fn read_struct_end(&mut self);

    /// Begins a field; its value follows. Returns `None` at the end of the struct.
    fn read_field_begin(&mut self) -> Result<Option<FieldHeader>, DecodeError>;

    /// Begins a list or a set, and returns the type and number of its elements. The type of
    /// no elements may be [`WireType::Void`].
    fn read_list_begin(&mut self) -> Result<(WireType, usize), DecodeError>;

    /// Ends a list or a set.
    fn read_list_end(&mut self);

    /// Begins a map, and returns the types of its keys and values, and the number of its
    /// entries. The types of none may be [`WireType::Void`]: compact does not send them.
    fn read_map_begin(&mut self) -> Result<(WireType, WireType, usize), DecodeError>;

    /// Ends a map.
    fn read_map_end(&mut self);

    /// Reads a `bool`.
    fn read_bool(&mut self) -> Result<bool, DecodeError>;

    /// Reads an `i8`.
    fn read_i8(&mut self) -> Result<i8, DecodeError>;

    /// Reads an `i16`.
    fn read_i16(&mut self) -> Result<i16, DecodeError>;

    /// Reads an `i32` or the number of an enum.
    fn read_i32(&mut self) -> Result<i32, DecodeError>;

    /// Reads an `i64`.
    fn read_i64(&mut self) -> Result<i64, DecodeError>;

    /// Reads a `double`.
    fn read_double(&mut self) -> Result<f64, DecodeError>;

    /// Reads a `uuid`.
    fn read_uuid(&mut self) -> Result<[u8; 16], DecodeError>;

    /// Reads a `binary`, as a part of the message without a copy if the message is one
    /// [`Bytes`].
    fn read_bytes(&mut self) -> Result<Bytes, DecodeError>;

    /// Returns how many bytes of the message have been read.
    fn offset(&self) -> usize;

    /// Accounts for `bytes` of memory that `elements` values are about to take, and returns
    /// how many bytes to reserve immediately: all, or a few to start with.
    ///
    /// All values of a message together may take a fixed amount, whatever the size of each.
    /// Default: 64 MiB.
    ///
    /// # Errors
    ///
    /// Returns [`Reason::Memory`] if the message takes more.
    fn account(&mut self, bytes: usize, elements: usize) -> Result<usize, DecodeError>;

    /// Reads a `string`.
    #[inline]
    fn read_string(&mut self) -> Result<ByteString, DecodeError> {
        let bytes = self.read_bytes()?;
        ByteString::try_from(bytes).map_err(|_| self.error(Reason::Utf8))
    }

    /// Begins a list or a set that should hold `T`s, and returns how many.
    #[inline]
    fn read_list_of<T: Message>(&mut self) -> Result<usize, DecodeError> {
        let (element, len) = self.read_list_begin()?;
        self.check_element::<T>(element, len)?;
        Ok(len)
    }

    /// Begins a map that should hold `K`s and `V`s, and returns how many of each.
    #[inline]
    fn read_map_of<K: Message, V: Message>(&mut self) -> Result<usize, DecodeError> {
        let (key, value, len) = self.read_map_begin()?;
        self.check_element::<K>(key, len)?;
        self.check_element::<V>(value, len)?;
        Ok(len)
    }

    /// Returns an error if there are elements of another type than `T`.
    #[inline]
    fn check_element<T: Message>(
        &self,
        found: WireType,
        len: usize,
    ) -> Result<(), DecodeError> {
        let expected = T::TYPE;
        if len > 0 && found != expected {
            return Err(self.error(Reason::Element { expected, found }));
        }
        Ok(())
    }

    /// Reads a value of type `ty` and drops it.
    fn skip(&mut self, ty: WireType) -> Result<(), DecodeError> {
        match ty {
            WireType::Void => Ok(()),
            WireType::Bool => self.read_bool().map(drop),
            WireType::I8 => self.read_i8().map(drop),
            WireType::Double => self.read_double().map(drop),
            WireType::I16 => self.read_i16().map(drop),
            WireType::I32 => self.read_i32().map(drop),
            WireType::I64 => self.read_i64().map(drop),
            WireType::Binary => self.read_bytes().map(drop),
            WireType::Uuid => self.read_uuid().map(drop),
            WireType::Struct => {
                self.read_struct_begin()?;
                while let Some(field) = self.read_field_begin()? {
                    self.skip(field.ty)?;
                }
                self.read_struct_end();
                Ok(())
            }
            WireType::Map => {
                let (key, value, len) = self.read_map_begin()?;
                for _ in 0..len {
                    self.skip(key)?;
                    self.skip(value)?;
                }
                self.read_map_end();
                Ok(())
            }
            WireType::Set | WireType::List => {
                let (element, len) = self.read_list_begin()?;
                for _ in 0..len {
                    self.skip(element)?;
                }
                self.read_list_end();
                Ok(())
            }
        }
    }

    /// Creates an error at the present position.
    #[cold]
    fn error(&self, reason: Reason) -> DecodeError {
        DecodeError::new(reason, self.offset())
    }

    /// Creates the error for a struct that ended without a required field.
    #[cold]
    fn missing(&self, of: &'static str, field: &'static str) -> DecodeError {
        self.error(Reason::Missing(of, field))
    }

    /// Creates the error for a union without a field, or with more than one.
    #[cold]
    fn not_one_field(&self, union: &'static str) -> DecodeError {
        self.error(Reason::Union(union))
    }
}

/// The type of a value on the wire, with its code in the binary protocol.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[repr(u8)]
pub enum WireType {
    /// The return type of a method that returns nothing. No value on the wire has it.
    Void = 1,
    /// `bool`
    Bool = 2,
    /// `i8` and `byte`
    I8 = 3,
    /// `double`
    Double = 4,
    /// `i16`
    I16 = 6,
    /// `i32` and enums
    I32 = 8,
    /// `i64`
    I64 = 10,
    /// `string` and `binary`, which look alike
    Binary = 11,
    /// `struct`, `union` and `exception`
    Struct = 12,
    /// `map`
    Map = 13,
    /// `set`
    Set = 14,
    /// `list`
    List = 15,
    /// `uuid`
    Uuid = 16,
}

/// The head of a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FieldHeader {
    /// The type of the value. A field of another type than expected is skipped.
    pub ty: WireType,
    /// The field's number in the IDL.
    pub id: i16,
}

/// The header of a message, which precedes its body.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// The name of the method.
    pub method: ByteString,
    /// The kind of the body.
    pub ty: MessageType,
    /// The number of the call, chosen by the caller and repeated in the reply.
    pub sequence_id: i32,
}

/// The kind of a message's body.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum MessageType {
    /// The arguments of a call that waits for a reply.
    Call = 1,
    /// A result, or an exception that the IDL declares.
    Reply = 2,
    /// A failure that the IDL does not declare.
    Exception = 3,
    /// The arguments of a call without a reply.
    Oneway = 4,
}

impl MessageType {
    /// Returns the message type with this code, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            1 => Self::Call,
            2 => Self::Reply,
            3 => Self::Exception,
            4 => Self::Oneway,
            _ => return None,
        })
    }
}

/// How many structs, lists, sets and maps may be nested. Apache Thrift's libraries have the
/// same limit.
pub const MAX_DEPTH: usize = 64;
