//! The client, its builder and the description of the API.

use std::collections::{HashMap, HashSet};

use indexmap::IndexSet;

use crate::api::{Place, SchemeKind as LoweredKind, Servers as LoweredServers};
use crate::names::{Scope, ValueNames, screaming};
use crate::rust::docs;
use crate::rust::model::{
    Client, Credential, EndpointSetter, Item, Module, Param, Scheme, SchemeKind, Servers, Setter, ValueEnum,
};

use super::own_servers::server;
use super::symbols::STRING_ENUM;
use super::{Plan, sections};

/// The module of the client.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let docs = vec!["The client and its builder.".to_owned()];
    let items = vec![Item::Client(Box::new(client(plan)))];
    let name = plan.names.fixed.client.clone();
    Module {
        name,
        public: false,
        docs,
        features: Vec::new(),
        reexports: Vec::new(),
        uses: Vec::new(),
        items,
        submodules: Vec::new(),
    }
}

/// Whether a security scheme accepts an access key.
pub(super) fn signs(plan: &Plan<'_>) -> bool {
    plan.api.schemes.iter().any(|scheme| matches!(scheme.kind, LoweredKind::Signer(_)))
}

fn client(plan: &Plan<'_>) -> Client {
    let api = plan.api;
    let servers = api.servers.servers.iter().map(server).collect();
    let docs = match api.info.title.as_str() {
        "" => vec!["A client for the API.".to_owned()],
        title => vec![format!("A client for {}", docs::summary(title))],
    };
    Client {
        docs,
        name: plan.options.package.name.clone(),
        servers: Servers { constant: "SERVERS".to_owned(), name: None, servers },
        own_servers: plan.own_servers.lists.clone(),
        features: plan.features.any(),
        endpoint_env: api.endpoint_env.clone(),
        params: params(plan),
        schemes: schemes(plan),
        error_pairs: api.errors.pairs.clone(),
        request_id: api.errors.request_id.clone(),
        errors_in_success: api.errors.in_success,
        variables: variables(plan),
        endpoints: endpoints(plan),
        platform: plan.api.platform.clone(),
        enums: enums(plan),
        value_lists: value_lists(plan),
        string_enum_macro: plan.symbols.of(STRING_ENUM),
    }
}

/// The lists of values that several variables share, each with the name of its constant.
fn value_lists(plan: &Plan<'_>) -> Vec<(String, Vec<String>)> {
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let groups: IndexSet<&LoweredServers> = std::iter::once(&plan.api.servers).chain(own).collect();
    let variables: Vec<&crate::api::Variable> =
        groups.iter().flat_map(|servers| &servers.servers).flat_map(|server| &server.variables).collect();
    let own = plan.own_servers.lists.iter().map(|servers| servers.constant.as_str());
    let mut scope = Scope::with(own.chain(["API", "SERVERS"]));
    let mut uses: HashMap<&[String], usize> = HashMap::new();
    for variable in &variables {
        *uses.entry(&variable.values).or_default() += 1;
    }
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    for variable in &variables {
        // A list that was removed has its constant already.
        let shared = uses.remove(variable.values.as_slice()).is_some_and(|uses| uses > 1);
        if shared && variable.values.len() > 1 {
            let (name, _) =
                scope.take([crate::names::identifier(format!("{}_VALUES", screaming(&variable.name)), "VALUES")]);
            lists.push((name, variable.values.clone()));
        }
    }
    lists
}

fn params(plan: &Plan<'_>) -> Vec<Param> {
    let kept = plan.api.client_parameters.iter().zip(&plan.names.client_parameters);
    kept.map(|(kept, method)| {
        let mut docs = kept.description.as_deref().map(docs::markdown).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("Sets {} for all calls.", docs::code(&kept.name)));
        }
        env_docs(&mut docs, &sections::variables(&kept.env).join(" or "));
        Param { name: kept.name.clone(), method: method.clone(), docs, env: kept.env.clone() }
    })
    .collect()
}

/// Adds which environment variables `env` reads.
fn env_docs(docs: &mut Vec<String>, env: &str) {
    if !env.is_empty() {
        docs.push(String::new());
        docs.push(format!("[`env`](Self::env) reads it from {env}."));
    }
}

fn schemes(plan: &Plan<'_>) -> Vec<Scheme> {
    let declared = plan.api.schemes.iter().zip(&plan.names.schemes);
    declared
        .map(|(scheme, method)| {
            let (kind, credential) = match &scheme.kind {
                LoweredKind::ApiKey { place: Place::Query, name } => {
                    (SchemeKind::ApiKeyQuery(name.clone()), Credential::Secret)
                }
                LoweredKind::ApiKey { place: Place::Cookie, name } => {
                    (SchemeKind::ApiKeyCookie(name.clone()), Credential::Secret)
                }
                LoweredKind::ApiKey { name, .. } => (SchemeKind::ApiKeyHeader(name.clone()), Credential::Secret),
                LoweredKind::Basic => (SchemeKind::Basic, Credential::UserAndSecret),
                LoweredKind::Bearer => (SchemeKind::Bearer, Credential::Secret),
                LoweredKind::OAuth2 { token_url, refresh_url, .. } => {
                    (SchemeKind::OAuth2(token_url.clone(), refresh_url.clone()), Credential::OAuth2)
                }
                LoweredKind::OpenIdConnect(url) => (SchemeKind::OpenIdConnect(url.clone()), Credential::OAuth2),
                LoweredKind::MutualTls => (SchemeKind::MutualTls, Credential::HttpClient),
                LoweredKind::Signer(signer) => (SchemeKind::Signer(signer.name()), Credential::AccessKey),
            };
            let mut docs = scheme.description.as_deref().map(docs::markdown).unwrap_or_default();
            if docs.is_empty() {
                docs.push(sections::credential(scheme));
            }
            docs.extend(how_to(&scheme.kind));
            env_docs(&mut docs, &sections::credential_variables(scheme));
            Scheme {
                name: scheme.name.clone(),
                method: method.clone(),
                docs,
                kind,
                credential,
                headers: scheme.headers.clone(),
                env: scheme.env.clone(),
            }
        })
        .collect()
}

/// What the builder's method accepts, if its type does not show it.
fn how_to(kind: &LoweredKind) -> Vec<String> {
    let mut docs = Vec::new();
    match kind {
        LoweredKind::OAuth2 { .. } | LoweredKind::OpenIdConnect(_) => {
            docs.push(String::new());
            docs.push("Accepts an access token, or an [`OAuth2`] that fetches and renews tokens.".to_owned());
        }
        LoweredKind::MutualTls => {
            docs.push(String::new());
            docs.push(
                "The HTTP client has to have a client certificate: set `identity` on \
                 `specwright_runtime::http_client_builder`."
                    .to_owned(),
            );
        }
        _ => {}
    }
    if let LoweredKind::OAuth2 { scopes, .. } = kind
        && !scopes.is_empty()
    {
        docs.push(String::new());
        docs.push("Scopes:".to_owned());
        docs.push(String::new());
        for (name, what) in scopes {
            let what = docs::summary(what);
            let code = docs::code(name);
            docs.push(if what.is_empty() { format!("- {code}") } else { format!("- {code}: {what}") });
        }
    }
    docs
}

/// Whether a security scheme accepts credentials to fetch tokens with.
pub(super) fn fetches(plan: &Plan<'_>) -> bool {
    let kinds = plan.api.schemes.iter().map(|scheme| &scheme.kind);
    kinds.into_iter().any(|kind| matches!(kind, LoweredKind::OAuth2 { .. } | LoweredKind::OpenIdConnect(_)))
}

fn variables(plan: &Plan<'_>) -> Vec<Setter> {
    let mut setters: Vec<Setter> = Vec::new();
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let all = std::iter::once(&plan.api.servers).chain(own).flat_map(|servers| &servers.servers);
    let mut known = HashSet::new();
    for variable in all.flat_map(|server| &server.variables) {
        if !known.insert(&variable.name) {
            continue;
        }
        let Some(method) = plan.names.variables.get(&variable.name) else { continue };
        let mut docs = variable.description.as_deref().map(docs::markdown).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("Sets the variable {} of the server URL.", docs::code(&variable.name)));
        }
        if let Some(default) = &variable.default {
            docs.push(String::new());
            docs.push(if default.is_empty() {
                "Default: empty.".to_owned()
            } else {
                format!("Default: {}.", docs::code(default))
            });
        }
        env_docs(&mut docs, &sections::variables(&variable.env).join(" or "));
        let of = plan.names.variable_types.get(&variable.name).map(|names| names.name.clone());
        setters.push(Setter { method: method.clone(), variable: variable.name.clone(), docs, of });
    }
    setters
}

fn endpoints(plan: &Plan<'_>) -> Vec<EndpointSetter> {
    let mut setters: Vec<EndpointSetter> = Vec::new();
    let names: IndexSet<&String> = plan.own_servers.lists.iter().filter_map(|servers| servers.name.as_ref()).collect();
    for name in names {
        if let Some(method) = plan.names.endpoints.get(name) {
            let code = docs::code(name);
            let docs = vec![format!(
                "Sets the base URL of the operations on the servers {code}, in place of the declared URLs."
            )];
            setters.push(EndpointSetter { method: method.clone(), name: name.clone(), docs });
        }
    }
    setters
}

fn enums(plan: &Plan<'_>) -> Vec<ValueEnum> {
    let values = plan.api.variable_values().into_iter();
    values
        .filter_map(|(variable, values)| {
            let ValueNames { name, variants, open } = plan.names.variable_types.get(&variable)?;
            let docs = vec![format!("Values of the server variable {}.", docs::code(&variable))];
            let variants = variants.iter().cloned().zip(values).collect();
            Some(ValueEnum { name: name.clone(), docs, variants, open: open.clone() })
        })
        .collect()
}
