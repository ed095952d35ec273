//! The two protocols, against Apache's library and against bytes from anybody.

use std::fmt::Debug;

use bytes::{Bytes, BytesMut};
use mini_lust::protocol::{
    BinaryReader, BinaryWriter, CompactReader, CompactWriter, DecodeError, FieldHeader,
    InputProtocol, Message, Reason, UnknownField, WireType,
};

mod apache;
mod evolution;
mod golden;
mod hostile;
mod properties;
mod reply;
mod value;

use value::{Fields, Value};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Protocol {
    Binary,
    Compact,
}

impl Protocol {
    const ALL: [Self; 2] = [Self::Binary, Self::Compact];

    fn encode(self, message: &impl Message) -> Bytes {
        let mut buffer = BytesMut::new();
        match self {
            Self::Binary => message.encode(&mut BinaryWriter::new(&mut buffer)),
            Self::Compact => message.encode(&mut CompactWriter::new(&mut buffer)),
        }
        buffer.freeze()
    }

    /// Decodes what should be one value and nothing else.
    fn decode<T: Message>(self, message: impl Into<Bytes>) -> Result<T, DecodeError> {
        let (value, rest) = self.decode_first(message.into())?;
        assert_eq!(rest, Bytes::new(), "{self:?} leaves bytes");
        Ok(value)
    }

    /// Decodes a value, and returns what follows it too.
    fn decode_first<T: Message>(
        self,
        message: Bytes,
    ) -> Result<(T, Bytes), DecodeError> {
        Ok(match self {
            Self::Binary => {
                let mut reader = BinaryReader::new(message);
                (T::decode(&mut reader)?, reader.into_rest())
            }
            Self::Compact => {
                let mut reader = CompactReader::new(message);
                (T::decode(&mut reader)?, reader.into_rest())
            }
        })
    }

    /// Skips a value, and returns what follows it.
    fn skip(self, ty: WireType, message: Bytes) -> Result<Bytes, DecodeError> {
        Ok(match self {
            Self::Binary => {
                let mut reader = BinaryReader::new(message);
                reader.skip(ty)?;
                reader.into_rest()
            }
            Self::Compact => {
                let mut reader = CompactReader::new(message);
                reader.skip(ty)?;
                reader.into_rest()
            }
        })
    }

    /// Keeps a value as that of an unknown field, and returns what follows it too.
    fn keep(
        self,
        header: FieldHeader,
        message: Bytes,
    ) -> Result<(UnknownField, Bytes), DecodeError> {
        Ok(match self {
            Self::Binary => {
                let mut reader = BinaryReader::new(message);
                (UnknownField::decode(header, &mut reader)?, reader.into_rest())
            }
            Self::Compact => {
                let mut reader = CompactReader::new(message);
                (UnknownField::decode(header, &mut reader)?, reader.into_rest())
            }
        })
    }
}

/// What a peer reads as `T` where another sent these fields, in whatever protocol.
fn read_as<T: Message + Debug + PartialEq>(
    fields: Vec<(i16, Value)>,
) -> Result<T, Reason> {
    let fields = Fields(fields);
    let [binary, compact] = Protocol::ALL.map(|protocol| {
        let result = protocol.decode(protocol.encode(&fields));
        result.map_err(|error| error.reason().clone())
    });
    assert_eq!(binary, compact);
    binary
}
