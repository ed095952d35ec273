//! The generator: what it writes is what was written by hand.

use mini_lust::{codegen, idl::program::Program};

/// For four chapters `src/user.rs` was written by hand.
#[test]
fn the_generator_writes_user_rs_byte_for_byte() {
    let program = Program::load(&["idl/user.thrift".into()], &[]).expect("it is good");
    let written = std::fs::read_to_string("src/user.rs").expect("it is there");
    assert_eq!(codegen::rust(&program), written);
}
