// Things without parts.

struct Nothing {}

union Never {}

exception Failed {}

struct Holder {
    1: Nothing nothing
    2: required Never never
    3: Never maybe
    4: optional Failed failed
    5: set<Never> nevers
}

union Only {
    1: Nothing nothing
}

service Silent {}

service Loud {
    Nothing shout(1: Nothing nothing, 2: Never never) throws (1: Failed failed)
}
