//! The parser of IDL files: what it accepts, and what it says of the rest.

use std::sync::Arc;

use mini_lust::idl::{
    Document,
    diagnostic::{Diagnostic, Source},
    item::{ItemKind, Requiredness, Type, ValueKind},
};

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source { path: "test.thrift".into(), text: text.to_owned() })
}

fn parse(text: &str) -> Document {
    match Document::parse(&source(text)) {
        (Some(document), errors) if errors.iter().all(Diagnostic::is_warning) => {
            document
        }
        (_, errors) => panic!("{text}\n{}", errors[0]),
    }
}

/// What is wrong with a file.
fn errors(text: &str) -> Vec<String> {
    let (_, errors) = Document::parse(&source(text));
    assert!(!errors.is_empty(), "{text}");
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn the_running_example_is_read_whole() {
    let document = parse(include_str!("../idl/user.thrift"));
    assert_eq!(document.namespaces[0].1.text, "user");
    let names: Vec<_> = document.items.iter().map(|item| &*item.name.text).collect();
    let expected =
        ["UserId", "MAX_LABELS", "Role", "Contact", "User", "NotFound", "UserService"];
    assert_eq!(names, expected);
    let ItemKind::Struct(_, fields) = &document.items[4].kind else { panic!() };
    assert_eq!(fields.len(), 10);
    assert_eq!(fields[0].requiredness, Requiredness::Required);
    assert_eq!(
        fields[2].default.as_ref().unwrap().kind,
        ValueKind::Path("Role.READER".into())
    );
    assert_eq!(
        fields[2].doc.as_deref(),
        Some("What the user may do; who is not told otherwise may look.")
    );
    assert!(matches!(&fields[9].ty, Type::Named(name) if name.text == "User"));
    let ItemKind::Service(service) = &document.items[6].kind else { panic!() };
    let oneway: Vec<_> =
        service.functions.iter().map(|function| function.oneway).collect();
    assert_eq!(oneway, [false, false, false, true]);
    assert_eq!(service.functions[0].throws[0].name.text, "notFound");
    assert_eq!(service.functions[2].returns, None);
}

#[test]
fn what_apaches_compiler_accepts_is_accepted() {
    for text in [
        "",
        "\u{feff}struct S {}",
        "struct S {}\r\n// the end",
        "struct S { i32 a; 2: i32 b, 3: i32 c 0x10: i32 d -1: i32 e }",
        "struct S { 1: optional list<map<string, set<i32>>> a = [] }",
        "struct S { 1: list<string> cpp_type \"x\" a, 2: map cpp_type \"y\" <i32, i32> b }",
        "struct S { 1: S & next; 2: required i32 a = +7 (k = \"v\", alone) }",
        "struct S xsd_all { 1: i32 a xsd_optional xsd_nillable xsd_attrs { 1: i32 b } }",
        "union U { 1: optional i32 a } exception E {} (k)",
        "enum E { A, B = 0x1f C; D = -3 (k = 'v') } (a.b = \"c\")",
        "const double D = 1e5; const double F = -.5 const double G = 6",
        "const map<string, list<S>> M = { 'a' : [ {'x': 1}, {}, ], \"b\": [] }",
        "const string S = 'it\\'s \"quoted\" \\n ☃' const bool B = true",
        "include 'a.thrift' cpp_include \"<b>\" include \"../c.thrift\"",
        "namespace * a.b namespace rs \"quoted\" namespace smalltalk.category a-b (k = \"v\")",
        "service S extends a.T { async void f(), oneway void g(i32 a, 2: optional i32 b) }",
        "service S { list<i32> f(1: i32 a = 3) throws (E e, 2: x.F f) (k = \"v\"); }",
        "typedef list<i32> (cpp.type = 'x') L typedef slist T",
        "struct includes { 1: i32 structure, 2: stringy optionals } typedef i32 i32x",
        "struct S { 1: i32 list, 2: required i32 required 3: string namespace = 'a' }",
        "service S { void f(1: i32 struct) throws (1: E exception) }",
        "enum E { A=1B=2 } const i32 A = 1const i32 B = 007",
        "const list<double> L = [1 -2;+3, .5 1E-5,] const map<i32, i32> M = {1:2 3:4;}",
        "struct S { 1: i32 a xsd_optional (k) } (k) struct T {} (a, b.c; d='1' e='2',) enum E { A (k), B = 1 (k = 'v',) } ()",
        "struct S { 1: i32 a xsd_attrs { 1: i32 b } (k) } /***/ /****/ /*/ */",
        "struct/**/S#\n{/*}*/}//",
        "/** a */ /** b */ struct S { /* c */ 1: i32 a // d\n # e\n }",
    ] {
        parse(text);
    }
}

#[test]
fn values_mean_what_they_say() {
    let document = parse(
        "const i32 A = -0x10 const double B = 2.5e-3 const string C = \"a\\tb\\\"'\" \
         const i64 D = -9223372036854775808",
    );
    let value = |index: usize| match &document.items[index].kind {
        ItemKind::Const(_, value) => value.kind.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(value(0), ValueKind::Integer(-16));
    assert_eq!(value(1), ValueKind::Double(0.0025));
    assert_eq!(value(2), ValueKind::Text("a\tb\"'".into()));
    assert_eq!(value(3), ValueKind::Integer(i64::MIN));
}

#[test]
fn a_doc_comment_belongs_to_what_follows_it() {
    let document = parse(
        "/** The file. */\n/**\n * Of S,\n * two lines.\n */\nstruct S {\n  \
         /** Of a. */ 1: i32 a /** Of nobody. */, 2: i32 b }\n\
         const string C = \"/** no comment\" struct T {}",
    );
    let doc = |index: usize| document.items[index].doc.as_deref();
    assert_eq!([doc(0), doc(1), doc(2)], [Some("Of S,\ntwo lines."), None, None]);
    let ItemKind::Struct(_, fields) = &document.items[0].kind else { panic!() };
    assert_eq!(fields[0].doc.as_deref(), Some("Of a."));
    assert_eq!(fields[1].doc, None);
}

#[test]
fn an_error_shows_the_place_and_what_was_expected() {
    let errors = errors("struct User {\n    1: required id\n}\n");
    assert_eq!(
        errors[0],
        "\
error: unexpected `}`
 --> test.thrift:3:1
  |
3 | }
  | ^ expected a name"
    );
}

#[test]
fn what_is_missing_or_misspelt_is_named() {
    for (text, message, label) in [
        (
            "struct S {\n 1: i32 a",
            "a `}` is missing",
            "not closed before the end of the file",
        ),
        ("struct S", "unexpected end of the file", "expected `{`"),
        ("struct S 1: i32 a }", "unexpected `1`", "expected `{`"),
        ("strcut S {}", "unexpected `strcut`", "expected a definition"),
        ("struct S { 1: list<i32 a }", "unexpected `a`", "expected `>`"),
        ("struct S { 1: map<i32> a }", "unexpected `>`", "expected `,`"),
        ("service S { void f(i32 a }", "unexpected `}`", "expected `)` or a field"),
        ("const i32 A 1", "unexpected `1`", "expected `=`"),
        ("struct S { 1: i32 a = }", "unexpected `}`", "expected a value"),
        ("include a.thrift", "unexpected `a`", "expected a string in quotes"),
        ("const string S = 'a\nb'", "the string does not end", "begins here"),
        ("struct S {} /* a", "the comment does not end", "begins here"),
        ("struct list {}", "`list` is a word of the language", "expected a name"),
        ("struct na\u{ef}ve {}", "a name has letters of ASCII only", "not all of a-z"),
        ("struct S { 1: a..b c }", "unexpected `.`", "expected a name"),
    ] {
        let error = errors(text).remove(0);
        assert!(error.starts_with(&format!("error: {message}\n")), "{text}: {error}");
        assert!(error.contains(label), "{text}: {error}");
    }
}

#[test]
fn an_error_says_what_to_do_where_that_is_known() {
    for (text, help) in [
        ("struct S { 1 required i32 a }", "a field's id has a colon after it"),
        ("struct S { id: i64 }", "a type comes before its name"),
        ("php_namespace a", "write `namespace`, the language and the name"),
        ("class S {}", "write `struct`"),
        ("strcut S {}", "did you mean `struct`?"),
        ("struct S {} servce T {}", "did you mean `service`?"),
        ("struct S {} inlcude 'a.thrift'", "did you mean `include`?"),
        ("senum C { 'a' }", "use an enum or a string"),
    ] {
        let error = errors(text).remove(0);
        assert!(error.contains("= help: ") && error.contains(help), "{error}");
    }
}

#[test]
fn a_definition_that_is_not_closed_is_shown() {
    let error =
        &errors("// A user.\nstruct User {\n  1: i64 id\n\nstruct Group {\n}\n")[0];
    assert_eq!(
        error,
        "\
error: a `}` is missing
 --> test.thrift:2:1
  |
2 | struct User {
  | ^^^^^^^^^^^^^ not closed before the next definition
...
5 | struct Group {
  | ------ which begins here"
    );
    for text in [
        "enum A {\n X // }\nenum B { Y }",
        "service A {\n void a()\n\n/** } */\nservice B {\n void b()\n}",
        "const map<i32, i32> A = {\n 1: 2\nconst map<i32, i32> B = {}",
        "union A {\n 1: i32 a\n  typedef i32 B\n struct C {}",
        "exception A { 1: i32 a\nconst string B = '}'",
    ] {
        let error = errors(text).remove(0);
        assert!(error.starts_with("error: a `}` is missing"), "{error}");
        assert!(error.contains("--> test.thrift:1:1\n"), "{error}");
    }
    // All is closed, and something else is wrong.
    for text in ["struct A {\n 1: i32 a = }\n", "struct A {\n}\n}\nstruct B {\n}"] {
        assert!(errors(text)[0].starts_with("error: unexpected `}`"));
    }
}

#[test]
fn what_may_not_be_meant_is_a_warning() {
    let (document, warnings) = Document::parse(&source(
        "struct S { 1: i32 a, -32768: i32 b, -2: i32 c, 0: i32 d }\n\
         union U { 1: i32 a = 3, 2: string b }",
    ));
    assert!(warnings.iter().all(Diagnostic::is_warning));
    let shown: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    let expected = [
        "\
warning: the id -32768 is not positive
 --> test.thrift:1:22
  |
1 | struct S { 1: i32 a, -32768: i32 b, -2: i32 c, 0: i32 d }
  |                      ^^^^^^ the field has the id -1 instead
  |
  = help: write -1, or a positive id",
        "\
warning: the id 0 is not positive
 --> test.thrift:1:48
  |
1 | struct S { 1: i32 a, -32768: i32 b, -2: i32 c, 0: i32 d }
  |                                                ^ the field has the id -3 instead
  |
  = help: write -3, or a positive id",
        "\
warning: the field of a union has no default value
 --> test.thrift:2:22
  |
2 | union U { 1: i32 a = 3, 2: string b }
  |                      ^ this is ignored
  |
  = help: remove it",
    ];
    assert_eq!(shown, expected);
    let document = document.expect("the grammar matches");
    let ItemKind::Struct(_, fields) = &document.items[0].kind else { panic!() };
    let ids: Vec<_> = fields.iter().map(|field| field.id).collect();
    assert_eq!(ids, [1, -1, -2, -3]);
}

#[test]
fn what_can_be_read_is_there_beside_all_that_is_wrong() {
    let (document, errors) = Document::parse(&source(
        "const i64 A = 9223372036854775808\nconst string B = \"\\q\"\n\
         struct list {} enum E { X, X } struct S {}",
    ));
    let messages: Vec<_> = errors.iter().map(|error| error.message()).collect();
    let expected = [
        "the number is too large",
        "there is no such escape",
        "`list` is a word of the language",
        "two values are called `X`",
    ];
    assert_eq!(messages, expected);
    let document = document.expect("the grammar matches");
    let names: Vec<_> = document.items.iter().map(|item| &*item.name.text).collect();
    assert_eq!(names, ["A", "B", "list", "E", "S"]);
}

/// Each character of a good file, in its turn taken away or replaced by what may confuse,
/// and the file cut there: it is read or refused, and the error can be shown.
#[test]
fn no_change_of_a_file_makes_the_parser_panic() {
    let good = include_str!("../idl/user.thrift");
    let bad = ["", "\"", "\\", "/*", "☃"];
    for ((at, char), instead) in good.char_indices().zip(bad.into_iter().cycle()) {
        let (before, after) = (&good[..at], &good[at + char.len_utf8()..]);
        for text in [format!("{before}{instead}{after}"), before.to_owned()] {
            let (document, errors) = Document::parse(&source(&text));
            assert!(document.is_some() || !errors.is_empty());
            assert!(errors.iter().all(|error| error.to_string().contains("-->")));
        }
    }
}
