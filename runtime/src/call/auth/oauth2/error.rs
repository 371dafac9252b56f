//! [`TokenError`]: what a token endpoint refused.

use std::fmt;

use crate::StatusCode;
use crate::call::error::Line;

/// What a token endpoint responded in place of a token (RFC 6749, section 5.2).
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

    /// The code, such as `invalid_client`.
    pub fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// What the authorization server says of it.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token endpoint responded {}", self.status)?;
        for said in [&self.error, &self.description].into_iter().flatten() {
            write!(f, ": {}", Line(said))?;
        }
        Ok(())
    }
}

impl std::error::Error for TokenError {}
