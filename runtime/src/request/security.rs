//! Which credentials a request is sent with.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::auth::Credential;
use crate::description::{Scheme, SchemeKind};
use crate::request::Request;

/// A credential and the scheme that it is applied for.
pub(super) type Applied = (&'static Scheme, Arc<dyn Credential>);

impl Request {
    /// The credentials to apply, signers last: those of the first alternative for which the program gave them all, else
    /// of the first for which the environment helps out.
    ///
    /// None where the operation needs none, where it may be called without and no alternative can be had, or where the
    /// caller put by hand onto the request what the scheme would.
    ///
    /// # Errors
    ///
    /// A sentence that says what to set.
    pub(super) fn credentials(&self, headers: &HeaderMap) -> Result<Vec<Applied>, String> {
        let alternatives = self.operation.security;
        let held = |given_only: bool| {
            let mut named = alternatives.iter().filter(|schemes| !schemes.is_empty());
            named.find_map(|schemes| {
                schemes.iter().map(|name| self.applied(name, given_only)).collect::<Option<Vec<_>>>()
            })
        };
        if let Some(mut applied) = held(true).or_else(|| held(false)) {
            applied.sort_by_key(|(_, credential)| credential.is_signer());
            return Ok(applied);
        }
        let by_hand = |schemes: &&[&str]| schemes.iter().all(|name| self.is_by_hand(name, headers));
        if alternatives.is_empty() || alternatives.iter().any(by_hand) {
            return Ok(Vec::new());
        }
        Err(self.missing_credential())
    }

    /// Adds the headers that go along with the schemes, from the parameters of the request and the client.
    ///
    /// # Errors
    ///
    /// A parameter with a character that a header cannot have.
    pub(super) fn add_headers(&self, applied: &[Applied], headers: &mut HeaderMap) -> Result<(), String> {
        for (name, param) in applied.iter().flat_map(|(scheme, _)| scheme.headers) {
            let Some(value) = self.param(param) else {
                continue;
            };
            let (Ok(header), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            else {
                return Err(format!("the parameter `{param}` cannot be sent in the header `{name}`"));
            };
            headers.entry(header).or_insert(value);
        }
        Ok(())
    }

    fn applied(&self, name: &str, given_only: bool) -> Option<Applied> {
        let held = self.client.inner.credentials.get(name).filter(|held| held.given || !given_only)?;
        Some((self.scheme(name)?, Arc::clone(&held.credential)))
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.client.inner.api.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// Whether the request has the header that the scheme would set. An empty alternative has nothing to set.
    fn is_by_hand(&self, name: &str, headers: &HeaderMap) -> bool {
        match self.scheme(name).map(|scheme| scheme.kind) {
            Some(SchemeKind::ApiKeyHeader(header)) => headers.contains_key(header),
            Some(
                SchemeKind::Basic
                | SchemeKind::Bearer
                | SchemeKind::OAuth2 { .. }
                | SchemeKind::OpenIdConnect(_)
                | SchemeKind::Signer(_),
            ) => headers.contains_key(AUTHORIZATION),
            _ => false,
        }
    }

    fn missing_credential(&self) -> String {
        let method = |name: &&str| format!("`{}`", self.scheme(name).map_or(*name, |scheme| scheme.method));
        let alternatives = self.operation.security.iter();
        let alternatives: Vec<_> =
            alternatives.map(|schemes| schemes.iter().map(method).collect::<Vec<_>>().join(" and ")).collect();
        format!("it needs a credential: call {} on the client's builder", alternatives.join(", or "))
    }
}
