//! Servers of the simulated network.

use std::{future::pending, io, panic::resume_unwind, sync::Arc, time::Duration};

use mini_lust::{
    ApplicationException, Error, ExceptionType, Listener, Request, Response, Server,
    cluster::random::Random, stack, user::NotFound,
};
use tokio::{runtime::Handle, time::sleep};
use tokio_util::sync::CancellationToken;
use tower::{service_fn, util::rng::Rng};
use turmoil::net::{TcpListener, TcpStream};

use crate::{SECOND, ledger::Ledger};

/// Ends a server, with or without a farewell.
///
/// turmoil can crash a host, too, but it drops tasks in an order that depends on other tests.
#[derive(Clone, Default)]
pub struct Switch {
    pub stop: CancellationToken,
    pub kill: CancellationToken,
}

struct Simulated(TcpListener);

impl Listener for Simulated {
    type Io = TcpStream;

    async fn accept(&mut self) -> io::Result<TcpStream> {
        Ok(self.0.accept().await?.0)
    }
}

pub async fn serve(
    name: &'static str,
    ledger: Ledger,
    seed: u64,
    switch: Switch,
) -> turmoil::Result {
    let baseline = Handle::current().metrics().num_alive_tasks();
    let listener = Simulated(TcpListener::bind("0.0.0.0:9090").await?);
    serve_on(listener, name.into(), ledger, seed, switch).await;
    // Tasks that were cancelled end at their next turn.
    sleep(Duration::from_millis(1)).await;
    let left = Handle::current().metrics().num_alive_tasks();
    assert_eq!(left, baseline, "tasks stay at {name}");
    Ok(())
}

/// Serves until the switch is used.
pub async fn serve_on(
    listener: impl Listener,
    name: Arc<str>,
    ledger: Ledger,
    seed: u64,
    switch: Switch,
) {
    let handler = service_fn(move |request| {
        handle(Arc::clone(&name), ledger.clone(), seed, request)
    });
    let server = Server::new()
        .idle_timeout(10 * SECOND)
        .message_timeout(5 * SECOND)
        .write_timeout(5 * SECOND)
        .drain_timeout(5 * SECOND)
        .layer(stack::server().trace(None))
        .serve(listener, handler, switch.stop.cancelled_owned());
    tokio::select! {
        biased;
        () = switch.kill.cancelled() => {}
        () = server => {}
    }
}

/// Answers with the number of the call: usually soon, sometimes late, wrong or never.
async fn handle(
    name: Arc<str>,
    ledger: Ledger,
    seed: u64,
    request: Request,
) -> Result<Response, Error> {
    let NotFound { id } = request.body().decode()?;
    let times = ledger.run(id, &name);
    // It may end well the next time.
    let mut random = Random::seeded(seed ^ (id as u64) << 8 ^ times as u64);
    let millis = Duration::from_millis;
    match random.next_range(0..100) {
        _ if request.method() == "check" => {}
        0..10 => sleep(millis(random.next_range(0..4000))).await,
        10..14 => {
            return Err(ApplicationException::new(
                ExceptionType::INTERNAL_ERROR,
                "failed",
            )
            .into());
        }
        14..16 => resume_unwind(Box::new("a panic")),
        16..18 => pending().await,
        18..60 => sleep(millis(random.next_range(0..40))).await,
        _ => {}
    }
    Ok(Response::new(request.body().clone()))
}
