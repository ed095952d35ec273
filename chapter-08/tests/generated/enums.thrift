// Enums: numbers, some of which have names.

enum Implicit {
    ZERO
    ONE
    SEVEN = 7
    EIGHT
}

/** Numbers of every kind. */
enum Numbers {
    SMALLEST = -2147483648
    NEGATIVE = -1
    ZERO
    HEX = 0xff
    /** The largest there is. */
    LARGEST = 2147483647
}

/** Two names for a number: it is shown by the first. */
enum Twice {
    GRAY = 1
    GREY = 1
    BLACK = 0
}

enum Single {
    ONLY = 1
}

enum Empty {}

/** A prefix is part of the name. */
enum Prefixed {
    PREFIXED_A
    PREFIXED_B
}

struct Enums {
    1: Implicit implicit
    2: optional Numbers number = Numbers.LARGEST
    3: required Twice twice
    4: map<Single, Empty> table
    5: Prefixed prefixed = Prefixed.PREFIXED_B
}

const Empty NAMELESS = 3
const Twice GREY = Twice.GREY
