//! Paths and operations (OpenAPI 3.0.4, §4.7.8 to §4.7.10).

use std::cell::OnceCell;

use serde_json::Value;

use crate::api::model::{Alternative, ClientParameter, Operation, Owner, ResponseBody, Scheme, Tag};
use crate::report::{At, Code, Diagnostic, Fix, Pointer};

use super::super::reader::{flag, text};
use super::super::reference::follow;
use super::super::security::{configured, requirements};
use super::super::server::{placeholders, servers};
use super::drafting::Drafting;
use super::idempotency::idempotency;
use super::parameter::parameters;
use super::path_group;
use super::path_template::path_template;
use super::request_body::request_body;
use super::response::responses;
use super::selection::Selection;

/// The methods that a path item may have (§4.7.9.1).
pub(super) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// How many parameters an operation may have. Those that are required become one expression, and compilers fail on very
/// long ones.
const MOST_PARAMETERS: usize = 1_000;

/// The extension that holds operations of other methods, by method (OpenAPI 3.2.0, §4.9.1).
pub(super) const ADDITIONAL: &str = "x-specwright-additional-operations";

/// The extension that holds operations that share a method and path, by their ids. The operation that holds them acts as
/// their path item, for shared parameters and the like.
const SEVERAL: &str = "x-specwright-operations";

/// The operations of a document, and what is collected from them.
pub(in crate::api::lower) struct Operations {
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The number of operations that were omitted.
    pub omitted: usize,
    /// The number of parameters that were omitted.
    pub omitted_parameters: usize,
    /// The document's tags, then those that only operations refer to.
    pub tags: Vec<Tag>,
    /// The parameters that are set once on the client.
    pub client_parameters: Vec<ClientParameter>,
}

/// Drafts every operation of `paths` in the order of the document.
pub(super) fn operations(
    cx: &mut Drafting<'_, '_>,
    root: &At<'_>,
    schemes: &[Scheme],
    ((tags, client_parameters), selection): ((Vec<Tag>, Vec<ClientParameter>), &mut Selection<'_>),
) -> Operations {
    let mut drafted = Operations { operations: Vec::new(), omitted: 0, omitted_parameters: 0, tags, client_parameters };
    let document = cx.document();
    let at = root.key("paths");
    let default_security = match &cx.config().security.default {
        Some(required) => configured(cx.reader(), required, schemes),
        None => requirements(cx.reader(), document, root, schemes).unwrap_or_default(),
    };
    let paths = cx.reader().properties(document.get("paths"), &at);
    for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
        path_item(cx, path, (item, &at.key(path)), (schemes, &default_security), (&mut drafted, selection));
    }
    unique_ids(cx, &mut drafted.operations);
    drafted.omitted_parameters = cx.omitted_parameters();
    path_group::group(&mut drafted.operations, selection.unselected(), &mut drafted.tags);
    let config = cx.config();
    let unselected = selection.unselected().iter().map(|operation| &operation.id);
    let ids = drafted.operations.iter().map(|operation| &operation.id).chain(unselected).flatten().map(String::as_str);
    // Those that are omitted were found before.
    let omitted = config.operations.iter().filter(|(_, of)| of.omit).map(|(id, _)| id);
    let known: Vec<&str> = ids.chain(omitted).collect();
    config.report_unmatched(&config.operations, "the document", "operation", known, cx.reader().diagnostics());
    drafted
}

/// Drafts the operations of a path. Those without requirements of their own have those of the document.
fn path_item<'a>(
    cx: &mut Drafting<'a, '_>,
    path: &str,
    (item, at): (&'a Value, &At<'_>),
    (schemes, default_security): (&[Scheme], &[Alternative]),
    (drafted, selection): (&mut Operations, &mut Selection<'_>),
) {
    let Some(followed) = follow(cx.reader(), item, at) else { return };
    let position = followed.position(at);
    let item_at = At::under(at.file, &position);
    let Some(properties) = cx.reader().properties(Some(followed.value), &item_at) else { return };
    let path = Path { written: path, at, template: OnceCell::new() };
    let additional_at = item_at.key(ADDITIONAL);
    let additional = cx.reader().properties(properties.get(ADDITIONAL), &additional_at);
    let standard = properties.iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
    let standard = standard.map(|(key, value)| (&item_at, key, key.to_ascii_uppercase(), value));
    let additional = additional.into_iter().flatten();
    let additional = additional.map(|(key, value)| (&additional_at, key, key.clone(), value));
    for (at, key, method, value) in standard.chain(additional) {
        let at = at.key(key);
        if !is_token(key) {
            cx.reader().malformed(&at, format!("`{key}` is not an HTTP method"));
            drafted.omitted += 1;
            continue;
        }
        let Some(own) = cx.reader().properties(Some(value), &at) else {
            drafted.omitted += 1;
            continue;
        };
        let path = &path;
        let several_at = at.key(SEVERAL);
        let Some(several) = cx.reader().properties(own.get(SEVERAL), &several_at) else {
            let id = text(value, "operationId");
            let source = Source { item: (followed.value, &item_at), own: (value, &at), path, method: &method, id };
            add_operation(cx, source, (schemes, default_security), (drafted, selection));
            continue;
        };
        let own_security = requirements(cx.reader(), value, &at, schemes);
        let security = own_security.as_deref().unwrap_or(default_security);
        for (id, entry) in several {
            let entry_at = several_at.key(id);
            if cx.reader().properties(Some(entry), &entry_at).is_none() {
                drafted.omitted += 1;
                continue;
            }
            let (item, own, id) = ((value, &at), (entry, &entry_at), Some(id.clone()));
            add_operation(
                cx,
                Source { item, own, path, method: &method, id },
                (schemes, security),
                (drafted, selection),
            );
        }
    }
}

/// An operation in the document.
struct Source<'a, 'b> {
    /// The path item, or the operation that acts as one.
    item: (&'a Value, &'b At<'b>),
    own: (&'a Value, &'b At<'b>),
    path: &'b Path<'b>,
    method: &'b str,
    id: Option<String>,
}

/// A path in the document.
struct Path<'b> {
    written: &'b str,
    at: &'b At<'b>,
    /// The template of what is sent, of the first operation that is selected; `None` if no URL has this path.
    template: OnceCell<Option<String>>,
}

/// Drafts an operation, if it is selected. `security` applies if it has no requirements of its own.
fn add_operation<'a>(
    cx: &mut Drafting<'a, '_>,
    source: Source<'a, '_>,
    (schemes, security): (&[Scheme], &[Alternative]),
    (drafted, selection): (&mut Operations, &mut Selection<'_>),
) {
    let (value, at) = source.own;
    let path = source.path;
    if !selection.has_operation(source.method, path.written, source.id.as_deref(), [source.item.0, value]) {
        return;
    }
    let template = path.template.get_or_init(|| path_template(cx, path.written, path.at)).as_deref();
    let Some(template) = template else {
        drafted.omitted += 1;
        return;
    };
    let declared = [source.item.0, value].map(|holder| holder.get("parameters").and_then(Value::as_array));
    let count = declared.into_iter().flatten().map(Vec::len).sum::<usize>().max(placeholders(template).len());
    if count > MOST_PARAMETERS {
        let message = format!("{count} parameters are more than {MOST_PARAMETERS}; the operation is omitted");
        let fix = Fix::Place(at.value(), "omit = true".to_owned());
        cx.report(Diagnostic::new(Code::UnsupportedParameter, at.name(), message).fix(fix));
        drafted.omitted += 1;
        return;
    }
    let mut operation = operation(cx, source, template, schemes, drafted);
    operation.idempotency = idempotency(cx, value, &mut operation);
    if operation.method == "HEAD" {
        remove_bodies(&mut operation);
    }
    let required = operation.id.as_deref().and_then(|id| cx.config().operations.of(id)?.security.as_ref());
    if let Some(required) = required {
        operation.security = configured(cx.reader(), required, schemes);
    } else if operation.security.is_empty() && value.get("security").is_none() {
        operation.security = security.to_vec();
    }
    describe_client_parameters(&mut drafted.client_parameters, &operation);
    drafted.operations.push(operation);
}

fn operation<'a>(
    cx: &mut Drafting<'a, '_>,
    source: Source<'a, '_>,
    template: &str,
    schemes: &[Scheme],
    drafted: &mut Operations,
) -> Operation {
    let Source { item, own, path, method, id } = source;
    let owner = Owner::Operation(drafted.operations.len());
    let (value, at) = own;
    let tags = value.get("tags").or_else(|| item.0.get("tags"));
    let tag = tags.and_then(|tags| tags.get(0)).and_then(Value::as_str).map(|name| tag(&mut drafted.tags, name));
    let (parameters, template) = parameters(cx, item, own, template, owner);
    let body = request_body(cx, value, at, owner);
    let configured = id.as_deref().and_then(|id| cx.config().operations.of(id));
    let response = configured.and_then(|configured| configured.response);
    let allows_empty_path = configured.is_some_and(|configured| configured.empty_path_arguments);
    let (success, failure) = responses(cx, value, at, owner, response);
    if id.is_none() {
        let message = "this operation has no `operationId`; it is named after its method and path";
        let diagnostic = Diagnostic::new(Code::MissingOperationId, at.name(), message);
        let fix = Fix::Overlay(at.value(), format!("update: {{operationId: {}}}", id_of(method, path.written)));
        cx.report(diagnostic.help("add an `operationId` to keep the method name stable").fix(fix));
    }
    Operation {
        method: method.to_owned(),
        path: path.written.to_owned(),
        template,
        tag,
        summary: text(value, "summary").or_else(|| text(item.0, "summary")),
        description: text(value, "description").or_else(|| text(item.0, "description")),
        deprecated: flag(value, "deprecated"),
        parameters,
        body,
        success,
        failure,
        security: requirements(cx.reader(), value, at, schemes).unwrap_or_default(),
        servers: servers(cx.reader(), value, at).or_else(|| servers(cx.reader(), item.0, item.1)),
        paging: None,
        waiting: None,
        idempotency: None,
        allows_empty_path,
        id,
        at: at.value(),
    }
}

/// An id made of method and path: `getJobsById`.
fn id_of(method: &str, path: &str) -> String {
    let mut id = method.to_ascii_lowercase();
    for step in path.split('/').filter(|step| !step.is_empty()) {
        let is_parameter = step.starts_with('{');
        let words = step.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        for word in is_parameter.then_some("by").into_iter().chain(words) {
            let (first, rest) = word.split_at(1);
            id.push_str(&first.to_ascii_uppercase());
            id.push_str(rest);
        }
    }
    id
}

/// Removes the bodies of responses to `HEAD`, which are those of `GET` (RFC 9110, §9.3.2).
fn remove_bodies(operation: &mut Operation) {
    for response in [&mut operation.success, &mut operation.failure] {
        response.body = ResponseBody::Empty;
        response.streams.clear();
    }
}

/// Whether a string can be a method (RFC 9110, §9.1 and §5.6.2).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The index of a tag. One that is not declared is added at the end.
fn tag(tags: &mut Vec<Tag>, name: &str) -> usize {
    tags.iter().position(|tag| tag.name == name).unwrap_or_else(|| {
        tags.push(Tag { name: name.to_owned(), description: None });
        tags.len() - 1
    })
}

fn describe_client_parameters(client_parameters: &mut [ClientParameter], operation: &Operation) {
    for parameter in operation.parameters.iter().filter(|parameter| parameter.of_client) {
        if let Some(kept) = client_parameters.iter_mut().find(|kept| kept.name == parameter.name) {
            kept.description = kept.description.take().or_else(|| parameter.description.clone());
        }
    }
}

/// Reports ids that several operations have. All but the first are named after method and path.
fn unique_ids(cx: &mut Drafting<'_, '_>, operations: &mut [Operation]) {
    let mut seen: std::collections::HashMap<String, Pointer> = std::collections::HashMap::new();
    for operation in operations {
        let Some(id) = &operation.id else { continue };
        if let Some(first) = seen.get(id) {
            let at = At::under(operation.at.file, &operation.at.pointer).key("operationId").value();
            let message = format!("the `operationId` `{id}` is already used by {first}");
            let other = id_of(&operation.method, &operation.path);
            let fix = Fix::Overlay(operation.at.clone(), format!("update: {{operationId: {other}}}"));
            let diagnostic = Diagnostic::new(Code::DuplicateOperationId, at, message).fix(fix);
            cx.report(
                diagnostic
                    .help("choose another `operationId`; until then this operation is named after its method and path"),
            );
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
