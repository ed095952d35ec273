//! The book is served, and a page learns that there is a newer one.

mod fixture;

use book::live::Book;
use book::serve::Server;
use fixture::Fixture;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};

const HOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Serves a book on any free port. The server's thread ends with the test's process.
fn start(fixture: &Fixture) -> SocketAddr {
    let server = Server::start(&fixture.repo, HOST, 0).unwrap();
    let address = server.address().unwrap();
    std::thread::spawn(move || server.run());
    address
}

fn request(address: SocketAddr, path: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .unwrap();
    BufReader::new(stream)
}

fn get(address: SocketAddr, path: &str) -> String {
    let mut answer = String::new();
    request(address, path).read_to_string(&mut answer).unwrap();
    answer
}

/// Where the page asks for news.
fn news(page: &str) -> &str {
    let start = page.find("/__news?page=").unwrap();
    page[start..].split('\'').next().unwrap()
}

/// Waits for the message that there is a newer build.
fn wait(mut news: BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        assert_ne!(news.read_line(&mut line).unwrap(), 0, "the server hung up");
    }
}

#[test]
fn pages_are_served_and_missing_ones_are_not() {
    let fixture = Fixture::new();
    let address = start(&fixture);
    let page = get(address, "/two.html");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("text/html") && page.contains("Who is greeted"), "{page}");
    assert!(get(address, "/three.html").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_page_learns_of_a_change_in_the_book_and_in_a_chapter() {
    let fixture = Fixture::new();
    let address = start(&fixture);
    let page = get(address, "/two.html");
    let waiting = request(address, news(&page));
    fixture.edit("book/en/two.md", "{{#diff chapter-02/Cargo.toml}}", "Changed prose.");
    wait(waiting);
    let page = get(address, "/two.html");
    assert!(page.contains("Changed prose."), "{page}");

    let waiting = request(address, news(&page));
    fixture.edit("chapter-02/src/lib.rs", "Who is greeted", "Who will be greeted");
    wait(waiting);
    assert!(get(address, "/two.html").contains("Who will be greeted"));
}

#[test]
fn only_pages_that_changed_are_built_again() {
    let fixture = Fixture::new();
    fixture.pages(&[("one.md", "# One\n"), ("two.md", "# Two\n")]);
    let (mut book, dir) = Book::build(&fixture.repo).unwrap();
    let read = |page: &str| std::fs::read_to_string(dir.join(page)).unwrap();
    let two = read("two.html");
    fixture.write("book/en/one.md", "# Uno\n");
    fixture.write("book/en/one.md~", "# One\n");
    assert_eq!(book.update().unwrap(), 1);
    assert!(read("one.html").contains("Uno") && read("index.html").contains("Uno"));
    assert_eq!(read("two.html"), two);
    // The search index comes later.
    assert!(!book.is_complete() && !read("searchindex.js").contains("Uno"));
    book.complete().unwrap();
    assert!(book.is_complete() && read("searchindex.js").contains("Uno"));
    assert_eq!(book.update().unwrap(), 0);
    // The table of contents is in all pages.
    fixture.pages(&[("one.md", "# Uno\n"), ("three.md", "# Three\n")]);
    assert_eq!(book.update().unwrap(), 2);
    assert!(read("three.html").contains("Three") && !dir.join("two.html").exists());
}

#[test]
fn a_page_that_is_outdated_already_learns_it_at_once() {
    let fixture = Fixture::new();
    let address = start(&fixture);
    wait(request(address, "/__news?page=two.html&than=1"));
}

#[test]
fn the_old_book_is_served_until_the_new_one_builds() {
    let fixture = Fixture::new();
    let address = start(&fixture);
    let page = get(address, "/two.html");
    let waiting = request(address, news(&page));
    fixture.edit("book/en/two.md", "{{#diff chapter-02/Cargo.toml}}", "{{#diff gone}}");
    // Whether or not the server has seen that by now, what it has built is the old book.
    assert!(get(address, "/two.html").contains("Who is greeted"));
    fixture.edit("book/en/two.md", "{{#diff gone}}", "Mended.");
    wait(waiting);
    assert!(get(address, "/two.html").contains("Mended."));
}

#[test]
fn a_port_in_use_is_told_with_the_remedy() {
    let fixture = Fixture::new();
    let address = start(&fixture);
    let error = match Server::start(&fixture.repo, HOST, address.port()) {
        Ok(_) => panic!("the port is in use"),
        Err(error) => format!("{error:#}"),
    };
    assert!(error.contains(&address.to_string()) && error.contains("--port"), "{error}");
}
