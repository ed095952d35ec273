//! Three servers that are killed and replaced, one after the other, while a shop is open. A
//! registry in memory hears of it late.

use mini_lust::{Channel, Connector, Context, Error, cluster::discover, stack};
use tokio::{
    task::JoinSet,
    time::{interval, sleep},
};

use crate::{
    millis, seconds,
    traffic::{Ended, call, failed},
    world::World,
};

#[tokio::test(start_paused = true)]
async fn only_calls_in_flight_on_a_killed_connection_fail_and_no_idempotent_one_does() {
    let world = World::of(3, millis(41));
    let (registry, endpoints) = discover::channel();
    let insert = |number| discover::Change::Insert(number, discover::Weight::default());
    (0..3).for_each(|number| registry.send(insert(number)).unwrap());
    let channel = Channel::builder()
        .layer(stack::client())
        .endpoint_layer(stack::endpoint())
        .build(endpoints, Connector::new(world.clone()));

    // Calls begin in milliseconds that four divides, and servers are killed in others.
    let load = tokio::spawn(async move {
        let mut clock = interval(millis(4));
        let [mut orders, mut views] = [(); 2].map(|()| JoinSet::new());
        for _ in 0..3000 {
            clock.tick().await;
            orders.spawn(call(channel.clone()));
            views.spawn(Context::new().idempotent().scope(call(channel.clone())));
        }
        (orders.join_all().await, views.join_all().await)
    });
    let mut in_flight = 0;
    for round in 0..9 {
        let number = round % 3;
        sleep(millis(502)).await;
        in_flight += world.in_flight(number);
        world.kill(number);
        sleep(millis(100)).await;
        registry.send(discover::Change::Remove(number)).unwrap();
        sleep(millis(400)).await;
        world.start(number);
        registry.send(insert(number)).unwrap();
    }
    sleep(seconds(3)).await;

    let (orders, views): (Vec<Ended>, Vec<Ended>) = load.await.unwrap();
    let lost = failed(&orders);
    println!(
        "{lost} of {} orders are lost, {} of {} views; {in_flight} calls were in flight",
        orders.len(),
        failed(&views),
        views.len()
    );
    assert_eq!(failed(&views), 0);
    assert!((1..=in_flight).contains(&lost), "{lost} of {in_flight}");
    for order in orders {
        assert!(
            matches!(order.error, None | Some(Error::Closed(_))),
            "{:?}",
            order.error
        );
    }
}
