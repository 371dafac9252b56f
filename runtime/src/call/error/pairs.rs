//! Finds the code and the message in an error body, whichever of the API's shapes it has.

use serde_json::{Map, Value};

use crate::call::error::usual;

/// Finds the code and the message in `body`, by the pairs of property names that the API uses for them.
///
/// A pair matches if both properties are present, each a number or a non-empty string. Pairs are tried in order at the top
/// level, then inside each property that is an object. Arrays are not searched. If no pair matches, the first single code
/// and message at the same places are returned, and what these lack is looked for in the usual shapes of error bodies. A body
/// that is not JSON but plain text is the message.
pub(crate) fn find(pairs: &[(&str, &str)], body: &[u8]) -> (Option<String>, Option<String>) {
    let object = match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => object,
        Ok(other) => return usual::find(&other),
        Err(_) => return (None, plain(body)),
    };
    let pair = |object: &Map<String, Value>| {
        let mut found = pairs.iter().filter_map(|(code, message)| Some((text(object, code)?, text(object, message)?)));
        found.next()
    };
    let single = |object: &Map<String, Value>| {
        let code = pairs.iter().find_map(|(code, _)| text(object, code));
        let message = pairs.iter().find_map(|(_, message)| text(object, message));
        (code.is_some() || message.is_some()).then_some((code, message))
    };
    match search(&object, &pair) {
        Some((code, message)) => (Some(code), Some(message)),
        None => {
            let (code, message) = search(&object, &single).unwrap_or_default();
            if code.is_some() && message.is_some() {
                return (code, message);
            }
            let (usual_code, usual_message) = usual::find(&Value::Object(object));
            (code.or(usual_code), message.or(usual_message))
        }
    }
}

/// A body that is neither JSON nor a page.
fn plain(body: &[u8]) -> Option<String> {
    let text = str::from_utf8(body).ok()?.trim();
    let is_plain = !text.is_empty() && !text.starts_with(['<', '{', '[', '"']);
    is_plain.then(|| text.to_owned())
}

/// Whether `body` is an error: a pair matches at the top level with a code other than 0, which some APIs return for success,
/// and no property of the body is declared by the success type.
#[cold]
pub(super) fn is_error_body(pairs: &[(&str, &str)], body: &[u8], is_declared: &dyn Fn(&str) -> bool) -> bool {
    let Ok(Value::Object(object)) = serde_json::from_slice(body) else { return false };
    let counts = |(code, message): &(&str, &str)| {
        text(&object, code).is_some_and(|code| code != "0") && text(&object, message).is_some()
    };
    pairs.iter().any(counts) && !object.keys().any(|name| is_declared(name))
}

fn search<T>(object: &Map<String, Value>, look: &impl Fn(&Map<String, Value>) -> Option<T>) -> Option<T> {
    let inside = || object.values().filter_map(Value::as_object).find_map(|object| search(object, look));
    look(object).or_else(inside)
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{find, is_error_body};

    const PAIRS: &[(&str, &str)] =
        &[("error_code", "error_msg"), ("errorCode", "errorMsg"), ("errCode", "externalMessage"), ("code", "message")];

    #[test]
    fn a_body_with_a_pair_and_no_declared_property_is_an_error() {
        let check = |body: &str, expected: bool| {
            assert_eq!(is_error_body(PAIRS, body.as_bytes(), &|name| name == "jobs"), expected, "{body}");
        };
        check(r#"{"errCode":"Cdm.0100","externalMessage":"gone"}"#, true);
        check(r#"{"code":500,"message":"m","request_id":"r"}"#, true);
        check(r#"{"code":"C","message":"m","jobs":[]}"#, false);
        check(r#"{"jobs":null,"code":"C","message":"m"}"#, false);
        check(r#"{"code":0,"message":"OK"}"#, false);
        check(r#"{"code":"0","message":"OK"}"#, false);
        check(r#"{"code":"C"}"#, false);
        check(r#"{"code":"C","message":""}"#, false);
        check(r#"{"code":"C","externalMessage":"m"}"#, false);
        check(r#"{"error":{"code":"C","message":"m"}}"#, false);
        for body in ["", "{}", "[]", "null", r#"[{"code":"C","message":"m"}]"#, r#"{"code":"C","message":"m""#] {
            check(body, false);
        }
    }

    #[test]
    fn codes_and_messages_are_found_in_every_shape() {
        let check = |body: &str, code: Option<&str>, message: Option<&str>| {
            let (found_code, found_message) = find(PAIRS, body.as_bytes());
            assert_eq!((found_code.as_deref(), found_message.as_deref()), (code, message), "{body}");
        };
        check(r#"{"error_code":"CDM.0001","error_msg":"bad"}"#, Some("CDM.0001"), Some("bad"));
        check(r#"{"errorCode":"CDM.0001","errorMsg":"bad"}"#, Some("CDM.0001"), Some("bad"));
        check(r#"{"errCode":"Cdm.0100","externalMessage":"gone"}"#, Some("Cdm.0100"), Some("gone"));
        check(r#"{"code":"C","errCode":"E","message":"m","externalMessage":"e"}"#, Some("E"), Some("e"));
        check(r#"{"code":"C","message":"m","errCode":"E"}"#, Some("C"), Some("m"));
        check(r#"{"code":400,"message":"m"}"#, Some("400"), Some("m"));
        check(r#"{"error":{"code":401,"message":"who?","title":"t"}}"#, Some("401"), Some("who?"));
        check(r#"{"a":{"b":{"error_code":"X","error_msg":"Y"}}}"#, Some("X"), Some("Y"));
        check(r#"{"code":"C","error":{"error_code":"X","error_msg":"Y"}}"#, Some("X"), Some("Y"));
        check(r#"{"error_msg":"m","error_code":"APIGW.0301","request_id":"abc"}"#, Some("APIGW.0301"), Some("m"));
        check(
            r#"{"error_code":"A","error_msg":"B","details":[{"error_code":"C","error_msg":"D"}]}"#,
            Some("A"),
            Some("B"),
        );
        check(r#"{"error_code":"X"}"#, Some("X"), None);
        check(r#"{"error":{"message":"m"}}"#, None, Some("m"));
        check(r#"{"error_code":"X","message":"m"}"#, Some("X"), Some("m"));
        check(r#"{"error_code":"","error_msg":""}"#, None, None);
        check(r#"{"error_code":"","error_msg":"m"}"#, None, Some("m"));
        check(r#"{"error_code":null,"error_msg":[],"code":true,"message":{}}"#, None, None);
        check(r#"{"details":[{"error_code":"C","error_msg":"D"}]}"#, None, None);
        check(r#"[{"error_code":"X","error_msg":"Y"}]"#, Some("X"), Some("Y"));
        check("\"oops\"", None, Some("oops"));
        check(" no such job\n", None, Some("no such job"));
        check(r#"{"type":"about:blank","title":"t","detail":"d"}"#, None, Some("d"));
        check(r#"{"detail":"d","code":"c"}"#, Some("c"), Some("d"));
        for body in ["", " ", "{}", "null", "<html>", "{\"error_code\":"] {
            check(body, None, None);
        }
    }
}
