//! The canonical form of a request, which client and service hash.

use std::collections::BTreeMap;

use reqwest::header::HOST;

use crate::transport::HttpRequest;
use crate::wire::percent;

/// The headers signed by `Minimal`.
const MINIMAL: &[&str] =
    &["host", "x-domain-id", "x-project-id", "x-sdk-content-sha256", "x-sdk-date", "x-security-token"];

/// The headers omitted by `All`: connection-specific headers, which proxies change.
const HOP_BY_HOP: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Which headers of a request are signed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignedHeaders {
    /// The headers that the service requires to be signed: `Host`, `X-Sdk-Date`, and, if present, `X-Project-Id`,
    /// `X-Domain-Id`, `X-Security-Token` and `X-Sdk-Content-Sha256`. Proxies may change other headers.
    #[default]
    Minimal,
    /// All headers but connection-specific ones (RFC 9110, section 7.6.1) and those with `_` in their name.
    All,
}

/// The canonical request, and the names of the signed headers. `payload` represents the body.
pub(super) fn request(request: &HttpRequest, signed: SignedHeaders, payload: &str) -> (Vec<u8>, String) {
    let headers = headers(request, signed);
    let names = headers.keys().map(String::as_str).collect::<Vec<_>>().join(";");
    let mut text = Vec::new();
    let mut line = |line: &[u8]| {
        text.extend_from_slice(line);
        text.push(b'\n');
    };
    line(request.method.as_str().to_ascii_uppercase().as_bytes());
    line(path(request.url.path()).as_bytes());
    line(query(request.url.query().unwrap_or_default()).as_bytes());
    for (name, value) in &headers {
        line(&[name.as_bytes(), b":", value].concat());
    }
    line(b"");
    line(names.as_bytes());
    text.extend_from_slice(payload.as_bytes());
    (text, names)
}

/// The path, decoded and encoded again by segment, with a trailing slash. An encoded slash separates segments here, although it
/// does not in the URL.
fn path(path: &str) -> String {
    let decoded = percent::decode(path);
    let mut canonical = String::with_capacity(path.len() + 1);
    for (position, segment) in decoded.split(|&byte| byte == b'/').enumerate() {
        if position > 0 {
            canonical.push('/');
        }
        percent::encode_into(&mut canonical, segment);
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// The pairs of the query, sorted by decoded names and values, and encoded again, each with `=`.
fn query(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: Vec<_> = pairs.map(|(name, value)| (percent::decode(name), percent::decode(value))).collect();
    pairs.sort();
    let mut canonical = String::with_capacity(query.len());
    for (name, value) in pairs {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        percent::encode_into(&mut canonical, &name);
        canonical.push('=');
        percent::encode_into(&mut canonical, &value);
    }
    canonical
}

/// The signed headers by lower-case name, with trimmed values.
fn headers(request: &HttpRequest, signed: SignedHeaders) -> BTreeMap<String, Vec<u8>> {
    let mut headers = BTreeMap::new();
    for name in request.headers.keys() {
        let name = name.as_str();
        let is_signed = match signed {
            SignedHeaders::Minimal => MINIMAL.contains(&name),
            SignedHeaders::All => !name.contains('_') && !HOP_BY_HOP.contains(&name),
        };
        if is_signed {
            let values = request.headers.get_all(name).iter().map(|value| value.as_bytes().trim_ascii());
            headers.insert(name.to_owned(), values.collect::<Vec<_>>().join(&b","[..]));
        }
    }
    headers.entry(HOST.as_str().to_owned()).or_insert_with(|| host(request).into_bytes());
    headers
}

/// The host as the HTTP library writes it: with the port, unless it is the scheme's own (RFC 9110, section 7.2).
fn host(request: &HttpRequest) -> String {
    let host = request.url.host_str().unwrap_or_default();
    match request.url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}
