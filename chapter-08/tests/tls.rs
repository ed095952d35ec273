//! TLS is another kind of io.

use std::{
    convert::Infallible,
    future::{pending, ready},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use mini_lust::{
    Body, Bytes, CallError, Connection, Connector, Error, FrameCodec, Framing, Listener,
    Protocol, Request, RpcService, Server,
    rpc::{
        handshake::Handshake,
        tls::{self, Tls},
    },
};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::{
    io::{AsyncReadExt, duplex},
    net::TcpListener,
    sync::mpsc,
    time::Instant,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore, ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, ServerName},
        server::{ClientHello, ResolvesServerCert, WebPkiClientVerifier},
        sign,
    },
};
use tower::{ServiceExt, service_fn};

type Certified = CertifiedKey<KeyPair>;

fn certify() -> Certified {
    generate_simple_self_signed(["users.internal".into()]).expect("a good name")
}

fn key(certified: &Certified) -> PrivateKeyDer<'static> {
    PrivateKeyDer::Pkcs8(certified.signing_key.serialize_der().into())
}

fn server_config(certified: &Certified) -> ServerConfig {
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key(certified))
        .expect("they fit together")
}

fn roots(trusted: &Certified) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.cert.der().clone()).expect("it signs itself");
    roots
}

/// Trusts servers that have this certificate.
fn client_config(trusted: &Certified) -> ClientConfig {
    ClientConfig::builder().with_root_certificates(roots(trusted)).with_no_client_auth()
}

/// Makes TLS clients of connections.
fn connector(trusted: &Certified) -> TlsConnector {
    TlsConnector::from(Arc::new(client_config(trusted)))
}

fn name() -> ServerName<'static> {
    ServerName::try_from("users.internal").expect("a good name")
}

/// Serves over TLS on a free port, which it returns.
async fn serve(certified: &Certified, handler: impl RpcService + Clone) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let listener = tls::listen(listener, server_config(certified));
    tokio::spawn(Server::new().serve(listener, handler, pending()));
    address
}

async fn connect(address: SocketAddr, trusted: &Certified) -> Result<Connection, Error> {
    Connector::new(Tls::new(client_config(trusted), name())).connect(address).await
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
    let (connections, listener) = mpsc::channel(2);
    let mut listener =
        tls::listen(listener, server_config(&certified)).timeout(Duration::from_secs(3));

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

#[tokio::test]
async fn tls_goes_over_any_io() {
    let certified = certify();
    let (near, far) = duplex(1024);
    let (connections, listener) = mpsc::channel(1);
    connections.send(far).await.unwrap();
    let mut listener = tls::listen(listener, server_config(&certified));
    let near = Arc::new(Mutex::new(Some(near)));
    let make = service_fn(move |()| {
        ready(Ok::<_, Error>(near.lock().unwrap().take().unwrap()))
    });
    let connecting = Tls::new(client_config(&certified), name()).over(make).oneshot(());
    let (client, server) = tokio::join!(connecting, listener.accept());
    client.unwrap();
    server.unwrap();
}

#[tokio::test]
async fn a_server_may_ask_its_clients_who_they_are() {
    let (server, client) = (certify(), certify());
    let clients =
        WebPkiClientVerifier::builder(Arc::new(roots(&client))).build().unwrap();
    let config = ServerConfig::builder()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![server.cert.der().clone()], key(&server))
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let handler = service_fn(async |request: Request| {
        request.reply(Ok::<_, CallError<Infallible>>(()))
    });
    let listener = tls::listen(listener, config);
    tokio::spawn(Server::new().serve(listener, handler, pending()));

    let config = ClientConfig::builder().with_root_certificates(roots(&server));
    let known =
        config.with_client_auth_cert(vec![client.cert.der().clone()], key(&client));
    let connector = Connector::new(Tls::new(known.unwrap(), name()));
    let connection = connector.connect(address).await.unwrap();
    connection.oneshot(request()).await.unwrap();

    // In TLS 1.3 a client hears only after its handshake that the server refused it.
    let stranger = Connector::new(Tls::new(client_config(&server), name()));
    let refused = match stranger.connect(address).await {
        Ok(connection) => connection.oneshot(request()).await.map(drop),
        Err(error) => Err(error),
    };
    assert!(refused.is_err(), "{refused:?}");
}

/// The certificate in use, which may be replaced at any time.
#[derive(Debug)]
struct Newest(Mutex<Arc<sign::CertifiedKey>>);

impl ResolvesServerCert for Newest {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<sign::CertifiedKey>> {
        Some(Arc::clone(&self.0.lock().unwrap()))
    }
}

#[tokio::test]
async fn a_certificate_is_renewed_while_the_server_runs() {
    let signed = |certified: &Certified| {
        let key = ring::sign::any_supported_type(&key(certified)).unwrap();
        Arc::new(sign::CertifiedKey::new(vec![certified.cert.der().clone()], key))
    };
    let (old, new) = (certify(), certify());
    let newest = Arc::new(Newest(Mutex::new(signed(&old))));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_cert_resolver(Arc::<Newest>::clone(&newest));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let handler = service_fn(async |request: Request| {
        request.reply(Ok::<_, CallError<Infallible>>(()))
    });
    let listener = tls::listen(listener, config);
    tokio::spawn(Server::new().serve(listener, handler, pending()));

    let before = connect(address, &old).await.unwrap();
    *newest.0.lock().unwrap() = signed(&new);
    connect(address, &old).await.unwrap_err();
    let after = connect(address, &new).await.unwrap();
    // Connections that are there already stay.
    before.oneshot(request()).await.unwrap();
    after.oneshot(request()).await.unwrap();
}
