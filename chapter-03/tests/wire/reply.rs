//! `Result<T, E>` as the reply of a method: what it returns, or the exception it threw.

use std::{convert::Infallible, fmt::Debug};

use mini_lust::{
    protocol::{Message, Reason, WireType},
    user::{GetUserException, NotFound, User},
};

use crate::{
    Protocol, read_as,
    value::{Fields, Meaning, Value},
};

#[test]
fn a_value_is_field_zero() {
    let users = vec![User::default()];
    same::<Result<_, Infallible>>(Ok(users.clone()), vec![(0, users.meaning())]);
}

#[test]
fn a_bool_may_be_field_zero() {
    same::<Result<_, Infallible>>(Ok(true), vec![(0, Value::Bool(true))]);
}

#[test]
fn an_exception_is_the_field_that_the_idl_declares() {
    let exception = NotFound { id: 7 };
    let fields = vec![(1, exception.meaning())];
    same::<Result<User, GetUserException>>(Err(exception.into()), fields);
}

#[test]
fn a_method_that_returns_nothing_replies_with_no_field() {
    same::<Result<(), Infallible>>(Ok(()), vec![]);
    same::<Result<(), GetUserException>>(Ok(()), vec![]);
}

#[test]
fn a_method_that_returns_nothing_may_throw() {
    let exception = NotFound { id: 7 };
    let fields = vec![(1, exception.meaning())];
    same::<Result<(), GetUserException>>(Err(exception.into()), fields);
}

#[test]
fn a_field_that_is_not_declared_is_skipped() {
    for unknown in Value::of_every_type() {
        let fields = vec![(5, unknown), (0, Value::I32(7))];
        let reply: Result<Result<i32, GetUserException>, _> = read_as(fields);
        assert_eq!(reply, Ok(Ok(7)));
    }
}

#[test]
fn a_reply_without_a_result_is_an_error() {
    let missing = Err(Reason::Missing("reply", "success"));
    for fields in [
        vec![],
        // Thrown by a newer peer: we cannot know what it is.
        vec![(2, NotFound { id: 7 }.meaning())],
        // Neither the value nor the exception has the declared type.
        vec![(0, Value::I64(7)), (1, Value::Bool(true))],
    ] {
        let reply: Result<Result<i32, GetUserException>, _> = read_as(fields);
        assert_eq!(reply, missing.clone());
    }
}

/// Nothing is all that such a method returns. An exception is more than nothing.
#[test]
fn an_exception_that_is_not_declared_is_no_success_of_a_method_that_returns_nothing() {
    let thrown = || (2, NotFound { id: 7 }.meaning());
    let missing = Reason::Missing("reply", "success");
    let reply: Result<Result<(), Infallible>, _> = read_as(vec![thrown()]);
    assert_eq!(reply, Err(missing.clone()));
    let reply: Result<Result<(), GetUserException>, _> = read_as(vec![thrown()]);
    assert_eq!(reply, Err(missing));
    // What a newer method returns is none.
    assert_eq!(read_as(vec![(0, Value::I32(7))]), Ok(Ok::<_, Infallible>(())));
}

#[test]
fn a_method_without_exceptions_skips_what_looks_like_one() {
    let fields = vec![(1, NotFound { id: 7 }.meaning()), (0, Value::I32(7))];
    assert_eq!(read_as(fields), Ok(Ok::<_, Infallible>(7)));
}

#[test]
fn a_reply_is_a_struct() {
    assert_eq!(<Result<(), Infallible>>::TYPE, WireType::Struct);
}

/// `reply` is written as a struct of these fields, and read from it.
fn same<T: Message + Debug + PartialEq>(reply: T, fields: Vec<(i16, Value)>) {
    let fields = Fields(fields);
    for protocol in Protocol::ALL {
        assert_eq!(protocol.encode(&reply), protocol.encode(&fields));
    }
    assert_eq!(read_as(fields.0), Ok(reply));
}
