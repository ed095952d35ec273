//! What IDL files mean together, and what is said of those that mean nothing.

use std::{fs, path::PathBuf};

use mini_lust::idl::{
    item::{Field, ItemId, ItemKind, Requiredness, Service, Type, Value, ValueKind},
    program::Program,
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
    let index =
        program.items.iter().position(|item| item.name.text == name).expect(name);
    (ItemId(index), &program.items[index].kind)
}

fn constant(program: &Program, name: &str) -> Shown {
    match find(program, name).1 {
        ItemKind::Const(_, value) => shown(value),
        other => panic!("{other:?}"),
    }
}

/// A value without its place.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Plain(ValueKind),
    List(Vec<Shown>),
    Map(Vec<(Shown, Shown)>),
    Struct(Vec<(usize, Shown)>),
}

fn shown(value: &Value) -> Shown {
    match &value.kind {
        ValueKind::List(values) => Shown::List(values.iter().map(shown).collect()),
        ValueKind::Map(pairs) => {
            Shown::Map(pairs.iter().map(|(k, v)| (shown(k), shown(v))).collect())
        }
        ValueKind::Struct(set) => Shown::Struct(
            set.iter().map(|(index, value)| (*index, shown(value))).collect(),
        ),
        plain => Shown::Plain(plain.clone()),
    }
}

fn integer(value: i64) -> Shown {
    Shown::Plain(ValueKind::Integer(value))
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
    assert_eq!(constant(&program, "MAX_LABELS"), integer(16));
    let user = fields(&program, "User");
    assert_eq!(user[0].ty, Type::Item(find(&program, "UserId").0));
    assert_eq!(program.underlying(&user[0].ty), &Type::I64);
    assert_eq!(
        user[2].default.as_ref().map(shown),
        Some(Shown::Plain(ValueKind::Enum(1)))
    );
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
         struct S { i32 a, 5: i32 b, 0: i32 c, -7: i32 d } \
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
    let text = |text: &str| Shown::Plain(ValueKind::Text(text.to_owned()));
    for (ty, value, expected) in [
        ("bool", "true", Shown::Plain(ValueKind::Bool(true))),
        ("bool", "0", Shown::Plain(ValueKind::Bool(false))),
        ("i8", "-128", integer(-128)),
        ("i64", "9223372036854775807", integer(i64::MAX)),
        ("double", "3", Shown::Plain(ValueKind::Double(3.0))),
        ("double", "-2.5e3", Shown::Plain(ValueKind::Double(-2500.0))),
        ("string", "'a'", text("a")),
        ("binary", "'a'", text("a")),
        ("uuid", "'00112233-4455-6677-8899-AAbbccddeeff'", uuid()),
        ("uuid", "'{00112233-4455-6677-8899-aabbccddeeff}'", uuid()),
        ("Role", "Role.ADMIN", Shown::Plain(ValueKind::Enum(5))),
        ("Role", "ADMIN", Shown::Plain(ValueKind::Enum(5))),
        ("Role", "R.READER", Shown::Plain(ValueKind::Enum(0))),
        ("R", "READER", Shown::Plain(ValueKind::Enum(0))),
        ("Role", "77", Shown::Plain(ValueKind::Enum(77))),
        ("i8", "Role.ADMIN", integer(5)),
        ("double", "Role.ADMIN", Shown::Plain(ValueKind::Double(5.0))),
        ("bool", "Role.READER", Shown::Plain(ValueKind::Bool(false))),
        ("list<i32>", "[1, 2,]", Shown::List(vec![integer(1), integer(2)])),
        ("list<i32>", "{}", Shown::List(vec![])),
        ("set<i32>", "[]", Shown::List(vec![])),
        ("map<string, i32>", "[]", Shown::Map(vec![])),
        ("map<string, i32>", "{'a': 1}", Shown::Map(vec![(text("a"), integer(1))])),
        (
            "S",
            "{'b': 2, 'a': 'x'}",
            Shown::Struct(vec![(0, text("x")), (1, integer(2))]),
        ),
        ("U", "{'b': 2}", Shown::Struct(vec![(1, integer(2))])),
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

fn uuid() -> Shown {
    Shown::Plain(ValueKind::Uuid(
        0x0011_2233_4455_6677_8899_aabb_ccdd_eeff_u128.to_be_bytes(),
    ))
}

#[test]
fn a_constant_of_the_same_type_is_referred_to_and_of_another_copied() {
    let program = program(
        "const list<Id> SAME = IDS \
         const list<list<i64>> INSIDE = [IDS, [ONE]] \
         const i8 SMALL = ONE \
         const Role ROLE = ONE \
         const map<i64, string> KEYS = {ONE: TEXT, 2: 'b'} \
         struct S { 1: Id id = ONE, 2: i32 number = ONE } \
         const list<i64> IDS = [ONE, 2] const i64 ONE = 1 const string TEXT = 'a' \
         typedef i64 Id enum Role { READER }",
    );
    let the = |name: &str| Shown::Plain(ValueKind::Const(find(&program, name).0));
    let text = Shown::Plain(ValueKind::Text("b".to_owned()));
    assert_eq!(constant(&program, "SAME"), the("IDS"));
    let inside = Shown::List(vec![the("IDS"), Shown::List(vec![the("ONE")])]);
    assert_eq!(constant(&program, "INSIDE"), inside);
    assert_eq!(constant(&program, "SMALL"), integer(1));
    assert_eq!(constant(&program, "ROLE"), Shown::Plain(ValueKind::Enum(1)));
    let keys = Shown::Map(vec![(the("ONE"), the("TEXT")), (integer(2), text)]);
    assert_eq!(constant(&program, "KEYS"), keys);
    assert_eq!(fields(&program, "S")[0].default.as_ref().map(shown), Some(the("ONE")));
    assert_eq!(fields(&program, "S")[1].default.as_ref().map(shown), Some(integer(1)));
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
    let found: Vec<_> =
        program.files.iter().map(|file| file.source.path.clone()).collect();
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
    assert_eq!(constant(&program, "ROLE"), Shown::Plain(ValueKind::Enum(1)));
    let service = service(&program, "S");
    assert_eq!(service.base(), Some(find(&program, "T").0));
    assert_eq!(program.files[1].namespace, ["shared_v1"]);
}

#[test]
fn two_included_files_may_have_one_name() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'x/common.thrift' include 'y/common.thrift' \
             struct S { 1: common.A a, 2: common.B b } const i32 D = common.C",
        ),
        (
            "b.thrift",
            "include 'x/common.thrift'\ninclude 'y/common.thrift'\nconst common.Both C = {}\n",
        ),
        (
            "c.thrift",
            "include 'x/common.thrift' include 'y/common.thrift' \
             const common.A C = common.E.F const i32 G = common.H",
        ),
        (
            "x/common.thrift",
            "namespace rs x struct A {} struct Both {} enum E { F } const i32 H = 1",
        ),
        (
            "y/common.thrift",
            "namespace rs y struct B {} const i32 C = 1 struct Both {} enum E { F } \
             const i32 H = 1",
        ),
    ]);
    let program = files.load("a.thrift", &[]).unwrap();
    assert_eq!(fields(&program, "S")[0].ty, Type::Item(find(&program, "A").0));
    assert_eq!(fields(&program, "S")[1].ty, Type::Item(find(&program, "B").0));
    let errors = files.load("b.thrift", &[]).unwrap_err();
    assert_eq!(
        errors.join("\n\n"),
        "\
error: `common.Both` is defined in two files of one name
 --> b.thrift:3:7
  |
3 | const common.Both C = {}
  |       ^^^^^^^^^^^ either may be meant
  |
 ::: x/common.thrift:1:35
  |
1 | namespace rs x struct A {} struct Both {} enum E { F } const i32 H = 1
  |                                   ---- one is defined here
  |
 ::: y/common.thrift:1:51
  |
1 | namespace rs y struct B {} const i32 C = 1 struct Both {} enum E { F } const i32 H = 1
  |                                                   ---- the other here
  |
  = help: rename one of the files, or one of the definitions"
    );
    let expected = [
        "`common.E` is defined in two files of one name",
        "`common.H` is defined in two files of one name",
    ];
    assert_eq!(first_lines(&files.load("c.thrift", &[]).unwrap_err()), expected);
}

#[test]
fn the_value_of_an_enum_is_known_by_the_file_of_the_enum() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'z2.thrift' include 'z3.thrift' const z2.T X = z2.B \
             struct S { 1: z3.R r = z2.A }",
        ),
        ("b.thrift", "include 'z2.thrift' include 'z3.thrift' const z2.T X = z3.A"),
        ("c.thrift", "include 'z2.thrift' const z2.T X = z2.C const i32 Y = z2.A"),
        ("z2.thrift", "enum T { A, B }"),
        ("z3.thrift", "include 'z2.thrift' typedef z2.T R"),
    ]);
    let program = files.load("a.thrift", &[]).unwrap();
    assert_eq!(constant(&program, "X"), Shown::Plain(ValueKind::Enum(1)));
    let errors = |name: &str| files.load(name, &[]).unwrap_err();
    assert_eq!(first_lines(&errors("b.thrift")), ["there is no constant `z3.A`"]);
    let expected = ["`T` has no value `C`", "there is no constant `z2.A`"];
    assert_eq!(first_lines(&errors("c.thrift")), expected);
}

#[test]
fn types_with_one_name_are_told_apart_by_their_files() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'z2.thrift'\nenum T { A, C }\nconst T X = z2.T.A\nconst z2.T Y = Z\n\
             const T Z = A\n",
        ),
        ("z2.thrift", "enum T { A, B }"),
    ]);
    let errors = files.load("a.thrift", &[]).unwrap_err();
    assert_eq!(
        errors[0],
        "\
error: expected a value of type `T`
 --> a.thrift:3:13
  |
2 | enum T { A, C }
  |      - the expected type
3 | const T X = z2.T.A
  |             ^^^^^^ this is a value of another type, `T`
  |
 ::: z2.thrift:1:6
  |
1 | enum T { A, B }
  |      - the type of this value
  |
  = help: write one of its values"
    );
    let expected = "error: expected a value of type `T`, a.thrift:4:16, z2.thrift:1:6, a.thrift:2:6";
    assert_eq!(places(&errors[1]), expected);
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

#[test]
fn a_warning_is_no_error() {
    let text = "struct S { 0: i32 a } union U { 1: i32 a = 3 }";
    let program = program(text);
    let warnings: Vec<_> = program.warnings.iter().map(|it| it.message()).collect();
    let expected =
        ["the id 0 is not positive", "the field of a union has no default value"];
    assert_eq!(warnings, expected);
    // With an error, both are told.
    assert_eq!(errors(&format!("{text} const i32 A = B")).len(), 3);
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
        ("const E A = F.C enum E { C }", "there is no constant `F.C`"),
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
        // Services.
        (
            "struct T {} service S { void a() throws (1: T t) }",
            "only exceptions can be thrown",
        ),
        ("service S { void a() throws (1: i32 t) }", "only exceptions can be thrown"),
        ("service S { oneway i32 a() }", "`a` is oneway and has no reply"),
        (
            "exception E {} service S { oneway void a() throws (1: E e) }",
            "`a` is oneway and has no reply",
        ),
        // Circles.
        ("typedef A A", "a typedef leads back to itself"),
        ("typedef list<B> A typedef map<i32, A> B", "a typedef leads back to itself"),
        ("const i32 A = A", "this contains itself"),
        (
            "const list<i32> A = [B] const i32 B = C const i32 C = B",
            "this contains itself",
        ),
        ("service A extends A {}", "services extend each other in a circle"),
        ("struct S { 1: required S s }", "this contains itself"),
        (
            "struct S { 1: required T t } typedef E T exception E { 1: required S s }",
            "this contains itself",
        ),
        ("struct S { 1: S s = {} }", "this contains itself"),
        ("struct S { 1: optional list<S> s = [{}] }", "this contains itself"),
        (
            "struct S { 1: T t } struct T { 1: optional U u = {'s': C} } \
             union U { 1: S s } const S C = {}",
            "this contains itself",
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
        ("const T A = {}", "the field `a` of `T` is required"),
        ("const S A = {'b': 1, 'b': 2}", "the field `b` is set twice"),
        ("const U A = {'a': 1, 'a': 2}", "the field `a` is set twice"),
        ("const S A = {1: 2}", "expected a value of type `string`"),
        ("const S A = {'b': 'x'}", "expected a value of type `i32`"),
        ("const U A = {}", "of the union `U` one field is set"),
        ("const U A = {'a': 1, 'b': 2}", "of the union `U` one field is set"),
        ("const map<i32, i32> A = {1: 0, 2: 0, 1: 0}", "two keys are equal"),
        ("const map<i32, i32> A = {E.A: 0, E.B: 0}", "two keys are equal"),
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

#[test]
fn files_that_cannot_be_read_are_told() {
    let files = Files::new(&[
        (
            "a.thrift",
            "include 'no.thrift' include 'dir' struct S { 1: no.T t, 2: T t2 }",
        ),
        ("b.thrift", "include 'c.thrift' const c.A A = c.A.B"),
        ("c.thrift", "struct {}"),
        ("d.thrift", "include 'one/x.thrift' include 'two/x.thrift' const x.A A = 1"),
        ("one/x.thrift", ""),
        ("two/x.thrift", ""),
        ("e.thrift", "include 'e.thrift'"),
        ("dir/f.thrift", "include '../g.thrift'"),
        ("g.thrift", "include 'dir/../h.thrift' struct G { 1: Wrong w }"),
        ("h.thrift", "include 'dir/f.thrift' include 'g.thrift'"),
    ]);
    for (name, expected) in [
        (
            "a.thrift",
            &["cannot read `no.thrift`", "cannot read `dir`", "there is no type `T`"]
                as &[_],
        ),
        ("b.thrift", &["unexpected `{`"]),
        ("d.thrift", &["there is no type `x.A`"]),
        ("e.thrift", &["files include each other in a circle"]),
        (
            "dir/f.thrift",
            &["files include each other in a circle", "there is no type `Wrong`"],
        ),
    ] {
        let errors = files.load(name, &[]).unwrap_err();
        assert_eq!(first_lines(&errors), expected, "{name}");
    }
    let missing = files.load("missing.thrift", &[]).unwrap_err();
    assert!(
        missing[0].starts_with("error: cannot read `missing.thrift`: "),
        "{missing:?}"
    );
    fs::write(files.path("i.thrift"), b"struct S {}\n// \xff\xfe\n").unwrap();
    fs::write(files.path("j.thrift"), "include 'i.thrift' typedef i.S S").unwrap();
    let errors = files.load("j.thrift", &[]).unwrap_err();
    assert_eq!(first_lines(&errors), ["cannot read `i.thrift`"]);
    assert!(errors[0].contains("UTF-8"), "{}", errors[0]);
}

#[test]
fn files_of_one_module_share_their_names() {
    let files = Files::new(&[
        ("a.thrift", "namespace rs m include 'b.thrift' struct S {} const i32 T = 1"),
        ("b.thrift", "namespace rs m enum S { A } struct T {}"),
        ("c.thrift", "namespace rs n include 'b.thrift' struct S {}"),
    ]);
    assert!(files.load("c.thrift", &[]).is_ok());
    let errors = files.load("a.thrift", &[]).unwrap_err();
    assert_eq!(
        errors.join("\n\n"),
        "\
error: `S` is defined in two files of one module
 --> b.thrift:1:21
  |
1 | namespace rs m enum S { A } struct T {}
  |                     ^ defined again here
  |
 ::: a.thrift:1:42
  |
1 | namespace rs m include 'b.thrift' struct S {} const i32 T = 1
  |                                          - first defined here
  |
  = help: give one of the files a module other than `m`, by `namespace rs`"
    );
}

#[test]
fn a_name_that_was_probably_meant_is_told() {
    let files = Files::new(&[(
        "shared.thrift",
        "struct User {} const i32 ONE = 1 enum Role { READER }",
    )]);
    for (text, expected) in [
        ("typedef Usr A struct User {}", "did you mean `User`?"),
        ("typedef user A struct User {}", "did you mean `User`?"),
        ("typedef User A", "did you mean `shared.User`?"),
        ("typedef Usre A", "did you mean `shared.User`?"),
        ("typedef strng A", "did you mean `string`?"),
        ("typedef String A", "did you mean `string`?"),
        ("typedef shared.Usre A", "did you mean `shared.User`?"),
        ("typedef shred.User A", "did you mean `shared.User`?"),
        ("typedef other.User A", "include a file `other.thrift`, if `User` is in it"),
        ("typedef Nothing A", "define it, or include the file that does"),
        ("const i32 A = ONE", "did you mean `shared.ONE`?"),
        ("const i32 A = shared.OEN", "did you mean `shared.ONE`?"),
        ("const i32 A = Roel.READER", "did you mean `shared.Role.READER`?"),
        ("const i32 A = shared.Rol.READER", "did you mean `shared.Role.READER`?"),
        ("const i32 A = shared.Role.REDER", "did you mean `READER`?"),
        ("const i32 A = shared.Role.WRITER", "`Role` has `READER`"),
        ("service A extends Bse {} service Base {}", "did you mean `Base`?"),
    ] {
        fs::write(files.path("a.thrift"), format!("include 'shared.thrift' {text}"))
            .unwrap();
        let errors = files.load("a.thrift", &[]).unwrap_err();
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].ends_with(&format!("= help: {expected}")), "{}", errors[0]);
    }
}

#[test]
fn an_error_shows_all_the_places_that_it_is_about() {
    let files = Files::new(&[
        (
            "a.thrift",
            "\
include \"b.thrift\"
namespace rs users

struct User {
    1: required string name
    2: b.Rol role = b.Role.REDER
    1: i32 age = 1.5
}

service Users extends b.User {
    User get(1: i64 id) throws (1: b.User notFound)
    oneway bool ping()
}

const User ANN = {\"nmae\": \"Ann\"}
const i8 LARGE = b.LARGE
",
        ),
        (
            "b.thrift",
            "\
include \"a.thrift\"
namespace rs users

enum Role { READER, WRITER }

struct User {}

const i32 LARGE = 300
const i32 ONE = TWO
const i32 TWO = ONE
",
        ),
    ]);
    let errors = files.load("a.thrift", &[]).unwrap_err();
    let expected = "\
error: files include each other in a circle, a.thrift:1:9, b.thrift:1:9
error: there is no type `b.Rol`, a.thrift:6:8
error: `Role` has no value `REDER`, a.thrift:6:21, b.thrift:4:6
error: two fields have the id 1, a.thrift:7:12
error: expected a value of type `i32`, a.thrift:7:18
error: `b.User` is a struct, not a service, a.thrift:10:23, b.thrift:6:8
error: only exceptions can be thrown, a.thrift:11:43
error: `ping` is oneway and has no reply, a.thrift:12:17
error: `User` has no field `nmae`, a.thrift:15:19
error: expected a value of type `i8`, a.thrift:16:18
error: `User` is defined in two files of one module, b.thrift:6:8, a.thrift:4:8
error: `LARGE` is defined in two files of one module, b.thrift:8:11, a.thrift:16:10
error: this contains itself, b.thrift:9:17";
    let found: Vec<_> = errors.iter().map(|error| places(error)).collect();
    assert_eq!(found.join("\n"), expected);
}

/// The first line of an error, and all the places that it shows.
fn places(error: &str) -> String {
    let lines = error.lines().map(str::trim);
    let places = lines.filter_map(|line| {
        line.strip_prefix("--> ")
            .or(line.strip_prefix("::: "))
            .or(line.strip_prefix("error"))
    });
    format!("error{}", places.collect::<Vec<_>>().join(", "))
}

#[test]
fn what_follows_from_an_error_is_not_told() {
    for (text, expected) in [
        (
            "typedef T U const U A = 1 const i32 B = A struct S { 1: U u = {} }",
            "there is no type `T`",
        ),
        ("typedef T U const i32 A = U.B", "there is no type `T`"),
        ("const list<T> A = [] const list<i32> B = A", "there is no type `T`"),
        ("const i32 A = 'x' const list<i64> B = [A]", "expected a value of type `i32`"),
        ("const i32 A = A const i64 B = A", "this contains itself"),
        ("typedef B A typedef A B const A C = 1", "a typedef leads back to itself"),
        (
            "service S extends S { void a() void b() throws (1: E e) } exception E {}",
            "services extend each other in a circle",
        ),
        ("const S A = {'a': 1} struct S { 1: required T a }", "there is no type `T`"),
    ] {
        assert_eq!(first_lines(&errors(text)), [expected], "{text}");
    }
}

// === Any input ===

/// What nests is read on the stack, of which a test's thread has 2 MiB.
#[test]
fn what_nests_too_deep_is_told() {
    let nested = |many: usize, open: &str, inside: &str, close: &str| {
        format!("{}{inside}{}", open.repeat(many), close.repeat(many))
    };
    for text in [
        format!("typedef {} T", nested(MANY, "list<", "i32", ">")),
        format!("typedef {} T", nested(MANY, "map<i32, ", "i32", ">")),
        format!("const i32 A = {}", nested(MANY, "[", "", "]")),
        format!("const i32 A = {}", nested(MANY, "{1: ", "1", "}")),
        format!("struct S {{ {} }}", nested(MANY, "1: i32 a xsd_attrs {", "", "}")),
        "(".repeat(MANY),
        format!("typedef {} T", nested(65, "list<", "i32", ">")),
    ] {
        assert_eq!(first_lines(&errors(&text)), ["this is nested too deep"]);
    }
    let (ty, value) = (nested(64, "list<", "i32", ">"), nested(64, "[", "", "]"));
    program(&format!("const {ty} A = {value} /* [ */ const string B = '<'"));
}

/// How long a chain is that no stack would hold.
const MANY: usize = 10_000;

/// Items that each name the next, and the last.
fn chain(step: impl Fn(usize, usize) -> String, last: &str) -> String {
    (0..MANY).map(|i| step(i, i + 1)).collect::<String>() + last
}

#[test]
fn a_chain_may_be_as_long_as_it_likes() {
    for text in [
        chain(|a, b| format!("typedef T{b} T{a}\n"), "struct T10000 {}"),
        chain(|a, b| format!("const i32 T{a} = T{b}\n"), "const i64 T10000 = 1"),
        chain(
            |a, b| format!("const {} T{a} = T{b}\n", ["i32", "i64"][a % 2]),
            "const i16 T10000 = 1",
        ),
        chain(|a, b| format!("service T{a} extends T{b} {{}}\n"), "service T10000 {}"),
        chain(
            |a, b| format!("struct T{a} {{ 1: required T{b} t }}\n"),
            "struct T10000 {}",
        ),
        chain(
            |a, b| format!("const S T{a} = {{'s': T{b}}}\n"),
            "const S T10000 = {} struct S { 1: optional S s } const set<S> A = [T0, T1]",
        ),
    ] {
        program(&text);
    }
}

#[test]
fn a_long_circle_is_told_once() {
    for (text, expected) in [
        (
            chain(|a, b| format!("typedef list<T{b}> T{a}\n"), "typedef i32 T10000"),
            "the type `T9744` is too large",
        ),
        (
            chain(|a, b| format!("typedef T{} T{a}\n", b % MANY), ""),
            "a typedef leads back to itself",
        ),
        (
            chain(|a, b| format!("const i32 T{a} = T{}\n", b % MANY), ""),
            "this contains itself",
        ),
        (
            chain(
                |a, b| format!("const {} T{a} = T{}\n", ["i32", "i64"][a % 2], b % MANY),
                "",
            ),
            "this contains itself",
        ),
    ] {
        assert_eq!(first_lines(&errors(&text)), [expected]);
    }
}

#[test]
fn a_long_chain_of_includes_is_followed() {
    let files = Files::new(&[("f1000.thrift", "")]);
    for i in 0..1000 {
        let text = format!("include 'f{}.thrift'", i + 1);
        fs::write(files.path(&format!("f{i}.thrift")), text).unwrap();
    }
    assert_eq!(files.load("f0.thrift", &[]).unwrap().files.len(), 1001);
}

/// Each doubling of the one before: were they written out, no memory would hold them.
#[test]
fn what_grows_without_end_is_refused() {
    let typedefs: String =
        (0..60).map(|i| format!("typedef map<T{i}, T{i}> T{}\n", i + 1)).collect();
    let errors = errors(&format!("{typedefs} typedef i32 T0"));
    assert_eq!(first_lines(&errors), ["the type `T8` is too large"]);

    // Constants of the same type are referred to, and take no memory.
    let double = |i: usize| {
        let (open, close) = ("list<".repeat(i + 1), ">".repeat(i + 1));
        format!("const {open}i64{close} C{} = [C{i}, C{i}]\n", i + 1)
    };
    let constants: String = (0..40).map(double).collect();
    program(&format!("{constants} const i64 C0 = 1"));
}

/// Each word of a file, replaced by others: whatever comes of it, it is told or it is right.
#[test]
fn whatever_a_file_says_a_program_is_never_wrong() {
    let good = "\
namespace rs x
typedef list<Id> Ids
typedef i64 Id
const Ids IDS = [ONE, 2]
const Id ONE = 1
const map<string, Role> ROLES = {'a': Role.A}
enum Role { A, B = 3 }
struct S { 1: required Id id = ONE, 2: optional S s, 3: set<i32> n = [1, 2] }
union U { 1: S s, 2: Role r = A }
exception E { 1: U u = {'s': C} }
const S C = {'id': 2}
service T extends V { Id f(1: Role r, 2: S s) throws (1: E e), oneway void g() }
service V { void h() }
";
    let files = Files::new(&[("test.thrift", good)]);
    files.load("test.thrift", &[]).unwrap();
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '.';
    let starts = good.match_indices(is_word).map(|(at, _)| at);
    let words = starts.filter(|at| !good[..*at].ends_with(is_word));
    let mut accepted = 0;
    for at in words {
        let rest = &good[at..];
        let end = at + rest.find(|char| !is_word(char)).unwrap_or(rest.len());
        for instead in
            ["", "Id", "S", "E", "T", "U", "C", "Role.A", "1", "99999999999", "[]"]
        {
            let text = format!("{}{instead}{}", &good[..at], &good[end..]);
            fs::write(files.path("test.thrift"), text).unwrap();
            match files.load("test.thrift", &[]) {
                Ok(program) => {
                    accepted += 1;
                    assert_is_right(&program);
                }
                Err(errors) => {
                    assert!(
                        errors.iter().all(|error| error.contains("--> test.thrift:"))
                    );
                }
            }
        }
    }
    assert!(accepted > 100, "only {accepted} changes left a program");
}

fn assert_is_right(program: &Program) {
    for item in &program.items {
        match &item.kind {
            ItemKind::Const(ty, value) => assert!(is_of(program, value, ty), "{item:?}"),
            ItemKind::Typedef(ty) => {
                program.underlying(ty);
            }
            ItemKind::Enum(_) => {}
            ItemKind::Struct(_, fields) => assert_fields_are_right(program, fields),
            ItemKind::Service(service) => {
                for function in &service.functions {
                    assert_fields_are_right(program, &function.arguments);
                    assert_fields_are_right(program, &function.throws);
                }
            }
        }
    }
}

fn assert_fields_are_right(program: &Program, fields: &[Field]) {
    for field in fields {
        if let Some(value) = &field.default {
            assert!(is_of(program, value, &field.ty), "{field:?}");
        }
    }
}

fn is_of(program: &Program, value: &Value, ty: &Type) -> bool {
    match (&value.kind, program.underlying(ty)) {
        (ValueKind::Bool(_), Type::Bool) | (ValueKind::Integer(_), Type::I64) => true,
        (ValueKind::Integer(value), Type::I8) => i8::try_from(*value).is_ok(),
        (ValueKind::Integer(value), Type::I16) => i16::try_from(*value).is_ok(),
        (ValueKind::Integer(value), Type::I32) => i32::try_from(*value).is_ok(),
        (ValueKind::Double(value), Type::Double) => value.is_finite(),
        (ValueKind::Text(_), Type::String | Type::Binary) => true,
        (ValueKind::Uuid(_), Type::Uuid) => true,
        (ValueKind::Enum(_), Type::Item(id)) => {
            matches!(program[*id].kind, ItemKind::Enum(_))
        }
        (ValueKind::List(values), Type::List(ty) | Type::Set(ty)) => {
            values.iter().all(|value| is_of(program, value, ty))
        }
        (ValueKind::Map(pairs), Type::Map(key_ty, ty)) => {
            pairs.iter().all(|(key, value)| {
                is_of(program, key, key_ty) && is_of(program, value, ty)
            })
        }
        (ValueKind::Struct(set), Type::Item(id)) => match &program[*id].kind {
            ItemKind::Struct(_, fields) => set
                .iter()
                .all(|(index, value)| is_of(program, value, &fields[*index].ty)),
            _ => false,
        },
        (ValueKind::Const(id), ty) => match &program[*id].kind {
            ItemKind::Const(of, _) => program.underlying(of) == ty,
            _ => false,
        },
        _ => false,
    }
}
