//! Modules that are divided into files, and what they import, have names of their own.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use specwright::config::Config;
use specwright::source::Tree;
use specwright::{Settings, generate};

/// The names that the `use` declarations of a file bring in from the runtime.
fn imported(text: &str) -> HashSet<&str> {
    let declared = text.lines().filter_map(|line| line.strip_prefix("use specwright_runtime::"));
    let names = declared.flat_map(|line| line.trim_end_matches(';').split(['{', '}', ',', ' ']));
    names.filter_map(|path| path.rsplit("::").next()).collect()
}

#[test]
fn no_file_of_webhooks_has_the_name_of_an_import() {
    let names = ["WebhooksAdded", "WebhooksGone", "HeadersAdded", "HeadersGone", "ObjectAdded"];
    let properties: Map<String, Value> =
        (0..60).map(|index| (format!("p{index}"), json!({"type": "string"}))).collect();
    let schema = json!({"type": "object", "properties": properties});
    let header = json!({"name": "X-Attempt", "in": "header", "schema": {"type": "integer"}});
    let webhook = |name: &&str| {
        let content = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}});
        ((*name).to_owned(), json!({"post": {"parameters": [header], "requestBody": {"content": content}}}))
    };
    let document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Hooks", "version": "1"},
        "webhooks": names.iter().map(webhook).collect::<Map<_, _>>(),
        "components": {"schemas": names.iter().map(|name| ((*name).to_owned(), schema.clone())).collect::<Map<_, _>>()},
    });
    let tree = Tree::from_text("hooks.json", document.to_string()).unwrap();
    let files = generate(&tree, &Config::default(), &Settings::default()).unwrap().files;
    let text = &files["src/webhooks/mod.rs"];
    let imported = imported(text);
    assert!(imported.contains("webhooks") && imported.contains("headers"), "{text}");
    let modules = text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let clashing: Vec<&str> = modules.filter(|module| imported.contains(module)).collect();
    assert!(clashing.is_empty(), "{clashing:?} in\n{text}");
}
