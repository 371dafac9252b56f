//! Names of modules and of Cargo features.

use std::collections::HashMap;

use crate::api::{Api, Tag};
use crate::config::Config;
use crate::report::Diagnostics;

use super::{Names, Scope, identifier, module, snake};

/// Names the modules and the features.
pub(super) fn modules(names: &mut Names, api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    let taken = ["lib", "main", "mod", "std", "core", "alloc", "specwright_runtime"];
    let own = config.package.modules.keys().map(|name| identifier(name.as_str().to_owned(), "module"));
    let own: Vec<String> = own.collect();
    let mut scope = Scope::with(taken.into_iter().chain(own.iter().map(String::as_str)));
    names.fixed.client = scope.take(["client".to_owned()]).0;
    names.fixed.types = scope.take(["types".to_owned()]).0;
    names.modules = api.tags.iter().map(|tag| scope.take([module(&tag.name, "tag")]).0).collect();
    names.fixed.operations = scope.take(["operations".to_owned()]).0;
    names.fixed.mock = scope.take(["mock".to_owned(), "mock_service".to_owned()]).0;
    names.fixed.webhooks = scope.take(["webhooks".to_owned(), "webhook_payloads".to_owned()]).0;
    let mut scope = Scope::with(RUNTIME_FEATURES);
    names.fixed.unused = scope.take(["unused-types".to_owned()]).0;
    let mut taken: HashMap<String, String> = HashMap::new();
    let group = |(module, tag): (&String, &Tag)| match names.modules.len() {
        0..MOST_FEATURES => module.trim_end_matches('_').replace('_', "-"),
        _ => snake(tag.name.split(['.', '/', '-', '_', ':', ' ']).next().unwrap_or_default()).replace('_', "-"),
    };
    let groups = names.modules.iter().zip(&api.tags).map(group);
    names.features = groups
        .map(|group| {
            let name = if group.is_empty() { "tag".to_owned() } else { group.clone() };
            let take = || scope.take([name.clone(), format!("{name}-operations")]).0;
            taken.entry(group.clone()).or_insert_with(take).clone()
        })
        .collect();
    names.fixed.webhooks_feature = scope.take(["webhooks".to_owned(), "webhook-payloads".to_owned()]).0;
    let wanted = config.package.modules.values().flat_map(|module| &module.features);
    for feature in wanted.filter(|feature| !names.features.contains(feature) && !GATES.contains(&feature.as_str())) {
        config.report_unknown(feature, "tag or other feature", diagnostics);
    }
}

/// The number of tags up to which each has a feature. Of more tags, those with the same first word share one, since
/// crates.io accepts 300 features.
const MOST_FEATURES: usize = 200;

/// Names that features of tags may not have: features that every crate has, or may have in the future.
const RUNTIME_FEATURES: [&str; 9] =
    ["blocking", "default", "gzip", "mock", "rustls", "serde", "specwright-runtime", "tracing", "wasm"];

/// Features of every crate that may enable handwritten modules.
const GATES: [&str; 4] = ["blocking", "gzip", "mock", "tracing"];
