//! The metadata of an API, and the configuration for all operations.

use serde_json::Value;

use crate::api::model::{Api, ClientParameter, Errors, Info, Operation, Site, Tag};
use crate::config::Config;
use crate::report::{At, Diagnostics};

use super::reader::{Reader, text};

/// Names of the properties for the code and message of an error, if the configuration names none: the most common ones,
/// and those of problem details (RFC 9457 §3.1).
const USUAL_PAIRS: [(&str, &str); 2] = [("code", "message"), ("error_code", "error_msg")];

/// Headers for the id of a request, if the configuration names none.
const USUAL_REQUEST_IDS: [&str; 3] = ["X-Request-Id", "Request-Id", "X-Correlation-Id"];

/// Reads `info` and `externalDocs`.
pub(super) fn info(reader: &mut Reader<'_>, root: &At<'_>) -> Info {
    let at = root.key("info");
    let value = reader.document().get("info");
    // Nothing is written for the others, and a malformed one does not cost the title.
    let used = value.map(|value| match value {
        Value::Object(properties) => {
            let used = properties.iter().filter(|(key, _)| !["contact", "license"].contains(&key.as_str()));
            Value::Object(used.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        other => other.clone(),
    });
    let info = used.and_then(|used| reader.object::<openapiv3::Info>(&used, &at, "Info Object"));
    let external_docs =
        reader.document().get("externalDocs").and_then(|docs| Some((text(docs, "url")?, text(docs, "description"))));
    let own = |key| value.and_then(|value| text(value, key));
    Info {
        title: info.as_ref().map_or_else(|| own("title").unwrap_or_default(), |info| info.title.trim().to_owned()),
        version: info.map_or_else(|| own("version").unwrap_or_default(), |info| info.version),
        description: own("description"),
        external_docs,
    }
}

/// Reads `tags`.
pub(super) fn tags(reader: &mut Reader<'_>, root: &At<'_>) -> Vec<Tag> {
    let at = root.key("tags");
    let mut tags: Vec<Tag> = Vec::new();
    for (index, value) in reader.elements(reader.document().get("tags"), &at).iter().enumerate() {
        let name = value.get("name").and_then(Value::as_str);
        match name {
            Some(name) if tags.iter().all(|tag| tag.name != name) => {
                tags.push(Tag { name: name.to_owned(), description: text(value, "description") });
            }
            Some(_) => {}
            None => reader.malformed(&at.index(index), "this tag has no name".to_owned()),
        }
    }
    tags
}

/// The parameters that are set once on the client.
pub(super) fn client_parameters(config: &Config) -> Vec<ClientParameter> {
    let keep = |name: &String| ClientParameter {
        name: name.clone(),
        description: None,
        env: config.client.env.of(name).cloned().unwrap_or_default(),
    };
    config.client.params.iter().map(keep).collect()
}

/// Where error responses have their code, message and request id.
pub(super) fn errors(config: &Config) -> Errors {
    let mut errors = Errors {
        pairs: config.errors.pairs.clone(),
        request_id: config.errors.request_id.clone(),
        in_success: config.errors.in_success,
    };
    if errors.pairs.is_empty() {
        errors.pairs = USUAL_PAIRS.map(|(code, message)| (code.to_owned(), message.to_owned())).into();
    }
    if errors.request_id.is_empty() {
        errors.request_id = USUAL_REQUEST_IDS.map(str::to_owned).into();
    }
    errors
}

/// The operation that documentation shows first.
pub(super) fn shown(config: &Config, operations: &[Operation]) -> Option<usize> {
    let id = config.package.example.as_ref()?;
    operations.iter().position(|operation| operation.id.as_ref() == Some(id))
}

/// Reports names of the configuration that the document does not have.
pub(super) fn report_unmatched(config: &Config, api: &Api, diagnostics: &mut Diagnostics) {
    if let Some(id) = config.package.example.as_ref().filter(|_| api.shown.is_none()) {
        config.report_unknown(id, "operation", diagnostics);
    }
    let schemes = api.schemes.iter().map(|scheme| scheme.name.as_str());
    config.report_unmatched(&config.security.schemes, "the document", "security scheme", schemes, diagnostics);
    let is_of_client =
        |site: Site<'_>, name: &str| matches!(site, Site::Parameter(of) if of.of_client && of.name == name);
    let parameter = |name: &str| api.roots().any(|root| is_of_client(root.site, name));
    for name in config.client.params.iter().filter(|name| !parameter(name)) {
        config.report_unknown(name, "path parameter", diagnostics);
    }
    let servers = || std::iter::once(&api.servers).chain(api.operations.iter().filter_map(|o| o.servers.as_ref()));
    let variable = |name: &str| servers().flat_map(|s| &s.servers).flat_map(|s| &s.variables).any(|v| v.name == name);
    for name in config.client.required.iter().filter(|name| !variable(name)) {
        config.report_unknown(name, "server variable", diagnostics);
    }
    let parameters = api.client_parameters.iter().map(|of| of.name.as_str()).filter(|name| parameter(name));
    let variables = servers().flat_map(|s| &s.servers).flat_map(|s| &s.variables).map(|of| of.name.as_str());
    let known = std::iter::once("endpoint").chain(parameters).chain(variables);
    config.report_unmatched(
        &config.client.env,
        "the document",
        "client parameter or server variable",
        known,
        diagnostics,
    );
    for (_, _, security) in config.security.schemes.spanned() {
        for name in security.headers.values().filter(|name| !parameter(name)) {
            config.report_unknown(name, "client parameter", diagnostics);
        }
    }
}
