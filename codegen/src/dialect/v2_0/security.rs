//! Security schemes.

use serde_json::{Map, Value};

use crate::dialect::here::Here;

/// Basic authentication is a scheme of HTTP in 3.0, and OAuth has flows under names of its own (Security Scheme Object).
pub(super) fn scheme(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    match members.get("type").and_then(Value::as_str) {
        Some("basic") => {
            members.insert("type".to_owned(), "http".into());
            members.insert("scheme".to_owned(), "basic".into());
        }
        Some("oauth2") => flow(members, here),
        _ => {}
    }
}

fn flow(members: &mut Map<String, Value>, here: &mut Here<'_>) {
    let name = match members.get("flow").and_then(Value::as_str) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some(same @ ("implicit" | "password")) => same,
        _ => return,
    }
    .to_owned();
    members.shift_remove("flow");
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"] {
        if let Some(value) = members.shift_remove(key) {
            here.relocate(&[(&["flows", &name, key], &[key])]);
            flow.insert(key.to_owned(), value);
        }
    }
    flow.entry("scopes").or_insert_with(|| Value::Object(Map::new()));
    here.stems(&["flows", &name], &["flow"]);
    members.insert("flows".to_owned(), Value::Object(Map::from_iter([(name, Value::Object(flow))])));
}
