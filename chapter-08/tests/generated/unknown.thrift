// A file of yesterday and what has become of it, each by its own names.

union OldContact {
    1: string email
}

union NewContact {
    1: string email
    2: bool yes
    3: i8 tiny
    4: i16 small
    5: i32 number
    6: i64 large
    7: double real
    8: binary bytes
    9: uuid id
    10: NewAddress address
    11: map<string, list<NewContact>> table
    12: set<i64> numbers
    13: list<bool> bools
}

struct NewAddress {
    1: string street
    2: optional NewAddress next
}

struct OldUser {
    1: i64 id
    2: string name = "nobody"
    /** Has the name of the field that keeps the unknown ones. */
    3: i32 unknown_fields
} (keep_unknown_fields)

/** What it does not know is gone. */
struct ForgetfulUser {
    1: i64 id
    2: string name
} (keep_unknown_fields = "false", cpp.virtual)

struct NewUser {
    1: i64 id
    2: list<string> name
    3: i32 unknown_fields
    4: optional NewContact contact
    5: bool verified
}

/** Has nothing of its own. */
exception OldFailure {} (keep_unknown_fields = "true")

exception NewFailure {
    1: i32 code
}

/** Part of a key, so it is hashed and ordered. */
struct OldKey {
    1: optional double weight
} (cpp.virtual, keep_unknown_fields = "1")

const map<OldKey, OldUser> KEYS = {
    {}: {},
    {"weight": 0.5}: {"id": 1, "name": "Ada", "unknown_fields": 2},
}
