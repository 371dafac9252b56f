//! What the document says of itself, and what the configuration says of the whole.

use serde_json::Value;

use crate::api::model::{Api, ClientParameter, Errors, Info, Tag};
use crate::config::Config;
use crate::report::{At, Diagnostics};

use super::context::{Context, text};

/// Member names under which errors usually carry their code and message, where the configuration names none:
/// the most common shapes of the field, and problem details (RFC 9457 §3.1) by type and title.
const USUAL_PAIRS: [(&str, &str); 4] =
    [("code", "message"), ("error_code", "error_msg"), ("error", "error_description"), ("type", "title")];

/// Headers in which services usually tell the id of a request, where the configuration names none.
const USUAL_REQUEST_IDS: [&str; 3] = ["X-Request-Id", "Request-Id", "X-Correlation-Id"];

/// Reads `info` and `externalDocs`.
pub(super) fn info(cx: &mut Context<'_>, root: &At<'_>) -> Info {
    let at = root.key("info");
    let value = cx.document.get("info");
    let info = value.and_then(|value| cx.read::<openapiv3::Info>(value, &at, "Info Object"));
    let external_docs =
        cx.document.get("externalDocs").and_then(|docs| Some((text(docs, "url")?, text(docs, "description"))));
    let member = |key| value.and_then(|value| text(value, key));
    Info {
        // A malformed contact costs the contact, not the title.
        title: info.as_ref().map_or_else(|| member("title").unwrap_or_default(), |info| info.title.trim().to_owned()),
        version: info.map_or_else(|| member("version").unwrap_or_default(), |info| info.version),
        description: member("description"),
        external_docs,
    }
}

/// Reads `tags`.
pub(super) fn tags(cx: &mut Context<'_>, root: &At<'_>) -> Vec<Tag> {
    let at = root.key("tags");
    let mut tags: Vec<Tag> = Vec::new();
    for (index, value) in cx.elements(cx.document.get("tags"), &at).iter().enumerate() {
        let name = value.get("name").and_then(Value::as_str);
        match name {
            Some(name) if tags.iter().all(|tag| tag.name != name) => {
                tags.push(Tag { name: name.to_owned(), description: text(value, "description") });
            }
            Some(_) => {}
            None => cx.malformed(&at.index(index), "this tag has no name".to_owned()),
        }
    }
    tags
}

/// The parameters that the client keeps.
pub(super) fn client_parameters(config: &Config) -> Vec<ClientParameter> {
    let keep = |name: &String| ClientParameter {
        name: name.clone(),
        description: None,
        env: config.client.env.of(name).cloned().unwrap_or_default(),
    };
    config.client.params.iter().map(keep).collect()
}

/// Where errors say what went wrong.
pub(super) fn errors(config: &Config) -> Errors {
    // Pairs that are only usual prove nothing where all else says success.
    let mut errors = Errors {
        pairs: config.errors.pairs.clone(),
        request_id: config.errors.request_id.clone(),
        in_success: !config.errors.pairs.is_empty(),
    };
    if errors.pairs.is_empty() {
        errors.pairs = USUAL_PAIRS.map(|(code, message)| (code.to_owned(), message.to_owned())).into();
    }
    if errors.request_id.is_empty() {
        errors.request_id = USUAL_REQUEST_IDS.map(str::to_owned).into();
    }
    errors
}

/// The operation that is to be shown first.
pub(super) fn shown(config: &Config, api: &Api) -> Option<usize> {
    let id = config.package.example.as_ref()?;
    api.operations.iter().position(|operation| operation.id.as_ref() == Some(id))
}

/// Reports what the configuration says about things that the document does not have.
pub(super) fn report_unmatched(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    if let Some(id) = config.package.example.as_ref().filter(|_| api.shown.is_none()) {
        config.report_unknown(id, "operation", diagnostics);
    }
    let scheme = |name: &str| api.schemes.iter().any(|scheme| scheme.name == name);
    config.report_unmatched(&config.security, "security scheme", scheme, diagnostics);
    let parameter =
        |name: &str| api.operations.iter().flat_map(|o| &o.parameters).any(|p| p.of_client && p.name == name);
    for name in config.client.params.iter().filter(|name| !parameter(name)) {
        config.report_unknown(name, "path parameter", diagnostics);
    }
    let servers = || std::iter::once(&api.servers).chain(api.operations.iter().filter_map(|o| o.servers.as_ref()));
    let variable = |name: &str| servers().flat_map(|s| &s.servers).flat_map(|s| &s.variables).any(|v| v.name == name);
    for name in config.client.required.iter().filter(|name| !variable(name)) {
        config.report_unknown(name, "server variable", diagnostics);
    }
    let known = |name: &str| name == "endpoint" || parameter(name) || variable(name);
    config.report_unmatched(&config.client.env, "client parameter or server variable", known, diagnostics);
    for (_, _, security) in config.security.iter() {
        for name in security.headers.values().filter(|name| !parameter(name)) {
            config.report_unknown(name, "client parameter", diagnostics);
        }
    }
}
