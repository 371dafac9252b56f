//! Compares signatures with those of the official SDK, recorded in `../shared/facts/signing-vectors.json`. Without that
//! file the test prints a note and passes; the signer's unit tests have vectors of their own.

#![cfg(feature = "sdk-hmac-sha256")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use specwright_runtime::auth::{AccessKey, Credential, SignedHeaders};
use specwright_runtime::description::{Scheme, SchemeKind};
use specwright_runtime::reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use specwright_runtime::reqwest::{Method, Url};
use specwright_runtime::transport::HttpRequest;
use specwright_runtime::{BoxError, HeaderMap};

static SCHEME: Scheme =
    Scheme { name: "ak_sk", method: "ak_sk", kind: SchemeKind::Signer("sdk-hmac-sha256"), headers: &[], env: &[] };

/// The vectors that this signer does not reproduce, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("path-empty", "the official signer fails; a URL has at least the path `/`"),
    ("path-dot-segments", "URLs drop `.` and `..`; the client rejects them before signing"),
    ("header-preset-date-bad", "the official signer fails; so does this one"),
    ("derived-v11", "another algorithm: V11-HMAC-SHA256"),
    ("sm3", "another algorithm: SDK-HMAC-SM3"),
    ("ak-missing", "the official signer fails; here the client cannot be built"),
];

#[tokio::test]
async fn signatures_match_the_official_sdk() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/facts/signing-vectors.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: ../shared is not there (looked for {})", file.display());
        return;
    };
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut without = Vec::new();
    let mut made = 0;
    for vector in document["vectors"].as_array().unwrap() {
        let name = vector["name"].as_str().unwrap();
        match sign(&vector["input"]).await {
            Ok(authorization) if vector["output"]["authorization"] == authorization => made += 1,
            outcome => {
                let known = WITHOUT.iter().find(|(other, _)| *other == name);
                let (_, why) = known.unwrap_or_else(|| panic!("{name}: {outcome:?}\nexpected {}", vector["output"]));
                println!("without: {name}: {why}");
                without.push(name);
            }
        }
    }
    println!("{made} signatures match");
    let expected: Vec<_> = WITHOUT.iter().map(|(name, _)| *name).collect();
    assert_eq!(without, expected);
    assert_eq!((made, without.len()), (58, 6));
}

/// The `Authorization` header for a vector's request.
async fn sign(input: &Value) -> Result<String, BoxError> {
    if input["algorithm"] != "HMAC_SHA256" || !input["derived"].is_null() {
        return Err("no signer for this algorithm".into());
    }
    let mut request = request(input);
    let mut key = AccessKey::new(input["ak"].as_str().unwrap_or_default(), input["sk"].as_str().unwrap());
    if let Some(token) = input["security_token"].as_str() {
        key = key.security_token(token);
    }
    let key = key.signed_headers(SignedHeaders::All);
    key.check(&SCHEME)?;
    key.apply(&SCHEME, &mut request).await?;
    Ok(request.headers[AUTHORIZATION].to_str()?.to_owned())
}

fn request(input: &Value) -> HttpRequest {
    let mut url = format!(
        "{}://{}{}",
        input["scheme"].as_str().unwrap(),
        input["host"].as_str().unwrap(),
        input["path"].as_str().unwrap()
    );
    let mut query = Url::parse("http://query").unwrap();
    for pair in input["query"].as_array().unwrap() {
        let values = match &pair[1] {
            Value::Array(values) => values.clone(),
            Value::Null => vec!["None".into()], // as the official signer writes it
            value => vec![value.clone()],
        };
        for value in values {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            query.query_pairs_mut().append_pair(pair[0].as_str().unwrap(), &value);
        }
    }
    if let Some(query) = query.query() {
        url = format!("{url}?{}", query.replace('+', "%20"));
    }

    let mut headers = HeaderMap::new();
    let mut insert = |name: &str, value: &str| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    };
    insert("X-Sdk-Date", input["now_utc"].as_str().unwrap());
    for (name, field) in [("X-Project-Id", "project_id"), ("X-Domain-Id", "domain_id")] {
        if let Some(value) = input[field].as_str() {
            insert(name, value);
        }
    }
    for (name, value) in input["headers"].as_object().unwrap() {
        insert(name, value.as_str().unwrap());
    }
    let body = input["body_base64"].as_str().map(|body| STANDARD.decode(body).unwrap()).unwrap_or_default();
    let method = Method::from_bytes(input["method"].as_str().unwrap().as_bytes()).unwrap();
    HttpRequest { method, url: Url::parse(&url).unwrap(), headers, body: body.into(), timeout: None }
}
