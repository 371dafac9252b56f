//! Responses of any service: what clients read them with says what is wrong, and reads again what it has written.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use specwright_runtime::reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use specwright_runtime::response::{Full, Json, RawResponse, Text};
use specwright_runtime::{Decode, HeaderMap, Map, StatusCode, Value, headers, object, string_enum, union};

/// A member of every mode.
#[derive(Clone, Debug, PartialEq)]
struct Job {
    id: i64,
    name: Option<String>,
    state: Option<State>,
    created: Option<i64>,
    share: Option<f64>,
    open: Option<bool>,
    words: Option<Vec<String>>,
    next: Option<Option<Box<Job>>>,
    rest: Map,
}

object! { Job {
    id: "id" as required lenient,
    name: "name" | "Name" as lenient,
    state: "state",
    created: "created" as lenient,
    share: "share" as lenient,
    open: "open" as lenient,
    words: "words" as lenient,
    next: "next" as nullable,
    rest: "*" as extra,
} }

#[derive(Clone, Debug, PartialEq)]
struct Problem {
    code: String,
    detail: Option<Value>,
}

object! { Problem {
    code: "code" as required,
    detail: "detail" as required nullable,
} }

#[derive(Clone, Debug, PartialEq)]
enum State {
    Ready,
    Empty,
    Other(String),
}

string_enum! { State {
    Ready: "ready",
    Empty: "",
} }

#[derive(Clone, Debug, PartialEq)]
enum Response {
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Response>),
    Job(Box<Job>),
    Problem(Box<Problem>),
    Unknown(Value),
}

union! { Response {
    Flag: boolean(),
    Number: number(),
    Text: string(),
    List: array(),
    Job: properties(&["id"], &["name", "state"]),
    Problem: tag("code", &["a", "b"]),
} }

#[derive(Clone, Debug, PartialEq)]
struct Declared {
    left: i64,
    until: Option<String>,
    open: Option<bool>,
}

headers! { Declared {
    left: "X-Left" as required,
    until: "X-Until",
    open: "X-Open",
} }

/// A response.
#[derive(Arbitrary, Debug)]
struct Sent<'a> {
    status: u16,
    headers: Vec<(u8, &'a [u8])>,
    body: &'a [u8],
}

fuzz_target!(|sent: Sent<'_>| {
    let mut headers = HeaderMap::new();
    for (name, value) in &sent.headers {
        let names = ["x-left", "x-until", "x-open", "content-type"];
        let name = HeaderName::from_static(names[usize::from(*name) % names.len()]);
        headers.extend(HeaderValue::from_bytes(value).map(|value| (name, value)));
    }
    let body = sent.body.to_vec().into();
    let response = RawResponse { status: StatusCode::from_u16(sent.status).unwrap_or_default(), headers, body };
    read::<Text>(&response);
    read::<Full<Json<Value>, Declared>>(&response);
    if let Some(response) = read::<Json<Response>>(&response) {
        again(&response);
    }
    if let Some(job) = read::<Json<Job>>(&response) {
        again(&job);
    }
    let utf8 = response.headers.get(CONTENT_TYPE).is_none();
    assert_eq!(utf8 && read::<Text>(&response).is_none(), utf8 && std::str::from_utf8(&response.body).is_err());
});

/// What is read; or nothing, and the error can be shown.
fn read<D: Decode>(response: &RawResponse) -> Option<D::Value> {
    D::decode(response).inspect_err(|error| assert!(!format!("{error} {error:?}").is_empty())).ok()
}

/// What was read is written, and then read as the same.
fn again<T>(value: &T)
where
    T: std::fmt::Debug
        + PartialEq
        + specwright_runtime::serde::Serialize
        + specwright_runtime::serde::de::DeserializeOwned,
{
    let text = serde_json::to_string(value).expect("what was read can be written");
    let read: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(&read, value, "{text}");
}
