// Names that mean something in Rust, or to the code that is generated.

/** Words of the language, as fields. */
struct Keywords {
    1: i32 type
    2: i32 fn
    3: i32 match
    4: i32 async
    5: i32 gen
    6: i32 crate
    7: i32 super
    8: i32 Self
    9: i32 _
    10: i32 __
    11: optional i32 dyn
    12: optional string move = "moved"
    13: required i32 ref
}

/** Names of variables that are generated too, as fields. */
struct Locals {
    1: i32 input
    2: optional i32 out
    3: optional string field = "f"
    4: i32 id
    5: i32 ty
    6: required i32 f
    7: optional i32 request
    8: i32 Service
    9: i32 args
    10: i32 unknown
    11: i32 Exception
    12: i32 input_
}

/** One name in Rust, several in the file. */
struct Clashes {
    1: i32 fooBar
    2: i32 foo_bar
    3: i32 FooBar
    4: i32 FOO_BAR
}

struct FooBar {}

struct foo_bar {}

union Variants {
    1: i32 unknown
    2: i32 self
    3: i32 Self_
    4: FooBar fooBar
    5: foo_bar foo_bar
    6: i32 none
    7: i32 input
    8: i32 out
    9: i32 field
}

/** Its variable would be called as a parameter is. */
union Input {
    1: i32 some
}

union Field {
    1: i32 id
}

enum Self {
    SELF
    self = 1
    Type
    unknown
    f
    _1
}

enum type {
    type
    fn
}

const i32 type = 1
const i32 self_ = 2
const i32 LazyLock = 3
const i32 S = 4

typedef Self crate
typedef list<crate> super

// === What Rust programs know without an import ===

struct Option { 1: optional Option option }
struct Result { 1: required Option result }
struct String { 1: string String }
struct Vec { 1: list<Vec> vec }
struct Box { 1: optional Box box }
struct Default { 1: Option default = {} }
union Some { 1: Option none, 2: Some some }
struct None {}
exception Ok {}
exception Err { 1: Err err }
enum Send { SEND, SYNC }
enum Sync { SEND, SYNC }
struct Clone { 1: Copy copy }
struct Copy { 1: optional Clone clone }
struct From { 1: double into }
struct Into { 1: set<double> from }
struct Debug {}
struct Eq {}
struct PartialEq {}
struct Hash {}
struct Ord {}
struct PartialOrd {}
struct Iterator {}
struct Drop {}
struct Fn {}
struct Str {}
struct U8 {}
struct I32 {}
struct Bool {}

// === What generated code imports ===

struct Message { 1: optional Message message }
struct Request { 1: map<Response, Request> request }
struct Response { 1: string response = "200" }
exception Error { 1: optional CallError error }
exception CallError { 1: optional Exception error }
exception Exception { 1: DecodeError error }
exception DecodeError {}
struct Call {}
struct Client {}
struct Method {}
struct Oneway {}
struct Context {}
struct Poll {}
struct Bytes { 1: binary bytes = "bytes" }
struct ByteString { 1: string String = "string" }
struct HashMap { 1: map<string, i32> Map = {"a": 1} }
struct HashSet { 1: set<string> Set = ["a"] }
struct BTreeMap { 1: set<map<i32, i32>> Map = [{1: 2}] }
struct BTreeSet { 1: set<set<i32>> Set = [[1]] }
struct Double { 1: set<double> Set = [1.5] }
struct Arc {}
struct Future {}
struct Infallible {}
struct WireType {}
struct InputProtocol {}
struct OutputProtocol {}
struct Protocol {}
struct RpcService {}
struct BoxFuture {}
struct fmt {}
struct error {}
struct std {}
struct mini_lust {}

const list<HashMap> MAPS = [{}]

// === Type parameters, and what services are called ===

struct T { 1: optional T t }

service Service {
    T new(1: T Service) throws (1: Error error, 2: Err err, 3: Ok ok)
    Option clone(1: Option option)
    Result drop(1: Result result, 2: type type)
    oneway void as_ref(1: i32 f, 2: i32 request, 3: i32 args, 4: i32 self_)
    void into() throws (1: Ok unknown)
    void type(1: string type, 2: i32 fn)
    void call(1: i32 call)
    void cast(1: i32 input, 2: i32 out, 3: i32 field)
    void poll_ready()
    void fmt(1: fmt fmt)
    list<Self> self(1: Self self)
    void getUser()
    void get_user()
    void default()
    i32 len()
    bool is_empty()
    bool isEmpty()
    string to_string()
    T from_t(1: T t)
    T into_t(1: T t)
    T next()
    i32 hash()
    i32 add(1: i32 other)
    i32 cmp(1: i32 other)
    void borrow()
    void send()
    void wait()
    void async()
    void await()
    void _(1: i32 _)
}

/** Variants that share a word, or repeat the name of the union. */
union Kind {
    1: i32 kind
    2: i32 kind_of_kind
    3: i32 unknown_kind
}

exception FirstError {}

exception SecondError {}

exception ThirdError {}

service Errors {
    void fail() throws (1: FirstError first, 2: SecondError second, 3: ThirdError third)
}

/** Called as the struct of a method's arguments would be. */
struct getArgs {}

exception GetException {}

service Names {
    void get() throws (1: GetException GetException)
    i32 getUser(1: i32 id)
}

service NamesService {
    void get(1: getArgs getArgs)
}

struct NamesServer {}

struct NamesClient {}

service Server {}

service t extends Names {
    void put()
}
