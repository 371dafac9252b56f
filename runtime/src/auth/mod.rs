//! Credentials: what a caller signs in with, and how it gets onto a request.
//!
//! A credential is given to the client's builder for a security scheme of the document. For each call the client takes
//! the first alternative of the operation's schemes for which it has them all.

mod api_key;
mod basic;
mod bearer;
mod environment;
#[cfg(feature = "sdk-hmac-sha256")]
pub mod sdk_hmac_sha256;

use std::fmt::Debug;

use reqwest::header::HeaderValue;

use crate::description::Scheme;
use crate::error::BoxError;
use crate::transport::{BoxFuture, HttpRequest};

pub use crate::auth::api_key::ApiKey;
pub use crate::auth::basic::Basic;
pub use crate::auth::bearer::Bearer;
pub(crate) use crate::auth::environment::credential as from_environment;
#[cfg(feature = "sdk-hmac-sha256")]
pub use crate::auth::sdk_hmac_sha256::{AccessKey, SignedHeaders};

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

    /// Whether it covers the rest of the request, and so must be applied last.
    fn is_signer(&self) -> bool {
        false
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
fn sensitive(text: &str) -> Result<HeaderValue, BoxError> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())?;
    value.set_sensitive(true);
    Ok(value)
}

/// Refuses what is empty or cannot stand in a header.
fn check_text(text: &str) -> Result<(), String> {
    if text.is_empty() {
        Err("is empty".into())
    } else if sensitive(text).is_err() {
        Err("has a character in it that a header cannot have, such as a line break".into())
    } else {
        Ok(())
    }
}

/// An error that says that a credential is of no use for a scheme.
fn mismatch(credential: &str, scheme: &Scheme) -> String {
    format!("is {credential}, which the scheme `{}` has no use for", scheme.name)
}
