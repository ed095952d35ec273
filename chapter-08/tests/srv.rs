//! Endpoints from SRV records, told by a name server in this process.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use futures::{Stream, StreamExt};
use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolverConfig},
    net::runtime::TokioRuntimeProvider,
    proto::{
        op::{Message, OpCode, ResponseCode},
        rr::{
            Name, RData, Record,
            rdata::{A, SRV},
        },
    },
};
use mini_lust::cluster::discover::{Change, Weight, srv};
use tokio::{net::UdpSocket, sync::mpsc};
use tracing::{Level, subscriber::set_global_default};

const SERVICE: &str = "_thrift._tcp.users.default.svc.cluster.local.";

/// What a name server knows, and the names for which it fails.
#[derive(Default)]
struct Known {
    records: Vec<Record>,
    failing: Vec<Name>,
}

type Zone = Arc<Mutex<Known>>;

fn name(name: &str) -> Name {
    Name::from_ascii(name).unwrap()
}

fn host(host: u8) -> Name {
    name(&format!("10-0-0-{host}.users.default.svc.cluster.local."))
}

/// A record of the service. It ends after a second.
fn service(priority: u16, weight: u16, port: u16, target: Name) -> Record {
    Record::from_rdata(
        name(SERVICE),
        1,
        RData::SRV(SRV::new(priority, weight, port, target)),
    )
}

fn address(number: u8) -> Record {
    let address = A(Ipv4Addr::new(10, 0, 0, number));
    Record::from_rdata(host(number), 60, RData::A(address))
}

/// Starts a name server, and returns what asks it.
async fn name_server(zone: Zone) -> TokioResolver {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    tokio::spawn(async move {
        let mut buffer = [0; 1024];
        loop {
            let (len, peer) = socket.recv_from(&mut buffer).await.unwrap();
            let question = Message::from_vec(&buffer[..len]).unwrap();
            let answer = answer(&question, &zone.lock().unwrap());
            socket.send_to(&answer.to_vec().unwrap(), peer).await.unwrap();
        }
    });
    let mut connection = ConnectionConfig::udp();
    connection.port = port;
    let ip = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let server = NameServerConfig::new(ip, true, vec![connection]);
    let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
    let provider = TokioRuntimeProvider::default();
    TokioResolver::builder_with_config(config, provider).build().unwrap()
}

fn answer(question: &Message, zone: &Known) -> Message {
    let query = question.queries[0].clone();
    let named = zone.records.iter().filter(|it| it.name == *query.name());
    let named: Vec<_> = named.collect();
    let code = match named.is_empty() {
        _ if zone.failing.contains(query.name()) => ResponseCode::ServFail,
        true => ResponseCode::NXDomain,
        false => ResponseCode::NoError,
    };
    let is_asked = |record: &&&Record| record.record_type() == query.query_type();
    let answers = named.iter().filter(is_asked).copied().cloned();
    let mut answer = Message::error_msg(question.metadata.id, OpCode::Query, code);
    answer.add_answers(answers);
    answer.add_query(query);
    answer
}

/// The next changes, as `+10.0.0.1:90*3` and `-10.0.0.1:90`, in order.
async fn next(
    changes: &mut (impl Stream<Item = Change<SocketAddr>> + Unpin),
    count: usize,
) -> Vec<String> {
    let shown = changes.take(count).map(|change| match change {
        Change::Insert(address, Weight(weight)) => format!("+{address}*{weight}"),
        Change::Remove(address) => format!("-{address}"),
    });
    let mut shown: Vec<_> = shown.collect().await;
    shown.sort();
    shown
}

#[tokio::test]
async fn endpoints_are_the_records_of_the_lowest_priority_until_they_end() {
    let zone = Zone::default();
    zone.lock().unwrap().records = vec![
        service(10, 3, 90, host(1)),
        service(10, 0, 91, host(2)),
        service(20, 5, 92, host(3)),
        // A pod that has gone, and the word for "there is none".
        service(10, 1, 93, host(4)),
        service(10, 1, 94, Name::root()),
        address(1),
        address(2),
        address(3),
    ];
    let resolver = name_server(Arc::clone(&zone)).await;
    let mut changes = Box::pin(srv(SERVICE, resolver));
    assert_eq!(next(&mut changes, 2).await, ["+10.0.0.1:90*3", "+10.0.0.2:91*1"]);

    zone.lock().unwrap().records = vec![service(20, 5, 92, host(3)), address(3)];
    let replaced = ["+10.0.0.3:92*5", "-10.0.0.1:90", "-10.0.0.2:91"];
    assert_eq!(next(&mut changes, 3).await, replaced);
}

/// Sends the texts of all warnings.
struct Warnings(mpsc::UnboundedSender<String>);

impl io::Write for Warnings {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        // Nothing may be waiting for them any more.
        let _ = self.0.send(String::from_utf8_lossy(text).into_owned());
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_look_up_that_fails_changes_nothing_and_says_which_name_failed() {
    let (sender, mut warnings) = mpsc::unbounded_channel();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::WARN)
        .with_writer(move || Warnings(sender.clone()));
    set_global_default(subscriber.finish()).unwrap();

    let zone = Zone::default();
    zone.lock().unwrap().records = vec![
        service(10, 1, 90, host(1)),
        service(10, 1, 90, host(2)),
        address(1),
        address(2),
    ];
    let resolver = name_server(Arc::clone(&zone)).await;
    let mut changes = Box::pin(srv(SERVICE, resolver));
    assert_eq!(next(&mut changes, 2).await, ["+10.0.0.1:90*1", "+10.0.0.2:90*1"]);

    // The second has been replaced, but first the service cannot be looked up, then the new host.
    zone.lock().unwrap().records =
        vec![service(10, 1, 90, host(1)), service(10, 1, 90, host(3)), address(3)];
    for failing in [name(SERVICE), host(3)] {
        zone.lock().unwrap().failing = vec![failing.clone()];
        let warning = loop {
            tokio::select! {
                change = changes.next() => panic!("{change:?}"),
                warning = warnings.recv() => {
                    let warning = warning.unwrap();
                    if warning.contains(&failing.to_string()) {
                        break warning;
                    }
                }
            }
        };
        assert!(warning.contains("the last ones stay"), "{warning}");
        assert!(warning.contains("Server Failure"), "{warning}");
    }
    zone.lock().unwrap().failing.clear();
    assert_eq!(next(&mut changes, 2).await, ["+10.0.0.3:90*1", "-10.0.0.2:90"]);
}
