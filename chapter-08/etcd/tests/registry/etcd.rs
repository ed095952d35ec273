//! An etcd of one member, for a test.

use std::{
    io::Write,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use chapter_08_etcd::Registry;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::time::sleep;

pub struct Etcd {
    data: TempDir,
    client: String,
    peer: String,
    process: Option<Child>,
}

/// An etcd; none where it is not installed, which is said.
pub async fn start(test: &str) -> Option<Etcd> {
    if Command::new("etcd").arg("--version").stdout(Stdio::null()).status().is_err() {
        // Not `eprintln`, which shows nothing for a test that passes.
        let text = format!("\nSKIPPED {test}: no etcd (Debian: etcd-server)\n");
        std::io::stderr().write_all(text.as_bytes()).unwrap();
        return None;
    }
    // Both are open at the same time, so that they differ.
    let free = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    let [client, peer] = free.map(|it| format!("http://{}", it.local_addr().unwrap()));
    let data = tempfile::tempdir().unwrap();
    let mut etcd = Etcd { data, client, peer, process: None };
    etcd.start().await;
    Some(etcd)
}

impl Etcd {
    pub async fn start(&mut self) {
        let directory: PathBuf = self.data.path().join("etcd");
        let process = Command::new("etcd")
            .arg("--data-dir")
            .arg(directory)
            .args(["--listen-client-urls", &self.client])
            .args(["--advertise-client-urls", &self.client])
            .args(["--listen-peer-urls", &self.peer])
            .args(["--initial-advertise-peer-urls", &self.peer])
            .args(["--initial-cluster", &format!("default={}", self.peer)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.process = Some(process.unwrap());
        while !self.is_well().await {
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn is_well(&self) -> bool {
        let asked = reqwest::get(format!("{}/health", self.client)).await;
        asked.is_ok_and(|answer| answer.status().is_success())
    }

    /// Kills it. What it has said is on disk.
    pub fn stop(&mut self) {
        let mut process = self.process.take().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    pub fn registry(&self) -> Registry {
        Registry::new([&self.client])
    }

    /// Asks it, without the crate that is tested.
    pub async fn ask(&self, path: &str, body: Value) -> Value {
        let client = reqwest::Client::new();
        let answer = client.post(format!("{}{path}", self.client)).json(&body).send();
        let answer = answer.await.unwrap();
        let status = answer.status();
        let value = answer.json().await.unwrap();
        assert!(status.is_success(), "{path}: {value}");
        value
    }

    /// Makes an entry that has no lease.
    pub async fn put(&self, key: &str, value: &str) {
        let encoded = |text| BASE64_STANDARD.encode(text);
        let body = json!({ "key": encoded(key), "value": encoded(value) });
        self.ask("/v3/kv/put", body).await;
    }

    pub async fn delete(&self, key: &str) -> i64 {
        let body = json!({ "key": BASE64_STANDARD.encode(key) });
        let answer = self.ask("/v3/kv/deleterange", body).await;
        answer["header"]["revision"].as_str().unwrap().parse().unwrap()
    }
}

impl Drop for Etcd {
    fn drop(&mut self) {
        if self.process.is_some() {
            self.stop();
        }
    }
}
