//! What an error says about the endpoint, and about the call.

use mini_lust::{ApplicationException, Error, ExceptionType};

fn exception(ty: ExceptionType) -> Error {
    ApplicationException::new(ty, "as arranged").into()
}

/// The table of the page, with the endpoint's own failures.
#[test]
fn an_error_counts_against_the_endpoint_or_not_and_was_sent_or_not() {
    for (error, is_failure, is_unsent) in [
        (Error::Unsent, false, true),
        (Error::Overloaded, false, true),
        (exception(ExceptionType::LOADSHEDDING), true, true),
        (Error::Broken, false, false),
        (Error::DeadlineExceeded, false, false),
        (exception(ExceptionType::TIMEOUT), true, false),
        (exception(ExceptionType::INTERNAL_ERROR), true, false),
        // A server is not at fault if it does not know a method.
        (exception(ExceptionType::UNKNOWN_METHOD), false, false),
        (Error::Layer("a layer's".into()), true, false),
    ] {
        assert_eq!(error.is_failure(), is_failure, "{error}");
        assert_eq!(error.is_unsent(), is_unsent, "{error}");
    }
}
