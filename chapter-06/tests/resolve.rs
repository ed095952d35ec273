//! What IDL files mean together, and what is said of those that mean nothing.

use std::{fs, path::PathBuf, thread};

use mini_lust::idl::{
    ast::Requiredness,
    program::{Field, ItemId, ItemKind, Program, Service, Type, Value},
};
use tempfile::TempDir;

/// Files by name. The first one is asked for.
struct Files(TempDir);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Loads a file; what is wrong with it is shown without the directory.
    fn load(&self, name: &str, include_paths: &[&str]) -> Result<Program, Vec<String>> {
        let include_paths: Vec<_> =
            include_paths.iter().map(|path| self.path(path)).collect();
        let dir = format!("{}/", self.0.path().display());
        Program::load(&[self.path(name)], &include_paths).map_err(|errors| {
            errors.iter().map(|error| error.to_string().replace(&dir, "")).collect()
        })
    }
}

fn load(text: &str) -> Result<Program, Vec<String>> {
    Files::new(&[("test.thrift", text)]).load("test.thrift", &[])
}

fn program(text: &str) -> Program {
    load(text).unwrap_or_else(|errors| panic!("{text}\n{}", errors[0]))
}

fn errors(text: &str) -> Vec<String> {
    load(text).expect_err(text)
}

/// What is wrong, without the places.
fn first_lines(errors: &[String]) -> Vec<&str> {
    errors
        .iter()
        .map(|error| error.lines().next().unwrap().strip_prefix("error: ").unwrap())
        .collect()
}

fn find<'a>(program: &'a Program, name: &str) -> (ItemId, &'a ItemKind) {
    let index = program.items.iter().position(|item| item.name == name).expect(name);
    (ItemId(index), &program.items[index].kind)
}

fn constant(program: &Program, name: &str) -> Value {
    match find(program, name).1 {
        ItemKind::Const(_, value) => value.clone(),
        other => panic!("{other:?}"),
    }
}

fn fields<'a>(program: &'a Program, name: &str) -> &'a [Field] {
    match find(program, name).1 {
        ItemKind::Struct(_, fields) => fields,
        other => panic!("{other:?}"),
    }
}

fn service<'a>(program: &'a Program, name: &str) -> &'a Service {
    match find(program, name).1 {
        ItemKind::Service(service) => service,
        other => panic!("{other:?}"),
    }
}

// === What is meant ===

#[test]
fn the_running_example_means_what_it_says() {
    let program = program(include_str!("../idl/user.thrift"));
    assert_eq!((program.roots, program.files.len()), (1, 1));
    assert_eq!(program.files[0].namespace, ["user"]);
    assert_eq!(constant(&program, "MAX_LABELS"), Value::Integer(16));
    let user = fields(&program, "User");
    assert_eq!(user[0].ty, Type::Item(find(&program, "UserId").0));
    assert_eq!(program.underlying(&user[0].ty), &Type::I64);
    assert_eq!(user[2].default, Some(Value::Enum(1)));
    assert_eq!(user[9].requiredness, Requiredness::Optional);
    assert_eq!(user[9].ty, Type::Item(find(&program, "User").0));
    let functions = &service(&program, "UserService").functions;
    assert_eq!(functions[0].throws[0].ty, Type::Item(find(&program, "NotFound").0));
    assert_eq!(functions[2].returns, None);
    assert!(functions[3].oneway);
}

#[test]
fn what_has_no_number_gets_one() {
    let program = program(
        "enum E { A, B, C = 7, D, E = -3, F, G = 7 } \
         struct S { i32 a, 5: i32 b, i32 c, -3: i32 d } \
         exception X {} service T { void f(i32 a, 1: i32 b, i32 c) throws (X x) }",
    );
    let ItemKind::Enum(values) = find(&program, "E").1 else { panic!() };
    let numbers: Vec<_> = values.iter().map(|value| value.number).collect();
    assert_eq!(numbers, [0, 1, 7, 8, -3, -2, 7]);
    let ids = |fields: &[Field]| fields.iter().map(|field| field.id).collect::<Vec<_>>();
    assert_eq!(ids(fields(&program, "S")), [-1, 5, -2, -3]);
    let function = &service(&program, "T").functions[0];
    assert_eq!(ids(&function.arguments), [-1, 1, -2]);
    assert_eq!(ids(&function.throws), [-1]);
}

#[test]
fn values_are_those_of_their_type() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (ty, value, expected) in [
        ("bool", "true", Value::Bool(true)),
        ("bool", "0", Value::Bool(false)),
        ("i8", "-128", Value::Integer(-128)),
        ("i64", "9223372036854775807", Value::Integer(i64::MAX)),
        ("double", "3", Value::Double(3.0)),
        ("double", "-2.5e3", Value::Double(-2500.0)),
        ("string", "'a'", text("a")),
        ("binary", "'a'", text("a")),
        ("uuid", "'00112233-4455-6677-8899-AAbbccddeeff'", uuid()),
        ("uuid", "'{00112233-4455-6677-8899-aabbccddeeff}'", uuid()),
        ("Role", "Role.ADMIN", Value::Enum(5)),
        ("Role", "ADMIN", Value::Enum(5)),
        ("Role", "R.READER", Value::Enum(0)),
        ("R", "READER", Value::Enum(0)),
        ("Role", "77", Value::Enum(77)),
        ("i8", "Role.ADMIN", Value::Integer(5)),
        ("double", "Role.ADMIN", Value::Double(5.0)),
        ("bool", "Role.READER", Value::Bool(false)),
        (
            "list<i32>",
            "[1, 2,]",
            Value::List(vec![Value::Integer(1), Value::Integer(2)]),
        ),
        ("list<i32>", "{}", Value::List(vec![])),
        ("set<i32>", "[]", Value::List(vec![])),
        ("map<string, i32>", "[]", Value::Map(vec![])),
        (
            "map<string, i32>",
            "{'a': 1}",
            Value::Map(vec![(text("a"), Value::Integer(1))]),
        ),
        (
            "S",
            "{'b': 2, 'a': 'x'}",
            Value::Struct(vec![(0, text("x")), (1, Value::Integer(2))]),
        ),
        ("U", "{'b': 2}", Value::Struct(vec![(1, Value::Integer(2))])),
    ] {
        let program = program(&format!(
            "const {ty} VALUE = {value} \
             enum Role {{ READER, ADMIN = 5 }} typedef Role R \
             struct S {{ 1: required string a, 2: i32 b, 3: required i32 c = 1 }} \
             union U {{ 1: string a, 2: i32 b }}"
        ));
        assert_eq!(constant(&program, "VALUE"), expected, "{ty} {value}");
    }
}

fn uuid() -> Value {
    Value::Uuid(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff_u128.to_be_bytes())
}

#[test]
fn a_constant_of_the_same_type_is_referred_to_and_of_another_copied() {
    let program = program(
        "const list<Id> SAME = IDS \
         const list<list<i64>> INSIDE = [IDS, [ONE]] \
         const list<double> OTHER = IDS \
         const i8 SMALL = ONE \
         const Role ROLE = ONE \
         const map<i64, string> KEYS = {ONE: TEXT, 2: 'b'} \
         struct S { 1: Id id = ONE, 2: i32 number = ONE } \
         const list<i64> IDS = [ONE, 2] const i64 ONE = 1 const string TEXT = 'a' \
         typedef i64 Id enum Role { READER }",
    );
    let the = |name: &str| Value::Const(find(&program, name).0);
    let text = Value::Text("b".to_owned());
    assert_eq!(constant(&program, "SAME"), the("IDS"));
    let inside = Value::List(vec![the("IDS"), Value::List(vec![the("ONE")])]);
    assert_eq!(constant(&program, "INSIDE"), inside);
    let other = Value::List(vec![Value::Double(1.0), Value::Double(2.0)]);
    assert_eq!(constant(&program, "OTHER"), other);
    assert_eq!(constant(&program, "SMALL"), Value::Integer(1));
    assert_eq!(constant(&program, "ROLE"), Value::Enum(1));
    let keys = Value::Map(vec![(the("ONE"), the("TEXT")), (Value::Integer(2), text)]);
    assert_eq!(constant(&program, "KEYS"), keys);
    assert_eq!(fields(&program, "S")[0].default, Some(the("ONE")));
    assert_eq!(fields(&program, "S")[1].default, Some(Value::Integer(1)));
}

#[test]
fn files_are_found_beside_the_one_that_includes_them_then_in_the_include_paths() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'sub/b.thrift' include 'shared.thrift' struct A { 1: b.B b, 2: shared.S s }",
        ),
        (
            "sub/b.thrift",
            "include 'shared.thrift' include '../sub/c.thrift' struct B { 1: shared.T s }",
        ),
        (
            "sub/c.thrift",
            "namespace * x.y namespace py p include '../sub/shared.thrift'",
        ),
        ("sub/shared.thrift", "struct T {}"),
        ("one/shared.thrift", "namespace rs one struct S {}"),
        ("two/shared.thrift", "struct S { 1: Wrong wrong }"),
    ]);
    let program = files.load("a.thrift", &["one", "two"]).unwrap();
    let paths = [
        "a.thrift",
        "sub/b.thrift",
        "one/shared.thrift",
        "sub/shared.thrift",
        "sub/../sub/c.thrift",
    ];
    let found: Vec<_> = program.files.iter().map(|file| file.path.clone()).collect();
    assert_eq!(found, paths.map(|path| files.path(path)));
    assert_eq!(program.files[2].namespace, ["one"]);
    assert_eq!(program.files[3].namespace, ["shared"]);
    assert_eq!(program.files[4].namespace, ["x", "y"]);
    assert_eq!(fields(&program, "A")[1].ty, Type::Item(find(&program, "S").0));
    assert_eq!(fields(&program, "B")[0].ty, Type::Item(find(&program, "T").0));
    assert_eq!(program.items[0].file, 0);
}

#[test]
fn names_of_included_files_are_known_by_the_file() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'my-shared.thrift' \
             const my-shared.Role ROLE = my-shared.Role.ADMIN",
        ),
        (
            "b.thrift",
            "include 'shared.v1.thrift' \
             const shared.v1.Role ROLE = shared.v1.Role.ADMIN \
             const i32 ONE = shared.v1.ONE \
             service S extends shared.v1.T { void a() throws (1: shared.v1.E e) }",
        ),
        (
            "shared.v1.thrift",
            "enum Role { READER, ADMIN } const i32 ONE = 1 service T {} exception E {}",
        ),
    ]);
    // The dash is no part of a name in Thrift.
    assert!(files.load("a.thrift", &[]).is_err());
    let program = files.load("b.thrift", &[]).unwrap();
    assert_eq!(constant(&program, "ROLE"), Value::Enum(1));
    let service = service(&program, "S");
    assert_eq!(service.extends, Some(find(&program, "T").0));
    assert_eq!(program.files[1].namespace, ["shared_v1"]);
}

#[test]
fn a_file_that_is_asked_for_twice_is_read_once() {
    let files = Files::new(&[("a.thrift", ""), ("b.thrift", "include 'a.thrift'")]);
    let path = |name: &str| files.path(name);
    let roots = [path("b.thrift"), path("a.thrift"), path("./b.thrift")];
    let program = Program::load(&roots, &[]).unwrap();
    assert_eq!((program.roots, program.files.len()), (2, 2));
}

/// As in Apache's compiler, with which each of these was tried.
#[test]
fn what_apaches_compiler_accepts_is_accepted() {
    for text in [
        "const i32 A = 1 struct A {}",
        "enum E { A = 1, B = 1 }",
        "enum E {}",
        "struct S { 1: S next }",
        "struct S { 1: optional list<S> more = [] }",
        "struct S { 1: required list<S> more }",
        "union U { 1: required U u, 2: i32 a }",
        "typedef B A struct B {}",
        "exception B {} typedef B C service S { void a() throws (1: C c) }",
        "exception B {} service S { void a() throws (1: B b, 2: B c) }",
        "exception E {} service S { void a(1: i32 e) throws (1: E e) }",
        "exception E {} const E X = {}",
        "service S { void a(1: required i32 x, 2: optional i32 y = 3) }",
        "service S { void a() } service T { void a() }",
        "const i32 X = true",
        "namespace rs a namespace rs b",
        "struct S { 1: T t = {} } struct T { 1: i32 a = 1, 2: optional S s }",
    ] {
        program(text);
    }
}

// === What is wrong ===

#[test]
fn what_is_wrong_is_told() {
    for (text, expected) in [
        // Names.
        ("struct S { 1: T t }", "there is no type `T`"),
        ("struct S { 1: x.T t }", "there is no type `x.T`"),
        ("service S extends T {}", "there is no service `T`"),
        ("const i32 A = B", "there is no constant `B`"),
        ("const i32 A = E.B", "there is no constant `E.B`"),
        ("const i32 A = E.B enum E { C }", "`E` has no value `B`"),
        ("const E A = B enum E { C }", "`E` has no value `B`"),
        ("service S {} struct T { 1: S s }", "`S` is a service, not a type"),
        ("const i32 A = 1 typedef A B", "`A` is a constant, not a type"),
        ("struct S {} const i32 A = S", "`S` is a struct, not a constant"),
        ("union U {} service S extends U {}", "`U` is a union, not a service"),
        ("namespace rs a-b", "`a-b` is not the name of a module"),
        ("namespace rs 'a..b'", "`a..b` is not the name of a module"),
        // What is there twice.
        ("struct A {} enum A {}", "`A` is defined twice"),
        ("const i32 A = 1 const i32 A = 2", "`A` is defined twice"),
        ("service A {} typedef i32 A", "`A` is defined twice"),
        ("struct S { 1: i32 a, 1: i32 b }", "two fields have the id 1"),
        ("struct S { 1: i32 a, 2: i32 a }", "two fields are called `a`"),
        ("enum E { A, A }", "two values are called `A`"),
        ("service S { void a() void a() }", "two methods are called `a`"),
        ("service S { void a(1: i32 x, 1: i32 y) }", "two arguments have the id 1"),
        ("service S { void a(1: i32 x, 2: i32 x) }", "two arguments are called `x`"),
        (
            "service S { void a() throws (1: E e, 1: E f) } exception E {}",
            "two exceptions have the id 1",
        ),
        (
            "service S { void a() throws (1: E e, 2: E e) } exception E {}",
            "two exceptions are called `e`",
        ),
        (
            "service S extends T {} service T extends U { void a() } \
             service U { void a() }",
            "`U`, which this service extends, has a `a`",
        ),
        // Numbers.
        ("enum E { A = 2147483648 }", "the number of an enum's value has 32 bits"),
        ("enum E { A = 2147483647, B }", "the number of an enum's value has 32 bits"),
        ("struct S { 32768: i32 a }", "the id of a field has 16 bits"),
        ("struct S { 0: i32 a }", "the id of a field is at least 1"),
        ("struct S { i32 a, -1: i32 b }", "the id of a field is at least 1"),
        // Services.
        (
            "struct T {} service S { void a() throws (1: T t) }",
            "only exceptions are thrown",
        ),
        ("service S { void a() throws (1: i32 t) }", "only exceptions are thrown"),
        ("service S { oneway i32 a() }", "nobody waits for an answer of `a`"),
        (
            "exception E {} service S { oneway void a() throws (1: E e) }",
            "nobody waits for an answer of `a`",
        ),
        // Circles.
        ("typedef A A", "a typedef leads back to itself"),
        ("typedef list<B> A typedef map<i32, A> B", "a typedef leads back to itself"),
        ("const i32 A = A", "constants refer to each other in a circle"),
        (
            "const list<i32> A = [B] const i32 B = C const i32 C = B",
            "constants refer to each other in a circle",
        ),
        ("service A extends A {}", "services extend each other in a circle"),
        ("struct S { 1: required S s }", "a struct always contains itself"),
        (
            "struct S { 1: required T t } typedef E T exception E { 1: required S s }",
            "a struct always contains itself",
        ),
        ("struct S { 1: S s = {} }", "a default contains itself"),
        ("struct S { 1: optional list<S> s = [{}] }", "a default contains itself"),
        (
            "struct S { 1: T t } struct T { 1: optional U u = {'s': C} } \
             union U { 1: S s } const S C = {}",
            "a default contains itself",
        ),
    ] {
        assert_eq!(first_lines(&errors(text)), [expected], "{text}");
    }
}

#[test]
fn a_value_of_another_type_is_told() {
    for (ty, value) in [
        ("bool", "'true'"),
        ("bool", "2"),
        ("i8", "128"),
        ("i8", "ONE_THOUSAND"),
        ("i16", "-32769"),
        ("i32", "2147483648"),
        ("i32", "1.0"),
        ("i32", "'1'"),
        ("i32", "[]"),
        ("i32", "TEXT"),
        ("double", "1e999"),
        ("double", "'1'"),
        ("string", "1"),
        ("string", "Role.READER"),
        ("string", "ONE_THOUSAND"),
        ("uuid", "'00112233445566778899aabbccddeeff'"),
        ("uuid", "'00112233-4455-6677-8899-aabbccddeefg'"),
        ("uuid", "'00112233-4455-6677-8899-+abbccddeeff'"),
        ("uuid", "'☃'"),
        ("uuid", "TEXT"),
        ("Role", "Color.RED"),
        ("Role", "'READER'"),
        ("Role", "2147483648"),
        ("Role", "RED"),
        ("list<i32>", "1"),
        ("list<i32>", "{1: 2}"),
        ("list<string>", "NUMBERS"),
        ("set<i32>", "NUMBERS"),
        ("set<i32>", "{1: 2}"),
        ("map<i32, i32>", "[1]"),
        ("map<string, i32>", "T"),
        ("S", "[]"),
        ("S", "'a'"),
        ("S", "T"),
    ] {
        let text = format!(
            "const {ty} VALUE = {value} \
             const i32 ONE_THOUSAND = 1000 const string TEXT = 'text' \
             const list<i32> NUMBERS = [1, 1] const Color RED = Color.RED \
             const T T = {{}} enum Role {{ READER }} enum Color {{ RED }} \
             struct S {{ 1: i32 a }} struct T {{ 1: i32 a }}"
        );
        let expected = format!("expected a value of type `{ty}`");
        assert_eq!(first_lines(&errors(&text)), [expected], "{value}");
    }
}

#[test]
fn what_is_wrong_inside_a_value_is_told() {
    for (value, expected) in [
        ("const S A = {'a': 1}", "`S` has no field `a`"),
        ("const S A = {'c': 1}", "the field `b` of `S` is required"),
        ("const S A = {}", "the field `b` of `S` is required"),
        ("const T A = {}", "the field `a` of `T` is required, and 1 more"),
        ("const S A = {'b': 1, 'b': 2}", "the field `b` is set twice"),
        ("const S A = {1: 2}", "a field is named by a string"),
        ("const S A = {'b': 'x'}", "expected a value of type `i32`"),
        ("const U A = {}", "of the union `U` one field is set"),
        ("const U A = {'a': 1, 'b': 2}", "of the union `U` one field is set"),
        ("const set<i32> A = [1, 2, 1]", "two elements are equal"),
        ("const set<i32> A = [1, ONE]", "two elements are equal"),
        ("const set<i32> A = [E.A, E.B]", "two elements are equal"),
        ("const set<double> A = [0.0, -0.0]", "two elements are equal"),
        ("const set<set<i32>> A = [[1, 2], [2, 1]]", "two elements are equal"),
        (
            "const set<S> A = [{'b': 1, 'c': 2}, {'c': 2, 'b': 1}]",
            "two elements are equal",
        ),
        ("const set<M> A = [{1: 2, 3: 4}, {3: 4, 1: 2}]", "two elements are equal"),
        ("const map<string, i32> A = {'a': 1, 'a': 2}", "two keys are equal"),
        ("struct X { 1: i32 a = 'a' }", "expected a value of type `i32`"),
        ("service X { void f(1: i32 a = 'a') }", "expected a value of type `i32`"),
    ] {
        let text = format!(
            "{value} const i32 ONE = 1 enum E {{ A, B = 0 }} typedef map<i32, i32> M \
             struct S {{ 1: required i32 b, 2: i32 c, 3: required i32 d = 4 }} \
             struct T {{ 1: required i32 a, 2: required i32 b }} \
             union U {{ 1: i32 a, 2: i32 b }}"
        );
        assert_eq!(first_lines(&errors(&text)), [expected], "{value}");
    }
}
