//! Serves the book on this machine, and reloads its pages when they or the code change.
//!
//! Every page asks the server for news, and the answer comes when there is another version of it.

use crate::live::{Book, Versions};
use crate::problem::Problems;
use crate::repo::Repo;
use crate::watch::{Waited, Watch};
use anyhow::{Context, Result};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::{Router, routing};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// The address at which pages ask for news.
const NEWS: &str = "/__news";

/// After this long without a change, the search index is made anew.
const LULL: Duration = Duration::from_secs(10);

/// A book that is being served.
pub struct Server {
    listener: std::net::TcpListener,
    repo: Repo,
    watch: Watch,
    book: Book,
    dir: PathBuf,
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
        let (book, dir) = Book::build(repo)?;
        Ok(Server { listener, repo: repo.clone(), watch, book, dir })
    }

    /// Where the book is.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Serves, and builds again whenever something changes, until the process ends.
    pub fn run(self) -> Result<()> {
        let (news, latest) = watch::channel(Arc::new(self.book.versions().clone()));
        let (repo, watch, book) = (self.repo, self.watch, self.book);
        std::thread::spawn(move || rebuild(&repo, watch, book, &news));
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
fn rebuild(
    repo: &Repo,
    mut watch: Watch,
    mut book: Book,
    news: &watch::Sender<Arc<Versions>>,
) {
    loop {
        let limit = (!book.is_complete()).then_some(LULL);
        let changed = match watch.wait(limit) {
            Ok(Waited::Changed(path)) => repo.relative(&path),
            Ok(Waited::Nothing) => {
                // What is wrong with the book has been said.
                let _ = book.complete();
                continue;
            }
            Ok(Waited::End) => return,
            Err(error) => {
                eprintln!("{error:#}; pages no longer reload");
                return;
            }
        };
        let started = Instant::now();
        match book.update() {
            Ok(0) => {}
            Ok(pages) => {
                let took = started.elapsed().as_millis();
                let pages = if pages == 1 {
                    "a page".to_owned()
                } else {
                    format!("{pages} pages")
                };
                println!("{changed} changed: {pages} built in {took} ms");
                news.send_replace(Arc::new(book.versions().clone()));
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

fn routes(dir: &Path, latest: watch::Receiver<Arc<Versions>>) -> Router {
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
    page: PathBuf,
    than: u64,
}

/// Sends a message once there is another version of the page than the one that asks.
async fn wait_for_news(
    Query(News { page, than }): Query<News>,
    State(latest): State<watch::Receiver<Arc<Versions>>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let version = move |versions: Arc<Versions>| {
        versions.get(&page).copied().filter(|version| *version != than)
    };
    let newer = WatchStream::new(latest).filter_map(version);
    let messages = newer.map(|version| Ok(Event::default().data(version.to_string())));
    Sse::new(messages).keep_alive(KeepAlive::default())
}
