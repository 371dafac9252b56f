//! [`Verifier`]: the service's side of the signature `SDK-HMAC-SHA256`, on the received bytes.
//! It implements the specification of the scheme and shares no code with the client that signs, neither for the canonical request
//!nor the percent-encoding nor the date, so that a mistake cannot be on both sides.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::server::Received;
use crate::sha256::{digest, hex};

/// How many seconds a caller's clock may differ.
const SKEW: i64 = 15 * 60;

/// What the service knows about its only caller.
#[derive(Clone, Debug)]
pub struct Verifier {
    /// The access key.
    pub access_key: String,
    /// The secret key.
    pub secret_key: String,
    /// Its clock, in seconds since 1970.
    pub now: i64,
}

/// Why a request is rejected.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// This is not the head of a request.
    Unreadable,
    /// A required header, or one that is listed as signed, does not occur exactly once.
    Missing(String),
    /// `Authorization` has another scheme or is malformed.
    Scheme,
    /// The access key is unknown.
    Key,
    /// A header that must be signed is not signed.
    Unsigned(String),
    /// `X-Sdk-Date` is malformed.
    Date,
    /// The clocks differ by more than 15 minutes.
    Clock,
    /// The signature is for another request, or made with another key.
    Signature,
}

impl Verifier {
    /// A verifier whose clock is right.
    pub fn new(access_key: &str, secret_key: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_secs();
        Self { access_key: access_key.into(), secret_key: secret_key.into(), now: now as i64 }
    }

    /// Verifies the bytes of a request.
    pub fn verify(&self, request: &Received) -> Result<(), Refusal> {
        let (head, body) = (&request.head, &request.body);
        let head = Head::read(head).ok_or(Refusal::Unreadable)?;
        let authorization = Authorization::read(head.only("authorization")?).ok_or(Refusal::Scheme)?;
        if authorization.access_key != self.access_key {
            return Err(Refusal::Key);
        }
        for needed in ["host", "x-sdk-date"] {
            head.only(needed)?;
            if !authorization.signed.contains(&needed) {
                return Err(Refusal::Unsigned(needed.into()));
            }
        }
        let date = seconds(head.only("x-sdk-date")?).ok_or(Refusal::Date)?;
        if (date - self.now).abs() > SKEW {
            return Err(Refusal::Clock);
        }
        // The SDKs differ in what they sign if a body that is not JSON is empty; the service accepts both.
        let hash = hex(&digest(body));
        let payloads = match head.only("x-sdk-content-sha256") {
            Ok(declared) if authorization.signed.contains(&"x-sdk-content-sha256") => match body.is_empty() {
                true => vec![hash.as_bytes(), declared],
                false => vec![declared],
            },
            _ => vec![hash.as_bytes()],
        };
        for payload in payloads {
            if self.signature(&head, &authorization.signed, payload)? == authorization.signature {
                return Ok(());
            }
        }
        Err(Refusal::Signature)
    }

    fn signature(&self, head: &Head<'_>, signed: &[&str], payload: &[u8]) -> Result<String, Refusal> {
        let (path, query) = match head.target.iter().position(|byte| *byte == b'?') {
            Some(mark) => (&head.target[..mark], &head.target[mark + 1..]),
            None => (head.target, &[][..]),
        };
        let mut canonical = head.method.to_ascii_uppercase();
        for part in [canonical_path(path), canonical_query(query)] {
            canonical.push(b'\n');
            canonical.extend_from_slice(part.as_bytes());
        }
        canonical.push(b'\n');
        for name in signed {
            canonical.extend_from_slice(name.as_bytes());
            canonical.push(b':');
            canonical.extend_from_slice(head.only(name)?);
            canonical.push(b'\n');
        }
        canonical.extend_from_slice(format!("\n{}\n", signed.join(";")).as_bytes());
        canonical.extend_from_slice(payload);

        let mut text = b"SDK-HMAC-SHA256\n".to_vec();
        text.extend_from_slice(head.only("x-sdk-date")?);
        text.extend_from_slice(format!("\n{}", hex(&digest(&canonical))).as_bytes());
        Ok(hex(&hmac(self.secret_key.as_bytes(), &text)))
    }
}

/// A request line, and the headers below it.
struct Head<'a> {
    method: &'a [u8],
    target: &'a [u8],
    headers: Vec<(String, &'a [u8])>,
}

impl<'a> Head<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let line = lines.next()?.strip_suffix(b" HTTP/1.1")?;
        let blank = line.iter().position(|byte| *byte == b' ')?;
        let mut headers = Vec::new();
        for line in lines.take_while(|line| !line.is_empty()) {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = std::str::from_utf8(&line[..colon]).ok()?;
            headers.push((name.to_ascii_lowercase(), line[colon + 1..].trim_ascii()));
        }
        Some(Self { method: &line[..blank], target: &line[blank + 1..], headers })
    }

    /// The value of a header that occurs once: the specification does not say which of several counts.
    fn only(&self, name: &str) -> Result<&'a [u8], Refusal> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| *value);
        match (values.next(), values.next()) {
            (Some(value), None) => Ok(value),
            _ => Err(Refusal::Missing(name.into())),
        }
    }
}

/// `SDK-HMAC-SHA256 Access=AK, SignedHeaders=a;b;c, Signature=hex`.
struct Authorization<'a> {
    access_key: &'a str,
    signed: Vec<&'a str>,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn read(value: &'a [u8]) -> Option<Self> {
        let fields = std::str::from_utf8(value).ok()?.strip_prefix("SDK-HMAC-SHA256 ")?;
        let mut fields = fields.split(", ");
        let mut field = |name: &str| fields.next()?.strip_prefix(name)?.strip_prefix('=');
        let (access_key, signed, signature) = (field("Access")?, field("SignedHeaders")?, field("Signature")?);
        let signed: Vec<&str> = signed.split(';').collect();
        let small = |name: &&str| !name.is_empty() && !name.contains(|letter: char| letter.is_ascii_uppercase());
        let once_and_in_order = signed.windows(2).all(|pair| pair[0] < pair[1]);
        let right = once_and_in_order && signed.iter().all(small) && fields.next().is_none();
        right.then_some(Self { access_key, signed, signature })
    }
}

/// The segments of a path decoded and encoded again, with a slash at the end.
fn canonical_path(path: &[u8]) -> String {
    let decoded = unescaped(path);
    let segments: Vec<String> = decoded.split(|byte| *byte == b'/').map(escaped).collect();
    let mut canonical = segments.join("/");
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// The pairs of a query, sorted by name and then by value as they are before they are encoded.
fn canonical_query(query: &[u8]) -> String {
    let mut pairs: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for pair in query.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        let mut sides = pair.splitn(2, |byte| *byte == b'=');
        let mut side = || unescaped(sides.next().unwrap_or_default());
        pairs.push((side(), side()));
    }
    pairs.sort_unstable();
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

/// Percent-decoded, once. Anything that is not an escape is kept.
pub fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |digit: u8| char::from(digit).to_digit(16).unwrap_or_default() as u8;
                bytes.push(digit(*high) << 4 | digit(*low));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

/// Percent-encoded, but for letters, digits and `-._~`.
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'-' | b'.' | b'_' | b'~' => text.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => text.push(char::from(*byte)),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// The keyed hash of `data` (RFC 2104).
fn hmac(key: &[u8], data: &[u8]) -> [u8; 32] {
    let mut padded = if key.len() > 64 { digest(key).to_vec() } else { key.to_vec() };
    padded.resize(64, 0);
    let keyed = |pad: u8, data: &[u8]| {
        let mut message: Vec<u8> = padded.iter().map(|byte| byte ^ pad).collect();
        message.extend_from_slice(data);
        digest(&message)
    };
    keyed(0x5c, &keyed(0x36, data))
}

/// The seconds since 1970 of a date like `20240131T235959Z`.
pub fn seconds(date: &[u8]) -> Option<i64> {
    let date = std::str::from_utf8(date).ok()?;
    let (day, time) = date.strip_suffix('Z')?.split_once('T')?;
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(day, 8) || !digits(time, 6) {
        return None;
    }
    let (day, time): (i64, i64) = (day.parse().ok()?, time.parse().ok()?);
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100);
    let right = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
    // In a year that begins in March, the leap day is the last day.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    right.then_some((days - 719_468) * 86_400 + hour * 3_600 + minute * 60 + second)
}

#[test]
fn keyed_hashes_are_reproduced() {
    // RFC 4231, test cases 2 and 6.
    assert_eq!(
        hex(&hmac(b"Jefe", b"what do ya want for nothing?")),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    assert_eq!(
        hex(&hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First")),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

#[test]
fn dates_become_seconds() {
    let check = |date: &str, expected: Option<i64>| assert_eq!(seconds(date.as_bytes()), expected, "{date}");
    check("19700101T000000Z", Some(0));
    check("20000301T000000Z", Some(951_868_800));
    check("20240229T000000Z", Some(1_709_164_800));
    check("20241106T083015Z", Some(1_730_881_815));
    check("2024-11-06T08:30:15Z", None);
    check("20241306T083015Z", None);
    check("20241106T083015", None);
}

#[test]
fn paths_and_queries_are_written_in_one_way() {
    let path = |path: &str, expected: &str| assert_eq!(canonical_path(path.as_bytes()), expected, "{path}");
    path("", "/");
    path("/", "/");
    path("/a//b", "/a//b/");
    path("/a%2fb/%e4%BD%9C", "/a/b/%E4%BD%9C/");
    path("/100%/%zz/%4", "/100%25/%25zz/%254/");
    path("/!'()*+,;=:@&$~-._", "/%21%27%28%29%2A%2B%2C%3B%3D%3A%40%26%24~-._/");
    let query = |query: &str, expected: &str| assert_eq!(canonical_query(query.as_bytes()), expected, "{query}");
    query("", "");
    query("b=2&a=1&B=3", "B=3&a=1&b=2");
    query("k=z&k=a&k", "k=&k=a&k=z");
    query("a%3Ab=1&a-b=2", "a-b=2&a%3Ab=1");
    query("q=a=b%20c", "q=a%3Db%20c");
}
