namespace rs hello

/** Nobody has this name. */
exception Nobody {
    1: required string name
}

/** Greets people. */
service HelloService {
    /** A greeting for the person of that name. */
    string hello(1: string name) throws (1: Nobody nobody)
}
