//! The whole shop, as `cargo run -- run` starts it.

use std::process::{ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines},
    net::TcpStream,
    process::{Child, ChildStdout, Command},
};

/// The shop, whose processes end with it.
pub struct Shop {
    process: Child,
    address: String,
    // What it prints later has to go somewhere.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Shop {
    /// Starts the shop. The front will give `notice` seconds of notice.
    pub async fn start(notice: u8, variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_chapter-08-shop"))
            .args(["run", "--http", "127.0.0.1:0", "--notice", &notice.to_string()])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            // As a shell does, so that signals go to all of its processes.
            .process_group(0)
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let hint = output.next_line().await.unwrap().unwrap();
        let address = hint.split('/').nth(2).unwrap().to_owned();
        Self { process, address, _output: output }
    }

    /// Returns the response to a request such as `GET /ready`.
    pub async fn request(&self, request: &str) -> String {
        let request = format!(
            "{request} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        );
        let mut http = TcpStream::connect(&self.address).await.unwrap();
        http.write_all(request.as_bytes()).await.unwrap();
        let mut response = String::new();
        http.read_to_string(&mut response).await.unwrap();
        response
    }

    /// Does what a terminal does at Ctrl-C.
    pub fn ctrl_c(&self) {
        self.signal(Signal::INT);
    }

    /// Waits until the shop has ended.
    pub async fn ended(mut self) -> ExitStatus {
        self.process.wait().await.unwrap()
    }

    fn signal(&self, signal: Signal) {
        if let Some(id) = self.process.id() {
            let id = Pid::from_raw(id.cast_signed()).unwrap();
            kill_process_group(id, signal).unwrap();
        }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
    }
}
