//! The lock of a crate, for the next generation.

use std::collections::{HashMap, HashSet};

use crate::api::{Api, Kind};
use crate::lock::{BuilderLock, Entries, Lock, ModuleLock, OperationLock, TypeLock};

use super::Names;
use super::builder::key;
use super::keys;
use super::locked::{OwnType, argument};
use super::webhooks::{PAYLOADS, headers};

/// The layout of a crate, which later stages decide.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The public modules with items, in the order of the crate: the Cargo feature, and whether they are divided into files.
    pub modules: Vec<(String, Option<String>, bool)>,
    /// The files of requests and types in divided modules, by their name.
    pub files: HashMap<String, String>,
}

/// Records what the next generation is to keep. `before` is the lock that this generation kept.
pub fn record(api: &Api, names: &Names, layout: &Layout, version: &str, before: Option<&Lock>) -> Lock {
    let mut lock = Lock {
        generator: env!("CARGO_PKG_VERSION").to_owned(),
        version: version.to_owned(),
        modules: modules(api, names, layout),
        members: names.notable.clone().into_iter().collect(),
        errors: api.shared_error.clone(),
        builder: builder(api, names),
        ..Lock::default()
    };
    for index in names.homes.operations() {
        add_operation(&mut lock, api, names, layout, index);
    }
    for id in names.homes.types() {
        let (Some(key), Some(name)) = (names.keys.types.get(&id), names.types.get(&id)) else { continue };
        let reexported = names.homes.reexporting(id).map(|module| names.module(module).to_owned());
        let properties = api.types.properties(id);
        let new = match &api.types[id].kind {
            Kind::Object(_) => match names.constructors.get(&id) {
                Some(order) => order.iter().filter_map(|&index| properties.get(index)).collect(),
                None => properties.iter().collect(),
            },
            _ => Vec::new(),
        };
        let new = new.into_iter().filter(|property: &&crate::api::Property| property.required);
        let of = TypeLock {
            name: name.clone(),
            module: names.home(id).to_owned(),
            file: layout.files.get(name).cloned(),
            reexported: reexported.collect(),
            new: new.map(|property| property.name.clone()).collect(),
            used: names.keys.used.get(&id).filter(|used| *used != key).cloned(),
        };
        lock.types.push(key.clone(), of);
    }
    add_webhooks(&mut lock, api, names);
    if let Some(before) = before {
        lock.gone = gone(&lock, before);
    }
    lock
}

fn builder(api: &Api, names: &Names) -> Entries<BuilderLock> {
    let of = |method: &String| BuilderLock { method: method.clone(), ..BuilderLock::default() };
    let parameters = api.client_parameters.iter().zip(&names.client_parameters);
    let parameters = parameters.map(|(kept, method)| (key("parameter", &kept.name), of(method)));
    let values = |name: &String| names.variable_types.get(name).map(|of| of.name.clone());
    let variable = |(name, method): (&String, &String)| {
        (key("variable", name), BuilderLock { values: values(name), ..of(method) })
    };
    let servers = names.endpoints.iter().map(|(name, method)| (key("server", name), of(method)));
    let schemes = api.schemes.iter().zip(&names.schemes).map(|(scheme, method)| {
        (key("scheme", &scheme.name), BuilderLock { sends: Some(scheme.kind.sends()), ..of(method) })
    });
    let mut all: Vec<(String, BuilderLock)> =
        parameters.chain(names.variables.iter().map(variable)).chain(servers).chain(schemes).collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all.into_iter().collect()
}

fn modules(api: &Api, names: &Names, layout: &Layout) -> Entries<ModuleLock> {
    let tags: HashMap<&str, &str> =
        names.modules.iter().zip(&api.tags).map(|(module, tag)| (module.as_str(), tag.name.as_str())).collect();
    let role = |name: &str| match name {
        name if name == names.fixed.webhooks => Some(Names::WEBHOOKS.to_owned()),
        name if name == names.fixed.operations => Some(Names::UNTAGGED.to_owned()),
        _ => None,
    };
    let entry = |(name, feature, divided): &(String, Option<String>, bool)| {
        let tag = tags.get(name.as_str()).map(|tag| (*tag).to_owned());
        (name.clone(), ModuleLock { tag, role: role(name), feature: feature.clone(), divided: *divided })
    };
    layout.modules.iter().map(entry).collect()
}

fn add_operation(lock: &mut Lock, api: &Api, names: &Names, layout: &Layout, index: usize) {
    let (operation, named, key) = (&api.operations[index], &names.operations[index], &names.keys.operations[index]);
    let module = names.module(names.homes.of_operation(index)).to_owned();
    let file = layout.files.get(&named.request).cloned();
    let arguments = named.arguments_in_order.iter().map(|&index| argument(&operation.parameters[index]));
    let of = OperationLock {
        id: operation.id.clone(),
        method: named.method.clone(),
        request: named.request.clone(),
        module: module.clone(),
        file: file.clone(),
        arguments: arguments.collect(),
    };
    lock.operations.push(key.clone(), of);
    let enum_name = |of: &Option<(String, Vec<String>)>| of.as_ref().map(|(name, _)| name.clone());
    let own = [
        (OwnType::Headers, named.headers.clone()),
        (OwnType::Success, enum_name(&named.success)),
        (OwnType::Failure, enum_name(&named.failure)),
        (OwnType::Arguments, named.arguments.clone()),
    ];
    for (part, name) in own {
        let Some(name) = name else { continue };
        let of = TypeLock { name, module: module.clone(), file: file.clone(), ..TypeLock::default() };
        lock.types.push(part.key(key), of);
    }
}

fn add_webhooks(lock: &mut Lock, api: &Api, names: &Names) {
    let module = &names.fixed.webhooks;
    let mut add = |key: String, name: &String| {
        lock.types.push(key, TypeLock { name: name.clone(), module: module.clone(), ..TypeLock::default() });
    };
    if !api.webhooks.is_empty() {
        add(PAYLOADS.to_owned(), &names.payloads);
    }
    for (index, webhook) in names.webhooks.iter().enumerate() {
        if let Some(name) = &webhook.headers {
            add(headers(&keys::webhook(api, index)), name);
        }
    }
}

/// The names that are gone: those of before, unless there was a new major version since, and those of what was found no more.
fn gone(lock: &Lock, before: &Lock) -> Entries<String> {
    let methods: HashSet<&str> = lock.operations.iter().map(|(_, of)| of.method.as_str()).collect();
    let requests = lock.operations.iter().map(|(_, of)| of.request.as_str());
    let types: HashSet<&str> = lock.types.iter().map(|(_, of)| of.name.as_str()).chain(requests).collect();
    let mut gone: Vec<(String, String)> = Vec::new();
    let mut add = |kind: &str, name: &str, present: &HashSet<&str>, version: &str| {
        if !present.contains(name) && major(version) == major(&lock.version) {
            gone.push((format!("{kind} {name}"), version.to_owned()));
        }
    };
    for (key, version) in before.gone.iter() {
        match key.split_once(' ') {
            Some(("method", name)) => add("method", name, &methods, version),
            Some((kind, name)) => add(kind, name, &types, version),
            None => {}
        }
    }
    for (_, of) in before.operations.iter() {
        add("method", &of.method, &methods, &before.version);
        add("type", &of.request, &types, &before.version);
    }
    for (_, of) in before.types.iter() {
        add("type", &of.name, &types, &before.version);
    }
    gone.sort();
    gone.into_iter().collect()
}

/// The part of a version within which nothing breaks (The Cargo Book, "SemVer Compatibility"): below 1.0.0 the minor number
/// counts as well.
fn major(version: &str) -> (&str, &str) {
    let mut parts = version.split(['.', '-', '+']);
    match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
        ("0", minor) => ("0", minor),
        (major, _) => (major, ""),
    }
}
