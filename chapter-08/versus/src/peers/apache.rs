//! Apache's crate, as its generator uses it: framed and binary, a thread per connection, and a
//! connection per caller.

use std::{
    collections::BTreeMap,
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
};

use anyhow::Result;
use bytes::Bytes;
use thrift::{
    protocol::{
        TBinaryInputProtocol, TBinaryOutputProtocol, TFieldIdentifier, TInputProtocol,
        TListIdentifier, TMapIdentifier, TMessageIdentifier, TMessageType,
        TOutputProtocol, TSerializable, TStructIdentifier, TType,
    },
    transport::{TFramedReadTransport, TFramedWriteTransport},
};

use super::{Echo, LABEL, Link, name};
use crate::cell::USERS;

pub struct Apache;

/// A client, and the server's end of a connection too.
pub struct Connection {
    input: TBinaryInputProtocol<TFramedReadTransport<TcpStream>>,
    output: TBinaryOutputProtocol<TFramedWriteTransport<TcpStream>>,
    calls: i32,
}

impl Echo for Apache {
    type Link = Connection;

    const BLOCKS: bool = true;

    async fn serve(listener: TcpListener) -> Result<()> {
        for stream in listener.incoming() {
            let mut connection = Connection::new(stream?)?;
            thread::spawn(move || while connection.answer().is_ok() {});
        }
        Ok(())
    }

    async fn connect(address: SocketAddr, callers: usize) -> Result<Vec<Connection>> {
        (0..callers).map(|_| Connection::new(TcpStream::connect(address)?)).collect()
    }
}

impl Link for Connection {
    type Users = Group;

    fn users() -> Group {
        group()
    }

    async fn data(&mut self, data: Bytes) -> Result<usize> {
        Ok(self.call("data", &Data(data.into()))?.0.len())
    }

    async fn group(&mut self, users: Group) -> Result<usize> {
        Ok(self.call("users", &users)?.users.len())
    }
}

impl Connection {
    fn new(stream: TcpStream) -> Result<Self> {
        stream.set_nodelay(true)?;
        let reader = TFramedReadTransport::new(stream.try_clone()?);
        let writer = TFramedWriteTransport::new(stream);
        Ok(Self {
            input: TBinaryInputProtocol::new(reader, true),
            output: TBinaryOutputProtocol::new(writer, true),
            calls: 0,
        })
    }

    fn call<T: TSerializable>(&mut self, method: &str, value: &T) -> thrift::Result<T> {
        self.calls = self.calls.wrapping_add(1);
        self.write(method, TMessageType::Call, self.calls, 1, value)?;
        let header = self.input.read_message_begin()?;
        thrift::protocol::verify_expected_sequence_number(
            self.calls,
            header.sequence_number,
        )?;
        thrift::protocol::verify_expected_service_call(method, &header.name)?;
        thrift::protocol::verify_expected_message_type(
            TMessageType::Reply,
            header.message_type,
        )?;
        self.read()
    }

    fn answer(&mut self) -> thrift::Result<()> {
        let TMessageIdentifier { name, sequence_number, .. } =
            self.input.read_message_begin()?;
        match name.as_str() {
            "data" => {
                let data: Data = self.read()?;
                self.write(&name, TMessageType::Reply, sequence_number, 0, &data)
            }
            _ => {
                let users: Group = self.read()?;
                self.write(&name, TMessageType::Reply, sequence_number, 0, &users)
            }
        }
    }

    /// Writes a message whose struct has one field, which is `value`.
    fn write(
        &mut self,
        method: &str,
        kind: TMessageType,
        number: i32,
        field: i16,
        value: &impl TSerializable,
    ) -> thrift::Result<()> {
        let out = &mut self.output;
        out.write_message_begin(&TMessageIdentifier::new(method, kind, number))?;
        out.write_struct_begin(&TStructIdentifier::new("Message"))?;
        let kind = if method == "data" { TType::String } else { TType::Struct };
        out.write_field_begin(&TFieldIdentifier::new("value", kind, field))?;
        value.write_to_out_protocol(out)?;
        out.write_field_end()?;
        out.write_field_stop()?;
        out.write_struct_end()?;
        out.write_message_end()?;
        out.flush()
    }

    fn read<T: TSerializable>(&mut self) -> thrift::Result<T> {
        let mut value = None;
        read_fields(&mut self.input, |input, id| {
            let known = matches!(id, 0 | 1);
            if known {
                value = Some(T::read_from_in_protocol(input)?);
            }
            Ok(known)
        })?;
        self.input.read_message_end()?;
        value.ok_or_else(missing)
    }
}

// === What Apache's generator would write ===

pub struct Data(Vec<u8>);

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub users: Vec<User>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct User {
    id: i64,
    name: String,
    role: i32,
    verified: Option<bool>,
    labels: BTreeMap<String, String>,
}

impl TSerializable for Data {
    fn read_from_in_protocol(input: &mut dyn TInputProtocol) -> thrift::Result<Self> {
        input.read_bytes().map(Self)
    }

    fn write_to_out_protocol(
        &self,
        out: &mut dyn TOutputProtocol,
    ) -> thrift::Result<()> {
        out.write_bytes(&self.0)
    }
}

impl TSerializable for Group {
    fn read_from_in_protocol(input: &mut dyn TInputProtocol) -> thrift::Result<Self> {
        let mut users = None;
        read_fields(input, |input, id| {
            let known = id == 1;
            if known {
                let list = input.read_list_begin()?;
                let read = (0..list.size).map(|_| User::read_from_in_protocol(input));
                users = Some(read.collect::<Result<_, _>>()?);
                input.read_list_end()?;
            }
            Ok(known)
        })?;
        Ok(Self { users: users.ok_or_else(missing)? })
    }

    fn write_to_out_protocol(
        &self,
        out: &mut dyn TOutputProtocol,
    ) -> thrift::Result<()> {
        out.write_struct_begin(&TStructIdentifier::new("Group"))?;
        out.write_field_begin(&TFieldIdentifier::new("users", TType::List, 1))?;
        let len = self.users.len() as i32;
        out.write_list_begin(&TListIdentifier::new(TType::Struct, len))?;
        for user in &self.users {
            user.write_to_out_protocol(out)?;
        }
        out.write_list_end()?;
        out.write_field_end()?;
        out.write_field_stop()?;
        out.write_struct_end()
    }
}

impl TSerializable for User {
    fn read_from_in_protocol(input: &mut dyn TInputProtocol) -> thrift::Result<Self> {
        let (mut id, mut name, mut role) = (None, None, None);
        let (mut verified, mut labels) = (None, None);
        read_fields(input, |input, field| {
            match field {
                1 => id = Some(input.read_i64()?),
                2 => name = Some(input.read_string()?),
                3 => role = Some(input.read_i32()?),
                4 => verified = Some(input.read_bool()?),
                5 => {
                    let map = input.read_map_begin()?;
                    let pairs = (0..map.size)
                        .map(|_| Ok((input.read_string()?, input.read_string()?)));
                    labels = Some(pairs.collect::<thrift::Result<_>>()?);
                    input.read_map_end()?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(Self {
            id: id.ok_or_else(missing)?,
            name: name.ok_or_else(missing)?,
            role: role.ok_or_else(missing)?,
            verified,
            labels: labels.ok_or_else(missing)?,
        })
    }

    fn write_to_out_protocol(
        &self,
        out: &mut dyn TOutputProtocol,
    ) -> thrift::Result<()> {
        let Self { id, name, role, verified, labels } = self;
        out.write_struct_begin(&TStructIdentifier::new("User"))?;
        out.write_field_begin(&TFieldIdentifier::new("id", TType::I64, 1))?;
        out.write_i64(*id)?;
        out.write_field_end()?;
        out.write_field_begin(&TFieldIdentifier::new("name", TType::String, 2))?;
        out.write_string(name)?;
        out.write_field_end()?;
        out.write_field_begin(&TFieldIdentifier::new("role", TType::I32, 3))?;
        out.write_i32(*role)?;
        out.write_field_end()?;
        if let Some(verified) = *verified {
            out.write_field_begin(&TFieldIdentifier::new("verified", TType::Bool, 4))?;
            out.write_bool(verified)?;
            out.write_field_end()?;
        }
        out.write_field_begin(&TFieldIdentifier::new("labels", TType::Map, 5))?;
        let len = labels.len() as i32;
        out.write_map_begin(&TMapIdentifier::new(TType::String, TType::String, len))?;
        for (key, value) in labels {
            out.write_string(key)?;
            out.write_string(value)?;
        }
        out.write_map_end()?;
        out.write_field_end()?;
        out.write_field_stop()?;
        out.write_struct_end()
    }
}

/// Gives each field to `read`, which returns whether it has read it.
fn read_fields<I: TInputProtocol + ?Sized>(
    input: &mut I,
    mut read: impl FnMut(&mut I, i16) -> thrift::Result<bool>,
) -> thrift::Result<()> {
    input.read_struct_begin()?;
    loop {
        let field = input.read_field_begin()?;
        if field.field_type == TType::Stop {
            break;
        }
        if !read(input, field.id.ok_or_else(missing)?)? {
            input.skip(field.field_type)?;
        }
        input.read_field_end()?;
    }
    input.read_struct_end()
}

fn missing() -> thrift::Error {
    let kind = thrift::ProtocolErrorKind::InvalidData;
    thrift::ProtocolError::new(kind, "a field is missing").into()
}

/// The users of a message.
pub fn group() -> Group {
    let user = |id| User {
        id: id as i64,
        name: name(id),
        role: 2,
        verified: Some(true),
        labels: BTreeMap::from([(LABEL.0.into(), LABEL.1.into())]),
    };
    Group { users: (0..USERS).map(user).collect() }
}
