//! An authorization server with the service that accepts its tokens, and clients of both.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::auth::OAuth2;
use specwright_runtime::description::{Api, Operation, Scheme, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::{BoxFuture, HttpRequest, HttpResponse, Transport, TransportError};
use specwright_runtime::{Client, Error, HeaderMap, StatusCode};
use tokio::time::sleep;

use crate::script::{self, operation, scheme};

pub const OAUTH: SchemeKind = SchemeKind::OAuth2 {
    token_url: Some("https://id.example.com/token"),
    refresh_url: Some("https://id.example.com/refresh"),
};

pub static API: Api = Api {
    schemes: &[
        scheme("oauth", OAUTH),
        scheme("bare", SchemeKind::OAuth2 { token_url: None, refresh_url: None }),
        scheme("oidc", SchemeKind::OpenIdConnect("https://id.example.com/.well-known/openid-configuration")),
        Scheme { env: &[&["ID", "SECRET"], &["TOKEN"]], ..scheme("env", OAUTH) },
        scheme("mtls", SchemeKind::MutualTls),
    ],
    ..script::API
};
pub static GET: Operation = Operation { security: &[&["oauth"]], ..operation("GET", None) };
pub static POST: Operation = Operation { security: &[&["oauth"]], ..operation("POST", None) };

pub type Decide = dyn Fn(usize, &HttpRequest) -> (u16, String) + Send + Sync;

/// An authorization server, and the service that accepts its tokens.
#[derive(Clone)]
pub struct Realm {
    decide: Arc<Decide>,
    pub received: Arc<Mutex<Vec<HttpRequest>>>,
}

impl fmt::Debug for Realm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Realm")
    }
}

impl Realm {
    /// The first argument of `decide` is the number of tokens requested so far.
    pub fn new(decide: impl Fn(usize, &HttpRequest) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self { decide: Arc::new(decide), received: Arc::default() }
    }

    /// Issues the tokens `t0`, `t1` …, valid for this many seconds, and accepts any token.
    pub fn issuing(seconds: u32) -> Self {
        Self::new(move |asked, request| match request.url.host_str() {
            Some("id.example.com") => {
                (200, format!(r#"{{"access_token":"t{asked}","token_type":"Bearer","expires_in":{seconds}}}"#))
            }
            _ => (200, String::new()),
        })
    }

    pub fn client(&self, credential: OAuth2) -> Client {
        let builder = Client::builder(&API).endpoint("https://api.example.com").transport(self.clone());
        builder.credential("oauth", credential).build().unwrap()
    }

    /// The requests for tokens and discovery documents, each as URL, `Authorization` and body.
    pub fn token_requests(&self) -> Vec<String> {
        self.lines(|host| host == "id.example.com")
    }

    /// The tokens that the service received.
    pub fn tokens(&self) -> Vec<String> {
        let lines = self.lines(|host| host != "id.example.com");
        lines.iter().map(|line| line.split(" Bearer ").nth(1).unwrap().trim().to_owned()).collect()
    }

    pub fn lines(&self, wanted: fn(&str) -> bool) -> Vec<String> {
        let received = self.received.lock().unwrap();
        let wanted = received.iter().filter(|request| wanted(request.url.host_str().unwrap()));
        let header = |request: &HttpRequest| {
            request.headers.get("authorization").map_or("-".to_owned(), |value| value.to_str().unwrap().to_owned())
        };
        let body = |request: &HttpRequest| String::from_utf8(request.body.bytes().unwrap().to_vec()).unwrap();
        wanted
            .map(|request| format!("{} {} {} {}", request.method, request.url, header(request), body(request)))
            .collect()
    }
}

impl Transport for Realm {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let asked = self.token_requests().len();
            let (status, body) = (self.decide)(asked, &request);
            self.received.lock().unwrap().push(request);
            sleep(Duration::from_millis(10)).await;
            if status == 0 {
                return Err(TransportError::new("cut off"));
            }
            let status = StatusCode::from_u16(status).unwrap();
            Ok(HttpResponse { status, headers: HeaderMap::new(), body: body.into() })
        })
    }
}

pub async fn call(client: &Client, operation: &'static Operation) -> Result<(), Error> {
    client.request(operation).send::<Empty, Empty>().await
}

/// Makes this many calls at the same time, which all succeed.
pub async fn call_concurrently(client: &Client, calls: usize) {
    let calls = (0..calls).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { call(&client, &GET).await.map_err(|error| error.to_string()) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
}
