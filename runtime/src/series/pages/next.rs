//! The request for the next page.

use reqwest::header::LINK;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::paging::{Next, PageFrom, PageTo, Paging};
use super::seen::Seen;
use crate::HeaderMap;
use crate::call::request::Request;
use crate::call::response::RawResponse;
use crate::wire::json;

/// The request for the page after this one; `None` if this is the last. Problems are reported when it is sent.
pub(super) fn next(paging: &Paging, request: Request, page: &RawResponse, seen: &mut Seen) -> Option<Request> {
    if paging.more.is_some_and(|pointer| json::at(&page.body, pointer).ok().flatten() != Some(true)) {
        return None;
    }
    match paging.next {
        Next::Token(to, from) => {
            let token = marker(paging, from, page)?;
            if let Some(position) = position(&request, to) {
                seen.repeats(&text(position));
            }
            let again = seen.repeats(&text(token.clone()));
            let request = set(request, to, token);
            Some(if again { repeated_page(request) } else { request })
        }
        Next::Url(from) => {
            let reference = text(marker(paging, from, page)?);
            seen.repeats(&request.address());
            let request = request.at(&reference);
            let again = seen.repeats(&request.address());
            Some(if again { repeated_page(request) } else { request })
        }
        Next::Offset(to) => {
            let (count, before) = (count(paging, page)?, number(&request, to).unwrap_or(0));
            let next = before.checked_add(count)?;
            let total = paging.total.and_then(|total| whole(page, total)).or_else(|| header_count(paging, page));
            let is_last = total.is_some_and(|total| next >= total);
            (!is_last).then(|| set(request, to, Value::from(next)))
        }
        Next::Number(to, first) => {
            let count = count(paging, page)?;
            let next = number(&request, to).unwrap_or(first).checked_add(1)?;
            let pages = paging.total.and_then(|total| whole(page, total));
            // The last page may be smaller than the others.
            seen.largest = seen.largest.max(count);
            let size = paging.size.and_then(|size| whole(page, size)).unwrap_or(count).max(seen.largest);
            let so_far = next.saturating_sub(first).saturating_sub(1).saturating_mul(size).saturating_add(count);
            let items = paging.count.and_then(|all| whole(page, all)).or_else(|| header_count(paging, page));
            let is_last = pages.is_some_and(|pages| next >= first.saturating_add(pages))
                || items.is_some_and(|items| so_far >= items);
            (!is_last).then(|| set(request, to, Value::from(next)))
        }
    }
}

fn repeated_page(request: Request) -> Request {
    request.refused(
        "the service returned a page that was requested before as the next page, which would loop forever \
         (`repeated_tokens` allows that)",
    )
}

/// The token or URL in a response; `None` if it is absent, `null`, empty, or neither a string nor a number.
fn marker(paging: &Paging, from: PageFrom, page: &RawResponse) -> Option<Value> {
    let value = match from {
        PageFrom::Body(pointer) => json::at(&page.body, pointer).ok().flatten(),
        PageFrom::LastItem(pointer) => {
            let items: Vec<Value> = json::at(&page.body, paging.items).ok().flatten()?;
            items.last()?.pointer(pointer).cloned()
        }
        PageFrom::Header(name) => page.headers.get(name).and_then(|value| value.to_str().ok()).map(Value::from),
        PageFrom::Link => link(&page.headers).map(Value::from),
    };
    value.filter(|value| match value {
        Value::String(text) => !text.is_empty(),
        other => other.is_number(),
    })
}

/// Whether a page has no items.
pub(super) fn is_empty(paging: &Paging, page: &RawResponse) -> bool {
    count(paging, page).is_none()
}

/// The total number of items, if a header has it.
fn header_count(paging: &Paging, page: &RawResponse) -> Option<u64> {
    page.headers.get(paging.count_header?)?.to_str().ok()?.trim().parse().ok()
}

/// The number of items, if there are any.
fn count(paging: &Paging, page: &RawResponse) -> Option<u64> {
    let items: Vec<IgnoredAny> = json::at(&page.body, paging.items).ok().flatten()?;
    (!items.is_empty()).then_some(items.len() as u64)
}

/// An integer of a response, which may be a string.
fn whole(page: &RawResponse, pointer: &str) -> Option<u64> {
    as_whole(&json::at(&page.body, pointer).ok().flatten()?)
}

fn as_whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The position parameter of a request.
fn position(request: &Request, to: PageTo) -> Option<Value> {
    match to {
        PageTo::Query(name) => request.query_value(name).map(Value::from),
        PageTo::Body(pointer) => request.json_body()?.pointer(pointer).cloned(),
    }
}

fn number(request: &Request, to: PageTo) -> Option<u64> {
    as_whole(&position(request, to)?)
}

/// Sets the position parameter of a request.
fn set(request: Request, to: PageTo, value: Value) -> Request {
    match to {
        PageTo::Query(name) => request.replace_query(name, &text(value)),
        PageTo::Body(pointer) => match request.json_body().and_then(|body| with_value_at(body, pointer, value)) {
            Some(body) => request.json(&body),
            None => request.refused("the next page cannot be requested: the body has no object for its position"),
        },
    }
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// Sets a value in a body, creating objects on the way.
fn with_value_at(mut body: Value, pointer: &str, value: Value) -> Option<Value> {
    let mut place = &mut body;
    for step in pointer.split('/').skip(1) {
        if place.is_null() {
            *place = Value::Object(serde_json::Map::new());
        }
        place = place.as_object_mut()?.entry(step.replace("~1", "/").replace("~0", "~")).or_insert(Value::Null);
    }
    *place = value;
    Some(body)
}

/// The target of the link whose relation is `next` (RFC 8288, section 3).
fn link(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_link)
}

fn next_link(field: &str) -> Option<String> {
    let mut rest = field;
    while let Some((_, tail)) = rest.split_once('<') {
        let (target, tail) = tail.split_once('>')?;
        // The next link begins at a `<` outside of quotes.
        let mut quoted = false;
        let end = tail.find(|c| {
            quoted ^= c == '"';
            c == '<' && !quoted
        });
        let (parameters, next) = tail.split_at(end.unwrap_or(tail.len()));
        if parameters.split([';', ',']).any(is_next) {
            return Some(target.trim().to_owned());
        }
        rest = next;
    }
    None
}

/// Whether a parameter of a link contains the relation `next` (section 3.3).
fn is_next(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return false };
    let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
    name.trim().eq_ignore_ascii_case("rel") && relations.any(|relation| relation.eq_ignore_ascii_case("next"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_are_parsed() {
        fn check(field: &str, expected: Option<&str>) {
            assert_eq!(next_link(field).as_deref(), expected, "{field}");
        }
        check(
            r#"<https://a.example/?page=2>; rel="next", <https://a.example/?page=9>; rel="last""#,
            Some("https://a.example/?page=2"),
        );
        check(r#"</?page=1>; rel=prev,</?page=3>;title="a <b>; rel=x";REL=next"#, Some("/?page=3"));
        check(r#"<b>; rel="first next""#, Some("b"));
        check(r#"<b>; rel="nextish""#, None);
        check("<b", None);
        check("", None);
    }

    #[test]
    fn values_are_set_at_pointers() {
        assert_eq!(with_value_at(json!({"a": 1}), "/b/c", json!("x")), Some(json!({"a": 1, "b": {"c": "x"}})));
        assert_eq!(with_value_at(json!({"a": 1}), "/a/c", json!("x")), None);
        assert_eq!(with_value_at(json!(null), "/a", json!(2)), Some(json!({"a": 2})));
    }
}
