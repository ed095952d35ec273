//! Serves the book on this machine, and reloads its pages when they or the code change.
//!
//! Every page ends with a script that knows which build it is from. It asks the server for news,
//! and the answer comes when there is a newer build.

use crate::build;
use crate::problem::Problems;
use crate::repo::Repo;
use crate::watch::Watch;
use anyhow::{Context, Result};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::{Router, routing};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// The address at which pages ask for news.
const NEWS: &str = "/__news";

/// A book that is being served.
pub struct Server {
    listener: std::net::TcpListener,
    repo: Repo,
    watch: Watch,
    dir: std::path::PathBuf,
    version: u64,
}

impl Server {
    /// Builds the book, and takes the address. A port of 0 is any free one.
    ///
    /// # Errors
    ///
    /// The book does not build, or the address is in use.
    pub fn start(repo: &Repo, host: IpAddr, port: u16) -> Result<Server> {
        let listener = std::net::TcpListener::bind((host, port)).with_context(|| {
            format!("cannot serve at {host}:{port}; choose another port with --port, or any with --port 0")
        })?;
        // Before the build, so that no change is missed.
        let watch = Watch::new(repo)?;
        let version = now();
        let dir = build(repo, version)?;
        Ok(Server { listener, repo: repo.clone(), watch, dir, version })
    }

    /// Where the book is.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves, and builds again whenever something changes, until the process ends.
    pub fn run(self) -> Result<()> {
        let (news, latest) = watch::channel(self.version);
        let (repo, watch) = (self.repo, self.watch);
        std::thread::spawn(move || rebuild(&repo, watch, &news));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        runtime.block_on(async {
            self.listener.set_nonblocking(true)?;
            let listener = TcpListener::from_std(self.listener)?;
            axum::serve(listener, routes(&self.dir, latest)).await?;
            Ok(())
        })
    }
}

/// Builds whenever something changes. A build that fails leaves the old book.
fn rebuild(repo: &Repo, mut watch: Watch, news: &watch::Sender<u64>) {
    loop {
        let changed = match watch.wait() {
            Ok(Some(path)) => repo.relative(&path),
            Ok(None) => return,
            Err(error) => {
                eprintln!("{error:#}; pages no longer reload");
                return;
            }
        };
        let (started, version) = (Instant::now(), now());
        match build(repo, version) {
            Ok(_) => {
                let took = started.elapsed().as_millis();
                println!("{changed} changed: built in {took} ms");
                news.send_replace(version);
            }
            Err(error) => eprintln!(
                "{changed} changed, but the book does not build:\n{}",
                report(&error)
            ),
        }
    }
}

/// An error as the terminal shows it: problems speak for themselves.
fn report(error: &anyhow::Error) -> String {
    match error.downcast_ref::<Problems>() {
        Some(problems) => problems.to_string(),
        None => format!("{error:#}"),
    }
}

fn build(repo: &Repo, version: u64) -> Result<std::path::PathBuf> {
    let options = build::Options {
        footer: format!(
            "\n\n<script>{}</script>\n",
            SCRIPT.replace("VERSION", &version.to_string())
        ),
        site_url: Some("/".to_owned()),
    };
    build::build(repo, &options)
}

/// On one line, since it stands in Markdown; once in a page, even in the one with all pages.
const SCRIPT: &str = "window.news ??= new EventSource('/__news?than=VERSION'); \
    window.news.onmessage = () => location.reload();";

fn routes(dir: &Path, latest: watch::Receiver<u64>) -> Router {
    let missing = ServeFile::new(dir.join("404.html"));
    let fresh = HeaderValue::from_static("no-store");
    Router::new()
        .route(NEWS, routing::get(wait_for_news))
        .fallback_service(ServeDir::new(dir).not_found_service(missing))
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, fresh))
        .with_state(latest)
}

#[derive(serde::Deserialize)]
struct News {
    than: u64,
}

/// Sends a message once there is another build than the one that the page is from.
async fn wait_for_news(
    Query(News { than }): Query<News>,
    State(latest): State<watch::Receiver<u64>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let newer = WatchStream::new(latest).filter(move |version| *version != than);
    let messages = newer.map(|version| Ok(Event::default().data(version.to_string())));
    Sse::new(messages).keep_alive(KeepAlive::default())
}

/// A number that no earlier build has, even one of an earlier server.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::try_from(now.as_nanos()).unwrap_or(u64::MAX))
}
