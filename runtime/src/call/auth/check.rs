//! What credentials have in common: sensitive header values, and checks with their messages.

use reqwest::header::HeaderValue;

use crate::body::BoxError;
use crate::call::description::Scheme;

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
