//! Calls per second over one connection on loopback, at several numbers of calls in flight,
//! compared with the least that could do the same: a bare echo of a length and 64 bytes. It
//! has as many callers, and its writers gather frames as ours do. But its frames have no
//! header and no number, because replies come in order, and nothing in them has a type.
//!
//! `cargo bench -p chapter-05`. Rounds of both alternate, and the median is reported, because
//! a machine is not equally fast all the time.

use std::{
    collections::VecDeque,
    convert::Infallible,
    future::{pending, poll_fn},
    mem,
    sync::Mutex,
    task::Poll,
    time::Instant,
};

use bytes::{BufMut, Bytes, BytesMut};
use futures::future::join_all;
use mini_lust::{
    ByteString, Call, Client, Connection, Connector, Error, Method, Protocol, Request,
    Server, Tcp,
    protocol::{DecodeError, InputProtocol, Message, OutputProtocol, WireType},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, oneshot},
};
use tower::service_fn;

const ROUNDS: usize = 9;
const PAYLOAD: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let bare = bare().await?;
    let ours = ours().await?;
    println!("in flight   bare echo/s   calls/s   of bare");
    for (in_flight, calls) in [(1, 20_000), (16, 100_000), (128, 300_000)] {
        let (mut bare_rates, mut our_rates) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            echo_bare(&bare, in_flight, calls).await;
            bare_rates.push(calls as f64 / begin.elapsed().as_secs_f64());

            let begin = Instant::now();
            echo(&ours, in_flight, calls).await;
            our_rates.push(calls as f64 / begin.elapsed().as_secs_f64());
        }
        let (bare, ours) = (median(bare_rates), median(our_rates));
        println!("{in_flight:9}{bare:14.0}{ours:10.0}{:10.2}", ours / bare);
    }
    Ok(())
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

// === Ours ===

/// The arguments of `string echo(1: string text)`.
struct EchoArgs {
    text: ByteString,
}

impl Message for EchoArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.text);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut text = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Binary) => text = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let text = text.unwrap_or_default();
        Ok(Self { text })
    }
}

impl Method for EchoArgs {
    const NAME: &'static str = "echo";
}

impl Call for EchoArgs {
    type Reply = ByteString;
    type Exception = Infallible;
}

async fn ours() -> Result<Client<Connection>, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let handler = service_fn(|request: Request| async move {
        let args: EchoArgs = request.body().decode()?;
        request.reply::<_, Infallible>(Ok(args.text))
    });
    tokio::spawn(Server::new().serve(listener, handler, pending()));
    let connection = Connector::new(Tcp).connect(address).await?;
    Ok(Client::new(connection, Protocol::Binary))
}

/// Makes this many calls, by this many callers that each wait for one answer at a time.
async fn echo(client: &Client<Connection>, in_flight: usize, calls: usize) {
    let text = ByteString::from("x".repeat(PAYLOAD));
    let callers = (0..in_flight).map(|_| {
        let (client, text) = (client.clone(), text.clone());
        tokio::spawn(async move {
            for _ in 0..calls / in_flight {
                let echoed = client.call(&EchoArgs { text: text.clone() }).await;
                assert_eq!(echoed.expect("an echo").len(), PAYLOAD);
            }
        })
    });
    for caller in join_all(callers).await {
        caller.expect("the caller does not panic");
    }
}

// === Bare ===

/// A queue of frames to send, each with where to put its echo.
type Bare = mpsc::Sender<(Bytes, oneshot::Sender<Bytes>)>;

async fn bare() -> Result<Bare, Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let stream = TcpStream::connect(listener.local_addr()?).await?;
    let (accepted, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    accepted.set_nodelay(true)?;
    tokio::spawn(bare_server(accepted));
    let (frames, queue) = mpsc::channel(64);
    tokio::spawn(bare_client(stream, queue));
    Ok(frames)
}

/// Answers all frames that have arrived together in one write.
async fn bare_server(mut stream: TcpStream) -> Result<(), Error> {
    let (mut input, mut output) = (BytesMut::new(), BytesMut::new());
    input.reserve(READ);
    while stream.read_buf(&mut input).await? > 0 {
        while let Some(payload) = take_frame(&mut input) {
            put_frame(&mut output, &payload);
        }
        stream.write_all_buf(&mut output).await?;
        input.reserve(READ);
    }
    Ok(())
}

async fn bare_client(
    stream: TcpStream,
    mut queue: mpsc::Receiver<(Bytes, oneshot::Sender<Bytes>)>,
) -> Result<(), Error> {
    let (mut read, mut write) = stream.into_split();
    let waiting = Mutex::new(VecDeque::new());
    let send = async {
        let mut output = BytesMut::new();
        while let Some((payload, echo)) = queue.recv().await {
            put_frame(&mut output, &payload);
            let others = waiting.lock().unwrap().len();
            waiting.lock().unwrap().push_back(echo);
            if others > 0 {
                others_first().await;
            }
            while let Ok((payload, echo)) = queue.try_recv() {
                put_frame(&mut output, &payload);
                waiting.lock().unwrap().push_back(echo);
            }
            write.write_all_buf(&mut output).await?;
        }
        Ok(())
    };
    let receive = async {
        let mut input = BytesMut::with_capacity(READ);
        while read.read_buf(&mut input).await? > 0 {
            while let Some(payload) = take_frame(&mut input) {
                let echo = waiting.lock().unwrap().pop_front().expect("one waits");
                drop(echo.send(payload));
            }
            input.reserve(READ);
        }
        Ok(())
    };
    tokio::try_join!(send, receive).map(drop)
}

/// As in our writer.
async fn others_first() {
    let mut yielded = false;
    poll_fn(|cx| match mem::replace(&mut yielded, true) {
        true => Poll::Ready(()),
        false => {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await;
}

/// How many bytes one read may bring: the same as ours.
const READ: usize = 8 * 1024;

fn put_frame(buffer: &mut BytesMut, payload: &[u8]) {
    buffer.put_u32(payload.len() as u32);
    buffer.put_slice(payload);
}

fn take_frame(buffer: &mut BytesMut) -> Option<Bytes> {
    let len = 4 + u32::from_be_bytes(*buffer.first_chunk()?) as usize;
    (buffer.len() >= len).then(|| buffer.split_to(len).freeze().slice(4..))
}

/// Makes this many echoes, for this many callers that each wait for one at a time.
async fn echo_bare(bare: &Bare, in_flight: usize, calls: usize) {
    let payload = Bytes::from("x".repeat(PAYLOAD));
    let callers = (0..in_flight).map(|_| {
        let (bare, payload) = (bare.clone(), payload.clone());
        tokio::spawn(async move {
            for _ in 0..calls / in_flight {
                let (sender, echo) = oneshot::channel();
                bare.send((payload.clone(), sender)).await.expect("the client lives");
                assert_eq!(echo.await.expect("an echo").len(), PAYLOAD);
            }
        })
    });
    for caller in join_all(callers).await {
        caller.expect("the caller does not panic");
    }
}
