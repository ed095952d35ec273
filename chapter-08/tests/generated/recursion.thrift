// Types that contain themselves.

struct Node {
    1: optional Node next
    2: i32 value
}

/** Without a word about it a field is optional if it has to be. */
struct Plain {
    1: Plain next
    2: list<Plain> children
    3: map<string, Plain> by_name
    4: set<Plain> distinct
}

struct Even {
    1: optional Odd odd
}

struct Odd {
    1: optional Even even
}

struct Aliased {
    1: optional Alias alias
    2: Aliases aliases
}

typedef Aliased Alias
typedef list<Alias> Aliases

union Expression {
    1: i64 number
    2: Sum sum
    3: Expression negated
    4: list<Expression> product
}

struct Sum {
    1: required Expression left
    2: required Expression right
}

/** Has a half that has a whole only if there is one. */
struct Whole {
    1: required Half half
}

struct Half {
    1: optional Whole whole
}

exception Chain {
    1: optional Chain cause
    2: string message
}

service Recursive {
    Expression simplify(1: Expression expression) throws (1: Chain chain)
}
