//! Small IDL files of every construct. The code for all of them is compiled here, each file in
//! a module of its own, as it is documented to be used; the compiler has to have nothing to
//! say of it. That it is what the generator writes is for the test `codegen` to see.

#![deny(warnings)]

macro_rules! generated {
    ($name:ident) => {
        #[allow(clippy::all, dead_code, reason = "generated")]
        mod $name;
    };
}

mod calls;
mod serves;

generated!(expected);
