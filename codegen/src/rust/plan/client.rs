//! The client, its builder and what describes the API.

use crate::api::{Place, SchemeKind as LoweredKind, Servers as LoweredServers};
use crate::names::{Scope, screaming};
use crate::rust::docs;
use crate::rust::model::{
    Client, Credential, EndpointSetter, Item, Module, Param, Scheme, SchemeKind, Server, Servers, Setter, ValueEnum,
    Variable,
};

use super::Plan;
use super::symbols::STRING_ENUM;

/// The module of the client.
pub(super) fn module(plan: &Plan<'_>) -> Module {
    let docs = vec!["The client and its builder.".to_owned()];
    let items = vec![Item::Client(Box::new(client(plan)))];
    let name = plan.names.fixed.client.clone();
    Module { name, public: false, docs, features: Vec::new(), uses: Vec::new(), items, parts: Vec::new() }
}

/// Whether some scheme takes an access key.
pub(super) fn signs(plan: &Plan<'_>) -> bool {
    plan.api.schemes.iter().any(|scheme| matches!(scheme.kind, LoweredKind::Signer(_)))
}

/// The static that describes an operation's own servers.
pub(super) fn own_servers_constant(plan: &Plan<'_>, servers: &LoweredServers) -> String {
    let all = own_servers(plan);
    let found = all.into_iter().find(|own| same(own, servers));
    found.map(|own| own.constant).unwrap_or_default()
}

fn same(own: &Servers, servers: &LoweredServers) -> bool {
    own.name == servers.name && own.servers == servers.servers.iter().map(server).collect::<Vec<_>>()
}

/// The servers that operations have of their own, each list once.
fn own_servers(plan: &Plan<'_>) -> Vec<Servers> {
    let mut scope = Scope::with(["API", "SERVERS"]);
    let mut all: Vec<Servers> = Vec::new();
    for servers in plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref()) {
        if all.iter().any(|own| same(own, servers)) {
            continue;
        }
        let name = servers.name.as_deref().map(screaming).unwrap_or_default();
        let constant = if name.is_empty() { "OTHER_SERVERS".to_owned() } else { format!("{name}_SERVERS") };
        let constant = crate::names::identifier(constant, "SERVERS");
        let (constant, _) = scope.take([constant]);
        all.push(Servers {
            constant,
            name: servers.name.clone(),
            servers: servers.servers.iter().map(server).collect(),
        });
    }
    all
}

fn client(plan: &Plan<'_>) -> Client {
    let api = plan.api;
    let servers = api.servers.servers.iter().map(server).collect();
    let docs = match api.info.title.as_str() {
        "" => vec!["A client of the API.".to_owned()],
        title => vec![format!("A client of {}", docs::summary(title))],
    };
    Client {
        docs,
        name: plan.options.package.name.clone(),
        servers: Servers { constant: "SERVERS".to_owned(), name: None, servers },
        own_servers: own_servers(plan),
        features: plan.features.any(),
        endpoint_env: api.endpoint_env.clone(),
        params: params(plan),
        schemes: schemes(plan),
        error_pairs: api.errors.pairs.clone(),
        request_id: api.errors.request_id.clone(),
        variables: variables(plan),
        endpoints: endpoints(plan),
        enums: enums(plan),
        value_lists: value_lists(plan),
        string_enum_macro: plan.symbols.of(STRING_ENUM),
    }
}

/// The lists of known values that occur more than once, each under a name.
fn value_lists(plan: &Plan<'_>) -> Vec<(String, Vec<String>)> {
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let mut groups: Vec<&LoweredServers> = vec![&plan.api.servers];
    for servers in own {
        if !groups.contains(&servers) {
            groups.push(servers);
        }
    }
    let variables: Vec<&crate::api::Variable> =
        groups.iter().flat_map(|servers| &servers.servers).flat_map(|server| &server.variables).collect();
    let mut scope = own_servers(plan).into_iter().fold(Scope::with(["API", "SERVERS"]), |mut scope, servers| {
        scope.take([servers.constant]);
        scope
    });
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    for variable in &variables {
        let shared = variables.iter().filter(|other| other.values == variable.values).count() > 1;
        let new = lists.iter().all(|(_, values)| *values != variable.values);
        if shared && new && variable.values.len() > 1 {
            let (name, _) =
                scope.take([crate::names::identifier(format!("{}_VALUES", screaming(&variable.name)), "VALUES")]);
            lists.push((name, variable.values.clone()));
        }
    }
    lists
}

fn server(server: &crate::api::Server) -> Server {
    let variable = |variable: &crate::api::Variable| Variable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        env: variable.env.clone(),
    };
    Server { url: server.url.clone(), variables: server.variables.iter().map(variable).collect() }
}

fn params(plan: &Plan<'_>) -> Vec<Param> {
    let kept = plan.api.client_parameters.iter().zip(&plan.names.client_parameters);
    kept.map(|(kept, method)| {
        let mut docs = kept.description.as_deref().map(docs::markdown).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("Sets `{}` for all calls.", kept.name));
        }
        env_docs(&mut docs, &kept.env);
        Param { name: kept.name.clone(), method: method.clone(), docs, env: kept.env.clone() }
    })
    .collect()
}

/// Says which environment variables `from_env` reads.
fn env_docs(docs: &mut Vec<String>, env: &[String]) {
    if !env.is_empty() {
        let names = env.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
        docs.push(String::new());
        docs.push(format!("[`env`](Self::env) reads it from {names}."));
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
                LoweredKind::Signer(signer) => (SchemeKind::Signer(signer.name()), Credential::AccessKey),
            };
            let mut docs = scheme.description.as_deref().map(docs::markdown).unwrap_or_default();
            if docs.is_empty() {
                docs.push(format!("Sets the credential of the security scheme `{}`.", scheme.name));
            }
            for alternative in &scheme.env {
                let names = alternative.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                docs.push(String::new());
                docs.push(format!("[`env`](Self::env) reads it from {names}."));
            }
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

fn variables(plan: &Plan<'_>) -> Vec<Setter> {
    let mut setters: Vec<Setter> = Vec::new();
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let all = std::iter::once(&plan.api.servers).chain(own).flat_map(|servers| &servers.servers);
    for variable in all.flat_map(|server| &server.variables) {
        if setters.iter().any(|known| known.variable == variable.name) {
            continue;
        }
        let Some(method) = plan.names.variables.get(&variable.name) else { continue };
        let mut docs = variable.description.as_deref().map(docs::markdown).unwrap_or_default();
        if docs.is_empty() {
            docs.push(format!("Chooses `{}` in the server's address.", variable.name));
        }
        if let Some(default) = &variable.default {
            docs.push(String::new());
            docs.push(format!("Default: `{}`.", default.replace('`', "'")));
        }
        env_docs(&mut docs, &variable.env);
        let of = plan.names.variable_types.get(&variable.name).map(|(name, _)| name.clone());
        setters.push(Setter { method: method.clone(), variable: variable.name.clone(), docs, of });
    }
    setters
}

fn endpoints(plan: &Plan<'_>) -> Vec<EndpointSetter> {
    let mut setters: Vec<EndpointSetter> = Vec::new();
    for name in own_servers(plan).into_iter().filter_map(|servers| servers.name) {
        if let Some(method) = plan.names.endpoints.get(&name)
            && setters.iter().all(|known| known.name != name)
        {
            let docs = vec![format!(
                "Replaces the servers `{name}`, which some operations have of their own, by one address."
            )];
            setters.push(EndpointSetter { method: method.clone(), name, docs });
        }
    }
    setters
}

fn enums(plan: &Plan<'_>) -> Vec<ValueEnum> {
    let values = plan.api.variable_values().into_iter();
    values
        .filter_map(|(variable, values)| {
            let (name, variants) = plan.names.variable_types.get(&variable)?;
            let docs = vec![format!("Known values of `{variable}` in servers' addresses.")];
            let open = if variants.iter().any(|variant| variant == "Other") { "Unrecognized" } else { "Other" };
            let variants = variants.iter().cloned().zip(values).collect();
            Some(ValueEnum { name: name.clone(), docs, variants, open: open.to_owned() })
        })
        .collect()
}
