//! A transport that plays a script of responses and records the requests and their times.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::description::{Api, Errors, Idempotency, Operation, Scheme};
use specwright_runtime::reqwest::header::CONTENT_TYPE;
use specwright_runtime::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use specwright_runtime::{Client, ClientBuilder, StatusCode};
use tokio::time::Instant;

/// The outcome of a request.
#[derive(Clone, Debug)]
pub enum Turn {
    /// A status and headers.
    Status(u16, Vec<(&'static str, String)>),
    /// A status, headers and a body.
    Full(u16, Vec<(&'static str, String)>, &'static str),
    /// A success with a body.
    Body(String),
    /// A success with a body of this media type.
    Typed(&'static str, &'static str),
    /// The connection is refused.
    Refused,
    /// The connection breaks.
    Broken,
    /// No response until the request times out.
    Silence,
    /// No response at all, whatever the timeout of the request.
    Hanging,
}

/// Plays its turns in order, and repeats the last one.
#[derive(Clone, Debug)]
pub struct Script(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    turns: VecDeque<Turn>,
    received: Vec<HttpRequest>,
    times: Vec<Instant>,
}

impl Script {
    pub fn new(turns: impl IntoIterator<Item = Turn>) -> Self {
        Self(Arc::new(Mutex::new(State {
            turns: turns.into_iter().collect(),
            received: Vec::new(),
            times: Vec::new(),
        })))
    }

    /// A script of statuses without headers.
    pub fn of(statuses: &[u16]) -> Self {
        Self::new(statuses.iter().map(|status| Turn::Status(*status, Vec::new())))
    }

    pub fn received(&self) -> Vec<HttpRequest> {
        self.0.lock().unwrap().received.clone()
    }

    pub fn count(&self) -> u32 {
        u32::try_from(self.received().len()).unwrap()
    }

    /// The waits before each request but the first.
    pub fn waits(&self) -> Vec<Duration> {
        let state = self.0.lock().unwrap();
        state.times.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// A client that uses this transport.
    pub fn client(&self) -> Client {
        self.client_with(|builder| builder)
    }

    pub fn client_with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        change(Client::builder(&API).endpoint("http://e.org").transport(self.clone())).build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let (turn, limit) = {
            let mut state = self.0.lock().unwrap();
            let limit = request.timeout;
            state.received.push(request);
            state.times.push(Instant::now());
            let turn = match state.turns.len() {
                1 => state.turns.front().cloned(),
                _ => state.turns.pop_front(),
            };
            (turn.expect("a script has at least one turn"), limit)
        };
        Box::pin(async move {
            match turn {
                Turn::Status(status, headers) => Ok(response(status, headers, "")),
                Turn::Full(status, headers, body) => Ok(response(status, headers, body)),
                Turn::Body(body) => {
                    let body = body.into_bytes().into();
                    Ok(HttpResponse { status: StatusCode::OK, headers: Default::default(), body })
                }
                Turn::Typed(media_type, body) => {
                    let headers = [(CONTENT_TYPE, media_type.parse().unwrap())].into_iter().collect();
                    Ok(HttpResponse { status: StatusCode::OK, headers, body: body.into() })
                }
                Turn::Refused => Err(TransportError::new("refused").while_connecting(true)),
                Turn::Broken => Err(TransportError::new("broken")),
                Turn::Hanging => std::future::pending().await,
                Turn::Silence => {
                    tokio::time::sleep(limit.expect("a silent turn needs a timeout")).await;
                    Err(TransportError::new("no response").by_timeout(true))
                }
            }
        })
    }
}

fn response(status: u16, headers: Vec<(&'static str, String)>, body: &'static str) -> HttpResponse {
    let headers = headers.into_iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    let status = StatusCode::from_u16(status).unwrap();
    HttpResponse { status, headers: headers.collect(), body: body.into() }
}

pub static API: Api = Api {
    name: "sample",
    user_agent: "",
    servers: &[],
    params: &[],
    endpoint_env: &[],
    schemes: &[],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

/// An operation with this method.
pub const fn operation(method: &'static str, idempotency: Option<Idempotency>) -> Operation {
    Operation { id: "Op", method, path: "/x", security: &[], servers: None, idempotency }
}

pub static GET: Operation = operation("GET", None);
pub static PUT: Operation = operation("PUT", None);
pub static POST: Operation = operation("POST", None);

/// A security scheme of this kind.
pub const fn scheme(name: &'static str, kind: specwright_runtime::description::SchemeKind) -> Scheme {
    Scheme { name, method: name, kind, headers: &[], env: &[] }
}
