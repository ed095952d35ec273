// Included by others.

const string GREETING = "hello"

enum Level {
    LOW = 1
    HIGH = 2
}

struct Limits {
    1: Level level = USUAL
    2: i32 count = 10
    3: set<double> steps = [0.5]
}

const Level USUAL = Level.LOW
const Limits LIMITS = {"count": 20}

exception Refused {
    1: required string reason
}

service Base {
    /** Comes from `shared.thrift`. */
    Limits limits() throws (1: Refused refused)

    oneway void reset(1: Level level)
}
