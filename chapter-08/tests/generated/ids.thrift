// The ids of fields, which need not be there, or in order.

struct Implicit {
    i32 first
    i32 second
    optional string third
}

struct Mixed {
    i32 before
    7: i32 seven
    i32 between
    3: i32 three
    required i32 last
}

/** Below 1 there are no ids: these are −1, −2 and −3. */
struct Written {
    -1: i32 first
    1: i32 one
    0: i32 second
    -7: i32 third
}

struct Large {
    32767: i32 largest
    255: i32 a_byte
    256: i32 more_than_a_byte
    0x100f: i32 hex
    1: i32 smallest
}

/** Further apart than compact protocols count. */
struct Apart {
    1: bool a
    16: bool b
    32: bool c
    1000: list<bool> d
}

union Choice {
    i32 first
    300: string second
    -2: bool third
}

exception Failure {
    string message
}

service Ids {
    i32 add(i32 left, i32 right) throws (Failure failure)
    void put(300: i32 value) throws (-1: Failure one, 400: Failure other)
}
