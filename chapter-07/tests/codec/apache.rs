//! Apache's Rust library on the other side of the stream. What its protocols and transports
//! make of a message, byte for byte, is the reference.

use std::io::Write;

use mini_lust::{
    Body, Framing, Protocol,
    protocol::{Header, MessageType},
    transport::codec::Frame,
    user::NotFound,
};
use thrift::{
    protocol::{
        TBinaryInputProtocol, TBinaryOutputProtocol, TCompactInputProtocol,
        TCompactOutputProtocol, TFieldIdentifier, TInputProtocol, TMessageIdentifier,
        TMessageType, TOutputProtocol, TStructIdentifier, TType,
    },
    transport::{
        TBufferedReadTransport, TBufferedWriteTransport, TFramedReadTransport,
        TFramedWriteTransport, TReadTransport, TWriteTransport,
    },
};

use crate::{WAYS, encode, receive};

#[test]
fn a_message_is_written_as_apache_writes_it() {
    for (protocol, framing) in WAYS {
        for header in headers() {
            let golden = write(protocol.into(), framing, &header, 7);
            assert_eq!(encode(framing, &[frame(protocol, header, 7)]), golden);
        }
    }
}

#[tokio::test]
async fn messages_of_apache_are_read() {
    for (protocol, framing) in WAYS {
        let expected = headers().map(|header| frame(protocol, header, -7));
        let golden =
            headers().map(|header| write(protocol.into(), framing, &header, -7));
        assert_eq!(receive([&golden.concat()[..]]).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn messages_of_apache_with_old_style_headers_are_read() {
    for framing in [Framing::Framed, Framing::Unframed] {
        let expected = headers().map(|header| frame(Protocol::Binary, header, 7));
        let golden =
            headers().map(|header| write(Dialect::OldBinary, framing, &header, 7));
        assert_eq!(receive([&golden.concat()[..]]).await.unwrap(), expected);
        assert_eq!(receive(golden.concat().chunks(1)).await.unwrap(), expected);
    }
}

#[test]
fn apache_reads_our_messages() {
    for (protocol, framing) in WAYS {
        let frames = headers().map(|header| frame(protocol, header, 7));
        let bytes = encode(framing, &frames);
        let mut input = reader(protocol, framing, &bytes);
        for header in headers() {
            assert_eq!(read(&mut *input).unwrap(), (identifier(&header), 7));
        }
    }
}

/// What Apache's library can write.
#[derive(Clone, Copy, Debug)]
pub enum Dialect {
    Binary,
    /// Binary with a header that has no version: what a "non-strict" writer writes.
    OldBinary,
    Compact,
}

impl From<Protocol> for Dialect {
    fn from(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Binary => Self::Binary,
            Protocol::Compact => Self::Compact,
        }
    }
}

/// A message with one field, a number of 64 bits.
pub fn write(dialect: Dialect, framing: Framing, header: &Header, id: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let transport: Box<dyn Write> = match framing {
        Framing::Framed => Box::new(TFramedWriteTransport::new(&mut bytes)),
        Framing::Unframed => Box::new(TBufferedWriteTransport::new(&mut bytes)),
    };
    write_to(&mut *writer(dialect, transport), header, id).expect("there is room");
    bytes
}

fn write_to(
    out: &mut dyn TOutputProtocol,
    header: &Header,
    id: i64,
) -> thrift::Result<()> {
    out.write_message_begin(&identifier(header))?;
    out.write_struct_begin(&TStructIdentifier::new("NotFound"))?;
    out.write_field_begin(&TFieldIdentifier::new("id", TType::I64, 1))?;
    out.write_i64(id)?;
    out.write_field_end()?;
    out.write_field_stop()?;
    out.write_struct_end()?;
    out.write_message_end()?;
    out.flush()
}

fn read(input: &mut dyn TInputProtocol) -> thrift::Result<(TMessageIdentifier, i64)> {
    let identifier = input.read_message_begin()?;
    input.read_struct_begin()?;
    assert_eq!(input.read_field_begin()?.id, Some(1));
    let id = input.read_i64()?;
    input.read_field_end()?;
    assert_eq!(input.read_field_begin()?.field_type, TType::Stop);
    input.read_struct_end()?;
    input.read_message_end()?;
    Ok((identifier, id))
}

fn writer<'a>(
    dialect: Dialect,
    transport: impl TWriteTransport + 'a,
) -> Box<dyn TOutputProtocol + 'a> {
    match dialect {
        Dialect::Binary => Box::new(TBinaryOutputProtocol::new(transport, true)),
        Dialect::OldBinary => Box::new(TBinaryOutputProtocol::new(transport, false)),
        Dialect::Compact => Box::new(TCompactOutputProtocol::new(transport)),
    }
}

fn reader(
    protocol: Protocol,
    framing: Framing,
    bytes: &[u8],
) -> Box<dyn TInputProtocol + '_> {
    let transport: Box<dyn TReadTransport> = match framing {
        Framing::Framed => Box::new(TFramedReadTransport::new(bytes)),
        Framing::Unframed => Box::new(TBufferedReadTransport::new(bytes)),
    };
    match protocol {
        Protocol::Binary => Box::new(TBinaryInputProtocol::new(transport, true)),
        Protocol::Compact => Box::new(TCompactInputProtocol::new(transport)),
    }
}

/// Of every type, and with sequence ids from both ends of their range.
pub fn headers() -> [Header; 6] {
    [
        (MessageType::Call, 0),
        (MessageType::Reply, 1),
        (MessageType::Exception, -1),
        (MessageType::Oneway, 1_000_000),
        (MessageType::Call, i32::MAX),
        (MessageType::Reply, i32::MIN),
    ]
    .map(|(ty, sequence_id)| Header { method: "getUser".into(), ty, sequence_id })
}

fn frame(protocol: Protocol, header: Header, id: i64) -> Frame {
    Frame::new(header, Body::encode(protocol, &NotFound { id }))
}

fn identifier(header: &Header) -> TMessageIdentifier {
    let ty = match header.ty {
        MessageType::Call => TMessageType::Call,
        MessageType::Reply => TMessageType::Reply,
        MessageType::Exception => TMessageType::Exception,
        MessageType::Oneway => TMessageType::OneWay,
    };
    TMessageIdentifier::new(&*header.method, ty, header.sequence_id)
}
