//! [`TokenError`]: the error response of a token endpoint.

use std::fmt;

use crate::StatusCode;
use crate::call::error::Line;

/// An error response of a token endpoint (RFC 6749, section 5.2).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TokenError {
    pub(super) status: StatusCode,
    pub(super) error: Option<String>,
    pub(super) description: Option<String>,
}

impl TokenError {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The error code, such as `invalid_client`.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// The authorization server's description of the error.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token endpoint responded with {}", self.status)?;
        for detail in [&self.error, &self.description].into_iter().flatten() {
            write!(f, ": {}", Line(detail))?;
        }
        Ok(())
    }
}

impl std::error::Error for TokenError {}
