//! The signature `SDK-HMAC-SHA256` of Huawei Cloud's API gateway.
//!
//! ```text
//! CanonicalRequest = METHOD \n path \n query \n headers \n names of the signed headers \n hex(SHA-256(body))
//! StringToSign     = SDK-HMAC-SHA256 \n X-Sdk-Date \n hex(SHA-256(CanonicalRequest))
//! Signature        = hex(HMAC-SHA-256(secret key, StringToSign))
//! Authorization    = SDK-HMAC-SHA256 Access=<key>, SignedHeaders=<a;b;c>, Signature=<64 digits>
//! ```

mod canonical;
mod date;

use std::time::SystemTime;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use crate::body::BoxError;
use crate::call::auth::{Credential, check_text, mismatch, sensitive};
use crate::call::description::{Scheme, SchemeKind};
use crate::transport::clock;
use crate::transport::{BoxFuture, HttpRequest};
use crate::wire::secret::Secret;

pub use crate::call::auth::sdk_hmac_sha256::canonical::SignedHeaders;

const ALGORITHM: &str = "SDK-HMAC-SHA256";
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-sdk-content-sha256");
const DATE: HeaderName = HeaderName::from_static("x-sdk-date");
const SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-security-token");

/// The placeholder for the hash of a body that is not signed.
const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// An access key and its secret key (AK/SK), with which each request is signed.
///
/// ```
/// use specwright_runtime::auth::AccessKey;
///
/// let permanent = AccessKey::new("HST3…", "fzkg…");
/// let temporary = AccessKey::new("HST3…", "fzkg…").security_token("gQpj…");
/// ```
#[derive(Clone, Debug)]
pub struct AccessKey {
    access_key: String,
    secret_key: Secret,
    security_token: Option<Secret>,
    signed_headers: SignedHeaders,
}

impl AccessKey {
    /// Creates a credential from an access key and its secret key.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            security_token: None,
            signed_headers: SignedHeaders::default(),
        }
    }

    /// Sets the security token of a temporary key.
    #[must_use]
    pub fn security_token(self, token: impl Into<Secret>) -> Self {
        Self { security_token: Some(token.into()), ..self }
    }

    /// Sets which headers are signed.
    #[must_use]
    pub fn signed_headers(self, signed_headers: SignedHeaders) -> Self {
        Self { signed_headers, ..self }
    }

    /// Signs `request`, unless it has an `Authorization` header. An existing `X-Sdk-Date` is used.
    fn sign(&self, request: &mut HttpRequest, now: SystemTime) -> Result<(), BoxError> {
        if request.headers.contains_key(AUTHORIZATION) {
            return Ok(());
        }
        let date = self.prepare(request, now)?;
        let (canonical, names) = canonical::request(request, self.signed_headers, &payload(request)?);
        let text = format!("{ALGORITHM}\n{date}\n{}", hex(&Sha256::digest(canonical)));
        let signature = self.hmac(&text)?;
        let access_key = &self.access_key;
        let value = format!("{ALGORITHM} Access={access_key}, SignedHeaders={names}, Signature={signature}");
        request.headers.insert(AUTHORIZATION, sensitive(&value)?);
        Ok(())
    }

    /// Adds the headers that are signed, and returns the date.
    fn prepare(&self, request: &mut HttpRequest, now: SystemTime) -> Result<String, BoxError> {
        if let Some(token) = &self.security_token {
            request.headers.insert(SECURITY_TOKEN, sensitive(token.expose())?);
        }
        // The service only hashes JSON bodies.
        let hashed = request.headers.get(CONTENT_TYPE).is_none_or(|value| {
            let value = value.as_bytes().to_ascii_lowercase();
            value.starts_with(b"application/json") || value.starts_with(b"application/bson")
        });
        if !hashed {
            let unsigned = HeaderValue::from_static(UNSIGNED_PAYLOAD);
            request.headers.entry(CONTENT_SHA256).or_insert(unsigned);
        }
        if let Some(date) = request.headers.get(DATE) {
            let date = date.to_str().unwrap_or_default();
            return match date::is_well_formed(date) {
                true => Ok(date.to_owned()),
                false => Err(format!("the header X-Sdk-Date is `{date}`, not of the form 20240131T235959Z").into()),
            };
        }
        let date = date::format(now);
        request.headers.insert(DATE, HeaderValue::from_str(&date)?);
        Ok(date)
    }

    fn hmac(&self, text: &str) -> Result<String, BoxError> {
        let mut hmac = Hmac::<Sha256>::new_from_slice(self.secret_key.expose().as_bytes())?;
        hmac.update(text.as_bytes());
        Ok(hex(&hmac.finalize().into_bytes()))
    }
}

impl Credential for AccessKey {
    fn apply<'a>(&'a self, _: &'static Scheme, request: &'a mut HttpRequest) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move { self.sign(request, clock::date()) })
    }

    fn is_signer(&self) -> bool {
        true
    }

    fn check(&self, scheme: &'static Scheme) -> Result<(), String> {
        if scheme.kind != SchemeKind::Signer("sdk-hmac-sha256") {
            return Err(mismatch("an access key", scheme));
        }
        let token = self.security_token.as_ref().map(Secret::expose);
        let parts = [
            ("an access key", Some(self.access_key.as_str())),
            ("a secret key", Some(self.secret_key.expose())),
            ("a security token", token),
        ];
        for (name, text) in parts {
            if let Some(Err(why)) = text.map(check_text) {
                return Err(format!("has {name} that {why}"));
            }
        }
        Ok(())
    }
}

/// The body in the canonical request: its hash, or the value of the header that replaces it. An empty body always has the hash
/// of the empty string, as in the official Python client.
///
/// # Errors
///
/// Fails for a stream whose hash is needed.
fn payload(request: &HttpRequest) -> Result<String, BoxError> {
    match (request.headers.get(CONTENT_SHA256), request.body.bytes()) {
        (Some(value), _) if !request.body.is_empty() => Ok(String::from_utf8_lossy(value.as_bytes()).into_owned()),
        (_, Some(body)) => Ok(hex(&Sha256::digest(body))),
        (_, None) => {
            Err("a JSON body that is a stream cannot be signed, since its hash is part of the signature".into())
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
