namespace rs counter

service Named {
    string name()
}

exception Full { 1: i64 most }

service Counter extends Named {
    /** Returns the new sum. */
    i64 add(1: i64 amount, 2: string reason) throws (1: Full full)
    oneway void reset(1: i64 to)
}
