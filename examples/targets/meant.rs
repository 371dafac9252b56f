//! What the operations of a document mean, read without the generator.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::comparison::spaced;

/// The methods of a path item, and where OpenAPI 3.2 has others.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const ADDITIONAL: &str = "additionalOperations";

/// The request of an operation.
#[derive(Debug)]
pub struct Meant {
    /// The path as it is in the document.
    pub path: String,
    /// The URL of the server with its variables' defaults; `None` if it is relative, or if no path can be appended to it.
    pub server: Option<String>,
    /// The segments of the path: what they are decoded, with `{name}` for parameters.
    pub segments: Vec<String>,
    /// The names of the query parameters, also those of the path.
    pub query: BTreeSet<String>,
}

/// The operations of a document by method and path.
pub fn operations(document: &Value) -> BTreeMap<String, Meant> {
    let mut all = BTreeMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten().filter(|(path, _)| !path.starts_with("x-"))
    {
        let item = followed(document, item);
        let methods = METHODS.iter().filter_map(|method| Some((method.to_uppercase(), item.get(*method)?)));
        let additional = item[ADDITIONAL].as_object().into_iter().flatten();
        let additional = additional.map(|(method, operation)| (method.clone(), operation));
        for (method, operation) in methods.chain(additional).filter(|(_, operation)| operation.is_object()) {
            all.insert(spaced(&format!("{method} {path}")), meant(document, (item, operation), path));
        }
    }
    all
}

fn meant(document: &Value, (item, operation): (&Value, &Value), path: &str) -> Meant {
    // Braces may hold any character, so they are replaced before the URL is taken apart (RFC 3986, appendix B).
    let (plain, names) = without_names(path);
    let plain = plain.split('#').next().unwrap_or_default();
    let (path_part, query_part) = plain.split_once('?').unwrap_or((plain, ""));
    let named = |text: &str| {
        names
            .iter()
            .enumerate()
            .fold(decoded(text), |text, (index, name)| text.replace(&mark(index), &format!("{{{name}}}")))
    };
    let segments = path_part.strip_prefix('/').unwrap_or(path_part).split('/').map(named).collect();
    let fixed = query_part.split('&').filter(|pair| !pair.is_empty());
    let mut query: BTreeSet<String> = fixed.map(|pair| named(pair.split('=').next().unwrap_or_default())).collect();
    for parameter in [item, operation].into_iter().flat_map(|of| of["parameters"].as_array().into_iter().flatten()) {
        let parameter = followed(document, parameter);
        if parameter["in"].as_str().is_some_and(|place| place.eq_ignore_ascii_case("query")) {
            query.extend(parameter["name"].as_str().map(str::to_owned));
        }
    }
    Meant { path: path.to_owned(), server: server(document, (item, operation)), segments, query }
}

/// The URL of the first server.
fn server(document: &Value, (item, operation): (&Value, &Value)) -> Option<String> {
    if document.get("swagger").is_some() {
        let host = document["host"].as_str()?;
        let schemes = operation.get("schemes").or(document.get("schemes")).and_then(Value::as_array);
        let schemes: Vec<&str> = schemes.into_iter().flatten().filter_map(Value::as_str).collect();
        let scheme = if schemes.contains(&"http") && !schemes.contains(&"https") { "http" } else { "https" };
        let base = document["basePath"].as_str().unwrap_or_default();
        return Some(format!("{scheme}://{host}/{}", base.trim_matches('/')).trim_end_matches('/').to_owned());
    }
    let has = |of: &&Value| of["servers"].as_array().is_some_and(|servers| !servers.is_empty());
    let server = &[operation, item, document].into_iter().find(has)?["servers"][0];
    let mut url = server["url"].as_str()?.trim().to_owned();
    for (name, variable) in server["variables"].as_object().into_iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &text(&variable["default"]));
    }
    let is_usable = url.contains("://") && !url.contains(['?', '#', '{', '@']);
    is_usable.then(|| url.trim_end_matches('/').to_owned())
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A path with a mark in place of each name in braces, and the names.
fn without_names(path: &str) -> (String, Vec<String>) {
    let (mut plain, mut names, mut rest) = (String::new(), Vec::new(), path);
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        match after.split_once('}').filter(|(name, _)| !name.is_empty() && !name.contains('{')) {
            Some((name, behind)) => {
                plain.push_str(&mark(names.len()));
                names.push(name.to_owned());
                rest = behind;
            }
            None => {
                plain.push('{');
                rest = after;
            }
        }
    }
    (plain + rest, names)
}

/// A text that no document has.
fn mark(index: usize) -> String {
    format!("\u{1}{index}\u{2}")
}

/// What a percent-encoded text stands for.
pub fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The target of a reference within the document, or the value itself.
fn followed<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..32 {
        let Some(pointer) = value["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) else { break };
        let Some(target) = document.pointer(&decoded(pointer)) else { break };
        value = target;
    }
    value
}
