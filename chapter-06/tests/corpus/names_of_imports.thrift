struct Message { 1: optional Message message }
struct Request { 1: map<Response, Request> request }
struct Response { 1: string response = '200' }
exception Error {}
exception CallError { 1: optional Exception error }
exception Exception {}
exception DecodeError {}
enum WireType { A }
union Protocol { 1: i32 a }
struct Call {}
struct Client {}
struct Method {}
struct Oneway {}
struct Context {}
struct Poll {}
struct Bytes { 1: binary bytes = 'b' }
struct ByteString { 1: string string = 's' }
struct HashMap { 1: map<string, i32> map = {'a': 1} }
struct HashSet { 1: set<string> set = ['a'] }
struct BTreeMap { 1: set<map<i32, i32>> map = [{1: 2}] }
struct Double { 1: set<double> set = [1.5] }
struct Arc {}
struct LazyLock {}
struct Future {}
struct Infallible {}
struct FieldHeader {}
union UnknownField { 1: i32 field }
struct Service {}
const list<i32> LIST = [1]
service Uses { Response a(1: Request request) throws (1: Error error), oneway void b(), void c() }
