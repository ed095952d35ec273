//! A browser without a window, spoken to through chromedriver: HTTP with JSON in it.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};

/// The driver and its browser, both of which end with this.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// A browser; none where chromedriver is not installed, which is said, unless the variable
/// `BOOK_BROWSER` is `required`.
pub fn start(test: &str) -> Option<Browser> {
    let driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut driver = match driver {
        Ok(driver) => driver,
        Err(error) => {
            let required = std::env::var_os("BOOK_BROWSER");
            assert!(
                required.is_none_or(|value| value != "required"),
                "no chromedriver: {error}"
            );
            skipped(test, "no chromedriver (Debian: chromium-driver)");
            return None;
        }
    };
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines.find_map(|line| {
        let line = line.unwrap();
        line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
    });
    // It goes on printing, and must not be stopped by a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    let mut browser = Browser { driver, port: port.unwrap(), session: String::new() };
    let arguments =
        ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];
    let session = browser.ask(
        "/session",
        json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 120_000 },
        } } }),
    );
    browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
    Some(browser)
}

/// axe-core, a program that looks for what shuts people out of a page: the file that the variable
/// `BOOK_AXE` names.
pub fn axe(test: &str) -> Option<String> {
    let Some(file) = std::env::var_os("BOOK_AXE") else {
        skipped(test, "BOOK_AXE does not name axe-core's axe.min.js");
        return None;
    };
    let read = std::fs::read_to_string(&file);
    Some(read.unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Says it. Not with `eprintln`, which shows nothing for a test that passes.
fn skipped(test: &str, reason: &str) {
    let text = format!("\nSKIPPED {test}: {reason}\n");
    std::io::stderr().write_all(text.as_bytes()).unwrap();
}

impl Browser {
    /// Makes the window of this width, in light or in dark.
    pub fn look(&self, width: u32, scheme: &str) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700 }),
        );
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
    }

    /// Makes the reader one who wants no motion.
    pub fn calm(&self) {
        let feature = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] }));
    }

    /// Opens a page, and waits until it is loaded.
    pub fn open(&self, address: &str) {
        self.in_session("/url", json!({ "url": address }));
    }

    /// Opens the page again. A new visit may be one of a new process, which may not know yet what
    /// the page stored a moment ago.
    pub fn reload(&self) {
        self.in_session("/refresh", json!({}));
    }

    /// Runs a function's body in the page, and returns what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.in_session("/execute/sync", json!({ "script": script, "args": [] }))
    }

    /// The same with a function's body that calls the last of its arguments with what it returns.
    pub fn run_later(&self, script: &str) -> Value {
        self.in_session("/execute/async", json!({ "script": script, "args": [] }))
    }

    /// What is wrong, as the console says since it was asked last.
    pub fn errors(&self) -> Vec<String> {
        let log = self.in_session("/se/log", json!({ "type": "browser" }));
        let entries = log.as_array().unwrap().iter();
        entries.map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    fn devtools(&self, command: &str, parameters: Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.in_session("/goog/cdp/execute", body);
    }

    fn in_session(&self, path: &str, body: Value) -> Value {
        self.ask(&format!("{}{path}", self.session), body)
    }

    fn ask(&self, path: &str, body: Value) -> Value {
        self.send("POST", path, &body.to_string())
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Value {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut stream = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            let line = line.trim().to_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer).unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        let value = &answer["value"];
        assert!(value.get("error").is_none(), "{path}: {value}");
        value.clone()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // Of a test that failed as well: the browser would outlive its driver.
            let end = || self.send("DELETE", &self.session, "");
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(end));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
