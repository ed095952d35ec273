//! The binary protocol: big-endian numbers of fixed width, and fields with their types and
//! ids.
//!
//! Specified in Apache Thrift's `doc/specs/thrift-binary-protocol.md`.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use bytestring::ByteString;

use super::{
    DecodeError, FieldHeader, Header, InputProtocol, OutputProtocol, Reason, WireType,
    cursor::Cursor,
    shared::{self, Shared},
};

/// Appends values to a buffer in the binary protocol.
#[derive(Debug)]
pub struct BinaryWriter<'a> {
    buffer: &'a mut BytesMut,
    limit: usize,
    shared: Option<&'a mut Shared>,
}

impl<'a> BinaryWriter<'a> {
    /// Creates a writer that appends to `buffer`.
    #[inline]
    pub fn new(buffer: &'a mut BytesMut) -> Self {
        Self { buffer, limit: usize::MAX, shared: None }
    }

    /// Sets the maximum length of the buffer, in bytes. Beyond it, lists and maps are left
    /// incomplete. Default: no limit.
    pub fn limit(self, bytes: usize) -> Self {
        Self { limit: bytes, ..self }
    }

    /// Puts long values into `shared`, instead of copying them into the buffer.
    pub(crate) fn sharing(self, shared: &'a mut Shared) -> Self {
        Self { shared: Some(shared), ..self }
    }

    /// Returns the buffer, with everything written so far.
    pub fn buffer(&self) -> &BytesMut {
        self.buffer
    }

    /// Writes a length. One over `i32::MAX` does not fit, but its message is over every frame
    /// limit and is refused there.
    #[inline]
    fn put_len(&mut self, len: usize) {
        self.buffer.put_i32(i32::try_from(len).unwrap_or(i32::MAX));
    }
}

impl OutputProtocol for BinaryWriter<'_> {
    #[inline]
    fn write_header(&mut self, header: &Header) {
        self.buffer.put_u32(VERSION | header.ty as u32);
        self.write_string(&header.method);
        self.write_i32(header.sequence_id);
    }

    #[inline]
    fn write_struct_begin(&mut self) {}

    #[inline]
    fn write_struct_end(&mut self) {
        self.buffer.put_u8(STOP);
    }

    #[inline]
    fn write_field_begin(&mut self, ty: WireType, id: i16) {
        self.buffer.put_u8(ty as u8);
        self.buffer.put_i16(id);
    }

    #[inline]
    fn write_list_begin(&mut self, element: WireType, len: usize) {
        self.buffer.put_u8(element as u8);
        self.put_len(len);
    }

    #[inline]
    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize) {
        self.buffer.put_u8(key as u8);
        self.buffer.put_u8(value as u8);
        self.put_len(len);
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.buffer.len() > self.limit
    }

    #[inline]
    fn write_bool(&mut self, value: bool) {
        self.buffer.put_u8(value.into());
    }

    #[inline]
    fn write_i8(&mut self, value: i8) {
        self.buffer.put_i8(value);
    }

    #[inline]
    fn write_i16(&mut self, value: i16) {
        self.buffer.put_i16(value);
    }

    #[inline]
    fn write_i32(&mut self, value: i32) {
        self.buffer.put_i32(value);
    }

    #[inline]
    fn write_i64(&mut self, value: i64) {
        self.buffer.put_i64(value);
    }

    #[inline]
    fn write_double(&mut self, value: f64) {
        self.buffer.put_f64(value);
    }

    #[inline]
    fn write_uuid(&mut self, value: &[u8; 16]) {
        self.buffer.put_slice(value);
    }

    #[inline]
    fn write_bytes(&mut self, value: &[u8]) {
        self.put_len(value.len());
        self.buffer.put_slice(value);
    }

    #[inline]
    fn write_shared(&mut self, value: &Bytes) {
        self.put_len(value.len());
        match &mut self.shared {
            Some(shared) if value.len() >= shared::LONG => {
                shared.push(self.buffer.len(), value.clone());
                // What is not in the buffer counts, too.
                self.limit = self.limit.saturating_sub(value.len());
            }
            _ => self.buffer.put_slice(value),
        }
    }
}

/// Reads values in the binary protocol.
#[derive(Clone, Debug)]
pub struct BinaryReader<B> {
    cursor: Cursor<B>,
}

impl<B: Buf> BinaryReader<B> {
    /// Creates a reader of the rest of `message`. It reads strings and binaries from
    /// [`Bytes`] without copying them.
    #[inline]
    pub fn new(message: B) -> Self {
        Self { cursor: Cursor::new(message) }
    }

    /// Sets how many bytes of memory the message's values may take, in addition to the
    /// message itself. Default: 64 MiB.
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.cursor.limit_memory(bytes);
        self
    }

    /// Returns the bytes that have not been read.
    #[inline]
    pub fn into_rest(self) -> B {
        self.cursor.into_rest()
    }

    #[inline]
    fn wire_type(&self, code: u8) -> Result<WireType, DecodeError> {
        wire_type(code).ok_or_else(|| self.error(Reason::WireType(code)))
    }

    /// Returns the type of `len` elements. For none, some libraries send type 0.
    #[inline]
    fn element(&self, code: u8, len: usize) -> Result<WireType, DecodeError> {
        if len == 0 {
            Ok(wire_type(code).unwrap_or(WireType::Void))
        } else {
            self.wire_type(code)
        }
    }

    #[inline]
    fn len(&mut self) -> Result<usize, DecodeError> {
        let len = self.read_i32()?;
        self.cursor.length(len)
    }
}

impl<B: Buf> InputProtocol for BinaryReader<B> {
    #[inline]
    fn read_header(&mut self) -> Result<Header, DecodeError> {
        let first = self.cursor.number(B::try_get_u32)?;
        if first & VERSION_MASK == VERSION {
            return Ok(Header {
                ty: self.cursor.message_type((first & 0xff) as u8)?,
                method: self.read_string()?,
                sequence_id: self.read_i32()?,
            });
        }
        // Old messages have no version, and start with the length of the method's name.
        let len = i32::try_from(first)
            .map_err(|_| self.cursor.error(Reason::Version(first)))?;
        let len = self.cursor.length(len)?;
        let name = self.cursor.take(len)?;
        let code = self.cursor.u8()?;
        Ok(Header {
            method: ByteString::try_from(name).map_err(|_| self.error(Reason::Utf8))?,
            ty: self.cursor.message_type(code)?,
            sequence_id: self.read_i32()?,
        })
    }

    #[inline]
    fn read_struct_begin(&mut self) -> Result<(), DecodeError> {
        self.cursor.open()
    }

    #[inline]
    fn read_struct_end(&mut self) {
        self.cursor.close();
    }

    #[inline]
    fn read_field_begin(&mut self) -> Result<Option<FieldHeader>, DecodeError> {
        let code = self.cursor.u8()?;
        if code == STOP {
            return Ok(None);
        }
        let ty = self.wire_type(code)?;
        let id = self.read_i16()?;
        Ok(Some(FieldHeader { ty, id }))
    }

    #[inline]
    fn read_list_begin(&mut self) -> Result<(WireType, usize), DecodeError> {
        let code = self.cursor.u8()?;
        let len = self.len()?;
        let element = self.element(code, len)?;
        self.cursor.open_container(len)?;
        Ok((element, len))
    }

    #[inline]
    fn read_list_end(&mut self) {
        self.cursor.close();
    }

    #[inline]
    fn read_map_begin(&mut self) -> Result<(WireType, WireType, usize), DecodeError> {
        let [key, value] = self.cursor.array()?;
        let len = self.len()?;
        let (key, value) = (self.element(key, len)?, self.element(value, len)?);
        self.cursor.open_container(len.saturating_mul(2))?;
        Ok((key, value, len))
    }

    #[inline]
    fn read_map_end(&mut self) {
        self.cursor.close();
    }

    #[inline]
    fn read_bool(&mut self) -> Result<bool, DecodeError> {
        Ok(self.cursor.u8()? != 0)
    }

    #[inline]
    fn read_i8(&mut self) -> Result<i8, DecodeError> {
        self.cursor.number(B::try_get_i8)
    }

    #[inline]
    fn read_i16(&mut self) -> Result<i16, DecodeError> {
        self.cursor.number(B::try_get_i16)
    }

    #[inline]
    fn read_i32(&mut self) -> Result<i32, DecodeError> {
        self.cursor.number(B::try_get_i32)
    }

    #[inline]
    fn read_i64(&mut self) -> Result<i64, DecodeError> {
        self.cursor.number(B::try_get_i64)
    }

    #[inline]
    fn read_double(&mut self) -> Result<f64, DecodeError> {
        self.cursor.number(B::try_get_f64)
    }

    #[inline]
    fn read_uuid(&mut self) -> Result<[u8; 16], DecodeError> {
        self.cursor.array()
    }

    #[inline]
    fn read_bytes(&mut self) -> Result<Bytes, DecodeError> {
        let len = self.len()?;
        self.cursor.take(len)
    }

    #[inline]
    fn offset(&self) -> usize {
        self.cursor.offset()
    }

    #[inline]
    fn account(&mut self, bytes: usize, elements: usize) -> Result<usize, DecodeError> {
        self.cursor.account(bytes, elements)
    }
}

/// Returns the type with this code, unless no value on the wire can have it, like `Void`.
#[inline]
fn wire_type(code: u8) -> Option<WireType> {
    Some(match code {
        2 => WireType::Bool,
        3 => WireType::I8,
        4 => WireType::Double,
        6 => WireType::I16,
        8 => WireType::I32,
        10 => WireType::I64,
        11 => WireType::Binary,
        12 => WireType::Struct,
        13 => WireType::Map,
        14 => WireType::Set,
        15 => WireType::List,
        16 => WireType::Uuid,
        _ => return None,
    })
}

/// The end of a struct, instead of the type of another field.
const STOP: u8 = 0;

/// The upper half of a message's first four bytes; the lower half has the message type.
const VERSION: u32 = 0x8001_0000;
const VERSION_MASK: u32 = 0xffff_0000;
