//! [`Basic`]: a user name and a password (RFC 7617).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use crate::body::BoxError;
use crate::call::auth::{Credential, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::secret::Secret;

/// A user name and a password, sent as `Authorization: Basic`.
#[derive(Clone, Debug)]
pub struct Basic {
    user: String,
    password: Secret,
}

impl Basic {
    /// Creates a credential. The password may be empty: some services expect a key as user name.
    pub fn new(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { user: user.into(), password: password.into() }
    }

    fn value(&self) -> Result<HeaderValue, BoxError> {
        let pair = STANDARD.encode(format!("{}:{}", self.user, self.password.expose()));
        sensitive(&format!("Basic {pair}"))
    }
}

impl Credential for Basic {
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
        if scheme.kind != SchemeKind::Basic {
            Err(mismatch("a user name and a password", scheme))
        } else if self.user.is_empty() {
            Err("has an empty user name".into())
        } else if self.user.contains(':') {
            Err("has a colon in the user name, which RFC 7617 does not allow".into())
        } else {
            Ok(())
        }
    }
}
