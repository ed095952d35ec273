// All that has a form on the wire. Apache's compiler makes Rust of this file, too.

enum Color {
    RED = 1
    GREEN = -2
    BLUE = 2147483647
}

struct Scalars {
    1: required bool yes
    2: required bool no
    3: required i8 tiny
    4: required i16 small
    5: required i32 medium
    6: required i64 large
    7: required double real
    8: required string text
    9: required binary bytes
    10: required Color color
}

struct Containers {
    1: required list<bool> bools
    2: required list<i8> bytes
    3: required list<i16> shorts
    4: required list<i64> longs
    5: required list<double> reals
    6: required list<binary> binaries
    7: required set<string> texts
    8: required set<Color> colors
    9: required map<string, i32> numbers
    10: required map<i64, bool> truths
    11: required list<list<set<i32>>> nested
    12: required map<i16, map<string, list<Choice>>> choices
    13: required list<Scalars> structs
}

/** Keys that are made of others. */
struct Keys {
    1: required set<double> reals
    2: required set<list<double>> lists
    3: required set<set<i32>> sets
    4: required map<Key, double> keys
    5: required map<list<Key>, set<Color>> lists_of_keys
    6: required set<map<string, double>> maps
}

struct Key {
    1: required double weight
    2: required set<double> weights
    3: required map<i32, string> names
    4: optional Color color
}

union Choice {
    1: bool truth
    2: string text
    3: list<Choice> choices
    300: Tree tree
}

struct Tree {
    1: optional Tree left
    2: optional Tree right
    3: required i32 value
}

/** Large, and far apart. */
struct Ids {
    1: required bool one
    2: required i32 two
    100: required bool hundred
    1000: required bool thousand
    32767: required string largest
}

struct Presence {
    1: required i32 required_field
    2: optional i32 optional_field
    3: i32 usual
    4: i32 usual_with_default = 4
    5: optional string optional_with_default = "five"
    6: required i32 required_with_default = 6
}

exception Failure {
    1: string reason
    2: optional Choice choice
}
