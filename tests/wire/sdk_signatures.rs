//! Requests signed by the service's official SDKs, signed by this client too, with equal signatures.
//! They are not part of the repository: without the folder `../shared` beside it, the tests print so and pass.
//! [`known_signatures`](crate::known_signatures) needs no other files.

use serde_json::Value;
use specwright_runtime::auth::{AccessKey, SignedHeaders};
use specwright_runtime::description::{Api, Errors, Operation, Param, Scheme, SchemeKind};
use specwright_runtime::response::Text;
use specwright_runtime::{BuildError, Client, Error, Request};

use crate::capture::Capture;
use crate::facts::facts;
use crate::server::Received;
use crate::verifier::{Refusal, Verifier, escaped, seconds, unescaped};

static API: Api = Api {
    name: "signed",
    user_agent: "",
    servers: &[],
    params: &[Param { name: "project_id", env: &[] }, Param { name: "domain_id", env: &[] }],
    endpoint_env: &[],
    schemes: &[Scheme {
        name: "ak_sk",
        method: "ak_sk",
        kind: SchemeKind::Signer("sdk-hmac-sha256"),
        headers: &[("X-Project-Id", "project_id"), ("X-Domain-Id", "domain_id")],
        env: &[],
    }],
    errors: Errors { pairs: &[], request_id: &[], in_success: false },
};

/// The requests that a client does not sign, and why.
const NOT_MADE: &[(&str, &str)] = &[
    ("path-empty", "the SDK fails, so that there is no signature; a client sends and signs the root"),
    ("path-dot-segments", "refused before sending: URLs drop `.` and `..`, and the call would reach another resource"),
    ("header-preset-date-bad", "refused before sending, as the SDK does: the date is not of the scheme's form"),
    ("derived-v11", "another scheme, V11-HMAC-SHA256, which the service does not use"),
    ("sm3", "another scheme, SDK-HMAC-SM3, which the service uses only if it is configured to"),
    ("ak-missing", "refused when the client is built, as the SDK does: there is no access key"),
];

/// The result of a request.
#[derive(Debug)]
enum Outcome {
    NotBuilt(BuildError),
    NotSent(Error<String>),
    Sent(Received),
}

/// The vectors, if they are there.
fn vectors() -> Vec<Value> {
    let Some(mut file) = facts("signing-vectors.json") else { return Vec::new() };
    let vectors = file["vectors"].as_array_mut().map(std::mem::take).expect("there are vectors");
    assert_eq!(vectors.len(), 64);
    vectors
}

fn name(vector: &Value) -> &str {
    vector["name"].as_str().expect("it has a name")
}

/// The template of a path, and a value for each of its parameters: a segment that needs to be encoded is one.
fn template(path: &str) -> (String, Vec<(&'static str, String)>) {
    let mut values = Vec::new();
    let segments: Vec<String> = path
        .split('/')
        .map(|segment| {
            let value = String::from_utf8(unescaped(segment.as_bytes())).expect("the path is text");
            if matches!(segment, "." | "..") || segment != escaped(value.as_bytes()) || segment.contains('%') {
                let name = &*format!("p{}", values.len()).leak();
                values.push((name, value));
                format!("{{{name}}}")
            } else {
                segment.to_owned()
            }
        })
        .collect();
    (segments.join("/"), values)
}

/// A value as the SDK encodes it in a query.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Null => vec!["None".into()],
        other => vec![other.to_string()],
    }
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0u32;
    let mut bytes = Vec::new();
    for (position, digit) in text.bytes().filter(|digit| *digit != b'=').enumerate() {
        let value = DIGITS.iter().position(|known| *known == digit).expect("the body is base64");
        bits = bits << 6 | value as u32;
        if position % 4 != 0 {
            bytes.push((bits >> (6 - 2 * (position % 4))) as u8);
        }
    }
    bytes
}

/// The client of a vector.
fn client(input: &Value, signed: SignedHeaders, capture: &Capture) -> Result<Client, BuildError> {
    let text = |name: &str| input[name].as_str();
    let mut key = AccessKey::new(text("ak").unwrap_or_default(), text("sk").unwrap_or_default()).signed_headers(signed);
    if let Some(token) = text("security_token") {
        key = key.security_token(token);
    }
    let endpoint = format!("{}://{}", text("scheme").unwrap_or_default(), text("host").unwrap_or_default());
    let mut builder = Client::builder(&API).endpoint(&endpoint).transport(capture.clone()).credential("ak_sk", key);
    for name in ["project_id", "domain_id"] {
        if let Some(value) = text(name) {
            builder = builder.param(name, value);
        }
    }
    builder.build()
}

/// The request of a vector.
fn request(client: &Client, input: &Value) -> Request {
    let (path, values) = template(input["path"].as_str().expect("it has a path"));
    let method = input["method"].as_str().expect("it has a method").to_owned().leak();
    let operation = Operation {
        id: "Signed",
        method,
        path: path.leak(),
        security: &[&["ak_sk"]],
        servers: None,
        idempotency: None,
    };
    let mut request = client.request(Box::leak(Box::new(operation)));
    for (name, value) in values {
        request = request.path(name, value);
    }
    for pair in input["query"].as_array().expect("it has a query") {
        let name = pair[0].as_str().expect("the parameter has a name");
        request = texts(&pair[1]).into_iter().fold(request, |request, value| request.query(name, value));
    }
    let headers = input["headers"].as_object().expect("it has headers");
    let content_type = headers.get("Content-Type").and_then(Value::as_str);
    // A client sends no body without a media type.
    let of_body = content_type.unwrap_or("application/json");
    match (input["body_utf8"].as_str().map(|text| text.as_bytes().to_vec()), input["body_base64"].as_str()) {
        (Some(body), _) if !body.is_empty() => request = request.bytes(of_body, body),
        (None, Some(body)) => request = request.bytes(of_body, base64(body)),
        _ => request = content_type.into_iter().fold(request, |request, value| request.header("Content-Type", value)),
    }
    for (name, value) in headers.iter().filter(|(name, _)| *name != "Content-Type") {
        request = request.header(name, value.as_str().unwrap_or_default());
    }
    match headers.keys().any(|name| name.eq_ignore_ascii_case("X-Sdk-Date")) {
        true => request,
        false => request.header("X-Sdk-Date", input["now_utc"].as_str().unwrap_or_default()),
    }
}

async fn send(input: &Value, signed: SignedHeaders) -> Outcome {
    let capture = Capture::default();
    let client = match client(input, signed, &capture) {
        Ok(client) => client,
        Err(error) => return Outcome::NotBuilt(error),
    };
    match request(&client, input).send::<Text, Text>().await {
        Ok(_) => Outcome::Sent(capture.only()),
        Err(error) => Outcome::NotSent(error),
    }
}

/// Signs the headers that the SDK has signed: all of them, or the required ones if the body had no media type, which no client
/// sends.
fn signed(input: &Value) -> SignedHeaders {
    let typed = input["headers"].get("Content-Type").is_some();
    if typed || input["body_utf8"].as_str().unwrap_or_default().is_empty() {
        SignedHeaders::All
    } else {
        SignedHeaders::Minimal
    }
}

#[tokio::test]
async fn the_signatures_of_the_sdks_are_reproduced() {
    let vectors = vectors();
    let mut not_made = Vec::new();
    for vector in &vectors {
        let (input, output) = (&vector["input"], &vector["output"]);
        let expected = output["authorization"].as_str();
        let authorization = match send(input, signed(input)).await {
            Outcome::Sent(sent) => sent.header("authorization").map(str::to_owned),
            _ => None,
        };
        match (authorization, expected) {
            (Some(authorization), Some(expected)) if authorization == expected => {}
            _ => not_made.push(name(vector)),
        }
    }
    if !vectors.is_empty() {
        not_made.sort_unstable();
        let mut expected: Vec<&str> = NOT_MADE.iter().map(|(name, _)| *name).collect();
        expected.sort_unstable();
        assert_eq!(not_made, expected);
    }
}

#[tokio::test]
async fn requests_that_cannot_be_signed_are_rejected() {
    let says = |error: &Error<String>, text: &str| {
        matches!(error, Error::InvalidRequest(_)) && error.to_string().contains(text)
    };
    for vector in &vectors() {
        let outcome = send(&vector["input"], SignedHeaders::All).await;
        let as_it_should = match (name(vector), &outcome) {
            ("path-dot-segments", Outcome::NotSent(error)) => says(error, "URLs resolve away"),
            ("header-preset-date-bad", Outcome::NotSent(error)) => says(error, "the header X-Sdk-Date is"),
            ("ak-missing", Outcome::NotBuilt(error)) => error.to_string().contains("an access key that is empty"),
            ("path-empty", Outcome::Sent(sent)) => sent.line == "GET / HTTP/1.1",
            ("path-dot-segments" | "header-preset-date-bad" | "ak-missing", _) => false,
            (_, outcome) => matches!(outcome, Outcome::Sent(_)),
        };
        assert!(as_it_should, "{}: {outcome:?}", name(vector));
    }
}

/// The service of a vector, at the time when the vector was recorded.
fn verifier(input: &Value, date: Option<&str>) -> Verifier {
    let text = |name: &str| input[name].as_str().unwrap_or_default().to_owned();
    let now = date.and_then(|date| seconds(date.as_bytes())).unwrap_or_default();
    Verifier { access_key: text("ak"), secret_key: text("sk"), now }
}

#[tokio::test]
async fn with_few_headers_signed_the_service_accepts_them_too() {
    let mut accepted = 0;
    for vector in &vectors() {
        let input = &vector["input"];
        let Outcome::Sent(sent) = send(input, SignedHeaders::Minimal).await else { continue };
        match name(vector) {
            "header-preset-authorization" => assert_eq!(sent.header("authorization"), Some("Bearer abc")),
            name => {
                let verifier = verifier(input, sent.header("x-sdk-date"));
                assert_eq!(verifier.verify(&sent), Ok(()), "{name}: {sent:?}");
                accepted += 1;
            }
        }
    }
    assert!(accepted == 0 || accepted == 60, "{accepted}");
}

/// The SDKs' requests that the service rejects, with the reason.
const REFUSED: &[(&str, Refusal)] =
    &[("header-preset-authorization", Refusal::Scheme), ("derived-v11", Refusal::Scheme), ("sm3", Refusal::Scheme)];

/// The request that an SDK has sent, as the service received it.
fn sent_by_the_sdk(vector: &Value) -> Option<Received> {
    let (input, output) = (&vector["input"], &vector["output"]);
    let url = output["url"].as_str()?;
    // No HTTP library sends spaces in a path, or letters that are not ASCII.
    let target = url.splitn(4, '/').nth(3)?;
    let target: String = target
        .chars()
        .map(|letter| {
            if letter.is_ascii_graphic() { letter.into() } else { escaped(letter.encode_utf8(&mut [0; 4]).as_bytes()) }
        })
        .collect();
    let line = format!("{} /{target} HTTP/1.1", input["method"].as_str()?);
    let mut headers: Vec<(String, String)> = Vec::new();
    // The SDK reports headers as Latin-1, and sends the bytes that were passed to it.
    for (name, value) in output["headers_sent"].as_object()?.iter().chain(input["headers"].as_object()?) {
        headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        headers.push((name.clone(), value.as_str()?.to_owned()));
    }
    Some(Received::of(line, headers, input["body_base64"].as_str().map(base64).unwrap_or_default()))
}

#[test]
fn the_service_accepts_what_the_sdks_send() {
    let vectors = vectors();
    let (mut accepted, mut refused) = (0, Vec::new());
    for vector in &vectors {
        let Some(sent) = sent_by_the_sdk(vector) else { continue };
        let verifier = verifier(&vector["input"], sent.header("x-sdk-date"));
        match verifier.verify(&sent) {
            Ok(()) => accepted += 1,
            Err(refusal) => refused.push((name(vector), refusal)),
        }
        let other = Verifier { secret_key: "another".into(), ..verifier };
        assert!(other.verify(&sent).is_err(), "{}", name(vector));
    }
    match accepted {
        0 => assert!(refused.is_empty(), "{refused:?}"),
        _ => assert_eq!((accepted, refused.as_slice()), (58, REFUSED)),
    }
}
