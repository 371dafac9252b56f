//! [`TransportError`]: why an exchange of bytes failed.

use std::fmt::{self, Display};

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why there was no response, or not all of it.
///
/// ```
/// use specwright_runtime::transport::TransportError;
///
/// let error = TransportError::new("connection refused").while_connecting(true);
/// assert!(error.is_connect() && !error.is_timeout());
/// ```
#[derive(Debug)]
pub struct TransportError {
    source: BoxError,
    connect: bool,
    timeout: bool,
}

impl TransportError {
    /// The exchange failed: the request, or part of it, may have reached the service.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self { source: source.into(), connect: false, timeout: false }
    }

    /// Converts the error of a stream, which may already be a `TransportError`.
    pub(crate) fn of(error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::new(error),
        }
    }

    /// Sets whether it happened while connecting, so that nothing was sent.
    #[must_use]
    pub fn while_connecting(self, connect: bool) -> Self {
        Self { connect, ..self }
    }

    /// Sets whether it was a timeout.
    #[must_use]
    pub fn by_timeout(self, timeout: bool) -> Self {
        Self { timeout, ..self }
    }

    /// Whether there was no connection, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.connect
    }

    /// Whether it was a timeout.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }
}

impl Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.source, f)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}
