//! etcd's JSON gateway: its gRPC API over HTTP/1.1, with keys and values in Base64.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use reqwest::{Client, Response, StatusCode, header::AUTHORIZATION};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::{Value, json};

/// Why etcd did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No member answered; this is what came of the last.
    #[error("cannot ask etcd at {member}")]
    Unreachable {
        /// The member's address.
        member: String,
        /// Why it did not answer.
        source: reqwest::Error,
    },
    /// etcd answered that it will not, for example because the password is wrong.
    #[error("etcd at {member} refuses {path}: {message}")]
    Refused {
        /// The member's address.
        member: String,
        /// What was asked.
        path: &'static str,
        /// etcd's reason.
        message: String,
    },
}

const TIMEOUT: Duration = Duration::from_secs(3);

/// What asks the members of a cluster.
pub(crate) struct Gateway {
    http: Client,
    members: Vec<String>,
    /// The member that is asked first: the last that answered.
    current: AtomicUsize,
    user: Option<(String, String)>,
    token: Mutex<Option<String>>,
}

/// An entry.
#[derive(Debug, Deserialize)]
pub(crate) struct KeyValue {
    #[serde(deserialize_with = "text")]
    pub key: String,
    #[serde(default, deserialize_with = "bytes")]
    pub value: Vec<u8>,
}

impl Gateway {
    pub(crate) fn new(members: Vec<String>) -> Self {
        assert!(!members.is_empty(), "etcd has an address");
        // A watch may be silent for long, so only the socket tells whether etcd is there.
        let http = Client::builder()
            .connect_timeout(TIMEOUT)
            .tcp_keepalive(Duration::from_secs(5))
            .tcp_keepalive_interval(Duration::from_secs(5))
            .tcp_keepalive_retries(2);
        Self {
            http: http.build().expect("these options are valid"),
            members,
            current: AtomicUsize::new(0),
            user: None,
            token: Mutex::default(),
        }
    }

    pub(crate) fn with_user(&self, name: &str, password: &str) -> Self {
        let user = Some((name.to_owned(), password.to_owned()));
        Self { user, ..Self::new(self.members.clone()) }
    }

    /// Asks for one answer.
    pub(crate) async fn ask<T>(
        &self,
        path: &'static str,
        body: &Value,
    ) -> Result<T, Error>
    where
        T: DeserializeOwned,
    {
        let (member, response) = self.send(path, body, Some(TIMEOUT)).await?;
        let parsed = response.json().await;
        parsed.map_err(|source| Error::Unreachable { member: member.to_owned(), source })
    }

    /// Asks for answers that come one after the other, for as long as it takes.
    pub(crate) async fn watch(&self, body: &Value) -> Result<Response, Error> {
        Ok(self.send("/v3/watch", body, None).await?.1)
    }

    async fn send(
        &self,
        path: &'static str,
        body: &Value,
        timeout: Option<Duration>,
    ) -> Result<(&str, Response), Error> {
        let sent = self.send_once(path, body, timeout).await;
        // A token ends with its time, or with a restart of etcd.
        match sent {
            Err(Error::Refused { message, .. })
                if self.user.is_some() && message.contains("invalid auth token") =>
            {
                *self.token() = None;
                self.send_once(path, body, timeout).await
            }
            sent => sent,
        }
    }

    async fn send_once(
        &self,
        path: &'static str,
        body: &Value,
        timeout: Option<Duration>,
    ) -> Result<(&str, Response), Error> {
        let token = self.token().clone();
        let token = match (&self.user, token) {
            (Some(user), None) => Some(self.log_in(user).await?),
            (_, token) => token,
        };
        self.post(path, body, token, timeout).await
    }

    async fn log_in(
        &self,
        (name, password): &(String, String),
    ) -> Result<String, Error> {
        #[derive(Deserialize)]
        struct Answer {
            token: String,
        }
        let path = "/v3/auth/authenticate";
        let body = json!({ "name": name, "password": password });
        let (member, response) = self.post(path, &body, None, Some(TIMEOUT)).await?;
        let answer = response.json::<Answer>().await;
        let unreachable =
            |source| Error::Unreachable { member: member.to_owned(), source };
        let token = answer.map_err(unreachable)?.token;
        *self.token() = Some(token.clone());
        Ok(token)
    }

    /// Asks the members in turn, until one answers.
    async fn post(
        &self,
        path: &'static str,
        body: &Value,
        token: Option<String>,
        timeout: Option<Duration>,
    ) -> Result<(&str, Response), Error> {
        let first = self.current.load(Ordering::Relaxed);
        let mut tried = 0;
        loop {
            let number = (first + tried) % self.members.len();
            let member = &self.members[number];
            let mut request = self.http.post(format!("{member}{path}")).json(body);
            if let Some(timeout) = timeout {
                request = request.timeout(timeout);
            }
            if let Some(token) = &token {
                request = request.header(AUTHORIZATION, token);
            }
            tried += 1;
            match request.send().await {
                Ok(response) => {
                    self.current.store(number, Ordering::Relaxed);
                    let response = accepted(member, path, response).await?;
                    return Ok((member, response));
                }
                Err(source) if tried >= self.members.len() => {
                    return Err(Error::Unreachable { member: member.clone(), source });
                }
                Err(_) => (),
            }
        }
    }

    fn token(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn accepted(
    member: &str,
    path: &'static str,
    response: Response,
) -> Result<Response, Error> {
    #[derive(Deserialize)]
    struct Refusal {
        message: String,
    }
    if response.status() == StatusCode::OK {
        return Ok(response);
    }
    let status = response.status();
    let message = match response.json::<Refusal>().await {
        Ok(refusal) => refusal.message,
        Err(_) => status.to_string(),
    };
    Err(Error::Refused { member: member.to_owned(), path, message })
}

/// A text as etcd takes it.
pub(crate) fn encoded(text: &str) -> String {
    BASE64_STANDARD.encode(text)
}

/// Deserializes an integer of 64 bits, which JSON has as a text.
pub(crate) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map_err(serde::de::Error::custom)
}

fn bytes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    BASE64_STANDARD.decode(text).map_err(serde::de::Error::custom)
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(String::from_utf8_lossy(&bytes(from)?).into_owned())
}
