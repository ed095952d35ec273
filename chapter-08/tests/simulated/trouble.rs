//! What goes wrong in the simulated network.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::cluster::{discover::Weight, random::Random};
use tower::util::rng::Rng;
use turmoil::Sim;

use crate::{
    ledger::Ledger,
    server::Switch,
    world::{CLIENTS, SERVERS, Settings},
};

/// Where clients find servers. Clones share it.
#[derive(Clone)]
pub struct Registry(Arc<Mutex<Answers>>);

struct Answers {
    addresses: Vec<SocketAddr>,
    mood: Mood,
}

enum Mood {
    Constant,
    Errs,
    /// Knows all servers or only the first, in turns.
    Flaps {
        knows_all: bool,
    },
}

impl Registry {
    pub fn new(addresses: Vec<SocketAddr>) -> Self {
        Self(Arc::new(Mutex::new(Answers { addresses, mood: Mood::Constant })))
    }

    pub fn ask(&self) -> io::Result<Vec<(SocketAddr, Weight)>> {
        let Answers { addresses, mood } = &mut *self.0.lock().expect("no panic");
        let known = match mood {
            Mood::Constant => addresses.len(),
            Mood::Errs => return Err(io::Error::other("the registry has failed")),
            Mood::Flaps { knows_all } => {
                *knows_all = !*knows_all;
                if *knows_all { addresses.len() } else { 1 }
            }
        };
        let known = addresses.iter().take(known);
        Ok(known.map(|address| (*address, Weight::default())).collect())
    }

    fn set(&self, addresses: Vec<SocketAddr>, mood: Mood) {
        *self.0.lock().expect("no panic") = Answers { addresses, mood };
    }
}

/// Makes trouble from time to time.
pub struct Trouble {
    pub random: Random,
    pub ledger: Ledger,
    pub registry: Registry,
    /// Where the servers are, and where none is.
    pub addresses: Vec<SocketAddr>,
    pub dead: SocketAddr,
    pub switches: Vec<Arc<Mutex<Switch>>>,
    pub next: Duration,
}

impl Trouble {
    /// Does something if it is time to.
    pub fn act(&mut self, sim: &mut Sim<'_>, settings: Settings) {
        let now = sim.elapsed();
        if now < self.next || now > settings.time {
            return;
        }
        let calm = settings.calm.as_millis() as u64;
        self.next = now + Duration::from_millis(self.random.next_range(0..2 * calm));
        let client = CLIENTS[self.below(CLIENTS.len())];
        let number = self.below(SERVERS.len());
        let server = SERVERS[number];
        let what = match self.random.next_range(0..16) {
            0 => {
                sim.partition(client, server);
                "are cut off"
            }
            1 => {
                sim.partition_oneway(client, server);
                "are cut off on the way there"
            }
            2 => {
                sim.partition_oneway(server, client);
                "are cut off on the way back"
            }
            3 => {
                sim.hold(client, server);
                "do not hear of each other"
            }
            4 => {
                let longest = Duration::from_millis(self.random.next_range(20..800));
                sim.set_link_max_message_latency(client, server, longest);
                "are slow"
            }
            5..8 => {
                self.heal(sim, client, server);
                "are well"
            }
            8 => {
                self.switch(number).kill.cancel();
                "a crash"
            }
            9 => {
                self.switch(number).stop.cancel();
                "a stop"
            }
            10 => {
                self.start(sim, number);
                "a start"
            }
            11 => {
                (0..SERVERS.len()).for_each(|number| self.start(sim, number));
                "all servers are up"
            }
            12 => {
                let mut lie = self.addresses.clone();
                lie.retain(|_| self.random.next_range(0..2) == 0);
                lie.push(self.dead);
                self.registry.set(lie, Mood::Constant);
                "the registry lies"
            }
            13 => {
                self.registry.set(self.addresses.clone(), Mood::Errs);
                "the registry fails"
            }
            14 => {
                let mood = Mood::Flaps { knows_all: true };
                self.registry.set(self.addresses.clone(), mood);
                "the registry flaps"
            }
            _ => {
                let is_empty = self.below(4) == 0;
                let all = self.addresses.clone();
                let known = if is_empty { Vec::new() } else { all };
                self.registry.set(known, Mood::Constant);
                "the registry knows all or nothing"
            }
        };
        self.ledger.note(format!("{client}, {server}: {what}"));
    }

    /// Makes all well again.
    pub fn end(&mut self, sim: &mut Sim<'_>) {
        for client in CLIENTS {
            for server in SERVERS {
                self.heal(sim, client, server);
            }
        }
        (0..SERVERS.len()).for_each(|number| self.start(sim, number));
        self.registry.set(self.addresses.clone(), Mood::Constant);
    }

    fn heal(&mut self, sim: &Sim<'_>, client: &str, server: &str) {
        sim.release(client, server);
        sim.repair(client, server);
        sim.set_link_max_message_latency(client, server, Duration::from_millis(20));
    }

    /// Starts a server that is down.
    fn start(&self, sim: &mut Sim<'_>, number: usize) {
        if !sim.is_host_running(SERVERS[number]) {
            *self.switches[number].lock().expect("no panic") = Switch::default();
            sim.bounce(SERVERS[number]);
        }
    }

    pub fn switch(&self, number: usize) -> Switch {
        self.switches[number].lock().expect("no panic").clone()
    }

    fn below(&mut self, end: usize) -> usize {
        self.random.next_range(0..end as u64) as usize
    }
}
