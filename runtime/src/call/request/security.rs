//! Which credentials a request is sent with.

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::call::client::Held;
use crate::call::description::{Scheme, SchemeKind};
use crate::call::request::Request;

/// The names of the schemes of an alternative.
pub(super) type Schemes = &'static [&'static str];

impl Request {
    /// The schemes of the credentials to apply: those of the first alternative for which the program gave them all, else of
    /// the first for which the environment helps out.
    ///
    /// None where the operation needs none, where it may be called without and no alternative can be had, or where the
    /// caller put by hand onto the request what the scheme would.
    ///
    /// # Errors
    ///
    /// A sentence that says what to set.
    pub(super) fn schemes(&self, headers: &HeaderMap) -> Result<Schemes, String> {
        let alternatives = self.0.operation.security;
        let held = |given_only: bool| {
            let has = |name: &&str| self.held(name).is_some_and(|held| held.given || !given_only);
            alternatives.iter().find(|schemes| !schemes.is_empty() && schemes.iter().all(has))
        };
        if let Some(schemes) = held(true).or_else(|| held(false)) {
            return Ok(schemes);
        }
        let by_hand = |schemes: &&[&str]| schemes.iter().all(|name| self.is_by_hand(name, headers));
        if alternatives.is_empty() || alternatives.iter().any(by_hand) {
            return Ok(&[]);
        }
        Err(self.missing_credential())
    }

    /// The credentials for these schemes, signers last.
    pub(super) fn credentials(&self, schemes: Schemes) -> impl Iterator<Item = &Held> {
        let of = move |signers: bool| {
            let held = schemes.iter().filter_map(|name| self.held(name));
            held.filter(move |held| held.credential.is_signer() == signers)
        };
        of(false).chain(of(true))
    }

    /// Puts what never changes onto the request, if that is all that there is to do for these schemes: the headers that go
    /// along with them, from the parameters of the request and the client, and those that the credentials are.
    ///
    /// Returns whether the credentials are still to be applied.
    ///
    /// # Errors
    ///
    /// A parameter with a character that a header cannot have.
    pub(super) fn put_fixed(&self, schemes: Schemes, headers: &mut HeaderMap) -> Result<bool, String> {
        let mut is_open = false;
        for held in schemes.iter().filter_map(|name| self.held(name)) {
            is_open |= held.fixed.is_none();
            if !held.scheme.headers.is_empty() {
                self.add_headers(held.scheme, headers)?;
            }
        }
        if is_open {
            return Ok(true);
        }
        for held in schemes.iter().filter_map(|name| self.held(name)) {
            if let Some((name, value)) = &held.fixed {
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
                return Err(format!("the parameter `{param}` cannot be sent in the header `{name}`"));
            };
            headers.entry(header).or_insert(value);
        }
        Ok(())
    }

    fn held(&self, name: &str) -> Option<&Held> {
        self.0.client.inner.credentials.get(name)
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.0.client.inner.api.schemes.iter().find(|scheme| scheme.name == name)
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
        let alternatives = self.0.operation.security.iter();
        let alternatives: Vec<_> =
            alternatives.map(|schemes| schemes.iter().map(method).collect::<Vec<_>>().join(" and ")).collect();
        format!("it needs a credential: call {} on the client's builder", alternatives.join(", or "))
    }
}
