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
