//! Authentication: credentials, and how they are applied to requests.
//!
//! Credentials are set on the client's builder, one per security scheme of the document. Each call uses the first alternative
//! of the operation's security requirements, in the order of the document, whose credentials are all set in code; else the
//! first one that is complete with credentials from the environment; else none, if the operation allows that. If an
//! alternative has several schemes, all of them are applied, signers last.
//!
//! For other kinds of authentication, implement [`Credential`] and pass it to
//! [`ClientBuilder::credential`](crate::ClientBuilder::credential) with the scheme's name in the document.

mod api_key;
mod basic;
mod bearer;
mod environment;
pub(crate) mod expiring_cache;
pub(crate) mod fetch;
mod mutual_tls;
mod oauth2;
#[cfg(feature = "sdk-hmac-sha256")]
pub mod sdk_hmac_sha256;

use std::fmt::Debug;
use std::sync::Arc;

use reqwest::header::{HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::client::{ClientConfig, Lookup};
use crate::call::description::Scheme;
use crate::transport::{BoxFuture, HttpRequest, Transport};

pub use crate::call::auth::api_key::ApiKey;
pub use crate::call::auth::basic::Basic;
pub use crate::call::auth::bearer::Bearer;
pub(crate) use crate::call::auth::environment::credential as from_environment;
pub use crate::call::auth::mutual_tls::MutualTls;
pub use crate::call::auth::oauth2::{OAuth2, TokenError};
#[cfg(feature = "sdk-hmac-sha256")]
pub use crate::call::auth::sdk_hmac_sha256::{AccessKey, SignedHeaders};

/// A credential for a security scheme. Its `Debug` output must not contain secrets.
pub trait Credential: Debug + Send + Sync {
    /// Applies the credential to a request, as `scheme` declares. Headers that the caller has set are kept.
    ///
    /// # Errors
    ///
    /// Fails if the credential is not available or does not fit the scheme. The request is not sent.
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Fetches what [`apply`](Self::apply) needs, such as a token, through the client's transport.
    ///
    /// Returns `None` if nothing needs to be fetched.
    ///
    /// # Errors
    ///
    /// Fails if the credential cannot be fetched. The request is not sent.
    fn prepare<'a>(
        &'a self,
        _scheme: &'static Scheme,
        _transport: &'a dyn Transport,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        None
    }

    /// The header, if the credential only adds one header that never changes.
    ///
    /// The client calls this once, when it is built, and then adds the header itself in place of calling
    /// [`apply`](Self::apply). Return `None` if there is more to do, or if the value may change.
    fn static_header(&self, _scheme: &'static Scheme) -> Option<(HeaderName, HeaderValue)> {
        None
    }

    /// Whether a new credential can be fetched after the service rejects this one.
    fn is_renewable(&self) -> bool {
        false
    }

    /// Discards the credential that was sent with these headers, because the service responded with 401 (RFC 9110, section
    /// 15.5.2).
    ///
    /// Returns whether to retry. The credential is prepared again before the next attempt.
    fn invalidate(&self, _rejected: &HeaderMap) -> bool {
        false
    }

    /// Whether the credential signs the request and must be applied last.
    fn is_signer(&self) -> bool {
        false
    }

    /// Binds the credential to a client, if it depends on the client's settings. Called once, when the client is built.
    ///
    /// Returns `None` if the credential does not depend on them.
    ///
    /// # Errors
    ///
    /// Returns a sentence about the setting that is missing.
    fn bind(&self, _scheme: &'static Scheme, _config: ClientConfig<'_>) -> Option<Result<Arc<dyn Credential>, String>> {
        None
    }

    /// The lookup of a client parameter whose value comes with the credential.
    fn lookup(&self, _param: &str) -> Option<Arc<dyn Lookup>> {
        None
    }

    /// Validates the credential when the client is built.
    ///
    /// # Errors
    ///
    /// Returns the problem as a predicate to follow "The credential", such as "is empty".
    fn check(&self, _scheme: &'static Scheme) -> Result<(), String> {
        Ok(())
    }
}

/// A header value that is marked as sensitive.
///
/// # Errors
///
/// Fails if `text` contains characters that are not allowed in a header (RFC 9110, section 5.5).
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, BoxError> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())?;
    value.set_sensitive(true);
    Ok(value)
}

/// Rejects strings that are empty or not allowed in a header.
pub(crate) fn check_text(text: &str) -> Result<(), String> {
    if text.is_empty() {
        Err("is empty".into())
    } else if sensitive(text).is_err() {
        Err("contains a character that is not allowed in a header, such as a line break".into())
    } else {
        Ok(())
    }
}

/// The problem of a credential that does not fit its scheme.
pub(crate) fn mismatch(credential: &str, scheme: &Scheme) -> String {
    format!("is {credential}, which the scheme `{}` does not accept", scheme.name)
}
