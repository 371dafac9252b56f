//! [`ApiKey`]: a key in a header, the query or a cookie (OpenAPI 3.0.3, *Security Scheme Object*, `apiKey`).

use reqwest::header::{COOKIE, HeaderName, HeaderValue};

use crate::body::BoxError;
use crate::call::auth::{Credential, check_text, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::percent::{self, Keep};
use crate::wire::secret::Secret;

/// An API key. The security scheme declares whether it is sent in a header, the query or a cookie.
///
/// In a query it is percent-encoded. In a cookie, so are the characters that cookies cannot hold (RFC 6265, section 4.1.1); a
/// key that is percent-encoded already is sent as it is.
#[derive(Clone, Debug)]
pub struct ApiKey(Secret);

impl ApiKey {
    /// Creates a credential from a key.
    pub fn new(key: impl Into<Secret>) -> Self {
        Self(key.into())
    }

    fn put(&self, scheme: &'static Scheme, request: &mut HttpRequest) -> Result<(), BoxError> {
        match scheme.kind {
            SchemeKind::ApiKeyHeader(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())?;
                let value = sensitive(self.0.expose())?;
                request.headers.entry(name).or_insert(value);
            }
            SchemeKind::ApiKeyQuery(name) => {
                if request.url.query_pairs().any(|(key, _)| key == name) {
                    return Ok(());
                }
                let mut query = request.url.query().map(|query| format!("{query}&")).unwrap_or_default();
                percent::encode_into(&mut query, name.as_bytes());
                query.push('=');
                percent::encode_into(&mut query, self.0.expose().as_bytes());
                request.url.set_query(Some(&query));
            }
            SchemeKind::ApiKeyCookie(name) => {
                // RFC 6265, section 5.4: one header, the cookies separated by "; ".
                let own = format!("{}={}", Keep::Cookie.encode(name), Keep::Cookie.encode(self.0.expose()));
                let all = match request.headers.get(COOKIE) {
                    Some(others) => format!("{}; {own}", String::from_utf8_lossy(others.as_bytes())),
                    None => own,
                };
                request.headers.insert(COOKIE, sensitive(&all)?);
            }
            _ => return Err(mismatch("an API key", scheme).into()),
        }
        Ok(())
    }
}

impl Credential for ApiKey {
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move { self.put(scheme, request) })
    }

    fn static_header(&self, scheme: &'static Scheme) -> Option<(HeaderName, HeaderValue)> {
        let SchemeKind::ApiKeyHeader(name) = scheme.kind else { return None };
        Some((HeaderName::from_bytes(name.as_bytes()).ok()?, sensitive(self.0.expose()).ok()?))
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        match scheme.kind {
            SchemeKind::ApiKeyHeader(_) | SchemeKind::ApiKeyQuery(_) | SchemeKind::ApiKeyCookie(_) => {
                check_text(self.0.expose())
            }
            _ => Err(mismatch("an API key", scheme)),
        }
    }
}
