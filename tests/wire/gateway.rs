//! [`Gateway`]: the service's side of the signature `SDK-HMAC-SHA256`, written from its description.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::server::Received;
use crate::sha256::{digest, hex, hmac};

/// By how many seconds a caller's clock may be off.
const SKEW: i64 = 15 * 60;

/// What a gateway knows of the only caller that it has.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// The access key.
    pub access_key: String,
    /// The secret key.
    pub secret_key: String,
    /// Its clock, in seconds since 1970.
    pub now: i64,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no `Authorization` of this scheme.
    Form,
    /// Another access key.
    Key,
    /// A header that has to be signed is not, or one that is signed is not there.
    Header(String),
    /// The clocks differ too much.
    Clock,
    /// The signature is of something else, or by another key.
    Signature,
}

impl Gateway {
    /// A gateway whose clock is right.
    pub fn new(access_key: &str, secret_key: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_secs();
        Self { access_key: access_key.into(), secret_key: secret_key.into(), now: now as i64 }
    }

    /// Looks at a request.
    pub fn verify(&self, request: &Received) -> Result<(), Refusal> {
        let (access_key, signed, signature) = parts(request.header("authorization").unwrap_or_default())?;
        if access_key != self.access_key {
            return Err(Refusal::Key);
        }
        for name in ["host", "x-domain-id", "x-project-id", "x-sdk-content-sha256", "x-sdk-date", "x-security-token"] {
            let must = matches!(name, "host" | "x-sdk-date") || request.header(name).is_some();
            if must && !signed.contains(&name) {
                return Err(Refusal::Header(name.into()));
            }
        }
        let date = request.header("x-sdk-date").unwrap_or_default();
        if seconds(date).is_none_or(|seconds| (seconds - self.now).abs() > SKEW) {
            return Err(Refusal::Clock);
        }
        match self.signature(request, &signed)? == signature {
            true => Ok(()),
            false => Err(Refusal::Signature),
        }
    }

    /// The signature that a request should have, over these headers.
    pub fn signature(&self, request: &Received, signed: &[&str]) -> Result<String, Refusal> {
        let method = request.line.split(' ').next().unwrap_or_default();
        let (path, query) = request.target().split_once('?').unwrap_or((request.target(), ""));
        let mut headers = String::new();
        for name in signed {
            let value = request.header(name).ok_or_else(|| Refusal::Header((*name).into()))?;
            headers.push_str(&format!("{name}:{}\n", value.trim()));
        }
        let payload = match request.header("x-sdk-content-sha256") {
            Some(given) if !request.body.is_empty() => given.to_owned(),
            _ => hex(&digest(&request.body)),
        };
        let canonical =
            [method.to_uppercase(), canonical_path(path), canonical_query(query), headers, signed.join(";"), payload];
        let date = request.header("x-sdk-date").unwrap_or_default();
        let text = format!("SDK-HMAC-SHA256\n{date}\n{}", hex(&digest(canonical.join("\n").as_bytes())));
        Ok(hex(&hmac(self.secret_key.as_bytes(), text.as_bytes())))
    }
}

/// Access key, signed headers and signature of an `Authorization`.
fn parts(authorization: &str) -> Result<(&str, Vec<&str>, &str), Refusal> {
    let parts = || {
        let rest = authorization.strip_prefix("SDK-HMAC-SHA256 Access=")?;
        let (access_key, rest) = rest.split_once(", SignedHeaders=")?;
        let (signed, signature) = rest.split_once(", Signature=")?;
        let signed: Vec<&str> = signed.split(';').collect();
        (signed.is_sorted() && signature.len() == 64).then_some((access_key, signed, signature))
    };
    parts().ok_or(Refusal::Form)
}

fn canonical_path(path: &str) -> String {
    let decoded = decoded(path);
    let segments: Vec<String> = decoded.split(|byte| *byte == b'/').map(encoded).collect();
    let path = segments.join("/");
    if path.ends_with('/') { path } else { path + "/" }
}

fn canonical_query(query: &str) -> String {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

/// Percent-decoded, once.
pub fn decoded(text: &str) -> Vec<u8> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        match piece.get(..2).map(|digits| (u8::from_str_radix(digits, 16), &piece[2..])) {
            Some((Ok(byte), rest)) => {
                bytes.push(byte);
                bytes.extend_from_slice(rest.as_bytes());
            }
            _ => {
                bytes.push(b'%');
                bytes.extend_from_slice(piece.as_bytes());
            }
        }
    }
    bytes
}

/// Percent-encoded, but for the unreserved characters.
pub fn encoded(bytes: impl AsRef<[u8]>) -> String {
    let encode = |byte: &u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.as_ref().iter().map(encode).collect()
}

/// The seconds since 1970 that a date like `20240131T235959Z` stands for.
pub fn seconds(date: &str) -> Option<i64> {
    if date.len() != 16 || date.get(8..9) != Some("T") || date.get(15..) != Some("Z") {
        return None;
    }
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 = (1970..year).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let months: i64 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    let days = years + months + day - 1;
    Some(days * 86_400 + number(9, 11)? * 3_600 + number(11, 13)? * 60 + number(13, 15)?)
}

#[test]
fn dates_become_seconds() {
    let check = |date: &str, expected: Option<i64>| assert_eq!(seconds(date), expected, "{date}");
    check("19700101T000000Z", Some(0));
    check("20240229T000000Z", Some(1_709_164_800));
    check("20241106T083015Z", Some(1_730_881_815));
    check("2024-11-06T08:30:15Z", None);
}
