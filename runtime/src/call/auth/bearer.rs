//! [`Bearer`]: a token (RFC 6750, section 2.1).

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::body::BoxError;
use crate::call::auth::{Credential, check_text, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::secret::Secret;

/// A bearer token, sent as `Authorization: Bearer`.
#[derive(Clone, Debug)]
pub struct Bearer(Secret);

impl Bearer {
    /// Creates a credential from a token.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }

    fn value(&self) -> Result<HeaderValue, BoxError> {
        sensitive(&format!("Bearer {}", self.0.expose()))
    }
}

impl Credential for Bearer {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            request.headers.entry(AUTHORIZATION).or_insert(self.value()?);
            Ok(())
        })
    }

    fn static_header(&self, _: &'static Scheme) -> Option<(HeaderName, HeaderValue)> {
        Some((AUTHORIZATION, self.value().ok()?))
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect(_) => {
                check_text(self.0.expose())
            }
            _ => Err(mismatch("a bearer token", scheme)),
        }
    }
}
