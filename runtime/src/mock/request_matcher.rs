//! [`RequestMatcher`]: matches received requests against an expected one.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::HeaderMap;
use crate::call::description::{Scheme, SchemeKind};
use crate::call::request::Request;
use crate::call::request::snapshot::RequestSnapshot;
use crate::call::response::media;
use crate::mock::received::ReceivedRequest;

/// The size limit for the body of an expected request.
const LIMIT: usize = 1 << 30;

/// An expected request. ReceivedRequest requests may have more headers and cookies, since clients add some; credentials are ignored.
#[derive(Debug)]
pub(super) struct RequestMatcher {
    snapshot: RequestSnapshot,
    query: Vec<(String, String)>,
    /// The body, which is read once, since it may be a stream.
    body: OnceCell<Bytes>,
}

impl RequestMatcher {
    /// A matcher for requests equal to `request`.
    ///
    /// # Errors
    ///
    /// Fails if the request is invalid.
    pub(super) fn of(request: &Request) -> Result<Self, String> {
        let snapshot = request.snapshot()?;
        let query = sorted(pairs(&snapshot.query), snapshot.schemes);
        Ok(Self { snapshot, query, body: OnceCell::new() })
    }

    /// The part in which a received request differs, if it does.
    pub(super) async fn mismatch(&self, received: &ReceivedRequest) -> Option<&'static str> {
        if received.method != self.snapshot.method {
            return Some("the method");
        }
        if received.path != self.snapshot.path {
            return Some("the path");
        }
        if sorted(received.query.clone(), self.snapshot.schemes) != self.query {
            return Some("the query");
        }
        if !self.has_headers(&received.headers) {
            return Some("a header");
        }
        if !cookies(&self.snapshot.headers).all(|cookie| cookies(&received.headers).any(|other| other == cookie)) {
            return Some("a cookie");
        }
        let body = self.body.get_or_init(|| async { self.snapshot.body.clone().collect(LIMIT).await.bytes }).await;
        (!same_body((&self.snapshot.headers, body), (&received.headers, &received.body))).then_some("the body")
    }

    fn has_headers(&self, received: &HeaderMap) -> bool {
        let own = self.snapshot.headers.keys().filter(|name| ![CONTENT_TYPE, COOKIE].contains(*name));
        own.into_iter().all(|name| self.snapshot.headers.get_all(name).iter().eq(received.get_all(name)))
    }
}

/// The decoded pairs of a query or a form.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let mut url = Url::parse("http://localhost").ok();
    url.iter_mut().for_each(|url| url.set_query(Some(query)));
    url.iter().flat_map(Url::query_pairs).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Sorts pairs by name, keeping the order of equal names, and removes credentials.
fn sorted(mut pairs: Vec<(String, String)>, schemes: &[Scheme]) -> Vec<(String, String)> {
    let credential = |scheme: &Scheme| match scheme.kind {
        SchemeKind::ApiKeyQuery(name) => Some(name),
        _ => None,
    };
    pairs.retain(|(name, _)| !schemes.iter().any(|scheme| credential(scheme) == Some(name)));
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    pairs
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let cookies = headers.get_all(COOKIE).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    cookies.map(<[u8]>::trim_ascii)
}

/// Whether bodies are equal: JSON is compared by value, forms by their pairs, everything else by bytes.
fn same_body((headers, body): (&HeaderMap, &Bytes), (others, other): (&HeaderMap, &Bytes)) -> bool {
    let (media_type, another) = (media::of(headers), media::of(others));
    if body.is_empty() && other.is_empty() {
        return true;
    }
    if media_type != another {
        return false;
    }
    let media_type = media_type.unwrap_or_default();
    if media::is_json(&media_type)
        && let (Ok(value), Ok(other)) = (serde_json::from_slice::<Value>(body), serde_json::from_slice::<Value>(other))
    {
        return value == other;
    }
    if media_type == "application/x-www-form-urlencoded" {
        let form = |body: &Bytes| sorted(pairs(&String::from_utf8_lossy(body)), &[]);
        return form(body) == form(other);
    }
    // Every multipart body has its own boundary.
    match (boundary(headers), boundary(others)) {
        (Some(boundary), Some(another)) => *replaced(body, boundary.as_bytes(), another.as_bytes()) == **other,
        _ => body == other,
    }
}

/// The `boundary` parameter of the media type (RFC 2046, section 5.1.1).
fn boundary(headers: &HeaderMap) -> Option<&str> {
    let (_, boundary) = headers.get(CONTENT_TYPE)?.to_str().ok()?.split_once("boundary=")?;
    Some(boundary.split(';').next()?.trim().trim_matches('"')).filter(|boundary| !boundary.is_empty())
}

/// Replaces the boundary in a body.
fn replaced<'a>(body: &'a [u8], boundary: &[u8], by: &[u8]) -> Cow<'a, [u8]> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, tail)) = rest.split_first() {
        match rest.strip_prefix(boundary) {
            Some(tail) => {
                out.extend_from_slice(by);
                rest = tail;
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out.into()
}
