//! What is generated for every construct of the language, and what it does.

macro_rules! generated {
    ($($name:ident)*) => {$(
        #[allow(dead_code, reason = "no test needs all of it")]
        mod $name;
    )*};
}

generated! {
    docs
    empty
    enums
    ids
    keys
    modules
    names
    recursion
    roots
    services
    values
    wire
}
