//! TLS is another kind of io.

use std::{
    convert::Infallible,
    future::{pending, ready},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};

use mini_lust::{
    Body, Bytes, CallError, Connection, Connector, Error, FrameCodec, Framing, Listener,
    Protocol, Request, RpcService, Server, Tcp, rpc::handshake::Handshake,
};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::{
    io::{AsyncReadExt, duplex},
    net::TcpListener,
    sync::mpsc,
    time::Instant,
};
use tokio_rustls::{
    TlsAcceptor, TlsConnector,
    rustls::{
        ClientConfig, RootCertStore, ServerConfig,
        pki_types::{PrivateKeyDer, ServerName},
    },
};
use tower::{ServiceExt, service_fn};

type Certified = CertifiedKey<KeyPair>;

fn certify() -> Certified {
    generate_simple_self_signed(["users.internal".into()]).expect("a good name")
}

/// Makes TLS servers of connections.
fn acceptor(certified: &Certified) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(certified.signing_key.serialize_der().into());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .expect("they fit together");
    TlsAcceptor::from(Arc::new(config))
}

/// Makes TLS clients of connections, if the server has this certificate.
fn connector(trusted: &Certified) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.cert.der().clone()).expect("it signs itself");
    let config =
        ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

fn name() -> ServerName<'static> {
    ServerName::try_from("users.internal").expect("a good name")
}

/// Serves over TLS on a free port, which it returns.
async fn serve(certified: &Certified, handler: impl RpcService + Clone) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let acceptor = acceptor(certified);
    let listener = Handshake::new(listener, move |stream| acceptor.accept(stream));
    tokio::spawn(Server::new().serve(listener, handler, pending()));
    address
}

async fn connect(address: SocketAddr, trusted: &Certified) -> Result<Connection, Error> {
    let tls = connector(trusted);
    let connect = ServiceExt::<SocketAddr>::and_then(Tcp, move |stream| {
        tls.connect(name(), stream)
    });
    Connector::new(connect).connect(address).await
}

fn request() -> Request {
    Request::new("getUser", Body::new(Protocol::Binary, Bytes::from_static(b"\0")))
}

#[tokio::test]
async fn calls_go_over_tls() {
    let handler = service_fn(async |request: Request| {
        assert_eq!(request.peer(), Some("127.0.0.1"));
        request.reply(Ok::<_, CallError<Infallible>>(()))
    });
    let certified = certify();
    let address = serve(&certified, handler).await;
    let connection = connect(address, &certified).await.unwrap();
    let response = connection.oneshot(request()).await.unwrap();
    assert_eq!(response.body().bytes(), &b"\0"[..]);
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_an_error() {
    let handler = service_fn(async |_: Request| Err(Error::Overloaded));
    let address = serve(&certify(), handler).await;
    match connect(address, &certify()).await {
        Err(Error::Io(error)) => {
            assert!(error.to_string().contains("certificate"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn who_does_not_shake_hands_keeps_nobody_waiting_and_is_left() {
    let certified = certify();
    let acceptor = acceptor(&certified);
    let (connections, listener) = mpsc::channel(2);
    let mut listener = Handshake::new(listener, move |stream| acceptor.accept(stream))
        .timeout(Duration::from_secs(3));

    let (mut silent, server) = duplex(1024);
    connections.send(server).await.unwrap();
    let (client, server) = duplex(1024);
    connections.send(server).await.unwrap();

    let begun = Instant::now();
    let client = tokio::spawn(connector(&certified).connect(name(), client));
    listener.accept().await.unwrap();
    client.await.unwrap().unwrap();
    assert_eq!(begun.elapsed(), Duration::ZERO);

    let accept = async { listener.accept().await.map(drop) };
    tokio::select! {
        accepted = accept => panic!("{accepted:?}"),
        end = silent.read_u8() => assert!(end.is_err()),
    }
    assert_eq!(begun.elapsed(), Duration::from_secs(3));
}

#[tokio::test]
async fn there_is_room_for_one_handshake_at_least() {
    let (connections, listener) = mpsc::channel(1);
    let mut listener = Handshake::new(listener, |io| ready(Ok(io))).max(0);
    let (_client, server) = duplex(1024);
    connections.send(server).await.unwrap();
    listener.accept().await.unwrap();
}

/// The codec of a connection does not know what is below it.
#[tokio::test]
async fn metadata_goes_over_tls() {
    let handler = service_fn(async |request: Request| {
        let deadline = request.deadline().map(|deadline| deadline > Instant::now());
        assert_eq!(deadline, Some(true));
        request.reply(Ok::<_, CallError<Infallible>>(()))
    });
    let certified = certify();
    let address = serve(&certified, handler).await;
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let stream = connector(&certified).connect(name(), stream).await.unwrap();
    let (connection, driver) =
        Connection::new(stream, FrameCodec::new(Framing::TtHeader));
    tokio::spawn(driver);
    let mut request = request();
    request.set_deadline(Instant::now() + Duration::from_secs(3600));
    connection.oneshot(request).await.unwrap();
}
