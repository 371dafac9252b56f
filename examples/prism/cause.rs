//! Why calls were not taken, and whose doing it is.

use std::fmt;

use crate::facts::Facts;
use crate::told::Call;

/// Why a call was not taken.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Cause {
    /// Whose doing it is.
    pub whose: Whose,
    /// What it is.
    pub text: String,
}

/// Whose doing it is that a call was not taken.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Whose {
    /// Perhaps ours.
    NotKnown,
    /// The document contradicts itself.
    Document,
    /// Prism does not do what the specification says, or cannot do it.
    Prism,
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotKnown => "not known",
            Self::Document => "document",
            Self::Prism => "Prism",
        })
    }
}

/// A cause that is known: how it is recognised, whose doing it is, and why.
type Known = (fn(&Call, &Facts) -> bool, Whose, &'static str);

const KNOWN: [Known; 32] = [
    (
        |call, _| call.has("errors#NO_COMPLEX_OBJECT_TEXT"),
        Whose::Prism,
        "it responds objects in no media type but JSON, whatever the document declares",
    ),
    (|call, _| call.has("Cannot find serializer for"), Whose::Prism, "it cannot respond with this media type"),
    (
        |call, _| call.has("errors#SCHEMA_TOO_COMPLEX"),
        Whose::Prism,
        "it cannot make a response of a schema that contains itself",
    ),
    (
        |call, _| call.has("errors#NO_RESPONSE_RESPONSE_DEFINED"),
        Whose::Prism,
        "it gives no response where only `default` or a range of statuses is declared",
    ),
    (
        |call, _| call.is_undecodable() && call.has("the body is empty"),
        Whose::Prism,
        "it responds nothing where the JSON has no schema",
    ),
    (
        |call, facts| call.has("errors#NOT_ACCEPTABLE") && facts.has_ranges,
        Whose::Prism,
        "it does not take a range of media types, as the document declares one, for the types in it",
    ),
    (
        |call, _| {
            let ignored = ["accept", "content-type", "authorization"];
            let is_wrong = |name| call.says(&format!("Request header parameter {name}"));
            let is_missing =
                call.says("Request header must have") && call.missing().is_some_and(|name| ignored.contains(&name));
            ignored.into_iter().any(is_wrong) || is_missing
        },
        Whose::Prism,
        "it holds `Accept` or `Content-Type` against a parameter of that name, which is to be ignored (OpenAPI 3.0.4, §4.7.12.2)",
    ),
    (
        |call, _| call.is_undecodable() && call.has("the response header ") && call.has("cannot be read"),
        Whose::Prism,
        "it responds `null` in headers that have no example",
    ),
    (
        |call, _| {
            let is_list = call.says("must be array") && call.says("must match a schema in anyOf");
            is_list && call.says("Request query parameter")
        },
        Whose::Prism,
        "it takes a list of one element in a query for text, where `anyOf` allows the list and `null`",
    ),
    (
        |call, _| call.missing().is_some_and(|name| name.contains("%5b")),
        Whose::Prism,
        "it looks for a parameter whose name has brackets under the name in its encoded form",
    ),
    (
        |call, _| call.is_undecodable() && call.has("missing field") && call.line.contains("[{}]"),
        Whose::Prism,
        "it responds `{}` where a schema contains itself, whatever is required of it",
    ),
    (
        |call, _| {
            let is_null = call.line.ends_with(": null") || call.line.ends_with(": [null]");
            call.is_undecodable() && is_null && call.has("invalid type: null, expected an object")
        },
        Whose::Prism,
        "it responds `null` for an object whose schema, an `allOf`, names no `type`",
    ),
    (
        |call, facts| {
            let kinds = ["no connection", "connection broke"];
            facts.mock_ended && kinds.iter().any(|kind| call.outcome().starts_with(kind))
        },
        Whose::Prism,
        "it ended by itself at an earlier call",
    ),
    (
        |call, _| call.says("Request path parameter") && call.says("must match exactly one schema in oneOf"),
        Whose::Prism,
        "it takes the text of a number in a path for a number and for text, where only one of them may be right",
    ),
    (
        |call, facts| call.says("Request body must be") && facts.has_items(&call.line),
        Whose::Prism,
        "it does not read JSON values that follow each other",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_required_beside_reference(name)),
        Whose::Prism,
        "it heeds what stands beside a `$ref`, which is to be ignored (OpenAPI 3.0.4, §4.7.23)",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_read_only(name)),
        Whose::Prism,
        "it requires members that are `readOnly` of requests, where their schema is a part of another",
    ),
    (
        |call, _| call.is_undecodable() && call.says("Violation: response."),
        Whose::Document,
        "the response, an example or made of one, is not as its schema says; Prism says so itself",
    ),
    (
        |call, facts| call.is_undecodable() && facts.examples_contradict,
        Whose::Document,
        "the response is an example that contradicts its schema, of which the generator warned",
    ),
    (
        |call, _| ["1", "3"].iter().any(|digit| call.outcome().starts_with(&format!("refused by the service {digit}"))),
        Whose::Document,
        "no other response is declared than one that leads elsewhere, or to another protocol",
    ),
    (
        |call, _| call.has("not sendable") && call.has("the body is not an object"),
        Whose::Document,
        "the schema of a form is no object, so that its values have no names",
    ),
    (
        |call, facts| call.outcome().starts_with("refused by the service") && facts.is_ambiguous(&call.line),
        Whose::Document,
        "the address is that of another path, too: they differ in a fragment, or in the names of templates (OpenAPI 3.0.4, §4.7.8)",
    ),
    (
        |call, _| call.has("errors#NO_PATH_MATCHED_ERROR") && call.path().contains(['#', '?']),
        Whose::Document,
        "the path has a query or a fragment, which paths have not (OpenAPI 3.1.2, §4.8.1), and which Prism does not find",
    ),
    (
        |call, _| call.says("Request header must have required property 'content-length'"),
        Whose::Document,
        "a `Content-Length` is required of a request that has no body, where clients should send none (RFC 9110, §8.6)",
    ),
    (
        |call, facts| call.missing().is_some_and(|name| facts.is_undescribed(name)),
        Whose::Document,
        "a member is required that is not described",
    ),
    (
        |call, _| call.says("Request path must have required property"),
        Whose::Document,
        "a path parameter is required that the path does not have",
    ),
    (
        |call, facts| call.says("Request body") && facts.has_no_body(&call.line),
        Whose::Document,
        "no body is valid by its schema, such as one of a `oneOf` whose branches say the same",
    ),
    (
        |call, facts| call.says("Request body must be") && facts.has_bytes(&call.line),
        Whose::Document,
        "bytes or text are declared with the schema of an object or a list",
    ),
    (
        |call, facts| {
            let wrong = ["must be array", "must be object"].iter().any(|wrong| call.says(wrong));
            wrong && call.says("Request body property") && facts.has_form(&call.line)
        },
        Whose::Prism,
        "it takes a member of a form for text, where it is a list of one element or an object",
    ),
    (
        |call, _| {
            call.outcome().starts_with("refused by the service") && call.said.is_empty() && !call.has("stoplight.io")
        },
        Whose::Document,
        "no response of success is declared, so that Prism responds with an error although it finds nothing wrong",
    ),
    (|call, _| call.has("errors#NO_SUCCESS_RESPONSE_DEFINED"), Whose::Document, "no response of success is declared"),
    (|call, _| call.has("errors#NO_RESPONSE_DEFINED"), Whose::Document, "no response is declared"),
];

/// The cause for which a call was not taken; nothing for one that was.
pub fn of(call: &Call, facts: &Facts) -> Option<Cause> {
    if call.is_taken() {
        return None;
    }
    if let Some((_, whose, text)) = KNOWN.iter().find(|(is, ..)| is(call, facts)) {
        return Some(Cause { whose: *whose, text: (*text).to_owned() });
    }
    let kind = call.outcome().split(':').next().unwrap_or_default();
    let said = call.said.first().map(String::as_str);
    let text = said.map_or_else(|| kind.to_owned(), |said| format!("{kind}: {said}"));
    Some(Cause { whose: Whose::NotKnown, text: text.chars().take(120).collect() })
}
