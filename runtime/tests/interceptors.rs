//! Interceptors: what they see, what they can change, and their order.

#![allow(clippy::unwrap_used, reason = "tests")]

mod script;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use specwright_runtime::auth::ApiKey;
use specwright_runtime::description::{Api, Operation, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::transport::TransportError;
use specwright_runtime::{Attempt, BoxError, Client, ErrorKind, Head, HeaderMap, Interceptor};

use crate::script::{API, GET, Script, Turn, operation, scheme};

/// Logs its calls to a shared log.
#[derive(Clone, Debug)]
struct Scribe(&'static str, Arc<Mutex<Vec<String>>>);

impl Interceptor for Scribe {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) -> Result<(), BoxError> {
        let known = headers.keys().map(|name| name.as_str()).collect::<Vec<_>>().join(" ");
        let (operation, number, url) = (attempt.operation.id, attempt.number, attempt.url);
        self.1.lock().unwrap().push(format!("{} before {operation} {number} {url} [{known}]", self.0));
        headers.insert(self.0, number.to_string().parse()?);
        Ok(())
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: Result<Head<'_>, &TransportError>) {
        let outcome = match outcome {
            Ok(head) => format!("{} {:?}", head.status, head.headers.get("x-said")),
            Err(error) => error.to_string(),
        };
        self.1.lock().unwrap().push(format!("{} after {} {outcome}", self.0, attempt.number));
    }
}

/// Rejects every call.
#[derive(Debug)]
struct Guard;

impl Interceptor for Guard {
    fn before(&self, _: &Attempt<'_>, _: &mut HeaderMap) -> Result<(), BoxError> {
        Err("the maintenance window is open".into())
    }
}

#[tokio::test(start_paused = true)]
async fn interceptors_nest_around_each_attempt() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let script = Script::new([Turn::Broken, Turn::Status(200, vec![("x-said", "yes".into())])]);
    let client = script.client_with(|builder| {
        builder.interceptor(Scribe("a", Arc::clone(&log))).interceptor(Scribe("b", Arc::clone(&log)))
    });
    client.request(&GET).query("q", 1).send::<Empty, Empty>().await.unwrap();
    let expected = [
        "a before Op 1 http://e.org/x?q=1 []",
        "b before Op 1 http://e.org/x?q=1 [a]",
        "b after 1 broken",
        "a after 1 broken",
        "a before Op 2 http://e.org/x?q=1 []",
        "b before Op 2 http://e.org/x?q=1 [a]",
        "b after 2 200 OK Some(\"yes\")",
        "a after 2 200 OK Some(\"yes\")",
    ];
    assert_eq!(*log.lock().unwrap(), expected);
    let sent = script.received();
    assert_eq!((&sent[0].headers["a"], &sent[1].headers["b"]), (&"1".parse().unwrap(), &"2".parse().unwrap()));
}

static SECURED: Api = Api { schemes: &[scheme("key", SchemeKind::ApiKeyQuery("key"))], ..API };
static KEYED: Operation = Operation { security: &[&["key"]], ..operation("GET", None) };

#[tokio::test]
async fn interceptors_do_not_see_credentials() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let script = Script::of(&[200]);
    let builder = Client::builder(&SECURED).endpoint("http://e.org").transport(script.clone());
    let builder = builder.credential("key", ApiKey::new("hunter2")).interceptor(Scribe("a", Arc::clone(&log)));
    builder.build().unwrap().request(&KEYED).send::<Empty, Empty>().await.unwrap();
    assert_eq!(script.received()[0].url.as_str(), "http://e.org/x?key=hunter2");
    assert!(!log.lock().unwrap().concat().contains("hunter2"), "{log:?}");
}

#[tokio::test]
async fn an_interceptor_can_reject_a_call() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let script = Script::of(&[200]);
    let client = script.client_with(|builder| builder.interceptor(Scribe("a", Arc::clone(&log))).interceptor(Guard));
    let call = client.request(&GET).timeout(Duration::from_secs(1)).send::<Empty, Empty>();
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::InvalidRequest, 0));
    assert_eq!(
        error.to_string().rsplit_once(" (").map_or("", |(cause, _)| cause),
        "Op: invalid request: rejected by an interceptor: the maintenance window is open"
    );
    assert_eq!(log.lock().unwrap().len(), 1, "`after` is not called when nothing was sent");
}
