//! Security schemes and requirements (OpenAPI 3.0.4, §4.7.27 and §4.7.30).

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde_json::Value;

use crate::api::model::{Alternative, Operation, Place, Scheme, SchemeKind, Signer};
use crate::report::{At, Code, Diagnostic, Diagnostics, FileId, Fix, key, nearest};

use crate::config::{Config, Requirements};

use super::reader::{Reader, text};
use super::reference::follow;

/// Reads `components.securitySchemes`.
pub(super) fn schemes(reader: &mut Reader<'_>, root: &At<'_>) -> Vec<Scheme> {
    let components = root.key("components");
    let at = components.key("securitySchemes");
    let declared = reader.document().get("components").and_then(|components| components.get("securitySchemes"));
    let schemes = reader.properties(declared, &at);
    let config = reader.config();
    let configured = |name: &str| config.security.schemes.of(name).and_then(|scheme| scheme.declare.as_ref());
    let schemes = schemes.into_iter().flatten().map(|(name, value)| (name.as_str(), configured(name).unwrap_or(value)));
    let schemes: Vec<(&str, &Value)> = schemes.collect();
    let is_new = |name: &str| schemes.iter().all(|(known, _)| *known != name);
    let added = config.security.schemes.iter().filter(|(name, ..)| is_new(name));
    let added: Vec<_> = added.filter_map(|(name, of)| Some((name, of.declare.as_ref()?))).collect();
    let all = schemes.iter().chain(&added);
    all.filter_map(|(name, value)| scheme(reader, name, value, &at.key(name))).collect()
}

fn scheme<'a>(reader: &mut Reader<'a>, name: &str, value: &'a Value, at: &At<'_>) -> Option<Scheme> {
    let value = follow(reader, value, at)?.value;
    let signer = text(value, "x-specwright-signer");
    let kind = match signer {
        Some(signer) => SchemeKind::Signer(known_signer(reader, &signer, at)?),
        None => kind(reader, value, at)?,
    };
    let decided = reader.config().security.schemes.of(name).cloned().unwrap_or_default();
    Some(Scheme {
        name: name.to_owned(),
        description: text(value, "description"),
        kind,
        headers: decided.headers.into_iter().collect(),
        env: decided.env,
    })
}

fn known_signer(reader: &mut Reader<'_>, name: &str, at: &At<'_>) -> Option<Signer> {
    let signer = Signer::ALL.into_iter().find(|signer| signer.name() == name);
    if signer.is_none() {
        let known = Signer::ALL.map(Signer::name).join("`, `");
        let at = at.key("x-specwright-signer");
        let message = format!("there is no signer named `{name}`");
        reader.report(
            Diagnostic::new(Code::UnsupportedSecurity, at.value(), message).help(format!("the signers are `{known}`")),
        );
    }
    signer
}

fn kind(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<SchemeKind> {
    if value.get("x-specwright-type").and_then(Value::as_str) == Some("mutualTLS") {
        return Some(SchemeKind::MutualTls);
    }
    let scheme: SecurityScheme = reader.object(value, at, "Security Scheme Object")?;
    Some(match scheme {
        SecurityScheme::APIKey { location, name, .. } => {
            let place = match location {
                APIKeyLocation::Query => Place::Query,
                APIKeyLocation::Header => Place::Header,
                APIKeyLocation::Cookie => Place::Cookie,
            };
            SchemeKind::ApiKey { place, name }
        }
        SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => SchemeKind::Basic,
        SecurityScheme::HTTP { scheme, .. } if !scheme.eq_ignore_ascii_case("bearer") => {
            let message = format!("the HTTP authentication scheme `{scheme}` is not supported");
            let name = at.pointer().last().unwrap_or_default().into_owned();
            let declare = "declare = { type = \"apiKey\", in = \"header\", name = \"Authorization\" }";
            let fix = Fix::Table(format!("security.{}", key(&name)), declare.to_owned());
            reader.report(Diagnostic::new(Code::UnsupportedSecurity, at.value(), message).fix(fix));
            return None;
        }
        SecurityScheme::HTTP { .. } => SchemeKind::Bearer,
        SecurityScheme::OAuth2 { .. } => oauth2(value),
        SecurityScheme::OpenIDConnect { open_id_connect_url, .. } => SchemeKind::OpenIdConnect(open_id_connect_url),
    })
}

/// The extension that holds the flow for devices (OpenAPI 3.2.0, §4.28.1).
const DEVICE: &str = "x-specwright-device-authorization";

/// The flows of OAuth 2 (§4.7.28): the token endpoint of the first flow that has one, beginning with that for programs, and
/// the scopes of all.
fn oauth2(value: &Value) -> SchemeKind {
    let flows = value.get("flows");
    let flows = ["clientCredentials", "authorizationCode", "password", DEVICE, "implicit"]
        .map(|flow| flows.and_then(|flows| flows.get(flow)));
    // A URL without a scheme is relative to the client's base URL, as frameworks mean it that declare `tokenUrl: token`.
    let url = |name: &str| {
        let mut urls = flows.iter().flatten().filter_map(|flow| text(flow, name));
        urls.find(|url| url.starts_with("https://") || url.starts_with("http://") || is_relative(url))
    };
    let mut scopes: Vec<(String, String)> = Vec::new();
    for (name, what) in flows.iter().flatten().filter_map(|flow| flow.get("scopes")?.as_object()).flatten() {
        if !scopes.iter().any(|(known, _)| known == name) {
            scopes.push((name.clone(), what.as_str().unwrap_or_default().to_owned()));
        }
    }
    let token_url = url("tokenUrl");
    SchemeKind::OAuth2 {
        refresh_url: url("refreshUrl").filter(|url| token_url.as_ref() != Some(url)),
        token_url,
        scopes,
    }
}

/// Whether a URL is a path, with or without a slash at its beginning.
fn is_relative(url: &str) -> bool {
    !url.is_empty() && !url.contains(':') && !url.starts_with("//")
}

/// The requirements of a `security` property; `None` if there is none, so that those of the document apply.
pub(super) fn requirements<'a>(
    reader: &mut Reader<'a>,
    holder: &'a Value,
    at: &At<'_>,
    schemes: &[Scheme],
) -> Option<Vec<Alternative>> {
    let at = at.key("security");
    let list = holder.get("security").filter(|value| !value.is_null())?;
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut is_incomplete = false;
    for (index, value) in reader.elements(Some(list), &at).iter().enumerate() {
        let at = at.index(index);
        let Some(requirement) = reader.properties(Some(value), &at) else { continue };
        let mut alternative = Alternative::new();
        let mut whole = true;
        for name in requirement.keys() {
            match schemes.iter().position(|scheme| scheme.name == *name) {
                Some(scheme) => alternative.push(scheme),
                None => {
                    whole = false;
                    if !declared(reader, name) {
                        let message = format!("there is no security scheme named `{name}`");
                        let fix = Fix::Table(
                            format!("security.{}", key(name)),
                            "declare = { type = \"http\", scheme = \"bearer\" }".to_owned(),
                        );
                        let diagnostic = Diagnostic::new(Code::UnsupportedSecurity, at.key(name).name(), message);
                        reader.report(diagnostic.fix(fix));
                    }
                }
            }
        }
        if whole && !alternatives.contains(&alternative) {
            alternatives.push(alternative);
        } else if !whole {
            is_incomplete = true;
        }
    }
    // The service reports what is missing.
    if is_incomplete && alternatives.is_empty() {
        let message = "none of these requirements is supported, so requests are sent without credentials";
        reader.report(Diagnostic::new(Code::UnsupportedSecurity, at.value(), message));
    }
    Some(alternatives)
}

/// The requirements of the configuration. Schemes that do not exist are reported.
pub(super) fn configured(reader: &mut Reader<'_>, requirements: &Requirements, schemes: &[Scheme]) -> Vec<Alternative> {
    let config = reader.config();
    let mut alternatives = Vec::new();
    for requirement in requirements {
        let index = |name: &String| schemes.iter().position(|scheme| scheme.name == *name);
        let names = requirement.names();
        for name in names.iter().filter(|name| index(name).is_none()) {
            let known = nearest(name, schemes.iter().map(|scheme| scheme.name.as_str()));
            config.report_unknown_of(name, "security scheme", known, reader.diagnostics());
        }
        alternatives.extend(names.iter().map(index).collect::<Option<Alternative>>());
    }
    alternatives
}

/// Reports schemes that are declared, if no operation requires any.
pub(super) fn report_unused(
    document: &Value,
    config: &Config,
    operations: &[Operation],
    diagnostics: &mut Diagnostics,
) {
    let root = At::root(FileId::MAIN);
    let (components, has_default) = (root.key("components"), document.get("security").is_some());
    let at = components.key("securitySchemes");
    let declared = document.pointer("/components/securitySchemes").and_then(Value::as_object);
    let Some(first) = declared.and_then(|schemes| schemes.keys().next()) else { return };
    let is_decided = has_default || config.security.default.is_some() || operations.is_empty();
    let decides = |operation: &Operation| {
        let declared = operation.at.pointer.of(document).and_then(|value| value.get("security"));
        declared.is_some() || !operation.security.is_empty()
    };
    if is_decided || operations.iter().any(decides) {
        return;
    }
    let message =
        "security schemes are declared, and no operation requires one, so requests are sent without credentials";
    let help = "write `default = []` instead if none is needed";
    let fix = Fix::Table("security".to_owned(), format!("default = [{}]", Value::from(first.as_str())));
    diagnostics.push(Diagnostic::new(Code::UnusedSecurity, at.name(), message).help(help).fix(fix));
}

fn declared(reader: &Reader<'_>, name: &str) -> bool {
    reader.document().pointer("/components/securitySchemes").is_some_and(|schemes| schemes.get(name).is_some())
}
