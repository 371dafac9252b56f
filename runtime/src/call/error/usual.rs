//! Code and message in the usual shapes of error bodies, for what an API's own pairs do not find.

use serde_json::{Map, Value};

/// A code and a message.
pub(super) type Found = (Option<String>, Option<String>);

/// The names of codes, and of messages, in the order in which they are tried.
const CODES: [&str; 5] = ["code", "error_code", "errorCode", "error", "type"];
const MESSAGES: [&str; 11] = [
    "message",
    "msg",
    "detail",
    "error_description",
    "error_message",
    "error_msg",
    "errorMessage",
    "description",
    "reason",
    "error",
    "title",
];

/// Finds code and message in any JSON: an object of RFC 9457, `{"detail": …}` of FastAPI and Django, `{"errors": […]}`,
/// `{"error": "prose"}`, a list of such, or a string.
pub(super) fn find(body: &Value) -> Found {
    match body {
        Value::String(text) => (None, shown(text)),
        Value::Array(elements) => elements.iter().map(find).find(|found| *found != (None, None)).unwrap_or_default(),
        Value::Object(object) => in_object(object),
        _ => (None, None),
    }
}

fn in_object(object: &Map<String, Value>) -> Found {
    let code = CODES.iter().find_map(|name| code(name, object.get(*name)?));
    let message = MESSAGES.iter().find_map(|name| match object.get(*name)? {
        // What is no code is prose.
        Value::String(text) if *name == "error" && is_word(text) => None,
        Value::String(text) => shown(text),
        _ => None,
    });
    if let Some(message) = message {
        return (code, Some(with_place(object, message)));
    }
    let nested = ["detail", "errors", "error", "message"].iter().filter_map(|name| Some((*name, object.get(*name)?)));
    let nested = nested.filter(|(name, value)| *name == "errors" || !value.is_string()).map(|(_, value)| value);
    let nested = nested.map(|value| match value {
        Value::Object(fields) => match find(value) {
            (None, None) => by_field(fields),
            found => found,
        },
        _ => find(value),
    });
    let (inner, message) = nested.into_iter().find(|found| *found != (None, None)).unwrap_or_default();
    match (code.or(inner), message) {
        // Django's REST framework, without anything around it.
        (None, None) => by_field(object),
        found => found,
    }
}

/// A code: a number, or a word. `type` is a URI in RFC 9457, of which `about:blank` says nothing (section 4.2.1).
fn code(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Number(number) if name != "error" && name != "type" => Some(number.to_string()),
        Value::String(text) if is_word(text) && !(name == "type" && text == "about:blank") => Some(text.clone()),
        _ => None,
    }
}

/// Whether a string is no prose.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_whitespace)
}

/// `{"name": ["This field is required."]}`: the first field's message.
fn by_field(object: &Map<String, Value>) -> Found {
    let is_text = |value: &Value| matches!(value, Value::Array(all) if all.first().is_some_and(Value::is_string));
    if !object.values().all(is_text) {
        return (None, None);
    }
    let first = object.iter().next().and_then(|(name, all)| Some((name, all.get(0)?.as_str()?)));
    (None, first.and_then(|(name, text)| shown(&format!("{name}: {text}"))))
}

/// The message with the place in the request to which it applies, as FastAPI has it: `["body", "name"]`.
fn with_place(object: &Map<String, Value>, message: String) -> String {
    let Some(Value::Array(place)) = object.get("loc") else { return message };
    let place: Vec<String> =
        place.iter().map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned)).collect();
    if place.is_empty() { message } else { format!("{}: {message}", place.join(".")) }
}

fn shown(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn codes_and_messages_are_found_in_the_usual_shapes() {
        let check = |body: &str, code: Option<&str>, message: Option<&str>| {
            let (found_code, found_message) = find(&serde_json::from_str(body).expect(body));
            assert_eq!((found_code.as_deref(), found_message.as_deref()), (code, message), "{body}");
        };
        // RFC 9457.
        check(r#"{"type":"about:blank","title":"Not Found","status":404}"#, None, Some("Not Found"));
        check(r#"{"type":"about:blank","title":"Not Found","detail":"No job 7."}"#, None, Some("No job 7."));
        check(r#"{"type":"https://e.org/gone","title":"Gone","status":410}"#, Some("https://e.org/gone"), Some("Gone"));
        // FastAPI and Django's REST framework.
        check(r#"{"detail":"Not found."}"#, None, Some("Not found."));
        check(
            r#"{"detail":[{"type":"missing","loc":["body","name"],"msg":"Field required","input":{}}]}"#,
            Some("missing"),
            Some("body.name: Field required"),
        );
        check(r#"{"detail":{"code":"E1","message":"m"}}"#, Some("E1"), Some("m"));
        check(r#"{"name":["This field is required."]}"#, None, Some("name: This field is required."));
        // Lists.
        check(r#"{"errors":[{"code":7,"message":"m"},{"message":"n"}]}"#, Some("7"), Some("m"));
        check(r#"{"errors":[{"status":"422","title":"Invalid","detail":"No name."}]}"#, None, Some("No name."));
        check(r#"{"errors":["one","two"]}"#, None, Some("one"));
        check(r#"{"errors":{"name":["can't be blank"]}}"#, None, Some("name: can't be blank"));
        check(r#"[{"message":"m","errorCode":"E"}]"#, Some("E"), Some("m"));
        // Prose and words.
        check(r#"{"error":"no such job"}"#, None, Some("no such job"));
        check(r#"{"error":"unauthorized"}"#, Some("unauthorized"), None);
        check(r#"{"error":"invalid_grant","error_description":"expired"}"#, Some("invalid_grant"), Some("expired"));
        check(r#"{"status":500,"error":"Internal Server Error","message":"boom"}"#, None, Some("boom"));
        check(
            r#"{"error":{"message":"m","type":"invalid_request_error","code":null}}"#,
            Some("invalid_request_error"),
            Some("m"),
        );
        check(r#""no""#, None, Some("no"));
        for body in ["{}", "[]", "null", "1", r#"{"id":7}"#, r#"{"detail":{}}"#, r#"{"detail":[]}"#, r#"{"error":""}"#]
        {
            check(body, None, None);
        }
    }
}
