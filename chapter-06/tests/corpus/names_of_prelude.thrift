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
enum Send { SEND }
enum Sync { SYNC }
struct Clone {}
struct Copy {}
struct From {}
struct Debug {}
struct Eq {}
struct Hash {}
struct Ord {}
service Uses { Option a(1: Result result) throws (1: Err err, 2: Ok ok) }
