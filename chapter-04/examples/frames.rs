//! Replies on a real socket, in both protocols and both framings. The reader is told
//! nothing: it takes up what the first bytes of each connection tell.

use futures::{SinkExt, StreamExt};
use mini_lust::{
    Body, Error, FrameCodec, Framing, Protocol,
    protocol::{Header, MessageType},
    transport::codec::Frame,
    user::{GetUserException, NotFound, User},
};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::codec::Framed;

/// What `getUser` answers.
type Reply = Result<User, GetUserException>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    for protocol in [Protocol::Binary, Protocol::Compact] {
        for framing in [Framing::Framed, Framing::Unframed] {
            println!("{protocol:?}, {framing:?}");
            let (stream, accepted) =
                tokio::try_join!(TcpStream::connect(address), listener.accept())?;
            tokio::try_join!(
                send(Framed::new(stream, FrameCodec::new(framing)), protocol),
                receive(Framed::new(accepted.0, FrameCodec::detect())),
            )?;
        }
    }
    Ok(())
}

async fn send(
    mut frames: Framed<TcpStream, FrameCodec>,
    protocol: Protocol,
) -> Result<(), Error> {
    let ada = User { id: 1, name: "Ada".into(), ..User::default() };
    let replies: [Reply; 2] = [Ok(ada), Err(NotFound { id: 2 }.into())];
    for (sequence_id, reply) in (1..).zip(replies) {
        let ty = MessageType::Reply;
        let header = Header { method: "getUser".into(), ty, sequence_id };
        let body = Body::encode(protocol, &reply);
        frames.send(Frame::new(header, body)).await?;
    }
    Ok(())
}

async fn receive(mut frames: Framed<TcpStream, FrameCodec>) -> Result<(), Error> {
    while let Some(frame) = frames.next().await {
        let Frame { header, body, .. } = frame?;
        let reply = match body.decode::<Reply>()? {
            Ok(user) => user.name.to_string(),
            Err(exception) => exception.to_string(),
        };
        let len = body.bytes().len();
        println!("  {} #{}: {len} bytes, {reply}", header.method, header.sequence_id);
    }
    Ok(())
}
