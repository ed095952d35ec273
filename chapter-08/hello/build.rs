use std::process::ExitCode;

fn main() -> ExitCode {
    mini_lust::codegen::compile("idl/hello.thrift")
}
