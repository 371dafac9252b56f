//! Credentials: what a caller signs in with, and how it gets onto a request.
//!
//! A credential is given to the client's builder for a security scheme of the document. For each call the client takes
//! the first alternative of the operation's schemes, in the order of the document, for which the program gave them all; else
//! the first for which the environment helps out; else, where the operation may be called without, none. Where an
//! alternative has several schemes, all of them are applied, signers last.
//!
//! A credential of a kind that is not here is a type that implements [`Credential`], given for the scheme's name in the document
//! by [`ClientBuilder::credential`](crate::ClientBuilder::credential).

mod api_key;
mod basic;
mod bearer;
mod environment;
pub(crate) mod inquiry;
mod mutual_tls;
mod oauth2;
pub(crate) mod renewed;
#[cfg(feature = "sdk-hmac-sha256")]
pub mod sdk_hmac_sha256;

use std::fmt::Debug;
use std::sync::Arc;

use reqwest::header::{HeaderName, HeaderValue};

use crate::HeaderMap;
use crate::body::BoxError;
use crate::call::client::{Lookup, Surroundings};
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

/// What a caller signs in with. Its `Debug` must not show it.
pub trait Credential: Debug + Send + Sync {
    /// Puts the credential onto a request, in the way that `scheme` says. What the caller has put there by hand stays.
    ///
    /// # Errors
    ///
    /// The credential cannot be had, or is of no use for this scheme: the request is not sent.
    fn apply<'a>(
        &'a self,
        scheme: &'static Scheme,
        request: &'a mut HttpRequest,
    ) -> BoxFuture<'a, Result<(), BoxError>>;

    /// Gets from elsewhere what it needs, such as a token, before it is applied. `transport` is that of the client.
    ///
    /// Nothing, where it has all that it needs.
    ///
    /// # Errors
    ///
    /// The credential cannot be had: the request is not sent.
    fn prepare<'a>(
        &'a self,
        _scheme: &'static Scheme,
        _transport: &'a dyn Transport,
    ) -> Option<BoxFuture<'a, Result<(), BoxError>>> {
        None
    }

    /// The one header that it puts onto every request for this scheme, unless the request has it, and nothing else.
    ///
    /// A client asks once, when it is built, and puts that header itself instead of calling [`apply`](Self::apply) each time.
    /// Nothing, where there is more to do, or where what it puts may change.
    fn fixed(&self, _scheme: &'static Scheme) -> Option<(HeaderName, HeaderValue)> {
        None
    }

    /// Whether another one can be got where the service refuses it.
    fn is_renewable(&self) -> bool {
        false
    }

    /// Gives up what was sent with these headers, since the service responded 401 (RFC 9110, section 15.5.2).
    ///
    /// Returns whether another attempt makes sense, for which it is prepared again.
    fn renew(&self, _refused: &HeaderMap) -> bool {
        false
    }

    /// Whether it covers the rest of the request, and so must be applied last.
    fn is_signer(&self) -> bool {
        false
    }

    /// The same for one client, where it depends on what else that is made of: asked once, when the client is built.
    ///
    /// Nothing, where it does not.
    ///
    /// # Errors
    ///
    /// A sentence about what the client lacks.
    fn bound(
        &self,
        _scheme: &'static Scheme,
        _surroundings: Surroundings<'_>,
    ) -> Option<Result<Arc<dyn Credential>, String>> {
        None
    }

    /// What finds the value of a parameter of the client, where that comes with the credential.
    fn lookup(&self, _param: &str) -> Option<Arc<dyn Lookup>> {
        None
    }

    /// Looks at the credential when the client is built, so that what cannot work fails early.
    ///
    /// # Errors
    ///
    /// What is wrong with it, to follow the words "the credential".
    fn check(&self, _scheme: &'static Scheme) -> Result<(), String> {
        Ok(())
    }
}

/// `text` as the value of a header that is not shown in logs.
///
/// # Errors
///
/// `text` has characters that no header may have (RFC 9110, section 5.5).
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, BoxError> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())?;
    value.set_sensitive(true);
    Ok(value)
}

/// Refuses what is empty or cannot stand in a header.
pub(crate) fn check_text(text: &str) -> Result<(), String> {
    if text.is_empty() {
        Err("is empty".into())
    } else if sensitive(text).is_err() {
        Err("has a character in it that a header cannot have, such as a line break".into())
    } else {
        Ok(())
    }
}

/// An error that says that a credential is of no use for a scheme.
pub(crate) fn mismatch(credential: &str, scheme: &Scheme) -> String {
    format!("is {credential}, which the scheme `{}` has no use for", scheme.name)
}
