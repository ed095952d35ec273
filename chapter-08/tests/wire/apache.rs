//! Apache's Rust library as the reference: values written and read through its API.

use mini_lust::{
    Bytes,
    protocol::{Header, MessageType, WireType},
};
use thrift::protocol::{
    TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol,
    TCompactOutputProtocol, TFieldIdentifier, TInputProtocol, TListIdentifier,
    TMapIdentifier, TMessageIdentifier, TMessageType, TOutputProtocol, TSetIdentifier,
    TStructIdentifier, TType,
};
use uuid::Uuid;

use crate::{
    Protocol,
    value::{Fields, Value},
};

impl Protocol {
    pub fn apache_encode(self, value: &Value) -> Bytes {
        self.apache_write(|out| write(value, out))
    }

    pub fn apache_encode_header(self, header: &Header) -> Bytes {
        self.apache_write(|out| out.write_message_begin(&identifier(header)))
    }

    pub fn apache_decode(self, ty: WireType, message: &[u8]) -> thrift::Result<Value> {
        read(apache_type(ty), &mut *self.apache_reader(message))
    }

    pub fn apache_decode_header(
        self,
        message: &[u8],
    ) -> thrift::Result<TMessageIdentifier> {
        self.apache_reader(message).read_message_begin()
    }

    fn apache_write(
        self,
        write: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
    ) -> Bytes {
        let mut buffer = Vec::new();
        match self {
            Self::Binary => write(&mut TBinaryOutputProtocol::new(&mut buffer, true)),
            Self::Compact => write(&mut TCompactOutputProtocol::new(&mut buffer)),
        }
        .expect("a buffer takes everything");
        buffer.into()
    }

    fn apache_reader(self, message: &[u8]) -> Box<dyn TInputProtocol + '_> {
        match self {
            Self::Binary => Box::new(TBinaryInputProtocol::new(message, true)),
            Self::Compact => Box::new(TCompactInputProtocol::new(message)),
        }
    }
}

/// The header that binary had before it had versions.
pub fn old_binary_header(header: &Header) -> Bytes {
    let mut buffer = Vec::new();
    TBinaryOutputProtocol::new(&mut buffer, false)
        .write_message_begin(&identifier(header))
        .expect("a buffer takes everything");
    buffer.into()
}

pub fn identifier(header: &Header) -> TMessageIdentifier {
    let ty = match header.ty {
        MessageType::Call => TMessageType::Call,
        MessageType::Reply => TMessageType::Reply,
        MessageType::Exception => TMessageType::Exception,
        MessageType::Oneway => TMessageType::OneWay,
    };
    TMessageIdentifier::new(&*header.method, ty, header.sequence_id)
}

fn write(value: &Value, out: &mut dyn TOutputProtocol) -> thrift::Result<()> {
    match value {
        Value::Bool(value) => out.write_bool(*value),
        Value::I8(value) => out.write_i8(*value),
        Value::I16(value) => out.write_i16(*value),
        Value::I32(value) => out.write_i32(*value),
        Value::I64(value) => out.write_i64(*value),
        Value::Double(value) => out.write_double(*value),
        Value::Binary(value) => out.write_bytes(value),
        Value::Uuid(value) => out.write_uuid(&Uuid::from_bytes(*value)),
        Value::Struct(Fields(fields)) => {
            out.write_struct_begin(&TStructIdentifier::new(""))?;
            for (id, value) in fields {
                let ty = apache_type(value.ty());
                out.write_field_begin(&TFieldIdentifier::new("", ty, *id))?;
                write(value, out)?;
                out.write_field_end()?;
            }
            out.write_field_stop()?;
            out.write_struct_end()
        }
        Value::Map(key, value, entries) => {
            out.write_map_begin(&TMapIdentifier::new(
                apache_type(*key),
                apache_type(*value),
                size(entries),
            ))?;
            for (key, value) in entries {
                write(key, out)?;
                write(value, out)?;
            }
            out.write_map_end()
        }
        Value::Set(element, elements) => {
            let (ty, size) = (apache_type(*element), size(elements));
            out.write_set_begin(&TSetIdentifier::new(ty, size))?;
            elements.iter().try_for_each(|element| write(element, out))?;
            out.write_set_end()
        }
        Value::List(element, elements) => {
            let (ty, size) = (apache_type(*element), size(elements));
            out.write_list_begin(&TListIdentifier::new(ty, size))?;
            elements.iter().try_for_each(|element| write(element, out))?;
            out.write_list_end()
        }
    }
}

fn read(ty: TType, input: &mut dyn TInputProtocol) -> thrift::Result<Value> {
    Ok(match ty {
        TType::Bool => Value::Bool(input.read_bool()?),
        TType::I08 => Value::I8(input.read_i8()?),
        TType::I16 => Value::I16(input.read_i16()?),
        TType::I32 => Value::I32(input.read_i32()?),
        TType::I64 => Value::I64(input.read_i64()?),
        TType::Double => Value::Double(input.read_double()?),
        TType::String => Value::Binary(input.read_bytes()?.into()),
        TType::Uuid => Value::Uuid(input.read_uuid()?.into_bytes()),
        TType::Struct => {
            let mut fields = Vec::new();
            input.read_struct_begin()?;
            loop {
                let field = input.read_field_begin()?;
                if field.field_type == TType::Stop {
                    break;
                }
                let id = field.id.expect("every field but stop has an id");
                fields.push((id, read(field.field_type, input)?));
                input.read_field_end()?;
            }
            input.read_struct_end()?;
            Value::Struct(Fields(fields))
        }
        TType::Map => {
            let map = input.read_map_begin()?;
            // An empty map in compact does not tell.
            let key = map.key_type.unwrap_or(TType::Void);
            let value = map.value_type.unwrap_or(TType::Void);
            let entries = (0..map.size)
                .map(|_| Ok((read(key, input)?, read(value, input)?)))
                .collect::<thrift::Result<_>>()?;
            input.read_map_end()?;
            Value::Map(wire_type(key), wire_type(value), entries)
        }
        TType::Set => {
            let set = input.read_set_begin()?;
            let elements = read_elements(set.element_type, set.size, input)?;
            input.read_set_end()?;
            Value::Set(wire_type(set.element_type), elements)
        }
        TType::List => {
            let list = input.read_list_begin()?;
            let elements = read_elements(list.element_type, list.size, input)?;
            input.read_list_end()?;
            Value::List(wire_type(list.element_type), elements)
        }
        TType::Stop | TType::Void | TType::Utf7 => unreachable!("no value is a {ty}"),
    })
}

fn read_elements(
    ty: TType,
    size: i32,
    input: &mut dyn TInputProtocol,
) -> thrift::Result<Vec<Value>> {
    (0..size).map(|_| read(ty, input)).collect()
}

fn size<T>(elements: &[T]) -> i32 {
    elements.len().try_into().expect("a short list")
}

fn apache_type(ty: WireType) -> TType {
    let pair = TYPES.iter().find(|(ours, _)| *ours == ty);
    pair.expect("all types are listed").1
}

fn wire_type(ty: TType) -> WireType {
    let pair = TYPES.iter().find(|(_, theirs)| *theirs == ty);
    pair.expect("all types are listed").0
}

const TYPES: [(WireType, TType); 13] = [
    (WireType::Void, TType::Void),
    (WireType::Bool, TType::Bool),
    (WireType::I8, TType::I08),
    (WireType::I16, TType::I16),
    (WireType::I32, TType::I32),
    (WireType::I64, TType::I64),
    (WireType::Double, TType::Double),
    (WireType::Binary, TType::String),
    (WireType::Uuid, TType::Uuid),
    (WireType::Struct, TType::Struct),
    (WireType::Map, TType::Map),
    (WireType::Set, TType::Set),
    (WireType::List, TType::List),
];
