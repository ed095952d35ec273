//! What the benchmarks call: a text comes back as it was sent.

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use futures::future::{BoxFuture, join_all};
use mini_lust::{
    ByteString, Call, Client, Error, Method, Request, Response,
    protocol::{DecodeError, InputProtocol, Message, OutputProtocol, WireType},
};
use tower::{Service, util::BoxCloneSyncService};

pub type Boxed = BoxCloneSyncService<Request, Response, Error>;

/// Makes calls from several callers, each of which waits for one answer at a time.
pub async fn echo(client: &Client<Boxed>, len: usize, in_flight: usize, calls: usize) {
    let text = ByteString::from("x".repeat(len));
    let callers = (0..in_flight).map(|_| {
        let (client, text) = (client.clone(), text.clone());
        tokio::spawn(async move {
            for _ in 0..calls / in_flight {
                let echoed = client.call(&EchoArgs { text: text.clone() }).await;
                assert_eq!(echoed.expect("an echo").len(), text.len());
            }
        })
    });
    for caller in join_all(callers).await {
        caller.expect("the caller does not panic");
    }
}

/// The arguments of `string echo(1: string text)`.
pub struct EchoArgs {
    pub text: ByteString,
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

/// Echoes.
#[derive(Clone, Copy)]
pub struct Handler;

impl Service<Request> for Handler {
    type Response = Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Response, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Box::pin(async move {
            let args: EchoArgs = request.body().decode()?;
            request.reply::<_, Infallible>(Ok(args.text))
        })
    }
}
