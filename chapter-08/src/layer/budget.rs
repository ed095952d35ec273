//! How many calls may be made more than once.

use std::{sync::Arc, time::Duration};

use tower::retry::budget::{Budget as _, TpsBudget};

use crate::rpc::call::Request;

/// A limit for repetitions, in proportion to all calls. Clones share what is in it, so several
/// layers can have one budget. The outermost of them pays in, once for each call.
///
/// When few calls fail, each of them may be made again. When all fail, making each again would
/// only add load to servers that may be failing because they are overloaded.
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
    /// Creates a budget for repeating `share` of the calls of the last 10 seconds, and
    /// `per_second` more for each second, which helps a client that makes few calls. A share
    /// outside 0 to 1 counts as the nearest valid one. It means one call in a whole number: 0.4
    /// is one in two, and 0.6 every call.
    pub fn new(per_second: u32, share: f32) -> Self {
        let per_second = per_second.min(MOST_PER_SECOND);
        // In this order, because that turns NaN into 0.
        #[allow(clippy::manual_clamp, reason = "`clamp` lets NaN pass")]
        let share = share.max(0.0).min(1.0);
        Self(Arc::new(TpsBudget::new(WINDOW, per_second, share)))
    }

    /// Pays in for a call, unless another layer has.
    pub(crate) fn deposit(&self, request: &mut Request) {
        if request.pay_once(Arc::as_ptr(&self.0).addr()) {
            self.0.deposit();
        }
    }

    /// Pays for a repetition, and returns whether there was enough.
    pub(crate) fn withdraw(&self) -> bool {
        self.0.withdraw()
    }
}

/// Allows a tenth of the calls, and 10 per second.
impl Default for Budget {
    fn default() -> Self {
        Self::new(10, 0.1)
    }
}

const WINDOW: Duration = Duration::from_secs(10);

/// As good as no limit, and small enough that tower does not panic.
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
