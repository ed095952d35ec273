//! The compact protocol: numbers as varints, field ids as differences from the previous
//! one, and bools inside the heads of their fields.
//!
//! Specified in Apache Thrift's `doc/specs/thrift-compact-protocol.md`.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::{
    DecodeError, FieldHeader, Header, InputProtocol, OutputProtocol, Reason, WireType,
    cursor::Cursor,
    shared::{self, Shared},
};

/// Appends values to a buffer in the compact protocol.
#[derive(Debug)]
pub struct CompactWriter<'a> {
    buffer: &'a mut BytesMut,
    limit: usize,
    shared: Option<&'a mut Shared>,
    /// The id of the last field written in the innermost struct.
    last_id: i16,
    /// The same for the structs around it.
    outer_ids: Vec<i16>,
    /// The id of a bool field whose head is not written yet, because it holds the value.
    bool_id: Option<i16>,
}

impl<'a> CompactWriter<'a> {
    /// Creates a writer that appends to `buffer`.
    #[inline]
    pub fn new(buffer: &'a mut BytesMut) -> Self {
        let (limit, outer_ids) = (usize::MAX, Vec::new());
        Self { buffer, limit, shared: None, last_id: 0, outer_ids, bool_id: None }
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

    /// Writes seven bits per byte, the lowest first. The top bit says that another follows.
    #[inline]
    fn put_varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.buffer.put_u8((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.buffer.put_u8(value as u8);
    }

    /// Writes 0, -1, 1, -2 … as 0, 1, 2, 3 …, so that numbers near zero are short.
    #[inline]
    fn put_zigzag(&mut self, value: i64) {
        self.put_varint(((value << 1) ^ (value >> 63)).cast_unsigned());
    }

    #[inline]
    fn put_field_head(&mut self, code: u8, id: i16) {
        match id.checked_sub(self.last_id) {
            Some(step @ 1..=15) => self.buffer.put_u8((step as u8) << 4 | code),
            _ => {
                self.buffer.put_u8(code);
                self.put_zigzag(id.into());
            }
        }
        self.last_id = id;
    }
}

impl OutputProtocol for CompactWriter<'_> {
    #[inline]
    fn write_header(&mut self, header: &Header) {
        self.buffer.put_u8(PROTOCOL_ID);
        self.buffer.put_u8((header.ty as u8) << 5 | VERSION);
        self.put_varint(header.sequence_id.cast_unsigned().into());
        self.write_string(&header.method);
    }

    #[inline]
    fn write_struct_begin(&mut self) {
        self.outer_ids.push(self.last_id);
        self.last_id = 0;
    }

    #[inline]
    fn write_struct_end(&mut self) {
        self.buffer.put_u8(STOP);
        self.last_id = self.outer_ids.pop().unwrap_or(0);
    }

    #[inline]
    fn write_field_begin(&mut self, ty: WireType, id: i16) {
        match ty {
            WireType::Bool => self.bool_id = Some(id),
            _ => self.put_field_head(code(ty), id),
        }
    }

    #[inline]
    fn write_list_begin(&mut self, element: WireType, len: usize) {
        if len < 15 {
            self.buffer.put_u8((len as u8) << 4 | code(element));
        } else {
            self.buffer.put_u8(0xf0 | code(element));
            self.put_varint(len as u64);
        }
    }

    #[inline]
    fn write_map_begin(&mut self, key: WireType, value: WireType, len: usize) {
        self.put_varint(len as u64);
        if len > 0 {
            self.buffer.put_u8(code(key) << 4 | code(value));
        }
    }

    #[inline]
    fn is_full(&self) -> bool {
        self.buffer.len() > self.limit
    }

    #[inline]
    fn write_bool(&mut self, value: bool) {
        let code = if value { TRUE } else { FALSE };
        match self.bool_id.take() {
            Some(id) => self.put_field_head(code, id),
            None => self.buffer.put_u8(code),
        }
    }

    #[inline]
    fn write_i8(&mut self, value: i8) {
        self.buffer.put_i8(value);
    }

    #[inline]
    fn write_i16(&mut self, value: i16) {
        self.put_zigzag(value.into());
    }

    #[inline]
    fn write_i32(&mut self, value: i32) {
        self.put_zigzag(value.into());
    }

    #[inline]
    fn write_i64(&mut self, value: i64) {
        self.put_zigzag(value);
    }

    /// Writes little-endian bytes, unlike everything else: the first implementation got it
    /// wrong, and the specification followed.
    #[inline]
    fn write_double(&mut self, value: f64) {
        self.buffer.put_f64_le(value);
    }

    #[inline]
    fn write_uuid(&mut self, value: &[u8; 16]) {
        self.buffer.put_slice(value);
    }

    #[inline]
    fn write_bytes(&mut self, value: &[u8]) {
        self.put_varint(value.len() as u64);
        self.buffer.put_slice(value);
    }

    #[inline]
    fn write_shared(&mut self, value: &Bytes) {
        self.put_varint(value.len() as u64);
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

/// Reads values in the compact protocol.
#[derive(Clone, Debug)]
pub struct CompactReader<B> {
    cursor: Cursor<B>,
    /// The id of the last field read in the innermost struct.
    last_id: i16,
    /// The same for the structs around it.
    outer_ids: Vec<i16>,
    /// The value of a bool field, taken from its head.
    bool_value: Option<bool>,
}

impl<B: Buf> CompactReader<B> {
    /// Creates a reader of the rest of `message`. It reads strings and binaries from
    /// [`Bytes`] without copying them.
    #[inline]
    pub fn new(message: B) -> Self {
        Self {
            cursor: Cursor::new(message),
            last_id: 0,
            outer_ids: Vec::new(),
            bool_value: None,
        }
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
    fn varint(&mut self) -> Result<u64, DecodeError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.cursor.u8()?;
            let bits = u64::from(byte & 0x7f);
            // Only one bit of the tenth byte fits.
            if bits << shift >> shift != bits {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.error(Reason::Varint))
    }

    #[inline]
    fn zigzag<T: TryFrom<i64>>(&mut self) -> Result<T, DecodeError> {
        let value = self.varint()?;
        let value = (value >> 1).cast_signed() ^ -(value & 1).cast_signed();
        T::try_from(value).map_err(|_| self.error(Reason::Varint))
    }

    #[inline]
    fn len(&mut self) -> Result<usize, DecodeError> {
        let len = self.varint()?;
        self.cursor.length(i64::try_from(len).unwrap_or(i64::MAX))
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
}

impl<B: Buf> InputProtocol for CompactReader<B> {
    #[inline]
    fn read_header(&mut self) -> Result<Header, DecodeError> {
        let [id, byte] = self.cursor.array()?;
        if id != PROTOCOL_ID || byte & VERSION_MASK != VERSION {
            let version = u16::from_be_bytes([id, byte]);
            return Err(self.error(Reason::Version(version.into())));
        }
        let ty = self.cursor.message_type(byte >> 5)?;
        let sequence_id = self.varint()?;
        let sequence_id =
            u32::try_from(sequence_id).map_err(|_| self.error(Reason::Varint))?;
        Ok(Header {
            ty,
            sequence_id: sequence_id.cast_signed(),
            method: self.read_string()?,
        })
    }

    #[inline]
    fn read_struct_begin(&mut self) -> Result<(), DecodeError> {
        self.cursor.open()?;
        self.outer_ids.push(self.last_id);
        self.last_id = 0;
        Ok(())
    }

    #[inline]
    fn read_struct_end(&mut self) {
        self.last_id = self.outer_ids.pop().unwrap_or(0);
        self.cursor.close();
    }

    #[inline]
    fn read_field_begin(&mut self) -> Result<Option<FieldHeader>, DecodeError> {
        let head = self.cursor.u8()?;
        if head == STOP {
            return Ok(None);
        }
        let (step, code) = (head >> 4, head & 0x0f);
        let id = match step {
            0 => self.zigzag()?,
            _ => (self.last_id.checked_add(step.into()))
                .ok_or_else(|| self.error(Reason::Varint))?,
        };
        let ty = self.wire_type(code)?;
        if ty == WireType::Bool {
            self.bool_value = Some(code == TRUE);
        }
        self.last_id = id;
        Ok(Some(FieldHeader { ty, id }))
    }

    #[inline]
    fn read_list_begin(&mut self) -> Result<(WireType, usize), DecodeError> {
        let head = self.cursor.u8()?;
        let len = match head >> 4 {
            15 => self.len()?,
            short => short.into(),
        };
        let element = self.element(head & 0x0f, len)?;
        self.cursor.open_container(len)?;
        Ok((element, len))
    }

    #[inline]
    fn read_list_end(&mut self) {
        self.cursor.close();
    }

    #[inline]
    fn read_map_begin(&mut self) -> Result<(WireType, WireType, usize), DecodeError> {
        let len = self.len()?;
        if len == 0 {
            self.cursor.open_container(0)?;
            return Ok((WireType::Void, WireType::Void, 0));
        }
        let types = self.cursor.u8()?;
        let (key, value) = (self.wire_type(types >> 4)?, self.wire_type(types & 0x0f)?);
        self.cursor.open_container(len.saturating_mul(2))?;
        Ok((key, value, len))
    }

    #[inline]
    fn read_map_end(&mut self) {
        self.cursor.close();
    }

    #[inline]
    fn read_bool(&mut self) -> Result<bool, DecodeError> {
        if let Some(value) = self.bool_value.take() {
            return Ok(value);
        }
        match self.cursor.u8()? {
            TRUE => Ok(true),
            // Some libraries write a false element as a zero.
            FALSE | 0 => Ok(false),
            other => Err(self.error(Reason::Bool(other))),
        }
    }

    #[inline]
    fn read_i8(&mut self) -> Result<i8, DecodeError> {
        self.cursor.number(B::try_get_i8)
    }

    #[inline]
    fn read_i16(&mut self) -> Result<i16, DecodeError> {
        self.zigzag()
    }

    #[inline]
    fn read_i32(&mut self) -> Result<i32, DecodeError> {
        self.zigzag()
    }

    #[inline]
    fn read_i64(&mut self) -> Result<i64, DecodeError> {
        self.zigzag()
    }

    #[inline]
    fn read_double(&mut self) -> Result<f64, DecodeError> {
        self.cursor.number(B::try_get_f64_le)
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

#[inline]
fn code(ty: WireType) -> u8 {
    match ty {
        WireType::Void => STOP,
        WireType::Bool => TRUE,
        WireType::I8 => 3,
        WireType::I16 => 4,
        WireType::I32 => 5,
        WireType::I64 => 6,
        WireType::Double => 7,
        WireType::Binary => 8,
        WireType::List => 9,
        WireType::Set => 10,
        WireType::Map => 11,
        WireType::Struct => 12,
        WireType::Uuid => 13,
    }
}

/// Returns the type with this code, which may be any four bits, unless no value on the wire
/// can have it, like `Void`.
#[inline]
fn wire_type(code: u8) -> Option<WireType> {
    Some(match code {
        TRUE | FALSE => WireType::Bool,
        3 => WireType::I8,
        4 => WireType::I16,
        5 => WireType::I32,
        6 => WireType::I64,
        7 => WireType::Double,
        8 => WireType::Binary,
        9 => WireType::List,
        10 => WireType::Set,
        11 => WireType::Map,
        12 => WireType::Struct,
        13 => WireType::Uuid,
        _ => return None,
    })
}

/// The first byte of every message.
const PROTOCOL_ID: u8 = 0x82;

/// The lower five bits of the second byte; the upper three have the message type.
const VERSION: u8 = 1;
const VERSION_MASK: u8 = 0x1f;

/// The end of a struct, instead of the head of another field.
const STOP: u8 = 0;

/// The type codes of a bool, which are also its values as an element.
const TRUE: u8 = 1;
const FALSE: u8 = 2;
