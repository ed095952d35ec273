//! Compiles the shop's IDL.

fn main() -> std::process::ExitCode {
    mini_lust::codegen::compile("idl/shop.thrift")
}
