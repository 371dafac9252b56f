//! Paths and operations (OpenAPI 3.0.4, §4.7.8 to §4.7.10).

use serde_json::Value;

use crate::api::model::{Alternative, Api, Operation, ResponseBody, Tag};
use crate::report::{At, Code, Diagnostic, Pointer};

use super::context::{Context, flag, text};
use super::idempotency::idempotency;
use super::parameter::parameters;
use super::reference::follow;
use super::request_body::request_body;
use super::response::responses;
use super::security::requirements;
use super::server::{placeholders, servers};

/// The methods that a path item may have (§4.7.9.1).
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// How many parameters an operation may have: those that are required become one expression, which compilers give up on
/// where it is too long.
const MOST_PARAMETERS: usize = 1_000;

/// Where a path item has operations of other methods, by the method as it is sent (OpenAPI 3.2.0, §4.9.1).
const ADDITIONAL: &str = "x-specwright-additional-operations";

/// Where an operation that does several things has an operation for each of them, by its id. What they share, such as
/// parameters, stays with the operation that holds them, as if that were their path item.
const SEVERAL: &str = "x-specwright-operations";

/// Lowers every operation of `paths` in the order of the document.
pub(super) fn operations(cx: &mut Context<'_>, root: &At<'_>, api: &mut Api) {
    let at = root.key("paths");
    let default_security = requirements(cx, cx.document, root, &api.schemes).unwrap_or_default();
    let Some(paths) = cx.members(cx.document.get("paths"), &at) else { return };
    for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
        let at = at.key(path);
        let Some(followed) = follow(cx, item, &at) else { continue };
        let written = followed.target.unwrap_or_else(|| at.pointer());
        let at = At::under(at.file, &written);
        let Some(members) = cx.members(Some(followed.value), &at) else { continue };
        let additional_at = at.key(ADDITIONAL);
        let additional = cx.members(members.get(ADDITIONAL), &additional_at);
        let usual = members.iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
        let usual = usual.map(|(key, value)| (&at, key, key.to_ascii_uppercase(), value));
        let additional = additional.into_iter().flatten();
        let additional = additional.map(|(key, value)| (&additional_at, key, key.clone(), value));
        for (at, key, method, value) in usual.chain(additional) {
            let at = at.key(key);
            if !is_token(key) {
                cx.malformed(&at, format!("`{key}` is no method of HTTP"));
                api.omitted_operations += 1;
                continue;
            }
            let Some(own) = cx.members(Some(value), &at) else {
                api.omitted_operations += 1;
                continue;
            };
            let item_at = At::under(at.file, &written);
            let several_at = at.key(SEVERAL);
            let Some(several) = cx.members(own.get(SEVERAL), &several_at) else {
                let id = text(value, "operationId");
                let found = Found { item: (followed.value, &item_at), own: (value, &at), path, method: &method, id };
                one(cx, found, &default_security, api);
                continue;
            };
            let security = requirements(cx, value, &at, &api.schemes).unwrap_or_else(|| default_security.clone());
            for (id, entry) in several {
                let at_entry = several_at.key(id);
                if cx.members(Some(entry), &at_entry).is_none() {
                    api.omitted_operations += 1;
                    continue;
                }
                let (item, own, id) = ((value, &at), (entry, &at_entry), Some(id.clone()));
                one(cx, Found { item, own, path, method: &method, id }, &security, api);
            }
        }
    }
    unique_ids(cx, api);
    let config = cx.config;
    let known = |id: &str| api.operations.iter().any(|operation| operation.id.as_deref() == Some(id));
    config.report_unmatched(&config.operations, "operation", known, &mut cx.diagnostics);
}

/// An operation, as it is found.
struct Found<'a, 'b> {
    /// The path item, or what else holds what is shared.
    item: (&'a Value, &'b At<'b>),
    own: (&'a Value, &'b At<'b>),
    path: &'b str,
    method: &'b str,
    id: Option<String>,
}

/// Lowers an operation. `security` holds where it says nothing of its own.
fn one<'a>(cx: &mut Context<'a>, found: Found<'a, '_>, security: &[Alternative], api: &mut Api) {
    let (value, at) = found.own;
    let declared = [found.item.0, value].map(|holder| holder.get("parameters").and_then(Value::as_array));
    let count = declared.into_iter().flatten().map(Vec::len).sum::<usize>().max(placeholders(found.path).len());
    if count > MOST_PARAMETERS {
        let message = format!("{count} parameters are more than {MOST_PARAMETERS}; the operation is left out");
        cx.diagnostics.push(Diagnostic::new(Code::UnsupportedParameter, at.name(), message));
        api.omitted_operations += 1;
        return;
    }
    let mut operation = operation(cx, found, api);
    operation.idempotency = idempotency(cx, value, &mut operation);
    if operation.method == "HEAD" {
        without_bodies(&mut operation);
    }
    if operation.security.is_empty() && value.get("security").is_none() {
        operation.security = security.to_vec();
    }
    describe_client_parameters(api, &operation);
    api.operations.push(operation);
}

fn operation<'a>(cx: &mut Context<'a>, found: Found<'a, '_>, api: &mut Api) -> Operation {
    let Found { item, own, path, method, id } = found;
    let index = api.operations.len();
    let (value, at) = own;
    let tags = value.get("tags").or_else(|| item.0.get("tags"));
    let tag = tags.and_then(|tags| tags.get(0)).and_then(Value::as_str).map(|name| tag(api, name));
    let parameters = parameters(cx, item, own, path, index);
    let body = request_body(cx, value, at, index);
    let (success, failure) = responses(cx, value, at, index);
    if id.is_none() {
        let message = "this operation has no `operationId`; it is named after its method and path";
        cx.diagnostics.push(
            Diagnostic::new(Code::MissingOperationId, at.name(), message).help("give it one, so that its name stays"),
        );
    }
    Operation {
        method: method.to_owned(),
        path: path.to_owned(),
        tag,
        summary: text(value, "summary").or_else(|| text(item.0, "summary")),
        description: text(value, "description").or_else(|| text(item.0, "description")),
        deprecated: flag(value, "deprecated"),
        parameters,
        body,
        success,
        failure,
        security: requirements(cx, value, at, &api.schemes).unwrap_or_default(),
        servers: servers(cx, value, at).or_else(|| servers(cx, item.0, item.1)),
        paging: None,
        waiting: None,
        idempotency: None,
        id,
        at: at.value(),
    }
}

/// Responses to `HEAD` have no body, whatever is declared of what they are about (RFC 9110, §9.3.2).
fn without_bodies(operation: &mut Operation) {
    for response in [&mut operation.success, &mut operation.failure] {
        response.body = ResponseBody::Empty;
        response.streams.clear();
    }
}

/// Whether a text can be a method (RFC 9110, §9.1 and §5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The place of a tag in the list; one that only operations name goes to the end.
fn tag(api: &mut Api, name: &str) -> usize {
    api.tags.iter().position(|tag| tag.name == name).unwrap_or_else(|| {
        api.tags.push(Tag { name: name.to_owned(), description: None });
        api.tags.len() - 1
    })
}

fn describe_client_parameters(api: &mut Api, operation: &Operation) {
    for parameter in operation.parameters.iter().filter(|parameter| parameter.of_client) {
        if let Some(kept) = api.client_parameters.iter_mut().find(|kept| kept.name == parameter.name) {
            kept.description = kept.description.take().or_else(|| parameter.description.clone());
        }
    }
}

/// Reports ids that several operations have; all but the first are named after method and path.
fn unique_ids(cx: &mut Context<'_>, api: &mut Api) {
    let mut seen: std::collections::HashMap<String, Pointer> = std::collections::HashMap::new();
    for operation in &mut api.operations {
        let Some(id) = &operation.id else { continue };
        if let Some(first) = seen.get(id) {
            let at = At::under(operation.at.file, &operation.at.pointer).key("operationId").value();
            let message = format!("another operation has the id `{id}` already: {first}");
            let diagnostic = Diagnostic::new(Code::DuplicateOperationId, at, message);
            cx.diagnostics
                .push(diagnostic.help("ids must be unique; this operation is named after its method and path"));
            operation.id = None;
        } else {
            seen.insert(id.clone(), operation.at.pointer.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::MOST_PARAMETERS;
    use crate::api::lower;
    use crate::config::Config;

    #[test]
    fn parameters_are_limited() {
        let check = |path: &str, count: usize, operations: usize| {
            let name = |at: usize| json!({"name": format!("q{at}"), "in": "query", "schema": {}});
            let parameters: Vec<_> = (0..count).map(name).collect();
            let get = json!({"operationId": "a", "parameters": parameters, "responses": {}});
            let document = json!({"openapi": "3.0.0", "paths": {path: {"get": get}}});
            let (api, _) = lower(&document, &Config::default());
            assert_eq!((api.operations.len(), api.omitted_operations), (operations, 1 - operations));
        };
        let path = |count: usize| (0..count).map(|at| format!("/{{p{at}}}")).collect::<String>();
        check("/a", MOST_PARAMETERS, 1);
        check("/a", MOST_PARAMETERS + 1, 0);
        check(&path(MOST_PARAMETERS), 0, 1);
        check(&path(MOST_PARAMETERS + 1), 0, 0);
    }
}
