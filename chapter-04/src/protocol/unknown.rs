//! Fields that the IDL file does not have: kept, and written again as they came.

use bytes::{Bytes, BytesMut};

use super::{
    BinaryReader, BinaryWriter, DecodeError, FieldHeader, InputProtocol, OutputProtocol,
    WireType,
};

/// A field that the IDL file does not have, or has with another type. Its value can be written
/// in any protocol, whichever it came in.
///
/// Two fields are equal if their ids, their types and all bits of their values are. So a NaN
/// is equal to itself, and two maps of the same entries in another order are different. An
/// empty map that came in compact has no types, and differs from one that came in binary.
///
/// # Examples
///
/// A field that came in binary goes on in compact:
///
/// ```
/// use bytes::BytesMut;
/// use mini_lust::protocol::{BinaryReader, CompactWriter, InputProtocol, UnknownField};
///
/// // Type 8, an `i32`, with the id 3 and the value 300.
/// let mut reader = BinaryReader::new(&b"\x08\0\x03\0\0\x01\x2c"[..]);
/// let field = reader.read_field_begin()?.expect("a field");
/// let field = UnknownField::decode(field, &mut reader)?;
/// assert_eq!(field.id(), 3);
///
/// let mut compact = BytesMut::new();
/// field.encode(&mut CompactWriter::new(&mut compact));
/// assert_eq!(compact[..], [0x35, 0xd8, 4]);
/// # Ok::<(), mini_lust::protocol::DecodeError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownField {
    id: i16,
    ty: WireType,
    /// In the binary protocol.
    value: Bytes,
}

impl UnknownField {
    /// Reads the value of the field that `header` announces.
    ///
    /// # Errors
    ///
    /// Returns the error that [`InputProtocol::skip`] would return, or
    /// [`Reason::Memory`](super::Reason::Memory) if the value takes too much memory. It is
    /// [accounted](InputProtocol::account) for with three times its length in binary.
    pub fn decode(
        header: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<Self, DecodeError> {
        let FieldHeader { id, ty } = header;
        let mut value = BytesMut::new();
        input.account(BUFFER, 0)?;
        copy(ty, input, &mut BinaryWriter::new(&mut value))?;
        Ok(Self { id, ty, value: value.freeze() })
    }

    /// Reads the value of the field that `header` announces, and adds the field to `fields`.
    ///
    /// # Errors
    ///
    /// Returns those of [`decode`](Self::decode). The room in `fields` is accounted for, too.
    pub fn decode_into(
        fields: &mut Vec<Self>,
        header: FieldHeader,
        input: &mut impl InputProtocol,
    ) -> Result<(), DecodeError> {
        input.account(GROWTH * size_of::<Self>(), 0)?;
        if fields.len() == fields.capacity() {
            fields.reserve_exact(fields.len().max(1));
        }
        fields.push(Self::decode(header, input)?);
        Ok(())
    }

    /// Writes the field, head and value.
    pub fn encode(&self, out: &mut impl OutputProtocol) {
        let value = BinaryReader::new(self.value.clone());
        out.write_field_begin(self.ty, self.id);
        copy(self.ty, &mut value.memory_limit(usize::MAX), out)
            .expect("the value was valid when it was read");
    }

    /// Returns the number that the writer's IDL file gives the field.
    pub fn id(&self) -> i16 {
        self.id
    }

    /// Returns the type of the value.
    pub fn ty(&self) -> WireType {
        self.ty
    }
}

/// Copies a value of type `ty` from one protocol to another, and accounts for a buffer that
/// grows to hold it in binary. Reads what [`InputProtocol::skip`] reads, so both accept the
/// same bytes.
fn copy(
    ty: WireType,
    from: &mut impl InputProtocol,
    to: &mut impl OutputProtocol,
) -> Result<(), DecodeError> {
    from.account(GROWTH * binary_len(ty), 0)?;
    match ty {
        WireType::Void => {}
        WireType::Bool => to.write_bool(from.read_bool()?),
        WireType::I8 => to.write_i8(from.read_i8()?),
        WireType::Double => to.write_double(from.read_double()?),
        WireType::I16 => to.write_i16(from.read_i16()?),
        WireType::I32 => to.write_i32(from.read_i32()?),
        WireType::I64 => to.write_i64(from.read_i64()?),
        WireType::Uuid => to.write_uuid(&from.read_uuid()?),
        WireType::Binary => {
            let bytes = from.read_bytes()?;
            from.account(GROWTH * bytes.len(), 0)?;
            to.write_bytes(&bytes);
        }
        WireType::Struct => {
            from.read_struct_begin()?;
            to.write_struct_begin();
            while let Some(field) = from.read_field_begin()? {
                from.account(GROWTH * FIELD_HEAD, 0)?;
                to.write_field_begin(field.ty, field.id);
                copy(field.ty, from, to)?;
            }
            from.read_struct_end();
            to.write_struct_end();
        }
        WireType::Map => {
            let (key, value, len) = from.read_map_begin()?;
            to.write_map_begin(key, value, len);
            for _ in 0..len {
                copy(key, from, to)?;
                copy(value, from, to)?;
            }
            from.read_map_end();
            to.write_map_end();
        }
        WireType::Set | WireType::List => {
            let (element, len) = from.read_list_begin()?;
            to.write_list_begin(element, len);
            for _ in 0..len {
                copy(element, from, to)?;
            }
            from.read_list_end();
            to.write_list_end();
        }
    }
    Ok(())
}

/// Returns how many bytes a value has in binary, apart from the values in it.
fn binary_len(ty: WireType) -> usize {
    match ty {
        WireType::Void => 0,
        WireType::Bool | WireType::I8 | WireType::Struct => 1,
        WireType::I16 => 2,
        WireType::I32 | WireType::Binary => 4,
        WireType::Set | WireType::List => 5,
        WireType::Map => 6,
        WireType::I64 | WireType::Double => 8,
        WireType::Uuid => 16,
    }
}

/// How many bytes the head of a field has in binary.
const FIELD_HEAD: usize = 3;

/// How many times its length a buffer takes at most while it grows: it moves to one twice as
/// long, and for that moment both are there.
const GROWTH: usize = 3;

/// How much memory a buffer takes however little is in it, in bytes.
const BUFFER: usize = 32;
