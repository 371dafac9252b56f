//! Spans: what they record about an attempt, and that they contain no secrets.

#![allow(clippy::unwrap_used, reason = "tests")]
#![cfg(feature = "tracing")]

mod script;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use specwright_runtime::auth::{ApiKey, Bearer};
use specwright_runtime::description::{Api, Operation, SchemeKind};
use specwright_runtime::response::Empty;
use specwright_runtime::{Attempt, BoxError, Client, HeaderMap, Interceptor, Retry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::script::{API, Script, Turn, operation, scheme};

type Fields = BTreeMap<String, String>;

/// A subscriber that records the fields of all spans.
#[derive(Clone, Default)]
struct Keeper(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    spans: Vec<Fields>,
    current: Vec<u64>,
}

impl Subscriber for Keeper {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("specwright_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        span.record(&mut Reader(&mut fields));
        let mut state = self.0.lock().unwrap();
        state.spans.push(fields);
        Id::from_u64(state.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut state = self.0.lock().unwrap();
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Reader(&mut state.spans[index]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, span: &Id) {
        self.0.lock().unwrap().current.push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().current.pop();
    }
}

struct Reader<'a>(&'a mut Fields);

impl Visit for Reader<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

static SECURED: Api =
    Api { schemes: &[scheme("query", SchemeKind::ApiKeyQuery("key")), scheme("bearer", SchemeKind::Bearer)], ..API };
static KEYED: Operation =
    Operation { path: "/pets/{pet}", security: &[&["query", "bearer"]], ..operation("GET", None) };

/// The spans of one call.
async fn spans(script: &Script, interceptor: impl Interceptor + 'static) -> Vec<Fields> {
    let keeper = Keeper::default();
    let _guard = tracing::subscriber::set_default(keeper.clone());
    let builder = Client::builder(&SECURED).endpoint("https://e.org/v1").transport(script.clone());
    let builder = builder.credential("query", ApiKey::new("hunter2")).credential("bearer", Bearer::new("hunter3"));
    let client = builder.interceptor(interceptor).retry(Retry::default().attempts(2)).build().unwrap();
    let call = client.request(&KEYED).path("pet", "a b").query("token", "hunter4").query("n", 1);
    let _ = call.header("X-Secret", "hunter5").send::<Empty, Empty>().await;
    std::mem::take(&mut keeper.0.lock().unwrap().spans)
}

/// An interceptor that does nothing.
#[derive(Debug)]
struct Idle;

impl Interceptor for Idle {}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_a_span_with_opentelemetry_names() {
    let spans = spans(&Script::of(&[503, 200]), Idle).await;
    let shared = [
        ("http.request.method", "GET"),
        ("otel.kind", "client"),
        ("otel.name", "GET /pets/{pet}"),
        ("server.address", "e.org"),
        ("server.port", "443"),
        ("url.full", "https://e.org/v1/pets/a%20b?token=REDACTED&n=REDACTED"),
        ("url.template", "/pets/{pet}"),
    ];
    let check = |span: &Fields, own: &[(&str, &str)]| {
        let all = shared.iter().chain(own).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        assert_eq!(*span, all.collect::<Fields>());
    };
    assert_eq!(spans.len(), 2);
    let failed = [("http.response.status_code", "503"), ("error.type", "503"), ("otel.status_code", "ERROR")];
    check(&spans[0], &failed);
    check(&spans[1], &[("http.response.status_code", "200"), ("http.request.resend_count", "1")]);
}

#[tokio::test(start_paused = true)]
async fn spans_record_the_error_type() {
    let check = async |turn: Turn, expected: &str| {
        let spans = spans(&Script::new([turn]), Idle).await;
        assert_eq!(spans[0]["error.type"], expected);
        assert!(!spans[0].contains_key("http.response.status_code"));
    };
    check(Turn::Refused, "connect").await;
    check(Turn::Broken, "transport").await;
}

#[tokio::test(start_paused = true)]
async fn spans_contain_no_secrets() {
    for turn in [Turn::Status(200, Vec::new()), Turn::Status(401, Vec::new()), Turn::Broken] {
        let script = Script::new([turn]);
        let spans = spans(&script, Idle).await;
        assert!(script.received()[0].url.as_str().contains("hunter2"), "the key is sent");
        assert!(!format!("{spans:?}").contains("hunter"), "{spans:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn interceptors_run_inside_the_span() {
    let script = Script::of(&[503, 200]);
    let keeper = Keeper::default();
    let _guard = tracing::subscriber::set_default(keeper.clone());
    let log = Arc::new(Mutex::new(Vec::new()));
    let client = script.client_with(|builder| builder.interceptor(Seer(keeper.clone(), Arc::clone(&log))));
    client.request(&script::GET).send::<Empty, Empty>().await.unwrap();
    assert_eq!(*log.lock().unwrap(), [Some(1), Some(2)]);
}

/// An interceptor that records the current span.
struct Seer(Keeper, Arc<Mutex<Vec<Option<u64>>>>);

impl Debug for Seer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seer")
    }
}

impl Interceptor for Seer {
    fn before(&self, _: &Attempt<'_>, _: &mut HeaderMap) -> Result<(), BoxError> {
        self.1.lock().unwrap().push(self.0.0.lock().unwrap().current.last().copied());
        Ok(())
    }
}
