//! Names of types.

use std::collections::HashSet;

use crate::api::{Api, Choice, Hint, Owner, ResponseBody, Reusable, Type, TypeId};
use crate::config::Config;
use crate::lock::{Lock, TypeLock};
use crate::report::Diagnostics;

use super::keys::has_name;
use super::responses::phrase;
use super::{Names, Scope, clash, identifier, locked, pascal};

/// Names that types may not have: generated code uses them without a path.
const RESERVED: [&str; 24] = [
    "Box",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Duration",
    "Eq",
    "Err",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "Sync",
    "Vec",
];

/// The namespace of types.
pub(super) fn scope(lock: &Lock) -> Scope {
    let mut scope = Scope::with(RESERVED);
    locked::reserve_types(&mut scope, lock);
    scope
}

/// Names the components, before everything else.
pub(super) fn components(
    names: &mut Names,
    api: &Api,
    config: &Config,
    lock: &Lock,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) {
    for prefix in &config.names.strip_prefix {
        let has_prefix =
            |(_, of): (TypeId, &Type)| matches!(&of.hint, Hint::Component(name) if name.starts_with(prefix));
        if !api.types.iter().any(has_prefix) {
            config.report_unknown(prefix, "component schema with the prefix", diagnostics);
        }
    }
    let named = api.types.iter().filter_map(|(id, of)| match &of.hint {
        Hint::Component(component) if has_name(&of.kind) => Some((id, of, component)),
        _ => None,
    });
    let mut wanted: Vec<Wanted<'_>> = named
        .map(|(id, of, component)| {
            let renamed = config.schemas.of(component).and_then(|schema| schema.rename.as_deref());
            let words = renamed.unwrap_or_else(|| config.names.stripped(component));
            let name = type_name(words);
            let is_exact = renamed.is_some() || name.trim_end_matches('_') == words;
            Wanted { id, of, component, name, file: of.other_file(), is_exact, is_renamed: renamed.is_some() }
        })
        .collect();
    // The components of the main document come first, and before others those that are called as types are in Rust.
    wanted.sort_by_key(|wanted| (wanted.file.is_some(), !wanted.is_exact));
    for Wanted { id, of, component, name, file, is_renamed, .. } in wanted {
        let other = match &file {
            Some(file) => type_name(&format!("{file} {name}")),
            None => format!("{}Model", name.trim_end_matches('_')),
        };
        let locked = names.keys.of_type(id, lock).filter(|(_, of)| !is_renamed || of.name == name);
        let (taken, is_other) = scope.keep(locked.map(|(_, of)| of.name.as_str()), [name.clone(), other]);
        let is_kept = |(key, locked): &(&str, &TypeLock)| {
            locked.name == taken && taken != name && names.keys.types.get(&id).is_some_and(|own| own != key)
        };
        if locked.is_some_and(|of| is_kept(&of)) {
            let key = names.keys.types.get(&id).map_or("", String::as_str);
            locked::report_kept_type(diagnostics, of, lock, key, (component, &taken, &name));
        }
        if is_other {
            let message = format!("the name `{name}` is already used, so the type `{component}` is called `{taken}`");
            clash::report(diagnostics, &of.at, &[], message);
        }
        names.types.insert(id, taken);
    }
}

/// A component that gets a name.
struct Wanted<'a> {
    id: TypeId,
    of: &'a Type,
    component: &'a str,
    name: String,
    /// The name of its file, unless it is of the main document.
    file: Option<String>,
    is_exact: bool,
    is_renamed: bool,
}

/// Names the inline types of other types and of operations.
pub(super) fn inline(names: &mut Names, api: &Api, config: &Config, lock: &Lock, scope: &mut Scope) {
    let used = used(api);
    for (id, _) in api.types.iter().filter(|(id, of)| has_name(&of.kind) && used.contains(id)) {
        if !names.types.contains_key(&id) {
            let name = type_name(&hinted(names, api, config, id));
            let value = format!("{}Value", name.trim_end_matches('_'));
            let other = of_status(names, api, id).map_or(value, |words| type_name(&words));
            let kept = names.keys.of_type(id, lock).map(|(_, of)| of.name.as_str());
            let (name, _) = scope.keep(kept, [name, other]);
            names.types.insert(id, name);
        }
    }
}

/// The words of the name of a body that only responses of some statuses have.
fn of_status(names: &Names, api: &Api, id: TypeId) -> Option<String> {
    let (operation, is_error) = match api.types[id].hint {
        Hint::ResponseBody(Owner::Operation(index)) => (index, false),
        Hint::ErrorBody(Owner::Operation(index)) => (index, true),
        _ => return None,
    };
    let request = &names.operations.get(operation)?.request;
    let operation = api.operations.get(operation)?;
    let response = if is_error { &operation.failure } else { &operation.success };
    let ResponseBody::Several(choices) = &response.body else { return None };
    let of_type = |choice: &&Choice| {
        let of = choice.encoding.and_then(|encoding| encoding.of());
        of.is_some_and(|of| api.types.non_null(of) == id)
    };
    let phrase = phrase(choices.iter().find(of_type)?.statuses);
    let suffix = if is_error { "Error" } else { "Response" };
    Some(format!("{request} {} {suffix}", phrase.trim_end_matches("Error")))
}

/// The types that components and operations lead to. Branches that were merged with others may be in no place.
fn used(api: &Api) -> HashSet<TypeId> {
    let components = api.types.iter().filter(|(_, of)| matches!(of.hint, Hint::Component(_))).map(|(id, _)| id);
    let mut pending: Vec<TypeId> = components.chain(api.roots().map(|root| root.of)).collect();
    let mut used = HashSet::new();
    while let Some(id) = pending.pop() {
        if used.insert(id) {
            pending.extend(api.types[id].kind.children());
        }
    }
    used
}

fn type_name(text: &str) -> String {
    identifier(pascal(text), "Type")
}

/// The words of the name of a type: the name of its parent and its place in it.
fn hinted(names: &Names, api: &Api, config: &Config, id: TypeId) -> String {
    if let Some(name) = names.types.get(&id) {
        return name.clone();
    }
    let of = &api.types[id];
    let name_of = |owner: Owner| match owner {
        Owner::Operation(index) => names.operations.get(index).map(|operation| operation.request.clone()),
        Owner::Webhook(index) => names.webhooks.get(index).map(|webhook| webhook.variant.clone()),
    };
    let owned = |owner: &Owner, what: &str| format!("{} {what}", name_of(*owner).unwrap_or_default());
    match &of.hint {
        Hint::Component(name) => config.names.stripped(name).to_owned(),
        Hint::Reusable(kind, name) => {
            let suffix = match kind {
                Reusable::Parameter => "Parameter",
                Reusable::Response => "Response",
                Reusable::RequestBody => "Request",
                Reusable::Header => "Header",
            };
            let name = pascal(name);
            if name.ends_with(suffix) { name } else { name + suffix }
        }
        Hint::Base(component) => format!("{} Base", hinted(names, api, config, *component)),
        Hint::Property(parent, name) => format!("{} {}", hinted(names, api, config, *parent), pascal(name)),
        Hint::Branch(parent, name) => format!("{} {}", hinted(names, api, config, *parent), pascal(name)),
        Hint::Element(parent) => format!("{} Item", hinted(names, api, config, *parent)),
        Hint::RequestBody(owner @ Owner::Operation(_)) => owned(owner, "Request"),
        Hint::RequestBody(owner @ Owner::Webhook(_)) => owned(owner, "Payload"),
        Hint::Item(owner) => owned(owner, "Item"),
        Hint::ResponseBody(owner) => owned(owner, "Response"),
        Hint::ErrorBody(owner) => owned(owner, "Error"),
        Hint::Parameter(owner, name) | Hint::Header(owner, name) => owned(owner, &pascal(name)),
    }
}
