//! Reading a JSON body, and diagnostic the place in it at which reading failed.
//!
//! `serde_json` says line and column; people think in `submissions[0].creation-date`. The path is found afterwards, by
//! going through the body up to that place, so that reading itself, and the types that are read, pay nothing for it.

mod at;
mod member;

use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed};

use crate::wire::decode_error::DecodeError;
use crate::wire::union;

pub(crate) use crate::wire::json::at::at;
pub(crate) use crate::wire::json::member::{first_name, has_member};

/// What a path is where the fault is with the whole body.
const ROOT: &str = "$";

/// Reads `body` as JSON (RFC 8259). A byte order mark is passed over, as section 8.1 allows.
///
/// # Errors
///
/// A body that is not JSON, or not a `T`; the error has the path.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    decode_by(body, PhantomData)
}

/// The same, by a seed.
///
/// # Errors
///
/// As those of [`decode`].
pub(crate) fn decode_by<'b, S: DeserializeSeed<'b>>(body: &'b [u8], seed: S) -> Result<S::Value, DecodeError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = seed.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| explain(body, error))
}

#[cold]
fn explain(body: &[u8], error: serde_json::Error) -> DecodeError {
    if body.iter().all(u8::is_ascii_whitespace) {
        return DecodeError::new("the body is empty");
    }
    let mut steps = if error.is_data() || error.is_syntax() || error.is_eof() {
        steps(body, offset(body, error.line(), error.column()))
    } else {
        Vec::new()
    };
    // Values of unions are read from memory, where there are no lines and columns.
    steps.extend(union::steps(&error.to_string()).unwrap_or_default());
    let path = written(&steps);
    DecodeError::new("the body is not the JSON that is declared").at(path).with_source(error)
}

/// The number of bytes before `column` of `line`, both counted from 1 as `serde_json` does.
fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let mut lines = body.split_inclusive(|&byte| byte == b'\n');
    lines.by_ref().take(line.saturating_sub(1)).map(<[u8]>::len).sum::<usize>() + column
}

/// The steps to the value that was being read when `offset` bytes had been taken.
///
/// `serde_json` stops behind a scalar that is wrong, before a container that is wrong, and behind an object of which
/// a member is missing.
fn steps(body: &[u8], offset: usize) -> Vec<Step> {
    let mut scan = Scan { body, position: 0, steps: Vec::new() };
    while !scan.is_past(offset) {}
    scan.steps
}

/// The steps, written as in JavaScript.
fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(Some(name)) if is_plain(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Member(Some(name)) => path.push_str(&format!("[{name:?}]")),
            Step::Member(None) => {}
            Step::Element(position) => path.push_str(&format!("[{position}]")),
        }
    }
    if path.is_empty() { ROOT.to_owned() } else { path }
}

/// A step from a container to what is in it.
#[derive(Debug)]
pub(crate) enum Step {
    /// Into an object: the member whose value comes next or is being read; none before the first name is complete.
    Member(Option<String>),
    /// Into an array: the position of the element.
    Element(usize),
}

/// A walk through a JSON text that may be faulty.
struct Scan<'a> {
    body: &'a [u8],
    position: usize,
    steps: Vec<Step>,
}

impl Scan<'_> {
    /// Goes on by one token; `true` when the value at which the steps point is the one looked for.
    fn is_past(&mut self, offset: usize) -> bool {
        let Some(byte) = self.next() else {
            return true;
        };
        match byte {
            b'{' | b'[' => {
                if self.position > offset {
                    return true;
                }
                self.steps.push(if byte == b'{' { Step::Member(None) } else { Step::Element(0) });
                false
            }
            b'}' | b']' => {
                self.steps.pop();
                self.position >= offset
            }
            b',' => {
                match self.steps.last_mut() {
                    Some(Step::Element(position)) => *position += 1,
                    Some(Step::Member(name)) => *name = None,
                    None => return true,
                }
                false
            }
            b':' => false,
            b'"' => {
                let start = self.position - 1;
                self.string();
                let text = self.body.get(start..self.position).unwrap_or_default();
                if let Some(Step::Member(name @ None)) = self.steps.last_mut() {
                    if self.position > offset {
                        return true;
                    }
                    *name = Some(serde_json::from_slice(text).unwrap_or_default());
                    return false;
                }
                self.position >= offset
            }
            _ => {
                self.scalar();
                self.position >= offset
            }
        }
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.body.get(self.position)?;
            self.position += 1;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
        }
    }

    /// Goes behind the closing quote.
    fn string(&mut self) {
        while let Some(&byte) = self.body.get(self.position) {
            self.position += 1;
            match byte {
                b'"' => return,
                b'\\' => self.position += 1,
                _ => {}
            }
        }
        self.position = self.body.len();
    }

    /// Goes behind a number or a word.
    fn scalar(&mut self) {
        while let Some(byte) = self.body.get(self.position)
            && !byte.is_ascii_whitespace()
            && !b",:[]{}\"".contains(byte)
        {
            self.position += 1;
        }
    }
}

/// Whether a name can stand in a path without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || ".[]\"".contains(c))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::decode;
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
        One: members(&["id"], &[]),
        Group: members(&["parts"], &[]),
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
    fn an_empty_body_is_called_empty() {
        for body in ["", " ", "\r\n"] {
            let error = decode::<ReceivedResponse>(body.as_bytes()).expect_err("nothing there");
            assert_eq!((error.to_string().as_str(), error.path()), ("the body is empty", None));
        }
    }
}
