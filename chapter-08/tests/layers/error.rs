//! What an error says about the endpoint, and about the call.

use mini_lust::{
    ApplicationException, Body, Error, ExceptionType, Protocol, protocol::metadata::Key,
};

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

#[test]
fn exceptions_are_equal_that_say_the_same_wherever_they_come_from() {
    let sent = ApplicationException::new(ExceptionType::TIMEOUT, "late");
    let body = Body::encode(Protocol::Binary, &sent);
    assert_eq!(body.decode(), Ok(sent.clone()));
    let mut other = sent.clone();
    other.metadata.insert(Key::<u32>::text("shard"), 7);
    assert_ne!(sent, other);
    assert_ne!(sent, ApplicationException::new(ExceptionType::UNKNOWN, "late"));
    assert_ne!(sent, ApplicationException::new(ExceptionType::TIMEOUT, "later"));
}
