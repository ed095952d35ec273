//! A watch hears the end of a call once, whichever way it ends.

use std::{
    cell::RefCell,
    future::{Pending, pending, ready},
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
};

use futures::FutureExt;
use mini_lust::{
    Error, Response,
    cluster::watched::{Watch, Watched},
};

type Reply = Result<Response, Error>;

/// What each call that ended was heard to end with.
#[derive(Clone, Default)]
struct Ends(Rc<RefCell<Vec<String>>>);

impl Watch for Ends {
    fn end(self, result: Option<&Reply>) {
        let end = result.map(|result| result.as_ref().unwrap_err().to_string());
        self.0.borrow_mut().push(end.unwrap_or_else(|| "dropped".to_owned()));
    }
}

#[test]
fn an_end_is_heard_when_it_comes_and_not_again_when_the_future_is_dropped() {
    let ends = Ends::default();
    let call = || ready(Err::<Response, _>(Error::Unsent));
    let mut call = Watched::new(Some(ends.clone()), call);
    assert!((&mut call).now_or_never().is_some());
    let heard = [Error::Unsent.to_string()];
    assert_eq!(*ends.0.borrow(), heard);
    drop(call);
    assert_eq!(*ends.0.borrow(), heard);
}

#[test]
fn a_call_that_is_dropped_has_ended() {
    let ends = Ends::default();
    let mut call = Watched::new(Some(ends.clone()), pending::<Reply>);
    assert!((&mut call).now_or_never().is_none());
    assert!(ends.0.borrow().is_empty());
    drop(call);
    assert_eq!(*ends.0.borrow(), ["dropped"]);
}

#[test]
fn a_call_that_panics_before_there_is_a_future_has_ended() {
    let ends = Ends::default();
    let call = || -> Pending<Reply> { panic!("on purpose") };
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        Watched::new(Some(ends.clone()), call);
    }));
    assert!(panicked.is_err());
    assert_eq!(*ends.0.borrow(), ["dropped"]);
}
