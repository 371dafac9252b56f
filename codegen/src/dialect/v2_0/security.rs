//! Security schemes.

use serde_json::{Map, Value};

use crate::dialect::here::Here;

/// Basic authentication is a scheme of HTTP in 3.0, and OAuth has flows under names of its own (Security Scheme Object).
pub(super) fn scheme(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    match object.get("type").and_then(Value::as_str) {
        Some("basic") => {
            object.insert("type".to_owned(), "http".into());
            object.insert("scheme".to_owned(), "basic".into());
        }
        Some("oauth2") => flow(object, here),
        _ => {}
    }
}

fn flow(object: &mut Map<String, Value>, here: &mut Here<'_>) {
    let name = match object.get("flow").and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some(same @ ("implicit" | "password")) => same,
        _ => return,
    }
    .to_owned();
    object.shift_remove("flow");
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
        if let Some(value) = object.shift_remove(key) {
            here.relocate(&[(&["flows", &name, key], &[key])]);
            flow.insert(key.to_owned(), value);
        }
    }
    flow.entry("scopes").or_insert_with(|| Value::Object(Map::new()));
    here.stems(&["flows", &name], &["flow"]);
    object.insert("flows".to_owned(), Value::Object(Map::from_iter([(name, Value::Object(flow))])));
}
