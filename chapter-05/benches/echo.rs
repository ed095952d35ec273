//! Calls per second over one connection on loopback, at several numbers of calls in flight,
//! beside the least that could do the same work: a bare echo of frames that have a length
//! and 64 bytes, and no calls, no types, and no tasks but two.
//!
//! `cargo bench -p chapter-05`. Rounds of both alternate, and the median is reported, since
//! a machine is not equally fast all the time.

use std::{convert::Infallible, future::pending, time::Instant};

use futures::future::join_all;
use mini_lust::{
    ByteString,
    body::Protocol,
    call::{Request, Response},
    client::{Call, Client, Method},
    connect::{Connector, Tcp},
    connection::Connection,
    error::{DecodeError, Error},
    message::Message,
    protocol::{InputProtocol, OutputProtocol, WireType},
    server::Server,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tower::service_fn;

const ROUNDS: usize = 9;
const PAYLOAD: usize = 64;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let bare = Bare::start().await?;
    let ours = ours().await?;
    println!("in flight   bare echo/s   calls/s   of bare");
    for (in_flight, calls) in [(1, 20_000), (16, 100_000), (128, 300_000)] {
        let (mut bare_rates, mut our_rates) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            bare.echo(in_flight, calls).await?;
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

/// So many calls, by so many callers that each wait for one answer at a time.
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

struct Bare {
    address: std::net::SocketAddr,
}

const FRAME: usize = 4 + PAYLOAD;

impl Bare {
    async fn start() -> Result<Self, Error> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(Self::answer(stream));
            }
        });
        Ok(Self { address })
    }

    /// Answers all frames that have come together in one write.
    async fn answer(mut stream: TcpStream) -> Result<(), Error> {
        stream.set_nodelay(true)?;
        let mut buffer = Vec::with_capacity(64 * 1024);
        while stream.read_buf(&mut buffer).await? > 0 {
            let whole = whole_frames(&buffer);
            stream.write_all(&buffer[..whole]).await?;
            buffer.drain(..whole);
        }
        Ok(())
    }

    /// So many frames, so many of which are on their way at once.
    async fn echo(&self, in_flight: usize, calls: usize) -> Result<(), Error> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let mut frame = (PAYLOAD as u32).to_be_bytes().to_vec();
        frame.resize(FRAME, b'x');
        let frames = frame.repeat(in_flight);
        stream.write_all(&frames).await?;
        let (mut sent, mut received) = (in_flight, 0);
        let mut buffer = Vec::with_capacity(64 * 1024);
        while received < calls {
            stream.read_buf(&mut buffer).await?;
            let whole = whole_frames(&buffer);
            buffer.drain(..whole);
            received += whole / FRAME;
            // Each answer allows for another frame.
            let more = (whole / FRAME).min(calls.saturating_sub(sent));
            stream.write_all(&frames[..more * FRAME]).await?;
            sent += more;
        }
        Ok(())
    }
}

/// How many bytes of `buffer` are whole frames.
fn whole_frames(buffer: &[u8]) -> usize {
    let mut end = 0;
    while let Some(prefix) = buffer[end..].first_chunk() {
        let next = end + 4 + u32::from_be_bytes(*prefix) as usize;
        if next > buffer.len() {
            break;
        }
        end = next;
    }
    end
}
