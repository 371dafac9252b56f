//! Security schemes and requirements (OpenAPI 3.0.4, §4.7.27 and §4.7.30).

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde_json::Value;

use crate::api::model::{Alternative, Place, Scheme, SchemeKind, Signer};
use crate::report::{At, Code, Diagnostic};

use super::context::{Context, text};
use super::reference::follow;

/// Reads `components.securitySchemes`.
pub(super) fn schemes(cx: &mut Context<'_>, root: &At<'_>) -> Vec<Scheme> {
    let components = root.key("components");
    let at = components.key("securitySchemes");
    let declared = cx.document.get("components").and_then(|components| components.get("securitySchemes"));
    let Some(members) = cx.members(declared, &at) else { return Vec::new() };
    members.iter().filter_map(|(name, value)| scheme(cx, name, value, &at.key(name))).collect()
}

fn scheme<'a>(cx: &mut Context<'a>, name: &str, value: &'a Value, at: &At<'_>) -> Option<Scheme> {
    let value = follow(cx, value, at)?.value;
    let signer = text(value, "x-specwright-signer");
    let kind = match signer {
        Some(signer) => SchemeKind::Signer(known_signer(cx, &signer, at)?),
        None => kind(cx, value, at)?,
    };
    let decided = cx.config.security.of(name).cloned().unwrap_or_default();
    Some(Scheme {
        name: name.to_owned(),
        description: text(value, "description"),
        kind,
        headers: decided.headers.into_iter().collect(),
        env: decided.env,
    })
}

fn known_signer(cx: &mut Context<'_>, name: &str, at: &At<'_>) -> Option<Signer> {
    let signer = Signer::ALL.into_iter().find(|signer| signer.name() == name);
    if signer.is_none() {
        let known = Signer::ALL.map(Signer::name).join("`, `");
        let at = at.key("x-specwright-signer");
        let message = format!("there is no signer called `{name}`");
        cx.diagnostics.push(
            Diagnostic::new(Code::UnsupportedSecurity, at.value(), message).help(format!("the signers are `{known}`")),
        );
    }
    signer
}

fn kind(cx: &mut Context<'_>, value: &Value, at: &At<'_>) -> Option<SchemeKind> {
    if value.get("x-specwright-type").and_then(Value::as_str) == Some("mutualTLS") {
        return Some(SchemeKind::MutualTls);
    }
    let scheme: SecurityScheme = cx.read(value, at, "Security Scheme Object")?;
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
            cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSecurity, at.value(), message));
            return None;
        }
        SecurityScheme::HTTP { .. } => SchemeKind::Bearer,
        SecurityScheme::OAuth2 { .. } => oauth2(value),
        SecurityScheme::OpenIDConnect { open_id_connect_url, .. } => SchemeKind::OpenIdConnect(open_id_connect_url),
    })
}

/// Where the flow for devices is (OpenAPI 3.2.0, §4.28.1).
const DEVICE: &str = "x-specwright-device-authorization";

/// The flows of OAuth 2 (§4.7.28): the token endpoint of the first that has one, beginning with that of programs, and the scopes
/// of all.
fn oauth2(value: &Value) -> SchemeKind {
    let flows = value.get("flows");
    let flows = ["clientCredentials", "authorizationCode", "password", DEVICE, "implicit"]
        .map(|flow| flows.and_then(|flows| flows.get(flow)));
    // Relative URLs are relative to the document, whose place its users do not know.
    let url = |name: &str| {
        let mut urls = flows.iter().flatten().filter_map(|flow| text(flow, name));
        urls.find(|url| url.starts_with("https://") || url.starts_with("http://"))
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

/// The alternatives of a `security` member; nothing where the holder has none, so that what surrounds it holds.
pub(super) fn requirements<'a>(
    cx: &mut Context<'a>,
    holder: &'a Value,
    at: &At<'_>,
    schemes: &[Scheme],
) -> Option<Vec<Alternative>> {
    let at = at.key("security");
    let list = holder.get("security").filter(|value| !value.is_null())?;
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut lost = false;
    for (index, value) in cx.elements(Some(list), &at).iter().enumerate() {
        let at = at.index(index);
        let Some(members) = cx.members(Some(value), &at) else { continue };
        let mut alternative = Alternative::new();
        let mut whole = true;
        for name in members.keys() {
            match schemes.iter().position(|scheme| scheme.name == *name) {
                Some(scheme) => alternative.push(scheme),
                None => {
                    whole = false;
                    if !declared(cx, name) {
                        let message = format!("there is no security scheme called `{name}`");
                        cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSecurity, at.key(name).name(), message));
                    }
                }
            }
        }
        if whole && !alternatives.contains(&alternative) {
            alternatives.push(alternative);
        } else if !whole {
            lost = true;
        }
    }
    // Where nothing is left of what was required, calls go out bare, and the service says what it misses.
    if lost && alternatives.is_empty() {
        let message = "no requirement of these can be met, so calls go out without credentials";
        cx.diagnostics.push(Diagnostic::new(Code::UnsupportedSecurity, at.value(), message));
    }
    Some(alternatives)
}

fn declared(cx: &Context<'_>, name: &str) -> bool {
    cx.document.pointer("/components/securitySchemes").is_some_and(|schemes| schemes.get(name).is_some())
}
