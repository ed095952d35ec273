//! How many calls may be made more than once.

use std::{sync::Arc, time::Duration};

use tower::retry::budget::{Budget as _, TpsBudget};

use crate::rpc::call::Request;

/// What layers may spend on calls that are made again, in proportion to the calls that they
/// get. Clones share it, so one can be of several layers. For each call it is paid into once,
/// by the outermost of them.
///
/// When few calls fail, each of them may be made again. When all fail, to make each again
/// would only be more load for servers that are overloaded, perhaps for no other reason.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use mini_lust::layer::{HedgeLayer, RetryLayer, budget::Budget};
///
/// let budget = Budget::new(5, 0.2);
/// let retry = RetryLayer::new().budget(budget.clone());
/// let hedge = HedgeLayer::after(Duration::from_millis(50)).budget(budget);
/// ```
#[derive(Clone, Debug)]
pub struct Budget(Arc<TpsBudget>);

impl Budget {
    /// Of the calls of the last 10 seconds, the given share may be made again, and
    /// `per_second` more for each second, so that it is enough for a client that calls
    /// seldom. A share is between 0 and 1; what is not counts as the nearest that is. It is
    /// one call of so many, in whole numbers: 0.4 is one of two, and 0.6 each one.
    pub fn new(per_second: u32, share: f32) -> Self {
        let per_second = per_second.min(MOST_PER_SECOND);
        // In this order, since it makes 0 of what is not a number.
        #[allow(clippy::manual_clamp, reason = "`clamp` lets NaN pass")]
        let share = share.max(0.0).min(1.0);
        Self(Arc::new(TpsBudget::new(WINDOW, per_second, share)))
    }

    /// Adds to it for a call, unless another layer has.
    pub(crate) fn deposit(&self, request: &mut Request) {
        if request.pay_once(Arc::as_ptr(&self.0).addr()) {
            self.0.deposit();
        }
    }

    /// Takes from it for a call that is to be made again, if there is enough.
    pub(crate) fn withdraw(&self) -> bool {
        self.0.withdraw()
    }
}

/// A tenth of the calls, and 10 a second.
impl Default for Budget {
    fn default() -> Self {
        Self::new(10, 0.1)
    }
}

const WINDOW: Duration = Duration::from_secs(10);

/// As good as no limit, and nothing that tower would panic at.
const MOST_PER_SECOND: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::body::{Body, Protocol};

    fn request() -> Request {
        Request::new("get", Body::encode(Protocol::Binary, &0))
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_the_reserve_and_a_share_of_the_calls() {
        let budget = Budget::new(1, 0.1);
        (0..1000).for_each(|_| budget.deposit(&mut request()));
        let spent = (0..1000).filter(|_| budget.withdraw()).count();
        assert_eq!(spent, 10 + 100);
    }

    #[tokio::test(start_paused = true)]
    async fn no_number_is_too_strange() {
        for share in [f32::NAN, f32::INFINITY, f32::MIN_POSITIVE, -1.0, 0.0] {
            let budget = Budget::new(u32::MAX, share);
            budget.deposit(&mut request());
            assert!(budget.withdraw(), "{share}");
        }
    }
}
