//! Decoding a JSON body. An error has the path at which decoding failed.
//!
//! `serde_json` reports line and column; people think in `submissions[0].creation-date`. The path is found afterwards, by
//! scanning the body up to that position, so that decoding itself, and the types that are decoded, pay nothing for it.

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed};

use crate::wire::decode_error::DecodeError;
use crate::wire::json::mismatches::{Attempt, mismatches, place};
use crate::wire::json::null::{Absent, Null};
use crate::wire::json::path::written;
use crate::wire::number::NumbersSeed;

/// Decodes `body` as JSON (RFC 8259), ignoring a byte order mark, as section 8.1 allows.
///
/// # Errors
///
/// The body is not JSON, or not a `T`; the error has the path.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = without_mark(body);
    attempt(body, PhantomData).map_err(|error| explain(body, error, Some(|body| attempt(body, PhantomData::<T>).err())))
}

/// As [`decode`], but tolerates what has one meaning only: `null` is an empty list or map, and an empty body is `None`, if a `T`
/// is one.
///
/// # Errors
///
/// As for [`decode`].
pub(crate) fn decode_tolerantly<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    decode(body).or_else(|error| {
        let substitute = match body.trim_ascii() {
            b"" => T::deserialize(Absent::<serde_json::Error>::VALUE).ok(),
            b"null" => T::deserialize(Null::<serde_json::Error>::VALUE).ok(),
            _ => None,
        };
        substitute.ok_or(error)
    })
}

/// As [`decode`], by a seed.
///
/// # Errors
///
/// As for [`decode`].
pub(crate) fn decode_by<'b, S: DeserializeSeed<'b>>(body: &'b [u8], seed: S) -> Result<S::Value, DecodeError> {
    let body = without_mark(body);
    attempt(body, seed).map_err(|error| explain(body, error, None))
}

/// The body without a byte order mark.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

fn attempt<'b, S: DeserializeSeed<'b>>(body: &'b [u8], seed: S) -> Result<S::Value, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    NumbersSeed(seed).deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value))
}

/// The error of a body. With `again` it has all mismatches.
#[cold]
fn explain(body: &[u8], error: serde_json::Error, again: Option<Attempt>) -> DecodeError {
    if body.iter().all(u8::is_ascii_whitespace) {
        return DecodeError::new("the body is empty");
    }
    let steps = place(body, &error);
    let found = match again {
        Some(again) => mismatches(body, (&steps, &error), again),
        None => (Vec::new(), false),
    };
    DecodeError::new("the body is not the JSON that is declared")
        .at(written(&steps))
        .with_mismatches(found)
        .with_source(error)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{decode, decode_tolerantly};
    use crate::wire::map::Map;
    use crate::{object, union};

    #[derive(Debug)]
    #[allow(dead_code)]
    struct ReceivedResponse {
        submissions: Option<Vec<Submission>>,
        by_name: Option<Map<Submission>>,
        count: Option<u8>,
    }

    object! { ReceivedResponse {
        submissions: "submissions",
        by_name: "by name",
        count: "count",
    } }

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Submission {
        id: i64,
        date: Option<i64>,
        tags: Option<Vec<String>>,
        link: Option<Box<Submission>>,
    }

    object! { Submission {
        id: "id" as required,
        date: "creation-date" as lenient,
        tags: "tags",
        link: "link",
    } }

    #[test]
    fn an_error_says_where() {
        let check = |json: &str, path: &str, text: &str| {
            let error = decode::<ReceivedResponse>(json.as_bytes()).expect_err(json);
            assert_eq!(error.path(), Some(path), "{json}\n{error}");
            let shown = error.to_string();
            assert!(shown.contains(text), "{shown}");
        };
        check(
            r#"{"submissions":[{"id":1,"creation-date":"x"}]}"#,
            "submissions[0].creation-date",
            "expected an integer",
        );
        check(r#"{"submissions":[{"id":1},{"id":"1","tags":[]}]}"#, "submissions[1].id", "expected i64");
        check(r#"{"submissions":[{"id":true }]}"#, "submissions[0].id", "expected i64");
        check(r#"{"submissions":[{"id":{"a":1}}]}"#, "submissions[0].id", "expected i64");
        check(r#"{"submissions":[{"id":[1]}]}"#, "submissions[0].id", "expected i64");
        check(r#"{"submissions":[{"id": null}]}"#, "submissions[0].id", "invalid type: null");
        check(r#"{"submissions":[{"id":null,"tags":["a"]},{"id":1}]}"#, "submissions[0].id", "invalid type: null");
        check(r#"{"submissions":[{"id":1,"link":{"id":null,"link":null}}]}"#, "submissions[0].link.id", "null");
        check(r#"{"submissions":[{"id":null,"tags":["a"#, "submissions[0].tags[0]", "EOF");
        check(r#"{"submissions":[{"id":9223372036854775808}]}"#, "submissions[0].id", "expected i64");
        check(
            r#"{"submissions":[{"id":1,"creation-date":9223372036854775808}]}"#,
            "submissions[0].creation-date",
            "out of range",
        );
        check(r#"{"submissions":[{"id":1,"tags":["a", 5]}]}"#, "submissions[0].tags[1]", "expected a string");
        check(
            r#"{"submissions":[{"id":1,"link":{"link":{"id":1.5}}}]}"#,
            "submissions[0].link.link.id",
            "expected i64",
        );
        check(r#"{"submissions":[{"tags":["a"]}]}"#, "submissions[0]", r#"missing field "id""#);
        check("{\"submissions\" : [ {} , {\"id\":2} ] }", "submissions[0]", r#"missing field "id""#);
        check(r#"{"submissions":[{"id":1},{"id":2,"link":{}}]}"#, "submissions[1].link", r#"missing field "id""#);
        check(r#"{"submissions":{"id":1}}"#, "submissions", "expected a sequence");
        check(r#"{"submissions":"none"}"#, "submissions", "expected a sequence");
        check(r#"{"submissions":[[]]}"#, "submissions[0]", "expected an object (Submission)");
        check(
            "{\n  \"count\": 1,\n  \"by name\": {\n    \"a.b\": {\"id\": \"\"}\n  }\n}",
            "[\"by name\"][\"a.b\"].id",
            "expected i64",
        );
        check(r#"{"a":{"b":[1,{"c":"}]\"\\"}]},"count":256}"#, "count", "expected u8");
        check(r#"{"\u0063ount":256}"#, "count", "expected u8");
        check("[]", "$", "expected an object (ReceivedResponse)");
        check("7", "$", "expected an object (ReceivedResponse)");
        check("null", "$", "expected an object (ReceivedResponse)");
        check("<html></html>", "$", "expected value");
        check(r#"{"count":1} x"#, "$", "trailing characters");
        check(r#"{"count":1"#, "count", "EOF");
        check(r#"{"submissions":[{"id":1"#, "submissions[0].id", "EOF");
        check(r#"{"submissions":[{"id":1},"#, "submissions[1]", "EOF");
        check(r#"{"submissions":[{"id":x}]}"#, "submissions[0].id", "expected value");
        check(r#"{"submissions":[{"tags":["a" "b"]}]}"#, "submissions[0].tags[0]", "expected `,` or `]`");
        check(r#"{"count" 1}"#, "count", "expected `:`");
        check("{\"count\":1,\"x\":\"\u{1}\"}", "x", "control character");
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    enum Part {
        One(Submission),
        Group(Group),
        Unknown(Value),
    }

    union! { Part {
        One: properties(&["id"], &[]),
        Group: properties(&["parts"], &[]),
    } }

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Group {
        parts: Vec<Part>,
    }

    object! { Group {
        parts: "parts" as required,
    } }

    #[test]
    fn an_error_says_where_in_a_union() {
        let check = |json: &str, path: &str, text: &str| {
            let error = decode::<Vec<Part>>(json.as_bytes()).expect_err(json);
            assert_eq!(error.path(), Some(path), "{json}\n{error}");
            let shown = error.to_string();
            assert!(shown.contains(text), "{shown}");
        };
        check(r#"[{"id":1},{"id":"1"}]"#, "[1].id", "expected i64");
        check(r#"[{"id":1,"tags":["a", 5]}, {}]"#, "[0].tags[1]", "expected a string");
        check(r#"[{"id":1,"link":{"tags":[]}}]"#, "[0].link", r#"missing field "id""#);
        check(r#"[{"id":null}]"#, "[0].id", "invalid type: null, expected i64");
        check(r#"[{"parts":[{}, {"id":1}, {"parts":[{"id":1.5}]}]}]"#, "[0].parts[2].parts[0].id", "expected i64");
        check(r#"[{"parts":"none"}]"#, "[0].parts", "expected a sequence");
        check(r#"[{"parts":[]}, 7"#, "[1]", "EOF");
    }

    #[test]
    fn a_mark_at_the_beginning_is_passed_over() {
        assert!(decode::<Value>(b"\xEF\xBB\xBF{}").is_ok());
        let error = decode::<ReceivedResponse>(b"\xEF\xBB\xBF{\"count\":-1}").expect_err("out of range");
        assert_eq!(error.path(), Some("count"));
    }

    #[test]
    fn what_has_one_meaning_only_is_tolerated() {
        assert_eq!(decode_tolerantly::<Vec<i64>>(b" null\n").expect("it is a list"), Vec::<i64>::new());
        assert_eq!(decode_tolerantly::<Map<i64>>(b"null").expect("it is a map"), Map::new());
        assert_eq!(decode_tolerantly::<Option<i64>>(b"").expect("it is optional"), None);
        assert_eq!(decode_tolerantly::<Option<Vec<i64>>>(b"null").expect("it is optional"), None);
        assert_eq!(decode_tolerantly::<Value>(b"null").expect("it is JSON"), Value::Null);
        for (body, expected) in [("", "the body is empty"), ("null", "expected an object (Submission)")] {
            let error = decode_tolerantly::<Submission>(body.as_bytes()).expect_err(body).to_string();
            assert!(error.contains(expected), "{error}");
        }
        assert!(decode_tolerantly::<Vec<i64>>(b"").is_err(), "an empty body is no list");
        assert!(decode_tolerantly::<Value>(b"").is_err());
        assert!(decode::<Vec<i64>>(b"null").is_err());
    }

    #[test]
    fn an_empty_body_is_called_empty() {
        for body in ["", " ", "\r\n"] {
            let error = decode::<ReceivedResponse>(body.as_bytes()).expect_err("nothing there");
            assert_eq!((error.to_string().as_str(), error.path()), ("the body is empty", None));
        }
    }
}
