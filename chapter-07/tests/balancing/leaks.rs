//! What comes goes again: tasks and connections.

use std::{io, time::Duration};

use mini_lust::{
    Channel, Connector,
    cluster::discover::{self, Change, Weight, polled},
};
use tokio::{runtime::Handle, time::sleep};

use crate::{
    millis, seconds,
    traffic::{calls, failed},
    world::World,
};

const PERIOD: Duration = millis(4);
const ROUND_TRIP: Duration = millis(41);

fn one(number: u32) -> (u32, Weight) {
    (number, Weight::default())
}

fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

#[tokio::test(start_paused = true)]
async fn a_thousand_endpoints_come_and_go_and_leave_nothing() {
    const COUNT: usize = 1000;
    let world = World::of(COUNT as u32, ROUND_TRIP);
    let baseline = tasks();
    let (tell, endpoints) = discover::channel();
    let channel = Channel::builder().build(endpoints, Connector::new(world.clone()));
    let insert = |number| Change::Insert(number, Weight::default());

    tell.send(insert(0)).unwrap();
    assert_eq!(failed(&calls(&channel, 10, PERIOD).await), 0);
    let with_one = tasks();

    for _ in 0..3 {
        (1..COUNT as u32).for_each(|number| tell.send(insert(number)).unwrap());
        assert_eq!(failed(&calls(&channel, 100, PERIOD).await), 0);
        assert_eq!(world.connections(), COUNT);
        // A driver on this side, and a connection on the other.
        assert_eq!(tasks(), with_one + 2 * (COUNT - 1));

        (1..COUNT as u32).for_each(|number| tell.send(Change::Remove(number)).unwrap());
        assert_eq!(failed(&calls(&channel, 100, PERIOD).await), 0);
        assert_eq!(world.connections(), 1);
        assert_eq!(tasks(), with_one);
    }

    drop(channel);
    sleep(millis(1)).await;
    assert_eq!(world.connections(), 0);
    assert_eq!(tasks(), baseline);
}

#[tokio::test(start_paused = true)]
async fn discovery_that_flaps_or_fails_costs_no_call_and_leaves_nothing() {
    let world = World::of(3, ROUND_TRIP);
    let baseline = tasks();
    let mut times = 0;
    let endpoints = polled(millis(10), move || {
        times += 1;
        std::future::ready(match times % 5 {
            1 => Ok(vec![one(0), one(1)]),
            2 => Ok(vec![one(1), one(2)]),
            3 => Err(io::Error::other("the name server is dead")),
            4 => Ok(vec![]),
            _ => Ok(vec![one(2)]),
        })
    });
    let channel = Channel::builder().build(endpoints, Connector::new(world.clone()));

    let calls = calls(&channel, 2000, PERIOD).await;

    assert_eq!(failed(&calls), 0);
    assert!(world.connections() <= 3, "{}", world.connections());
    drop(channel);
    sleep(seconds(1)).await;
    assert_eq!(world.connections(), 0);
    assert_eq!(tasks(), baseline);
}

#[tokio::test(start_paused = true)]
async fn a_channel_whose_endpoints_are_dead_ends_when_it_is_dropped() {
    let world = World::of(10, ROUND_TRIP);
    (0..10).for_each(|number| world.kill(number));
    sleep(millis(1)).await;
    let baseline = tasks();
    let endpoints = discover::fixed(0..10);
    let channel = Channel::builder().build(endpoints, Connector::new(world));
    assert_eq!(failed(&calls(&channel, 10, PERIOD).await), 10);
    drop(channel);
    sleep(millis(1)).await;
    assert_eq!(tasks(), baseline);
}
