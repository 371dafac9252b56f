//! What the crate's root re-exports.

use crate::rust::model::Use;

use super::formats::Format;
use super::{Plan, client};

/// What the root re-exports: the client, and the items of the runtime that users need.
pub(super) fn exports(plan: &Plan<'_>, formats: &[&Format]) -> Vec<Use> {
    let client = plan.names.fixed.client.as_str();
    let own = ["Client", "ClientBuilder"].map(str::to_owned).into_iter();
    let enums = plan
        .api
        .variable_values()
        .into_iter()
        .filter_map(|(name, _)| Some(plan.names.variable_types.get(&name)?.name.clone()));
    let mut exports: Vec<Use> = own.chain(enums).map(|name| Use { path: client.to_owned(), name }).collect();
    let runtime = [
        "BuildError",
        "Body",
        "Bytes",
        "Error",
        "ErrorKind",
        "File",
        "HeaderMap",
        "Interceptor",
        "Map",
        "Method",
        "Response",
        "Retry",
        "Secret",
        "SendAs",
        "StatusCode",
        "Value",
    ];
    let used: Vec<String> = exports.iter().map(|export| export.name.clone()).collect();
    let mut lend = |path: &str, name: &str| {
        if !used.iter().any(|used| used == name) {
            exports.push(Use { path: path.to_owned(), name: name.to_owned() });
        }
    };
    for name in runtime {
        lend("specwright_runtime", name);
    }
    if !plan.api.webhooks.is_empty() {
        lend("specwright_runtime", "DecodeError");
    }
    if plan.api.webhooks.iter().any(|webhook| !webhook.headers.is_empty()) {
        lend("specwright_runtime::headers", "FromHeaders");
    }
    for (path, name) in formats.iter().filter_map(|format| format.path.rsplit_once("::")) {
        lend(path, name);
    }
    if client::signs(plan) {
        lend("specwright_runtime::auth", "AccessKey");
    }
    if let Some(platform) = &plan.api.platform {
        let module = format!("specwright_runtime::{}", platform.provider);
        lend(&module, "IamError");
        lend(&module, "Login");
    }
    if client::fetches(plan) {
        lend("specwright_runtime::auth", "OAuth2");
    }
    exports.sort();
    exports
}
