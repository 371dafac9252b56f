//! [`DecodeError`]: why a response could not be decoded, and where in its body.

use std::fmt;

use reqwest::header::CONTENT_TYPE;

use crate::HeaderMap;
use crate::body::BoxError;
use crate::wire::json::mismatches::Mismatch;

/// Why a response could not be decoded.
///
/// ```
/// use specwright_runtime::DecodeError;
///
/// let error = DecodeError::new("not a colour").at("paints[0].colour".to_owned());
/// assert_eq!(error.to_string(), "not a colour, at paints[0].colour");
/// ```
#[derive(Debug)]
pub struct DecodeError {
    message: String,
    path: Option<String>,
    mismatches: Vec<Mismatch>,
    has_more: bool,
    source: Option<BoxError>,
}

impl DecodeError {
    /// An error with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), path: None, mismatches: Vec::new(), has_more: false, source: None }
    }

    /// Sets the path in the JSON body.
    #[must_use]
    pub fn at(self, path: String) -> Self {
        Self { path: Some(path), ..self }
    }

    /// Sets the underlying error.
    #[must_use]
    pub fn with_source(self, source: impl Into<BoxError>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// Sets what does not match, and whether there is more of it.
    #[must_use]
    pub(crate) fn with_mismatches(self, (mismatches, has_more): (Vec<Mismatch>, bool)) -> Self {
        Self { mismatches, has_more, ..self }
    }

    /// All values of a JSON body that do not match their types, at most twenty; the first is the one that [`path`](Self::path) leads
    /// to. Empty for other bodies, and where only a part of a body is decoded.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// The path in the JSON body: `submissions[0].creation-date`, or `$` for the whole body.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Adds the declared media type to the message, unless it is JSON.
    pub(crate) fn of_type(mut self, headers: &HeaderMap) -> Self {
        let declared = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let declared = declared.split(';').next().unwrap_or_default().trim();
        if !declared.is_empty() && !declared.to_ascii_lowercase().contains("json") {
            self.message.push_str(&format!(" (Content-Type: {declared})"));
        }
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, ", at {path}")?;
        }
        if let Some(source) = &self.source {
            write!(f, ": {source}")?;
        }
        for mismatch in self.mismatches.iter().skip(1) {
            write!(f, "; {mismatch}")?;
        }
        if self.has_more { f.write_str("; and more") } else { Ok(()) }
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
