//! Clients that do what they should not, and a server that resets, on real sockets. Each hostile
//! client is left in a limited time, the honest one's calls go on, and no task stays.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use mini_lust::{
    Body, Bytes, Connection, Connector, Error, Protocol, Request, Response, Server, Tcp,
    stack,
};
use socket2::SockRef;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Handle,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::{ServiceExt, service_fn};

use Deed::*;

#[derive(Clone, Copy, Debug)]
enum Deed {
    SaysNothing,
    SendsHalf,
    ClaimsMuch,
    ClaimsTooMuch,
    StopsInsideTooMuch,
    Drips,
    SendsGarbage,
    SpeaksHttp,
    NeverReads,
    ClosesInside,
    Resets,
    ResetsAfterCalls,
}

const ALL: [Deed; 12] = [
    SaysNothing,
    SendsHalf,
    ClaimsMuch,
    ClaimsTooMuch,
    StopsInsideTooMuch,
    Drips,
    SendsGarbage,
    SpeaksHttp,
    NeverReads,
    ClosesInside,
    Resets,
    ResetsAfterCalls,
];

/// How often each deed is done at the same time.
const TIMES: usize = 10;

#[tokio::test]
async fn hostile_clients_are_left_and_the_honest_one_is_served() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let handler = service_fn(async |_: Request| {
        let body = Body::new(Protocol::Binary, Bytes::from(vec![0; 32 * 1024]));
        Ok::<_, Infallible>(Response::new(body))
    });
    let server = Server::new()
        .max_frame_len(LIMIT)
        .idle_timeout(2 * SECOND)
        .message_timeout(2 * SECOND)
        .write_timeout(2 * SECOND)
        .drain_timeout(2 * SECOND)
        .layer(stack::server())
        .serve(listener, handler, stop.clone().cancelled_owned());
    let server = tokio::spawn(server);

    let mut hostile = JoinSet::new();
    for deed in ALL.repeat(TIMES) {
        hostile.spawn(async move {
            let left = timeout(20 * SECOND, act(deed, address)).await;
            left.unwrap_or_else(|_| panic!("{deed:?}: still connected"));
        });
    }
    let honest = Connector::new(Tcp).connect(address).await.unwrap();
    let mut answered = 0;
    while !hostile.is_empty() {
        let reply = timeout(5 * SECOND, get(&honest)).await.expect("in time");
        assert_eq!(reply.expect("an answer").body().len(), 32 * 1024);
        answered += 1;
        sleep(SECOND / 200).await;
        while let Some(left) = hostile.try_join_next() {
            left.expect("it is left");
        }
    }
    println!("{} hostile clients, {answered} honest calls", ALL.len() * TIMES);

    drop(honest);
    stop.cancel();
    timeout(10 * SECOND, server).await.expect("it stops").unwrap();
    for _ in 0..100 {
        if tasks() == 0 {
            return;
        }
        sleep(SECOND / 100).await;
    }
    panic!("{} tasks stay", tasks());
}

/// Does the deed, and waits for the end of the connection.
async fn act(deed: Deed, address: SocketAddr) {
    let mut io = TcpStream::connect(address).await.unwrap();
    // From the first error on, the server has gone.
    match deed {
        SaysNothing => {}
        SendsHalf => drop(io.write_all(&CALL[..10]).await),
        ClaimsMuch => drop(io.write_all(b"\0\0\xff\0\x80\x01\0\x01").await),
        ClaimsTooMuch => drop(io.write_all(b"\x7f\0\0\0\x80\x01\0\x01").await),
        StopsInsideTooMuch => {
            let mut long = (2 * LIMIT as u32).to_be_bytes().to_vec();
            long.extend_from_slice(&CALL[4..]);
            long.resize(3 * LIMIT / 2, 0);
            drop(io.write_all(&long).await);
        }
        Drips => {
            for byte in CALL.repeat(100) {
                if io.write_all(&[byte]).await.is_err() {
                    return;
                }
                sleep(SECOND / 4).await;
            }
        }
        SendsGarbage => drop(io.write_all(&[0x99; 1000]).await),
        SpeaksHttp => drop(io.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await),
        NeverReads => while io.write_all(CALL).await.is_ok() {},
        ClosesInside => {
            drop(io.write_all(&CALL[..10]).await);
            return;
        }
        Resets => {
            drop(io.write_all(&CALL[..10]).await);
            return reset(io);
        }
        ResetsAfterCalls => {
            drop(io.write_all(&CALL.repeat(100)).await);
            return reset(io);
        }
    }
    while let Ok(1..) = io.read(&mut [0; 64 * 1024]).await {}
}

#[tokio::test]
async fn calls_to_a_server_that_resets_end() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for reads in [true, false] {
            let (mut io, _) = listener.accept().await.unwrap();
            if reads {
                let _ = io.read(&mut [0; 1000]).await;
            }
            reset(io);
        }
    });
    let connection = Connector::new(Tcp).connect(address).await.unwrap();
    let result = timeout(5 * SECOND, get(&connection)).await.expect("in time");
    assert!(matches!(result, Err(Error::Closed(_))), "{result:?}");
    let result = timeout(5 * SECOND, get(&connection)).await.expect("in time");
    assert!(matches!(result, Err(Error::Unsent)), "{result:?}");

    let connection = Connector::new(Tcp).connect(address).await.unwrap();
    let result = timeout(5 * SECOND, get(&connection)).await.expect("in time");
    assert!(matches!(result, Err(Error::Closed(_) | Error::Unsent)), "{result:?}");
}

async fn get(connection: &Connection) -> Result<Response, Error> {
    let body = Body::new(Protocol::Binary, Bytes::from_static(b"\0"));
    connection.clone().oneshot(Request::new("get", body)).await
}

/// Closes with a reset.
fn reset(io: TcpStream) {
    SockRef::from(&io).set_linger(Some(Duration::ZERO)).unwrap();
}

/// How many tasks there are, besides the test itself.
fn tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// A framed call of `get`.
const CALL: &[u8] = b"\0\0\0\x10\x80\x01\0\x01\0\0\0\x03get\0\0\0\x07\0";

const SECOND: Duration = Duration::from_secs(1);

/// How long a message may be, in bytes.
const LIMIT: usize = 64 * 1024;
