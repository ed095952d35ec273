//! The rules by which `idl/user.thrift` became Rust. The generator will follow them too.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    convert::Infallible,
    error::Error,
    future::Future,
    hash::Hash,
    sync::Mutex,
};

use futures::executor::block_on;
use mini_lust::{
    ByteString, Bytes,
    protocol::{BinaryReader, Message},
    user::{
        Contact, GetUserException, MAX_LABELS, NotFound, Role, User, UserId, UserService,
    },
};

// === typedef, const ===

#[test]
fn a_typedef_is_an_alias_and_a_const_a_const() {
    let id: UserId = 7_i64;
    let labels = [""; MAX_LABELS as usize];

    assert_eq!((id, labels.len()), (7, 16));
}

// === enum ===

#[test]
fn an_enum_is_a_number_with_names_for_some() {
    assert_eq!(Role::READER.0, 1);
    assert_eq!(Role::WRITER.0, 2);
    assert_eq!(Role::ADMIN.0, 5);
}

#[test]
fn an_enum_keeps_a_value_that_the_idl_does_not_name() {
    // A newer peer may send it: it is passed on as it came.
    let newer = Role(6);

    assert_eq!(newer.0, 6);
    assert_ne!(newer, Role::ADMIN);
}

#[test]
fn an_enum_shows_its_name_or_its_number() {
    assert_eq!(format!("{:?}", Role::ADMIN), "ADMIN");
    assert_eq!(format!("{:?}", Role(6)), "Role(6)");
}

#[test]
fn an_enum_can_be_matched() {
    let may_write = |role| matches!(role, Role::WRITER | Role::ADMIN);

    assert!(may_write(Role::ADMIN));
    assert!(!may_write(Role::READER));
}

// === union ===

#[test]
fn a_union_is_an_enum_with_a_variant_for_fields_to_come() {
    let line = |contact| match contact {
        Contact::Email(email) => format!("mail {email}"),
        Contact::Phone(number) => format!("call {number}"),
        Contact::Unknown(field) => format!("reach by field {}", field.id()),
    };

    assert_eq!(line(Contact::Email("ada@example.org".into())), "mail ada@example.org");
    assert_eq!(line(Contact::Phone(42)), "call 42");
    let newer = Contact::decode(&mut BinaryReader::new(&b"\x02\0\x03\x01\0"[..]));
    assert_eq!(newer.map(line), Ok("reach by field 3".to_owned()));
}

// === struct ===

#[test]
fn every_field_of_the_idl_file_is_one_of_the_struct_in_the_same_order() {
    let idl = include_str!("../idl/user.thrift");
    let body = between(idl, "struct User {", "}");
    let fields = body.lines().filter(|line| !line.contains("/**"));
    // `3: Role role = Role.READER` is called `role`.
    let of_idl: Vec<_> = fields
        .filter_map(|line| line.split('=').next()?.split_whitespace().last())
        .collect();

    let shown = format!("{:#?}", User::default());
    let of_struct: Vec<_> = between(&shown, "User {", "\n}")
        .lines()
        .filter_map(|line| Some(line.split_once(": ")?.0.trim()))
        .collect();

    assert_eq!(of_struct, of_idl);
}

#[test]
fn requiredness_decides_between_a_value_and_an_option() {
    let User {
        // required
        id,
        name,
        // neither: always there, once it is here
        role,
        nicknames,
        groups,
        labels,
        // optional
        verified,
        contact,
        picture,
        manager,
    } = User::default();

    let _: (UserId, ByteString) = (id, name);
    let _: (Role, Vec<ByteString>) = (role, nicknames);
    let _: (HashSet<ByteString>, HashMap<ByteString, ByteString>) = (groups, labels);
    let _: (Option<bool>, Option<Contact>) = (verified, contact);
    let _: (Option<Bytes>, Option<Box<User>>) = (picture, manager);
}

#[test]
fn the_default_of_a_struct_has_the_default_values_of_the_idl() {
    let default = User::default();

    assert_eq!(default.role, Role::READER);
    // An enum alone has no such value: its default is 0, whether that has a name or not.
    assert_eq!(Role::default(), Role(0));
    assert_eq!((default.id, default.name), (0, "".into()));
    assert_eq!(default.contact, None);
    assert!(default.nicknames.is_empty());
}

#[test]
fn a_struct_that_contains_itself_is_boxed() {
    let report = User {
        id: 2,
        manager: Some(Box::new(User { id: 1, ..User::default() })),
        ..User::default()
    };

    assert_eq!(report.manager.map(|manager| manager.id), Some(1));
}

#[test]
fn types_are_hashed_and_ordered_where_their_fields_are() {
    fn key<T: Clone + Eq + Hash + Ord>() {}
    fn value<T: Clone + Eq>() {}

    key::<Role>();
    key::<Contact>();
    key::<NotFound>();
    key::<GetUserException>();
    // A user has a set and a map, and these have neither hash nor order.
    value::<User>();

    let ordered = BTreeSet::from([Role::ADMIN, Role(3), Role::READER]);
    assert_eq!(Vec::from_iter(ordered), [Role(1), Role(3), Role(5)]);
}

// === exception, service ===

#[test]
fn an_exception_is_an_error_and_becomes_that_of_the_method_by_a_question_mark() {
    fn find(id: UserId) -> Result<User, GetUserException> {
        Err(NotFound { id })?
    }

    let exception = find(7).unwrap_err();

    assert_eq!(exception, GetUserException::NotFound(NotFound { id: 7 }));
    let error: Box<dyn Error + Send + Sync> = exception.into();
    assert_eq!(error.to_string(), "NotFound { id: 7 }");
}

#[test]
fn a_service_is_implemented_with_async_functions() {
    let service = OneUser::default();

    block_on(async {
        service.replace_user(ada()).await.unwrap();
        assert_eq!(service.get_user(1).await.unwrap(), ada());
        let exception = service.get_user(2).await.unwrap_err();
        assert_eq!(exception.to_string(), "NotFound { id: 2 }");
        assert_eq!(service.find_users("Ada".into()).await.unwrap(), [ada()]);
        service.record_login(1).await;
    });
}

#[test]
fn the_futures_of_any_service_can_move_to_another_thread() {
    fn spawnable(_: &(impl Future + Send)) {}

    fn check(service: &impl UserService) {
        spawnable(&service.get_user(1));
        spawnable(&service.find_users("".into()));
        spawnable(&service.replace_user(User::default()));
        spawnable(&service.record_login(1));
    }

    check(&OneUser::default());
}

/// A directory of one user.
#[derive(Default)]
struct OneUser(Mutex<User>);

impl UserService for OneUser {
    async fn get_user(&self, id: UserId) -> Result<User, GetUserException> {
        match &*self.0.lock().unwrap() {
            user if user.id == id => Ok(user.clone()),
            _ => Err(NotFound { id })?,
        }
    }

    async fn find_users(&self, name: ByteString) -> Result<Vec<User>, Infallible> {
        let user = self.0.lock().unwrap().clone();
        Ok(Vec::from_iter(Some(user).filter(|user| user.name == name)))
    }

    async fn replace_user(&self, user: User) -> Result<(), Infallible> {
        *self.0.lock().unwrap() = user;
        Ok(())
    }

    async fn record_login(&self, _: UserId) {}
}

fn ada() -> User {
    User { id: 1, name: "Ada".into(), ..User::default() }
}

/// What stands in `text` after `start` and before `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect("the start");
    rest.split_once(end).expect("the end").0
}
