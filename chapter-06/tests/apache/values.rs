//! The types of `user.thrift`, written and read with Apache's protocols.

use mini_lust::{
    ByteString,
    user::{Contact, NotFound, Role, User, UserId},
};
use thrift::{
    ProtocolErrorKind,
    protocol::{
        TFieldIdentifier, TInputProtocol, TListIdentifier, TMapIdentifier,
        TOutputProtocol, TSetIdentifier, TStructIdentifier, TType,
    },
};

pub fn write_user(out: &mut dyn TOutputProtocol, user: &User) -> thrift::Result<()> {
    write_struct(out, |out| {
        write_field(out, TType::I64, 1, |out| out.write_i64(user.id))?;
        write_field(out, TType::String, 2, |out| out.write_string(&user.name))?;
        write_field(out, TType::I32, 3, |out| out.write_i32(user.role.0))?;
        if let Some(verified) = user.verified {
            write_field(out, TType::Bool, 4, |out| out.write_bool(verified))?;
        }
        if let Some(contact) = &user.contact {
            write_field(out, TType::Struct, 5, |out| write_contact(out, contact))?;
        }
        if let Some(picture) = &user.picture {
            write_field(out, TType::String, 6, |out| out.write_bytes(picture))?;
        }
        write_field(out, TType::List, 7, |out| {
            let size = user.nicknames.len() as i32;
            out.write_list_begin(&TListIdentifier::new(TType::String, size))?;
            user.nicknames.iter().try_for_each(|name| out.write_string(name))?;
            out.write_list_end()
        })?;
        write_field(out, TType::Set, 8, |out| {
            let size = user.groups.len() as i32;
            out.write_set_begin(&TSetIdentifier::new(TType::String, size))?;
            user.groups.iter().try_for_each(|group| out.write_string(group))?;
            out.write_set_end()
        })?;
        write_field(out, TType::Map, 9, |out| {
            let (string, size) = (TType::String, user.labels.len() as i32);
            out.write_map_begin(&TMapIdentifier::new(string, string, size))?;
            for (key, value) in &user.labels {
                out.write_string(key)?;
                out.write_string(value)?;
            }
            out.write_map_end()
        })?;
        match &user.manager {
            Some(manager) => {
                write_field(out, TType::Struct, 10, |out| write_user(out, manager))
            }
            None => Ok(()),
        }
    })
}

pub fn read_user(input: &mut dyn TInputProtocol) -> thrift::Result<User> {
    let mut user = User::default();
    read_struct(input, |input, id, ty| {
        match id {
            1 => user.id = input.read_i64()?,
            2 => user.name = input.read_string()?.into(),
            3 => user.role = Role(input.read_i32()?),
            4 => user.verified = Some(input.read_bool()?),
            5 => user.contact = Some(read_contact(input)?),
            6 => user.picture = Some(input.read_bytes()?.into()),
            7 => {
                let size = input.read_list_begin()?.size;
                user.nicknames = read_strings(input, size)?;
                input.read_list_end()?;
            }
            8 => {
                let size = input.read_set_begin()?.size;
                user.groups = read_strings(input, size)?;
                input.read_set_end()?;
            }
            9 => {
                let size = input.read_map_begin()?.size;
                let strings: Vec<_> = read_strings(input, 2 * size)?;
                let pairs = strings.chunks(2);
                user.labels =
                    pairs.map(|pair| (pair[0].clone(), pair[1].clone())).collect();
                input.read_map_end()?;
            }
            10 => user.manager = Some(Box::new(read_user(input)?)),
            _ => input.skip(ty)?,
        }
        Ok(())
    })?;
    Ok(user)
}

pub fn write_users(out: &mut dyn TOutputProtocol, users: &[User]) -> thrift::Result<()> {
    out.write_list_begin(&TListIdentifier::new(TType::Struct, users.len() as i32))?;
    users.iter().try_for_each(|user| write_user(out, user))?;
    out.write_list_end()
}

pub fn read_users(input: &mut dyn TInputProtocol) -> thrift::Result<Vec<User>> {
    let size = input.read_list_begin()?.size;
    let users = (0..size).map(|_| read_user(input)).collect();
    input.read_list_end()?;
    users
}

fn write_contact(
    out: &mut dyn TOutputProtocol,
    contact: &Contact,
) -> thrift::Result<()> {
    write_struct(out, |out| match contact {
        Contact::Email(email) => {
            write_field(out, TType::String, 1, |out| out.write_string(email))
        }
        Contact::Phone(phone) => {
            write_field(out, TType::I64, 2, |out| out.write_i64(*phone))
        }
        Contact::Unknown(_) => unreachable!("both sides have the same IDL file"),
    })
}

fn read_contact(input: &mut dyn TInputProtocol) -> thrift::Result<Contact> {
    let mut contact = None;
    read_struct(input, |input, id, ty| {
        contact = match id {
            1 => Some(Contact::Email(input.read_string()?.into())),
            2 => Some(Contact::Phone(input.read_i64()?)),
            _ => return input.skip(ty),
        };
        Ok(())
    })?;
    contact.ok_or_else(|| missing("a contact"))
}

/// A struct with one field, a user's id: `NotFound`, and the arguments of some methods.
pub fn write_id(out: &mut dyn TOutputProtocol, id: UserId) -> thrift::Result<()> {
    write_struct(out, |out| write_field(out, TType::I64, 1, |out| out.write_i64(id)))
}

pub fn read_not_found(input: &mut dyn TInputProtocol) -> thrift::Result<NotFound> {
    let id = read_only_field(input, |input| input.read_i64())?;
    Ok(NotFound { id })
}

/// Reads a struct of which only field 1 is known.
pub fn read_only_field<T>(
    input: &mut dyn TInputProtocol,
    mut read: impl FnMut(&mut dyn TInputProtocol) -> thrift::Result<T>,
) -> thrift::Result<T> {
    let mut value = None;
    read_struct(input, |input, id, ty| {
        match id {
            1 => value = Some(read(input)?),
            _ => input.skip(ty)?,
        }
        Ok(())
    })?;
    value.ok_or_else(|| missing("field 1"))
}

pub fn write_struct(
    out: &mut dyn TOutputProtocol,
    fields: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
) -> thrift::Result<()> {
    out.write_struct_begin(&TStructIdentifier::new(""))?;
    fields(out)?;
    out.write_field_stop()?;
    out.write_struct_end()
}

pub fn write_field(
    out: &mut dyn TOutputProtocol,
    ty: TType,
    id: i16,
    value: impl FnOnce(&mut dyn TOutputProtocol) -> thrift::Result<()>,
) -> thrift::Result<()> {
    out.write_field_begin(&TFieldIdentifier::new("", ty, id))?;
    value(out)?;
    out.write_field_end()
}

pub fn read_struct(
    input: &mut dyn TInputProtocol,
    mut field: impl FnMut(&mut dyn TInputProtocol, i16, TType) -> thrift::Result<()>,
) -> thrift::Result<()> {
    input.read_struct_begin()?;
    loop {
        let TFieldIdentifier { field_type, id, .. } = input.read_field_begin()?;
        if field_type == TType::Stop {
            break;
        }
        field(input, id.expect("only the stop has none"), field_type)?;
        input.read_field_end()?;
    }
    input.read_struct_end()
}

fn read_strings<C: FromIterator<ByteString>>(
    input: &mut dyn TInputProtocol,
    size: i32,
) -> thrift::Result<C> {
    (0..size).map(|_| input.read_string().map(ByteString::from)).collect()
}

pub fn missing(what: &str) -> thrift::Error {
    thrift::new_protocol_error(
        ProtocolErrorKind::InvalidData,
        format!("{what} is missing"),
    )
}
