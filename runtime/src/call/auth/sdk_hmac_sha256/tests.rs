//! Known signatures, computed by an independent implementation.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use super::{AccessKey, SignedHeaders};
use crate::HeaderMap;
use crate::call::auth::Credential;
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::HttpRequest;

struct Vector {
    what: &'static str,
    method: &'static str,
    url: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
    security_token: Option<&'static str>,
    all: bool,
    signed: &'static str,
    signature: &'static str,
}

/// 2026-03-14, 01:59:26 UTC.
const NOW: u64 = 1_773_453_566;

const VECTORS: &[Vector] = &[
    Vector {
        what: "a call with a JSON body",
        method: "PUT",
        url: "https://cdm.example.com/v1.1/p1/clusters/c1/cdm/job/j1/start",
        headers: &[("Content-Type", "application/json"), ("User-Agent", "x/1"), ("X-Project-Id", "p1")],
        body: r#"{"variables":{}}"#,
        security_token: None,
        all: false,
        signed: "host;x-project-id;x-sdk-date",
        signature: "bc658aa439fd1ae18720be82ab022d36b70386ed0f80ba0d09765c58bc00bf93",
    },
    Vector {
        what: "the same, all headers signed",
        method: "PUT",
        url: "https://cdm.example.com/v1.1/p1/clusters/c1/cdm/job/j1/start",
        headers: &[("Content-Type", "application/json"), ("User-Agent", "x/1"), ("X-Project-Id", "p1")],
        body: r#"{"variables":{}}"#,
        security_token: None,
        all: true,
        signed: "content-type;host;user-agent;x-project-id;x-sdk-date",
        signature: "8797921fd196bdbfb7f57234640663ae2cd62a64d40c6fb58ec256a4fc5deeed",
    },
    Vector {
        what: "a temporary key",
        method: "PUT",
        url: "https://cdm.example.com/v1.1/p1/clusters/c1/cdm/job/j1/start",
        headers: &[("Content-Type", "application/json"), ("X-Project-Id", "p1")],
        body: "{}",
        security_token: Some("token+of/a=day"),
        all: false,
        signed: "host;x-project-id;x-sdk-date;x-security-token",
        signature: "92d96dbd43a08c22afe57e78940cd2cd853c6e3d06c753beb24346ee1d501f2b",
    },
    Vector {
        what: "no body, a port, the root",
        method: "GET",
        url: "http://127.0.0.1:8080/",
        headers: &[],
        body: "",
        security_token: None,
        all: false,
        signed: "host;x-sdk-date",
        signature: "42ca342a4f3067f9d7f5c62416639e15b7312ae7e775969e9ed3f50643c0a82a",
    },
    Vector {
        what: "a path with escapes",
        method: "GET",
        url: "https://cdm.example.com/a%2Fb/my%20job/100%25/%E4%BD%9C/",
        headers: &[],
        body: "",
        security_token: None,
        all: false,
        signed: "host;x-sdk-date",
        signature: "7e5c30184e9d2b99dd889f9cbd2f2e6116c881861377d628d84f03c9b5314327",
    },
    Vector {
        what: "a query out of order",
        method: "GET",
        url: "https://cdm.example.com/x?b=2&a%3Ab=1&a-b=z&a-b=%20y&B=&c=%2B~",
        headers: &[],
        body: "",
        security_token: None,
        all: false,
        signed: "host;x-sdk-date",
        signature: "9c90e4e4e3991da1d7a117b3c852956229a24bcb27db9fcc42666672b603265f",
    },
    Vector {
        what: "a body that is not JSON",
        method: "POST",
        url: "https://cdm.example.com/x",
        headers: &[("Content-Type", "text/plain")],
        body: "hello",
        security_token: None,
        all: false,
        signed: "host;x-sdk-content-sha256;x-sdk-date",
        signature: "6bd84d9ce9167796b9031f0c16cc06e8e433a3ff4be36041a9003d421814e44f",
    },
    Vector {
        what: "a method in small letters",
        method: "patch",
        url: "https://cdm.example.com/x",
        headers: &[("Content-Type", "Application/JSON; charset=utf-8")],
        body: "[]",
        security_token: None,
        all: false,
        signed: "host;x-sdk-date",
        signature: "172704a5d6f2dbd8bb16a5ca88ac7862a697ec3069a5b5dd2ac3ae8c62e5b9b0",
    },
    Vector {
        what: "headers with blanks, underscores, other scripts",
        method: "GET",
        url: "https://cdm.example.com/x",
        headers: &[("X-Pad", "  a  b "), ("x_under", "1"), ("X-Note", "作业")],
        body: "",
        security_token: None,
        all: true,
        signed: "host;x-note;x-pad;x-sdk-date",
        signature: "65ae00e77fa0fae1602e2e1556a2fa0809b684a30633c9c561a2c05f47f2b767",
    },
];

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW)
}

fn key() -> AccessKey {
    AccessKey::new("MYACCESSKEY0000000001", "my/secret+key=for-tests")
}

fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &'static str) -> HttpRequest {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        map.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    HttpRequest { method, url: Url::parse(url).unwrap(), headers: map, body: body.into(), timeout: None }
}

#[test]
fn signatures_match_known_ones() {
    for vector in VECTORS {
        let mut key = key();
        if let Some(token) = vector.security_token {
            key = key.security_token(token);
        }
        if vector.all {
            key = key.signed_headers(SignedHeaders::All);
        }
        let mut request = request(vector.method, vector.url, vector.headers, vector.body);
        key.sign(&mut request, now()).unwrap();
        let (signed, signature) = (vector.signed, vector.signature);
        let expected =
            format!("SDK-HMAC-SHA256 Access=MYACCESSKEY0000000001, SignedHeaders={signed}, Signature={signature}");
        assert_eq!(request.headers[AUTHORIZATION], expected, "{}", vector.what);
        assert_eq!(request.headers["x-sdk-date"], "20260314T015926Z");
        assert_eq!(request.url.as_str(), vector.url);
    }
}

#[test]
fn an_existing_date_is_used_if_it_is_valid() {
    let mut dated = request("GET", "https://e.org/", &[("x-sdk-date", "20260314T015926Z")], "");
    let mut fresh = request("GET", "https://e.org/", &[], "");
    key().sign(&mut dated, UNIX_EPOCH).unwrap();
    key().sign(&mut fresh, now()).unwrap();
    assert_eq!(dated.headers, fresh.headers);

    let mut wrong = request("GET", "https://e.org/", &[("X-Sdk-Date", "2026-03-14T01:59:26Z")], "");
    let error = key().sign(&mut wrong, now()).unwrap_err().to_string();
    assert_eq!(error, "the header X-Sdk-Date is `2026-03-14T01:59:26Z`, not of the form 20240131T235959Z");
}

#[test]
fn an_existing_authorization_disables_signing() {
    let mut own = request("GET", "https://e.org/", &[("Authorization", "Bearer abc")], "");
    let before = own.headers.clone();
    key().security_token("t").sign(&mut own, now()).unwrap();
    assert_eq!(own.headers, before);
}

#[test]
fn an_existing_host_is_signed() {
    let sign = |url: &str, headers: &[(&str, &str)]| {
        let mut request = request("GET", url, headers, "");
        key().sign(&mut request, now()).unwrap();
        request.headers[AUTHORIZATION].clone()
    };
    assert_eq!(sign("https://127.0.0.1/", &[("Host", "e.org")]), sign("https://e.org/", &[]));
    assert_ne!(sign("https://e.org:8443/", &[]), sign("https://e.org/", &[]));
    assert_eq!(sign("https://e.org:443/", &[]), sign("https://e.org/", &[]));
}

#[test]
fn all_omits_connection_specific_headers() {
    let headers = [("Connection", "close"), ("TE", "trailers"), ("X-A", "1"), ("X-A", "2")];
    let mut request = request("GET", "https://e.org/", &headers, "");
    key().signed_headers(SignedHeaders::All).sign(&mut request, now()).unwrap();
    let authorization = request.headers[AUTHORIZATION].to_str().unwrap();
    assert!(authorization.contains("SignedHeaders=host;x-a;x-sdk-date,"), "{authorization}");
}

#[test]
fn invalid_keys_are_rejected() {
    const SIGNER: Scheme =
        Scheme { name: "ak_sk", method: "ak_sk", kind: SchemeKind::Signer("sdk-hmac-sha256"), headers: &[], env: &[] };
    static OTHER: Scheme = Scheme { kind: SchemeKind::Bearer, ..SIGNER };
    static SCHEME: Scheme = SIGNER;
    let check = |key: AccessKey, expected: &str| assert_eq!(key.check(&SCHEME), Err(expected.to_owned()));
    check(AccessKey::new("", "s"), "has an access key that is empty");
    check(AccessKey::new("a", ""), "has a secret key that is empty");
    check(AccessKey::new("a", "s").security_token(""), "has a security token that is empty");
    assert_eq!(key().check(&SCHEME), Ok(()));
    assert!(key().check(&OTHER).is_err());
}

#[test]
fn debug_output_contains_no_secrets() {
    let shown = format!("{:?}", key().security_token("token-of-a-day"));
    assert!(!shown.contains("for-tests") && !shown.contains("of-a-day"), "{shown}");
}
