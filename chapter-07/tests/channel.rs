//! A channel to servers that come and go.

mod world;

use std::time::Duration;

use futures::future::join_all;
use mini_lust::{
    body::Protocol, channel::Channel, connect::Connector, discover, user::UserClient,
};
use world::World;

#[tokio::test(start_paused = true)]
async fn calls_are_shared_between_the_endpoints() {
    let world = World::of(3, Duration::from_millis(10));
    let channel =
        Channel::builder().build(discover::fixed(0..3), Connector::new(world.clone()));
    let users = UserClient::new(channel, Protocol::Binary);

    let answers = join_all((0..300).map(|id| users.get_user(id))).await;

    assert!(answers.iter().all(Result::is_ok));
    for number in 0..3 {
        let calls = world.calls(number);
        assert!((80..=120).contains(&calls), "{number}: {calls}");
    }
}
