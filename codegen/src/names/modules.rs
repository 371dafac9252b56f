//! Names of modules and of Cargo features.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::api::{Api, Tag};
use crate::config::Config;
use crate::lock::{Lock, ModuleLock};
use crate::report::Diagnostics;

use super::{Names, Scope, identifier, module, snake};

/// Names the modules and the features.
pub(super) fn modules(names: &mut Names, api: &Api, config: &Config, lock: &Lock, diagnostics: &mut Diagnostics) {
    let taken = ["lib", "main", "mod", "std", "core", "alloc", "specwright_runtime"];
    let own = config.package.modules.keys().map(|name| identifier(name.as_str().to_owned(), "module"));
    let own: Vec<String> = own.collect();
    let mut scope = Scope::with(taken.into_iter().chain(own.iter().map(String::as_str)));
    names.fixed.client = scope.take(["client".to_owned()]).0;
    names.fixed.types = scope.take(["types".to_owned()]).0;
    lock.modules.iter().for_each(|(name, _)| scope.reserve(name));
    let mock = ["mock".to_owned(), "mock_service".to_owned()];
    // A tag that is new may not take it.
    if !lock.modules.is_empty() {
        names.fixed.mock = scope.take(mock.clone()).0;
    }
    let before = locked_tags(names, api, lock);
    let named = api.tags.iter().zip(&before);
    names.modules = named.map(|(tag, before)| scope.keep(*before, [module(&tag.name, "tag")]).0).collect();
    let of_role =
        |role: &str| lock.modules.iter().find(|(_, of)| of.role.as_deref() == Some(role)).map(|(name, _)| name);
    names.fixed.operations = scope.keep(of_role(Names::UNTAGGED), ["operations".to_owned()]).0;
    if lock.modules.is_empty() {
        names.fixed.mock = scope.take(mock).0;
    }
    let webhooks = ["webhooks".to_owned(), "webhook_payloads".to_owned()];
    names.fixed.webhooks = scope.keep(of_role(Names::WEBHOOKS), webhooks).0;
    names.further_modules =
        lock.modules.iter().map(|(name, _)| name.to_owned()).filter(|name| scope.claim(name)).collect();
    names.divided = lock.modules.iter().filter(|(_, of)| of.divided).map(|(name, _)| name.to_owned()).collect();
    if !lock.modules.is_empty() {
        names.has_features = Some(lock.modules.iter().any(|(_, of)| of.feature.is_some()));
    }
    for (file, name) in files(lock) {
        names.files.insert(name.to_owned(), file.to_owned());
    }
    features(names, api, lock);
    let wanted = config.package.modules.values().flat_map(|module| &module.features);
    for feature in wanted.filter(|feature| !names.features.contains(feature) && !GATES.contains(&feature.as_str())) {
        config.report_unknown(feature, "tag or other feature", diagnostics);
    }
}

/// The files of operations and types, and the names of the requests and types in them.
fn files(lock: &Lock) -> impl Iterator<Item = (&str, &str)> {
    let operations = lock.operations.iter().filter_map(|(_, of)| Some((of.file.as_deref()?, of.request.as_str())));
    operations.chain(lock.types.iter().filter_map(|(_, of)| Some((of.file.as_deref()?, of.name.as_str()))))
}

/// The modules that the lock has for tags: by the tag, or where most operations of a tag are, if their tag is gone.
fn locked_tags<'a>(names: &Names, api: &Api, lock: &'a Lock) -> Vec<Option<&'a str>> {
    let by_tag: HashMap<&str, &str> =
        lock.modules.iter().filter_map(|(name, of)| Some((of.tag.as_deref()?, name))).collect();
    let present: HashSet<&str> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    let mut renamed: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let Some((tag, (_, of))) = operation.tag.zip(names.keys.operation(index, lock)) else { continue };
        let is_gone = |of: &ModuleLock| of.tag.as_deref().is_some_and(|tag| !present.contains(tag));
        if lock.modules.of(&of.module).is_some_and(is_gone) {
            *renamed.entry((tag, of.module.as_str())).or_default() += 1;
        }
    }
    let most = |tag: usize| {
        let modules = renamed.iter().filter(|((of, _), _)| *of == tag);
        modules.max_by_key(|(_, count)| **count).map(|((_, module), _)| *module)
    };
    let tags = api.tags.iter().enumerate();
    tags.map(|(index, tag)| by_tag.get(tag.name.as_str()).copied().or_else(|| most(index))).collect()
}

/// Names the features, one for each module that is not that of operations without a tag.
fn features(names: &mut Names, api: &Api, lock: &Lock) {
    let mut scope = Scope::with(RUNTIME_FEATURES);
    lock.modules.iter().filter_map(|(_, of)| of.feature.as_deref()).for_each(|feature| scope.reserve(feature));
    names.fixed.unused = scope.take(["unused-types".to_owned()]).0;
    let mut taken: HashMap<String, String> = HashMap::new();
    let group = |(module, tag): (&String, &Tag)| match names.modules.len() {
        0..MOST_FEATURES => module.trim_end_matches('_').replace('_', "-"),
        _ => snake(tag.name.split(['.', '/', '-', '_', ':', ' ']).next().unwrap_or_default()).replace('_', "-"),
    };
    let kept = |module: &str| lock.modules.of(module).and_then(|of| of.feature.clone());
    let groups = names.modules.iter().zip(&api.tags).map(|of| (group(of), kept(of.0)));
    let tags: Vec<String> = groups
        .map(|(group, kept)| {
            let name = if group.is_empty() { "tag".to_owned() } else { group.clone() };
            let take = || kept.unwrap_or_else(|| scope.take([name.clone(), format!("{name}-operations")]).0);
            taken.entry(group.clone()).or_insert_with(take).clone()
        })
        .collect();
    let kept_webhooks = kept(&names.fixed.webhooks);
    names.fixed.webhooks_feature =
        kept_webhooks.unwrap_or_else(|| scope.take(["webhooks".to_owned(), "webhook-payloads".to_owned()]).0);
    names.further_features = names.further_modules.iter().map(|module| kept(module)).collect();
    names.features = tags;
}

/// The number of tags up to which each has a feature. Of more tags, those with the same first word share one, since
/// crates.io accepts 300 features.
const MOST_FEATURES: usize = 200;

/// Names that features of tags may not have: features that every crate has, or may have in the future.
const RUNTIME_FEATURES: [&str; 12] = [
    "blocking",
    "brotli",
    "default",
    "gzip",
    "http2",
    "mock",
    "rustls",
    "serde",
    "specwright-runtime",
    "tracing",
    "wasm",
    "zstd",
];

/// Features of every crate that may enable handwritten modules.
const GATES: [&str; 7] = ["blocking", "brotli", "gzip", "http2", "mock", "tracing", "zstd"];
