// Services: what a method may take, return and throw, and what one service has of another.

include "shared.thrift"

struct Item {
    1: required i64 id
    2: string name
}

union Selector {
    1: i64 id
    2: string name
}

exception NotFound {
    1: i64 id
}

exception Busy {
    1: double seconds
}

/** Much larger than the others. */
exception Detailed {
    1: string what
    2: string why
    3: string where
    4: string how
    5: string when
    6: string who
    7: list<string> rest
    8: Item item
}

/** A variant is much larger than the others. */
union Answer {
    1: Item item
    2: Detailed detailed
}

typedef NotFound Missing

service Empty {}

/** Has what `shared.Base` has, and no more. */
service Same extends shared.Base {}

/** Methods of every shape. */
service Store extends shared.Base {
    void nothing()

    Answer answer() throws (1: Detailed detailed, 2: Busy busy)

    /** Throws what it throws by the type. */
    Item get(1: Selector selector) throws (1: NotFound notFound, 2: Busy busy)

    /** One type for two exceptions. */
    void move(1: i64 from, 2: i64 to) throws (
        1: NotFound noSource
        2: NotFound noTarget
        3: Busy busy
    )

    /** Of the same type again, by another name. */
    void swap() throws (2: NotFound first, 1: Missing second, 7: shared.Refused refused)

    oneway void touch(1: i64 id)
    oneway void wake()

    list<Item> all(1: optional i32 limit, 2: required bool sorted, 3: i32 from = 5)
    void six(1: i32 a, 2: i32 b, 3: i32 c, 4: i32 d, 5: i32 e, 6: i32 f)
    void seven(1: i32 a, 2: i32 b, 3: i32 c, 4: i32 d, 5: i32 e, 6: i32 f, 7: i32 g)
    oneway void log(
        1: i32 a, 2: i32 b, 3: i32 c, 4: i32 d, 5: i32 e, 6: i32 f, 7: i32 g, 8: i32 h
    )
    map<string, map<string, map<string, list<list<Item>>>>> nested(
        1: map<string, map<string, map<string, list<list<Item>>>>> nested
    )
    void selectors(1: Selector one, 2: optional Selector maybe, 3: list<Selector> all)
}

/** Two levels above is `shared.Base`. */
service Warehouse extends Store {
    bool open()
    i8 tiny()
    i16 short()
    i32 count(1: Item item)
    i64 total()
    double weight()
    string name()
    binary raw()
    uuid key()
    set<i64> ids()
    map<string, list<Item>> by_name()
    Selector selector()
    shared.Level level()
    NotFound last_exception()
    map<i64, map<string, set<list<double>>>> everything() throws (1: Busy busy)
}
