//! What fails when the shop is broken under load.

use std::path::Path;

use chapter_08_shop::trial::{Trial, try_one};

/// One after the other: each has nine processes and as many calls as it can make.
#[tokio::test(flavor = "multi_thread")]
async fn only_orders_fail_and_only_where_a_process_was_killed() {
    for trial in [Trial::Killed, Trial::Rolling, Trial::Paused, Trial::RegistryDown] {
        let program = Path::new(env!("CARGO_BIN_EXE_chapter-08-shop"));
        let (quotes, orders) = try_one(program, trial).await.unwrap();
        println!("{trial:?}\n  quotes {quotes}\n  orders {orders}");
        assert_eq!(quotes.failures(), 0, "{trial:?}: {quotes}");
        if trial != Trial::Killed {
            assert_eq!(orders.failures(), 0, "{trial:?}: {orders}");
        }
        assert!(orders.calls > 500, "{trial:?}: {orders}");
    }
}
