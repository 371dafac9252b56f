//! Why calls were rejected, and who caused it.

use std::fmt;

use crate::facts::Facts;
use crate::log::Call;

/// Why a call was rejected.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Cause {
    /// Who caused it.
    pub origin: Origin,
    /// A description.
    pub text: String,
}

/// Who caused the rejection of a call.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Origin {
    /// Unknown, possibly a bug of the generator.
    Unknown,
    /// The document contradicts itself.
    Document,
    /// Prism deviates from the specification or lacks a feature.
    Prism,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unknown => "unknown",
            Self::Document => "document",
            Self::Prism => "Prism",
        })
    }
}

/// A known cause: how it is recognised, its origin, and a description.
type Known = (fn(&Call, &Facts) -> bool, Origin, &'static str);

const KNOWN: [Known; 32] = [
    (
        |call, _| call.has("errors#NO_COMPLEX_OBJECT_TEXT"),
        Origin::Prism,
        "it responds with objects only as JSON, whatever the document declares",
    ),
    (|call, _| call.has("Cannot find serializer for"), Origin::Prism, "it cannot respond with this media type"),
    (
        |call, _| call.has("errors#SCHEMA_TOO_COMPLEX"),
        Origin::Prism,
        "it cannot generate a response for a recursive schema",
    ),
    (
        |call, _| call.has("errors#NO_RESPONSE_RESPONSE_DEFINED"),
        Origin::Prism,
        "it does not respond if only `default` or a range of statuses is declared",
    ),
    (
        |call, _| call.is_undecodable() && call.has("the body is empty"),
        Origin::Prism,
        "it responds with an empty body if the JSON has no schema",
    ),
    (
        |call, facts| call.has("errors#NOT_ACCEPTABLE") && facts.has_ranges,
        Origin::Prism,
        "it does not match media types against a declared range",
    ),
    (
        |call, _| {
            let ignored = ["accept", "content-type", "authorization"];
            let is_wrong = |name| call.says(&format!("Request header parameter {name}"));
            let is_missing =
                call.says("Request header must have") && call.missing().is_some_and(|name| ignored.contains(&name));
            ignored.into_iter().any(is_wrong) || is_missing
        },
        Origin::Prism,
        "it validates `Accept` or `Content-Type` against a parameter of that name, which must be ignored (OpenAPI 3.0.4, §4.7.12.2)",
    ),
    (
        |call, _| call.is_undecodable() && call.has("the response header ") && call.has("cannot be read"),
        Origin::Prism,
        "it responds with `null` in headers without an example",
    ),
    (
        |call, _| {
            let is_list = call.says("must be array") && call.says("must match a schema in anyOf");
            is_list && call.says("Request query parameter")
        },
        Origin::Prism,
        "it reads a one-element list in a query as a string if `anyOf` allows the list and `null`",
    ),
    (
        |call, _| call.missing().is_some_and(|name| name.contains("%5b")),
        Origin::Prism,
        "it looks for a parameter with brackets in its name under the encoded name",
    ),
    (
        |call, _| call.is_undecodable() && call.has("missing field") && call.line.contains("[{}]"),
        Origin::Prism,
        "it responds with `{}` for a recursive schema, whatever is required",
    ),
    (
        |call, _| {
            let is_null = call.line.ends_with(": null") || call.line.ends_with(": [null]");
            call.is_undecodable() && is_null && call.has("invalid type: null, expected an object")
        },
        Origin::Prism,
        "it responds with `null` for an object whose `allOf` schema has no `type`",
    ),
    (
        |call, facts| {
            let kinds = ["connection failed", "connection lost"];
            facts.mock_ended && kinds.iter().any(|kind| call.outcome().starts_with(kind))
        },
        Origin::Prism,
        "it exited during an earlier call",
    ),
    (
        |call, _| call.says("Request path parameter") && call.says("must match exactly one schema in oneOf"),
        Origin::Prism,
        "it reads a number in a path as a number and as a string, of which only one may match",
    ),
    (
        |call, facts| call.says("Request body must be") && facts.has_items(&call.line),
        Origin::Prism,
        "it does not read sequences of JSON values",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_required_beside_reference(name)),
        Origin::Prism,
        "it applies keywords beside a `$ref`, which must be ignored (OpenAPI 3.0.4, §4.7.23)",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_read_only(name)),
        Origin::Prism,
        "it requires `readOnly` properties in requests if their schema is part of another one",
    ),
    (
        |call, _| call.is_undecodable() && call.says("Violation: response."),
        Origin::Document,
        "the response, taken from an example, does not match its schema, as Prism itself reports",
    ),
    (
        |call, facts| call.is_undecodable() && facts.examples_contradict,
        Origin::Document,
        "the response is an example that contradicts its schema, as the generator warned",
    ),
    (
        |call, _| ["1", "3"].iter().any(|digit| call.outcome().starts_with(&format!("service error {digit}"))),
        Origin::Document,
        "the only declared responses are redirects or switches of protocol",
    ),
    (
        |call, _| call.has("invalid request") && call.has("the body is not an object"),
        Origin::Document,
        "the schema of a form is not an object, so its values have no names",
    ),
    (
        |call, facts| call.outcome().starts_with("service error") && facts.is_ambiguous(&call.line),
        Origin::Document,
        "another path has the same URL: they differ in a fragment, or in the names of path parameters (OpenAPI 3.0.4, §4.7.8)",
    ),
    (
        |call, _| call.has("errors#NO_PATH_MATCHED_ERROR") && call.path().contains(['#', '?']),
        Origin::Document,
        "the path has a query or a fragment, which paths must not have (OpenAPI 3.1.2, §4.8.1) and Prism does not match",
    ),
    (
        |call, _| call.says("Request header must have required property 'content-length'"),
        Origin::Document,
        "a `Content-Length` is required for a request without a body, where clients should not send one (RFC 9110, §8.6)",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_undescribed(name)),
        Origin::Document,
        "a required property has no schema",
    ),
    (
        |call, _| call.says("Request path must have required property"),
        Origin::Document,
        "a required path parameter is not in the path",
    ),
    (
        |call, facts| call.says("Request body") && facts.has_no_body(&call.line),
        Origin::Document,
        "no body matches the schema, such as a `oneOf` with equal branches",
    ),
    (
        |call, facts| call.says("Request body must be") && facts.has_bytes(&call.line),
        Origin::Document,
        "bytes or text are declared with an object or array schema",
    ),
    (
        |call, facts| {
            let wrong = ["must be array", "must be object"].iter().any(|wrong| call.says(wrong));
            wrong && call.says("Request body property") && facts.has_form(&call.line)
        },
        Origin::Prism,
        "it reads a property of a form as a string if it is a one-element list or an object",
    ),
    (
        |call, _| {
            call.outcome().starts_with("service error") && call.violations.is_empty() && !call.has("stoplight.io")
        },
        Origin::Document,
        "no success response is declared, so Prism responds with an error to a valid request",
    ),
    (|call, _| call.has("errors#NO_SUCCESS_RESPONSE_DEFINED"), Origin::Document, "no success response is declared"),
    (|call, _| call.has("errors#NO_RESPONSE_DEFINED"), Origin::Document, "no response is declared"),
];

/// Why a call was rejected; `None` if it was accepted.
pub fn of(call: &Call, facts: &Facts) -> Option<Cause> {
    if call.is_accepted() {
        return None;
    }
    if let Some((_, origin, text)) = KNOWN.iter().find(|(is, ..)| is(call, facts)) {
        return Some(Cause { origin: *origin, text: (*text).to_owned() });
    }
    let kind = call.outcome().split(':').next().unwrap_or_default();
    let violation = call.violations.first().map(String::as_str);
    let text = violation.map_or_else(|| kind.to_owned(), |violation| format!("{kind}: {violation}"));
    Some(Cause { origin: Origin::Unknown, text: text.chars().take(120).collect() })
}
