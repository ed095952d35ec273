//! Wire formats, which Thrift calls protocols.
//!
//! A type that implements [`OutputProtocol`] writes any Thrift value in one wire format; a
//! type that implements [`InputProtocol`] reads it back. Neither knows a single struct of
//! anybody's IDL: what to write is a [`Message`]'s business.
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
mod unknown;

pub use binary::{BinaryReader, BinaryWriter};
pub use compact::{CompactReader, CompactWriter};
pub use error::{DecodeError, Reason};
pub use message::{Exception, Message};
pub use unknown::UnknownField;

/// Writes Thrift values in one wire format.
///
/// Writing cannot fail, since it only fills a buffer. That a message is too large for the
/// wire is found out once, where it is sent.
pub trait OutputProtocol {
    /// Writes what precedes the body of a message.
    fn write_header(&mut self, header: &Header);

    /// Begins a struct, a union or an exception. Fields follow, then
    /// [`write_struct_end`](Self::write_struct_end).
    fn write_struct_begin(&mut self);

    /// Ends a struct.
    fn write_struct_end(&mut self);

    /// Begins a field; its value follows.
    fn write_field_begin(&mut self, ty: WireType, id: i16);

    /// Begins a list or a set of `len` elements, which follow.
    fn write_list_begin(&mut self, element: WireType, len: usize);

    /// Ends a list or a set.
    fn write_list_end(&mut self) {}

    /// Begins a map of `len` entries, which follow as key, value, key, value.
    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize);

    /// Ends a map.
    fn write_map_end(&mut self) {}

    /// Whether more has been written than the message may have. What is left of it need not
    /// be written, since the message will be refused.
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

    /// Writes a `uuid`, as its 16 bytes.
    fn write_uuid(&mut self, value: &[u8; 16]);

    /// Writes a `binary`.
    fn write_bytes(&mut self, value: &[u8]);

    /// Writes a `string`.
    #[inline]
    fn write_string(&mut self, value: &str) {
        self.write_bytes(value.as_bytes());
    }

    /// Writes a field, head and value.
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
/// What it reads may come from anybody. An implementation checks every length against what
/// is left of the message, and gives up on values nested deeper than [`MAX_DEPTH`].
///
/// # Errors
///
/// All methods fail on bytes that cannot be what they were asked for. After an error the
/// position is unspecified: the message is lost.
pub trait InputProtocol {
    /// Reads what precedes the body of a message.
    fn read_header(&mut self) -> Result<Header, DecodeError>;

    /// Begins a struct, a union or an exception.
    fn read_struct_begin(&mut self) -> Result<(), DecodeError>;

    /// Ends a struct, after [`read_field_begin`](Self::read_field_begin) has said `None`.
    fn read_struct_end(&mut self);

    /// Begins a field; its value follows. `None` at the end of the struct.
    fn read_field_begin(&mut self) -> Result<Option<FieldHeader>, DecodeError>;

    /// Begins a list or a set, and tells what its elements are and how many. Of none
    /// they may be [`WireType::Void`].
    fn read_list_begin(&mut self) -> Result<(WireType, usize), DecodeError>;

    /// Ends a list or a set.
    fn read_list_end(&mut self);

    /// Begins a map, and tells what its keys and values are and how many of each. Of none
    /// they may be [`WireType::Void`]: compact does not say.
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

    /// Reads a `binary`: a part of the message itself where the message is one [`Bytes`],
    /// so that no byte is copied.
    fn read_bytes(&mut self) -> Result<Bytes, DecodeError>;

    /// How many bytes of the message have been read.
    fn offset(&self) -> usize;

    /// Accounts for `bytes` of memory that `elements` values are about to take, and returns
    /// how many of them to reserve at once: all, or a few to begin with.
    ///
    /// All values of a message together may take a fixed amount (64 MiB unless the protocol
    /// is told otherwise), whatever size each of them has.
    ///
    /// # Errors
    ///
    /// If the message takes more.
    fn account(&mut self, bytes: usize, elements: usize) -> Result<usize, DecodeError>;

    /// Reads a `string`.
    #[inline]
    fn read_string(&mut self) -> Result<ByteString, DecodeError> {
        let bytes = self.read_bytes()?;
        ByteString::try_from(bytes).map_err(|_| self.error(Reason::Utf8))
    }

    /// Begins a list or a set that should hold `T`s, and tells how many.
    #[inline]
    fn read_list_of<T: Message>(&mut self) -> Result<usize, DecodeError> {
        let (element, len) = self.read_list_begin()?;
        self.check_element::<T>(element, len)?;
        Ok(len)
    }

    /// Begins a map that should hold `K`s and `V`s, and tells how many of each.
    #[inline]
    fn read_map_of<K: Message, V: Message>(&mut self) -> Result<usize, DecodeError> {
        let (key, value, len) = self.read_map_begin()?;
        self.check_element::<K>(key, len)?;
        self.check_element::<V>(value, len)?;
        Ok(len)
    }

    /// Refuses elements of another type than `T`, if there are any.
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

    /// Reads a value of type `ty` and forgets it.
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

    /// The error for what was met here.
    #[cold]
    fn error(&self, reason: Reason) -> DecodeError {
        DecodeError::new(reason, self.offset())
    }

    /// The error for a struct that ended without a required field.
    #[cold]
    fn missing(&self, of: &'static str, field: &'static str) -> DecodeError {
        self.error(Reason::Missing(of, field))
    }

    /// The error for a union that has no field, or a second one.
    #[cold]
    fn not_one_field(&self, union: &'static str) -> DecodeError {
        self.error(Reason::Union(union))
    }
}

/// The type of a value, as the wire tells it, with its code in the binary protocol.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[repr(u8)]
pub enum WireType {
    /// Of a method that returns nothing. No value on the wire has it.
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
    /// What the value is. A field whose type is not the expected one is skipped.
    pub ty: WireType,
    /// The number that the IDL gives the field.
    pub id: i16,
}

/// What precedes the body of a message.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// The method that is called.
    pub method: ByteString,
    /// What the body is.
    pub ty: MessageType,
    /// Chosen by the caller, and repeated in the reply.
    pub sequence_id: i32,
}

/// What the body of a message is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum MessageType {
    /// The arguments of a call that waits for a reply.
    Call = 1,
    /// A result, or an exception that the IDL declares.
    Reply = 2,
    /// A failure that the IDL does not declare.
    Exception = 3,
    /// The arguments of a call that nobody answers.
    Oneway = 4,
}

impl MessageType {
    /// The message type with this code, if there is one.
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

/// How many structs, lists, sets and maps may stand inside one another. Apache Thrift's
/// libraries have the same limit.
pub const MAX_DEPTH: usize = 64;
