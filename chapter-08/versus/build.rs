//! Generates, from one IDL file, our code and Volo's, and tonic's without a file.

use std::process::ExitCode;

use tonic_build::manual;

const IDL: &str = "idl/echo.thrift";

fn main() -> ExitCode {
    tonic();
    if let Err(error) = volo_build::Builder::thrift().add_service(IDL).write() {
        eprintln!("Volo's generator: {error}");
        return ExitCode::FAILURE;
    }
    mini_lust::codegen::compile(IDL)
}

/// The methods of `EchoService`; their messages are in `src/peers/tonic.rs`. So nothing needs
/// `protoc`.
fn tonic() {
    let method = |name, route, message| {
        manual::Method::builder()
            .name(name)
            .route_name(route)
            .input_type(message)
            .output_type(message)
            .codec_path("tonic_prost::ProstCodec")
            .build()
    };
    let service = manual::Service::builder()
        .name("Echo")
        .package("echo")
        .method(method("data", "Data", "crate::peers::tonic::Data"))
        .method(method("users", "Users", "crate::peers::tonic::Group"))
        .build();
    manual::Builder::new().compile(&[service]);
}
