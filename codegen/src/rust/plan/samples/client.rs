//! How programs build the client.

use std::collections::BTreeSet;

use crate::api::{Scheme, SchemeKind};
use crate::names::screaming;
use crate::rust::model::{ClientSample, Expression, Type, Use};

use super::super::{Plan, client};

/// The type of access keys.
const ACCESS_KEY: &str = "specwright_runtime::auth::AccessKey";

/// The credentials that are set on the builder.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(in crate::rust::plan) enum Credentials {
    /// One for every scheme, from the environment, else a sample.
    All,
    /// One: that of a signer, else the first that is a string.
    One,
}

/// The settings of the builder that calls require, credentials included.
pub(in crate::rust::plan) fn client(plan: &Plan<'_>, credentials: Credentials) -> ClientSample {
    let library = plan.library();
    let mut settings = Vec::new();
    let text = |text: &str| Expression::Text(text.to_owned());
    let first = plan.api.servers.servers.iter().take(1);
    for variable in first.clone().flat_map(|server| &server.variables) {
        let value = variable.values.first().or(variable.default.as_ref());
        if let (Some(method), Some(value)) = (plan.names.variables.get(&variable.name), value) {
            settings.push((method.clone(), vec![text(value)]));
        }
    }
    for (kept, method) in plan.api.client_parameters.iter().zip(&plan.names.client_parameters) {
        settings.push((method.clone(), vec![text(&kept.name)]));
    }
    let is_signer = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::Signer(_));
    let is_text = |scheme: &Scheme| !matches!(scheme.kind, SchemeKind::Basic | SchemeKind::MutualTls);
    let one = plan.api.schemes.iter().position(is_signer).or_else(|| plan.api.schemes.iter().position(is_text));
    for (index, (scheme, method)) in plan.api.schemes.iter().zip(&plan.names.schemes).enumerate() {
        if credentials == Credentials::One && one != Some(index) {
            continue;
        }
        let value = |position: usize, suffix: &str, sample: &str| match credentials {
            Credentials::One => text(sample),
            Credentials::All => {
                let declared = scheme.env.first().and_then(|names| names.get(position)).cloned();
                let usual = || format!("{}_{}{suffix}", screaming(&library), screaming(method));
                Expression::Environment(declared.unwrap_or_else(usual), sample.to_owned())
            }
        };
        let credential = match &scheme.kind {
            SchemeKind::Basic => vec![value(0, "_USER", "user"), value(1, "_PASSWORD", "password")],
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => {
                vec![value(0, "", "token")]
            }
            // There is no sample of a certificate.
            SchemeKind::MutualTls => continue,
            SchemeKind::ApiKey { .. } => vec![value(0, "", "key")],
            SchemeKind::Signer(_) => {
                let of = Type::Runtime(plan.symbols.of(ACCESS_KEY));
                let pair = vec![value(0, "_ACCESS_KEY", "access key"), value(1, "_SECRET_KEY", "secret key")];
                vec![Expression::Call(of, "new".to_owned(), pair)]
            }
        };
        settings.push((method.clone(), credential));
    }
    let mut uses = BTreeSet::from([Use { path: library.clone(), name: "Client".to_owned() }]);
    if client::signs(plan) && !plan.symbols.of(ACCESS_KEY).qualified {
        uses.insert(Use { path: library, name: "AccessKey".to_owned() });
    }
    let variables = first.flat_map(|server| &server.variables);
    let has_env = variables.clone().all(|variable| variable.default.is_some() || !variable.env.is_empty())
        && plan.api.client_parameters.iter().all(|kept| !kept.env.is_empty())
        && plan.api.schemes.iter().all(|scheme| !scheme.env.is_empty());
    let relative = plan.api.servers.servers.iter().all(|server| !server.url.contains("://"));
    let own = plan.api.operations.iter().filter_map(|operation| operation.servers.as_ref());
    let mut endpoints: Vec<String> = own
        .clone()
        .filter_map(|servers| plan.names.endpoints.get(servers.name.as_ref()?).cloned())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    endpoints.sort();
    ClientSample {
        has_env: has_env && !relative && !settings.is_empty(),
        settings,
        address: relative.then(|| {
            // Paths are appended to the endpoint, so it has the base path of the document.
            let base = plan.api.servers.servers.first().map_or("", |server| server.url.trim_end_matches('/'));
            format!("https://api.example.com{}", if base.contains('{') { "" } else { base })
        }),
        endpoints,
        has_unnamed: own.clone().any(|servers| servers.name.is_none()),
        uses: uses.into_iter().collect(),
    }
}
