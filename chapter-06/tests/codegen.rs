//! The generator: what it writes is what was written by hand, and what is expected.

use std::{env, fs, path::PathBuf, process::ExitCode};

use mini_lust::{
    codegen::{self, Builder, Options},
    idl::program::Program,
};
use proptest::{prelude::*, sample::Index};
use tempfile::NamedTempFile;

fn load(files: &[&str], include_paths: &[&str]) -> Program {
    let paths = |paths: &[&str]| -> Vec<_> { paths.iter().map(PathBuf::from).collect() };
    Program::load(&paths(files), &paths(include_paths))
        .unwrap_or_else(|diagnostics| panic!("{}", diagnostics[0]))
}

/// For four chapters `src/user.rs` was written by hand, last in chapter 5.
#[test]
fn the_generator_writes_user_rs_byte_for_byte() {
    let generated = codegen::rust(&load(&["idl/user.thrift"], &[]));
    assert_eq!(generated, fs::read_to_string("src/user.rs").expect("it is there"));
}

/// A test for each of the IDL files in `tests/generated`, which have one theme each. Next to
/// them is the Rust that is expected for them, which the test `generated` compiles. With
/// `BLESS=1` in the environment these tests write it.
macro_rules! themes {
    ($($theme:ident)*) => {
        const THEMES: &[&str] = &[$(stringify!($theme)),*];

        mod the_generator_writes_what_is_expected_of {
            $(
                #[test]
                fn $theme() {
                    let theme = stringify!($theme);
                    let file = format!("tests/generated/{theme}.thrift");
                    super::expect(theme, &super::load(&[&file], &[]));
                }
            )*
        }
    };
}

themes! { docs empty enums ids keys names recursion services unknown values wire }

#[test]
fn the_generator_writes_what_is_expected_of_several_files() {
    let vendor = "tests/generated/modules/vendor";
    expect("modules", &load(&[API], &[vendor]));
    expect("roots", &load(&[RIGHT, NOWHERE], &[]));
}

/// `tests/corpus` has a small file for each construct, and the Rust for all of them in one
/// file, which the test `corpus` compiles.
#[test]
fn the_generator_writes_what_is_expected_for_every_construct() {
    let files = fs::read_dir("tests/corpus").expect("it is there");
    let paths = files.map(|file| file.expect("it is there").path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "thrift")).collect();
    paths.sort();
    assert!(paths.len() >= 60, "{}", paths.len());
    let program = Program::load(&paths, &[]);
    let program = program.unwrap_or_else(|diagnostics| panic!("{}", diagnostics[0]));
    expect_in("tests/corpus/expected.rs", &program);
}

/// The test `options` compiles what is written here.
#[test]
fn the_generator_writes_what_the_options_say() {
    // With its path, because one of the files has a `String` of its own.
    let by_name =
        r#"#[serde(into = "std::string::String", try_from = "std::string::String")]"#;
    let options = Options::new()
        .type_attribute(".", "#[derive(serde::Deserialize, serde::Serialize)]")
        .enum_conversions()
        .service_descriptors()
        .enum_attribute(".", by_name)
        .field_attribute("Order.id", r#"#[serde(rename = "number")]"#)
        .field_attribute("Payment.Unknown", "#[serde(skip)]")
        .ordered_maps()
        .std_strings()
        .std_bytes();
    let common = load(&["tests/options/common.thrift"], &[]);
    expect_code("tests/options/common.rs", &options.rust(&common));
    let shop = load(&["tests/options/shop.thrift"], &[]);
    let options = options.extern_path(".common", "crate::common");
    expect_code("tests/options/shop.rs", &options.rust(&shop));
}

#[test]
fn the_generator_writes_services_as_the_options_say() {
    let counter = load(&["tests/options/counter.thrift"], &[]);
    let options = Options::new().default_methods();
    expect_code("tests/options/partial.rs", &options.rust(&counter));
    let options = options.object_safe_services();
    expect_code("tests/options/object.rs", &options.rust(&counter));
}

const API: &str = "tests/generated/modules/api.thrift";
const RIGHT: &str = "tests/generated/modules/right.thrift";
const NOWHERE: &str = "tests/generated/modules/nowhere.thrift";

fn expect(name: &str, program: &Program) {
    expect_in(&format!("tests/generated/{name}.rs"), program);
}

fn expect_in(path: &str, program: &Program) {
    expect_code(path, &codegen::rust(program));
}

fn expect_code(path: &str, code: &str) {
    if env::var_os("BLESS").is_some() {
        fs::write(path, code).expect("it can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    let differs =
        code.lines().zip(expected.lines()).position(|(code, line)| code != line);
    assert!(code == expected, "{path} differs, first after line {differs:?}");
}

#[test]
fn the_generator_writes_the_same_each_time() {
    let write = || codegen::rust(&load(&["tests/generated/values.thrift"], &[]));
    assert_eq!(write(), write());
}

#[test]
fn the_order_of_files_does_not_matter() {
    // The first line names the files.
    let write = |files: &[&str]| -> Vec<_> {
        codegen::rust(&load(files, &[])).lines().skip(1).map(str::to_owned).collect()
    };
    assert_eq!(write(&[RIGHT, NOWHERE]), write(&[NOWHERE, RIGHT]));
}

#[test]
fn a_build_script_fails_if_nothing_can_be_written() {
    let failed =
        |code: ExitCode| format!("{code:?}") == format!("{:?}", ExitCode::FAILURE);
    assert!(failed(Builder::new().compile(Vec::<PathBuf>::new())));
    // Only build scripts have an `OUT_DIR`.
    assert!(failed(codegen::compile("idl/user.thrift")));
}

// === Files that nobody would write ===

/// A place in a file where something is changed, by what stands at another place.
#[derive(Clone, Debug)]
enum Change {
    Delete(Index),
    Double(Index),
    Replace(Index, Index),
    Swap(Index, Index),
}

impl Change {
    fn any() -> impl Strategy<Value = Self> {
        let two = || (any::<Index>(), any::<Index>());
        prop_oneof![
            any::<Index>().prop_map(Self::Delete),
            any::<Index>().prop_map(Self::Double),
            two().prop_map(|(at, by)| Self::Replace(at, by)),
            two().prop_map(|(one, other)| Self::Swap(one, other)),
        ]
    }

    fn apply(&self, words: &mut Vec<String>) {
        let len = words.len();
        match self {
            Self::Delete(at) => drop(words.remove(at.index(len))),
            Self::Double(at) => {
                words.insert(at.index(len), words[at.index(len)].clone())
            }
            Self::Replace(at, by) => words[at.index(len)] = words[by.index(len)].clone(),
            Self::Swap(one, other) => words.swap(one.index(len), other.index(len)),
        }
    }
}

/// The words of a text, and what is between them.
fn words(text: &str) -> Vec<String> {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let mut words: Vec<String> = Vec::new();
    for char in text.chars() {
        match words.last_mut() {
            Some(word) if is_word(char) && word.ends_with(is_word) => word.push(char),
            _ => words.push(char.into()),
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_understood_can_be_written(
        theme in prop::sample::select(THEMES),
        changes in prop::collection::vec(Change::any(), 1..3),
    ) {
        let path = format!("tests/generated/{theme}.thrift");
        let mut words = words(&fs::read_to_string(path).expect("it is there"));
        changes.iter().for_each(|change| change.apply(&mut words));
        let file = NamedTempFile::with_suffix(".thrift").expect("there is room");
        fs::write(&file, words.concat()).expect("there is room");
        let includes = ["tests/generated".into()];
        if let Ok(program) = Program::load(&[file.path().into()], &includes) {
            codegen::rust(&program);
        }
    }
}

/// Things that IDL files out in the world do, and some of what has to come of each.
#[test]
fn files_of_the_world_are_compiled() {
    for (files, expected) in [
        // Thrift's own `Thrift5382.thrift`: the enum is in the included file.
        (
            [
                r#"include "objs.thrift"
                struct Request { 1: set<objs.Kind> kinds = [Kind.ONE, Kind.TWO] }"#,
                "enum Kind { ONE, TWO }",
            ],
            "kinds: HashSet::from([objs::Kind::ONE, objs::Kind::TWO])",
        ),
        // Its `ReservedKeywords.thrift`: to Rust both fields have one name.
        (
            ["struct Keywords { 1: i32 Field, 2: i32 field }", ""],
            "(2, WireType::I32) => field__ = Some(Message::decode(input)?)",
        ),
    ] {
        let code = compiled(files);
        assert!(code.contains(expected), "no `{expected}` in\n{code}");
    }
}

/// rustc would take many seconds for a thousand variables whose types it has to find out.
#[test]
fn the_variables_of_a_large_struct_have_types() {
    let code = |fields: usize| {
        let fields: String =
            (1..=fields).map(|id| format!("{id}: list<i8> f{id}\n")).collect();
        compiled([&format!("struct Large {{ {fields} }}"), ""])
    };
    let typed = |code: &str| code.matches(": Option<Vec<i8>> = None;").count();
    assert_eq!([100, 101].map(|fields| typed(&code(fields))), [0, 101]);
}

/// The code for the first of two files, which may include the second as `objs.thrift`.
fn compiled([main, objs]: [&str; 2]) -> String {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("main.thrift");
    fs::write(&path, main).expect("there is room");
    fs::write(folder.path().join("objs.thrift"), objs).expect("there is room");
    match Program::load(&[path], &[]) {
        Ok(program) => codegen::rust(&program),
        Err(diagnostics) => panic!("{}", diagnostics[0]),
    }
}

#[test]
fn constants_and_typedefs_are_written() {
    is_written(
        "typedef i64 Id const Id FIRST = 1 const string NAME = 'Ada' \
         const list<i32> PORTS = [9090, 9091] const set<string> NONE = []",
        &[
            "pub type Id = i64;\n",
            "pub const FIRST: Id = 1;\n",
            "pub const NAME: &str = \"Ada\";\n",
            // The compiler has no heap.
            "pub static PORTS: LazyLock<Vec<i32>> = LazyLock::new(|| Vec::from([9090, 9091]));\n",
            "pub static NONE: LazyLock<HashSet<ByteString>> = LazyLock::new(Default::default);\n",
        ],
    );
}

#[test]
fn a_constant_is_written_as_its_type_wants_it_where_it_is_used() {
    is_written(
        "const double HALF = 0.5 const map<double, list<double>> ALL = {HALF: [HALF, 2]}",
        &[
            "pub const HALF: f64 = 0.5;\n",
            // A key has to be hashed, which an `f64` cannot be.
            "    (Double(HALF), Vec::from([HALF, 2.0])),\n",
        ],
    );
}

#[test]
fn comments_come_along_and_are_escaped() {
    is_written(
        "/** The most, for a map<string, i32>.\n *\n *    Not code. */ const i32 LIMIT = 100",
        &[
            "/// The most, for a map\\<string, i32>.\n///\n/// Not code.\npub const LIMIT: i32 = 100;\n",
        ],
    );
}

#[test]
fn items_of_a_namespace_are_in_its_module_and_named_by_paths() {
    let code = compiled([
        "include 'objs.thrift' const objs.Id FIRST = objs.ONE",
        "namespace rs far.away typedef i64 Id const Id ONE = 1",
    ]);
    for expected in [
        "pub const FIRST: far::away::Id = far::away::ONE;\n",
        "pub mod far {\n    pub mod away {\n        pub type Id = i64;\n\n        pub const ONE",
    ] {
        assert!(code.contains(expected), "no `{expected}` in\n{code}");
    }
}

#[test]
fn enums_are_written() {
    is_written(
        "enum Role { READER = 1, /** May do all. */ ADMIN = 5 } const Role FIRST = Role.ADMIN",
        &[
            "    /// May do all.\n    pub const ADMIN: Self = Self(5);\n",
            "pub const FIRST: Role = Role::ADMIN;\n",
        ],
    );
}

/// The code for a file has these parts.
fn is_written(file: &str, expected: &[&str]) {
    let code = compiled([file, ""]);
    for expected in expected {
        assert!(code.contains(expected), "no `{expected}` in\n{code}");
    }
}
