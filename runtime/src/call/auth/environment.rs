//! Credentials from environment variables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::call::auth::{ApiKey, Basic, Bearer, Credential, OAuth2};
use crate::call::description::{Scheme, SchemeKind};

/// The credential for a scheme from the environment, if there is one: the first alternative with any required variable set.
///
/// # Errors
///
/// Returns a sentence about a required variable that is not set although another one is.
pub(crate) fn credential(
    scheme: &Scheme,
    environment: &BTreeMap<&'static str, String>,
) -> Result<Option<Arc<dyn Credential>>, String> {
    for names in scheme.env {
        let required = scheme.kind.required_variables(names.len());
        let (needed, optional) = names.split_at(required.min(names.len()));
        let missing: Vec<_> = needed.iter().filter(|name| !environment.contains_key(*name)).collect();
        if missing.len() == needed.len() {
            continue;
        }
        if let Some(missing) = missing.first() {
            let present: Vec<_> = needed.iter().filter(|name| environment.contains_key(*name)).collect();
            let present = present.first().map_or("", |name| **name);
            return Err(format!("{present} is set in the environment, but {missing} is not: set both, or neither."));
        }
        let values: Vec<&str> = names.iter().map(|name| environment.get(name).map_or("", String::as_str)).collect();
        let (values, _) = values.split_at(needed.len() + optional.len().min(1));
        return make(scheme, values).map(Some);
    }
    Ok(None)
}

fn make(scheme: &Scheme, values: &[&str]) -> Result<Arc<dyn Credential>, String> {
    match (scheme.kind, values) {
        (SchemeKind::Basic, [user, password, ..]) => Ok(Arc::new(Basic::new(*user, *password))),
        (SchemeKind::Bearer, [token, ..]) => Ok(Arc::new(Bearer::new(*token))),
        (SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_), [id, secret, ..]) => {
            Ok(Arc::new(OAuth2::client_credentials(*id, *secret)))
        }
        (SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_), [token]) => Ok(Arc::new(OAuth2::from(*token))),
        (SchemeKind::MutualTls, _) => {
            Err(format!("The client certificate of `{}` cannot be read from the environment.", scheme.name))
        }
        #[cfg(feature = "sdk-hmac-sha256")]
        (SchemeKind::Signer("sdk-hmac-sha256"), [access_key, secret_key, rest @ ..]) => {
            let key = crate::call::auth::AccessKey::new(*access_key, *secret_key);
            Ok(Arc::new(match rest {
                [token, ..] if !token.is_empty() => key.security_token(*token),
                _ => key,
            }))
        }
        (SchemeKind::Signer(name), _) => Err(format!(
            "The environment has a key for `{}`, but this build has no signer {name}: enable the feature of that name.",
            scheme.method
        )),
        (_, [key, ..]) => Ok(Arc::new(ApiKey::new(*key))),
        (_, []) => Err(format!("The description of `{}` names no environment variable.", scheme.name)),
    }
}
