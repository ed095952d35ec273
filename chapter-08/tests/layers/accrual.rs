//! Which answers take an endpoint out.

use std::time::Duration;

use futures::FutureExt;
use mini_lust::{
    ApplicationException, ExceptionType,
    cluster::{
        accrual::{Accrual, Ejectable, Group},
        load::Load,
    },
};
use tower::{Service, ServiceExt};

use crate::handler::{answers, request};

/// How many answers of this type it gives before it is out, if it is before the twentieth.
async fn answers_until_out(ty: ExceptionType) -> Option<u32> {
    let group = Group::new(Accrual::new().max_share(1.0));
    let service =
        answers(move |_| Err(ApplicationException::new(ty, "as arranged").into()));
    let load = Load::new(Duration::from_secs(10));
    let mut judged = Ejectable::new("endpoint".into(), service, load, &group);
    for number in 0..20 {
        let Some(ready) = judged.ready().now_or_never() else { return Some(number) };
        ready.unwrap().call(request("get")).await.unwrap_err();
    }
    None
}

#[tokio::test(start_paused = true)]
async fn who_fails_is_taken_out_and_who_is_too_busy_is_not() {
    assert_eq!(answers_until_out(ExceptionType::INTERNAL_ERROR).await, Some(5));
    assert_eq!(answers_until_out(ExceptionType::TIMEOUT).await, Some(5));
    assert_eq!(answers_until_out(ExceptionType::LOADSHEDDING).await, None);
}
