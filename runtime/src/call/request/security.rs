//! Selects the credentials of a request.

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::call::client::SchemeCredential;
use crate::call::description::{Scheme, SchemeKind};
use crate::call::request::Request;

/// The schemes whose credentials a request has.
#[derive(Clone, Copy)]
pub(super) enum Schemes {
    /// Those of a security requirement.
    Declared(&'static [&'static str]),
    /// Those with a credential that was set in code, else those with one from the environment.
    Held,
}

/// The schemes of a request without credentials.
const NONE: Schemes = Schemes::Declared(&[]);

impl Request {
    /// The schemes of the credentials to apply: those of the first alternative whose credentials are all set in code, else of
    /// the first one that is complete with credentials from the environment.
    ///
    /// Empty if the operation needs no credentials, if they are optional and no alternative is complete, or if the caller has
    /// set the headers of an alternative.
    ///
    /// # Errors
    ///
    /// Returns a message that says which credential to set.
    pub(super) fn schemes(&self, headers: &HeaderMap) -> Result<Schemes, String> {
        if self.0.custom.is_some() {
            return Ok(Schemes::Held);
        }
        let alternatives = self.0.operation.security;
        let held = |explicit_only: bool| {
            let has = |name: &&str| self.held(name).is_some_and(|held| held.is_explicit || !explicit_only);
            alternatives.iter().find(|schemes| !schemes.is_empty() && schemes.iter().all(has))
        };
        if let Some(schemes) = held(true).or_else(|| held(false)) {
            return Ok(Schemes::Declared(schemes));
        }
        let by_hand = |schemes: &&[&str]| schemes.iter().all(|name| self.is_by_hand(name, headers));
        if alternatives.is_empty() || alternatives.iter().any(by_hand) {
            return Ok(NONE);
        }
        Err(self.missing_credential())
    }

    /// The credentials for these schemes, signers last.
    pub(super) fn credentials(&self, schemes: Schemes) -> impl Iterator<Item = &SchemeCredential> {
        let of = move |signers: bool| {
            let held = self.all_held(schemes);
            held.filter(move |held| held.credential.is_signer() == signers)
        };
        of(false).chain(of(true))
    }

    /// Adds the headers that accompany these schemes, and, if all their credentials are static headers, these headers.
    ///
    /// Returns whether the credentials have to be applied.
    ///
    /// # Errors
    ///
    /// Fails if a parameter contains a character that is not allowed in a header.
    pub(super) fn put_static_headers(&self, schemes: Schemes, headers: &mut HeaderMap) -> Result<bool, String> {
        let mut is_open = false;
        for held in self.all_held(schemes) {
            is_open |= held.static_header.is_none();
            if !held.scheme.headers.is_empty() {
                self.add_headers(held.scheme, headers)?;
            }
        }
        if is_open {
            return Ok(true);
        }
        for held in self.all_held(schemes) {
            if let Some((name, value)) = &held.static_header {
                headers.entry(name).or_insert_with(|| value.clone());
            }
        }
        Ok(false)
    }

    fn add_headers(&self, scheme: &Scheme, headers: &mut HeaderMap) -> Result<(), String> {
        for (name, param) in scheme.headers {
            let Some(value) = self.param(param) else {
                continue;
            };
            let (Ok(header), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            else {
                return Err(format!(
                    "the parameter `{param}` contains a character that is not allowed in the header `{name}`"
                ));
            };
            headers.entry(header).or_insert(value);
        }
        Ok(())
    }

    /// The credentials of schemes, in order.
    fn all_held(&self, schemes: Schemes) -> impl Iterator<Item = &SchemeCredential> {
        let (declared, held) = match schemes {
            Schemes::Declared(names) => (names, None),
            Schemes::Held => (&[] as &[_], Some(&self.0.client.inner.credentials)),
        };
        let explicit_only = held.is_some_and(|held| held.values().any(|held| held.is_explicit));
        let held = held.into_iter().flat_map(|held| held.values());
        let held = held.filter(move |held| held.is_explicit || !explicit_only);
        declared.iter().filter_map(|name| self.held(name)).chain(held)
    }

    fn held(&self, name: &str) -> Option<&SchemeCredential> {
        self.0.client.inner.credentials.get(name)
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.0.client.inner.api.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// Whether the caller has set the header of the scheme.
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
        let alternatives = self.0.operation.security.iter();
        let alternatives: Vec<_> =
            alternatives.map(|schemes| schemes.iter().map(method).collect::<Vec<_>>().join(" and ")).collect();
        let missing = format!("a credential is missing: call {} on the client's builder", alternatives.join(", or "));
        let accepted = |name: &str| self.0.operation.security.iter().any(|schemes| schemes.contains(&name));
        let held = self.0.client.inner.credentials.values().map(|held| held.scheme);
        let others: Vec<_> =
            held.filter(|scheme| !accepted(scheme.name)).map(|scheme| format!("`{}`", scheme.method)).collect();
        match others.as_slice() {
            [] => missing,
            [one] => format!("{missing}; this operation does not accept the credential set by {one}"),
            several => {
                format!("{missing}; this operation does not accept the credentials set by {}", several.join(", "))
            }
        }
    }
}
