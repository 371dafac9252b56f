//! Everything in a JSON body that does not match its type.
//!
//! Decoding stops at the first mismatch. After an error, the value there is removed from a copy of the body, which is decoded again, and
//! so on. An object of which a required property was removed is incomplete for that reason; then it is removed as a whole, and
//! its own mismatches were found before. So types are decoded by the same code as ever, and a body without mismatches costs
//! nothing.

use std::fmt;

use serde_json::Value;

use crate::wire::json::path::{Step, offset, steps, written};
use crate::wire::object::missing;
use crate::wire::union;

/// The maximum number of mismatches in an error.
const MOST: usize = 20;

/// The maximum number of times a body is decoded again: for each mismatch, and for each object that is incomplete.
const MOST_ATTEMPTS: usize = 3 * MOST;

/// The maximum length of a body, in bytes, that is decoded again.
const LONGEST: usize = 1 << 20;

/// The maximum length of a message, in characters.
const LONGEST_MESSAGE: usize = 160;

/// A value in a JSON body that does not match its type.
///
/// Displayed as its place and what is wrong: `/jobs/0/id: invalid type: string "x", expected i64`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mismatch {
    path: String,
    pointer: String,
    message: String,
}

impl Mismatch {
    /// The path: `submissions[0].creation-date`, or `$` for the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The place as a JSON pointer (RFC 6901): `/submissions/0/creation-date`; empty for the whole body.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.pointer.is_empty() { "the body" } else { &self.pointer }, self.message)
    }
}

/// Decodes a body, for its error alone.
pub(super) type Attempt = fn(&[u8]) -> Option<serde_json::Error>;

/// The steps to the value that an error is about.
pub(super) fn place(body: &[u8], error: &serde_json::Error) -> Vec<Step> {
    let mut steps = if error.is_data() || error.is_syntax() || error.is_eof() {
        steps(body, offset(body, error.line(), error.column()))
    } else {
        Vec::new()
    };
    // Values of unions are decoded from memory, where there are no lines and columns.
    steps.extend(union::steps(&error.to_string()).unwrap_or_default());
    steps
}

/// All mismatches of a body, beginning with the one at a place, which `first` is about. The last result is whether there are more.
pub(super) fn mismatches(body: &[u8], first: (&[Step], &serde_json::Error), attempt: Attempt) -> (Vec<Mismatch>, bool) {
    let mut found = Found::default();
    found.add(first.0, &message(first.1));
    let parsed = || serde_json::from_slice::<Value>(body).ok();
    let Some(mut rest) = Some(()).filter(|()| first.1.is_data() && body.len() <= LONGEST).and_then(|()| parsed())
    else {
        return (found.mismatches, false);
    };
    let mut place = first.0.to_vec();
    missing::take();
    for _ in 0..MOST_ATTEMPTS {
        if found.mismatches.len() == MOST {
            return (found.mismatches, true);
        }
        if !found.remove(&mut rest, &place) {
            return (found.mismatches, false);
        }
        let text = rest.to_string().into_bytes();
        let Some(error) = attempt(&text) else { return (found.mismatches, false) };
        let absent = missing::take();
        if !error.is_data() {
            return (found.mismatches, false);
        }
        place = self::place(&text, &error);
        let original = found.original(&place);
        match absent.is_empty() {
            true => found.add(&original, &message(&error)),
            false => {
                let really: Vec<&str> =
                    absent.iter().copied().filter(|name| !found.has_removed(&original, name)).collect();
                if !really.is_empty() {
                    found.add(&original, &missing::message(&really));
                }
            }
        }
    }
    (found.mismatches, true)
}

/// The message of an error without its position, cut if it has a long value in it.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&position).unwrap_or(&text);
    match text.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// The mismatches so far, and the values that were removed.
#[derive(Default)]
struct Found {
    mismatches: Vec<Mismatch>,
    /// The places of removed values, each in the body without those that were removed before.
    removed: Vec<Vec<Step>>,
    /// The same places in the body as it was received.
    originals: Vec<String>,
}

impl Found {
    fn add(&mut self, steps: &[Step], message: &str) {
        let pointer = pointer(steps);
        if self.mismatches.iter().all(|known| known.pointer != pointer) {
            self.mismatches.push(Mismatch { path: written(steps), pointer, message: message.to_owned() });
        }
    }

    /// Removes the value at a place; `false` if that is the whole body.
    fn remove(&mut self, body: &mut Value, place: &[Step]) -> bool {
        let Some((last, outer)) = place.split_last() else { return false };
        let Some(container) = body.pointer_mut(&pointer(outer)) else { return false };
        let is_removed = match (container, last) {
            (Value::Object(properties), Step::Property(Some(name))) => properties.remove(name).is_some(),
            (Value::Array(elements), Step::Element(index)) if *index < elements.len() => {
                elements.remove(*index);
                true
            }
            _ => false,
        };
        if is_removed {
            self.originals.push(pointer(&self.original(place)));
            self.removed.push(place.to_vec());
        }
        is_removed
    }

    /// A place in the body as it was received.
    fn original(&self, place: &[Step]) -> Vec<Step> {
        let mut place = place.to_vec();
        for removed in self.removed.iter().rev() {
            let Some((Step::Element(index), outer)) = removed.split_last() else { continue };
            if place.starts_with(outer)
                && let Some(Step::Element(current)) = place.get_mut(outer.len())
                && *current >= *index
            {
                *current += 1;
            }
        }
        place
    }

    /// Whether a property of an object was removed.
    fn has_removed(&self, object: &[Step], name: &str) -> bool {
        let mut place = object.to_vec();
        place.push(Step::Property(Some(name.to_owned())));
        self.originals.contains(&pointer(&place))
    }
}

/// The steps as a JSON pointer.
fn pointer(steps: &[Step]) -> String {
    let mut pointer = String::new();
    for step in steps {
        match step {
            Step::Property(Some(name)) => {
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            Step::Property(None) => {}
            Step::Element(index) => pointer.push_str(&format!("/{index}")),
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::wire::json::decode;
    use crate::wire::map::Map;
    use crate::{object, union};

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Page {
        jobs: Vec<Job>,
        by_name: Option<Map<Job>>,
        total: i64,
        more: Option<bool>,
    }

    object! { Page {
        jobs: "jobs" as required,
        by_name: "by/name",
        total: "total" as required,
        more: "more",
    } }

    #[derive(Debug)]
    #[allow(dead_code)]
    struct Job {
        id: i64,
        name: String,
        tags: Option<Vec<String>>,
        step: Option<Step>,
    }

    object! { Job {
        id: "id" as required,
        name: "name" as required,
        tags: "tags",
        step: "step",
    } }

    #[derive(Debug)]
    #[allow(dead_code)]
    enum Step {
        One(Box<Job>),
        Unknown(Value),
    }

    union! { Step {
        One: properties(&["id"], &[]),
    } }

    fn check(json: &str, expected: &[&str]) {
        let error = decode::<Page>(json.as_bytes()).expect_err(json);
        let found: Vec<String> = error.mismatches().iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{json}\n{error}");
    }

    #[test]
    fn all_mismatches_are_found() {
        let string = r#"invalid type: string "x", expected i64"#;
        check(r#"{"jobs":[],"total":"x"}"#, &[&format!("/total: {string}")]);
        check(
            r#"{"jobs":[{"id":"x","name":1},{"id":1,"name":"a"},{"id":"x","name":"b"}],"more":7}"#,
            &[
                &format!("/jobs/0/id: {string}"),
                "/jobs/0/name: invalid type: integer `1`, expected a string",
                &format!("/jobs/2/id: {string}"),
                "/more: invalid type: integer `7`, expected a boolean",
                "the body: missing field \"total\"",
            ],
        );
        check(
            r#"{"jobs":[{"tags":["a",1,"b",2]}],"total":1}"#,
            &[
                "/jobs/0/tags/1: invalid type: integer `1`, expected a string",
                "/jobs/0/tags/3: invalid type: integer `2`, expected a string",
                "/jobs/0: missing fields \"id\", \"name\"",
            ],
        );
        check(
            r#"{"jobs":[],"total":1,"by/name":{"a~":{"id":null,"name":"a"},"b":{"id":1}}}"#,
            &["/by~1name/a~0/id: invalid type: null, expected i64", "/by~1name/b: missing field \"name\""],
        );
        check(
            r#"{"jobs":[{"id":1,"name":"a","step":{"id":1,"name":2}},{"id":1}],"total":1}"#,
            &["/jobs/0/step/name: invalid type: integer `2`, expected a string", "/jobs/1: missing field \"name\""],
        );
        check("[]", &["the body: invalid type: sequence, expected an object (Page)"]);
    }

    #[test]
    fn their_number_is_bounded() {
        let jobs = vec![r#"{"id":"x","name":1}"#; 1000].join(",");
        let error = decode::<Page>(format!(r#"{{"jobs":[{jobs}],"total":1}}"#).as_bytes()).expect_err("wrong");
        assert_eq!(error.mismatches().len(), 20);
        let shown = error.to_string();
        assert!(shown.contains("and more") && shown.len() < 3_000, "{shown}");
    }
}
