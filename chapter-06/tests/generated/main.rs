//! What is generated for every construct of the language, and what it does.

macro_rules! generated {
    ($($name:ident)*) => {$(
        #[allow(clippy::all, dead_code, reason = "generated")]
        mod $name;
    )*};
}

#[allow(clippy::all, dead_code, reason = "Apache's compiler has made it")]
mod apache;
mod behavior;
mod inheritance;
mod kept;
mod round_trips;

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
    unknown
    values
    wire
}
