//! Many servers, called as if they were one.
//!
//! [`discover`] finds the servers behind a name. Each gets an [`Endpoint`](endpoint::Endpoint),
//! whose connection is replaced when it breaks. A [policy](balance::Policy) picks the endpoint
//! for a call by its [load](load::Load), and [`accrual`] takes out failing endpoints. Both hear
//! how calls end through [`watched`] futures. A [`Channel`](channel::Channel) combines all of it.

pub mod accrual;
pub mod backoff;
pub mod balance;
pub mod channel;
pub mod discover;
pub mod endpoint;
pub mod load;
pub(crate) mod outcome;
pub mod random;
pub mod watched;
